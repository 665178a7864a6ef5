"""Texts that were frozen, taken apart once and remembered: they never change."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import Final

from giaoban.documents.drafting.aligning import Outcome, fates
from giaoban.documents.drafting.content import Clause, Content, load
from giaoban.documents.models import Consultation, DraftVersion
from giaoban.documents.reads.drafts import ClauseLine, clause_lines

_REMEMBERED: Final = 24


@dataclass(frozen=True, slots=True)
class SentText:
    """A frozen text: its clauses, each as a line with mark and name, and their places counted from 1."""

    content: Content
    lines: dict[str, ClauseLine]
    places: dict[str, int]

    def name_of(self, clause_id: str) -> str:
        """How people name a clause; "" for the whole."""
        return self.lines[clause_id].name if clause_id in self.lines else ""

    def reach(self, clause_id: str) -> tuple[int, int]:
        """The places of a clause and of all that belongs to it, first and last."""
        first = self.places[clause_id]
        depth, last = self.content[first - 1].depth, first
        while depth < _FLOATING and last < len(self.content) and self.content[last].depth > depth:
            last += 1
        return first, last

    def clause(self, clause_id: str) -> Clause | None:
        """The clause of this id; None for the whole."""
        return self.lines[clause_id].clause if clause_id in self.lines else None


_FLOATING: Final = 20  # depth of running text, to which nothing belongs
_texts: OrderedDict[str, SentText] = OrderedDict()
_outcomes: OrderedDict[tuple[str, str], dict[str, Outcome]] = OrderedDict()


def sent_text(version: DraftVersion) -> SentText:
    """The text of `version`; its content is asked for only when this process has not read it yet."""
    known = _texts.get(version.sha256)
    if known is None:
        content = load(version.content)
        lines = {line.clause.id: line for line in clause_lines(content)}
        places = {clause.id: place for place, clause in enumerate(content, start=1)}
        known = _texts[version.sha256] = SentText(content, lines, places)
        while len(_texts) > _REMEMBERED:
            _texts.popitem(last=False)
    return known


def revised_version(consultation: Consultation) -> DraftVersion | None:
    """The last version that was frozen after the one that was sent; None while there is none. One query."""
    later = DraftVersion.objects.filter(draft=consultation.draft_id, number__gt=consultation.version.number)
    return later.defer("content", "head").order_by("-number").first()


def outcomes_of(sent: DraftVersion, later: DraftVersion) -> dict[str, Outcome]:
    """What became of each clause of `sent` in `later`, by id; none is left out."""
    key = (sent.sha256, later.sha256)
    known = _outcomes.get(key)
    if known is None:
        known = _outcomes[key] = fates(sent_text(sent).content, sent_text(later).content)
        while len(_outcomes) > _REMEMBERED:
            _outcomes.popitem(last=False)
    return known
