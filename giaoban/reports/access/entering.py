"""Who may type into the form of a report, read what was typed, and decide on what was sent."""

from __future__ import annotations

from django.utils.translation import gettext as _

from giaoban.duties.access import is_of_those_who_decide
from giaoban.foundation.verdict import ALLOWED, Verdict, denied
from giaoban.reports.access.reports import may_restate
from giaoban.reports.models import Report
from giaoban.reports.vocabulary import WAS_OPENED, PeriodState, ReportState
from giaoban.units.reads import Officer


def may_fill(officer: Officer, report: Report) -> Verdict:
    """
    Whether `officer` may type into the form of `report`, loaded with its period, regime and duty.

    The unit's own people type and send. The level that it reports to may type too (a sheet that it keeps for
    all its units), but only the unit sends. What was accepted is corrected by the unit alone.
    """
    own = officer.works_for(_unit_id(report))
    if not own and not is_level_above(officer, report):
        return denied(_("Only the unit itself, and the level that it reports to, fill in this form."))
    if report.duty_id is None:
        return denied(_("Targets of a year are set on a page of their own."))
    if report.period.state == PeriodState.CLOSED and report.state != ReportState.ACCEPTED:
        return denied(_("This period is closed."))
    if report.period.state not in WAS_OPENED:
        return denied(_("This period is not open yet."))
    if report.state == ReportState.SUBMITTED:
        return denied(_("The report was sent; take it back to change it, or wait for the decision."))
    if report.state == ReportState.ACCEPTED:
        if not own:
            return denied(_("The report was accepted; only the unit itself corrects it."))
        return may_restate(officer, report)
    return ALLOWED


def may_read_draft(officer: Officer, report: Report) -> bool:
    """Whether `officer` reads what was typed and not sent: the unit itself and the level it reports to."""
    return _unit_id(report) in officer.posted_unit_ids or is_level_above(officer, report)


def is_level_above(officer: Officer, report: Report) -> bool:
    """Whether `officer` is of those to whom `report` goes, as they who decide on it; never of the unit."""
    return report.duty is not None and bool(is_of_those_who_decide(officer, report.duty))


def _unit_id(report: Report) -> int:
    """The unit that answers now: of the duty, which an heir takes over where the unit ended."""
    return report.duty.unit_id if report.duty is not None else report.unit_id
