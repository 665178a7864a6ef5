"""The unit takes the work or refuses it; those who asked may ask again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from giaoban.duties.access import may_ask_again, may_decline, may_receive
from giaoban.duties.actions.limits import begun_by_receipt
from giaoban.duties.actions.moving import locked, move, note
from giaoban.duties.models import Duty
from giaoban.duties.vocabulary import State, Verb
from giaoban.units.reads import Officer


@transaction.atomic
def receive(pk: int, *, actor: Officer, at: datetime) -> Duty:
    """
    The unit receives the work; for an informed unit: it has seen it.

    A deadline that is counted from receipt is fixed now. Raises `Refused`.
    """
    duty = locked(pk)
    may_receive(actor, duty).require()
    before = {"state": duty.state}
    begun = begun_by_receipt(duty, at=at)
    move(duty, at=at, state=State.RECEIVED, received_at=at, **begun)
    after = {"state": duty.state, **({"due_on": duty.due_on} if begun else {})}
    note(Verb.RECEIVED, duty, actor=actor, at=at, before=before, after=after)
    return duty


@transaction.atomic
def decline(pk: int, *, actor: Officer, at: datetime, reason: str) -> Duty:
    """The unit refuses receipt with a `reason`; the work waits for those who asked it. Raises `Refused`."""
    duty = locked(pk)
    may_decline(actor, duty).require()
    before = {"state": duty.state}
    move(duty, at=at, state=State.DECLINED, reason=reason)
    note(
        Verb.DECLINED, duty, actor=actor, at=at, before=before, after={"state": duty.state, "reason": reason}
    )
    return duty


@transaction.atomic
def ask_again(pk: int, *, actor: Officer, at: datetime, reason: str) -> Duty:
    """After a refusal the work is asked of the same unit again, with a `reason`. Raises `Refused`."""
    duty = locked(pk)
    may_ask_again(actor, duty).require()
    before = {"state": duty.state, "reason": duty.state_reason}
    move(duty, at=at, state=State.ASKED, reason=reason)
    after = {"state": duty.state, "reason": reason}
    note(Verb.ASKED_AGAIN, duty, actor=actor, at=at, before=before, after=after, asking=True)
    return duty
