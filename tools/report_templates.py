"""
The Word templates of consolidated reports that come with the program: `python -m tools.report_templates`.

Writes `giaoban/reports/templating/standard/*.docx`, laid out by Decree 30/2020/NĐ-CP. They are ordinary Word
files: an office downloads one, changes it in Word, and keeps it as its own.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from pathlib import Path

from docx import Document
from docx.document import Document as WordFile
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

STANDARD = Path(__file__).parents[1] / "giaoban" / "reports" / "templating" / "standard"
FONT = "Times New Roman"
_DAY = datetime(2000, 1, 1)  # noqa: DTZ001 -- of file properties, which know no zone
_FIGURES = (
    ("Kỳ này", "ky_nay", 17), ("Lũy kế", "luy_ke", 18), ("Cùng kỳ", "cung_ky", 17),
    ("So cùng kỳ (%)", "ty_le", 14), ("Kế hoạch", "ke_hoach", 18), ("% kế hoạch", "ty_le_ke_hoach", 16),
)  # fmt: skip
_SPAN = (("Cả giai đoạn", "ky_nay", 20), ("Mục tiêu", "ke_hoach", 20), ("% mục tiêu", "ty_le_ke_hoach", 17))
_LINE = (("TT", "ma", 9), ("Chỉ tiêu", "ten", 40), ("Đơn vị tính", "don_vi_tinh", 16))


class Writer:
    """Adds paragraphs and tables in the faces of official papers."""

    def __init__(self) -> None:
        self.file: WordFile = Document()
        normal = self.file.styles["Normal"]
        normal.font.name, normal.font.size = FONT, Pt(14)
        normal.element.get_or_add_rPr().find(qn("w:rFonts")).set(qn("w:eastAsia"), FONT)
        page = self.file.sections[0]
        page.page_width, page.page_height = Mm(210), Mm(297)
        page.top_margin, page.bottom_margin, page.left_margin, page.right_margin = (
            Mm(20),
            Mm(20),
            Mm(30),
            Mm(15),
        )
        page.header_distance = page.footer_distance = Mm(10)

    def line(
        self,
        text: str,
        *,
        on: _Cell | None = None,
        size: float = 14,
        bold: bool = False,
        italic: bool = False,
        caps: bool = False,
        align: ALIGN = ALIGN.CENTER,
        before: float = 0,
        indent: float = 0,
        keep: bool = False,
        new_page: bool = False,
    ) -> Paragraph:
        """One paragraph."""
        paragraph = (on or self.file).add_paragraph()
        run = paragraph.add_run(text)
        run.bold, run.italic, run.font.size, run.font.all_caps = (
            bold or None,
            italic or None,
            Pt(size),
            caps or None,
        )
        form = paragraph.paragraph_format
        form.alignment, form.space_before, form.space_after = align, Pt(before), Pt(0)
        form.first_line_indent = Mm(indent) if indent else None
        form.keep_with_next, form.page_break_before = keep or None, new_page or None
        return paragraph

    def text(self, text: str, *, italic: bool = False) -> Paragraph:
        """Running text."""
        return self.line(text, italic=italic, align=ALIGN.JUSTIFY, before=6, indent=12.7)

    def tag(self, words: str) -> Paragraph:
        """A statement that stands for its whole paragraph."""
        return self.line(f"{{%p {words} %}}", size=8, align=ALIGN.LEFT)

    def rule(self, mm: float, width: float, *, on: _Cell | None = None) -> None:
        """A thin line under a title, `mm` long in the middle of `width`."""
        paragraph = self.line("", on=on, size=2)
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(
            (width - mm) / 2
        )
        paragraph.paragraph_format.line_spacing = Pt(3)
        border = OxmlElement("w:pBdr")
        top = OxmlElement("w:top")
        for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
            top.set(qn(f"w:{name}"), value)
        border.append(top)
        properties = paragraph._p.get_or_add_pPr()
        properties.insert_element_before(border, "w:spacing", "w:ind", "w:jc")

    def pair(self, left: float, right: float) -> tuple[_Cell, _Cell]:
        """Two cells side by side without lines; both empty."""
        table = self.file.add_table(rows=1, cols=2)
        table.autofit = False
        for cell, width in zip(table.rows[0].cells, (left, right), strict=True):
            cell.width = Mm(width)
            cell._tc.remove(cell.paragraphs[0]._p)
        _grid(table, (left, right))
        return table.rows[0].cells[0], table.rows[0].cells[1]

    def table(
        self,
        widths: tuple[float, ...],
        rows: tuple[tuple[str, ...], ...],
        *,
        bold: tuple[int, ...] = (),
        left: tuple[int, ...] = (1, 2),
    ) -> None:
        """A ruled table; the first row is its head, repeated on every page; columns of `left` hold words."""
        table = self.file.add_table(rows=len(rows), cols=len(widths))
        table.style, table.autofit = "Table Grid", False
        _grid(table, widths)
        for number, (row, texts) in enumerate(zip(table.rows, rows, strict=True)):
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            if not number:
                row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
            for place, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
                cell.width = Mm(widths[place])
                cell._tc.remove(cell.paragraphs[0]._p)
                align = ALIGN.LEFT if place in left else ALIGN.CENTER if place == 0 else ALIGN.RIGHT
                align = ALIGN.CENTER if not number else align
                self.line(text, on=cell, size=11, bold=not number or number in bold, align=align)


def _grid(table: Table, widths: tuple[float, ...]) -> None:
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)


def head(write: Writer) -> None:
    """Issuing body, motto, number, place; page number over every page but the first, the code at the foot."""
    left, right = write.pair(68, 97)
    write.line("{%p if co_quan_tren %}", on=left, size=8)
    write.line("{{ co_quan_tren }}", on=left, size=12, caps=True)
    write.line("{%p endif %}", on=left, size=8)
    write.line("{{ co_quan }}", on=left, size=12, bold=True, caps=True)
    write.rule(25, 68, on=left)
    write.line("Số:         /{{ ky_hieu }}", on=left, size=13, before=4)
    write.line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", on=right, size=12, bold=True)
    write.line("Độc lập - Tự do - Hạnh phúc", on=right, size=13, bold=True)
    write.rule(60, 97, on=right)
    write.line("{{ dia_danh }}, ngày      tháng      năm {{ nam }}", on=right, size=13, italic=True, before=4)
    write.line("BÁO CÁO", bold=True, before=18)
    write.line("{{ ten_bao_cao }}", bold=True)
    write.rule(55, 165)
    page = write.file.sections[0]
    page.different_first_page_header_footer = True
    page.header.is_linked_to_previous = False
    number = page.header.paragraphs[0]
    number.alignment = ALIGN.CENTER
    _page_number(number)
    for footer in (page.footer, page.first_page_footer):
        footer.is_linked_to_previous = False
        code = footer.paragraphs[0].add_run("Mã số liệu {{ ma_so_lieu }}, phiên bản {{ phien_ban }}")
        code.font.size = Pt(9)


def _page_number(paragraph: Paragraph) -> None:
    for kind, text in (("begin", ""), ("", " PAGE "), ("end", "")):
        run = paragraph.add_run()
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        part.text = text or None
        run._r.append(part)


def indicators(write: Writer, over: str) -> None:
    """The tables of indicators in `over`."""
    columns = (*_LINE, *_FIGURES)
    write.tag(f"for b in {over}")
    write.line("{{ b.ten }}", size=13, italic=True, before=8, keep=True)
    blank = ("",) * (len(columns) - 1)
    grouped = ("{{ d.ma }}", "{{ d.ten }}", *("",) * (len(columns) - 2))
    write.table(
        tuple(width for _title, _name, width in columns),
        (
            tuple(title for title, _name, _width in columns),
            ("{%tr for d in b.dong %}", *blank),
            ("{%tr if d.la_nhom %}", *blank),
            grouped,
            ("{%tr else %}", *blank),
            _named(columns),
            ("{%tr endif %}", *blank),
            ("{%tr endfor %}", *blank),
        ),
        bold=(3,),
    )  # fmt: skip
    write.tag("endfor")


def _named(columns: tuple[tuple[str, str, int], ...]) -> tuple[str, ...]:
    """The fields of a line in some columns."""
    return tuple(f"{{{{ d.{name} }}}}" for _title, name, _width in columns)


def targets(write: Writer) -> None:
    """Targets against results, a column for each year and three for the whole span."""
    years = ("{%tc for n in cac_nam %}", "Năm {{ n }}", "{%tc endfor %}")
    by_year = ("{%tc for n in d.cac_nam %}", "{{ n.ket_qua }}", "{%tc endfor %}")
    none = ("{%tc for n in d.cac_nam %}", "", "{%tc endfor %}")
    blank = ("",) * (len(_LINE) + 2 + len(_SPAN))
    write.tag("for b in bang")
    write.line("{{ b.ten }}", size=13, italic=True, before=8, keep=True)
    write.table(
        (*(width for _t, _n, width in _LINE), 8, 18, 8, *(width for _t, _n, width in _SPAN)),
        (
            (*(title for title, _n, _w in _LINE), *years, *(title for title, _n, _w in _SPAN)),
            ("{%tr for d in b.dong %}", *blank),
            ("{%tr if d.la_nhom %}", *blank),
            ("{{ d.ma }}", "{{ d.ten }}", "", *none, *("",) * len(_SPAN)),
            ("{%tr else %}", *blank),
            (*_named(_LINE), *by_year, *_named(_SPAN)),
            ("{%tr endif %}", *blank),
            ("{%tr endfor %}", *blank),
        ),
        bold=(3,),
    )  # fmt: skip
    write.tag("endfor")


def parts(write: Writer, *, review: bool) -> None:
    """The parts by the outline of the regime: words, and under the first pictures and tables."""
    write.tag("for m in muc")
    write.line(
        "{{ m.so }}. {{ m.ten|upper }}", bold=True, align=ALIGN.JUSTIFY, before=8, indent=12.7, keep=True
    )
    write.tag("for d in m.doan")
    write.text("{{ d }}")
    write.tag("endfor")
    write.tag("if m.co_bang")
    for name, title in (("gui_bao_cao", "Tình hình gửi báo cáo"), ("ke_hoach", "Kết quả so với kế hoạch")):
        write.tag(f"if hinh.{name}")
        write.line(f"{{{{ hinh.{name} }}}}", before=6, keep=True)
        write.line(title, size=13, italic=True)
        write.tag("endif")
    write.tag("for h in hinh.chinh")
    write.line("{{ h.hinh }}", before=6, keep=True)
    write.line("{{ h.ten }}", size=13, italic=True)
    write.tag("endfor")
    if review:
        targets(write)
    else:
        indicators(write, "bang")
    write.tag("endif")
    write.tag("endfor")


def unsent(write: Writer) -> None:
    """Who has not sent."""
    write.tag("if chua_gui")
    write.text("Danh sách đơn vị chưa gửi báo cáo:")
    write.table(
        (12, 55, 42, 24, 32),
        (
            ("TT", "Đơn vị", "Thuộc", "Hạn gửi", "Tình trạng"),
            ("{%tr for c in chua_gui %}", "", "", "", ""),
            ("{{ c.tt }}", "{{ c.ten }}", "{{ c.cap_tren }}", "{{ c.han }}", "{{ c.tinh_trang }}"),
            ("{%tr endfor %}", "", "", "", ""),
        ),
        left=(1, 2, 3, 4),
    )
    write.tag("if chua_gui_them > 0")
    write.text("và {{ chua_gui_them }} đơn vị khác.")
    write.tag("endif")
    write.tag("endif")


def close(write: Writer) -> None:
    """The source of the figures, and who signs."""
    write.text("Trên đây là báo cáo {{ ten_bao_cao }}./.")
    source = "(Số liệu tổng hợp lúc {{ so_lieu_luc }}; mã số liệu {{ ma_so_lieu }}, SHA-256 {{ ma_bam }}.)"
    write.line(source, size=12, italic=True, align=ALIGN.JUSTIFY, before=6, indent=12.7)
    left, right = write.pair(82, 83)
    write.line("Nơi nhận:", on=left, size=12, bold=True, italic=True, align=ALIGN.LEFT, before=12)
    write.line(
        "- {% if co_quan_tren %}{{ co_quan_tren }}{% else %}Cơ quan cấp trên{% endif %};",
        on=left,
        size=11,
        align=ALIGN.LEFT,
    )
    write.line("- Các đơn vị gửi báo cáo;", on=left, size=11, align=ALIGN.LEFT)
    write.line("- Lưu: {{ luu }}.", on=left, size=11, align=ALIGN.LEFT)
    write.line("{{ quyen_han_ky }}", on=right, bold=True, before=12)
    write.line("{{ chuc_vu_ky }}", on=right, bold=True, before=0)
    for _blank in range(4):
        write.line("", on=right)


def annexes(write: Writer) -> None:
    """A table for each unit, or tables of units where they are many; then what the units wrote."""
    write.tag("for p in phu_luc")
    write.line("PHỤ LỤC {{ p.so }}", bold=True, new_page=True)
    write.line("{{ p.ten }}", bold=True)
    write.line("(Nguồn: {{ p.nguon }})", italic=True)
    indicators(write, "p.bang")
    write.tag("endfor")
    write.tag("if not phu_luc")
    write.line("PHỤ LỤC: SỐ LIỆU THEO ĐƠN VỊ", bold=True, new_page=True)
    write.tag("for t in bang_don_vi")
    write.line("{{ t.ten }}", size=13, italic=True, before=8, keep=True)
    write.table(
        (10, 43, 8, 18, 8),
        (
            ("TT", "Đơn vị", "{%tc for c in t.cot %}", "{{ c }}", "{%tc endfor %}"),
            ("{%tr for r in t.dong %}", "", "", "", ""),
            ("{{ r.tt }}", "{{ r.ten }}", "{%tc for x in r.o %}", "{{ x }}", "{%tc endfor %}"),
            ("{%tr endfor %}", "", "", "", ""),
            ("", "Tổng số", "{%tc for x in t.cong %}", "{{ x }}", "{%tc endfor %}"),
        ),
        bold=(4,),
        left=(1,),
    )
    write.tag("endfor")
    write.tag("endif")
    write.tag("if co_y_kien")
    write.line("PHỤ LỤC: NỘI DUNG BÁO CÁO CỦA CÁC ĐƠN VỊ", bold=True, new_page=True)
    write.tag("for m in muc")
    write.tag("for y in m.y_kien")
    write.line("{{ y.ten }}", bold=True, align=ALIGN.JUSTIFY, before=6, indent=12.7, keep=True)
    write.tag("for k in y.cac_don_vi")
    write.text("- {{ k.noi_dung }} ({{ k.nguon }})")
    write.tag("endfor")
    write.tag("endfor")
    write.tag("endfor")
    write.tag("endif")


def template(*, review: bool) -> bytes:
    """The bytes of one template: the same at every call."""
    write = Writer()
    head(write)
    write.text(
        "Thực hiện {{ che_do.can_cu }}, {{ co_quan }} báo cáo kết quả từ ngày {{ tu_ngay }} "
        "đến ngày {{ den_ngay }} như sau:"
    )
    parts(write, review=review)
    unsent(write)
    close(write)
    annexes(write)
    about = write.file.core_properties
    about.title, about.author, about.comments = "Báo cáo tổng hợp", "", ""
    about.created = about.modified = _DAY
    buffer = io.BytesIO()
    write.file.save(buffer)
    return _settled(buffer.getvalue())


def _settled(data: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            target.writestr(info, source.read(name), zipfile.ZIP_DEFLATED)
    return made.getvalue()


TEMPLATES = {"period": False, "review": True}
"""The files by name, and whether each is for a review."""


def main() -> None:
    """Write them."""
    STANDARD.mkdir(exist_ok=True)
    for name, review in TEMPLATES.items():
        (STANDARD / f"{name}.docx").write_bytes(template(review=review))


if __name__ == "__main__":
    main()
