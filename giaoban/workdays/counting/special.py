"""Days that differ from the ordinary week: decided by law and notice, or assumed where none is known."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from typing import Final

from giaoban.workdays.counting.lunar import lunar_to_solar, tet

SATURDAY: Final = 5
TET_REASON: Final = "Tết Nguyên đán"
_ASSUMED_SOURCE: Final = "Giả định theo Bộ luật Lao động 2019, Điều 111 và 112; chưa có thông báo của năm"


class DayKind(StrEnum):
    """Whether a day that would be worked is off, or a rest day is worked."""

    OFF = "off"
    WORK = "work"


class Standing(StrEnum):
    """How sure a special day is."""

    DECIDED = "decided"
    PROPOSED = "proposed"
    ASSUMED = "assumed"


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """
    One day off or one rest day worked, why, and by which paper.

    `reason` and `source` are Vietnamese, as they are shown; `source` may be empty.
    """

    day: date
    kind: DayKind
    reason: str
    source: str
    standing: Standing = Standing.DECIDED


def is_weekend(day: date) -> bool:
    """Saturday and Sunday, the weekly rest of offices."""
    return day.weekday() >= SATURDAY


@lru_cache(maxsize=1)
def seeded_days() -> tuple[SpecialDay, ...]:
    """The days of 2021 to 2027 known to the program, in order of date."""
    text = files(__package__).joinpath("seed.csv").read_text(encoding="utf-8")
    return tuple(
        SpecialDay(
            date.fromisoformat(row["date"]),
            DayKind(row["kind"]),
            row["reason"],
            row["source"],
            Standing(row["standing"]),
        )
        for row in csv.DictReader(text.splitlines())
    )


def _tet_days(year: int) -> list[date]:
    """
    The five days of Tết as they were chosen in 2021 to 2026.

    Two of the old year and three of the new, but one and four when the first falls on a Tuesday,
    so that the week is whole.
    """
    first = tet(year)
    before = 1 if first.weekday() == 1 else 2
    return [first + timedelta(days=shift) for shift in range(-before, 5 - before)]


def _national_days(year: int) -> list[date]:
    """The second of September and, since 2021, the neighbour that makes the longer rest."""
    day = date(year, 9, 2)
    if year < 2021:
        return [day]
    after = day.weekday() in {0, 3, 6}
    return sorted([day, day + timedelta(days=1 if after else -1)])


def _holidays(year: int) -> list[tuple[date, str, bool]]:
    """The legal holidays of `year`: the day, its name, and whether a rest day is made up for."""
    days = [
        (date(year, 1, 1), "Tết Dương lịch", True),
        *((day, TET_REASON, True) for day in _tet_days(year)),
        (lunar_to_solar(10, 3, year), "Giỗ Tổ Hùng Vương", True),
        (date(year, 4, 30), "Ngày Chiến thắng 30/4", True),
        (date(year, 5, 1), "Ngày Quốc tế lao động 1/5", True),
        *((day, "Quốc khánh", True) for day in _national_days(year)),
    ]
    if year >= 2026:  # Resolution 28/2026/QH16; whether a rest day is made up for is not laid down
        days.append((date(year, 11, 24), "Ngày Văn hóa Việt Nam", False))
    return days


@lru_cache(maxsize=64)
def assumed_days(year: int) -> tuple[SpecialDay, ...]:
    """
    The days off of a year for which no notice is known, by the labour code (articles 111 and 112).

    A holiday on a rest day is made up for on the next working day. Swaps of working days are never guessed.
    """
    holidays = _holidays(year)
    taken = {day for day, _name, _made_up in holidays}
    off = {day: name for day, name, _made_up in holidays if not is_weekend(day)}
    for day, name, made_up in sorted(holidays):
        if not (made_up and is_weekend(day)):
            continue
        instead = day
        while instead in taken or is_weekend(instead):
            instead += timedelta(days=1)
        taken.add(instead)
        off[instead] = name if name == TET_REASON else f"Nghỉ bù {name}"
    return tuple(
        SpecialDay(day, DayKind.OFF, off[day], _ASSUMED_SOURCE, Standing.ASSUMED) for day in sorted(off)
    )


def by_date(days: Iterable[SpecialDay]) -> dict[date, SpecialDay]:
    """Days by date; of two for one date the later in the list holds."""
    return {special.day: special for special in days}
