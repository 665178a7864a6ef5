"""Comparing, searching and sorting Vietnamese."""

import random
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.foundation.codes import ALPHABET, public_code
from giaoban.foundation.text import normalise, person_sort_key, search_key, sort_key, unify_tones

WORDS = "An Ánh Ăn Ân ba bà bả bã bá bạ Bình Dung Đông Đức Hoà Hòa Oanh Ơn Quý Quyên Uyên Ước Ý Yên Zôn"
ORDER = re.findall(r"\S+", WORDS)
PEOPLE = [
    "Nguyễn Văn An", "Lê Đức Anh", "Nguyễn Ánh", "Nguyễn Thị Ngọc Ánh", "Trần Thị Ánh", "Phạm Đình Ân",
    "Đỗ Thị Dung", "Vũ Đông",
]  # fmt: skip
VIETNAMESE = st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạấậệốộợữỳ AĐƯỢ-,.0123", max_size=40)


def test_words_stand_in_the_order_of_the_dictionary():
    assert sorted(random.sample(ORDER, len(ORDER)), key=sort_key) == ORDER


def test_people_stand_by_given_name_then_family_name():
    assert sorted(random.sample(PEOPLE, len(PEOPLE)), key=person_sort_key) == PEOPLE


@pytest.mark.parametrize(
    ("written", "unified"),
    [
        ("hoà khoẻ thuỷ uỷ Thuỵ hoá", "hòa khỏe thủy ủy Thụy hóa"),
        ("quý quỷ hoàn loạn khuỷu già", "quý quỷ hoàn loạn khuỷu già"),
    ],
)
def test_the_tone_of_open_oa_oe_uy_moves_and_no_other(written, unified):
    assert unify_tones(written) == unified


def test_what_is_typed_without_marks_finds_what_has_them():
    assert search_key("Đắk Lắk") == search_key("dak lak") == "dak lak"
    assert search_key("Thuỷ Nguyên") == search_key("Thủy  Nguyên")
    assert search_key(unicodedata.normalize("NFD", "KẾ HOẠCH")) == "ke hoach"


@given(VIETNAMESE)
def test_a_sort_key_holds_nothing_that_collations_order_differently(text):
    assert set(sort_key(text)) <= set("0123456789abcdef")


@given(st.text(max_size=60))
def test_keys_are_made_of_any_text_and_once_made_stay(text):
    assert search_key(search_key(text)) == search_key(text)
    assert unify_tones(unify_tones(text)) == unify_tones(text)
    assert normalise(normalise(text)) == normalise(text)


def test_public_codes_avoid_what_is_misread_over_the_telephone():
    codes = {public_code() for _ in range(500)}
    assert len(codes) == 500
    assert {len(code) for code in codes} == {8}
    assert not set("".join(codes)) - set(ALPHABET)
    assert not set("01IOLU") & set(ALPHABET)
