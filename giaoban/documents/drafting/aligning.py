"""
What became of each clause from one state of a text to the next, and ids that go with their clauses.

`fates` speaks of two states of one draft. `carry` gives a text that came back from outside (a Word file,
pasted or typed lines) the ids of the clauses that it was made from.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from giaoban.documents.drafting.content import Clause, Content, Kind, new_id
from giaoban.documents.drafting.likeness import bare
from giaoban.documents.drafting.pairing import Pairing, pair
from giaoban.documents.drafting.styling import with_styles_of

_DOUBTED_BELOW: Final = 0.5
_ARTICLE: Final = Clause("", Kind.ARTICLE).depth


class Fate(StrEnum):
    """What became of a clause."""

    SAME = "same"
    MOVED = "moved"
    CHANGED = "changed"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Outcome:
    """
    The fate of one clause of the earlier text.

    `places` are the ids of the clauses of the later text that hold its words: its own, several where it was
    split, another one where it was merged into that; () for a deleted clause. `is_moved` says so of a changed
    clause too. `likeness` is of its words, 0 to 1. `is_doubtful` asks a person to look: the words differ
    much, or another clause would have fitted nearly as well.
    """

    id: str
    fate: Fate
    places: tuple[str, ...] = ()
    is_moved: bool = False
    likeness: float = 1.0
    is_doubtful: bool = False

    @property
    def is_split(self) -> bool:
        """Whether its words stand in several clauses now."""
        return len(self.places) > 1

    @property
    def is_merged(self) -> bool:
        """Whether its words stand in a clause that goes by another id."""
        return self.fate == Fate.CHANGED and bool(self.places) and self.id not in self.places


@dataclass(frozen=True, slots=True)
class Alignment:
    """The outcome of every clause of the earlier text in its order, and the ids of those that are new."""

    outcomes: dict[str, Outcome]
    added: tuple[str, ...]


def fates(old: Content, new: Content) -> dict[str, Outcome]:
    """
    What became of each clause of `old` in `new`, a later state of the same draft; by id, none left out.

    A clause is the same when its words are, whatever its number has become; spelling of tone marks, quotes,
    dashes and spaces makes no difference. It has moved when it, or what it belongs to, stands elsewhere among
    what stayed.
    """
    return align(old, new).outcomes


def align(old: Content, new: Content) -> Alignment:
    """The fates of the clauses of `old`, and what is new in `new`."""
    pairing = pair(old, new, by_id=True)
    moved = _moved(old, new, pairing)
    outcomes = {clause.id: _outcome(at, old, new, pairing, moved) for at, clause in enumerate(old)}
    explained = {place for outcome in outcomes.values() for place in outcome.places}
    added = tuple(clause.id for clause in new if clause.id not in explained)
    return Alignment(outcomes, added)


def _outcome(at: int, old: Content, new: Content, pairing: Pairing, moved: set[int]) -> Outcome:
    key = old[at].id
    there = pairing.new_of.get(at)
    if there is None:
        into = pairing.joined.get(at)
        if into is None:
            return Outcome(key, Fate.DELETED, likeness=0.0)
        return Outcome(key, Fate.CHANGED, (new[into].id,), likeness=0.5)
    places = (new[there].id, *(new[part].id for part in pairing.parts.get(at, ())))
    likeness = pairing.likeness[at]
    took_in = there in pairing.joined.values()
    if len(places) == 1 and not took_in and is_same(old[at], new[there]):
        fate = Fate.MOVED if at in moved else Fate.SAME
        return Outcome(key, fate, places, at in moved, 1.0, at in pairing.close_calls)
    doubtful = at in pairing.close_calls or (likeness < _DOUBTED_BELOW and len(places) == 1 and not took_in)
    return Outcome(key, Fate.CHANGED, places, at in moved, likeness, doubtful)


def is_same(one: Clause, other: Clause) -> bool:
    """Whether two clauses say the same in the same form; numbers, bold and italics do not count."""
    if (one.kind, one.level) != (other.kind, other.level) or bare(one.text) != bare(other.text):
        return False
    return one.kind != Kind.TABLE or _shape(one) == _shape(other)


def _shape(table: Clause) -> list[list[str]]:
    return [[bare("".join(run.text for run in cell)) for cell in row] for row in table.rows]


def carry(old: Content, new: Content, *, keeps_ids: bool = False) -> Content:
    """
    `new` with the ids of the clauses of `old` that it was made from, and with their looks where it has none.

    `keeps_ids` is true for a text whose ids come from `old` (from the editor); then only ids are set right
    that stayed with strange words. Otherwise clauses that are new get ids that were never used, and bold,
    italics and widths come back from the clause they were lost from.
    """
    pairing = pair(old, new, by_id=keeps_ids)
    taken = {clause.id for clause in old}
    carried: list[Clause] = []
    for at, clause in enumerate(new):
        before = pairing.old_of.get(at)
        if before is not None:
            kept = clause if keeps_ids else with_styles_of(clause, old[before])
            carried.append(replace(kept, id=old[before].id))
        else:
            carried.append(replace(clause, id=new_id()) if clause.id in taken else clause)
    return tuple(carried)


def _moved(old: Content, new: Content, pairing: Pairing) -> set[int]:
    """Old places of pairs whose order among their kind, or what they belong to, has changed."""
    old_above, new_above = _holders(old), _holders(new)
    moved: set[int] = set()
    groups: dict[int, list[int]] = {}
    for at, there in pairing.new_of.items():
        if _changed_holder(old_above[at], new_above[there], pairing):
            moved.add(at)
        else:
            groups.setdefault(new_above[there], []).append(at)
    weights = _subtree_weights(old, old_above)
    for members in groups.values():
        members.sort()
        kept = heaviest_rising([pairing.new_of[at] for at in members], [weights[at] for at in members])
        moved.update(at for place, at in enumerate(members) if place not in kept)
    return moved | {at for at in pairing.new_of if _stands_in_moved(at, old_above, moved)}


def _holders(content: Content) -> list[int]:
    """
    For each clause the place of what it belongs to, -1 at the top.

    Running text and tables belong to the article or heading: whether a paragraph below khoản 3 belongs to
    that khoản cannot be seen, and it has not moved when a khoản 4 comes between.
    """
    above: list[tuple[int, int]] = []
    found = []
    for place, clause in enumerate(content):
        while above and above[-1][0] >= clause.depth:
            above.pop()
        floating = clause.kind in {Kind.PARAGRAPH, Kind.TABLE}
        holders = [at for depth, at in above if not floating or depth <= _ARTICLE]
        found.append(holders[-1] if holders else -1)
        if not floating:
            above.append((clause.depth, place))
    return found


def _changed_holder(above: int, above_there: int, pairing: Pairing) -> bool:
    """Whether a clause belongs to something else now; what took over a heading's words counts as it."""
    if above < 0:
        return above_there >= 0 and above_there in pairing.old_of
    expected = {pairing.new_of.get(above), pairing.joined.get(above), *pairing.parts.get(above, ())} - {None}
    if above_there in expected:
        return False
    before = pairing.old_of.get(above_there)
    # The heading is gone: what stood below it belongs to the one before, and has not moved.
    return bool(expected) or (before is not None and before > above)


