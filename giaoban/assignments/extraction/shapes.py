"""The shapes that the reader takes and gives. Positions count characters of the original text."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from giaoban.documents.reading.shapes import Citation, Head

Day = date  # the type of a day, where a field is itself called "date"


@dataclass(frozen=True)
class KnownUnit:
    """A unit or group the caller knows; `key` is the caller's own identifier and is given back."""

    name: str
    abbreviations: tuple[str, ...] = ()
    kind: Literal["unit", "group"] = "unit"
    key: str = ""


@dataclass(frozen=True)
class Party:
    """
    Who is named. `name` is canonical (the post is resolved to its organisation), `as_written` the words
    of the text, `key` the caller's identifier or "" when unknown, `restriction` what narrows a group
    ("có rừng"), "" for none.
    """

    name: str
    as_written: str
    key: str = ""
    kind: Literal["unit", "group", "unknown"] = "unknown"
    restriction: str = ""


@dataclass(frozen=True)
class Deadline:
    """
    When it is due: a `date`, or a `rule` (RFC 5545), or neither; never both.

    `words` are the words of the text ("" when there are none), `event` what a dateless deadline hangs
    on ("trước khi trình HĐND"), `starts_on` the first day of a period, `time` "HH:MM" when an hour is
    named, `reckoning` how a counted date came about ("2025-08-26 + 5 working days"), "" when the date
    is written.
    """

    date: Day | None = None
    rule: str | None = None
    words: str = ""
    event: str | None = None
    starts_on: Day | None = None
    reckoning: str = ""
    time: str = ""
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Task:
    """
    One proposal. `quote == text[start:end]` of the original text; `clause` is the path ("II.2.a", ""
    when unnumbered); `doubts` are codes of `DOUBTS`: why a person must decide.
    """

    clause: str
    action: str
    lead: Party | None
    co_leads: tuple[Party, ...]
    coordinating: tuple[Party, ...]
    informed: tuple[Party, ...]
    deadline: Deadline
    product: str
    quote: str
    start: int
    end: int
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """Everything found in one notice, in the order of the text."""

    tasks: tuple[Task, ...] = ()
    citations: tuple[Citation, ...] = ()
    head: Head = field(default_factory=Head)


# Why a person must decide; docs/extraction.md tells the constructions.
DOUBTS: dict[str, str] = {
    "addressee_assigned": "The clause names nobody; the addressees of the paper are proposed.",
    "deadline_before_issue": "The deadline lies before the date of issue.",
    "deadline_shared": "The deadline stands in another sentence and is shared by several tasks.",
    "equal_assignees": "Several units are named side by side and none is said to lead.",
    "event_deadline": "The deadline hangs on an event whose date the text does not give.",
    "hidden_task": "The task is hidden in a purpose clause of another unit's task.",
    "inherited_subject": "The sentence names nobody; the unit of the heading or sentence before is proposed.",
    "loose_deadline": "The words of the deadline are loose; a customary day is proposed.",
    "loose_group": "The assignees are a loose collective, not a unit.",
    "no_assignee": "The clause names no assignee at all.",
    "not_a_unit": "The assignee is outside the administration.",
    "pronoun": "The assignee is a pronoun; the nearest unit before it is proposed.",
    "restricted_group": "Only some members of the group are meant.",
    "several_deadlines": "The sentence holds more than one deadline.",
    "standing_rule": "It reads like a standing rule rather than a task.",
    "unknown_unit": "The name is not in the list of units.",
    "wish_or_task": "It may be an exhortation rather than a task.",
    "year_assumed": "The year is not written and is assumed.",
}
