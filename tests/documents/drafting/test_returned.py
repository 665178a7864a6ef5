"""Units' own Word files: every remark on its clause, or left to a person; never silently elsewhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.documents.drafting.answers import Act, Answered, read_answer
from giaoban.documents.drafting.content import Content, Kind
from giaoban.files.reading import read_marked
from tests.documents.drafting.gold import read_draft
from tests.documents.drafting.returned import SUBJECTS, answers, matching
from tests.documents.drafting.wordfile import WordFile, as_sent, typed_anew

ALL = [answer for draft in SUBJECTS for answer in answers(draft)]
REGULATION = read_draft("regulation")
BY_KEY = {clause.text: clause.id for clause in REGULATION}


def read(data: bytes, content: Content = REGULATION, draft: str = "regulation") -> Answered:
    return read_answer(read_marked(data), content, head=[SUBJECTS[draft]])


@pytest.fixture(scope="module")
def outcomes():
    """(answer, expected, what the program found of it, everything that it found) of the whole gold set."""
    rows = []
    for answer in ALL:
        found = read(answer.data, answer.content, answer.draft).found
        rows += [(answer, expected, matching(expected, found), found) for expected in answer.expected]
    return rows


def test_the_gold_set_is_large_and_holds_every_kind_of_file():
    assert len(ALL) >= 60
    kinds = {word for answer in ALL for word in answer.made.split()}
    assert {
        "sent",
        "hand",
        "numbered",
        "untracked",
        "tones",
        "chopped",
        "part",
        "libre",
        "letter",
        "table",
    } <= kinds
    verbs = {line.split(" ")[0] for answer in ALL for line in answer.lines}
    assert {"?", "?.", "?t", "?0", "?+", "~", "~?", "+", "-", ">", "/", "&", "cell", "=", "=+"} <= verbs


def test_at_least_95_of_100_remarks_are_on_the_right_clause(outcomes):
    right = [
        expected.line
        for _answer, expected, got, _found in outcomes
        if expected.clause is None
        or any(one.is_placed and (one.clause, one.also) == (expected.clause, expected.also) for one in got)
    ]
    assert len(outcomes) >= 220
    assert len(right) >= 0.95 * len(outcomes), len(right)


def test_no_remark_is_lost(outcomes):
    assert [(a.draft, a.unit, expected.line) for a, expected, got, _found in outcomes if not got] == []


def test_no_remark_stands_on_a_wrong_clause_without_asking(outcomes):
    wrong = [
        (answer.draft, answer.unit, expected.line)
        for answer, expected, got, _found in outcomes
        for one in got
        if one.is_placed and one.clause != expected.clause
    ]
    assert wrong == []


def test_nothing_is_found_that_the_unit_did_not_say(outcomes):
    said: dict[int, list] = {}
    for answer, _expected, got, _found in outcomes:
        said.setdefault(id(answer), []).extend(got)
    invented = [
        (answer.draft, answer.unit, one)
        for answer, found in {id(a): (a, f) for a, _e, _g, f in outcomes}.values()
        for one in found
        if one not in said[id(answer)]
    ]
    assert invented == []


@pytest.mark.parametrize("draft", SUBJECTS)
@pytest.mark.parametrize("made", ["sent", "hand", "numbered"])
def test_a_file_in_which_nothing_was_changed_says_nothing(draft, made):
    content = read_draft(draft)
    data = (
        as_sent(content, SUBJECTS[draft]) if made == "sent" else typed_anew(content, by_hand=made == "hand")
    )
    assert read(data, content, draft).found == ()


def test_a_comment_and_its_answers_are_one_remark():
    file = WordFile(as_sent(REGULATION, SUBJECTS["regulation"]), "Sở Tài chính")
    file.comment(
        file.find("Tổ giúp việc làm việc theo chế độ kiêm nhiệm."), "kiêm nhiệm", "Nên ghi rõ phụ cấp."
    )
    [one] = read(file.save()).found
    assert (one.act, one.quote, one.text) == (Act.REMARK, "kiêm nhiệm", "Nên ghi rõ phụ cấp.")


def test_a_selection_drawn_a_few_letters_too_far_stays_on_its_clause():
    file = WordFile(as_sent(REGULATION, SUBJECTS["regulation"]), "Sở Tài chính")
    first = file.find("Triệu tập và chủ trì các phiên họp của Ban Chỉ đạo.")
    following = file.find("Phân công nhiệm vụ cho Phó Trưởng ban và các Ủy viên.")
    file.comment(first, "", "Bổ sung phiên họp đột xuất.", following, "3.")
    [one] = read(file.save()).found
    assert (one.clause, one.also) == (BY_KEY["Triệu tập và chủ trì các phiên họp của Ban Chỉ đạo."], ())


def test_the_same_words_in_two_clauses_are_not_mistaken():
    twice = tuple(clause for clause in REGULATION if clause.text)[:12]
    content = (*twice, *(c for c in read_draft("blind-decision")[:6]), *REGULATION[-3:])
    file = WordFile(as_sent(content, "x"), "Sở Tài chính")
    file.comment(file.find(content[-1].text), "", "Đề nghị rà soát.")
    [one] = read(file.save(), content).found
    assert one.clause == content[-1].id


@given(st.integers(0, len(REGULATION) - 1), st.booleans())
def test_whichever_clause_is_struck_out_it_is_that_one(at, tracked):
    clause = REGULATION[at]
    file = WordFile(as_sent(REGULATION, SUBJECTS["regulation"]), "Sở Tài chính", tracked=tracked)
    if clause.rows or clause.kind == Kind.CHAPTER:  # its number stands on a line of its own
        return
    start = file.paragraphs().index(file.find(REGULATION[0].text))
    for before in REGULATION[:at]:
        if not before.rows:
            start = file.paragraphs().index(file.find(before.text, start=start)) + 1
    file.delete(file.find(clause.text, start=start))
    told = [one for one in read(file.save()).found if one.is_placed]
    assert [(one.act, one.clause) for one in told if one.clause == clause.id] == [(Act.DELETE, clause.id)]
