"""What the reports room adds to the page of a duty: the pages above it, and the way to the form."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from giaoban.duties.models import Duty
from giaoban.duties.reads.chain import Chain, Step
from giaoban.foundation.verdict import ALLOWED
from giaoban.reports.access import is_pending, may_decide_report, may_fill
from giaoban.reports.models import Report
from giaoban.units.reads import Officer


def _report_of(duty: Duty) -> Report | None:
    rows = Report.objects.filter(duty=duty).select_related("period__regime", "unit", "latest", "duty__unit")
    return rows.first()


def chain_above(duty: Duty, officer: Officer) -> Chain:
    """The room of reports, and for those who decide what waits for them. One query."""
    if _report_of(duty) is None:
        return []
    above = [(_("Reports"), reverse("reports"))]
    return (
        above
        if duty.unit_id in officer.home_unit_ids
        else [*above, (_("Reports to decide on"), reverse("reports-review"))]
    )


def report_steps(duty: Duty, officer: Officer) -> list[Step]:
    """The way from a duty to its form and its report. One query."""
    report = _report_of(duty)
    if report is None:
        return []
    url = reverse("report", args=[report.code])
    steps = []
    verdict = may_fill(officer, report)
    if officer.works_for(duty.unit_id) and verdict and not report.counted_id:
        fill = reverse("report-fill", args=[report.code])
        steps.append(Step(_("Fill in the report"), verdict, fill, look="primary", icon="edit"))
    if is_pending(report) and (decide := may_decide_report(officer, report)):
        steps.append(Step(_("Decide on the report"), decide, url, look="primary", icon="check"))
    else:
        steps.append(Step(_("Open the report"), ALLOWED, url, icon="report"))
    return steps
