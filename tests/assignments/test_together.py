"""Two people at the same moment, a double click, a lost connection: one result."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import close_old_connections, connection

from giaoban.assignments.actions import confirm_review, drop, hand_down, take_in
from giaoban.assignments.models import Assignment, Proposal, Review, Series
from giaoban.documents.models import Document
from giaoban.duties.actions import receive
from giaoban.duties.models import Duty
from giaoban.foundation.verdict import Refused
from giaoban.journal.models import Entry
from giaoban.units.vocabulary import UnitKind
from tests import make
from tests.assignments import work
from tests.documents import papers

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts):
    """Run the acts at the same moment, each with a connection of its own; results or refusals in order."""
    gate = Barrier(len(acts))

    def run(act):
        close_old_connections()
        gate.wait(timeout=10)
        try:
            return act()
        except Refused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_two_people_who_confirm_at_once_give_the_work_once(cast):
    review = work.review(work.document(cast, work.PLAN, work.SURVEY))
    work.proposal(review, work.PLAN, lead=[cast.finance])
    work.proposal(review, work.SURVEY, lead=[cast.communes])
    people = [cast.officer(who) for who in (cast.secretary, cast.standing, cast.chair, cast.secretary)]
    results = at_once(
        *(lambda who=who: confirm_review(review, version=1, actor=who, at=make.NOON) for who in people)
    )
    assert sorted(results) == [False, False, False, True]
    assert (Assignment.objects.count(), Duty.objects.count()) == (4, 4)
    assert Entry.objects.filter(verb="assignments.confirmed").count() == 1


def test_numbers_stay_without_gaps_when_papers_are_confirmed_at_once(cast):
    reviews = []
    for number in ("11", "12", "13"):
        review = work.review(work.document(cast, work.PLAN, work.SURVEY, number=number))
        work.proposal(review, work.PLAN, lead=[cast.finance])
        work.proposal(review, work.SURVEY, lead=[cast.communes])
        reviews.append(review)
    who = cast.officer(cast.secretary)
    at_once(*(lambda r=r: confirm_review(r, version=1, actor=who, at=make.NOON) for r in reviews))
    assert sorted(Assignment.objects.values_list("sequence", flat=True)) == list(range(1, 13))
    assert Series.objects.get().last == 12


def test_an_edit_and_a_confirmation_at_once_never_give_what_nobody_saw(cast):
    review = work.review(work.document(cast, work.PLAN, work.SURVEY))
    kept = work.proposal(review, work.PLAN, lead=[cast.finance])
    gone = work.proposal(review, work.SURVEY, lead=[cast.communes])
    who = cast.officer(cast.secretary)
    at_once(
        lambda: confirm_review(review, version=1, actor=who, at=make.NOON),
        lambda: drop(gone, version=1, actor=who, at=make.NOON),
    )
    review.refresh_from_db()
    given = Assignment.objects.count()
    dropped = Proposal.objects.get(pk=gone.pk).is_dropped
    assert (review.state, given, dropped) in {("confirmed", 4, False), ("open", 0, True)}
    assert not Proposal.objects.get(pk=kept.pk).is_dropped


def test_the_same_paper_brought_in_twice_at_once_is_one_paper(cast):
    text, who = papers.text(papers.DIGITAL), cast.officer(cast.secretary)
    results = at_once(
        *(
            lambda: take_in(committee=cast.committee, text=text, actor=who, at=make.NOON)
            for _click in range(3)
        )
    )
    assert sorted(is_new for _paper, is_new in results) == [False, False, True]
    assert len({paper.pk for paper, _new in results}) == 1
    assert (Document.objects.count(), Review.objects.count()) == (1, 1)
    assert Proposal.objects.count() == 4


def test_a_double_click_on_the_confirmation_lands_on_one_result(client, cast):
    review = work.review(work.document(cast, work.PLAN))
    work.proposal(review, work.PLAN, lead=[cast.finance])
    client.force_login(cast.secretary)
    url = f"/documents/{review.document.code}/confirm/"
    answers = [client.post(url, {"version": "1"}) for _click in range(2)]
    assert {answer.url for answer in answers} == {f"/documents/{review.document.code}/"}
    assert Assignment.objects.count() == 1


def test_parts_handed_down_at_once_get_one_number_each(cast):
    below = [make.unit(f"Phòng {n}", UnitKind.DIVISION, cast.finance) for n in range(3)]
    duty = work.given(cast)[0].lead
    who = cast.officer(cast.finance_contact)
    receive(duty.pk, actor=who, at=make.NOON)
    duty.refresh_from_db()
    due = duty.due_on
    acts = [
        lambda unit=unit: hand_down(duty, unit=unit, title="Lập dự toán", due_on=due, actor=who, at=make.NOON)
        for unit in (*below, below[0])
    ]
    at_once(*acts)
    parts = Assignment.objects.exclude(parent=None)
    assert sorted(parts.values_list("number", flat=True)) == ["1.1/2025", "1.2/2025", "1.3/2025"]
