"""The brief: a period, the moment of its figures, and the words around them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from giaoban.foundation.codes import public_code
from giaoban.foundation.personal import of_an_act
from giaoban.journal.models import printed_head
from giaoban.units.models import Committee

if TYPE_CHECKING:
    from giaoban.units.reads import Officer

MOST_WORDS = 10_000
"""Characters in one part of a brief."""


class BriefQuerySet(models.QuerySet["Brief"]):
    """Named questions about briefs; every method returns a queryset."""

    def readable_by(self, officer: Officer | None) -> Self:
        """What `officer` may read. Twin of `access.may_read_brief`."""
        if officer is None:
            return self.none()
        seated = [seat.committee_id for seat in officer.seats]
        return self.filter(
            Q(committee__in=officer.whole_committee_ids) | Q(committee__in=seated, issued_at__isnull=False)
        )

    def drafts(self) -> Self:
        """Not yet issued to the members."""
        return self.filter(issued_at__isnull=True)

    def for_list(self) -> Self:
        """Load all that one list row shows, the latest period first."""
        return self.select_related("committee", "written_by").order_by("-last_date", "-first_date", "-pk")


class Brief(models.Model):
    """
    A brief (bản giao ban) of a committee for a period, both days included.

    No figure is stored: all are counted from the standings of duties as they were at `computed_at`, or at
    the end of the period when that was before, so that the same brief always says the same. Written by the
    program, edited by the standing office until it is issued to the members. Change one only through
    `briefing.actions`.
    """

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    committee = models.ForeignKey(Committee, models.PROTECT, related_name="+", verbose_name=_("committee"))
    first_date = models.DateField(_("first day"))
    last_date = models.DateField(_("last day of the period"))
    computed_at = models.DateTimeField(_("figures counted at"))
    journal_number = (
        models.PositiveBigIntegerField()
    )  # the journal's last entry when the figures were counted
    journal_hash = models.CharField(max_length=64)
    opening = models.TextField(_("opening remark"), max_length=MOST_WORDS, blank=True)
    difficulties = models.TextField(_("difficulties and causes"), max_length=MOST_WORDS, blank=True)
    proposals = models.TextField(_("tasks next and proposals"), max_length=MOST_WORDS, blank=True)
    version = models.PositiveIntegerField(default=1)  # grows with every change; guards against lost edits
    written_at = models.DateTimeField(_("written at"))
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("written by")
    )
    issued_at = models.DateTimeField(
        _("issued to the members at"), null=True
    )  # None: a draft of the asking side
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("issued to the members by"),
    )

    objects = BriefQuerySet.as_manager()
    personal = {
        "written_by": of_an_act(_("Brief: who wrote it")),
        "issued_by": of_an_act(_("Brief: who issued it to the members")),
    }

    class Meta:
        constraints = (
            models.CheckConstraint(name="brief_days_in_order", condition=Q(first_date__lte=F("last_date"))),
            models.CheckConstraint(
                name="brief_issued_by_somebody",
                condition=Q(issued_at__isnull=True, issued_by__isnull=True)
                | Q(issued_at__isnull=False, issued_by__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["committee", "first_date", "last_date"],
                condition=Q(issued_at__isnull=True),
                name="brief_one_draft_a_period",
            ),
        )
        indexes = (models.Index(fields=["committee", "last_date"], name="brief_by_period"),)

    def __str__(self) -> str:
        return f"{self.first_date:%d/%m/%Y} – {self.last_date:%d/%m/%Y}"

    @property
    def journal_head(self) -> str:
        """The head of the journal when the figures were counted, as it is printed."""
        return printed_head(self.journal_number, self.journal_hash)
