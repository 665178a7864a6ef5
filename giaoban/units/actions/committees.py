"""Committees: setting up, changing, and their fields of work."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from giaoban.foundation.text import normalise
from giaoban.foundation.verdict import Refused
from giaoban.journal.actions import record
from giaoban.units.access import may_manage_committee, may_manage_seats
from giaoban.units.models import Committee, Field, Unit
from giaoban.units.reads.officers import Officer
from giaoban.units.vocabulary import Verb


@transaction.atomic
def set_up_committee(
    *,
    name: str,
    symbol: str,
    level: Unit,
    standing_unit: Unit,
    basis: str,
    term_from: date,
    term_to: date | None = None,
    fields: Sequence[str] = (),
    actor: Officer | None,
    at: datetime,
) -> Committee:
    """A new committee at `level`, whose daily work `standing_unit` does."""
    may_manage_committee(actor, level).require()
    facts = _checked(name=name, symbol=symbol, basis=basis, term_from=term_from, term_to=term_to)
    committee = Committee.objects.create(level=level, standing_unit=standing_unit, **facts)
    _set_fields(committee, fields, day=None)
    record_act(Verb.COMMITTEE_SET_UP, committee, actor, at, after=_facts(committee))
    return committee


@transaction.atomic
def change_committee(
    committee: Committee,
    *,
    name: str,
    symbol: str,
    standing_unit: Unit,
    basis: str,
    term_from: date,
    term_to: date | None,
    actor: Officer | None,
    at: datetime,
) -> Committee:
    """Change the committee's own facts; `term_to` is its last day, None while it works on."""
    locked = Committee.objects.select_for_update(no_key=True).get(pk=committee.pk)
    may_manage_committee(actor, locked.level).require()
    before = _facts(locked)
    facts = _checked(name=name, symbol=symbol, basis=basis, term_from=term_from, term_to=term_to)
    for key, value in facts.items():
        setattr(locked, key, value)
    locked.standing_unit = standing_unit
    locked.save(update_fields=[*facts, "standing_unit"])
    record_act(Verb.COMMITTEE_CHANGED, locked, actor, at, before=before, after=_facts(locked))
    return locked


@transaction.atomic
def set_fields(
    committee: Committee, *, names: Sequence[str], actor: Officer | None, at: datetime
) -> list[Field]:
    """
    The committee's fields of work from today on, in this order.

    A field that is no longer named ends yesterday and stays with the work counted under it; naming it
    again takes it up again.
    """
    locked = Committee.objects.select_for_update(no_key=True).get(pk=committee.pk)
    may_manage_seats(actor, locked).require()
    day = timezone.localdate(at)
    before = [f.name for f in Field.objects.in_use(on=day).filter(committee=locked).order_by("position")]
    fields = _set_fields(locked, names, day=day)
    facts = {"before": {"fields": before}, "after": {"fields": [f.name for f in fields]}}
    record_act(Verb.COMMITTEE_CHANGED, locked, actor, at, **facts)
    return fields


def _set_fields(committee: Committee, names: Sequence[str], *, day: date | None) -> list[Field]:
    wanted = list(dict.fromkeys(words for n in names if (words := " ".join(normalise(n).split())[:120])))
    have = {field.name: field for field in Field.objects.filter(committee=committee)}
    kept: list[Field] = []
    for position, name in enumerate(wanted):
        field = have.pop(name, None) or Field(committee=committee, name=name, since=day)
        field.position, field.until = position, None
        field.save()
        kept.append(field)
    for field in have.values():
        if day and field.until is None:
            field.until = day - timedelta(days=1)
            field.save(update_fields=["until"])
    return kept


def _checked(*, name: str, symbol: str, basis: str, term_from: date, term_to: date | None) -> dict[str, Any]:
    texts = {"name": name, "symbol": symbol, "basis": basis}
    clean = {key: " ".join(normalise(text).split()) for key, text in texts.items()}
    if not all(clean.values()):
        raise Refused(_("A committee needs a name, a symbol and a legal basis."))
    if term_to is not None and term_to < term_from:
        raise Refused(_("The last day lies before the first."))
    return {**clean, "term_from": term_from, "term_to": term_to}


def _facts(committee: Committee) -> dict[str, Any]:
    return {
        "name": committee.name,
        "symbol": committee.symbol,
        "level": committee.level.name,
        "standing_unit": committee.standing_unit.name,
        "basis": committee.basis,
        "term_from": committee.term_from,
        "term_to": committee.term_to,
    }


def record_act(
    verb: Verb, committee: Committee, actor: Officer | None, at: datetime, **facts: dict[str, Any]
) -> None:
    """The journal entry of an act on a committee; `facts` are `before` and `after`."""
    record(
        verb,
        actor=actor.person if actor else None,
        target=committee,
        at=at,
        acting_as=actor.capacity_at(committee_id=committee.pk) if actor else "",
        **facts,
    )
