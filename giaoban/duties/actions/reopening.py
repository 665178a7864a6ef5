"""Closed work is taken up again by those who asked it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from giaoban.duties.access import deadline_holds, may_reopen
from giaoban.duties.actions.moving import locked, move, next_deadline, note
from giaoban.duties.actions.passing import pass_on
from giaoban.duties.models import Duty, Progress
from giaoban.duties.vocabulary import DeadlineCause, State, Verb
from giaoban.units.reads import Officer


@transaction.atomic
def reopen(pk: int, *, actor: Officer, at: datetime, reason: str, due_on: date | None = None) -> Duty:
    """
    Take up accepted or stopped work again, with a `reason` and, when it is given, a new deadline.

    The unit has it in work again, or as new when it never received it. What was handed in and decided before
    stays on record, and figures of days before count the work as it stood then. Parts that stopped with it
    stay stopped until the unit that handed them down reopens them. Work of a unit that has ended passes to
    its heir at once. Raises `Refused`.
    """
    duty = locked(pk)
    may_reopen(actor, duty).require()
    before = {"state": duty.state, "submitted_on": duty.submitted_on, "due_on": duty.due_on}
    changed: dict[str, Any] = {"percent": _last_reported(duty)}
    if due_on is not None:
        deadline_holds(duty, due_on, on=timezone.localdate(at)).require()
        changed |= next_deadline(
            duty, due_on, cause=DeadlineCause.REOPENED, at=at, by=actor.person, reason=reason
        )
    state = State.ASKED if duty.received_at is None else State.RECEIVED
    move(duty, at=at, state=state, reason=reason, **changed)
    after = {"state": duty.state, "reason": reason} | ({"due_on": due_on} if due_on else {})
    note(Verb.REOPENED, duty, actor=actor, at=at, before=before, after=after, asking=True)
    if duty.unit.valid_to is not None and duty.unit.valid_to < timezone.localdate(at):
        pass_on(actor=actor, at=at)
        duty.refresh_from_db()
    return duty


def _last_reported(duty: Duty) -> int:
    """The percentage that the unit told last; acceptance had put 100 in its place."""
    told = Progress.objects.filter(duty=duty).order_by("-at", "-pk").values_list("percent", flat=True).first()
    return told or 0
