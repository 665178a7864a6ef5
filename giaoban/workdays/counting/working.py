"""
Counting of days: working days, and limits in days and months by the Civil Code 2015, articles 147 and 148.

The day on which something starts does not count; a limit that would end on a rest day ends on the next
working day.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from itertools import accumulate
from typing import Self

from giaoban.workdays.counting.lunar import tet
from giaoban.workdays.counting.special import (
    DayKind,
    SpecialDay,
    Standing,
    assumed_days,
    by_date,
    is_weekend,
    seeded_days,
)

_ONE_DAY = timedelta(days=1)


class Unit(StrEnum):
    """In what a limit is counted."""

    WORKING_DAYS = "working_days"
    DAYS = "days"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class Break:
    """Days off in one run, weekends included; `first` and `last` are both off."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Skipped:
    """
    A run of days passed over for one reason, `first` and `last` included.

    `reason` is empty for an ordinary weekend; `count` is the number of days.
    """

    first: date
    last: date
    reason: str
    standing: Standing

    @property
    def count(self) -> int:
        """How many days the run has."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Reckoning:
    """
    How a limit was counted: from `start`, which does not count, to `end`.

    `skipped` are the days passed over, weekends too, in order; `worked` the rest days that counted because
    they are worked; `rests_on_guess` is true when a day that is not decided yet was passed over.
    For days and months `skipped` holds only the rest days that moved the end.
    """

    start: date
    amount: int
    unit: Unit
    end: date
    skipped: tuple[Skipped, ...]
    worked: tuple[SpecialDay, ...]

    @property
    def holidays(self) -> tuple[Skipped, ...]:
        """The runs passed over that are more than an ordinary weekend."""
        return tuple(run for run in self.skipped if run.reason)

    @property
    def rests_on_guess(self) -> bool:
        """Whether the end may move when the notice of the year comes."""
        return any(run.standing != Standing.DECIDED for run in self.skipped)


@dataclass(frozen=True)
class Calendar:
    """
    The working-day calendar: an ordinary week from Monday to Friday, and the days that differ.

    `years` are those whose list in `days` is complete. Other years take the holidays of the labour code as
    assumed; a day in `days` always has the last word. Two calendars with the same days are equal.
    """

    days: tuple[SpecialDay, ...]
    years: frozenset[int] = frozenset()
    _own: dict[date, SpecialDay] = field(init=False, repr=False, compare=False)
    _totals: dict[int, list[int]] = field(init=False, repr=False, compare=False, default_factory=dict)
    _by_year: dict[int, dict[date, SpecialDay]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        object.__setattr__(self, "_own", by_date(self.days))

    def with_days(self, days: Iterable[SpecialDay]) -> Self:
        """The same calendar with `days` in place of what it has for their dates."""
        merged = self._own | by_date(days)
        return type(self)(tuple(merged[day] for day in sorted(merged)), self.years)

    def special_days(self, year: int) -> tuple[SpecialDay, ...]:
        """The days of `year` that differ from the ordinary week, assumed ones too, in order of date."""
        of_year = self._of_year(year)
        return tuple(of_year[day] for day in sorted(of_year))

    def special(self, day: date) -> SpecialDay | None:
        """What is special about `day`; None on an ordinary day of the week."""
        return self._of_year(day.year).get(day)

    def is_assumed(self, year: int) -> bool:
        """Whether `year` has no list of its own, so that its days off follow the labour code alone."""
        return year not in self.years

    def is_working(self, day: date) -> bool:
        """Whether offices work on `day`."""
        special = self.special(day)
        return not is_weekend(day) if special is None else special.kind == DayKind.WORK

    def next_working_day(self, day: date) -> date:
        """`day` itself if it is worked, else the first working day after it."""
        while not self.is_working(day):
            day += _ONE_DAY
        return day

    def last_working_day_before(self, day: date) -> date:
        """The last working day that lies strictly before `day`."""
        return self.add_working_days(day, -1)

    def add_working_days(self, start: date, n: int) -> date:
        """
        The n-th working day after `start`, which itself does not count; before it when `n` is negative.

        `n` of 0 is `start`, worked or not. Raises OverflowError beyond the years 1 to 9999.
        """
        step = _ONE_DAY if n > 0 else -_ONE_DAY
        day, left = start, abs(n)
        while left:
            day += step
            left -= self.is_working(day)
        return day

    def working_days_between(self, a: date, b: date) -> int:
        """
        How many working days lie after `a` up to and with `b`; negative when `b` lies before `a`.

        The inverse of counting on: `working_days_between(a, add_working_days(a, n)) == n` for n >= 0.
        """
        if b < a:
            return -self.working_days_between(b, a)
        whole_years = sum(self._worked_by(date(year, 12, 31)) for year in range(a.year, b.year))
        return whole_years + self._worked_by(b) - self._worked_by(a)

    def add_days(self, start: date, n: int) -> date:
        """`n` calendar days after `start`; from a rest day on to the next working day (art. 148)."""
        return self.next_working_day(start + timedelta(days=n))

    def add_months(self, start: date, n: int) -> date:
        """
        The same day `n` months on, the last day of a shorter month, then on to a working day (art. 147, 148).

        Raises ValueError beyond the years 1 to 9999.
        """
        return self.next_working_day(_same_day(start, n))

    def official_break_of_tet(self, year: int) -> Break:
        """All days off around the lunar New Year that begins in `year`, with the weekends that touch them."""
        first = last = tet(year)
        while not self.is_working(first - _ONE_DAY):
            first -= _ONE_DAY
        while not self.is_working(last + _ONE_DAY):
            last += _ONE_DAY
        return Break(first, last)

    def reckon_working_days(self, start: date, n: int) -> Reckoning:
        """How `n >= 0` working days from `start` are counted. Raises ValueError when `n` is negative."""
        if n < 0:
            raise ValueError(f"n={n} must not be negative")
        return self._reckoning(start, n, Unit.WORKING_DAYS, start, self.add_working_days(start, n))

    def reckon_days(self, start: date, n: int) -> Reckoning:
        """How `n` calendar days from `start` are counted, and what moved the end."""
        target = start + timedelta(days=n)
        return self._reckoning(start, n, Unit.DAYS, target - _ONE_DAY, self.add_days(start, n))

    def reckon_months(self, start: date, n: int) -> Reckoning:
        """How `n` months from `start` are counted, and what moved the end."""
        target = _same_day(start, n)
        return self._reckoning(start, n, Unit.MONTHS, target - _ONE_DAY, self.add_months(start, n))

    def _reckoning(self, start: date, n: int, unit: Unit, after: date, end: date) -> Reckoning:
        """The reckoning whose passed-over and made-up days lie after `after` up to and with `end`."""
        skipped: list[Skipped] = []
        worked: list[SpecialDay] = []
        for day in (after + timedelta(days=shift) for shift in range(1, (end - after).days + 1)):
            special = self.special(day)
            if not self.is_working(day):
                _lengthen(skipped, day, special)
            elif special is not None and is_weekend(day):
                worked.append(special)
        return Reckoning(start, n, unit, end, tuple(skipped), tuple(worked))

    def _of_year(self, year: int) -> dict[date, SpecialDay]:
        known = self._by_year.get(year)
        if known is None:
            known = by_date(() if year in self.years else assumed_days(year))
            known |= {day: special for day, special in self._own.items() if day.year == year}
            self._by_year[year] = known
        return known

    def _worked_by(self, day: date) -> int:
        """How many days of its year are worked up to and with `day`."""
        totals = self._totals.get(day.year)
        if totals is None:
            first = date(day.year, 1, 1).toordinal()
            length = date(day.year, 12, 31).toordinal() - first + 1
            totals = list(accumulate(self.is_working(date.fromordinal(first + n)) for n in range(length)))
            self._totals[day.year] = totals
        return totals[day.timetuple().tm_yday - 1]


def _same_day(start: date, months: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        raise ValueError(f"year {year} is out of range")
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def _lengthen(runs: list[Skipped], day: date, special: SpecialDay | None) -> None:
    reason, standing = (special.reason, special.standing) if special else ("", Standing.DECIDED)
    if runs and (runs[-1].reason, runs[-1].standing, runs[-1].last) == (reason, standing, day - _ONE_DAY):
        runs[-1] = Skipped(runs[-1].first, day, reason, standing)
    else:
        runs.append(Skipped(day, day, reason, standing))


def seeded_calendar() -> Calendar:
    """
    The calendar the program ships: notices of 2021 to 2026; for 2027 what the law fixes and what is proposed.

    The same object every time.
    """
    return _SEEDED


_SEEDED = Calendar(seeded_days(), frozenset(special.day.year for special in seeded_days()))
