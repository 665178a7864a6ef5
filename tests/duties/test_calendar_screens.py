"""Changing the calendar on screen: what moves is shown first, and nothing moves before it is confirmed."""

from __future__ import annotations

import re
from datetime import date

import pytest

from giaoban.duties.models import CalendarChange, Duty
from giaoban.workdays.models import CalendarDay, CalendarYear
from giaoban.workdays.reads import current_calendar
from tests.duties.test_reckoned_deadlines import asked

DAY = {"day": "16/06/2025", "kind": "off", "reason": "Nghỉ tránh bão", "source": "12/CĐ-UBND"}


@pytest.fixture
def admin(client, cast):
    client.force_login(cast.administrator)
    return client


def entered(client, **other) -> str:
    answer = client.post("/calendar/enter/", DAY | other)
    assert answer.status_code == 302, answer.context["form"].errors
    return answer["Location"]


def shown(client, url: str) -> str:
    return re.search(r'name="shown" value="(\w+)"', client.get(url).content.decode())[1]


def test_the_page_shows_whose_deadline_moves_from_when_to_when(admin, cast):
    duty = asked(cast)
    page = admin.get(entered(admin)).content.decode()
    for words in ("16/06/2025", "Nghỉ tránh bão", cast.finance.name, "19/06/2025", "20/06/2025"):
        assert words in page
    assert "5 ngày làm việc kể từ 12/06/2025" in page
    assert duty.title not in page  # the administrator sits on no committee
    duty.refresh_from_db()
    assert duty.due_on == date(2025, 6, 19)
    assert not CalendarDay.objects.exists()


def test_confirming_changes_the_calendar_and_moves(admin, cast):
    duty = asked(cast)
    url = entered(admin)
    answer = admin.post(url, {"act": "apply", "shown": shown(admin, url)}, follow=True)
    assert "1 hạn đã dời" in answer.content.decode()
    duty.refresh_from_db()
    assert duty.due_on == date(2025, 6, 20)
    assert not current_calendar().is_working(date(2025, 6, 16))
    assert "đã xác nhận" in admin.get(url).content.decode().lower()


def test_putting_aside_leaves_everything(admin, cast):
    asked(cast)
    url = entered(admin)
    admin.post(url, {"act": "drop"})
    assert CalendarChange.objects.get().dropped_at is not None
    assert not CalendarDay.objects.exists()


def test_confirming_what_was_not_shown_is_refused_with_a_word(admin, cast):
    asked(cast)
    url = entered(admin)
    answer = admin.post(url, {"act": "apply", "shown": "x"}, follow=True)
    assert "xem lại" in answer.content.decode()
    assert not CalendarDay.objects.exists()


def test_a_day_may_be_of_a_place_picked_or_typed(admin, cast):
    for place in (f"unit:{cast.an_thanh.code}", "UBND xã An Thạnh"):
        entered(admin, place=place)
    places = {change.facts["place"] for change in CalendarChange.objects.all()}
    assert places == {cast.an_thanh.pk}


@pytest.mark.parametrize(
    "wrong", [{"day": "31/02/2026"}, {"kind": "half"}, {"reason": ""}, {"place": "Đâu đó"}]
)
def test_a_wrong_entry_is_shown_again_with_its_error(admin, wrong):
    page = admin.post("/calendar/enter/", DAY | wrong)
    assert page.status_code == 200
    assert page.context["form"].errors
    assert not CalendarChange.objects.exists()


def test_taking_a_day_out_is_shown_first_too(admin, cast):
    url = entered(admin)
    admin.post(url, {"act": "apply", "shown": shown(admin, url)})
    duty = asked(cast)
    assert duty.due_on == date(2025, 6, 20)
    url = admin.post("/calendar/2025-06-16/0/take-out/")["Location"]
    assert "19/06/2025" in admin.get(url).content.decode()
    admin.post(url, {"act": "apply", "shown": shown(admin, url)})
    duty.refresh_from_db()
    assert duty.due_on == date(2025, 6, 19)
    assert admin.post("/calendar/2025-06-16/0/take-out/").status_code == 404


