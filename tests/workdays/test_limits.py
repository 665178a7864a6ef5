"""Limits of every kind against a naive count, day by day, over twenty years; the vectors of the law."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.workdays.counting import (
    Calendar,
    DayKind,
    Period,
    SpecialDay,
    Unit,
    data_of,
    seeded_calendar,
)

at = partial(datetime, tzinfo=UTC)  # of a local moment; the counting does not ask in which zone
FIRST, LAST = date(2018, 1, 1), date(2037, 12, 31)
TWENTY_YEARS = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
STARTS = st.dates(date(2018, 6, 1), date(2036, 6, 1))
OWN = st.lists(
    st.builds(
        lambda day, kind: SpecialDay(day, kind, "Nghỉ tránh bão", "12/CĐ-UBND"),
        st.dates(FIRST, LAST),
        st.sampled_from(DayKind),
    ),
    max_size=30,
)


def worked(calendar: Calendar, day: date) -> bool:
    """The week and the list of special days, read anew for each day."""
    for special in calendar.special_days(day.year):
        if special.day == day:
            return special.kind == DayKind.WORK
    return day.isoweekday() <= 5


def on_fingers(calendar: Calendar, unit: Unit, start: date, n: int) -> date:
    """The last day of the limit, one day after another, by articles 147 and 148."""
    day = start
    if unit == Unit.WORKING_DAYS:
        left = n
        while left:
            day += timedelta(days=1)
            left -= worked(calendar, day)
        return day
    if unit == Unit.MONTHS:
        for _month in range(n):
            day = day.replace(day=1) + timedelta(days=32)
            day = day.replace(day=1)
        while day.day < start.day and (day + timedelta(days=1)).day != 1:
            day += timedelta(days=1)
    else:
        for _day in range(n * (7 if unit == Unit.WEEKS else 1)):
            day += timedelta(days=1)
    while not worked(calendar, day):
        day += timedelta(days=1)
    return day


@given(
    start=STARTS,
    n=st.integers(0, 90),
    unit=st.sampled_from([Unit.WORKING_DAYS, Unit.DAYS, Unit.WEEKS, Unit.MONTHS]),
    own=OWN,
)
def test_every_limit_ends_where_counting_on_the_fingers_ends(start, n, unit, own):
    n = n if unit in {Unit.WORKING_DAYS, Unit.DAYS} else n % 13
    calendar = seeded_calendar().with_days(own)
    expected = on_fingers(calendar, unit, start, n)
    told = calendar.reckon(unit, start, n)
    assert calendar.end_of(unit, start, n) == told.end == expected


@given(start=st.datetimes(at(2018, 6, 1), at(2036, 6, 1)), n=st.integers(0, 400), own=OWN)
def test_hours_start_at_once_and_end_with_a_working_day(start, n, own):
    calendar = seeded_calendar().with_days(own)
    moment = start
    for _hour in range(n):
        moment += timedelta(hours=1)
    day = moment.date()
    while not worked(calendar, day):
        day += timedelta(days=1)
    told = calendar.reckon(Unit.HOURS, start, n)
    assert (told.end, told.hour) == (day, moment.time() if day == moment.date() else None)
    assert calendar.end_of(Unit.HOURS, start, n) == day


@given(start=STARTS, n=st.integers(-300, 300), own=OWN)
def test_counting_back_and_forth_meets_the_same_days(start, n, own):
    calendar = seeded_calendar().with_days(own)
    day, left = start, abs(n)
    while left:
        day += timedelta(days=1 if n > 0 else -1)
        left -= worked(calendar, day)
    assert calendar.add_working_days(start, n) == day


def test_each_day_of_twenty_years_is_worked_as_the_oracle_says():
    calendar = seeded_calendar()
    total = 0
    for day in TWENTY_YEARS:
        total += worked(calendar, day)
        assert calendar.is_working(day) == worked(calendar, day)
    assert calendar.working_days_between(FIRST - timedelta(days=1), LAST) == total


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("unit", "start", "n", "end"),
    [
        (Unit.WORKING_DAYS, "2025-12-31", 1, "2026-01-05"),
        (Unit.WORKING_DAYS, "2026-01-09", 1, "2026-01-10"),
        (Unit.WORKING_DAYS, "2026-02-13", 1, "2026-02-23"),
        (Unit.WORKING_DAYS, "2026-02-13", 5, "2026-02-27"),
        (Unit.WORKING_DAYS, "2026-04-24", 2, "2026-04-29"),
        (Unit.WORKING_DAYS, "2026-08-21", 1, "2026-08-22"),
        (Unit.WORKING_DAYS, "2026-08-28", 1, "2026-09-03"),
        (Unit.WORKING_DAYS, "2026-11-23", 1, "2026-11-25"),
        (Unit.WEEKS, "2026-03-02", 2, "2026-03-16"),
        (Unit.WEEKS, "2026-02-09", 1, "2026-02-23"),  # the Monday of Tết
        (Unit.MONTHS, "2026-01-30", 1, "2026-03-02"),
    ],
)
def test_the_vectors_of_the_calendar(unit, start, n, end):
    assert seeded_calendar().end_of(unit, day(start), n) == day(end)


@pytest.mark.parametrize(
    ("start", "n", "end", "hour"),
    [
        (at(2026, 3, 2, 10, 30), 24, "2026-03-03", time(10, 30)),
        (at(2026, 3, 6, 10, 0), 24, "2026-03-09", None),  # Saturday: with the end of Monday
        (at(2026, 3, 6, 10, 0), 72, "2026-03-09", time(10, 0)),
        (at(2026, 1, 9, 8, 0), 24, "2026-01-10", time(8, 0)),  # a Saturday that is worked
        (date(2026, 3, 2), 36, "2026-03-04", None),  # no hour known: two days
    ],
)
def test_limits_in_hours(start, n, end, hour):
    told = seeded_calendar().reckon(Unit.HOURS, start, n)
    assert (told.end, told.hour) == (day(end), hour)


OFF_AND_WORKED = {
    2021: "01-01 02-10 02-11 02-12 02-15 02-16 04-21 04-30 05-03 09-02 09-03",
    2022: "01-03 01-31 02-01 02-02 02-03 02-04 04-11 05-02 05-03 09-01 09-02",
    2023: "01-02 01-20 01-23 01-24 01-25 01-26 05-01 05-02 05-03 09-01 09-04",
    2024: "01-01 02-08 02-09 02-12 02-13 02-14 04-18 04-29 04-30 05-01 +05-04 09-02 09-03",
    2025: "01-01 01-27 01-28 01-29 01-30 01-31 04-07 +04-26 04-30 05-01 05-02 09-01 09-02",
    2026: (
        "01-01 01-02 +01-10 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 +08-22 08-31 09-01 09-02 11-24"
    ),
}
"""The weekdays off and, with a plus, the Saturdays worked, as the notices of the years give them."""


@pytest.mark.parametrize("year", OFF_AND_WORKED)
def test_the_shipped_years_are_those_of_the_notices(year):
    shipped = [
        ("+" if special.kind == DayKind.WORK else "") + f"{special.day:%m-%d}"
        for special in seeded_calendar().special_days(year)
    ]
    assert shipped == OFF_AND_WORKED[year].split()
    assert all(special.reason and special.source for special in seeded_calendar().special_days(year))
    assert seeded_calendar().is_confirmed(year)


@pytest.mark.parametrize("year", [2019, 2027, 2028])
def test_other_years_are_not_confirmed_and_a_limit_through_them_says_so(year):
    assert not seeded_calendar().is_confirmed(year)
    assert seeded_calendar().reckon_working_days(date(year, 6, 1), 5).unconfirmed == (year,)


def test_a_limit_that_ends_in_an_unconfirmed_year_says_so_from_the_year_before():
    calendar = seeded_calendar()
    assert calendar.reckon_working_days(day("2026-12-30"), 3).unconfirmed == (2027,)
    assert calendar.reckon_working_days(day("2026-12-21"), 3).unconfirmed == ()
    assert calendar.reckon_days(day("2026-12-20"), 30).unconfirmed == (2027,)


@pytest.mark.parametrize(
    ("period", "number", "first", "last"),
    [
        (Period.MONTH, 1, "2025-12-15", "2026-01-14"),
        (Period.MONTH, 12, "2026-11-15", "2026-12-14"),
        (Period.QUARTER, 1, "2025-12-15", "2026-03-14"),
        (Period.QUARTER, 2, "2026-03-15", "2026-06-14"),
        (Period.QUARTER, 3, "2026-06-15", "2026-09-14"),
        (Period.QUARTER, 4, "2026-09-15", "2026-12-14"),
        (Period.FIRST_HALF, 1, "2025-12-15", "2026-06-14"),
        (Period.SECOND_HALF, 1, "2026-06-15", "2026-12-14"),
        (Period.NINE_MONTHS, 1, "2025-12-15", "2026-09-14"),
        (Period.YEAR, 1, "2025-12-15", "2026-12-14"),
    ],
)
def test_the_data_of_a_period_close_on_the_fourteenth(period, number, first, last):
    assert data_of(period, 2026, number) == (day(first), day(last))


@given(year=st.integers(2000, 2099))
def test_months_and_quarters_of_a_year_join_without_a_gap_and_fill_it(year):
    for period, many in ((Period.MONTH, 12), (Period.QUARTER, 4)):
        spans = [data_of(period, year, number) for number in range(1, many + 1)]
        assert all(b[0] - a[1] == timedelta(days=1) for a, b in pairwise(spans))
        assert (spans[0][0], spans[-1][1]) == data_of(Period.YEAR, year)


@pytest.mark.parametrize(("period", "number"), [(Period.MONTH, 13), (Period.QUARTER, 0), (Period.YEAR, 2)])
def test_a_period_that_does_not_exist_is_an_error(period, number):
    with pytest.raises(ValueError, match="there is no"):
        data_of(period, 2026, number)
