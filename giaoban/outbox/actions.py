"""Promising work to the worker."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from giaoban.outbox.models import Message

Payload = dict[str, Any]


@transaction.atomic
def enqueue(
    kind: str, *, key: str | None, payload: Payload, at: datetime, run_at: datetime | None = None
) -> Message:
    """
    Promise one piece of work, in the caller's transaction: it is done if and only if that commits.

    `key` names the work for good ("reminder:4711:2026-03-01"); promising it again changes nothing and
    answers with the first. None means that every call is new work. `run_at` is the earliest moment
    (default: now).
    """
    return Message.objects.promise(kind, key, payload, at, run_at or at)


@transaction.atomic
def enqueue_many(kind: str, work: Iterable[tuple[str, Payload]], *, at: datetime) -> None:
    """Promise a piece of work for each (key, payload), in few queries; keys that exist stay as they are."""
    rows = [Message(kind=kind, key=key, payload=load, created_at=at, run_at=at) for key, load in work]
    Message.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)


def enqueue_mail(*, key: str, to: str, subject: str, body: str, at: datetime) -> Message:
    """
    Promise one letter to one address, as plain text.

    The letter's Message-ID follows from `key`, so a repeat is recognised by mail systems.
    """
    return enqueue("mail", key=key, payload={"to": to, "subject": subject, "body": body}, at=at)


@transaction.atomic
def try_again(pk: int, *, at: datetime) -> Message | None:
    """Put a message that was given up back in the queue; None when it was not given up."""
    changed = Message.objects.given_up().filter(pk=pk)
    if not changed.update(failed_at=None, attempts=0, run_at=at, leased_until=None, leased_by=""):
        return None
    return Message.objects.get(pk=pk)
