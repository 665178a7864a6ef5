"""What is read of a paper. Positions count characters of the original text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

Day = date  # the type of a day, where a field is itself called "date"


@dataclass(frozen=True)
class Citation:
    """A cited document: number "2087" or "27/2025", symbol "QĐ-UBND"; type "" and date None when unsaid."""

    type: str
    number: str
    symbol: str
    date: Day | None
    start: int
    end: int


@dataclass(frozen=True)
class Head:
    """What the head of the notice says of itself; "" or None where it says nothing."""

    type: str = ""
    number: str = ""
    symbol: str = ""
    issued_on: date | None = None
    issuer: str = ""
    subject: str = ""
    place: str = ""
