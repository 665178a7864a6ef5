"""
What became of units, and what they came from: on whom the figures of a unit stand on another day.

A unit that exists on the day stands for itself. One that had ended is followed to those that took its place,
one that came later is followed back to those it was made from. Where nobody took its place, or nobody was
there before it, what it did counts for the unit above it. So nothing is ever lost or counted twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from typing import Final

from django.db.models import Q

from giaoban.units.models import Reorganisation, ReorganisationUnit, Spell, Unit
from giaoban.units.reads.stretches import A_DAY, BEGINNING, END
from giaoban.units.vocabulary import ReorganisationKind, Side

Heirs = tuple[tuple[int, Fraction], ...]
"""Keys of units and their parts of the whole, which add up to 1. More than one: an estimate."""

WHOLE: Final = Fraction(1)
_BEGIN_OR_END: Final = (
    ReorganisationKind.CREATE,
    ReorganisationKind.MERGE,
    ReorganisationKind.SPLIT,
    ReorganisationKind.DISSOLVE,
)


@dataclass(slots=True)
class _Event:
    """A reorganisation with the keys of its units; `shares` by unit, where a split was given some."""

    kind: str
    day: date
    recorded_at: datetime
    heir: int | None
    before: list[int] = field(default_factory=list)
    after: list[int] = field(default_factory=list)
    shares: dict[int, int] = field(default_factory=dict)


class Succession:
    """All events and lives, read once; see the module."""

    def __init__(self) -> None:
        self._events = _read_events()
        dated = Unit.objects.filter(Q(valid_from__isnull=False) | Q(valid_to__isnull=False))
        self._life = {
            pk: (since or BEGINNING, until or END)
            for pk, since, until in dated.values_list("pk", "valid_from", "valid_to")
        }
        self._of: dict[int, list[_Event]] = {}
        for event in self._events:
            for unit_id in {*event.before, *event.after}:
                self._of.setdefault(unit_id, []).append(event)
        self._parents: dict[int, list[tuple[date, date, int | None]]] | None = None

    def unchanged(self, since: date, known_at: datetime, day: date) -> bool:
        """
        Whether figures of the tree of `since`, as it was known at `known_at`, stand as they are on `day`.

        That is: no event took effect between the two days, none was found out later.
        """
        first, last = min(since, day), max(since, day)
        return not any(
            first < event.day <= last or (event.day <= since and event.recorded_at > known_at)
            for event in self._events
        )

    def heirs(self, unit_id: int, *, day: date, since: date, known_at: datetime) -> Heirs:
        """
        On whom the figures of a unit stand on `day`: itself, another, or several with their parts.

        `since` is the day of the tree the figures were reported on, `known_at` the moment it was looked at.
        """
        if unit_id not in self._life and unit_id not in self._of:
            return ((unit_id, WHOLE),)
        return self._follow(unit_id, day, since, known_at)

    def _follow(
        self, unit_id: int, day: date, since: date, known_at: datetime, passed: frozenset[int] = frozenset()
    ) -> Heirs:
        first, last = self._life.get(unit_id, (BEGINNING, END))
        if unit_id in passed:
            return ((unit_id, WHOLE),)
        if last < day:
            parts = self._after(unit_id, last)
            since = last + A_DAY
        elif first > day:
            parts = self._before(unit_id, first)
            since = first - A_DAY
        else:
            return self._apart(unit_id, day, since, known_at)
        passed |= {unit_id}
        return _added((share, self._follow(each, day, since, known_at, passed)) for each, share in parts) or (
            (unit_id, WHOLE),
        )

    def _after(self, unit_id: int, last: date) -> Heirs:
        """Who took the place of a unit that ended on `last`."""
        event = next(
            (e for e in self._of.get(unit_id, ()) if unit_id in e.before and e.day == last + A_DAY), None
        )
        if event and event.kind in (ReorganisationKind.MERGE, ReorganisationKind.SPLIT) and event.after:
            return _shared(event.after, event.shares)
        heir = event.heir if event else None
        return self._one(heir if heir is not None and heir != unit_id else self._parent(unit_id, last))

    def _before(self, unit_id: int, first: date) -> Heirs:
        """From whom a unit came that began on `first`."""
        event = next((e for e in self._of.get(unit_id, ()) if unit_id in e.after and e.day == first), None)
        if event and event.before and event.kind in (ReorganisationKind.MERGE, ReorganisationKind.SPLIT):
            return _shared([each for each in event.before if each != unit_id], {})
        return self._one(self._parent(unit_id, first))

    def _apart(self, unit_id: int, day: date, since: date, known_at: datetime) -> Heirs:
        """A unit that took in others between `day` and `since` is divided again among all of them."""
        joined = [
            event
            for event in self._of.get(unit_id, ())
            if event.kind == ReorganisationKind.MERGE
            and unit_id in event.before
            and unit_id in event.after
            and day < event.day <= since
            and event.recorded_at <= known_at
        ]
        if not joined:
            return ((unit_id, WHOLE),)
        latest = max(joined, key=lambda event: event.day)
        earlier = latest.day - A_DAY
        return _added(
            (share, self._follow(each, day, earlier, known_at)) for each, share in _shared(latest.before, {})
        )

    def _one(self, unit_id: int | None) -> Heirs:
        return () if unit_id is None else ((unit_id, WHOLE),)

    def _parent(self, unit_id: int, day: date) -> int | None:
        """Under which unit it stood on `day`; all such spells are read at once."""
        if self._parents is None:
            self._parents = {}
            columns = ("unit_id", "valid_from", "valid_to", "parent_id")
            dated = Spell.objects.filter(Q(unit__valid_from__isnull=False) | Q(unit__valid_to__isnull=False))
            for each, first, last, parent_id in dated.values_list(*columns):
                self._parents.setdefault(each, []).append((first or BEGINNING, last or END, parent_id))
        spells = self._parents.get(unit_id, ())
        return next((parent_id for first, last, parent_id in spells if first <= day <= last), None)


def reorganised(first: date, last: date, *, since: datetime) -> bool:
    """Whether anything took effect after `first` until `last`, or earlier and was recorded after `since`."""
    between = Q(effective_on__gt=first, effective_on__lte=last)
    found_out = Q(effective_on__lte=first, recorded_at__gt=since)
    return Reorganisation.objects.filter(between | found_out).exists()


def _read_events() -> list[_Event]:
    columns = ("pk", "kind", "effective_on", "recorded_at", "heir_id")
    events = {
        pk: _Event(kind, day, recorded_at, heir)
        for pk, kind, day, recorded_at, heir in Reorganisation.objects.values_list(*columns)
    }
    parts = ReorganisationUnit.objects.filter(reorganisation__kind__in=_BEGIN_OR_END).order_by("pk")
    for pk, unit_id, side, share in parts.values_list("reorganisation_id", "unit_id", "side", "share"):
        event = events[pk]
        (event.before if side == Side.BEFORE else event.after).append(unit_id)
        if share is not None:
            event.shares[unit_id] = share
    return list(events.values())


def _shared(unit_ids: list[int], shares: dict[int, int]) -> Heirs:
    """The units with their parts: as given for all of them, else equal ones."""
    weights = [shares.get(unit_id, 0) for unit_id in unit_ids]
    if len(shares) < len(unit_ids) or not sum(weights):
        weights = [1] * len(unit_ids)
    whole = sum(weights)
    return tuple((each, Fraction(weight, whole)) for each, weight in zip(unit_ids, weights, strict=True))


def _added(parts: Iterable[tuple[Fraction, Heirs]]) -> Heirs:
    """Parts of parts, one a unit, in the order of keys."""
    made: dict[int, Fraction] = {}
    for share, heirs in parts:
        for unit_id, part in heirs:
            made[unit_id] = made.get(unit_id, Fraction(0)) + share * part
    return tuple(sorted((unit_id, part) for unit_id, part in made.items() if part))
