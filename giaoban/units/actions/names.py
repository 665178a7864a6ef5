"""Other names of units, and groups of units."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from giaoban.foundation.text import normalise, search_key
from giaoban.foundation.verdict import Refused
from giaoban.journal.actions import record
from giaoban.units.access import may_manage_groups, may_manage_units
from giaoban.units.models import Alias, Unit, UnitGroup
from giaoban.units.reads.officers import Officer
from giaoban.units.vocabulary import AliasKind, UnitKind, Verb


@transaction.atomic
def add_alias(
    unit: Unit,
    *,
    text: str,
    kind: AliasKind = AliasKind.ABBREVIATION,
    actor: Officer | None,
    at: datetime,
) -> Alias:
    """Another name under which the unit is found and recognised; raises `Refused` when it has it already."""
    may_manage_units(actor, [unit]).require()
    words = " ".join(normalise(text).split())[:200]
    key = search_key(words)[:250]
    if not key:
        raise Refused(_("Write the other name."))
    if key == unit.search_key or Alias.objects.filter(unit=unit, search_key=key).exists():
        raise Refused(_("“%(unit)s” is known as “%(name)s” already.") % {"unit": unit.name, "name": words})
    alias = Alias.objects.create(unit=unit, text=words, search_key=key, kind=kind)
    _record(Verb.ALIAS_ADDED, unit, actor, at, after={"alias": words, "kind": kind})
    return alias


@transaction.atomic
def remove_alias(alias: Alias, *, actor: Officer | None, at: datetime) -> None:
    """Forget another name of a unit; the journal keeps it."""
    may_manage_units(actor, [alias.unit]).require()
    _record(Verb.ALIAS_REMOVED, alias.unit, actor, at, before={"alias": alias.text, "kind": alias.kind})
    alias.delete()


@transaction.atomic
def save_group(
    group: UnitGroup | None = None,
    *,
    name: str,
    within: Unit,
    kinds: Sequence[str] = (),
    members: Sequence[Unit] = (),
    other_names: Sequence[str] = (),
    actor: Officer | None,
    at: datetime,
) -> UnitGroup:
    """
    Set up a group of units, or change `group`: by rule (`kinds` below `within`) or by list (`members`).

    Raises `Refused` when both or neither are given, when a member stands outside `within`, or when the
    name is taken there.
    """
    may_manage_groups(actor, within).require()
    if group is not None:
        may_manage_groups(actor, group.within).require()
    name = " ".join(normalise(name).split())[:200]
    if not name:
        raise Refused(_("A group needs a name."))
    _require_rule_or_list(kinds, members, within)
    before = _facts(group) if group else {}
    group = group or UnitGroup()
    group.name, group.within, group.kinds = name, within, list(kinds)
    group.other_names = [words for text in other_names if (words := " ".join(normalise(text).split()))]
    group.search_key = search_key(name)[:250]
    try:
        with transaction.atomic():
            group.save()
    except IntegrityError as fault:
        raise Refused(_("There is already a group “%(name)s” there.") % {"name": name}) from fault
    group.members.set(members)
    record(
        Verb.GROUP_SAVED,
        actor=actor.person if actor else None,
        target=group,
        at=at,
        before=before,
        after=_facts(group),
        acting_as=actor.capacity if actor else "",
    )
    return group


def _require_rule_or_list(kinds: Sequence[str], members: Sequence[Unit], within: Unit) -> None:
    if bool(kinds) == bool(members):
        raise Refused(_("A group is made by kinds of units or by a list of units: choose one of the two."))
    if any(kind not in UnitKind.values for kind in kinds):
        raise Refused(_("One of the kinds of units is unknown."))
    if outside := [unit.name for unit in members if not unit.path.startswith(within.path)]:
        words = _("“%(unit)s” does not stand below “%(within)s”.")
        raise Refused(words % {"unit": outside[0], "within": within.name})


def _facts(group: UnitGroup) -> dict[str, object]:
    return {
        "name": group.name,
        "within": group.within.name,
        "kinds": group.kinds,
        "other_names": group.other_names,
        "members": list(group.members.order_by("sort_key").values_list("name", flat=True)),
    }


def _record(verb: Verb, unit: Unit, actor: Officer | None, at: datetime, **facts: dict[str, object]) -> None:
    record(
        verb,
        actor=actor.person if actor else None,
        target=unit,
        at=at,
        acting_as=actor.capacity_at(unit_id=unit.pk) if actor else "",
        **facts,
    )
