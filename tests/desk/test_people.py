"""The screens about people: administrators alone, each within the units they keep."""

from __future__ import annotations

import re

import pytest

from giaoban.desk.actions import close_account
from giaoban.foundation.verdict import Refused
from giaoban.outbox.models import Message
from giaoban.people.models import Invitation, Person
from giaoban.units.models import Post, Tenure
from giaoban.units.vocabulary import PostRole, SeatRole
from tests import make
from tests.make import NOON


@pytest.fixture
def commune_administrator(cast):
    """An administrator of one commune only."""
    who = make.person("Lý Thị Sen", "sen@anthanh.example")
    make.post(who, cast.an_thanh, PostRole.ADMINISTRATOR)
    return who


def shown(page):
    return {row.person.full_name for row in page.context["rows"]}


def test_the_list_is_there_for_administrators_and_nowhere_for_others(client, cast):
    client.force_login(cast.finance_leader)
    assert client.get("/people/").status_code == 404
    assert client.get(f"/people/{cast.reader.code}/").status_code == 404
    client.force_login(cast.administrator)
    assert "Ngô Văn Ước" in shown(client.get("/people/"))


def test_an_administrator_sees_the_people_of_the_own_units_only(client, cast, commune_administrator):
    client.force_login(commune_administrator)
    assert shown(client.get("/people/")) == {"Hoàng Văn Quý", "Lý Thị Sen"}
    hidden = client.get(f"/people/{cast.reader.code}/")
    missing = client.get("/people/ZZZZ2222/")
    assert (hidden.status_code, missing.status_code) == (404, 404)
    client.force_login(cast.administrator)
    assert "Bùi Thị Yên" not in shown(client.get("/people/"))


def test_who_also_works_elsewhere_is_not_one_administrators_to_close(cast, commune_administrator):
    make.post(cast.commune_contact, cast.finance, PostRole.READER)
    with pytest.raises(Refused):
        close_account(cast.commune_contact, actor=cast.officer(commune_administrator), at=NOON)
    assert (
        close_account(cast.commune_contact, actor=cast.officer(cast.administrator), at=NOON).is_active
        is False
    )


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("q=uoc", {"Ngô Văn Ước"}),
        ("q=%C6%B0%E1%BB%9Bc", {"Ngô Văn Ước"}),
        ("q=tc.", {"Phạm Đình Ân", "Đỗ Thị Dung", "Ngô Văn Ước"}),
        ("q=uoc&state=closed", set()),
        ("state=invited", set()),
    ],
)
def test_people_are_found_by_name_with_or_without_marks_and_by_address(client, cast, query, names):
    client.force_login(cast.administrator)
    assert shown(client.get(f"/people/?{query}")) == names


def test_one_form_adds_a_person_with_post_and_invitation_and_shows_the_link_once(client, cast):
    client.force_login(cast.administrator)
    fields = {
        "full_name": "Mai Thị Lụa", "email": "lua@sonhai.example", "unit": "so tai chinh", "role": "contact",
        "title": "Chuyên viên", "since": "01/06/2025", "with_letter": "on",
    }  # fmt: skip
    page = client.post("/people/add/", fields)
    person = Person.objects.get(email="lua@sonhai.example")
    post = Post.objects.get(person=person)
    assert (post.unit, post.role, f"{post.since:%d/%m/%Y}") == (cast.finance, "contact", "01/06/2025")
    link = re.search(r"/invitation/[\w-]+/", page.content.decode()).group()
    assert Message.objects.get(kind="mail").payload["to"] == "lua@sonhai.example"
    assert client.get(link).status_code == 200
    assert "/invitation/" not in client.get(f"/people/{person.code}/").content.decode()


def test_a_refused_post_adds_nobody(client, cast, commune_administrator):
    client.force_login(commune_administrator)
    fields = {
        "full_name": "Mai Thị Lụa", "email": "lua@sonhai.example", "unit": f"unit:{cast.finance.code}",
        "role": "leader", "since": "01/06/2025", "with_letter": "on",
    }  # fmt: skip
    page = client.post("/people/add/", fields)
    assert page.status_code == 200
    assert page.context["form"].non_field_errors()
    assert not Person.objects.filter(email="lua@sonhai.example").exists()
    assert (Message.objects.count(), Invitation.objects.count()) == (0, 0)


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_costs_the_same_however_long(client, cast, rows, django_assert_max_num_queries):
    for number in range(rows):
        make.post(make.person(f"Người {number}", f"n{number}@sonhai.example"), cast.finance, PostRole.READER)
    client.force_login(cast.administrator)
    with django_assert_max_num_queries(9):
        client.get("/people/")


