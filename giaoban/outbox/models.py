"""Work that is promised now and done by the worker: letters, jobs, the turn of the day."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from giaoban.foundation.personal import Personal


class MessageQuerySet(models.QuerySet["Message"]):
    """Named questions about messages."""

    def open(self) -> Self:
        """Neither done nor given up."""
        return self.filter(done_at__isnull=True, failed_at__isnull=True)

    def claimable(self, *, at: datetime) -> Self:
        """Open, due, and held by no living worker at the moment `at`."""
        free = Q(leased_until__isnull=True) | Q(leased_until__lte=at)
        return self.open().filter(free, run_at__lte=at)

    def promise(
        self, kind: str, key: str | None, payload: dict[str, Any], at: datetime, run_at: datetime
    ) -> Message:
        """The message of this key, made if it is not there yet; without a key always a new one."""
        facts = {"kind": kind, "payload": payload, "created_at": at, "run_at": run_at}
        return self.get_or_create(key=key, defaults=facts)[0] if key else self.create(**facts)

    def given_up(self) -> Self:
        """Tried as often as allowed without success; a person has to look."""
        return self.filter(failed_at__isnull=False)


class Message(models.Model):
    """
    One piece of work for the worker, written in the transaction that makes it necessary.

    `key` makes a promise unique: the same key is never promised twice while its row is kept (90 days).
    A worker holds the message until `leased_until`; after that another may take it. Exactly one of
    `done_at` and `failed_at` is set in the end. Of a finished message the payload keeps only what its
    handler names.
    """

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=200, unique=True, null=True)
    payload = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    run_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True)
    leased_by = models.CharField(max_length=120, blank=True)
    done_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=500, blank=True)

    objects = MessageQuerySet.as_manager()
    personal = {
        "payload": Personal(
            what=_("Outbox: address and subject of a letter; its text until it is sent"),
            purpose=_("Invitations, links for a new password and reminders reach people by mail."),
            seen_by=_("Administrators see address and subject; nobody sees the text."),
            kept=_("The text until it is sent, the rest for 90 days."),
        )
    }

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="message_ends_once", condition=Q(done_at__isnull=True) | Q(failed_at__isnull=True)
            ),
        )
        indexes = (
            models.Index(
                fields=["run_at", "id"],
                name="message_waiting",
                condition=Q(done_at__isnull=True, failed_at__isnull=True),
            ),
            models.Index(fields=["created_at"], name="message_by_age"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.key or self.pk}"


class Tick(models.Model):
    """
    When a daily job was last promised or a periodic one last begun.

    Its row is claimed by whichever worker comes first.
    """

    name = models.CharField(max_length=60, primary_key=True)
    last_run_on = models.DateField()  # local date
    last_run_at = models.DateTimeField(null=True)  # of periodic jobs

    def __str__(self) -> str:
        return f"{self.name} {self.last_run_on:%d/%m/%Y}"
