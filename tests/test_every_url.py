"""Every address of the site: who comes in, what a GET may do, which headers each answer carries."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver

from giaoban.journal.models import Entry
from tests.addresses import ACTS, NOT_EVERYWHERE, PAGES, PUBLIC, PUBLIC_ACTS

ROLES = (
    "chair",
    "standing",
    "secretary",
    "finance_leader",
    "finance_contact",
    "reader",
    "administrator",
    "stranger",
)
SAMPLES = {"int": "4711", "iso_day": "2025-06-12", "uuid": "00000000-0000-4000-8000-000000000000"}


def routes(resolver=None, before=""):
    """(name, address) of every page, with made-up codes that name nothing."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry, route)
        else:
            yield (
                entry.name,
                "/" + re.sub(r"<(?:(\w+):)?\w+>", lambda m: SAMPLES.get(m[1], "ZZZZ2222"), route),
            )


ROUTES = dict(routes())


def listed(*names):
    """Test cases for those of the listed addresses that this site has."""
    return [
        pytest.param(name, ROUTES[name], id=name) for name in sorted(set().union(*names)) if name in ROUTES
    ]


def test_every_address_is_in_exactly_one_list():
    lists = (PUBLIC, PUBLIC_ACTS, PAGES, ACTS)
    names = [name for one in lists for name in one]
    assert len(names) == len(set(names))
    assert set(ROUTES) - set(names) == set(), "enter these in tests/addresses.py"
    assert set(names) - NOT_EVERYWHERE - set(ROUTES) == set(), (
        "these are gone; take them out of tests/addresses.py"
    )


def secured(answer):
    """Whether the headers that protect the reader are all there."""
    policy = answer.headers.get("Content-Security-Policy", "")
    return (
        "default-src 'self'" in policy
        and "frame-ancestors 'none'" in policy
        and "form-action 'self'" in policy
        and "unsafe" not in policy
        and answer.headers.get("X-Content-Type-Options") == "nosniff"
        and answer.headers.get("X-Frame-Options") == "DENY"
        and answer.headers.get("Referrer-Policy") == "same-origin"
        and "no-store" in answer.headers.get("Cache-Control", "")
    )


@pytest.mark.parametrize(("name", "address"), listed(PAGES, ACTS))
def test_who_is_not_signed_in_is_sent_to_sign_in_and_learns_nothing(client, db, name, address):
    for answer in (client.get(address), client.post(address, {"x": "1"})):
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/sign-in/?next=/")
        assert answer.content == b""
        assert secured(answer)


@pytest.mark.parametrize(("name", "address"), listed(PUBLIC))
def test_public_pages_open_without_an_account(client, db, name, address):
    answer = client.get(address)
    assert answer.status_code in {200, 404}
    assert secured(answer)


@pytest.mark.parametrize(("name", "address"), listed(ACTS, PUBLIC_ACTS))
def test_an_act_cannot_be_done_by_following_a_link(client, cast, name, address):
    client.force_login(cast.administrator)
    answer = client.get(address)
    assert answer.status_code == (302 if name == "set_language" else 405)  # the language stays as it was
    assert answer.cookies == {}
    assert "_auth_user_id" in client.session
    assert Entry.objects.count() == 0
    assert secured(answer)


@pytest.mark.parametrize(("name", "address"), listed(PAGES))
def test_a_page_answers_every_role_and_changes_nothing(cast, name, address):
    for role in ROLES:
        client = Client()
        client.force_login(getattr(cast, role))
        answer = client.get(address)
        assert answer.status_code in {200, 302, 403, 404}, role
        assert secured(answer), role
    assert Entry.objects.acts().count() == 0


@pytest.mark.parametrize(("name", "address"), listed(PAGES, ACTS, PUBLIC, PUBLIC_ACTS))
def test_a_post_without_the_forms_token_is_refused(cast, name, address):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.administrator)
    answer = client.post(address, {"language": "en", "x": "1"})
    assert answer.status_code in {403, 405}
    assert secured(answer)
    assert Entry.objects.count() == 0


def test_an_address_that_does_not_exist_is_answered_alike_and_protected(client, cast):
    outside = client.get("/nothing/here/")
    client.force_login(cast.reader)
    inside = client.get("/nothing/here/")
    assert (outside.status_code, inside.status_code) == (404, 404)
    assert secured(outside)
    assert secured(inside)
