"""A change of the calendar: 100,000 open deadlines are recomputed, shown, and moved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle, islice
from typing import Final

from django.db import transaction
from django.utils import timezone

from bench.data import settle
from bench.figures import clock, say
from bench.place import Found, Place
from giaoban.duties.actions import Order, Terms, ask_many
from giaoban.duties.actions.recounting import move_deadlines
from giaoban.duties.reads.recounting import moves_under
from giaoban.duties.vocabulary import CountedFrom, Kind, LimitUnit, Role
from giaoban.units.models import Unit
from giaoban.units.reads import officer_for
from giaoban.workdays.counting import COUNTRY, DayKind, SpecialDay
from giaoban.workdays.reads import current_calendars

DEADLINES: Final = 100_000
AT_ONCE: Final = 10_000
LENGTHS: Final = (
    (5, LimitUnit.WORKING_DAYS),
    (10, LimitUnit.WORKING_DAYS),
    (15, LimitUnit.DAYS),
    (45, LimitUnit.WORKING_DAYS),
    (2, LimitUnit.WEEKS),
    (3, LimitUnit.MONTHS),
)


def recount(place: Place) -> Iterator[Found]:
    """
    Open work whose deadlines are counted in six ways from ninety days, and a day off in their midst.

    All are recomputed to say which move; those that do then move, with standings, earlier deadlines, journal.
    """
    count, today = place.sized(DEADLINES), timezone.localdate()
    _ask(place, count, today)
    settle()
    storm = SpecialDay(_midst(today), DayKind.OFF, "Nghỉ tránh bão", "12/CĐ-UBND")
    after = current_calendars().with_day(COUNTRY, storm)
    with clock() as looked:
        moves = moves_under(after)
    if not 0 < len(moves) < count:
        raise AssertionError(f"recount: {len(moves)} of {count} move")
    say(f"    {len(moves)} of {count} move")
    actor = officer_for(place.secretary, on=today)
    assert actor is not None  # noqa: S101  # made by `make_place`
    facts = {"reason": storm.reason, "document": storm.source, "at": timezone.now()}
    with clock() as moved, transaction.atomic():
        move_deadlines(moves, actor=actor, **facts)
    yield "deadlines.recount", looked[0], "s"
    yield "deadlines.move", moved[0] / len(moves) * 10_000 * place.share, "s"


def _midst(today: date) -> date:
    day = today + timedelta(days=10)
    calendar = current_calendars().country
    return calendar.next_working_day(day)


def _ask(place: Place, count: int, today: date) -> None:
    units = cycle(Unit.objects.order_by("pk").values_list("pk", "name")[:200])
    ways = cycle(LENGTHS)
    days = cycle(range(90))
    orders = (
        Order(
            kind=Kind.ASSIGNMENT,
            role=Role.LEAD,
            title="Rà soát hạ tầng số",
            unit_id=unit,
            unit_name=name,
            committee_id=place.committee.pk,
            asking_unit_id=place.unit.pk,
            terms=Terms(
                amount=amount,
                unit=measure,
                counted_from=CountedFrom.ISSUE,
                start_on=today - timedelta(days=day),
            ),
        )
        for (unit, name), (amount, measure), day in islice(zip(units, ways, days, strict=False), count)
    )
    while some := list(islice(orders, AT_ONCE)):
        ask_many(some, at=timezone.now())