def _stands_in_moved(at: int, above: list[int], moved: set[int]) -> bool:
    over = above[at]
    while over >= 0:
        if over in moved:
            return True
        over = above[over]
    return False


def _subtree_weights(old: Content, above: list[int]) -> list[int]:
    """How many letters stand in each clause and below it: what is smaller has moved past what is larger."""
    weights = [len(clause.text) + 1 for clause in old]
    for place in range(len(old) - 1, -1, -1):
        if above[place] >= 0:
            weights[above[place]] += weights[place]
    return weights


def heaviest_rising(places: list[int], weights: list[int]) -> set[int]:
    """Indexes of the heaviest rising sequence: what kept its order."""
    order = sorted(set(places))
    tree = [(0, -1)] * (len(order) + 1)
    best = [0] * len(places)
    before = [-1] * len(places)
    for at, place in enumerate(places):
        rank = bisect_left(order, place)
        top, last = 0, -1
        node = rank
        while node > 0:
            if tree[node][0] > top:
                top, last = tree[node]
            node -= node & -node
        best[at], before[at] = top + weights[at], last
        node = rank + 1
        while node <= len(order):
            if best[at] > tree[node][0]:
                tree[node] = (best[at], at)
            node += node & -node
    kept: set[int] = set()
    at = max(range(len(places)), key=best.__getitem__, default=-1)
    while at >= 0:
        kept.add(at)
        at = before[at]
    return kept
