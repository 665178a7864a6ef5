"""Papers in the register."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from giaoban.documents.vocabulary import DocumentType
from giaoban.files.models import StoredFile
from giaoban.foundation.codes import public_code
from giaoban.foundation.personal import of_an_act
from giaoban.units.models import Committee

if TYPE_CHECKING:
    from giaoban.units.reads import Officer


class DocumentQuerySet(models.QuerySet["Document"]):
    """Named questions about papers."""

    def of_committees(self, officer: Officer | None) -> Self:
        """Papers of committees all of whose work `officer` may read; other rooms may show more."""
        if officer is None:
            return self.none()
        return self.filter(committee__in=officer.whole_committee_ids)


class Document(models.Model):
    """
    A paper of a committee, with the text that the program reads.

    `text` is NFC with the line structure of the paper; positions in it (start, end) are counted in code
    points and never change. `sha256` is of the stored file, or of the text when it was pasted.
    """

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    committee = models.ForeignKey(Committee, models.PROTECT, related_name="+", verbose_name=_("committee"))
    type = models.CharField(_("type"), max_length=6, choices=DocumentType, blank=True)
    number = models.CharField(_("number"), max_length=20, blank=True)  # "215"
    symbol = models.CharField(_("symbol"), max_length=40, blank=True)  # "TB-BCĐ"; keeps its case
    issued_on = models.DateField(_("date"))
    issuer = models.CharField(_("issued by"), max_length=200, blank=True)
    subject = models.CharField(_("subject"), max_length=500)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    search_key = models.CharField(max_length=700, editable=False)
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = DocumentQuerySet.as_manager()
    personal = {"registered_by": of_an_act(_("Register of papers: who entered the paper"))}

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["committee", "sha256"], name="document_once_a_committee"),
        )
        indexes = (models.Index(fields=["committee", "issued_on"], name="document_by_date"),)

    def __str__(self) -> str:
        return self.short_name

    @property
    def short_name(self) -> str:
        """As "TB 215/TB-BCĐ"; the subject when the paper has no number."""
        if not self.number:
            return self.subject[:80]
        return (
            f"{self.type} {self.number}/{self.symbol}".strip()
            if self.symbol
            else f"{self.type} {self.number}"
        )
