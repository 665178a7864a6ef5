"""After a period was closed: what did not come is no longer owed, and stays missing."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from giaoban.duties.access import may_stop
from giaoban.duties.actions import lock_with_parts, stop
from giaoban.duties.models import Duty
from giaoban.outbox.actions import enqueue
from giaoban.outbox.jobs import Job, handler
from giaoban.people.models import Person
from giaoban.reports.models import Period, Report
from giaoban.reports.vocabulary import PeriodState
from giaoban.units.reads import Officer, officer_for

A_BATCH: Final = 200
_JOB: Final = "reports.close"


def promise_the_rest(period: Period, *, actor: Officer, at: datetime, after: int = 0) -> None:
    """Have the worker stop the work on reports that did not come, from those after the key `after` on."""
    load = {"period": period.pk, "actor": actor.person.pk, "after": after}
    enqueue(_JOB, key=f"{_JOB}:{period.pk}:{after}", payload=load, at=at)


@handler(_JOB, lease=timedelta(minutes=5))
def stop_what_did_not_come(job: Job) -> None:
    """
    Stop the next pieces of work, in the name of who closed the period, and promise the rest.

    Work of a unit to which that person belongs stays as it is: nobody closes their own.
    """
    period = Period.objects.get(pk=job.payload["period"])
    person = Person.objects.get(pk=job.payload["actor"])
    actor = officer_for(person, on=timezone.localdate(job.at))
    if actor is None or period.state != PeriodState.CLOSED:
        return
    late = Report.objects.waiting().filter(period=period, duty__isnull=False, pk__gt=job.payload["after"])
    batch = list(late.order_by("pk").values_list("pk", "duty_id")[:A_BATCH])
    if not batch:
        return
    duties = [duty for _report, duty in batch if duty is not None]
    lock_with_parts(duties)
    with translation.override(settings.LANGUAGE_CODE):  # kept words are in the language of the installation
        reason = _("The period was closed; no report came.")
    rows = Duty.objects.filter(pk__in=duties).select_related("unit", "committee", "parent")
    for duty in rows.order_by("pk"):
        if may_stop(actor, duty):
            stop(duty.pk, actor=actor, at=job.at, reason=reason, decision=period.name)
    promise_the_rest(period, actor=actor, at=job.at, after=batch[-1][0])
