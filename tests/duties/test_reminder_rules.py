"""The rules of reminders as pure functions: steps, hours, the cap; against a model that walks day by day."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from giaoban.duties.jobs.hours import Hours, digest_is_owed, is_open, letters_left, next_open
from giaoban.duties.jobs.steps import Steps, step_in_force, steps_so_far
from giaoban.workdays.counting import seeded_calendar
from tests.duties.reminder_model import moments

CALENDAR = seeded_calendar()
DAYS = st.dates(date(2021, 3, 1), date(2026, 11, 30))
BEFORE = st.sets(st.integers(1, 30), max_size=5).map(tuple)
LONG_AGO = date(2000, 1, 1)


def names(due_on: date, today: date, asked_on: date = LONG_AGO) -> list[str]:
    return [s.name for s in steps_so_far(due_on, today, Steps(), CALENDAR, asked_on=asked_on)]


@given(due_on=DAYS, shift=st.integers(-60, 200), days=BEFORE, day=st.booleans(), weeks=st.integers(0, 4))
def test_the_steps_are_those_that_a_walk_from_day_to_day_finds(due_on, shift, days, day, weeks):
    today = due_on + timedelta(days=shift)
    steps = Steps(days, day, weeks)
    found = [(s.on, s.name, s.rung) for s in steps_so_far(due_on, today, steps, CALENDAR, asked_on=LONG_AGO)]
    chosen = {"days_before": days, "on_the_day": day, "every_weeks": weeks}
    assert found == moments(due_on, today, CALENDAR, **chosen)


@given(due_on=DAYS, shift=st.integers(-30, 60))
def test_a_step_stays_in_force_until_the_next_and_none_lies_on_a_day_off(due_on, shift):
    today = due_on + timedelta(days=shift)
    now = step_in_force(due_on, today, Steps(), CALENDAR, asked_on=LONG_AGO)
    tomorrow = step_in_force(due_on, today + timedelta(days=1), Steps(), CALENDAR, asked_on=LONG_AGO)
    if now is not None:
        assert now.on <= today
        assert CALENDAR.is_working(now.on)
        assert tomorrow is not None
        assert tomorrow == now or tomorrow.on == today + timedelta(days=1)


def test_the_steps_of_a_deadline_after_tet_are_counted_in_working_days():
    # 16 to 20 February 2026 are days off.
    assert [step[0].isoformat() for step in moments(date(2026, 2, 25), date(2026, 3, 4), CALENDAR)] == [
        "2026-02-09", "2026-02-13", "2026-02-24", "2026-02-25", "2026-03-04",
    ]  # fmt: skip
    assert names(date(2026, 2, 25), date(2026, 2, 23)) == ["before-7", "before-3"]


def test_a_deadline_on_a_sunday_is_reminded_of_on_friday():
    [*_, last] = steps_so_far(date(2025, 6, 22), date(2025, 6, 22), Steps(), CALENDAR, asked_on=LONG_AGO)
    assert (last.name, last.on) == ("day", date(2025, 6, 20))


def test_steps_that_had_passed_when_the_work_was_asked_are_never_said():
    assert names(date(2025, 6, 20), date(2025, 6, 18), asked_on=date(2025, 6, 17)) == []
    assert names(date(2025, 6, 20), date(2025, 6, 19), asked_on=date(2025, 6, 17)) == ["before-1"]


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of June 2025 in Viet Nam; the 12th is a Thursday."""
    return timezone.localtime(datetime(2025, 6, day, hour, minute, tzinfo=UTC) - timedelta(hours=7))


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        (at(12, 6, 59), at(12, 7)),
        (at(12, 7), at(12, 7)),
        (at(12, 17, 59), at(12, 17, 59)),
        (at(12, 18), at(13, 7)),
        (at(13, 18), at(16, 7)),  # over the weekend
        (at(14, 9), at(16, 7)),
    ],
)
def test_what_falls_into_quiet_hours_goes_out_in_the_next_open_hour(moment, opens):
    assert next_open(moment, Hours(), CALENDAR) == opens


@given(
    day=DAYS,
    minute=st.integers(0, 24 * 60 - 1),
    first=st.integers(0, 9),
    last=st.integers(11, 24),
    rest=st.booleans(),
)
def test_the_next_open_hour_is_the_first_one_from_minute_to_minute(day, minute, first, last, rest):
    hours = Hours(last, first, rest)
    local = timezone.make_aware(datetime.combine(day, time(minute // 60, minute % 60)))
    opens = next_open(local, hours, CALENDAR)
    assert is_open(opens, hours, CALENDAR)
    assert opens >= local
    assert opens == local or not is_open(opens - timedelta(minutes=1), hours, CALENDAR)
    walk = local
    while walk < opens:
        assert not is_open(walk, hours, CALENDAR)
        walk += timedelta(minutes=37)


def test_a_digest_is_owed_for_what_waited_since_before_its_hour():
    half_past_seven = time(7, 30)
    assert digest_is_owed(at(12, 7, 30), half_past_seven, [at(12, 5)])
    assert not digest_is_owed(at(12, 7, 29), half_past_seven, [at(12, 5)])
    assert not digest_is_owed(at(12, 9), half_past_seven, [at(12, 8)])
    assert digest_is_owed(at(13, 7, 0), half_past_seven, [at(12, 5)])  # yesterday's was missed
    assert not digest_is_owed(at(12, 9), half_past_seven, [])


@pytest.mark.parametrize(
    ("sent", "digest", "wants", "left"),
    [
        (0, False, True, 2),
        (1, False, True, 1),
        (2, False, True, 0),
        (2, True, True, 1),
        (3, True, True, 0),
        (2, False, False, 1),
        (3, False, False, 0),
    ],
)
def test_a_place_is_kept_for_the_digest_until_it_has_gone(sent, digest, wants, left):
    assert letters_left(sent, digest_sent=digest, wants_digest=wants) == left
