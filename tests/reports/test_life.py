"""The life of a report: sent, returned, accepted, taken back, corrected; and what the totals say."""

from __future__ import annotations

import numpy as np
import pytest

from giaoban.duties import actions as duties
from giaoban.duties.models import Duty
from giaoban.foundation.verdict import Refused
from giaoban.journal.models import Entry
from giaoban.reports import actions
from giaoban.reports.figures import LARGEST, row
from giaoban.reports.models import Period, Report, Total
from giaoban.reports.reads import series
from giaoban.reports.reads.proof import report_faults, total_faults
from giaoban.reports.reads.tops import fill_tops
from giaoban.reports.vocabulary import CountsFrom, ReportState
from giaoban.units.actions import merge
from giaoban.units.vocabulary import COMMUNE_LEVEL, PostRole, UnitKind
from tests import make
from tests.reports import samples
from tests.reports.sendings import accept, by, figures, report_of, return_, send, withdraw


def of_province(period, cast):
    """The totals of the province in a period, as readers see them."""
    period.refresh_from_db()
    total = Total.objects.get(period=period, unit=cast.province)
    fill_tops([total], {period.pk: period})
    return total


def received(period, cast):
    """(sum, how many gave one) of the files received in the whole province."""
    total = of_province(period, cast)
    return int(total.sums[samples.RECEIVED]), int(total.counts[samples.RECEIVED])


@pytest.fixture
def period(cast):
    return samples.opened_period(samples.regime(cast))


@pytest.fixture
def early(cast):
    """A period of a regime whose figures count as soon as they are sent."""
    return samples.opened_period(samples.regime(cast, counts_from=CountsFrom.SUBMITTED))


def test_figures_count_once_they_are_accepted(cast, period):
    send(cast, period, received=12, households=300)
    assert received(period, cast) == (0, 0)
    accept(cast, period)
    total = of_province(period, cast)
    assert received(period, cast) == (12, 1)
    assert (total.sums[samples.HOUSEHOLDS], total.counts.sum()) == (300, 2)
    assert (total.reported, total.expected, total.nils) == (1, 3, 0)


def test_a_report_is_received_handed_in_and_closed_as_the_work_that_it_is(cast, period):
    duty = Duty.objects.get(unit=cast.an_thanh)
    send(cast, period, received=12)
    duty.refresh_from_db()
    assert (duty.state, duty.received_at, duty.submitted_at) == ("submitted", make.NOON, make.NOON)
    accept(cast, period)
    duty.refresh_from_db()
    assert (duty.state, duty.percent) == ("accepted", 100)
    verbs = list(Entry.objects.order_by("number").values_list("verb", flat=True))
    assert verbs[-2:] == [
        "reports.sent",
        "reports.accepted",
    ]


def test_figures_that_count_when_sent_leave_when_returned_or_taken_back(cast, early):
    send(cast, early, received=12)
    assert received(early, cast) == (12, 1)
    return_(cast, early)
    assert received(early, cast) == (0, 0)
    send(cast, early, received=15)
    assert received(early, cast) == (15, 1)
    withdraw(cast, early)
    assert received(early, cast) == (0, 0)
    report = report_of(early, cast.an_thanh)
    assert (report.state, report.counted) == ("returned", None)
    assert list(total_faults()) == []


def test_a_report_keeps_the_day_on_which_it_first_came(cast, period):
    send(cast, period, received=12)
    withdraw(cast, period)
    assert report_of(period, cast.an_thanh).sent_on is None
    send(cast, period, received=12)
    return_(cast, period)
    assert report_of(period, cast.an_thanh).sent_on == make.TODAY


def test_nothing_to_report_counts_as_reported_and_gives_no_figure(cast, period):
    send(cast, period, is_nil=True, received=99)
    accept(cast, period)
    total = of_province(period, cast)
    assert (total.sums.sum(), total.counts.sum()) == (0, 0)
    assert (total.reported, total.nils) == (1, 1)


def test_a_restatement_takes_the_place_of_the_figures_and_keeps_them(cast, period):
    first = send(cast, period, received=12, on_time=9)
    accept(cast, period)
    second = send(cast, period, restates="Cộng thiếu một xã", received=20)
    assert received(period, cast) == (12, 1)
    accept(cast, period)
    total = of_province(period, cast)
    assert received(period, cast) == (20, 1)
    assert (total.counts[samples.ON_TIME], total.reported) == (0, 1)
    report = report_of(period, cast.an_thanh)
    assert [each.number for each in report.revisions.order_by("number")] == [1, 2]
    first.refresh_from_db()
    assert first.row(9).tolist() == figures(received=12, on_time=9).tolist()
    assert (first.state, report.counted) == ("accepted", second)
    assert Duty.objects.get(unit=cast.an_thanh).state == "accepted"


