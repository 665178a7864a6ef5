"""The life of a duty: what no sequence of acts can break."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from giaoban.duties import actions
from giaoban.duties.models import Deadline, Duty, Extension, Standing, Submission
from giaoban.duties.models.duty import STILL
from giaoban.duties.reads.proof import faults
from giaoban.duties.vocabulary import CLOSED, ProductKind, State
from giaoban.foundation.verdict import Refused
from giaoban.journal.models import Entry
from tests import make

PEOPLE = (
    "chair",
    "standing",
    "secretary",
    "finance_leader",
    "finance_contact",
    "interior_contact",
    "stranger",
    "reader",
    "administrator",
)
HOLDERS = ("finance_leader", "finance_contact")
ASKING = ("chair", "standing", "secretary")
FURTHER = {
    "receive": {},
    "decline": {"reason": "Không thuộc chức năng"},
    "ask_again": {"reason": "Đúng chức năng theo quyết định"},
    "report": {"percent": 40, "words": "Đã khảo sát"},
    "submit": {
        "product_kind": ProductKind.DOCUMENT,
        "document_number": "12/BC-STC",
        "document_date": date(2025, 6, 12),
    },
    "withdraw": {},
    "accept": {},
    "return_": {"reason": "Thiếu phụ lục"},
    "stop": {"reason": "Không còn cần thiết", "decision": "QĐ 9/QĐ-BCĐ"},
    "accept_in_part": {"accepted": "Phần khảo sát", "reason": "Còn phụ lục"},
    "reopen": {"reason": "Số liệu phải làm lại"},
    "ask_extension": {"reason": "Chờ số liệu của các xã"},
    "withdraw_extension": {},
    "grant_extension": {},
    "refuse_extension": {"reason": "Đã gia hạn một lần"},
    "change_deadline": {"reason": "Theo yêu cầu của cấp trên", "document": "12/CV-BCĐ"},
}
BY_HOLDER = (
    "receive",
    "decline",
    "report",
    "submit",
    "withdraw",
    "ask_extension",
    "withdraw_extension",
)
ENDING = ("accept", "stop")
OPEN = set(State) - set(CLOSED)
ALLOWED_IN = {
    "receive": {State.ASKED},
    "decline": {State.ASKED},
    "ask_again": {State.DECLINED},
    "report": {State.RECEIVED, State.RETURNED},
    "submit": {State.RECEIVED, State.RETURNED},
    "withdraw": {State.SUBMITTED},
    "accept": {State.SUBMITTED},
    "return_": {State.SUBMITTED},
    "stop": OPEN,
    "accept_in_part": {State.SUBMITTED},
    "reopen": set(CLOSED),
    "ask_extension": {State.RECEIVED, State.RETURNED},
    "withdraw_extension": set(State),
    "grant_extension": OPEN,
    "refuse_extension": OPEN,
    "change_deadline": OPEN,
}
USUAL = {
    State.ASKED: ("receive",),
    State.RECEIVED: ("submit", "ask_extension"),
    State.RETURNED: ("submit", "ask_extension"),
    State.SUBMITTED: ("accept", "accept_in_part", "return_", "withdraw"),
    State.DECLINED: ("ask_again",),
    State.ACCEPTED: ("reopen",),
    State.STOPPED: ("reopen",),
}
WAITS = {
    "ask_extension": False,
    "change_deadline": False,
    "withdraw_extension": True,
    "grant_extension": True,
    "refuse_extension": True,
}
"""Acts that a waiting request for a later deadline stands against, and those that need one."""


def act(name, duty, officer, at, **other):
    """One of the acts with sensible facts; `other` in their place."""
    facts = FURTHER[name] | _of_deadlines(name, duty, at) | other
    return getattr(actions, name)(duty.pk, actor=officer, at=at, **facts)


def _of_deadlines(name, duty, at):
    """A day after the deadline in force and after today, and the number of the last request."""
    in_force = Duty.objects.get(pk=duty.pk).due_on or timezone.localdate(at)
    later = max(in_force, timezone.localdate(at)) + timedelta(days=10)
    if name in {"grant_extension", "refuse_extension"}:
        return {"number": Extension.objects.filter(duty=duty).count()}
    return {"ask_extension": {"proposed_on": later}, "change_deadline": {"due_on": later}}.get(name, {})


class Life(RuleBasedStateMachine):
    """Anybody tries anything at any time; only what the rules allow changes anything."""

    def __init__(self):
        super().__init__()
        self.world = transaction.atomic()
        self.world.__enter__()
        self.cast = make.cast()
        self.officers = {name: self.cast.officer(getattr(self.cast, name)) for name in PEOPLE}
        self.duty = make.duty(self.cast.committee, self.cast.finance, due_on=date(2025, 6, 20))
        self.now, self.state = make.NOON, State.ASKED
        self.deadlines, self.waiting = [date(2025, 6, 20)], None  # our own account of them
        self.past = []  # the standings that are over, as they were when they ended

    def teardown(self):
        transaction.set_rollback(True)
        self.world.__exit__(None, None, None)

    @rule(hours=st.integers(1, 90))
    def time_passes(self, hours):
        self.now += timedelta(hours=hours)

    @rule()
    def another_process_has_a_clock_behind(self):
        self.now -= timedelta(seconds=2)

    @rule(name=st.sampled_from(sorted(FURTHER)), who=st.sampled_from(PEOPLE))
    def somebody_tries(self, name, who):
        self.tried(name, who)

    @rule(pick=st.integers(0, 999), person=st.integers(0, 1))
    def the_right_side_does_what_it_may(self, pick, person):
        side = {name: (HOLDERS if name in BY_HOLDER else ASKING)[person] for name in sorted(FURTHER)}
        open_now = [name for name, who in side.items() if self.allows(name, who)]
        name = open_now[pick % len(open_now)]
        self.tried(name, side[name])

    @rule(pick=st.integers(0, 5))
    def the_work_goes_its_way(self, pick):
        names = USUAL[self.state]
        name = names[pick % len(names)]
        self.tried(name, (HOLDERS if name in BY_HOLDER else ASKING)[0])

    @precondition(lambda self: self.state == State.SUBMITTED or self.state in CLOSED)
    @rule(name=st.sampled_from(["accept_in_part", "reopen"]))
    def those_who_asked_set_a_new_deadline_with_it(self, name):
        day = max(self.deadlines[-1], timezone.localdate(self.now)) + timedelta(days=4)
        self.tried(name, "secretary", due_on=day)

    @precondition(lambda self: self.waiting is not None)
    @rule(days=st.integers(1, 9))
    def the_request_is_granted_until_another_day(self, days):
        self.tried("grant_extension", "standing", due_on=self.deadlines[-1] + timedelta(days=days))

    def tried(self, name, who, **other):
        """`who` does `name` exactly when the rules allow it; one entry, or nothing at all, is left."""
        expected = self.allows(name, who)
        entries = Entry.objects.count()
        try:
            with transaction.atomic():
                act(name, self.duty, self.officers[who], self.now, **other)
        except Refused:
            assert not expected
            assert Entry.objects.count() == entries
        else:
            assert expected
            sent_twice = {0, 1} if name == "report" else {1}
            assert Entry.objects.count() - entries in sent_twice
            self.state = State(Duty.objects.get(pk=self.duty.pk).state)
            self.keep_account(name, other)

    def allows(self, name, who):
        """What the rules say, in other words than the program's."""
        today = timezone.localdate(self.now)
        return (
            who in (HOLDERS if name in BY_HOLDER else ASKING)
            and self.state in ALLOWED_IN[name]
            and WAITS.get(name, self.waiting is not None) == (self.waiting is not None)
            and (name != "ask_extension" or today <= self.deadlines[-1])
        )

    def keep_account(self, name, other):
        """The deadlines and the request as they should be after `name`."""
        later = max(self.deadlines[-1], timezone.localdate(self.now)) + timedelta(days=10)
        if name == "ask_extension":
            self.waiting = later
        elif name == "grant_extension":
            self.deadlines.append(other.get("due_on", self.waiting))
        elif name == "change_deadline":
            self.deadlines.append(later)
        elif other.get("due_on"):
            self.deadlines.append(other["due_on"])
        if (
            name in {"withdraw_extension", "grant_extension", "refuse_extension", *ENDING}
            or "due_on" in other
        ):
            self.waiting = None

    @invariant()
    def every_deadline_is_on_record(self):
        duty = Duty.objects.get(pk=self.duty.pk)
        rows = list(Deadline.objects.filter(duty=duty).order_by("number"))
        assert [row.was_due_on for row in rows] == self.deadlines[:-1]
        assert [duty.original_due_on, *(row.due_on for row in rows)] == self.deadlines
        assert (duty.due_on, duty.times_extended) == (self.deadlines[-1], len(self.deadlines) - 1)

    @invariant()
    def one_request_waits_at_most(self):
        waiting = Extension.objects.filter(duty=self.duty, outcome="")
        assert [request.proposed_on for request in waiting] == ([self.waiting] if self.waiting else [])

    @precondition(lambda self: self.state in CLOSED)
    @invariant()
    def nobody_of_the_unit_closed_it(self):
        last = Entry.objects.filter(verb__in=["duties.accepted", "duties.stopped"]).latest("number")
        assert last.actor_id in {getattr(self.cast, name).pk for name in ASKING}

    @invariant()
    def standings_tile_time_and_the_past_stays(self):
        rows = list(Standing.objects.filter(duty=self.duty).order_by("since", "pk"))
        assert rows[0].since == self.duty.asked_at
        assert rows[-1].until == STILL
        assert [row.until for row in rows[:-1]] == [row.since for row in rows[1:]]
        over = [
            (row.since, row.until, row.state, row.due_on, row.submitted_on, row.times_extended)
            for row in rows[:-1]
        ]
        assert over[: len(self.past)] == self.past
        self.past = over

    @invariant()
    def the_columns_are_the_standing_in_force(self):
        assert list(faults()) == []
        duty = Duty.objects.get(pk=self.duty.pk)
        pending = Submission.objects.filter(duty=duty, outcome="").count()
        assert pending == (1 if duty.state == State.SUBMITTED else 0)
        assert duty.percent == 100 or duty.state != State.ACCEPTED


