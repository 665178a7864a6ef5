"""Reorganisations in which units end: merge, split, dissolve. See `reorganising` for what all share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.foundation.verdict import Refused
from giaoban.units.access import may_manage_units
from giaoban.units.actions import writing
from giaoban.units.actions.holdings import hand_over
from giaoban.units.actions.reorganising import (
    NewUnit,
    record_act,
    require_basis,
    require_free_place,
)
from giaoban.units.models import Unit
from giaoban.units.reads.lives import Lives
from giaoban.units.reads.officers import Officer
from giaoban.units.vocabulary import AliasKind, ReorganisationKind, Verb


@transaction.atomic
def merge(
    units: Sequence[Unit],
    *,
    into: Unit | NewUnit,
    effective_on: date,
    basis: str,
    actor: Officer | None,
    at: datetime,
) -> Unit:
    """
    Several units become one: a new one, or one of them or another that exists and stays.

    What stood below the units that end stands below the one that stays. The names of those that end
    become former names of it, so that papers with the old names are understood. Answers the survivor.
    """
    ending = [unit for unit in units if unit != into]
    place = into.parent if isinstance(into, NewUnit) else into
    may_manage_units(actor, [*ending, place]).require()
    if not ending or (isinstance(into, NewUnit) and len(ending) < 2):
        raise Refused(_("A merger takes two units or more."))
    writing.lock_tree(*ending, place, at=at)
    lives = Lives.around(*(unit.pk for unit in ending), place.pk if place else None)
    names = [_name_before(lives, unit, effective_on) for unit in ending]
    made = writing.event(ReorganisationKind.MERGE, effective_on, require_basis(basis), at=at)
    survivor = into.pk if isinstance(into, Unit) else 0
    for unit in ending:
        lives.close(unit.pk, day=effective_on)
    if isinstance(into, NewUnit):
        require_free_place(lives, into.facts(), on=effective_on)
        survivor = lives.open(into.facts(), since=effective_on, opener=made.pk)
    for unit in ending:
        lives.rehang(unit.pk, day=effective_on, new_parent=survivor, opener=made.pk)
    survivor = writing.store(lives, at=at).get(survivor, survivor)
    merged = Unit.objects.get(pk=survivor)
    existed = [merged] if isinstance(into, Unit) else []
    writing.parts(made, before=[u.pk for u in (*existed, *ending)], after=[survivor])
    if isinstance(into, NewUnit):
        writing.keep_names({survivor: into.abbreviations}, AliasKind.ABBREVIATION)
    writing.keep_names({survivor: names}, AliasKind.FORMER)
    facts = {"into": merged.name, "on": effective_on, "basis": basis}
    record_act(Verb.UNITS_MERGED, merged, actor, at, before={"units": names}, after=facts)
    hand_over(made, ending, merged, actor=actor, at=at)
    return merged


@transaction.atomic
def split(
    unit: Unit,
    *,
    into: Sequence[NewUnit],
    children: Mapping[int, int] | None = None,
    heir: int = 0,
    shares: Sequence[int] = (),
    effective_on: date,
    basis: str,
    actor: Officer | None,
    at: datetime,
) -> list[Unit]:
    """
    One unit becomes several new ones and ends.

    `children` says, by id of a unit directly below, under which of `into` (by place, from 0) it stands
    afterwards; those not named go to the first. `heir` is the place of the one that takes over the work that
    the unit holds. `shares` say by place how figures of the time before are divided where somebody looks at
    them on the new units; none: equally.
    """
    may_manage_units(actor, [unit, *(new.parent for new in into)]).require()
    if len(into) < 2:
        raise Refused(_("A split makes two units or more."))
    if heir not in range(len(into)):
        raise Refused(_("Say which of the new units takes over the work."))
    if shares and (len(shares) != len(into) or min(shares) < 0 or not sum(shares)):
        raise Refused(_("Give each of the new units its share of the figures."))
    writing.lock_tree(unit, at=at)
    lives = Lives.around(unit.pk, *(new.parent.pk for new in into if new.parent))
    name = _name_before(lives, unit, effective_on)
    made = writing.event(ReorganisationKind.SPLIT, effective_on, require_basis(basis), at=at)
    lives.close(unit.pk, day=effective_on)
    places: list[int] = []
    for new in into:
        require_free_place(lives, new.facts(), on=effective_on)
        places.append(lives.open(new.facts(), since=effective_on, opener=made.pk))
    for child, place in (children or {}).items():
        if place not in range(len(places)):
            raise Refused(_("A unit below the one that is split would have no place."))
        lives.rehang_one(child, unit.pk, day=effective_on, new_parent=places[place], opener=made.pk)
    lives.rehang(unit.pk, day=effective_on, new_parent=places[0], opener=made.pk)
    ids = writing.store(lives, at=at)
    writing.keep_names(
        {ids[made_id]: new.abbreviations for made_id, new in zip(places, into, strict=True)},
        AliasKind.ABBREVIATION,
    )
    by_id = Unit.objects.in_bulk([ids[made_id] for made_id in places])
    made_units = [by_id[ids[made_id]] for made_id in places]
    given = dict(zip((u.pk for u in made_units), shares, strict=True)) if shares else {}
    writing.parts(made, before=[unit.pk], after=[u.pk for u in made_units], shares=given)
    facts = {"into": [u.name for u in made_units], "on": effective_on, "basis": basis}
    facts["heir"] = made_units[heir].name
    if shares:
        facts["shares"] = list(shares)
    record_act(Verb.UNIT_SPLIT, unit, actor, at, before={"name": name}, after=facts)
    hand_over(made, [unit], made_units[heir], actor=actor, at=at)
    return made_units


@transaction.atomic
def dissolve(
    unit: Unit,
    *,
    children_to: Unit | None = None,
    heir: Unit | None = None,
    effective_on: date,
    basis: str,
    actor: Officer | None,
    at: datetime,
) -> None:
    """
    End a unit in whose place no other comes.

    `children_to` takes what stands directly below it, `heir` the work that it holds; each is needed when
    there is any. The name of the unit stays known as a former name of its heir.
    """
    may_manage_units(actor, [unit, *filter(None, (children_to, heir))]).require()
    if heir == unit:
        raise Refused(_("A unit that ends cannot take over its own work."))
    writing.lock_tree(unit, heir, at=at)
    lives = Lives.around(unit.pk, children_to.pk if children_to else None)
    name = _name_before(lives, unit, effective_on)
    made = writing.event(ReorganisationKind.DISSOLVE, effective_on, require_basis(basis), at=at)
    lives.close(unit.pk, day=effective_on)
    if children_to:
        lives.rehang(unit.pk, day=effective_on, new_parent=children_to.pk, opener=made.pk)
    elif left := lives.children(unit.pk, since=effective_on):
        refuse_orphans(name, len(left))
    writing.store(lives, at=at)
    writing.parts(made, before=[unit.pk])
    facts: dict[str, Any] = {"on": effective_on, "basis": basis}
    if children_to:
        facts["children_to"] = children_to.name
    if heir:
        facts["heir"] = heir.name
        writing.keep_names({heir.pk: [name]}, AliasKind.FORMER)
    record_act(Verb.UNIT_DISSOLVED, unit, actor, at, before={"name": name}, after=facts)
    hand_over(made, [unit], heir, actor=actor, at=at)


def refuse_orphans(name: str, count: int) -> None:
    """Raise `Refused`: `count` units still stand below the one that is to end."""
    words = ngettext(
        "%(count)d unit still stands below “%(unit)s”; say where it goes.",
        "%(count)d units still stand below “%(unit)s”; say where they go.",
        count,
    )
    raise Refused(words % {"count": count, "unit": name})


def _name_before(lives: Lives, unit: Unit, day: date) -> str:
    facts = lives.on(unit.pk, day)
    return facts.name if facts else unit.name
