"""What is wrong with a template, where, and the limits that a template is held to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

MOST_FAULTS = 50
MOST_TAGS = 2_000
LONGEST_TAG = 500
SNIPPET = 60


class FaultKind(StrEnum):
    """Why a template cannot be used; the words for people are in `reports.reads.template_words`."""

    UNCLOSED = "unclosed"  # {{ without }}
    EXPRESSION = "expression"  # not readable, or more than a field, a comparison and a known filter
    UNKNOWN_TAG = "unknown_tag"
    UNKNOWN_FIELD = "unknown_field"
    UNKNOWN_KEY = "unknown_key"  # no indicator of the forms has it
    UNKNOWN_FILTER = "unknown_filter"
    NOT_A_LIST = "not_a_list"  # a loop over something that has no rows
    NOT_PRINTABLE = "not_printable"  # a list or a group of fields where one field is needed
    ARITHMETIC = "arithmetic"
    NOT_OPENED = "not_opened"  # endfor without for
    NOT_CLOSED = "not_closed"  # for without endfor
    ACROSS = "across"  # begins in one cell or row and ends in another
    NOT_HERE = "not_here"  # {%tr outside a table
    TRIMMED = "trimmed"  # {%- and -%}
    TOO_MANY = "too_many"
    BROKEN = "broken"  # the filled file is not well-formed
    OUTSIDE = "outside"  # names a file or address outside itself
    EMBEDDED = "embedded"  # carries another file, or a field that runs something
    NO_FIELDS = "no_fields"
    TOO_LONG = "too_long"  # takes too long, or too much memory
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Place:
    """
    Where: the part of the file, the paragraph from 1, the table with its row and cell from 1 (0: in none),
    and the words that stand there.
    """

    part: str = "body"  # body, header, footer, notes
    paragraph: int = 0
    table: int = 0
    row: int = 0
    cell: int = 0
    words: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: `what` is the name or tag, `meant` the field that was likely meant."""

    kind: FaultKind
    place: Place = Place()
    what: str = ""
    meant: str = ""

    def as_json(self) -> dict[str, Any]:
        """For the pipe from the process that checks."""
        place = {name: getattr(self.place, name) for name in Place.__slots__}
        return {"kind": self.kind.value, "place": place, "what": self.what, "meant": self.meant}

    @classmethod
    def from_json(cls, facts: dict[str, Any]) -> Self:
        """From what `as_json` gave."""
        return cls(FaultKind(facts["kind"]), Place(**facts["place"]), facts["what"], facts["meant"])
