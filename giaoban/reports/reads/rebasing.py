"""
The same reports added up on the units of another day; nothing that was reported is rewritten.

Every unit brings what it added to the unit above it: a unit below all others its own figures, any other the
difference between its total and what the units directly below it had (0 but for figures of its own). Each
such part goes to whoever stands for its unit on the day, and to all units above on the tree of the day. So
the top has the same figures on every tree, and a unit whose parts did not change has its own again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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


_MOST_APART: Final = 2_000
"""More units than this are not asked for by their keys."""
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
    What the units of `keys` have on the units of `day`, in those periods; four queries for each tree.

    Rows for one unit and period are many: they are to be added up.
    """
    if not keys or not periods:
        return []
    places = _Places(keys, day)
    made: list[Moved] = []
    for alike in _by_tree(periods, succession):
        heirs = _Heirs(succession, alike[0], day)
        parts = _parts(alike, _brought_apart(alike[0], heirs, places, succession))
        made += [_on_units(parts.where(parts.periods == p.pk), p, places, heirs) for p in alike]
    return made


def _by_tree(periods: Sequence[Period], succession: Succession) -> list[list[Period]]:
    """Periods of the same tree, known in the same way, together."""
    groups: list[list[Period]] = []
    for period in periods:
        if groups and _alike(groups[-1][0], period, succession):
            groups[-1].append(period)
        else:
            groups.append([period])
    return groups


def _alike(one: Period, other: Period, succession: Succession) -> bool:
    """Whether figures of either period stand as they are on the tree of the other."""
    there = unmoved([one], tree_day(other), succession)
    return bool(there and unmoved([other], tree_day(one), succession))


class _Heirs:
    """Who stands on the day for units of the tree of a period."""

    def __init__(self, succession: Succession, period: Period, day: date) -> None:
        self._succession = succession
        self._day, self._since = day, tree_day(period)
        self._known_at = period.opened_at or timezone.now()
        self._found: dict[int, Heirs] = {}

    def of(self, unit_id: int) -> Heirs:
        """One or several; of a unit that stands for itself, itself whole."""
        if unit_id not in self._found:
            self._found[unit_id] = self._succession.heirs(
                unit_id, day=self._day, since=self._since, known_at=self._known_at
            )
        return self._found[unit_id]


def _brought_apart(period: Period, heirs: _Heirs, places: _Places, succession: Succession) -> set[int] | None:
    """
    Units that come elsewhere than the unit above them: of all others the totals above say enough.

    None where that is not known beforehand, because the tree was put right after the period was opened.
    """
    day = tree_day(period)
    if period.opened_at is None or not succession.unchanged(day, period.opened_at, day):
        return None
    apart: set[int] = set()
    for unit_id, above in Spell.objects.on(day).values_list("unit_id", "parent_id"):
        mine, its = heirs.of(unit_id), heirs.of(above) if above else ()
        if len(mine) > 1 or len(its) > 1 or not its or places.of(mine[0][0]) != places.of(its[0][0]):
            apart.add(unit_id)
    return apart


def _parts(periods: Sequence[Period], apart: set[int] | None) -> Rows:
    """All totals of the periods, and the own reports of units `apart` without one; `above` 0 for the tops."""
    wanted = [period.pk for period in periods]
    totals = total_rows(Total.objects.filter(period__in=wanted))
    summed = _pair(totals.units, totals.periods)
    reports = Report.objects.filter(period__in=wanted)
    if apart is not None:
        units, times = np.unique(totals.units, return_counts=True)
        alone = apart - set(units[times == len(wanted)].tolist())
        reports = reports.filter(unit__in=alone) if len(alone) <= _MOST_APART else reports
    own = report_rows(reports)
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


def _on_units(parts: Rows, period: Period, places: _Places, heirs: _Heirs) -> Moved:
    """
    The parts of one period at every unit that they count for.

    What a unit brings counts above it and is taken from what the one above it had: where both come to the
    same units nothing is to be done, so that only units that moved cost anything.
    """
    adding = _Adding(places.keys, parts)
    columns = parts.units.tolist(), parts.above.tolist()
    for index, (unit_id, above) in enumerate(zip(*columns, strict=True)):
        mine, its = heirs.of(unit_id), heirs.of(above) if above else ()
        own = places.of(mine[0][0])
        up = places.of(its[0][0]) if its else ()
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

    def divide(self, places: _Places, heirs: _Heirs) -> set[int]:
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
            standing = heirs.of(unit_id)
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
