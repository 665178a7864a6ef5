"""The page of the calendar, with and without the right to change it."""

from __future__ import annotations

from datetime import date

import pytest

from giaoban.journal.models import Entry
from giaoban.workdays.actions import set_day
from giaoban.workdays.models import CalendarDay
from giaoban.workdays.reads import current_calendar
from tests.make import NOON

STORM = {"day": "21/09/2026", "kind": "off", "reason": "Nghỉ tránh bão", "source": "12/CĐ-UBND"}


def test_everybody_who_signed_in_sees_the_year(client, cast):
    client.force_login(cast.commune_contact)
    page = client.get("/calendar/2026/")
    text = page.content.decode()
    assert page.status_code == 200
    assert "249 ngày làm việc" in text
    assert "Tết Nguyên đán" in text
    assert 'name="reason"' not in text


def test_a_stranger_to_the_site_is_sent_to_sign_in(client, db):
    assert client.get("/calendar/").status_code == 302


@pytest.mark.parametrize(("year", "days"), [(2025, 365), (2024, 366)])
def test_every_day_of_the_year_stands_in_the_grid_once(client, cast, year, days):
    client.force_login(cast.administrator)
    months = client.get(f"/calendar/{year}/").context["months"]
    cells = [cell.day for month in months for week in month.weeks for cell in week if cell]
    assert (len(cells), len(set(cells))) == (days, days)
    assert all(len(week) == 7 for month in months for week in month.weeks)


def test_an_administrator_enters_a_day_and_takes_it_out(client, cast):
    client.force_login(cast.administrator)
    answer = client.post("/calendar/2026/", STORM)
    assert (answer.status_code, answer["Location"]) == (302, "/calendar/2026/")
    assert not current_calendar().is_working(date(2026, 9, 21))
    assert "Nghỉ tránh bão" in client.get("/calendar/2026/").content.decode()
    client.post("/calendar/2026-09-21/remove/")
    assert current_calendar().is_working(date(2026, 9, 21))
    assert set(Entry.objects.values_list("actor_name", "acting_as")) == {
        (cast.administrator.full_name, Entry.objects.first().acting_as)
    }


@pytest.mark.parametrize("path", ["/calendar/2026/", "/calendar/2026-09-21/remove/"])
def test_nobody_else_changes_the_calendar(client, cast, path):
    set_day(date(2026, 9, 21), kind="off", reason="Nghỉ tránh bão", actor=None, at=NOON)
    client.force_login(cast.finance_leader)
    client.post(path, {**STORM, "reason": "Khác"})
    assert CalendarDay.objects.get().reason == "Nghỉ tránh bão"


@pytest.mark.parametrize("wrong", [{"day": "31/02/2026"}, {"kind": "half"}, {"reason": ""}])
def test_a_wrong_entry_is_shown_again_with_its_error(client, cast, wrong):
    client.force_login(cast.administrator)
    page = client.post("/calendar/2026/", {**STORM, **wrong})
    assert page.status_code == 200
    assert page.context["form"].errors
    assert not CalendarDay.objects.exists()


@pytest.mark.parametrize("path", ["/calendar/1999/", "/calendar/3000/", "/calendar/2026-02-30/remove/"])
def test_years_and_days_that_do_not_exist_are_missing(client, cast, path):
    client.force_login(cast.administrator)
    assert client.post(path).status_code == 404


def test_a_year_without_notice_says_so(client, cast):
    client.force_login(cast.reader)
    assert "Chưa có thông báo" in client.get("/calendar/2029/").content.decode()


@pytest.mark.parametrize("own_days", [1, 7])
def test_the_page_costs_the_same_however_many_days_were_entered(
    client, cast, own_days, django_assert_max_num_queries
):
    for number in range(own_days):
        set_day(date(2026, 9, 1 + number), kind="off", reason="Nghỉ tránh bão", actor=None, at=NOON)
    client.force_login(cast.administrator)
    current_calendar()
    with django_assert_max_num_queries(10):
        client.get("/calendar/2026/")
