"""The journal: one entry for each official act, chained by hash."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class EntryQuerySet(models.QuerySet["Entry"]):
    """Named questions about journal entries."""

    def about(self, kind: str, key: str) -> EntryQuerySet:
        """Entries about one object, oldest first."""
        return self.filter(target_kind=kind, target_key=key).order_by("number")


class Entry(models.Model):
    """
    One official act: who, as what, when, on what, before, after.

    Append only. `hash` covers all other fields and the hash of the entry before, so a changed or
    missing entry breaks the chain. Written by `journal.actions.record` alone.
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
    hash = models.CharField(max_length=64, default="0" * 64)

    def __str__(self) -> str:
        return f"{self.number} {self.hash[:12]}"
