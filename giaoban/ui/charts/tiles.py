"""Tiles of units by months, and a sparkline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from giaoban.ui.charts.drawing import Pen, Picture, Svg, TextTable, shortened

_LABEL, _HEAD, _WIDE, _HIGH, _GAP = 236, 24, 46, 28, 2


@dataclass(frozen=True, slots=True)
class Tile:
    """
    One cell: the number it shows, how strong its colour is (0 to 4), what it opens, what pointing tells.

    `value` None leaves the tile empty: nothing was due, which is not the same as nothing late.
    """

    value: int | None
    level: int = 0
    url: str = ""
    words: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.level <= 4:
            raise ValueError(f"level={self.level} must lie between 0 and 4")


def level_of(value: int, largest: int) -> int:
    """The strength of a colour for `value` where `largest` is the strongest; 0 only for 0."""
    if value <= 0 or largest <= 0:
        return 0
    return min(4, 1 + (value * 4 - 1) // largest)


def heat_tiles(
    rows: Sequence[str],
    columns: Sequence[str],
    cells: Mapping[tuple[int, int], Tile],
    *,
    title: str,
    desc: str,
    corner: str = "",
    row_urls: Sequence[str] = (),
    standalone: bool = False,
) -> Picture:
    """
    A table of coloured tiles with its numbers in them, one row a unit, one column a month.

    `cells` is keyed by (row number, column number) from 0; a missing cell is empty. `corner` is the head
    of the first column in the text table. `row_urls` open a row's own page.
    """
    pen = Pen(standalone=standalone)
    parts = []
    for x, words in enumerate(columns):
        centre = _LABEL + x * (_WIDE + _GAP) + _WIDE / 2
        parts.append(pen.text(words, centre, 16, colour="p-soft", size=12, text_anchor="middle"))
    for y, name in enumerate(rows):
        top = _HEAD + y * (_HIGH + _GAP)
        label = pen.text(shortened(name, _LABEL - 12), 0, top + 19)
        url = row_urls[y] if y < len(row_urls) else ""
        parts.append(pen.link(url, pen.element("g", pen.hint(name), label)))
        parts.extend(
            _tile(pen, cells[y, x], _LABEL + x * (_WIDE + _GAP), top, f"{name} · {month}")
            for x, month in enumerate(columns)
            if (y, x) in cells
        )
    width = _LABEL + len(columns) * (_WIDE + _GAP)
    height = _HEAD + len(rows) * (_HIGH + _GAP)
    numbers = tuple(
        (name, *(_shown(cells.get((y, x))) for x in range(len(columns)))) for y, name in enumerate(rows)
    )
    table = TextTable(title, (corner, *columns), numbers)
    return Picture(title, pen.sheet(title, desc, width, height, parts), table)


def _shown(tile: Tile | None) -> str:
    return "" if tile is None or tile.value is None else str(tile.value)


def _tile(pen: Pen, tile: Tile, left: float, top: float, place: str) -> str:
    said = tile.words or ": ".join(part for part in (place, _shown(tile)) if part)
    box = pen.element("rect", colour=f"p-level-{tile.level}", x=left, y=top, width=_WIDE, height=_HIGH, rx=3)
    if tile.value is None:
        return pen.element("g", pen.hint(said), box)
    ink = "p-light" if tile.level >= 3 else "p-text"
    number = pen.text(_shown(tile), left + _WIDE / 2, top + 19, colour=ink, text_anchor="middle")
    return pen.link(tile.url, pen.element("g", pen.hint(said), box, number))


def sparkline(
    values: Sequence[int | None], *, title: str, width: int = 96, height: int = 24, standalone: bool = False
) -> Svg:
    """
    A line as high as a word; its last value has a dot. None is a gap.

    It says nothing alone: stand it beside its last number.
    """
    pen = Pen(standalone=standalone)
    known = [value for value in values if value is not None]
    low, high = (min(known), max(known)) if known else (0, 0)
    step = (width - 6) / max(1, len(values) - 1)

    def place(index: int, value: int) -> tuple[float, float]:
        rise = (value - low) / (high - low) if high > low else 0.5
        return 3 + index * step, height - 3 - rise * (height - 6)

    parts = []
    line: list[str] = []
    for index, value in enumerate([*values, None]):
        if value is not None:
            x, y = place(index, value)
            line.append(f"{x:.1f},{y:.1f}")
        elif line:
            parts.append(pen.element("polyline", colour="p-trend", points=" ".join(line), stroke_width=1.5))
            line = []
    if values and values[-1] is not None:
        x, y = place(len(values) - 1, values[-1])
        parts.append(pen.element("circle", colour="p-son", cx=x, cy=y, r=2.5))
    spoken = f"{title}: {', '.join('–' if value is None else str(value) for value in values)}"
    return pen.sheet(title, spoken, width, height, parts)
