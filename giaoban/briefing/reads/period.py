"""Periods: which days a brief speaks of, those before and after, and how people call them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from giaoban.ui import formats

DAY = timedelta(days=1)
ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Calendar days from `first` to `last`, both included. Raises ValueError when they are out of order."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError(f"{self.first} lies after {self.last}")

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    @property
    def months(self) -> int:
        """How many whole calendar months it is; 0 when it is not made of whole months."""
        if self.first.day != 1 or (self.last + DAY).day != 1:
            return 0
        return (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1

    def before(self) -> Period:
        """As many months, else as many days, directly before."""
        last = self.first - DAY
        first = moved(self.first, -self.months) if self.months else last - timedelta(days=self.days - 1)
        return Period(first, last)

    def after(self) -> Period:
        """As many months, else as many days, directly after."""
        first = self.last + DAY
        last = moved(first, self.months) - DAY if self.months else first + timedelta(days=self.days - 1)
        return Period(first, last)


def moved(first: date, months: int) -> date:
    """The first day of the month so many months after that of `first`."""
    whole = first.year * 12 + first.month - 1 + months
    return date(whole // 12, whole % 12 + 1, 1)


def offered(today: date, *, since: date | None) -> dict[str, Period]:
    """
    The periods that a form offers on `today`, by their word in addresses, the usual one first.

    `since` is the last day of the brief before, None without one; from the day after it to today is offered
    first. The week runs from Monday; week, month and quarter are whole: one may be written before its end.
    """
    monday = today - timedelta(days=today.weekday())
    month = today.replace(day=1)
    quarter = moved(month, -((today.month - 1) % 3))
    week = Period(monday, monday + timedelta(days=6))
    periods = {
        "week": week,
        "last-week": week.before(),
        "month": Period(month, moved(month, 1) - DAY),
        "last-month": Period(month, moved(month, 1) - DAY).before(),
        "quarter": Period(quarter, moved(quarter, 3) - DAY),
        "year": Period(today.replace(month=1, day=1), today.replace(month=12, day=31)),
    }
    if since is not None and since < today:
        periods = {"since": Period(since + DAY, today), **periods}
    return periods


def period_words(period: Period) -> str:
    """
    The period as people call it: month 6 of 2025, quarter II of 2025, year 2025, a week, or its two days.

    In the language in force, beginning with a small letter where the language has one.
    """
    first, year = period.first, period.first.year
    if period.months == 12 and first.month == 1:
        return _("year %(year)s") % {"year": year}
    if period.months == 3 and first.month % 3 == 1:
        return _("quarter %(number)s of %(year)s") % {"number": ROMAN[(first.month - 1) // 3], "year": year}
    if period.months == 1:
        # A leading zero for months 1 and 2 alone, as in dates of official papers (Decree 30/2020).
        number = f"{first.month:02d}" if first.month <= 2 else str(first.month)
        return _("month %(number)s of %(year)s") % {"number": number, "year": year}
    days = {"first": formats.day(period.first), "last": formats.day(period.last)}
    if period.days == 1:
        return _("day %(first)s") % days
    if period.days == 7 and first.weekday() == 0:
        return _("week from %(first)s to %(last)s") % days
    return _("from %(first)s to %(last)s") % days
