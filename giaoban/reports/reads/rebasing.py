"""
The same reports added up on the units of another day; nothing that was reported is rewritten.

Every unit brings what it added to the unit above it: a unit below all others its own figures, any other the
difference between its total and what the units directly below it had (0 but for figures of its own). Each
such part goes to whoever stands for its unit on the day, and to all units above on the tree of the day. So
the top has the same figures on every tree, and a unit whose parts did not change has its own again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import accumulate
from typing import Final

import numpy as np
from django.utils import timezone

from giaoban.reports.figures import Figures
from giaoban.reports.models import Period, Report, Total
from giaoban.reports.reads.rows import Rows, joined, report_rows, top_rows, total_rows
from giaoban.units.models import Spell
from giaoban.units.reads.succession import Heirs, Succession


@dataclass(frozen=True, eq=False)
class Moved:
    """
    Figures of units of another day, one row a unit and period.

    `estimated` are the (unit, period) of which a part was divided by shares.
    """

    rows: Rows
    estimated: frozenset[tuple[int, int]]


_ADDED: Final = ("sums", "counts", "expected", "reported", "nils")


def tree_day(period: Period) -> date:
    """The day of the tree that a period was opened with: its last day, or that of its opening if earlier."""
    if period.opened_at is None:
        return period.ends_on
    return min(period.ends_on, timezone.localdate(period.opened_at))


def unmoved(periods: Iterable[Period], day: date, succession: Succession) -> set[int]:
    """Keys of the periods whose figures stand on the units of `day` as they are."""
    return {
        period.pk
        for period in periods
        if period.opened_at is None or succession.unchanged(tree_day(period), period.opened_at, day)
    }


def moved(keys: Sequence[int], periods: Sequence[Period], day: date, succession: Succession) -> list[Moved]:
    """
    What the units of `keys` have on the units of `day`, in those periods; three queries.

    Rows for one unit and period are many: they are to be added up.
    """
    if not keys or not periods:
        return []
    parts = _parts(periods)
    places = _Places(keys, day)
    made: list[Moved] = []
    for period in periods:
        here = parts.where(parts.periods == period.pk)
        heirs = succession.onto(
            set(here.units.tolist()),
            day=day,
            since=tree_day(period),
            known_at=period.opened_at or timezone.now(),
        )
        made.append(_on_units(here, period, places, heirs))
    return made


def _parts(periods: Sequence[Period]) -> Rows:
    """All totals of the periods, and the own reports of units without one; `above` 0 for the tops."""
    wanted = [period.pk for period in periods]
    totals = total_rows(Total.objects.filter(period__in=wanted))
    own = report_rows(Report.objects.filter(period__in=wanted))
    summed = _pair(totals.units, totals.periods)
    own = own.where(~np.isin(_pair(own.units, own.periods), summed))
    under_total = np.isin(_pair(own.above, own.periods), summed)
    own = replace(own, above=np.where(under_total, own.above, 0))
    return joined([totals, *top_rows(totals, periods), own])


def _pair(units: Figures, periods: Figures) -> Figures:
    """One number for a unit and a period: keys stay far below 2 ** 31 each."""
    return units * 2**31 + periods


class _Places:
    """Which of the units asked for a unit counts for on the day: itself and all above it."""

    def __init__(self, keys: Sequence[int], day: date) -> None:
        self.keys = keys
        self._wanted = frozenset(keys)
        self._paths = dict(Spell.objects.on(day).values_list("unit_id", "path"))
        self._found: dict[int, tuple[int, ...]] = {}

    def of(self, unit_id: int) -> tuple[int, ...]:
        """Keys asked for, of the unit and of those above it."""
        if unit_id not in self._found:
            path = self._paths.get(unit_id, f"/{unit_id}/")
            ways = (int(part) for part in path.split("/") if part)
            self._found[unit_id] = tuple(key for key in ways if key in self._wanted)
        return self._found[unit_id]


def _on_units(parts: Rows, period: Period, places: _Places, heirs: Mapping[int, Heirs]) -> Moved:
    """
    The parts of one period at every unit that they count for.

    What a unit brings counts above it and is taken from what the one above it had: where both come to the
    same units nothing is to be done, so that only units that moved cost anything.
    """
    adding = _Adding(places.keys, parts)
    columns = parts.units.tolist(), parts.above.tolist()
    for index, (unit_id, above) in enumerate(zip(*columns, strict=True)):
        mine, its = heirs.get(unit_id, ()), heirs.get(above, ())
        own = places.of(mine[0][0] if mine else unit_id)
        up = places.of(its[0][0] if its else above) if above else ()
        if len(mine) > 1:
            adding.keep(unit_id, index, 1)
            own = ()
        if len(its) > 1:
            adding.keep(above, index, -1)
            up = ()
        if own != up:
            adding.add(index, [key for key in own if key not in up], 1)
            adding.add(index, [key for key in up if key not in own], -1)
    partly = adding.divide(places, heirs)
    return Moved(adding.rows(period), frozenset((unit_id, period.pk) for unit_id in partly))


class _Adding:
    """Parts on their way to the units asked for."""

    def __init__(self, keys: Sequence[int], parts: Rows) -> None:
        self._keys, self._parts = keys, parts
        self._at = {key: place for place, key in enumerate(keys)}
        self._rows: list[int] = []
        self._to: list[int] = []
        self._signs: list[int] = []
        self._kept: dict[int, list[tuple[int, int]]] = {}  # of units to be divided: rows and signs
        self._divided: list[
            tuple[int, Figures, tuple[Figures, ...]]
        ] = []  # where to, sums, the other numbers

    def add(self, row: int, keys: Iterable[int], sign: int) -> None:
        """A whole part, at some units."""
        for key in keys:
            self._rows.append(row)
            self._to.append(self._at[key])
            self._signs.append(sign)

    def keep(self, unit_id: int, row: int, sign: int) -> None:
        """A part of a unit that several stand for: its parts are added before they are divided."""
        self._kept.setdefault(unit_id, []).append((row, sign))

    def divide(self, places: _Places, heirs: Mapping[int, Heirs]) -> set[int]:
        """
        What was kept, by shares: each unit has what falls to it and those below it; reports count at each.

        Answers the units that have only some of the shares of something.
        """
        partly: set[int] = set()
        for unit_id, kept in self._kept.items():
            rows, signs = np.array(kept, dtype=np.int64).T
            sums, *numbers = (signs @ getattr(self._parts, name)[rows] for name in _ADDED)
            if not any(np.any(each) for each in (sums, *numbers)):
                continue
            standing = heirs[unit_id]
            for key, chosen in _reached(standing, places).items():
                self._divided.append((self._at[key], _share(sums, standing, chosen), tuple(numbers)))
                if len(chosen) < len(standing):
                    partly.add(key)
        return partly

    def rows(self, period: Period) -> Rows:
        """All of it added up, a row for each unit."""
        rows, to = np.array(self._rows, dtype=np.int64), np.array(self._to, dtype=np.int64)
        signs = np.array(self._signs, dtype=np.int64)
        made = {name: self._added(getattr(self._parts, name), rows, to, signs) for name in _ADDED}
        for place, sums, numbers in self._divided:
            for name, more in zip(_ADDED, (sums, *numbers), strict=True):
                made[name][place] += more
        keys = np.array(self._keys, dtype=np.int64)
        return Rows(keys, np.full(len(keys), period.pk), np.zeros(len(keys), dtype=np.int64), **made)

    def _added(self, figures: Figures, rows: Figures, to: Figures, signs: Figures) -> Figures:
        made = np.zeros((len(self._keys), *figures.shape[1:]), dtype=np.int64)
        taken = figures[rows]
        np.add.at(made, to, taken * signs.reshape(-1, *[1] * (figures.ndim - 1)))
        return made


def _reached(standing: Heirs, places: _Places) -> dict[int, list[int]]:
    """For each unit asked for, the places of those that are it or below it."""
    reached: dict[int, list[int]] = {}
    for place, (unit_id, _part) in enumerate(standing):
        for key in places.of(unit_id):
            reached.setdefault(key, []).append(place)
    return reached


def _share(sums: Figures, standing: Heirs, chosen: Iterable[int]) -> Figures:
    """What falls to those of `standing` at the places `chosen`: each begins where the one before ends."""
    ends = [Fraction(0), *accumulate(part for _unit, part in standing)]
    made = np.zeros_like(sums)
    for place in chosen:
        made += _up_to(sums, ends[place + 1]) - _up_to(sums, ends[place])
    return made


def _up_to(sums: Figures, end: Fraction) -> Figures:
    return np.array([value * end.numerator // end.denominator for value in sums.tolist()], dtype=np.int64)
