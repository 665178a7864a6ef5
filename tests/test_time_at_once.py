"""Workers and people at the same moment: periods are asked once, a calendar changes once."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import partial

import pytest

from giaoban.assignments.actions import change_rule, skip_period
from giaoban.assignments.jobs import ask_due
from giaoban.assignments.models import Occurrence, Part
from giaoban.assignments.vocabulary import Verb
from giaoban.duties import actions as duties
from giaoban.duties.models import Deadline, Duty, Limit
from giaoban.duties.reads.proof import faults
from giaoban.journal.models import Entry
from tests import make
from tests.assignments.test_repeating import MONTHLY, due_days, noon, repeated
from tests.duties.test_reckoned_deadlines import LATER, asked, laid_out, shown
from tests.test_acts_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)
AUTUMN = date(2025, 10, 10)


@pytest.fixture
def s(db):
    return make.cast()


@pytest.mark.parametrize("round_", range(2))
def test_workers_that_come_together_ask_each_period_once(s, round_):
    task = repeated(s, coordinating=[s.interior])
    assert at_once(*[partial(ask_due, AUTUMN, at=noon(AUTUMN))] * 4) == 4
    falls = list(Occurrence.objects.order_by("falls_on").values_list("falls_on", flat=True))
    assert falls == [date(2025, month, 25) for month in range(6, 11)]
    assert set(Counter(Part.objects.values_list("occurrence", "duty__role")).values()) == {1}
    assert len(due_days(task)) == 5
    assert Entry.objects.filter(verb=Verb.PERIOD_ASKED).count() == 4


def test_skipping_a_period_while_it_is_asked_leaves_it_skipped(s):
    task = repeated(s)
    day = date(2025, 7, 25)
    skipping = partial(
        skip_period, task, actor=s.officer(s.secretary), at=make.NOON, falls_on=day, reason="Gộp kỳ"
    )
    assert at_once(partial(ask_due, date(2025, 7, 6), at=noon(date(2025, 7, 6))), skipping) == 2
    period = Occurrence.objects.get(falls_on=day)
    assert period.skipped_at is not None
    assert not Duty.objects.running().filter(part__occurrence=period).exists()


def test_changing_the_rule_while_it_asks_asks_no_period_twice(s):
    task = repeated(s)
    changing = partial(
        change_rule,
        task,
        actor=s.officer(s.secretary),
        at=noon(AUTUMN),
        rule=MONTHLY,
        from_on=date(2025, 11, 1),
        reason="Xác nhận lại",
    )
    at_once(partial(ask_due, AUTUMN, at=noon(AUTUMN)), changing)
    ask_due(date(2025, 11, 10), at=noon(date(2025, 11, 10)))
    falls = [period.falls_on for period in Occurrence.objects.order_by("falls_on")]
    assert falls == [date(2025, month, 25) for month in range(6, 12)]


def test_a_change_of_the_calendar_is_confirmed_once(s):
    asked(s)
    change = laid_out(s)
    acts = [
        partial(duties.apply_change, change.code, shown=shown(change), actor=s.officer(who), at=LATER)
        for who in (s.administrator, s.administrator, s.administrator)
    ]
    assert at_once(*acts) == 1
    assert Deadline.objects.count() == 1
    assert list(faults()) == []


def test_work_received_while_the_calendar_changes_ends_on_the_day_of_one_calendar(s):
    waiting = asked(s, counted_from="receipt")
    change = laid_out(s)
    receiving = partial(duties.receive, waiting.pk, actor=s.officer(s.finance_contact), at=make.NOON)
    confirming = partial(
        duties.apply_change, change.code, shown=shown(change), actor=s.officer(s.administrator), at=LATER
    )
    assert at_once(receiving, confirming) >= 1
    waiting.refresh_from_db()
    assert waiting.due_on in {date(2025, 6, 19), date(2025, 6, 20)}
    assert Limit.objects.get().due_on == waiting.due_on
    assert list(faults()) == []
