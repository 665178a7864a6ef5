"""Papers in the register."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from giaoban.documents.reading.types import printed_type
from giaoban.documents.vocabulary import Direction, DocumentType, Secrecy, TextFrom, Urgency
from giaoban.files.models import StoredFile
from giaoban.foundation.codes import public_code
from giaoban.foundation.personal import Personal, of_an_act
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

    def in_force(self, *, on: date) -> Self:
        """Papers that hold on the day `on`: begun, not run out, not replaced by then."""
        return self.filter(force_from__lte=on).filter(Q(force_to__isnull=True) | Q(force_to__gte=on))


class Document(models.Model):
    """
    A paper in the register of a committee, with the text that the program reads.

    `text` is NFC with the line structure of the paper; positions in it (start, end) are counted in code
    points and never change. `sha256` is of the stored file, or of the text when it was pasted; "" for a paper
    of which the register holds neither. `arrival_number` counts incoming papers of a `year`, without gaps.
    `force_from` and `force_to` are the first and the last day on which the paper holds, the latter reckoned
    from `effective_until` and from the papers that replace it.
    """

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    committee = models.ForeignKey(Committee, models.PROTECT, related_name="+", verbose_name=_("committee"))
    direction = models.CharField(
        _("book"), max_length=8, choices=Direction, default=Direction.OUTGOING, editable=False
    )
    year = models.PositiveSmallIntegerField(_("year of the register"), editable=False)
    type = models.CharField(_("type"), max_length=6, choices=DocumentType, blank=True)
    number = models.CharField(_("number"), max_length=20, blank=True)  # "215"
    symbol = models.CharField(_("symbol"), max_length=40, blank=True)  # "TB-BCĐ"; keeps its case
    issued_on = models.DateField(_("date"))
    issuer = models.CharField(_("issued by"), max_length=200, blank=True)
    subject = models.CharField(_("subject"), max_length=500, blank=True)
    urgency = models.PositiveSmallIntegerField(_("urgency"), choices=Urgency, default=Urgency.ORDINARY)
    secrecy = models.PositiveSmallIntegerField(_("secrecy"), choices=Secrecy, default=Secrecy.NONE)
    arrival_number = models.PositiveIntegerField(_("arrival number"), null=True, blank=True, editable=False)
    arrived_on = models.DateField(_("date of arrival"), null=True, blank=True)
    signer = models.CharField(_("signed by"), max_length=150, blank=True)
    recipients = models.CharField(_("recipients"), max_length=1000, blank=True)
    storage = models.CharField(_("storage copy kept by"), max_length=200, blank=True)
    pages = models.PositiveIntegerField(_("pages"), null=True, blank=True)
    copies = models.PositiveIntegerField(_("copies"), null=True, blank=True)
    passed_to = models.CharField(_("passed to"), max_length=300, blank=True)
    passed_on = models.DateField(_("passed on"), null=True, blank=True)
    received_by = models.CharField(_("receipt signed by"), max_length=150, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    effective_from = models.DateField(_("in force from"), null=True, blank=True)
    effective_until = models.DateField(_("in force until"), null=True, blank=True)
    force_from = models.DateField(editable=False)
    force_to = models.DateField(null=True, editable=False)
    sets_rules = models.PositiveSmallIntegerField(default=0, editable=False)  # 1: its type is one of RULING
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    sha256 = models.CharField(max_length=64, blank=True)
    cite_key = models.CharField(max_length=64, editable=False)
    issuer_key = models.CharField(max_length=200, blank=True, editable=False)
    search_key = models.CharField(max_length=700, editable=False)
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    text_from = models.CharField(max_length=6, choices=TextFrom, blank=True, editable=False)
    text = models.TextField(blank=True)  # last: SQLite reads past a long value to reach what follows it

    objects = DocumentQuerySet.as_manager()
    personal = {
        "registered_by": of_an_act(_("Register of papers: who entered the paper")),
        "signer": Personal(
            what=_("Register of papers: who signed the paper"),
            purpose=_("Decree 30/2020 on clerical work asks for the signer in the register."),
            seen_by=_("The committee's own side."),
            kept=_("As long as the register."),
        ),
        "received_by": Personal(
            what=_("Register of papers: who signed for its receipt"),
            purpose=_("Decree 30/2020 on clerical work asks for the receipt in the register."),
            seen_by=_("The committee's own side."),
            kept=_("As long as the register."),
        ),
    }

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["committee", "sha256"], condition=~Q(sha256=""), name="document_once_a_committee"
            ),
            models.UniqueConstraint(
                fields=["committee", "year", "arrival_number"], name="document_arrival_number_once"
            ),
            models.CheckConstraint(
                name="document_arrives_with_a_number",
                condition=Q(
                    direction=Direction.INCOMING, arrival_number__isnull=False, arrived_on__isnull=False
                )
                | (~Q(direction=Direction.INCOMING) & Q(arrival_number__isnull=True)),
            ),
            models.CheckConstraint(
                name="document_secret_by_number_alone",
                condition=Q(secrecy=Secrecy.NONE)
                | Q(subject="", text="", note="", recipients="", passed_to="", file__isnull=True),
            ),
        )
        indexes = (
            models.Index(fields=["committee", "issued_on"], name="document_by_date"),
            models.Index(
                fields=["committee", "direction", "year", "arrival_number"], name="document_by_arrival"
            ),
            models.Index(
                fields=["committee", "direction", "year", "issued_on", "id"], name="document_by_book"
            ),
            models.Index(fields=["committee", "cite_key"], name="document_by_cite_key"),
            models.Index(
                fields=["committee", "sets_rules", "force_from", "id", "force_to"], name="document_by_force"
            ),
            models.Index(
                fields=["committee", "type", "force_from", "id", "force_to"],
                name="document_by_type_and_force",
            ),
        )

    def __str__(self) -> str:
        return self.short_name

    @property
    def number_and_symbol(self) -> str:
        """
        As "215/TB-BCĐ", in the Party's form "215-TB/TU"; the number alone without a symbol; "" without both.

        The Party's symbols hold the slash themselves, so a hyphen joins.
        """
        if not (self.number and self.symbol):
            return self.number or self.symbol
        return f"{self.number}{'-' if '/' in self.symbol else '/'}{self.symbol}"

    @property
    def short_name(self) -> str:
        """As "TB 215/TB-BCĐ"; the subject when the paper has no number."""
        if not self.number:
            return self.subject[:80] or self.symbol or self.code
        return f"{printed_type(self.type)} {self.number_and_symbol}".strip()
