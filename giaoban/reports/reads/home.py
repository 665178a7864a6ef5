"""The way into the room: what a unit owes and sent, and how the running periods of regimes stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import F

from giaoban.reports.models import Period, Regime, Report
from giaoban.reports.reads.coming import Coming, Tally, stands, tallies_by_period
from giaoban.reports.reads.reviewing import waiting_for
from giaoban.reports.vocabulary import WAS_OPENED, Came, PeriodKind, PeriodState, ReportState
from giaoban.units.reads import Officer

SENT_SHOWN: Final = 12
OWED_SHOWN: Final = 100


@dataclass(frozen=True, slots=True)
class OwnReport:
    """A report of a unit that the officer belongs to, and how it stands."""

    report: Report
    stands: Coming


@dataclass(frozen=True, slots=True)
class RegimeRow:
    """A regime with the period that runs (the latest opened; None: none yet) and how its reports stand."""

    regime: Regime
    period: Period | None
    tally: Tally

    @property
    def due_days(self) -> list[date]:
        """The deadlines of the period, of whatever level, in their order."""
        return sorted({date.fromisoformat(day) for day in self.period.due.values()}) if self.period else []

    @property
    def missing(self) -> int:
        """Reports that are past their deadline and were never sent."""
        return self.tally.counts[Came.MISSING]

    @property
    def returned(self) -> int:
        """Reports that went back to their units."""
        return self.tally.counts[Came.RETURNED]


@dataclass(frozen=True, slots=True)
class Home:
    """What the page shows; `owed` is with the officer's units, `sent` what they sent, `waiting` to decide."""

    owed: list[OwnReport]
    sent: list[OwnReport]
    regimes: list[RegimeRow]
    waiting: int


def home_of(officer: Officer, *, on: date) -> Home:
    """Some seven queries."""
    own = Report.objects.to_be_given().filter(duty__unit__in=officer.posted_unit_ids)
    own = own.select_related("unit", "duty", "period__regime")
    # Closed periods keep what was never sent as a fact; nobody is to send it any more.
    waiting = own.waiting().filter(period__state=PeriodState.OPEN)
    owed = waiting.order_by(F("due_on").asc(nulls_last=True), "pk")[:OWED_SHOWN]
    sent = own.filter(state__in=[ReportState.SUBMITTED, ReportState.ACCEPTED])
    latest = sent.order_by("-sent_on", "-pk")[:SENT_SHOWN]
    return Home(
        [OwnReport(each, stands(each, on=on)) for each in owed],
        [OwnReport(each, stands(each, on=on)) for each in latest],
        _regimes(officer, on=on),
        waiting_for(officer).count(),
    )


def _regimes(officer: Officer, *, on: date) -> list[RegimeRow]:
    regimes = list(Regime.objects.visible_to(officer).for_list())
    found = Period.objects.filter(regime__in=regimes, state__in=WAS_OPENED)
    found = found.exclude(kind=PeriodKind.PLAN).in_order()
    running = {period.regime_id: period for period in found}  # the last of each
    rows = Report.objects.visible_to(officer)
    tallies = tallies_by_period(rows, list(running.values()), on=on) if running else {}
    return [
        RegimeRow(each, period, tallies.get(period.pk, Tally()) if period else Tally())
        for each in regimes
        for period in [running.get(each.pk)]
    ]
