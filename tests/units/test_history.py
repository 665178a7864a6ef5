"""Whatever is done to the tree, in whatever order of dates, its history stays whole."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from giaoban.foundation.verdict import Refused
from giaoban.units import jobs
from giaoban.units.actions import NewUnit, change_kind, create_unit, dissolve, merge, move, rename, split
from giaoban.units.models import Spell, Unit
from giaoban.units.vocabulary import UnitKind
from tests.make import NOON, TODAY

FIRST = date(2025, 1, 1)
days = st.integers(0, 300).map(lambda n: FIRST + timedelta(days=n))  # before and after TODAY
which = st.integers(0, 30)
names = st.sampled_from(["Ban Một", "Ban Hai", "Ban Ba", "Ban Bốn", "Ban Năm"])
acts = st.one_of(
    st.tuples(st.just("create"), which, names, days),
    st.tuples(st.just("rename"), which, names, days),
    st.tuples(st.just("move"), which, which, days),
    st.tuples(st.just("kind"), which, st.sampled_from([UnitKind.DIVISION, UnitKind.OTHER]), days),
    st.tuples(st.just("merge"), which, which, days),
    st.tuples(st.just("merge_into"), which, which, days),
    st.tuples(st.just("split"), which, which, days),
    st.tuples(st.just("dissolve"), which, which, days),
)


def perform(act: str, first: int, second, day: date) -> None:
    units = list(Unit.objects.order_by("pk"))
    unit, other = units[first % len(units)], units[(second if isinstance(second, int) else 0) % len(units)]
    told = {"effective_on": day, "basis": "Nghị quyết 1", "actor": None, "at": NOON}
    new = NewUnit(name=f"Ban {day:%d%m} {len(units)}", kind=UnitKind.OTHER, parent=unit.parent)
    match act:
        case "create":
            create_unit(NewUnit(name=second, kind=UnitKind.DIVISION, parent=unit), **told)
        case "rename":
            rename(unit, name=second, **told)
        case "move":
            move(unit, parent=other, **told)
        case "kind":
            change_kind(unit, kind=second, **told)
        case "merge":
            merge([unit, other], into=new, **told)
        case "merge_into":
            merge([unit], into=other, **told)
        case "split":
            children = {child.pk: 1 for child in unit.children.all()[:1]}
            split(unit, into=[new, NewUnit(name=new.name + " B", kind=UnitKind.OTHER, parent=unit.parent)],
                  children=children, **told)  # fmt: skip
        case "dissolve":
            dissolve(unit, children_to=other if second % 2 else None, **told)


def assert_whole(today: date) -> None:
    lives: dict[int, list[Spell]] = {}
    for spell in Spell.objects.order_by("unit", "valid_from"):
        lives.setdefault(spell.unit_id, []).append(spell)
    for spells in lives.values():
        spells.sort(key=lambda s: s.valid_from or date.min)
        for one, after in pairwise(spells):
            assert one.valid_to is not None
            assert one.valid_to + timedelta(days=1) == after.valid_from, "a gap or an overlap"
    borders = {s.valid_from for s in Spell.objects.all()} | {s.valid_to for s in Spell.objects.all()}
    for day in {date(2000, 1, 1), date(2030, 1, 1), *filter(None, borders)}:
        there = {spell.unit_id: spell for spell in Spell.objects.on(day)}
        for unit_id, spell in there.items():
            above = f"{there[spell.parent_id].path}" if spell.parent_id else "/"
            assert spell.path == f"{above}{unit_id}/"
            assert len(set(spell.path.split("/"))) == spell.path.count("/"), "a circle"
    for unit in Unit.objects.all():
        spells = lives[unit.pk]
        assert (unit.valid_from, unit.valid_to) == (spells[0].valid_from, spells[-1].valid_to)
    for spell in Spell.objects.on(today).select_related("unit"):
        unit = spell.unit
        same = (unit.name, unit.kind, unit.parent_id, unit.path)
        assert same == (spell.name, spell.kind, spell.parent_id, spell.path)


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(acts, min_size=3, max_size=12))
def test_spells_tile_and_the_tree_holds_on_every_day_after_any_reorganisations(db, steps):
    with transaction.atomic():
        root = create_unit(
            NewUnit(name="Tỉnh Sơn Hải", kind=UnitKind.PROVINCE),
            effective_on=None,
            basis="",
            actor=None,
            at=NOON,
        )
        for name in ("Sở A", "Sở B", "Sở C"):
            made = create_unit(NewUnit(name=name, kind=UnitKind.DEPARTMENT, parent=root),
                               effective_on=None, basis="", actor=None, at=NOON)  # fmt: skip
            create_unit(NewUnit(name=f"Phòng của {name}", kind=UnitKind.DIVISION, parent=made),
                        effective_on=None, basis="", actor=None, at=NOON)  # fmt: skip
        done = 0
        for step in steps:
            before = list(Spell.objects.order_by("pk").values_list())
            try:
                perform(*step)
                done += 1
            except Refused:
                assert list(Spell.objects.order_by("pk").values_list()) == before
            assert_whole(TODAY)
        later = date(2025, 9, 1)
        jobs.apply_due(later)
        assert_whole(later)
        assert jobs.apply_due(later) == 0
        transaction.set_rollback(True)
