"""Papers sent to units inside the program: who received and opened them, what was recalled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from giaoban.documents.models.document import Document
from giaoban.documents.vocabulary import Purpose
from giaoban.foundation.codes import public_code
from giaoban.foundation.personal import of_an_act
from giaoban.units.models import Unit

if TYPE_CHECKING:
    from giaoban.units.reads import Officer


class DispatchQuerySet(models.QuerySet["Dispatch"]):
    """Named questions about dispatches."""

    def of_committees(self, officer: Officer | None) -> Self:
        """Those that the officer's committees have sent."""
        return (
            self.none()
            if officer is None
            else self.filter(document__committee__in=officer.whole_committee_ids)
        )

    def live(self) -> Self:
        """Not recalled."""
        return self.filter(recalled_at__isnull=True)


class Dispatch(models.Model):
    """
    One sending of a paper of the register to units.

    A recalled one stays with its reason; what it gave to read no longer opens. `replaced_by` is the paper
    that was sent instead. Nothing else of it is ever changed.
    """

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    document = models.ForeignKey(Document, models.PROTECT, related_name="dispatches")
    purpose = models.CharField(_("sent for"), max_length=6, choices=Purpose, default=Purpose.INFORM)
    message = models.CharField(_("message to the units"), max_length=1000, blank=True)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recalled_at = models.DateTimeField(null=True)
    recalled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recall_reason = models.CharField(_("reason"), max_length=500, blank=True)
    replaced_by = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")

    objects = DispatchQuerySet.as_manager()
    personal = {
        "sent_by": of_an_act(_("Dispatch of a paper: who sent it")),
        "recalled_by": of_an_act(_("Dispatch of a paper: who recalled it")),
    }

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="dispatch_recalled_with_a_reason",
                condition=Q(recalled_at__isnull=True, recall_reason="", replaced_by__isnull=True)
                | (Q(recalled_at__isnull=False) & ~Q(recall_reason="")),
            ),
        )
        indexes = (
            models.Index(fields=["document", "sent_at"], name="dispatch_by_document"),
            models.Index(fields=["-sent_at"], name="dispatch_by_time"),
        )

    def __str__(self) -> str:
        return f"{self.document} {self.sent_at:%d/%m/%Y}"

    @property
    def is_recalled(self) -> bool:
        """Whether it was taken back."""
        return self.recalled_at is not None


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """Named questions about what came to units."""

    def live(self) -> Self:
        """Of dispatches that were not recalled."""
        return self.filter(dispatch__recalled_at__isnull=True)

    def readable_by(self, officer: Officer | None) -> Self:
        """Sent to units at or below which `officer` has a post."""
        if officer is None or not officer.reading_paths:
            return self.none()
        within = Q()
        for path in officer.reading_paths:
            within |= Q(unit__in=Unit.objects.filter(path__startswith=path))
        return self.filter(within)

    def own(self, officer: Officer | None) -> Self:
        """Sent to the very units to which `officer` belongs by a post."""
        return self.none() if officer is None else self.filter(unit__in=officer.posted_unit_ids)

    def unread(self) -> Self:
        """Not recalled, and nobody of the unit has opened it."""
        return self.live().filter(seen_at__isnull=True)


class Delivery(models.Model):
    """
    A dispatch as it came to one unit.

    `seen_*`: who of the unit opened it first; `received_*`: who signed for it. `told_at`: when its people
    were told by mail, once; None while no letter has gone.
    """

    dispatch = models.ForeignKey(Dispatch, models.PROTECT, related_name="deliveries")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    seen_at = models.DateTimeField(null=True)
    seen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    received_at = models.DateTimeField(null=True)
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    told_at = models.DateTimeField(null=True)

    objects = DeliveryQuerySet.as_manager()
    personal = {
        "seen_by": of_an_act(_("Dispatch of a paper: who of the unit opened it first")),
        "received_by": of_an_act(_("Dispatch of a paper: who of the unit signed for it")),
    }

    class Meta:
        constraints = (models.UniqueConstraint(fields=["dispatch", "unit"], name="delivery_once_a_unit"),)
        indexes = (
            models.Index(fields=["unit"], name="delivery_unseen", condition=Q(seen_at__isnull=True)),
            models.Index(fields=["dispatch"], name="delivery_untold", condition=Q(told_at__isnull=True)),
        )

    def __str__(self) -> str:
        return f"{self.dispatch_id} {self.unit_id}"
