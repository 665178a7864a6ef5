"""
The Vietnamese lunar calendar: new moons and the sun's longitude reckoned at UTC+7.

Months begin on the day of the new moon; the month that holds the winter solstice is the eleventh; where
thirteen months lie between two solstices, the first month without a principal term is the leap month.
Formulas: J. Meeus, Astronomical Algorithms, chapters 25 and 49; good to about a minute from 1950 to 2100.
Viet Nam has reckoned at UTC+7 since 1968; earlier dates follow the same rule, not the almanacs of their time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from math import floor, radians, sin
from typing import Final

_SYNODIC_MONTH: Final = 29.530588861
_FIRST_NEW_MOON: Final = 2451550.09766  # of 2000
_DAY_ZERO: Final = 1721425  # Julian day number at noon, less the ordinal of the date
_UTC_OFFSET_DAYS: Final = 7 / 24

# Amplitude in days, power of E, and the multiples of the sun's and moon's anomalies and of F.
_MOON_TERMS: Final = (
    (-0.40720, 0, 0, 1, 0),
    (0.17241, 1, 1, 0, 0),
    (0.01608, 0, 0, 2, 0),
    (0.01039, 0, 0, 0, 2),
    (0.00739, 1, -1, 1, 0),
    (-0.00514, 1, 1, 1, 0),
    (0.00208, 2, 2, 0, 0),
    (-0.00111, 0, 0, 1, -2),
    (-0.00057, 0, 0, 1, 2),
    (0.00056, 1, 1, 2, 0),
    (-0.00042, 0, 0, 3, 0),
    (0.00042, 1, 1, 0, 2),
    (0.00038, 1, 1, 0, -2),
    (-0.00024, 1, -1, 2, 0),
    (-0.00007, 0, 2, 1, 0),
    (0.00004, 0, 0, 2, -2),
    (0.00004, 0, 3, 0, 0),
)
# Amplitude in days, phase and speed in degrees per month: the planets' share.
_PLANET_TERMS: Final = (
    (-0.00017, 124.7746, -1.56375588),
    (0.000325, 299.77, 0.107408),
    (0.000165, 251.88, 0.016321),
    (0.000164, 251.83, 26.651886),
    (0.000126, 349.42, 36.412478),
    (0.000110, 84.66, 18.206239),
)


@dataclass(frozen=True, slots=True, order=True)
class LunarDate:
    """A day of the lunar calendar; `leap` marks the second month of the same number."""

    year: int
    month: int
    leap: bool
    day: int


@dataclass(frozen=True, slots=True)
class _Month:
    number: int
    leap: bool
    first: date


def _day_of(julian: float) -> date:
    return date.fromordinal(floor(julian + 0.5 + _UTC_OFFSET_DAYS) - _DAY_ZERO)


@lru_cache(maxsize=4096)
def _new_moon(k: int) -> date:
    """The day, at UTC+7, of the k-th new moon counted from January 2000."""
    t = k / 1236.85
    e = 1 - 0.002516 * t - 0.0000074 * t * t
    sun = 2.5534 + 29.10535670 * k - 0.0000014 * t * t
    moon = 201.5643 + 385.81693528 * k + 0.0107582 * t * t + 0.00001238 * t**3
    node = 160.7108 + 390.67050284 * k - 0.0016118 * t * t - 0.00000227 * t**3
    julian = _FIRST_NEW_MOON + _SYNODIC_MONTH * k + 0.00015437 * t * t - 0.00000015 * t**3
    for amplitude, power, by_sun, by_moon, by_node in _MOON_TERMS:
        julian += amplitude * e**power * sin(radians(by_sun * sun + by_moon * moon + by_node * node))
    for amplitude, phase, speed in _PLANET_TERMS:
        julian += amplitude * sin(radians(phase + speed * k))
    years = t * 100
    seconds_ahead = 62.92 + 0.32217 * years + 0.005589 * years * years  # terrestrial time less UTC
    return _day_of(julian - seconds_ahead / 86400)


def _principal_term(day: date) -> int:
    """Which twelfth of its way, from the spring equinox, the sun is in when `day` begins at UTC+7."""
    julian = day.toordinal() + _DAY_ZERO - 0.5 - _UTC_OFFSET_DAYS
    t = (julian - 2451545.0 + 69 / 86400) / 36525
    anomaly = radians(357.52911 + 35999.05029 * t - 0.0001537 * t * t)
    centre = (1.914602 - 0.004817 * t - 0.000014 * t * t) * sin(anomaly)
    centre += (0.019993 - 0.000101 * t) * sin(2 * anomaly) + 0.000289 * sin(3 * anomaly)
    mean = 280.46646 + 36000.76983 * t + 0.0003032 * t * t
    apparent = mean + centre - 0.00569 - 0.00478 * sin(radians(125.04 - 1934.136 * t))
    return floor(apparent % 360 / 30)


def _eleventh_month(year: int) -> int:
    """The number k of the new moon that opens the month with the winter solstice of `year`."""
    k = floor((date(year, 12, 31).toordinal() + _DAY_ZERO - _FIRST_NEW_MOON) / _SYNODIC_MONTH) + 1
    while _new_moon(k) > date(year, 12, 31) or _principal_term(_new_moon(k)) >= 9:
        k -= 1
    return k


def _months_from_solstice(year: int) -> tuple[_Month, ...]:
    """The months from the eleventh of `year - 1` up to, without, the eleventh of `year`."""
    first, after = _eleventh_month(year - 1), _eleventh_month(year)
    starts = [_new_moon(k) for k in range(first, after + 1)]
    terms = [_principal_term(day) for day in starts]
    seek_leap = after - first == 13
    months: list[_Month] = []
    number = 11
    for start, (term, next_term) in zip(starts, pairwise(terms), strict=False):
        leap = seek_leap and bool(months) and term == next_term
        seek_leap = seek_leap and not leap
        if months and not leap:
            number = number % 12 + 1
        months.append(_Month(number, leap, start))
    return tuple(months)


@lru_cache(maxsize=512)
def _months(year: int) -> tuple[_Month, ...]:
    """The months of lunar `year`, and as last the first month of the next year."""
    own = [month for month in _months_from_solstice(year) if month.number <= 10]
    following = _months_from_solstice(year + 1)
    late = [month for month in following if month.number >= 11]
    next_year = next(month for month in following if month.number == 1)
    return (*own, *late, next_year)


def lunar_to_solar(day: int, month: int, year: int, *, leap: bool = False) -> date:
    """
    The calendar date of a lunar day. Raises ValueError where the year has no such month or day.

    >>> lunar_to_solar(10, 3, 2026)
    datetime.date(2026, 4, 26)
    """
    for this, following in pairwise(_months(year)):
        if (this.number, this.leap) == (month, leap):
            found = this.first + timedelta(days=day - 1)
            if this.first <= found < following.first:
                return found
    raise ValueError(f"lunar year {year} has no day {day} of month {month}{' (leap)' if leap else ''}")


def solar_to_lunar(day: date) -> LunarDate:
    """
    The lunar day of a calendar date.

    >>> solar_to_lunar(date(2026, 2, 22))
    LunarDate(year=2026, month=1, leap=False, day=6)
    """
    year = day.year if day >= tet(day.year) else day.year - 1
    month = max((m for m in _months(year)[:-1] if m.first <= day), key=lambda m: m.first)
    return LunarDate(year, month.number, month.leap, (day - month.first).days + 1)


def tet(year: int) -> date:
    """The first day of the lunar year that begins in `year` (mùng 1 Tết)."""
    return _months(year)[0].first
