"""Arranged sections as a Word file (.docx)."""

from __future__ import annotations

import io
from collections.abc import Iterable
from functools import cache

from docx import Document
from docx.document import Document as WordFile
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml.ns import qn
from docx.section import Section as WordSection
from docx.shared import Mm, Pt

from .body import CELL_PADDING_MM
from .drawing import png_of
from .paper import Alignment
from .placed import Grid, GridRow, Item, Line, Pair, Picture, Rule, Section
from .styles import Style
from .wordxml import Xml, element, parsed, twips

_JUSTIFICATION: dict[Alignment, str] = {
    "left": "left",
    "centre": "center",
    "right": "right",
    "justify": "both",
}
_RULE_HEIGHT_PT = 2


def write_docx(sections: tuple[Section, ...], style: Style, *, title: str, author: str) -> bytes:
    """The bytes of a Word file; `title` and `author` become its properties."""
    file = Document()
    _prepare(file, style, title=title, author=author)
    writer = _Writer(file, style)
    for place, section in enumerate(sections):
        if place:
            file.add_section(WD_SECTION.NEW_PAGE)
        page = file.sections[-1]
        _set_page(page, section, style, restart=place > 0)
        writer.write(section)
    _number_pages(file.sections[0], style)
    buffer = io.BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def _prepare(file: WordFile, style: Style, *, title: str, author: str) -> None:
    """The font for every script, the language, and no distances that a line does not ask for."""
    normal = file.styles["Normal"]
    normal.font.name = style.font
    normal.font.size = Pt(style.faces["body"].size_pt)
    properties = normal.element.get_or_add_rPr()
    fonts = properties.find(qn("w:rFonts"))
    for script in ("w:cs", "w:eastAsia"):
        fonts.set(qn(script), style.font)
    properties.extend(parsed(element("w:lang", {"w:val": "vi-VN", "w:eastAsia": "vi-VN"})))
    normal.paragraph_format.space_after = Pt(0)
    about = file.core_properties
    about.title, about.author, about.language = title[:255], author[:255], "vi-VN"
    about.comments = ""


def _set_page(page: WordSection, section: Section, style: Style, *, restart: bool) -> None:
    measures = style.page
    page.page_width, page.page_height = Mm(section.width_mm), Mm(section.height_mm)
    turned = section.width_mm > section.height_mm
    page.orientation = WD_ORIENT.LANDSCAPE if turned else WD_ORIENT.PORTRAIT
    page.top_margin, page.bottom_margin = Mm(measures.top_mm), Mm(measures.bottom_mm)
    page.left_margin, page.right_margin = Mm(measures.left_mm), Mm(measures.right_mm)
    page.header_distance = Mm(measures.number_from_top_mm)
    page.footer_distance = Mm(measures.number_from_top_mm)
    page.different_first_page_header_footer = True
    if restart and page._sectPr.find(qn("w:pgNumType")) is None:
        (restarted,) = parsed(element("w:pgNumType", {"w:start": "1"}))
        page._sectPr.find(qn("w:pgMar")).addnext(restarted)


def _number_pages(page: WordSection, style: Style) -> None:
    """A centred page number over every page but the first; later sections take over this header."""
    face = style.faces["page number"]
    look = _run_properties(face.size_pt, style.font, bold=face.bold, italic=face.italic)
    parts = (
        element("w:fldChar", {"w:fldCharType": "begin"}),
        element("w:instrText", {"xml:space": "preserve"}, text=" PAGE "),
        element("w:fldChar", {"w:fldCharType": "separate"}),
        element("w:t", {}, text="2"),  # shown until the program counts for itself
        element("w:fldChar", {"w:fldCharType": "end"}),
    )
    number = element(
        "w:p",
        {},
        element("w:pPr", {}, element("w:jc", {"w:val": "center"})),
        *(element("w:r", {}, look, part) for part in parts),
    )
    empty = page.header.paragraphs[0]._p
    empty.getparent().replace(empty, *parsed(number))


