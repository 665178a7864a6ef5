"""Search and the command menu's answers: what is found, by which words, and for whom."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from giaoban.desk.reads.commands import answers_to
from tests import make
from tests.assignments import work
from tests.scene import scene

JSON = {"Accept": "application/json"}


def found(person, words):
    """(kind, name) of what the menu offers."""
    client = Client()
    client.force_login(person)
    answer = client.get("/search/", {"q": words}, headers=JSON)
    assert answer.status_code == 200
    return [(hit["group"], hit["label"]) for hit in answer.json()]


@pytest.mark.parametrize(
    ("name", "typed", "expected"),
    [
        ("Việc của tôi", "viec", True),
        ("Việc của tôi", "vct", True),
        ("Việc của tôi", "tôi việc", True),
        ("Đơn vị", "don", True),
        ("Đơn vị", "dv", True),
        ("Bảng theo dõi", "vị", False),
        ("Việc của tôi", "", True),
    ],
)
def test_a_page_answers_to_beginnings_and_initials(name, typed, expected):
    from giaoban.foundation.text import search_key

    assert answers_to(name, search_key(typed).split()) is expected


@pytest.mark.parametrize("typed", ["sở tài chính", "so tai chinh", "so tc", "stc", "SỞ TC", "tài chính"])
def test_a_unit_is_found_with_or_without_marks_and_by_initials(cast, typed):
    assert ("Đơn vị", "Sở Tài chính") in found(cast.reader, typed)


def test_work_papers_committees_and_people_are_found(cast):
    make.duty(cast.committee, cast.finance, "Rà soát hạ tầng số", asked_at=timezone.now())
    work.document(cast, work.PLAN, number="215")
    assert ("Việc", "Rà soát hạ tầng số") in found(cast.finance_contact, "ha tang")
    assert any(kind == "Văn bản" for kind, _name in found(cast.secretary, "215"))
    assert ("Ban chỉ đạo", cast.committee.name) in found(cast.finance_contact, "chuyen doi so")
    assert ("Người dùng", "Ngô Văn Ước") in found(cast.administrator, "uoc")
    assert not any(kind == "Người dùng" for kind, _name in found(cast.finance_leader, "uoc"))


def test_nothing_typed_offers_the_pages_and_the_own_work_due_next(cast):
    now = timezone.now()
    for days in (9, 3):
        make.duty(
            cast.committee, cast.finance, f"Việc {days}", asked_at=now,
            due_on=timezone.localdate(now) + timedelta(days=days),
        )  # fmt: skip
    hits = found(cast.finance_contact, "")
    assert [name for kind, name in hits if kind == "Việc"] == ["Việc 3", "Việc 9"]
    assert ("Trang", "Việc của tôi") in hits


def test_pages_are_those_that_the_person_has(cast):
    assert ("Trang", "Thêm người") in found(cast.administrator, "them nguoi")
    assert found(cast.reader, "them nguoi") == []


def test_the_work_of_others_is_not_told(cast):
    made = scene(cast)
    for who in ("other_side", "stranger", "administrator"):
        kinds = {kind for kind, _name in found(made.who(who), "ra soat")}
        assert "Việc" not in kinds, who
    assert [n for k, n in found(cast.finance_contact, "viec rieng cua so noi vu") if k == "Việc"] == []
    assert not any(kind == "Văn bản" for kind, _name in found(made.who("other_side"), "215"))


@pytest.mark.long
def test_every_address_that_is_offered_opens(cast):
    scene(cast)
    for who in (cast.secretary, cast.finance_contact, cast.administrator, cast.chair):
        client = Client()
        client.force_login(who)
        for words in ("", "so", "a", "2", "ban"):
            for hit in client.get("/search/", {"q": words}, headers=JSON).json():
                assert client.get(hit["url"]).status_code == 200, hit


def test_the_page_says_the_same_without_javascript(client, cast):
    client.force_login(cast.finance_contact)
    page = client.get("/search/", {"q": "so tc"}).content.decode()
    assert "Sở Tài chính" in page
    assert 'value="so tc"' in page
    empty = client.get("/search/", {"q": "xyzxyz"}).content.decode()
    assert "Không tìm thấy" in empty


def test_hostile_words_are_words(client, cast):
    client.force_login(cast.finance_contact)
    for words in ("%", "_", "'; --", "<script>x</script>", "a" * 5000, "\x00", "[]()"):
        answer = client.get("/search/", {"q": words})
        assert answer.status_code == 200
        assert b"<script>x" not in answer.content


def test_the_number_of_queries_does_not_grow(client, cast, django_assert_num_queries):
    client.force_login(cast.secretary)
    now = timezone.now()
    counts = []
    client.get("/search/", {"q": "so"}, headers=JSON)  # the first search makes the index
    for _round in range(2):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        for n in range(3):
            make.duty(cast.committee, cast.finance, f"Số hóa {n}", asked_at=now)
        with CaptureQueriesContext(connection) as seen:
            client.get("/search/", {"q": "so"}, headers=JSON)
        counts.append(len(seen))
    assert counts[0] == counts[1]
    assert counts[0] <= 20
