"""What an import would do, as facts; made by `planning`, performed on lives by `apply_plan`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from giaoban.units.models import Unit
from giaoban.units.reads.importing.rows import RowError
from giaoban.units.reads.importing.table_file import TableRow
from giaoban.units.reads.lives import Lives
from giaoban.units.reads.stretches import Facts


@dataclass(frozen=True, slots=True)
class Creation:
    """A unit to be set up. `since` is `BEGINNING` for one that exists since before our records."""

    row: int
    facts: Facts
    parent_row: int | None  # the row of a parent that is created with it
    parent_name: str
    since: date
    abbreviations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A unit to be changed from `day` on: the new values by name of the fact, and new other names."""

    row: int
    unit_id: int
    old: Facts
    values: dict[str, Any]
    parent_row: int | None
    day: date
    abbreviations: tuple[str, ...]
    words: tuple[tuple[str, str, str], ...]  # what changes, from, to


@dataclass(frozen=True, slots=True)
class Closing:
    """A unit that the file no longer holds; it ends the day before `day`."""

    unit_id: int
    facts: Facts
    day: date


@dataclass(slots=True)
class Plan:
    """What an import would do; nothing may be imported while there are errors."""

    table: Sequence[TableRow]
    on: date
    under: Unit | None
    effective_on: date | None
    close_missing: bool
    created: list[Creation] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    closed: list[Closing] = field(default_factory=list)
    unchanged: int = 0
    errors: list[RowError] = field(default_factory=list)

    @property
    def acts(self) -> int:
        """How many units would be touched."""
        return len(self.created) + len(self.changed) + len(self.closed)

    def same_acts(self, other: Plan) -> bool:
        """Whether both plans would do the same."""
        mine = (self.created, self.changed, self.closed, self.errors)
        return mine == (other.created, other.changed, other.closed, other.errors)


def apply_plan(
    plan: Plan, lives: Lives, openers: dict[tuple[str, date], int] | None = None
) -> dict[int, int]:
    """
    Perform the plan on `lives`; answers the ids in memory of new units by row.

    `openers` gives the event's id for ("create" | "change" | "close", day). Raises `Refused`.
    """
    events = openers or {}
    ids: dict[int, int] = {}
    for new in plan.created:
        parent = ids[new.parent_row] if new.parent_row else new.facts.parent_id
        facts = Facts(new.facts.name, new.facts.kind, parent, new.facts.official_code)
        ids[new.row] = lives.open(facts, since=new.since, opener=events.get(("create", new.since)))
    for change in plan.changed:
        values = dict(change.values)
        if change.parent_row and "parent_id" in values:
            values["parent_id"] = ids[change.parent_row]
        if values:
            lives.change(change.unit_id, day=change.day, opener=events.get(("change", change.day)), **values)
    for closing in plan.closed:
        lives.close(closing.unit_id, day=closing.day)
    return ids
