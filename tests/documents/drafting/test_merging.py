"""Two people edit one text: what only one changed is kept, what both changed is shown."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from giaoban.documents.drafting.content import Clause, Kind, new_id
from giaoban.documents.drafting.merging import merge
from giaoban.documents.drafting.plain import read_text
from giaoban.documents.layout import Run

BASE = read_text(
    "Điều 1. Chung\n1. Sở Tài chính bố trí kinh phí trước ngày 30/6.\n2. Sở Y tế báo cáo.\nĐiều 2. Riêng\n1. Xã lập kế hoạch."
)


def said(content):
    return [c.text for c in content]


def reworded(content, place, text):
    return (*content[:place], replace(content[place], runs=(Run(text),)), *content[place + 1 :])


def test_edits_of_different_clauses_are_both_kept():
    mine = reworded(BASE, 2, "Sở Y tế báo cáo hằng quý.")
    theirs = reworded(BASE, 4, "Xã, phường lập kế hoạch.")
    found = merge(BASE, mine, theirs)
    assert not found.conflicts
    assert found.took_theirs
    assert said(found.content)[2] == "Sở Y tế báo cáo hằng quý."
    assert said(found.content)[4] == "Xã, phường lập kế hoạch."


def test_edits_of_different_words_of_one_clause_are_both_kept():
    mine = reworded(BASE, 1, "Sở Tài chính bố trí đủ kinh phí trước ngày 30/6.")
    theirs = reworded(BASE, 1, "Sở Tài chính bố trí kinh phí trước ngày 15/7.")
    found = merge(BASE, mine, theirs)
    assert not found.conflicts
    assert said(found.content)[1] == "Sở Tài chính bố trí đủ kinh phí trước ngày 15/7."


def test_the_same_words_changed_by_both_are_a_conflict():
    mine = reworded(BASE, 1, "Sở Tài chính bố trí kinh phí trước ngày 15/6.")
    theirs = reworded(BASE, 1, "Sở Tài chính bố trí kinh phí trước ngày 15/7.")
    [conflict] = merge(BASE, mine, theirs).conflicts
    assert (conflict.mine.text[-6:], conflict.theirs.text[-6:]) == (" 15/6.", " 15/7.")


def test_taken_out_by_one_and_changed_by_the_other_is_a_conflict():
    theirs = reworded(BASE, 2, "Sở Y tế báo cáo hằng quý.")
    [conflict] = merge(BASE, (*BASE[:2], *BASE[3:]), theirs).conflicts
    assert conflict.mine is None
    [other_way] = merge(BASE, theirs, (*BASE[:2], *BASE[3:])).conflicts
    assert other_way.theirs is None


def test_new_clauses_of_both_stand_after_what_they_followed():
    one, other = (Clause(new_id(), Kind.CLAUSE, (Run(text),)) for text in ("của tôi", "của người khác"))
    mine = (*BASE[:3], one, *BASE[3:])
    theirs = (*BASE, other)
    assert said(merge(BASE, mine, theirs).content) == [
        *said(BASE[:3]),
        "của tôi",
        *said(BASE[3:]),
        "của người khác",
    ]


def test_a_move_and_a_change_of_the_same_clause_are_both_kept():
    mine = (BASE[0], BASE[2], BASE[1], *BASE[3:])
    theirs = reworded(BASE, 2, "Sở Y tế báo cáo hằng quý.")
    found = merge(BASE, mine, theirs)
    assert not found.conflicts
    assert said(found.content)[1] == "Sở Y tế báo cáo hằng quý."


EDITS = st.lists(
    st.tuples(st.sampled_from(["reword", "drop", "add", "up"]), st.integers(0, 4), st.sampled_from("abcđ")),
    max_size=4,
)


def edited(content, edits):
    for what, at, letter in edits:
        if at >= len(content):
            continue
        if what == "reword":
            content = reworded(content, at, f"{content[at].text} {letter}")
        elif what == "drop":
            content = (*content[:at], *content[at + 1 :])
        elif what == "add":
            content = (*content[:at], Clause(new_id(), Kind.CLAUSE, (Run(letter * 3),)), *content[at:])
        elif at:
            content = (*content[: at - 1], content[at], content[at - 1], *content[at + 1 :])
    return content


@settings(max_examples=300, deadline=None)
@given(EDITS, EDITS)
def test_nothing_that_anybody_wrote_is_lost(my_edits, their_edits):
    mine, theirs = edited(BASE, my_edits), edited(BASE, their_edits)
    found = merge(BASE, mine, theirs)
    ids = [c.id for c in found.content]
    assert len(ids) == len(set(ids))
    clashing = {c.id for c in found.conflicts}
    was = {c.id: c for c in BASE}
    for side in (mine, theirs):
        others = {c.id: c for c in (theirs if side is mine else mine)}
        for clause in side:
            new = was.get(clause.id) != clause
            if new and clause.id not in clashing:
                kept = next((c for c in found.content if c.id == clause.id), None)
                assert kept is not None
                assert set(clause.text.split()) - set(
                    was[clause.id].text.split() if clause.id in was else ()
                ) <= set(kept.text.split())
        gone = set(was) - {c.id for c in side}
        for key in gone - clashing:
            assert key not in ids or others.get(key) != was[key]


@settings(max_examples=100, deadline=None)
@given(EDITS)
def test_alone_my_edits_are_the_text(edits):
    mine = edited(BASE, edits)
    assert merge(BASE, mine, BASE).content == mine
    assert merge(BASE, BASE, mine).content == mine
