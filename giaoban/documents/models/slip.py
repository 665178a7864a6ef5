"""The handling slip: what a leader orders to be done about a paper that came in."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from giaoban.documents.models.document import Document
from giaoban.duties.models import Duty
from giaoban.foundation.codes import public_code
from giaoban.foundation.personal import of_an_act
from giaoban.units.models import Unit


class Slip(models.Model):
    """
    One handling slip (Decree 30/2020, annex IV): the leader's opinion and who deals with the paper by when.

    It is never changed; a further opinion is a further slip. What the units owe are duties of the kind
    HANDLING, each bound to the slip by a `SlipPart`.
    """

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    document = models.ForeignKey(Document, models.PROTECT, related_name="slips")
    opinion = models.CharField(_("leader's opinion"), max_length=2000)
    leader = models.CharField(_("leader"), max_length=150)
    given_on = models.DateField(_("date of the opinion"))
    due_on = models.DateField(_("deadline"), null=True, blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    personal = {
        "written_by": of_an_act(_("Handling slips: who wrote the slip")),
        "leader": of_an_act(_("Handling slips: whose opinion it is")),
    }

    class Meta:
        indexes = (models.Index(fields=["document", "written_at"], name="slip_by_document"),)

    def __str__(self) -> str:
        return f"{self.document_id}: {self.opinion[:60]}"


class SlipPart(models.Model):
    """What one unit owes by a slip."""

    slip = models.ForeignKey(Slip, models.PROTECT, related_name="parts")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    duty = models.OneToOneField(Duty, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.slip_id} {self.unit_id}"
