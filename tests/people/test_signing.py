"""Signing in: the throttle, safe ways on, and no way to learn whether an account exists."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from giaoban.journal.models import Entry
from giaoban.outbox.models import Message
from giaoban.people.actions import ask_for_reset, disable
from tests.make import NOON, PASSWORD

WRONG = "sai-mat-khau-roi-nhe"


class Counting(MD5PasswordHasher):
    """Counts how often a password is hashed: the work by which time could tell accounts apart."""

    algorithm = "counting"
    calls = 0

    def encode(self, password, salt):
        Counting.calls += 1
        return super().encode(password, salt)


def sign_in(client, email, password=PASSWORD, **more):
    return client.post("/sign-in/", {"username": email, "password": password, **more})


def test_signing_in_leads_to_the_desk_with_a_new_session_key_and_is_in_the_journal(client, cast):
    client.get("/sign-in/")
    client.session["mark"] = 1
    before = client.session.session_key
    answer = sign_in(client, "  TC.DauMoi@sonhai.example ")
    assert answer.status_code == 302
    assert client.session.session_key != before
    assert int(client.session["_auth_user_id"]) == cast.finance_contact.pk
    entry = Entry.objects.get()
    assert (entry.verb, entry.actor_id) == ("people.signed_in", cast.finance_contact.pk)


def test_signing_out_takes_a_post(client, cast):
    client.force_login(cast.reader)
    assert client.get("/sign-out/").status_code == 405
    assert "_auth_user_id" in client.session
    assert client.post("/sign-out/").headers["Location"] == "/sign-in/"
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    ("wanted", "sent_to"),
    [
        ("/me/", "/me/"),
        ("/me/?a=1", "/me/?a=1"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example/", "/"),
        ("///elsewhere.example", "/"),
        ("/\\elsewhere.example", "/"),
        ("\\\\elsewhere.example", "/"),
        ("javascript:alert(1)", "/"),
        ("data:text/html,x", "/"),
        (" //elsewhere.example", "/"),
        ("http:elsewhere.example", "/"),
        ("/\t/elsewhere.example", "/"),
    ],
)
@override_settings(LOGIN_REDIRECT_URL="/")
def test_the_way_on_stays_on_this_site(client, cast, wanted, sent_to):
    assert sign_in(client, cast.reader.email, next=wanted).headers["Location"] == sent_to


@pytest.fixture
def accounts(cast):
    """One address of each kind of account that cannot sign in with this password."""
    disable(cast.reader, actor=None, at=NOON)
    cast.interior_contact.set_unusable_password()
    cast.interior_contact.save()
    return {
        "open": cast.finance_contact.email,
        "closed": cast.reader.email,
        "without a password": cast.interior_contact.email,
        "unknown": "khong.co@sonhai.example",
        "no address": "khong-phai-dia-chi",
    }


def without_token(text):
    """A page without the form's token, which differs between any two answers."""
    return re.sub(r"[A-Za-z0-9]{64}", "", text)


def bare(page):
    """A page without what differs between any two answers: the form's token and the typed address."""
    text = without_token(page.content.decode())
    return text.replace(page.context["form"]["username"].value() or "", "")


def test_a_failed_sign_in_looks_the_same_and_costs_the_same_for_every_kind_of_account(accounts, cast):
    answers, costs = {}, {}
    with override_settings(PASSWORD_HASHERS=["tests.people.test_signing.Counting"]):
        cast.finance_contact.set_password(PASSWORD)
        cast.finance_contact.save()
        for kind, email in accounts.items():
            Counting.calls = 0
            page = sign_in(Client(), email, WRONG)
            answers[kind] = (page.status_code, bare(page), sorted(page.headers))
            costs[kind] = Counting.calls
    assert {kind: answer == answers["unknown"] for kind, answer in answers.items()} == dict.fromkeys(
        answers, True
    )
    assert costs == dict.fromkeys(costs, 1)


def test_asking_for_a_new_password_is_answered_the_same_for_every_kind_of_account(accounts):
    seen = set()
    for kind, email in accounts.items():
        if kind == "no address":
            continue
        client = Client()
        with CaptureQueriesContext(connection) as queries:
            answer = client.post("/password/forgotten/", {"email": email})
        work_done = tuple(re.sub(r"'[^']*'|\d+", "", query["sql"]) for query in queries)
        after = client.get("/password/sent/").content.decode()
        seen.add((answer.status_code, answer.headers["Location"], work_done, without_token(after)))
    assert len(seen) == 1
    assert Message.objects.filter(kind="people.reset").count() == 4


