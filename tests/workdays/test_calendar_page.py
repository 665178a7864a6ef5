"""The page of the calendar, with and without the right to change it."""

from __future__ import annotations

from datetime import date

import pytest

from giaoban.workdays.actions import set_day
from giaoban.workdays.reads import current_calendar
from tests.make import NOON


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


@pytest.mark.parametrize("path", ["/calendar/1999/", "/calendar/3000/"])
def test_years_that_do_not_exist_are_missing(client, cast, path):
    client.force_login(cast.administrator)
    assert client.get(path).status_code == 404


def test_a_year_without_notice_says_so(client, cast):
    client.force_login(cast.reader)
    assert "chưa được xác nhận" in client.get("/calendar/2029/").content.decode()
    assert "chưa được xác nhận" not in client.get("/calendar/2026/").content.decode()


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
