"""Tasks being put together, and what is known of the notice meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from giaoban.assignments.extraction.assignees import Assignees, Memory, Opening
from giaoban.assignments.extraction.clauses import Item
from giaoban.assignments.extraction.deadlines import Found, Reader, find_deadlines
from giaoban.assignments.extraction.names import Names
from giaoban.assignments.extraction.shapes import Deadline
from giaoban.assignments.extraction.words import ADVERBS, CONNECTORS, verb_at
from giaoban.assignments.extraction.zones import Zoned
from giaoban.documents.reading.normal import Source, Words


@dataclass
class Draft:
    """
    A task being put together: its parts (even spans), who, and where it came from. A `formula`
    ('chịu trách nhiệm về …') is one only when a part with a verb follows.
    """

    parts: list[tuple[int, int]]
    opening: Opening
    path: str
    item: int
    inherited: bool = False
    formula: bool = False
    shared: Found | None = None
    doubts: list[str] = field(default_factory=list)
    product: str = ""
    due: Deadline | None = None


@dataclass(frozen=True)
class Frame:
    """A heading whose unit speaks for the points below it."""

    depth: int
    opening: Opening
    bare: bool = False


@dataclass(frozen=True)
class Notice:
    """Everything the reading of tasks needs of one notice."""

    source: Source
    words: Words
    names: Names
    assignees: Assignees
    reader: Reader
    zoned: Sequence[Zoned]
    issued_on: date


@dataclass(frozen=True)
class Part:
    """
    A part of a sentence: its even span, its item and that item's number, its `index` in the sentence, the
    `kind` of non-task that the sentence is ("" for none), and whether a part before it told of the past.
    """

    number: int
    item: Item
    low: int
    high: int
    index: int
    kind: str
    past: bool


_CAPTION = 90  # a line up to this length between two paragraphs is a caption or a headline


def _is_caption(fold: str, zoned: Zoned) -> bool:
    """What may stand between two paragraphs of one unit: page furniture, the words under a picture."""
    if zoned.item.end - zoned.item.start < _CAPTION:
        return True
    return zoned.zone == "furniture" or "ảnh:" in fold[zoned.item.start : zoned.item.end].replace(" :", ":")


class Dues:
    """The deadlines of one notice, each stretch read once."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._known: dict[tuple[int, int], list[Found]] = {}

    def at(self, start: int, end: int) -> list[Found]:
        """The deadlines in [start, end)."""
        if (start, end) not in self._known:
            self._known[start, end] = find_deadlines(self._reader, start, end)
        return self._known[start, end]


class Drafts:
    """What all steps of reading tasks share."""

    def __init__(self, notice: Notice) -> None:
        self.notice = notice
        self.source = notice.source
        self.words = notice.words
        self.text = notice.source.text
        self.fold = notice.source.fold
        self.dues = Dues(notice.reader)
        self.drafts: list[Draft] = []
        self.frames: list[Frame] = []
        self.responsible: tuple[int, Opening] | None = None  # 'U chịu trách nhiệm …': item and who
        self.lead_in: Opening | None = None
        self.addressees: Opening | None = None
        self.memory = Memory()

    def _tokens(self, start: int, end: int) -> tuple[int, int]:
        return self.words.at(start), self.words.at(end)

    def _begins_with_verb(self, start: int, end: int) -> bool:
        first, stop = self._tokens(start, end)
        while first < stop and not self.words.words[first][0].isalnum():
            first += 1
        for _ in range(5):
            size = ADVERBS.at(self.words.words, first, stop) or CONNECTORS.at(self.words.words, first, stop)
            if self.words.words[first] == "có" and verb_at(self.words.words, first, stop) > size:
                break  # 'Có kế hoạch bố trí …'
            if not size or (
                verb_at(self.words.words, first, stop) and not ADVERBS.at(self.words.words, first, stop)
            ):
                break
            first += size
            while first < stop and self.words.words[first] == ",":
                first += 1
        return first < stop and bool(verb_at(self.words.words, first, stop))

    def _dated(self, low: int, high: int) -> bool:
        return any(f.dated for f in self.dues.at(low, high))

    def _has_date(self, draft: Draft) -> bool:
        return draft.shared is not None or any(self._dated(low, high) for low, high in draft.parts)

    def _running(self, number: int, item: Item) -> Opening | None:
        """The unit of the plain paragraph right before this one (a caption may stand between)."""
        if item.depth or item.inline:
            return None
        if self.responsible and self.responsible[0] == number - 1:
            return self.responsible[1]
        if not self.drafts:
            return None
        last = self.drafts[-1]
        before = self.notice.zoned[last.item].item
        near = 0 < number - last.item <= 2 and not before.depth
        between = (self.notice.zoned[n] for n in range(last.item + 1, number))
        return last.opening if near and all(_is_caption(self.fold, z) for z in between) else None

    def _frame_for(self, item: Item) -> Opening | None:
        """The unit that speaks for an item without a subject: heading, else the lead-in's addressee."""
        if item.depth == 0 and not item.inline:
            bare = [f for f in self.frames if f.bare]
            return bare[-1].opening if bare else None
        below = [f for f in self.frames if f.depth < item.depth]
        if below:
            return below[-1].opening
        return self.lead_in
