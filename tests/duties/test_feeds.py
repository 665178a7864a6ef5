"""Calendar feeds, read back as a calendar program reads them."""

from __future__ import annotations

import logging
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.db.models import Count, F
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar

from giaoban.config.logs import WithoutSecrets, without_secrets
from giaoban.duties import actions
from giaoban.duties.models import Duty, Feed, Standing
from giaoban.duties.models.duty import STILL
from giaoban.duties.vocabulary import FeedScope
from giaoban.foundation.verdict import Refused
from giaoban.journal.models import Entry
from giaoban.people.models import Person
from giaoban.units.models import Post
from tests import make
from tests.duties.test_life import act
from tests.test_journal_of_acts import samples_of

SOON = timedelta(days=5)


@pytest.fixture(autouse=True)
def _no_throttle_left():
    cache.clear()


@pytest.fixture
def now():
    return timezone.now()


def opened(cast, who, now, scope=FeedScope.PERSON, **thing):
    """The address of a new feed, as its person pastes it."""
    feed, token = actions.open_feed(scope, actor=cast.officer(who, now.date()), at=now, **thing)
    return feed, f"/feeds/{token}.ics"


def asked(cast, at, now, **facts):
    facts.setdefault("due_on", timezone.localdate(now) + SOON)
    return make.duty(cast.committee, at, asked_at=now, **facts)


def entries(address, client=None):
    """What a program that is not signed in reads, by the end of the work's identifier."""
    answer = (client or Client()).get(address)
    assert answer.status_code == 200
    calendar = Calendar.from_ical(answer.content)
    return {str(e["UID"]): e for e in calendar.walk("VEVENT")}


def only(address):
    [entry] = entries(address).values()
    return entry


def test_a_deadline_is_an_entry_of_a_whole_day_with_all_that_a_program_needs(cast, now):
    duty = asked(cast, cast.finance, now, title="Rà soát; hạ tầng, số")
    _feed, address = opened(cast, cast.finance_contact, now)
    answer = Client().get(address)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = Calendar.from_ical(answer.content)
    assert (calendar["VERSION"], calendar["METHOD"]) == ("2.0", "PUBLISH")
    assert calendar.errors == []
    entry = only(address)
    assert entry.errors == []
    assert entry["UID"] == f"duty-{duty.code}@giaoban"
    assert entry.decoded("DTSTART") == duty.due_on
    assert entry.decoded("DTEND") == duty.due_on + timedelta(days=1)
    assert entry["SUMMARY"] == "Hạn: Rà soát; hạ tầng, số"
    assert entry["STATUS"] == "CONFIRMED"
    assert (entry["SEQUENCE"], entry["TRANSP"]) == (0, "TRANSPARENT")
    assert entry.decoded("DTSTAMP") == entry.decoded("LAST-MODIFIED") == now.replace(microsecond=0)
    assert "Sở Tài chính" in entry["DESCRIPTION"]
    assert entry["URL"].endswith(f"/duties/{duty.code}/")
    assert b"BEGIN:VTIMEZONE" not in answer.content  # whole days have no time and need none


def test_the_identifier_stays_and_the_sequence_rises_with_state_and_deadline(cast, now):
    duty = asked(cast, cast.finance, now)
    _feed, address = opened(cast, cast.finance_contact, now)
    first = only(address)
    act("receive", duty, cast.officer(cast.finance_contact), now + timedelta(seconds=2))
    second = only(address)
    assert second["UID"] == first["UID"]
    assert (first["SEQUENCE"], second["SEQUENCE"]) == (0, 1)
    assert second.decoded("LAST-MODIFIED") > first.decoded("LAST-MODIFIED")


MOVING = {
    name: one for room in ("duties", "assignments") for name, one in samples_of(room, "SAMPLES").items()
}


@pytest.mark.parametrize("name", MOVING)
def test_every_act_that_moves_work_raises_its_sequence(cast, name):
    def facts():
        rows = Duty.objects.annotate(n=Count("standings")).values_list("pk", "title", "due_on", "state", "n")
        return {pk: (shown, n) for pk, *shown, n in rows}

    do = MOVING[name](cast)
    # What stands in force was fetched yesterday; a change of the same moment was seen by nobody.
    Standing.objects.filter(until=STILL).update(since=F("since") - timedelta(days=1))
    before = facts()
    do()
    after = facts()
    unsaid = [pk for pk, (shown, n) in before.items() if after[pk][0] != shown and after[pk][1] <= n]
    assert unsaid == [], "what a calendar shows changed, but its sequence did not"


def test_stopped_work_is_cancelled_for_sixty_days_and_then_gone(cast, now):
    duty = asked(cast, cast.finance, now)
    _feed, address = opened(cast, cast.finance_contact, now)
    actions.stop(
        duty.pk, actor=cast.officer(cast.standing), at=now, reason="Nhập với việc khác", decision="9/TB"
    )
    entry = only(address)
    assert entry["STATUS"] == "CANCELLED"
    assert entry["SEQUENCE"] == 1
    Duty.objects.filter(pk=duty.pk).update(closed_at=now - timedelta(days=61))
    assert entries(address) == {}


