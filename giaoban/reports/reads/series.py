"""
What units reported, period after period: the one place from which screens, papers and files read figures.

A unit that has reporting units below it stands in the totals; any other has its own counted sending. Nothing
is worked out ahead and nothing is added up per cell: two or three queries, whatever is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar

import numpy as np
from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from giaoban.reports.figures import Figures, History, When
from giaoban.reports.models import Period, Report, Total
from giaoban.reports.reads.rebasing import moved, tree_day, unmoved
from giaoban.reports.reads.rows import MOST_KEYS, Rows, report_rows, top_rows, total_rows, widened
from giaoban.reports.vocabulary import View
from giaoban.units.models import Spell, Unit
from giaoban.units.reads.succession import Succession, reorganised

_M = TypeVar("_M", Total, Report)


@dataclass(frozen=True, eq=False)
class Series:
    """
    Figures of `units` (keys) in `periods`, in the order of time.

    `sums` and `counts` have the shape (units, periods, slots), `expected`, `reported`, `nils` and `estimated`
    (units, periods). A figure with count 0 is missing. `as_of` is the moment they were read: all that was
    committed by then is in them. `estimated` marks figures of which a part was divided by shares.
    """

    units: tuple[int, ...]
    periods: tuple[Period, ...]
    sums: Figures
    counts: Figures
    expected: Figures
    reported: Figures
    nils: Figures
    estimated: Figures
    as_of: datetime
    view: View = View.THEN
    on: date | None = None
    kept: frozenset[int] = frozenset()  # keys of periods that stand as they were added up then, whatever view

    def history(self) -> History:
        """The same for the arithmetic of columns."""
        whens = tuple(when_of(period) for period in self.periods)
        return History(whens, self.sums, self.counts, self.expected, self.reported)

    def place(self, unit: Unit | int) -> int:
        """Where a unit stands among the rows."""
        return self.units.index(key_of(unit))


def when_of(period: Period) -> When:
    """A period as the arithmetic of columns names it."""
    return When(str(period.kind), period.year, period.number)


def series(
    unit: Unit | int, periods: Iterable[Period], view: View = View.THEN, on: date | None = None
) -> Series:
    """What one unit reported; see `series_of`."""
    return series_of([unit], periods, view, on)


def series_of(
    units: Iterable[Unit | int],
    periods: Iterable[Period],
    view: View = View.THEN,
    on: date | None = None,
) -> Series:
    """
    What some units reported in some periods of one regime.

    `view` THEN: as it was added up on the tree each period was opened with. TODAY and DATE (`on`) add up
    the same reports on the units of that day.
    """
    in_order = _in_order(periods)
    keys = [key_of(unit) for unit in units]
    if view == View.THEN:
        return _collect(keys, in_order, _rows_then(keys, in_order))
    day = on if view == View.DATE and on else timezone.localdate()
    return replace(_on_day(keys, in_order, day), view=view, on=day)


def series_for(
    units: Iterable[Unit | int], every: Iterable[Period], asked: Sequence[Period], view: View, on: date | None
) -> Series:
    """
    The periods of `asked` (of one tree), with others that stand beside them.

    In the view THEN, the others are added up on the units of the asked ones: a province has beside it what
    those had in the year before that it was merged from.
    """
    if view != View.THEN:
        return series_of(units, every, view, on)
    keys = [key_of(unit) for unit in units]
    kept = frozenset(period.pk for period in asked)
    in_order = _in_order(every)
    days = [tree_day(period) for period in in_order]
    opened = [period.opened_at for period in in_order if period.opened_at is not None]
    if not opened or not reorganised(min(days), max(days), since=min(opened)):
        return replace(_collect(keys, in_order, _rows_then(keys, in_order)), kept=kept)
    return replace(_on_day(keys, in_order, tree_day(asked[-1]), kept), kept=kept)


def _in_order(periods: Iterable[Period]) -> list[Period]:
    return sorted(periods, key=lambda period: (period.ends_on, period.starts_on, period.pk))


def _on_day(
    keys: Sequence[int], periods: Sequence[Period], day: date, kept: frozenset[int] = frozenset()
) -> Series:
    """What units have on the tree of `day`; periods of that tree, and `kept`, as they were added up then."""
    succession = Succession()
    same = unmoved(periods, day, succession) | kept
    made = moved(keys, [period for period in periods if period.pk not in same], day, succession)
    parts = _rows_then(keys, [period for period in periods if period.pk in same])
    read = _collect(keys, periods, [*parts, *(each.rows for each in made)])
    unit_at = {key: index for index, key in enumerate(keys)}
    period_at = {period.pk: index for index, period in enumerate(periods)}
    for unit_id, period_id in (pair for each in made for pair in each.estimated):
        read.estimated[unit_at[unit_id], period_at[period_id]] = 1
    return read


def children_of(unit: Unit | int, period: Period) -> list[int]:
    """
    Keys of the units directly below `unit` in the tree that `period` was opened with, those with figures.

    By Vietnamese spelling. Three queries.
    """
    key = key_of(unit)
    summed = Total.objects.filter(period=period, above=key).values_list("unit_id", flat=True)
    last = Concat(Value(f"/{key}/"), Cast("unit_id", CharField()), Value("/"))
    own = Report.objects.filter(period=period, path__contains=f"/{key}/", path__endswith=last)
    found = set(summed) | set(own.values_list("unit_id", flat=True))
    names = dict(Unit.objects.filter(pk__in=found).values_list("pk", "sort_key"))
    return sorted(found, key=lambda each: (names[each], each))


def series_of_children(
    unit: Unit | int, periods: Iterable[Period], view: View = View.THEN, on: date | None = None
) -> Series:
    """What the units directly below `unit` reported: below it in the latest of `periods`, or on the day."""
    in_order = _in_order(periods)
    if view == View.THEN:
        return series_of(children_of(unit, in_order[-1]) if in_order else [], in_order)
    day = on if view == View.DATE and on else timezone.localdate()
    below = Spell.objects.on(day).filter(parent=key_of(unit)).select_related("unit")
    keys = [spell.unit_id for spell in sorted(below, key=lambda spell: (spell.unit.sort_key, spell.unit_id))]
    return series_of(keys, in_order, view, day)


def key_of(unit: Unit | int) -> int:
    """The key of a unit given as such or by its key."""
    return unit if isinstance(unit, int) else unit.pk


def _rows_then(keys: Sequence[int], periods: Sequence[Period]) -> list[Rows]:
    """Rows of the totals, and of units' own reports where they have none."""
    if not keys or not periods:
        return []
    totals = _asked(Total.objects.all(), keys, periods)
    rows = total_rows(totals)
    parts = [rows, *top_rows(rows, periods)]
    if len(rows) < len(keys) * len(periods) or len(keys) > MOST_KEYS:
        have = set(zip(rows.units.tolist(), rows.periods.tolist(), strict=True))
        lacking = [key for key in keys if any((key, period.pk) not in have for period in periods)]
        if lacking:
            own = report_rows(_asked(Report.objects.all(), lacking, periods))
            pairs = zip(own.units.tolist(), own.periods.tolist(), strict=True)
            parts.append(own.where([pair not in have for pair in pairs]))
    return parts


