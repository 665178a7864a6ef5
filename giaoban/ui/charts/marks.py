"""A grid of shapes: who sent what when, told by shape and colour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from giaoban.ui.charts.drawing import Pen, Picture, Svg, TextTable, shortened

_LABEL, _HEAD, _WIDE, _HIGH, _SAMPLE = 236, 24, 60, 28, 18
_EDGED: Final = {"soon": "p-soon-edge", "done-late": "p-done-late-edge"}  # pale tones, seen by their edge
SHAPES: Final = ("ring", "cross", "disc", "triangle", "diamond", "bar")


@dataclass(frozen=True, slots=True)
class Mark:
    """
    One cell: a shape of `SHAPES` in a tone (ok, soon, late, son, plain) or, without shape, words on a level.

    `words` say it to those who do not see shapes, `short` is what fits into the cell instead of them; `level`
    (0 to 4) is the strength of the ground.
    """

    words: str
    shape: str = ""
    tone: str = "plain"
    level: int = 0
    url: str = ""
    short: str = ""


def marks_grid(
    rows: Sequence[str],
    columns: Sequence[str],
    cells: Mapping[tuple[int, int], Mark],
    legend: Sequence[Mark],
    *,
    title: str,
    desc: str,
    corner: str = "",
    row_urls: Sequence[str] = (),
    standalone: bool = False,
) -> Picture:
    """One row a unit, one column a period; a missing cell is empty: nothing was expected there."""
    pen = Pen(standalone=standalone)
    parts = []
    for x, words in enumerate(columns):
        centre = _LABEL + (x + 0.5) * _WIDE
        parts.append(pen.text(words, centre, 16, colour="p-soft", size=12, text_anchor="middle"))
    for y, name in enumerate(rows):
        top = _HEAD + y * _HIGH
        label = pen.element("g", pen.hint(name), pen.text(shortened(name, _LABEL - 12), 0, top + 19))
        parts.append(pen.link(row_urls[y] if y < len(row_urls) else "", label))
        end = _LABEL + len(columns) * _WIDE
        parts.append(pen.element("line", colour="p-grid", x1=0, y1=top + _HIGH, x2=end, y2=top + _HIGH))
        for x, period in enumerate(columns):
            if (y, x) in cells:
                parts.append(_cell(pen, cells[y, x], x, top, f"{name} · {period}"))
    numbers = tuple(
        (name, *(cells[y, x].words if (y, x) in cells else "" for x in range(len(columns))))
        for y, name in enumerate(rows)
    )
    width, height = _LABEL + len(columns) * _WIDE, _HEAD + len(rows) * _HIGH + 2
    table = TextTable(title, (corner, *columns), numbers)
    samples = tuple((_sample(pen, mark), mark.words) for mark in legend)
    return Picture(title, pen.sheet(title, desc, width, height, parts), table, samples)


def _cell(pen: Pen, mark: Mark, x: int, top: float, place: str) -> str:
    left, hint = _LABEL + x * _WIDE, pen.hint(f"{place}: {mark.words}")
    if mark.shape:
        drawn = [
            # The whole cell answers to the pointer, not the shape alone.
            pen.element("rect", colour="p-box-none", x=left, y=top + 1, width=_WIDE - 2, height=_HIGH - 2),
            _shape(pen, mark, left + _WIDE / 2, top + _HIGH / 2),
        ]
    else:
        ink, said = "p-light" if mark.level >= 3 else "p-text", mark.short or mark.words
        drawn = [
            pen.element(
                "rect",
                colour=f"p-level-{mark.level}",
                x=left,
                y=top + 1,
                width=_WIDE - 2,
                height=_HIGH - 2,
                rx=3,
            ),
            pen.text(said, left + _WIDE / 2, top + 19, colour=ink, size=12, text_anchor="middle"),
        ]
    return pen.link(mark.url, pen.element("g", hint, *drawn))


def _shape(pen: Pen, mark: Mark, x: float, y: float) -> str:
    colour = _EDGED.get(mark.tone, f"p-{mark.tone}")
    match mark.shape:
        case "ring":
            return pen.element("circle", colour="p-line", cx=x, cy=y, r=6, stroke_width=1.5)
        case "disc":
            return pen.element("circle", colour=colour, cx=x, cy=y, r=7)
        case "triangle":
            return pen.element("path", colour=colour, d=f"M{x:g} {y - 8:g}L{x + 8:g} {y + 6:g}H{x - 8:g}Z")
        case "diamond":
            return pen.element(
                "path", colour=colour, d=f"M{x:g} {y - 8:g}L{x + 8:g} {y:g}L{x:g} {y + 8:g}L{x - 8:g} {y:g}Z"
            )
        case "bar":
            return pen.element("rect", colour=colour, x=x - 8, y=y - 3, width=16, height=6, rx=1)
        case "cross":
            arms = "l2.5 -2.5l4 4l4 -4l2.5 2.5l-4 4l4 4l-2.5 2.5l-4 -4l-4 4l-2.5 -2.5l4 -4z"
            return pen.element("path", colour=colour, d=f"M{x - 6.5:g} {y - 4:g}{arms}")
    raise ValueError(f"{mark.shape!r} is not a shape; known are {', '.join(SHAPES)}")


def _sample(pen: Pen, mark: Mark) -> Svg:
    """A shape by itself, for the legend; its words stand beside it."""
    shape: dict[str, str | float] = {"width": _SAMPLE, "height": _SAMPLE, "aria-hidden": "true"}
    shape["viewBox"] = f"0 0 {_SAMPLE} {_SAMPLE}"
    return Svg(pen.element("svg", _shape(pen, mark, _SAMPLE / 2, _SAMPLE / 2), more=shape))
