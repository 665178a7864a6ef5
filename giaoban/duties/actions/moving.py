"""The one place where a duty moves: its columns and its standings change together."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from giaoban.duties.access import is_asking
from giaoban.duties.models import Deadline, Duty, Extension, Standing
from giaoban.duties.models.duty import STILL
from giaoban.duties.vocabulary import CLOSED, DeadlineCause, State, Verb
from giaoban.foundation.prepared import Prepared, insert, update
from giaoban.journal.actions import Facts, record
from giaoban.people.models import Person
from giaoban.units.reads import Officer


def locked(pk: int) -> Duty:
    """The duty with its unit, committee and the work it is a part of, its row locked to the end."""
    related = ("unit", "committee", "parent")
    return Duty.objects.select_for_update(of=("self",), no_key=True).select_related(*related).get(pk=pk)


def lock_with_parts(pks: Iterable[int]) -> None:
    """
    Lock these duties and all that was handed down of them, from the top.

    For acts that move many: whoever holds the journal already must not wait for a row.
    """
    rows = Duty.objects.select_for_update(of=("self",), no_key=True).order_by("pk")
    level = list(rows.filter(pk__in=pks).values_list("pk", flat=True))
    while level:
        level = list(rows.filter(parent__in=level).values_list("pk", flat=True))


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
    current = _current.get(duty=duty.pk)
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
    update(duty, *written, "stage", "place")
    current.end(at)
    insert(Standing.of(duty, since=at))


_current = Prepared(lambda duty: Standing.objects.filter(duty=duty, until=STILL))


def stay(duty: Duty, *, at: datetime, **changed: Any) -> None:
    """Change columns of the locked `duty` that its standings hold, such as the deadline; its state stays."""
    state, reason, submitted_at = State(duty.state), duty.state_reason, duty.submitted_at
    move(duty, at=at, state=state, reason=reason, submitted_at=submitted_at, **changed)


def next_deadline(
    duty: Duty,
    due_on: date | None,
    *,
    cause: DeadlineCause,
    at: datetime,
    by: Person | None,
    reason: str,
    document: str = "",
    extension: Extension | None = None,
) -> dict[str, Any]:
    """
    Write the deadline that takes the place of the one in force, and answer the columns for `move` or `stay`.

    `by` None: nobody's act, such as a change of the working calendar. A later deadline set by those who asked
    counts as an extension, whether it was asked for or not; one that follows from the calendar does not.
    """
    Deadline.objects.create(
        duty=duty,
        number=Deadline.objects.filter(duty=duty).count() + 1,
        cause=cause,
        was_due_on=duty.due_on,
        due_on=due_on,
        set_at=at,
        set_by=by,
        reason=reason,
        document=document,
        extension=extension,
    )
    later = duty.due_on is not None and (due_on is None or due_on > duty.due_on)
    counted = later and cause != DeadlineCause.CALENDAR
    return {"due_on": due_on, "times_extended": duty.times_extended + (1 if counted else 0)}


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
