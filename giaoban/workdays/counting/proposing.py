"""
The days off of a year to come, proposed for a person to confirm when the notice of the year is out.

Two sources are laid side by side: the labour code as this program reads it (`assumed_days`) and the
`holidays` library. Where they differ the code has the word. The library makes up for 24 November on a rest
day, which no text provides. It guesses the five days of Tết by a custom of its own. Swaps of working days
are in no source before the notice and are entered by hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from importlib.metadata import version

from holidays import country_holidays

from giaoban.workdays.counting.special import DayKind, SpecialDay, assumed_days, is_weekend, seeded_days


class Origin(StrEnum):
    """Which source names a proposed day."""

    BOTH = "both"
    CODE = "code"
    LIBRARY = "library"
    KNOWN = "known"


@dataclass(frozen=True, slots=True)
class Proposed:
    """
    One day of a proposal; `source` in Vietnamese, as it is kept when the day is confirmed.

    `is_likely`: to be taken unless the notice says otherwise; else it is shown, not ticked.
    """

    special: SpecialDay
    origin: Origin
    is_likely: bool


def proposed_days(year: int) -> list[Proposed]:
    """What may be off in `year`, in order of date; weekdays alone, for a rest day is off anyhow."""
    known = {special.day: special for special in seeded_days() if special.day.year == year}
    code = {special.day: special for special in assumed_days(year)}
    library = _from_library(year)
    found = [
        _proposed(day, known.get(day), code.get(day), library) for day in sorted({*known, *code, *library})
    ]
    return [each for each in found if each.special.kind == DayKind.WORK or not is_weekend(each.special.day)]


def _proposed(
    day: date, known: SpecialDay | None, code: SpecialDay | None, library: dict[date, str]
) -> Proposed:
    if known is not None:
        return Proposed(known, Origin.KNOWN, is_likely=True)
    if code is None:
        reason = library[day][:1].upper() + library[day][1:]
        guess = SpecialDay(day, DayKind.OFF, reason, library_name())
        return Proposed(guess, Origin.LIBRARY, is_likely=False)
    is_both = day in library
    source = "Bộ luật Lao động 2019, Điều 111 và 112"
    if code.reason == "Ngày Văn hóa Việt Nam":
        source = "Nghị quyết 28/2026/QH16, Điều 2"
    both = f"{source}; {library_name()}"
    special = SpecialDay(day, DayKind.OFF, code.reason, both if is_both else source)
    return Proposed(special, Origin.BOTH if is_both else Origin.CODE, is_likely=True)


def _from_library(year: int) -> dict[date, str]:
    return {
        day: name
        for day, name in country_holidays("VN", years=year, language="vi").items()
        if not is_weekend(day)
    }


def library_name() -> str:
    """The library and its version, as a source is named."""
    return f"thư viện holidays {version('holidays')}"
