"""The review of a paper: what the program proposes and a person decides."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from giaoban.assignments.vocabulary import ProposalSource, ReviewState, Sharing
from giaoban.documents.models import Document
from giaoban.duties.vocabulary import Role
from giaoban.foundation.codes import public_code
from giaoban.foundation.personal import of_an_act
from giaoban.units.models import Field, Unit, UnitGroup


class Review(models.Model):
    """
    The checking of one paper's proposals, saved as it goes; confirmed once.

    `version` rises with every change and is what two people's confirmations are compared by.
    """

    document = models.OneToOneField(Document, models.PROTECT, related_name="review")
    state = models.CharField(max_length=10, choices=ReviewState, default=ReviewState.OPEN)
    version = models.PositiveIntegerField(default=1)
    citations = models.JSONField(default=list)  # [{type, number, symbol, date, start, end}]
    date_is_assumed = models.BooleanField(
        default=False
    )  # the paper names no date of issue: a person gives it
    changed_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    personal = {"confirmed_by": of_an_act(_("Review of a paper: who confirmed it"))}

    def __str__(self) -> str:
        return str(self.document)


class Proposal(models.Model):
    """
    One proposed task: a stretch of the paper's text, who does what by when, and what is uncertain.

    `start` and `end` are code points in `document.text`; `doubts` are codes of `extraction`. Dropped
    proposals stay and can be taken back until the review is confirmed. `version` rises with every change,
    so that an edit made on what somebody else has changed meanwhile is seen.
    """

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    review = models.ForeignKey(Review, models.CASCADE, related_name="proposals")
    source = models.CharField(max_length=5, choices=ProposalSource, default=ProposalSource.READ)
    position = models.PositiveIntegerField()  # order by place in the text
    clause = models.CharField(_("clause"), max_length=40, blank=True)
    action = models.TextField(_("what is asked"))
    product = models.CharField(_("product expected"), max_length=300, blank=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    due_on = models.DateField(_("deadline"), null=True, blank=True)
    due_time = models.TimeField(_("hour"), null=True, blank=True)  # local; None: the end of the day
    rule = models.CharField(_("repeats"), max_length=120, blank=True)  # RFC 5545
    due_words = models.CharField(max_length=300, blank=True)
    event = models.CharField(max_length=200, blank=True)  # the deadline hangs on this, no date known
    reckoning = models.CharField(max_length=300, blank=True)  # "2025-08-26 + 5 working days", "receipt + …"
    doubts = models.JSONField(default=list)  # codes; emptied by the reviewer's decision
    sharing = models.CharField(max_length=12, choices=Sharing, default=Sharing.EACH)
    field = models.ForeignKey(Field, models.PROTECT, null=True, blank=True, related_name="+")
    # Where the work comes from when that is not the paper itself: the rows of a table name their own.
    origin = models.CharField(max_length=200, blank=True)
    origin_key = models.CharField(max_length=40, blank=True)
    is_dropped = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = (models.Index(fields=["review", "position"], name="proposal_in_order"),)

    def __str__(self) -> str:
        return self.action[:80]


class Addressee(models.Model):
    """A unit or group in a proposal; neither while the words are not yet bound to anything."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="addressees")
    position = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=12, choices=Role)
    as_written = models.CharField(max_length=300)
    restriction = models.CharField(max_length=200, blank=True)  # "có rừng": a person unticks
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    group = models.ForeignKey(UnitGroup, models.PROTECT, null=True, blank=True, related_name="+")
    excluded_units = models.JSONField(default=list)  # ids of group members left out
    content = models.TextField(_("content for this unit"), blank=True)
    due_on = models.DateField(_("own deadline"), null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="addressee_unit_or_group",
                condition=models.Q(unit__isnull=True) | models.Q(group__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return self.as_written
