"""Importing units from a file: many reorganisations in one transaction, with one journal entry."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from giaoban.foundation.verdict import Refused
from giaoban.journal.actions import record
from giaoban.units.access import may_manage_units
from giaoban.units.actions import writing
from giaoban.units.models import Reorganisation, Unit
from giaoban.units.reads.importing import Change, Plan, apply_plan, plan_again, plan_import, read_table
from giaoban.units.reads.lives import Lives
from giaoban.units.reads.officers import Officer
from giaoban.units.reads.stretches import BEGINNING
from giaoban.units.vocabulary import AliasKind, ReorganisationKind, Verb

Progress = Callable[[int, int], None]


def silent(done: int, total: int) -> None:
    """Progress that nobody watches: `done` of `total` units."""


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did, or with `dry_run` would do."""

    plan: Plan
    dry_run: bool
    written: bool

    def as_json(self) -> dict[str, Any]:
        """For programs: lists of units by what happens to them, and errors by row and column."""
        plan = self.plan
        return {
            "dry_run": self.dry_run,
            "written": self.written,
            "created": [
                {"row": c.row, "code": c.facts.official_code, "name": c.facts.name, "kind": c.facts.kind,
                 "parent": c.parent_name, "valid_from": None if c.since == BEGINNING else c.since.isoformat()}
                for c in plan.created
            ],
            "changed": [
                {"row": c.row, "code": c.old.official_code, "name": c.old.name, "from": c.day.isoformat(),
                 "changes": [{"what": what, "old": old, "new": new} for what, old, new in c.words],
                 "other_names": list(c.abbreviations)}
                for c in plan.changed
            ],
            "closed": [
                {"code": c.facts.official_code, "name": c.facts.name, "from": c.day.isoformat()}
                for c in plan.closed
            ],
            "unchanged": plan.unchanged,
            "errors": [{"row": e.row, "column": e.column, "sentence": e.sentence} for e in plan.errors],
        }  # fmt: skip


def import_file(
    path: Path,
    *,
    dry_run: bool,
    under: Unit | None = None,
    close_missing: bool = False,
    effective_on: date | None = None,
    basis: str = "",
    actor: Officer | None,
    at: datetime,
    progress: Progress = silent,
) -> ImportResult:
    """
    Import the units of a CSV or .xlsx file, or only say what would happen.

    Nothing is written when there are errors: `written` says so. Raises `Refused` when the file cannot be
    read, and `OSError` when it cannot be opened.
    """
    table = read_table(path.read_bytes(), name=path.name)
    progress(0, max(len(table) - 1, 0))
    plan = plan_import(
        table,
        on=timezone.localdate(at),
        under=under,
        effective_on=effective_on,
        close_missing=close_missing,
    )
    if dry_run or plan.errors:
        return ImportResult(plan, dry_run, written=False)
    basis = basis or _("Import of the file %(name)s") % {"name": path.name}
    import_units(plan, actor=actor, at=at, basis=basis, progress=progress)
    return ImportResult(plan, dry_run, written=True)


@transaction.atomic
def import_units(
    plan: Plan, *, actor: Officer | None, at: datetime, basis: str, progress: Progress = silent
) -> None:
    """
    Do what the plan says, all or nothing, with one journal entry; nothing at all for a plan without acts.

    Raises `Refused` when the plan has errors or when the tree has changed since it was made.
    """
    may_manage_units(actor, _places(plan)).require()
    writing.lock_tree(at=at)
    plan = _still(plan)
    if not plan.acts:
        return
    lives = Lives.whole() if plan.under is None else Lives.around(plan.under.pk, *_parents(plan))
    events = _events(plan, basis=basis, at=at)
    in_memory = apply_plan(plan, lives, {key: made.pk for key, made in events.items()})
    progress(0, plan.acts)
    ids = writing.store(lives, at=at)
    progress(plan.acts, plan.acts)
    _keep_names(plan, {row: ids[unit_id] for row, unit_id in in_memory.items()})
    _parts(plan, events, {row: ids[unit_id] for row, unit_id in in_memory.items()})
    _record(plan, list(ids.values()), actor=actor, at=at, basis=basis)


