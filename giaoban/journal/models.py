"""The journal: one entry for each official act, chained by hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import UTC
from typing import Any, Final, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from giaoban.foundation.personal import of_an_act
from giaoban.journal.vocabulary import Verb

HASHED: Final = (
    "number",
    "at",
    "actor_id",
    "actor_name",
    "acting_as",
    "verb",
    "target_kind",
    "target_key",
    "target_label",
    "before",
    "after",
    "previous_hash",
)
NO_HASH: Final = "0" * 64  # stands before the first entry
HEAD_DIGITS: Final = 16  # of a hash in a printed head: 64 bits, too many to hit by trying

_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def hash_of(facts: Sequence[Any]) -> str:
    """SHA-256 over the values of the fields `HASHED`, in that order, in one fixed form."""
    number, at, *others = facts
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    return hashlib.sha256(_encode([number, moment, *others]).encode()).hexdigest()


class EntryQuerySet(models.QuerySet["Entry"]):
    """Named questions about journal entries."""

    def acts(self) -> Self:
        """Entries of acts that changed something; reading and taking along are left out."""
        return self.exclude(verb__in=Verb.values)

    def about(self, kind: str, key: str) -> Self:
        """Entries about one object, oldest first."""
        return self.filter(target_kind=kind, target_key=key).order_by("number")

    def about_any(self, targets: Iterable[tuple[str, str]]) -> Self:
        """Entries about any of these (kind, key), oldest first; none when there are none."""
        wanted = Q(pk__in=())
        for kind, key in targets:
            wanted |= Q(target_kind=kind, target_key=key)
        return self.filter(wanted).order_by("number")


class Entry(models.Model):
    """
    One official act: who, as what, when, on what, before, after.

    Append only: triggers of the database refuse changes and deletions. `hash` covers all other fields
    and the hash of the entry before, so a changed or missing entry breaks the chain. Written by
    `journal.actions` alone.
    """

    number = models.PositiveBigIntegerField(_("number"), primary_key=True)
    at = models.DateTimeField(_("moment"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("who")
    )
    actor_name = models.CharField(_("name then"), max_length=200)
    acting_as = models.CharField(_("acting as"), max_length=300, blank=True)
    verb = models.CharField(_("act"), max_length=60)
    target_kind = models.CharField(max_length=60)
    target_key = models.CharField(max_length=40)
    target_label = models.CharField(max_length=400)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    objects = EntryQuerySet.as_manager()
    personal = {
        "actor": of_an_act(_("Journal: who did it")),
        "actor_name": of_an_act(_("Journal: the name of who did it, as it was then")),
        "acting_as": of_an_act(_("Journal: the office in which it was done")),
        "target_label": of_an_act(_("Journal: the name of what or whom it was done to")),
        "before": of_an_act(_("Journal: the facts before")),
        "after": of_an_act(_("Journal: the facts after")),
    }

    class Meta:
        indexes = (
            models.Index(fields=["target_kind", "target_key", "number"], name="entry_by_target"),
            models.Index(fields=["at"], name="entry_by_moment"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.verb} {self.target_label}"


class Head(models.Model):
    """The one row that holds the chain's last number and hash; locked while an entry is added."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=NO_HASH)

    def __str__(self) -> str:
        return printed_head(self.number, self.hash)


def printed_head(number: int, digest: str) -> str:
    """How a head is printed in logs and papers, and how `giaoban check --head` takes it: "12345:9f2c…"."""
    return f"{number}:{digest[:HEAD_DIGITS]}"


class Sending(models.Model):
    """
    One form that was sent and acted upon; it never acts again.

    `key` is a digest of the person, the address and the form's own random value; `claim` tells the request
    that acted; `answer` is where it was sent on to, "" while that is not known. Written in the transaction
    of the act by `journal.actions`, forgotten after 30 days.
    """

    key = models.CharField(max_length=64, primary_key=True)
    claim = models.CharField(max_length=32)
    at = models.DateTimeField(db_index=True)
    answer = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return self.key[:12]
