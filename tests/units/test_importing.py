"""Importing lists of units: what is planned, what is written, what is wrong with a file."""

import io
from datetime import date

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from giaoban.foundation.verdict import Refused
from giaoban.journal.models import Entry
from giaoban.units.actions import import_file, import_units, rename
from giaoban.units.models import Alias, Reorganisation, Spell, Unit
from giaoban.units.reads.importing import plan_import, read_table
from giaoban.units.reads.importing.rows import kind_from
from giaoban.units.vocabulary import UnitKind
from tests import make

PROVINCES = "code,name,merged_from\n01,Thành phố Hải Đông,\n04,Tỉnh Sơn Trà,A; B\n"
COMMUNES = (
    "code,province_code,type,name\n00004,01,Phường,Ba Mai\n00008,01,Đặc khu,Ngọc Đảo\n"
    "01001,04,Xã,Tân An\n01002,04,xã,Bắc Sơn\n"
)
JULY = date(2025, 7, 1)


def plan(text, name="units.csv", **how):
    content = text if isinstance(text, bytes) else text.encode()
    return plan_import(read_table(content, name=name), on=make.TODAY, **how)


def bring_in(text, **how):
    made = plan(text, **how)
    assert made.errors == []
    import_units(made, actor=None, at=make.NOON, basis="Quyết định 19")
    return made


def sheet(rows):
    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed, {"strings_to_formulas": False})
    page = book.add_worksheet()
    for number, row in enumerate(rows):
        page.write_row(number, 0, row)
    book.close()
    return packed.getvalue()


def test_lists_of_provinces_and_communes_come_in_and_again_change_nothing(db):
    assert len(bring_in(PROVINCES).created) == 2
    assert len(bring_in(COMMUNES).created) == 4
    units = {u.official_code: u for u in Unit.objects.select_related("parent")}
    assert {(u.name, u.kind, u.parent.name if u.parent else None) for u in units.values()} == {
        ("Thành phố Hải Đông", UnitKind.CITY, None),
        ("Tỉnh Sơn Trà", UnitKind.PROVINCE, None),
        ("Phường Ba Mai", UnitKind.WARD, "Thành phố Hải Đông"),
        ("Đặc khu Ngọc Đảo", UnitKind.SPECIAL_ZONE, "Thành phố Hải Đông"),
        ("Xã Tân An", UnitKind.COMMUNE, "Tỉnh Sơn Trà"),
        ("Xã Bắc Sơn", UnitKind.COMMUNE, "Tỉnh Sơn Trà"),
    }
    assert units["00004"].path == f"/{units['01'].pk}/{units['00004'].pk}/"
    entries = Entry.objects.count()
    for text in (PROVINCES, COMMUNES):
        again = bring_in(text)
        assert (again.acts, again.unchanged) == (0, text.count("\n") - 1)
    assert Entry.objects.count() == entries == 2
    assert not Reorganisation.objects.exists()  # all of them older than our records


def test_vietnamese_headings_excel_numbers_dates_and_abbreviations(cast):
    rows = [
        ["Mã đơn vị", "Tên đơn vị", "Loại", "Mã đơn vị cấp trên", "Tên viết tắt", "Hiệu lực từ"],
        [98004, "Tân Mai", "Phường", 98, "P. Tân Mai|TM", "01/07/2025"],
        ["", "Sở Du lịch", "", "98", "SDL; Sở DL", "2025-07-01"],
    ]
    made = plan(sheet(rows), "units.xlsx")
    assert made.errors == []
    import_units(made, actor=cast.officer(cast.administrator), at=make.NOON, basis="Nghị quyết 12")
    ward = Unit.objects.get(official_code="98004")
    assert (ward.name, ward.kind, ward.parent, ward.valid_from) == (
        "Phường Tân Mai",
        "ward",
        cast.province,
        JULY,
    )
    assert set(Alias.objects.filter(unit=ward).values_list("text", flat=True)) == {"P. Tân Mai", "TM"}
    assert Unit.objects.get(name="Sở Du lịch").kind == UnitKind.DEPARTMENT
    assert Reorganisation.objects.get().effective_on == JULY


def test_changes_are_found_by_code_by_name_and_by_place(cast):
    text = (
        "code,name,type,province_code\n98001,An Bình,Xã,98\n98009,Minh Khai,Phường,98\n"
        "98003,Đặc khu Hòn Mây,,98\n,Sở Tài chính,,\n"
    )
    made = bring_in(text)
    changes = {change.old.name: change.values for change in made.changed}
    assert changes == {
        "UBND xã An Thạnh": {"name": "Xã An Bình"},
        "UBND phường Minh Khai": {"official_code": "98009"},
    }
    assert made.unchanged == 2
    cast.an_thanh.refresh_from_db()
    assert cast.an_thanh.name == "Xã An Bình"
    assert Alias.objects.filter(unit=cast.an_thanh, text="UBND xã An Thạnh", kind="former").exists()


def test_codes_may_change_owner(db):
    bring_in("code,name\n10,Tỉnh Lào Sơn\n15,Tỉnh Yên Sơn\n")
    refused = plan("code,name\n15,Tỉnh Lào Sơn\n")
    assert [e.row for e in refused.errors] == [2]
    made = bring_in("code,name\n15,Tỉnh Lào Sơn\n", close_missing=True, effective_on=JULY)
    assert [c.facts.name for c in made.closed] == ["Tỉnh Yên Sơn"]
    on_july = {s.official_code: s.name for s in Spell.objects.on(JULY)}
    assert on_july == {"15": "Tỉnh Lào Sơn"}
    assert {s.official_code: s.name for s in Spell.objects.on(date(2025, 6, 30))} == {
        "10": "Tỉnh Lào Sơn",
        "15": "Tỉnh Yên Sơn",
    }


