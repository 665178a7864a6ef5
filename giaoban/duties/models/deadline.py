"""The deadlines of a duty after its first, and the requests for them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from giaoban.duties.models.duty import Duty
from giaoban.duties.vocabulary import DeadlineCause, ExtensionOutcome
from giaoban.foundation.personal import of_an_act


class Extension(models.Model):
    """A unit's request for a later deadline, made before the deadline passed, and what was decided on it."""

    duty = models.ForeignKey(Duty, models.PROTECT, related_name="extensions")
    number = models.PositiveSmallIntegerField()  # 1, 2, … within the duty
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    due_on = models.DateField()  # the deadline in force when it was asked
    proposed_on = models.DateField(_("deadline proposed"))
    reason = models.TextField(_("reason"))
    outcome = models.CharField(
        max_length=10, choices=ExtensionOutcome, blank=True, default=ExtensionOutcome.WAITING
    )
    granted_on = models.DateField(null=True)  # the new deadline; None: not granted
    answer = models.TextField(_("reason of the decision"), blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    personal = {
        "asked_by": of_an_act(_("Request for extension: who asked")),
        "decided_by": of_an_act(_("Request for extension: who decided")),
    }

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["duty", "number"], name="extension_number_once"),
            models.UniqueConstraint(fields=["duty"], condition=Q(outcome=""), name="extension_one_waiting"),
            models.CheckConstraint(name="extension_later", condition=Q(proposed_on__gt=models.F("due_on"))),
            models.CheckConstraint(
                name="extension_granted_has_day",
                condition=Q(outcome__in=["granted", "changed"], granted_on__isnull=False)
                | (~Q(outcome__in=["granted", "changed"]) & Q(granted_on__isnull=True)),
            ),
        )

    def __str__(self) -> str:
        return f"{self.due_on:%d/%m/%Y} → {self.proposed_on:%d/%m/%Y}"


class Deadline(models.Model):
    """
    A deadline of a duty that took the place of an earlier one: from when, by whom, why, by which paper.

    The first deadline stands on the duty itself (`original_due_on`, `due_words`, `asked_at`).
    """

    duty = models.ForeignKey(Duty, models.PROTECT, related_name="deadlines")
    number = models.PositiveSmallIntegerField()  # 1, 2, … within the duty: the deadlines after the first
    cause = models.CharField(max_length=10, choices=DeadlineCause)
    was_due_on = models.DateField(null=True)  # None: there was none
    due_on = models.DateField(null=True)  # None: none any more
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reason = models.TextField(_("reason"), blank=True)
    document = models.CharField(_("number and symbol"), max_length=60, blank=True)
    extension = models.OneToOneField(Extension, models.PROTECT, null=True, related_name="deadline")

    personal = {"set_by": of_an_act(_("Deadline of work: who set it"))}

    class Meta:
        constraints = (models.UniqueConstraint(fields=["duty", "number"], name="deadline_number_once"),)

    def __str__(self) -> str:
        return f"{self.due_on:%d/%m/%Y}" if self.due_on else str(_("No deadline"))
