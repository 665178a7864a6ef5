"""What a unit does for a duty: progress, submissions, evidence."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from giaoban.duties.models.duty import Duty
from giaoban.duties.vocabulary import Outcome, ProductKind
from giaoban.files.models import StoredFile
from giaoban.foundation.personal import of_an_act


class Progress(models.Model):
    """A report of progress in words and percent."""

    duty = models.ForeignKey(Duty, models.PROTECT, related_name="progress")
    at = models.DateTimeField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    percent = models.PositiveSmallIntegerField(_("done, percent"))
    words = models.TextField(_("progress in words"))

    personal = {"author": of_an_act(_("Report of progress: who wrote it"))}

    class Meta:
        constraints = (models.CheckConstraint(name="progress_percent", condition=Q(percent__lte=100)),)

    def __str__(self) -> str:
        return f"{self.percent} %"


class Submission(models.Model):
    """A result handed in, and what the asking side decided on it."""

    duty = models.ForeignKey(Duty, models.PROTECT, related_name="submissions")
    number = models.PositiveSmallIntegerField()  # 1, 2, … within the duty
    at = models.DateTimeField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    product_kind = models.CharField(_("result"), max_length=10, choices=ProductKind)
    document_number = models.CharField(_("number and symbol"), max_length=60, blank=True)
    document_date = models.DateField(_("date of the document"), null=True, blank=True)
    link = models.URLField(_("link"), max_length=500, blank=True)
    words = models.TextField(_("short account of the result"), blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True, default=Outcome.PENDING)
    reason = models.TextField(_("reason"), blank=True)
    accepted_words = models.TextField(_("what is accepted"), blank=True)  # of a result accepted in part
    answers = models.TextField(blank=True)  # why the work had come back to the unit before; "": it had not

    personal = {
        "author": of_an_act(_("Result of work: who submitted it")),
        "decided_by": of_an_act(_("Result of work: who accepted or returned it")),
    }

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["duty", "number"], name="submission_number_once"),
            models.UniqueConstraint(fields=["duty"], condition=Q(outcome=""), name="submission_one_pending"),
        )

    def __str__(self) -> str:
        return self.document_number or self.link or str(self.get_product_kind_display())


class Evidence(models.Model):
    """A file that a unit attached to a report of progress or to a submission."""

    duty = models.ForeignKey(Duty, models.PROTECT, related_name="evidence")
    progress = models.ForeignKey(Progress, models.PROTECT, null=True, related_name="evidence")
    submission = models.ForeignKey(Submission, models.PROTECT, null=True, related_name="evidence")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="evidence_of_one_thing",
                condition=Q(progress__isnull=True) ^ Q(submission__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return str(self.file)
