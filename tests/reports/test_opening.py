"""Opening a period: every reporting unit gets one report and one duty, however often it is broken off."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from giaoban.duties.models import Duty, Standing
from giaoban.duties.vocabulary import Kind, Role
from giaoban.foundation.verdict import Refused
from giaoban.journal.models import Entry
from giaoban.outbox.jobs import work
from giaoban.outbox.models import Message
from giaoban.reports import actions
from giaoban.reports.forming import Combine
from giaoban.reports.models import Period, Report, Total
from giaoban.units.actions import merge
from giaoban.units.vocabulary import COMMUNE_LEVEL, UnitKind
from tests import make
from tests.reports import samples


def reports_of(period):
    return list(Report.objects.filter(period=period).select_related("duty", "unit").order_by("path"))


def test_each_reporting_unit_gets_its_report_and_its_work(cast):
    period = samples.opened_period(samples.regime(cast))
    assert period.state == "open"
    assert (period.expected, period.made) == (3, 3)
    reports = reports_of(period)
    assert [report.unit for report in reports] == [cast.an_thanh, cast.minh_khai, cast.hon_may]
    for report in reports:
        assert (report.path, report.kind, report.above) == (report.unit.path, report.unit.kind, None)
        assert (report.duty.kind, report.duty.role) == (Kind.REPORT, Role.REPORTING)
        assert report.duty.asking_unit_id == cast.science.pk
        assert report.duty.origin_key == period.code
        assert report.duty.due_on == report.due_on == period.due_on
    total = Total.objects.get(period=period)
    assert (total.unit, total.above, total.expected) == (cast.province, None, 3)
    assert (len(total.sums), total.below_sums) == (9, None)
    assert Duty.objects.filter(kind=Kind.REPORT).count() == Standing.objects.count() == 3


def test_units_report_to_the_nearest_one_above_that_reports_too(cast):
    village = make.unit("Trung tâm Phục vụ hành chính công", UnitKind.PUBLIC_SERVICE, cast.an_thanh)
    made = samples.regime(
        cast,
        kinds=(*COMMUNE_LEVEL, UnitKind.PUBLIC_SERVICE, UnitKind.PROVINCE),
        definition=samples.sample_definition(Combine.LARGER),
        groups=(),
    )
    period = samples.opened_period(made)
    above = {report.unit.name: report.above_id for report in reports_of(period)}
    assert above[village.name] == cast.an_thanh.pk
    assert above[cast.an_thanh.name] is None  # the regime asks below the province
    duty = Duty.objects.get(unit=village)
    assert duty.asking_unit_id == cast.an_thanh.pk
    totals = {total.unit_id: total for total in Total.objects.filter(period=period)}
    assert set(totals) == {cast.province.pk, cast.an_thanh.pk}
    assert (totals[cast.an_thanh.pk].expected, totals[cast.province.pk].expected) == (2, 4)
    assert totals[cast.an_thanh.pk].above_id == cast.province.pk
    assert list(totals[cast.an_thanh.pk].below_sums) == [0] * 9  # its own figure is weighed against theirs
    assert totals[cast.province.pk].below_sums is None


def test_members_of_groups_report_as_well(cast):
    period = samples.opened_period(samples.regime(cast, kinds=(), groups=(cast.departments,)))
    units = {report.unit for report in reports_of(period)}
    assert units == {cast.office, cast.science, cast.finance, cast.interior}


def test_each_kind_of_unit_has_its_own_deadline(cast):
    rules = (
        {"kinds": ["ward"], "amount": 1, "unit": "working_days"},
        {"kinds": [], "amount": 3, "unit": "working_days"},
    )
    period = samples.opened_period(samples.regime(cast, deadlines=rules))
    assert (period.ends_on, period.due_on) == (date(2025, 5, 14), date(2025, 5, 19))
    due = {report.unit: report.duty.due_on for report in reports_of(period)}
    assert due[cast.minh_khai] == date(2025, 5, 15)
    assert due[cast.an_thanh] == date(2025, 5, 19)


def test_the_tree_is_that_of_the_last_day_of_the_period(cast):
    made = samples.regime(cast)
    facts = {"effective_on": date(2025, 6, 1), "basis": "NQ 12", "actor": None, "at": make.NOON}
    merge([cast.minh_khai], into=cast.an_thanh, **facts)
    assert [report.unit for report in reports_of(samples.opened_period(made, 2025, 6))] == [
        cast.an_thanh,
        cast.hon_may,
    ]
    before = reports_of(samples.opened_period(made, 2025, 5))
    assert [report.unit for report in before] == [cast.an_thanh, cast.minh_khai, cast.hon_may]


def test_the_heir_of_a_unit_that_has_ended_since_reports_for_it(cast):
    made = samples.regime(cast)
    facts = {"effective_on": date(2025, 5, 15), "basis": "NQ 12", "actor": None, "at": make.NOON}
    merge([cast.minh_khai], into=cast.an_thanh, **facts)
    reports = {report.unit: report for report in reports_of(samples.opened_period(made, 2025, 5))}
    assert set(reports) == {cast.an_thanh, cast.minh_khai, cast.hon_may}
    assert reports[cast.minh_khai].duty.unit_id == cast.an_thanh.pk
    assert cast.minh_khai.name in reports[cast.minh_khai].duty.title


def test_what_did_not_come_is_no_longer_owed_once_the_period_is_closed(cast):
    period = samples.opened_period(samples.regime(cast))
    actions.close_period(period, actor=cast.officer(cast.secretary), at=timezone.now())
    work(lambda: False, once=True)
    reports = reports_of(period)
    assert [report.state for report in reports] == ["waiting"] * 3
    assert [report.duty.state for report in reports] == ["stopped"] * 3
    assert not Message.objects.given_up().exists()


class Killed(BaseException):
    """The process ends here."""


def killed_at(step):
    """A wrapper that ends the process at its `step`-th statement that writes."""
    seen = 0

    def wrapper(execute, sql, params, many, context):
        nonlocal seen
        if sql.startswith(("INSERT", "UPDATE")):
            seen += 1
            if seen == step:
                raise Killed
        return execute(sql, params, many, context)

    return wrapper


@pytest.mark.parametrize("step", range(1, 13))
def test_opening_that_was_killed_goes_on_and_doubles_nothing(cast, step):
    period = samples.planned_period(samples.regime(cast))
    actions.open_period(period, **samples.asking(cast))
    actions.open_next_units(period, at=make.NOON, most=1)
    for _turn in range(2):
        try:
            with connection.execute_wrapper(killed_at(step)):
                actions.open_next_units(period, at=make.NOON, most=1)
        except Killed:
            pass
    while actions.open_next_units(period, at=make.NOON, most=1):
        pass
    period.refresh_from_db()
    assert (period.state, period.made) == ("open", 3)
    assert len({report.unit_id for report in reports_of(period)}) == 3
    assert Duty.objects.filter(origin_key=period.code).count() == 3
    assert Total.objects.filter(period=period).count() == 1
    assert actions.open_next_units(period, at=make.NOON) == 0


def test_the_worker_opens_what_was_promised(cast):
    period = samples.planned_period(samples.regime(cast))
    actions.open_period(period, actor=cast.officer(cast.secretary), at=timezone.now())
    period.refresh_from_db()
    assert (period.state, period.expected, period.made) == ("opening", 3, 0)
    work(lambda: False, once=True)
    period.refresh_from_db()
    assert (period.state, period.made) == ("open", 3)
    assert not Message.objects.given_up().exists()


def test_opening_is_one_entry_in_the_journal(cast):
    period = samples.opened_period(samples.regime(cast))
    [entry] = Entry.objects.filter(verb="reports.period_opened")
    assert entry.after["expected"] == 3
    assert entry.target_key == period.code


def test_a_period_is_opened_once(cast):
    period = samples.opened_period(samples.regime(cast))
    with pytest.raises(Refused):
        actions.open_period(period, **samples.asking(cast))


def test_without_a_form_or_a_unit_nothing_is_opened(cast):
    bare = actions.make_regime(cast.committee, said=samples.setup(cast), **samples.asking(cast))
    with pytest.raises(Refused, match=r"form|biểu mẫu"):
        actions.open_period(samples.planned_period(bare), **samples.asking(cast))
    nobody = samples.regime(cast, kinds=(UnitKind.ENTERPRISE,))
    with pytest.raises(Refused, match=r"unit|đơn vị"):
        actions.open_period(samples.planned_period(nobody), **samples.asking(cast))


def test_a_period_keeps_the_form_of_its_first_day(cast):
    made = samples.regime(cast)
    first = samples.opened_period(made, 2025, 4)
    later = actions.set_form(
        made,
        samples.sample_definition(Combine.LARGER),
        applies_from=date(2025, 4, 15),
        **samples.asking(cast),
    )
    assert samples.opened_period(made, 2025, 5).form == later
    first.refresh_from_db()
    assert first.form.number == 1


def test_a_new_form_touches_later_periods_only(cast):
    made = samples.regime(cast)
    samples.opened_period(made, 2025, 4)
    with pytest.raises(Refused):
        actions.set_form(
            made,
            samples.sample_definition(Combine.LARGER),
            applies_from=date(2025, 3, 15),
            **samples.asking(cast),
        )


def test_targets_of_a_year_are_no_period_that_is_planned(cast):
    with pytest.raises(Refused):
        actions.plan_period(samples.regime(cast), "plan", 2025, **samples.asking(cast))


# ---- by themselves


def moment(day):
    return datetime.combine(day, datetime.min.time(), tzinfo=timezone.get_current_timezone())


def states(made):
    return list(Period.objects.filter(regime=made).in_order().values_list("name", "state"))


def test_periods_open_by_themselves_on_the_day_after_their_cut_off(cast):
    made = samples.regime(cast)
    actions.plan_year(made, 2025, **samples.asking(cast))
    actions.open_in_time(moment(date(2025, 6, 14)))  # set up on 12/06; the last day of June's data
    assert {state for _name, state in states(made)} == {"planned"}
    actions.open_in_time(moment(date(2025, 6, 15)))
    actions.open_in_time(moment(date(2025, 6, 15)))
    assert [name for name, state in states(made) if state == "opening"] == ["Tháng 06/2025"]
    assert Entry.objects.filter(verb="reports.period_opened", actor_id=None).count() == 1


def test_regimes_that_do_not_say_so_open_nothing(cast):
    made = samples.regime(cast, opens_itself=False)
    actions.plan_year(made, 2025, **samples.asking(cast))
    actions.open_in_time(moment(date(2025, 8, 1)))
    assert {state for _name, state in states(made)} == {"planned"}


def test_coming_periods_are_planned_in_time(cast):
    made = samples.regime(cast)
    actions.open_in_time(moment(date(2025, 11, 20)))
    assert len(states(made)) == 24  # a December that comes soon brings the whole year after it
    assert states(made)[-1][0] == "Tháng 12/2026"
    actions.open_in_time(moment(date(2025, 11, 21)))
    assert len(states(made)) == 24


def test_what_cannot_be_opened_waits(cast):
    bare = actions.make_regime(cast.committee, said=samples.setup(cast), **samples.asking(cast))
    actions.plan_year(bare, 2025, **samples.asking(cast))
    actions.open_in_time(moment(date(2025, 6, 15)))
    assert {state for _name, state in states(bare)} == {"planned"}


def test_a_period_has_days_and_deadlines_of_its_own(cast):
    made = samples.regime(cast)
    [first, *_others] = actions.plan_year(made, 2025, **samples.asking(cast))
    assert (first.starts_on, first.ends_on) == (date(2024, 12, 15), date(2025, 1, 14))
    days = (date(2024, 12, 15), date(2025, 1, 20))
    changed = actions.change_period(first, days=days, due={"": date(2025, 1, 24)}, **samples.asking(cast))
    assert (changed.ends_on, changed.due_on) == (days[1], date(2025, 1, 24))
    with pytest.raises(Refused, match="8"):
        actions.change_period(first, days=days, due={"": days[1]}, **samples.asking(cast))
    assert len(actions.plan_year(made, 2025, **samples.asking(cast))) == 12  # none is planned twice
    assert Period.objects.get(pk=first.pk).ends_on == days[1]


def test_free_periods_need_days_and_a_name(cast):
    made = samples.regime(cast, frequency="free")
    with pytest.raises(Refused):
        actions.plan_year(made, 2025, **samples.asking(cast))
    with pytest.raises(Refused):
        actions.plan_period(made, "free", 2025, name="Báo cáo nhanh", **samples.asking(cast))
    days = (date(2025, 5, 1), date(2025, 5, 10))
    with pytest.raises(Refused):
        actions.plan_period(made, "free", 2025, days=days, **samples.asking(cast))
    first = actions.plan_period(made, "free", 2025, days=days, name="Bão số 1", **samples.asking(cast))
    second = actions.plan_period(made, "free", 2025, days=days, name="Bão số 2", **samples.asking(cast))
    assert (first.number, second.number) == (1, 2)


def test_a_regime_states_what_the_decree_asks(cast):
    for missing in (
        {"name": " "},
        {"content": ""},
        {"basis": ""},
        {"kinds": ()},
        {"ways": ()},
        {"deadlines": ()},
        {"deadlines": ({"kinds": [], "amount": 0, "unit": "working_days"},)},
        {"until": samples.SINCE - timedelta(days=1)},
    ):
        with pytest.raises(Refused):
            actions.make_regime(cast.committee, said=samples.setup(cast, **missing), **samples.asking(cast))


def test_others_set_nothing_up(cast):
    stranger = {"actor": cast.officer(cast.finance_contact), "at": make.NOON}
    made = samples.regime(cast)
    period = samples.planned_period(made)
    for act in (
        lambda: actions.make_regime(cast.committee, said=samples.setup(cast), **stranger),
        lambda: actions.change_regime(made, said=samples.setup(cast, name="Khác"), **stranger),
        lambda: actions.plan_year(made, 2026, **stranger),
        lambda: actions.plan_period(made, "year", 2025, **stranger),
        lambda: actions.open_period(period, **stranger),
        lambda: actions.set_form(
            made, samples.sample_definition(), applies_from=date(2026, 1, 1), **stranger
        ),
        lambda: actions.propose_form(made, samples.sample_definition(), **stranger),
    ):
        with pytest.raises(Refused):
            act()