def test_closing_what_is_missing_stays_at_the_level_and_place_of_the_list(cast):
    made = plan("code,name,type,province_code\n98001,An Thạnh,Xã,98\n", close_missing=True)
    assert {c.facts.name for c in made.closed} == {"UBND phường Minh Khai", "UBND đặc khu Hòn Mây"}
    assert made.errors == []
    below = plan("code,name,type\n98001,An Thạnh,Xã\n", under=cast.science, close_missing=True)
    assert below.closed == []


@pytest.mark.parametrize(
    ("text", "row", "column"),
    [
        ("name,kind\n,Xã\n", 2, "name"),
        ("name,kind,parent_code\nTân An,Làng,98\n", 2, "kind"),
        ("name,parent_code\nXã Tân An,77\n", 2, "parent_code"),
        ("name,parent_code,valid_from\nXã Tân An,98,32/13/2025\n", 2, "valid_from"),
        ("code,name,parent_code\n1,Xã A,98\n1,Xã B,98\n", 3, "code"),
        ("code,name,parent_code\n1,Xã A,98\n2,xã A,98\n", 3, "name"),
        ("code,name,parent_code\n1,Xã A,2\n2,Xã B,1\n", 2, "parent_code"),
        ("name\nSở Mới\n", 2, "parent_code"),
        (f"name,parent_code\n{'x' * 201},98\n", 2, "name"),
        ("ten,gia\n1,2\n\n", None, None),
        ("gia\n1\n", None, ""),
        ("", None, ""),
    ],
)
def test_what_is_wrong_is_told_by_row_and_column(cast, text, row, column):
    made = plan(text)
    if column is None:
        assert made.errors[0].row == 2
        return
    assert (made.errors[0].row, made.errors[0].column) == (row, column)
    with pytest.raises(Refused):
        import_units(made, actor=None, at=make.NOON, basis="x")
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old", "units.xls"),
        (b"PK\x03\x04 broken", "units.xlsx"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "units.csv"),
        ("Tên đơn vị\nXã".encode("cp1258", "replace") + b"\xff\xfe\xe9", "units.csv"),
        (b"a" * (20 * 1024 * 1024 + 1), "units.csv"),
        (b'name\n"open', "units.csv"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_a_sentence(content, name):
    with pytest.raises(Refused, match=r".+\."):
        read_table(content, name=name)


@settings(max_examples=60, deadline=None)
@given(
    content=st.one_of(st.binary(max_size=300), st.text(max_size=200).map(str.encode)),
    ending=st.sampled_from(["csv", "xlsx"]),
)
def test_no_file_breaks_the_reader(content, ending):
    try:
        rows = read_table(content, name=f"x.{ending}")
    except Refused:
        return
    assert all(isinstance(cell, str) for row in rows for cell in row.cells)


def test_row_numbers_are_those_of_the_spreadsheet():
    rows = read_table(sheet([["name"], ["A"], [""], ["B"]]), name="u.xlsx")
    assert [row.number for row in rows] == [1, 2, 4]
    rows = read_table(b'name\n\n"A\nB"\nC\n', name="u.csv")
    assert [(row.number, row.cells[0]) for row in rows] == [(1, "name"), (3, "A B"), (5, "C")]


def test_the_tree_may_not_change_between_looking_and_confirming(cast):
    made = plan("code,name,type,province_code\n98001,An Bình,Xã,98\n")
    rename(cast.an_thanh, name="Xã Khác", effective_on=make.TODAY, basis="x", actor=None, at=make.NOON)
    with pytest.raises(Refused):
        import_units(made, actor=None, at=make.NOON, basis="x")


def test_an_administrator_imports_only_below_the_own_unit(cast):
    made = plan("code,name,type,province_code\n97001,Tân An,Xã,97\n")
    with pytest.raises(Refused):
        import_units(made, actor=cast.officer(cast.administrator), at=make.NOON, basis="x")
    with pytest.raises(Refused):
        import_units(made, actor=cast.officer(cast.chair), at=make.NOON, basis="x")


def test_importing_a_file_says_what_it_did(cast, tmp_path):
    path = tmp_path / "units.csv"
    path.write_text(
        "code,name,type,province_code\n98001,An Thạnh,Xã,98\n98010,Tân An,Xã,98\n", encoding="utf-8-sig"
    )
    seen = []
    how = {"actor": None, "at": make.NOON, "progress": lambda done, total: seen.append((done, total))}
    looked = import_file(path, dry_run=True, **how).as_json()
    assert (looked["written"], looked["unchanged"], [c["name"] for c in looked["created"]]) == (
        False,
        1,
        ["Xã Tân An"],
    )
    assert not Unit.objects.filter(official_code="98010").exists()
    assert import_file(path, dry_run=False, **how).as_json()["written"] is True
    assert seen[-1] == (1, 1)
    path.write_text("code,name\n1,\n")
    wrong = import_file(path, dry_run=False, **how).as_json()
    assert (wrong["written"], wrong["errors"][0]["row"]) == (False, 2)


@pytest.mark.parametrize(
    ("words", "has_parent", "kind"),
    [
        ("Xã", True, "commune"),
        ("xã", True, "commune"),
        ("PHƯỜNG", True, "ward"),
        ("ward", True, "ward"),
        ("Đặc khu", True, "special_zone"),
        ("Thành phố", False, "city"),
        ("Thành phố", True, "district"),
        ("Thị xã", True, "district"),
        ("Chi cục Thủy lợi", True, "division"),
        ("Sở", True, "department"),
        ("UBND xã An Thạnh", True, "commune"),
        ("Xưởng", True, None),
    ],
)
def test_kinds_are_read_from_words(words, has_parent, kind):
    assert kind_from(words, has_parent=has_parent) == kind
