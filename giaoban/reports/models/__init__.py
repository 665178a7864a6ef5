"""Facts of the reports room."""

from giaoban.reports.models.consolidated import (
    Consolidation,
    MadeFile,
    Snapshot,
    SnapshotQuerySet,
    Template,
    TemplateQuerySet,
)
from giaoban.reports.models.draft import FormDraft
from giaoban.reports.models.period import Period, PeriodQuerySet
from giaoban.reports.models.regime import FormVersion, Regime, RegimeQuerySet
from giaoban.reports.models.report import Entry, Report, ReportFile, ReportQuerySet, Revision
from giaoban.reports.models.total import Total

__all__ = [
    "Consolidation",
    "Entry",
    "FormDraft",
    "FormVersion",
    "MadeFile",
    "Period",
    "PeriodQuerySet",
    "Regime",
    "RegimeQuerySet",
    "Report",
    "ReportFile",
    "ReportQuerySet",
    "Revision",
    "Snapshot",
    "SnapshotQuerySet",
    "Template",
    "TemplateQuerySet",
    "Total",
]