def _still(plan: Plan) -> Plan:
    fresh = plan_again(plan)
    if fresh.errors:
        raise Refused(fresh.errors[0].sentence)
    if not fresh.same_acts(plan):
        raise Refused(_("The units have changed since the file was looked at. Look at it again."))
    return fresh


def _parents(plan: Plan) -> set[int]:
    """Units outside the imported part that rows are put under."""
    new = {c.facts.parent_id for c in plan.created} | {c.values.get("parent_id") for c in plan.changed}
    return {unit_id for unit_id in new if unit_id} | {c.unit_id for c in plan.changed}


def _places(plan: Plan) -> Iterable[Unit | None]:
    """The units that the actor must be allowed to manage."""
    touched = _parents(plan) | {c.unit_id for c in plan.closed}
    places: list[Unit | None] = list(Unit.objects.filter(pk__in=touched))
    if any(c.facts.parent_id is None and c.parent_row is None for c in plan.created):
        places.append(None)
    return places


def _kind_of(change: Change) -> ReorganisationKind:
    if "kind" in change.values:
        return ReorganisationKind.CHANGE_KIND
    if "name" in change.values or "official_code" in change.values:
        return ReorganisationKind.RENAME
    return ReorganisationKind.MOVE


def _events(plan: Plan, *, basis: str, at: datetime) -> dict[tuple[str, date], Reorganisation]:
    """One event for each kind of act and day; units older than our records come without one."""
    wanted: dict[tuple[str, date], ReorganisationKind] = {}
    for new in plan.created:
        if new.since != BEGINNING:
            wanted["create", new.since] = ReorganisationKind.CREATE
    for change in plan.changed:
        if change.values:
            wanted.setdefault(("change", change.day), _kind_of(change))
    for closing in plan.closed:
        wanted["close", closing.day] = ReorganisationKind.DISSOLVE
    return {key: writing.event(kind, key[1], basis, at=at) for key, kind in wanted.items()}


def _parts(plan: Plan, events: dict[tuple[str, date], Reorganisation], new: dict[int, int]) -> None:
    for (act, day), made in events.items():
        if act == "create":
            writing.parts(made, after=[new[c.row] for c in plan.created if c.since == day])
        elif act == "close":
            writing.parts(made, before=[c.unit_id for c in plan.closed if c.day == day])
        else:
            units = [c.unit_id for c in plan.changed if c.values and c.day == day]
            writing.parts(made, before=units, after=units)


def _keep_names(plan: Plan, new: dict[int, int]) -> None:
    short = {new[c.row]: c.abbreviations for c in plan.created if c.abbreviations}
    short |= {c.unit_id: c.abbreviations for c in plan.changed if c.abbreviations}
    writing.keep_names(short, AliasKind.ABBREVIATION)
    former = {c.unit_id: [c.old.name] for c in plan.changed if "name" in c.values}
    writing.keep_names(former, AliasKind.FORMER)


def _record(plan: Plan, new: list[int], *, actor: Officer | None, at: datetime, basis: str) -> None:
    touched = [*new, *(c.unit_id for c in plan.changed), *(c.unit_id for c in plan.closed)]
    record(
        Verb.UNITS_IMPORTED,
        actor=actor.person if actor else None,
        target=plan.under or Unit.objects.get(pk=touched[0]),
        at=at,
        acting_as=actor.capacity if actor else "",
        before={"closed": [c.facts.name for c in plan.closed]},
        after={
            "created": len(plan.created),
            "changed": len(plan.changed),
            "closed": len(plan.closed),
            "on": plan.effective_on or plan.on,
            "basis": basis,
        },
    )
