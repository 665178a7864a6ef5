"""The life of one report: who sends, decides, takes back, corrects; who sets targets."""

from __future__ import annotations

from django.utils.translation import gettext as _

from giaoban.duties.access import is_holder, is_of_those_who_decide, may_submit
from giaoban.duties.vocabulary import State
from giaoban.foundation.verdict import ALLOWED, Verdict, denied
from giaoban.reports.models import Regime, Report
from giaoban.reports.vocabulary import PeriodState, ReportState, RevisionState
from giaoban.units.models import Unit
from giaoban.units.reads import Officer


def may_send(officer: Officer, report: Report) -> Verdict:
    """
    Whether `officer` may send `report`; its work is received by sending it.

    Once the period is closed, only what had come in time and was returned is sent again.
    """
    if report.duty is None:
        return _is_target()
    if not is_holder(officer, report.duty):
        return denied(_("Only the unit that reports may send its report."))
    if report.state == ReportState.ACCEPTED:
        return denied(_("This report was accepted; it is corrected by a restatement with its reason."))
    if report.period.state == PeriodState.CLOSED and report.state != ReportState.RETURNED:
        return _is_closed()
    if report.duty.state == State.ASKED:
        return ALLOWED
    return may_submit(officer, report.duty)


def may_restate(officer: Officer, report: Report) -> Verdict:
    """Whether `officer` may correct `report` after it was accepted; the old figures stay on record."""
    if report.duty is None:
        return _is_target()
    if not is_holder(officer, report.duty):
        return denied(_("Only the unit that reports may correct its report."))
    if report.state != ReportState.ACCEPTED:
        return denied(_("Only an accepted report is corrected by a restatement."))
    if is_pending(report):
        return denied(_("A correction was already sent and awaits a decision."))
    return ALLOWED


def may_withdraw_report(officer: Officer, report: Report) -> Verdict:
    """Whether `officer` may take back what was sent last, as long as nobody has decided on it."""
    if report.duty is None:
        return _is_target()
    if not is_holder(officer, report.duty):
        return denied(_("Only the unit that reports may take its report back."))
    if not is_pending(report):
        return denied(_("There is nothing to take back: a decision was made, or nothing was sent."))
    if report.period.state == PeriodState.CLOSED and report.state != ReportState.ACCEPTED:
        return _is_closed()
    return ALLOWED


def may_decide_report(officer: Officer, report: Report) -> Verdict:
    """
    Whether `officer` may accept or return what was sent last.

    The unit above to which it was sent, and the committee's asking side; never somebody who belongs to the
    unit that reports, nor the person who sent it.
    """
    if report.duty is None:
        return _is_target()
    verdict = is_of_those_who_decide(officer, report.duty)
    if not verdict:
        return verdict
    if report.latest is None or not is_pending(report):
        return denied(_("No report awaits a decision here."))
    if report.latest.made_by_id == officer.person.pk:
        return denied(_("You sent this report yourself; somebody else has to decide on it."))
    return ALLOWED


def may_set_targets(officer: Officer, regime: Regime, unit: Unit) -> Verdict:
    """Whether `officer` may set what `unit` shall reach in a year: the committee's side and those above."""
    if officer.asks_for(regime.committee_id):
        return ALLOWED
    above = [int(key) for key in unit.path.strip("/").split("/")[:-1]]
    if any(officer.works_for(key) for key in above):
        return ALLOWED
    return denied(_("Targets are set by the committee's own side or by a unit above."))


def is_pending(report: Report) -> bool:
    """Whether the newest sending awaits a decision."""
    return report.latest is not None and report.latest.state == RevisionState.SENT


def _is_closed() -> Verdict:
    return denied(_("This period is closed."))


def _is_target() -> Verdict:
    return denied(_("These are the targets of a year, not a report."))
