"""Writing the journal."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import Any, Protocol

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction

from giaoban.journal.models import Entry, Head

Facts = dict[str, Any]


class Actor(Protocol):
    """A person who can be named as the one who acted."""

    pk: Any
    full_name: str


def plain(facts: Facts) -> Facts:
    """The facts as JSON would give them back, so that a hash computed later is the same."""
    result: Facts = json.loads(json.dumps(facts, cls=DjangoJSONEncoder, ensure_ascii=False))
    return result


def entry_hash(entry: Entry) -> str:
    """SHA-256 over the entry's fields in a fixed form, with the hash of the entry before."""
    facts = [
        entry.number,
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.actor_id,
        entry.actor_name,
        entry.acting_as,
        entry.verb,
        entry.target_kind,
        entry.target_key,
        entry.target_label,
        entry.before,
        entry.after,
        entry.previous_hash,
    ]
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


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
    head, _made = Head.objects.select_for_update().get_or_create(pk=1)
    entry = Entry(
        number=head.number + 1,
        at=at,
        actor_id=actor.pk if actor else None,
        actor_name=actor.full_name if actor else "",
        acting_as=acting_as[:300],
        verb=verb,
        target_kind=target._meta.label_lower,
        target_key=str(getattr(target, "code", "") or target.pk),
        target_label=str(target)[:400],
        before=plain(before or {}),
        after=plain(after or {}),
        previous_hash=head.hash,
    )
    entry.hash = entry_hash(entry)
    entry.save(force_insert=True)
    head.number, head.hash = entry.number, entry.hash
    head.save(update_fields=["number", "hash"])
    return entry
