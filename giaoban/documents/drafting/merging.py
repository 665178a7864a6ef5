"""Two people's edits of one text brought together: clause by clause, and word by word within a clause."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Final

from giaoban.documents.drafting.content import Clause, Content, Kind, merged
from giaoban.documents.drafting.likeness import MOST_STEPS
from giaoban.documents.layout import Run

_TOKENS: Final = re.compile(r"\d+(?:[./,-]\d+)*%?|\w+|\s+|[^\w\s]")  # a date is one word


@dataclass(frozen=True, slots=True)
class Conflict:
    """A clause that both changed to different things; None where it was taken out."""

    id: str
    base: Clause | None
    mine: Clause | None
    theirs: Clause | None


@dataclass(frozen=True, slots=True)
class Merged:
    """
    The text with both edits. Where both changed the same words, `content` has mine and `conflicts` says so.

    `took_theirs` is true when something of theirs came in that mine did not have.
    """

    content: Content
    conflicts: tuple[Conflict, ...] = ()
    took_theirs: bool = False


def merge(base: Content, mine: Content, theirs: Content) -> Merged:
    """
    Both edits of `base`: what only one of the two changed is taken from that one.

    A clause stands where the one who moved it put it; where both did, where I put it.
    """
    if theirs in {base, mine}:
        return Merged(mine)
    if mine == base:
        return Merged(theirs, took_theirs=True)
    was, my, their = ({clause.id: clause for clause in side} for side in (base, mine, theirs))
    chosen: dict[str, Clause] = {}
    conflicts: list[Conflict] = []
    for key in dict.fromkeys([*my, *their]):
        old, one, other = was.get(key), my.get(key), their.get(key)
        clause, clashes = _chosen(old, one, other)
        if clashes:
            conflicts.append(Conflict(key, old, one, other))
        if clause is not None:
            chosen[key] = clause
    order = _order(base, mine, theirs, set(chosen))
    content = tuple(chosen[key] for key in order)
    return Merged(content, tuple(conflicts), content != mine)


def _chosen(old: Clause | None, one: Clause | None, other: Clause | None) -> tuple[Clause | None, bool]:
    if other in (one, old):
        return one, False
    if one == old:
        return other, False
    if old is None or one is None or other is None:
        return one or other, True
    together = _together(old, one, other)
    return (together, False) if together is not None else (one, True)


def _together(old: Clause, one: Clause, other: Clause) -> Clause | None:
    """Both changes in one clause; None where they touch the same words, or the clause is a table."""
    if old.kind == Kind.TABLE:
        return None
    plain_facts = {}
    for name in ("kind", "number", "level", "align", "landscape"):
        values = (getattr(old, name), getattr(one, name), getattr(other, name))
        if values[1] != values[0] != values[2] and values[1] != values[2]:
            return None
        plain_facts[name] = values[1] if values[1] != values[0] else values[2]
    runs = _together_runs(old.runs, one.runs, other.runs)
    return None if runs is None else replace(old, runs=runs, **plain_facts)


def _together_runs(
    old: tuple[Run, ...], one: tuple[Run, ...], other: tuple[Run, ...]
) -> tuple[Run, ...] | None:
    """Three-way merge of styled words; None where both changed the same or neighbouring ones."""
    was, mine, theirs = (_pieces(side) for side in (old, one, other))
    if len(was) * max(len(mine), len(theirs)) > MOST_STEPS:
        return None
    changes = sorted([*_changes(was, mine), *_changes(was, theirs)], key=lambda c: (c[0], c[1]))
    found: list[Run] = []
    at = 0
    previous: tuple[int, int, list[Run]] | None = None
    for start, end, words in changes:
        if previous is not None and (start, end, words) == previous:
            continue
        if previous is not None and start <= previous[1]:
            return None
        found.extend(was[at:start])
        found.extend(words)
        at, previous = end, (start, end, words)
    return merged([*found, *was[at:]])


def _pieces(runs: Iterable[Run]) -> list[Run]:
    return [replace(run, text=piece) for run in runs for piece in _TOKENS.findall(run.text)]


def _changes(was: list[Run], now: list[Run]) -> list[tuple[int, int, list[Run]]]:
    matcher = SequenceMatcher(None, was, now, autojunk=False)
    return [(a, b, now[c:d]) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]


def _order(base: Content, mine: Content, theirs: Content, kept: set[str]) -> list[str]:
    """Their order, with what I added or moved after what stands before it in mine."""
    mine_order = [clause.id for clause in mine if clause.id in kept]
    moved = _moved({clause.id: n for n, clause in enumerate(base)}, mine_order)
    order = [clause.id for clause in theirs if clause.id in kept and clause.id not in moved]
    placed = set(order)
    after: dict[str, list[str]] = {}  # what I put after each clause; "" is the top
    anchor = ""
    for key in mine_order:
        if key in placed:
            anchor = key
        else:
            after.setdefault(anchor, []).append(key)
    return [*after.get("", ()), *(one for key in order for one in (key, *after.get(key, ())))]


def _moved(was: dict[str, int], now: list[str]) -> set[str]:
    """What stands elsewhere in `now` than before, seen against the longest stretch that kept its order."""
    known = [key for key in now if key in was]
    if all(was[a] < was[b] for a, b in itertools.pairwise(known)):
        return set()
    kept = SequenceMatcher(None, sorted(known, key=was.__getitem__), known, autojunk=False)
    steady = {known[b + n] for _a, b, size in kept.get_matching_blocks() for n in range(size)}
    return set(known) - steady
