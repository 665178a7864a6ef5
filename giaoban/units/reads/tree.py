"""The tree as it was on a day, and the kinship of units across reorganisations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import zip_longest

from django.db.models import Exists, F, OuterRef

from giaoban.foundation.text import sort_key
from giaoban.units.models import Reorganisation, ReorganisationUnit, Spell, Unit
from giaoban.units.vocabulary import COMMUNE_LEVEL, ReorganisationKind, Side, UnitKind

_LAST = (UnitKind.DISTRICT, *COMMUNE_LEVEL, UnitKind.DIVISION, UnitKind.OTHER)
KINDS_IN_ORDER = [*(kind for kind in UnitKind if kind not in _LAST), *_LAST]
"""A province's own offices and departments come before its hundred communes."""


@dataclass(slots=True)
class Node:
    """A unit as it was on the day asked, with the units directly below it in Vietnamese order."""

    unit_id: int
    code: str
    official_code: str
    name: str
    kind: UnitKind
    path: str
    has_children: bool = False
    children: list[Node] = field(default_factory=list)


def tree_on(day: date, *, below: Unit | None = None) -> list[Node]:
    """
    The whole tree on `day`, or `below` with all under it; top units first in order. One query.

    Empty when `below` did not exist on the day.
    """
    spells = Spell.objects.on(day).select_related("unit")
    if below is not None:
        spells = spells.filter(path__contains=f"/{below.pk}/")
    nodes = {spell.unit_id: _node(spell) for spell in spells}
    tops: list[Node] = []
    for node in nodes.values():
        above = nodes.get(_parent_in(node.path))
        (above.children if above else tops).append(node)
    for node in nodes.values():
        node.children = in_order(node.children)
        node.has_children = bool(node.children)
    return in_order(tops)


def children_on(day: date, *, of: Unit | None) -> list[Node]:
    """The units directly below `of` on `day` (None: the top units), without theirs. One query."""
    there = Spell.objects.on(day)
    below = there.filter(parent=OuterRef("unit"))
    spells = there.filter(parent=of).select_related("unit").annotate(has_children=Exists(below))
    nodes = []
    for spell in spells:
        node = _node(spell)
        node.has_children = bool(getattr(spell, "has_children"))  # noqa: B009  # an annotation
        nodes.append(node)
    return in_order(nodes)


def ancestors(unit: Unit, *, on: date) -> list[Node]:
    """The units above `unit` on `day`, the top first; empty when it did not exist then. Two queries."""
    spell = Spell.objects.on(on).filter(unit=unit).first()
    if spell is None:
        return []
    ids = [int(part) for part in spell.path.split("/") if part][:-1]
    found = {s.unit_id: _node(s) for s in Spell.objects.on(on).filter(unit__in=ids).select_related("unit")}
    return [found[unit_id] for unit_id in ids if unit_id in found]


def in_order(nodes: Iterable[Node]) -> list[Node]:
    """Units as a list shows them: by rank of their kind, then by Vietnamese spelling."""
    return sorted(nodes, key=lambda n: (KINDS_IN_ORDER.index(n.kind), sort_key(n.name), n.unit_id))


def _node(spell: Spell) -> Node:
    return Node(
        spell.unit_id, spell.unit.code, spell.official_code, spell.name, UnitKind(spell.kind), spell.path
    )


def _parent_in(path: str) -> int:
    parts = path.split("/")
    return int(parts[-3]) if len(parts) > 3 else 0


ENDING = (ReorganisationKind.MERGE, ReorganisationKind.SPLIT)


def _kin(unit_ids: Iterable[int], *, this: Side, that: Side) -> dict[int, set[int]]:
    """For each unit the others on the `that` side of mergers and splits in which it stands on `this`."""
    ids = set(unit_ids)
    mine = ReorganisationUnit.objects.filter(unit__in=ids, side=this, reorganisation__kind__in=ENDING)
    by_event: dict[int, set[int]] = {}
    for event_id, unit_id in mine.values_list("reorganisation", "unit"):
        by_event.setdefault(event_id, set()).add(unit_id)
    kin: dict[int, set[int]] = {}
    others = ReorganisationUnit.objects.filter(reorganisation__in=by_event, side=that)
    for event_id, other in others.values_list("reorganisation", "unit"):
        for unit_id in by_event[event_id] - {other}:
            kin.setdefault(unit_id, set()).add(other)
    return kin


