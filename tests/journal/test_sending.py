"""A form acts once, however often and however close together it is sent."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from giaoban.duties.models import Progress
from giaoban.journal.actions import SentBefore, begin, key_of_sending, one_request, record
from giaoban.journal.models import Entry, Sending
from giaoban.outbox.jobs.retention import forget_old_messages
from giaoban.people.models import Person
from giaoban.people.vocabulary import Verb
from tests import make
from tests.duties.test_life import act

REPORT = {"percent": "40", "words": "Đã khảo sát 12 xã"}


@pytest.fixture
def duty(cast):
    now = timezone.now()
    made = make.duty(cast.committee, cast.finance, asked_at=now)
    act("receive", made, cast.officer(cast.finance_contact), now)
    return made


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def test_the_same_form_sent_again_acts_no_more_and_leads_to_the_same_page(cast, duty):
    client, here = signed_in(cast.finance_contact), f"/duties/{duty.code}/report/"
    first = client.post(here, REPORT | {"once": "a1"})
    changed = client.post(here, REPORT | {"once": "a1", "words": "Khác hẳn"}, follow=True)
    assert first.headers["Location"] == f"/duties/{duty.code}/"
    assert changed.redirect_chain == [(f"/duties/{duty.code}/", 302)]
    assert "không thực hiện lại" in changed.content.decode()
    assert [one.words for one in Progress.objects.all()] == [REPORT["words"]]


def test_a_form_opened_anew_and_another_person_act_for_themselves(cast, duty):
    here = f"/duties/{duty.code}/report/"
    for person, once in (
        (cast.finance_contact, "a1"),
        (cast.finance_contact, "a2"),
        (cast.finance_leader, "a1"),
    ):
        signed_in(person).post(here, REPORT | {"once": once, "words": f"{person.pk} {once}"})
    assert Progress.objects.count() == 3


def test_a_form_that_was_refused_may_be_sent_again(cast, duty):
    client, here = signed_in(cast.finance_contact), f"/duties/{duty.code}/report/"
    assert client.post(here, {"once": "a1", "words": "", "percent": "40"}).status_code == 200
    assert Sending.objects.count() == 0
    assert client.post(here, REPORT | {"once": "a1"}).status_code == 302
    assert Progress.objects.count() == 1


def test_an_act_that_is_taken_back_takes_its_key_back(cast):
    with pytest.raises(ZeroDivisionError):
        _begin_act_and_fail(cast, key_of_sending(1, "/x/", "a1"))
    assert (Sending.objects.count(), Entry.objects.count()) == (0, 0)


def _begin_act_and_fail(cast, key):
    with one_request():
        begin(key)
        with transaction.atomic():
            record(Verb.CHANGED, actor=cast.reader, target=cast.reader, at=make.NOON)
            raise ZeroDivisionError


def test_one_request_may_enter_several_acts_and_a_second_request_none(cast):
    key = key_of_sending(1, "/x/", "a1")
    with one_request():
        begin(key)
        for _act in range(3):
            record(Verb.CHANGED, actor=cast.reader, target=cast.reader, at=make.NOON)
    with one_request():
        begin(key)
        with pytest.raises(SentBefore), transaction.atomic():
            record(Verb.CHANGED, actor=cast.reader, target=cast.reader, at=make.NOON)
    record(Verb.CHANGED, actor=cast.reader, target=cast.reader, at=make.NOON)  # no form at work
    assert Entry.objects.count() == 4


def test_a_button_that_is_pressed_twice_is_told_so(cast):
    now = timezone.now()
    duty = make.duty(cast.committee, cast.finance, asked_at=now)
    client = signed_in(cast.finance_contact)
    sent = {"once": "b1"}
    assert client.post(f"/duties/{duty.code}/receive/", sent).status_code == 302
    again = client.post(f"/duties/{duty.code}/receive/", sent, follow=True).content.decode()
    assert "không thực hiện lại" in again
    assert Entry.objects.about("duties.duty", duty.code).count() == 1


def test_a_script_is_told_where_to_go(cast, duty):
    client, here = signed_in(cast.finance_contact), f"/duties/{duty.code}/report/"
    told = [client.post(here, REPORT | {"once": "a1"}, headers={"X-Sending": "1"}) for _time in range(2)]
    assert [(a.status_code, a.headers["X-Sent-To"]) for a in told] == [(204, f"/duties/{duty.code}/")] * 2
    assert "Location" not in told[0].headers
    out = Client().post(here, REPORT | {"once": "a2"}, headers={"X-Sending": "1"})
    assert (out.status_code, out.headers["Location"][:9]) == (302, "/sign-in/")


def test_every_form_that_asks_for_words_carries_a_key_of_its_own(cast, duty):
    client = signed_in(cast.finance_contact)
    pages = [client.get(f"/duties/{duty.code}/report/").content.decode() for _time in range(2)]
    values = {page.partition('name="once" value="')[2].partition('"')[0] for page in pages}
    assert len(values) == 2
    assert all(len(value) == 16 for value in values)


def test_keys_are_forgotten_after_a_month(db):
    now = timezone.now()
    for days in (29, 31):
        Sending.objects.create(key=str(days), claim="x", at=now - timedelta(days=days))
    forget_old_messages(now.date(), now)
    assert [one.key for one in Sending.objects.all()] == ["29"]


@pytest.mark.django_db(transaction=True)
def test_eight_at_the_same_moment_act_once():
    cast = make.cast()
    now = timezone.now()
    duty = make.duty(cast.committee, cast.finance, asked_at=now)
    act("receive", duty, cast.officer(cast.finance_contact), now)
    clients = [signed_in(cast.finance_contact) for _one in range(8)]
    start, led_to = threading.Barrier(8), []

    def send(client):
        start.wait()
        answer = client.post(f"/duties/{duty.code}/report/", REPORT | {"once": "a1"})
        led_to.append(answer.status_code)
        connection.close()

    threads = [threading.Thread(target=send, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert led_to == [302] * 8
    assert Progress.objects.count() == 1
    assert Person.objects.count() > 0
