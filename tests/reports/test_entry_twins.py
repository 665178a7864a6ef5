"""Lists ask the same as the rules of one report: who fills in, who decides."""

from __future__ import annotations

from giaoban.reports.access import may_decide_report, may_fill
from giaoban.reports.models import Period, Report
from giaoban.reports.reads.filling import for_filling
from giaoban.reports.reads.forms_of import fillable
from giaoban.reports.reads.reviewing import waiting_for
from tests.reports import rounds

WHO = (
    "chair", "standing", "secretary", "finance_leader", "finance_contact", "interior_contact", "reader",
    "commune_contact", "stranger", "administrator",
)  # fmt: skip


def test_lists_hold_what_the_rules_of_one_report_allow(cast):
    rounds.of_departments(cast)
    reports = list(for_filling(Report.objects.all()))
    told, wanted = {}, {}
    for name in WHO:
        officer = cast.officer(getattr(cast, name))
        lists = [set(fillable(period, officer)) for period in Period.objects.filter(state="open")]
        told[name] = set().union(*lists), set(waiting_for(officer))
        wanted[name] = (
            {report for report in reports if may_fill(officer, report)},
            {report for report in reports if may_decide_report(officer, report)},
        )
    assert told == wanted
    assert len(wanted["secretary"][0]) > len(wanted["finance_contact"][0]) > 0
    assert len(wanted["secretary"][1]) > 0
