"""Which units a round may ask: found by name, chosen one by one or by group."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from giaoban.foundation.text import search_key
from giaoban.ui.forms import Pick
from giaoban.units.models import Committee, Unit, UnitGroup
from giaoban.units.reads import find_units, groups_for, members_of

_OFFERED: Final = 20


@dataclass(frozen=True, slots=True)
class Chosen:
    """The units that keys mean, each once, in their order; and the words that mean none."""

    units: tuple[Unit, ...]
    unknown: tuple[str, ...]


def offered_units(committee: Committee, words: str, *, on: date) -> list[Pick]:
    """Groups of the committee and units that `words` may mean, with or without marks."""
    tokens = search_key(words).split()
    if not tokens:
        return []
    groups = [
        Pick(f"group:{group.code}", group.name, group.within.name)
        for group in groups_for(committee.level)
        if any(all(t in search_key(name) for t in tokens) for name in (group.name, *group.other_names))
    ]
    found = find_units(words, within=committee.level, on=on) or find_units(words, on=on)
    return [*groups, *(Pick(unit.key, unit.name, unit.hint) for unit in found)][:_OFFERED]


def picked_units(keys: Iterable[str]) -> list[Pick]:
    """Keys as they are shown in the field."""
    keys = list(keys)
    units = Unit.objects.filter(code__in=[key.removeprefix("unit:") for key in keys])
    groups = UnitGroup.objects.filter(code__in=[key.removeprefix("group:") for key in keys])
    return [
        *(Pick(f"unit:{unit.code}", unit.name) for unit in units),
        *(Pick(f"group:{group.code}", group.name) for group in groups),
    ]


def chosen_units(committee: Committee, keys: Iterable[str], *, on: date) -> Chosen:
    """The units behind keys, groups taken apart as they are on `on`, and names typed without JavaScript."""
    found: dict[int, Unit] = {}
    unknown: list[str] = []
    for key in keys:
        units = _meant(committee, key, on=on)
        if not units:
            unknown.append(key)
        found |= {unit.pk: unit for unit in units}
    return Chosen(tuple(sorted(found.values(), key=lambda unit: (unit.sort_key, unit.pk))), tuple(unknown))


def _meant(committee: Committee, key: str, *, on: date) -> list[Unit]:
    kind, colon, code = key.partition(":")
    if colon and kind == "group":
        group = groups_for(committee.level).filter(code=code).first()
        return list(members_of(group, on=on)) if group else []
    if colon and kind == "unit":
        return list(Unit.objects.in_force(on=on).filter(code=code))
    wanted = search_key(key)
    same = [
        group
        for group in groups_for(committee.level)
        if wanted in {search_key(name) for name in (group.name, *group.other_names)}
    ]
    if len(same) == 1:
        return list(members_of(same[0], on=on))
    exact = [each.unit for each in find_units(key, on=on, limit=2) if each.is_exact]
    return exact if len(exact) == 1 else []
