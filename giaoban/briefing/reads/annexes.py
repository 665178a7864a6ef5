"""The annexes of a brief on paper: whole lists on pages turned sideways, in Vietnamese."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.utils.text import capfirst

from giaoban.briefing.reads.findings import Findings
from giaoban.briefing.reads.rows import Row
from giaoban.briefing.reads.tables import FIGURES, UNITS_IN_BODY, figure_cells
from giaoban.documents.layout import Annex, Block, Column, Paragraph, Table, number_text
from giaoban.documents.layout.paper import CellValue
from giaoban.duties.vocabulary import Punctuality
from giaoban.ui import formats

LONGEST_WORD: Final = 300
"""Characters of a last word in a table; the task itself has it in full."""
# Together with the further columns of each list 252 mm, the width of the text: a date must not break.
_LEADING: Final = (
    Column("TT", 11, "centre"),
    Column("Nhiệm vụ", 72),
    Column("Đơn vị chủ trì", 39),
    Column("Nguồn giao", 34),
    Column("Thời hạn", 26, "centre"),
)


def annexes_of(found: Findings) -> tuple[Annex, ...]:
    """All annexes that have something to list, in the order of the body."""
    lists = (
        _list(found, "accepted", "Danh sách nhiệm vụ được chấp nhận kết quả trong kỳ", _ACCEPTED, _accepted),
        _list(found, "overdue", "Danh sách nhiệm vụ quá hạn chưa hoàn thành", _OVERDUE, _overdue),
        _list(found, "due_next", _due_title(found), _DUE, _due),
    )
    return (*_units(found), *(annex for annex in lists if annex))


def _units(found: Findings) -> tuple[Annex, ...]:
    lines = [line for line in found.units if line.figures.counts or line.helping.counts]
    if len([line for line in lines if line.figures.counts]) <= UNITS_IN_BODY and not found.helping.total:
        return ()
    head = (
        Column("TT", 11, "centre"),
        Column("Đơn vị", 62),
        *FIGURES,
        Column("Phối hợp: tổng số", 18, "right"),
        Column("Phối hợp: quá hạn", 18, "right"),
    )
    rows = tuple(
        (
            number,
            line.name,
            *figure_cells(line.figures),
            line.helping.total,
            line.helping[Punctuality.OVERDUE],
        )
        for number, line in enumerate(lines, 1)
    )
    helping = (found.helping.total, found.helping[Punctuality.OVERDUE])
    totals = (None, "Tổng cộng", *figure_cells(found.whole), *helping)
    return (Annex("Tổng hợp theo đơn vị", (Table(head, rows, totals),), landscape=True),)


def _list(
    found: Findings,
    show: str,
    title: str,
    columns: tuple[Column, ...],
    cells: Callable[[Row], tuple[CellValue, ...]],
) -> Annex | None:
    rows, number = found.lists[show], found.numbers[show]
    if not number:
        return None
    table = Table(
        (*_LEADING, *columns),
        tuple(
            (place, capfirst(row.title), row.unit, row.origin, row.due_on, *cells(row))
            for place, row in enumerate(rows, 1)
        ),
    )
    body: tuple[Block, ...] = (table,)
    if number > len(rows):
        words = f"Danh sách có {number_text(number)} nhiệm vụ; in {number_text(len(rows))} nhiệm vụ đầu tiên."
        body = (Paragraph(words), table)
    return Annex(title, body, landscape=True)


def _due_title(found: Findings) -> str:
    days = found.scope.due_next
    return f"Danh sách nhiệm vụ đến hạn từ {formats.day(days.first)} đến {formats.day(days.last)}"


_ACCEPTED: Final = (
    Column("Ngày nộp kết quả", 26, "centre"),
    Column("Văn bản kết quả", 28),
    Column("Chậm (ngày)", 16, "right"),
)
_OVERDUE: Final = (Column("Quá hạn (ngày)", 18, "right"), Column("Tiến độ báo cáo gần nhất", 52))
_DUE: Final = (Column("Tình trạng", 24), Column("Tiến độ báo cáo gần nhất", 46))


def _accepted(row: Row) -> tuple[CellValue, ...]:
    return (row.submitted_on, row.result, row.days_late or "-")


def _overdue(row: Row) -> tuple[CellValue, ...]:
    return (row.days_late, _last_word(row))


def _due(row: Row) -> tuple[CellValue, ...]:
    return (str(row.state.label), _last_word(row))


def _last_word(row: Row) -> str:
    if not row.word:
        return "Chưa báo cáo"
    words = row.word if len(row.word) <= LONGEST_WORD else f"{row.word[:LONGEST_WORD].rstrip()}…"
    return f"{formats.day(row.word_on)}: {words}"
