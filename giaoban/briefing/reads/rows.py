"""Duties as rows of a brief: as they stood, with the last word that was known then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone

from giaoban.briefing.reads.scope import Scope
from giaoban.duties.models import Duty, DutyQuerySet, Progress, Submission
from giaoban.duties.reads.figures import STOOD
from giaoban.duties.vocabulary import Outcome, State
from giaoban.units.models import Spell, Unit

DUE, SINCE = f"{STOOD}due_on", f"{STOOD}since"
ORDERS: Final[dict[str, tuple[Any, ...]]] = {
    "accepted": (SINCE, "pk"),
    "accepted_on_time": (SINCE, "pk"),
    "stopped_now": (SINCE, "pk"),
    "submitted": (SINCE, "pk"),
    "declined": (SINCE, "pk"),
    "asked": ("asked_at", "pk"),
    "accepted_late": (F(DUE) - F(f"{STOOD}submitted_on"), "pk"),
}
"""The order of each list; where nothing is said, the deadlines that come first, those without at the end."""
_BY_DEADLINE: Final = (F(DUE).asc(nulls_last=True), "pk")


@dataclass(frozen=True, slots=True)
class UnitName:
    """A unit by its code and by the name that it had on the day of the figures."""

    code: str
    name: str
    sort_key: str


@dataclass(frozen=True, slots=True)
class Row:
    """
    One duty as it stood.

    `days_late` counts calendar days from the deadline to the submission, or to the day of the figures while
    nothing was handed in; 0 when in time. `result` is the number of the document that was accepted;
    `since_on` the day since when it stood so.
    """

    code: str
    title: str
    unit: str
    unit_code: str
    origin: str
    role: str
    state: State
    due_on: date | None
    submitted_on: date | None
    since_on: date
    days_late: int
    result: str
    word: str
    word_on: date | None


def unit_names(ids: Iterable[int], *, on: date) -> dict[int, UnitName]:
    """The units as they were called on the day; those that did not exist then by their last name."""
    wanted = list(ids)
    few = Q(pk__in=wanted) if len(wanted) < 500 else Q()
    then = dict(
        Spell.objects.on(on)
        .filter(Q(unit__in=wanted) if len(wanted) < 500 else Q())
        .values_list("unit_id", "name")
    )
    units = Unit.objects.filter(few).values_list("pk", "code", "name", "sort_key")
    return {pk: UnitName(code, then.get(pk, name), key) for pk, code, name, key in units}


def in_order(show: str, duties: DutyQuerySet) -> DutyQuerySet:
    """`duties` of the list `show` in its order."""
    return duties.order_by(*ORDERS.get(show, _BY_DEADLINE))


def with_words(scope: Scope, duties: DutyQuerySet) -> DutyQuerySet:
    """`duties` with the last report before the moment of the figures and the accepted result."""
    reports = Progress.objects.filter(duty=OuterRef("pk"), at__lt=scope.end).order_by("-at", "-pk")
    accepted = Submission.objects.filter(duty=OuterRef("pk"), outcome=Outcome.ACCEPTED).order_by("-number")
    return duties.annotate(
        word=Subquery(reports.values("words")[:1]),
        word_at=Subquery(reports.values("at")[:1]),
        result=Subquery(accepted.values("document_number")[:1]),
    )


def rows_of(scope: Scope, duties: Iterable[Duty], *, names: Mapping[int, UnitName]) -> tuple[Row, ...]:
    """Duties, loaded `with_words`, as rows in their order; no query besides theirs."""
    return tuple(_row(scope, duty, names) for duty in duties)


def _row(scope: Scope, duty: Any, names: Mapping[int, UnitName]) -> Row:
    unit = names[duty.unit_id]
    state, due_on = State(duty.stood_state), duty.stood_due_on
    submitted_on = duty.stood_submitted_on if state in {State.SUBMITTED, State.ACCEPTED} else None
    ended = submitted_on or scope.day
    late = 0 if due_on is None or state == State.STOPPED else max(0, (ended - due_on).days)
    return Row(
        code=duty.code,
        title=duty.title,
        unit=unit.name,
        unit_code=unit.code,
        origin=duty.origin,
        role=duty.role,
        state=state,
        due_on=due_on,
        submitted_on=submitted_on,
        since_on=timezone.localdate(duty.stood_since),
        days_late=late,
        result=(duty.result or "") if state == State.ACCEPTED else "",
        word=" ".join((duty.word or "").split()),
        word_on=timezone.localdate(duty.word_at) if duty.word_at else None,
    )
