"""How words answer: marks, tones, spellings, numbers, beginnings; and anything at all that is typed."""

from __future__ import annotations

import time
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.search.indexing import Entry, Index, Stage, number_keys, question, snippet
from giaoban.search.indexing.index import Only
from giaoban.search.indexing.words import forms_of, words_of

READER = frozenset({"c1"})
EVERYBODY = Only(READER, {})
SYLLABLES = [
    "hòa",
    "hoa",
    "hoá",
    "khỏe",
    "thủy",
    "thuỷ",
    "quý",
    "đấu",
    "dầu",
    "số",
    "sơ",
    "Đắk",
    "lợi",
    "hoàn",
    "ủy",
    "uỷ",
    "kế",
    "hoạch",
]
syllables = st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=4)
TONES = "\u0300\u0301\u0303\u0309\u0323"


def entry(key, body, *, title="", readers=READER, **more):
    return Entry("paper", key, title, body, readers, **more)


@pytest.fixture(scope="module")
def stock(tmp_path_factory):
    """An index of all pairs of the syllables, and a few papers."""
    index = Index(tmp_path_factory.mktemp("search"))
    pairs = [f"{a} {b} chữ" for a in SYLLABLES for b in SYLLABLES]
    index.write(entries=[entry(number, words) for number, words in enumerate(pairs)])
    return index


def keys(index, typed, *, only=EVERYBODY, begun=False, count=500):
    asked = question(typed)
    return [hit.key for hit in index.find(asked, only, first=0, count=count, begun=begun)] if asked else []


def tone_elsewhere(word):
    """The same syllable with its tone on another vowel, as old habits and slips put it."""
    parts = unicodedata.normalize("NFD", word)
    tone = next((mark for mark in parts if mark in TONES), "")
    bare = parts.replace(tone, "") if tone else parts
    vowels = [place for place, letter in enumerate(bare) if letter in "aeiouy"]
    at = vowels[0] + 1 if vowels else len(bare)
    return unicodedata.normalize("NFC", bare[:at] + tone + bare[at:])


@given(syllables)
def test_every_spelling_of_the_same_words_finds_the_same(stock, words):
    typed = " ".join(words)
    as_typed = keys(stock, typed)
    assert keys(stock, unicodedata.normalize("NFD", typed)) == as_typed
    assert keys(stock, " ".join(map(tone_elsewhere, words))) == as_typed
    assert keys(stock, typed.upper()) == as_typed
    assert keys(stock, f"  “{typed}”, ") == as_typed


@given(syllables)
def test_without_marks_the_same_is_found_as_with_them(stock, words):
    typed = " ".join(words)
    assert sorted(keys(stock, forms_of(typed)[1])) == sorted(keys(stock, typed))


@given(syllables)
def test_stages_come_in_their_order_and_none_twice(stock, words):
    hits = stock.find(question(" ".join(words)), EVERYBODY, first=0, count=500, begun=True)
    assert [hit.stage for hit in hits] == sorted(hit.stage for hit in hits)
    assert len({hit.key for hit in hits}) == len(hits)
    whole = {hit.key for hit in hits}
    assert stock.total(question(" ".join(words)), EVERYBODY, begun=True) == len(whole)


@given(syllables, st.integers(0, 40), st.integers(1, 40))
def test_pages_are_stretches_of_one_order(stock, words, first, count):
    asked = question(" ".join(words))
    whole = stock.find(asked, EVERYBODY, first=0, count=500, begun=False)
    assert stock.find(asked, EVERYBODY, first=first, count=count, begun=False) == whole[first : first + count]


def test_exact_words_come_before_folded_ones_and_phrases_before_words(tmp_path):
    index = Index(tmp_path)
    texts = ["ke hoach", "kế khác hoạch", "Kế hoạch", "kệ hoặc hoa"]
    index.write(entries=[entry(number, text) for number, text in enumerate(texts)])
    asked = question("kế hoạch")
    hits = index.find(asked, EVERYBODY, first=0, count=9, begun=False)
    assert [(hit.key, hit.stage) for hit in hits] == [
        (2, Stage.EXACT_PHRASE),
        (1, Stage.EXACT_WORDS),
        (0, Stage.FOLDED_PHRASE),
    ]


@pytest.mark.parametrize(
    "typed",
    [
        "215",
        "215/TB-BCĐ",
        "215/tb-bcd",
        "215/TB",
        "TB 215",
        "số 215",
        "Số: 215/TB-BCĐ",
        "Thông báo số 215/TB-BCĐ",
        "215 / TB-BCĐ",
    ],
)
def test_a_number_finds_the_paper_with_that_number_first_and_the_latest_before(tmp_path, typed):
    index = Index(tmp_path)
    index.write(
        entries=[
            entry(1, "số 215 215 215/TB-BCĐ thông báo", numbers=number_keys("9", "KH"), day=date(2026, 1, 1)),
            entry(2, "khác", numbers=number_keys("215", "TB-BCĐ", "TB"), day=date(2024, 1, 1)),
            entry(3, "khác", numbers=number_keys("215", "TB-BCĐ", "TB"), day=date(2025, 1, 1)),
            entry(4, "khác", numbers=number_keys("2150", "TB-BCĐ", "TB"), day=date(2026, 1, 1)),
        ]
    )  # fmt: skip
    assert keys(index, typed)[:2] == [3, 2]
    assert 4 not in keys(index, typed)


