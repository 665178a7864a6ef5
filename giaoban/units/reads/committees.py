"""Committees as they were on a day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby

from django.db.models import Prefetch, Q, QuerySet

from giaoban.units.models import Committee, Field, Seat, Tenure
from giaoban.units.reads.officers import Officer
from giaoban.units.vocabulary import SEAT_ORDER, SeatRole


@dataclass(frozen=True, slots=True)
class SeatThen:
    """A seat on the day: who holds it and who stands in, each None when nobody does."""

    seat: Seat
    holder: Tenure | None
    stand_in: Tenure | None

    @property
    def person_name(self) -> str:
        """Who sits in it on the day, empty when nobody does: the stand-in before the holder."""
        sitting = self.stand_in or self.holder
        return sitting.person.full_name if sitting else ""


@dataclass(frozen=True, slots=True)
class Rank:
    """The seats of one place in the committee (chair, members, …) in order."""

    role: SeatRole
    seats: list[SeatThen]


@dataclass(frozen=True, slots=True)
class CommitteeThen:
    """A committee on `day`: `existed` is false before its term and after it."""

    committee: Committee
    day: date
    existed: bool
    ranks: list[Rank]
    fields: list[Field] = field(default_factory=list)

    @property
    def seats(self) -> list[SeatThen]:
        """All seats, the chair first."""
        return [seat for rank in self.ranks for seat in rank.seats]


def committee_on(committee: Committee, day: date) -> CommitteeThen:
    """Seats with holders and stand-ins, and the fields, as they were on `day`. Three queries."""
    sitting = Tenure.objects.filter(Q(since__lte=day), Q(until__isnull=True) | Q(until__gte=day))
    seats = (
        Seat.objects.in_force(on=day)
        .filter(committee=committee)
        .select_related("unit", "field")
        .prefetch_related(
            Prefetch("tenures", sitting.select_related("person").order_by("pk"), to_attr="then")
        )
    )
    rows = sorted(seats, key=lambda s: (SEAT_ORDER.index(s.role), s.position, s.pk))
    ranks = [
        Rank(SeatRole(role), [_seat_then(seat, getattr(seat, "then")) for seat in group])  # noqa: B009
        for role, group in groupby(rows, key=lambda s: s.role)
    ]
    existed = committee.term_from <= day and (committee.term_to is None or day <= committee.term_to)
    fields = list(Field.objects.in_use(on=day).filter(committee=committee).order_by("position", "pk"))
    return CommitteeThen(committee, day, existed, ranks, fields)


def _seat_then(seat: Seat, sitting: list[Tenure]) -> SeatThen:
    holder = next((t for t in sitting if not t.is_stand_in), None)
    stand_in = next((t for t in sitting if t.is_stand_in), None)
    return SeatThen(seat, holder, stand_in)


def committee_now(pk: int) -> Committee:
    """The committee as it stands, its row held until the transaction ends."""
    return (
        Committee.objects.select_for_update(of=("self",), no_key=True)
        .select_related("standing_unit")
        .get(pk=pk)
    )


def committees_seen_by(officer: Officer) -> QuerySet[Committee]:
    """The committees whose composition `officer` may see. Twin of `access.may_see_committee`."""
    seated = {seat.committee_id for seat in officer.seats} | officer.standing_for
    seen = Q(pk__in=seated)
    for post in officer.posts:
        above = [int(part) for part in post.path.split("/") if part]
        seen |= Q(level__in=above) | Q(level__path__startswith=post.path)
    return Committee.objects.filter(seen).select_related("level", "standing_unit").order_by("term_to", "name")


def days_of_change(committee: Committee) -> list[date]:
    """The days on which a seat or its holder changed, the latest first. Two queries."""
    spans = list(Seat.objects.filter(committee=committee).values_list("since", "until"))
    spans += Tenure.objects.filter(seat__committee=committee).values_list("since", "until")
    days = {since for since, _until in spans}
    days |= {until + timedelta(days=1) for _since, until in spans if until}
    return sorted(days, reverse=True)
