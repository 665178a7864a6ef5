"""Files that were handed in and wait to be registered."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from giaoban.documents.models.document import Document
from giaoban.documents.vocabulary import IntakeState, TextFrom
from giaoban.files.models import StoredFile
from giaoban.foundation.codes import public_code
from giaoban.foundation.personal import of_an_act
from giaoban.units.models import Committee


class IntakeQuerySet(models.QuerySet["Intake"]):
    """Named questions about files that were handed in."""

    def open(self) -> Self:
        """Those that wait for the reader or for a person, and those refused that nobody has seen to."""
        return self.filter(state__in=(IntakeState.WAITING, IntakeState.READY, IntakeState.REFUSED))


class Intake(models.Model):
    """
    One file on its way into the register: kept, read, its fields proposed, then confirmed by a person.

    `proposed` maps a field's name to {"value", "start", "end"}, the place in `text`. `found_as` names a
    refused file of the hand-in folder with its size and time, so that it is looked at once; a refused file
    has no `file`, nothing of it was kept. `pages_read` of `pages` tells how far a picture has been read.
    """

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    committee = models.ForeignKey(Committee, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    sha256 = models.CharField(max_length=64, blank=True)
    found_as = models.CharField(max_length=400, blank=True)
    state = models.CharField(max_length=10, choices=IntakeState)
    reason = models.CharField(max_length=300, blank=True)
    text_from = models.CharField(max_length=6, choices=TextFrom, blank=True)
    pages = models.PositiveIntegerField(default=0)
    pages_read = models.PositiveIntegerField(default=0)
    proposed = models.JSONField(default=dict)
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    handed_in_at = models.DateTimeField()
    handed_in_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    text = models.TextField(blank=True)

    objects = IntakeQuerySet.as_manager()
    personal = {"handed_in_by": of_an_act(_("Files handed in: who handed them in"))}

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["committee", "sha256"],
                condition=Q(state__in=("waiting", "ready")),
                name="intake_once_a_committee",
            ),
            models.UniqueConstraint(
                fields=["committee", "found_as"], condition=~Q(found_as=""), name="intake_refused_once"
            ),
        )
        indexes = (models.Index(fields=["committee", "state", "handed_in_at"], name="intake_by_state"),)

    def __str__(self) -> str:
        return self.name
