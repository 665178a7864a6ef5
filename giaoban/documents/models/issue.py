"""Papers that the committee issued: their files, and what came back signed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from giaoban.documents.models.document import Document
from giaoban.documents.models.draft import Draft
from giaoban.documents.models.series import Number
from giaoban.documents.vocabulary import PaperForm, SignatureState
from giaoban.files.models import StoredFile
from giaoban.foundation.codes import public_code
from giaoban.foundation.personal import Personal, of_an_act


class Issue(models.Model):
    """
    How a paper of the committee came to be issued: its draft, its number, and the two files that were made.

    The files are as they were made on that day and are never made again.
    """

    document = models.OneToOneField(Document, models.PROTECT, related_name="+")
    draft = models.OneToOneField(Draft, models.PROTECT, related_name="+")
    number = models.OneToOneField(Number, models.PROTECT, related_name="+")
    form = models.CharField(_("form"), max_length=5, choices=PaperForm)
    docx = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    pdf = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    personal = {"issued_by": of_an_act(_("Issued paper: who took its number"))}

    def __str__(self) -> str:
        return str(self.document_id)


class SignedFile(models.Model):
    """
    A signed PDF of an issued paper, exactly as it came.

    `state` is that of its weakest signature at `checked_at`; `signatures` holds what
    `documents.reading.pdf_signatures` found of each: state, signer, issuer, signed_at, reason, revocation.
    """

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=8, choices=SignatureState)
    signatures = models.JSONField(default=list)
    checked_at = models.DateTimeField()
    kept_at = models.DateTimeField()
    kept_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    personal = {
        "kept_by": of_an_act(_("Signed paper: who brought the file")),
        "signatures": Personal(
            what=_("Signed paper: names of the signers as their certificates say them"),
            purpose=_("A signed paper shows who signed it and when."),
            seen_by=_("The committee's own side."),
            kept=_("As long as the paper."),
        ),
    }

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["document", "sha256"], name="signed_file_once_a_paper"),
        )

    def __str__(self) -> str:
        return str(self.file_id)
