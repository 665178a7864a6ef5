"""A planned reform performed on the lives of units in memory."""

from __future__ import annotations

from collections.abc import Mapping

from giaoban.units.reads.lives import Lives
from giaoban.units.reads.reforming import Group, ReformPlan
from giaoban.units.reads.stretches import Facts


def apply_reform(plan: ReformPlan, lives: Lives, openers: Mapping[tuple[str, int], int]) -> dict[int, int]:
    """
    Perform the plan on `lives`; answers the unit of each group by the group's place, below 0 for new ones.

    `openers` gives the event's id for ("merge" | "change" | "move", place of the group). Raises `Refused`.
    """
    day = plan.effective_on
    place_of = {id(group): place for place, group in enumerate(plan.groups)}
    units: dict[int, int] = {}
    groups = plan.group_of()
    for unit_id in plan.ended:
        lives.close(unit_id, day=day)
    for old, _into in plan.ending():
        lives.close(old, day=day)
    for place in _above_first(plan, groups, place_of):
        group = plan.groups[place]
        if group.survivor is None:
            first = plan.facts[group.olds[0]]
            code, name, kind = group.after(first)
            facts = Facts(name, kind, _parent_after(plan, groups, first.parent_id, units), code)
            units[place] = lives.open(facts, since=day, opener=openers.get(("merge", place)))
            continue
        units[place] = group.survivor
        if group.changes:
            code, name, kind = group.after(plan.facts[group.survivor])
            opener = openers.get(("merge" if group.is_merger else "change", place))
            lives.change(group.survivor, day=day, opener=opener, name=name, official_code=code, kind=kind)
    for child, parent in plan.moved.items():
        place = place_of[id(groups[parent])]
        opener = openers.get(("move", place))
        lives.rehang_one(child, parent, day=day, new_parent=units[place], opener=opener)
    return units


def _above_first(plan: ReformPlan, groups: Mapping[int, Group], place_of: Mapping[int, int]) -> list[int]:
    """The places of the groups, upper ones first: a new unit stands under who takes its parent's place."""

    def depth(place: int) -> int:
        for steps in range(len(plan.groups)):
            if plan.groups[place].survivor is not None:
                return steps
            above = groups.get(plan.facts[plan.groups[place].olds[0]].parent_id or 0)
            if above is None or above is plan.groups[place]:
                return steps
            place = place_of[id(above)]
        return len(plan.groups)

    return sorted(range(len(plan.groups)), key=depth)


def _parent_after(
    plan: ReformPlan, groups: Mapping[int, Group], parent: int | None, units: Mapping[int, int]
) -> int | None:
    """The unit above a new one: above the first of the merged ones, or whoever takes its place."""
    group = groups.get(parent) if parent is not None else None
    if group is None:
        return parent
    place = next(n for n, each in enumerate(plan.groups) if each is group)
    return units.get(place, parent)
