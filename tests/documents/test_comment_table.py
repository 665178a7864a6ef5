"""The table of comments: decisions with their reasons, what became of each clause, filters."""

from __future__ import annotations

import pytest
from django.utils import translation

from giaoban.documents import actions
from giaoban.documents.models import Comment, Disposition
from giaoban.documents.reads.blocking import blocking
from giaoban.documents.reads.comments import Asked, CommentTable, tally_of
from giaoban.foundation.verdict import Refused
from tests import make
from tests.documents import drafts, rounds
from tests.documents.rounds import revised, told


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def undecided(consultation):
    rows = blocking(consultation.draft, on=make.TODAY)
    return [finding.words for finding in rows if "comment" in finding.words or "asked about" in finding.words]


# Deciding


def test_nothing_is_issued_before_every_comment_has_a_disposition(cast):
    consultation = rounds.opened(cast)
    one = rounds.say(cast, consultation, cast.finance)
    rounds.send(cast, consultation, cast.finance)
    assert undecided(consultation) == [
        "Units are still being asked about this draft; close the round first.",
        "1 comment of the units has no disposition yet.",
    ]
    actions.close_round(consultation, **rounds.asking(cast))
    rounds.decide(cast, consultation, one)
    assert undecided(consultation) == []


def test_the_same_remarks_are_known_however_they_are_spelt(cast):
    consultation, one, two, three = told(cast)
    rows = CommentTable(consultation).page(Asked(), None).object_list
    assert [(row.comment.pk, row.same) for row in rows] == [(three.pk, 0), (one.pk, 1), (two.pk, 1)]
    rounds.decide(cast, consultation, one, two)
    assert tally_of(consultation).undecided == 1


def test_earlier_decisions_stay(cast):
    consultation, one, *_rest = told(cast)
    rounds.decide(cast, consultation, one)
    one.refresh_from_db()
    rounds.decide(cast, consultation, one, taken="explained", reason="Giữ nguyên vì đã đủ.")
    one.refresh_from_db()
    assert [(d.number, d.taken) for d in Disposition.objects.filter(comment=one).order_by("number")] == [
        (1, "accepted"),
        (2, "explained"),
    ]
    assert one.disposition.number == 2


def test_a_decision_of_somebody_else_is_not_written_over(cast):
    consultation, one, *_rest = told(cast)
    seen_before = Comment.objects.get(pk=one.pk)
    rounds.decide(cast, consultation, one)
    with pytest.raises(Refused, match="Somebody else"):
        rounds.decide(cast, consultation, seen_before, taken="explained", reason="Khác")


def test_a_decision_needs_its_reason(cast):
    consultation, one, *_rest = told(cast)
    with pytest.raises(Refused, match="reason"):
        rounds.decide(cast, consultation, one, taken="explained", reason=" ")
    rounds.decide(cast, consultation, one, reason="")
    assert Disposition.objects.get(comment=one).reason


def test_comments_in_preparation_are_not_in_the_table_and_cannot_be_decided_on(cast):
    consultation = rounds.opened(cast)
    one = rounds.say(cast, consultation, cast.finance)
    assert tally_of(consultation).all == 0
    assert list(CommentTable(consultation).found(Asked())) == []
    with pytest.raises(Refused):
        rounds.decide(cast, consultation, one)


def test_comments_of_two_rounds_are_not_decided_on_together(cast):
    first, one, *_rest = told(cast)
    second = rounds.opened(cast)
    two = rounds.say(cast, second, cast.finance)
    rounds.send(cast, second, cast.finance)
    with pytest.raises(Refused, match="together"):
        rounds.decide(cast, first, one, two)


# After revision


def test_each_comment_says_what_became_of_its_clause(cast):
    consultation = rounds.opened(cast)
    for where in ("khoản 2 Điều 11", "khoản 3 Điều 8", "khoản 1 Điều 9", "Điều 12"):
        rounds.say(cast, consultation, cast.finance, where=where)
    rounds.say(cast, consultation, cast.finance, where="")
    rounds.send(cast, consultation, cast.finance)
    assert all(row.then is None for row in CommentTable(consultation).page(Asked(), None))

    def change(content):
        ids = {
            name: rounds.clause(consultation, name)
            for name in ("khoản 2 Điều 11", "khoản 3 Điều 8", "khoản 1 Điều 9")
        }
        kept = [c for c in content if c.id not in (ids["khoản 3 Điều 8"], ids["khoản 1 Điều 9"])]
        [moving] = [c for c in content if c.id == ids["khoản 1 Điều 9"]]
        at = next(n for n, c in enumerate(kept) if c.id == ids["khoản 2 Điều 11"])
        worded = drafts.worded(tuple(kept), at, kept[at].text.replace("05 ngày", "07 ngày"))
        end = next(n for n, c in enumerate(worded) if c.id == rounds.clause(consultation, "khoản 4 Điều 9"))
        return (*worded[: end + 1], moving, *worded[end + 1 :])

    revised(cast, consultation, change)
    table = CommentTable(consultation)
    fates = {row.clause_name: row.then and row.then.outcome.fate for row in table.page(Asked(), None)}
    assert fates == {
        "": None,
        "khoản 3 Điều 8": "deleted",
        "khoản 1 Điều 9": "moved",
        "khoản 2 Điều 11": "changed",
        "Điều 12": "same",
    }
    assert dict(table.fates()) == {"same": 1, "moved": 1, "changed": 1, "deleted": 1}
    [changed] = table.page(Asked(fate="changed"), None)
    assert "07 ngày" in changed.then.words
    assert "05 ngày" in changed.clause_words


def test_the_filters_find_what_they_say(cast):
    consultation, one, two, three = told(cast)
    rounds.decide(cast, consultation, one)
    table = CommentTable(consultation)
    article = rounds.clause(consultation, "Điều 11")
    unit = rounds.answer_of(consultation, cast.finance).code

    def found(**asked):
        return list(table.found(Asked(**asked)))

    assert found(taken="open") == [three, two]
    assert found(taken="accepted") == [one]
    assert found(unit=unit) == [one]
    assert found(clause=article) == [one, two]  # what belongs to the article is taken along
    assert found(kind="delete") == []
    assert found(by_unit=True) == [two, three, one]  # Nội vụ stands before Tài chính
