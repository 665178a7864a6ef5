"""Asking: duties come into being, many at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from giaoban.duties.models import Duty, Standing
from giaoban.duties.vocabulary import Kind, Role, State
from giaoban.foundation.text import search_key

BATCH = 500  # rows an INSERT; SQLite allows 32,766 parameters
LONGEST_KEY = 600  # characters; PostgreSQL's index holds 2,700 bytes and some letters have four


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is asked of one unit. `due_on` None: no deadline. `content` "": the title says it all."""

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
    due_words: str = ""


@transaction.atomic
def ask_many(orders: Iterable[Order], *, at: datetime) -> list[Duty]:
    """
    Create one duty for each order, in order, all or none; costs a few statements for thousands.

    Writes no journal entry: the act is the caller's (confirming a paper, handing down), who knows what
    the orders come from and records it in the same transaction.
    """
    day = timezone.localdate(at)
    duties = Duty.objects.bulk_create([_duty(order, at, day) for order in orders], batch_size=BATCH)
    Standing.objects.bulk_create([Standing.of(duty, since=at) for duty in duties], batch_size=BATCH)
    return duties


def _duty(order: Order, at: datetime, day: date) -> Duty:
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
        original_due_on=order.due_on,
        due_on=order.due_on,
        due_words=order.due_words[:300],
        search_key=search_key(f"{order.title} {order.origin} {order.unit_name}")[:LONGEST_KEY],
    )
