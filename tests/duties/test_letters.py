"""Letters where people, wishes and work change between what is said and what is mailed."""

from __future__ import annotations

from datetime import date, time

from giaoban.duties import actions
from giaoban.duties.jobs import look
from giaoban.duties.models import Letter, Reminder
from tests import make
from tests.duties.test_life import act
from tests.duties.test_reminding import at, begun, letters  # noqa: F401  # a fixture among them


def new_work(begun, *moments):  # noqa: F811
    """Work for Finance just before each of the moments, at which the worker looks."""
    for moment in moments:
        make.duty(begun.committee, begun.finance, asked_at=moment)
        look(moment)


def wishes(begun, *, digest_at, wants, moment):  # noqa: F811
    actions.choose_mail(
        digest_at=digest_at, wants_digest=wants, actor=begun.officer(begun.finance_contact), at=moment
    )


def test_who_wants_the_digest_again_after_three_letters_of_the_day_gets_the_next_days(begun):  # noqa: F811
    wishes(begun, digest_at=time(7, 30), wants=False, moment=at(12, 7))
    new_work(begun, at(12, 8), at(12, 9), at(12, 10), at(12, 11))
    assert [letter.number for letter in Letter.objects.order_by("pk")] == [1, 2, 3]
    wishes(begun, digest_at=time(12), wants=True, moment=at(12, 11, 30))
    look(at(12, 12, 5))
    assert Letter.objects.count() == 3
    look(at(13, 7, 5))
    [last] = Letter.objects.filter(day=date(2025, 6, 13))
    assert last.reminders.count() == 1


def test_who_has_left_the_post_gets_no_letter_about_its_work(begun):  # noqa: F811
    make.duty(begun.committee, begun.finance, due_on=date(2025, 6, 13), asked_at=at(2, 10))
    look(at(2, 18, 30))  # in quiet hours
    begun.finance_contact.posts.update(until=date(2025, 6, 2))
    look(at(3, 7, 30))
    assert [to for to, _subject, _text in letters()] == ["tc.lanhdao@sonhai.example"]


def test_who_comes_to_a_post_reads_nothing_of_reminders_that_others_had(begun):  # noqa: F811
    duty = make.duty(begun.committee, begun.finance, due_on=date(2025, 6, 26), asked_at=at(2, 10))
    act("receive", duty, begun.officer(begun.finance_contact), at(2, 11))
    for day in (17, 23):
        look(at(day))
    begun.finance_contact.posts.update(until=date(2025, 6, 24))
    look(at(25))
    came = Reminder.objects.get(step="before-1")
    assert (came.person, came.missed) == (begun.finance_leader, 0)


def test_work_that_comes_back_to_the_unit_has_missed_no_reminder_meanwhile(begun):  # noqa: F811
    duty = make.duty(begun.committee, begun.finance, due_on=date(2025, 6, 26), asked_at=at(2, 10))
    holder, asking = begun.officer(begun.finance_contact), begun.officer(begun.standing)
    act("receive", duty, holder, at(2, 11))
    act("submit", duty, holder, at(10, 11), document_date=date(2025, 6, 9))
    for day in (10, 17, 23):
        look(at(day, 12))
    act("return_", duty, asking, at(25, 10))
    look(at(25, 10, 5))
    assert [(r.step, r.missed) for r in Reminder.objects.filter(kind="due")] == [("before-1", 0)]
