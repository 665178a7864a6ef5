"""Clauses as the layout's blocks, and a draft's head with them as the paper that the layouts print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from giaoban.documents.drafting.content import Cell, Clause, Content, Kind, plain, split_annexes
from giaoban.documents.drafting.numbering import mark, numbers
from giaoban.documents.layout import Annex, Block, Bullet, Column, Heading, Paragraph, Run, Table
from giaoban.documents.layout import Clause as LaidClause

_PAGE_MM: Final = 165.0
_LANDSCAPE_MM: Final = 252.0


@dataclass(frozen=True, slots=True)
class _Numbered:
    clause: Clause
    number: str


def to_blocks(content: Content) -> tuple[Block, ...]:
    """What the layouts print of the paper itself, annexes left out."""
    numbered = _with_numbers(content)
    first_annex = next((n for n, one in enumerate(numbered) if one.clause.kind == Kind.ANNEX), len(numbered))
    return tuple(_blocks(numbered[:first_annex], _PAGE_MM))


def to_annexes(content: Content) -> tuple[Annex, ...]:
    """The annexes of the paper, each with its title and its blocks."""
    main, annexes = split_annexes(content)
    numbered = _with_numbers(content)
    place = len(main)
    found = []
    for annex in annexes:
        first, rest = numbered[place].clause, numbered[place + 1 : place + len(annex)]
        width = _LANDSCAPE_MM if first.landscape else _PAGE_MM
        found.append(Annex(first.text, tuple(_blocks(rest, width)), landscape=first.landscape))
        place += len(annex)
    return tuple(found)


def _with_numbers(content: Content) -> list[_Numbered]:
    return [_Numbered(c, number) for c, number in zip(content, numbers(content), strict=True)]


def _blocks(numbered: list[_Numbered], width_mm: float) -> Iterator[Block]:
    for one in numbered:
        yield _block(one.clause, one.number, width_mm)


def _block(clause: Clause, number: str, width_mm: float) -> Block:
    match clause.kind:
        case Kind.PART | Kind.CHAPTER | Kind.SECTION | Kind.ANNEX:
            return Heading(0, mark(clause, number), clause.text)
        case Kind.HEADING:
            return Heading(1, number, clause.text)
        case Kind.ARTICLE if clause.runs and all(run.bold for run in clause.runs):
            return LaidClause("article", number, title=clause.text)
        case Kind.ARTICLE:
            return LaidClause("article", number, clause.runs)
        case Kind.CLAUSE:
            return LaidClause("clause", number, clause.runs)
        case Kind.POINT:
            return LaidClause("point", number, clause.runs)
        case Kind.BULLET:
            return Bullet(clause.runs, level=1 if clause.level == 1 else 2)
        case Kind.TABLE:
            return _table(clause, width_mm)
        case _:
            return Paragraph(clause.runs, indent=clause.align in {"justify", "left"}, align=clause.align)


def _table(clause: Clause, width_mm: float) -> Table:
    head, *rows = clause.rows
    widths = clause.widths or tuple(_width(place, clause) for place in range(len(head)))
    scale = width_mm / sum(widths)
    columns = tuple(Column(plain(cell), width * scale) for cell, width in zip(head, widths, strict=True))
    return Table(columns, tuple(tuple(_cell(cell) for cell in row) for row in rows))


def _cell(cell: Cell) -> str | Cell:
    return cell if any(run.bold or run.italic for run in cell) else plain(cell)


def _width(place: int, clause: Clause) -> int:
    """The share of a column whose width nobody gave: by its longest words, narrow ones not too narrow."""
    longest = max((len(plain(row[place])) for row in clause.rows), default=0)
    return min(max(longest, 6), 60)


def runs_of(clause: Clause) -> tuple[Run, ...]:
    """The styled words of a clause; those of a table without their places."""
    if clause.kind != Kind.TABLE:
        return clause.runs
    return tuple(run for row in clause.rows for cell in row for run in (*cell, Run("\t")))
