"""A line through a year with last year's behind it."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Final

from giaoban.ui.charts.drawing import Pen, Picture, TextTable

_LEFT, _WIDE, _HIGH, _TOP, _FOOT, _LEGEND = 96, 66, 180, 14, 28, 26
_DIGIT_WIDTH: Final = 0.6  # in type sizes; the names of periods are digits


def lines(
    columns: Sequence[str],
    these: Sequence[int | None],
    those: Sequence[int | None],
    *,
    title: str,
    desc: str,
    names: tuple[str, str],
    corner: str = "",
    say: Callable[[int], str] = str,
    within: float = 0,
    standalone: bool = False,
) -> Picture:
    """
    `these` as a line with dots, `those` as a broken line behind; None is a gap, never 0.

    `names` are the words for the two ("2026", "2025"); `corner` heads the first column of the text table.
    `within`: the whole is so wide, however many columns there are; names that would touch are left out.
    """
    pen = Pen(standalone=standalone)
    name_wide = max(map(len, columns), default=1) * 12 * _DIGIT_WIDTH
    wide = (within - _LEFT - name_wide / 2) / max(1, len(columns)) if within else _WIDE
    every = max(1, math.ceil((name_wide + 5) / wide))
    known = [value for value in (*these, *those) if value is not None]
    low, high = min([0, *known]), max([0, *known])
    width = within or _LEFT + max(1, len(columns)) * wide  # half the last name stands beyond its dot

    def at(index: int, value: int) -> tuple[float, float]:
        rise = (value - low) / (high - low) if high > low else 0.0
        return _LEFT + (index + 0.5) * wide, _TOP + _HIGH * (1 - rise)

    parts = []
    for value in sorted({low, 0, high}):
        y = at(0, value)[1]
        parts.append(pen.element("line", colour="p-grid", x1=_LEFT, y1=y, x2=width, y2=y))
        parts.append(pen.text(say(value), _LEFT - 8, y + 4, colour="p-soft", size=12, text_anchor="end"))
    for index, words in enumerate(columns):
        if index % every:
            continue
        x = at(index, 0)[0]
        parts.append(pen.text(words, x, _TOP + _HIGH + 20, colour="p-soft", size=12, text_anchor="middle"))
    parts += _line(pen, those, at, name=names[1], columns=columns, say=say, colour="p-line", dashes="5 4")
    parts += _line(pen, these, at, name=names[0], columns=columns, say=say, colour="p-trend")
    foot = _TOP + _HIGH + _FOOT + 14
    for place, (name, colour, dashes) in enumerate(((names[0], "p-trend", ""), (names[1], "p-line", "5 4"))):
        x = _LEFT + place * 150
        parts.append(
            pen.element(
                "line",
                colour=colour,
                x1=x,
                y1=foot,
                x2=x + 28,
                y2=foot,
                stroke_width=2,
                stroke_dasharray=dashes,
            )
        )
        parts.append(pen.text(name, x + 36, foot + 4, size=12))
    rows = tuple(
        (words, _said(this, say), _said(that, say))
        for words, this, that in zip(columns, these, those, strict=True)
    )
    table = TextTable(title, (corner, *names), rows)
    return Picture(title, pen.sheet(title, desc, width, foot + _LEGEND - 10, parts), table)


def _said(value: int | None, say: Callable[[int], str]) -> str:
    return "–" if value is None else say(value)


def _line(
    pen: Pen,
    values: Sequence[int | None],
    at: Callable[[int, int], tuple[float, float]],
    *,
    name: str,
    columns: Sequence[str],
    say: Callable[[int], str],
    colour: str,
    dashes: str = "",
) -> list[str]:
    """The stretches between gaps, and a dot for each value."""
    drawn, points = [], list[str]()
    for index, value in enumerate([*values, None]):
        if value is not None:
            x, y = at(index, value)
            points.append(f"{x:.1f},{y:.1f}")
            continue
        if len(points) > 1:
            drawn.append(
                pen.element(
                    "polyline",
                    colour=colour,
                    points=" ".join(points),
                    stroke_width=2,
                    stroke_dasharray=dashes,
                )
            )
        points = []
    dot = "p-son" if colour == "p-trend" else "p-plain"
    for index, value in enumerate(values):
        if value is not None:
            x, y = at(index, value)
            hint = pen.hint(f"{columns[index]} · {name}: {say(value)}")
            drawn.append(pen.element("circle", hint, colour=dot, cx=x, cy=y, r=3.5))
    return drawn
