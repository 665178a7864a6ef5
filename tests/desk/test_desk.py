"""The desk: what came, what is due, what is late."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from giaoban.desk.reads.navigation import ways_for
from tests import make
from tests.duties.test_life import act


@pytest.fixture
def now():
    return timezone.now()


def on_the_desk(cast, now, title, *, days=None, state="received", role="lead"):
    """Work of Finance with a deadline `days` from today, brought into `state`."""
    finance, secretary = cast.officer(cast.finance_contact), cast.officer(cast.secretary)
    due_on = None if days is None else timezone.localdate() + timedelta(days=days)
    duty = make.duty(cast.committee, cast.finance, title, role=role, due_on=due_on, asked_at=now)
    steps = {
        "asked": (),
        "declined": ("decline",),
        "received": ("receive",),
        "submitted": ("receive", "submit"),
        "returned": ("receive", "submit", "return_"),
        "accepted": ("receive", "submit", "accept"),
    }[state]
    for step in steps:
        act(step, duty, secretary if step in ("return_", "accept") else finance, now)
    return duty


def titles(lines):
    """What a list says, in its order."""
    return [line.row.duty.title for line in lines]


def test_what_needs_a_hand_stands_first(client, cast, now):
    on_the_desk(cast, now, "xa", days=40)
    on_the_desk(cast, now, "không hạn")
    on_the_desk(cast, now, "gần", days=2)
    on_the_desk(cast, now, "mới", days=30, state="asked")
    on_the_desk(cast, now, "trả lại", days=20, state="returned")
    on_the_desk(cast, now, "quá hạn", days=-5)
    on_the_desk(cast, now, "đã nộp", days=-9, state="submitted")
    on_the_desk(cast, now, "để biết", state="asked", role="informed")
    on_the_desk(cast, now, "xong", days=1, state="accepted")
    client.force_login(cast.finance_contact)
    page = client.get("/desk/")
    assert titles(page.context["lines"]) == ["quá hạn", "trả lại", "mới", "gần", "xa", "không hạn"]
    assert titles(page.context["waiting"]) == ["đã nộp"]
    assert titles(page.context["informed"]) == ["để biết"]
    assert [tab["count"] for tab in page.context["tabs"]] == [6, 1, 1, 1]


@pytest.mark.parametrize("show", ["", "new", "week", "overdue", "returned", "waiting", "informed", "done"])
def test_every_number_is_the_length_of_its_list(client, cast, now, show):
    for days in (None, -1, 0, 5):
        for state in ("asked", "declined", "received", "submitted", "returned", "accepted"):
            on_the_desk(cast, now, state, days=days, state=state)
        on_the_desk(cast, now, "để biết", days=days, state="asked", role="informed")
    client.force_login(cast.finance_contact)
    page = client.get(f"/desk/?show={show}")
    assert page.context["page"].paginator.count == len(page.context["lines"]) > 0
    numbers = {tile.url.partition("show=")[2]: tile.number for tile in page.context["tiles"]}
    assert numbers.get(show, len(page.context["lines"])) == len(page.context["lines"])


@pytest.mark.parametrize("rows", [1, 7])
def test_the_desk_costs_the_same_however_long(client, cast, now, rows, django_assert_num_queries):
    for n in range(rows):
        on_the_desk(cast, now, f"việc {n}", days=n)
        on_the_desk(cast, now, f"nộp {n}", days=n, state="submitted")
        on_the_desk(cast, now, f"biết {n}", role="informed", state="asked")
    client.force_login(cast.finance_contact)
    with django_assert_num_queries(12):
        page = client.get("/desk/")
    assert len(page.context["lines"]) == rows


def test_an_empty_desk_says_what_will_be_here(client, cast):
    client.force_login(cast.commune_contact)
    for show in ("", "new", "week", "overdue", "returned", "waiting", "informed", "done"):
        page = client.get(f"/desk/?show={show}")
        assert str(page.context["empty"][0]) in page.content.decode()


def test_who_works_for_two_units_chooses_and_never_sees_a_third(client, cast, now):
    make.post(cast.finance_contact, cast.interior, "contact")
    make.duty(cast.committee, cast.interior, "của Nội vụ", asked_at=now)
    make.duty(cast.committee, cast.science, "của Khoa học", asked_at=now)
    client.force_login(cast.finance_contact)
    assert titles(client.get("/desk/").context["lines"]) == []
    assert titles(client.get(f"/desk/?unit={cast.interior.code}").context["lines"]) == ["của Nội vụ"]
    assert client.get(f"/desk/?unit={cast.science.code}").context["unit"] == cast.finance


def test_a_reader_looks_at_the_desk_without_buttons(client, cast, now):
    on_the_desk(cast, now, "mới", state="asked")
    client.force_login(cast.reader)
    (line,) = client.get("/desk/").context["lines"]
    assert line.receive is None
    client.force_login(cast.finance_contact)
    (line,) = client.get("/desk/").context["lines"]
    assert client.post(line.receive_url).headers["Location"] == "/desk/"
    assert titles(client.get("/desk/?show=new").context["lines"]) == []


def test_parts_handed_down_that_wait_are_announced(client, cast, now):
    part = make.duty(cast.committee, cast.interior, asked_by=cast.finance, asked_at=now)
    type(part).objects.filter(pk=part.pk).update(parent=on_the_desk(cast, now, "trên"))
    interior = cast.officer(cast.interior_contact)
    act("receive", part, interior, now)
    act("submit", part, interior, now)
    client.force_login(cast.finance_contact)
    assert client.get("/desk/").context["handed_down"] == 1
    assert [row.duty for row in client.get("/acceptance/").context["results"]] == [part]


def test_everybody_begins_at_the_page_of_their_office(client, cast):
    homes = {}
    for who in ("finance_contact", "reader", "commune_contact", "administrator"):
        client.force_login(getattr(cast, who))
        homes[who] = client.get("/").headers["Location"]
    assert homes["finance_contact"] == homes["reader"] == homes["commune_contact"] == "/desk/"
    for who in ("chair", "secretary", "standing"):
        client.force_login(getattr(cast, who))
        assert client.get("/").headers["Location"] in {"/board/", "/desk/"}
    client.force_login(cast.administrator)
    assert client.get("/desk/").status_code == 200


def test_the_desk_speaks_english_on_request(client, cast, now):
    on_the_desk(cast, now, "việc", days=-5)
    client.force_login(cast.finance_contact)
    client.cookies["giaoban_language"] = "en"
    page = client.get("/desk/").content.decode()
    assert "Work of Sở Tài chính" in page
    assert "overdue by 5 days" in page


def test_the_number_that_filters_the_list_says_so(client, cast, now):
    on_the_desk(cast, now, "quá hạn", days=-5)
    client.force_login(cast.finance_contact)
    client.cookies["giaoban_language"] = "vi"
    page = client.get("/desk/?show=overdue")
    assert [tile.label for tile in page.context["tiles"] if tile.current] == ["Quá hạn"]
    assert page.content.decode().count('class="stat" href="/desk/?unit=') == 4
    assert page.content.decode().count(' aria-current="true"><span class="stat-label">') == 1


BASIC = {"assignments", "committees", "units"}


@pytest.mark.parametrize(
    ("who", "ways"),
    [
        ("finance_contact", {"desk", "notices", "board", "figures", "dispatches", "reports"} | BASIC),
        ("reader", {"desk", "notices", "board", "figures", "dispatches", "reports"} | BASIC),
        ("administrator", {"assignments", "committees", "units", "people", "calendar"}),
    ],
)
def test_the_ways_from_every_page_lead_somewhere(client, cast, who, ways):
    person = getattr(cast, who)
    offered = {way.url.strip("/") for way in ways_for(cast.officer(person), path="/")}
    assert offered == ways
    client.force_login(person)
    assert {client.get(f"/{way}/").status_code for way in offered} == {200}


def test_the_pages_about_papers_stand_together_under_one_way(client, cast):
    client.force_login(cast.secretary)
    page = client.get("/drafts/")
    papers = next(way for way in page.context["navigation"] if way.within)
    assert papers.current
    assert [way.url for way in papers.within if way.current] == ["/drafts/"]
    assert {client.get(way.url).status_code for way in papers.within} == {200}
    for way in papers.within:
        assert f'href="{way.url}"' in page.content.decode()
    assert 'class="nav within"' not in client.get("/board/").content.decode()


def test_the_pages_about_reports_stand_together_under_one_way(client, cast):
    client.force_login(cast.secretary)
    page = client.get("/regimes/")
    reports = next(way for way in page.context["navigation"] if way.url == "/reports/")
    assert reports.current
    assert [way.url for way in reports.within if way.current] == ["/regimes/"]
