"""Stacked bars by unit, and lateness as dots by age."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from giaoban.ui.charts.drawing import LETTER_WIDTH, Pen, Picture, TextTable, shortened

_LABEL, _BAR, _TOTAL, _HIGH, _GAP, _LEGEND = 236, 440, 48, 20, 10, 30


@dataclass(frozen=True, slots=True)
class Series:
    """One part of every bar: its key, its word, its tone (ok, done-late, plain, none, soon, late or son)."""

    key: str
    label: str
    tone: str


@dataclass(frozen=True, slots=True)
class _Bar:
    label: str
    counts: Mapping[str, int]
    url: str


def bar_row(label: str, counts: Mapping[str, int], url: str = "") -> _Bar:
    """One bar: its name, its counts by the keys of the series (missing is 0), what it opens."""
    if any(count < 0 for count in counts.values()):
        raise ValueError(f"{label!r} has a negative count")
    return _Bar(label, counts, url)


def stacked_bars(
    rows: Sequence[_Bar],
    series: Sequence[Series],
    *,
    title: str,
    desc: str,
    corner: str = "",
    total: str = "",
    say: Callable[[int], str] = str,
    standalone: bool = False,
) -> Picture:
    """
    Horizontal bars on one scale, their parts in the order of `series`, the total at the end.

    `corner` and `total` head the first and last column of the text table; `say` writes a number. A bar of
    one part says its number once, at the end.
    """
    pen = Pen(standalone=standalone)
    sums = [sum(row.counts.get(part.key, 0) for part in series) for row in rows]
    scale = _BAR / max([*sums, 1])
    parts = _legend(pen, series)
    for number, (row, whole) in enumerate(zip(rows, sums, strict=True)):
        top = _LEGEND + number * (_HIGH + _GAP)
        label = pen.text(shortened(row.label, _LABEL - 12), 0, top + 15)
        bar = _segments(pen, row, series, scale, top, say=say if len(series) > 1 else None)
        end = pen.text(say(whole), _LABEL + whole * scale + 8, top + 15, colour="p-soft")
        parts.append(
            pen.link(row.url, pen.element("g", pen.hint(f"{row.label}: {say(whole)}"), label, *bar, end))
        )
    apart = series if len(series) > 1 else ()  # of one part the total says all
    numbers = tuple(
        (row.label, *(say(row.counts.get(part.key, 0)) for part in apart), say(whole))
        for row, whole in zip(rows, sums, strict=True)
    )
    table = TextTable(title, (corner, *(part.label for part in apart), total), numbers)
    height = _LEGEND + len(rows) * (_HIGH + _GAP)
    room = max([_TOTAL, *(8 + len(say(whole)) * 9 for whole in sums)])
    return Picture(title, pen.sheet(title, desc, _LABEL + _BAR + room, height, parts), table)


def _legend(pen: Pen, series: Sequence[Series]) -> list[str]:
    parts, x = [], 0.0
    for part in series:
        parts.append(pen.element("rect", colour=f"p-{part.tone}", x=x, y=4, width=12, height=12, rx=2))
        parts.append(pen.text(part.label, x + 18, 15, size=12))
        x += 18 + len(part.label) * 12 * LETTER_WIDTH + 20
    return parts


def _segments(
    pen: Pen,
    row: _Bar,
    series: Sequence[Series],
    scale: float,
    top: float,
    *,
    say: Callable[[int], str] | None,
) -> list[str]:
    """The parts of a bar, with their numbers where these have room; without `say` the bar alone."""
    drawn, left = [], float(_LABEL)
    for part in series:
        count = row.counts.get(part.key, 0)
        if not count:
            continue
        wide = count * scale
        hint = pen.hint(f"{row.label} · {part.label}: {say(count)}") if say else ""
        drawn.append(
            pen.element(
                "rect", hint, colour=f"p-{part.tone}", x=left, y=top, width=max(1, wide - 1), height=_HIGH
            )
        )
        if say and wide > len(say(count)) * 9 + 4:
            ink = "p-light" if part.tone in {"ok", "late", "son"} else "p-text"
            drawn.append(
                pen.text(
                    say(count),
                    left + wide / 2,
                    top + 15,
                    colour=f"{ink} on-{part.tone}",
                    size=12,
                    text_anchor="middle",
                )
            )
        left += wide
    return drawn


@dataclass(frozen=True, slots=True)
class Dot:
    """One late piece of work: its name, how many days late it is (at least 1), what it opens."""

    label: str
    days: int
    url: str = ""


def lateness_dots(
    dots: Sequence[Dot],
    *,
    title: str,
    desc: str,
    axis: str,
    days_head: str,
    count_head: str,
    standalone: bool = False,
) -> Picture:
    """
    Late work by age: one dot each, days late to the right, dots of the same age stacked.

    `axis` is the word under the axis ("days late"); the heads are those of the text table, which counts
    the dots of each band. Bands are 1, 2, 5, 10, … days wide, so that at most 40 are needed.
    Raises ValueError for a dot that is not late.
    """
    if any(dot.days < 1 for dot in dots):
        raise ValueError("only work that is at least one day late has a place here")
    pen = Pen(standalone=standalone)
    longest = max((dot.days for dot in dots), default=1)
    band = next(
        step * 10**power for power in range(9) for step in (1, 2, 5) if longest <= 40 * step * 10**power
    )
    stacks: dict[int, list[Dot]] = defaultdict(list)
    for dot in sorted(dots, key=lambda each: (each.days, each.label)):
        stacks[(dot.days - 1) // band].append(dot)
    columns = (longest - 1) // band + 1
    tallest = max((len(stack) for stack in stacks.values()), default=1)
    step_x, step_y = 16, min(14.0, 280 / tallest)
    radius = max(1.5, min(5.0, step_y / 2 - 0.5))
    floor, width = tallest * step_y + 12, max(columns * step_x + 40, 240)
    parts = [pen.element("line", colour="p-line", x1=0, y1=floor, x2=width, y2=floor)]
    for index in sorted(stacks):
        for height, dot in enumerate(stacks[index]):
            circle = pen.element(
                "circle",
                pen.hint(f"{dot.label}: {dot.days}"),
                colour="p-late",
                cx=10 + index * step_x,
                cy=floor - 8 - height * step_y,
                r=radius,
            )
            parts.append(pen.link(dot.url, circle))
    parts.extend(
        pen.text(
            str(index * band + 1),
            10 + index * step_x,
            floor + 16,
            colour="p-soft",
            size=12,
            text_anchor="middle",
        )
        for index in range(0, columns, 5)
    )
    parts.append(pen.text(axis, 0, floor + 34, colour="p-soft", size=12))
    table = TextTable(
        title,
        (days_head, count_head),
        tuple((_band_words(index, band), str(len(stacks[index]))) for index in sorted(stacks)),
    )
    return Picture(title, pen.sheet(title, desc, width, floor + 42, parts), table)


def _band_words(index: int, band: int) -> str:
    first, last = index * band + 1, (index + 1) * band
    return str(first) if first == last else f"{first}–{last}"
