"""The Vietnamese lunar calendar at UTC+7."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.workdays.counting import LunarDate, lunar_to_solar, solar_to_lunar, tet

FIRST_DAYS = (
    "2007-02-17 2021-02-12 2022-02-01 2023-01-22 2024-02-10 2025-01-29 2026-02-17 2027-02-06 2028-01-26 "
    "2029-02-13 2030-02-02 2031-01-23 2032-02-11 2033-01-31 2034-02-19 2035-02-08"
)
KINGS = "2024-04-18 2025-04-07 2026-04-26 2027-04-16 2028-04-04 2029-04-23 2030-04-12"


@pytest.mark.parametrize("expected", FIRST_DAYS.split())
def test_the_first_day_of_the_lunar_year(expected: str) -> None:
    assert tet(int(expected[:4])).isoformat() == expected


@pytest.mark.parametrize("expected", KINGS.split())
def test_the_day_of_the_hung_kings(expected: str) -> None:
    assert lunar_to_solar(10, 3, int(expected[:4])).isoformat() == expected


@pytest.mark.parametrize(
    ("lunar", "expected"),
    [((20, 12, 2025), date(2026, 2, 7)), ((6, 1, 2026), date(2026, 2, 22))],
)
def test_days_named_in_notices(lunar: tuple[int, int, int], expected: date) -> None:
    assert lunar_to_solar(*lunar) == expected


def test_leap_months_fall_where_the_almanac_has_them() -> None:
    leaps = {1985: 2, 1987: 7, 2020: 4, 2023: 2, 2025: 6, 2028: 5, 2031: 3, 2033: 11, 2036: 6}
    found = {}
    for year in leaps:
        for month in range(1, 13):
            try:
                lunar_to_solar(1, month, year, leap=True)
            except ValueError:
                continue
            found[year] = month
    assert found == leaps


def test_a_day_the_month_does_not_have_is_an_error() -> None:
    for wrong in ((31, 1, 2026), (0, 1, 2026), (1, 13, 2026)):
        with pytest.raises(ValueError, match="lunar year 2026"):
            lunar_to_solar(*wrong)


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_there_and_back(day: date) -> None:
    lunar = solar_to_lunar(day)
    assert lunar_to_solar(lunar.day, lunar.month, lunar.year, leap=lunar.leap) == day
    assert 1 <= lunar.day <= 30


def test_a_day_before_tet_belongs_to_the_old_year() -> None:
    assert solar_to_lunar(date(2026, 2, 16)) == LunarDate(2025, 12, False, 29)
