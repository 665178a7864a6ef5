"""Those who asked decide: accept, wholly or in part, return, stop."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from giaoban.duties.access import (
    deadline_holds,
    is_decided_here,
    may_accept,
    may_accept_in_part,
    may_return,
    may_stop,
)
from giaoban.duties.actions.deadlines import settle_extension
from giaoban.duties.actions.moving import lock_with_parts, locked, move, next_deadline, note
from giaoban.duties.models import Duty, Extension, Submission
from giaoban.duties.reads.work import pending_submission, waiting_extension
from giaoban.duties.vocabulary import CLOSED, DeadlineCause, ExtensionOutcome, Outcome, State, Verb
from giaoban.journal.actions import Facts
from giaoban.units.reads import Officer


@transaction.atomic
def accept(pk: int, *, actor: Officer, at: datetime) -> Duty:
    """
    Accept the pending result and close the work.

    The moment of submission stays: in time or late follows from it, never from the moment of acceptance.
    Raises `Refused`.
    """
    duty = locked(pk)
    is_decided_here(duty).require()
    before = {"state": duty.state, "percent": duty.percent}
    number = accept_there(duty, actor=actor, at=at)
    after = {"state": duty.state, "percent": duty.percent, "submission": number}
    note(Verb.ACCEPTED, duty, actor=actor, at=at, before=before, after=after, asking=True)
    return duty


def accept_there(duty: Duty, *, actor: Officer, at: datetime) -> int | None:
    """
    Accept the result of the locked `duty` in the act of the room that decides on it, which enters it.

    The number of the submission. Raises `Refused`.
    """
    pending = pending_submission(duty)
    may_accept(actor, duty, pending).require()
    _let_lapse(duty, actor, at)
    move(duty, at=at, state=State.ACCEPTED, submitted_at=duty.submitted_at, percent=100)
    return _decide(pending, Outcome.ACCEPTED, actor, at)


@transaction.atomic
def accept_in_part(
    pk: int, *, actor: Officer, at: datetime, accepted: str, reason: str, due_on: date | None = None
) -> Duty:
    """
    Accept a part of the pending result: `accepted` says which, `reason` what is still due.

    The work goes back to the unit for the rest and is owed by `due_on`, or by the deadline in force when that
    is None; it counts as done when the rest is accepted, by the day on which the rest was handed in. A new
    deadline answers a request for a later one. Raises `Refused`.
    """
    duty = locked(pk)
    pending = pending_submission(duty)
    is_decided_here(duty).require()
    may_accept_in_part(actor, duty, pending).require()
    before = {"state": duty.state, "submitted_on": duty.submitted_on, "due_on": duty.due_on}
    changed = _for_the_rest(duty, due_on, actor, at, reason) if due_on else {}
    number = _decide(pending, Outcome.PARTLY, actor, at, reason, accepted_words=accepted)
    parts = [part for part in (duty.accepted_part, accepted) if part]
    move(duty, at=at, state=State.RECEIVED, reason=reason, accepted_part="\n".join(parts), **changed)
    after: Facts = {"state": duty.state, "submission": number, "accepted": accepted, "reason": reason}
    after |= {"due_on": duty.due_on} if changed else {}
    note(Verb.ACCEPTED_IN_PART, duty, actor=actor, at=at, before=before, after=after, asking=True)
    return duty


def _for_the_rest(duty: Duty, due_on: date, actor: Officer, at: datetime, reason: str) -> dict[str, Any]:
    deadline_holds(duty, due_on, on=timezone.localdate(at)).require()
    waiting = waiting_extension(duty)
    granted = _answers(waiting, due_on)
    settle_extension(
        waiting,
        granted or ExtensionOutcome.REFUSED,
        by=actor.person,
        at=at,
        answer=reason,
        granted_on=due_on if granted else None,
    )
    return next_deadline(
        duty,
        due_on,
        cause=DeadlineCause.REST,
        at=at,
        by=actor.person,
        reason=reason,
        extension=waiting if granted else None,
    )


def _answers(waiting: Extension | None, due_on: date) -> ExtensionOutcome | None:
    """How the new deadline answers the request that waits; None when it grants nothing."""
    if waiting is None or due_on <= waiting.due_on:
        return None
    same = due_on == waiting.proposed_on
    return ExtensionOutcome.GRANTED if same else ExtensionOutcome.CHANGED


@transaction.atomic
def return_(pk: int, *, actor: Officer, at: datetime, reason: str, by_its_room: bool = False) -> Duty:
    """
    Return the pending result to work with a `reason`; the submission stays on record as returned.

    The moment of submission is cleared, so the work is owed again by its deadline. `by_its_room` where more
    than the work hangs on it. Raises `Refused`.
    """
    duty = locked(pk)
    if not by_its_room:
        is_decided_here(duty).require()
    may_return(actor, duty).require()
    before = {"state": duty.state, "submitted_on": duty.submitted_on}
    number = _decide(pending_submission(duty), Outcome.RETURNED, actor, at, reason)
    move(duty, at=at, state=State.RETURNED, reason=reason)
    after = {"state": duty.state, "reason": reason, "submission": number}
    note(Verb.RETURNED, duty, actor=actor, at=at, before=before, after=after, asking=True)
    return duty


@transaction.atomic
def stop(pk: int, *, actor: Officer, at: datetime, reason: str, decision: str) -> Duty:
    """
    Stop the work by a `decision` (number and symbol of the paper) and with a `reason`.

    A result that was waiting is put aside as not decided. What the unit handed down of it stops with it, at
    every depth, each part with its own entry: it is owed for the sake of this work alone. Raises `Refused`.
    """
    duty = locked(pk)
    lock_with_parts([pk])
    may_stop(actor, duty).require()
    _stop(duty, actor=actor, at=at, reason=reason, decision=decision, within="")
    return duty


def _stop(duty: Duty, *, actor: Officer, at: datetime, reason: str, decision: str, within: str) -> None:
    """Stop `duty` and the open parts below it; `within` names the stopped work that it is a part of."""
    before = {"state": duty.state, "submitted_on": duty.submitted_on}
    _decide(pending_submission(duty), Outcome.STOPPED, actor, at, reason)
    _let_lapse(duty, actor, at)
    move(duty, at=at, state=State.STOPPED, reason=f"{decision}: {reason}")
    after: Facts = {"state": duty.state, "reason": reason, "decision": decision}
    after |= {"within": within} if within else {}
    note(Verb.STOPPED, duty, actor=actor, at=at, before=before, after=after, asking=True)
    parts = Duty.objects.filter(parent=duty).exclude(state__in=CLOSED).order_by("pk")
    for pk in list(parts.values_list("pk", flat=True)):
        part = locked(pk)
        if part.state not in CLOSED:
            _stop(part, actor=actor, at=at, reason=reason, decision=decision, within=duty.title)


def _let_lapse(duty: Duty, actor: Officer, at: datetime) -> None:
    settle_extension(waiting_extension(duty), ExtensionOutcome.LAPSED, by=actor.person, at=at)


def _decide(
    pending: Submission | None,
    outcome: Outcome,
    actor: Officer,
    at: datetime,
    reason: str = "",
    *,
    accepted_words: str = "",
) -> int | None:
    """Put `outcome` on the pending submission and return its number; None when none is pending."""
    if pending is None:
        return None
    pending.outcome, pending.reason, pending.accepted_words = outcome, reason, accepted_words
    pending.decided_at, pending.decided_by = at, actor.person
    pending.save(update_fields=["outcome", "reason", "accepted_words", "decided_at", "decided_by"])
    return pending.number
