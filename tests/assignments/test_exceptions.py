"""Members of a group that a sentence leaves out are not given its work."""

from __future__ import annotations

import pytest

from giaoban.assignments.actions import take_in
from giaoban.assignments.models import Proposal
from giaoban.assignments.reads.exceptions import exception_behind, left_out
from tests import make
from tests.assignments.work import ISSUED_ON

NOTICE = """THÔNG BÁO
Kết luận phiên họp về dữ liệu dùng chung
Sơn Hải, ngày 10 tháng 6 năm 2025
1. UBND các xã, phường ({exception}) cập nhật dữ liệu hộ kinh doanh, hoàn thành trước ngày 30/6/2025.
2. Giao Sở Tài chính bố trí kinh phí, hoàn thành trước ngày 30/6/2025.
"""


def taken_in(cast, exception):
    document, _new = take_in(
        committee=cast.committee,
        text=NOTICE.format(exception=exception),
        actor=cast.officer(cast.secretary),
        at=make.NOON,
    )
    return Proposal.objects.filter(review__document=document).order_by("position")


@pytest.mark.parametrize("words", ["trừ", "ngoại trừ", "không bao gồm", "không kể"])
def test_an_exception_in_brackets_is_left_out_and_shown(cast, words):
    first, second = taken_in(cast, f"{words} {cast.minh_khai.name}")
    (communes,) = first.addressees.all()
    assert communes.group == cast.communes
    assert communes.excluded_units == [cast.minh_khai.pk]
    assert communes.restriction == f"{words} {cast.minh_khai.name}"
    assert "restricted_group" in first.doubts
    assert "restricted_group" not in second.doubts


def test_an_exception_that_nobody_answers_to_leaves_the_choice_to_a_person(cast):
    first, _second = taken_in(cast, "trừ các đơn vị đã hoàn thành")
    (communes,) = first.addressees.all()
    assert communes.excluded_units == []
    assert "restricted_group" in first.doubts


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Các sở, ban, ngành (trừ Sở Y tế) rà soát.", "trừ Sở Y tế"),
        ("các sở,  ban, ngành, trừ Sở Y tế, rà soát.", "trừ Sở Y tế"),
        (
            "Các sở, ban, ngành, trừ Sở Y tế, Sở Xây dựng và Công an tỉnh, rà soát.",
            "trừ Sở Y tế, Sở Xây dựng và Công an tỉnh",
        ),
        ("Các sở, ban, ngành trừ Sở Y tế và Sở Xây dựng báo cáo kết quả.", "trừ Sở Y tế và Sở Xây dựng"),
        ("Các sở, ban, ngành, trừ những nơi đã xong, rà soát.", "trừ những nơi đã xong"),
        ("Các sở, ban, ngành rà soát, khấu trừ kinh phí (trừ Sở Y tế).", ""),
        ("Các sở, ban, ngành trừ", ""),
        ("UBND tỉnh giao.", ""),
    ],
)
def test_only_words_right_behind_the_group_are_its_exception(sentence, words):
    assert exception_behind("Các sở, ban, ngành", sentence) == words


def test_a_name_that_holds_a_conjunction_is_one_name(cast):
    words = f"trừ {cast.minh_khai.name} và {cast.an_thanh.name}"
    assert left_out(cast.communes, words, on=ISSUED_ON) == sorted([cast.minh_khai.pk, cast.an_thanh.pk])
