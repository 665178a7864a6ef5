"""The same reports on the units of another day: nothing is lost, nothing counted twice, nothing rewritten."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import numpy as np
import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from giaoban.foundation.verdict import Refused
from giaoban.reports.figures import Column
from giaoban.reports.forming import Combine, Nature
from giaoban.reports.models import Revision, Total
from giaoban.reports.reads import board, children_of, series, series_of, series_of_children
from giaoban.reports.reads.consolidating.gathering import Scope, gather
from giaoban.reports.vocabulary import SnapshotKind, View
from giaoban.units.actions import (
    NewUnit,
    create_unit,
    dissolve,
    merge,
    move,
    record_reform,
    rename,
    split,
    undo_reform,
)
from giaoban.units.models import Spell, Unit
from giaoban.units.reads.importing import read_table
from giaoban.units.reads.reforming import plan_reform
from tests import make
from tests.reports import filler

JULY = date(2025, 7, 1)
KINDS = ["province", "commune"]


def told(day=JULY, at=None):
    at = at or datetime.combine(day, time(3), tzinfo=UTC)
    return {"effective_on": day, "basis": "Nghị quyết 7", "actor": None, "at": at}


class Land:
    """A nation of two provinces with two communes each, and a regime in which communes report."""

    def __init__(self, kinds=("commune",), combine=Combine.BELOW):
        self.nation = make.unit("Việt Nam", "nation")
        self.provinces = [make.unit(f"Tỉnh {n}", "province", self.nation) for n in "AB"]
        self.communes = [
            make.unit(f"Xã {p.name[-1]}{n}", "commune", p) for p in self.provinces for n in (1, 2)
        ]
        definition = filler.form(Nature.FLOW, Nature.STOCK, combine=combine)
        self.regime = filler.regime(self.nation, list(kinds), definition)

    def month(self, year, number, figures, **said):
        return filler.period(self.regime, year, number, {u.pk: row for u, row in figures.items()}, **said)


@pytest.fixture
def land(db):
    return Land()


def flow(unit, periods, view=View.THEN, on=None):
    """The first number of a unit in each period; None where nobody gave one."""
    read = series(unit, periods, view, on)
    return [int(s) if n else None for s, n in zip(read.sums[0, :, 0], read.counts[0, :, 0], strict=True)]


def four(land, *values):
    return {unit: {0: value} for unit, value in zip(land.communes, values, strict=True)}


def test_merged_provinces_have_what_both_had(land):
    before = land.month(2025, 6, four(land, 1, 2, 3, 4))
    a, b = land.provinces
    merge([a], into=b, **told())
    after = land.month(2025, 7, four(land, 10, 20, 30, 40))
    assert flow(b, [before, after]) == [7, 100]
    assert flow(b, [before, after], View.DATE, JULY) == [10, 100]
    assert flow(b, [before, after], View.TODAY) == [10, 100]
    assert flow(a, [before, after]) == [3, None]
    assert flow(land.nation, [before, after], View.TODAY) == [10, 100]


def test_on_the_units_of_before_the_merger_communes_stand_where_they_stood(land):
    before = land.month(2025, 6, four(land, 1, 2, 3, 4))
    a, b = land.provinces
    merge([a], into=b, **told())
    after = land.month(2025, 7, four(land, 10, 20, 30, 40))
    assert flow(a, [before, after], View.DATE, date(2025, 6, 1)) == [3, 30]
    assert flow(b, [before, after], View.DATE, date(2025, 6, 1)) == [7, 70]
    assert not series(b, [before, after], View.DATE, date(2025, 6, 1)).estimated.any()


def test_merged_communes_are_summed_and_their_heir_has_their_year_before(land):
    a1, a2, *_others = land.communes
    last = land.month(2024, 7, four(land, 1, 2, 3, 4))
    june = land.month(2025, 6, four(land, 5, 6, 7, 8))
    new = merge([a1, a2], into=NewUnit(name="Xã A", kind="commune", parent=land.provinces[0]), **told())
    july = land.month(2025, 7, {new: {0: 9}})
    read = board([new, land.provinces[0]], [july])
    assert read.value(new, july, "n0", Column.LAST_YEAR) == 3
    assert read.value(new, july, "n0", Column.YTD) == 5 + 6 + 9
    assert read.value(new, july, "n0", Column.DIFFERENCE) == 6
    assert read.value(land.provinces[0], july, "n0", Column.LAST_YEAR) == 3
    assert flow(new, [last, june, july]) == [None, None, 9]
    assert flow(new, [last, june, july], View.TODAY) == [3, 11, 9]


def test_a_consolidated_report_has_the_year_before_of_those_that_were_merged(land):
    a1, a2, *_others = land.communes
    last = land.month(2024, 7, four(land, 1, 2, 3, 4))
    new = merge([a1, a2], into=NewUnit(name="Xã A", kind="commune", parent=land.provinces[0]), **told())
    july = land.month(2025, 7, {new: {0: 9}})
    at = datetime(2025, 8, 20, tzinfo=UTC)
    scope = Scope(land.regime, land.provinces[0], None, SnapshotKind.PERIOD, july, july)
    content = gather(scope, at=at)
    assert [(unit["name"], unit["figures"]["last_year"][0]) for unit in content["units"]] == [("Xã A", 3)]
    assert (content["figures"]["last_year"][0], content["figures"]["ytd"][0]) == (3, 9)
    whole = gather(Scope(land.regime, land.provinces[0], None, SnapshotKind.MIDTERM, last, july), at=at)
    assert whole["units"][0]["figures"]["this"][0] == 3 + 9


def test_each_period_of_a_board_is_compared_on_its_own_units(land):
    a1, a2, *_others = land.communes
    land.month(2024, 6, four(land, 1, 2, 3, 4))
    land.month(2024, 7, four(land, 1, 2, 3, 4))
    june = land.month(2025, 6, four(land, 5, 6, 7, 8))
    merge([a1], into=a2, **told())
    july = land.month(2025, 7, {a2: {0: 9}})
    read = board([a2], [june, july])
    assert read.value(a2, june, "n0", Column.LAST_YEAR) == 2
    assert read.value(a2, july, "n0", Column.LAST_YEAR) == 3
    assert read.value(a2, july, "n0", Column.YTD) == 5 + 6 + 9


def test_a_split_unit_is_divided_by_equal_shares_and_marked(land):
    a1, *_others = land.communes
    before = land.month(2025, 6, four(land, 7, 2, 3, 4))
    parent = land.provinces[0]
    one, two = split(
        a1,
        into=[NewUnit(name=f"Xã {n}", kind="commune", parent=parent) for n in ("Một", "Hai")],
        **told(),
    )
    parts = [flow(each, [before], View.TODAY)[0] for each in (one, two)]
    assert sorted(parts) == [3, 4]
    assert series(one, [before], View.TODAY).estimated.all()
    whole = series(parent, [before], View.TODAY)
    assert (flow(parent, [before], View.TODAY), whole.estimated.any()) == ([9], False)
    assert (whole.counts[0, 0, 0], whole.reported[0, 0], whole.expected[0, 0]) == (2, 2, 2)


def test_a_split_unit_is_divided_by_the_shares_it_was_given(land):
    a1, *_others = land.communes
    before = land.month(2025, 6, four(land, 8, 2, 3, 4))
    into = [NewUnit(name=f"Xã {n}", kind="commune", parent=land.provinces[0]) for n in ("Một", "Hai")]
    one, two = split(a1, into=into, shares=[3, 1], **told())
    assert [flow(each, [before], View.TODAY) for each in (one, two)] == [[6], [2]]


def test_what_was_merged_is_divided_again_on_the_units_of_before(land):
    a1, a2, *_others = land.communes
    merge([a1], into=a2, **told())
    after = land.month(2025, 7, {a2: {0: 9}})
    assert flow(a1, [after], View.DATE, date(2025, 6, 1)) == [4]
    assert flow(a2, [after], View.DATE, date(2025, 6, 1)) == [5]
    assert flow(land.provinces[0], [after], View.DATE, date(2025, 6, 1)) == [9]


def test_what_a_dissolved_unit_reported_counts_for_the_unit_above_it(land):
    a1, *_others = land.communes
    before = land.month(2025, 6, four(land, 7, 2, 3, 4))
    dissolve(a1, **told())
    assert flow(land.provinces[0], [before], View.TODAY) == [9]
    assert flow(land.nation, [before], View.TODAY) == [16]


def test_a_moved_commune_counts_where_it_stands(land):
    a1, *_others = land.communes
    before = land.month(2025, 6, four(land, 7, 2, 3, 4))
    move(a1, parent=land.provinces[1], **told())
    assert [flow(p, [before], View.TODAY) for p in land.provinces] == [[2], [14]]
    assert [flow(p, [before]) for p in land.provinces] == [[9], [7]]


def test_own_figures_of_a_province_go_with_it(db):
    land = Land(KINDS, Combine.OWN)
    a, b = land.provinces
    before = land.month(2025, 6, {**four(land, 1, 2, 3, 4), a: {0: 50}})
    merge([a], into=b, **told())
    assert [flow(p, [before]) for p in land.provinces] == [[50], [7]]
    assert flow(b, [before], View.TODAY) == [57]
    assert flow(land.nation, [before], View.TODAY) == flow(land.nation, [before]) == [57]
    read = series(b, [before], View.TODAY)
    assert (read.expected[0, 0], read.reported[0, 0]) == (6, 5)


def test_a_merger_found_out_after_a_period_was_opened_is_seen(land):
    july = land.month(2025, 7, four(land, 1, 2, 3, 4))
    a1, a2, *_others = land.communes
    merge([a1], into=a2, **told(at=datetime(2025, 9, 1, tzinfo=UTC)))
    assert flow(a2, [july]) == [2]
    assert flow(a2, [july], View.DATE, date(2025, 7, 31)) == [3]


def test_a_new_name_changes_no_figure(land):
    before = land.month(2025, 6, four(land, 1, 2, 3, 4))
    rename(land.provinces[0], name="Tỉnh Đổi Tên", **told())
    assert flow(land.provinces[0], [before], View.TODAY) == flow(land.provinces[0], [before]) == [3]


def test_children_are_those_of_the_tree_of_the_period(land):
    before = land.month(2025, 6, four(land, 1, 2, 3, 4))
    merge([land.provinces[0]], into=land.provinces[1], **told())
    assert children_of(land.nation, before) == [p.pk for p in land.provinces]
    assert children_of(land.provinces[0], before) == [c.pk for c in land.communes[:2]]


def test_children_of_another_day_are_those_of_its_tree(land):
    before = land.month(2025, 6, four(land, 1, 2, 3, 4))
    merge([land.provinces[0]], into=land.provinces[1], **told())
    read = series_of_children(land.nation, [before], View.TODAY)
    assert (read.units, read.sums[:, 0, 0].tolist()) == ((land.provinces[1].pk,), [10])
    then = series_of_children(land.nation, [before])
    assert then.sums[:, 0, 0].tolist() == [3, 7]


@pytest.mark.parametrize("many", [1, 4])
def test_reading_costs_the_same_however_many_units_and_periods(land, many, django_assert_num_queries):
    for number in range(1, many + 1):
        land.month(2024, number, four(land, 1, 2, 3, 4))
    months = [land.month(2025, number, four(land, 1, 2, 3, 4)) for number in range(1, many + 1)]
    merge([land.provinces[0]], into=land.provinces[1], **told())
    with django_assert_num_queries(2):
        series_of([land.nation, *land.communes[:many]], months)
    with django_assert_num_queries(5):
        board([land.nation, *land.communes[:many]], months)
    with django_assert_num_queries(7):
        series_of([land.nation, *land.communes[:many]], months, View.TODAY)


REFORM = "old_code,old_name,new_code,new_name\n,Tỉnh A,,Tỉnh B\n,Tỉnh B,,Tỉnh B\n"


def reformed(day=JULY):
    plan = plan_reform(read_table(REFORM.encode(), name="bang.csv"), effective_on=day)
    at = datetime.combine(day, time(3), tzinfo=UTC)
    return record_reform(plan, basis="Nghị quyết 9", actor=None, at=at)


def test_figures_of_before_and_after_a_reform_read_right_in_all_three_views(land):
    last = land.month(2024, 7, four(land, 1, 1, 2, 2))
    june = land.month(2025, 6, four(land, 1, 2, 3, 4))
    reform = reformed()
    a, b = land.provinces
    with transaction.atomic():
        july = land.month(2025, 7, four(land, 10, 20, 30, 40))
        months = [last, june, july]
        assert flow(b, months) == [4, 7, 100]
        assert flow(b, months, View.TODAY) == [6, 10, 100]
        assert flow(b, months, View.DATE, date(2025, 6, 30)) == [4, 7, 70]
        assert flow(a, months, View.DATE, date(2025, 6, 30)) == [2, 3, 30]
        read = board([b, land.nation], [july])
        assert [read.value(unit, july, "n0", Column.LAST_YEAR) for unit in (b, land.nation)] == [6, 6]
        with pytest.raises(Refused, match="07/2025"):
            undo_reform(reform, why="Ghi nhầm", actor=None, at=make.NOON)
        transaction.set_rollback(True)
    undo_reform(reform, why="Ghi nhầm", actor=None, at=make.NOON)
    assert [flow(p, [last, june], View.TODAY) for p in (a, b)] == [[2, 3], [4, 7]]


days = st.integers(0, 300).map(lambda n: date(2025, 1, 1 + n % 28).replace(month=1 + n // 28))
which = st.integers(0, 30)
acts = st.tuples(
    st.sampled_from(["create", "rename", "move", "merge", "merge_into", "split", "dissolve"]), which, which
)


def perform(act, first, second, day, at):
    units = list(Unit.objects.in_force(on=day).exclude(kind="nation").order_by("pk"))
    unit, other = units[first % len(units)], units[second % len(units)]
    facts = told(day, at)
    new = [NewUnit(name=f"Xã {at:%d%m} {n}", kind=unit.kind, parent=unit.parent) for n in (1, 2)]
    match act:
        case "create":
            create_unit(NewUnit(name=f"Xã {at:%d%m}", kind="commune", parent=unit), **facts)
        case "rename":
            rename(unit, name=f"Xã {at:%d%m} đổi tên", **facts)
        case "move":
            move(unit, parent=other, **facts)
        case "merge":
            merge([unit, other], into=new[0], **facts)
        case "merge_into":
            merge([unit], into=other, **facts)
        case "split":
            split(unit, into=new, shares=[1 + second, 2], **facts)
        case "dissolve":
            dissolve(unit, children_to=unit.parent, heir=other if second % 2 else None, **facts)


@pytest.mark.parametrize("combine", [Combine.BELOW, Combine.OWN])
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(st.tuples(acts, st.integers(-40, 5)), min_size=2, max_size=6),
    seed=st.integers(0, 10**6),
    on=st.lists(days, min_size=1, max_size=3),
)
def test_the_nation_has_the_same_on_every_tree_after_any_reorganisations(db, combine, steps, seed, on):
    chance = np.random.default_rng(seed)
    with transaction.atomic():
        land = Land(KINDS, combine)
        periods = []
        for month, (act, late) in enumerate(steps, start=2):
            day = date(2025, month, 1)
            reporting = Unit.objects.in_force(on=date(2025, month - 1, 28)).exclude(kind="nation")
            given_ = {
                u: {slot: int(chance.integers(-9, 99)) for slot in (0, 1) if chance.random() < 0.8}
                for u in reporting
                if chance.random() < 0.8
            }
            periods.append(land.month(2025, month - 1, given_))
            at = datetime.combine(day, time(9), tzinfo=UTC)
            effective = max(date(2025, 1, 2), day + timedelta(days=late))
            try:
                with transaction.atomic():
                    perform(*act, effective, at)
            except Refused:
                continue
        before = stored()
        then = series(land.nation, periods)
        for day in on:
            compare_with_tree(land, periods, then, day)
        assert stored() == before
        transaction.set_rollback(True)


def stored():
    """All that was reported and added up, as the tables hold it."""
    sent = [(pk, bytes(row)) for pk, row in Revision.objects.order_by("pk").values_list("pk", "figures")]
    return sent, [
        (t.pk, t.above_id, t.sums.tolist(), t.counts.tolist()) for t in Total.objects.order_by("pk")
    ]


def compare_with_tree(land, periods, then, day):
    """The nation is as it was reported, and no unit on the tree of `day` has less than nothing."""
    spells = list(Spell.objects.on(day))
    read = series_of([spell.unit_id for spell in spells], periods, View.DATE, day)
    top = read.place(land.nation)
    for name in ("sums", "counts", "expected", "reported"):
        assert np.array_equal(getattr(read, name)[top], getattr(then, name)[0]), name
    assert (read.expected >= read.reported).all()
    assert (read.reported >= 0).all()
