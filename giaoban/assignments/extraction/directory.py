"""
The list of names that a reading looks up: the caller's units first, then the dated names of the language.

Construction 5.5 (matching names): a name is a path of folded words in which 'và', '&', ',' and '-' do not
count and short words stand for long ones, so that "Sở KH-CN", "Sở Khoa học và Công nghệ" and "SKHCN" are
one path and the 'và' and ',' inside a name never split it. The longest path wins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from giaoban.assignments.extraction.data import abbreviations, dated_names
from giaoban.assignments.extraction.shapes import KnownUnit
from giaoban.documents.reading.normal import Words, make_source

JOINTS = frozenset({"và", "&", ",", "-", "."})
_NEED_CAPITAL = frozenset({"thuế", "thống", "thanh", "kiểm", "báo", "ban"})
_PLACES = (("tỉnh",), ("thành", "phố"), ("việt", "nam"))
_DEPARTMENT_HEADS = frozenset({"sở", "bộ", "phòng"})


@dataclass(frozen=True)
class Entry:
    """A known name: canonical words, the caller's key, and whether the caller gave it."""

    name: str
    key: str = ""
    kind: str = "unit"
    given: bool = False
    place_missing: bool = False


class _Node:
    __slots__ = ("entry", "nexts")

    def __init__(self) -> None:
        self.nexts: dict[str, _Node] = {}
        self.entry: Entry | None = None


class NameTree:
    """Names as paths of words."""

    def __init__(self) -> None:
        self._root = _Node()

    def add(self, path: Sequence[str], entry: Entry, *, replace: bool = True) -> None:
        """Put `entry` at the end of `path`; an entry already there stays unless `replace`."""
        if not path:
            return
        node = self._root
        for word in path:
            node = node.nexts.setdefault(word, _Node())
        if node.entry is None or replace:
            node.entry = entry

    def longest(self, words: Sequence[str], start: int, stop: int) -> tuple[int, Entry] | None:
        """The longest name that begins at token `start`: (token after it, entry), or None."""
        node, index, found = self._root, start, None
        stop = min(stop, len(words))
        while index < stop:
            word = words[index]
            after = self._step(node, word)
            if after is None:
                if index == start or word not in JOINTS:
                    break
                index += 1
                if index < stop and words[index] in JOINTS:
                    index += 1
                if index >= stop or (after := self._step(node, words[index])) is None:
                    break
            node = after
            index += 1
            if node.entry is not None:
                found = (index, node.entry)
        return found

    @staticmethod
    def _step(node: _Node, word: str) -> _Node | None:
        direct = node.nexts.get(word)
        if direct is not None:
            return direct
        following: _Node | None = node
        long = abbreviations().get(word)
        if long is None:
            return None
        for part in long.split():
            following = following.nexts.get(part) if following is not None else None
        return following


def path_of(name: str) -> tuple[str, ...]:
    """The path of a name: folded words, long for short, without joints."""
    out: list[str] = []
    for word in Words(make_source(name)).words:
        if word not in JOINTS:
            out.extend(abbreviations().get(word, word).split())
    return tuple(out)


@dataclass(frozen=True)
class Directory:
    """`names` are whole names, `sectors` what follows Sở / Bộ / Phòng in an enumeration."""

    names: NameTree
    sectors: NameTree

    def name_at(self, words: Words, start: int, stop: int) -> tuple[int, Entry] | None:
        """The longest whole name at token `start`."""
        if words.words[start] in _NEED_CAPITAL and not words.tokens[start].capital:
            return None
        found = self.names.longest(words.words, start, stop)
        if found and found[1].name.startswith("Thanh tra") and not words.tokens[start].capital:
            return None
        return found


def directory(units: Sequence[KnownUnit]) -> Directory:
    """The directory of the caller's units over the dated names; the caller's win."""
    return _directory(tuple(units))


@cache
def _dated_paths() -> tuple[tuple[tuple[str, ...], Entry], ...]:
    return tuple(
        (path_of(form), Entry(dated.name))
        for dated in dated_names()
        for form in (dated.name, *dated.abbreviations)
    )


def _directory(units: tuple[KnownUnit, ...]) -> Directory:
    names, sectors = NameTree(), NameTree()
    for path, entry in _dated_paths():
        names.add(path, entry, replace=False)
        if path[0] in _DEPARTMENT_HEADS and len(path) > 1:
            sectors.add(path[1:], Entry(entry.name.split(" ", 1)[1]), replace=False)
    for unit in units:
        entry = Entry(unit.name, unit.key, unit.kind, given=True)
        for form in (unit.name, *unit.abbreviations):
            path = path_of(form)
            names.add(path, entry)
            if path and path[0] in _DEPARTMENT_HEADS and len(path) > 1 and unit.kind == "unit":
                sectors.add(path[1:], Entry(unit.name.split(" ", 1)[-1]))
    for unit in units:
        for form in (unit.name, *unit.abbreviations):
            _add_without_place(names, path_of(form), unit)
    return Directory(names, sectors)


def _add_without_place(names: NameTree, path: tuple[str, ...], unit: KnownUnit) -> None:
    """'Công ty Điện lực' for 'Công ty Điện lực tỉnh', where it is long enough to be no common word."""
    for place in _PLACES[:2]:
        short = path[: -len(place)]
        if path[-len(place) :] == place and len(short) >= 3 and short[-1] not in ("dân", "ủy"):
            entry = Entry(unit.name, unit.key, unit.kind, given=True, place_missing=True)
            names.add(short, entry, replace=False)
