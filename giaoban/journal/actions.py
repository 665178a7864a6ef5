"""Writing the journal."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction

from giaoban.journal.models import HASHED, Entry, Head, hash_of

Facts = dict[str, Any]


class Actor(Protocol):
    """A person who can be named as the one who acted."""

    pk: Any
    full_name: str


@dataclass(frozen=True, slots=True)
class Change:
    """What one act did to one object; the facts before and after are what JSON can hold."""

    target: models.Model
    before: Facts = field(default_factory=dict)
    after: Facts = field(default_factory=dict)


def plain(facts: Facts) -> Facts:
    """The facts as JSON would give them back, so that a hash computed later is the same."""
    result: Facts = json.loads(json.dumps(facts, cls=DjangoJSONEncoder, ensure_ascii=False))
    return result


@transaction.atomic
def record(
    verb: str,
    *,
    actor: Actor | None,
    target: models.Model,
    at: datetime,
    before: Facts | None = None,
    after: Facts | None = None,
    acting_as: str = "",
) -> Entry:
    """
    Add one entry to the journal, in the caller's transaction.

    `actor` is None for what the program does by itself (an import at the command line, a timer).
    The target's public code is its key when it has one, else its primary key.
    """
    change = Change(target, before or {}, after or {})
    return record_many(verb, actor=actor, changes=[change], at=at, acting_as=acting_as)[0]


@transaction.atomic
def record_many(
    verb: str, *, actor: Actor | None, changes: Iterable[Change], at: datetime, acting_as: str = ""
) -> list[Entry]:
    """Add one entry for each change, in order; a few queries for hundreds of entries."""
    head, _made = Head.objects.select_for_update().get_or_create(pk=1)
    entries = []
    for change in changes:
        entry = _entry(verb, actor, change, at, acting_as)
        entry.number, entry.previous_hash = head.number + 1, head.hash
        entry.hash = hash_of([getattr(entry, name) for name in HASHED])
        head.number, head.hash = entry.number, entry.hash
        entries.append(entry)
    Entry.objects.bulk_create(entries, batch_size=500)
    head.save(update_fields=["number", "hash"])
    return entries


def _entry(verb: str, actor: Actor | None, change: Change, at: datetime, acting_as: str) -> Entry:
    target = change.target
    return Entry(
        at=at,
        actor_id=actor.pk if actor else None,
        actor_name=actor.full_name if actor else "",
        acting_as=acting_as[:300],
        verb=verb,
        target_kind=target._meta.label_lower,
        target_key=str(getattr(target, "code", "") or target.pk),
        target_label=str(target)[:400],
        before=plain(change.before),
        after=plain(change.after),
    )
