"""How work stands is taken over from a table that was kept before: who says so, and from which file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from giaoban.duties.access import may_take_over
from giaoban.duties.models import Duty, Standing, Submission
from giaoban.duties.models import derived as columns
from giaoban.duties.models.duty import STILL
from giaoban.duties.vocabulary import CLOSED, Outcome, ProductKind, State, Verb
from giaoban.journal.actions import Change, record_many
from giaoban.units.reads import Officer

BATCH = 500
_COLUMNS = (
    *("state", "state_reason", "received_at", "submitted_at", "submitted_on", "closed_at"),
    *("percent", "last_word", "last_word_at"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOver:
    """
    How one duty stands by the table.

    `submitted_on` is the day of completion, needed for accepted work. `source` names the file and the row,
    for the journal and the page of the work. Number and date are of the paper that is the result.
    """

    duty_id: int
    state: State
    percent: int = 0
    words: str = ""
    submitted_on: date | None = None
    document_number: str = ""
    document_date: date | None = None
    source: str = ""


@transaction.atomic
def take_over(taken: Sequence[TakenOver], *, actor: Officer, at: datetime) -> int:
    """
    Put work into the state that a table says, each with an entry in the journal; how many were moved.

    A finished result counts from the day that the table gives. Where the actor belongs to the unit, finished
    work waits for somebody else to accept it: nobody closes their own. Standings begin at `at`, so no past
    figure changes. Raises `Refused`, and then nothing was written.
    """
    ids = [each.duty_id for each in taken]
    locked = Duty.objects.select_for_update(of=("self",), no_key=True).select_related("unit", "committee")
    duties: dict[int, Duty] = {}
    for start in range(0, len(ids), BATCH):
        duties |= {duty.pk: duty for duty in locked.filter(pk__in=ids[start : start + BATCH])}
    changes = []
    for each in taken:
        duty = duties[each.duty_id]
        may_take_over(
            actor, duty, each.state, submitted_on=each.submitted_on, on=timezone.localdate(at)
        ).require()
        before = {"state": duty.state, "percent": duty.percent}
        _set(duty, each, at, own=duty.unit_id in actor.home_unit_ids)
        changes.append(Change(duty, before, _after(duty, each)))
    moved = [duties[each.duty_id] for each in taken]
    _write(Duty, moved, _COLUMNS)
    _stand(moved, at)
    _hand_in([(duties[each.duty_id], each) for each in taken], actor, at)
    if moved:
        office = actor.capacity_at(committee_id=moved[0].committee_id)
        record_many(Verb.TAKEN_OVER, actor=actor.person, changes=changes, at=at, acting_as=office)
    return len(moved)


def _set(duty: Duty, each: TakenOver, at: datetime, *, own: bool) -> None:
    state = State.SUBMITTED if each.state == State.ACCEPTED and own else each.state
    duty.state = state
    duty.state_reason = f"{each.source}: {each.words}"[:1000] if state == State.STOPPED else ""
    duty.percent = 100 if state == State.ACCEPTED else each.percent
    duty.last_word, duty.last_word_at = each.words[:500], at if each.words else None
    if state != State.ASKED and duty.received_at is None:
        duty.received_at = at
    done = state in (State.SUBMITTED, State.ACCEPTED) and each.submitted_on is not None
    duty.submitted_on = each.submitted_on if done else None
    duty.submitted_at = _noon(each.submitted_on) if done and each.submitted_on else None
    duty.closed_at = at if state in CLOSED else None


def _write(model: type[Duty] | type[Standing], rows: Sequence[Any], names: Sequence[str]) -> None:
    """
    Write these columns of rows that exist and are locked, with those that follow from them.

    As one INSERT that meets its own rows: an UPDATE with a case for each row takes ten times as long.
    """
    derived = [f.name for f in model._meta.concrete_fields if type(f).__module__ == columns.__name__]
    model.objects.bulk_create(
        rows,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=[*names, *derived],
    )


def _noon(day: date) -> datetime:
    """The table names a day only; noon is of that day in every zone that reads it."""
    return timezone.make_aware(datetime.combine(day, time(12)))


def _after(duty: Duty, each: TakenOver) -> dict[str, Any]:
    return {
        "state": duty.state,
        "percent": duty.percent,
        "words": each.words,
        "submitted_on": duty.submitted_on,
        "product": each.document_number,
        "source": each.source,
    }


def _stand(moved: Sequence[Duty], at: datetime) -> None:
    """The standings of work that was just asked say it from the beginning; of other work a new one begins."""
    by_pk = {duty.pk: duty for duty in moved}
    fresh, begun = [], []
    for start in range(0, len(moved), BATCH):
        part = [duty.pk for duty in moved[start : start + BATCH]]
        for standing in Standing.objects.filter(until=STILL, duty__in=part):
            duty = by_pk[standing.duty_id]
            if standing.since == at:
                standing.state, standing.submitted_on = duty.state, duty.submitted_on
                fresh.append(standing)
            else:
                standing.end(max(at, standing.since))
                begun.append(Standing.of(duty, since=standing.until))
    _write(Standing, fresh, ("state", "submitted_on"))
    Standing.objects.bulk_create(begun, batch_size=BATCH)


def _hand_in(pairs: Iterable[tuple[Duty, TakenOver]], actor: Officer, at: datetime) -> None:
    """The result that the table names, as handed in on its day; accepted by the act itself or waiting."""
    done = [(duty, each) for duty, each in pairs if duty.state in (State.SUBMITTED, State.ACCEPTED)]
    earlier = Submission.objects.filter(duty__in=[duty.pk for duty, _each in done]).values("duty")
    numbers = dict(earlier.annotate(count=Count("pk")).values_list("duty", "count"))
    Submission.objects.bulk_create(
        (_submission(duty, each, numbers.get(duty.pk, 0) + 1, actor, at) for duty, each in done),
        batch_size=BATCH,
    )


def _submission(duty: Duty, each: TakenOver, number: int, actor: Officer, at: datetime) -> Submission:
    accepted = duty.state == State.ACCEPTED
    return Submission(
        duty=duty,
        number=number,
        at=duty.submitted_at or at,
        author=actor.person,
        product_kind=ProductKind.DOCUMENT,
        document_number=each.document_number[:60],
        document_date=each.document_date,
        words="\n".join(
            part for part in (each.words, _("Taken over: %(source)s") % {"source": each.source}) if part
        ),
        outcome=Outcome.ACCEPTED if accepted else Outcome.PENDING,
        decided_at=at if accepted else None,
        decided_by=actor.person if accepted else None,
    )
