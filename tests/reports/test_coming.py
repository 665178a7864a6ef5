"""Who has sent what, and when: the rule, its twin in the database, moved deadlines, units below."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from giaoban.duties.models import Duty
from giaoban.reports.models import Report
from giaoban.reports.reads.coming import (
    Tally,
    came_is,
    coming,
    grid,
    path_then,
    standing_as,
    stands,
    tallies_below,
    tallies_by_period,
)
from giaoban.reports.vocabulary import Came, ReportState
from tests.reports import samples

DUE = date(2025, 5, 16)
DAYS = st.none() | st.integers(-3, 3).map(lambda days: DUE + timedelta(days=days))
STATES = st.sampled_from(ReportState.values)


@pytest.mark.parametrize(
    ("state", "sent_on", "is_nil", "on", "stands"),
    [
        ("waiting", None, False, DUE, (Came.NOT_DUE, 0)),
        ("waiting", None, False, DUE + timedelta(days=1), (Came.MISSING, 1)),
        ("returned", DUE, False, DUE + timedelta(days=4), (Came.RETURNED, 4)),
        ("submitted", DUE, False, DUE + timedelta(days=9), (Came.ON_TIME, 0)),
        ("accepted", DUE + timedelta(days=2), False, DUE + timedelta(days=9), (Came.LATE, 2)),
        ("accepted", DUE, True, DUE + timedelta(days=9), (Came.NIL, 0)),
        ("submitted", DUE + timedelta(days=3), True, DUE + timedelta(days=9), (Came.NIL, 3)),
    ],
)
def test_how_a_report_stands(state, sent_on, is_nil, on, stands):
    found = coming(state, DUE, sent_on, is_nil=is_nil, on=on)
    assert (found.came, found.late_days) == stands


def test_without_a_deadline_nothing_is_late_or_missing():
    assert coming("waiting", None, None, on=DUE).came == Came.NOT_DUE
    assert coming("accepted", None, DUE, on=DUE).came == Came.ON_TIME


def test_a_nil_report_that_came_late_counts_as_late():
    tally = Tally()
    tally.add(coming("accepted", DUE, DUE + timedelta(days=1), is_nil=True, on=DUE))
    tally.add(coming("accepted", DUE, DUE, is_nil=True, on=DUE))
    tally.add(coming("waiting", DUE, None, on=DUE))
    assert (tally.expected, tally.came, tally.in_time, tally.late, tally.not_sent) == (3, 2, 1, 1, 1)


@pytest.fixture
def period(cast):
    return samples.opened_period(samples.regime(cast), 2025, 4)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(data=st.data())
@pytest.mark.long
def test_python_and_database_say_the_same(monkeypatch, period, data):
    on = DUE + timedelta(days=data.draw(st.integers(-4, 4)))
    rows = list(Report.objects.filter(period=period).order_by("pk"))
    for row in rows:
        row.state, row.due_on = data.draw(STATES), data.draw(DAYS)
        row.sent_on, row.is_nil = data.draw(DAYS), data.draw(st.booleans())
        duty = Duty.objects.get(pk=row.duty_id)
        duty.original_due_on, duty.due_on = row.due_on, data.draw(DAYS)
        duty.save()
    Report.objects.bulk_update(rows, ["state", "due_on", "sent_on", "is_nil"])
    every = Report.objects.filter(period=period)
    rows = list(every.select_related("duty"))
    for which in Came:
        wanted = {row.pk for row in rows if stands(row, on=on).came == which}
        for most in (0, 500):
            monkeypatch.setattr("giaoban.reports.reads.coming.MOST_MOVED", most)
            found = standing_as(every, which, [period], on=on)
            assert set(found.values_list("pk", flat=True)) == wanted
        first = {
            row.pk
            for row in rows
            if coming(row.state, row.due_on, row.sent_on, is_nil=row.is_nil, on=on).came == which
        }
        assert set(every.filter(came_is(which, on=on)).values_list("pk", flat=True)) == first
    expected = Tally()
    for row in rows:
        expected.add(stands(row, on=on))
    for most in (0, 500):
        monkeypatch.setattr("giaoban.reports.reads.coming.MOST_MOVED", most)
        assert tallies_by_period(every, [period], on=on) == {period.pk: expected}


def test_units_below_are_counted_each_with_all_below_it(cast, period):
    report = Report.objects.get(period=period, unit=cast.an_thanh)
    Report.objects.filter(pk=report.pk).update(state="accepted", sent_on=report.due_on)
    day = report.due_on + timedelta(days=1)
    found = tallies_below(period, path_then(period, cast.province), on=day)
    assert {unit: (tally.came, tally.expected) for unit, tally in found.items()} == {
        cast.an_thanh.pk: (1, 1), cast.minh_khai.pk: (0, 1), cast.hon_may.pk: (0, 1),
    }  # fmt: skip
    assert found[cast.minh_khai.pk].counts[Came.MISSING] == 1
    own = tallies_below(period, path_then(period, cast.an_thanh), on=day)
    assert {unit: tally.came for unit, tally in own.items()} == {0: 1}


def test_the_grid_says_of_every_period_what_that_period_says(cast, period):
    later = samples.opened_period(period.regime, 2025, 5)
    Report.objects.filter(period=later, unit=cast.hon_may).update(state="returned")
    day = later.due_on + timedelta(days=1)
    found = grid(cast.province, [period, later], on=day)
    for each in (period, later):
        below = tallies_below(each, path_then(each, cast.province), on=day)
        assert {unit: tally for (unit, key), tally in found.items() if key == each.pk} == below
    assert found[cast.hon_may.pk, later.pk].counts[Came.RETURNED] == 1


@pytest.mark.parametrize("months", [1, 4])
def test_the_grid_costs_the_same_however_many_periods(cast, period, months, django_assert_num_queries):
    periods = [period, *(samples.opened_period(period.regime, 2025, 4 + n) for n in range(1, months))]
    with django_assert_num_queries(3):
        grid(cast.province, periods, on=DUE)