def _reached(unit: Unit, *, this: Side, that: Side) -> list[Unit]:
    reached: set[int] = set()
    frontier = {unit.pk}
    while frontier:
        step = set().union(*_kin(frontier, this=this, that=that).values()) - reached - {unit.pk}
        reached |= step
        frontier = step
    return list(
        Unit.objects.filter(pk__in=reached).order_by(F("valid_from").asc(nulls_first=True), "sort_key")
    )


def predecessors(unit: Unit) -> list[Unit]:
    """
    Every unit that went into `unit` by mergers and splits, near and far, the oldest first.

    To compare with a time before a merger, add up the figures of `unit` and of these. A predecessor that
    was split went into others too: `Reorganisation` says which.
    """
    return _reached(unit, this=Side.AFTER, that=Side.BEFORE)


def successors(unit: Unit) -> list[Unit]:
    """Every unit that came out of `unit` by mergers and splits, near and far, the oldest first."""
    return _reached(unit, this=Side.BEFORE, that=Side.AFTER)


def successors_on(unit: Unit, day: date) -> list[Unit]:
    """The units that stand for `unit` on `day`: itself while it exists, else those that took it over then."""
    if _exists(unit, day):
        return [unit]
    return [heir for heir in successors(unit) if _exists(heir, day)]


def _exists(unit: Unit, day: date) -> bool:
    begun = unit.valid_from is None or unit.valid_from <= day
    return begun and (unit.valid_to is None or unit.valid_to >= day)


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """
    One event in the life of a unit: what happened, from when, on what basis, who before and after.

    `shares` are the parts of the figures of a unit that was split, by place in `after`; empty: equal ones.
    """

    kind: ReorganisationKind
    effective_on: date
    basis: str
    before: list[Unit]
    after: list[Unit]
    shares: tuple[int, ...] = ()

    @property
    def heirs(self) -> list[tuple[Unit, int | None]]:
        """Who was there after, each with its part of the figures; None where none was given."""
        return list(zip_longest(self.after, self.shares))

    @property
    def whole(self) -> int:
        """The sum of all parts."""
        return sum(self.shares)


def events_of(unit: Unit) -> list[LifeEvent]:
    """What happened to the unit, the latest first. Three queries."""
    found = Reorganisation.objects.filter(parts__unit=unit).distinct().order_by("-effective_on", "-pk")
    # An import may have set up thousands at once: of a large event only this unit is shown.
    events = list(found)
    rows = ReorganisationUnit.objects.filter(reorganisation__in=events, reorganisation__kind__in=ENDING)
    sides: dict[tuple[int, str], list[Unit]] = {}
    shares: dict[int, list[int]] = {}
    for part in rows.select_related("unit").order_by("unit__sort_key"):
        sides.setdefault((part.reorganisation_id, part.side), []).append(part.unit)
        if part.share is not None:  # all of a split have one, or none
            shares.setdefault(part.reorganisation_id, []).append(part.share)
    return [
        LifeEvent(
            ReorganisationKind(event.kind),
            event.effective_on,
            event.basis,
            sides.get((event.pk, Side.BEFORE), []),
            sides.get((event.pk, Side.AFTER), []),
            tuple(shares.get(event.pk, ())),
        )
        for event in events
    ]


def names_of(unit: Unit) -> list[Spell]:
    """The spells of a unit in order; neighbours that differ only in what stands above are all there."""
    return list(
        Spell.objects.filter(unit=unit)
        .select_related("parent")
        .order_by(F("valid_from").asc(nulls_first=True))
    )