def test_accepted_work_says_so_and_stays_confirmed(cast, now):
    duty = asked(cast, cast.finance, now)
    _feed, address = opened(cast, cast.finance_contact, now)
    for name in ("receive", "submit"):
        act(name, duty, cast.officer(cast.finance_contact), now)
    act("accept", duty, cast.officer(cast.standing), now)
    entry = only(address)
    assert entry["SUMMARY"].startswith("[Đã chấp nhận] Hạn: ")
    assert entry["STATUS"] == "CONFIRMED"


def test_a_feed_gives_what_its_person_may_see_and_owes(cast, now):
    mine = asked(cast, cast.finance, now)
    asked(cast, cast.finance, now, role="informed")
    asked(cast, cast.finance, now, due_on=None)
    theirs = asked(cast, cast.interior, now)
    _feed, own = opened(cast, cast.finance_contact, now)
    _feed, unit = opened(cast, cast.reader, now, FeedScope.UNIT, unit=cast.finance)
    _feed, whole = opened(cast, cast.secretary, now, FeedScope.COMMITTEE, committee=cast.committee)
    _feed, member = opened(cast, cast.finance_leader, now, FeedScope.COMMITTEE, committee=cast.committee)
    uids = {duty: f"duty-{duty.code}@giaoban" for duty in (mine, theirs)}
    assert set(entries(own)) == set(entries(unit)) == set(entries(member)) == {uids[mine]}
    assert set(entries(whole)) == set(uids.values())
    assert {str(e["SUMMARY"]).rpartition(" – ")[2] for e in entries(whole).values()} == {
        "Sở Tài chính",
        "Sở Nội vụ",
    }


@pytest.mark.parametrize(
    ("who", "scope", "thing"),
    [
        ("interior_contact", FeedScope.UNIT, {"unit": "finance"}),
        ("stranger", FeedScope.COMMITTEE, {"committee": "committee"}),
        ("interior_contact", FeedScope.COMMITTEE, {"committee": "committee"}),
        ("administrator", FeedScope.UNIT, {"unit": "finance"}),
    ],
)
def test_nobody_makes_a_calendar_of_what_is_not_theirs(cast, now, who, scope, thing):
    named = {key: getattr(cast, value) for key, value in thing.items()}
    with pytest.raises(Refused):
        opened(cast, getattr(cast, who), now, scope, **named)
    assert Feed.objects.count() == 0


def test_who_loses_the_post_gets_nothing_more(cast, now):
    asked(cast, cast.finance, now)
    _feed, address = opened(cast, cast.finance_contact, now)
    assert len(entries(address)) == 1
    Post.objects.filter(person=cast.finance_contact).update(until=timezone.localdate() - timedelta(days=1))
    assert entries(address) == {}


def test_unknown_ended_replaced_and_closed_accounts_look_the_same(cast, now):
    asked(cast, cast.finance, now)
    feed, address = opened(cast, cast.finance_contact, now)
    unknown = Client().get("/feeds/nobody-knows-this-one.ics")
    officer = cast.officer(cast.finance_contact)
    _feed, token = actions.renew_feed(feed.pk, actor=officer, at=now)
    replaced = Client().get(address)
    current = f"/feeds/{token}.ics"
    assert len(entries(current)) == 1
    Person.objects.filter(pk=cast.finance_contact.pk).update(is_active=False)
    without_account = Client().get(current)
    Person.objects.filter(pk=cast.finance_contact.pk).update(is_active=True)
    actions.close_feed(feed.pk, actor=officer, at=now)
    ended = Client().get(current)
    seen = {
        (a.status_code, a.content, tuple(sorted(a.headers.items())))
        for a in (unknown, replaced, without_account, ended)
    }
    assert len(seen) == 1
    assert unknown.status_code == 404
    with pytest.raises(Refused):
        actions.renew_feed(feed.pk, actor=officer, at=now)


def test_an_account_that_was_closed_and_opened_again_needs_new_addresses(cast, now):
    from giaoban.people.actions import disable, enable

    asked(cast, cast.finance, now)
    _feed, address = opened(cast, cast.finance_contact, now)
    administrator = cast.officer(cast.administrator)
    disable(cast.finance_contact, actor=administrator, at=now)
    enable(Person.objects.get(pk=cast.finance_contact.pk), actor=administrator, at=now)
    assert Client().get(address).status_code == 404


def test_only_the_person_keeps_the_own_addresses(cast, now):
    feed, _address = opened(cast, cast.finance_contact, now)
    with pytest.raises(Refused):
        actions.close_feed(feed.pk, actor=cast.officer(cast.finance_leader), at=now)
    client = Client()
    client.force_login(cast.finance_leader)
    for rest in ("renew", "close"):
        assert client.post(f"/feeds/{feed.code}/{rest}/").status_code == 404
    assert Feed.objects.open().count() == 1


