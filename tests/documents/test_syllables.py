"""Words that lost the space between them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.documents.reading.normal import make_source
from giaoban.documents.reading.syllables import missing_space

JOINED = [
    ("Kếhoạch", 2), ("Giaothông", 4), ("thaovà", 4), ("chocác", 3), ("TổngBí", 4), ("sựcần", 2), ("Tàinguyên", 3), ("thôngbáo", 5),
]  # fmt: skip
WHOLE = [
    "nghiêng",
    "hoàn",
    "khuỷu",
    "quyết",
    "Giường",
    "online",
    "website",
    "UBND",
    "TPHCM",
    "Đắklắk",
    "QĐUBND",
    "PCTT",
]


@pytest.mark.parametrize(("word", "cut"), JOINED, ids=[w for w, _ in JOINED])
def test_two_syllables_without_a_space_are_parted(word: str, cut: int) -> None:
    assert missing_space(word) == cut


@pytest.mark.parametrize("word", WHOLE)
def test_one_syllable_a_short_form_and_a_foreign_word_stay(word: str) -> None:
    assert missing_space(word) == 0


@given(st.text(alphabet="Giaothông Kếhoạch, và\n.", max_size=80))
def test_every_even_character_still_knows_where_it_came_from(text: str) -> None:
    source = make_source(text)
    assert len(source.text) == len(source.fold) == len(source.origin) == len(source.origin_end)
    letters = [
        (a, source.original[o]) for a, o in zip(source.text, source.origin, strict=True) if not a.isspace()
    ]
    assert all(a == b for a, b in letters)
