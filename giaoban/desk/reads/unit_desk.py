"""One unit's desk: its numbers, and the work behind each of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import Case, Count, F, IntegerField, Q, Value, When

from giaoban.duties.models import Duty, DutyQuerySet
from giaoban.duties.reads.figures import punctuality_is
from giaoban.duties.vocabulary import CLOSED, OWED, WITH_THE_UNIT, Punctuality, Role, State
from giaoban.units.models import Unit
from giaoban.units.reads import Officer
from giaoban.units.vocabulary import PostRole

_OWED: Final = Q(role__in=OWED)
_WITH_US: Final = _OWED & Q(state__in=WITH_THE_UNIT)


def _this_week(on: date) -> Q:
    """With the unit and due from today to Sunday."""
    return _WITH_US & Q(due_on__range=(on, on + timedelta(days=6 - on.weekday())))


SHOWS: Final[dict[str, Callable[[date], Q]]] = {
    "": lambda _on: _WITH_US,
    "new": lambda _on: _OWED & Q(state=State.ASKED),
    "week": _this_week,
    "overdue": lambda on: _OWED & punctuality_is(Punctuality.OVERDUE, on=on),
    "returned": lambda _on: _OWED & Q(state=State.RETURNED),
    "waiting": lambda _on: _OWED & Q(state__in=(State.SUBMITTED, State.DECLINED)),
    "informed": lambda _on: Q(role=Role.INFORMED),
    "done": lambda _on: _OWED & Q(state__in=CLOSED),
}
"""What a desk can show on a day, by the word in its address; "" is all work that is with the unit."""


@dataclass(frozen=True, slots=True)
class DeskNumbers:
    """How much each list of a desk holds; `unseen` are informed duties not opened yet."""

    by_show: dict[str, int]
    unseen: int

    def __getitem__(self, show: str) -> int:
        return self.by_show[show]


def units_of(officer: Officer) -> list[Unit]:
    """The units on whose desks `officer` may look, in the order of the posts; one query."""
    ids = list(dict.fromkeys(p.unit_id for p in officer.posts if p.role != PostRole.ADMINISTRATOR))
    found = Unit.objects.in_bulk(ids)
    return [found[pk] for pk in ids]


def numbers_of(unit: Unit, *, on: date) -> DeskNumbers:
    """All numbers of the desk of `unit` on `on`; one query."""
    names = {f"show_{show}": Count("pk", filter=condition(on)) for show, condition in SHOWS.items()}
    unseen = Count("pk", filter=Q(role=Role.INFORMED, state=State.ASKED))
    found = Duty.objects.held_by((unit.pk,)).aggregate(**names, unseen=unseen)
    return DeskNumbers({show: found[f"show_{show}"] for show in SHOWS}, found["unseen"])


def desk_duties(unit: Unit, show: str, *, on: date) -> DutyQuerySet:
    """
    The work of `unit` behind one number, what needs a hand first: overdue, returned, new, then by deadline.

    Closed work comes newest first.
    """
    duties = Duty.objects.held_by((unit.pk,)).filter(SHOWS[show](on)).for_list()
    if show == "done":
        return duties.order_by("-closed_at", "pk")
    if show == "informed":
        return duties.order_by("state", "-asked_at", "pk")
    hand = Case(
        When(punctuality_is(Punctuality.OVERDUE, on=on), then=Value(0)),
        When(state=State.RETURNED, then=Value(1)),
        When(state=State.ASKED, then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    return duties.order_by(hand, F("due_on").asc(nulls_last=True), "pk")
