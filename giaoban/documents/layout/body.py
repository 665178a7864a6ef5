"""The blocks of a body, arranged by a style: headings, paragraphs, clauses, tables and figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from .metrics import line_count, metrics
from .paper import (
    Alignment,
    Block,
    Bullet,
    CellValue,
    Clause,
    Figure,
    Group,
    Heading,
    Paragraph,
    Run,
    Table,
    Text,
)
from .placed import Grid, GridRow, Item, Line, Picture
from .setting import balanced, lines
from .styles import Style
from .wording import cell_text, clean

CELL_PADDING_MM = 1.5
_LINES_KEPT_WHOLE = 10  # a longer row may break over two pages
_MEASURED = 5  # words of a column, those with the most letters
_SAFE = 1.02  # Word and LibreOffice round widths


def arrange_body(style: Style, blocks: tuple[Block, ...], *, width_mm: float) -> Iterator[Item]:
    """The items of `blocks`, in order, for a text `width_mm` wide."""
    for block in blocks:
        match block:
            case Heading():
                yield from _heading(style, block, width_mm)
            case Paragraph():
                indent = block.indent and block.align != "centre"
                yield from _running(style, block.text, indent=indent, align=block.align)
            case Bullet():
                yield from _running(style, _led("- " if block.level == 1 else "+ ", block.text))
            case Clause():
                yield from _clause(style, block)
            case Table():
                yield from _table(style, block, width_mm)
            case Figure():
                yield from _figure(style, block, width_mm)


def _led(mark: str, text: Text, *, bold: bool = False) -> tuple[Run, ...]:
    return (Run(mark, bold=bold), *((Run(text),) if isinstance(text, str) else text))


def _running(
    style: Style,
    text: Text,
    *,
    box: str = "body",
    align: Alignment = "justify",
    indent: bool = True,
    keep_next: bool = False,
) -> tuple[Line, ...]:
    return lines(
        style,
        box,
        text,
        align=align,
        before_pt=style.paragraph_gap_pt,
        first_mm=style.first_indent_mm if indent else 0,
        keep_next=keep_next,
    )


def _heading(style: Style, heading: Heading, width_mm: float) -> Iterator[Line]:
    gap = style.paragraph_gap_pt
    if heading.level == 0:
        number = lines(
            style, "part number", heading.number, align="centre", before_pt=2 * gap, keep_next=True, outline=1
        )
        title = lines(style, "part title", heading.text, align="centre", keep_next=True)
        if not number:
            title = tuple(replace(line, outline=1, before_pt=2 * gap) for line in title[:1]) + title[1:]
        yield from number
        yield from balanced(title, width_mm=width_mm)
        return
    number_text = heading.number.strip().rstrip(".)")
    mark = f"{number_text}{')' if heading.level == 3 else '.'} " if number_text else ""
    yield from lines(
        style,
        f"heading {heading.level}",
        mark + heading.text,
        align="justify",
        before_pt=gap,
        first_mm=style.first_indent_mm,
        keep_next=True,
        outline=heading.level + 1,
    )


def _clause(style: Style, clause: Clause) -> Iterator[Line]:
    number = clause.number.strip().rstrip(".)")
    mark = {"article": f"Điều {number}. ", "clause": f"{number}. ", "point": f"{number}) "}[clause.kind]
    if clause.title:
        yield from _running(style, mark + clause.title, box="clause title", keep_next=bool(clause.text))
        yield from _running(style, clause.text)
    else:
        yield from _running(style, _led(mark, clause.text, bold=clause.kind == "article"))


def _table(style: Style, table: Table, width_mm: float) -> Iterator[Item]:
    if not table.columns:
        raise ValueError("A table needs at least one column.")
    gap = style.paragraph_gap_pt
    asked = sum(column.width_mm for column in table.columns)
    scale = min(1.0, width_mm / asked)
    widths = _no_word_broken(
        style, table, tuple(round(column.width_mm * scale, 2) for column in table.columns)
    )
    yield from lines(style, "caption", table.caption, align="centre", before_pt=gap, keep_next=True)
    centred: tuple[Alignment, ...] = tuple("centre" for _ in widths)
    head = _row(style, "table head", tuple(column.title for column in table.columns), widths, centred)
    aligns = tuple(column.align for column in table.columns)
    rows = [
        _group(style, row, sum(widths))
        if isinstance(row, Group)
        else _row(style, "table cell", row, widths, aligns)
        for row in table.rows
    ]
    if table.totals:
        rows.append(_row(style, "table strong", table.totals, widths, aligns))
    yield Grid(widths, head, tuple(rows), before_pt=gap)


def _no_word_broken(style: Style, table: Table, widths: tuple[float, ...]) -> tuple[float, ...]:
    """
    `widths` with columns that are narrower than their longest word made as wide as it; the others give it.

    What does not fit even so stays as it is.
    """
    least = [_longest_word_mm(style, table, place) for place in range(len(widths))]
    short = sum(max(0.0, need - width) for need, width in zip(least, widths, strict=True))
    room = sum(max(0.0, width - need) for need, width in zip(least, widths, strict=True))
    if not short or short > room:
        return widths
    kept = 1 - short / room
    return tuple(
        round(need + max(0.0, width - need) * kept, 2) for need, width in zip(least, widths, strict=True)
    )


def _longest_word_mm(style: Style, table: Table, place: int) -> float:
    """Millimetres that a column needs so that none of its words is broken."""
    cells = [row[place] for row in table.rows if not isinstance(row, Group) and place < len(row)]
    longest = 0.0
    for box, values in (("table head", [table.columns[place].title]), ("table cell", cells)):
        face = style.faces[box]
        words = {word for value in values for word in _text_of(value).split()}
        for word in sorted(words, key=len)[-_MEASURED:]:
            longest = max(longest, metrics(bold=face.bold).width_mm(word, face.size_pt))
    return round(longest * _SAFE + 2 * CELL_PADDING_MM, 2)


def _text_of(value: CellValue | tuple[Run, ...]) -> str:
    return "".join(run.text for run in value) if isinstance(value, tuple) else cell_text(value)


def _group(style: Style, group: Group, width_mm: float) -> GridRow:
    (cell,) = _row(style, "table strong", (group.title,), (width_mm,), ("left",)).cells
    return GridRow((tuple(replace(line, keep_next=True) for line in cell),), across=True)


def _row(
    style: Style,
    box: str,
    values: tuple[CellValue | tuple[Run, ...], ...],
    widths: tuple[float, ...],
    aligns: tuple[Alignment, ...],
) -> GridRow:
    """One row; missing values are empty cells. Raises `ValueError` for more values than columns."""
    if len(values) > len(widths):
        raise ValueError(f"A row has {len(values)} values for {len(widths)} columns.")
    face = style.faces[box]
    values = values + (None,) * (len(widths) - len(values))
    cells = tuple(
        lines(style, box, value if isinstance(value, tuple) else cell_text(value), align=align)
        for value, align in zip(values, aligns, strict=True)
    )
    deepest = max(
        sum(
            line_count(line.text, size_pt=face.size_pt, bold=face.bold, width_mm=width - 2 * CELL_PADDING_MM)
            for line in cell
        )
        for cell, width in zip(cells, widths, strict=True)
    )
    return GridRow(cells, whole=deepest <= _LINES_KEPT_WHOLE)


def _figure(style: Style, figure: Figure, width_mm: float) -> Iterator[Item]:
    gap = style.paragraph_gap_pt
    yield Picture(figure.svg, min(figure.width_mm, width_mm), clean(figure.caption), before_pt=gap)
    yield from lines(style, "caption", figure.caption, align="centre", before_pt=gap / 2)
