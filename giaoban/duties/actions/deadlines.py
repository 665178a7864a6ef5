"""A later deadline is asked, granted, refused; those who asked change a deadline themselves."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from giaoban.duties.access import (
    deadline_holds,
    extension_goes_on,
    may_ask_extension,
    may_change_deadline,
    may_decide_extension,
    may_withdraw_extension,
)
from giaoban.duties.actions.moving import locked, next_deadline, note, stay
from giaoban.duties.models import Duty, Extension
from giaoban.duties.reads.work import waiting_extension
from giaoban.duties.vocabulary import DeadlineCause, ExtensionOutcome, Verb
from giaoban.foundation.verdict import Refused
from giaoban.people.models import Person
from giaoban.units.reads import Officer


@transaction.atomic
def ask_extension(pk: int, *, actor: Officer, at: datetime, proposed_on: date, reason: str) -> Extension:
    """
    The unit asks for the deadline `proposed_on`, with a `reason`, while the one in force has not passed.

    The deadline stays as it is until somebody decides. Raises `Refused`.
    """
    duty = locked(pk)
    may_ask_extension(actor, duty, waiting_extension(duty), on=timezone.localdate(at)).require()
    extension_goes_on(duty, proposed_on).require()
    deadline_holds(duty, proposed_on, on=timezone.localdate(at)).require()
    if duty.due_on is None:
        raise Refused(_("This work has no deadline."))
    asked = Extension.objects.create(
        duty=duty,
        number=Extension.objects.filter(duty=duty).count() + 1,
        asked_at=at,
        asked_by=actor.person,
        due_on=duty.due_on,
        proposed_on=proposed_on,
        reason=reason,
    )
    after = {"request": asked.number, "proposed_on": proposed_on, "reason": reason}
    before = {"due_on": duty.due_on}
    note(Verb.EXTENSION_ASKED, duty, actor=actor, at=at, before=before, after=after)
    return asked


@transaction.atomic
def withdraw_extension(pk: int, *, actor: Officer, at: datetime) -> Duty:
    """The unit takes its request back; the deadline stays as it is. Raises `Refused`."""
    duty = locked(pk)
    waiting = waiting_extension(duty)
    may_withdraw_extension(actor, duty, waiting).require()
    number = settle_extension(waiting, ExtensionOutcome.WITHDRAWN, by=actor.person, at=at)
    note(Verb.EXTENSION_WITHDRAWN, duty, actor=actor, at=at, after={"request": number})
    return duty


@transaction.atomic
def grant_extension(
    pk: int,
    *,
    actor: Officer,
    at: datetime,
    number: int,
    due_on: date | None = None,
    reason: str = "",
    document: str = "",
) -> Duty:
    """
    Grant the request `number`, as proposed or, with `due_on`, until another day after the deadline.

    The deadline before stays on record. A request that was decided on or taken back meanwhile is refused,
    and so is a decision on another request than the one that was read. Raises `Refused`.
    """
    duty = locked(pk)
    may_decide_extension(actor, duty, waiting_extension(duty)).require()
    waiting = _that_request(duty, number)
    granted_on = due_on or waiting.proposed_on
    extension_goes_on(duty, granted_on).require()
    deadline_holds(duty, granted_on, on=min(timezone.localdate(at), granted_on)).require()
    before = {"due_on": duty.due_on, "request": number}
    outcome = ExtensionOutcome.GRANTED if granted_on == waiting.proposed_on else ExtensionOutcome.CHANGED
    settle_extension(waiting, outcome, by=actor.person, at=at, answer=reason, granted_on=granted_on)
    changed = next_deadline(
        duty,
        granted_on,
        cause=DeadlineCause.EXTENSION,
        at=at,
        by=actor.person,
        reason=reason or waiting.reason,
        document=document,
        extension=waiting,
    )
    stay(duty, at=at, **changed)
    after = {"due_on": duty.due_on, "outcome": outcome, "reason": reason, "document": document}
    note(Verb.EXTENSION_GRANTED, duty, actor=actor, at=at, before=before, after=after, asking=True)
    return duty


@transaction.atomic
def refuse_extension(pk: int, *, actor: Officer, at: datetime, number: int, reason: str) -> Duty:
    """Refuse the request `number` with a `reason`; the deadline stays as it is. Raises `Refused`."""
    duty = locked(pk)
    may_decide_extension(actor, duty, waiting_extension(duty)).require()
    waiting = _that_request(duty, number)
    settle_extension(waiting, ExtensionOutcome.REFUSED, by=actor.person, at=at, answer=reason)
    after = {"request": number, "reason": reason}
    note(Verb.EXTENSION_REFUSED, duty, actor=actor, at=at, after=after, asking=True)
    return duty


@transaction.atomic
def change_deadline(
    pk: int, *, actor: Officer, at: datetime, due_on: date, reason: str, document: str = ""
) -> Duty:
    """
    Those who asked set another deadline with a `reason`, by the paper `document` if there is one.

    Possible after the deadline has passed too; a request that waits is decided on first. Raises `Refused`.
    """
    duty = locked(pk)
    may_change_deadline(actor, duty, waiting_extension(duty)).require()
    deadline_holds(duty, due_on, on=timezone.localdate(at)).require()
    before = {"due_on": duty.due_on}
    changed = next_deadline(
        duty,
        due_on,
        cause=DeadlineCause.CHANGE,
        at=at,
        by=actor.person,
        reason=reason,
        document=document,
    )
    stay(duty, at=at, **changed)
    after = {"due_on": duty.due_on, "reason": reason, "document": document}
    note(Verb.DEADLINE_CHANGED, duty, actor=actor, at=at, before=before, after=after, asking=True)
    return duty


def settle_extension(
    waiting: Extension | None,
    outcome: ExtensionOutcome,
    *,
    by: Person,
    at: datetime,
    answer: str = "",
    granted_on: date | None = None,
) -> int | None:
    """Put `outcome` on the request that waits and return its number; None when none waits."""
    if waiting is None:
        return None
    waiting.outcome, waiting.answer, waiting.granted_on = outcome, answer, granted_on
    waiting.decided_at, waiting.decided_by = at, by
    waiting.save(update_fields=["outcome", "answer", "granted_on", "decided_at", "decided_by"])
    return waiting.number


def _that_request(duty: Duty, number: int) -> Extension:
    waiting = waiting_extension(duty)
    if waiting is None or waiting.number != number:
        raise Refused(_("No request for a later deadline waits: it was decided on or taken back meanwhile."))
    return waiting