@pytest.mark.parametrize("typed", ["năm 2025", "trong thời hạn 30", "họp lần 3"])
def test_a_number_among_words_is_a_word(typed):
    assert not question(typed).number.isdecimal()


@pytest.mark.parametrize("typed", ["chuyển đ", "chuyen d", "chuyển đổ", "ch"])
def test_the_last_word_may_be_begun_while_typing(tmp_path, typed):
    index = Index(tmp_path)
    index.write(entries=[entry(1, "chuyển đổi số"), entry(2, "vận chuyển"), entry(3, "chuyện đời")])
    assert 1 in keys(index, typed, begun=True)
    assert keys(index, typed) == []


def test_narrowing_holds_in_every_stage(tmp_path):
    index = Index(tmp_path)
    index.write(
        entries=[
            entry(1, "kế hoạch", type="KH", issuer="UBND tỉnh", day=date(2025, 2, 3), units={4, 5}),
            entry(2, "ke hoach", type="TB", issuer="Sở Y tế", day=date(2024, 2, 3), units={5}),
            entry(3, "kế hoạch", readers=frozenset({"c2"})),
        ]
    )  # fmt: skip
    for values, found in (
        ({}, [1, 2]),
        ({"sort": "paper:TB"}, [2]),
        ({"issuer": "UBND tỉnh"}, [1]),
        ({"year": "2024"}, [2]),
        ({"unit": "5"}, [1, 2]),
        ({"unit": "4", "year": "2024"}, []),
        ({"issuer": "không có"}, []),
    ):
        only = Only(READER, values)
        assert keys(index, "kế hoạch", only=only) == found
        assert index.total(question("kế hoạch"), only, begun=False) == len(found)
    assert keys(index, "kế hoạch", only=Only(frozenset(), {})) == []
    counts = index.counts(question("kế hoạch"), EVERYBODY, ("year", "unit"), begun=False)
    assert counts == {"year": {"2025": 1, "2024": 1}, "unit": {"5": 2, "4": 1}}


HOSTILE = [
    '"', "'; DROP TABLE x; --", "((((", "a AND OR NOT", "folded:*", "*", "~2^3", "[a TO z]", "\\", "\\Q",
    ".*", "(a|b)+$", "\0", "a\0b", "\ud800", "\u202e abc", "😀 họp", "…", "của của của", "x" * 10_000,
    "kế " * 5_000, "\u0301" * 3_000, "a\u0301\u0300\u0303" * 500, "215" * 4_000, "/" * 10_000,
    "215/" + "(" * 5_000, "﷽ ß ŉ ǆ", "İıſK", "٣٤٥", "1.2.3/…",
]  # fmt: skip


@pytest.mark.parametrize("typed", HOSTILE)
def test_whatever_is_typed_is_words_or_nothing_and_quick(stock, typed):
    begun = time.perf_counter()
    asked = question(typed)
    if asked:
        for beginning in (False, True):
            stock.find(asked, EVERYBODY, first=0, count=20, begun=beginning)
            stock.counts(asked, EVERYBODY, ("year",), begun=beginning)
            snippet("Kế hoạch chuyển đổi số của tỉnh" * 50, asked, begun=beginning)
    assert time.perf_counter() - begun < 1


@given(st.text(max_size=60))
def test_any_text_is_no_error(stock, typed):
    asked = question(typed)
    assert bool(asked) == bool(words_of(typed[:400]))
    if asked:
        stock.find(asked, EVERYBODY, first=0, count=5, begun=True)


@given(
    st.text(alphabet="hòa HÒA đĐ.\n<>&1ể ", max_size=400),
    st.sampled_from(["hòa", "hoa", "đ", "hòa để", "1"]),
    st.booleans(),
)
def test_a_snippet_is_a_stretch_of_the_text_with_only_what_was_searched_marked(text, typed, begun):
    asked = question(typed)
    pieces = snippet(text, asked, begun=begun, length=80)
    whole = "".join(piece.text for piece in pieces).removeprefix("… ").removesuffix(" …")
    assert whole in unicodedata.normalize("NFC", text)
    assert len(whole) <= 80 + 60
    for piece in pieces:
        for folded in forms_of(piece.text)[1].split() if piece.marked else ():
            assert folded in asked.folded or (begun and folded.startswith(asked.folded[-1]))


def test_a_snippet_shows_the_place_where_the_words_stand_together():
    text = "Hoa ở đây. " + "Chữ khác. " * 60 + "Việc hòa giải ở cơ sở. " + "Chữ nữa. " * 60
    pieces = snippet(text, question("hoà giải"), begun=False)
    assert [piece.text for piece in pieces if piece.marked] == ["hòa giải"]
    assert pieces[0].text == "… "


def test_a_long_text_gives_its_snippet_quickly():
    text = "Căn cứ quy định của pháp luật về tổ chức. " * 9_000 + "Hòa giải ở cơ sở."
    begun = time.perf_counter()
    pieces = snippet(text, question("hòa giải"), begun=False)
    assert "Hòa giải" in [piece.text for piece in pieces if piece.marked]
    assert time.perf_counter() - begun < 0.5
