"""Facts of the reports room."""

from giaoban.reports.models.period import Period, PeriodQuerySet
from giaoban.reports.models.regime import FormVersion, Regime, RegimeQuerySet
from giaoban.reports.models.report import Entry, Report, ReportFile, ReportQuerySet, Revision
from giaoban.reports.models.total import Total

__all__ = [
    "Entry",
    "FormVersion",
    "Period",
    "PeriodQuerySet",
    "Regime",
    "RegimeQuerySet",
    "Report",
    "ReportFile",
    "ReportQuerySet",
    "Revision",
    "Total",
]