def test_the_acts_on_an_account_work_from_its_page(client, cast):
    client.force_login(cast.administrator)
    base = f"/people/{cast.reader.code}/"
    assert "đã có mật khẩu" in client.post(f"{base}invite/").content.decode()
    client.post(f"{base}close/")
    client.post(f"{base}open/")
    assert "/invitation/" in client.post(f"{base}invite/").content.decode()
    held = Post.objects.get(person=cast.reader)
    client.post(f"{base}posts/{held.pk}/end/", {"last_day": "30/06/2025"})
    client.post(
        f"{base}posts/",
        {"unit": f"unit:{cast.interior.code}", "role": "contact", "title": "", "since": "01/07/2025"},
    )
    client.post(
        f"{base}change/", {"full_name": "Ngô Văn Ước", "email": "uoc@sonhai.example", "phone": "0298"}
    )
    person = Person.objects.get(pk=cast.reader.pk)
    assert (person.email, person.phone, person.is_active) == ("uoc@sonhai.example", "0298", True)
    posts = [(post.unit.name, post.until) for post in Post.objects.filter(person=person).order_by("pk")]
    assert [name for name, _until in posts] == ["Sở Tài chính", "Sở Nội vụ"]
    assert f"{posts[0][1]:%d/%m/%Y}" == "30/06/2025"


def test_the_outbox_shows_recipient_and_subject_and_never_the_text(client, cast):
    Message.objects.create(
        kind="mail", key="k", created_at=NOON, run_at=NOON, failed_at=NOON, attempts=10, last_error="x",
        payload={"to": "ai@sonhai.example", "subject": "Lời mời", "body": "BÍ MẬT /invitation/abc/"},
    )  # fmt: skip
    client.force_login(cast.finance_leader)
    assert client.get("/outbox/").status_code == 404
    client.force_login(cast.administrator)
    text = client.get("/outbox/").content.decode()
    assert "ai@sonhai.example" in text
    assert "BÍ MẬT" not in text
    pk = Message.objects.get().pk
    client.post(f"/outbox/{pk}/again/")
    again = Message.objects.get()
    assert (again.failed_at, again.attempts) == (None, 0)


@pytest.mark.parametrize("since", ["2021-01-01", "2099-01-01"])
def test_who_sits_in_a_committee_above_is_not_a_commune_administrators_to_change(
    client, cast, commune_administrator, since
):
    chair = make.person("Tạ Thị Vân", "phochutich@sonhai.example")
    seat = make.seat(cast.committee, SeatRole.VICE_CHAIR, cast.province, "Phó Chủ tịch UBND tỉnh")
    Tenure.objects.create(seat=seat, person=chair, since=since)
    client.force_login(commune_administrator)
    mine = {"full_name": "Tạ Thị Vân", "email": "sen2@anthanh.example", "honorific": "", "phone": ""}
    client.post(f"/people/{chair.code}/change/", mine)
    client.post(f"/people/{chair.code}/close/")
    chair.refresh_from_db()
    assert (chair.email, chair.is_active) == ("phochutich@sonhai.example", True)
    client.force_login(cast.administrator)
    client.post(f"/people/{chair.code}/close/")
    chair.refresh_from_db()
    assert not chair.is_active


def test_who_will_work_elsewhere_is_not_this_administrators_any_more(cast, commune_administrator):
    Post.objects.filter(person=cast.commune_contact).update(until="2025-06-01")
    make.post(cast.commune_contact, cast.finance, PostRole.LEADER, since="2099-01-01")
    with pytest.raises(Refused):
        close_account(cast.commune_contact, actor=cast.officer(commune_administrator), at=NOON)


def test_letters_of_all_units_are_for_administrators_of_a_top_unit(client, cast, commune_administrator):
    client.force_login(commune_administrator)
    assert client.get("/outbox/").status_code == 404
    assert client.post("/outbox/1/again/").status_code == 404
    assert "/outbox/" not in client.get("/people/").content.decode()
    client.force_login(cast.administrator)
    assert "/outbox/" in client.get("/people/").content.decode()
