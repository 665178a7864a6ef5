"""Repeated tasks: each period is work of its own, asked once and in time; rules change the future alone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.assignments.actions import change_rule, end_rule, skip_period
from giaoban.assignments.jobs import ask_due
from giaoban.assignments.models import Assignment, Occurrence, Part, Recurrence
from giaoban.assignments.reads.repeating import periods_of, rule_of
from giaoban.assignments.vocabulary import Verb
from giaoban.duties import actions as duties
from giaoban.duties.models import Duty
from giaoban.duties.reads.figures import standing_on, whole
from giaoban.duties.vocabulary import DeadlineCause, Role, State
from giaoban.foundation.verdict import Refused
from giaoban.journal.models import Entry
from giaoban.outbox.jobs.registry import DAILY
from giaoban.workdays.counting import seeded_calendar
from giaoban.workdays.counting.rules import days_after, next_on, period_words
from tests import make
from tests.assignments import work

MONTHLY = "FREQ=MONTHLY;BYMONTHDAY=25"


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 5, tzinfo=UTC)


def repeated(cast, rule: str = MONTHLY, *, at: datetime = make.NOON, **parties) -> Assignment:
    review = work.review(work.document(cast, work.PLAN))
    work.proposal(review, work.PLAN, due_on=None, rule=rule, **({"lead": [cast.finance]} | parties))
    return work.give(review, cast, at=at)[0]


def go_on(until: date, since: date = make.TODAY, *, every: int = 1) -> None:
    """The job of each day, or of every few days when the worker rests."""
    day = since
    while day <= until:
        ask_due(day, at=noon(day))
        day += timedelta(days=every)


def due_days(task: Assignment) -> list[date]:
    leads = Duty.objects.filter(part__assignment=task, role=Role.LEAD)
    return list(leads.order_by("due_on").values_list("due_on", flat=True))


def test_the_first_period_is_asked_with_the_paper(cast):
    task = repeated(cast, coordinating=[cast.interior])
    period = Occurrence.objects.get()
    assert (period.falls_on, period.recurrence.assignment) == (date(2025, 6, 25), task)
    assert {part.occurrence for part in Part.objects.all()} == {period}
    assert task.lead.origin == "TB 215/TB-BCĐ · khoản 1 · kỳ tháng 6/2025"
    assert rule_of(task) == period.recurrence


def test_work_given_late_does_not_begin_with_a_day_that_has_passed(cast):
    task = repeated(cast, at=noon(date(2025, 9, 2)))  # the paper is of June
    assert due_days(task) == [date(2025, 9, 25)]


def test_each_period_is_a_duty_of_its_own_asked_ahead(cast):
    task = repeated(cast, coordinating=[cast.interior])
    go_on(date(2025, 7, 4))
    assert due_days(task) == [date(2025, 6, 25)]
    go_on(date(2025, 7, 5), date(2025, 7, 5))
    assert due_days(task) == [date(2025, 6, 25), date(2025, 7, 25)]
    second = Duty.objects.get(part__assignment=task, role=Role.LEAD, due_on=date(2025, 7, 25))
    assert (second.state, second.asked_on, second.origin) == (
        State.ASKED,
        date(2025, 7, 5),
        "TB 215/TB-BCĐ · khoản 1 · kỳ tháng 7/2025",
    )
    helping = Duty.objects.filter(part__occurrence=second.part.occurrence, role=Role.COORDINATING)
    assert [(each.unit, each.due_on) for each in helping] == [(cast.interior, date(2025, 7, 25))]


def test_a_period_on_a_rest_day_is_due_on_the_next_working_day(cast):
    task = repeated(cast)
    go_on(date(2025, 10, 10))
    # 25/10 is a Saturday
    assert due_days(task)[-1] == date(2025, 10, 27)
    periods = {each.falls_on for each in Occurrence.objects.all()}
    assert date(2025, 10, 25) in periods


def test_a_part_with_a_day_of_its_own_keeps_its_distance(cast):
    review = work.review(work.document(cast, work.PLAN))
    made = work.proposal(review, work.PLAN, lead=[cast.finance], due_on=None, rule=MONTHLY)
    work.addressee(made, cast.interior, "coordinating", position=1, due_on=date(2025, 6, 20))
    work.give(review, cast)
    go_on(date(2025, 7, 10))
    days = Duty.objects.filter(unit=cast.interior).order_by("due_on").values_list("due_on", flat=True)
    assert list(days) == [date(2025, 6, 20), date(2025, 7, 21)]  # 20/07 is a Sunday


@pytest.mark.parametrize("every", [1, 9, 61])
def test_however_often_the_worker_comes_each_period_is_asked_once(cast, every):
    task = repeated(cast)
    go_on(date(2026, 4, 1), every=every)
    ask_due(date(2026, 4, 1), at=noon(date(2026, 4, 1)))
    ask_due(date(2026, 4, 1), at=noon(date(2026, 4, 1)))
    calendar = seeded_calendar()
    wanted = [date(2025, month, 25) for month in range(6, 13)]
    wanted += [date(2026, month, 25) for month in range(1, 4)]
    assert due_days(task) == [calendar.next_working_day(day) for day in wanted]
    assert Entry.objects.filter(verb=Verb.PERIOD_ASKED).count() == len(wanted) - 1


def test_the_job_of_the_day_is_known_to_the_worker(cast):
    task = repeated(cast, "FREQ=WEEKLY;BYDAY=FR")
    day = date(2025, 6, 14)
    DAILY["assignments.repeat"].act(day, noon(day))
    assert due_days(task) == [date(2025, 6, 13), date(2025, 6, 20)]


def test_each_period_counts_as_a_task_of_its_own(cast):
    task = repeated(cast)
    finance, standing = cast.officer(cast.finance_contact), cast.officer(cast.standing)
    duties.receive(task.lead_id, actor=finance, at=make.NOON)
    duties.submit(
        task.lead_id, actor=finance, at=make.NOON, product_kind="link", link="https://sonhai.example/bc"
    )
    duties.accept(task.lead_id, actor=standing, at=make.NOON)
    day = date(2025, 7, 28)
    go_on(day)
    figures = whole(standing_on(day, now=noon(day)).tasks(), on=day)
    assert (figures.total, figures.done, figures["overdue"]) == (2, 1, 1)


def test_a_skipped_period_is_not_asked_and_stays_in_sight(cast):
    task = repeated(cast)
    skip_period(
        task,
        actor=cast.officer(cast.secretary),
        at=make.NOON,
        falls_on=date(2025, 7, 25),
        reason="Tháng 7 báo cáo chung với 6 tháng",
    )
    go_on(date(2025, 8, 10))
    assert due_days(task) == [date(2025, 6, 25), date(2025, 8, 25)]
    shown = {
        each.falls_on: (str(each.words), each.reason)
        for each in periods_of(task, today=date(2025, 8, 10), calendar=seeded_calendar())
    }
    assert shown[date(2025, 7, 25)] == ("Bỏ qua", "Tháng 7 báo cáo chung với 6 tháng")
    assert list(shown)[:4] == [date(2025, month, 25) for month in (6, 7, 8, 9)]


def test_skipping_a_period_that_was_asked_stops_its_work_and_the_rule_goes_on(cast):
    task = repeated(cast, coordinating=[cast.interior], informed=[cast.office])
    skip_period(
        task, actor=cast.officer(cast.secretary), at=make.NOON, falls_on=date(2025, 6, 25), reason="Gộp kỳ"
    )
    owed = Duty.objects.filter(part__assignment=task).owed()
    assert set(owed.values_list("state", flat=True)) == {State.STOPPED}
    go_on(date(2025, 7, 10))
    assert due_days(task) == [date(2025, 6, 25), date(2025, 7, 25)]


@pytest.mark.parametrize("day", [date(2025, 7, 24), date(2025, 5, 25)])
def test_only_a_period_of_the_task_can_be_skipped(cast, day):
    task = repeated(cast)
    with pytest.raises(Refused):
        skip_period(task, actor=cast.officer(cast.secretary), at=make.NOON, falls_on=day, reason="Gộp kỳ")


def test_a_period_is_skipped_once_and_with_a_reason(cast):
    task = repeated(cast)
    facts = {"actor": cast.officer(cast.secretary), "at": make.NOON, "falls_on": date(2025, 7, 25)}
    with pytest.raises(Refused):
        skip_period(task, **facts, reason="  ")
    skip_period(task, **facts, reason="Gộp kỳ")
    with pytest.raises(Refused):
        skip_period(task, **facts, reason="Gộp kỳ")


def test_stopping_the_work_by_a_decision_ends_the_rule_and_reopening_sets_it_going(cast):
    task = repeated(cast)
    standing = cast.officer(cast.standing)
    duties.stop(task.lead_id, actor=standing, at=make.NOON, reason="Hết nhiệm vụ", decision="9/QĐ-UBND")
    assert rule_of(task) is None
    go_on(date(2025, 12, 31), every=20)
    assert due_days(task) == [date(2025, 6, 25)]
    duties.reopen(
        task.lead_id, actor=standing, at=noon(date(2026, 1, 5)), reason="Làm tiếp", due_on=date(2026, 1, 9)
    )
    assert rule_of(task) is not None


def test_another_rule_touches_the_future_only(cast):
    task = repeated(cast)
    go_on(date(2025, 7, 10))
    secretary = cast.officer(cast.secretary)
    facts = {"actor": secretary, "at": noon(date(2025, 7, 10)), "rule": "FREQ=MONTHLY;BYMONTHDAY=10"}
    with pytest.raises(Refused):
        change_rule(task, **facts, from_on=date(2025, 7, 20), reason="Báo cáo sớm hơn")
    change_rule(task, **facts, from_on=date(2025, 8, 1), reason="Báo cáo sớm hơn")
    go_on(date(2025, 10, 1), date(2025, 7, 11))
    assert due_days(task) == [
        date(2025, 6, 25),
        date(2025, 7, 25),
        date(2025, 8, 11),  # 10/08 is a Sunday
        date(2025, 9, 10),
        date(2025, 10, 10),
    ]
    rules = Recurrence.objects.order_by("from_on").values_list("rule", "from_on", "until_on")
    assert list(rules) == [
        (MONTHLY, date(2025, 6, 13), date(2025, 7, 31)),
        ("FREQ=MONTHLY;BYMONTHDAY=10", date(2025, 8, 1), None),
    ]
    assert Entry.objects.get(verb=Verb.RULE_CHANGED).after["reason"] == "Báo cáo sớm hơn"


def test_an_ended_rule_asks_nothing_more_and_can_begin_again(cast):
    task = repeated(cast)
    secretary = cast.officer(cast.secretary)
    end_rule(task, actor=secretary, at=make.NOON, reason="Đã có phần mềm", decision="12/TB-BCĐ")
    go_on(date(2025, 9, 30), every=10)
    assert due_days(task) == [date(2025, 6, 25)]
    assert Duty.objects.get(pk=task.lead_id).state == State.ASKED  # what was asked goes on
    with pytest.raises(Refused):
        end_rule(task, actor=secretary, at=make.NOON, reason="Lần nữa")
    later = noon(date(2025, 10, 1))
    change_rule(task, actor=secretary, at=later, rule=MONTHLY, from_on=date(2025, 10, 2), reason="Làm lại")
    go_on(date(2025, 10, 10), date(2025, 10, 1))
    assert due_days(task) == [date(2025, 6, 25), date(2025, 10, 27)]


@pytest.mark.parametrize("rule", ["FREQ=HOURLY", "", "FREQ=MONTHLY;BYMONTHDAY=25;UNTIL=20250101"])
def test_a_rule_that_never_falls_is_refused(cast, rule):
    task = repeated(cast)
    with pytest.raises(Refused):
        change_rule(
            task,
            actor=cast.officer(cast.secretary),
            at=make.NOON,
            rule=rule,
            from_on=date(2025, 7, 1),
            reason="Thử",
        )


def test_only_the_committees_side_changes_rules_and_skips(cast):
    task = repeated(cast)
    for who in (cast.finance_contact, cast.administrator, cast.interior_contact):
        facts = {"actor": cast.officer(who), "at": make.NOON, "reason": "Thử"}
        with pytest.raises(Refused):
            change_rule(task, **facts, rule=MONTHLY, from_on=date(2025, 7, 1))
        with pytest.raises(Refused):
            skip_period(task, **facts, falls_on=date(2025, 7, 25))
        with pytest.raises(Refused):
            end_rule(task, **facts)


def test_a_change_of_the_calendar_moves_a_period_that_is_open(cast):
    from tests.duties.test_reckoned_deadlines import STORM, applied, laid_out

    task = repeated(cast)
    applied(cast, laid_out(cast, STORM | {"date": "2025-06-25"}))
    lead = Duty.objects.get(pk=task.lead_id)
    assert lead.due_on == date(2025, 6, 26)
    assert lead.deadlines.get().cause == DeadlineCause.CALENDAR


def test_the_row_of_periods_turns_back(cast):
    task = repeated(cast, "FREQ=WEEKLY;BYDAY=FR")
    go_on(date(2025, 12, 1))
    newest = periods_of(task, today=date(2025, 12, 1), calendar=seeded_calendar())
    older = periods_of(task, today=date(2025, 12, 1), calendar=seeded_calendar(), page=1)
    assert len(newest) == 15
    assert older[-1].falls_on == newest[0].falls_on - timedelta(weeks=1)
    assert [each.occurrence for each in newest[-3:]] == [None] * 3
    assert sum(each.is_current for each in newest) == 1


RULES = st.sampled_from(
    [
        MONTHLY,
        "FREQ=DAILY",
        "FREQ=WEEKLY;BYDAY=MO",
        "FREQ=WEEKLY;INTERVAL=2",
        "FREQ=MONTHLY;INTERVAL=3",
        "FREQ=MONTHLY;BYMONTHDAY=10,-1",
        "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=10",
        "FREQ=YEARLY",
    ]
)


@given(rule=RULES, after=st.dates(date(2021, 1, 1), date(2035, 1, 1)), cuts=st.lists(st.integers(0, 400)))
def test_days_taken_in_pieces_are_those_taken_at_once(rule, after, cuts):
    end = after + timedelta(days=sum(cuts))
    first = next_on(rule, after=after)
    whole_row = list(days_after(rule, after=after, first=None, up_to=end))
    pieces, reached = [], after
    for cut in cuts:
        up_to = min(end, reached + timedelta(days=cut))
        begun = first if pieces else None
        found = list(days_after(rule, after=max([after, *pieces]), first=begun, up_to=up_to))
        pieces += found
        reached = up_to
    assert pieces == [day for day in whole_row if day <= reached]


@pytest.mark.parametrize(
    ("rule", "day", "name"),
    [
        (MONTHLY, date(2025, 6, 25), "tháng 6/2025"),
        ("FREQ=WEEKLY;BYDAY=FR", date(2025, 6, 13), "tuần 24/2025"),
        ("FREQ=MONTHLY;INTERVAL=3", date(2025, 6, 30), "quý II/2025"),
        ("FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=15", date(2025, 9, 15), "quý III/2025"),
        ("FREQ=MONTHLY;INTERVAL=6", date(2025, 12, 31), "6 tháng cuối năm 2025"),
        ("FREQ=YEARLY", date(2025, 12, 31), "năm 2025"),
        ("FREQ=DAILY", date(2025, 6, 13), "ngày 13/06/2025"),
        ("FREQ=MONTHLY;BYMONTHDAY=10,25", date(2025, 6, 25), "ngày 25/06/2025"),
    ],
)
def test_a_period_has_the_name_that_clerks_give_it(rule, day, name):
    assert period_words(rule, day) == name
