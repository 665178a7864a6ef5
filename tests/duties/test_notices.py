"""The list of notices, the counter, the mail settings, and the steps of a committee, over HTTP."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils import timezone

from giaoban.config import settings as real_settings
from giaoban.duties.actions import set_steps
from giaoban.duties.jobs import look, remind
from giaoban.duties.jobs.hours import Hours
from giaoban.duties.jobs.steps import Steps
from giaoban.duties.models import MailWish, Notice, ReminderSteps
from giaoban.foundation.verdict import Refused
from giaoban.journal.models import Entry
from tests import make
from tests.duties.test_life import act

NOW = timezone.now()


@pytest.fixture
def told(cast):
    """Two pieces of work of Finance, told; the contact is told of both."""
    remind(at=NOW - timedelta(days=1))
    for title in ("Rà soát hạ tầng số", "Lập kế hoạch vốn"):
        make.duty(cast.committee, cast.finance, title, asked_at=NOW)
    remind(at=NOW + timedelta(minutes=5))
    return cast


def signed_in(client, who):
    client.force_login(who)
    client.cookies["giaoban_language"] = "vi"
    return client


def test_the_list_says_what_and_why_and_the_counter_how_many(client, told):
    page = signed_in(client, told.finance_contact).get("/notices/")
    words = page.content.decode()
    assert [row.title for row in page.context["rows"]] == ["Lập kế hoạch vốn", "Rà soát hạ tầng số"]
    assert "Vì anh chị là đầu mối của Sở Tài chính." in words
    assert '<span class="count t-son">2</span>' in words
    assert '<span class="count t-son">2</span>' in client.get("/desk/").content.decode()


def test_one_is_marked_read_and_put_back_and_all_are_marked_read(client, told):
    signed_in(client, told.finance_contact)
    first, second = Notice.objects.filter(person=told.finance_contact).order_by("pk")
    assert client.get(f"/notices/{first.pk}/read/").status_code == 405
    client.post(f"/notices/{first.pk}/read/")
    assert [row.pk for row in client.get("/notices/").context["rows"]] == [second.pk]
    assert (
        client.post(f"/notices/{first.pk}/read/", {"again": "1", "show": "all"}).url == "/notices/?show=all"
    )
    assert Notice.objects.unread().filter(person=told.finance_contact).count() == 2
    client.post("/notices/read/")
    assert client.get("/notices/").context["rows"] == []
    assert "Đã đọc hết" in client.get("/notices/").content.decode()
    assert len(client.get("/notices/?show=all").context["rows"]) == 2


def test_nobody_marks_or_sees_the_notices_of_others(client, told):
    signed_in(client, told.interior_contact)
    theirs = Notice.objects.filter(person=told.finance_contact).first()
    client.post(f"/notices/{theirs.pk}/read/")
    client.post("/notices/read/")
    assert Notice.objects.unread().filter(person=told.finance_contact).count() == 2
    assert client.get("/notices/?show=all").context["rows"] == []


def test_work_that_one_may_no_longer_see_is_not_listed(client, told):
    told.finance_contact.posts.update(until=timezone.localdate() - timedelta(days=1))
    assert signed_in(client, told.finance_contact).get("/notices/?show=all").context["rows"] == []


@pytest.mark.parametrize("more", [0, 12])
def test_the_list_costs_the_same_however_long(client, told, more, django_assert_num_queries):
    for number in range(more):
        make.duty(told.committee, told.finance, f"việc {number}", asked_at=NOW)
    remind(at=NOW + timedelta(minutes=10))
    signed_in(client, told.finance_contact)
    with django_assert_num_queries(9):
        assert len(client.get("/notices/").context["rows"]) == 2 + more


def test_a_person_chooses_the_hour_of_the_digest(client, cast):
    signed_in(client, cast.finance_contact)
    assert client.post("/notices/settings/", {"digest_at": "03:00"}).status_code == 200
    assert client.post("/notices/settings/", {"digest_at": "13:30"}).status_code == 302
    wish = MailWish.objects.get(person=cast.finance_contact)
    assert (wish.digest_at, wish.wants_digest) == (time(13, 30), False)
    assert Entry.objects.get(verb="duties.mail_chosen").actor_id == cast.finance_contact.pk


STEPS = {
    "days_before": "10, 5", "on_the_day": "on", "every_weeks": "2", "up_to": "chair",
    "quiet_from": "17", "quiet_to": "8", "rest_days_quiet": "on",
}  # fmt: skip


def test_the_secretary_sees_what_would_be_sent_and_keeps_it(client, cast):
    make.duty(cast.committee, cast.finance, asked_at=NOW)
    address = f"/committees/{cast.committee.code}/reminders/"
    signed_in(client, cast.secretary)
    page = client.get(address, STEPS)
    assert not ReminderSteps.objects.exists()
    shown = page.context["preview"]
    assert [sent.what for sent in shown.sent][:4] == [
        "Trước thời hạn 10 ngày làm việc",
        "Trước thời hạn 5 ngày làm việc",
        "Đúng ngày đến hạn",
        "Quá hạn 2 tuần",
    ]
    assert shown.sent[0].to == ["đầu mối của Sở Tài chính: trong bản tổng hợp ngày (08:00)"]
    assert "lãnh đạo Sở Tài chính: gửi thư ngay, lúc 08:00" in shown.sent[3].to
    assert "lãnh đạo Ban Chỉ đạo: gửi thư ngay, lúc 08:00" in shown.sent[4].to
    assert client.post(address, STEPS).status_code == 302
    kept = ReminderSteps.objects.get()
    assert (kept.days_before, kept.every_weeks, kept.quiet_from, kept.up_to) == ([10, 5], 2, 17, "chair")
    entry = Entry.objects.get(verb="duties.steps_set")
    assert (entry.before["days_before"], entry.after["days_before"]) == ("7, 3, 1", "10, 5")
    assert "10, 5" in client.get(address).content.decode()


@pytest.mark.parametrize(
    "wrong",
    [{"days_before": "7, mai"}, {"days_before": "1,2,3,4,5,6,7"}, {"days_before": "0"}, {"quiet_from": "10"}],
)
def test_steps_without_sense_are_refused_with_a_reason_and_nothing_is_kept(client, cast, wrong):
    page = signed_in(client, cast.secretary).post(
        f"/committees/{cast.committee.code}/reminders/", STEPS | wrong
    )
    assert page.status_code == 200
    assert page.context["form"].errors
    assert not ReminderSteps.objects.exists()


def test_hours_that_leave_none_open_are_refused_by_the_action_too(cast):
    with pytest.raises(Refused):
        set_steps(
            cast.committee, steps=Steps(), hours=Hours(10, 9), actor=cast.officer(cast.secretary), at=NOW
        )


def test_a_mail_server_that_is_half_configured_is_refused():
    def faults(**given):
        facts = {
            "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "EMAIL_HOST": "mail.tinh.example",
            "EMAIL_HOST_USER": "giaoban",
            "EMAIL_HOST_PASSWORD": "secret",
            "EMAIL_USE_TLS": True,
            "DEFAULT_FROM_EMAIL": "Giao Ban <giaoban@tinh.example>",
            "SITE_URL": "https://giaoban.tinh.example",
        }
        return real_settings.mail_faults(facts | given)

    assert faults() == []
    for wrong in (
        {"EMAIL_HOST": ""},
        {"EMAIL_HOST_PASSWORD": ""},
        {"EMAIL_USE_TLS": False},
        {"DEFAULT_FROM_EMAIL": "giaoban@localhost"},
        {"SITE_URL": "http://127.0.0.1:8000"},
    ):
        assert len(faults(**wrong)) == 1, wrong
    files = {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend"}
    assert len(faults(**files)) == 1  # a sender but no server
    assert faults(**files, DEFAULT_FROM_EMAIL="giaoban@localhost") == []


def test_only_the_demo_shows_the_text_of_a_letter(client, cast, settings):
    thursday = datetime(2025, 6, 12, 3, tzinfo=UTC)
    remind(at=thursday - timedelta(days=1))
    duty = make.duty(cast.committee, cast.finance, due_on=date(2025, 7, 31), asked_at=thursday)
    look(thursday + timedelta(minutes=5))
    signed_in(client, cast.administrator)
    assert duty.title not in client.get("/outbox/").content.decode()
    settings.LETTERS_ARE_SHOWN = True
    assert duty.title in client.get("/outbox/").content.decode()


def test_what_is_done_falls_out_of_the_counter(client, told):
    duty = Notice.objects.filter(person=told.finance_contact).first().duty
    act("receive", duty, told.officer(told.finance_contact, on=timezone.localdate()), NOW)
    remind(at=NOW + timedelta(minutes=10))
    assert signed_in(client, told.finance_contact).get("/notices/").context["unread"] == 1