def test_asking_again_within_a_quarter_of_an_hour_promises_no_second_letter(cast):
    for _ in range(3):
        ask_for_reset(cast.reader.email, at=NOON)
    assert Message.objects.count() == 1


def test_after_five_failures_the_address_waits_from_here_but_not_from_elsewhere(client, cast):
    for _ in range(5):
        answer = sign_in(client, cast.reader.email.upper(), WRONG)
    assert answer.status_code == 429
    held = sign_in(client, cast.reader.email)
    assert held.status_code == 429
    assert "15 phút" in held.content.decode()
    assert held.headers["Retry-After"] == "900"
    assert sign_in(client, cast.finance_contact.email).status_code == 302
    elsewhere = Client(REMOTE_ADDR="10.1.2.3")
    assert sign_in(elsewhere, cast.reader.email).status_code == 302


def test_an_unknown_address_is_made_to_wait_in_the_same_words(client, cast):
    for _ in range(5):
        unknown = sign_in(client, "khong.co@sonhai.example", WRONG)
        known = sign_in(client, cast.reader.email, WRONG)
    assert (unknown.status_code, known.status_code) == (429, 429)
    assert without_token(unknown.content.decode()) == without_token(known.content.decode())


def test_behind_a_proxy_the_throttle_believes_the_proxy_and_not_the_client(client, cast, settings):
    settings.PROXIES = 1
    for number in range(5):
        last = client.post(
            "/sign-in/",
            {"username": cast.reader.email, "password": WRONG},
            headers={"x-forwarded-for": f"6.6.6.{number}, 203.0.113.9"},
        )
    assert last.status_code == 429
    other = client.post(
        "/sign-in/",
        {"username": cast.reader.email, "password": PASSWORD},
        headers={"x-forwarded-for": "203.0.113.9, 198.51.100.7"},
    )
    assert other.status_code == 302


def test_a_closed_account_is_signed_out_at_once_and_opening_it_revives_nothing(client, cast):
    from giaoban.people.actions import enable

    client.force_login(cast.reader)
    assert client.get("/me/").status_code == 200
    disable(cast.reader, actor=cast.officer(cast.administrator), at=NOON)
    assert client.get("/me/").status_code == 302
    client.force_login(cast.finance_leader)
    assert client.get("/me/").status_code == 200
    kept = Session.objects.count()
    enable(cast.reader, actor=cast.officer(cast.administrator), at=NOON)
    assert Session.objects.count() == kept
    assert sign_in(Client(), cast.reader.email).status_code == 200


def test_an_old_session_of_a_closed_account_stays_dead_after_it_is_opened_again(cast):
    from giaoban.people.actions import enable

    old = Client()
    old.force_login(cast.reader)
    disable(cast.reader, actor=None, at=NOON)
    enable(cast.reader, actor=None, at=NOON)
    assert old.get("/me/").status_code == 302


def test_changing_the_password_ends_every_other_session(client, cast):
    other = Client()
    other.force_login(cast.reader)
    client.force_login(cast.reader)
    before = client.session.session_key
    new = "con-do-qua-song-sang-som"
    wrong = client.post("/me/password/", {"old_password": WRONG, "new_password1": new, "new_password2": new})
    assert wrong.status_code == 200
    done = client.post(
        "/me/password/", {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    )
    assert done.headers["Location"] == "/me/"
    assert client.get("/me/").status_code == 200
    assert client.session.session_key != before
    assert other.get("/me/").status_code == 302
    assert sign_in(Client(), cast.reader.email, new).status_code == 302


def test_the_language_can_be_changed_before_signing_in(client, db):
    assert "Đăng nhập" in client.get("/sign-in/").content.decode()
    client.post("/language/", {"language": "en", "next": "/sign-in/"})
    assert "Password forgotten?" in client.get("/sign-in/").content.decode()


def test_a_made_up_link_for_a_new_password_tells_nothing_about_accounts(cast):
    pages = set()
    for key in (cast.reader.pk, 999_999, "khong-phai-so"):
        who = urlsafe_base64_encode(force_bytes(key))
        page = Client().get(f"/password/{who}/cx1abc-0123456789abcdef0123456789abcdef/")
        pages.add((page.status_code, without_token(page.content.decode()).replace(who, "")))
    assert len(pages) == 1
