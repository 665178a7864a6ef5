"""
Names known to the language itself, as dated data: ministries, departments, bodies around them.

`names.csv`: current and former names with short forms, level, validity and successor. Sources: Resolution
176/2025/QH15 (ministries since 2025-03-01), Decree 45/2025/NĐ-CP (departments), the two-level model since
2025-07-01. `abbreviations.csv`: words that short forms inside names stand for.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class DatedName:
    """A name with its short forms; `valid_from` and `valid_to` None where open, `successor` "" for none."""

    name: str
    abbreviations: tuple[str, ...]
    level: str
    valid_from: date | None
    valid_to: date | None
    successor: str


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(files(__name__).joinpath(name).read_text(encoding="utf-8").splitlines()))


def _day(words: str) -> date | None:
    return date.fromisoformat(words) if words else None


@cache
def dated_names() -> tuple[DatedName, ...]:
    """All names of `names.csv`."""
    return tuple(
        DatedName(
            row["name"],
            tuple(filter(None, row["abbreviations"].split("|"))),
            row["level"],
            _day(row["valid_from"]),
            _day(row["valid_to"]),
            row["successor"],
        )
        for row in _rows("names.csv")
    )


@cache
def abbreviations() -> dict[str, str]:
    """Folded short words and what they stand for: "ubnd" is "ủy ban nhân dân"."""
    return {row["short"]: row["long"] for row in _rows("abbreviations.csv")}
