"""What is read from the head and foot of papers, measured on the gold set and on any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.documents.reading.fields import FIELDS, flat, propose, read_fields
from tests.documents.gold.__main__ import GOALS, score
from tests.documents.gold.papers import PAPERS, text_of
from tests.documents.register_samples import LETTER


@pytest.mark.parametrize("half", [0, 1], ids=["seen", "blind"])
def test_each_field_is_read_as_often_as_promised(half):
    found = score(PAPERS[half::2])
    assert {name: share for name, share in found.items() if share < GOALS[name]} == {}


def test_the_gold_set_is_as_large_as_promised_and_has_every_form():
    assert len(PAPERS) >= 60
    assert {(p.form, p.layout) for p in PAPERS} == {
        (form, layout) for form in ("state", "party") for layout in ("word", "pdf", "scan")
    }


@pytest.mark.parametrize("paper", PAPERS[:12], ids=lambda p: f"{p.number}/{p.symbol}")
def test_each_field_stands_where_it_says(paper):
    text = text_of(paper)
    for name, found in read_fields(text).items():
        there = "".join(flat(text[found.start : found.end]).split())
        if name not in {"type", "issued_on", "recipients", "number"}:
            assert "".join(flat(found.value).split())[:8] in there, name
        assert 0 <= found.start < found.end <= len(text)


def test_a_letter_is_read_whole():
    assert {name: each["value"] for name, each in propose(LETTER).items()} == {
        "type": "CV",
        "number": "125",
        "symbol": "STC-NS",
        "issued_on": "2025-06-09",
        "issuer": "SỞ TÀI CHÍNH",
        "signer": "Phạm Đình Ân",
        "subject": "bố trí kinh phí chuyển đổi số",
        "recipients": "Ban Chỉ đạo Chuyển đổi số tỉnh",
    }


@given(
    st.text(max_size=400)
    | st.lists(st.sampled_from([*LETTER.split("\n"), "", "Số:", "Nơi nhận:"])).map("\n".join)
)
def test_any_text_is_read_without_a_fault(text):
    for name, found in read_fields(text).items():
        assert name in FIELDS
        assert found.value
        assert 0 <= found.start < found.end <= len(text)