def _asked(rows: QuerySet[_M], keys: Sequence[int], periods: Sequence[Period]) -> QuerySet[_M]:
    rows = rows.filter(period__in=[period.pk for period in periods])
    return rows.filter(unit__in=keys) if len(keys) <= MOST_KEYS else rows


def _collect(keys: Sequence[int], periods: Sequence[Period], parts: Sequence[Rows]) -> Series:
    """The rows at the places of their units and periods; several for one place are added."""
    width = max((part.sums.shape[1] for part in parts), default=0)
    shape = (len(keys), len(periods))
    sums, counts = np.zeros((*shape, width), np.int64), np.zeros((*shape, width), np.int64)
    expected, reported, nils = (np.zeros(shape, np.int64) for _ in range(3))
    for part in parts:
        i, j, chosen = _places(keys, periods, part)
        np.add.at(sums, (i, j), widened(part.sums[chosen], width))
        np.add.at(counts, (i, j), widened(part.counts[chosen], width))
        for into, numbers in ((expected, part.expected), (reported, part.reported), (nils, part.nils)):
            np.add.at(into, (i, j), numbers[chosen])
    estimated = np.zeros(shape, np.int64)
    return Series(
        tuple(keys), tuple(periods), sums, counts, expected, reported, nils, estimated, timezone.now()
    )


def _places(keys: Sequence[int], periods: Sequence[Period], part: Rows) -> tuple[Figures, Figures, Figures]:
    """Rows and columns of the series for those rows of `part` that belong to it, and which these are."""
    unit_at = {key: index for index, key in enumerate(keys)}
    period_at = {period.pk: index for index, period in enumerate(periods)}
    i = np.array([unit_at.get(key, -1) for key in part.units.tolist()], dtype=np.int64)
    j = np.array([period_at.get(key, -1) for key in part.periods.tolist()], dtype=np.int64)
    chosen = np.flatnonzero((i >= 0) & (j >= 0))
    return i[chosen], j[chosen], chosen
