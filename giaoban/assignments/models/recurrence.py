"""Tasks that repeat: the rule beside the assignment, and each period of it."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from giaoban.duties.vocabulary import Role, State
from giaoban.foundation.personal import of_an_act
from giaoban.workdays.counting.rules import parse_rule


class RecurrenceQuerySet(models.QuerySet["Recurrence"]):
    """Named questions about rules."""

    def in_force(self) -> Self:
        """
        Rules that still ask: not ended, and since they were set no period was stopped by a decision.

        Stopping the lead's work of a period stops the task and with it the rule. A period that is skipped is
        stopped too, but says so, and the rule goes on. Work that is reopened sets the rule going again.
        """
        stopped = Occurrence.objects.filter(
            recurrence__assignment=OuterRef("assignment"),
            skipped_at=None,
            parts__duty__role=Role.LEAD,
            parts__duty__state=State.STOPPED,
            parts__duty__closed_at__gte=OuterRef("set_at"),
        )
        lasting = Q(until_on=None) | Q(until_on__gt=F("asked_through"))
        return self.filter(lasting).exclude(Exists(stopped))


def days_ahead(rule: str) -> int:
    """How many days before it falls a period is asked, unless those who asked choose otherwise."""
    read = parse_rule(rule)
    if read.freq == "DAILY":
        return 1
    if read.freq == "WEEKLY":
        return 6
    return 20 if read.freq == "MONTHLY" and read.interval == 1 and not read.months else 45


class Recurrence(models.Model):
    """
    The rule of a repeated task from one day on (RFC 5545, as `workdays.counting.rules` reads it).

    A change of the rule ends one row and begins another, so that the past stays as it was asked. Days from
    `from_on` to `until_on` (None: without end), both included. Every day of the rule up to `asked_through`
    has its occurrence; a period is asked `ahead_days` before it falls. `set_by` None: it came with the paper.
    """

    assignment = models.ForeignKey("Assignment", models.PROTECT, related_name="recurrences")
    rule = models.CharField(_("repeats"), max_length=120)
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    ahead_days = models.PositiveSmallIntegerField()
    asked_through = models.DateField()
    reason = models.TextField(blank=True)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = RecurrenceQuerySet.as_manager()
    personal = {"set_by": of_an_act(_("Rule of a repeated task: who set it"))}

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["assignment", "from_on"], name="recurrence_begins_once"),
        )

    def __str__(self) -> str:
        return self.rule


class Occurrence(models.Model):
    """
    One period of a rule, by the day on which it falls: asked, or skipped with a reason, or both in turn.

    `falls_on` is the day of the rule; the deadline is that day or, from a rest day, the next working day.
    """

    recurrence = models.ForeignKey(Recurrence, models.PROTECT, related_name="occurrences")
    falls_on = models.DateField()
    asked_at = models.DateTimeField(null=True)
    skipped_at = models.DateTimeField(null=True)
    skipped_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reason = models.TextField(_("reason"), blank=True)

    personal = {"skipped_by": of_an_act(_("Period of a repeated task: who skipped it"))}

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["recurrence", "falls_on"], name="occurrence_once_a_period"),
            models.CheckConstraint(
                name="occurrence_asked_or_skipped",
                condition=Q(asked_at__isnull=False) | Q(skipped_at__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.falls_on:%d/%m/%Y}"
