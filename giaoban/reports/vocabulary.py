"""Words of the reports room: regimes, periods, natures of indicators, the life of a report."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Frequency(models.TextChoices):
    """How often a regime asks; the values name kinds of periods too."""

    DAY = "day", pgettext_lazy("frequency", "Daily")
    WEEK = "week", pgettext_lazy("frequency", "Weekly")
    MONTH = "month", pgettext_lazy("frequency", "Monthly")
    QUARTER = "quarter", pgettext_lazy("frequency", "Quarterly")
    HALF = "half", pgettext_lazy("frequency", "Half-yearly")
    NINE = "nine", pgettext_lazy("frequency", "Nine months")
    YEAR = "year", pgettext_lazy("frequency", "Yearly")
    TERM = "term", pgettext_lazy("frequency", "Once a term")
    FREE = "free", pgettext_lazy("frequency", "When asked")


class PeriodKind(models.TextChoices):
    """What a period is. `PLAN` holds the targets of a year, which add up as reports do."""

    DAY = "day", _("Day")
    WEEK = "week", _("Week")
    MONTH = "month", _("Month")
    QUARTER = "quarter", _("Quarter")
    HALF = "half", _("Half-year")
    NINE = "nine", _("Nine months")
    YEAR = "year", _("Year")
    TERM = "term", pgettext_lazy("period", "Term")
    FREE = "free", _("Other period")
    PLAN = "plan", _("Targets of a year")


class CutOff(models.TextChoices):
    """When data of a period are closed: on its last calendar day, or as Decree 09/2019, article 12 says."""

    CALENDAR = "calendar", _("By the calendar (1st to last day)")
    DECREE = "decree", _("By Decree 09/2019/NĐ-CP (15th to 14th)")


class Way(models.TextChoices):
    """How a report is sent and received (Decree 09/2019, article 8)."""

    HERE = "here", _("in this program")
    PAPER = "paper", _("signed paper")
    SIGNED_FILE = "signed_file", _("signed electronic document")


class CountsFrom(models.TextChoices):
    """From when on a unit's figures are in the totals of the levels above."""

    SUBMITTED = "submitted", _("As soon as the unit submits them")
    ACCEPTED = "accepted", _("When the level above has accepted them")


class PeriodState(models.TextChoices):
    """The life of a period."""

    PLANNED = "planned", pgettext_lazy("period", "Planned")
    OPENING = "opening", pgettext_lazy("period", "Being opened")
    OPEN = "open", pgettext_lazy("period", "Open")
    CLOSED = "closed", pgettext_lazy("period", "Closed")


WAS_OPENED: Final = (PeriodState.OPEN, PeriodState.CLOSED)


class ReportState(models.TextChoices):
    """Where a report stands; a restatement on its way does not change it."""

    WAITING = "waiting", pgettext_lazy("report", "Not sent")
    SUBMITTED = "submitted", pgettext_lazy("report", "Submitted")
    RETURNED = "returned", pgettext_lazy("report", "Returned")
    ACCEPTED = "accepted", pgettext_lazy("report", "Accepted")


class RevisionState(models.TextChoices):
    """What became of one sending."""

    SENT = "sent", pgettext_lazy("revision", "Awaiting a decision")
    ACCEPTED = "accepted", pgettext_lazy("revision", "Accepted")
    RETURNED = "returned", pgettext_lazy("revision", "Returned")
    WITHDRAWN = "withdrawn", pgettext_lazy("revision", "Taken back by the unit")


class Came(models.TextChoices):
    """How a report stands on a day, as a fact of dates; never stored."""

    NOT_DUE = "not_due", pgettext_lazy("came", "Not due")
    MISSING = "missing", pgettext_lazy("came", "Missing")
    ON_TIME = "on_time", pgettext_lazy("came", "On time")
    LATE = "late", pgettext_lazy("came", "Late")
    RETURNED = "returned", pgettext_lazy("came", "Returned")
    NIL = "nil", pgettext_lazy("came", "Nothing to report")


