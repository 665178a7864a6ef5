"""What single reorganisations do, and what they refuse."""

from datetime import date, timedelta

import pytest

from giaoban.foundation.verdict import Refused
from giaoban.journal.models import Entry
from giaoban.units import jobs
from giaoban.units.actions import (
    NewUnit,
    add_alias,
    change_kind,
    create_unit,
    dissolve,
    foresee,
    merge,
    move,
    rename,
    save_group,
    split,
)
from giaoban.units.models import Alias, Reorganisation, Spell, Unit
from giaoban.units.reads import (
    ancestors,
    children_on,
    events_of,
    find_units,
    members_of,
    predecessors,
    successors,
    successors_on,
    tree_on,
)
from giaoban.units.vocabulary import AliasKind, UnitKind, Verb
from tests import make

JULY = date(2025, 7, 1)
MARCH = date(2025, 3, 1)
BASIS = "Nghị quyết 12/NQ-HĐND ngày 20/02/2025"


def told(day=MARCH, actor=None):
    return {"effective_on": day, "basis": BASIS, "actor": actor, "at": make.NOON}


def spells(unit):
    rows = Spell.objects.filter(unit=unit)
    return sorted(((s.valid_from, s.valid_to, s.name) for s in rows), key=lambda row: row[0] or date.min)


def test_a_new_name_keeps_the_old_one_known(cast):
    rename(cast.science, name="Sở Khoa học và Chuyển đổi số", **told())
    cast.science.refresh_from_db()
    assert cast.science.name == "Sở Khoa học và Chuyển đổi số"
    assert spells(cast.science) == [
        (None, date(2025, 2, 28), "Sở Khoa học và Công nghệ"),
        (MARCH, None, "Sở Khoa học và Chuyển đổi số"),
    ]
    assert Alias.objects.get(unit=cast.science, kind=AliasKind.FORMER).text == "Sở Khoa học và Công nghệ"
    found = find_units("khoa hoc va cong nghe", on=make.TODAY)[0]
    assert found.unit == cast.science
    assert "Sở Khoa học và Công nghệ" in found.hint


def test_a_name_for_the_future_shows_from_its_day(cast):
    rename(cast.finance, name="Sở Tài chính - Kế hoạch", **told(JULY))
    cast.finance.refresh_from_db()
    assert cast.finance.name == "Sở Tài chính"
    assert jobs.apply_due(JULY - timedelta(days=1)) == 0
    assert jobs.apply_due(JULY) == 1
    cast.finance.refresh_from_db()
    assert cast.finance.name == "Sở Tài chính - Kế hoạch"


def test_a_correction_of_the_past_lets_later_events_stand(cast):
    rename(cast.finance, name="Sở Tài chính mới", **told(date(2025, 5, 1)))
    move(cast.finance, parent=cast.office, **told(date(2025, 4, 1)))
    rename(cast.finance, name="Sở Tài chính cũ", **told(MARCH))
    assert spells(cast.finance) == [
        (None, date(2025, 2, 28), "Sở Tài chính"),
        (MARCH, date(2025, 3, 31), "Sở Tài chính cũ"),
        (date(2025, 4, 1), date(2025, 4, 30), "Sở Tài chính cũ"),
        (date(2025, 5, 1), None, "Sở Tài chính mới"),
    ]


def test_a_moved_unit_takes_all_below_it_along(cast):
    section = create_unit(
        NewUnit(name="Phòng Số", kind=UnitKind.DIVISION, parent=cast.science),
        **{**told(), "effective_on": None},
    )
    move(cast.science, parent=cast.office, **told())
    section.refresh_from_db()
    assert section.path == f"/{cast.province.pk}/{cast.office.pk}/{cast.science.pk}/{section.pk}/"
    above = [node.name for node in ancestors(section, on=make.TODAY)]
    assert above == ["Tỉnh Sơn Hải", "Văn phòng UBND tỉnh", "Sở Khoa học và Công nghệ"]
    assert [n.name for n in ancestors(section, on=date(2024, 1, 1))] == [
        "Tỉnh Sơn Hải",
        "Sở Khoa học và Công nghệ",
    ]


def test_a_merger_is_a_new_unit_with_predecessors_below_which_all_stands(cast):
    section = make.unit("Phòng Ngân sách", UnitKind.DIVISION, cast.finance)
    new = NewUnit(name="Sở Tài chính và Nội vụ", kind=UnitKind.DEPARTMENT, parent=cast.province)
    merged = merge([cast.finance, cast.interior], into=new, **told())
    assert {u.name for u in predecessors(merged)} == {"Sở Tài chính", "Sở Nội vụ"}
    cast.finance.refresh_from_db()
    assert successors(cast.finance) == [merged]
    assert successors_on(cast.finance, make.TODAY) == [merged]
    assert successors_on(cast.finance, date(2025, 1, 1))[0].pk == cast.finance.pk
    section.refresh_from_db()
    cast.finance.refresh_from_db()
    assert section.parent == merged
    assert cast.finance.valid_to == date(2025, 2, 28)
    assert find_units("so noi vu", on=make.TODAY)[0].unit == merged
    event = events_of(merged)[0]
    assert (event.kind, {u.name for u in event.before}) == ("merge", {"Sở Tài chính", "Sở Nội vụ"})


