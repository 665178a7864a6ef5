"""Paragraphs, rules, stamps and tables of a Word file, as markup."""

from __future__ import annotations

from functools import cache

from .paper import Alignment
from .placed import Line, Rule, Stamp
from .wordxml import Xml, element, twips

JUSTIFICATION: dict[Alignment, str] = {
    "left": "left",
    "centre": "center",
    "right": "right",
    "justify": "both",
}
_RULE_HEIGHT_PT = 2


@cache
def run_properties(
    size_pt: float, font: str, *, bold: bool, italic: bool, underline: bool = False, colour: str = ""
) -> Xml:
    """The look of a run, for every script."""
    names = {f"w:{script}": font for script in ("ascii", "hAnsi", "eastAsia", "cs")}
    half_points = {"w:val": str(round(size_pt * 2))}
    marks = [element("w:b", {})] * bold + [element("w:i", {})] * italic
    colours = [element("w:color", {"w:val": colour})] if colour else []
    sizes = (element("w:sz", half_points), element("w:szCs", half_points))
    lines = [element("w:u", {"w:val": "single"})] * underline
    return element("w:rPr", {}, element("w:rFonts", names), *marks, *colours, *sizes, *lines)


def paragraph(line: Line, font: str, *content: Xml) -> Xml:
    """A `w:p` with the line's words, then `content`; the schema asks for this order of properties."""
    kept = [element("w:keepNext", {})] if line.keep_next else []
    height = (
        {"w:line": twips(line.exact_pt), "w:lineRule": "exact"}
        if line.exact_pt
        else {"w:line": str(round(240 * line.spacing)), "w:lineRule": "auto"}
    )
    sides = {"w:left": line.left_mm, "w:right": line.right_mm, "w:firstLine": line.first_mm}
    indents = {name: twips(mm=mm) for name, mm in sides.items() if mm}
    properties = element(
        "w:pPr",
        {},
        *kept,
        element("w:spacing", {"w:before": twips(line.before_pt), "w:after": "0", **height}),
        *([element("w:ind", indents)] if indents else []),
        element("w:jc", {"w:val": JUSTIFICATION[line.align]}),
        *([element("w:outlineLvl", {"w:val": str(line.outline - 1)})] if line.outline else []),
    )
    runs = (
        element(
            "w:r",
            {},
            run_properties(line.size_pt, font, bold=run.bold, italic=run.italic, underline=run.underline),
            element("w:t", {"xml:space": "preserve"}, text=run.text),
        )
        for run in line.runs
    )
    return element("w:p", {}, properties, *runs, *content)


def rule(rule: Rule, width_mm: float) -> Xml:
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


def small_gap(before_pt: float) -> Xml:
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


def table(
    widths: tuple[float, ...], *rows: Xml, borders: bool, padding_mm: float, colour: str = "000000"
) -> Xml:
    """A table of fixed widths, given to the grid and (by the caller) to every cell."""
    kind = "single" if borders else "nil"
    edges = (
        element(f"w:{edge}", {"w:val": kind, "w:sz": "4", "w:space": "0", "w:color": colour})
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


def stamp(placed: Stamp, font: str) -> list[Xml]:
    """A table of one cell whose row has the height of the frame, with room around it."""
    look = run_properties(placed.size_pt, font, bold=True, italic=False, colour=placed.colour)
    height = {"w:before": "0", "w:after": "0", "w:line": "240", "w:lineRule": "auto"}
    words = element(
        "w:p",
        {},
        element("w:pPr", {}, element("w:spacing", height), element("w:jc", {"w:val": "center"})),
        element("w:r", {}, look, element("w:t", {"xml:space": "preserve"}, text=placed.text)),
    )
    width = {"w:w": twips(mm=placed.width_mm), "w:type": "dxa"}
    properties = element("w:tcPr", {}, element("w:tcW", width), element("w:vAlign", {"w:val": "center"}))
    tall = element("w:trHeight", {"w:val": twips(mm=placed.height_mm), "w:hRule": "exact"})
    row = element(
        "w:tr",
        {},
        element("w:trPr", {}, element("w:cantSplit", {}), tall),
        element("w:tc", {}, properties, words),
    )
    framed = table((placed.width_mm,), row, borders=True, padding_mm=0, colour=placed.colour)
    return [small_gap(placed.before_pt), framed, small_gap(1)]
