"""Dates, numbers, shares and deadlines as people say them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from giaoban.ui import formats
from giaoban.ui.formats import due_words

TODAY = date(2026, 2, 24)


@pytest.fixture(autouse=True)
def _vietnamese():
    with translation.override("vi"):
        yield


def said(days, working=None, done=None):
    due = due_words(
        due_on=TODAY + timedelta(days=days),
        today=TODAY,
        working_days_left=working,
        done_on=None if done is None else TODAY + timedelta(days=done),
    )
    return due.words, due.tone, due.exact


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ((3, 3), ("còn 3 ngày làm việc", "soon", "27/02/2026")),
        ((30, 22), ("còn 22 ngày làm việc", "later", "26/03/2026")),
        ((30,), ("còn 30 ngày", "later", "26/03/2026")),
        ((1, 1), ("hết hạn ngày mai", "soon", "25/02/2026")),
        ((0, 0), ("hết hạn hôm nay", "soon", "24/02/2026")),
        ((4, 0), ("còn 4 ngày, không có ngày làm việc", "soon", "28/02/2026")),
        ((-5,), ("quá hạn 5 ngày", "late", "19/02/2026")),
        ((-5, None, -6), ("nộp đúng hạn", "done", "19/02/2026")),
        ((-5, None, -5), ("nộp đúng hạn", "done", "19/02/2026")),
        ((-5, None, -2), ("nộp muộn 3 ngày", "done-late", "19/02/2026")),
    ],
)
def test_a_deadline_is_said_in_words_with_its_day_beside(case, expected):
    assert said(*case) == expected


def test_without_a_deadline_nothing_can_be_late():
    due = due_words(due_on=None, today=TODAY)
    assert (due.words, due.tone, due.exact) == ("không có thời hạn", "none", "")
    assert due_words(due_on=None, today=TODAY, done_on=TODAY).words == "đã nộp"


def test_english_counts_one_day_and_many():
    with translation.override("en"):
        assert said(-1)[0] == "overdue by 1 day"
        assert said(-2)[0] == "overdue by 2 days"


@given(st.integers(-4000, 4000), st.integers(0, 3000) | st.none(), st.integers(-4000, 4000) | st.none())
def test_every_deadline_has_words_and_open_work_is_late_exactly_after_its_day(days, working, done):
    words, tone, exact = said(days, working, done)
    assert words
    assert len(exact) == 10
    if done is None:
        assert (tone == "late") == (days < 0)


@pytest.mark.parametrize(
    ("value", "places", "vietnamese", "english"),
    [
        (1234567, None, "1.234.567", "1,234,567"),
        (Decimal("1234.50"), None, "1.234,5", "1,234.5"),
        (Decimal("0.25"), 1, "0,3", "0.3"),
        (Decimal(100), None, "100", "100"),
        (-3, None, "−3", "−3"),
        (Decimal("-0.04"), 1, "0,0", "0.0"),
        (None, None, "–", "–"),
    ],
)
def test_numbers_follow_the_language(value, places, vietnamese, english):
    assert formats.number(value, places) == vietnamese
    with translation.override("en"):
        assert formats.number(value, places) == english


@pytest.mark.parametrize("value", [float("nan"), Decimal("Infinity")])
def test_what_is_no_number_is_refused(value):
    with pytest.raises(ValueError, match="cannot be shown"):
        formats.number(value)


def test_a_share_shows_what_it_was_counted_from():
    assert formats.share(12, 35) == "12/35 (34,3\u00a0%)"
    assert formats.share(0, 0) == "0/0"
    with translation.override("en"):
        assert formats.share(12, 35) == "12/35 (34.3%)"


@pytest.mark.parametrize(("part", "whole"), [(-1, 3), (4, 3), (0, -1)])
def test_a_share_of_more_than_all_is_refused(part, whole):
    with pytest.raises(ValueError, match="must lie between"):
        formats.share(part, whole)


def test_instants_are_shown_in_local_time():
    late_evening = datetime(2026, 2, 26, 17, 30, tzinfo=UTC)
    assert formats.moment(late_evening) == "00:30 · 27/02/2026"
    assert formats.day(late_evening) == "27/02/2026"
    assert formats.moment(None) == ""


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "0\u00a0B"), (999, "999\u00a0B"), (1234567, "1,2\u00a0MB"), (5 * 10**12, "5.000,0\u00a0GB")],
)
def test_file_sizes_use_the_unit_people_use(size, words):
    assert formats.file_size(size) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (30, "dưới một phút"),
        (60, "1 phút"),
        (3660, "1 giờ 1 phút"),
        (90000, "1 ngày 1 giờ"),
        (86400, "1 ngày"),
    ],
)
def test_durations_show_their_two_largest_units(seconds, words):
    assert formats.duration(seconds) == words


def test_changes_carry_their_sign():
    assert [formats.change(n) for n in (3, -2, 0, None)] == ["+3", "−2", "không đổi", ""]