def test_no_path_through_life_breaks_the_rules(db):
    run_state_machine_as_test(Life, settings=settings(max_examples=30, stateful_step_count=22, deadline=None))


@pytest.fixture
def duty(cast):
    return make.duty(cast.committee, cast.finance, due_on=date(2025, 6, 13))


def days_later(days):
    return make.NOON + timedelta(days=days)


def test_the_unit_is_judged_by_its_submission_not_by_the_acceptance(cast, duty):
    finance, standing = cast.officer(cast.finance_contact), cast.officer(cast.standing)
    act("receive", duty, finance, days_later(0))
    act("submit", duty, finance, days_later(1))
    act("accept", duty, standing, days_later(9))
    duty.refresh_from_db()
    assert (duty.submitted_on, duty.closed_at, duty.percent) == (date(2025, 6, 13), days_later(9), 100)


def test_returned_work_is_owed_again_and_the_submission_stays_on_record(cast, duty):
    finance, secretary = cast.officer(cast.finance_contact), cast.officer(cast.secretary)
    act("receive", duty, finance, days_later(0))
    act("submit", duty, finance, days_later(1))
    act("return_", duty, secretary, days_later(2))
    duty.refresh_from_db()
    assert (duty.state, duty.state_reason, duty.submitted_at) == (State.RETURNED, "Thiếu phụ lục", None)
    act("submit", duty, finance, days_later(3))
    assert list(duty.submissions.order_by("number").values_list("number", "outcome", "reason")) == [
        (1, "returned", "Thiếu phụ lục"),
        (2, "", ""),
    ]
    act("withdraw", duty, finance, days_later(4))
    duty.refresh_from_db()
    assert (duty.state, duty.state_reason) == (State.RETURNED, "Thiếu phụ lục")


