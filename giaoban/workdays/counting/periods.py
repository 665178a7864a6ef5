"""The periods of regular reports and their closing of data, by Decree 09/2019/NĐ-CP, article 12."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

_FIRST_DAY, _LAST_DAY = 15, 14  # of the month before, of the month that ends the period


class Period(StrEnum):
    """How often a report is due; nine months stands in local rules alone."""

    MONTH = "month"
    QUARTER = "quarter"
    FIRST_HALF = "first_half"
    SECOND_HALF = "second_half"
    NINE_MONTHS = "nine_months"
    YEAR = "year"


def data_of(period: Period, year: int, number: int = 1) -> tuple[date, date]:
    """
    The first and the last day whose data belong into the report of a period.

    `number` is that of the month (1 to 12) or the quarter (1 to 4); the other periods have one a year.
    Raises ValueError for a number that does not exist.

    >>> data_of(Period.QUARTER, 2026, 1)
    (datetime.date(2025, 12, 15), datetime.date(2026, 3, 14))
    """
    many = {Period.MONTH: 12, Period.QUARTER: 4}.get(period, 1)
    if not 1 <= number <= many:
        raise ValueError(f"there is no {period} {number}")
    before, last = {
        Period.MONTH: (number - 1, number),
        Period.QUARTER: (3 * number - 3, 3 * number),
        Period.FIRST_HALF: (0, 6),
        Period.SECOND_HALF: (6, 12),
        Period.NINE_MONTHS: (0, 9),
        Period.YEAR: (0, 12),
    }[period]
    first = date(year, before, _FIRST_DAY) if before else date(year - 1, 12, _FIRST_DAY)
    return first, date(year, last, _LAST_DAY)
