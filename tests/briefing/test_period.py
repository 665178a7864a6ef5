"""Periods: before and after, what a form offers, what people call them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from giaoban.briefing.reads.period import Period, offered, period_words

any_day = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@given(any_day, st.integers(0, 400))
def test_periods_follow_one_another_without_gap_and_without_overlap(first, length):
    period = Period(first, first + timedelta(days=length))
    for early, late in ((period.before(), period), (period, period.after())):
        assert early.last + timedelta(days=1) == late.first
    if not period.months:
        assert period.before().days == period.days == period.after().days
    else:
        assert period.before().months == period.months == period.after().months


@given(any_day)
def test_every_offered_period_has_begun_and_holds_today_or_ends_before_it(today):
    periods = offered(today, since=today - timedelta(days=3))
    assert all(period.first <= today for period in periods.values())
    assert periods["since"] == Period(today - timedelta(days=2), today)
    assert next(iter(periods)) == "since"
    assert all(periods[key].last < today for key in ("last-week", "last-month"))
    assert all(today <= periods[key].last for key in ("week", "month", "quarter", "year"))
    assert "since" not in offered(today, since=today)


@pytest.mark.parametrize(
    ("first", "last", "vietnamese", "english"),
    [
        ("2025-02-01", "2025-02-28", "tháng 02 năm 2025", "month 02 of 2025"),
        ("2025-11-01", "2025-11-30", "tháng 11 năm 2025", "month 11 of 2025"),
        ("2025-04-01", "2025-06-30", "quý II năm 2025", "quarter II of 2025"),
        ("2025-01-01", "2025-12-31", "năm 2025", "year 2025"),
        ("2025-06-09", "2025-06-15", "tuần từ ngày 09/06/2025 đến ngày 15/06/2025", None),
        ("2025-02-01", "2025-04-30", "từ ngày 01/02/2025 đến ngày 30/04/2025", None),
        ("2025-06-12", "2025-06-12", "ngày 12/06/2025", "day 12/06/2025"),
    ],
)
def test_periods_have_the_names_that_papers_use(first, last, vietnamese, english):
    period = Period(date.fromisoformat(first), date.fromisoformat(last))
    with translation.override("vi"):
        assert period_words(period) == vietnamese
    if english:
        with translation.override("en"):
            assert period_words(period) == english


def test_a_period_out_of_order_is_no_period():
    with pytest.raises(ValueError, match="lies after"):
        Period(date(2025, 6, 2), date(2025, 6, 1))
