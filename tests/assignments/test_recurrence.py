"""When a repeated task falls due, and how its rule is said."""

from datetime import date

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from giaoban.assignments.reads.recurrence import next_on, parse_rule, rule_words

ISSUED = date(2025, 6, 12)  # Thursday


@pytest.mark.parametrize(
    ("rule", "first"),
    [
        ("FREQ=DAILY", date(2025, 6, 13)),
        ("FREQ=WEEKLY", date(2025, 6, 13)),
        ("FREQ=WEEKLY;BYDAY=TH", date(2025, 6, 19)),
        ("FREQ=WEEKLY;INTERVAL=2", date(2025, 6, 20)),
        ("FREQ=MONTHLY", date(2025, 6, 30)),
        ("FREQ=MONTHLY;BYMONTHDAY=12", date(2025, 7, 12)),
        ("FREQ=MONTHLY;BYMONTHDAY=31", date(2025, 6, 30)),
        ("FREQ=MONTHLY;INTERVAL=3", date(2025, 6, 30)),
        ("FREQ=MONTHLY;INTERVAL=6", date(2025, 6, 30)),
        ("FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=15", date(2025, 6, 15)),
        ("FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1", date(2025, 6, 30)),
        ("FREQ=YEARLY", date(2025, 12, 31)),
        ("FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=10", date(2025, 12, 10)),
    ],
)
def test_the_first_occurrence_lies_after_the_date_of_issue(rule, first):
    assert next_on(rule, after=ISSUED) == first


def test_a_rule_that_has_ended_gives_no_deadline():
    assert next_on("FREQ=MONTHLY;BYMONTHDAY=25;UNTIL=20250620", after=ISSUED) is None


@pytest.mark.parametrize(
    "text", ["", "FREQ=HOURLY", "FREQ=MONTHLY;BYMONTHDAY=40", "COUNT=3", "FREQ=MONTHLY;INTERVAL=0"]
)
def test_other_rules_are_refused(text):
    with pytest.raises(ValueError, match=r"rule|range"):
        parse_rule(text)


@given(day=st.integers(1, 31), after=st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_a_monthly_day_comes_within_a_month_and_never_twice(day, after):
    first = next_on(f"FREQ=MONTHLY;BYMONTHDAY={day}", after=after)
    assert 1 <= (first - after).days <= 31
    assert next_on(f"FREQ=MONTHLY;BYMONTHDAY={day}", after=first).month != first.month


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=MONTHLY;BYMONTHDAY=25", "ngày 25 hằng tháng"),
        ("FREQ=WEEKLY;BYDAY=FR", "thứ Sáu hằng tuần"),
        ("FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=15", "ngày 15 tháng cuối quý"),
        ("FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=15", "ngày 15/06, 15/12 hằng năm"),
        ("FREQ=MONTHLY;INTERVAL=3", "hằng quý, chậm nhất ngày cuối quý"),
    ],
)
def test_a_rule_is_said_as_a_clerk_says_it(rule, words):
    with translation.override("vi"):
        assert rule_words(rule) == words
