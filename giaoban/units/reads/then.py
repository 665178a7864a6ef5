"""What units were called and where they stood on a day, for figures of that day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from giaoban.units.models import Spell
from giaoban.units.vocabulary import UnitKind

MOST_KEYS: Final = 500
"""More units than this are not asked for by their keys: all are read."""


@dataclass(frozen=True, slots=True)
class UnitThen:
    """A unit as it was on a day; `parent_id` None: it stood at the top."""

    unit_id: int
    code: str
    name: str
    kind: UnitKind
    parent_id: int | None


def units_then(ids: Iterable[int], day: date) -> dict[int, UnitThen]:
    """
    The units of `ids` and all above them as they were on `day`; two or three queries.

    A unit that had ended by then stands as it was on its last day, one that came later as on its first: work
    that nobody took over stays with a unit that is no more.
    """
    found: dict[int, UnitThen] = {}
    missing = set(ids)
    while missing:
        found |= _read(missing, day)
        missing = {each.parent_id for each in found.values() if each.parent_id is not None} - set(found)
    return found


def _read(ids: set[int] | None, day: date) -> dict[int, UnitThen]:
    """The units of `ids`, or all; see `units_then`."""
    spells = Spell.objects.all()
    if ids is not None and len(ids) <= MOST_KEYS:
        spells = spells.filter(unit__in=ids)
    chosen: dict[int, tuple[tuple[bool, int], UnitThen]] = {}
    columns = ("unit_id", "unit__code", "name", "kind", "parent_id", "valid_from", "valid_to")
    for unit_id, code, name, kind, parent_id, since, until in spells.values_list(*columns):
        if ids is not None and unit_id not in ids:
            continue
        near = _nearness(since, until, day)
        if unit_id not in chosen or near < chosen[unit_id][0]:
            chosen[unit_id] = near, UnitThen(unit_id, code, name, UnitKind(kind), parent_id)
    return {unit_id: then for unit_id, (_near, then) in chosen.items()}


def _nearness(since: date | None, until: date | None, day: date) -> tuple[bool, int]:
    """The smaller, the better a spell tells of `day`: it holds it, else ended before it, else came after."""
    if since is not None and since > day:
        return True, (since - day).days
    return False, 0 if until is None or until >= day else (day - until).days


def units_below(unit_id: int, day: date) -> set[int]:
    """The unit and every unit that stood below it on `day`, by the rule of `units_then`; one query."""
    every = _read(None, day)
    below: dict[int | None, list[int]] = {}
    for each in every.values():
        below.setdefault(each.parent_id, []).append(each.unit_id)
    reached, open_ones = {unit_id}, [unit_id]
    while open_ones:
        fresh = set(below.get(open_ones.pop(), ())) - reached
        reached |= fresh
        open_ones += fresh
    return reached
