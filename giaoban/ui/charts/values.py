"""One figure of many units: as bars, and as tiles on a map."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from giaoban.ui.charts.drawing import Pen, Picture, TextTable, clean, shortened

_LABEL, _FIGURE, _BAR, _HIGH, _GAP = 180, 100, 400, 20, 8
_TILE, _TALL, _BETWEEN = 92, 46, 4
_LINE, _UNDER, _THIN, _DIGIT = 34, 21, 7, 8  # of a list: a row, where its bar lies and how high, a digit


@dataclass(frozen=True, slots=True)
class Figure:
    """A unit with its figure (None: nothing is known, which is not 0), what it opens, a word more."""

    label: str
    value: int | None
    url: str = ""
    note: str = ""


def value_bars(
    rows: Sequence[Figure],
    *,
    title: str,
    desc: str,
    head: tuple[str, str, str],
    say: Callable[[int], str] = str,
    label: float = _LABEL,
    noted: float = 0,
    standalone: bool = False,
) -> Picture:
    """
    Horizontal bars from a common zero; figures below zero go to the left of it.

    The figure stands between name and bar, where a narrow screen shows it too.
    `head` names the columns of the text table: the unit, the figure, the note. Names have `label` pixels,
    notes `noted` after the figure; with 0 they are only pointed at.
    """
    pen = Pen(standalone=standalone)
    known = [row.value for row in rows if row.value is not None]
    low, high = min([0, *known]), max([0, *known])
    scale = _BAR / (high - low) if high > low else 0.0
    begin = label + _FIGURE + noted + 8
    zero = begin - low * scale
    parts = []
    for number, row in enumerate(rows):
        top = number * (_HIGH + _GAP)
        shown = "–" if row.value is None else say(row.value)
        drawn = [pen.hint(" · ".join(p for p in (f"{row.label}: {shown}", row.note) if p))]
        drawn.append(pen.text(shortened(row.label, label - 12), 0, top + 15))
        wide = abs(row.value or 0) * scale
        left = zero - wide if (row.value or 0) < 0 else zero
        if row.value is not None:
            drawn.append(
                pen.element("rect", colour="p-level-3", x=left, y=top, width=max(1, wide), height=_HIGH)
            )
        figure = pen.text(shown, label + _FIGURE, top + 15, colour="p-soft", text_anchor="end")
        drawn.append(figure)
        if noted:
            end = label + _FIGURE + noted
            drawn.append(pen.text(row.note, end, top + 15, colour="p-soft", size=11, text_anchor="end"))
        parts.append(pen.link(row.url, pen.element("g", *drawn)))
    table = TextTable(title, head, _numbers(rows, say))
    height = max(1, len(rows)) * (_HIGH + _GAP)
    return Picture(title, pen.sheet(title, desc, begin + _BAR, height, parts), table)


def value_list(
    rows: Sequence[Figure],
    *,
    title: str,
    desc: str,
    head: tuple[str, str, str],
    say: Callable[[int], str] = str,
    noted: bool = False,
) -> Picture:
    """
    Figure and name of each unit with its bar below them, as wide as the page: a telephone shows the bars too.

    `noted`: the notes stand at the end of their lines; else they are only pointed at. Where `head` has no
    word for notes the text table leaves them out.

    The bars have a common zero; figures below zero go to the left of it. For paper there is `value_bars`.
    """
    pen = Pen(standalone=False)
    known = [row.value for row in rows if row.value is not None]
    low, high = min([0, *known]), max([0, *known])
    scale = 100 / (high - low) if high > low else 0.0
    shown = ["–" if row.value is None else say(row.value) for row in rows]
    room = max(map(len, shown), default=1) * _DIGIT + 4
    parts = []
    for number, (row, words) in enumerate(zip(rows, shown, strict=True)):
        top = number * _LINE
        drawn = [
            pen.hint(" · ".join(part for part in (f"{row.label}: {words}", row.note) if part)),
            pen.text(words, room, top + 15, colour="p-soft", text_anchor="end"),
            pen.text(row.label, room + 10, top + 15),
        ]
        if noted and row.note:
            note = escape(clean(row.note))
            drawn.append(
                pen.element(
                    "text", note, colour="p-soft", x="100%", y=top + 15, font_size=11, text_anchor="end"
                )
            )
        if row.value is not None:
            left, wide = (min(0, row.value) - low) * scale, abs(row.value) * scale
            bar = {"x": f"{left:.2f}%", "width": f"{wide:.2f}%" if wide else "1"}
            drawn.append(pen.element("rect", colour="p-level-3", y=top + _UNDER, height=_THIN, more=bar))
        parts.append(pen.link(row.url, pen.element("g", *drawn)))
    columns = 3 if head[2] else 2
    table = TextTable(title, head[:columns], tuple(row[:columns] for row in _numbers(rows, say)))
    return Picture(title, pen.sheet(title, desc, 0, max(1, len(rows)) * _LINE, parts), table)


def _numbers(rows: Sequence[Figure], say: Callable[[int], str]) -> tuple[tuple[str, ...], ...]:
    return tuple((row.label, "–" if row.value is None else say(row.value), row.note) for row in rows)


def place_tiles(
    rows: Sequence[Figure],
    places: Mapping[int, tuple[int, int]],
    *,
    title: str,
    desc: str,
    head: tuple[str, str, str],
    say: Callable[[int], str] = str,
    columns: int = 8,
    standalone: bool = False,
) -> Picture:
    """
    A tile for each unit, the stronger the larger its figure among the others.

    `places` says (column, row) of a unit by its number in `rows`; units without a place follow below, in
    rows of `columns`. A unit without a figure has an empty tile with a dash.
    """
    pen = Pen(standalone=standalone)
    levels = _levels([row.value for row in rows])
    below = max((y for _x, y in places.values()), default=-1) + 1
    taken, parts, width, height = 0, [], 0.0, 0.0
    for number, row in enumerate(rows):
        if number in places:
            x, y = places[number]
        else:
            x, y = taken % columns, below + taken // columns
            taken += 1
        left, top = x * (_TILE + _BETWEEN), y * (_TALL + _BETWEEN)
        parts.append(_tile(pen, row, levels[number], left=left, top=top, say=say))
        width, height = max(width, left + _TILE), max(height, top + _TALL)
    table = TextTable(title, head, _numbers(rows, say))
    return Picture(title, pen.sheet(title, desc, max(width, 1), max(height, 1), parts), table)


def _levels(values: Sequence[int | None]) -> list[int]:
    """A strength of 1 to 4 by rank in quarters; 0 where nothing is known."""
    known = sorted(value for value in values if value is not None)
    ranks = {value: index for index, value in enumerate(known)}  # the last of equals
    return [0 if value is None else -(-4 * (ranks[value] + 1) // len(known)) for value in values]


def _tile(pen: Pen, row: Figure, level: int, *, left: float, top: float, say: Callable[[int], str]) -> str:
    shown = "–" if row.value is None else say(row.value)
    ink = "p-light" if level >= 3 else "p-text"
    middle = left + _TILE / 2
    return pen.link(
        row.url,
        pen.element(
            "g",
            pen.hint(" · ".join(part for part in (f"{row.label}: {shown}", row.note) if part)),
            pen.element("rect", colour=f"p-level-{level}", x=left, y=top, width=_TILE, height=_TALL, rx=3),
            pen.text(
                shortened(row.label, _TILE - 8, 11),
                middle,
                top + 18,
                colour=ink,
                size=11,
                text_anchor="middle",
            ),
            pen.text(shown, middle, top + 36, colour=ink, size=13, text_anchor="middle"),
        ),
    )
