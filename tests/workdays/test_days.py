"""The administrator's days over the shipped calendar."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction
from django.utils import translation

from giaoban.foundation.verdict import Refused
from giaoban.journal.models import Entry
from giaoban.workdays.access import may_change_calendar
from giaoban.workdays.actions import remove_day, set_day
from giaoban.workdays.counting import seeded_calendar
from giaoban.workdays.models import CalendarDay
from giaoban.workdays.reads import current_calendar, reckoning_words
from giaoban.workdays.vocabulary import Kind, Verb
from tests.make import NOON

STORM = date(2026, 9, 21)
pytestmark = pytest.mark.django_db


def set_storm(actor=None, **other) -> CalendarDay:
    facts = {"kind": Kind.OFF, "reason": "Nghỉ tránh bão", "source": "12/CĐ-UBND", **other}
    return set_day(STORM, actor=actor, at=NOON, **facts)


def test_without_own_days_the_shipped_calendar_holds() -> None:
    assert current_calendar() == seeded_calendar()


def test_a_day_set_and_taken_out_again(cast) -> None:
    set_storm(cast.administrator)
    assert not current_calendar().is_working(STORM)
    remove_day(STORM, actor=cast.administrator, at=NOON)
    assert current_calendar().is_working(STORM)
    facts = {"date": "2026-09-21", "kind": "off", "reason": "Nghỉ tránh bão", "source": "12/CĐ-UBND"}
    assert list(Entry.objects.order_by("number").values_list("verb", "before", "after")) == [
        (Verb.DAY_SET, {}, facts),
        (Verb.DAY_REMOVED, facts, {}),
    ]


def test_a_proposed_day_can_be_made_an_ordinary_one() -> None:
    set_day(date(2027, 2, 4), kind=Kind.WORK, reason="Theo thông báo", actor=None, at=NOON)
    assert current_calendar().is_working(date(2027, 2, 4))


def test_a_change_rolled_back_leaves_no_memory() -> None:
    with transaction.atomic():
        set_storm()
        assert not current_calendar().is_working(STORM)
        transaction.set_rollback(True)
    assert current_calendar().is_working(STORM)


def test_an_unchanged_calendar_costs_one_query(django_assert_num_queries) -> None:
    set_storm()
    current_calendar()
    with django_assert_num_queries(1):
        current_calendar()


@pytest.mark.parametrize("wrong", [{"kind": "half"}, {"reason": "  "}])
def test_a_day_needs_a_kind_and_a_reason(wrong) -> None:
    with pytest.raises(Refused):
        set_storm(**wrong)
    assert not CalendarDay.objects.exists()


def test_a_day_that_nobody_entered_cannot_be_taken_out() -> None:
    with pytest.raises(Refused):
        remove_day(STORM, actor=None, at=NOON)


class Keeper:
    def __init__(self, is_administrator: bool) -> None:
        self.is_administrator = is_administrator
        self.capacity = ""


def test_only_administrators_change_the_calendar() -> None:
    verdicts = [bool(may_change_calendar(who)) for who in (Keeper(True), Keeper(False), None)]
    assert verdicts == [True, False, False]


@pytest.mark.parametrize(
    ("start", "n", "words"),
    [
        ("2026-02-13", 5, "5 ngày làm việc kể từ 13/02/2026, nghỉ Tết 16–20/02 → 27/02/2026"),
        ("2026-03-02", 3, "3 ngày làm việc kể từ 02/03/2026 → 05/03/2026"),
        ("2026-08-21", 1, "1 ngày làm việc kể từ 21/08/2026, làm việc thứ Bảy 22/08 → 22/08/2026"),
        (
            "2026-04-24",
            2,
            "2 ngày làm việc kể từ 24/04/2026, nghỉ bù Giỗ Tổ Hùng Vương 27/04 → 29/04/2026",
        ),
    ],
)
def test_a_reckoning_in_words(start: str, n: int, words: str) -> None:
    with translation.override("vi"):
        told = reckoning_words(current_calendar().reckon_working_days(date.fromisoformat(start), n))
    assert told == words


def test_a_reckoning_over_undecided_days_says_so() -> None:
    with translation.override("vi"):
        told = reckoning_words(current_calendar().reckon_working_days(date(2027, 2, 3), 1))
    assert told == (
        "1 ngày làm việc kể từ 03/02/2027, nghỉ Tết 04–10/02 → 11/02/2027 "
        "(tạm tính: lịch nghỉ năm 2027 chưa được xác nhận)"
    )


def test_days_and_months_in_words() -> None:
    with translation.override("vi"):
        assert reckoning_words(current_calendar().reckon_days(date(2026, 2, 10), 7)) == (
            "7 ngày kể từ 10/02/2026, nghỉ Tết 17–20/02 → 23/02/2026"
        )
        assert reckoning_words(current_calendar().reckon_months(date(2026, 1, 15), 1)) == (
            "1 tháng kể từ 15/01/2026, nghỉ Tết 16–20/02 → 23/02/2026"
        )
