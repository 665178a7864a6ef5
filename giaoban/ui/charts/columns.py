"""Columns side by side: each period's figure, with that of the year before beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final
from xml.sax.saxutils import escape

from giaoban.ui.charts.drawing import LETTER_WIDTH, Pen, Picture, TextTable, clean, shortened

_WIDE, _HIGH, _LEGEND, _FOOT, _SIZE = 660, 130, 28, 22, 12
_WIDEST_STEP, _WIDEST_COLUMN, _SMALL = 124, 42, 11
_DIGIT_WIDTH: Final = 0.6  # in type sizes; digits of the screen font are wider than its letters
_TONES: Final = ("p-level-3", "p-box")  # dark and white: they differ without colours too


def paired_columns(
    columns: Sequence[str],
    these: Sequence[int | None],
    those: Sequence[int | None],
    *,
    title: str,
    desc: str,
    names: tuple[str, str],
    corner: str = "",
    say: Callable[[int], str] = str,
    standalone: bool = False,
) -> Picture:
    """
    A dark column of `these` and a white one of `those` for each of `columns`, each figure at its end.

    None is a dash, never 0. `names` are the words for the two ("2026", "2025"); of `those` all None, no room
    is left for them. `corner` heads the first column of the text table.
    """
    pen = Pen(standalone=standalone)
    series = (these, those) if any(value is not None for value in those) else (these,)
    sheet = _Sheet(len(columns), series, say)
    parts = _legend(pen, names[: len(series)])
    for index, words in enumerate(columns):
        middle = sheet.middle(index)
        for place, values in enumerate(series):
            left = middle + (place - len(series) / 2) * sheet.wide
            hint = f"{words} · {names[place]}"
            parts.append(_column(pen, sheet, left, values[index], tone=_TONES[place], hint=hint))
        label = shortened(words, sheet.step, _SMALL)
        parts.append(
            pen.text(label, middle, sheet.end - 6, colour="p-soft", size=_SMALL, text_anchor="middle")
        )
    zero = sheet.at(0)
    parts.append(pen.element("line", colour="p-line", x1=0, y1=zero, x2=sheet.across, y2=zero))
    rows = tuple(
        (words, *("–" if value is None else say(value) for value in pair))
        for words, *pair in zip(columns, these, those, strict=True)
    )
    table = TextTable(title, (corner, *names), rows)
    return Picture(title, pen.sheet(title, desc, _WIDE, sheet.end, parts), table)


class _Sheet:
    """Where things stand: the step from pair to pair, the width of a column, the height of a figure."""

    def __init__(self, count: int, series: Sequence[Sequence[int | None]], say: Callable[[int], str]) -> None:
        known = [value for values in series for value in values if value is not None]
        low, high = min([0, *known]), max([0, *known])
        letters = max((len(say(value)) for value in known), default=1)
        self.step = min(_WIDEST_STEP, _WIDE / max(1, count))
        self.wide = min(_WIDEST_COLUMN, self.step * 0.8 / len(series))
        written = letters * _SIZE * _DIGIT_WIDTH
        self.upright = written > self.wide
        room = written + 6 if self.upright else _SIZE + 6
        self.say = say
        self.low, self.scale = low, _HIGH / (high - low) if high > low else 0.0
        self.floor = _LEGEND + room + _HIGH
        self.end = self.floor + (room if low < 0 else 0) + _FOOT
        self.across = self.step * max(1, count)

    def middle(self, index: int) -> float:
        """The middle of a pair."""
        return (index + 0.5) * self.step

    def at(self, value: int) -> float:
        """The height of a figure on the sheet."""
        return self.floor - (value - self.low) * self.scale


def _column(pen: Pen, sheet: _Sheet, left: float, value: int | None, *, tone: str, hint: str) -> str:
    zero = sheet.at(0)
    shown = "–" if value is None else sheet.say(value)
    end = zero if value is None else sheet.at(value)
    drawn = [pen.hint(f"{hint}: {shown}")]
    if value is not None:
        tall = max(1.0, abs(end - zero))
        drawn.append(
            pen.element(
                "rect", colour=tone, x=left, y=min(end, zero), width=max(2.0, sheet.wide - 2), height=tall
            )
        )
    drawn.append(_figure(pen, sheet, shown, left + sheet.wide / 2 - 1, end, is_below=(value or 0) < 0))
    return pen.element("g", *drawn)


def _figure(pen: Pen, sheet: _Sheet, shown: str, x: float, end: float, *, is_below: bool) -> str:
    """A figure at the end of its column, written upwards where it is wider than that."""
    if not sheet.upright or len(shown) == 1:
        y = end + _SIZE + 2 if is_below else end - 4
        return pen.text(shown, x, y, size=_SIZE, text_anchor="middle")
    y, foot = (end + 4, "end") if is_below else (end - 4, "start")
    x += _SIZE * 0.35
    return pen.element(
        "text",
        escape(clean(shown)),
        colour="p-text",
        x=x,
        y=y,
        font_size=_SIZE,
        text_anchor=foot,
        transform=f"rotate(-90 {x:.1f} {y:.1f})",
    )


def _legend(pen: Pen, names: Sequence[str]) -> list[str]:
    parts, x = list[str](), 0.0
    for name, tone in zip(names, _TONES, strict=False):
        parts.append(pen.element("rect", colour=tone, x=x + 1, y=5, width=11, height=11))
        parts.append(pen.text(name, x + 18, 15, size=_SIZE))
        x += 18 + len(name) * _SIZE * LETTER_WIDTH + 24
    return parts
