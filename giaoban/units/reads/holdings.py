"""
What units hold that somebody has to take over when they end.

Higher rooms hold things by unit, such as work in progress. They tell here what units hold, in words, and how
it passes to the heir; a reorganisation asks before it ends a unit and lets them pass it on after.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.units.models import Committee, Post, Seat, Unit
from giaoban.units.models.posts import PostQuerySet
from giaoban.units.reads.officers import Officer
from giaoban.units.vocabulary import PostRole

GOING_ON: Final = (PostRole.CONTACT, PostRole.READER)
"""Posts that go on at the heir; who leads it is decided by a paper of its own."""


@dataclass(frozen=True, slots=True)
class Room:
    """
    One room that holds things by unit.

    `held` says in sentences what units hold and somebody has to take over, nothing when they hold nothing.
    `pass_on` moves what ended units hold to their heirs as of the day of `at`; it may be called at any time.
    `lock` locks what units hold and all else that `pass_on` would move now.
    """

    held: Callable[[Sequence[int]], list[str]]
    pass_on: Callable[[Officer | None, datetime], object]
    lock: Callable[[Sequence[int], datetime], object]


_rooms: list[Room] = []


def tell_holdings(room: Room) -> None:
    """Let a room speak for what it holds; called once, when its app is ready."""
    _rooms.append(room)


def rooms() -> Iterator[Room]:
    """The rooms that told."""
    return iter(_rooms)


_standing: list[Callable[[date, datetime], list[str]]] = []


def tell_standing(asked: Callable[[date, datetime], list[str]]) -> None:
    """
    Let a room say what it built on the tree; called once, when its app is ready.

    Given the first day of a reform and the moment it was recorded, it answers in sentences what stands on
    units as they are since, so that the reform cannot be taken back from under it.
    """
    _standing.append(asked)


def standing_on(day: date, since: datetime) -> list[str]:
    """What stands on the tree of a reform of `day`, recorded at `since`, in sentences."""
    return [sentence for asked in _standing for sentence in asked(day, since)]


def held_by(units: Sequence[Unit]) -> list[str]:
    """What `units` hold that somebody has to take over, in sentences; empty when they hold nothing."""
    ids = [unit.pk for unit in units]
    return [sentence for room in _rooms for sentence in room.held(ids)]


def foreseen(units: Sequence[Unit], *, heir: str, on: date) -> list[str]:
    """What becomes of what `units` hold when they end on `on`, in sentences; `heir` "": nobody takes over."""
    said = held_by(units)
    if said and heir:
        said.append(
            _("“%(heir)s” takes this work over; its history says whose it was before.") % {"heir": heir}
        )
    posts = list(posts_reaching(units, on).values_list("role", flat=True))
    going_on = sum(role in GOING_ON for role in posts) if heir else 0
    if going_on:
        words = ngettext(
            "%(count)d post of a contact or reader goes on at “%(heir)s”.",
            "%(count)d posts of contacts and readers go on at “%(heir)s”.",
            going_on,
        )
        said.append(words % {"count": going_on, "heir": heir})
    if ending := len(posts) - going_on:
        words = ngettext(
            "%(count)d post ends with it and has to be given anew.",
            "%(count)d posts end with it and have to be given anew.",
            ending,
        )
        said.append(words % {"count": ending})
    return [*said, *_offices(units, on)]


def _offices(units: Sequence[Unit], on: date) -> list[str]:
    """Committees and seats that name the units; a paper of the committee has to name others."""
    committees = Committee.objects.filter(standing_unit__in=units).filter(
        Q(term_to__isnull=True) | Q(term_to__gte=on)
    )
    seats = Seat.objects.filter(unit__in=units).filter(Q(until__isnull=True) | Q(until__gte=on)).count()
    said = [
        _("“%(committee)s” has it as standing unit: name another there.") % {"committee": one.name}
        for one in committees
    ]
    if seats:
        words = ngettext(
            "%(count)d seat of a committee belongs to an office there: set it up anew.",
            "%(count)d seats of committees belong to offices there: set them up anew.",
            seats,
        )
        said.append(words % {"count": seats})
    return said


def posts_reaching(units: Sequence[Unit], on: date) -> PostQuerySet:
    """Posts at the units that reach into `on` or later."""
    return Post.objects.filter(Q(until__isnull=True) | Q(until__gte=on), unit__in=units)
