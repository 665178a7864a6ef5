"""
Finding, for one officer.

Rights are kept twice. The index is asked with the officer's tokens, so what they may not read takes no part
in order, number or counts. And what it proposes is read from the database by the room's own rule before it
is shown. Numbers are told only when the index is up to date with all that was committed before the question.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from giaoban.search.indexing import Index, Piece, Question, Stage, question, snippet
from giaoban.search.indexing.index import FACETS, MOST_HITS, Hit, Only
from giaoban.search.jobs import Shown, catch_up, current_index, kinds, rebuild

PAGE: Final = 20
MOST_AT_ONCE: Final = 1_000  # changed entries that a search takes up itself; more is the worker's
FEW: Final = 2_000  # so few things are indexed on the spot when there is no index yet


@dataclass(frozen=True, slots=True)
class Found:
    """One answer for the page: what it is, how well it answers, and a stretch of its text."""

    kind: str
    key: int
    stage: Stage
    shown: Shown
    snippet: Sequence[Piece]


Facets = Mapping[str, Mapping[str, int]]
"""For "sort" ("paper:TB"), "issuer", "year" and "unit" (ids) how many answers have each value."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """
    To what the answers are narrowed: values by facet; "" and missing: not narrowed.

    `whole` are the officer's tokens of committees that are wholly open. Where not all readers may know the
    units of an entry, narrowing by a unit finds it only through these, or when the unit is the officer's own.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    kind: str = ""
    whole: frozenset[str] = frozenset()
    own_unit: bool = False  # the officer may read all work of the unit narrowed to


@dataclass(frozen=True, slots=True)
class Answer:
    """
    What was found. `total` None: not counted, or the index is behind, and `is_current` says which.

    `facets` count all answers; `hidden_units` those whose units are only known as far as they are one's own.
    `is_ready` false: there is no index yet.
    """

    found: Sequence[Found] = ()
    total: int | None = None
    facets: Facets = field(default_factory=dict)
    hidden_units: Mapping[str, int] = field(default_factory=dict)
    is_current: bool = True
    is_ready: bool = True


def find(
    typed: str,
    *,
    officer: Any,
    tokens: Collection[str],
    narrowing: Narrowing = Narrowing(),  # frozen
    first: int = 0,
    count: int = PAGE,
    typing: bool = False,
    counted: bool = False,
) -> Answer:
    """
    What answers to `typed` and `officer`, who holds `tokens`, may read: number `first` to `first + count`.

    `typing`: the last word is being typed, so it may be a beginning; else only when nothing else answers.
    `counted` asks for the total and the facets as well.
    """
    asked = question(typed)
    if not asked or not tokens:
        return Answer()
    index, is_current = _ready_index()
    if index is None:
        return Answer(is_ready=False)
    only = _only(frozenset(tokens), narrowing)
    hits = index.find(asked, only, first=first, count=count, begun=typing)
    begun = typing
    if not hits and not typing and not (first and index.find(asked, only, first=0, count=1, begun=False)):
        begun = True
        hits = index.find(asked, only, first=first, count=count, begun=True)
    found = _shown(hits, asked, officer, begun=begun)
    if not counted or not is_current:
        return Answer(found, is_current=is_current)
    facets, hidden = _facets(index, asked, only, narrowing, begun=begun)
    total = index.total(asked, only, begun=begun)
    return Answer(found, total, facets, hidden)


def reachable(total: int) -> int:
    """How many of `total` answers can be paged to."""
    return min(total, MOST_HITS)


def _ready_index() -> tuple[Index | None, bool]:
    """The index, and whether it holds all that was committed before now."""
    is_current = catch_up(most=MOST_AT_ONCE)
    found = current_index()
    if found is None and _are_few():
        rebuild()
        is_current, found = catch_up(most=MOST_AT_ONCE), current_index()
    return (found[0] if found else None), is_current


def _are_few() -> bool:
    count = 0
    for kind in kinds():
        for _key in kind.all_keys():
            count += 1
            if count > FEW:
                return False
    return True


def _closed_kinds() -> set[str]:
    return {kind.name for kind in kinds() if not kind.open_units}


def _open_units(narrowing: Narrowing) -> frozenset[tuple[str, str]]:
    """Of one of these an entry is, when all its units may be known to the officer."""
    kinds_open = {("kind", kind.name) for kind in kinds() if kind.open_units}
    return frozenset(kinds_open | {("readers", token) for token in narrowing.whole})


def _only(tokens: frozenset[str], narrowing: Narrowing) -> Only:
    values = {name: value for name, value in narrowing.values.items() if value and name in FACETS}
    also = [frozenset({("kind", narrowing.kind)})] if narrowing.kind else []
    if "unit" in values and not narrowing.own_unit:
        also.append(_open_units(narrowing))
    return Only(tokens, values, tuple(also))


def _facets(
    index: Index, asked: Question, only: Only, narrowing: Narrowing, *, begun: bool
) -> tuple[Facets, Mapping[str, int]]:
    """Each facet is counted as if it were not narrowed itself, so that one can choose another value."""
    counted: dict[str, Mapping[str, int]] = {}
    for name in FACETS:
        rest = {other: value for other, value in only.values.items() if other != name}
        also = (_open_units(narrowing),) if name == "unit" else only.also
        without = Only(only.readers, rest, also)
        counted[name] = index.counts(asked, without, (name,), begun=begun)[name]
    rest = {other: value for other, value in only.values.items() if other != "unit"}
    known = counted["unit"]
    whole = index.counts(asked, Only(only.readers, rest), ("unit",), begun=begun)["unit"]
    hidden = {
        unit: number - known.get(unit, 0) for unit, number in whole.items() if number > known.get(unit, 0)
    }
    return counted, hidden


def _shown(hits: Iterable[Hit], asked: Question, officer: Any, *, begun: bool) -> list[Found]:
    """The hits as the database shows them to `officer`; what it does not show is left out."""
    hits = list(hits)
    by_kind = {kind.name: kind for kind in kinds()}
    shown = {
        name: by_kind[name].show([hit.key for hit in hits if hit.kind == name], officer)
        for name in {hit.kind for hit in hits} & set(by_kind)
    }
    return [
        Found(hit.kind, hit.key, hit.stage, one, snippet(one.text, asked, begun=begun))
        for hit in hits
        if (one := shown.get(hit.kind, {}).get(hit.key)) is not None
    ]
