"""Reminders and letters: who is told what, once, and when it is mailed."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from giaoban.duties import actions
from giaoban.duties.jobs import forget_in_time, look, remind
from giaoban.duties.jobs.hours import Hours
from giaoban.duties.jobs.letters import deliver
from giaoban.duties.jobs.steps import Steps
from giaoban.duties.models import Duty, Letter, Notice, Reminder
from giaoban.outbox.jobs import Job
from giaoban.outbox.models import Message
from giaoban.units.vocabulary import PostRole, UnitKind
from tests import make
from tests.duties.test_life import act


def at(day: int, hour: int = 7, minute: int = 30, month: int = 6) -> datetime:
    """A moment of 2025 in Viet Nam; 12 June is a Thursday."""
    return datetime(2025, month, day, hour, minute, tzinfo=UTC) - timedelta(hours=7)


@pytest.fixture
def begun(cast):
    """The first run, which mails nothing, is over."""
    remind(at=at(2, 6))
    return cast


def told(duty=None, **only) -> set[tuple[str, str]]:
    """(step, mail address without its domain) of the reminders."""
    rows = Reminder.objects.filter(**({"duty": duty} if duty else {}), **only)
    return {(row.step, row.person.email.split("@")[0]) for row in rows.select_related("person")}


def letters() -> list[tuple[str, str, str]]:
    """(to, subject, text) of the letters promised so far, in order."""
    rows = Message.objects.filter(kind="duties.letter").order_by("pk")
    return [(row.payload["to"], row.payload["subject"], row.payload.get("body", "")) for row in rows]


def days(*dates: datetime) -> None:
    for moment in dates:
        look(moment)


def test_new_work_is_told_once_to_the_contact_and_mailed_at_once(begun):
    duty = make.duty(begun.committee, begun.finance, due_on=date(2025, 7, 31), asked_at=at(12, 10))
    days(at(12, 10, 5), at(12, 10, 10), at(12, 10, 15))
    assert told(duty) == {("new", "tc.daumoi")}
    [(to, subject, text)] = letters()
    assert to == "tc.daumoi@sonhai.example"
    assert subject == "Giao Ban: việc mới (1)"
    assert "Rà soát hạ tầng số" in text
    assert f"/duties/{duty.code}/" in text
    assert "là đầu mối của Sở Tài chính" in text


def test_where_there_is_no_contact_the_leader_is_told(begun):
    begun.finance_contact.posts.update(until=date(2025, 6, 1))
    make.duty(begun.committee, begun.finance, asked_at=at(12, 10))
    days(at(12, 10, 5))
    assert told() == {("new", "tc.lanhdao")}


def test_who_is_informed_reads_it_in_the_digest_and_is_never_reminded_of_the_deadline(begun):
    duty = make.duty(
        begun.committee, begun.finance, role="informed", due_on=date(2025, 6, 13), asked_at=at(9, 10)
    )
    days(at(9, 10, 5))
    assert letters() == []
    days(at(10), at(11), at(12), at(13), at(20))
    assert told(duty) == {("new", "tc.daumoi")}
    assert len(letters()) == 1


def test_the_steps_of_a_deadline_each_go_once_with_the_digest(begun):
    duty = make.duty(begun.committee, begun.finance, due_on=date(2025, 6, 26), asked_at=at(2, 10))
    act("receive", duty, begun.officer(begun.finance_contact), at(2, 11))
    for day in range(3, 27):
        days(at(day, 6), at(day), at(day, 15))
    assert [(r.step, timezone.localdate(r.at).day) for r in Reminder.objects.order_by("at")] == [
        ("before-7", 17), ("before-3", 23), ("before-1", 25), ("day", 26),
    ]  # fmt: skip
    assert len(letters()) == 4
    assert letters()[0][1] == "Giao Ban, bản tổng hợp ngày 17/06/2025: sắp đến hạn (1)"
    assert "còn 7 ngày làm việc" in letters()[0][2]


def test_overdue_work_climbs_one_level_a_week_up_to_those_who_asked(begun):
    division = make.unit("Phòng Ngân sách", UnitKind.DIVISION, begun.finance)
    clerk, head = (
        make.person("Lý Thị Xuân", "ns@sonhai.example"),
        make.person("Hồ Văn Núi", "tp@sonhai.example"),
    )
    make.post(clerk, division, PostRole.CONTACT)
    make.post(head, division, PostRole.LEADER)
    director = make.person("Cao Văn Đức", "kh.lanhdao@sonhai.example")
    make.post(director, begun.science, PostRole.LEADER)
    duty = make.duty(begun.committee, division, due_on=date(2025, 6, 6), asked_at=at(2, 10))
    act("receive", duty, begun.officer(clerk), at(2, 11))
    weeks = []
    for day in (13, 20, 27):
        before = told(duty)
        days(at(day))
        weeks.append(told(duty) - before)
    days(at(4, month=7), at(11, month=7))
    assert weeks == [
        {("week-1", "ns"), ("up", "tp"), ("up", "tc.daumoi")},
        {("week-2", "ns"), ("up", "tc.lanhdao"), ("up", "thuky"), ("up", "kh.daumoi")},
        {("week-3", "ns"), ("up", "kh.lanhdao")},
    ]
    assert told(duty) - set().union(*weeks) == {("week-4", "ns"), ("week-5", "ns")}


def test_a_part_handed_down_climbs_to_the_unit_that_handed_it_down(begun):
    division = make.unit("Phòng Ngân sách", UnitKind.DIVISION, begun.finance)
    clerk = make.person("Lý Thị Xuân", "ns@sonhai.example")
    make.post(clerk, division, PostRole.CONTACT)
    above = make.duty(begun.committee, begun.finance, asked_at=at(2, 10))
    facts = {"due_on": date(2025, 6, 6), "asked_at": at(2, 11), "asked_by": begun.finance}
    part = make.duty(begun.committee, division, parent=above, **facts)
    for day in (13, 20, 27):
        days(at(day))
    assert {who for step, who in told(part) if step == "up"} == {"tc.daumoi", "tc.lanhdao"}


def test_what_awaits_a_decision_is_told_to_the_asking_side_and_never_to_the_units_own_people(begun):
    duty = make.duty(begun.committee, begun.science, asked_at=at(2, 10))
    officer = begun.officer(begun.standing)
    act("receive", duty, officer, at(12, 9))
    act("submit", duty, officer, at(12, 10))
    days(at(12, 11), at(13))
    assert told(duty, step="submitted") == {("submitted", "thuky")}
    assert [to for to, *_ in letters()] == ["thuky@sonhai.example"]
    assert "Sở Khoa học và Công nghệ" in letters()[0][2]


def test_work_returned_twice_is_told_twice(begun):
    duty = make.duty(begun.committee, begun.finance, asked_at=at(2, 10))
    holder, asking = begun.officer(begun.finance_contact), begun.officer(begun.standing)
    act("receive", duty, holder, at(2, 11))
    for hour in (9, 14):
        act("submit", duty, holder, at(12, hour))
        act("return_", duty, asking, at(12, hour + 1))
        days(at(12, hour + 1, 40))
    assert Reminder.objects.filter(step="returned").count() == 2
    assert [subject for _to, subject, _text in letters()] == ["Giao Ban: bị trả lại (1)"] * 2


def test_a_changed_deadline_makes_new_steps_and_the_unit_is_told_of_the_change(begun):
    duty = make.duty(begun.committee, begun.finance, due_on=date(2025, 6, 13), asked_at=at(2, 10))
    holder, asking = begun.officer(begun.finance_contact), begun.officer(begun.standing)
    act("receive", duty, holder, at(2, 11))
    days(at(10), at(12))
    act("ask_extension", duty, holder, at(12, 9), proposed_on=date(2025, 6, 20))
    days(at(12, 9, 10), at(13))
    act("grant_extension", duty, asking, at(13, 9))
    for day in (16, 17, 18, 19, 20):
        days(at(day))
    assert told(duty) == {
        *((step, "tc.daumoi") for step in ("before-7", "before-3", "before-1", "day", "deadline")),
        *(("extension", who) for who in ("thuky", "kh.daumoi")),
    }
    assert set(Reminder.objects.filter(step="before-1").values_list("occasion", flat=True)) == {
        "2025-06-13", "2025-06-20",
    }  # fmt: skip


def test_after_a_week_without_a_worker_only_the_latest_step_is_said_and_it_says_so(begun):
    duty = make.duty(begun.committee, begun.finance, due_on=date(2025, 6, 26), asked_at=at(2, 10))
    act("receive", duty, begun.officer(begun.finance_contact), at(2, 11))
    days(at(3), at(25))
    assert told(duty) == {("before-1", "tc.daumoi")}
    [(_to, _subject, text)] = letters()
    assert "2 lần nhắc trước chưa gửi được" in text


def test_after_three_weeks_without_a_worker_each_rung_is_told_one_thing(begun):
    duty = make.duty(begun.committee, begun.finance, due_on=date(2025, 6, 6), asked_at=at(2, 10))
    act("receive", duty, begun.officer(begun.finance_contact), at(2, 11))
    days(at(30))
    assert told(duty) == {
        ("week-3", "tc.daumoi"),
        *(("up", who) for who in ("tc.lanhdao", "thuky", "kh.daumoi")),
    }


def test_what_was_there_before_the_first_run_fills_the_list_and_is_not_mailed(cast):
    make.duty(cast.committee, cast.finance, due_on=date(2025, 5, 1), asked_at=at(1, month=4))
    days(at(12), at(13))
    assert letters() == []
    assert Notice.objects.filter(person=cast.finance_contact).count() == 1


def test_of_a_day_with_much_new_work_two_letters_go_at_once_and_the_rest_with_the_digest(begun):
    for hour in (8, 9, 10, 11):
        make.duty(begun.committee, begun.finance, f"việc {hour}", asked_at=at(12, hour))
        days(at(12, hour, 5))
    assert len(letters()) == 2
    days(at(13, 7, 0), at(13))
    assert [subject.split(":")[0] for _to, subject, _text in letters()] == [
        "Giao Ban", "Giao Ban", "Giao Ban, bản tổng hợp ngày 13/06/2025",
    ]  # fmt: skip
    assert "việc 10" in letters()[2][2]
    assert "việc 11" in letters()[2][2]
    assert "việc 9" not in letters()[2][2]


def test_the_database_refuses_a_fourth_letter_and_a_second_digest(cast):
    facts = {"person": cast.finance_contact, "day": date(2025, 6, 12), "promised_at": at(12)}
    Letter.objects.create(number=1, is_digest=True, **facts)
    for wrong in ({"number": 4, "is_digest": False}, {"number": 2, "is_digest": True}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Letter.objects.create(**facts, **wrong)


def test_nothing_is_mailed_in_quiet_hours_and_it_goes_in_the_next_open_hour(begun):
    make.duty(begun.committee, begun.finance, asked_at=at(13, 17, 58))
    days(at(13, 18, 0), at(14, 9), at(15, 9), at(16, 6, 59))
    assert letters() == []
    assert Notice.objects.unread().filter(person=begun.finance_contact).exists()
    days(at(16, 7, 0))
    assert len(letters()) == 1


def test_what_is_done_before_the_letter_goes_is_not_mailed(begun):
    duty = make.duty(begun.committee, begun.finance, asked_at=at(13, 17, 58))
    days(at(13, 18, 5))
    act("receive", duty, begun.officer(begun.finance_contact), at(14, 8))
    days(at(16, 7, 0), at(16))
    assert letters() == []


def test_a_letter_that_could_not_leave_in_its_hours_is_taken_back_and_goes_the_next_day(begun):
    make.duty(begun.committee, begun.finance, asked_at=at(12, 17, 50))
    days(at(12, 17, 55))
    message = Message.objects.get(kind="duties.letter")

    def job(moment):
        return Job(message.pk, message.kind, message.key, message.payload, 1, moment)

    deliver(job(at(12, 18, 0)))
    deliver(job(at(12, 18, 1)))
    assert mail.outbox == []
    days(at(13, 7, 0))
    assert len(letters()) == 2
    deliver(job(at(13, 8)))  # the one that was taken back stays so
    assert mail.outbox == []


def test_who_wants_no_digest_gets_new_returned_and_escalated_work_alone(begun):
    leader = begun.officer(begun.finance_leader)
    for who in (leader, begun.officer(begun.finance_contact)):
        actions.choose_mail(digest_at=time(8), wants_digest=False, actor=who, at=at(2))
    duty = make.duty(begun.committee, begun.finance, due_on=date(2025, 6, 6), asked_at=at(2, 10))
    days(at(2, 10, 5))
    act("receive", duty, begun.officer(begun.finance_contact), at(2, 11))
    for day in (3, 4, 5, 6, 9, 13, 16, 17):
        days(at(day), at(day, 8))
    got = [(to.split("@")[0], subject) for to, subject, _text in letters()]
    assert [each for each in got if each[0].startswith("tc.")] == [
        ("tc.daumoi", "Giao Ban: việc mới (1)"),
        ("tc.lanhdao", "Giao Ban: quá hạn từ một tuần (1)"),
    ]


def test_a_committee_chooses_its_own_steps_and_hours(begun):
    chosen = Steps((5,), on_the_day=False, every_weeks=0)
    actions.set_steps(
        begun.committee, steps=chosen, hours=Hours(17, 8), actor=begun.officer(begun.secretary), at=at(2)
    )
    duty = make.duty(begun.committee, begun.finance, due_on=date(2025, 6, 13), asked_at=at(2, 10))
    act("receive", duty, begun.officer(begun.finance_contact), at(2, 11))
    for day in range(3, 28):
        days(at(day, 7, 45), at(day, 8, 5))
    assert told(duty) == {("before-5", "tc.daumoi")}
    assert [timezone.localtime(m.created_at).hour for m in Message.objects.filter(kind="duties.letter")] == [
        8
    ]


def test_each_duty_has_one_line_with_the_newest_reason_and_it_goes_when_its_cause_goes(begun):
    duty = make.duty(begun.committee, begun.finance, due_on=date(2025, 6, 13), asked_at=at(2, 10))
    days(at(2, 10, 5))
    mine = Notice.objects.get(person=begun.finance_contact)
    assert (mine.kind, mine.read_at) == ("new", None)
    officer = begun.officer(begun.finance_contact)
    act("receive", duty, officer, at(3, 9))
    days(at(3, 9, 5))
    assert Notice.objects.get(pk=mine.pk).read_at is not None
    days(at(4))
    again = Notice.objects.get(person=begun.finance_contact)
    assert (again.pk, again.kind, again.read_at) == (mine.pk, "due", None)
    days(at(14, 9))  # the deadline has passed: the same cause, and still unread
    assert Notice.objects.unread().filter(pk=mine.pk).exists()
    act("submit", duty, officer, at(14, 10))
    days(at(14, 10, 5))
    assert not Notice.objects.unread().filter(pk=mine.pk).exists()
    assert Notice.objects.unread().get(person=begun.secretary).kind == "waiting"


def test_who_changes_office_finds_the_old_work_no_more_among_the_unread(begun):
    make.duty(begun.committee, begun.finance, asked_at=at(12, 10))
    days(at(12, 10, 5))
    begun.finance_contact.posts.update(until=date(2025, 6, 15))
    newcomer = make.person("Tống Thị Hà", "tc.moi@sonhai.example")
    make.post(newcomer, begun.finance, PostRole.CONTACT, since=date(2025, 6, 16))
    days(at(16))
    assert not Notice.objects.unread().filter(person=begun.finance_contact).exists()
    assert Notice.objects.unread().get(person=newcomer).kind == "new"


def test_subjects_name_nobody_and_letters_act_on_nothing(begun):
    title, due_on = "Gặp ông Phạm Đình Ân", date(2025, 6, 6)
    duty = make.duty(begun.committee, begun.finance, title, due_on=due_on, asked_at=at(2, 10))
    for day in (2, 3, 4, 5, 6, 13, 20):
        days(at(day, 10), at(day + 1, 10))
    assert len(letters()) > 5
    for _to, subject, text in letters():
        assert "Phạm" not in subject
        assert all(
            line.strip().endswith((f"/duties/{duty.code}/", "/notices/", "/notices/settings/"))
            for line in text.splitlines()
            if "http://" in line
        )


def test_an_hourly_look_finds_what_changed_and_a_repeated_one_writes_nothing(
    begun, django_assert_max_num_queries
):
    make.duty(begun.committee, begun.finance, asked_at=at(12, 10))
    assert remind(at=at(12, 10, 5)) == 1
    assert remind(at=at(12, 10, 10)) == 0
    look(at(12, 12))
    with django_assert_max_num_queries(12):  # a quiet look costs a few small reads
        look(at(12, 14))


def test_what_was_told_of_work_closed_a_year_ago_is_forgotten(begun):
    duty = make.duty(begun.committee, begun.finance, asked_at=at(2, 10))
    days(at(2, 10, 5))
    act("stop", duty, begun.officer(begun.standing), at(3, 9))
    later = at(2, 9) + timedelta(days=365)
    forget_in_time(later.date(), later)
    assert Reminder.objects.count() == 1
    forget_in_time(later.date(), later + timedelta(days=2))
    assert (Reminder.objects.count(), Notice.objects.count(), Letter.objects.count()) == (0, 0, 0)
    assert Duty.objects.count() == 1
