"""The units and groups that a paper of a committee may name, for the reader of papers and for the picker."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date

from giaoban.assignments.extraction import KnownUnit
from giaoban.foundation.text import search_key
from giaoban.ui.forms import Pick
from giaoban.units.models import Committee, Unit, UnitGroup
from giaoban.units.reads import find_units, groups_for, known_names
from giaoban.units.vocabulary import UnitKind

UNIT, GROUP = "unit", "group"
_OFFERED = 20

Bound = dict[str, Unit | UnitGroup]


def key_of(unit: Unit | None, group: UnitGroup | None) -> str:
    """The key by which pickers and papers speak of a unit or group: "unit:<code>"; "" for neither."""
    if unit is not None:
        return f"{UNIT}:{unit.code}"
    return f"{GROUP}:{group.code}" if group is not None else ""


def bind(keys: Iterable[str]) -> Bound:
    """The units and groups behind keys; unknown keys are left out. At most two queries."""
    codes: dict[str, list[str]] = {UNIT: [], GROUP: []}
    for key in keys:
        kind, _colon, code = key.partition(":")
        if kind in codes and code:
            codes[kind].append(code)
    units = Unit.objects.filter(code__in=codes[UNIT]) if codes[UNIT] else ()
    groups = UnitGroup.objects.filter(code__in=codes[GROUP]) if codes[GROUP] else ()
    return {f"{UNIT}:{u.code}": u for u in units} | {f"{GROUP}:{g.code}": g for g in groups}


def known_units(committee: Committee, *, on: date) -> list[KnownUnit]:
    """
    What a paper issued on `on` may name: units in force then under all their names, groups, ministries.

    A name that several of them bear is left out, so that a person decides. Six queries.
    """
    known = [KnownUnit(k.name, k.abbreviations, k.kind, k.key) for k in known_names(committee.level, on=on)]
    bearers = Counter(search_key(unit.name) for unit in known)
    clear = [unit for unit in known if bearers[search_key(unit.name)] == 1]
    ministries = Unit.objects.in_force(on=on).filter(kind=UnitKind.MINISTRY).prefetch_related("aliases")
    for unit in ministries.order_by("pk"):
        if search_key(unit.name) not in bearers:
            others = tuple(alias.text for alias in unit.aliases.all())
            clear.append(KnownUnit(unit.name, others, "unit", key_of(unit, None)))
    return clear


def squeezed(text: str) -> str:
    """
    Letters and digits alone, without marks, so that spelling of abbreviations does not matter.

    >>> squeezed("Sở KH&CN")
    'sokhcn'
    """
    return re.sub(r"[^a-z0-9]", "", search_key(text))


def offered(committee: Committee, words: str, *, on: date) -> list[Pick]:
    """
    Groups of the committee and units that `words` may mean, with or without marks, the likeliest first.

    Units outside the committee's level are offered only when none within it answers.
    """
    wanted, tokens = squeezed(words), search_key(words).split()
    if not wanted:
        return []
    groups = [
        (squeezed(group.name) != wanted, Pick(key_of(None, group), group.name, group.within.name))
        for group in groups_for(committee.level)
        if any(_answers(name, wanted, tokens) for name in (group.name, *group.other_names))
    ]
    found = find_units(words, within=committee.level, on=on) or find_units(words, on=on)
    units = [Pick(unit.key, unit.name, unit.hint) for unit in found]
    first = [pick for later, pick in groups if not later]
    return [*first, *units, *(pick for later, pick in groups if later)][:_OFFERED]


def _answers(name: str, wanted: str, tokens: list[str]) -> bool:
    key = search_key(name)
    return all(token in key for token in tokens) or wanted in squeezed(name)


def resolve(committee: Committee, typed: str, *, on: date) -> list[Pick]:
    """
    What a key or a typed name means to the committee: one when it is clear, several when they share the
    name, none when nobody bears it. Abbreviations count as names when only one unit answers to them.
    """
    bound = bind([typed])
    if bound:
        return [Pick(key, each.name) for key, each in bound.items()]
    picks = offered(committee, typed, on=on)
    exact = [pick for pick in picks if squeezed(pick.name) == squeezed(typed)]
    return exact or picks
