"""Two states of a text: what each page of a comparison shows."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from giaoban.documents.drafting.aligning import carry
from giaoban.documents.drafting.comparing import Stretch, compare, compare_words
from giaoban.documents.drafting.plain import read_text
from tests.documents.drafting import gold
from tests.documents.drafting.test_aligning import CONTENTS


def words(stretches, without):
    return "".join(s.text for s in stretches if s.change != without)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab cđ.,1", max_size=60), st.text(alphabet="ab cđ.,1", max_size=60))
def test_both_texts_can_be_read_from_the_marks(old, new):
    stretches = compare_words(old, new)
    assert words(stretches, "del") == new
    assert words(stretches, "ins").replace(" ", "") == old.replace(" ", "")


def test_only_the_words_that_differ_are_marked():
    assert compare_words("trước ngày 20 hằng tháng", "trước ngày 25 hằng tháng") == (
        Stretch("trước ngày "), Stretch("20", "del"), Stretch("25", "ins"), Stretch(" hằng tháng"),
    )  # fmt: skip


def test_another_placement_of_tones_is_no_change():
    assert compare_words("hoà giải – uỷ ban", "hòa giải - ủy ban") == (Stretch("hòa giải - ủy ban"),)


@settings(max_examples=80, deadline=None)
@given(CONTENTS, CONTENTS)
def test_every_clause_of_both_stands_once_in_the_comparison(old, new):
    back = carry(old, new)
    found = compare(old, back)
    assert sorted(side.id for pair in found.pairs for side in pair.before) == sorted(c.id for c in old)
    assert [side.id for pair in found.pairs for side in pair.after] == [c.id for c in back] or any(
        len(pair.after) > 1 for pair in found.pairs
    )
    for pair in found.pairs:
        for side, content in ((pair.before, old), (pair.after, back)):
            for one in side:
                text = next(c.text for c in content if c.id == one.id)
                assert "".join(s.text for s in one.stretches).split() == text.split()


def test_what_is_gone_stands_where_it_stood():
    old = read_text("1. Một việc\n2. Hai việc khác\n3. Ba bốn năm")
    new = tuple(c for c in old if c.text != "Hai việc khác")
    assert [(p.fate, [s.mark for s in p.inline]) for p in compare(old, new).pairs] == [
        ("same", ["1."]), ("deleted", ["2."]), ("same", ["2."]),
    ]  # fmt: skip


def test_a_table_shows_its_rows_and_cells():
    case = next(c for c in gold.cases("notice") if "thêm, bỏ, sửa" in c.title)
    [pair] = [p for p in compare(case.old, case.new).pairs if p.inline[0].rows]
    [table] = pair.inline
    changes = [row.change for row in table.rows]
    assert (changes.count("del"), changes.count("ins")) == (1, 1)
    assert any(
        s.change == "ins" and s.text == "75%" for row in table.rows for cell in row.cells for s in cell
    )


def test_a_divided_clause_stands_beside_both_parts():
    case = next(c for c in gold.cases("regulation") if c.title == "Tách khoản dài")
    divided = [p for p in compare(case.old, case.new).pairs if len(p.after) == 2]
    assert len(divided) == 2
    assert all(len(pair.before) == 1 for pair in divided)
