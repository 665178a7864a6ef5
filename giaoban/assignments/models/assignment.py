"""Assignments: one task with one lead, and each unit's part in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from giaoban.assignments.models.recurrence import Occurrence
from giaoban.assignments.models.review import Proposal
from giaoban.documents.models import Document
from giaoban.duties.models import Duty
from giaoban.foundation.codes import public_code
from giaoban.units.models import Committee

if TYPE_CHECKING:
    from giaoban.units.reads import Officer


class Series(models.Model):
    """The last number given in a committee's year; its row is locked while numbers are taken."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["committee", "year"], name="series_once_a_year"),)

    def __str__(self) -> str:
        return f"{self.committee_id}/{self.year}: {self.last}"


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Named questions about assignments."""

    def visible_to(self, officer: Officer | None) -> Self:
        """Assignments any part of which `officer` may see; asked for each row, so filter first."""
        if officer is None:
            return self.none()
        seen = Part.objects.filter(assignment=OuterRef("pk"), duty__in=Duty.objects.visible_to(officer))
        return self.filter(Q(committee__in=officer.whole_committee_ids) | Exists(seen))

    def for_list(self) -> Self:
        """Load all that one list row shows. A new column starts here."""
        return self.select_related("lead__unit", "lead__field", "lead__asking_unit", "document", "committee")


class Assignment(models.Model):
    """
    One task with exactly one lead (Decree 191/2026 art. 2), from a sentence of a paper or handed down.

    `number` is "12/2026" within its committee; "12.1/2026" for the first part handed down from it. What
    is asked, by when and how it stands is the lead's duty.
    """

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    number = models.CharField(_("number"), max_length=30)
    sequence = models.PositiveIntegerField()  # for sorting within committee and year
    year = models.PositiveSmallIntegerField()
    committee = models.ForeignKey(Committee, models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    proposal = models.ForeignKey(Proposal, models.PROTECT, null=True, related_name="+")
    clause = models.CharField(_("clause"), max_length=40, blank=True)
    start = models.PositiveIntegerField()  # code points in document.text
    end = models.PositiveIntegerField()
    rule = models.CharField(_("repeats"), max_length=120, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="handed_down")
    lead = models.OneToOneField(Duty, models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField()

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["committee", "number"], name="assignment_number_once"),
        )
        indexes = (
            models.Index(fields=["committee", "year", "sequence"], name="assignment_in_order"),
            models.Index(fields=["document", "start"], name="assignment_by_sentence"),
        )

    def __str__(self) -> str:
        return self.number


class Part(models.Model):
    """
    One unit's duty within an assignment; the lead's is among them.

    Of a repeated task each period has its own parts; `occurrence` None: the task does not repeat.
    """

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="parts")
    occurrence = models.ForeignKey(Occurrence, models.PROTECT, null=True, related_name="parts")
    duty = models.OneToOneField(Duty, models.PROTECT, related_name="part")

    def __str__(self) -> str:
        return str(self.duty)
