"""Each night the figures of the day that ended are frozen once; days that were missed are made up for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Final

from django.db import transaction
from django.db.models import Exists, Max, Min, OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from giaoban.duties.access import SETTLES
from giaoban.duties.actions.freezing import freeze
from giaoban.duties.models import Sheet, SheetClock, Standing
from giaoban.duties.models.duty import STILL_ON
from giaoban.duties.vocabulary import CLOSED
from giaoban.foundation.verdict import Refused
from giaoban.outbox.jobs import periodic
from giaoban.units.models import Committee, Reorganisation

EVERY: Final = timedelta(minutes=15)
MOST: Final = 60
"""Days of one look that are made up for; the others follow at the next, so that other jobs get their turn."""
A_DAY: Final = timedelta(days=1)


@periodic("duties-sheets", every=EVERY)
def freeze_in_time(at: datetime) -> None:
    """
    Freeze the days that have ended since the last sheet of each committee, each in its own transaction.

    A committee without a sheet begins with the last day that ended. Then days are frozen again whose names
    and places of units were entered later.
    """
    for committee, day in islice(_missing(at), MOST):
        _freeze_once(committee, day, at=at)
    _freeze_what_was_told_late(at)


@transaction.atomic
def _freeze_once(committee: Committee, day: date, *, at: datetime) -> None:
    """Freeze the day unless it has a sheet: two workers at once make one."""
    Committee.objects.select_for_update(of=("self",), no_key=True).get(pk=committee.pk)
    if not Sheet.objects.filter(committee=committee, day=day).exists():
        freeze(committee, day, actor=None, at=at)


def _missing(at: datetime) -> Iterator[tuple[Committee, date]]:
    last_day = timezone.localdate(at - SETTLES) - A_DAY
    last = dict(Sheet.objects.order_by().values_list("committee").annotate(Max("day")))
    work = Standing.objects.filter(committee=OuterRef("pk"))
    for committee in Committee.objects.filter(Exists(work)).order_by("pk"):
        frozen_to = last.get(committee.pk)
        day = frozen_to + A_DAY if frozen_to else last_day
        while day <= last_day and _goes_on(committee, since=day):
            yield committee, day
            day += A_DAY


def _goes_on(committee: Committee, *, since: date) -> bool:
    """Whether work of the committee is open now, or anything changed on that day or after it."""
    rows = Standing.objects.filter(committee=committee)
    now = rows.filter(until_on=STILL_ON)
    return now.exclude(state__in=CLOSED).exists() or now.filter(since_on__gte=since).exists()


def _freeze_what_was_told_late(at: datetime) -> None:
    """Freeze days again on which events in the tree of units were in force that were entered afterwards."""
    clock, _made = SheetClock.objects.get_or_create(pk=1)
    events = Reorganisation.objects.filter(pk__gt=clock.reorganisation)
    news = events.aggregate(first_day=Min("effective_on"), last=Max("pk"))
    if news["last"] is None:
        return
    with override("vi"):
        reason = _("A change of units that was in force on this day was entered later.")
    later = events.filter(effective_on__lte=OuterRef("day"), recorded_at__gt=OuterRef("frozen_at"))
    newest = Sheet.objects.filter(committee=OuterRef("committee"), day=OuterRef("day")).order_by("-number")
    found = Sheet.objects.filter(Exists(later), day__gte=news["first_day"])
    found = found.filter(pk=Subquery(newest.values("pk")[:1])).defer("content")
    for sheet in found.select_related("committee").order_by("day", "committee"):
        try:
            freeze(sheet.committee, sheet.day, actor=None, at=at, reason=reason)
        except Refused:  # nothing of that day has changed
            continue
    SheetClock.objects.filter(pk=1).update(reorganisation=news["last"])
