"""Days, names and deadlines of periods: the dates of the decree, and no day without a period."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.reports import timing
from giaoban.reports.vocabulary import CutOff, PeriodKind
from giaoban.workdays.counting import seeded_calendar

YEARS = st.integers(2000, 2100)
TILING = [PeriodKind.DAY, PeriodKind.WEEK, PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF, "year"]
D = date


@pytest.mark.parametrize(
    ("kind", "number", "first", "last"),
    [
        ("month", 1, D(2025, 12, 15), D(2026, 1, 14)),
        ("month", 3, D(2026, 2, 15), D(2026, 3, 14)),
        ("quarter", 1, D(2025, 12, 15), D(2026, 3, 14)),
        ("quarter", 2, D(2026, 3, 15), D(2026, 6, 14)),
        ("quarter", 4, D(2026, 9, 15), D(2026, 12, 14)),
        ("half", 1, D(2025, 12, 15), D(2026, 6, 14)),
        ("half", 2, D(2026, 6, 15), D(2026, 12, 14)),
        ("nine", 1, D(2025, 12, 15), D(2026, 9, 14)),
        ("year", 1, D(2025, 12, 15), D(2026, 12, 14)),
        ("plan", 1, D(2025, 12, 15), D(2026, 12, 14)),
        ("week", 1, D(2025, 12, 26), D(2026, 1, 1)),
    ],
)
def test_periods_by_the_decree(kind, number, first, last):
    assert timing.span(kind, CutOff.DECREE, 2026, number) == (first, last)


@pytest.mark.parametrize(
    ("kind", "number", "first", "last"),
    [
        ("month", 2, D(2024, 2, 1), D(2024, 2, 29)),
        ("quarter", 4, D(2024, 10, 1), D(2024, 12, 31)),
        ("half", 2, D(2024, 7, 1), D(2024, 12, 31)),
        ("nine", 1, D(2024, 1, 1), D(2024, 9, 30)),
        ("year", 1, D(2024, 1, 1), D(2024, 12, 31)),
        ("week", 1, D(2024, 1, 1), D(2024, 1, 7)),
        ("day", 60, D(2024, 2, 29), D(2024, 2, 29)),
    ],
)
def test_periods_by_the_calendar(kind, number, first, last):
    assert timing.span(kind, CutOff.CALENDAR, 2024, number) == (first, last)


@pytest.mark.parametrize("cut_off", CutOff.values)
@pytest.mark.parametrize("kind", TILING)
@given(year=YEARS)
def test_periods_of_a_kind_follow_one_another_without_a_gap(kind, cut_off, year):
    spans = [timing.span(kind, cut_off, year, n) for n in range(1, timing.how_many(kind, year) + 1)]
    spans.append(timing.span(kind, cut_off, year + 1, 1))
    for (_first, last), (following, _last) in pairwise(spans):
        assert following == last + timedelta(days=1)


@pytest.mark.parametrize("cut_off", CutOff.values)
@given(year=YEARS)
def test_shorter_periods_end_where_the_longer_ones_do(cut_off, year):
    def last(kind, number):
        return timing.span(kind, cut_off, year, number)[1]

    assert [last("quarter", n) for n in (1, 2, 3, 4)] == [last("month", 3 * n) for n in (1, 2, 3, 4)]
    assert (last("half", 1), last("nine", 1)) == (last("quarter", 2), last("quarter", 3))
    assert last("half", 2) == last("year", 1) == last("month", 12)
    assert len({timing.span(kind, cut_off, year, 1)[0] for kind in ("month", "quarter", "half", "year")}) == 1


@pytest.mark.parametrize("kind", TILING)
@given(day=st.dates(D(2001, 1, 1), D(2090, 12, 31)), cut_off=st.sampled_from(CutOff.values))
def test_the_period_of_a_day_holds_it(kind, day, cut_off):
    first, last = timing.span(kind, cut_off, *timing.holding(kind, cut_off, day))
    assert first <= day <= last


@pytest.mark.parametrize("kind", TILING)
@given(year=YEARS, seed=st.integers(0, 400), cut_off=st.sampled_from(CutOff.values))
def test_the_period_before_ends_the_day_before(kind, year, seed, cut_off):
    number = seed % timing.how_many(kind, year) + 1
    first, _last = timing.span(kind, cut_off, year, number)
    assert timing.span(kind, cut_off, *timing.before(kind, year, number))[1] == first - timedelta(days=1)


@pytest.mark.parametrize(
    ("kind", "number"), [("month", 0), ("month", 13), ("quarter", 5), ("week", 54), ("term", 1), ("free", 1)]
)
def test_what_has_no_rule_is_refused(kind, number):
    with pytest.raises(ValueError, match=kind):
        timing.span(kind, CutOff.DECREE, 2026, number)


@pytest.mark.parametrize(
    ("kind", "number", "name"),
    [
        ("day", 36, "Ngày 05/02/2026"),
        ("week", 5, "Tuần 05/2026"),
        ("month", 1, "Tháng 01/2026"),
        ("quarter", 4, "Quý IV/2026"),
        ("half", 1, "6 tháng đầu năm 2026"),
        ("half", 2, "6 tháng cuối năm 2026"),
        ("nine", 1, "9 tháng năm 2026"),
        ("year", 1, "Năm 2026"),
        ("plan", 1, "Chỉ tiêu năm 2026"),
    ],
)
def test_periods_are_called_as_papers_call_them(kind, number, name):
    assert timing.name_of(kind, 2026, number) == name


def test_a_term_is_named_by_its_years():
    assert timing.name_of("term", 2025, until=2030) == "Nhiệm kỳ 2025 - 2030"


def rule(*kinds, **how):
    return {"kinds": list(kinds), **how}


def due(ends_on, *rules):
    return timing.due_days(rules, ends_on, seeded_calendar())


def test_each_kind_of_unit_has_its_deadline():
    found = due(
        D(2026, 1, 14),
        rule("commune", "ward", amount=2, unit="working_days"),
        rule("department", amount=3, unit="days"),
        rule(day=25),
    )
    assert found == {
        "commune": D(2026, 1, 16),
        "ward": D(2026, 1, 16),
        "department": D(2026, 1, 19),  # 17/01 is a Saturday
        "": D(2026, 1, 26),  # 25/01 is a Sunday
    }


def test_working_days_pass_over_tet():
    assert due(D(2026, 2, 14), rule(amount=2, unit="working_days"))[""] == D(2026, 2, 24)


def test_a_day_that_is_not_after_the_cut_off_is_meant_in_the_month_after():
    assert due(D(2026, 12, 31), rule(day=5))[""] == D(2027, 1, 5)
    assert due(D(2026, 1, 31), rule(day=31))[""] == D(2026, 3, 2)  # 28/02 is a Saturday


@given(
    ends_on=st.dates(D(2021, 1, 1), D(2030, 12, 31)),
    how=st.one_of(
        st.builds(lambda n: {"amount": n, "unit": "working_days"}, st.integers(1, 30)),
        st.builds(lambda n: {"amount": n, "unit": "days"}, st.integers(1, 60)),
        st.builds(lambda n: {"day": n}, st.integers(1, 31)),
    ),
)
def test_a_working_day_at_least_lies_between_cut_off_and_deadline(ends_on, how):
    calendar = seeded_calendar()
    found = due(ends_on, rule(**how))[""]
    assert calendar.is_working(found)
    assert calendar.working_days_between(ends_on, found) >= 1


def test_without_rules_there_is_no_deadline():
    assert due(D(2026, 1, 14)) == {}
