"""Who sets up report regimes, changes their forms, opens and closes their periods."""

from __future__ import annotations

from django.utils.translation import gettext as _

from giaoban.foundation.verdict import ALLOWED, Verdict, denied
from giaoban.reports.models import Period, Regime
from giaoban.reports.vocabulary import PeriodKind, PeriodState
from giaoban.units.reads import Officer


def may_set_up(officer: Officer, committee_id: int) -> Verdict:
    """Whether `officer` may set up report regimes of a committee, and change what they ask."""
    if not officer.asks_for(committee_id):
        return denied(_("Only the committee's own side may set up its report regimes."))
    return ALLOWED


def may_open(officer: Officer, period: Period) -> Verdict:
    """Whether `officer` may open `period`, loaded with its regime."""
    verdict = may_set_up(officer, period.regime.committee_id)
    return can_open(period) if verdict else verdict


def can_open(period: Period) -> Verdict:
    """Whether `period`, loaded with its regime, stands so that it can be opened by anybody."""
    if period.state == PeriodState.OPENING:
        return denied(_("The period is being opened."))
    if period.state != PeriodState.PLANNED:
        return denied(_("The period was opened already."))
    return ALLOWED


def may_change_period(officer: Officer, period: Period) -> Verdict:
    """Whether `officer` may change the days of `period`, loaded with its regime."""
    verdict = may_set_up(officer, period.regime.committee_id)
    if verdict and period.state != PeriodState.PLANNED:
        return denied(_("The period was opened; units get a later deadline on their own work."))
    return verdict


def may_close(officer: Officer, period: Period) -> Verdict:
    """Whether `officer` may close `period`, loaded with its regime."""
    verdict = may_set_up(officer, period.regime.committee_id)
    if not verdict:
        return verdict
    if period.state == PeriodState.CLOSED:
        return denied(_("The period is closed."))
    if period.state != PeriodState.OPEN or period.kind == PeriodKind.PLAN:
        return denied(_("Only a period that is open can be closed."))
    return ALLOWED


def may_change_form(officer: Officer, regime: Regime) -> Verdict:
    """Whether `officer` may give the form of `regime` a new version."""
    return may_set_up(officer, regime.committee_id)
