"""The list of tasks begins with what is still to be done."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from giaoban.assignments.models import Assignment
from giaoban.assignments.reads import listing
from tests.assignments import work
from tests.duties.test_life import act


@pytest.fixture
def tasks(cast):
    """Six tasks of one paper: two overdue or running, one without a deadline, three closed."""
    today = timezone.localdate()
    days = {
        "xa": 40,
        "quá hạn": -5,
        "không hạn": None,
        "xong sớm": -90,
        "xong mới": -2,
        "xong, không hạn": None,
    }
    paper = work.document(cast, *(f"Sở Tài chính làm việc {name}." for name in days))
    review = work.review(paper)
    for name, number in days.items():
        due_on = None if number is None else today + timedelta(days=number)
        made = work.proposal(review, f"Sở Tài chính làm việc {name}.", lead=[cast.finance], due_on=due_on)
        made.action = name
        made.save(update_fields=["action"])
    now = timezone.now()
    work.give(review, cast, at=now)
    finance, secretary = cast.officer(cast.finance_contact), cast.officer(cast.secretary)
    for each in Assignment.objects.for_list().filter(document=paper):
        if each.lead.title.startswith("xong"):
            for step, who in (("receive", finance), ("submit", finance), ("accept", secretary)):
                act(step, each.lead, who, now)
    return paper


def titles(client, query=""):
    return [row.duty.title for row in client.get(f"/assignments/{query}").context["rows"]]


OPEN_FIRST = ["quá hạn", "xa", "không hạn", "xong mới", "xong sớm", "xong, không hạn"]


def test_open_work_stands_first_with_the_nearest_deadline_on_top(client, cast, tasks):
    client.force_login(cast.secretary)
    assert titles(client) == OPEN_FIRST
    assert titles(client, "?q=so+tai+chinh") == OPEN_FIRST  # words are looked up another way
    assert titles(client, "?state=running") == OPEN_FIRST[:3]
    assert titles(client, "?state=accepted") == OPEN_FIRST[3:]


@pytest.fixture(params=[0, 5_000])
def way(request, monkeypatch):
    """Rows walked in the order of an index, and rows sorted by the program."""
    monkeypatch.setattr(listing, "FEW", request.param)
    return monkeypatch


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 6])
def test_pages_together_hold_each_task_once_in_order(client, cast, tasks, way, size):
    way.setattr(listing, "PAGE", size)
    client.force_login(cast.secretary)
    shown = [title for number in range(1, -(-6 // size) + 1) for title in titles(client, f"?page={number}")]
    assert shown == OPEN_FIRST


def test_the_workbook_has_the_order_of_the_list(client, cast, tasks):
    client.force_login(cast.secretary)
    answer = client.get("/assignments/export/json/")
    rows = json.loads(b"".join(answer.streaming_content))["rows"]
    assert [row["title"] for row in rows] == OPEN_FIRST
