"""The demo's monthly report: its form is one, its periods are opened on the day after their cut-off."""

from __future__ import annotations

import heapq
from datetime import date
from itertools import count

from giaoban.config.demo.reporting import monthly_form, plan_reports
from giaoban.reports.forming import SectionKind, faults
from giaoban.reports.models import Period, Report
from tests import make


def test_the_form_asks_some_twenty_indicators_in_three_sections():
    form = monthly_form()
    assert faults(form) == ()
    plain = [section for section in form.sections if section.kind == SectionKind.INDICATORS]
    assert (len(plain), sum(len(section.items) for section in plain)) == (3, 21)
    kinds = {section.kind for section in form.sections}
    assert kinds == set(SectionKind)


def test_its_periods_are_opened_on_the_day_after_their_cut_off(cast):
    queue, order, seen = [], count(), []

    def add(at, act):
        heapq.heappush(queue, (at, next(order), act))

    plan_reports(
        cast.committee,
        cast.secretary.pk,
        add,
        first=date(2024, 11, 1),
        today=make.TODAY,
        opened=lambda period, at: seen.append((period.name, at.date(), period.made)),
    )
    while queue:
        at, _order, act = heapq.heappop(queue)
        act(at)
    assert [name for name, _day, _made in seen] == [
        "Tháng 11/2024", "Tháng 12/2024", "Tháng 01/2025", "Tháng 02/2025", "Tháng 03/2025", "Tháng 04/2025",
        "Tháng 05/2025",
    ]  # fmt: skip
    assert seen[0] == ("Tháng 11/2024", date(2024, 11, 15), 3)
    assert Report.objects.count() == 21
    assert Period.objects.filter(state="planned").count() == 7
