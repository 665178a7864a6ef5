"""The days of a period: by Decree 09/2019/NĐ-CP, article 12, or by the calendar."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from giaoban.workdays.counting import Period, data_of

DECREE: Final = "decree"
_ONE_DAY: Final = timedelta(days=1)
_MONTHS: Final = {"month": 1, "quarter": 3, "half": 6, "nine": 9, "year": 12, "plan": 12}  # in one period
_BY_DECREE: Final = {
    "month": Period.MONTH,
    "quarter": Period.QUARTER,
    "nine": Period.NINE_MONTHS,
    "year": Period.YEAR,
    "plan": Period.YEAR,
}


def span(kind: str, cut_off: str, year: int, number: int = 1) -> tuple[date, date]:
    """
    The first and the last day whose data belong to a period; `kind` and `cut_off` as in the vocabulary.

    By the decree the first month of 2026 begins on 15/12/2025. Weeks are those of ISO 8601, from Monday to
    Sunday; the decree leaves them to who asks, and offices close theirs on Thursday: from Friday to Thursday.
    Days do not know a cut-off. Terms and free periods have no rule: their days are given.

    Raises ValueError for a kind without a rule and for a number that the year does not have.

    >>> span("quarter", "decree", 2026, 1)
    (datetime.date(2025, 12, 15), datetime.date(2026, 3, 14))
    """
    if not 1 <= number <= how_many(kind, year):
        raise ValueError(f"there is no {kind} {number} in {year}")
    if kind == "day":
        day = date(year, 1, 1) + timedelta(days=number - 1)
        return day, day
    if kind == "week":
        monday = date.fromisocalendar(year, number, 1)
        first = monday - timedelta(days=3) if cut_off == DECREE else monday
        return first, first + timedelta(days=6)
    if cut_off == DECREE:
        return _by_decree(kind, year, number)
    length = _MONTHS[kind]
    last_month = number * length
    first_month = last_month - length + 1
    return date(year, first_month, 1), date(year, last_month, monthrange(year, last_month)[1])


def _by_decree(kind: str, year: int, number: int) -> tuple[date, date]:
    if kind == "half":
        return data_of(Period.FIRST_HALF if number == 1 else Period.SECOND_HALF, year)
    return data_of(_BY_DECREE[kind], year, number)


def how_many(kind: str, year: int) -> int:
    """How many periods of `kind` a year has. Raises ValueError for terms and free periods."""
    if kind == "day":
        return (date(year + 1, 1, 1) - date(year, 1, 1)).days
    if kind == "week":
        return date(year, 12, 28).isocalendar().week
    if kind == "nine":
        return 1
    if kind in _MONTHS:
        return 12 // _MONTHS[kind]
    raise ValueError(f"periods of the kind {kind} have no rule")


def before(kind: str, year: int, number: int) -> tuple[int, int]:
    """
    Year and number of the period before; of nine months and of the whole year that of the year before.

    >>> before("month", 2026, 1)
    (2025, 12)
    """
    return (year, number - 1) if number > 1 else (year - 1, how_many(kind, year - 1))


def holding(kind: str, cut_off: str, day: date) -> tuple[int, int]:
    """
    Year and number of the period of `kind` whose data hold `day`.

    Raises ValueError for kinds without a rule and for nine months, which do not hold every day.
    """
    if kind == "nine":
        raise ValueError("nine months do not hold every day of a year")
    for year in (day.year - 1, day.year, day.year + 1):
        for number in range(1, how_many(kind, year) + 1):
            first, last = span(kind, cut_off, year, number)
            if first <= day <= last:
                return year, number
    raise ValueError(f"no {kind} holds {day}")
