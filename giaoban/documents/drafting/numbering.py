"""The numbers of clauses: counted by the program, or kept as somebody wrote them."""

from __future__ import annotations

import re
from typing import Final

from giaoban.documents.drafting.content import Clause, Content, Kind
from giaoban.files.reading.numbering import roman, vietnamese_letter

_RESTARTS: Final[dict[Kind, frozenset[Kind]]] = {
    Kind.ANNEX: frozenset(Kind) - {Kind.ANNEX},
    Kind.PART: frozenset({Kind.CHAPTER, Kind.SECTION, Kind.HEADING, Kind.CLAUSE, Kind.POINT}),
    Kind.CHAPTER: frozenset({Kind.SECTION, Kind.HEADING, Kind.CLAUSE, Kind.POINT}),
    Kind.SECTION: frozenset({Kind.HEADING, Kind.CLAUSE, Kind.POINT}),
    Kind.HEADING: frozenset({Kind.CLAUSE, Kind.POINT}),
    Kind.ARTICLE: frozenset({Kind.CLAUSE, Kind.POINT}),
    Kind.CLAUSE: frozenset({Kind.POINT}),
}
_COUNTED: Final = frozenset(
    {Kind.ANNEX, Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.HEADING, Kind.ARTICLE, Kind.CLAUSE, Kind.POINT}
)
_LETTERS: Final = {vietnamese_letter(n): n for n in range(1, 70)}
_ROMANS: Final = {roman(n): n for n in range(1, 200)}
_SUBNUMBERED: Final = re.compile(r"(\d+(?:\.\d+)*)(\D*)")


class Counter:
    """Counts the clauses of one paper, in order; articles run through its parts and chapters."""

    def __init__(self) -> None:
        self._counts: dict[Kind, int] = {}
        self._levels = [0, 0, 0]  # of clauses: 1., 1.1., 1.1.1.

    def next(self, clause: Clause) -> str:
        """The number of the next clause: the kept one, else the counted one; "" for kinds without numbers."""
        if clause.kind not in _COUNTED:
            return ""
        self._restart(clause.kind)
        expected = self.expected(clause)
        number = clause.number or expected
        self._take(clause, number)
        return number

    def expected(self, clause: Clause) -> str:
        """What the number would be if it were counted here; nothing is counted by asking."""
        if clause.kind == Kind.CLAUSE:
            levels = [*self._levels[: clause.level - 1], self._levels[clause.level - 1] + 1]
            return ".".join(str(max(level, 1)) for level in levels)
        count = self._counts.get(clause.kind, 0) + 1
        if clause.kind == Kind.POINT:
            return vietnamese_letter(count)
        return str(count) if clause.kind in {Kind.ARTICLE, Kind.SECTION} else roman(count)

    def _restart(self, kind: Kind) -> None:
        for narrower in _RESTARTS.get(kind, ()):
            self._counts.pop(narrower, None)
            if narrower == Kind.CLAUSE:
                self._levels = [0, 0, 0]

    def _take(self, clause: Clause, number: str) -> None:
        if clause.kind == Kind.CLAUSE:
            self._take_levels(clause.level, number)
            return
        count = self._counts.get(clause.kind, 0)
        self._counts[clause.kind] = _value(clause.kind, number, otherwise=count)

    def _take_levels(self, level: int, number: str) -> None:
        found = _SUBNUMBERED.fullmatch(number)
        parts = [int(part[:6]) for part in found.group(1).split(".")] if found else []
        kept = parts[:3] if len(parts) == level else [*self._levels[: level - 1], *parts[-1:]]
        if parts:
            self._levels = [*kept, 0, 0][:3]


def _value(kind: Kind, number: str, *, otherwise: int) -> int:
    """How far a kept number has counted; "7a" has counted to 7, strange ones have not counted."""
    if kind == Kind.POINT:
        return _LETTERS.get(number, otherwise)
    digits = re.match(r"\d{1,6}", number)
    return int(digits.group()) if digits else _ROMANS.get(number.upper(), otherwise)


def numbers(content: Content) -> list[str]:
    """The number of each clause, kept or counted, without its mark; "" for kinds without numbers."""
    counter = Counter()
    found = [counter.next(clause) for clause in content]
    if sum(clause.kind == Kind.ANNEX for clause in content) == 1:
        lone = next(place for place, clause in enumerate(content) if clause.kind == Kind.ANNEX)
        found[lone] = content[lone].number
    return found


def mark(clause: Clause, number: str) -> str:
    """The number as the paper shows it: `Điều 1.`, `1.`, `a)`, `-`, `Chương I`; "" for running text."""
    match clause.kind:
        case Kind.ANNEX:
            return f"Phụ lục {number}".strip()
        case Kind.PART:
            return f"Phần {number}"
        case Kind.CHAPTER:
            return f"Chương {number}"
        case Kind.SECTION:
            return f"Mục {number}"
        case Kind.HEADING | Kind.CLAUSE:
            return f"{number}."
        case Kind.ARTICLE:
            return f"Điều {number}."
        case Kind.POINT:
            return f"{number})"
        case Kind.BULLET:
            return "-" if clause.level == 1 else "+"
        case _:
            return ""


def marks(content: Content) -> list[str]:
    """The mark of each clause, in order."""
    return [mark(clause, number) for clause, number in zip(content, numbers(content), strict=True)]


def names(content: Content) -> dict[str, str]:
    """
    How people name each clause: `điểm a khoản 2 Điều 5`, `mục 1 phần II`; by id.

    Running text and tables are named by what they stand in and their place there: `đoạn 2 Điều 5`.
    """
    above: list[tuple[int, str]] = []
    found: dict[str, str] = {}
    counts: dict[tuple[str, str], int] = {}
    for clause, number in zip(content, numbers(content), strict=True):
        while above and above[-1][0] >= clause.depth:
            above.pop()
        over = " ".join(name for _depth, name in reversed(_narrowing(above, clause)))
        own = _own_name(clause, number)
        if clause.kind in {Kind.PARAGRAPH, Kind.TABLE, Kind.BULLET}:
            counts[own, over] = counts.get((own, over), 0) + 1
            own = f"{own} {counts[own, over]}"
        found[clause.id] = f"{own} {over}".strip()
        if clause.kind not in {Kind.PARAGRAPH, Kind.TABLE, Kind.BULLET}:
            above.append((clause.depth, own))
    return found


def _narrowing(above: list[tuple[int, str]], clause: Clause) -> list[tuple[int, str]]:
    """What narrows the name of a clause: articles run through chapters and parts, which then tell nothing."""
    article = Clause("", Kind.ARTICLE).depth
    in_article = clause.kind == Kind.ARTICLE or any(depth == article for depth, _name in above)
    return [one for one in above if not in_article or one[0] >= article or one[0] == 0]


def _own_name(clause: Clause, number: str) -> str:
    match clause.kind:
        case Kind.HEADING:
            return f"mục {number}"
        case Kind.CLAUSE:
            return f"khoản {number}"
        case Kind.POINT:
            return f"điểm {number}"
        case Kind.ARTICLE:
            return f"Điều {number}"
        case Kind.TABLE:
            return "bảng"
        case Kind.BULLET:
            return "gạch đầu dòng"
        case Kind.PARAGRAPH:
            return "đoạn"
        case _:
            return mark(clause, number)
