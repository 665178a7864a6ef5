"""
A draft that came back from a unit as a Word file: which of its paragraphs is which clause of what was sent.

The file may hold tracked changes, may have been typed over, numbered by hand or saved by another program;
clauses are found again by their words alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from giaoban.documents.drafting.content import Clause, Content, Kind
from giaoban.documents.drafting.pairing import Pairing, pair
from giaoban.documents.drafting.word import draft_of
from giaoban.files.reading import MarkedPaper, MarkedParagraph, MarkedTable

_SURE: Final = 0.6  # of likeness; below it a person says whether it is the clause
_ANNEXED: Final = re.compile(r"\((?:Ban hành )?[Kk]èm theo .*\)", re.DOTALL)  # printed below an annex's title
_FLOATING: Final = frozenset({Kind.PARAGRAPH, Kind.BULLET, Kind.TABLE})


@dataclass(slots=True)
class Written:
    """
    One paragraph of the file: its words before and after the changes.

    `covered` are the words that each comment stands on, `on_change` the comments that stand on a change.
    """

    before: str = ""
    after: str = ""
    covered: dict[str, str] = field(default_factory=dict)
    on_change: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Home:
    """The clause of the draft to which a paragraph belongs; when it is not sure, a person has to say."""

    clause: str
    is_sure: bool


class Returned:
    """The file beside the draft. Raises `Malformed` when it is far too long."""

    def __init__(self, paper: MarkedPaper, sent: Content) -> None:
        self.sent = sent
        self.paper = paper
        self.before = draft_of(paper, before_changes=True)
        self.after = draft_of(paper)
        self.places = {clause.id: place for place, clause in enumerate(sent)}
        self.written = {paragraph.places[0]: _written(paragraph) for paragraph in _paragraphs(paper)}
        self.written_again: frozenset[str] = frozenset()  # known once `links` are
        self._pairing: Pairing = pair(sent, self.before.content, by_id=False)

    @property
    def share_known(self) -> float:
        """How much of the file is of the draft, by letters; 0 to 1."""
        content = self.before.content
        whole = sum(len(clause.text) for clause in content)
        return sum(len(content[at].text) for at in self._pairing.old_of) / whole if whole else 0.0

    def home_of(self, place: int) -> Home | None:
        """The clause of a paragraph; None outside the text of the draft."""
        return self._homes.get(place)

    def is_sure(self, clause_id: str) -> bool:
        """Whether the file surely holds this clause."""
        homes = [self._homes.get(place) for place in self._places_of(clause_id)]
        return bool(homes) and all(home is not None and home.is_sure for home in homes)

    def is_missing(self, clause_id: str) -> bool:
        """Whether the file has not held this clause at all, not even struck out."""
        return not self._places_of(clause_id)

    @cached_property
    def _homes(self) -> dict[int, Home]:
        found: dict[int, Home] = {}
        homes = [self._home(at) for at in range(len(self.before.content))]
        held = [self.before.places[clause.id] for clause in self.before.content]
        for home, places in zip(homes, held, strict=True):
            found |= dict.fromkeys(places, home)
        for clause, home in self._new_places():  # what is inserted stands joined to the next one before
            found |= dict.fromkeys(self.after.places[clause.id], home)
        for home, places in zip(homes, held, strict=True):
            found |= {place: home for place in places if self.written[place].before.strip()}
        return found

    def _home(self, at: int) -> Home:
        old = self._pairing.old_of.get(at)
        if old is not None:
            doubted = old in self._pairing.close_calls or self._pairing.likeness[old] < _SURE
            return Home(self.sent[old].id, not doubted)
        whole = next((one for one, parts in self._pairing.parts.items() if at in parts), None)
        if whole is not None:
            return Home(self.sent[whole].id, is_sure=True)
        earlier = next(
            (self._pairing.old_of[n] for n in range(at, -1, -1) if n in self._pairing.old_of), None
        )
        return Home("" if earlier is None else self.sent[earlier].id, is_sure=False)

    def _places_of(self, clause_id: str) -> tuple[int, ...]:
        """The paragraphs from which a clause of the draft was read; () when the file lacks it."""
        at = self.places[clause_id]
        there = self._pairing.new_of.get(at, self._pairing.joined.get(at))
        if there is None:
            return ()
        parts = (there, *self._pairing.parts.get(at, ()))
        return tuple(place for part in parts for place in self.before.places[self.before.content[part].id])

    @cached_property
    def links(self) -> dict[str, tuple[Clause, ...]]:
        """For each clause of the draft the clauses of the file that hold it once all changes are accepted."""
        holders: dict[int, list[Clause]] = {}
        for clause in self.after.content:
            for place in self.after.places[clause.id]:
                if self.written[place].after.strip():
                    holders.setdefault(place, []).append(clause)
        links: dict[str, tuple[Clause, ...]] = {}
        for clause in self.sent:
            linked: dict[str, Clause] = {}
            for place in self._places_of(clause.id):
                if self.written[place].before.strip():
                    linked |= {one.id: one for one in holders.get(place, ())}
            links[clause.id] = tuple(linked.values())
        return self._with_written_again(links)

    def _with_written_again(self, links: dict[str, tuple[Clause, ...]]) -> dict[str, tuple[Clause, ...]]:
        """What was struck out in one place and stands again in another is the same clause."""
        told = {one.id for clauses in links.values() for one in clauses}
        fresh = tuple(clause for clause in self.after.content if clause.id not in told)
        gone = tuple(clause for clause in self.sent if not links[clause.id])
        pairing = pair(gone, fresh, by_id=False)
        again = {gone[at].id: (fresh[there],) for at, there in pairing.new_of.items()}
        self.written_again = frozenset(again)
        return links | again

    @cached_property
    def final(self) -> Content:
        """The text of the file with all changes accepted and the ids of the draft."""
        ids: dict[str, str] = {}
        for key, clauses in self.links.items():
            for clause in clauses[:1]:
                ids.setdefault(clause.id, key)
        return tuple(replace(clause, id=ids.get(clause.id, clause.id)) for clause in self.after.content)

    def new_clauses(self) -> Iterator[tuple[Clause, str]]:
        """Clauses that the draft has not, each with the id of the one that it follows; "" at the top."""
        told = {one.id for clauses in self.links.values() for one in clauses}
        above: list[Clause] = []
        for own, clause in zip(self.after.content, self.final, strict=True):
            if clause.id in self.places:
                above.append(clause)
            elif own.id not in told and not _ANNEXED.fullmatch(own.text.strip()):
                wide = own.kind not in _FLOATING
                yield own, next((c.id for c in reversed(above) if not wide or c.depth <= own.depth), "")

    def _new_places(self) -> Iterator[tuple[Clause, Home]]:
        return ((clause, Home(after, bool(after))) for clause, after in self.new_clauses())


def _paragraphs(paper: MarkedPaper) -> Iterator[MarkedParagraph]:
    for block in paper.blocks:
        if isinstance(block, MarkedTable):
            yield from (paragraph for row in block.rows for cell in row for paragraph in cell)
        else:
            yield block


def _written(paragraph: MarkedParagraph) -> Written:
    words = Written()
    for piece in paragraph.pieces:
        words.before += piece.text if piece.change != "ins" else ""
        words.after += piece.text if piece.change != "del" else ""
        for key in piece.comments:
            words.covered[key] = words.covered.get(key, "") + piece.text
            if piece.change:
                words.on_change.add(key)
    return words
