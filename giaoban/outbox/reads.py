"""What an administrator sees of the outbox: what waits, what went, what was given up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.utils.functional import Promise

from giaoban.outbox.models import Message
from giaoban.outbox.vocabulary import KIND_WORDS, State


@dataclass(frozen=True, slots=True)
class Row:
    """One message for a list; `body` is the text of a letter where it is kept, in the demo alone."""

    pk: int
    what: str | Promise
    to: str
    at: datetime
    state: State
    attempts: int
    run_at: datetime
    last_error: str
    body: str


def messages() -> QuerySet[Message]:
    """All messages: those given up first, then the newest."""
    given_up_first = Case(
        When(failed_at__isnull=False, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    return Message.objects.annotate(rank=given_up_first).order_by("rank", "-created_at", "-pk")


def rows(page: Iterable[Message]) -> list[Row]:
    """Rows for a list, with recipient and subject; with the text in the demo alone."""
    return [
        Row(
            pk=message.pk,
            what=message.payload.get("subject") or KIND_WORDS.get(message.kind, message.kind),
            to=message.payload.get("to", ""),
            at=message.created_at,
            state=state_of(message),
            attempts=message.attempts,
            run_at=message.run_at,
            last_error=message.last_error,
            body=message.payload.get("body", "") if settings.LETTERS_ARE_SHOWN else "",
        )
        for message in page
    ]


def state_of(message: Message) -> State:
    """How far a message has come."""
    if message.done_at:
        return State.DONE
    if message.failed_at:
        return State.GIVEN_UP
    return State.TRYING if message.attempts else State.WAITING
