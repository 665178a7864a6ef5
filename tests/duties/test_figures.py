"""One rule of punctuality, in Python and in the database, today and on any past day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from giaoban.duties.actions import change_field
from giaoban.duties.models import Duty, Standing
from giaoban.duties.models.duty import STILL
from giaoban.duties.reads import figures
from giaoban.duties.reads.tallies import tallies
from giaoban.duties.vocabulary import Punctuality, State
from giaoban.units import actions as units
from giaoban.units.models import Field
from tests import make

TODAY, NOW = make.TODAY, make.NOON
days = st.dates(TODAY - timedelta(days=20), TODAY + timedelta(days=20))


@pytest.mark.parametrize(
    ("state", "due_on", "submitted_on", "expected"),
    [
        (State.ACCEPTED, TODAY, TODAY, Punctuality.DONE_ON_TIME),
        (State.ACCEPTED, TODAY, TODAY + timedelta(days=1), Punctuality.DONE_LATE),
        (State.ACCEPTED, None, TODAY, Punctuality.DONE_ON_TIME),
        (State.SUBMITTED, TODAY - timedelta(days=9), TODAY, Punctuality.RUNNING),
        (State.SUBMITTED, None, TODAY, Punctuality.NO_DEADLINE),
        (State.RECEIVED, TODAY, None, Punctuality.DUE_SOON),
        (State.RECEIVED, TODAY + timedelta(days=7), None, Punctuality.DUE_SOON),
        (State.RECEIVED, TODAY + timedelta(days=8), None, Punctuality.RUNNING),
        (State.RETURNED, TODAY - timedelta(days=1), None, Punctuality.OVERDUE),
        (State.DECLINED, TODAY - timedelta(days=1), None, Punctuality.OVERDUE),
        (State.ASKED, None, None, Punctuality.NO_DEADLINE),
        (State.STOPPED, TODAY - timedelta(days=1), None, Punctuality.STOPPED),
    ],
)
def test_how_work_stands(state, due_on, submitted_on, expected):
    assert figures.punctuality(state, due_on, submitted_on, on=TODAY) == expected


class TheDatabaseAgrees(TestCase):
    """Property: the expression, the conditions and the rule in Python say the same of every row."""

    @classmethod
    def setUpTestData(cls):
        people = make.cast()
        cls.duty = make.duty(people.committee, people.finance)

    @given(st.sampled_from(State), st.none() | days, days, days)
    def test_on_every_row(self, state, due_on, submitted_on, on):
        handed_in = submitted_on if state in (State.SUBMITTED, State.ACCEPTED) else None
        moment = datetime(2025, 6, 1, tzinfo=UTC)
        duty = self.duty
        duty.state, duty.due_on, duty.submitted_on = state, due_on, handed_in
        duty.submitted_at = moment if handed_in else None
        duty.closed_at = moment if state in (State.ACCEPTED, State.STOPPED) else None
        duty.save()
        said = figures.punctuality(state, due_on, handed_in, on=on)
        rows = figures.standing_on(TODAY, now=NOW)
        assert figures.whole(rows, on=on).counts == {said: 1}
        matching = [which for which in Punctuality if rows.filter(figures.stood(which, on=on)).exists()]
        assert matching == [said]
        assert [w for w in Punctuality if Duty.objects.standing_as(w, on=on).exists()] == [said]


def _stood(duty, *steps):
    """Rewrite the history of `duty` as (since, state, due_on, submitted_on), each until the next."""
    Standing.objects.filter(duty=duty).delete()
    ends = [since for since, *_rest in steps[1:]] + [STILL]
    for (since, state, due_on, submitted_on), until in zip(steps, ends, strict=True):
        standing = Standing.of(duty, since=since, until=until)
        standing.state, standing.due_on, standing.submitted_on = state, due_on, submitted_on
        standing.save()


def _noon(day):
    return datetime(day.year, day.month, day.day, 5, tzinfo=UTC)


def test_a_past_day_is_counted_as_it_ended_in_viet_nam(cast):
    due, day = date(2025, 6, 3), date(2025, 6, 5)
    duty = make.duty(cast.committee, cast.finance, due_on=due)
    last_minute = datetime(2025, 6, 5, 16, 59, tzinfo=UTC)  # 23.59 in Viet Nam
    midnight = datetime(2025, 6, 5, 17, 0, tzinfo=UTC)
    for moment, expected in ((last_minute, Punctuality.RUNNING), (midnight, Punctuality.OVERDUE)):
        _stood(
            duty,
            (_noon(date(2025, 6, 1)), State.RECEIVED, due, None),
            (moment, State.SUBMITTED, due, moment.date()),
        )
        assert figures.whole(figures.standing_on(day, now=NOW), on=day).counts == {expected: 1}


def test_work_asked_after_the_day_does_not_count(cast):
    make.duty(cast.committee, cast.finance, asked_at=NOW)
    yesterday = TODAY - timedelta(days=1)
    assert figures.whole(figures.standing_on(yesterday, now=NOW), on=yesterday).total == 0
    assert figures.whole(figures.standing_on(TODAY, now=NOW), on=TODAY).total == 1


def test_figures_by_unit_field_origin_and_month_add_up_to_the_whole(cast):
    make.duty(cast.committee, cast.finance, due_on=date(2025, 6, 1), field=cast.field)
    make.duty(cast.committee, cast.finance, due_on=date(2025, 7, 30), origin_key="KH9")
    make.duty(cast.committee, cast.interior)
    make.duty(cast.committee, cast.interior, role="coordinating", due_on=date(2025, 6, 1))
    make.duty(cast.committee, cast.interior, role="informed")
    rows = figures.standing_on(TODAY, now=NOW).tasks()
    assert figures.whole(rows, on=TODAY).counts == {
        Punctuality.OVERDUE: 1,
        Punctuality.RUNNING: 1,
        Punctuality.NO_DEADLINE: 1,
    }
    by = {name: figures.figures(rows, name, on=TODAY) for name in ("unit", "field", "origin_key", "month")}
    assert {name: sum(f.total for f in groups.values()) for name, groups in by.items()} == dict.fromkeys(
        by, 3
    )
    assert set(by["month"]) == {"2025-06", "2025-07", None}
    assert by["unit"][cast.finance.pk].counts == {Punctuality.OVERDUE: 1, Punctuality.RUNNING: 1}
    assert by["origin_key"]["KH9"].total == 1
    assert sorted(figures.counted(rows, "unit", "month", on=TODAY), key=str) == sorted(
        [
            (cast.finance.pk, "2025-06", "overdue", 1),
            (cast.finance.pk, "2025-07", "running", 1),
            (cast.interior.pk, None, "no_deadline", 1),
        ],
        key=str,
    )
    parts = figures.standing_on(TODAY, now=NOW).coordinating()
    assert figures.whole(parts, on=TODAY).counts == {Punctuality.OVERDUE: 1}


def test_the_list_behind_a_number_has_as_many_rows_on_a_past_day(cast):
    day = TODAY - timedelta(days=3)
    for n in range(4):
        duty = make.duty(cast.committee, cast.finance, asked_at=_noon(TODAY - timedelta(days=30)))
        _stood(
            duty,
            (_noon(TODAY - timedelta(days=30)), State.ASKED, day - timedelta(days=1), None),
            (_noon(TODAY - timedelta(days=10)), State.RECEIVED, day + timedelta(days=n - 2), None),
            (_noon(TODAY - timedelta(days=1)), State.ACCEPTED, day, TODAY - timedelta(days=1)),
        )
    rows = figures.standing_on(day, now=NOW).visible_to(cast.officer(cast.finance_contact)).tasks()
    counts = figures.whole(rows, on=day).counts
    assert counts == {Punctuality.OVERDUE: 2, Punctuality.DUE_SOON: 2}
    assert {w: rows.filter(figures.stood(w, on=day)).count() for w in counts} == counts


def test_a_past_day_is_counted_by_the_field_and_the_unit_of_that_day(cast):
    other = Field.objects.create(committee=cast.committee, name="Kỹ năng số")
    yesterday = TODAY - timedelta(days=1)
    duty = make.duty(cast.committee, cast.finance, field=cast.field, asked_at=NOW - timedelta(days=2))
    change_field(duty.pk, field=other, actor=cast.officer(cast.standing), at=NOW)
    units.merge(
        [cast.finance, cast.interior],
        into=cast.interior,
        effective_on=TODAY,
        basis="Nghị quyết số 12/NQ-HĐND",
        actor=cast.officer(cast.administrator),
        at=NOW,
    )
    later = NOW + timedelta(hours=1)
    for day, field, unit in ((yesterday, cast.field, cast.finance), (TODAY, other, cast.interior)):
        for rows in (figures.standing_on(day, now=later), figures.standings_at_end_of(day)):
            assert figures.counted(rows, "field", "unit", on=day) == [(field.pk, unit.pk, "no_deadline", 1)]
            assert set(tallies(rows, "field", on=day)) == {field.pk}
            assert rows.filter(**{f"{figures.STOOD}field": field.pk}).count() == 1
