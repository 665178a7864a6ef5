"""Days of a place hold for it and all below it; a confirmed year holds nothing else; proposals."""

from __future__ import annotations

from datetime import date

import pytest

from giaoban.foundation.verdict import Refused
from giaoban.workdays.actions import confirm_year, remove_day, set_day
from giaoban.workdays.counting import COUNTRY, Calendars, DayKind, SpecialDay, seeded_calendar
from giaoban.workdays.counting.proposing import Origin, library_name, proposed_days
from giaoban.workdays.models import CalendarDay, CalendarYear
from giaoban.workdays.reads import current_calendar, current_calendars
from tests.make import NOON

STORM = date(2026, 9, 21)


def own(day: date, kind: DayKind = DayKind.OFF) -> SpecialDay:
    return SpecialDay(day, kind, "Nghỉ tránh bão", "12/CĐ-UBND")


def test_without_own_days_every_place_has_the_shipped_calendar():
    assert Calendars().at("/1/5/") is seeded_calendar()


def test_a_day_of_a_place_holds_for_it_and_below_and_nowhere_else():
    calendars = Calendars().with_day(5, own(STORM))
    worked = {
        path: calendars.at(path).is_working(STORM) for path in ("/1/", "/1/5/", "/1/5/9/", "/1/55/", "")
    }
    assert worked == {"/1/": True, "/1/5/": False, "/1/5/9/": False, "/1/55/": True, "": True}


def test_the_nearer_place_has_the_last_word():
    calendars = Calendars().with_day(1, own(STORM)).with_day(9, own(STORM, DayKind.WORK))
    assert calendars.at("/1/5/9/").is_working(STORM)
    assert not calendars.at("/1/5/").is_working(STORM)
    again = calendars.without_day(9, STORM)
    assert not again.at("/1/5/9/").is_working(STORM)


def test_a_day_of_the_country_shows_through_where_the_place_says_nothing():
    calendars = Calendars().with_day(COUNTRY, own(STORM)).with_day(5, own(date(2026, 9, 22)))
    assert calendars.at("/1/5/").add_working_days(date(2026, 9, 18), 1) == date(2026, 9, 23)


def test_a_confirmed_year_keeps_nothing_that_was_proposed():
    days = [own(date(2027, 2, 5))]
    calendars = Calendars().with_year(2027, days)
    assert calendars.country.special_days(2027) == tuple(days)
    assert calendars.country.is_confirmed(2027)
    assert calendars.country.special_days(2026) == seeded_calendar().special_days(2026)
    assert calendars.country.special_days(2028) == seeded_calendar().special_days(2028)


@pytest.mark.django_db
def test_what_is_entered_is_what_is_counted_with():
    set_day(
        STORM, kind="off", reason="Nghỉ tránh bão", place=5, place_name="Tỉnh Sơn Hải", actor=None, at=NOON
    )
    assert not current_calendar("/1/5/9/").is_working(STORM)
    assert current_calendar().is_working(STORM)
    remove_day(STORM, place=5, actor=None, at=NOON)
    assert current_calendars() == Calendars()


@pytest.mark.django_db
def test_confirming_a_year_replaces_its_days_and_spares_those_of_places():
    set_day(date(2027, 3, 1), kind="off", reason="Nhập nhầm", actor=None, at=NOON)
    set_day(date(2027, 3, 2), kind="off", reason="Nghỉ tránh bão", place=5, actor=None, at=NOON)
    for days in ([own(date(2027, 2, 4)), own(date(2027, 2, 5))], [own(date(2027, 2, 8))]):
        confirm_year(2027, days=days, source="9/TB-BNV", actor=None, at=NOON)
        assert current_calendar().special_days(2027) == tuple(days)
        assert current_calendar().is_confirmed(2027)
    assert not current_calendar("/5/").is_working(date(2027, 3, 2))
    assert CalendarYear.objects.get().source == "9/TB-BNV"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("days", "source"), [([own(date(2027, 2, 4))], " "), ([], "9/TB-BNV"), ([own(STORM)], "9/TB-BNV")]
)
def test_a_year_needs_its_notice_and_days_of_its_own(days, source):
    with pytest.raises(Refused):
        confirm_year(2027, days=days, source=source, actor=None, at=NOON)
    assert not CalendarDay.objects.exists()


def test_a_proposal_names_its_sources_and_takes_what_the_code_says():
    proposal = {each.special.day: each for each in proposed_days(2029)}
    assert proposal[date(2029, 2, 13)].origin == Origin.BOTH
    assert library_name() in proposal[date(2029, 2, 13)].special.source
    library_alone = [each.special.day for each in proposal.values() if each.origin == Origin.LIBRARY]
    assert library_alone == [date(2029, 11, 26)]  # 24/11 is a Saturday; nothing provides for a day instead
    assert not proposal[date(2029, 11, 26)].is_likely


def test_tet_of_2030_is_the_vietnamese_one():
    days = [e.special.day for e in proposed_days(2030) if e.special.reason == "Tết Nguyên đán"]
    assert days == [date(2030, 1, 31), date(2030, 2, 1), date(2030, 2, 4), date(2030, 2, 5), date(2030, 2, 6)]


@pytest.mark.parametrize("year", range(2028, 2041))
def test_the_two_sources_agree_but_for_the_day_of_culture(year):
    differing = {e.special.day for e in proposed_days(year) if e.origin in {Origin.CODE, Origin.LIBRARY}}
    assert all((day.month, day.day) in {(11, 25), (11, 26)} for day in differing), differing


def test_of_a_year_known_in_part_the_proposal_is_what_is_known():
    proposal = proposed_days(2027)
    assert [e.special for e in proposal if e.origin == Origin.KNOWN] == list(
        seeded_calendar().special_days(2027)
    )
