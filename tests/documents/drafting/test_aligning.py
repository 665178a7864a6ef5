"""Ids go with their words: the gold set of edits, and what holds for any edit at all."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from giaoban.documents.drafting import to_annexes, to_blocks
from giaoban.documents.drafting.aligning import Fate, align, carry, fates
from giaoban.documents.drafting.comparing import compare
from giaoban.documents.drafting.content import Clause, Content, Kind, new_id
from giaoban.documents.drafting.plain import read_text, write_text
from giaoban.documents.drafting.word import read_word
from giaoban.documents.layout import Paper, Run, Signing, to_docx
from tests.documents.drafting import gold


def from_the_editor(case: gold.Case) -> Content:
    """The clauses as the editor sends them, ids kept."""
    return carry(case.old, case.new, keeps_ids=True)


def from_lines(case: gold.Case) -> Content:
    """The text pasted back as plain lines, without ids."""
    return carry(case.old, read_text(write_text(case.new)))


def from_word(case: gold.Case) -> Content:
    """The text printed to .docx and brought back, without ids."""
    paper = Paper(
        superior="UBND tỉnh Sơn Hải",
        issuer="Ban Chỉ đạo",
        number=None,
        symbol="TB-BCĐ",
        place="Sơn Hải",
        date=None,
        type_name="Thông báo",
        subject="Bản thảo",
        body=to_blocks(case.new),
        signing=Signing("TM. Ban Chỉ đạo", ("Trưởng ban",), "Cao Xuân Hồng"),
        annexes=to_annexes(case.new),
        recipients=("Các thành viên",),
        archive="VT",
    )
    return carry(case.old, read_word(to_docx(paper)).content)


WAYS = {"editor": from_the_editor, "lines": from_lines, "word": from_word}
ADDED_CLAUSES = 300


def scored(names, way) -> gold.Score:
    score = gold.Score()
    for name in names:
        for case in gold.cases(name):
            back = WAYS[way](case)
            gold.judge(case, back, align(case.old, back), score)
    return score


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.long
def test_the_gold_set_is_told_right(way, capsys):
    """98 of 100 edits right, and nothing wrong without a sign of it; the blind part was never tuned to."""
    score, blind = scored(gold.OPEN, way), scored(gold.BLIND, way)
    with capsys.disabled():
        print(
            f"\nfates, {way}: {score.right} of {score.edits} edits right ({score.percent:.1f} %), "
            f"blind part {blind.right} of {blind.edits} ({blind.percent:.1f} %), "
            f"silent {len(score.silent) + len(blind.silent)}"
        )
    assert score.edits >= ADDED_CLAUSES
    assert score.percent >= 98, score.wrong
    assert blind.percent >= 95
    assert score.silent + blind.silent == []


def clause(text: str, kind: Kind = Kind.CLAUSE, key: str = "") -> Clause:
    return Clause(key or new_id(), kind, (Run(text),) if text else ())


WORDS = st.sampled_from(
    [
        "Sở",
        "Tài",
        "chính",
        "chủ",
        "trì",
        "phối",
        "hợp",
        "bố",
        "trí",
        "kinh",
        "phí",
        "hoàn",
        "thành",
        "trước",
        "ngày",
        "báo",
        "cáo",
        "tỉnh",
        "xã",
        "phường",
        "rà",
        "soát",
    ]
)
TEXTS = st.lists(WORDS, max_size=12).map(" ".join)
CLAUSES = st.builds(clause, TEXTS, st.sampled_from([k for k in Kind if k != Kind.TABLE]))
CONTENTS = st.lists(CLAUSES, max_size=12).map(tuple)


@settings(max_examples=150, deadline=None)
@given(CONTENTS, CONTENTS, st.booleans())
def test_no_clause_is_lost_and_no_id_is_given_twice(old, new, keeps_ids):
    back = carry(old, new, keeps_ids=keeps_ids)
    assert [(c.kind, c.text) for c in back] == [(c.kind, c.text) for c in new]
    ids = [c.id for c in back]
    assert len(ids) == len(set(ids))
    found = align(old, back)
    assert list(found.outcomes) == [c.id for c in old]
    for outcome in found.outcomes.values():
        assert set(outcome.places) <= set(ids)
        assert bool(outcome.places) == (outcome.fate != Fate.DELETED)
    explained = {place for outcome in found.outcomes.values() for place in outcome.places}
    assert set(found.added) == set(ids) - explained


@settings(max_examples=100, deadline=None)
@given(CONTENTS)
def test_a_text_that_comes_back_as_it_was_is_the_same(old):
    told = {clause.text for clause in old if clause.text}
    distinct = len(told) == len(old)
    back = carry(old, tuple(replace(c, id=new_id()) for c in old))
    found = fates(old, back)
    for one in old:
        if one.text:
            assert found[one.id].fate == Fate.SAME or not distinct
    if distinct:
        assert [c.id for c in back] == [c.id for c in old]


def test_enter_at_the_beginning_leaves_the_id_with_the_words():
    """Some editors leave the id with the empty line above."""
    old = (
        clause("Sở Tài chính bố trí kinh phí.", key="aaaaaa11"),
        clause("Sở Y tế báo cáo.", key="bbbbbb22"),
    )
    new = (
        clause("Việc mới do văn phòng theo dõi.", key="aaaaaa11"),
        clause("Sở Tài chính bố trí kinh phí.", key="cccccc33"),
        old[1],
    )
    back = carry(old, new, keeps_ids=True)
    assert back[1].id == "aaaaaa11"
    assert fates(old, back)["aaaaaa11"].fate == Fate.SAME
    assert align(old, back).added == (back[0].id,)


def test_a_heading_renamed_altogether_is_known_by_what_stands_under_it():
    old = read_text("I. ĐÁNH GIÁ CHUNG\n1. Hạ tầng được đầu tư.\n2. Nhân lực còn thiếu.")
    new = read_text("I. KẾT QUẢ NĂM 2025\n1. Hạ tầng được đầu tư.\n2. Nhân lực còn thiếu.")
    found = fates(old, carry(old, new))
    assert [out.fate for out in found.values()] == [Fate.CHANGED, Fate.SAME, Fate.SAME]


def test_a_clause_given_another_form_has_changed():
    old = (clause("Sở Tài chính bố trí kinh phí.", Kind.CLAUSE),)
    new = (replace(old[0], kind=Kind.POINT),)
    assert fates(old, new)[old[0].id].fate == Fate.CHANGED


def test_bold_and_italics_come_back_to_lines_that_lost_them():
    old = (
        Clause("aaaaaa11", Kind.CLAUSE, (Run("Sở Tài chính", bold=True), Run(" bố trí kinh phí trước "), Run("30/6", italic=True))),
        Clause("bbbbbb22", Kind.ARTICLE, (Run("Tổ chức thực hiện", bold=True),)),
    )  # fmt: skip
    lines = write_text(old).replace("kinh phí", "đủ kinh phí")
    back = carry(old, read_text(lines))
    assert back[0].runs == (
        Run("Sở Tài chính", bold=True), Run(" bố trí đủ kinh phí trước "), Run("30/6", italic=True),
    )  # fmt: skip
    assert back[1] == old[1]


HUGE = {
    "twenty thousand times the same words": lambda n: clause("Sở Tài chính báo cáo."),
    "twenty thousand clauses of one mould": lambda n: clause(f"Sở Tài chính báo cáo việc số {n}."),
    "twenty thousand empty headings": lambda n: clause("", Kind.ARTICLE),
}


@pytest.mark.parametrize("what", HUGE)
@pytest.mark.long
def test_a_text_made_to_be_slow_is_not(what):
    old = tuple(HUGE[what](n) for n in range(20_000))
    new = tuple(HUGE[what](n + 1) for n in range(20_000))
    began = time.monotonic()
    back = carry(old, new)
    assert len(align(old, back).outcomes) == 20_000
    strange = tuple(replace(c, runs=(Run("khác hẳn"),)) for c in old[:10_000]) + new[:10_000]
    carry(old, strange, keeps_ids=True)
    assert time.monotonic() - began < 30


def test_one_clause_of_a_whole_book_is_compared_at_once():
    words = " ".join(f"từ{n % 977}" for n in range(40_000))
    old, new = (clause(words, key="aaaaaa11"),), (clause(f"{words} thêm một câu", key="aaaaaa11"),)
    began = time.monotonic()
    assert fates(old, new)["aaaaaa11"].fate == Fate.CHANGED
    assert compare(old, new).counts == {"changed": 1}
    assert time.monotonic() - began < 5