def test_an_act_done_twice_is_refused_in_words_and_recorded_once(cast, duty):
    finance = cast.officer(cast.finance_contact)
    act("receive", duty, finance, days_later(0))
    with pytest.raises(Refused, match=r"received|tiếp nhận"):
        act("receive", duty, finance, days_later(0))
    for _time in range(2):
        act("report", duty, finance, days_later(1))
    assert duty.progress.count() == 1
    assert list(Entry.objects.order_by("number").values_list("verb", "actor_name", "acting_as")) == [
        ("duties.received", "Đỗ Thị Dung", "Chuyên viên, Sở Tài chính"),
        ("duties.reported", "Đỗ Thị Dung", "Chuyên viên, Sở Tài chính"),
    ]


def test_whoever_sits_on_both_sides_cannot_close_their_own_duty(cast):
    own = make.duty(cast.committee, cast.science)  # the standing unit's own work
    standing, secretary = cast.officer(cast.standing), cast.officer(cast.secretary)
    act("receive", own, standing, days_later(0))
    act("submit", own, standing, days_later(1))
    for name in ("accept", "return_", "stop"):
        with pytest.raises(Refused):
            act(name, own, standing, days_later(2))
    act("accept", own, secretary, days_later(2))
    assert Entry.objects.get(verb="duties.accepted").acting_as == "Chuyên viên Văn phòng UBND tỉnh"


