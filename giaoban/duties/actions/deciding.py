"""Those who asked decide: accept, return, stop."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from giaoban.duties.access import may_accept, may_return, may_stop
from giaoban.duties.actions.moving import locked, move, note
from giaoban.duties.models import Duty, Submission
from giaoban.duties.reads.work import pending_submission
from giaoban.duties.vocabulary import Outcome, State, Verb
from giaoban.units.reads import Officer


@transaction.atomic
def accept(pk: int, *, actor: Officer, at: datetime) -> Duty:
    """
    Accept the pending result and close the work.

    The moment of submission stays: in time or late follows from it, never from the moment of acceptance.
    Raises `Refused`.
    """
    duty = locked(pk)
    pending = pending_submission(duty)
    may_accept(actor, duty, pending).require()
    before = {"state": duty.state, "percent": duty.percent}
    move(duty, at=at, state=State.ACCEPTED, submitted_at=duty.submitted_at, percent=100)
    number = _decide(pending, Outcome.ACCEPTED, actor, at)
    after = {"state": duty.state, "percent": duty.percent, "submission": number}
    note(Verb.ACCEPTED, duty, actor=actor, at=at, before=before, after=after, asking=True)
    return duty


@transaction.atomic
def return_(pk: int, *, actor: Officer, at: datetime, reason: str) -> Duty:
    """
    Return the pending result to work with a `reason`; the submission stays on record as returned.

    The moment of submission is cleared, so the work is owed again by its deadline. Raises `Refused`.
    """
    duty = locked(pk)
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
    Stop the work for good by a `decision` (number and symbol of the paper) and with a `reason`.

    A result that was waiting is put aside as not decided. Raises `Refused`.
    """
    duty = locked(pk)
    may_stop(actor, duty).require()
    before = {"state": duty.state, "submitted_on": duty.submitted_on}
    _decide(pending_submission(duty), Outcome.STOPPED, actor, at, reason)
    move(duty, at=at, state=State.STOPPED, reason=f"{decision}: {reason}")
    after = {"state": duty.state, "reason": reason, "decision": decision}
    note(Verb.STOPPED, duty, actor=actor, at=at, before=before, after=after, asking=True)
    return duty


def _decide(
    pending: Submission | None, outcome: Outcome, actor: Officer, at: datetime, reason: str = ""
) -> int | None:
    """Put `outcome` on the pending submission and return its number; None when none is pending."""
    if pending is None:
        return None
    pending.outcome, pending.reason = outcome, reason
    pending.decided_at, pending.decided_by = at, actor.person
    pending.save(update_fields=["outcome", "reason", "decided_at", "decided_by"])
    return pending.number
