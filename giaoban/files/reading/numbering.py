"""Automatic numbering of Word, worked out so that the numbers stand in the text as a reader sees them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final

from giaoban.files.reading.archive import Element
from giaoban.files.reading.markup import Words, child, children, number
from giaoban.files.reading.paper import Reason, Unreadable

_DEEPEST: Final = 8
_LIMIT: Final = 1_000_000
_LONGEST: Final = 60  # of a number with the words around it; Word itself stops before
_MOST_LISTS: Final = 20_000
_POINTS: Final = tuple("abcdđeghiklmnopqrstuvxy")  # points of a clause, in order
_ROMAN: Final = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered; `restart` None restarts after any higher level."""

    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    restart: int | None = None
    all_decimal: bool = False


@dataclass(slots=True)
class _Abstract:
    levels: dict[int, Level] = field(default_factory=dict)
    by_style: dict[str, int] = field(default_factory=dict)
    style_link: str = ""


@dataclass(slots=True)
class _List:
    abstract: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)
    begun: bool = False


def vietnamese_letter(value: int) -> str:
    """
    The letter of the `value`-th point: a, b, c, d, đ, e, g …; doubled after y.

    >>> "".join(vietnamese_letter(n) for n in range(1, 8))
    'abcdđeg'
    """
    rounds, index = divmod(max(value, 1) - 1, len(_POINTS))
    return _POINTS[index] * (min(rounds, 9) + 1)


def roman(value: int) -> str:
    """The Roman number, in capitals; ordinary digits outside 1 to 3999."""
    if not 1 <= value <= 3999:
        return str(value)
    written = ""
    for amount, letters in _ROMAN:
        written += letters * (value // amount)
        value %= amount
    return written


_FORMS: Final[dict[str, Callable[[int], str]]] = {
    "decimalZero": lambda value: f"{value:02}",
    "lowerLetter": vietnamese_letter,
    "upperLetter": lambda value: vietnamese_letter(value).upper(),
    "lowerRoman": lambda value: roman(value).lower(),
    "upperRoman": roman,
    "none": lambda _value: "",
}


class Numbering:
    """The lists of a document and how far each has been counted."""

    def __init__(self, root: Element | None, words: Words) -> None:
        """
        `root` is the numbering part; None when the document has none.

        Raises Unreadable (xml_bomb) when it has more lists than a person makes.
        """
        self._words = words
        self._abstracts: dict[str, _Abstract] = {}
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if root is None:
            return
        if len(root) > _MOST_LISTS:
            raise Unreadable(Reason.XML_BOMB, "too many lists")
        for element in children(root, "abstractNum"):
            self._abstracts[words.get(element, "abstractNumId")] = self._abstract(element)
        for element in children(root, "num"):
            self._lists[words.get(element, "numId")] = self._list(element)

    def level_of_style(self, list_id: str, style: str) -> int:
        """The level that a paragraph style is tied to in a list; 0 when it is tied to none."""
        found = self._lists.get(list_id)
        abstract = self._abstracts.get(found.abstract) if found else None
        return abstract.by_style.get(style, 0) if abstract else 0

    def links(self) -> dict[str, str]:
        """Abstract lists that are defined by a style elsewhere: their id and that style."""
        return {key: a.style_link for key, a in self._abstracts.items() if a.style_link and not a.levels}

    def link(self, abstract_id: str, list_id: str) -> None:
        """Let an abstract list take the levels of the list that its style names."""
        source = self._lists.get(list_id)
        target = self._abstracts.get(source.abstract) if source else None
        if target is not None:
            self._abstracts[abstract_id].levels = target.levels

    def next_label(self, list_id: str, depth: int) -> str | None:
        """Count one paragraph on; its label, "" for an unnumbered level, None when there is no such list."""
        found = self._lists.get(list_id)
        abstract = self._abstracts.get(found.abstract) if found else None
        if found is None or abstract is None:
            return None
        depth = min(max(depth, 0), _DEEPEST)
        counts = self._counts.setdefault(found.abstract, {})
        if not found.begun:
            found.begun = True
            counts.update({level: start - 1 for level, start in found.starts.items()})
        levels = {**abstract.levels, **found.levels}
        self._count(counts, levels, depth)
        return _label(counts, levels, depth)

    @staticmethod
    def _count(counts: dict[int, int], levels: dict[int, Level], depth: int) -> None:
        own = levels.get(depth, Level())
        counts[depth] = min(counts[depth] + 1 if depth in counts else own.start, _LIMIT)
        for deeper in [d for d in counts if d > depth]:
            restart = levels.get(deeper, Level()).restart
            if restart is None or (restart > 0 and depth < restart):
                del counts[deeper]
        for higher in range(depth):
            counts.setdefault(higher, levels.get(higher, Level()).start)

    def _abstract(self, element: Element) -> _Abstract:
        abstract = _Abstract(style_link=self._words.value(child(element, "numStyleLink")))
        for level in children(element, "lvl"):
            depth = number(self._words.get(level, "ilvl"))
            abstract.levels[depth] = self._level(level)
            style = self._words.value(child(level, "pStyle"))
            if style:
                abstract.by_style[style] = depth
        return abstract

    def _list(self, element: Element) -> _List:
        found = _List(self._words.value(child(element, "abstractNumId")))
        for override in children(element, "lvlOverride"):
            depth = number(self._words.get(override, "ilvl"))
            level = child(override, "lvl")
            if level is not None:
                found.levels[depth] = self._level(level)
            start = child(override, "startOverride")
            if start is not None:
                found.starts[depth] = number(self._words.value(start), 1)
        return found

    def _level(self, element: Element) -> Level:
        value = self._words.value
        restart = child(element, "lvlRestart")
        plain = Level(
            start=number(value(child(element, "start")), 1),
            form=value(child(element, "numFmt")) or "decimal",
            pattern=value(child(element, "lvlText"))[:_LONGEST],
            all_decimal=self._words.on(child(element, "isLgl")),
        )
        return plain if restart is None else replace(plain, restart=number(value(restart)))


def _label(counts: dict[int, int], levels: dict[int, Level], depth: int) -> str:
    own = levels.get(depth, Level(pattern=f"%{depth + 1}."))
    if own.form == "bullet":
        return "+" if own.pattern.strip() == "+" else "-"
    if own.form == "none":
        return re.sub(r"%\d", "", own.pattern).strip()

    def written(found: re.Match[str]) -> str:
        at = int(found.group(1)) - 1
        form = "decimal" if own.all_decimal else levels.get(at, Level()).form
        return _FORMS.get(form, str)(counts.get(at, 1))

    return re.sub(r"%([1-9])", written, own.pattern).strip()[:_LONGEST]
