"""
The lives of units in memory: what a reorganisation would make of them, before anything is written.

A life is a row of stretches that tile it without gap or overlap; a stretch holds what was true of the
unit between two days. Paths are not facts: they follow from the parents, day by day, and are worked out
at the end by `Lives.rows`, which refuses a history in which a parent is missing or a unit stands
under itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from giaoban.foundation.verdict import Refused
from giaoban.units.models import Spell
from giaoban.units.reads.stretches import (
    A_DAY,
    BEGINNING,
    END,
    Facts,
    Piece,
    Row,
    Stretch,
    cut,
    day_words,
    ids_in,
    joined,
    stretch_of,
    tidy,
)


class Lives:
    """Some units with all their ancestors, and the acts that change them."""

    def __init__(self, spells: Iterable[Spell] = ()) -> None:
        self.stored: dict[int, list[Spell]] = {}
        for spell in sorted(spells, key=lambda s: (s.unit_id, s.valid_from or BEGINNING)):
            self.stored.setdefault(spell.unit_id, []).append(spell)
        self._life = {unit_id: tidy(map(stretch_of, rows)) for unit_id, rows in self.stored.items()}
        self._newest = 0
        self._pieces: dict[tuple[int, date, date], tuple[Piece, ...]] = {}

    @classmethod
    def around(cls, *unit_ids: int | None) -> Lives:
        """The units, all that ever stood below them, and all that ever stood above any of these."""
        wanted = Q()
        for unit_id in filter(None, unit_ids):
            wanted |= Q(path__contains=f"/{unit_id}/")
        below = list(Spell.objects.filter(wanted)) if wanted else []
        have = {spell.unit_id for spell in below}
        missing = ids_in(below) - have
        above: list[Spell] = []
        while missing:
            found = list(Spell.objects.filter(unit__in=missing))
            above += found
            have |= missing
            missing = ids_in(found) - have
        return cls([*below, *above])

    @classmethod
    def whole(cls) -> Lives:
        """Every unit."""
        return cls(Spell.objects.all())

    # Questions

    def on(self, unit_id: int, day: date) -> Facts | None:
        """What is true of the unit on `day`; None when it does not exist then."""
        return next((s.facts for s in self._life[unit_id] if s.since <= day <= s.until), None)

    def knows(self, unit_id: int) -> bool:
        """Whether the unit is among those in memory."""
        return unit_id in self._life

    def ids(self) -> list[int]:
        """The units in memory."""
        return list(self._life)

    def first_day(self, unit_id: int) -> date:
        """The unit's first day; `BEGINNING` when it is older than our records."""
        return self._life[unit_id][0].since

    def last_day(self, unit_id: int) -> date:
        """The unit's last day; `END` when none is set."""
        return self._life[unit_id][-1].until

    def latest(self, unit_id: int) -> Facts:
        """What is true at the end of the unit's life as far as it is known."""
        return self._life[unit_id][-1].facts

    def children(self, unit_id: int, *, since: date) -> list[int]:
        """Units that stand directly under the unit on some day from `since` on."""
        return [
            child
            for child, life in self._life.items()
            if any(s.facts.parent_id == unit_id and s.until >= since for s in life)
        ]

    # Acts in memory

    def open(self, facts: Facts, *, since: date, opener: int | None) -> int:
        """A new unit from `since` on; answers its id, below 0."""
        self._newest -= 1
        unit_id = self._newest
        self._life[unit_id] = [Stretch(since, END, facts, opener)]
        return unit_id

    def change(self, unit_id: int, *, day: date, opener: int | None, **values: Any) -> None:
        """
        From `day` on, other facts. What a later event sets anew stays as that event says.

        A later stretch takes over each new value as long as it still held the old one: a move recorded
        for July and a change of name found out later for June leave the new name in July too.
        Raises `Refused` when the unit does not exist on `day`.
        """
        present = self.on(unit_id, day)
        if present is None:
            raise Refused(self._absent(unit_id, day))
        carried = {name: getattr(present, name) for name in values}
        changed: list[Stretch] = []
        for stretch in self._life[unit_id]:
            if stretch.until < day:
                changed.append(stretch)
                continue
            if stretch.since > day:
                carried = {k: old for k, old in carried.items() if getattr(stretch.facts, k) == old}
            facts = replace(stretch.facts, **{name: values[name] for name in carried})
            changed += cut(stretch, day, facts, opener)
        self._set(unit_id, changed)

    def close(self, unit_id: int, *, day: date) -> None:
        """
        The unit no longer exists from `day` on.

        Raises `Refused` when it did not exist the day before, is closed already, or changes on or
        after `day`: then the later event must be looked at first.
        """
        life = self._life[unit_id]
        name = self.latest(unit_id).name
        if life[-1].until != END:
            raise Refused(_("“%(unit)s” is closed already.") % {"unit": name})
        if life[0].since >= day:
            raise Refused(self._absent(unit_id, day - A_DAY))
        if life[-1].since >= day:
            raise Refused(
                _("“%(unit)s” changes again on %(day)s; it cannot be closed before that.")
                % {"unit": name, "day": f"{life[-1].since:%d/%m/%Y}"}
            )
        self._set(unit_id, [*life[:-1], replace(life[-1], until=day - A_DAY)])

    def rehang(self, old_parent: int, *, day: date, new_parent: int | None, opener: int | None) -> list[int]:
        """From `day` on, all that stands directly under one unit stands under another; who moved."""
        moved = self.children(old_parent, since=day)
        for child in moved:
            self.rehang_one(child, old_parent, day=day, new_parent=new_parent, opener=opener)
        return moved

    def rehang_one(
        self, child: int, old_parent: int, *, day: date, new_parent: int | None, opener: int | None
    ) -> None:
        """From `day` on, wherever the child would stand under one unit it stands under another."""
        stretches: list[Stretch] = []
        for stretch in self._life.get(child, ()):
            if stretch.until < day or stretch.facts.parent_id != old_parent:
                stretches.append(stretch)
            else:
                facts = replace(stretch.facts, parent_id=new_parent)
                stretches += cut(stretch, day, facts, opener)
        if stretches:
            self._set(child, stretches)

    # The result

    def rows(self) -> dict[int, list[Row]]:
        """
        The spells of every unit, with paths.

        Raises `Refused` when somewhere a parent does not exist or a unit would stand under itself.
        """
        self._pieces.clear()
        return {unit_id: self._rows_of(unit_id) for unit_id in self._life}

    def _rows_of(self, unit_id: int) -> list[Row]:
        rows: list[Row] = []
        for stretch in self._life[unit_id]:
            for piece in self._placed(unit_id, stretch.since, stretch.until, ()):
                opener = stretch.opener if piece.since == stretch.since else piece.opener
                rows.append(Row(piece.since, piece.until, stretch.facts, piece.path, opener))
        return rows

    def _placed(self, unit_id: int, since: date, until: date, below: tuple[int, ...]) -> tuple[Piece, ...]:
        """Where the unit stands between two days; `below` are the units for whose sake we ask."""
        key = (unit_id, since, until)
        if key not in self._pieces:
            if unit_id in below:
                raise Refused(
                    _("“%(unit)s” would stand under itself on %(day)s.")
                    % {"unit": self._name(unit_id, since), "day": day_words(since)}
                )
            self._pieces[key] = self._worked_out(unit_id, since, until, below)
        return self._pieces[key]

    def _worked_out(
        self, unit_id: int, since: date, until: date, below: tuple[int, ...]
    ) -> tuple[Piece, ...]:
        pieces: list[Piece] = []
        reached = since
        for stretch in self._life[unit_id]:
            start, stop = max(since, stretch.since), min(until, stretch.until)
            if start > stop:
                continue
            if start != reached:
                break
            pieces += self._under(unit_id, stretch, start, stop, below)
            reached = stop + A_DAY if stop < END else END
        if not pieces or pieces[-1].until != until:
            raise Refused(self._missing_parent(unit_id, reached, below))
        return joined(pieces)

    def _under(
        self, unit_id: int, stretch: Stretch, start: date, stop: date, below: tuple[int, ...]
    ) -> list[Piece]:
        if stretch.facts.parent_id is None:
            return [Piece(start, stop, f"/{unit_id}/", stretch.opener)]
        above = self._placed(stretch.facts.parent_id, start, stop, (*below, unit_id))
        pieces = [replace(piece, path=f"{piece.path}{unit_id}/") for piece in above]
        if start == stretch.since:
            pieces[0] = replace(pieces[0], opener=stretch.opener)
        return pieces

    def _missing_parent(self, unit_id: int, day: date, below: tuple[int, ...]) -> str:
        if not below:
            return self._absent(unit_id, day)
        return _("“%(child)s” would stand under “%(unit)s” on %(day)s, when that unit does not exist.") % {
            "child": self._name(below[-1], day),
            "unit": self._name(unit_id, day),
            "day": day_words(day),
        }

    def _absent(self, unit_id: int, day: date) -> str:
        return _("“%(unit)s” does not exist on %(day)s.") % {
            "unit": self._name(unit_id, day),
            "day": day_words(day),
        }

    def _name(self, unit_id: int, day: date) -> str:
        return (self.on(unit_id, day) or self.latest(unit_id)).name

    def _set(self, unit_id: int, stretches: Iterable[Stretch]) -> None:
        self._life[unit_id] = tidy(stretches)
