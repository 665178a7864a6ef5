"""Follow-up tables on their way into a committee's work, and what is remembered of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from giaoban.assignments.models.review import Proposal
from giaoban.assignments.vocabulary import Sharing, TableState
from giaoban.documents.models import Document
from giaoban.foundation.codes import public_code
from giaoban.foundation.personal import of_an_act
from giaoban.units.models import Committee

if TYPE_CHECKING:
    from giaoban.units.reads import Officer


class FollowUpTableQuerySet(models.QuerySet["FollowUpTable"]):
    """Named questions about follow-up tables."""

    def of_officer(self, officer: Officer | None) -> Self:
        """Tables of the committees on whose asking side or in whose chair `officer` sits."""
        return self.none() if officer is None else self.filter(committee__in=officer.whole_committee_ids)


class FollowUpTable(models.Model):
    """
    One table file that somebody brought in: its cells, how its columns are taken, what became of it.

    `sheets` are [{name, rows, merged}]; `columns` are kinds by place, [] until somebody has looked; `bound`
    gives words of the table (as search keys) the key of a unit, "-" for words that are no unit. `version`
    rises with every change. `result` counts rows by what became of them; `left_out` are the rows with errors.
    """

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    committee = models.ForeignKey(Committee, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=TableState, default=TableState.OPEN)
    name = models.CharField(_("file"), max_length=200)
    sha256 = models.CharField(max_length=64)
    kept = models.JSONField(default=dict)  # {name, sha256, size_bytes, content_type}; {} when not kept
    sheets = models.JSONField(default=list)
    sheet = models.PositiveSmallIntegerField(default=0)
    columns = models.JSONField(default=list)
    sharing = models.CharField(max_length=12, choices=Sharing, default=Sharing.FIRST_LEADS)
    bound = models.JSONField(default=dict)
    learned = models.JSONField(default=dict)  # bound words that become names of units: {key: as written}
    version = models.PositiveIntegerField(default=1)
    brought_at = models.DateTimeField()
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    imported_at = models.DateTimeField(null=True)
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    result = models.JSONField(default=dict)
    left_out = models.JSONField(default=list)  # [[row, column, sentence]]

    objects = FollowUpTableQuerySet.as_manager()
    personal = {
        "brought_by": of_an_act(_("Follow-up table: who brought it in")),
        "imported_by": of_an_act(_("Follow-up table: who imported it")),
    }

    class Meta:
        indexes = (models.Index(fields=["committee", "brought_at"], name="table_by_date"),)

    def __str__(self) -> str:
        return self.name


class ColumnMapping(models.Model):
    """How a committee takes the columns of tables with the same head; remembered for the next file."""

    committee = models.ForeignKey(Committee, models.CASCADE, related_name="+")
    fingerprint = models.CharField(max_length=64)
    columns = models.JSONField()
    sharing = models.CharField(max_length=12, choices=Sharing)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["committee", "fingerprint"], name="mapping_once_a_committee"),
        )

    def __str__(self) -> str:
        return self.fingerprint[:12]


class ImportedRow(models.Model):
    """
    A row of a follow-up table that became work, known again by its `identity` in the next file.

    `facts` are what the table said last ({state, percent, words, …}); `left` how the import left the duties.
    """

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="+")
    identity = models.CharField(max_length=64)
    place = models.CharField(max_length=64, blank=True)  # paper and ordinal number: for changed wording
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="+")
    table = models.ForeignKey(FollowUpTable, models.PROTECT, related_name="+")
    row = models.PositiveIntegerField()  # in the file of `table`
    facts = models.JSONField(default=dict)
    left = models.JSONField(default=dict)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["committee", "identity"], name="imported_row_once"),)
        indexes = (models.Index(fields=["committee", "place"], name="imported_row_by_place"),)

    def __str__(self) -> str:
        return f"{self.table} {self.row}"
