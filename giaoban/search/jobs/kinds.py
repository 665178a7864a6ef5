"""What can be found: each room tells it once, when its app is ready."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from giaoban.search.indexing import Entry

AT_ONCE: Final = 500  # keys in one question to the database
Keys = Sequence[int]
Touched = Mapping[str, Callable[[Keys], Iterable[int]]]
"""For a source of changes: which entries hang on these keys of it."""


@dataclass(frozen=True, slots=True)
class Shown:
    """
    A thing on the page of answers: its name, what it is about, its page, a line beneath, its day.

    `text` is where the snippet is cut from.
    """

    title: str
    about: str
    url: str
    hint: str
    day: date | None
    text: str


@dataclass(frozen=True, slots=True)
class Readers:
    """Who else may read an entry, as tokens; and further units by which it can be narrowed."""

    tokens: frozenset[str] = frozenset()
    units: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """
    One kind of thing that can be found; keys are primary keys.

    `all_keys` gives all, `entries` those of some keys that exist: a few queries for each batch. `touched`
    names the sources of changes that it heeds besides its own `name`. `show` gives, for an officer, those of
    some keys that the officer may read, by the database's own rule: the index proposes, it never decides.
    `type_words` gives the words of the entries' types. `open_units`: all readers of an entry may know its
    units; else only those to whom the whole committee is open (their tokens begin with "c").
    """

    name: str
    all_keys: Callable[[], Iterable[int]]
    entries: Callable[[Keys], Iterable[Entry]]
    show: Callable[[Keys, Any], Mapping[int, Shown]]
    type_words: Callable[[str], str]
    open_units: bool = False
    touched: Touched = field(default_factory=dict)


ReadersOf = Callable[[Keys], Mapping[int, Readers]]
_kinds: Final[dict[str, Kind]] = {}
_readers: Final[dict[str, dict[ReadersOf, Touched]]] = {}


def tell_kind(kind: Kind) -> None:
    """Let things of `kind` be found; called once, when the room's app is ready."""
    _kinds[kind.name] = kind


def tell_readers(kind: str, readers: ReadersOf, *, touched: Touched) -> None:
    """
    Let further people find things of `kind`, which another room has told: by the tokens that `readers` gives.

    `touched` says which entries to read again when something else changes.
    """
    _readers.setdefault(kind, {})[readers] = touched


def kinds() -> Collection[Kind]:
    """All kinds that were told, by name."""
    return [_kinds[name] for name in sorted(_kinds)]


def entries_of(kind: Kind, keys: Keys) -> Iterator[Entry]:
    """The entries of these keys, with the readers that all rooms tell."""
    further = [readers(keys) for readers in _readers.get(kind.name, {})]
    for entry in kind.entries(keys):
        own = [each[entry.key] for each in further if entry.key in each]
        if not own:
            yield entry
            continue
        tokens = entry.readers.union(*(each.tokens for each in own))
        yield replace(entry, readers=tokens, units=entry.units.union(*(each.units for each in own)))


def concerned(source: str, keys: Keys) -> Iterator[tuple[Kind, set[int]]]:
    """The entries of each kind that must be read again when these keys of `source` have changed."""
    for kind in kinds():
        found = set(keys) if source == kind.name else set()
        for touched in (kind.touched, *_readers.get(kind.name, {}).values()):
            if source in touched:
                for start in range(0, len(keys), AT_ONCE):
                    found.update(touched[source](keys[start : start + AT_ONCE]))
        if found:
            yield kind, found


def shape_of_kinds() -> str:
    """What kinds there are, in one line: an index made for others is made anew."""
    return ",".join(kind.name for kind in kinds())
