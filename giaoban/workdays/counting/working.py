"""
Counting of days: working days, and limits in days and months by the Civil Code 2015, articles 147 and 148.

The day on which something starts does not count; a limit that would end on a rest day ends on the next
working day.
"""

from __future__ import annotations

from bisect import bisect_left
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from itertools import accumulate
from typing import Self

from giaoban.workdays.counting.limits import Break, Reckoning, Skipped, Unit, lengthen
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

    _confirmed: dict[int, bool] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_own", by_date(self.days))

    def with_days(self, days: Iterable[SpecialDay]) -> Self:
        """The same calendar with `days` in place of what it has for their dates."""
        new = by_date(days)
        if not new:
            return self
        merged = self._own | new
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

    def is_confirmed(self, year: int) -> bool:
        """Whether every day off of `year` is decided: only then are deadlines in it final."""
        known = self._confirmed.get(year)
        if known is None:
            days = self._of_year(year).values()
            known = year in self.years and all(special.standing == Standing.DECIDED for special in days)
            self._confirmed[year] = known
        return known

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
        if n == 0:
            return start
        year, place = start.year, self._worked_by(start) + n
        if n < 0:
            place += not self.is_working(start)  # the first day before `start` counts as one
        while place > self._worked_in(year):
            place -= self._worked_in(year)
            year = _within(year + 1)
        while place < 1:
            year = _within(year - 1)
            place += self._worked_in(year)
        return date(year, 1, 1) + timedelta(days=bisect_left(self._totals_of(year), place))

    def working_days_between(self, a: date, b: date) -> int:
        """
        How many working days lie after `a` up to and with `b`; negative when `b` lies before `a`.

        The inverse of counting on: `working_days_between(a, add_working_days(a, n)) == n` for n >= 0.
        """
        if b < a:
            return -self.working_days_between(b, a)
        whole_years = sum(self._worked_in(year) for year in range(a.year, b.year))
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

    def end_of(self, unit: Unit, start: date | datetime, n: int) -> date:
        """
        The last day of a limit of `n` units from `start`; a limit in hours takes a local moment as `start`.

        In hours from a day without an hour, each 24 hours begun are a day.
        """
        if unit == Unit.HOURS:
            return self._end_of_hours(start, n)[0]
        day = start.date() if isinstance(start, datetime) else start
        if unit == Unit.WORKING_DAYS:
            return self.add_working_days(day, n)
        if unit == Unit.MONTHS:
            return self.add_months(day, n)
        return self.add_days(day, n * 7 if unit == Unit.WEEKS else n)

    def _end_of_hours(self, start: date | datetime, n: int) -> tuple[date, time | None]:
        if not isinstance(start, datetime):
            return self.add_days(start, -(-n // 24)), None
        moment = start + timedelta(hours=n)
        day = self.next_working_day(moment.date())
        # Moved to a later day it ends with that day (art. 148 cl. 5 and 6).
        return day, moment.time() if day == moment.date() else None

    def reckon(self, unit: Unit, start: date | datetime, n: int) -> Reckoning:
        """
        How a limit of `n >= 0` units from `start` is counted, and what moved or lengthened it.

        Raises ValueError when `n` is negative.
        """
        if n < 0:
            raise ValueError(f"n={n} must not be negative")
        day = start.date() if isinstance(start, datetime) else start
        if unit == Unit.WORKING_DAYS:
            return self._reckoning(start, n, unit, day, self.add_working_days(day, n))
        if unit == Unit.HOURS:
            return self._reckon_hours(start, n)
        days = n * 7 if unit == Unit.WEEKS else n
        target = _same_day(day, n) if unit == Unit.MONTHS else day + timedelta(days)
        return self._reckoning(start, n, unit, target - _ONE_DAY, self.next_working_day(target))

    def _reckon_hours(self, start: date | datetime, n: int) -> Reckoning:
        end, hour = self._end_of_hours(start, n)
        last = (start + timedelta(hours=n)).date() if isinstance(start, datetime) else start
        if not isinstance(start, datetime):
            last = start + timedelta(days=-(-n // 24))
        return replace(self._reckoning(start, n, Unit.HOURS, last - _ONE_DAY, end), hour=hour)

    def reckon_working_days(self, start: date, n: int) -> Reckoning:
        """How `n >= 0` working days from `start` are counted. Raises ValueError when `n` is negative."""
        return self.reckon(Unit.WORKING_DAYS, start, n)

    def reckon_days(self, start: date, n: int) -> Reckoning:
        """How `n` calendar days from `start` are counted, and what moved the end."""
        return self.reckon(Unit.DAYS, start, n)

    def reckon_months(self, start: date, n: int) -> Reckoning:
        """How `n` months from `start` are counted, and what moved the end."""
        return self.reckon(Unit.MONTHS, start, n)

    def _reckoning(self, start: date | datetime, n: int, unit: Unit, after: date, end: date) -> Reckoning:
        """The reckoning whose passed-over and made-up days lie after `after` up to and with `end`."""
        skipped: list[Skipped] = []
        worked: list[SpecialDay] = []
        for day in (after + timedelta(days=shift) for shift in range(1, (end - after).days + 1)):
            special = self.special(day)
            if not self.is_working(day):
                lengthen(skipped, day, special)
            elif special is not None and is_weekend(day):
                worked.append(special)
        first = after + _ONE_DAY if after < end else end
        guessed = tuple(year for year in range(first.year, end.year + 1) if not self.is_confirmed(year))
        return Reckoning(start, n, unit, end, tuple(skipped), tuple(worked), guessed)

    def _of_year(self, year: int) -> dict[date, SpecialDay]:
        known = self._by_year.get(year)
        if known is None:
            known = by_date(() if year in self.years else assumed_days(year))
            known |= {day: special for day, special in self._own.items() if day.year == year}
            self._by_year[year] = known
        return known

    def _worked_by(self, day: date) -> int:
        """How many days of its year are worked up to and with `day`."""
        return self._totals_of(day.year)[day.timetuple().tm_yday - 1]

    def _worked_in(self, year: int) -> int:
        return self._totals_of(year)[-1]

    def _totals_of(self, year: int) -> list[int]:
        """For each day of `year`, how many of its days are worked up to and with that day."""
        totals = self._totals.get(year)
        if totals is None:
            first = date(year, 1, 1).toordinal()
            length = date(year, 12, 31).toordinal() - first + 1
            totals = list(accumulate(self.is_working(date.fromordinal(first + n)) for n in range(length)))
            self._totals[year] = totals
        return totals


def _within(year: int) -> int:
    if not date.min.year <= year <= date.max.year:
        raise OverflowError(f"year {year} is out of range")
    return year


def _same_day(start: date, months: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        raise ValueError(f"year {year} is out of range")
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def seeded_calendar() -> Calendar:
    """
    The calendar the program ships: notices of 2021 to 2026; for 2027 what the law fixes and what is proposed.

    The same object every time.
    """
    return _SEEDED


_SEEDED = Calendar(seeded_days(), frozenset(special.day.year for special in seeded_days()))