@pytest.mark.parametrize("undo", [return_, withdraw])
def test_a_restatement_that_does_not_stand_leaves_the_accepted_figures(cast, early, undo):
    send(cast, early, received=12)
    accept(cast, early)
    send(cast, early, restates="Cộng thiếu", received=20)
    assert received(early, cast) == (20, 1)
    undo(cast, early)
    assert received(early, cast) == (12, 1)
    report = report_of(early, cast.an_thanh)
    assert (report.state, report.counted.number, report.latest.number) == ("accepted", 1, 2)
    assert list(report_faults()) == []


def test_after_a_period_is_closed_only_corrections_change_it(cast, period):
    send(cast, period, received=12)
    accept(cast, period)
    actions.close_period(period, **by(cast, cast.secretary))
    with pytest.raises(Refused):
        send(cast, period, unit=cast.minh_khai, received=1)
    send(cast, period, restates="Cộng thiếu", received=20)
    accept(cast, period)
    assert received(period, cast) == (20, 1)
    kept = Total.objects.get(period=period, unit=cast.province)
    assert (kept.sums[samples.RECEIVED], kept.reported) == (20, 1)
    assert list(total_faults()) == []


def test_nobody_decides_on_their_own_report(cast, period):
    make.post(cast.secretary, cast.an_thanh, PostRole.READER)
    send(cast, period, received=12)
    with pytest.raises(Refused):
        actions.accept_report(report_of(period, cast.an_thanh), **by(cast, cast.secretary))
    accept(cast, period, who=cast.standing)


@pytest.mark.parametrize("who", ["finance_contact", "stranger", "reader", "administrator", "commune_contact"])
def test_only_the_level_above_and_the_asking_side_decide(cast, period, who):
    send(cast, period, received=12)
    with pytest.raises(Refused):
        actions.accept_report(report_of(period, cast.an_thanh), **by(cast, getattr(cast, who)))
    with pytest.raises(Refused):
        actions.return_report(
            report_of(period, cast.an_thanh), reason="Thiếu", **by(cast, getattr(cast, who))
        )


def test_the_work_of_a_report_is_not_decided_on_past_its_figures(cast, period):
    send(cast, period, received=12)
    duty = Duty.objects.get(unit=cast.an_thanh)
    asking, unit = by(cast, cast.secretary), by(cast, cast.commune_contact)
    for act in (
        lambda: duties.accept(duty.pk, **asking),
        lambda: duties.accept_in_part(duty.pk, accepted="I", reason="II", **asking),
        lambda: duties.return_(duty.pk, reason="Thiếu", **asking),
        lambda: duties.stop(duty.pk, reason="Thôi", decision="9/QĐ", **asking),
        lambda: duties.withdraw(duty.pk, **unit),
    ):
        with pytest.raises(Refused):
            act()
    assert report_of(period, cast.an_thanh).state == "submitted"


def test_nothing_more_is_sent_for_work_that_was_stopped(cast, period):
    duty = Duty.objects.get(unit=cast.an_thanh)
    duties.stop(duty.pk, reason="Sáp nhập", decision="9/QĐ", **by(cast, cast.secretary))
    with pytest.raises(Refused):
        send(cast, period, received=1)


def test_the_heir_sends_the_report_of_the_unit_that_ended(cast, period):
    before = report_of(period, cast.an_thanh)
    facts = {"effective_on": make.TODAY, "basis": "NQ 12", "actor": None, "at": make.NOON}
    merge([cast.an_thanh], into=cast.minh_khai, **facts)
    duty = Duty.objects.get(pk=before.duty_id)
    assert duty.unit == cast.minh_khai
    make.post(cast.reader, cast.minh_khai, PostRole.CONTACT)
    send(cast, period, who=cast.reader, received=12)
    accept(cast, period)
    after = report_of(period, cast.an_thanh)
    assert (after.unit, after.path) == (before.unit, before.path)
    assert received(period, cast) == (12, 1)


def test_the_heir_finds_fills_and_sends_that_report_on_its_pages(cast, period, client):
    report = report_of(period, cast.an_thanh)
    page = f"/reports/{report.code}/"
    client.force_login(cast.reader)
    make.post(cast.reader, cast.minh_khai, PostRole.CONTACT)
    assert client.get(page).status_code == 404
    merge(
        [cast.an_thanh], into=cast.minh_khai, effective_on=make.TODAY, basis="NQ 12", actor=None, at=make.NOON
    )
    assert page in client.get("/reports/").content.decode()
    assert [client.get(page).status_code, client.get(f"{page}fill/").status_code] == [200, 200]
    entered = {
        "c-0": "12",
        "c-1": "12",
        "c-2": "0",
        "c-3": "1,5",
        "c-6": "1",
        "o-way": "8",
        "w-hard": "Không",
    }
    answer = client.post(f"{page}fill/", {**entered, "act": "send", "stamp": "0.0"})
    assert (answer.status_code, answer["Location"]) == (302, page)
    assert report_of(period, cast.an_thanh).state == ReportState.SUBMITTED