def test_many_moves_are_paged_and_counted(admin, cast, django_assert_max_num_queries):
    for _number in range(51):
        asked(cast)
    url = entered(admin)
    with django_assert_max_num_queries(16):
        page = admin.get(url)
    assert "51 hạn" in page.content.decode()
    assert len(page.context["rows"]) == 50
    assert len(admin.get(f"{url}?page=2").context["rows"]) == 1


def year_sent(client, year: int, **other) -> dict[str, str]:
    """The form of the year as it is shown."""
    form = client.get(f"/calendar/{year}/confirm/").context["form"]
    sent = {"source": "9/TB-BNV"} | {
        line["taken"].html_name: "on" for line in form.proposed if line["taken"].value()
    }
    return sent | {f"n{number}-kind": "off" for number in range(4)} | other


def test_a_year_is_proposed_with_its_sources(admin):
    page = admin.get("/calendar/2029/confirm/").content.decode()
    assert "thư viện holidays" in page
    assert "Bộ luật Lao động 2019" in page
    lines = admin.get("/calendar/2029/confirm/").context["form"].proposed
    unticked = [line.proposed.special.day for line in lines if not line["taken"].value()]
    assert unticked == [date(2029, 11, 26)]


def test_a_year_is_confirmed_with_days_dropped_and_added(admin, cast):
    duty = asked(cast, start_on=date(2027, 2, 3))
    sent = year_sent(admin, 2027)
    del sent["p0204-taken"]
    sent |= {"n0-day": "11/02/2027", "n0-reason": "Tết Nguyên đán"}
    sent |= {"n1-day": "13/02/2027", "n1-kind": "work", "n1-reason": "Làm bù ngày 11/02"}
    url = admin.post("/calendar/2027/confirm/", sent)["Location"]
    page = admin.get(url).content.decode()
    assert "9/TB-BNV" in page
    admin.post(url, {"act": "apply", "shown": shown(admin, url)})
    assert CalendarYear.objects.get().year == 2027
    calendar = current_calendar()
    assert calendar.is_confirmed(2027)
    days = {day: calendar.is_working(date(2027, 2, day)) for day in (4, 5, 11, 13)}
    assert days == {4: True, 5: False, 11: False, 13: True}
    duty.refresh_from_db()
    assert duty.due_on == date(2027, 2, 16)
    assert Duty.objects.get().due_on == calendar.add_working_days(date(2027, 2, 3), 5)


@pytest.mark.parametrize(
    "wrong",
    [
        {"source": ""},
        {"n0-day": "11/02/2027", "n0-reason": ""},
        {"n0-day": "11/02/2028", "n0-reason": "Tết"},
        {"n0-day": "05/02/2027", "n0-reason": "Tết"},
    ],
)
def test_a_year_that_cannot_be_kept_is_shown_again(admin, wrong):
    answer = admin.post("/calendar/2027/confirm/", year_sent(admin, 2027) | wrong)
    assert answer.status_code == 200
    assert not CalendarChange.objects.exists()


def test_the_page_of_a_duty_tells_how_its_deadline_was_counted(client, cast):
    duty = asked(cast, start_on=date(2026, 2, 13))
    client.force_login(cast.finance_contact)
    page = client.get(f"/duties/{duty.code}/").content.decode()
    assert "5 ngày làm việc kể từ 13/02/2026, nghỉ Tết 16–20/02 → 27/02/2026" in page


def test_those_who_asked_give_the_day_of_the_event_on_the_page(client, cast):
    duty = asked(cast, counted_from="event", event="ngày nghiệm thu")
    client.force_login(cast.standing)
    assert f"/duties/{duty.code}/date-event/" in client.get(f"/duties/{duty.code}/").content.decode()
    client.post(f"/duties/{duty.code}/date-event/", {"happened_on": "10/06/2025"})
    duty.refresh_from_db()
    assert duty.due_on == date(2025, 6, 17)
    assert f"/duties/{duty.code}/date-event/" not in client.get(f"/duties/{duty.code}/").content.decode()
