"""Clauses as JSON and as lines: what goes in comes out, what is no text is refused."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from giaoban.documents.drafting import to_annexes, to_blocks
from giaoban.documents.drafting.content import (
    MOST_CLAUSES,
    Clause,
    Fault,
    Kind,
    Malformed,
    dump,
    find,
    fingerprint,
    load,
    loads,
    merged,
    new_id,
    parents,
)
from giaoban.documents.drafting.numbering import marks, names, numbers
from giaoban.documents.drafting.plain import read_text, write_text
from giaoban.documents.layout import Clause as LaidClause
from giaoban.documents.layout import Heading, Paragraph, Run, Table

LETTERS = st.text(
    st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạ ĐSỞ0123456789.,;:()-–|\\/\n\"'%"), max_size=40
)
RUNS = st.lists(st.builds(Run, LETTERS, st.booleans(), st.booleans()), max_size=3).map(merged)
LEVELS = {Kind.CLAUSE: 3, Kind.BULLET: 2}


@st.composite
def clauses(draw):
    kind = draw(st.sampled_from(list(Kind)))
    if kind == Kind.TABLE:
        columns = draw(st.integers(1, 3))
        row = st.tuples(*[RUNS] * columns)
        return Clause(new_id(), kind, rows=tuple(draw(st.lists(row, min_size=1, max_size=3))))
    level = draw(st.integers(1, LEVELS.get(kind, 1)))
    return Clause(new_id(), kind, draw(RUNS), level=level)


CONTENTS = st.lists(clauses(), max_size=8).map(tuple)


def shown(content):
    return [(c.kind, c.number, c.level, c.text) for c in content]


@settings(max_examples=150, deadline=None)
@given(CONTENTS)
def test_json_gives_the_clauses_back(content):
    kept = tuple(c for c in content if c.text.strip() or c.kind not in {Kind.PARAGRAPH, Kind.BULLET})
    assert load(json.loads(json.dumps(dump(content)))) == kept
    assert load(dump(load(dump(content)))) == kept


REGULATION = """Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi điều chỉnh
1. Quy chế này quy định:
a) Nguyên tắc;
b) Chế độ;
c) Trách nhiệm;
d) Quan hệ;
đ) Kinh phí.
2. Quy chế này áp dụng.
Điều 5 của Quy chế này không phải là một điều mới.
Điều 2. Nguyên tắc
- Tập trung dân chủ;
+ đề cao trách nhiệm.
Điều 2a. Kinh phí
1.1. Khoản nhỏ
Mục tiêu chung là phục vụ người dân.
| STT | Việc |
| 1 | a\\|b |
PHỤ LỤC
BIỂU MẪU
1. Mẫu thứ nhất"""


def test_lines_are_read_as_a_clerk_reads_them():
    content = read_text(REGULATION)
    assert marks(content) == [
        "Chương I", "Điều 1.", "1.", "a)", "b)", "c)", "d)", "đ)", "2.", "", "Điều 2.", "-", "+", "Điều 2a.",
        "1.1.", "", "", "Phụ lục", "1.",
    ]  # fmt: skip
    assert [c.number for c in content if c.number] == ["2a"]
    assert content[0].text == "QUY ĐỊNH CHUNG"
    assert content[-2].text == "BIỂU MẪU"
    assert content[-3].rows[1][1] == (Run("a|b"),)


def test_lines_give_the_clauses_back():
    content = read_text(REGULATION)
    assert shown(read_text(write_text(content))) == shown(content)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["paragraph", "clause", "point", "bullet"]), LETTERS), max_size=6))
def test_running_text_that_looks_numbered_stays_running_text(lines):
    content = tuple(
        Clause(new_id(), Kind(kind), (Run(" ".join(text.split())),)) for kind, text in lines if text.split()
    )
    again = read_text(write_text(content))
    assert [(c.kind, c.text) for c in again] == [(c.kind, c.text) for c in content]


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read(text):
    content = read_text(text)
    assert load(dump(content)) == content
    to_blocks(content)


def test_numbers_go_on_from_kept_ones():
    content = read_text("Điều 7. Tên\n1. Một\n3. Ba\n4. Bốn\nĐiều 8. Tên\nx) Điểm\ny) Điểm")
    assert numbers(content) == ["7", "1", "3", "4", "8", "x", "y"]
    assert [c.number for c in content] == ["7", "", "3", "", "", "x", ""]


def test_clauses_are_named_as_people_name_them():
    content = read_text("Chương I. CHUNG\nĐiều 5. Tên\n2. Hai\na) A\nĐoạn văn")
    assert list(names(content).values()) == [
        "Chương I", "Điều 5", "khoản 2 Điều 5", "điểm a khoản 2 Điều 5", "đoạn 1 điểm a khoản 2 Điều 5",
    ]  # fmt: skip


def test_a_clause_is_found_and_belongs_to_the_one_above():
    content = read_text("Điều 1. A\n1. B\na) C\nĐiều 2. D")
    assert find(content, content[2].id) == content[2]
    assert find(content, "zzzzzz99") is None
    above = parents(content)
    assert [above[c.id] for c in content] == ["", content[0].id, content[1].id, ""]


def test_the_fingerprint_changes_with_head_and_text():
    content = read_text("1. A")
    head = {"subject": "B"}
    whole = fingerprint(head, content)
    assert len(whole) == 64
    assert whole == fingerprint(dict(head), load(dump(content)))
    assert whole != fingerprint({"subject": "C"}, content)
    assert whole != fingerprint(head, read_text("1. A."))


def test_the_layout_gets_its_blocks():
    content = read_text(REGULATION)
    blocks = to_blocks(content)
    assert blocks[0] == Heading(0, "Chương I", "QUY ĐỊNH CHUNG")
    assert blocks[1] == LaidClause("article", "1", title="Phạm vi điều chỉnh")
    assert blocks[7] == LaidClause("point", "đ", (Run("Kinh phí."),))
    assert isinstance(blocks[-1], Table)
    assert isinstance(blocks[-2], Paragraph)
    [annex] = to_annexes(content)
    assert annex.title == "BIỂU MẪU"
    assert annex.body == (LaidClause("clause", "1", (Run("Mẫu thứ nhất"),)),)


def test_bold_and_italics_are_printed_in_tables_too():
    words = (Run("Sở "), Run("Tài chính", bold=True))
    table = Clause(new_id(), Kind.TABLE, rows=(((Run("Việc"),), (Run("Hạn"),)), (words, (Run("30/6"),))))
    [block] = to_blocks((table,))
    assert block.rows == ((words, "30/6"),)


FORGED = {
    "no list": {},
    "a word": "x",
    "no clause": [1],
    "no id": [{"kind": "paragraph", "runs": []}],
    "markup as id": [{"id": "<script>", "kind": "paragraph", "runs": []}],
    "an unknown kind": [{"id": "abcdef", "kind": "script", "runs": []}],
    "a kind that is a list": [{"id": "abcdef", "kind": [], "runs": []}],
    "runs that are words": [{"id": "abcdef", "kind": "point", "runs": "abc"}],
    "a run of three": [{"id": "abcdef", "kind": "point", "runs": [["a", "b", "c"]]}],
    "unknown marks": [{"id": "abcdef", "kind": "point", "runs": [["a", "u"]]}],
    "a number of markup": [{"id": "abcdef", "kind": "point", "runs": [], "number": "<b>"}],
    "a deep level": [{"id": "abcdef", "kind": "bullet", "runs": [], "level": 99}],
    "an unknown place": [{"id": "abcdef", "kind": "paragraph", "runs": [], "align": "url(x)"}],
    "a table of nothing": [{"id": "abcdef", "kind": "table", "rows": []}],
    "cells that are words": [{"id": "abcdef", "kind": "table", "rows": [["a"]]}],
    "widths of words": [{"id": "abcdef", "kind": "table", "rows": [[[["a", ""]]]], "widths": ["1"]}],
}


@pytest.mark.parametrize("what", FORGED)
def test_what_is_no_text_is_refused(what):
    with pytest.raises(Malformed) as refused:
        load(FORGED[what])
    assert refused.value.fault == Fault.NOT_A_TEXT


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        ([{"id": "abcdef", "kind": "clause", "runs": []}] * (MOST_CLAUSES + 1), Fault.TOO_LONG),
        ([{"id": "abcdef", "kind": "clause", "runs": [["a" * 3_000_001, ""]]}], Fault.TOO_LONG),
        ([{"id": "abcdef", "kind": "table", "rows": [[[["a", ""]]] * 31]}], Fault.TOO_WIDE),
        ([{"id": "abcdef", "kind": "table", "rows": [[[["a", ""]]]] * 3_001}], Fault.TOO_WIDE),
    ],
)
def test_what_is_far_too_large_is_refused(data, fault):
    with pytest.raises(Malformed) as refused:
        load(data)
    assert refused.value.fault == fault


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, "NaN", '"' + "a" * 100, "[1e999]"])
def test_broken_json_is_refused(text):
    with pytest.raises(Malformed):
        loads(text)


def test_an_id_that_comes_twice_stays_with_the_first_clause():
    twice = [{"id": "abcdef", "kind": "clause", "runs": [["một", ""]]}] * 2
    first, second = load(twice)
    assert first.id == "abcdef" != second.id


def test_what_cannot_be_seen_is_not_kept():
    [clause] = load([{"id": "abcdef", "kind": "clause", "runs": [["a\u202eb\x00c\u200bd\u00a0e\ud800", ""]]}])
    assert clause.text == "abcd e"
