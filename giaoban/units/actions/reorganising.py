"""
Reorganisations: what happens to units on a day, on a legal basis.

Each takes effect at the start of `effective_on`, which may lie in the past (a correction of our records:
what later events say stays) or ahead (it shows from that day, see `jobs.apply_due`). Each raises `Refused`,
with nothing written, when the rules or the rest of the history stand against it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from giaoban.foundation.text import normalise, unify_tones
from giaoban.foundation.verdict import Refused
from giaoban.journal.actions import record
from giaoban.units.access import may_manage_units
from giaoban.units.actions import writing
from giaoban.units.models import Reorganisation, Spell, Unit
from giaoban.units.reads.lives import Lives
from giaoban.units.reads.officers import Officer
from giaoban.units.reads.stretches import BEGINNING, Facts
from giaoban.units.vocabulary import AliasKind, ReorganisationKind, UnitKind, Verb


@dataclass(frozen=True, slots=True, kw_only=True)
class NewUnit:
    """A unit to be set up. `parent` None: above all others."""

    name: str
    kind: str
    parent: Unit | None = None
    official_code: str = ""
    abbreviations: Sequence[str] = ()

    def facts(self) -> Facts:
        """The first facts of its life; raises `Refused` when something is missing."""
        name = " ".join(normalise(self.name).split())
        if not name:
            raise Refused(_("A unit needs a name."))
        if self.kind not in UnitKind.values:
            raise Refused(_("“%(kind)s” is not a kind of unit.") % {"kind": self.kind})
        return Facts(name, self.kind, self.parent.pk if self.parent else None, self.official_code.strip())


@transaction.atomic
def create_unit(
    new: NewUnit, *, effective_on: date | None, basis: str, actor: Officer | None, at: datetime
) -> Unit:
    """Set up a unit; `effective_on` None: it exists since before our records, and needs no basis."""
    may_manage_units(actor, [new.parent]).require()
    writing.lock_tree(at=at)
    lives = Lives.around(new.parent.pk if new.parent else None)
    facts = new.facts()
    require_free_place(lives, facts, on=effective_on)
    made = None
    if effective_on is not None:
        made = writing.event(ReorganisationKind.CREATE, effective_on, require_basis(basis), at=at)
    in_memory = lives.open(facts, since=effective_on or BEGINNING, opener=made.pk if made else None)
    unit_id = writing.store(lives, at=at)[in_memory]
    writing.keep_names({unit_id: new.abbreviations}, AliasKind.ABBREVIATION)
    unit = Unit.objects.get(pk=unit_id)
    if made:
        writing.parts(made, after=[unit.pk])
    after = {"name": unit.name, "kind": unit.kind, "on": effective_on, "basis": basis}
    record_act(Verb.UNIT_CREATED, unit, actor, at, after=after)
    return unit


@transaction.atomic
def rename(
    unit: Unit, *, name: str, effective_on: date, basis: str, actor: Officer | None, at: datetime
) -> Reorganisation:
    """Give a unit another name; the former one stays known as a name of it."""
    may_manage_units(actor, [unit]).require()
    name = " ".join(normalise(name).split())
    if not name:
        raise Refused(_("A unit needs a name."))
    return _change_one(
        unit,
        ReorganisationKind.RENAME,
        {"name": name},
        verb=Verb.UNIT_RENAMED,
        effective_on=effective_on,
        basis=basis,
        actor=actor,
        at=at,
    )


@transaction.atomic
def move(
    unit: Unit, *, parent: Unit | None, effective_on: date, basis: str, actor: Officer | None, at: datetime
) -> Reorganisation:
    """Put a unit, with all that is below it, under another; `parent` None puts it above all others."""
    may_manage_units(actor, [unit, parent]).require()
    values = {"parent_id": parent.pk if parent else None}
    return _change_one(
        unit,
        ReorganisationKind.MOVE,
        values,
        verb=Verb.UNIT_MOVED,
        effective_on=effective_on,
        basis=basis,
        actor=actor,
        at=at,
    )


@transaction.atomic
def change_kind(
    unit: Unit,
    *,
    kind: str,
    name: str = "",
    effective_on: date,
    basis: str,
    actor: Officer | None,
    at: datetime,
) -> Reorganisation:
    """Change what a unit is (a commune becomes a ward), with its new name when that changes too."""
    may_manage_units(actor, [unit]).require()
    if kind not in UnitKind.values:
        raise Refused(_("“%(kind)s” is not a kind of unit.") % {"kind": kind})
    values = {"kind": kind}
    if name := " ".join(normalise(name).split()):
        values["name"] = name
    return _change_one(
        unit,
        ReorganisationKind.CHANGE_KIND,
        values,
        verb=Verb.UNIT_KIND_CHANGED,
        effective_on=effective_on,
        basis=basis,
        actor=actor,
        at=at,
    )


def _change_one(
    unit: Unit,
    kind: ReorganisationKind,
    values: dict[str, Any],
    *,
    verb: Verb,
    effective_on: date,
    basis: str,
    actor: Officer | None,
    at: datetime,
) -> Reorganisation:
    """The common course of rename, move and change of kind."""
    writing.lock_tree(at=at)
    lives = Lives.around(unit.pk, unit.parent_id, values.get("parent_id"))
    old = lives.on(unit.pk, effective_on)
    before = {name: getattr(old, name, None) for name in values}
    if before == values:
        raise Refused(_("Nothing would change: that is how it is on this day already."))
    made = writing.event(kind, effective_on, require_basis(basis), at=at)
    lives.change(unit.pk, day=effective_on, opener=made.pk, **values)
    now = lives.on(unit.pk, effective_on)
    if now and (now.name, now.parent_id) != (old and old.name, old and old.parent_id):
        require_free_place(lives, now, on=effective_on, besides=unit.pk)
    writing.store(lives, at=at)
    writing.parts(made, before=[unit.pk], after=[unit.pk])
    if "name" in values and old:
        writing.keep_names({unit.pk: [old.name]}, AliasKind.FORMER)
    facts = {**_shown(values, lives), "on": effective_on, "basis": basis}
    record_act(verb, unit, actor, at, before=_shown(before, lives), after=facts)
    return made


def _shown(values: dict[str, Any], lives: Lives) -> dict[str, Any]:
    """The values as the journal keeps them: a parent by its name."""
    shown = {name: value for name, value in values.items() if name != "parent_id"}
    if "parent_id" in values:
        parent = values["parent_id"]
        shown["parent"] = lives.latest(parent).name if parent else None
    return shown


def require_free_place(lives: Lives, facts: Facts, *, on: date | None, besides: int | None = None) -> None:
    """
    Raise `Refused` when a sibling bears the same name, or any unit the same administrative code, on the day.

    `lives` must hold the siblings; `besides` is the unit that is to bear them.
    """
    day = on or BEGINNING
    known = unify_tones(facts.name).casefold()
    siblings = lives.children(facts.parent_id, since=day) if facts.parent_id else []
    for sibling in siblings:
        other = lives.on(sibling, day)
        if sibling == besides or other is None or other.parent_id != facts.parent_id:
            continue
        if unify_tones(other.name).casefold() == known:
            raise Refused(_("There is already a unit “%(name)s” in that place.") % {"name": other.name})
    if not facts.official_code:
        return
    for holder in Spell.objects.on(day).filter(official_code=facts.official_code).exclude(unit=besides):
        if not lives.knows(holder.unit_id) or lives.on(holder.unit_id, day):
            words = _("The code %(code)s belongs to “%(name)s”.")
            raise Refused(words % {"code": facts.official_code, "name": holder.name})


def require_basis(basis: str) -> str:
    """The legal basis in words; raises `Refused` when there is none."""
    if not basis.strip():
        raise Refused(_("Say on what legal basis this is done."))
    return basis.strip()


def record_act(verb: Verb, unit: Unit, actor: Officer | None, at: datetime, **facts: Any) -> None:
    """The journal entry of a reorganisation; `facts` are `before` and `after`."""
    record(
        verb,
        actor=actor.person if actor else None,
        target=unit,
        at=at,
        acting_as=actor.capacity_at(unit_id=unit.pk) if actor else "",
        **facts,
    )
