"""The table of a reform as offices write it: headings, titles, numbers, lists, names without codes."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from giaoban.foundation.verdict import Refused
from giaoban.units.actions import undo_reform
from giaoban.units.models import Spell, Unit
from giaoban.units.reads.importing import read_table
from giaoban.units.reads.reform_table import understand_reform
from tests import make
from tests.units.test_reforming import JULY, land, on, planned, record, stored, told

PROVINCES = Path(__file__).parents[2] / "bench" / "provinces_2025.csv"
ROW = ("10", "Bắc Hà", "15", "Tây Sơn")


def rows(text, name="bang.csv"):
    content = text if isinstance(text, bytes) else text.encode()
    return [tuple(row.as_json().values()) for row in understand_reform(read_table(content, name=name)).rows]


def workbook(*lines):
    kept = io.BytesIO()
    with Workbook(kept) as book:
        sheet = book.add_worksheet()
        for place, line in enumerate(lines):
            sheet.write_row(place, 0, line)
    return kept.getvalue()


@pytest.mark.parametrize(
    "headings",
    [
        "Mã cũ;Tên cũ;Mã mới;Tên mới",
        "Mã tỉnh cũ;Tỉnh, thành phố cũ;Mã tỉnh mới;Tỉnh, thành phố mới",
        "Mã ĐVHC trước sắp xếp;Tên ĐVHC trước sắp xếp;Mã ĐVHC sau sắp xếp;Tên ĐVHC sau sắp xếp",
        "Trước sắp xếp;;Sau sắp xếp;\nMã;Tên đơn vị;Mã;Tên đơn vị",
        "DANH SÁCH ĐƠN VỊ SẮP XẾP;;;\nKèm theo Nghị quyết;;;\nMã cũ;Tên cũ;Mã mới;Tên mới",
        "Old code;Old unit;New code;New unit",
    ],
)
def test_headings_are_understood_however_offices_write_them(headings):
    assert rows(f"{headings}\n{';'.join(ROW)}\n") == [ROW]


def test_other_columns_are_left_alone():
    head = "STT;Tên cũ;Diện tích cũ;Dân số cũ;Tên mới;Diện tích mới;Trung tâm hành chính mới"
    assert rows(f"{head}\n1;Bắc Hà;3,5;9;Tây Sơn;4;Tây Sơn\n") == [("", "Bắc Hà", "", "Tây Sơn")]


def test_a_list_of_new_units_says_what_each_is_made_of():
    found = rows("code,name,merged_from\n15,Bắc Hà,Bắc Hà; Tây Sơn\n20,Đông Hải,\n")
    assert found == [
        ("", "Bắc Hà", "15", "Bắc Hà"), ("", "Tây Sơn", "15", "Bắc Hà"), ("", "Đông Hải", "20", "Đông Hải"),
    ]  # fmt: skip
    assert rows("Tên tỉnh;Sáp nhập từ\nBắc Hà;Bắc Hà và Tây Sơn\n") == [
        ("", "Bắc Hà", "", "Bắc Hà"), ("", "Tây Sơn", "", "Bắc Hà"),
    ]  # fmt: skip


def test_a_table_without_old_units_is_refused_with_what_is_missing():
    with pytest.raises(Refused, match="old_name"):
        rows("Ghi chú;Tên mới\nx;Bắc Hà\n")


def test_codes_that_a_spreadsheet_keeps_as_numbers_are_found(db):
    nation = make.unit("Việt Nam", "nation")
    province = make.unit("Tỉnh Bắc Hà", "province", nation, code="04")
    communes = [make.unit(f"Xã {n}", "commune", province, code=f"0000{n}") for n in (4, 8)]
    book = workbook(("Mã cũ", "Tên cũ", "Mã mới", "Tên mới"), (4, "Xã 4", 8, "Xã 8"), (8, "Xã 8", 8, "Xã 8"))
    plan = planned(book)
    assert plan.errors == []
    assert [(g.code, g.olds, g.survivor) for g in plan.groups] == [
        ("00008", [c.pk for c in communes], communes[1].pk)
    ]


def test_a_commune_that_becomes_a_ward_is_one_afterwards(db):
    land()
    before = stored()
    reform = record(
        planned("Tên cũ;Tên mới\nXã 10-0-0;Phường 10-0-0\nXã 10-0-1;Phường 10-0-0\nXã 15-0-0;Phường Mới\n")
    )
    found = Spell.objects.on(JULY).filter(kind="ward").values_list("name", flat=True)
    assert sorted(found) == ["Phường 10-0-0", "Phường Mới"]
    undo_reform(reform, why="Ghi nhầm", **told())
    assert stored() == before


def test_a_unit_may_be_merged_renamed_and_recoded_while_its_level_above_ends(db):
    """Communes first in the table, then the provinces that they come to stand under."""
    land()
    before = stored()
    table = (
        "Mã cũ,Tên cũ,Mã mới,Tên mới\n,Xã 40-0-0,09001,Phường Hoa Sen\n,Xã 42-0-0,09001,Phường Hoa Sen\n"
        "40,Cửu Giang,41,Tiền Phong\n42,Long Khê,41,Tiền Phong\n"
    )
    reform = record(planned(table))
    new = on(JULY, "Phường Hoa Sen")
    assert (new.kind, new.official_code, new.parent_id) == ("ward", "09001", on(JULY, "Tiền Phong").unit_id)
    undo_reform(reform, why="Ghi nhầm", **told())
    assert stored() == before


def test_a_bare_name_without_a_code_is_the_province(db):
    land()
    make.unit("Xã Bắc Hà", "commune", Unit.objects.get(name="Tỉnh Tây Sơn"))
    plan = planned("Tên cũ,Tên mới\nBắc Hà,Tây Sơn\nTây Sơn,Tây Sơn\n")
    assert plan.errors == []
    assert [len(group.olds) for group in plan.groups] == [2]


def test_a_unit_is_known_by_its_other_names_beside_its_code(db):
    land()
    Unit.objects.get(name="Tỉnh Bắc Hà").aliases.create(text="BH", search_key="bh", kind="abbreviation")
    assert planned("Mã cũ,Tên cũ,Tên mới\n10,BH,Bắc Hà\n").errors == []
    assert [e.column for e in planned("Mã cũ,Tên cũ,Tên mới\n10,BX,Bắc Hà\n").errors] == ["Mã cũ"]


def test_communes_of_several_provinces_are_not_one_for_their_name_alone(db):
    land()
    table = "Tên cũ,Tên mới\nXã 10-0-0,Xã Tân Lập\nXã 15-0-0,Xã Tân Lập\n"
    assert ["Tân Lập" in error.sentence for error in planned(table).errors] == [True]
    assert planned(f"{table}Bắc Hà,Tây Sơn\nTây Sơn,Tây Sơn\n").errors == []


def test_the_provinces_of_2025_become_34_and_are_63_again(db):
    nation = make.unit("Cả nước", "nation")
    for row in understand_reform(read_table(PROVINCES.read_bytes(), name="63.csv")).rows:
        kind = "city" if row.old_name.startswith("Thành phố") else "province"
        make.unit(row.old_name, kind, nation, code=row.old_code)
    before = stored()
    plan = planned(PROVINCES.read_bytes())
    assert (len(plan.rows), len(plan.mergers), len(plan.groups), plan.created) == (63, 23, 34, [])
    reform = record(plan)
    after = Spell.objects.on(JULY).filter(parent=nation)
    assert (after.count(), after.filter(kind="city").count()) == (34, 6)
    assert after.get(official_code="91").name == "Tỉnh An Giang"
    assert Spell.objects.on(date(2025, 6, 30)).get(official_code="91").name == "Tỉnh Kiên Giang"
    undo_reform(reform, why="Ghi nhầm", **told())
    assert stored() == before
