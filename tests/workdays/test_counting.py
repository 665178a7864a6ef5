"""Counting of working days, days and months over the real calendars of 2021 to 2027."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.workdays.counting import (
    Break,
    Calendar,
    DayKind,
    SpecialDay,
    Standing,
    assumed_days,
    seeded_calendar,
    seeded_days,
    tet,
)

CALENDAR = seeded_calendar()
DAYS = st.dates(date(2019, 1, 1), date(2031, 12, 31))


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        ("2025-12-31", 1, "2026-01-05"),
        ("2026-01-09", 1, "2026-01-10"),
        ("2026-02-13", 1, "2026-02-23"),
        ("2026-02-13", 5, "2026-02-27"),
        ("2026-04-24", 2, "2026-04-29"),
        ("2026-08-21", 1, "2026-08-22"),
        ("2026-08-28", 1, "2026-09-03"),
        ("2026-11-23", 1, "2026-11-25"),
        ("2025-04-25", 1, "2025-04-26"),
        ("2024-04-26", 1, "2024-05-02"),
        ("2026-02-27", -5, "2026-02-13"),
        ("2026-02-14", 0, "2026-02-14"),
    ],
)
def test_the_nth_working_day_after_a_start(start: str, n: int, end: str) -> None:
    assert CALENDAR.add_working_days(day(start), n) == day(end)


def test_the_year_2026_has_249_working_days() -> None:
    assert CALENDAR.working_days_between(day("2025-12-31"), day("2026-12-31")) == 249


@given(start=DAYS, n=st.integers(-120, 120))
def test_counting_agrees_with_counting_on_the_fingers(start: date, n: int) -> None:
    special = {s.day: s.kind for s in seeded_days()}
    for year in {*range(2018, 2033)} - {*range(2021, 2028)}:
        special |= {s.day: s.kind for s in assumed_days(year)}
    reached, left = start, abs(n)
    while left:
        reached += timedelta(days=1 if n > 0 else -1)
        kind = special.get(reached)
        if kind == DayKind.WORK or (kind is None and reached.isoweekday() <= 5):
            left -= 1
    assert CALENDAR.add_working_days(start, n) == reached


@given(start=DAYS, n=st.integers(0, 400))
def test_between_undoes_adding(start: date, n: int) -> None:
    end = CALENDAR.add_working_days(start, n)
    assert CALENDAR.working_days_between(start, end) == n
    assert CALENDAR.working_days_between(end, start) == -n


@given(a=DAYS, b=DAYS)
def test_between_counts_each_working_day_after_the_first(a: date, b: date) -> None:
    a, b = min(a, b), max(a, b)
    counted = sum(CALENDAR.is_working(a + timedelta(days=n)) for n in range(1, (b - a).days + 1))
    assert CALENDAR.working_days_between(a, b) == counted


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        ("2026-03-02", 10, "2026-03-12"),
        ("2026-03-04", 10, "2026-03-16"),  # ends on a Saturday
        ("2026-02-10", 5, "2026-02-23"),  # ends in the break of Tết
        ("2026-01-05", 5, "2026-01-10"),  # ends on a Saturday that is worked
    ],
)
def test_a_limit_in_days_ends_on_a_working_day(start: str, n: int, end: str) -> None:
    assert CALENDAR.add_days(day(start), n) == day(end)


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        ("2026-01-31", 1, "2026-03-02"),  # 28 February is a Saturday
        ("2026-05-31", 1, "2026-06-30"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2025-11-15", 3, "2026-02-23"),
        ("2026-03-12", 12, "2027-03-12"),
        ("2026-03-31", -1, "2026-03-02"),
    ],
)
def test_a_limit_in_months_ends_on_the_same_day_or_the_last(start: str, n: int, end: str) -> None:
    assert CALENDAR.add_months(day(start), n) == day(end)


def test_a_limit_in_months_beyond_the_calendar_is_an_error() -> None:
    with pytest.raises(ValueError, match="out of range"):
        CALENDAR.add_months(day("2026-01-01"), 120_000)


@pytest.mark.parametrize(
    ("year", "first", "last"),
    [
        (2025, "2025-01-25", "2025-02-02"),
        (2026, "2026-02-14", "2026-02-22"),
        (2024, "2024-02-08", "2024-02-14"),
    ],
)
def test_the_official_break_of_tet_takes_in_its_weekends(year: int, first: str, last: str) -> None:
    assert CALENDAR.official_break_of_tet(year) == Break(day(first), day(last))


def test_before_tet_means_the_last_working_day_before_the_break() -> None:
    rest = CALENDAR.official_break_of_tet(2026)
    assert CALENDAR.last_working_day_before(rest.first) == day("2026-02-13")


@pytest.mark.parametrize("year", range(2021, 2027))
def test_the_assumption_differs_from_the_notices_only_by_swaps(year: int) -> None:
    known = {s.day for s in seeded_days() if s.day.year == year}
    swapped = {s.day for s in seeded_days() if s.kind == DayKind.WORK or s.reason.startswith("Hoán đổi")}
    assert {s.day for s in assumed_days(year)} == known - swapped


def test_a_year_without_a_notice_is_marked_as_assumed() -> None:
    special = CALENDAR.special(tet(2028))
    assert special is not None
    assert (special.standing, CALENDAR.is_assumed(2028), CALENDAR.is_assumed(2026)) == (
        Standing.ASSUMED,
        True,
        False,
    )
    assert [s.day.isoformat() for s in CALENDAR.special_days(2028)] == [
        "2028-01-03",
        "2028-01-24",
        "2028-01-25",
        "2028-01-26",
        "2028-01-27",
        "2028-01-28",
        "2028-04-04",
        "2028-05-01",
        "2028-05-02",
        "2028-09-01",
        "2028-09-04",
        "2028-11-24",
    ]


def test_tet_of_2027_is_a_proposal_and_says_so() -> None:
    tet_days = [s for s in CALENDAR.special_days(2027) if s.reason == "Tết Nguyên đán"]
    assert {s.standing for s in tet_days} == {Standing.PROPOSED}
    assert CALENDAR.reckon_working_days(day("2027-02-01"), 5).rests_on_guess


def test_a_day_of_the_administrator_has_the_last_word() -> None:
    storm = SpecialDay(day("2026-09-21"), DayKind.OFF, "Nghỉ tránh bão", "Công điện 12/CĐ-UBND")
    made_up = SpecialDay(day("2026-09-26"), DayKind.WORK, "Làm bù", "Công điện 12/CĐ-UBND")
    changed = CALENDAR.with_days([storm, made_up])
    assert changed.add_working_days(day("2026-09-18"), 5) == day("2026-09-26")
    assert CALENDAR.add_working_days(day("2026-09-18"), 5) == day("2026-09-25")
    assert changed.working_days_between(day("2025-12-31"), day("2026-12-31")) == 249


def test_one_added_day_leaves_the_other_assumed_holidays_in_place() -> None:
    bridge = SpecialDay(day("2028-01-31"), DayKind.OFF, "Hoán đổi", "")
    changed = CALENDAR.with_days([bridge])
    assert not changed.is_working(tet(2028))
    assert not changed.is_working(bridge.day)


def test_a_reckoning_tells_what_was_passed_over_and_why() -> None:
    told = CALENDAR.reckon_working_days(day("2026-02-13"), 5)
    runs = [(run.first.isoformat(), run.last.isoformat(), run.reason) for run in told.skipped]
    assert (told.end, told.rests_on_guess) == (day("2026-02-27"), False)
    assert runs == [
        ("2026-02-14", "2026-02-15", ""),
        ("2026-02-16", "2026-02-20", "Tết Nguyên đán"),
        ("2026-02-21", "2026-02-22", ""),
    ]
    assert [run.count for run in told.holidays] == [5]


def test_a_reckoning_names_the_saturday_that_counted() -> None:
    told = CALENDAR.reckon_working_days(day("2026-08-20"), 2)
    assert (told.end, [s.day for s in told.worked], told.skipped) == (
        day("2026-08-22"),
        [day("2026-08-22")],
        (),
    )


def test_a_reckoning_in_days_names_only_what_moved_the_end() -> None:
    told = CALENDAR.reckon_days(day("2026-02-10"), 7)
    assert (told.end, [run.reason for run in told.skipped]) == (day("2026-02-23"), ["Tết Nguyên đán", ""])
    assert CALENDAR.reckon_months(day("2026-02-12"), 1).skipped == ()


@given(start=DAYS, n=st.integers(0, 60))
def test_a_reckoning_accounts_for_every_day(start: date, n: int) -> None:
    told = CALENDAR.reckon_working_days(start, n)
    assert told.end == CALENDAR.add_working_days(start, n)
    assert (told.end - start).days == n + sum(run.count for run in told.skipped)


def test_counting_backwards_cannot_be_told_as_a_limit() -> None:
    with pytest.raises(ValueError, match="negative"):
        CALENDAR.reckon_working_days(day("2026-02-13"), -1)


def test_an_empty_calendar_follows_the_labour_code() -> None:
    assert not Calendar(()).is_working(day("2026-09-02"))


def test_the_package_needs_no_django() -> None:
    code = "import sys, giaoban.workdays.counting; sys.exit('django' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=False)
    assert done.returncode == 0
