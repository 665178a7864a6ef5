"""The day of the worker that reminds: a province of 3,400 units with all their open work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Final

from django.utils import timezone

from bench.data import settle
from bench.figures import clock, say
from bench.place import Found, Place
from giaoban.duties.actions import Order, ask_many
from giaoban.duties.jobs import remind, send_digests
from giaoban.duties.models import Letter, Reminder
from giaoban.duties.vocabulary import Kind, Role
from giaoban.foundation.text import search_key, sort_key
from giaoban.people.models import Person
from giaoban.units.models import Post, Unit
from giaoban.units.vocabulary import PostRole, UnitKind
from giaoban.workdays.reads import current_calendar

UNITS: Final = 3_400
SINCE: Final = date(2021, 1, 1)


def reminders(place: Place) -> Iterator[Found]:
    """The first run over everything, then a whole working day: what is said, and all its letters."""
    now = timezone.now()
    day = current_calendar().add_working_days(timezone.localdate(now), 1)
    _give_communes(place, place.sized(UNITS), now, current_calendar().add_working_days(day, 7))
    _contacts()
    settle()
    with clock() as taken:
        first = remind(at=now)
    say(f"    {first} reminders of what was there before")
    yield "reminders.first", taken[0], "s"
    with clock() as taken:
        said = remind(at=_at(day, 5))
        for hour in (time(7), time(7, 30)):
            send_digests(at=timezone.make_aware(datetime.combine(day, hour)))
    letters = Letter.objects.count()
    if letters < place.sized(UNITS) or said < place.sized(UNITS):
        raise AssertionError(f"reminders: {said} said, {letters} letters")
    say(f"    {said} reminders, {letters} letters, {Reminder.objects.count()} in all")
    yield "reminders.day", taken[0], "s"
    with clock() as taken:
        again = remind(at=_at(day, 8), whole=True)
        send_digests(at=_at(day, 8))
    if again:
        raise AssertionError(f"reminders: {again} said twice")
    yield "reminders.again", taken[0], "s"


def _at(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


def _give_communes(place: Place, count: int, now: datetime, due_on: date) -> None:
    """New units below the committee's level, each with one task that is reminded of the next working day."""
    level, names = place.committee.level, [f"UBND xã Bến Mới {n}" for n in range(count)]
    rows = (
        Unit(
            name=name,
            kind=UnitKind.COMMUNE,
            parent=level,
            path=f"bench{n}",
            search_key=search_key(name),
            sort_key=sort_key(name),
        )
        for n, name in enumerate(names)
    )
    units = Unit.objects.bulk_create(rows, batch_size=500)
    for unit in units:
        unit.path = f"{level.path}{unit.pk}/"
    Unit.objects.bulk_update(units, ["path"], batch_size=500)
    orders = (
        Order(
            kind=Kind.ASSIGNMENT,
            role=Role.LEAD,
            title="Rà soát hạ tầng số trên địa bàn",
            unit_id=unit.pk,
            unit_name=unit.name,
            committee_id=place.committee.pk,
            asking_unit_id=place.committee.standing_unit_id,
            due_on=due_on,
        )
        for unit in units
    )
    ask_many(orders, at=now - timedelta(days=1))


def _contacts() -> None:
    """A contact at every unit that has nobody."""
    units = list(Unit.objects.exclude(pk__in=Post.objects.values("unit")))
    people = Person.objects.bulk_create(
        (
            Person(
                full_name=f"Lê Thị Mẫu {n}",
                email=f"mau{n}@sonhai.example",
                password="!",  # noqa: S106  # nobody signs in
                sort_key=f"{n}",
                search_key=f"le thi mau {n}",
            )
            for n, _unit in enumerate(units)
        ),
        batch_size=500,
    )
    Post.objects.bulk_create(
        (
            Post(person=person, unit=unit, role=PostRole.CONTACT, since=SINCE)
            for person, unit in zip(people, units, strict=True)
        ),
        batch_size=500,
    )