class View(models.TextChoices):
    """On which units figures are added up."""

    THEN = "then", _("As reported then")
    TODAY = "today", _("On today's units")
    DATE = "date", _("On the units of a date")


class SnapshotKind(models.TextChoices):
    """What a consolidated report covers: a period, a programme until now (sơ kết) or whole (tổng kết)."""

    PERIOD = "period", _("Report of one period")
    MIDTERM = "midterm", _("Mid-term review")
    FINAL = "final", _("Final review")


class FileKind(models.TextChoices):
    """As what a consolidated report can be had."""

    DOCX = "docx", _("Word file")
    PDF = "pdf", _("PDF")


class By(models.TextChoices):
    """What the rows of a pivot are."""

    ITEMS = "items", pgettext_lazy("pivot rows", "Indicators of the unit")
    UNITS = "units", pgettext_lazy("pivot rows", "Units below")


class Level(models.TextChoices):
    """Which units below a unit are the rows of a pivot."""

    NEXT = "next", pgettext_lazy("level", "Next below")
    COMMUNES = "communes", pgettext_lazy("level", "All communes, wards, special zones")
    REPORTING = "reporting", pgettext_lazy("level", "All units that report")


class Form(models.TextChoices):
    """In which form a table of figures is taken along."""

    XLSX = "xlsx", _("Excel workbook")
    CSV = "csv", _("CSV table")
    JSON = "json", _("Data (JSON)")
    DHIS2 = "dhis2", _("Data values for DHIS2 (JSON)")


class Verb(models.TextChoices):
    """Acts of this room in the journal."""

    REGIME_MADE = "reports.regime_made", _("set up a report regime")
    REGIME_CHANGED = "reports.regime_changed", _("changed a report regime")
    FORM_CHANGED = "reports.form_changed", _("gave the form of a regime a new version")
    PERIOD_PLANNED = "reports.period_planned", _("planned a reporting period")
    PERIOD_OPENED = "reports.period_opened", _("opened a reporting period")
    PERIOD_CLOSED = "reports.period_closed", _("closed a reporting period")
    SENT = "reports.sent", _("sent a report")
    WITHDRAWN = "reports.withdrawn", _("took a report back")
    FILE_ADDED = "reports.file_added", _("put a file into a report")
    FILE_DROPPED = "reports.file_dropped", _("took a file out of a report")
    WORKBOOK_TAKEN = "reports.workbook_taken", _("put a workbook of figures into the forms of a period")
    ACCEPTED = "reports.accepted", _("accepted a report")
    RETURNED = "reports.returned", _("returned a report")
    RESTATED = "reports.restated", _("sent a correction of an accepted report")
    TARGET_SET = "reports.target_set", _("set the targets of a year")
    SNAPSHOT_TAKEN = "reports.snapshot_taken", _("froze the figures of a consolidated report")
    WORDS_SAVED = "reports.words_saved", _("edited the words of a consolidated report")
    FILE_ASKED = "reports.file_asked", _("had a file of a consolidated report made")
    CONSOLIDATED_DRAFTED = "reports.consolidated_drafted", _("began a draft from a consolidated report")
    TEMPLATE_KEPT = "reports.template_kept", _("kept a Word template")
    TEMPLATE_RETIRED = "reports.template_retired", _("took a Word template out of use")


FACT_WORDS = {
    "expected": pgettext_lazy("fact", "units that report"),
    "indicators": pgettext_lazy("fact", "figures asked"),
    "revision": pgettext_lazy("fact", "sending"),
    "item": pgettext_lazy("fact", "line of the form"),
    "reports": pgettext_lazy("fact", "reports changed"),
    "values": pgettext_lazy("fact", "figures changed"),
    "words_taken_over": pgettext_lazy("fact", "words of the earlier report taken over"),
    "edited_words": pgettext_lazy("fact", "words of the report"),
    "template": pgettext_lazy("fact", "Word template"),
    "retired_at": pgettext_lazy("fact", "out of use since"),
}
"""Words for facts in the journal's entries on reports that no column names."""
