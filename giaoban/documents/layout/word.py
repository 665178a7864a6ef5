"""Arranged sections as a Word file (.docx)."""

from __future__ import annotations

import io
from collections.abc import Iterable

from docx import Document
from docx.document import Document as WordFile
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml.ns import qn
from docx.section import Section as WordSection
from docx.shared import Mm, Pt

from .body import CELL_PADDING_MM
from .drawing import png_of
from .placed import Grid, GridRow, Item, Line, Pair, Part, Picture, Rule, Section, Stamp
from .styles import Style
from .wordparts import paragraph, rule, run_properties, small_gap, stamp, table
from .wordxml import Xml, element, parsed, twips


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
        if any(each.foot for each in sections):
            writer.write_foot(page, section)
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
    if style.page.mirrored:
        zoom = file.settings.element.find(qn("w:zoom"))
        (mirrored,) = parsed(element("w:mirrorMargins", {}))
        zoom.addnext(mirrored)
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
    look = run_properties(face.size_pt, style.font, bold=face.bold, italic=face.italic)
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
                written.append(small_gap(1))
        end = self.file.element.body[-1]
        for part in parsed(*written):
            end.addprevious(part)

    def write_foot(self, page: WordSection, section: Section) -> None:
        """What stands at the foot of the first page of a section; the next section does not take it over."""
        foot = page.first_page_footer
        foot.is_linked_to_previous = False
        if not section.foot:
            return
        width = section.width_mm - self.page.left_mm - self.page.right_mm
        empty = foot.paragraphs[0]._p
        written = [part for item in section.foot for part in self._item(item, width)]
        empty.getparent().replace(empty, *parsed(*written[:1]))
        for part in parsed(*written[1:]):
            foot._element.append(part)

    def _item(self, item: Item, width_mm: float) -> Iterable[Xml]:
        match item:
            case Line():
                return (paragraph(item, self.font),)
            case Rule():
                return (rule(item, width_mm),)
            case Stamp():
                return stamp(item, self.font)
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
        columns = table(widths, row, borders=False, padding_mm=0)
        return [small_gap(pair.before_pt), columns] if pair.before_pt else [columns]

    def _cell(
        self, content: tuple[Part, ...], width_mm: float, *, span: int = 1, middle: bool = False
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
        ruled = table(grid.widths_mm, *rows, borders=True, padding_mm=CELL_PADDING_MM)
        return [small_gap(grid.before_pt), ruled]

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
        holder = self.file.add_paragraph()
        shape = holder.add_run().add_picture(image, width=Mm(picture.width_mm))
        shape._inline.docPr.set("descr", picture.description)
        drawing = Xml(holder.runs[0]._r.xml)
        self.file.element.body.remove(holder._p)
        line = Line("figure", (), 12, align="centre", before_pt=picture.before_pt, keep_next=True)
        return paragraph(line, self.font, drawing)