@cache
def _run_properties(size_pt: float, font: str, *, bold: bool, italic: bool) -> Xml:
    names = {f"w:{script}": font for script in ("ascii", "hAnsi", "eastAsia", "cs")}
    half_points = {"w:val": str(round(size_pt * 2))}
    marks = [element("w:b", {})] * bold + [element("w:i", {})] * italic
    sizes = (element("w:sz", half_points), element("w:szCs", half_points))
    return element("w:rPr", {}, element("w:rFonts", names), *marks, *sizes)


def _paragraph(line: Line, font: str, *content: Xml) -> Xml:
    """A `w:p` with the line's words, then `content`; the schema asks for this order of properties."""
    kept = [element("w:keepNext", {})] if line.keep_next else []
    height = {"w:line": str(round(240 * line.spacing)), "w:lineRule": "auto"}
    sides = {"w:left": line.left_mm, "w:right": line.right_mm, "w:firstLine": line.first_mm}
    indents = {name: twips(mm=mm) for name, mm in sides.items() if mm}
    properties = element(
        "w:pPr",
        {},
        *kept,
        element("w:spacing", {"w:before": twips(line.before_pt), "w:after": "0", **height}),
        *([element("w:ind", indents)] if indents else []),
        element("w:jc", {"w:val": _JUSTIFICATION[line.align]}),
        *([element("w:outlineLvl", {"w:val": str(line.outline - 1)})] if line.outline else []),
    )
    runs = (
        element(
            "w:r",
            {},
            _run_properties(line.size_pt, font, bold=run.bold, italic=run.italic),
            element("w:t", {"xml:space": "preserve"}, text=run.text),
        )
        for run in line.runs
    )
    return element("w:p", {}, properties, *runs, *content)


def _rule(rule: Rule, width_mm: float) -> Xml:
    """An empty paragraph, a hair high, whose upper border is the line."""
    side = twips(mm=max(0.0, (width_mm - rule.width_mm) / 2))
    border = element("w:top", {"w:val": "single", "w:sz": "6", "w:space": "0", "w:color": "000000"})
    height = {"w:line": twips(_RULE_HEIGHT_PT), "w:lineRule": "exact"}
    return element(
        "w:p",
        {},
        element(
            "w:pPr",
            {},
            element("w:pBdr", {}, border),
            element("w:spacing", {"w:before": twips(rule.before_pt), "w:after": "0", **height}),
            element("w:ind", {"w:left": side, "w:right": side}),
            element("w:rPr", {}, element("w:sz", {"w:val": "2"})),
        ),
    )


def _small_gap(before_pt: float) -> Xml:
    """Distance before a table, which Word cannot give to the table itself."""
    height = {"w:line": twips(max(before_pt, 1)), "w:lineRule": "exact", "w:before": "0", "w:after": "0"}
    return element(
        "w:p",
        {},
        element(
            "w:pPr",
            {},
            element("w:keepNext", {}),
            element("w:spacing", height),
            element("w:rPr", {}, element("w:sz", {"w:val": "2"})),
        ),
    )


