"""Many forms of one period at once, with a fixed number of queries."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from giaoban.reports.models import Period, Report, Total
from giaoban.reports.reads.filling import (
    Below,
    Earlier,
    Filling,
    definition_of,
    for_filling,
    padded,
    standing_of,
)
from giaoban.reports.reads.tops import fill_tops
from giaoban.reports.vocabulary import ReportState, RevisionState
from giaoban.units.reads import Officer


def of_those_who_decide(officer: Officer) -> Q:
    """The condition for reports on which `officer` decides: the twin of `may_decide_report` for lists."""
    asked = Q(duty__asking_unit__in=officer.unit_ids) | Q(
        duty__committee__in=officer.asking_committee_ids | officer.chaired_committee_ids
    )
    return asked & ~Q(duty__unit__in=officer.home_unit_ids)


def fillable(period: Period, officer: Officer, *, every_state: bool = False) -> QuerySet[Report]:
    """
    Forms of `period` into which `officer` types, by the names of the units: the twin of `may_fill`.

    `every_state` takes those too that were sent meanwhile, for a workbook that comes back late.
    """
    own = Q(duty__unit__in=officer.unit_ids)
    rows = Report.objects.filter(own | of_those_who_decide(officer), period=period, duty__isnull=False)
    if not every_state:
        open_ = Q(state__in=(ReportState.WAITING, ReportState.RETURNED))
        corrected = own & Q(state=ReportState.ACCEPTED) & ~Q(latest__state=RevisionState.SENT)
        rows = rows.filter(open_ | corrected)
    return for_filling(rows).order_by("unit__sort_key", "pk")


def units_with_below(period: Period) -> frozenset[int]:
    """Units that have a row of totals in `period`: units below them report."""
    return frozenset(Total.objects.filter(period=period).values_list("unit", flat=True))


def fillings_of(reports: Sequence[Report], period: Period) -> list[Filling]:
    """The forms of `reports`, all of `period`, with the earlier ones beside them. Four queries."""
    if not reports:
        return []
    definition = definition_of(reports[0])
    width = definition.width
    last_period, year_ago = earlier_periods(period)
    earlier = _earlier([one for one in (last_period, year_ago) if one], reports, width)
    below = _below(period, reports, width)
    return [
        Filling(
            report,
            definition,
            standing_of(report),
            earlier.get((last_period.pk, report.unit_id)) if last_period else None,
            earlier.get((year_ago.pk, report.unit_id)) if year_ago else None,
            below.get(report.unit_id),
        )
        for report in reports
    ]


def earlier_periods(period: Period) -> tuple[Period | None, Period | None]:
    """The period before and the same one of last year; None where there is none. One query."""
    alike = Period.objects.filter(regime=period.regime_id, kind=period.kind, ends_on__lt=period.ends_on)
    found = list(
        alike.filter(
            Q(pk__in=alike.order_by("-ends_on", "-pk").values("pk")[:1])
            | Q(year=period.year - 1, number=period.number)
        ).order_by("ends_on")
    )
    year_ago = next(
        (one for one in found if (one.year, one.number) == (period.year - 1, period.number)), None
    )
    return (found[-1] if found else None), year_ago


def _earlier(periods: list[Period], reports: Sequence[Report], width: int) -> dict[tuple[int, int], Earlier]:
    by_pk = {one.pk: one for one in periods}
    units = {report.unit_id for report in reports}
    rows = Report.objects.filter(period__in=periods, latest__isnull=False).select_related("counted", "latest")
    if len(units) < 500:
        rows = rows.filter(unit__in=units)
    found = {}
    for row in rows:
        shown = row.counted or (row.latest if row.latest and row.latest.state == RevisionState.SENT else None)
        figures = shown.row(width) if shown is not None else None
        found[row.period_id, row.unit_id] = Earlier(
            by_pk[row.period_id], figures, bool(shown and shown.is_nil)
        )
    return found


def _below(period: Period, reports: Sequence[Report], width: int) -> dict[int, Below]:
    totals = list(Total.objects.filter(period=period, unit__in=[report.unit_id for report in reports]))
    fill_tops(totals, {period.pk: period})
    found = {}
    for total in totals:
        sums = total.below_sums if total.below_sums is not None else total.sums
        counts = total.below_counts if total.below_counts is not None else total.counts
        found[total.unit_id] = Below(
            padded(sums, width), padded(counts, width), total.expected, total.reported
        )
    return found
