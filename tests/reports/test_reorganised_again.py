"""What was reported by units that were split, merged and renamed, one act after another, and taken back."""

from __future__ import annotations

from datetime import date

import pytest

from giaoban.foundation.verdict import Refused
from giaoban.reports.reads import series
from giaoban.reports.vocabulary import PeriodState, View
from giaoban.units.actions import NewUnit, merge, move, rename, split, undo_reform
from giaoban.units.models import Spell, Unit
from tests import make
from tests.reports.test_rebasing import JULY, Land, flow, four, reformed, stored, told

AUGUST = date(2025, 8, 1)


@pytest.fixture
def land(db):
    return Land()


def new(land, *names):
    return [NewUnit(name=name, kind="commune", parent=land.provinces[0]) for name in names]


@pytest.mark.parametrize(
    ("shares", "parts"), [([5, 3, 2], [50, 30, 20]), ([1, 0, 1], [50, 0, 50]), ((), [34, 33, 33])]
)
def test_a_unit_split_among_three_is_divided_to_the_last_unit(land, shares, parts):
    before = land.month(2025, 6, four(land, 100, 2, 3, 4))
    made = split(land.communes[0], into=new(land, "Xã Một", "Xã Hai", "Xã Ba"), shares=shares, **told())
    found = [flow(unit, [before], View.TODAY)[0] or 0 for unit in made]
    assert sorted(found) == sorted(parts)
    assert not shares or found == parts
    assert flow(land.provinces[0], [before], View.TODAY) == [102]
    assert flow(land.nation, [before], View.TODAY) == flow(land.nation, [before]) == [109]


def test_shares_of_shares_are_multiplied(land):
    before = land.month(2025, 6, four(land, 100, 2, 3, 4))
    one, two = split(land.communes[0], into=new(land, "Xã Một", "Xã Hai"), shares=[3, 1], **told())
    three, four_ = split(one, into=new(land, "Xã Ba", "Xã Bốn"), shares=[1, 4], **told(AUGUST))
    assert [flow(unit, [before], View.TODAY) for unit in (two, three, four_)] == [[25], [15], [60]]
    assert [flow(unit, [before], View.DATE, JULY) for unit in (one, two)] == [[75], [25]]
    assert flow(land.communes[0], [before], View.DATE, date(2025, 6, 30)) == [100]


def test_the_parts_of_a_split_unit_that_go_to_other_provinces_take_their_figures_along(land):
    before = land.month(2025, 6, four(land, 100, 2, 3, 4))
    one, two = split(land.communes[0], into=new(land, "Xã Một", "Xã Hai"), shares=[3, 1], **told())
    move(two, parent=land.provinces[1], **told(AUGUST))
    merge([one], into=land.communes[1], **told(AUGUST))
    assert [flow(province, [before], View.TODAY) for province in land.provinces] == [[77], [32]]
    assert flow(land.communes[1], [before], View.TODAY) == [77]
    assert [flow(province, [before], View.DATE, JULY) for province in land.provinces] == [[102], [7]]


def test_merged_renamed_and_split_a_unit_keeps_what_all_before_it_reported(land):
    before = land.month(2025, 6, four(land, 60, 40, 3, 4))
    a1, a2, *_others = land.communes
    kept = stored()
    merged = merge([a1, a2], into=new(land, "Xã Gộp")[0], **told())
    rename(merged, name="Xã Đổi Tên", **told())
    july = land.month(2025, 7, {merged: {0: 10}})
    one, two = split(merged, into=new(land, "Xã Một", "Xã Hai"), shares=[7, 3], **told(AUGUST))
    assert [flow(unit, [before, july], View.TODAY) for unit in (one, two)] == [[70, 7], [30, 3]]
    assert flow(merged, [before, july], View.DATE, JULY) == [100, 10]
    assert [flow(unit, [before], View.DATE, date(2025, 6, 30)) for unit in (a1, a2)] == [[60], [40]]
    assert series(one, [before], View.TODAY).estimated.all()
    assert flow(land.nation, [before, july], View.TODAY) == flow(land.nation, [before, july]) == [107, 10]
    assert stored()[0][: len(kept[0])] == kept[0]


def test_what_was_merged_today_cannot_be_split_on_the_same_day(land):
    a1, a2, *_others = land.communes
    merged = merge([a1, a2], into=new(land, "Xã Gộp")[0], **told())
    before = list(Spell.objects.order_by("pk").values_list())
    with pytest.raises(Refused, match="Xã Gộp"):
        split(merged, into=new(land, "Xã Một", "Xã Hai"), **told())
    assert list(Spell.objects.order_by("pk").values_list()) == before


def test_a_reform_is_taken_back_while_a_period_of_before_it_is_open(land):
    june = land.month(2025, 6, four(land, 1, 2, 3, 4), state=PeriodState.OPEN)
    kept = stored()
    reform = reformed()
    assert flow(land.provinces[1], [june], View.TODAY) == [10]
    undo_reform(reform, why="Ghi nhầm", actor=None, at=make.NOON)
    assert stored() == kept
    assert [flow(province, [june], View.TODAY) for province in land.provinces] == [[3], [7]]
    assert Unit.objects.get(pk=land.provinces[0].pk).valid_to is None


def test_a_reform_is_not_taken_back_from_under_an_open_period(land):
    reform = reformed()
    land.month(2025, 7, four(land, 1, 2, 3, 4), state=PeriodState.OPEN)
    with pytest.raises(Refused, match="07/2025"):
        undo_reform(reform, why="Ghi nhầm", actor=None, at=make.NOON)
    assert not Spell.objects.on(JULY).filter(unit=land.provinces[0]).exists()
