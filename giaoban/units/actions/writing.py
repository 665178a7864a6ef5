"""Storing what a reorganisation makes of the lives of units."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.utils import timezone

from giaoban.foundation.text import search_key, sort_key
from giaoban.units import jobs
from giaoban.units.models import Alias, Reorganisation, ReorganisationUnit, Spell, Unit
from giaoban.units.reads.holdings import rooms
from giaoban.units.reads.lives import Lives
from giaoban.units.reads.stretches import BEGINNING, END, Row
from giaoban.units.vocabulary import AliasKind, ReorganisationKind, Side

BATCH = 500


def lock_tree(*concerned: Unit | None, at: datetime) -> None:
    """
    Reorganisations happen one after another: each must see the tree that the one before left.

    The row of the oldest unit serves as the lock; `no_key` lets other rows go on pointing at it. The rows of
    those `concerned` are locked with it, and what other rooms hold of them.
    """
    Unit.objects.select_for_update(no_key=True).order_by("pk").first()
    keys = [unit.pk for unit in concerned if unit is not None]
    list(Unit.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk"))
    for room in rooms():
        room.lock(keys, at)


def event(kind: ReorganisationKind, effective_on: date, basis: str, *, at: datetime) -> Reorganisation:
    """A new event in the tree."""
    return Reorganisation.objects.create(
        kind=kind, effective_on=effective_on, basis=basis[:300], recorded_at=at
    )


def parts(
    of: Reorganisation,
    *,
    before: Iterable[int] = (),
    after: Iterable[int] = (),
    shares: Mapping[int, int] | None = None,
) -> None:
    """Who was there before the event and who after it, and which share of the figures some of these have."""
    given = shares or {}
    rows = [ReorganisationUnit(reorganisation=of, unit_id=pk, side=Side.BEFORE) for pk in before]
    rows += [
        ReorganisationUnit(reorganisation=of, unit_id=pk, side=Side.AFTER, share=given.get(pk))
        for pk in after
    ]
    ReorganisationUnit.objects.bulk_create(rows, batch_size=BATCH)


def store(lives: Lives, *, at: datetime) -> dict[int, int]:
    """
    Write the lives: new units, spells, and the columns of units as of today.

    Answers the ids that new units got, by their ids in memory (below 0). Raises `Refused`, with nothing
    written, when the history would not hold.
    """
    rows = lives.rows()
    ids = _create_units({unit_id: life for unit_id, life in rows.items() if unit_id < 0})
    touched = _store_spells(lives.stored, rows, ids)
    jobs.refresh(touched, on=timezone.localdate(at))
    return ids


def _create_units(new: Mapping[int, list[Row]]) -> dict[int, int]:
    ids: dict[int, int] = {}
    waiting = dict(new)
    while waiting:  # level by level: a unit's parent is written before it
        ready = [u for u, life in waiting.items() if (life[0].facts.parent_id or 0) not in waiting]
        units = Unit.objects.bulk_create(
            [_new_unit(waiting[unit_id][0], ids) for unit_id in ready], batch_size=BATCH
        )
        ids.update((unit_id, unit.pk) for unit_id, unit in zip(ready, units, strict=True))
        for unit_id in ready:
            del waiting[unit_id]
    return ids


def _new_unit(row: Row, ids: Mapping[int, int]) -> Unit:
    facts = row.facts
    return Unit(
        official_code=facts.official_code,
        name=facts.name,
        kind=facts.kind,
        parent_id=_known(facts.parent_id, ids),
        path="",  # set by `jobs.refresh` once the id is known
        valid_from=_day(row.since),
        search_key=search_key(facts.name)[:250],
        sort_key=sort_key(facts.name)[:700],
    )


def _known(unit_id: int | None, ids: Mapping[int, int]) -> int | None:
    return None if unit_id is None else ids.get(unit_id, unit_id)


def _day(day: date) -> date | None:
    return None if day in (BEGINNING, END) else day


def _store_spells(
    stored: Mapping[int, list[Spell]], rows: Mapping[int, list[Row]], ids: Mapping[int, int]
) -> set[int]:
    """Make the spells what the rows say; answers the units with a change."""
    new: list[Spell] = []
    changed: list[Spell] = []
    ended: dict[date | None, list[int]] = {}  # nothing but the last day is another
    gone: list[int] = []
    touched: set[int] = set()
    for unit_id, life in rows.items():
        old = {spell.valid_from or BEGINNING: spell for spell in stored.get(unit_id, ())}
        for row in life:
            spell = old.pop(row.since, None)
            wanted = _spell(row, ids.get(unit_id, unit_id), ids)
            if spell is None:
                new.append(wanted)
            elif differing := _differing(spell, wanted):
                wanted.pk = spell.pk
                if differing == {"valid_to"}:
                    ended.setdefault(wanted.valid_to, []).append(spell.pk)
                else:
                    changed.append(wanted)
            else:
                continue
            touched.add(wanted.unit_id)
        gone += [spell.pk for spell in old.values()]
        touched |= {spell.unit_id for spell in old.values()}
    Spell.objects.filter(pk__in=gone).delete()  # parts that a correction joined to their neighbours
    Spell.objects.bulk_update(changed, SPELL_COLUMNS, batch_size=BATCH)
    for last, spells in ended.items():
        for start in range(0, len(spells), BATCH):
            Spell.objects.filter(pk__in=spells[start : start + BATCH]).update(valid_to=last)
    Spell.objects.bulk_create(new, batch_size=BATCH)
    return touched


SPELL_COLUMNS = ("valid_to", "official_code", "name", "kind", "parent", "path", "opened_by")
_COMPARED = ("valid_to", "official_code", "name", "kind", "parent_id", "path")


def _differing(spell: Spell, wanted: Spell) -> set[str]:
    """Names of what is another; who opened the spell counts only where something is."""
    names = {name for name in _COMPARED if getattr(spell, name) != getattr(wanted, name)}
    if names and spell.opened_by_id != wanted.opened_by_id:
        names.add("opened_by_id")
    return names


def _spell(row: Row, unit_id: int, ids: Mapping[int, int]) -> Spell:
    path = "/".join(str(ids.get(int(part), part)) if part else "" for part in row.path.split("/"))
    return Spell(
        unit_id=unit_id,
        valid_from=_day(row.since),
        valid_to=_day(row.until),
        official_code=row.facts.official_code,
        name=row.facts.name,
        kind=row.facts.kind,
        parent_id=_known(row.facts.parent_id, ids),
        path=path,
        opened_by_id=row.opener,
    )


def keep_names(names: Mapping[int, Iterable[str]], kind: AliasKind) -> None:
    """Add other names to units (by id) unless they have them; a unit's own name is not repeated."""
    have = set(Alias.objects.filter(unit__in=list(names)).values_list("unit_id", "search_key"))
    have |= set(Unit.objects.filter(pk__in=list(names)).values_list("pk", "search_key"))
    new: dict[tuple[int, str], Alias] = {}
    for unit_id, texts in names.items():
        for text in texts:
            key = search_key(text)[:250]
            if key and (unit_id, key) not in have:
                new[unit_id, key] = Alias(unit_id=unit_id, text=text[:200], search_key=key, kind=kind)
    Alias.objects.bulk_create(new.values(), batch_size=BATCH)
