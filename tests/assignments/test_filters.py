"""Saved filters: kept as the form understood them, shared in a committee, honest when they grow stale."""

from __future__ import annotations

import pytest
from django.contrib.messages import get_messages

from giaoban.assignments.actions import delete_filter, keep_filter, rename_filter, share_filter
from giaoban.assignments.models import SavedFilter
from giaoban.assignments.vocabulary import SavedList
from giaoban.foundation.verdict import Refused
from giaoban.units.models import Seat
from tests import make
from tests.assignments import work


def kept(cast, name="Quá hạn", query="punctuality=overdue", *, who=None, shared=False, of=SavedList.TASKS):
    return keep_filter(
        of=of,
        name=name,
        query=query,
        shared_in=cast.committee if shared else None,
        actor=cast.officer(who or cast.secretary),
        at=make.NOON,
    )


def said(answer) -> list[str]:
    return [str(m) for m in get_messages(answer.wsgi_request)]


def test_a_filter_is_kept_as_the_form_understands_it(cast, client):
    client.force_login(cast.secretary)
    wanted = f"committee={cast.committee.code}&punctuality=overdue&unit=unit%3A{cast.finance.code}"
    sent = {"list": "tasks", "name": "Quá hạn của Sở Tài chính", "query": f"{wanted}&page=3&q="}
    client.post("/filters/save/", sent)
    assert SavedFilter.objects.get().query == wanted


@pytest.mark.parametrize("query", ["punctuality=never", "field=999", "hack=1", "source=ZZZZ", "committee=ZZ"])
def test_what_the_form_does_not_understand_is_not_stored(cast, client, query):
    client.force_login(cast.secretary)
    answer = client.post("/filters/save/", {"list": "tasks", "name": "x", "query": query})
    assert not SavedFilter.objects.exists()
    assert said(answer)


@pytest.mark.parametrize(
    ("which", "query"),
    [("tasks", "punctuality=overdue"), ("work", "stands=overdue&order=unit")],
)
def test_a_kept_filter_opens_its_list(cast, client, which, query):
    client.force_login(cast.secretary)
    one = kept(cast, query=query, of=SavedList(which))
    answer = client.get(f"/filters/{one.code}/")
    address = {"tasks": "/assignments/", "work": "/work/"}[which]
    assert answer.url.startswith(address)
    assert set(query.split("&")) <= set(answer.url.partition("?")[2].split("&"))
    assert client.get(answer.url).status_code == 200
    assert said(answer) == []


def test_a_stale_filter_shows_the_rest_and_says_what_it_left_away(cast, client):
    client.force_login(cast.secretary)
    one = kept(cast, query=f"field={cast.field.pk}&punctuality=overdue")
    cast.field.delete()
    answer = client.get(f"/filters/{one.code}/")
    assert answer.url == "/assignments/?punctuality=overdue"
    assert len(said(answer)) == 1


def test_a_filter_of_a_committee_that_is_no_longer_ones_own_still_opens(cast, client):
    one = kept(cast, query=f"committee={cast.committee.code}&stands=overdue", of=SavedList.WORK)
    Seat.objects.filter(committee=cast.committee, role="secretary").update(until=make.SINCE)
    client.force_login(cast.secretary)
    answer = client.get(f"/filters/{one.code}/")
    assert cast.committee.code not in answer.url
    assert client.get(answer.url).status_code == 200


def test_shared_filters_are_seen_by_the_asking_side_and_changed_by_their_owner(cast, client):
    one = kept(cast, shared=True)
    for who, sees in (
        (cast.standing, True),
        (cast.chair, True),
        (cast.finance_contact, False),
        (cast.stranger, False),
    ):
        client.force_login(who)
        assert (client.get(f"/filters/{one.code}/").status_code == 302) == sees
    with pytest.raises(Refused):
        rename_filter(one, name="x", actor=cast.officer(cast.standing), at=make.NOON)
    with pytest.raises(Refused):
        delete_filter(one, actor=cast.officer(cast.chair))
    client.force_login(cast.standing)
    assert one.name in client.get("/assignments/").content.decode()


def test_own_filters_are_seen_by_nobody_else(cast, client):
    one = kept(cast)
    client.force_login(cast.standing)
    assert client.get(f"/filters/{one.code}/").status_code == 404
    assert one.name not in client.get("/filters/").content.decode()


def test_only_the_asking_side_shares(cast):
    with pytest.raises(Refused):
        kept(cast, who=cast.finance_contact, shared=True)
    one = kept(cast, who=cast.finance_contact)
    with pytest.raises(Refused):
        share_filter(one, shared_in=cast.committee, actor=cast.officer(cast.finance_contact), at=make.NOON)


def test_the_same_name_takes_the_place_and_a_taken_name_is_refused(cast):
    first = kept(cast, "A", "order=new")
    assert kept(cast, "A", "order=old").pk == first.pk
    second = kept(cast, "B")
    with pytest.raises(Refused):
        rename_filter(second, name="A", actor=cast.officer(cast.secretary), at=make.NOON)
    with pytest.raises(Refused):
        kept(cast, "  ")


def test_rename_share_and_delete_on_the_page(cast, client):
    one = kept(cast)
    client.force_login(cast.secretary)
    client.post(f"/filters/{one.code}/rename/", {"name": "Việc chậm"})
    client.post(f"/filters/{one.code}/share/", {"shared_in": cast.committee.code})
    one.refresh_from_db()
    assert (one.name, one.committee) == ("Việc chậm", cast.committee)
    assert client.get("/filters/").status_code == 200
    client.post(f"/filters/{one.code}/delete/")
    assert not SavedFilter.objects.exists()
    assert client.post(f"/filters/{one.code}/delete/").status_code == 404


def test_the_list_leads_to_the_kept_filters_of_both_lists(cast, client):
    work.given(cast)
    kept(cast, "Việc quá hạn của tôi")
    kept(cast, "Của danh sách kia", of=SavedList.WORK)
    client.force_login(cast.secretary)
    assert 'href="/filters/"' in client.get("/assignments/").content.decode()
    shown = client.get("/filters/").content.decode()
    assert "Việc quá hạn của tôi" in shown
    assert "Của danh sách kia" in shown
