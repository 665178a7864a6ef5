"""A unit's report of a period, its sendings, what is being written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from giaoban.duties.models import Duty
from giaoban.files.models import StoredFile
from giaoban.foundation.codes import public_code
from giaoban.foundation.personal import of_an_act
from giaoban.reports.figures import Figures, unpack
from giaoban.reports.models.period import Period
from giaoban.reports.models.regime import FormVersion
from giaoban.reports.vocabulary import WAS_OPENED, ReportState, RevisionState
from giaoban.units.models import Unit

if TYPE_CHECKING:
    from giaoban.units.reads import Officer


def _readable_by(officer: Officer) -> Q:
    """Units in or above which `officer` has a post; empty where there is none."""
    within = Q()
    for path in officer.reading_paths:
        within |= Q(unit__in=Unit.objects.filter(path__startswith=path))
    return within


def _acted_on_by(officer: Officer) -> Q:
    """Reports whose work the own units of `officer` hold or asked for now: an heir took both over."""
    own = officer.posted_unit_ids
    return Q(duty__in=Duty.objects.filter(Q(unit__in=own) | Q(asking_unit__in=own)))


class ReportQuerySet(models.QuerySet["Report"]):
    """Named questions about reports."""

    def visible_to(self, officer: Officer | None) -> Self:
        """
        Reports of committees that `officer` reads whole, those of units at or below a post of theirs, and
        those of units that ended which are theirs to send or to decide on now.
        """
        if officer is None:
            return self.none()
        whole = Q(period__regime__committee__in=officer.whole_committee_ids)
        return self.filter(whole | _readable_by(officer) | _acted_on_by(officer))

    def readable_by(self, officer: Officer | None) -> Self:
        """Reports of units in or above which `officer` has a post; twin of seeing the unit's duty."""
        if officer is None or not officer.reading_paths:
            return self.none()
        return self.filter(_readable_by(officer))

    def to_be_given(self) -> Self:
        """Reports of periods that were opened; the targets of a year are none of them."""
        return self.filter(duty__isnull=False, period__state__in=WAS_OPENED)

    def below(self, path: str) -> Self:
        """Reports of the unit of `path` and of all that stood below it when the period was opened."""
        return self.filter(path__startswith=path)

    def waiting(self) -> Self:
        """Not with the level above: never sent, or come back."""
        return self.filter(state__in=[ReportState.WAITING, ReportState.RETURNED])


class Report(models.Model):
    """
    What one unit reports in one period: its place is made when the period is opened and never moves.

    `path` is the unit's path then; `above` the reporting unit above it, to which it sends (None: to the
    regime's receiver). `duty` is its work on it, None for the targets of a year. `counted` is the sending
    whose figures are in the totals now (None: nothing is), `latest` the newest one. `due_on` is the deadline
    as the period was opened; extensions stand on the duty. `sent_on` is the day of the first sending that was
    not taken back: by it a report is on time or late.
    """

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    period = models.ForeignKey(Period, models.PROTECT, related_name="reports", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    above = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", db_index=False)
    path = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)  # UnitKind then
    duty = models.OneToOneField(Duty, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=9, choices=ReportState, default=ReportState.WAITING)
    due_on = models.DateField(null=True)
    sent_on = models.DateField(null=True)
    is_nil = models.BooleanField(default=False)  # of the newest sending: nothing to report
    latest = models.ForeignKey("Revision", models.PROTECT, null=True, related_name="+", db_index=False)
    counted = models.ForeignKey("Revision", models.PROTECT, null=True, related_name="+", db_index=False)

    objects = ReportQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["period", "unit"], name="report_once"),)
        indexes = (
            # Covers "who has not sent" below any unit.
            models.Index(
                fields=["period", "path", "state", "due_on", "sent_on", "is_nil"], name="report_below"
            ),
            models.Index(fields=["unit", "period"], name="report_by_unit"),
            models.Index(fields=["period", "above", "state"], name="report_above"),
        )

    def __str__(self) -> str:
        return f"{self.unit}: {self.period}"


class Revision(models.Model):
    """
    One sending of a report: never changed, except that it is decided on.

    `figures` is the packed row (`reports.figures.pack`) by the slots of `form`; `words` the texts by the id
    of their item; `explained` why a figure is as it is, by slot. `restates` says why an accepted report was
    corrected, "" for an ordinary sending.
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    form = models.ForeignKey(FormVersion, models.PROTECT, related_name="+", db_index=False)
    figures = models.BinaryField()
    words = models.JSONField(default=dict)
    explained = models.JSONField(default=dict)
    is_nil = models.BooleanField(default=False)
    restates = models.TextField(blank=True)
    state = models.CharField(max_length=9, choices=RevisionState, default=RevisionState.SENT)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    decision = models.TextField(blank=True)  # why it was returned

    personal = {
        "made_by": of_an_act(_("Report: who sent it")),
        "decided_by": of_an_act(_("Report: who accepted or returned it")),
    }

    class Meta:
        constraints = (models.UniqueConstraint(fields=["report", "number"], name="revision_once"),)

    def __str__(self) -> str:
        return f"{self.report} ({self.number})"

    def row(self, width: int) -> Figures:
        """The figures as an array `width` long, `MISSING` where nothing was given."""
        return unpack(bytes(self.figures), width)


class Entry(models.Model):
    """
    What a unit has typed and not sent; one for each report, kept on every pause.

    `cells` are whole numbers by slot, `typed` what was typed and is no figure yet, by slot, `words` texts by
    item. `stamp` goes up with every save, so that a stale page or workbook is seen.
    """

    report = models.OneToOneField(Report, models.PROTECT, related_name="entry")
    cells = models.JSONField(default=dict)
    typed = models.JSONField(default=dict)
    words = models.JSONField(default=dict)
    explained = models.JSONField(default=dict)
    stamp = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    personal = {"saved_by": of_an_act(_("Report being written: who saved it last"))}

    def __str__(self) -> str:
        return f"{self.report} …"


class ReportFile(models.Model):
    """A file that a report holds under an item of its form; `revision` None: not sent yet."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="files")
    revision = models.ForeignKey(Revision, models.PROTECT, null=True, related_name="files")
    item = models.CharField(max_length=40)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.file)