def test_who_handed_it_in_cannot_accept_it_after_changing_sides(cast, duty):
    dung = cast.finance_contact
    act("receive", duty, cast.officer(dung), days_later(0))
    act("submit", duty, cast.officer(dung), days_later(1))
    dung.posts.all().delete()
    make.post(dung, cast.science, "contact", "Chuyên viên")
    with pytest.raises(Refused):
        act("accept", duty, cast.officer(dung), days_later(2))
    act("accept", duty, cast.officer(cast.standing), days_later(2))


def test_a_part_handed_down_is_decided_by_the_unit_that_handed_it_down(cast, duty):
    division = make.unit("Phòng Ngân sách", "division", cast.finance)
    clerk = make.person("Lý Thị Xuân", "tc.ns@sonhai.example")
    make.post(clerk, division, "contact", "Chuyên viên")
    part = make.duty(cast.committee, division, asked_by=cast.finance, parent=duty)
    clerk = cast.officer(clerk)
    act("receive", part, clerk, days_later(0))
    act("submit", part, clerk, days_later(1))
    with pytest.raises(Refused):
        act("accept", part, cast.officer(cast.standing), days_later(2))
    act("accept", part, cast.officer(cast.finance_leader), days_later(2))
    assert Entry.objects.get(verb="duties.accepted").acting_as == "Giám đốc, Sở Tài chính"


def test_informed_units_see_and_owe_nothing(cast):
    informed = make.duty(cast.committee, cast.finance, role="informed")
    finance, standing = cast.officer(cast.finance_contact), cast.officer(cast.standing)
    act("receive", informed, finance, days_later(0))
    for name in ("report", "submit", "decline"):
        with pytest.raises(Refused):
            act(name, informed, finance, days_later(1))
    with pytest.raises(Refused):
        act("stop", informed, standing, days_later(1))


@pytest.mark.parametrize(
    "wrong",
    [
        {"product_kind": ProductKind.DOCUMENT, "document_number": "12/BC-STC"},
        {"product_kind": ProductKind.DOCUMENT, "document_date": date(2025, 6, 12)},
        {
            "product_kind": ProductKind.DOCUMENT,
            "document_number": "12/BC-STC",
            "document_date": date(2025, 6, 13),
        },
        {"product_kind": ProductKind.FILE},
        {"product_kind": ProductKind.LINK},
        {"product_kind": ProductKind.LINK, "link": "javascript:alert(1)"},
    ],
)
def test_a_result_without_its_product_is_refused(cast, duty, wrong):
    finance = cast.officer(cast.finance_contact)
    act("receive", duty, finance, days_later(0))
    with pytest.raises(Refused):
        actions.submit(duty.pk, actor=finance, at=days_later(0), **wrong)
    assert not Submission.objects.exists()


def test_stopping_puts_a_waiting_result_aside(cast, duty):
    finance, chair = cast.officer(cast.finance_contact), cast.officer(cast.chair)
    act("receive", duty, finance, days_later(0))
    act("submit", duty, finance, days_later(1))
    act("stop", duty, chair, days_later(2))
    duty.refresh_from_db()
    assert (duty.state, duty.submitted_at, duty.submissions.get().outcome) == ("stopped", None, "stopped")
    assert duty.state_reason == "QĐ 9/QĐ-BCĐ: Không còn cần thiết"
