"""Accounts: invitations, links, details, and passwords that are too easy."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from giaoban.foundation.verdict import Refused
from giaoban.journal.models import Entry
from giaoban.journal.reads import check_chain
from giaoban.outbox.jobs import work
from giaoban.outbox.models import Message
from giaoban.people import jobs  # noqa: F401  # registers its handlers
from giaoban.people.actions import accept_invitation, add_person, change_person, disable, enable, invite
from giaoban.people.forms import OrganisationWordsValidator
from giaoban.people.models import Invitation, Person
from tests.make import NOON, PASSWORD

NEW = "con-do-qua-song-sang-som"


def post_everything():
    """Let the worker send what is promised."""
    Message.objects.update(run_at=NOON)
    work(lambda: False, once=True)
    return [letter for letter in mail.outbox if letter.to]


@pytest.fixture
def administrator(cast):
    return cast.officer(cast.administrator)


@pytest.fixture
def newcomer(administrator):
    return add_person(
        full_name="  Mai   Thị Lụa ", email="Lua@SonHai.example", actor=administrator, at=timezone.now()
    )


def test_a_new_person_has_a_tidy_name_a_small_lettered_address_and_no_password(newcomer):
    assert (newcomer.full_name, newcomer.email) == ("Mai Thị Lụa", "lua@sonhai.example")
    assert not newcomer.has_usable_password()
    assert newcomer.search_key == "mai thi lua"


@pytest.mark.parametrize("email", ["", "x", "a@b@c", "LUA@sonhai.example", "a b@c.vn", "x@y.vn\n"])
def test_an_address_must_be_one_and_free(newcomer, administrator, email):
    if email == "x@y.vn\n":  # spaces around are not the writer's meaning
        assert add_person(full_name="X", email=email, actor=administrator, at=NOON).email == "x@y.vn"
        return
    with pytest.raises(Refused):
        add_person(full_name="Ai", email=email, actor=administrator, at=NOON)
    assert Person.objects.filter(full_name="Ai").count() == 0


def test_only_an_administrator_adds_invites_closes_and_opens(cast, newcomer):
    officer = cast.officer(cast.finance_leader)
    for act in (
        lambda: add_person(full_name="Ai", email="ai@sonhai.example", actor=officer, at=NOON),
        lambda: invite(newcomer, actor=officer, at=NOON),
        lambda: disable(cast.reader, actor=officer, at=NOON),
        lambda: enable(cast.reader, actor=officer, at=NOON),
        lambda: change_person(cast.reader, actor=officer, at=NOON, phone="1"),
        lambda: change_person(cast.finance_leader, actor=officer, at=NOON, email="x@y.vn"),
    ):
        entries = Entry.objects.count()
        with pytest.raises(Refused):
            act()
        assert Entry.objects.count() == entries


def test_an_invitation_arrives_by_mail_works_once_and_signs_in(newcomer, administrator, client):
    token = invite(newcomer, actor=administrator, at=timezone.now())
    (letter,) = post_everything()
    assert letter.to == ["lua@sonhai.example"]
    assert f"/invitation/{token}/" in letter.body
    assert token not in str(Invitation.objects.values_list()[0])
    assert token not in str(list(Message.objects.values_list("payload", flat=True)))
    page = client.get(f"/invitation/{token}/")
    assert "Mai Thị Lụa" in page.content.decode()
    done = client.post(f"/invitation/{token}/", {"new_password1": NEW, "new_password2": NEW})
    assert done.status_code == 302
    assert int(client.session["_auth_user_id"]) == newcomer.pk
    assert list(Entry.objects.values_list("verb", flat=True).order_by("number")) == [
        "people.added", "people.invited", "people.joined",
    ]  # fmt: skip
    assert check_chain()


def test_used_old_unknown_and_replaced_links_look_exactly_the_same(newcomer, administrator, cast):
    now = timezone.now()
    replaced = invite(newcomer, actor=administrator, at=now)
    used = invite(newcomer, actor=administrator, at=now)
    accept_invitation(used, password=NEW, at=now)
    late = add_person(full_name="Trễ", email="tre@sonhai.example", actor=administrator, at=now)
    old = invite(late, actor=administrator, at=now - timedelta(days=7, seconds=1))
    gone = add_person(full_name="Thôi", email="thoi@sonhai.example", actor=administrator, at=now)
    closed = invite(gone, actor=administrator, at=now)
    disable(gone, actor=administrator, at=now)
    pages = set()
    for token in (replaced, used, old, closed, "khong-co-duong-dan-nay"):
        page = Client().get(f"/invitation/{token}/")
        pages.add(
            (page.status_code, re.sub(r"[A-Za-z0-9]{64}", "", page.content.decode()).replace(token, ""))
        )
        assert (
            Client().post(f"/invitation/{token}/", {"new_password1": NEW, "new_password2": NEW}).status_code
            == 404
        )
    assert len(pages) == 1


def test_a_living_account_cannot_be_invited_into(cast, administrator):
    with pytest.raises(Refused):
        invite(cast.reader, actor=administrator, at=NOON)


def test_nobody_closes_their_own_account(cast, administrator):
    with pytest.raises(Refused):
        disable(cast.administrator, actor=administrator, at=NOON)


def test_closing_an_account_forgets_the_telephone_and_keeps_the_name(cast, administrator):
    change_person(cast.reader, actor=administrator, at=NOON, phone="0298 3111222")
    gone = disable(cast.reader, actor=administrator, at=NOON)
    assert (gone.phone, gone.full_name, gone.has_usable_password()) == ("", "Ngô Văn Ước", False)
    assert "3111222" not in str(list(Entry.objects.values_list("before", "after")))


def test_a_change_of_address_is_told_to_the_old_and_to_the_new(cast, administrator):
    change_person(cast.reader, actor=administrator, at=NOON, email="moi@sonhai.example")
    assert sorted(letter.to[0] for letter in post_everything()) == [
        "moi@sonhai.example",
        "tc.xem@sonhai.example",
    ]


def test_people_change_their_own_telephone_but_not_their_name(client, cast):
    client.force_login(cast.reader)
    client.post(
        "/me/details/", {"phone": "0298 3999", "phone_is_shared": "on", "full_name": "Khác", "is_active": ""}
    )
    cast.reader.refresh_from_db()
    assert (cast.reader.phone, cast.reader.phone_is_shared, cast.reader.full_name) == (
        "0298 3999",
        True,
        "Ngô Văn Ước",
    )


def test_a_forgotten_password_is_replaced_by_a_link_that_works_once(client, cast):
    old = Client()
    old.force_login(cast.reader)
    client.post("/password/forgotten/", {"email": cast.reader.email.upper()})
    (letter,) = post_everything()
    assert letter.to == [cast.reader.email]
    link = re.search(r"https?://[^/]+(/password/\S+/)", letter.body).group(1)
    form = client.get(link, follow=True)
    assert link not in form.request["PATH_INFO"]
    done = client.post(form.request["PATH_INFO"], {"new_password1": NEW, "new_password2": NEW})
    assert done.headers["Location"] == "/sign-in/"
    assert old.get("/me/").status_code == 302
    again = Client().get(link, follow=True)
    assert "new_password1" not in again.content.decode()
    cast.reader.refresh_from_db()
    assert cast.reader.check_password(NEW)


def test_no_letter_goes_to_closed_unknown_or_password_less_accounts(client, cast):
    disable(cast.reader, actor=None, at=NOON)
    cast.interior_contact.set_unusable_password()
    cast.interior_contact.save()
    for email in (cast.reader.email, cast.interior_contact.email, "khong.co@sonhai.example"):
        client.post("/password/forgotten/", {"email": email})
    assert post_everything() == []
    assert Message.objects.open().count() == 0
    assert set(map(str, Message.objects.values_list("payload", flat=True))) == {"{}"}


@pytest.mark.parametrize(
    "weak",
    [
        "",
        "ngan",
        "1234567890123",
        "giaoban2025",
        "Ban Chỉ Đạo 2026!",
        "matkhau123456",
        "NgoVanUoc2025",
        "tc.xem-sonhai",
    ],
)
def test_a_weak_password_is_refused_with_a_reason_and_changes_nothing(client, cast, weak):
    client.force_login(cast.reader)
    page = client.post(
        "/me/password/", {"old_password": PASSWORD, "new_password1": weak, "new_password2": weak}
    )
    assert page.status_code == 200
    assert page.context["form"].errors
    cast.reader.refresh_from_db()
    assert cast.reader.check_password(PASSWORD)


def test_words_of_the_institution_help_little_but_do_not_hurt(settings, cast):
    settings.PASSWORD_WORDS = ["Sơn Hải"]
    check = OrganisationWordsValidator()
    check.validate("giao ban sang thu hai o vuon", cast.reader)
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError):
        check.validate("SơnHải-giaoban-2025", cast.reader)
