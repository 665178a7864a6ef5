"""Keeping the columns of `Unit` in step with the spells; no fact is changed here."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from giaoban.foundation.text import search_key, sort_key
from giaoban.outbox.jobs import daily
from giaoban.search.actions import index_again
from giaoban.units.models import Spell, Unit

BATCH = 400  # rows a statement; SQLite allows 32,766 parameters
REPEATED = ("official_code", "name", "kind", "parent_id", "path")  # columns that a unit has from its spell


@transaction.atomic
def apply_due(on: date) -> int:
    """
    Let reorganisations that were recorded ahead show: call it once a day and when the service starts.

    Answers how many units changed. Calling it again, or after days in which nobody did, is harmless.
    """
    same = Q(unit__name=F("name")) & Q(unit__kind=F("kind"))
    same &= Q(unit__path=F("path")) & Q(unit__official_code=F("official_code"))
    due = list(Spell.objects.on(on).exclude(same).values_list("unit_id", flat=True))
    return refresh(due, on=on)


@daily("units.apply_due", hour=0)
def show_what_takes_effect(day: date, _at: datetime) -> None:
    """Each night, what takes effect on the new day."""
    apply_due(day)


def refresh(unit_ids: Collection[int], *, on: date) -> int:
    """
    Write into the units what their spells say of `on`; how many rows changed.

    A unit that is closed shows its last spell, one that is still to come its first.
    """
    changed: dict[frozenset[str], list[Unit]] = {}  # by what is another: new units lack only their path
    ids = sorted(unit_ids)
    for start in range(0, len(ids), BATCH):
        part = ids[start : start + BATCH]
        found = Unit.objects.in_bulk(part)
        for unit_id, spells in _spells_of(part).items():
            unit = found[unit_id]
            if differing := _repeat(unit, spells, on):
                changed.setdefault(frozenset(differing), []).append(unit)
    for names, units in changed.items():
        _write(units, names)
    # Who may read what a unit has follows from its place in the tree.
    index_again("unit", (unit.pk for units in changed.values() for unit in units), at=timezone.now())
    return sum(map(len, changed.values()))


def _write(units: Sequence[Unit], names: frozenset[str]) -> None:
    """Write the columns `names` of the units; a reform ends thousands on one day."""
    if names != {"valid_to"}:
        Unit.objects.bulk_update(units, sorted(names), batch_size=BATCH)
        return
    ended: dict[date | None, list[int]] = {}
    for unit in units:
        ended.setdefault(unit.valid_to, []).append(unit.pk)
    for last, keys in ended.items():
        for start in range(0, len(keys), BATCH):
            Unit.objects.filter(pk__in=keys[start : start + BATCH]).update(valid_to=last)


def _spells_of(unit_ids: Collection[int]) -> dict[int, list[Spell]]:
    lives: dict[int, list[Spell]] = {}
    rows = Spell.objects.filter(unit__in=unit_ids).order_by(F("valid_from").asc(nulls_first=True))
    for spell in rows:
        lives.setdefault(spell.unit_id, []).append(spell)
    return lives


def _repeat(unit: Unit, spells: list[Spell], on: date) -> set[str]:
    """Set the unit's columns as its spells say of `on`; answers which were different."""
    begun = [spell for spell in spells if spell.valid_from is None or spell.valid_from <= on]
    shown = begun[-1] if begun else spells[0]
    wanted = {name: getattr(shown, name) for name in REPEATED}
    wanted |= {"valid_from": spells[0].valid_from, "valid_to": spells[-1].valid_to}
    wanted |= {"search_key": search_key(shown.name)[:250], "sort_key": sort_key(shown.name)[:700]}
    differing = {name for name, value in wanted.items() if getattr(unit, name) != value}
    for name in differing:
        setattr(unit, name, wanted[name])
    return differing
