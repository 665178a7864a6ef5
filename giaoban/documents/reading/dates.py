"""
Written dates: the forms of one day, with and without a year.

Serves the first rows of section 7: 05/9/2025, 5-9-2025, 5.9.2025, 'ngày 05 tháng 9 năm 2025', 26/9,
'15 tháng 11', with the stray spaces and line ends of real pages.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_YEAR = r"(?P<{p}y>(?:19|20)\d{{2}})"
_FULL = r"(?P<{p}d>\d{{1,2}})\s?(?P<{p}s>[/.\-])\s?(?P<{p}m>\d{{1,2}})\s?(?P={p}s)\s?" + _YEAR + r"(?!\d)"
_LONG = r"(?P<{p}d>\d{{1,2}})\s?tháng\s?(?P<{p}m>\d{{1,2}})(?:\s?,?\s?năm\s?" + _YEAR + r")?"
_SHORT = r"(?P<{p}d>\d{{1,2}})\s?(?P<{p}s>[/\-])\s?(?P<{p}m>\d{{1,2}})(?![\d/.\-]\d|\d)"

FULL = re.compile(r"(?<![\d/.,\-])" + _FULL.format(p=""))
LONG = re.compile(r"(?<![\d/.,])" + _LONG.format(p=""))
DOTTED = re.compile(r"(?:(?<=ngày )|(?<=trước ))(?P<d>\d{1,2})\.(?P<m>\d{1,2})(?![\d.]\d|\d|\s?%)")
SHORT = re.compile(r"(?<![\d/.,\-])" + _SHORT.format(p=""))


@dataclass(frozen=True)
class Day:
    """A day found at [start, end) of the folded text; `assumed` when its year is not written."""

    start: int
    end: int
    date: date
    assumed: bool = False
    moved: bool = False


def safe_date(year: int, month: int, day: int) -> date | None:
    """The date, or None when there is no such day."""
    if not 1900 <= year <= 2200 or not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def last_of_month(year: int, month: int) -> date:
    """The last day of the month."""
    return date(year, month, monthrange(year, month)[1])


def without_year(month: int, day: int, issued_on: date) -> tuple[date, bool] | None:
    """The day in the year of issue, or in the next when it is before `issued_on` (True then); None for no such day."""
    here = safe_date(issued_on.year, month, day)
    if here is not None and here >= issued_on:
        return here, False
    following = safe_date(issued_on.year + 1, month, day)
    return (following, True) if following is not None else None


def find_days(fold: str, start: int, end: int, issued_on: date) -> list[Day]:
    """All written days in fold[start:end], in order, none overlapping another."""
    days: list[Day] = []
    taken = bytearray(max(end - start, 0))
    for pattern in (FULL, LONG, SHORT, DOTTED):
        for found in pattern.finditer(fold, start, end):
            here = slice(found.start() - start, found.end() - start)
            if any(taken[here]):
                continue
            day = _resolve(found, issued_on)
            if day is not None:
                days.append(day)
                taken[here] = b"\1" * (here.stop - here.start)
    return sorted(days, key=lambda day: day.start)


def _resolve(found: re.Match[str], issued_on: date) -> Day | None:
    parts = found.groupdict()
    day, month = int(parts["d"]), int(parts["m"])
    if parts.get("y"):
        full = safe_date(int(parts["y"]), month, day)
        return Day(found.start(), found.end(), full) if full else None
    short = without_year(month, day, issued_on)
    return Day(found.start(), found.end(), short[0], assumed=True, moved=short[1]) if short else None
