"""Deadlines that are reckoned, and how they follow a change of the calendar."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import translation

from giaoban.duties import actions
from giaoban.duties.actions import MovesChanged, Order, Terms, ask_many
from giaoban.duties.models import CalendarChange, Deadline, Duty, Limit, Standing
from giaoban.duties.models.duty import STILL
from giaoban.duties.reads.limits import limit_words
from giaoban.duties.reads.proof import faults
from giaoban.duties.reads.recounting import calendars_after, fingerprint, moves_under
from giaoban.duties.vocabulary import CalendarAct, CountedFrom, DeadlineCause, Kind, LimitUnit, Role, Verb
from giaoban.foundation.verdict import Refused
from giaoban.journal.models import Entry
from giaoban.workdays.models import CalendarDay
from giaoban.workdays.reads import current_calendar, current_calendars
from tests import make

LATER = make.NOON + timedelta(hours=1)
MONDAY = date(2025, 6, 16)
STORM = {
    "date": MONDAY.isoformat(), "kind": "off", "reason": "Nghỉ tránh bão", "source": "12/CĐ-UBND",
    "place": 0, "place_name": "",
}  # fmt: skip


def asked(cast, at=None, **terms) -> Duty:
    at = at or cast.finance
    given = {"amount": 5, "unit": LimitUnit.WORKING_DAYS, "counted_from": CountedFrom.ISSUE}
    given |= {"start_on": make.TODAY} if "counted_from" not in terms else {}
    order = Order(
        kind=Kind.ASSIGNMENT,
        role=Role.LEAD,
        title="Rà soát hạ tầng số",
        unit_id=at.pk,
        unit_name=at.name,
        committee_id=cast.committee.pk,
        asking_unit_id=cast.science.pk,
        terms=Terms(**given | terms),
    )
    return ask_many([order], at=make.NOON)[0]


def words_of(duty: Duty) -> str:
    with translation.override("vi"):
        return limit_words(duty.limit, current_calendar(duty.unit.path))


def laid_out(cast, facts=STORM, act=CalendarAct.SET) -> CalendarChange:
    admin = cast.officer(cast.administrator)
    return actions.lay_out_change(act, facts, actor=admin, at=make.NOON)


def shown(change: CalendarChange) -> str:
    return fingerprint(moves_under(calendars_after(change, current_calendars())))


def applied(cast, change: CalendarChange) -> CalendarChange:
    admin = cast.officer(cast.administrator)
    return actions.apply_change(change.code, shown=shown(change), actor=admin, at=LATER)


def test_a_deadline_from_the_date_of_issue_is_known_at_once(cast):
    duty = asked(cast)
    assert (duty.due_on, duty.original_due_on) == (date(2025, 6, 19), date(2025, 6, 19))
    assert words_of(duty) == "5 ngày làm việc kể từ 12/06/2025 → 19/06/2025"


def test_a_deadline_from_receipt_is_unknown_until_receipt_and_fixed_then(cast):
    duty = asked(cast, counted_from=CountedFrom.RECEIPT)
    assert (duty.due_on, duty.original_due_on) == (None, None)
    assert words_of(duty) == "5 ngày làm việc kể từ khi tiếp nhận; hạn được xác định khi đơn vị tiếp nhận"
    duty = actions.receive(duty.pk, actor=cast.officer(cast.finance_contact), at=make.NOON)
    duty.refresh_from_db()
    assert (duty.due_on, duty.original_due_on, duty.due_time) == (date(2025, 6, 19), date(2025, 6, 19), None)
    assert Standing.objects.get(duty=duty, until=STILL).due_on == date(2025, 6, 19)
    assert Entry.objects.last().after["due_on"] == "2025-06-19"
    assert words_of(duty) == "5 ngày làm việc kể từ 12/06/2025 → 19/06/2025"


def test_hours_from_receipt_end_at_their_hour(cast):
    duty = asked(cast, amount=24, unit=LimitUnit.HOURS, counted_from=CountedFrom.RECEIPT)
    actions.receive(duty.pk, actor=cast.officer(cast.finance_contact), at=make.NOON)
    duty.refresh_from_db()
    assert (duty.due_on, duty.due_time) == (date(2025, 6, 13), time(12, 0))
    assert words_of(duty) == "24 giờ kể từ 12:00 12/06/2025 → 12:00 13/06/2025"


def test_a_day_set_before_receipt_stays(cast):
    duty = asked(cast, counted_from=CountedFrom.RECEIPT)
    standing = cast.officer(cast.standing)
    day = date(2025, 7, 1)
    actions.change_deadline(duty.pk, actor=standing, at=make.NOON, due_on=day, reason="Chốt ngày")
    actions.receive(duty.pk, actor=cast.officer(cast.finance_contact), at=LATER)
    duty.refresh_from_db()
    assert duty.due_on == day


def test_a_deadline_from_an_event_is_fixed_by_its_day(cast):
    duty = asked(cast, counted_from=CountedFrom.EVENT, event="ngày công trình được nghiệm thu")
    actions.receive(duty.pk, actor=cast.officer(cast.finance_contact), at=make.NOON)
    standing = cast.officer(cast.standing)
    day = date(2025, 6, 10)
    with pytest.raises(Refused):
        actions.date_event(duty.pk, actor=standing, at=make.NOON, happened_on=date(2025, 6, 13))
    actions.date_event(duty.pk, actor=standing, at=make.NOON, happened_on=day)
    duty.refresh_from_db()
    assert duty.due_on == date(2025, 6, 17)
    with pytest.raises(Refused):
        actions.date_event(duty.pk, actor=standing, at=make.NOON, happened_on=day)
    with pytest.raises(Refused):
        actions.date_event(duty.pk, actor=cast.officer(cast.finance_contact), at=LATER, happened_on=day)


def test_laying_a_change_out_moves_nothing(cast):
    duty = asked(cast)
    change = laid_out(cast)
    assert [move.to_on for move in moves_under(calendars_after(change, current_calendars()))] == [
        date(2025, 6, 20)
    ]
    duty.refresh_from_db()
    assert duty.due_on == date(2025, 6, 19)
    assert not CalendarDay.objects.exists()


def test_confirming_it_moves_the_deadline_with_standing_reason_and_journal(cast):
    duty = asked(cast)
    change = applied(cast, laid_out(cast))
    duty.refresh_from_db()
    assert (duty.due_on, duty.original_due_on, change.moved) == (date(2025, 6, 20), date(2025, 6, 20), 1)
    assert duty.times_extended == 0
    kept = Deadline.objects.get(duty=duty)
    assert (kept.cause, kept.was_due_on, kept.reason) == (
        DeadlineCause.CALENDAR,
        date(2025, 6, 19),
        "Nghỉ tránh bão",
    )
    stood = Standing.objects.filter(duty=duty).order_by("since").values_list("due_on", "since", "until")
    assert list(stood) == [
        (date(2025, 6, 19), make.NOON, LATER),
        (date(2025, 6, 20), LATER, STILL),
    ]
    entry = Entry.objects.get(verb=Verb.DEADLINE_MOVED)
    assert (entry.target_key, entry.after) == (
        duty.code,
        {"due_on": "2025-06-20", "reason": "Nghỉ tránh bão"},
    )
    assert list(faults()) == []
    assert words_of(duty) == ("5 ngày làm việc kể từ 12/06/2025, nghỉ tránh bão 16/06 → 20/06/2025")


def test_what_was_given_as_a_date_set_otherwise_or_closed_does_not_move(cast):
    given = make.duty(cast.committee, cast.finance, due_on=date(2025, 6, 19))
    standing, finance = cast.officer(cast.standing), cast.officer(cast.finance_contact)
    changed, stopped, waiting = asked(cast), asked(cast), asked(cast, counted_from=CountedFrom.RECEIPT)
    actions.change_deadline(
        changed.pk, actor=standing, at=make.NOON, due_on=date(2025, 6, 25), reason="Giao thêm việc"
    )
    actions.stop(stopped.pk, actor=standing, at=make.NOON, reason="Không còn cần", decision="9/QĐ-UBND")
    applied(cast, laid_out(cast))
    due = {each.pk: each.due_on for each in Duty.objects.all()}
    assert due == {
        given.pk: date(2025, 6, 19),
        changed.pk: date(2025, 6, 25),
        stopped.pk: date(2025, 6, 19),
        waiting.pk: None,
    }
    actions.receive(waiting.pk, actor=finance, at=LATER)
    waiting.refresh_from_db()
    assert waiting.due_on == date(2025, 6, 20)  # counted by the calendar as it is then


def test_a_day_of_a_place_moves_the_deadlines_of_its_units_alone(cast):
    here, elsewhere = asked(cast, cast.an_thanh), asked(cast, cast.finance)
    facts = STORM | {"place": cast.an_thanh.pk, "place_name": cast.an_thanh.name}
    applied(cast, laid_out(cast, facts))
    due = dict(Duty.objects.values_list("pk", "due_on"))
    assert due == {here.pk: date(2025, 6, 20), elsewhere.pk: date(2025, 6, 19)}
    assert asked(cast, cast.an_thanh).due_on == date(2025, 6, 20)
    back = {"date": STORM["date"], "place": cast.an_thanh.pk, "place_name": "", "reason": "Bão tan"}
    applied(cast, laid_out(cast, back, CalendarAct.REMOVE))
    here.refresh_from_db()
    assert here.due_on == date(2025, 6, 19)
    assert Deadline.objects.filter(duty=here).count() == 2


def test_confirming_a_year_moves_what_its_guess_had_set(cast):
    duty = asked(cast, start_on=date(2027, 2, 3))
    assert duty.due_on == date(2027, 2, 17)
    days = [
        {"date": f"2027-02-{day:02d}", "kind": "off", "reason": "Tết Nguyên đán", "source": "9/TB-BNV"}
        for day in (5, 8, 9, 10, 11, 12)
    ]
    change = laid_out(cast, {"year": 2027, "source": "9/TB-BNV", "days": days}, CalendarAct.YEAR)
    applied(cast, change)
    duty.refresh_from_db()
    assert duty.due_on == date(2027, 2, 18)
    assert "tạm tính" not in words_of(duty)


def test_a_limit_in_days_that_ends_on_the_new_rest_day_moves_too(cast):
    duty = asked(cast, amount=4, unit=LimitUnit.DAYS)
    assert duty.due_on == MONDAY
    applied(cast, laid_out(cast))
    duty.refresh_from_db()
    assert duty.due_on == date(2025, 6, 17)


def test_only_what_was_shown_is_confirmed(cast):
    asked(cast)
    change = laid_out(cast)
    seen = shown(change)
    asked(cast)
    admin = cast.officer(cast.administrator)
    with pytest.raises(MovesChanged):
        actions.apply_change(change.code, shown=seen, actor=admin, at=LATER)
    assert not CalendarDay.objects.exists()
    applied(cast, change)
    with pytest.raises(Refused):
        applied(cast, change)
    assert Deadline.objects.count() == 2


def test_a_change_put_aside_cannot_be_confirmed(cast):
    change = laid_out(cast)
    actions.drop_change(change.code, actor=cast.officer(cast.administrator), at=LATER)
    with pytest.raises(Refused):
        applied(cast, change)


def test_only_administrators_lay_out_and_confirm(cast):
    change = laid_out(cast)
    secretary = cast.officer(cast.secretary)
    with pytest.raises(Refused):
        actions.lay_out_change(CalendarAct.SET, STORM, actor=secretary, at=make.NOON)
    with pytest.raises(Refused):
        actions.apply_change(change.code, shown=shown(change), actor=secretary, at=LATER)
    with pytest.raises(Refused):
        actions.drop_change(change.code, actor=secretary, at=LATER)


def test_many_deadlines_move_in_few_statements(cast, django_assert_max_num_queries):
    for _number in range(12):
        asked(cast)
    change = laid_out(cast)
    token = shown(change)
    admin = cast.officer(cast.administrator)
    with django_assert_max_num_queries(45):
        actions.apply_change(change.code, shown=token, actor=admin, at=LATER)
    assert set(Duty.objects.values_list("due_on", flat=True)) == {date(2025, 6, 20)}
    assert Limit.objects.filter(due_on=date(2025, 6, 20)).count() == 12


def test_a_clock_that_ran_ahead_leaves_no_overlapping_standing(cast):
    duty = asked(cast)
    ahead = datetime.fromisoformat("2025-06-12T10:00:00+00:00")
    actions.receive(duty.pk, actor=cast.officer(cast.finance_contact), at=ahead)
    applied(cast, laid_out(cast))
    assert list(faults()) == []
    assert Standing.objects.get(duty=duty, until=STILL).since == ahead
