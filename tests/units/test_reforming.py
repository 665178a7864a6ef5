"""A reform of many units from one table: looked at, recorded as one, taken back as one."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from giaoban.foundation.verdict import Refused
from giaoban.journal.models import Entry
from giaoban.units.actions import create_unit, move, record_reform, undo_reform
from giaoban.units.actions.reorganising import NewUnit
from giaoban.units.models import Alias, Post, Reform, Reorganisation, ReorganisationUnit, Spell, Unit
from giaoban.units.reads.heirs import heirs_of
from giaoban.units.reads.importing import read_table
from giaoban.units.reads.reforming import plan_reform
from giaoban.units.vocabulary import Verb
from tests import make

JULY = date(2025, 7, 1)
AFTER = datetime(2025, 7, 2, 3, tzinfo=UTC)
TABLE = """old_code,old_name,new_code,new_name
10,Bắc Hà,15,Bắc Hà
15,Tây Sơn,15,Bắc Hà
20,Đông Hải,20,Đông Hải
30,Nam Ninh,30,Trung Ninh
31,Trung Ninh,30,Trung Ninh
40,Cửu Giang,41,Tiền Phong
42,Long Khê,41,Tiền Phong
"""


def land(districts=1, communes=2):
    """A fictional nation of seven provinces with districts and communes."""
    nation = make.unit("Việt Nam", "nation")
    names = {"10": "Tỉnh Bắc Hà", "15": "Tỉnh Tây Sơn", "20": "Tỉnh Đông Hải", "30": "Tỉnh Nam Ninh",
             "31": "Thành phố Trung Ninh", "40": "Tỉnh Cửu Giang", "42": "Tỉnh Long Khê"}  # fmt: skip
    provinces = {
        code: make.unit(name, "city" if name.startswith("Th") else "province", nation, code=code)
        for code, name in names.items()
    }
    for code, province in provinces.items():
        for d in range(districts):
            district = make.unit(f"Huyện {code}-{d}", "district", province)
            for c in range(communes):
                make.unit(f"Xã {code}-{d}-{c}", "commune", district)
        make.unit(f"Sở Nội vụ {code}", "department", province)
    return nation, provinces


def planned(text=TABLE, day=JULY):
    content = text if isinstance(text, bytes) else text.encode()
    return plan_reform(read_table(content, name="bang.csv"), effective_on=day)


def told(at=make.NOON):
    return {"actor": None, "at": at}


def record(plan=None, at=AFTER):
    return record_reform(plan or planned(), basis="Nghị quyết 9/2025/QH15", **told(at))


def stored():
    spells = Spell.objects.order_by("unit", "valid_from")
    columns = ("unit_id", "valid_from", "valid_to", "official_code", "name", "kind", "parent_id", "path")
    units = Unit.objects.order_by("pk").values_list(
        "pk", "official_code", "name", "parent_id", "path", "valid_to"
    )
    names = Alias.objects.order_by("pk").values_list("unit_id", "text")
    posts = Post.objects.order_by("pk").values_list("pk", "unit_id", "until")
    return [list(spells.values_list(*columns)), list(units), list(names), list(posts)]


def on(day, name):
    return Spell.objects.on(day).get(name=name)


def test_the_plan_says_what_is_created_merged_changed_and_moved(db):
    land()
    before = stored()
    plan = planned()
    assert plan.errors == []
    assert [(g.code, g.name, len(g.olds)) for g in plan.mergers] == [
        ("15", "Bắc Hà", 2), ("30", "Trung Ninh", 2), ("41", "Tiền Phong", 2),
    ]  # fmt: skip
    assert [g.name for g in plan.created] == ["Tiền Phong"]
    assert [g.name for g in plan.changed] == ["Bắc Hà", "Trung Ninh"]
    assert len(plan.ended) == 7
    assert len(plan.moved) == 7 * 2 + 4  # all communes, and the departments of the provinces that end
    assert stored() == before


def test_provinces_are_merged_districts_end_and_communes_move_up(db):
    nation, provinces = land()
    record()
    top = {s.name: s for s in Spell.objects.on(JULY).filter(parent=nation)}
    assert sorted((s.official_code, s.name) for s in top.values()) == [
        ("15", "Tỉnh Bắc Hà"), ("20", "Tỉnh Đông Hải"), ("30", "Thành phố Trung Ninh"), ("41", "Tiền Phong"),
    ]  # fmt: skip
    assert not Spell.objects.on(JULY).filter(kind="district").exists()
    assert on(JULY, "Xã 15-0-0").parent_id == provinces["10"].pk
    assert on(JULY, "Xã 20-0-0").parent_id == provinces["20"].pk
    assert on(JULY, "Sở Nội vụ 42").path == f"{top['Tiền Phong'].path}{on(JULY, 'Sở Nội vụ 42').unit_id}/"
    assert on(date(2025, 6, 30), "Xã 15-0-0").path.startswith(provinces["15"].path)
    assert Spell.objects.on(JULY).count() == 1 + 4 + 14 + 7


def test_who_ended_has_an_heir_and_its_name_stays_known(db):
    _nation, provinces = land()
    record()
    district = Unit.objects.get(name="Huyện 15-0")
    heirs = heirs_of([provinces["15"].pk, provinces["40"].pk, district.pk], on=JULY)
    assert {pk: heir.name for pk, heir in heirs.items()} == {
        provinces["15"].pk: "Tỉnh Bắc Hà", provinces["40"].pk: "Tiền Phong", district.pk: "Tỉnh Bắc Hà",
    }  # fmt: skip
    assert Alias.objects.filter(unit=provinces["10"], text="Tỉnh Tây Sơn").exists()


def test_one_entry_tells_of_it_and_one_of_taking_it_back(db):
    land()
    reform = record()
    undo_reform(reform, why="Ghi nhầm ngày hiệu lực", **told(AFTER))
    entries = Entry.objects.filter(verb__startswith="units.reform").order_by("number")
    assert list(entries.values_list("verb", flat=True)) == [Verb.REFORM_RECORDED, Verb.REFORM_UNDONE]
    assert entries[0].after["mergers"] == 3
    assert entries[1].after["reason"] == "Ghi nhầm ngày hiệu lực"


@pytest.mark.parametrize("at", [make.NOON, AFTER])
def test_taken_back_everything_is_as_before(cast, at):
    """Recorded ahead, and recorded when it was in effect already; with posts that end and go on."""
    land()
    finance = Unit.objects.get(name="Tỉnh Tây Sơn")
    make.post(cast.reader, finance, "reader")
    make.post(cast.finance_contact, finance, "leader")
    before = stored()
    reform = record(at=at)
    assert stored() != before
    undo_reform(reform, why="Ghi nhầm", **told(at))
    assert stored() == before
    reform.refresh_from_db()
    assert (reform.undone_at, reform.undone_why) == (at, "Ghi nhầm")
    assert not Reorganisation.objects.exists()
    assert not ReorganisationUnit.objects.exists()
    record(planned(), at=at)
    assert Reform.objects.count() == 2


def test_taking_back_needs_a_reason_and_happens_once(db):
    land()
    reform = record()
    with pytest.raises(Refused):
        undo_reform(reform, why=" ", **told(AFTER))
    undo_reform(reform, why="Ghi nhầm", **told(AFTER))
    with pytest.raises(Refused):
        undo_reform(reform, why="Ghi nhầm", **told(AFTER))


def test_a_later_event_of_its_units_stands_against_taking_it_back(db):
    _nation, provinces = land()
    reform = record()
    moved = Unit.objects.get(name="Xã 15-0-0")
    move(moved, parent=provinces["20"], effective_on=date(2025, 8, 1), basis="Nghị quyết 8", **told(AFTER))
    before = stored()
    with pytest.raises(Refused, match="15-0-0"):
        undo_reform(reform, why="Ghi nhầm", **told(AFTER))
    assert stored() == before


def test_what_names_a_new_unit_stands_against_taking_it_back(cast):
    land()
    reform = record()
    new = Unit.objects.get(name="Tiền Phong")
    make.post(cast.reader, new, "reader")
    with pytest.raises(Refused, match="Tiền Phong"):
        undo_reform(reform, why="Ghi nhầm", **told(AFTER))


def test_a_unit_set_up_below_a_new_one_stands_against_taking_it_back(db):
    land()
    reform = record()
    new = Unit.objects.get(name="Tiền Phong")
    create_unit(
        NewUnit(name="Sở Y tế", kind="department", parent=new), effective_on=None or date(2025, 8, 1),
        basis="Nghị quyết 8", **told(AFTER),
    )  # fmt: skip
    with pytest.raises(Refused, match="Tiền Phong"):
        undo_reform(reform, why="Ghi nhầm", **told(AFTER))


def test_work_that_passed_to_an_heir_stands_against_taking_it_back(cast):
    text = (
        f"old_code,old_name,new_code,new_name\n,{cast.finance.name},,Sở Mới\n,{cast.interior.name},,Sở Mới\n"
    )
    make.duty(cast.committee, cast.finance, "Rà soát")
    reform = record(planned(text))
    with pytest.raises(Refused):
        undo_reform(reform, why="Ghi nhầm", **told(AFTER))


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("99,Không Có,99,Không Có", "old_code"),
        ("10,Tây Sơn,10,Tây Sơn", "old_code"),
        ("10,Bắc Hà,10,Bắc Hà\n10,Bắc Hà,11,Bắc Hà", "old_code"),
        ("10,Bắc Hà,10,Bắc Hà\n15,Tây Sơn,10,Tây Sơn", "new_code"),
        (",,10,Bắc Hà", "old_name"),
        ("10,Bắc Hà,10,", "new_name"),
    ],
)
def test_rows_that_cannot_be_meant_are_told_by_row_and_column(db, row, column):
    land()
    plan = planned(f"old_code,old_name,new_code,new_name\n{row}\n")
    assert [error.column for error in plan.errors] == [column]
    with pytest.raises(Refused):
        record(plan)


def test_headings_may_be_vietnamese_and_a_missing_one_is_named(db):
    land()
    assert planned("Mã cũ;Tên cũ;Mã mới;Tên mới\n10;Bắc Hà;11;Bắc Hà\n").errors == []
    assert "new_name" in planned("old_code,old_name,new_code\n1,2,3\n").errors[0].sentence


def test_of_two_reforms_in_a_row_the_later_one_is_taken_back_first(db):
    land()
    before = stored()
    first = record()
    between = stored()
    august = planned(
        "Mã cũ,Tên cũ,Mã mới,Tên mới\n15,Bắc Hà,15,Bắc Hà\n20,Đông Hải,15,Bắc Hà\n", date(2025, 8, 1)
    )
    second = record(august)
    with pytest.raises(Refused, match="“Tỉnh Bắc Hà” đã được sắp xếp lại sau đó"):
        undo_reform(first, why="Ghi nhầm", **told(AFTER))
    undo_reform(second, why="Ghi nhầm", **told(AFTER))
    assert stored() == between
    undo_reform(first, why="Ghi nhầm", **told(AFTER))
    assert stored() == before


def test_a_code_that_somebody_else_keeps_is_refused(db):
    land()
    with pytest.raises(Refused, match="20"):
        record(planned("old_code,old_name,new_code,new_name\n10,Bắc Hà,20,Bắc Hà\n"))
    assert not Reform.objects.exists()


def test_units_that_changed_since_the_plan_are_looked_at_again(db):
    _nation, provinces = land()
    plan = planned()
    move(Unit.objects.get(name="Xã 15-0-0"), parent=provinces["20"], effective_on=date(2025, 6, 1),
         basis="Nghị quyết 8", **told())  # fmt: skip
    with pytest.raises(Refused):
        record(plan)


def test_a_unit_with_a_change_ahead_is_told(db):
    _nation, provinces = land()
    move(Unit.objects.get(name="Xã 15-0-0"), parent=provinces["20"], effective_on=date(2025, 8, 1),
         basis="Nghị quyết 8", **told())  # fmt: skip
    assert ["15-0-0" in error.sentence for error in planned().errors] == [True]
