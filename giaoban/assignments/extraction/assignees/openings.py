"""What begins at a part of a sentence, and what pronouns refer to."""

from __future__ import annotations

from dataclasses import dataclass, field

from giaoban.assignments.extraction.shapes import Party


@dataclass(frozen=True)
class Opening:
    """
    What begins at a part: `begin` token of the quote, parties, `after` token behind them and their role
    words. `verdict` is "task", "heading" (nothing but a colon follows), "past", "definition", "wish",
    "formula", "standing", "outside" or "weak" (no verb was recognised behind a bare subject).
    """

    begin: int
    after: int
    leads: tuple[Party, ...]
    coordinating: tuple[Party, ...] = ()
    opener: bool = False
    said_lead: bool = False
    verdict: str = "task"
    doubts: tuple[str, ...] = ()
    loose: bool = False
    joint: bool = False


@dataclass
class Memory:
    """What pronouns and elided subjects refer to: the subjects and the last unit named in the clause."""

    subjects: tuple[Party, ...] = ()
    sentence_subjects: list[Party] = field(default_factory=list)
    last_named: Party | None = None
