"""The tables in the body of a brief on paper, in Vietnamese."""

from __future__ import annotations

from typing import Final

from django.utils.text import capfirst

from giaoban.briefing.reads.findings import Findings, Line, percent_of
from giaoban.documents.layout import Column, Table, number_text
from giaoban.documents.layout.paper import CellValue
from giaoban.duties.reads.figures import Figures
from giaoban.duties.vocabulary import Punctuality

WORST: Final = 10
"""Overdue tasks named in the body; the annex has all."""
UNITS_IN_BODY: Final = 15
"""Units in the table of the body; more are summed in one row there and stand in an annex."""

FIGURES: Final = (
    Column("Tổng số", 18, "right"),
    Column("Hoàn thành đúng hạn", 19, "right"),
    Column("Hoàn thành quá hạn", 19, "right"),
    Column("Chưa hoàn thành, trong hạn", 22, "right"),
    Column("Chưa hoàn thành, quá hạn", 22, "right"),
    Column("Không thời hạn", 20, "right"),
    Column("Tỷ lệ hoàn thành", 19, "right"),
)


def percent_words(part: int, of: int) -> str:
    """A share as papers write it: "66,7%"; "-" of nothing."""
    found = percent_of(part, of)
    return "-" if found is None else f"{number_text(found, decimals=1)}%"


def share_words(part: int, of: int) -> str:
    """A share with what it was counted from: "12/35 nhiệm vụ (34,3%)"; without percent of nothing."""
    fraction = f"{number_text(part)}/{number_text(of)}"
    return f"{fraction} ({percent_words(part, of)})" if of else fraction


def figure_cells(figures: Figures) -> tuple[CellValue, ...]:
    """The cells under `FIGURES`."""
    return (
        figures.total,
        figures[Punctuality.DONE_ON_TIME],
        figures[Punctuality.DONE_LATE],
        figures[Punctuality.RUNNING] + figures[Punctuality.DUE_SOON],
        figures[Punctuality.OVERDUE],
        figures[Punctuality.NO_DEADLINE],
        percent_words(figures.done, figures.total),
    )


def totals_table(found: Findings) -> Table:
    """How all tasks stand, with the share of each and the change against the period before."""
    now, then, base = found.whole, found.whole_before, found.whole.total
    running = (Punctuality.RUNNING, Punctuality.DUE_SOON)
    named = (
        ("Hoàn thành đúng hạn", (Punctuality.DONE_ON_TIME,)),
        ("Hoàn thành quá hạn", (Punctuality.DONE_LATE,)),
        ("Chưa hoàn thành, trong hạn", running),
        ("Chưa hoàn thành, quá hạn", (Punctuality.OVERDUE,)),
        ("Không thời hạn", (Punctuality.NO_DEADLINE,)),
    )
    rows: list[tuple[CellValue, ...]] = []
    for words, which in named:
        number, before = sum(now[w] for w in which), sum(then[w] for w in which)
        rows.append((words, number, percent_words(number, base), before, _change(number - before)))
    total = (
        "Tổng số nhiệm vụ",
        now.total,
        percent_words(base, base),
        then.total,
        _change(now.total - then.total),
    )
    day = found.scope.before().day
    return Table(
        (
            Column("Tình trạng", 62),
            Column("Số nhiệm vụ", 25, "right"),
            Column("Tỷ lệ", 22, "right"),
            Column(f"Kỳ trước (đến {day:%d/%m/%Y})", 32, "right"),
            Column("Tăng, giảm", 24, "right"),
        ),
        tuple(rows),
        total,
    )


def _change(difference: int) -> str:
    return f"+{number_text(difference)}" if difference > 0 else number_text(difference)


def units_table(found: Findings) -> Table:
    """The units with their figures; where they are many, the first ones and the rest in one row."""
    lines = [line for line in found.units if line.figures.counts]
    shown = lines if len(lines) <= UNITS_IN_BODY else lines[: UNITS_IN_BODY - 1]
    rows = [_line_row(number, line) for number, line in enumerate(shown, 1)]
    if rest := lines[len(shown) :]:
        name = f"{number_text(len(rest))} đơn vị còn lại (Phụ lục kèm theo)"
        rows.append((None, name, *figure_cells(together(rest))))
    head = (Column("TT", 10, "centre"), Column("Đơn vị chủ trì", 42), *FIGURES)
    return Table(head, tuple(rows), (None, "Tổng cộng", *figure_cells(found.whole)))


def fields_table(found: Findings) -> Table:
    """The fields with their figures."""
    rows = tuple(_line_row(number, line) for number, line in enumerate(found.fields, 1))
    head = (Column("TT", 10, "centre"), Column("Lĩnh vực", 42), *FIGURES)
    return Table(head, rows, (None, "Tổng cộng", *figure_cells(found.whole)))


def _line_row(number: int, line: Line) -> tuple[CellValue, ...]:
    return (number, line.name or "Chưa phân lĩnh vực", *figure_cells(line.figures))


def together(lines: list[Line]) -> Figures:
    """The sums of several lines."""
    counts: dict[Punctuality, int] = {}
    for line in lines:
        for which, number in line.figures.counts.items():
            counts[which] = counts.get(which, 0) + number
    return Figures(counts)


def late_table(found: Findings) -> Table:
    """The tasks that are overdue longest."""
    rows = tuple(
        (number, capfirst(row.title), row.unit, row.due_on, row.days_late)
        for number, row in enumerate(found.lists["overdue"][:WORST], 1)
    )
    return Table(
        (
            Column("TT", 10, "centre"),
            Column("Nhiệm vụ", 74),
            Column("Đơn vị chủ trì", 37),
            Column("Thời hạn", 26, "centre"),
            Column("Quá hạn (ngày)", 18, "right"),
        ),
        rows,
    )
