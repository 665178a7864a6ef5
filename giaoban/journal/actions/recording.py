"""Entering acts, and reading that has to be accounted for."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final, Protocol

from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, models, transaction

from giaoban.foundation.prepared import Prepared, insert, update
from giaoban.journal.actions.sending import claim
from giaoban.journal.models import HASHED, Entry, Head, hash_of
from giaoban.journal.vocabulary import Verb

Facts = dict[str, Any]
SAME_LOOK: Final = timedelta(hours=1)
"""Looking at the same person's data again within this time is one look."""


class Actor(Protocol):
    """A person who can be named as the one who acted."""

    pk: Any
    full_name: str


class Reader(Protocol):
    """A signed-in person as `units.reads.Officer` describes them."""

    @property
    def person(self) -> Any: ...

    @property
    def capacity(self) -> str: ...


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


@transaction.atomic(savepoint=False)
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


@transaction.atomic(savepoint=False)
def record_many(
    verb: str, *, actor: Actor | None, changes: Iterable[Change], at: datetime, acting_as: str = ""
) -> list[Entry]:
    """Add one entry for each change, in order; a few queries for hundreds of entries."""
    if verb not in Verb.values:  # reading is no act, and is not done once only
        claim(at=at)
    head = _head.one() or _first_head()
    entries = []
    for change in changes:
        entry = _entry(verb, actor, change, at, acting_as)
        entry.number, entry.previous_hash = head.number + 1, head.hash
        entry.hash = hash_of([getattr(entry, name) for name in HASHED])
        head.number, head.hash = entry.number, entry.hash
        entries.append(entry)
    if len(entries) == 1:
        insert(entries[0])
    else:
        Entry.objects.bulk_create(entries, batch_size=500)
    update(head, "number", "hash")
    return entries


def _first_head() -> Head:
    """The head of a journal that is still empty, locked."""
    try:
        with transaction.atomic():
            return Head.objects.create(pk=1)
    except IntegrityError:  # another act was quicker
        return Head.objects.select_for_update(no_key=True).get(pk=1)


_head = Prepared(lambda: Head.objects.select_for_update(no_key=True).filter(pk=1))


def _entry(verb: str, actor: Actor | None, change: Change, at: datetime, acting_as: str) -> Entry:
    target = change.target
    return Entry(
        at=at,
        actor_id=actor.pk if actor else None,
        actor_name=actor.full_name if actor else "",
        acting_as=acting_as[:300],
        verb=verb,
        target_kind=target._meta.label_lower,
        target_key=_key_of(target),
        target_label=str(target)[:400],
        before=plain(change.before),
        after=plain(change.after),
    )


def record_viewing(*targets: models.Model, actor: Reader, at: datetime) -> list[Entry]:
    """
    Note that `actor` was shown personal data of `targets`, persons of one kind.

    Nothing is written for one's own data and for another look within `SAME_LOOK`. The entries written.
    """
    others = {_key_of(target): target for target in targets if target != actor.person}
    if not others:
        return []
    kind = next(iter(others.values()))._meta.label_lower
    looks = Entry.objects.filter(verb=Verb.VIEWED, actor=actor.person.pk, at__gt=at - SAME_LOOK)
    seen = set(looks.filter(target_kind=kind, target_key__in=others).values_list("target_key", flat=True))
    changes = [Change(target) for key, target in others.items() if key not in seen]
    if not changes:
        return []
    return record_many(Verb.VIEWED, actor=actor.person, changes=changes, at=at, acting_as=actor.capacity)


def _key_of(target: models.Model) -> str:
    return str(getattr(target, "code", "") or target.pk)


def record_export(
    target: models.Model,
    *,
    actor: Reader,
    at: datetime,
    file: str,
    rows: int | None = None,
    filters: str = "",
) -> Entry | None:
    """
    Note that `actor` took data of `target` along as `file` (its name, with the ending that says its kind).

    `target` is whose data it is: a committee, a unit, a paper, a person. `rows` is how many lines it holds,
    None where that says nothing; `filters` says in words which of them. Call it before the first byte is
    sent. None, and nothing written, for one's own data.
    """
    if target == actor.person:
        return None
    after: Facts = {"file": file} if rows is None else {"file": file, "rows": rows}
    after |= {"filters": filters} if filters else {}
    return record(
        Verb.EXPORTED, actor=actor.person, target=target, at=at, after=after, acting_as=actor.capacity
    )