class _Writer:
    """Adds arranged items to the end of a Word file."""

    def __init__(self, file: WordFile, style: Style) -> None:
        self.file, self.font, self.page = file, style.font, style.page

    def write(self, section: Section) -> None:
        """All items of one section, before the section's own properties."""
        width = section.width_mm - self.page.left_mm - self.page.right_mm
        written: list[Xml] = []
        for item in section.items:
            written.extend(self._item(item, width))
            if isinstance(item, Pair | Grid):
                written.append(_small_gap(1))
        end = self.file.element.body[-1]
        for part in parsed(*written):
            end.addprevious(part)

    def _item(self, item: Item, width_mm: float) -> Iterable[Xml]:
        match item:
            case Line():
                return (_paragraph(item, self.font),)
            case Rule():
                return (_rule(item, width_mm),)
            case Pair():
                return self._pair(item, width_mm)
            case Grid():
                return self._grid(item)
            case Picture():
                return (self._picture(item),)

    def _pair(self, pair: Pair, width_mm: float) -> list[Xml]:
        left = width_mm * pair.left_percent / 100
        widths = (left, width_mm - left)
        cells = [
            self._cell(side, cell_width)
            for side, cell_width in zip((pair.left, pair.right), widths, strict=True)
        ]
        row = element("w:tr", {}, element("w:trPr", {}, element("w:cantSplit", {})), *cells)
        table = _table(widths, row, borders=False, padding_mm=0)
        return [_small_gap(pair.before_pt), table] if pair.before_pt else [table]

    def _cell(
        self, content: tuple[Line | Rule, ...], width_mm: float, *, span: int = 1, middle: bool = False
    ) -> Xml:
        properties = element(
            "w:tcPr",
            {},
            element("w:tcW", {"w:w": twips(mm=width_mm), "w:type": "dxa"}),
            *([element("w:gridSpan", {"w:val": str(span)})] if span > 1 else []),
            *([element("w:vAlign", {"w:val": "center"})] if middle else []),
        )
        written = [part for item in content for part in self._item(item, width_mm)]
        return element("w:tc", {}, properties, *(written or [element("w:p", {})]))

    def _grid(self, grid: Grid) -> list[Xml]:
        rows = [self._grid_row(grid.head, grid.widths_mm, head=True)]
        rows += [self._grid_row(row, grid.widths_mm) for row in grid.rows]
        table = _table(grid.widths_mm, *rows, borders=True, padding_mm=CELL_PADDING_MM)
        return [_small_gap(grid.before_pt), table]

    def _grid_row(self, row: GridRow, widths: tuple[float, ...], *, head: bool = False) -> Xml:
        properties = element(
            "w:trPr",
            {},
            *([element("w:cantSplit", {})] if row.whole else []),
            *([element("w:tblHeader", {})] if head else []),
        )
        shares = (sum(widths),) if row.across else widths
        span = len(widths) if row.across else 1
        cells = (
            self._cell(cell, share, span=span, middle=head)
            for cell, share in zip(row.cells, shares, strict=True)
        )
        return element("w:tr", {}, properties, *cells)

    def _picture(self, picture: Picture) -> Xml:
        image = io.BytesIO(png_of(picture.svg, width_mm=picture.width_mm))
        paragraph = self.file.add_paragraph()
        shape = paragraph.add_run().add_picture(image, width=Mm(picture.width_mm))
        shape._inline.docPr.set("descr", picture.description)
        drawing = Xml(paragraph.runs[0]._r.xml)
        self.file.element.body.remove(paragraph._p)
        line = Line("figure", (), 12, align="centre", before_pt=picture.before_pt, keep_next=True)
        return _paragraph(line, self.font, drawing)


def _table(widths: tuple[float, ...], *rows: Xml, borders: bool, padding_mm: float) -> Xml:
    """A table of fixed widths, given to the grid and (by the caller) to every cell."""
    kind = "single" if borders else "nil"
    edges = (
        element(f"w:{edge}", {"w:val": kind, "w:sz": "4", "w:space": "0", "w:color": "000000"})
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    paddings = (
        element(f"w:{side}", {"w:w": twips(mm=mm), "w:type": "dxa"})
        for side, mm in (
            ("top", padding_mm / 3),
            ("left", padding_mm),
            ("bottom", padding_mm / 3),
            ("right", padding_mm),
        )
    )
    properties = element(
        "w:tblPr",
        {},
        element("w:tblW", {"w:w": twips(mm=sum(widths)), "w:type": "dxa"}),
        element("w:jc", {"w:val": "center"}),
        element("w:tblBorders", {}, *edges),
        element("w:tblLayout", {"w:type": "fixed"}),
        element("w:tblCellMar", {}, *paddings),
    )
    columns = (element("w:gridCol", {"w:w": twips(mm=width)}) for width in widths)
    return element("w:tbl", {}, properties, element("w:tblGrid", {}, *columns), *rows)
