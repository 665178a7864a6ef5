"""Fictional papers, and readers that give back what a file shows."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from datetime import date

import pypdfium2
from docx import Document
from docx.oxml.ns import qn

from giaoban.documents.layout import Annex, Column, Heading, Paper, Paragraph, Signing, Table

PARAGRAPH = (
    "Trong tháng, các cơ quan, đơn vị đã tích cực triển khai nhiệm vụ được giao tại các thông báo kết luận "
    "của Trưởng Ban Chỉ đạo; tiến độ chung bảo đảm yêu cầu."
)
CHART = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 60">'
    '<rect x="60" y="10" width="90" height="20" fill="#2a6f97"/>'
    '<text x="5" y="25" font-family="sans-serif" font-size="10">Đúng hạn</text></svg>'
)


def report(**changes) -> Paper:
    facts = {
        "superior": "Ủy ban nhân dân tỉnh Sơn Hải",
        "issuer": "Ban Chỉ đạo chuyển đổi số",
        "number": "5",
        "symbol": "BC-BCĐ",
        "place": "Sơn Hải",
        "date": date(2026, 2, 5),
        "type_name": "BÁO CÁO",
        "subject": "Kết quả thực hiện nhiệm vụ tháng 01 năm 2026",
        "addressed_to": (),
        "bases": (),
        "body": (
            Heading(1, "I", "Kết quả"),
            Paragraph(PARAGRAPH),
            Table(
                (Column("TT", 15, "centre"), Column("Cơ quan", 100), Column("Số nhiệm vụ", 50, "right")),
                ((1, "Sở Nội vụ", 1250), (2, "Sở Tài chính", 2.5)),
                (None, "Tổng cộng", 1252.5),
            ),
            Paragraph("Trên đây là báo cáo tháng 01."),
        ),
        "signing": Signing("TM. Ban Chỉ đạo", ("Trưởng ban",), "Nguyễn Văn An"),
        "recipients": ("Thường trực Tỉnh ủy", "Các thành viên Ban Chỉ đạo;"),
        "archive": "VT, VPBCĐ",
    }
    return Paper(**{**facts, **changes})


def with_landscape_annex(rows: int = 60) -> Paper:
    table = Table(
        (Column("TT", 15), Column("Nhiệm vụ", 150), Column("Hạn", 40)),
        tuple((number + 1, PARAGRAPH, date(2026, 3, 9)) for number in range(rows)),
    )
    return report(
        annexes=(
            Annex("Danh sách nhiệm vụ", (table,), landscape=True),
            Annex("Phân công", (Paragraph("Phần việc của các sở."),)),
        )
    )


@dataclass(frozen=True)
class Shown:
    """One paragraph of a Word file; `place` is `body` or `row.column` of a table cell."""

    text: str
    size: float
    bold: bool
    italic: bool
    align: str
    place: str


def docx_texts(data: bytes) -> list[Shown]:
    """Every paragraph with words, in reading order."""
    body = Document(io.BytesIO(data)).element.body
    return [_shown(p) for p in body.iter(qn("w:p")) if _text(p).strip()]


def _text(p) -> str:
    return "".join(t.text or "" for t in p.iter(qn("w:t")))


def _shown(p) -> Shown:
    first = p.find(qn("w:r"))
    look = first.find(qn("w:rPr"))
    assert {look.find(qn("w:rFonts")).get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "cs")} == {
        "Times New Roman"
    }
    return Shown(
        _text(p).replace("\u00a0", " "),
        int(look.find(qn("w:sz")).get(qn("w:val"))) / 2,
        look.find(qn("w:b")) is not None,
        look.find(qn("w:i")) is not None,
        p.find(qn("w:pPr")).find(qn("w:jc")).get(qn("w:val")),
        _place(p),
    )


def _place(p) -> str:
    cell = p.getparent()
    if cell.tag != qn("w:tc"):
        return "body"
    row = cell.getparent()
    rows = row.getparent().findall(qn("w:tr"))
    return f"{rows.index(row)}.{row.findall(qn('w:tc')).index(cell)}"


def docx_xml(data: bytes, part: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return file.read(part).decode()


def pdf_pages(data: bytes) -> list[str]:
    """The text of each page, white space made single spaces (pdfium gives a last hyphen as U+FFFE)."""
    with_pages = pypdfium2.PdfDocument(data)
    try:
        return [
            " ".join(page.get_textpage().get_text_range().replace("\ufffe", "-").split())
            for page in with_pages
        ]
    finally:
        with_pages.close()


def pdf_sizes(data: bytes) -> list[tuple[int, int]]:
    """Width and height of each page in millimetres."""
    with_pages = pypdfium2.PdfDocument(data)
    try:
        return [
            (round(page.get_width() / 72 * 25.4), round(page.get_height() / 72 * 25.4)) for page in with_pages
        ]
    finally:
        with_pages.close()
