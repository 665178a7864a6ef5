"""How each figure of the whole went on over the periods of a report, for its charts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from giaoban.reports.figures import MISSING, Column, History, When, table
from giaoban.reports.forming import Definition
from giaoban.reports.models import Period
from giaoban.reports.reads.headings import short_name
from giaoban.reports.reads.series import when_of
from giaoban.reports.vocabulary import PeriodKind

MOST_PERIODS: Final = 60
"""Periods in a course, the last of a longer one: five years of months."""
_COMPARED: Final = frozenset(
    {PeriodKind.DAY, PeriodKind.WEEK, PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.NINE}
)
"""Kinds of which the same one of the year before stands beside; years stand beside each other anyway."""
_QUARTERS: Final = ("", "I", "II", "III", "IV")


def course_of(
    definition: Definition, history: History, periods: Sequence[Period], span: Sequence[When]
) -> dict[str, Any]:
    """
    The course of the first unit of `history` over a `span`, or of one period over its year up to then.

    {"columns", "names": [these, those], "this", "last_year"}: a row of figures for each measure, a figure for
    each column. Only `periods`, those of `history`, have one, so nothing more is read.
    """
    known = {when_of(period): period for period in periods}
    wanted = span[0].since_new_year() if len(span) == 1 else span
    whens = [when for when in wanted if when in known][-MOST_PERIODS:]
    whole = History(
        history.periods, history.sums[:1], history.counts[:1], history.expected[:1], history.reported[:1]
    )
    values = table(definition, whole, whens).values
    years = sorted({when.year for when in whens})
    one_year = len(years) == 1
    this, before = (_rows(values[column][0].T.tolist()) for column in (Column.THIS, Column.LAST_YEAR))
    if span[0].kind not in _COMPARED:
        before = [[None] * len(row) for row in before]
    names = [f"Năm {years[0]}", f"Năm {years[0] - 1}"] if one_year else ["Trong kỳ", "Cùng kỳ năm trước"]
    columns = [_label(when, known[when], one_year=one_year) for when in whens]
    return {"columns": columns, "names": names, "this": this, "last_year": before}


def _rows(values: list[list[int]]) -> list[list[int | None]]:
    return [[None if value == MISSING else value for value in row] for row in values]


def _label(when: When, period: Period, *, one_year: bool) -> str:
    """A period under its column, always in Vietnamese."""
    match when.kind:
        case PeriodKind.MONTH:
            return f"Tháng {when.number}" if one_year else f"{when.number:02d}/{when.year}"
        case PeriodKind.QUARTER:
            return f"Quý {_QUARTERS[when.number]}" + ("" if one_year else f"/{when.year}")
        case PeriodKind.WEEK:
            return f"Tuần {when.number}" if one_year else f"{when.number:02d}/{when.year}"
        case PeriodKind.HALF:
            half = "Đầu năm" if when.number == 1 else "Cuối năm"
            return half if one_year else f"{half} {when.year}"
    return short_name(period)
