"""One act on many pieces of work: prepared, then done piece by piece, each in its own transaction."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from giaoban.assignments.models import Batch, BatchItem
from giaoban.assignments.reads.many import AT_MOST, MANY
from giaoban.duties import actions as duties
from giaoban.duties.models import Duty
from giaoban.foundation.verdict import Refused
from giaoban.units.models import Field
from giaoban.units.reads import Officer

A_WHILE: Final = 4.0  # seconds of one request; what is left is done by the next
BATCH: Final = 500


def _accept(duty: Duty, _facts: Mapping[str, Any], **by: Any) -> None:
    duties.accept(duty.pk, **by)


def _receive(duty: Duty, _facts: Mapping[str, Any], **by: Any) -> None:
    duties.receive(duty.pk, **by)


def _return(duty: Duty, facts: Mapping[str, Any], **by: Any) -> None:
    duties.return_(duty.pk, reason=facts["reason"], **by)


def _stop(duty: Duty, facts: Mapping[str, Any], **by: Any) -> None:
    duties.stop(duty.pk, reason=facts["reason"], decision=facts["decision"], **by)


def _field(duty: Duty, facts: Mapping[str, Any], **by: Any) -> None:
    field = Field.objects.get(pk=facts["field"]) if facts["field"] else None
    duties.change_field(duty.pk, field=field, **by)


_DO: Final[dict[str, Callable[..., None]]] = {
    "receive": _receive,
    "accept": _accept,
    "return": _return,
    "stop": _stop,
    "field": _field,
}


@transaction.atomic
def choose_many(duty_ids: Sequence[int], *, act: str, back: str, actor: Officer, at: datetime) -> Batch:
    """
    Prepare `act` on these duties; nothing is done yet. `back` is the list that they were chosen in.

    Duties that the officer may not see are left away. Raises `Refused` for none, and for more than `AT_MOST`.
    """
    if act not in MANY:
        raise Refused(_("Choose what is to be done."))
    ids = list(dict.fromkeys(duty_ids))
    if len(ids) > AT_MOST:
        raise Refused(_("At most 5,000 pieces of work at once: narrow the filter."))
    seen: set[int] = set()
    for start in range(0, len(ids), BATCH):
        visible = Duty.objects.visible_to(actor).filter(pk__in=ids[start : start + BATCH])
        seen |= set(visible.values_list("pk", flat=True))
    if not seen:
        raise Refused(_("Choose at least one row."))
    batch = Batch.objects.create(person=actor.person, act=act, back=back[:1200], made_at=at)
    BatchItem.objects.bulk_create(
        (BatchItem(batch=batch, duty_id=pk) for pk in ids if pk in seen), batch_size=BATCH
    )
    return batch


@transaction.atomic
def begin_many(batch: Batch, *, facts: Mapping[str, Any], actor: Officer, at: datetime) -> Batch:
    """
    Set the words of the act once; sent again they change nothing.

    Raises `Refused` for another person's batch.
    """
    batch = Batch.objects.select_for_update(of=("self",), no_key=True).get(pk=batch.pk)
    if batch.person_id != actor.person.pk:
        raise Refused(_("Somebody else chose these rows."))
    if batch.begun_at is None:
        batch.facts, batch.begun_at = dict(facts), at
        batch.save(update_fields=["facts", "begun_at"])
    return batch


def do_many(batch: Batch, *, actor: Officer, at: datetime, seconds: float = A_WHILE) -> int:
    """
    Do what is left of a begun batch for about `seconds`; how many pieces are still left.

    Each piece is done in its own transaction together with its mark, so that it is done once, however often
    this is asked and wherever it is broken off; what the rules refuse is marked with the reason.
    """
    until = time.monotonic() + seconds
    waiting = BatchItem.objects.filter(batch=batch, outcome=None).order_by("pk")
    for pk in list(waiting.values_list("pk", flat=True)):
        _do_one(pk, batch, actor, at)
        if time.monotonic() > until:
            break
    left = waiting.count()
    if not left:
        Batch.objects.filter(pk=batch.pk, done_at=None).update(done_at=at)
    return left


def _do_one(pk: int, batch: Batch, actor: Officer, at: datetime) -> None:
    try:
        with transaction.atomic():
            item = (
                BatchItem.objects.select_for_update(of=("self",), no_key=True)
                .select_related("duty")
                .get(pk=pk)
            )
            if item.outcome is not None:
                return
            _DO[batch.act](item.duty, batch.facts, actor=actor, at=at)
            item.outcome = ""
            item.save(update_fields=["outcome"])
    except Refused as refusal:
        BatchItem.objects.filter(pk=pk, outcome=None).update(outcome=str(refusal)[:400])
