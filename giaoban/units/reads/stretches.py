"""The pieces of which the life of a unit is made in memory, and how they are cut and joined."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from giaoban.units.models import Spell

BEGINNING: Final = date.min  # stored as NULL: since before our records
END: Final = date.max  # stored as NULL: exists
A_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is true of a unit on a day. Ids below 0 are units that are not written yet."""

    name: str
    kind: str
    parent_id: int | None
    official_code: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The same facts from one day to another, both included; `opener` is the event's id, below 0 when new."""

    since: date
    until: date
    facts: Facts
    opener: int | None


@dataclass(frozen=True, slots=True)
class Row:
    """One spell to be stored: a stretch, or the part of it in which the path stays the same."""

    since: date
    until: date
    facts: Facts
    path: str
    opener: int | None


@dataclass(frozen=True, slots=True)
class Piece:
    """Where a unit stands between two days; `opener` is the event that put it, or one above it, there."""

    since: date
    until: date
    path: str
    opener: int | None


def stretch_of(spell: Spell) -> Stretch:
    """A stored spell as a stretch."""
    facts = Facts(spell.name, spell.kind, spell.parent_id, spell.official_code)
    return Stretch(spell.valid_from or BEGINNING, spell.valid_to or END, facts, spell.opened_by_id)


def tidy(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Neighbours with the same facts joined: they were apart only because a path changed."""
    tidy: list[Stretch] = []
    for stretch in stretches:
        if tidy and tidy[-1].facts == stretch.facts and tidy[-1].until + A_DAY == stretch.since:
            tidy[-1] = replace(tidy[-1], until=stretch.until)
        else:
            tidy.append(stretch)
    return tidy


def cut(stretch: Stretch, day: date, facts: Facts, opener: int | None) -> list[Stretch]:
    """The stretch with other facts from `day` on; one that begins on `day` or later keeps its opener."""
    if stretch.since >= day:
        return [replace(stretch, facts=facts)]
    if facts == stretch.facts:
        return [stretch]
    return [replace(stretch, until=day - A_DAY), Stretch(day, stretch.until, facts, opener)]


def joined(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Pieces in a row with the same path as one."""
    whole: list[Piece] = []
    for piece in pieces:
        if whole and whole[-1].path == piece.path:
            whole[-1] = replace(whole[-1], until=piece.until)
        else:
            whole.append(piece)
    return tuple(whole)


def ids_in(spells: Iterable[Spell]) -> set[int]:
    """The units named in the paths of spells."""
    return {int(part) for spell in spells for part in spell.path.split("/") if part}


def day_words(day: date) -> str:
    """A day for a sentence."""
    return "…" if day in (BEGINNING, END) else f"{day:%d/%m/%Y}"
