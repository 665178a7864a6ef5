"""What the changes in a unit's file propose: other words, something added, left out, moved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from giaoban.documents.drafting.aligning import heaviest_rising
from giaoban.documents.drafting.content import Clause, Content, Kind, parents, plain
from giaoban.documents.drafting.likeness import bare
from giaoban.documents.drafting.numbering import marks
from giaoban.documents.drafting.returned import Returned

WHOLE: Final = ""
_AN_EXCERPT: Final = (
    0.3  # of the clauses are missing: the file is a part of the draft, and strikes nothing out
)
_A_NUMBER: Final = re.compile(
    r"\W*(?:(?:Điều|Khoản|khoản|Điểm|điểm|Phần|Chương|Mục|Phụ lục)\s*)?(?:[\w.]{1,6})?\s*[-–—.):/]*\s*"
)
_WIDE: Final = frozenset({Kind.ANNEX, Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.HEADING, Kind.ARTICLE})


class Act(StrEnum):
    """What a finding wants."""

    REMARK = "remark"
    REWORD = "reword"
    ADD = "add"
    DELETE = "delete"
    MOVE = "move"


@dataclass(frozen=True, slots=True)
class Found:
    """
    One comment or proposal. `clause` is an id of the draft that was sent, "" the whole of it.

    `also` are further clauses that it covers. `wording` is the proposed text of a clause, or the lines to be
    added after it; `to` is the clause that a moved one is to follow, "" the beginning.
    """

    act: Act
    clause: str
    text: str = ""
    wording: str = ""
    quote: str = ""
    also: tuple[str, ...] = ()
    to: str = ""
    is_placed: bool = True


def proposals(file: Returned) -> Iterator[Found]:
    """Every proposal, in the order of the draft; what is added comes last."""
    holders: dict[str, list[str]] = {}
    for key, clauses in file.links.items():
        for clause in clauses[:1]:
            holders.setdefault(clause.id, []).append(key)
    gone = _gone(file)
    moved = _moved(file)
    above = parents(file.sent)
    counted = dict(zip((c.id for c in file.after.content), marks(file.after.content), strict=True))
    for clause in file.sent:
        pieces = file.links[clause.id]
        if clause.id in moved and above[clause.id] not in moved:
            yield Found(Act.MOVE, clause.id, to=_before(file.final, clause.id, file.places))
        if pieces:
            together = holders[pieces[0].id]
            if together[0] == clause.id:
                yield from _reworded(file, clause, pieces, tuple(together[1:]), counted)
        elif clause.id in gone and above[clause.id] not in gone:
            yield Found(Act.DELETE, clause.id)
    yield from _added(file, counted)


def _gone(file: Returned) -> set[str]:
    """Clauses that are left out; none of those that an excerpt of the draft never held."""
    gone = {key for key, clauses in file.links.items() if not clauses}
    missing = {key for key in gone if file.is_missing(key)}
    return gone - missing if len(missing) > _AN_EXCERPT * len(file.sent) else gone


def _moved(file: Returned) -> set[str]:
    """Clauses that stand elsewhere among those that stayed, whatever their numbers are read as."""
    where = {clause.id: place for place, clause in enumerate(file.final)}
    kept = [clause for clause in file.sent if clause.id in where]
    weights = [
        1 if clause.id in file.written_again else len(clause.text) + (2_000 if clause.kind in _WIDE else 2)
        for clause in kept
    ]
    stayed = heaviest_rising([where[clause.id] for clause in kept], weights)
    return {clause.id for at, clause in enumerate(kept) if at not in stayed}


def _before(final: Content, clause_id: str, known: dict[str, int]) -> str:
    """The clause of the draft that a moved one follows now."""
    at = next(place for place, clause in enumerate(final) if clause.id == clause_id)
    own = final[at].depth
    return next((c.id for c in reversed(final[:at]) if c.id in known and c.depth <= own), "")


def _reworded(
    file: Returned,
    clause: Clause,
    pieces: tuple[Clause, ...],
    joined: tuple[str, ...],
    counted: dict[str, str],
) -> Iterator[Found]:
    first, *others = pieces
    if not others and not joined and says_the_same(clause, first):
        return
    lines = [_words(clause, first), *(f"{counted[one.id]} {one.text}".strip() for one in others)]
    sure = file.is_sure(clause.id)
    yield Found(Act.REWORD, clause.id, wording="\n".join(lines), also=joined, is_placed=sure)


def says_the_same(one: Clause, other: Clause) -> bool:
    """Whether two clauses say the same, whatever number stands before them."""
    if Kind.TABLE in {one.kind, other.kind}:
        return one.kind == other.kind and _rows(one) == _rows(other)
    ours, theirs = bare(one.text), bare(other.text)
    if ours == theirs:
        return True
    number = theirs.removesuffix(ours) if theirs.endswith(ours) else None
    return number is not None and bool(_A_NUMBER.fullmatch(number))


def _rows(table: Clause) -> list[list[str]]:
    return [[bare(plain(cell)) for cell in row] for row in table.rows]


def _words(before: Clause, after: Clause) -> str:
    """The words proposed; of a table only the rows that came (+) and went (-)."""
    if after.kind != Kind.TABLE:
        return after.text
    old, new = ([" | ".join(row) for row in _rows(table)] for table in (before, after))
    return "\n".join(
        [*(f"+ {row}" for row in new if row not in old), *(f"- {row}" for row in old if row not in new)]
    )


def _added(file: Returned, counted: dict[str, str]) -> Iterator[Found]:
    """What is new, lines that follow the same clause together."""
    together: list[str] = []
    last: str | None = None
    for clause, after in file.new_clauses():
        line = f"{counted[clause.id]} {clause.text}".strip()
        if after == last or (together and after == ""):
            together.append(line)
            continue
        if together and last is not None:
            yield _add(last, together)
        together, last = [line], after
    if together and last is not None:
        yield _add(last, together)


def _add(after: str, lines: list[str]) -> Found:
    return Found(Act.ADD, after, wording="\n".join(lines), is_placed=bool(after))
