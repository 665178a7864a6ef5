"""Opening a period: every reporting unit gets one report and one duty, however often it is broken off."""

from __future__ import annotations

from giaoban.duties.models import Duty
from giaoban.duties.vocabulary import Kind, Role
from giaoban.reports.models import Report, Total
from tests.reports import samples


def test_each_reporting_unit_gets_its_report_and_its_work(cast):
    period = samples.opened_period(samples.regime(cast))
    assert period.state == "open"
    assert (period.expected, period.made) == (3, 3)
    reports = list(Report.objects.filter(period=period).select_related("duty", "unit").order_by("path"))
    assert [report.unit for report in reports] == [cast.an_thanh, cast.minh_khai, cast.hon_may]
    for report in reports:
        assert report.path == report.unit.path
        assert report.above is None
        assert report.duty is not None
        assert (report.duty.kind, report.duty.role) == (Kind.REPORT, Role.REPORTING)
        assert report.duty.asking_unit_id == cast.science.pk
        assert report.duty.origin_key == period.code
        assert report.duty.due_on == report.due_on == period.due_on
    total = Total.objects.get(period=period)
    assert (total.unit, total.above, total.expected) == (cast.province, None, 3)
    assert len(total.sums) == 9
    assert Duty.objects.filter(kind=Kind.REPORT).count() == 3