def test_a_unit_may_take_in_another(cast):
    assert merge([cast.interior], into=cast.finance, **told()) == cast.finance
    assert predecessors(cast.finance) == [cast.interior]
    assert predecessors(cast.interior) == []


def test_a_split_hands_what_is_below_to_the_heirs(cast):
    first = make.unit("Phòng Một", UnitKind.DIVISION, cast.science)
    second = make.unit("Phòng Hai", UnitKind.DIVISION, cast.science)
    heirs = [
        NewUnit(name=name, kind=UnitKind.DEPARTMENT, parent=cast.province)
        for name in ("Sở Khoa học", "Sở Công nghệ")
    ]
    one, two = split(cast.science, into=heirs, children={second.pk: 1}, **told())
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.parent, second.parent) == (one, two)
    assert successors(cast.science) == [two, one] or successors(cast.science) == [one, two]


def test_a_unit_with_units_below_it_cannot_end_without_an_heir(cast):
    make.unit("Phòng Một", UnitKind.DIVISION, cast.science)
    with pytest.raises(Refused):
        dissolve(cast.science, **told())
    dissolve(cast.science, children_to=cast.office, **told())
    assert [n.name for n in children_on(make.TODAY, of=cast.office)] == ["Phòng Một"]


def test_a_dissolved_unit_is_there_on_the_days_before(cast):
    dissolve(cast.interior, **told())
    there = {
        node.name for node in tree_on(date(2025, 2, 28))[0].children + tree_on(date(2025, 2, 28))[1].children
    }
    assert "Sở Nội vụ" in there
    assert "Sở Nội vụ" not in {n.name for n in children_on(MARCH, of=cast.province)}


@pytest.mark.parametrize(
    "act",
    [
        lambda c: move(c.province, parent=c.science, **told()),
        lambda c: move(c.science, parent=c.science, **told()),
        lambda c: rename(c.science, name=c.science.name, **told()),
        lambda c: rename(c.science, name="Sở Tài chính", **told()),
        lambda c: rename(c.science, name="  ", **told()),
        lambda c: change_kind(c.science, kind="zzz", **told()),
        lambda c: merge([c.science], into=c.science, **told()),
        lambda c: create_unit(
            NewUnit(name="A", kind="other", parent=c.province, official_code="98001"), **told()
        ),
        lambda c: rename(c.science, name="Tên", effective_on=MARCH, basis=" ", actor=None, at=make.NOON),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(cast, act):
    with pytest.raises(Refused):
        act(cast)
    assert not Reorganisation.objects.exists()
    assert not Entry.objects.exists()


def test_only_the_administrator_of_the_part_reorganises(cast):
    for person in (cast.chair, cast.secretary, cast.stranger, cast.finance_leader):
        with pytest.raises(Refused):
            rename(cast.finance, name="Sở Khác", **told(actor=cast.officer(person)))
    elsewhere = Unit.objects.get(name="Tỉnh Lam Giang")
    administrator = cast.officer(cast.administrator)
    with pytest.raises(Refused):
        rename(elsewhere, name="Tỉnh Khác", **told(actor=administrator))
    rename(cast.finance, name="Sở Khác", **told(actor=administrator))
    entry = Entry.objects.get()
    assert (entry.verb, entry.actor, entry.before) == (
        Verb.UNIT_RENAMED,
        cast.administrator,
        {"name": "Sở Tài chính"},
    )


def test_foreseeing_an_act_leaves_nothing(cast):
    foresee(lambda: rename(cast.science, name="Sở Khác", **told()))
    cast.science.refresh_from_db()
    assert cast.science.name == "Sở Khoa học và Công nghệ"
    assert not Entry.objects.exists()
    with pytest.raises(Refused):
        foresee(lambda: rename(cast.science, name="Sở Tài chính", **told()))


def test_a_name_is_added_once(cast):
    add_alias(cast.finance, text="Sở TC", actor=None, at=make.NOON)
    for again in ("so tc", "SỞ TC", "Sở Tài chính", " "):
        with pytest.raises(Refused):
            add_alias(cast.finance, text=again, actor=None, at=make.NOON)


def test_a_group_has_a_rule_or_a_list_never_both(cast):
    facts = {"name": "các cơ quan", "within": cast.province, "actor": None, "at": make.NOON}
    for wrong in ({}, {"kinds": ["department"], "members": [cast.finance]}, {"kinds": ["zzz"]}):
        with pytest.raises(Refused):
            save_group(**facts, **wrong)
    group = save_group(**facts, members=[cast.finance, cast.science])
    assert set(members_of(group, on=make.TODAY)) == {cast.finance, cast.science}
    with pytest.raises(Refused):
        save_group(**facts, kinds=["department"])
    dissolve(cast.finance, **told())
    assert set(members_of(group, on=make.TODAY)) == {cast.science}
