"""Acts of different kinds on one thing at the same moment: one of them wins, and the facts agree after."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection

from giaoban.assignments.actions import drop, edit_proposal, hand_down
from giaoban.assignments.actions.editing import ProposalEdit
from giaoban.assignments.models import Assignment, Proposal
from giaoban.briefing.actions import edit_brief, issue_brief
from giaoban.briefing.models import Brief
from giaoban.briefing.reads import Words
from giaoban.duties import actions as duties
from giaoban.duties.models import Duty, Progress, Submission
from giaoban.duties.reads.proof import faults
from giaoban.duties.vocabulary import CLOSED
from giaoban.foundation.verdict import Refused
from giaoban.journal.models import Entry
from giaoban.people.actions import accept_invitation, disable, invite
from giaoban.people.models import Invitation, Person
from giaoban.units.actions import give_post, seat_holder
from giaoban.units.models import Post, Seat, Tenure
from giaoban.units.vocabulary import SeatRole, UnitKind
from tests import make
from tests.assignments import work
from tests.briefing.samples import written

pytestmark = pytest.mark.django_db(transaction=True)

LINK = {"product_kind": "link", "link": "https://sonhai.example/ket-qua"}
LATER = date(2025, 7, 1)


def at_once(*acts):
    """Run the acts together; how many were done. Whatever is not a refusal is a fault of the program."""
    gate = Barrier(len(acts))

    def run(act):
        gate.wait(timeout=20)
        try:
            act()
        except Refused:
            return 0
        finally:
            connection.close()
        return 1

    with ThreadPoolExecutor(len(acts)) as pool:
        return sum(pool.map(run, acts))


@pytest.fixture
def s(db):
    return make.cast()


def officers(s):
    """The holder's side and two of the asking side."""
    return s.officer(s.finance_contact), s.officer(s.standing), s.officer(s.chair)


@pytest.mark.parametrize("round_", range(3))
def test_receiving_and_declining_at_once_is_one_of_them(s, round_):
    holder, *_asking = officers(s)
    pk = make.duty(s.committee, s.finance).pk
    done = at_once(
        lambda: duties.receive(pk, actor=holder, at=make.NOON),
        lambda: duties.decline(pk, actor=holder, at=make.NOON, reason="Không thuộc chức năng"),
        lambda: duties.receive(pk, actor=s.officer(s.finance_leader), at=make.NOON),
    )
    assert done == 1
    assert Entry.objects.count() == 1
    assert list(faults()) == []


@pytest.mark.parametrize("round_", range(3))
def test_taking_back_and_accepting_at_once_is_one_of_them(s, round_):
    holder, standing, chair = officers(s)
    pk = make.duty(s.committee, s.finance).pk
    duties.receive(pk, actor=holder, at=make.NOON)
    duties.submit(pk, actor=holder, at=make.NOON, **LINK)
    done = at_once(
        lambda: duties.withdraw(pk, actor=holder, at=make.NOON),
        lambda: duties.accept(pk, actor=standing, at=make.NOON),
        lambda: duties.return_(pk, actor=chair, at=make.NOON, reason="Thiếu"),
    )
    assert done == 1
    state, outcome = Duty.objects.get().state, Submission.objects.get().outcome
    assert (state, outcome) in {
        ("received", "withdrawn"),
        ("accepted", "accepted"),
        ("returned", "returned"),
    }
    assert list(faults()) == []


def test_stopping_while_the_unit_hands_in_leaves_nothing_pending(s):
    holder, standing, _chair = officers(s)
    pk = make.duty(s.committee, s.finance).pk
    duties.receive(pk, actor=holder, at=make.NOON)
    at_once(
        lambda: duties.submit(pk, actor=holder, at=make.NOON, **LINK),
        lambda: duties.stop(pk, actor=standing, at=make.NOON, decision="9/QĐ", reason="Thôi"),
    )
    assert Duty.objects.get().state == "stopped"
    assert not Submission.objects.filter(outcome="").exists()
    assert list(faults()) == []


def test_the_same_report_sent_three_times_at_once_is_one(s):
    holder, *_asking = officers(s)
    pk = make.duty(s.committee, s.finance).pk
    duties.receive(pk, actor=holder, at=make.NOON)
    send = {"actor": holder, "at": make.NOON, "percent": 40, "words": "Đã khảo sát"}
    at_once(*[lambda: duties.report(pk, **send)] * 3)
    assert Progress.objects.count() == 1


