"""The one place where a duty moves: its columns and its standings change together."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from giaoban.duties.access import is_asking
from giaoban.duties.models import Duty, Standing
from giaoban.duties.models.duty import STILL
from giaoban.duties.vocabulary import CLOSED, State, Verb
from giaoban.journal.actions import Facts, record
from giaoban.units.reads import Officer


def locked(pk: int) -> Duty:
    """The duty with its unit and committee, its row locked until the transaction ends."""
    return Duty.objects.select_for_update(of=("self",)).select_related("unit", "committee").get(pk=pk)


def move(
    duty: Duty,
    *,
    at: datetime,
    state: State,
    reason: str = "",
    submitted_at: datetime | None = None,
    **changed: Any,
) -> None:
    """
    Put the locked `duty` into `state` at `at`, close the standing in force and open the next.

    `submitted_at` is the moment of the pending or accepted submission, None when there is none. `changed` are
    further columns of the duty. Where the clock of another process ran ahead, the move counts from the end of
    the standing before, so that standings never overlap.
    """
    current = Standing.objects.get(duty=duty, until=STILL)
    at = max(at, current.since)
    submitted_on = timezone.localdate(submitted_at) if submitted_at else None
    written = {
        "state": state,
        "state_reason": reason,
        "submitted_at": submitted_at,
        "submitted_on": submitted_on,
        "closed_at": at if state in CLOSED else None,
        **changed,
    }
    for name, value in written.items():
        setattr(duty, name, value)
    duty.save(update_fields=list(written))
    current.until = at
    current.save(update_fields=["until"])
    Standing.of(duty, since=at).save()


def note(
    verb: Verb,
    duty: Duty,
    *,
    actor: Officer,
    at: datetime,
    before: Facts | None = None,
    after: Facts | None = None,
    asking: bool = False,
) -> None:
    """Enter an act on `duty` in the journal; `asking` when the actor acted for the asking side."""
    record(
        verb,
        actor=actor.person,
        target=duty,
        at=at,
        before=before,
        after=after,
        acting_as=_asking_office(actor, duty) if asking else actor.capacity_at(unit_id=duty.unit_id),
    )


def _asking_office(actor: Officer, duty: Duty) -> str:
    if duty.parent_id is not None and is_asking(actor, duty):
        return actor.capacity_at(unit_id=duty.asking_unit_id)
    if duty.committee_id in actor.standing_for:
        return actor.capacity_at(unit_id=duty.committee.standing_unit_id)
    return actor.capacity_at(committee_id=duty.committee_id)
