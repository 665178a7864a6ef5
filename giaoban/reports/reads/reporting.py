"""Who reports under a regime on a day, to whom, and which form holds for a period."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from giaoban.reports.models import FormVersion, Regime
from giaoban.units.models import Spell, UnitGroup


@dataclass(frozen=True, slots=True)
class Reporting:
    """A unit that reports, as it was on the day; `above` is the nearest unit above it that reports too."""

    unit_id: int
    path: str
    kind: str
    name: str
    above: int | None = None


@dataclass(frozen=True, slots=True)
class Summed:
    """A unit with reporting units below it; `above` None: the top. `expected` counts its own report too."""

    unit_id: int
    above: int | None
    expected: int
    reports: bool


def reporting_units(regime: Regime, day: date) -> list[Reporting]:
    """
    The units that report on `day`, those above before those below them.

    The kinds of the regime below its unit, and the members of its groups. A few queries, whatever the number.
    """
    arms = [(regime.within_id, frozenset(regime.kinds))]
    members: set[int] = set()
    for group in UnitGroup.objects.filter(pk__in=regime.groups.all()).prefetch_related("members"):
        if group.kinds:
            arms.append((group.within_id, frozenset(group.kinds)))
        else:
            members |= {unit.pk for unit in group.members.all()}
    columns = ("unit_id", "path", "kind", "name")
    spells = Spell.objects.on(day).order_by("path", "pk").values_list(*columns)
    below = [(f"/{within}/", kinds) for within, kinds in arms if kinds]
    found = [
        (unit_id, path, kind, name)
        for unit_id, path, kind, name in spells
        if unit_id in members
        or any(kind in kinds and mark in path and not path.endswith(mark) for mark, kinds in below)
    ]
    return list(_with_above(found))


def _with_above(found: list[tuple[int, str, str, str]]) -> Iterator[Reporting]:
    there = {unit_id for unit_id, *_rest in found}
    for unit_id, path, kind, name in found:
        upward = reversed(_keys(path)[:-1])
        yield Reporting(unit_id, path, kind, name, next((key for key in upward if key in there), None))


def summed_units(units: list[Reporting], regime: Regime, day: date) -> list[Summed]:
    """The units above those that report, up to the one that stands above all of them and the regime's own."""
    ways = [_keys(unit.path)[:-1] for unit in units]
    within = Spell.objects.on(day).filter(unit=regime.within_id).values_list("path", flat=True).first()
    first = max(0, _shared([*ways, *([_keys(within)] if within else [])]) - 1)
    reports = {unit.unit_id for unit in units}
    expected: dict[int, int] = {}
    above: dict[int, int | None] = {}
    for way in ways:
        for depth in range(first, len(way)):
            expected[way[depth]] = expected.get(way[depth], 0) + 1
            above[way[depth]] = way[depth - 1] if depth > first else None
    return [
        Summed(key, above[key], count + (key in reports), key in reports) for key, count in expected.items()
    ]


def _shared(ways: list[list[int]]) -> int:
    """How many units, from the root down, all these ways have in common."""
    low, high = min(ways), max(ways)  # the two that differ first
    pairs = enumerate(zip(low, high, strict=False))
    return next((depth for depth, (a, b) in pairs if a != b), min(len(low), len(high)))


def _keys(path: str) -> list[int]:
    return [int(part) for part in path.split("/") if part]


def form_for(regime: Regime, first: date, last: date) -> FormVersion | None:
    """
    The version of the form for a period from `first` to `last`; None when none holds yet.

    It is the one in force on the first day. A regime that is set up within a period has none by then: the
    earliest version holds from the period in which it begins, for nothing was asked before it.
    """
    versions = FormVersion.objects.filter(regime=regime, applies_from__lte=last)
    in_force = versions.filter(applies_from__lte=first).order_by("-applies_from", "-number").first()
    return in_force or versions.order_by("applies_from", "-number").first()
