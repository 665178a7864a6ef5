"""Asking: duties come into being, many at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from giaoban.duties.models import Duty, Limit, Standing
from giaoban.duties.vocabulary import CountedFrom, Kind, LimitUnit, Role, State
from giaoban.foundation.text import search_key
from giaoban.search.actions import index_again
from giaoban.units.models import Unit
from giaoban.workdays.counting import Unit as Measure
from giaoban.workdays.reads import current_calendars

BATCH = 500  # rows an INSERT; SQLite allows 32,766 parameters
LONGEST_KEY = 600  # characters; PostgreSQL's index holds 2,700 bytes and some letters have four


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """
    How a deadline is reckoned: `amount` of `unit` from a start.

    `start_on` None: the start is not known yet (receipt, or the `event` in the words of the paper).
    """

    amount: int
    unit: LimitUnit
    counted_from: CountedFrom
    start_on: date | None = None
    event: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """
    What is asked of one unit. `due_on` None: no deadline. `content` "": the title says it all.

    With `terms` the deadline is reckoned by the calendar of the unit, and `due_on` is not looked at.
    """

    kind: Kind
    role: Role
    title: str
    unit_id: int
    unit_name: str  # goes into the search key, so that work is found by its holder
    committee_id: int
    asking_unit_id: int
    content: str = ""
    product: str = ""
    origin: str = ""
    origin_key: str = ""
    field_id: int | None = None
    parent_id: int | None = None
    due_on: date | None = None
    due_time: time | None = None
    due_words: str = ""
    terms: Terms | None = None


@transaction.atomic
def ask_many(orders: Iterable[Order], *, at: datetime) -> list[Duty]:
    """
    Create one duty for each order, in order, all or none; costs a few statements for thousands.

    Writes no journal entry: the act is the caller's (confirming a paper, handing down), who knows what
    the orders come from and records it in the same transaction.
    """
    day = timezone.localdate(at)
    orders = list(orders)
    due = _reckoned(orders)
    made = [_duty(order, at, day, due_on) for order, due_on in zip(orders, due, strict=True)]
    duties = Duty.objects.bulk_create(made, batch_size=BATCH)
    limits = [_limit(duty, order.terms) for duty, order in zip(duties, orders, strict=True) if order.terms]
    Limit.objects.bulk_create(limits, batch_size=BATCH)
    Standing.objects.bulk_create([Standing.of(duty, since=at) for duty in duties], batch_size=BATCH)
    # A periodic report is found by its period: thousands a month would only fill the index.
    index_again("duty", (duty.pk for duty in duties if duty.kind != Kind.REPORT), at=at)
    return duties


def _reckoned(orders: Sequence[Order]) -> list[date | None]:
    """The deadline of each order, by the calendar of its unit where it is reckoned. Two queries at most."""
    if not any(order.terms for order in orders):
        return [order.due_on for order in orders]
    calendars = current_calendars()
    units = {order.unit_id for order in orders if order.terms}
    paths = dict(Unit.objects.filter(pk__in=units).values_list("pk", "path")) if len(units) < BATCH else {}
    if not paths:
        paths = dict(Unit.objects.values_list("pk", "path"))

    def of(order: Order) -> date | None:
        terms = order.terms
        if terms is None:
            return order.due_on
        if terms.start_on is None:
            return None
        calendar = calendars.at(paths[order.unit_id])
        return calendar.end_of(Measure(terms.unit), terms.start_on, terms.amount)

    return [of(order) for order in orders]


def _limit(duty: Duty, terms: Terms) -> Limit:
    return Limit(
        duty=duty,
        amount=terms.amount,
        unit=terms.unit,
        counted_from=terms.counted_from,
        event=terms.event[:200],
        start_on=terms.start_on,
        due_on=duty.due_on,
    )


def _duty(order: Order, at: datetime, day: date, due_on: date | None) -> Duty:
    return Duty(
        kind=order.kind,
        role=order.role,
        title=order.title[:500],
        content=order.content,
        product=order.product[:300],
        origin=order.origin[:200],
        origin_key=order.origin_key,
        committee_id=order.committee_id,
        field_id=order.field_id,
        unit_id=order.unit_id,
        asking_unit_id=order.asking_unit_id,
        parent_id=order.parent_id,
        state=State.ASKED,
        asked_at=at,
        asked_on=day,
        original_due_on=due_on,
        due_on=due_on,
        due_time=order.due_time,
        due_words=order.due_words[:300],
        search_key=search_key(f"{order.title} {order.origin} {order.unit_name}")[:LONGEST_KEY],
    )
