"""Work of units that have ended passes to those that took over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from giaoban.duties.actions.asking import LONGEST_KEY
from giaoban.duties.actions.moving import locked, stay
from giaoban.duties.models import Duty
from giaoban.duties.models.duty import DutyQuerySet
from giaoban.duties.vocabulary import CLOSED, Kind, Verb
from giaoban.foundation.text import search_key
from giaoban.journal.actions import record
from giaoban.outbox.jobs import daily
from giaoban.search.actions import index_again
from giaoban.units.models import Unit
from giaoban.units.reads import Officer
from giaoban.units.reads.heirs import heirs_of

_OWED_TO_A_UNIT: Final = Q(parent__isnull=False) | Q(kind=Kind.REPORT)
"""Work that is owed to the unit that asked it, not to the committee."""


@transaction.atomic
def pass_on(*, actor: Officer | None, at: datetime) -> int:
    """
    Pass the open work of units that no longer exist to their heirs; how many pieces passed.

    Closed work stays with the unit that did it; parts handed down by an ended unit, and
    reports to it, are owed to its heir.
    The state and the deadline stay; each piece gets an entry and a new standing from this moment, so figures
    of days before count it with the unit of then. `actor` None: the night does it, on the day of the event.
    Work of units that nobody took over from stays. Calling it again is harmless.
    """
    today = timezone.localdate(at)
    ended = Unit.objects.filter(valid_to__lt=today)
    concerned = _held_by(Q(unit__in=ended) | (_OWED_TO_A_UNIT & Q(asking_unit__in=ended)))
    rows = list(concerned.values_list("pk", "unit_id", "asking_unit_id"))
    heirs = heirs_of({unit_id for row in rows for unit_id in row[1:]}, on=today)
    return sum(_pass(pk, heirs, actor, at) for pk, *units in rows if any(u in heirs for u in units))


def lock_held(unit_ids: Sequence[int], *, at: datetime) -> None:
    """Lock the open work of these units and of all that have ended, before anything is written of it."""
    units = Unit.objects.filter(Q(valid_to__lt=timezone.localdate(at)) | Q(pk__in=unit_ids))
    list(_held_by(Q(unit__in=units) | (_OWED_TO_A_UNIT & Q(asking_unit__in=units))).values_list("pk"))


def _held_by(whose: Q) -> DutyQuerySet:
    """Open duties, locked in the order of their keys."""
    locking = Duty.objects.select_for_update(of=("self",), no_key=True)
    return locking.exclude(state__in=CLOSED).filter(whose).order_by("pk")


def _pass(pk: int, heirs: dict[int, Unit], actor: Officer | None, at: datetime) -> bool:
    duty = locked(pk)
    if duty.state in CLOSED:
        return False
    before = {"unit": duty.unit.name}
    is_owed_to_a_unit = duty.parent_id is not None or duty.kind == Kind.REPORT
    if is_owed_to_a_unit and duty.asking_unit_id in heirs:
        before["asked_by"] = duty.asking_unit.name
        duty.asking_unit = heirs[duty.asking_unit_id]
        duty.save(update_fields=["asking_unit"])
    if duty.unit_id in heirs:
        heir = heirs[duty.unit_id]
        key = search_key(f"{duty.title} {duty.origin} {heir.name} {duty.unit.name}")[:LONGEST_KEY]
        stay(duty, at=at, unit=heir, search_key=key)
    index_again("duty", [duty.pk], at=at)
    after = {"unit": duty.unit.name} | ({"asked_by": duty.asking_unit.name} if "asked_by" in before else {})
    record(
        Verb.PASSED_ON,
        actor=actor.person if actor else None,
        target=duty,
        at=at,
        before=before,
        after=after,
        acting_as=actor.capacity_at(unit_id=duty.unit_id) if actor else "",
    )
    return True


@daily("duties.pass_on", hour=0)
def pass_on_tonight(_day: date, at: datetime) -> None:
    """Each night, the work of units whose last day is over."""
    pass_on(actor=None, at=at)