def test_who_saw_a_period_open_reads_it_right_once_it_is_closed(cast):
    """What closes it may come between the reading of a period and that of its totals."""
    division = make.unit("Phòng Kinh tế", UnitKind.DIVISION, cast.an_thanh)
    make.post(cast.reader, division, PostRole.CONTACT)
    period = samples.opened_period(samples.regime(cast, kinds=(*COMMUNE_LEVEL, UnitKind.DIVISION)))
    send(cast, period, unit=division, who=cast.reader, received=12)
    actions.accept_report(report_of(period, division), **by(cast, cast.commune_contact))
    as_seen = Period.objects.select_related("form", "regime").get(pk=period.pk)
    actions.close_period(period, **by(cast, cast.secretary))
    assert Total.objects.filter(period=period, above=cast.province).exists()
    assert received(as_seen, cast) == received(Period.objects.get(pk=period.pk), cast) == (12, 1)
    read = series(cast.province, [as_seen])
    assert (int(read.sums[0, 0, samples.RECEIVED]), int(read.reported[0, 0])) == (12, 1)


def test_the_heir_of_the_level_above_decides(cast, client):
    division = make.unit("Phòng Kinh tế", UnitKind.DIVISION, cast.an_thanh)
    kinds = (*COMMUNE_LEVEL, UnitKind.DIVISION)
    period = samples.opened_period(samples.regime(cast, kinds=kinds))
    make.post(cast.reader, division, PostRole.CONTACT)
    send(cast, period, unit=division, who=cast.reader, received=12)
    make.post(cast.finance_contact, cast.minh_khai, PostRole.LEADER)
    with pytest.raises(Refused):
        actions.accept_report(report_of(period, division), **by(cast, cast.finance_contact))
    page = f"/reports/{report_of(period, division).code}/"
    client.force_login(cast.finance_contact)
    assert client.get(page).status_code == 404
    facts = {"effective_on": make.TODAY, "basis": "NQ 12", "actor": None, "at": make.NOON}
    merge([cast.an_thanh], into=cast.minh_khai, **facts)
    assert client.get(page).status_code == 200
    actions.accept_report(report_of(period, division), **by(cast, cast.finance_contact))
    assert received(period, cast) == (12, 1)


def test_figures_that_are_too_large_or_not_asked_for_are_refused(cast, period):
    report = report_of(period, cast.an_thanh)
    facts = by(cast, cast.commune_contact)
    with pytest.raises(Refused):
        actions.send(report, figures=figures(received=LARGEST + 1), **facts)
    with pytest.raises(Refused):
        actions.send(report, figures=row({9: 1}, 10), **facts)
    assert not report.revisions.exists()


def test_many_are_accepted_and_each_refusal_is_told(cast, period):
    make.post(cast.reader, cast.minh_khai, PostRole.CONTACT)
    send(cast, period, received=12)
    send(cast, period, unit=cast.minh_khai, who=cast.reader, received=5)
    reports = list(Report.objects.filter(period=period).order_by("pk"))
    accepted, refused = actions.accept_many(reports, **by(cast, cast.secretary))
    assert len(accepted) == 2
    assert [report.unit for report, _why in refused] == [cast.hon_may]
    assert received(period, cast) == (17, 2)


def test_targets_of_a_unit_above_stand_before_those_below_it(cast, period):
    facts = by(cast, cast.secretary)
    regime = period.regime
    for unit, value in ((cast.an_thanh, 100), (cast.minh_khai, 50)):
        revision = actions.set_targets(regime, unit, 2025, figures(received=value), **facts)
    plan = revision.report.period
    assert received(plan, cast) == (150, 2)
    actions.set_targets(regime, cast.province, 2025, figures(received=400), **facts)
    assert received(plan, cast) == (400, 1)
    actions.set_targets(regime, cast.an_thanh, 2025, figures(received=120), **facts)
    assert received(plan, cast) == (400, 1)
    actions.set_targets(regime, cast.province, 2025, figures(), **facts)
    assert received(plan, cast) == (170, 2)
    assert list(total_faults()) == []


@pytest.mark.parametrize("who", ["commune_contact", "finance_contact", "stranger", "administrator"])
def test_units_do_not_set_their_own_targets(cast, period, who):
    with pytest.raises(Refused):
        actions.set_targets(
            period.regime, cast.an_thanh, 2025, figures(received=1), **by(cast, getattr(cast, who))
        )


def test_the_proof_names_a_total_that_was_changed(cast, period):
    send(cast, period, received=12)
    accept(cast, period)
    total = Total.objects.get(period=period)
    total.sums = total.sums + np.eye(1, 9, 0, dtype=np.int64)[0]
    total.save(update_fields=["sums"])
    assert [cast.province.name in fault for fault in total_faults()] == [True]