def test_no_part_is_handed_down_of_work_that_was_stopped(s):
    holder, standing, _chair = officers(s)
    below = make.unit("Phòng Ngân sách", UnitKind.DIVISION, s.finance)
    held = work.given(s)[0].lead
    duties.receive(held.pk, actor=holder, at=make.NOON)
    held.refresh_from_db()
    facts = {"unit": below, "title": "Lập dự toán", "due_on": date(2025, 6, 20)}
    done = at_once(
        lambda: hand_down(held, **facts, actor=holder, at=make.NOON),
        lambda: duties.stop(held.pk, actor=standing, at=make.NOON, decision="9/QĐ", reason="Thôi"),
    )
    held.refresh_from_db()
    assert held.state in CLOSED
    part = Entry.objects.filter(verb="assignments.handed_down").first()
    stopped = list(Entry.objects.filter(verb="duties.stopped").order_by("number"))
    assert len(stopped) == done  # a part handed down before is stopped with the rest
    assert (part is not None) == (done == 2) == Assignment.objects.exclude(parent=None).exists()
    assert part is None or part.number < stopped[0].number


def test_two_edits_of_one_proposal_at_once_lose_neither_silently(s):
    review = work.review(work.document(s, work.PLAN))
    proposal = work.proposal(review, work.PLAN, lead=[s.finance])
    secretary, standing = s.officer(s.secretary), s.officer(s.standing)
    edit = ProposalEdit(action="Rà soát lại", due_on=LATER)
    done = at_once(
        lambda: edit_proposal(proposal, version=1, edit=edit, actor=secretary, at=make.NOON),
        lambda: drop(proposal, version=1, actor=standing, at=make.NOON),
    )
    assert done == 1
    assert Proposal.objects.get().version == 2


def test_a_brief_is_issued_once_and_not_changed_after(s):
    brief = written(s)
    who = [s.officer(person) for person in (s.secretary, s.chair, s.standing)]
    words = Words("Mở đầu khác", "", "")
    issue = [lambda actor=actor: issue_brief(brief, actor=actor, at=make.NOON) for actor in who]
    at_once(*issue, lambda: edit_brief(brief, words=words, version=1, actor=who[0], at=make.NOON))
    assert Entry.objects.filter(verb="briefing.issued").count() == 1
    edited = Entry.objects.filter(verb="briefing.edited").first()
    assert edited is None or edited.number < Entry.objects.get(verb="briefing.issued").number
    assert Brief.objects.get().issued_at is not None


@pytest.mark.parametrize("round_", range(4))
def test_joining_closing_and_inviting_at_once_never_lock_each_other(s, round_):
    newcomer = make.person("Mai Thị Lụa", "lua@sonhai.example")
    newcomer.set_unusable_password()
    newcomer.save()
    admin = s.officer(s.administrator)
    token = invite(newcomer, actor=admin, at=make.NOON)
    done = at_once(
        lambda: accept_invitation(token, password="mot-hai-ba-muoi-nam", at=make.NOON),
        lambda: accept_invitation(token, password="bon-nam-sau-muoi-bay", at=make.NOON),
        lambda: disable(newcomer, actor=admin, at=make.NOON),
        lambda: invite(newcomer, actor=admin, at=make.NOON),
    )
    assert 1 <= done <= 3
    newcomer.refresh_from_db()
    assert Entry.objects.filter(verb="people.joined").count() <= 1
    assert not newcomer.is_active
    assert not newcomer.has_usable_password()
    assert not Invitation.objects.filter(used_at=None, expires_at__gt=make.NOON).exists()


def test_a_seat_is_taken_by_one_person_at_a_time(s):
    seat = Seat.objects.get(committee=s.committee, role=SeatRole.MEMBER)
    admin = s.officer(s.administrator)
    people = [s.interior_contact, s.commune_contact, s.reader]
    done = at_once(
        *(
            lambda who=who: seat_holder(seat, person=who, since=LATER, actor=admin, at=make.NOON)
            for who in people
        )
    )
    assert done == 1
    assert Tenure.objects.filter(seat=seat, until=None).count() == 1


def test_a_post_is_given_once(s):
    admin = s.officer(s.administrator)
    facts = {"person": s.reader, "role": "contact", "since": LATER, "actor": admin, "at": make.NOON}
    assert at_once(*[lambda: give_post(s.interior, **facts)] * 3) == 1
    assert Post.objects.filter(person=s.reader, unit=s.interior).count() == 1
    assert Person.objects.get(pk=s.reader.pk).is_active
