"""Reports that wait for a decision, with what a person needs to decide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, Q, QuerySet, When

from giaoban.duties.models import Duty
from giaoban.reports.models import Period, Report
from giaoban.reports.reads.filling import Filling, content_of, find_in, for_filling
from giaoban.reports.reads.forms_of import fillings_of, of_those_who_decide
from giaoban.reports.reads.sheet import given
from giaoban.reports.vocabulary import RevisionState
from giaoban.units.reads import Officer

ROWS: Final = 50


@dataclass(frozen=True, slots=True)
class WaitingPeriod:
    """A period with reports that wait: `count` of them."""

    period: Period
    count: int


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """
    A report that waits: how much of its form was given, how many findings of the rules it has.

    `late_days` counts calendar days after its deadline.
    """

    report: Report
    filled: int
    asked: int
    findings: int
    late_days: int

    @property
    def restates(self) -> bool:
        """Whether it corrects an accepted report."""
        return bool(self.report.latest and self.report.latest.restates)


def waiting_for(officer: Officer) -> QuerySet[Report]:
    """Reports that wait for a decision of `officer`; their own sendings are not among them."""
    rows = Report.objects.filter(of_those_who_decide(officer), latest__state=RevisionState.SENT)
    return rows.exclude(latest__made_by=officer.person)


def waiting_periods(officer: Officer) -> list[WaitingPeriod]:
    """The periods in which reports wait for `officer`, the latest cut-off first. Two queries."""
    return _periods_of(waiting_for(officer))


def _periods_of(rows: QuerySet[Report]) -> list[WaitingPeriod]:
    counts = dict(rows.order_by().values("period").annotate(count=Count("pk")).values_list("period", "count"))
    periods = Period.objects.filter(pk__in=counts).select_related("regime", "form")
    return [
        WaitingPeriod(period, counts[period.pk])
        for period in periods.order_by("-ends_on", "regime__name", "pk")
    ]


@dataclass(frozen=True, slots=True)
class NextReport:
    """
    Where a person who decides goes on: to `report`, None where none waits any more.

    `left` counts what waits in its period, `elsewhere` what waits in other periods, without the report that
    one comes from.
    """

    report: Report | None
    left: int = 0
    elsewhere: int = 0


def next_waiting(officer: Officer, after: Report) -> NextReport:
    """
    The report that waits next for `officer` in the order of the list: below `after` in its period, then
    from the top of it, then in the periods that follow. Three queries at most, whatever waits.
    """
    rows = waiting_for(officer).exclude(pk=after.pk)
    periods = _periods_of(rows)
    if not periods:
        return NextReport(None)
    here = next((one for one in periods if one.period.pk == after.period_id), periods[0])
    name, key = after.unit.sort_key, after.pk
    later = Q(unit__sort_key__gt=name) | Q(unit__sort_key=name, pk__gt=key)
    found = rows.filter(period=here.period).select_related("unit", "period__regime")
    found = found.annotate(comes=Case(When(later, then=0), default=1))
    report = found.order_by("comes", "unit__sort_key", "pk").first()
    return NextReport(report, here.count, sum(one.count for one in periods) - here.count)


def review_page(
    officer: Officer, period: Period, *, page: str | None
) -> tuple[Page[Report], list[ReviewRow]]:
    """One page of the reports of `period` that wait for `officer`; a fixed number of queries."""
    rows = for_filling(waiting_for(officer).filter(period=period)).order_by("unit__sort_key", "pk")
    found = Paginator(rows, ROWS).get_page(page)
    reports = list(found.object_list)
    return found, [_row(filling, duty_due(filling.report)) for filling in fillings_of(reports, period)]


def duty_due(report: Report) -> date | None:
    """The deadline in force."""
    duty: Duty | None = report.duty
    return duty.due_on if duty is not None else report.due_on


def _row(filling: Filling, due_on: date | None) -> ReviewRow:
    report = filling.report
    assert report.latest is not None  # noqa: S101 -- `waiting_for` takes sent ones alone
    content = content_of(report.latest)
    found = (
        ()
        if report.latest.is_nil
        else find_in(
            content,
            filling.definition,
            before=filling.last.row if filling.last else None,
            below=filling.below.row() if filling.below else None,
        )
    )
    filled, asked = given(content, filling.definition)
    late = max(0, (report.sent_on - due_on).days) if report.sent_on and due_on else 0
    return ReviewRow(report, filled, asked, len(found), late)
