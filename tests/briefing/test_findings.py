"""Every number of a brief equals the one rule's, on any day of any life, and stays what it was."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from giaoban.briefing.reads import brief_of
from giaoban.briefing.reads.findings import LISTED, percent_of
from giaoban.briefing.reads.period import Period
from giaoban.briefing.reads.scope import OF_THE_BOARD, SHOWS, Scope
from giaoban.duties import actions
from giaoban.duties.reads import figures
from giaoban.duties.vocabulary import Punctuality
from tests import make
from tests.briefing.lives import HOLDERS, act, at, days, lived, province

TODAY, NOW = make.TODAY, make.NOON
FATES = (
    (),
    ("receive",),
    ("decline",),
    ("decline", "ask_again", "receive"),
    ("receive", "report", "submit"),
    ("receive", "submit", "accept"),
    ("receive", "submit", "return_"),
    ("receive", "submit", "return_", "submit", "accept"),
    ("receive", "stop"),
)
SPRING = date(2025, 4, 1)
life = st.fixed_dictionaries(
    {
        "unit": st.sampled_from(sorted(HOLDERS)),
        "asked": st.integers(0, 60),
        "due": st.none() | st.integers(0, 90),
        "fate": st.sampled_from(FATES),
        "gaps": st.lists(st.integers(0, 9), min_size=5, max_size=5),
        "role": st.sampled_from(["lead", "lead", "lead", "coordinating", "informed"]),
        "in_field": st.booleans(),
    }
)


def born(cast, facts):
    """A duty that lives as the drawn facts say, as far as it has come by now."""
    asked_on = SPRING + timedelta(days=facts["asked"])
    steps = days(asked_on, facts["fate"] if facts["role"] != "informed" else (), facts["gaps"])
    return lived(
        cast,
        facts["unit"],
        asked_on,
        [(name, day) for name, day in steps if day <= TODAY],
        due_on=None if facts["due"] is None else SPRING + timedelta(days=facts["due"]),
        role=facts["role"],
        field=cast.field if facts["in_field"] else None,
    )


class EveryNumber(TestCase):
    """Property: whatever lives the duties had, whichever days are asked."""

    @classmethod
    def setUpTestData(cls):
        cls.people = make.cast()

    @settings(max_examples=25, deadline=None)
    @given(st.lists(life, max_size=6), st.integers(0, 70), st.integers(0, 40))
    def test_equals_the_board(self, lives, first, length):
        for facts in lives:
            born(self.people, facts)
        opens = SPRING + timedelta(days=first)
        period = Period(opens, opens + timedelta(days=length))
        found = brief_of(self.people.committee, first=period.first, last=period.last, now=NOW)
        day = found.scope.day
        assert day == min(period.last, TODAY)
        rows = figures.standing_on(day, now=NOW).filter(committee=self.people.committee)
        assert found.whole == figures.whole(rows.tasks(), on=day)
        assert found.helping.counts == figures.whole(rows.coordinating(), on=day).counts
        self._lines(found, rows.tasks(), day)
        self._events(found, rows.tasks(), day)
        self._lists(found, rows, day)

    def _lines(self, found, tasks, day):
        by_unit = figures.figures(tasks, "unit__code", on=day)
        assert {line.key: line.figures for line in found.units if line.figures.counts} == by_unit
        by_field = figures.figures(tasks, "field", on=day)
        assert {line.key: line.figures for line in found.fields} == {
            "" if key is None else str(key): value for key, value in by_field.items()
        }

    def _events(self, found, tasks, day):
        """What happened in the period is what the board shows more at its end than before it began."""
        eve = found.scope.period.first - timedelta(days=1)
        then = figures.whole(
            figures.standing_on(eve, now=NOW).filter(committee=self.people.committee).tasks(), on=eve
        )
        now, events = found.whole, found.events
        assert events.accepted_on_time == now[Punctuality.DONE_ON_TIME] - then[Punctuality.DONE_ON_TIME]
        assert events.accepted_late == now[Punctuality.DONE_LATE] - then[Punctuality.DONE_LATE]
        assert events.stopped == now[Punctuality.STOPPED] - then[Punctuality.STOPPED]
        assert events.asked == sum(now.counts.values()) - sum(then.counts.values())
        assert sum(source.asked for source in found.sources) == events.asked

    def _lists(self, found, rows, day):
        scope, next_days = found.scope, found.scope.due_next
        assert {show: len(found.lists[show]) for show in LISTED} == {s: found.numbers[s] for s in LISTED}
        assert {show: scope.shown(show).count() for show in found.numbers} == found.numbers
        for row in found.lists["overdue"]:
            assert row.days_late == (day - row.due_on).days > 0
        board = [row for row in rows.tasks() if row.stood_due_on and next_days.first <= row.stood_due_on]
        open_next = [
            row
            for row in board
            if row.stood_due_on <= next_days.last and row.stood_state not in {"accepted", "stopped"}
        ]
        assert len(open_next) == found.numbers["due_next"]
        assert rows.owed().filter(stood_state="submitted").count() == found.numbers["submitted"]


def test_nothing_falls_between_overdue_and_due_next(cast):
    """On the last day itself work is in time: it stands among what comes, not among what is late."""
    last = date(2025, 5, 31)
    for gap in (-1, 0, 1):
        lived(cast, "finance", date(2025, 5, 1), due_on=last + timedelta(days=gap))
    found = brief_of(cast.committee, first=date(2025, 5, 1), last=last, now=NOW)
    assert [row.due_on.day for row in found.lists["overdue"]] == [30]
    assert [row.due_on.day for row in found.lists["due_next"]] == [31, 1]


def test_a_part_handed_down_waits_for_its_unit_and_not_for_the_committee(cast):
    whole = lived(cast, "an_thanh", date(2025, 5, 1), due_on=date(2025, 6, 5))
    part = lived(
        cast, "finance", date(2025, 5, 2), due_on=date(2025, 6, 5),
        role="handed_down", parent=whole, asked_by=cast.an_thanh,
    )  # fmt: skip
    for name in ("receive", "submit"):
        act(cast, part, "finance", name, at(date(2025, 5, 9)))
    found = brief_of(cast.committee, first=date(2025, 5, 1), last=date(2025, 5, 31), now=NOW)
    assert (found.numbers["submitted"], found.lists["submitted"]) == (0, ())


def test_the_same_brief_says_the_same_later_whatever_happened_since(cast):
    province(cast)
    late = lived(cast, "interior", date(2025, 6, 2), due_on=date(2025, 6, 5))
    asked = {"first": date(2025, 6, 1), "last": date(2025, 6, 30), "now": NOW}
    before = brief_of(cast.committee, **asked)
    for minutes, name in enumerate(("receive", "report", "submit", "accept"), 1):
        act(cast, late, "interior", name, NOW + timedelta(minutes=minutes))
    lived(cast, "finance", TODAY + timedelta(days=3), due_on=TODAY)
    assert brief_of(cast.committee, **asked) == before
    afterwards = brief_of(cast.committee, **{**asked, "now": NOW + timedelta(days=9)})
    assert afterwards.events.accepted_late == before.events.accepted_late + 1
    assert [row.word for row in before.lists["overdue"] if row.code == late.code] == [""]


def test_may_is_told_as_it_was(cast):
    province(cast)
    found = brief_of(cast.committee, first=date(2025, 5, 1), last=date(2025, 5, 31), now=NOW)
    events, before = found.events, found.events_before
    assert (events.asked, events.accepted_on_time, events.accepted_late) == (7, 1, 1)
    assert (events.returned, events.stopped) == (1, 1)
    assert (before.asked, before.accepted_on_time, before.accepted) == (1, 1, 1)
    assert found.scope.before().period == Period(date(2025, 4, 1), date(2025, 4, 30))
    assert found.numbers == {
        "overdue": 1,
        "due_next": 3,
        "due_next_submitted": 1,
        "submitted": 1,
        "declined": 1,
        "accepted": 2,
    }
    (overdue,) = found.lists["overdue"]
    assert (overdue.unit, overdue.days_late, overdue.word) == ("Sở Nội vụ", 19, "Đã khảo sát xong đợt 1")
    assert [row.days_late for row in found.lists["accepted"]] == [0, 12]
    assert found.units[0].name == "Sở Nội vụ"
    assert (found.helping.total, found.helping[Punctuality.OVERDUE]) == (1, 1)


def test_what_happened_at_the_edges_of_the_period_in_viet_nam(cast):
    """The first moment of 01/05 counts, the first of 01/06 does not; both are the evening before in UTC."""
    for day in (date(2025, 4, 30), date(2025, 5, 31)):
        make.duty(cast.committee, cast.finance, asked_at=at(day, 17))
    found = brief_of(cast.committee, first=date(2025, 5, 1), last=date(2025, 5, 31), now=NOW)
    assert (found.events.asked, found.whole.total) == (1, 1)


def test_an_unfinished_period_is_compared_with_as_many_days_of_the_one_before(cast):
    scope = Scope.of(cast.committee.pk, Period(date(2025, 6, 1), date(2025, 6, 30)), now=NOW)
    assert (scope.day, scope.before().day) == (TODAY, date(2025, 5, 12))
    assert timezone.localdate(scope.end) == TODAY


def test_units_are_called_as_on_the_day_of_the_figures(cast):
    from giaoban.units.actions import rename

    make.duty(cast.committee, cast.finance, asked_at=at(date(2025, 5, 2)))
    rename(cast.finance, name="Sở Tài chính và Kế hoạch", effective_on=date(2025, 6, 1), **_by_order(cast))
    may = brief_of(cast.committee, first=date(2025, 5, 1), last=date(2025, 5, 31), now=NOW)
    june = brief_of(cast.committee, first=date(2025, 6, 1), last=date(2025, 6, 30), now=NOW)
    assert [found.units[0].name for found in (may, june)] == ["Sở Tài chính", "Sở Tài chính và Kế hoạch"]


def _by_order(cast):
    return {"basis": "Nghị quyết số 5/NQ-HĐND", "actor": cast.officer(cast.administrator), "at": NOW}


def test_shares_come_from_sums_and_nothing_has_no_share():
    assert percent_of(2, 3) == Decimal("66.7")
    assert percent_of(1, 8) == Decimal("12.5")
    assert percent_of(0, 0) is None
    for part, of in ((3, 2), (-1, 2)):
        with pytest.raises(ValueError, match="must lie between"):
            percent_of(part, of)


def test_a_period_that_has_not_begun_has_no_brief(cast):
    with pytest.raises(ValueError, match="lies after"):
        brief_of(cast.committee, first=TODAY + timedelta(days=1), last=TODAY + timedelta(days=9), now=NOW)
    with pytest.raises(ValueError, match="lies after"):
        brief_of(cast.committee, first=TODAY, last=TODAY - timedelta(days=1), now=NOW)


def test_the_words_of_lists_that_the_board_knows_are_words_of_ours():
    assert set(SHOWS) >= OF_THE_BOARD


@pytest.mark.parametrize("tasks", [1, 7])
def test_counting_costs_the_same_however_many_tasks(cast, tasks, django_assert_max_num_queries):
    for n in range(tasks):
        lived(cast, "finance", date(2025, 5, 1 + n), due_on=date(2025, 5, 20))
    with django_assert_max_num_queries(22):
        brief_of(cast.committee, first=date(2025, 5, 1), last=date(2025, 5, 31), now=NOW)


def test_work_that_was_done_before_the_period_is_not_accepted_in_it_again(cast):
    """Closed work moves again: it is put under another field, or reopened and accepted once more."""
    april, may = date(2025, 4, 3), date(2025, 5, 1)
    done = days(april, ("receive", "submit", "accept"), (1, 5, 2))
    sorted_anew, again, open_now, new = (
        lived(cast, "finance", april, done, due_on=date(2025, 4, 30)) for _each in range(4)
    )
    standing = cast.officer(cast.standing)
    actions.change_field(sorted_anew.pk, field=cast.field, actor=standing, at=at(may + timedelta(days=3)))
    for duty in (again, open_now, new):
        actions.reopen(duty.pk, actor=standing, at=at(may + timedelta(days=4)), reason="Số liệu phải làm lại")
    for name, day in days(may + timedelta(days=5), ("submit", "accept"), (1, 1)):
        act(cast, again, "finance", name, at(day))
    for name, day in days(date(2025, 6, 2), ("submit", "accept"), (1, 1)):
        act(cast, new, "finance", name, at(day))

    def of(first, last):
        found = brief_of(cast.committee, first=first, last=last, now=NOW)
        assert {show: found.scope.shown(show).count() for show in found.numbers} == found.numbers
        return found.events.accepted_on_time + found.events.accepted_late

    assert of(april, date(2025, 4, 30)) == 4
    assert of(may, date(2025, 5, 31)) == 0
    assert of(date(2025, 6, 1), TODAY) == 1
