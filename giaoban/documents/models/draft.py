"""Drafts of papers and their frozen versions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from giaoban.documents.models.document import Document
from giaoban.documents.vocabulary import Authority, DocumentType, DraftState, PaperForm
from giaoban.foundation.codes import public_code
from giaoban.foundation.personal import of_an_act, of_an_office
from giaoban.units.models import Committee, Seat

if TYPE_CHECKING:
    from giaoban.units.reads import Officer


class DraftQuerySet(models.QuerySet["Draft"]):
    """Named questions about drafts."""

    def of_officer(self, officer: Officer | None) -> Self:
        """Drafts of committees on whose asking side or in whose chair `officer` sits."""
        return self.none() if officer is None else self.filter(committee__in=officer.whole_committee_ids)

    def under_way(self) -> Self:
        """Drafts that are neither issued nor withdrawn."""
        return self.filter(state__in=(DraftState.WRITING, DraftState.READY))

    def for_list(self) -> Self:
        """All that one list row shows, newest change first."""
        return self.select_related("committee", "document").defer("content").order_by("-changed_at", "-pk")


class Draft(models.Model):
    """
    A paper that is being written: its head, and its text as typed clauses.

    `content` is the working copy, a list of clauses as `documents.drafting.content` reads them, annexes
    included; each clause keeps its `id` through every edit. `version` rises with every change of text or
    head and is what two people's edits are compared by. The head fields say what the printed paper needs;
    `superior`, `issuer`, `addressed_to`, `recipients`, `bases`, `offices` and `own_office` hold one line each
    item. `document` is the paper in the register that it became, None until it is issued.
    """

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    committee = models.ForeignKey(Committee, models.PROTECT, related_name="+", verbose_name=_("committee"))
    state = models.CharField(max_length=10, choices=DraftState, default=DraftState.WRITING)
    type = models.CharField(_("type"), max_length=6, choices=DocumentType, blank=True)
    form = models.CharField(_("form"), max_length=5, choices=PaperForm, default=PaperForm.STATE)
    subject = models.CharField(_("subject"), max_length=500)
    symbol = models.CharField(_("symbol"), max_length=40, blank=True)  # "TB-BCĐCĐS"; keeps its case
    superior = models.CharField(_("superior body"), max_length=200, blank=True)
    issuer = models.CharField(_("issued by"), max_length=200, blank=True)
    issuer_in_text = models.CharField(_("issuer as a sentence writes it"), max_length=200, blank=True)
    place = models.CharField(pgettext_lazy("paper", "place"), max_length=80, blank=True)
    bases = models.JSONField(_("legal bases"), default=list, blank=True)
    addressed_to = models.JSONField(_("addressed to"), default=list, blank=True)
    recipients = models.JSONField(_("recipients"), default=list, blank=True)
    archive = models.CharField(_("archived at"), max_length=80, blank=True)  # "VT, VPBCĐ"
    authority = models.CharField(_("authority to sign"), max_length=4, choices=Authority, blank=True)
    collective = models.CharField(_("signed for"), max_length=200, blank=True)  # "BAN CHỈ ĐẠO"; after TM.
    offices = models.JSONField(_("office of the signer"), default=list, blank=True)
    signer = models.CharField(_("name of the signer"), max_length=120, blank=True)
    own_office = models.JSONField(_("office in the signer's own agency"), default=list, blank=True)
    seat = models.ForeignKey(
        Seat, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("seat of the signer")
    )
    content = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)
    withdrawn_reason = models.TextField(blank=True)
    document = models.OneToOneField(Document, models.PROTECT, null=True, blank=True, related_name="+")
    search_key = models.CharField(max_length=700, editable=False, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = DraftQuerySet.as_manager()
    personal = {
        "signer": of_an_office(_("Draft: name of the person who is to sign")),
        "created_by": of_an_act(_("Draft: who began it")),
        "changed_by": of_an_act(_("Draft: who changed it last")),
    }

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="draft_issued_has_paper",
                condition=Q(state=DraftState.ISSUED) & Q(document__isnull=False)
                | ~Q(state=DraftState.ISSUED) & Q(document__isnull=True),
            ),
            models.CheckConstraint(
                name="draft_withdrawn_has_reason",
                condition=~Q(state=DraftState.WITHDRAWN) | ~Q(withdrawn_reason=""),
            ),
        )
        indexes = (models.Index(fields=["committee", "state", "-changed_at"], name="draft_by_date"),)

    def __str__(self) -> str:
        return self.subject[:200]


def longest(name: str) -> int:
    """How many letters a head field of one line holds."""
    field = Draft._meta.get_field(name)
    assert isinstance(field, models.CharField)  # noqa: S101 -- asked for those alone
    return field.max_length or 0


class DraftVersion(models.Model):
    """
    A draft as it stood at one moment, never changed.

    `head` are the head fields by name, `content` the clauses; `sha256` is of both
    (`documents.drafting.content.fingerprint`). Numbers count from 1 in each draft.
    """

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    draft = models.ForeignKey(Draft, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    head = models.JSONField(default=dict)
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    note = models.CharField(_("note"), max_length=300, blank=True)
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    personal = {
        "frozen_by": of_an_act(_("Version of a draft: who froze it")),
        "head": of_an_office(_("Version of a draft: name of the person who is to sign")),
    }

    class Meta:
        constraints = (models.UniqueConstraint(fields=["draft", "number"], name="version_once_a_draft"),)

    def __str__(self) -> str:
        return f"{self.draft} ({self.number})"
