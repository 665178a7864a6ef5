"""Acts on one round at the same moment: one of them wins, and the facts agree after."""

from __future__ import annotations

from datetime import date

import pytest

from giaoban.documents import actions
from giaoban.documents.models import Answer, Comment, Consultation, Disposition
from giaoban.documents.reads.comments import tally_of
from giaoban.duties.models import Duty, Submission
from giaoban.duties.reads.proof import faults
from giaoban.duties.vocabulary import State
from giaoban.journal.models import Entry
from tests import make
from tests.documents import rounds
from tests.test_acts_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def s(db):
    return make.cast()


def as_(s, who):
    return {"actor": s.officer(who), "at": make.NOON}


@pytest.mark.parametrize("_round", range(3))
def test_leader_and_contact_sending_at_once_send_one_answer(s, _round):
    consultation = rounds.opened(s)
    rounds.say(s, consultation, s.finance)
    answer = rounds.answer_of(consultation, s.finance)
    sent = at_once(
        lambda: actions.send_answer(answer, position="comments", **as_(s, s.finance_leader)),
        lambda: actions.send_answer(answer, position="otherwise", **as_(s, s.finance_contact)),
    )
    assert sent == 1
    assert Submission.objects.filter(duty=answer.duty_id).count() == 1
    assert Entry.objects.filter(verb="documents.answer_sent").count() == 1
    assert list(faults()) == []


@pytest.mark.parametrize("_round", range(3))
def test_closing_while_a_unit_sends_takes_the_answer_in_or_refuses_it(s, _round):
    consultation = rounds.opened(s)
    answer = rounds.answer_of(consultation, s.finance)
    at_once(
        lambda: actions.send_answer(answer, position="agrees", **as_(s, s.finance_contact)),
        lambda: actions.close_round(consultation, **as_(s, s.secretary)),
    )
    answer.refresh_from_db()
    state = Duty.objects.get(pk=answer.duty_id).state
    assert state == (State.ACCEPTED if answer.sent_at else State.STOPPED)
    assert Consultation.objects.get(pk=consultation.pk).closed_at is not None
    assert list(faults()) == []


@pytest.mark.parametrize("_round", range(3))
def test_two_units_sending_while_the_deadline_is_put_off_all_succeed(s, _round):
    consultation = rounds.opened(s)
    done = at_once(
        lambda: rounds.send(s, consultation, s.finance, "agrees"),
        lambda: rounds.send(s, consultation, s.interior, "agrees"),
        lambda: actions.extend_round(
            consultation, due_on=date(2025, 6, 30), reason="Chờ", **as_(s, s.secretary)
        ),
    )
    assert done == 3
    assert Answer.objects.sent().count() == 2


@pytest.mark.parametrize("_round", range(3))
def test_two_who_decide_at_once_make_one_decision(s, _round):
    consultation = rounds.opened(s)
    comment = rounds.say(s, consultation, s.finance)
    rounds.send(s, consultation, s.finance)

    def decide(who, taken):
        decision = actions.Decision(taken=taken, reason="Vì vậy")
        return lambda: actions.dispose(
            consultation, comments={comment.code: 0}, decision=decision, **as_(s, who)
        )

    assert at_once(decide(s.secretary, "accepted"), decide(s.chair, "explained")) == 1
    assert Disposition.objects.filter(comment=comment).count() == 1
    assert tally_of(consultation).undecided == 0


def test_comments_written_at_once_are_all_kept_in_one_order(s):
    consultation = rounds.opened(s)
    answer = rounds.answer_of(consultation, s.finance)

    def write(who, text):
        return lambda: actions.write_comment(answer, said=actions.Said(text=text), **as_(s, who))

    people = [s.finance_leader, s.finance_contact] * 3
    assert at_once(*(write(who, f"Ý kiến {n}") for n, who in enumerate(people))) == 6
    assert sorted(Comment.objects.values_list("order", flat=True)) == [1, 2, 3, 4, 5, 6]
