"""Seats of committees and who sits in them (kiện toàn)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from giaoban.foundation.text import normalise
from giaoban.foundation.verdict import Refused
from giaoban.people.models import Person
from giaoban.units.access import may_manage_seats
from giaoban.units.actions.committees import record_act
from giaoban.units.models import Committee, Field, Seat, Tenure, Unit
from giaoban.units.reads.officers import Officer
from giaoban.units.vocabulary import SeatRole, Verb

A_DAY = timedelta(days=1)


@transaction.atomic
def open_seat(
    committee: Committee,
    *,
    role: str,
    unit: Unit,
    office: str,
    since: date,
    field: Field | None = None,
    area: str = "",
    substitute_allowed: bool = True,
    basis: str = "",
    actor: Officer | None,
    at: datetime,
) -> Seat:
    """A new seat that belongs to `office` at `unit`; it is the last of its place in the committee."""
    locked = Committee.objects.select_for_update(no_key=True).get(pk=committee.pk)
    may_manage_seats(actor, locked).require()
    office = " ".join(normalise(office).split())[:160]
    if role not in SeatRole.values or not office:
        raise Refused(_("A seat needs a place in the committee and an office."))
    if (
        role == SeatRole.CHAIR
        and Seat.objects.in_force(on=since).filter(committee=locked, role=role).exists()
    ):
        raise Refused(_("The committee has a chair's seat already."))
    if field is not None and field.committee_id != locked.pk:
        raise Refused(_("The field belongs to another committee."))
    seat = Seat.objects.create(
        committee=locked,
        role=role,
        unit=unit,
        office=office,
        since=since,
        field=field,
        area=area.strip()[:200],
        substitute_allowed=substitute_allowed,
        basis=basis.strip()[:300],
        position=Seat.objects.filter(committee=locked, role=role).count(),
    )
    after = {"seat": str(seat), "unit": unit.name, "since": since, "basis": basis}
    record_act(Verb.SEAT_OPENED, locked, actor, at, after=after)
    return seat


@transaction.atomic
def close_seat(seat: Seat, *, last_day: date, basis: str, actor: Officer | None, at: datetime) -> Seat:
    """The seat and whoever sits in it end with `last_day`; raises `Refused` when it has ended already."""
    locked = _locked(seat, actor)
    if locked.until is not None or last_day < locked.since:
        raise Refused(_("The seat does not exist on that day, or it is closed already."))
    locked.until = last_day
    locked.save(update_fields=["until"])
    open_ended = Tenure.objects.filter(seat=locked).filter(Q(until__isnull=True) | Q(until__gt=last_day))
    if open_ended.filter(since__gt=last_day).exists():
        raise Refused(_("Somebody is to take the seat after that day."))
    open_ended.update(until=last_day)
    after = {"seat": str(locked), "last_day": last_day, "basis": basis}
    record_act(Verb.SEAT_CLOSED, locked.committee, actor, at, after=after)
    return locked


@transaction.atomic
def seat_holder(
    seat: Seat,
    *,
    person: Person,
    since: date,
    until: date | None = None,
    is_stand_in: bool = False,
    basis: str = "",
    actor: Officer | None,
    at: datetime,
) -> Tenure:
    """
    `person` takes the seat from `since` on; as a stand-in only until a day.

    The holder before leaves the day before. Raises `Refused` when another is to take the seat later, when
    two would stand in at once, or when the seat admits no substitute.
    """
    locked = _locked(seat, actor)
    _require_days(locked, since, until)
    if is_stand_in:
        _require_stand_in(locked, since, until)
    before = _give_way(locked, since, until) if not is_stand_in else []
    tenure = Tenure.objects.create(
        seat=locked,
        person=person,
        since=since,
        until=until if until or is_stand_in else locked.until,
        is_stand_in=is_stand_in,
        basis=basis.strip()[:300],
    )
    after = {
        "seat": str(locked),
        "person": person.full_name,
        "since": since,
        "until": tenure.until,
        "stand_in": is_stand_in,
        "basis": basis,
    }
    record_act(Verb.HOLDER_SEATED, locked.committee, actor, at, before={"holders": before}, after=after)
    return tenure


@transaction.atomic
def end_tenure(tenure: Tenure, *, last_day: date, basis: str, actor: Officer | None, at: datetime) -> Tenure:
    """A holder or stand-in leaves the seat with `last_day`."""
    seat = _locked(tenure.seat, actor)
    held = Tenure.objects.select_related("person").get(pk=tenure.pk)
    if last_day < held.since or (held.until is not None and held.until <= last_day):
        raise Refused(_("The holder has left by then, or has not come yet."))
    before = {"until": held.until}
    held.until = last_day
    held.save(update_fields=["until"])
    after = {"seat": str(seat), "person": held.person.full_name, "until": last_day, "basis": basis}
    record_act(Verb.HOLDER_LEFT, seat.committee, actor, at, before=before, after=after)
    return held


def _locked(seat: Seat, actor: Officer | None) -> Seat:
    Committee.objects.select_for_update(no_key=True).get(pk=seat.committee_id)
    locked = Seat.objects.select_related("committee__level").get(pk=seat.pk)
    may_manage_seats(actor, locked.committee).require()
    return locked


def _require_days(seat: Seat, since: date, until: date | None) -> None:
    if until is not None and until < since:
        raise Refused(_("The last day lies before the first."))
    last = until or since
    if since < seat.since or (seat.until is not None and last > seat.until):
        raise Refused(_("The seat does not exist on all of these days."))


def _require_stand_in(seat: Seat, since: date, until: date | None) -> None:
    if not seat.substitute_allowed:
        raise Refused(_("This seat admits no substitute."))
    if until is None:
        raise Refused(_("Say until when the stand-in sits."))
    if _during(seat, since, until).filter(is_stand_in=True).exists():
        raise Refused(_("Somebody stands in on some of these days already."))


def _give_way(seat: Seat, since: date, until: date | None) -> list[str]:
    """End the time of the present holder; answers who left. Raises `Refused` before a later one."""
    left = []
    for held in _during(seat, since, until).filter(is_stand_in=False).select_related("person"):
        if held.since >= since:
            words = _("%(person)s holds the seat from %(day)s on.")
            raise Refused(words % {"person": held.person.full_name, "day": f"{held.since:%d/%m/%Y}"})
        if until is not None and (held.until is None or held.until > until):
            raise Refused(_("The present holder would come back: seat a stand-in instead."))
        held.until = since - A_DAY
        held.save(update_fields=["until"])
        left.append(held.person.full_name)
    return left


def _during(seat: Seat, since: date, until: date | None) -> QuerySet[Tenure]:
    held = Tenure.objects.filter(Q(seat=seat), Q(until__isnull=True) | Q(until__gte=since))
    return held if until is None else held.filter(since__lte=until)
