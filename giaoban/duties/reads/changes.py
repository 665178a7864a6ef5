"""What happened to work between the ends of two days, told by how it stood at both."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from giaoban.duties.models import DutyQuerySet, Standing
from giaoban.duties.models.punctuality import punctuality_is
from giaoban.duties.reads.figures import STOOD, end_of
from giaoban.duties.vocabulary import CLOSED, Changed, Punctuality, Stage, State

Rows = DutyQuerySet | QuerySet[Standing]
_DONE: Final = (Stage.DONE_ON_TIME, Stage.DONE_LATE)
_OPEN: Final = (Stage.OWED, Stage.HANDED_IN)


def changed(rows: Rows, which: Changed, *, since: date, on: date) -> Any:
    """
    Of `rows` (those of the day `on`) the work to which this happened after the end of the day `since`.

    Work that was asked, finished and reopened in between counts by how it stood at both ends: as added alone.
    For `EXTENDED` the rows have the columns of `with_first_deadline`.
    """
    if which == Changed.ADDED:
        return rows.filter(asked_on__gt=since)
    earlier, stage = _earlier(rows, end_of(since)), f"{STOOD}stage"
    if which == Changed.OVERDUE:
        return rows.filter(_newly_overdue(rows, earlier, since, on))
    # What has stood since before then stood so then: nothing happened to it.
    moved = _moved(rows, since)
    if which == Changed.FINISHED:
        return moved.filter(Q(**{f"{stage}__in": _DONE}), ~Exists(earlier.filter(state=State.ACCEPTED)))
    if which == Changed.STOPPED:
        return moved.filter(Q(**{stage: Stage.STOPPED}), ~Exists(earlier.filter(state=State.STOPPED)))
    if which == Changed.REOPENED:
        return moved.filter(Q(**{f"{stage}__in": _OPEN}), Exists(earlier.filter(state__in=CLOSED)))
    as_often = earlier.filter(times_extended__gte=OuterRef(f"{STOOD}times_extended"))
    return moved.filter(Q(**{f"{STOOD}times_extended__gt": 0}), ~Exists(as_often))


def _moved(rows: Rows, since: date) -> Any:
    """Of `rows` those that have stood so only since after that day, where the rows tell."""
    if rows.model is Standing:
        return rows.filter(since_on__gt=since)
    if f"{STOOD}since" in rows.query.annotations:
        return rows.filter(**{f"{STOOD}since__gte": end_of(since)})
    return rows


def _newly_overdue(rows: Rows, earlier: QuerySet[Standing], since: date, on: date) -> Q:
    overdue = punctuality_is(Punctuality.OVERDUE, on=on, prefix=STOOD)
    was = earlier.exclude(state__in=(State.SUBMITTED, *CLOSED)).filter(due_on__lt=since)
    if rows.model is not Standing:
        return overdue & ~Q(Exists(was))
    unmoved = Q(**{"since_on__lte": since, f"{STOOD}due_on__gte": since})
    return overdue & (unmoved | (Q(since_on__gt=since) & ~Q(Exists(was))))


def _earlier(rows: Rows, end: datetime) -> QuerySet[Standing]:
    """How the same duty stood just before `end`."""
    key = "duty_id" if rows.model is Standing else "pk"
    return Standing.objects.filter(duty=OuterRef(key), until__gte=end, since__lt=end)
