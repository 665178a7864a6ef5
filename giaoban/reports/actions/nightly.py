"""Periods open by themselves on the day after their cut-off, and the coming ones are planned in time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from giaoban.foundation.verdict import Refused
from giaoban.outbox.jobs import periodic
from giaoban.reports import timing
from giaoban.reports.actions.opening import opened
from giaoban.reports.actions.periods import GIVEN, locked_period, planned
from giaoban.reports.models import Period, Regime
from giaoban.reports.vocabulary import PeriodState

EVERY: Final = timedelta(minutes=15)
_AHEAD: Final = timedelta(days=45)


@periodic("reports-periods", every=EVERY)
def open_in_time(at: datetime) -> None:
    """
    Plan what comes within weeks, and open what has passed its cut-off, each in a transaction of its own.

    Only regimes that say so. Periods that ended before their regime was set up are opened by people. What
    cannot be opened (no form, no unit) waits.
    """
    day = timezone.localdate(at)
    for regime in Regime.objects.in_use(on=day).filter(opens_itself=True).exclude(frequency__in=GIVEN):
        _plan_ahead(regime, day, at)
    for period in _due(day):
        try:
            _open_once(period, at)
        except Refused:  # a person has to see to it; the page of the regime says what is missing
            continue


def _plan_ahead(regime: Regime, day: date, at: datetime) -> None:
    if Period.objects.filter(regime=regime, kind=regime.frequency, ends_on__gt=day + _AHEAD).exists():
        return
    for year in sorted({year for year, _number in _holding(regime, day)}):
        with transaction.atomic():
            rows = Regime.objects.select_for_update(of=("self",), no_key=True).select_related("within")
            planned(rows.get(pk=regime.pk), year, actor=None, at=at)


def _holding(regime: Regime, day: date) -> Iterator[tuple[int, int]]:
    """The periods of today and of some weeks ahead; nine months leave days without one."""
    kind = "year" if regime.frequency == "nine" else regime.frequency
    for moment in (max(day, regime.since), max(day, regime.since) + _AHEAD):
        yield timing.holding(kind, regime.cut_off, moment)


def _due(day: date) -> list[Period]:
    waiting = Period.objects.dated().filter(state=PeriodState.PLANNED, ends_on__lt=day)
    running = Q(regime__until__isnull=True) | Q(regime__until__gte=day - _AHEAD)
    found = waiting.filter(running, regime__opens_itself=True).select_related("regime").in_order()
    return [period for period in found if period.ends_on >= timezone.localdate(period.regime.made_at)]


@transaction.atomic
def _open_once(period: Period, at: datetime) -> None:
    """Open the period unless it was opened meanwhile: two workers at once open it once."""
    locked = locked_period(period)
    if locked.state == PeriodState.PLANNED:
        opened(locked, actor=None, at=at)
