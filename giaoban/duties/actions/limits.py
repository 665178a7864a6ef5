"""Deadlines that are counted from something begin to run: from receipt, or from the day of an event."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from giaoban.duties.access import may_date_event
from giaoban.duties.actions.moving import locked, note, stay
from giaoban.duties.models import Duty, Limit
from giaoban.duties.reads.limits import limit_of
from giaoban.duties.vocabulary import CountedFrom, LimitUnit, Verb
from giaoban.foundation.verdict import Refused
from giaoban.units.reads import Officer
from giaoban.workdays.counting import Unit as Measure
from giaoban.workdays.reads import current_calendar


def begun_by_receipt(duty: Duty, *, at: datetime) -> dict[str, Any]:
    """
    The columns that receipt at `at` gives the locked `duty` when its deadline is counted from there.

    Empty when it is not, or runs already: work that is asked again is received again.
    """
    limit = limit_of(duty)
    if limit is None or limit.counted_from != CountedFrom.RECEIPT or limit.start_on is not None:
        return {}
    return _begin(duty, limit, timezone.localdate(at), at)


@transaction.atomic
def date_event(pk: int, *, actor: Officer, at: datetime, happened_on: date) -> Duty:
    """
    Say on which day the event came from which the deadline is counted; the deadline is fixed then.

    The day of the event does not count (civil code, art. 147). Raises `Refused`.
    """
    duty = locked(pk)
    limit = limit_of(duty)
    may_date_event(actor, duty, limit).require()
    if limit is None or happened_on > timezone.localdate(at):
        raise Refused(_("Give a day that has come."))
    stay(duty, at=at, **_begin(duty, limit, happened_on, None))
    after = {"happened_on": happened_on, "due_on": duty.due_on, "event": limit.event}
    note(Verb.EVENT_DATED, duty, actor=actor, at=at, after=after, asking=True)
    return duty


def _begin(duty: Duty, limit: Limit, start_on: date, start_at: datetime | None) -> dict[str, Any]:
    in_hours = limit.unit == LimitUnit.HOURS and start_at is not None
    start = timezone.localtime(start_at) if in_hours and start_at else start_on
    told = current_calendar(duty.unit.path).reckon(Measure(limit.unit), start, limit.amount)
    limit.start_on, limit.start_at, limit.due_on = start_on, start_at if in_hours else None, told.end
    limit.save(update_fields=["start_on", "start_at", "due_on"])
    if duty.due_on is not None:  # those who asked have set a day meanwhile: that day holds
        return {}
    return {"due_on": told.end, "original_due_on": told.end, "due_time": told.hour}
