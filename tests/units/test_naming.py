"""Short forms that papers use for full names, and finding units by them."""

import doctest
from datetime import date

import pytest

from giaoban.units.reads import find_units, known_names, members_of, naming
from giaoban.units.reads.naming import short_forms
from giaoban.units.vocabulary import UnitKind
from tests import make

TODAY = make.TODAY


def test_the_examples_in_the_docstrings_hold():
    assert doctest.testmod(naming).failed == 0


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Sở Khoa học và Công nghệ", ["Sở KH&CN", "Sở KHCN", "Sở KH-CN", "SKHCN"]),
        ("Sở Văn hóa, Thể thao và Du lịch", ["Sở VH,TT&DL", "Sở VHTTDL", "Sở VHTT&DL"]),
        ("Sở Lao động - Thương binh và Xã hội", ["Sở LĐ-TB&XH", "Sở LĐTBXH"]),
        ("Bộ Khoa học và Công nghệ", ["Bộ KH&CN", "BKHCN"]),
        ("Sở Y tế", ["SYT"]),
        ("Sở Xây dựng tỉnh Sơn Hải", ["Sở Xây dựng", "SXD"]),
        ("Văn phòng UBND tỉnh", ["VP UBND tỉnh", "VPUBND tỉnh", "Văn phòng UBND"]),
        ("Bộ Chỉ huy Quân sự tỉnh", ["Bộ CHQS tỉnh"]),
        ("Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", ["UBMTTQVN tỉnh"]),
        ("Phường Ba Đình", ["UBND phường Ba Đình", "phường Ba Đình"]),
        ("UBND xã An Thạnh", ["xã An Thạnh", "Ủy ban nhân dân xã An Thạnh"]),
        ("Thành phố Hải Đông", ["UBND thành phố Hải Đông", "TP. Hải Đông"]),
    ],
)
def test_a_full_name_gives_its_usual_short_forms(name, forms):
    assert set(forms) <= set(short_forms(name))


@pytest.mark.parametrize("name", ["Thanh tra tỉnh", "", "Ban", "Sở", "và", "Sở và", "Công an xã An Thạnh"])
def test_a_name_without_usual_short_forms_gives_none_that_say_too_little(name):
    assert all(len(form) > 2 for form in short_forms(name))


def test_the_name_of_a_commune_is_never_left_out():
    assert short_forms("Công an xã An Thạnh") == ["CA xã An Thạnh"]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("so khcn", "Sở Khoa học và Công nghệ"),
        ("skhcn", "Sở Khoa học và Công nghệ"),
        ("khoa hoc cong nghe", "Sở Khoa học và Công nghệ"),
        ("SỞ KHOA", "Sở Khoa học và Công nghệ"),
        ("nghệ công", "Sở Khoa học và Công nghệ"),
        ("so tc", "Sở Tài chính"),
        ("xã an thạnh", "UBND xã An Thạnh"),
        ("hòn mây", "UBND đặc khu Hòn Mây"),
        ("hon may", "UBND đặc khu Hòn Mây"),
        ("98002", "UBND phường Minh Khai"),
        ("vpubnd", "Văn phòng UBND tỉnh"),
    ],
)
def test_a_unit_is_found_by_whatever_people_call_it(cast, words, first):
    assert [found.name for found in find_units(words, on=TODAY)][:1] == [first]


@pytest.mark.parametrize("words", ["", "  ", "%", "_", "zzzz", "' OR 1=1", "\\"])
def test_words_that_say_nothing_find_nothing(cast, words):
    assert find_units(words, on=TODAY) == []


def test_whoever_types_marks_means_them(cast):
    make.unit("UBND xã Hòa An", UnitKind.COMMUNE, cast.province)
    make.unit("UBND xã Hoa Ân", UnitKind.COMMUNE, cast.province)
    assert find_units("hoa ân", on=TODAY)[0].name == "UBND xã Hoa Ân"
    assert find_units("hoà an", on=TODAY)[0].name == "UBND xã Hòa An"


def test_finding_stays_within_the_part_of_the_tree_and_in_force(cast):
    ended = make.unit("Sở Tài nguyên", UnitKind.DEPARTMENT, cast.province)
    type(ended).objects.filter(pk=ended.pk).update(valid_to=date(2025, 2, 28))
    assert find_units("so tai nguyen", on=TODAY) == []
    assert find_units("so tai nguyen", on=date(2025, 2, 28))[0].unit == ended
    assert find_units("lam giang", within=cast.province, on=TODAY) == []


@pytest.mark.parametrize("rows", [1, 7])
def test_finding_costs_the_same_however_many_are_found(cast, rows, django_assert_num_queries):
    for number in range(rows):
        make.alias(make.unit(f"Phòng Số hóa {number}", UnitKind.DIVISION, cast.science), f"PSH{number}")
    with django_assert_num_queries(2):
        assert len(find_units("phong so hoa", on=TODAY)) == rows


def test_known_names_hold_recorded_names_short_forms_and_groups(cast):
    known = {one.key: one for one in known_names(cast.province, on=TODAY)}
    science = known[f"unit:{cast.science.code}"]
    assert science.abbreviations[:2] == ("Sở KH&CN", "SKHCN")
    assert "Sở KH-CN" in science.abbreviations
    assert known[f"unit:{cast.minh_khai.code}"].name == "UBND phường Minh Khai"
    assert "phường Minh Khai" in known[f"unit:{cast.minh_khai.code}"].abbreviations
    group = known[f"group:{cast.communes.code}"]
    assert (group.name, group.abbreviations, group.kind) == (
        "UBND các xã, phường, đặc khu",
        ("UBND các xã, phường", "UBND cấp xã"),
        "group",
    )
    assert not any(one.name == "Tỉnh Lam Giang" for one in known.values())


def test_a_short_form_that_two_units_share_is_given_to_neither(cast):
    make.unit("Sở Nông vận", UnitKind.DEPARTMENT, cast.province)  # SNV, as the Department of Home Affairs
    known = {one.name: one.abbreviations for one in known_names(cast.province, on=TODAY)}
    assert "SNV" not in known["Sở Nông vận"]
    assert "SNV" in known["Sở Nội vụ"]  # recorded by people


def test_a_group_by_rule_names_the_units_of_that_day(cast):
    assert set(members_of(cast.communes, on=TODAY)) == {cast.an_thanh, cast.minh_khai, cast.hon_may}
    later = make.unit("UBND xã Mới", UnitKind.COMMUNE, cast.province, since=date(2025, 7, 1))
    assert later not in members_of(cast.communes, on=TODAY)
    assert later in members_of(cast.communes, on=date(2025, 7, 1))
