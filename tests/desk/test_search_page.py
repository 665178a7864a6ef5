"""The page of answers: snippets, narrowing, counts, paging, and what it says when nothing is found."""

from __future__ import annotations

import re

import pytest
from django.conf import settings as django_settings
from django.test import Client

from giaoban.documents.models import Document
from tests.assignments import work


@pytest.fixture
def papers(cast):
    """Twenty-five papers about dykes, one of them with other marks."""
    made = [work.document(cast, f"Kiểm tra đê điều lần {n}.", number=str(n)) for n in range(1, 25)]
    made.append(work.document(cast, "Kiem tra de dieu <script>x</script>.", number="99"))
    Document.objects.filter(pk=made[0].pk).update(type="KH", issuer="UBND tỉnh", issued_on="2024-03-01")
    return made


def page(cast, query, who=None, **cookies):
    client = Client()
    client.force_login(who or cast.secretary)
    client.cookies.load(cookies)
    answer = client.get(f"/search/?{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def titles(html):
    return [t.strip() for t in re.findall(r'class="found-title" href="[^"]+">([^<]+)', html)]


def test_answers_have_their_words_marked_and_their_text_escaped(cast, papers):
    html = page(cast, "q=kiểm+tra+đê+điều")
    assert "<mark>Kiểm tra đê điều</mark> lần" in html
    last = page(cast, "q=kiểm+tra+đê+điều&page=2")
    assert "<mark>Kiem tra de dieu</mark> &lt;script&gt;x" in last
    assert "<script>x" not in last
    assert "Viết với dấu khác" in last


def test_pages_hold_twenty_and_name_their_total(cast, papers):
    first, second = page(cast, "q=kiem+tra+de+dieu"), page(cast, "q=kiem+tra+de+dieu&page=2")
    assert (len(titles(first)), len(titles(second))) == (20, 5)
    assert set(titles(first)).isdisjoint(titles(second))
    assert "25 kết quả" in first
    assert len(titles(page(cast, "q=kiem+tra+de+dieu&page=999"))) == 5


def test_narrowing_counts_and_can_be_taken_away(cast, papers):
    html = page(cast, "q=kiem+tra&year=2024")
    assert titles(html) == ["KH 1/TB-BCĐ"]
    assert 'href="?q=kiem+tra" aria-current="true"' in html
    assert 'href="?q=kiem+tra&amp;year=2025"' in html  # what is not chosen is offered with its own count
    assert titles(page(cast, "q=kiem+tra&issuer=UBND+tỉnh&type=paper:KH")) == ["KH 1/TB-BCĐ"]
    for wrong in (
        "year=%00",
        "unit=999999999999999999999",
        "type=x",
        "unit=-1",
        "page=%FF",
        "page=-3",
        "year=" + "9" * 5_000,
    ):
        page(cast, f"q=kiem+tra&{wrong}")


def test_nothing_found_says_what_to_do_next(cast, papers):
    html = page(cast, "q=kiem+tra+khongco&year=2024")
    assert 'href="?q=kiem+tra+khongco"' in html
    assert 'href="?q=kiem+tra"' in html
    assert "215/TB-BCĐ" in html


def test_a_stranger_learns_nothing(cast, papers):
    html = page(cast, "q=kiem+tra+de+dieu", who=cast.stranger)
    assert titles(html) == []
    assert "found-narrow" not in html
    assert "kết quả" not in html.split("<main")[1].replace("Lọc kết quả", "")


def test_the_page_speaks_english_too(cast, papers):
    html = page(cast, "q=kiem+tra", **{django_settings.LANGUAGE_COOKIE_NAME: "en"})
    assert "25 answers" in html
    assert "Issued by" in html


def test_the_number_of_queries_is_the_same_for_one_answer_and_for_twenty(
    cast, papers, django_assert_max_num_queries
):
    client = Client()
    client.force_login(cast.secretary)
    client.get("/search/?q=x")
    for words in ("lần 7", "kiem tra"):
        with django_assert_max_num_queries(22):
            client.get("/search/", {"q": words})