def test_what_has_not_changed_is_not_sent_again(cast, now):
    duty = asked(cast, cast.finance, now)
    feed, address = opened(cast, cast.finance_contact, now)
    first = Client().get(address)
    etag, since = first.headers["ETag"], first.headers["Last-Modified"]
    assert "no-store" not in first.headers["Cache-Control"]
    for headers in ({"If-None-Match": etag}, {"If-None-Match": f"W/{etag}"}, {"If-Modified-Since": since}):
        answer = Client().get(address, headers=headers)
        assert (answer.status_code, answer.content, answer.headers["ETag"]) == (304, b"", etag)
    Feed.objects.filter(pk=feed.pk).update(changed_at=now - timedelta(minutes=5))
    act("receive", duty, cast.officer(cast.finance_contact), now)
    assert Client().get(address, headers={"If-None-Match": etag}).status_code == 200
    old = Client().get(address, headers={"If-None-Match": '"other"', "If-Modified-Since": since})
    assert old.status_code == 200


def test_a_lost_post_changes_the_date_of_the_answer_too(cast, now):
    asked(cast, cast.finance, now)
    feed, address = opened(cast, cast.finance_contact, now)
    Client().get(address)
    Feed.objects.filter(pk=feed.pk).update(changed_at=now - timedelta(hours=2))
    since = Client().get(address).headers["Last-Modified"]
    Post.objects.filter(person=cast.finance_contact).update(until=date(2024, 1, 1))
    assert Client().get(address, headers={"If-Modified-Since": since}).status_code == 200


def test_a_program_that_asks_all_the_time_is_told_to_wait(cast, now):
    _feed, address = opened(cast, cast.finance_contact, now)
    codes = [Client().get(address).status_code for _time in range(32)]
    assert codes == [200] * 30 + [429] * 2
    assert Client().get(address).headers["Retry-After"] == "600"


def test_the_number_of_queries_does_not_grow_with_the_work(cast, now):
    asked(cast, cast.finance, now)
    _feed, address = opened(cast, cast.finance_contact, now)
    Client().get(address)
    with CaptureQueriesContext(connection) as one:
        assert len(entries(address)) == 1
    for _more in range(6):
        asked(cast, cast.finance, now)
    Client().get(address)
    with CaptureQueriesContext(connection) as seven:
        assert len(entries(address)) == 7
    assert len(one) == len(seven) <= 6


def test_no_name_of_a_person_goes_out(cast, now):
    duty = asked(cast, cast.finance, now)
    act("receive", duty, cast.officer(cast.finance_contact), now)
    act("report", duty, cast.officer(cast.finance_contact), now)
    _feed, address = opened(cast, cast.finance_contact, now)
    body = Calendar.from_ical(Client().get(address).content).to_ical().decode()
    for person in Person.objects.all():
        assert person.full_name not in body
        assert person.email not in body


def test_the_address_is_shown_once_kept_as_a_hash_and_entered_in_the_journal(client, cast, now):
    client.force_login(cast.finance_contact)
    assert "Sở Tài chính" in client.get("/feeds/").content.decode()
    page = client.post("/feeds/open/", {"of": "person"})
    address = page.context["address"]
    assert address in page.content.decode()
    token = address.rpartition("/")[2].removesuffix(".ics")
    assert len(token) >= 43
    assert token not in client.get("/feeds/").content.decode()
    assert token not in str(list(Feed.objects.values())) + str(list(Entry.objects.values()))
    feed = Feed.objects.get()
    renewed = client.post(f"/feeds/{feed.code}/renew/").context["address"]
    assert renewed != address
    client.post(f"/feeds/{feed.code}/close/")
    verbs = list(Entry.objects.order_by("number").values_list("verb", flat=True))
    assert verbs == ["duties.feed_opened", "duties.feed_renewed", "duties.feed_closed"]
    assert client.get("/feeds/").context["feeds"] == []


def test_a_person_has_a_bounded_number_of_addresses(cast, now):
    for _one in range(20):
        opened(cast, cast.finance_contact, now)
    with pytest.raises(Refused):
        opened(cast, cast.finance_contact, now)


def test_a_form_that_names_what_was_not_offered_makes_nothing(client, cast):
    client.force_login(cast.interior_contact)
    for of in (f"unit:{cast.finance.code}", f"committee:{cast.committee.pk}", "other", ""):
        assert client.post("/feeds/open/", {"of": of}).context["form"].errors
    assert Feed.objects.count() == 0


def test_no_address_stands_in_a_log(cast, now, caplog):
    caplog.handler.addFilter(WithoutSecrets())
    secret = "k3Jd83jfKwe9"
    with caplog.at_level(logging.WARNING, logger="django.request"):
        Client().get(f"/feeds/{secret}.ics")
        Client().get(f"/invitation/{secret}/")
    assert len(caplog.messages) == 2
    assert secret not in caplog.text
    assert without_secrets(f"GET /password/MQ/{secret}/ x") == "GET /password/MQ/…/ x"


def test_signing_in_is_not_asked_and_search_engines_are_sent_away(cast, now):
    _feed, address = opened(cast, cast.finance_contact, now)
    answer = Client().get(address)
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert answer.cookies == {}
    assert Client().head(address).status_code == 200
    assert Client().post(address).status_code == 405
