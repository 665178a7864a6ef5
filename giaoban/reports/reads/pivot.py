"""Pivots of units, indicators and periods: what is asked, which rows there are, figures at their places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, TypeVar

import numpy as np
from django.db.models import Model, QuerySet

from giaoban.reports.figures import Column, Figures
from giaoban.reports.figures.columns import COUNTED, PERCENT_DECIMALS, PERCENTS, Measure, measures
from giaoban.reports.models import Period, Regime, Report, Total
from giaoban.reports.reads.board import Board, board, definition_of
from giaoban.reports.reads.coming import path_then
from giaoban.reports.reads.rows import MOST_KEYS
from giaoban.reports.reads.series import children_of
from giaoban.reports.vocabulary import By, Level, View
from giaoban.units.models import Unit
from giaoban.units.reads import children_on
from giaoban.units.reads.then import units_then
from giaoban.units.vocabulary import COMMUNE_LEVEL

_M = TypeVar("_M", bound=Model)
NO_COUNT: Final = -1
"""In `given` and `asked` of a grid: the column is not made of reports."""


@dataclass(frozen=True, slots=True)
class Asked:
    """
    What a pivot shows.

    `periods` in order of time, at least one. With several, or with `by_period`, each is a column; else the
    `columns` of the one. `keys` names the indicators, none for all. `on` is the day of the view DATE.
    """

    regime: Regime
    unit: Unit
    periods: tuple[Period, ...]
    by: By = By.ITEMS
    by_period: bool = False
    columns: tuple[Column, ...] = (Column.THIS,)
    keys: tuple[str, ...] = ()
    level: Level = Level.NEXT
    view: View = View.THEN
    on: date | None = None

    @property
    def last(self) -> Period:
        """The latest period."""
        return self.periods[-1]

    @property
    def day(self) -> date | None:
        """The day whose tree is shown; None for that of the period."""
        return self.on if self.view != View.THEN else None

    @property
    def lines(self) -> tuple[Measure, ...]:
        """The indicators shown, in the order of the form; all where none of the named is there."""
        every = measures(definition_of(self.periods))
        chosen = tuple(each for each in every if each.key in self.keys)
        return chosen or every


@dataclass(frozen=True, slots=True)
class Place:
    """One column of a grid by units, or one row by indicators: which number, in which column, of when."""

    measure: Measure
    column: Column
    period: Period

    @property
    def decimals(self) -> int:
        """How many decimals its figures have."""
        return PERCENT_DECIMALS if self.column in PERCENTS else self.measure.decimals


@dataclass(frozen=True, slots=True)
class Row:
    """A unit of a grid by the name it had then; a leaf has no units below it that report."""

    unit_id: int
    code: str
    name: str
    official_code: str = ""
    is_leaf: bool = True


@dataclass(frozen=True, eq=False)
class Grid:
    """
    Figures of `rows` at `places`, of shape (rows, places): whole numbers, `MISSING` for none.

    `given` and `asked` say of how many reports of how many a figure was made, `NO_COUNT` where that says
    nothing. `reported` and `expected` count whole reports of the latest period, a row each; `lacking` are
    (row, period key) below which a report is still out.
    """

    asked_for: Asked
    rows: tuple[Row, ...]
    places: tuple[Place, ...]
    values: Figures
    given: Figures
    asked: Figures
    reported: tuple[int, ...]
    expected: tuple[int, ...]
    as_of: datetime
    lacking: frozenset[tuple[int, int]] = frozenset()
    estimated: frozenset[int] = frozenset()


def unit_keys(asked: Asked) -> list[int]:
    """The units of the rows in order: those next below, or all of a level below; at most five queries."""
    if asked.day is not None:
        return [node.unit_id for node in children_on(asked.day, of=asked.unit)]
    if asked.level == Level.NEXT:
        return children_of(asked.unit, asked.last)
    path = path_then(asked.last, asked.unit)
    rows = Report.objects.filter(period=asked.last).below(path)
    if asked.level == Level.COMMUNES:
        rows = rows.filter(kind__in=COMMUNE_LEVEL)
        if not rows.exists():  # they report nothing themselves; what is below them adds up to them
            within = Total.objects.filter(period=asked.last, unit__kind__in=COMMUNE_LEVEL)
            found = within.filter(unit__path__startswith=asked.unit.path)
            return _by_name(found.values_list("unit_id", "unit__path", "unit__sort_key"))
    return _by_name(rows.values_list("unit_id", "path", "unit__sort_key"))


def _by_name(named: Iterable[tuple[int, str, str]]) -> list[int]:
    """The keys of units given with path and sort key: of one parent together, by Vietnamese spelling."""
    rows = [(key, int(path.split("/")[-3] or 0), sort) for key, path, sort in named]
    above = dict(
        Unit.objects.filter(pk__in={above for _key, above, _sort in rows}).values_list("pk", "sort_key")
    )
    rows.sort(key=lambda row: (above.get(row[1], ""), row[1], row[2], row[0]))
    return [key for key, _above, _sort in rows]


def grid_of(asked: Asked, keys: Sequence[int]) -> Grid:
    """
    The figures of the units `keys`, in their order; the last row is `asked.unit` itself.

    Some ten queries, whatever the number of units, indicators and periods.
    """
    every = [*dict.fromkeys(key for key in keys if key != asked.unit.pk), asked.unit.pk]
    columns = (Column.THIS,) if asked.by_period else asked.columns
    found = board(every, asked.periods, view=asked.view, on=asked.on, columns=columns)
    if asked.day is not None and len(every) > 1:
        # The tree of that day holds units that report nothing here; those are no rows.
        asks = found.series.expected
        kept = [key for n, key in enumerate(every) if key == asked.unit.pk or bool(asks[n].any())]
        if len(kept) < len(every):
            every = kept
            found = board(every, asked.periods, view=asked.view, on=asked.on, columns=columns)
    places = _places(asked, found)
    at = found.table.at
    when = {period.pk: found.when(period) for period in asked.periods}
    periods = [when[place.period.pk] for place in places]
    lines = [at[place.measure.key] for place in places]
    values = np.empty((len(every), len(places)), dtype=np.int64)
    given, whole = np.full(values.shape, NO_COUNT), np.full(values.shape, NO_COUNT)
    for column in {place.column for place in places}:
        here = [index for index, place in enumerate(places) if place.column == column]
        p, m = [periods[index] for index in here], [lines[index] for index in here]
        values[:, here] = found.table.values[column][:, p, m]
        if column in COUNTED:
            given[:, here] = found.table.given[column][:, p, m]
            whole[:, here] = found.table.asked[column][:, p, m]
    j = found.series.periods.index(asked.last)
    return Grid(
        asked,
        _named(asked, every),
        places,
        values,
        given,
        whole,
        tuple(found.series.reported[:, j].tolist()),
        tuple(found.series.expected[:, j].tolist()),
        found.as_of,
        _lacking(found),
        frozenset(np.flatnonzero(found.series.estimated.any(axis=1)).tolist()),
    )


def _lacking(found: Board) -> frozenset[tuple[int, int]]:
    keys = [period.pk for period in found.series.periods]
    places = np.argwhere(found.series.reported < found.series.expected).tolist()
    return frozenset((row, keys[column]) for row, column in places)


def _places(asked: Asked, found: Board) -> tuple[Place, ...]:
    there = found.table.at
    lines = [line for line in asked.lines if line.key in there]
    if asked.by_period:
        return tuple(Place(line, Column.THIS, period) for line in lines for period in found.periods)
    return tuple(Place(line, column, asked.last) for line in lines for column in asked.columns)


def _named(asked: Asked, keys: Sequence[int]) -> tuple[Row, ...]:
    """The units by the names they had then, those with units below them marked; four queries at most."""
    then = units_then(keys, asked.day or asked.last.ends_on)
    official = dict(_some(Unit.objects.all(), "pk", keys).values_list("pk", "official_code"))
    if asked.day is None:
        summed = _some(Total.objects.filter(period=asked.last), "unit", keys)
        above = set(summed.values_list("unit_id", flat=True))
    else:
        above = set(_some(Unit.objects.all(), "parent", keys).values_list("parent_id", flat=True))
    return tuple(
        Row(key, then[key].code, then[key].name, official.get(key, ""), key not in above)
        for key in keys
        if key in then
    )


def _some(rows: QuerySet[_M], column: str, keys: Sequence[int]) -> QuerySet[_M]:
    """Rows of some units; of very many, all rows are read."""
    return rows.filter(**{f"{column}__in": keys}) if len(keys) <= MOST_KEYS else rows


@dataclass(frozen=True, slots=True)
class Source:
    """Where a leaf's figures of a period come from: its report, who sent it and when."""

    code: str
    sender: str
    sent_at: datetime | None


def sources_of(grid: Grid) -> dict[tuple[int, int], Source]:
    """The reports behind figures of units that report themselves, by (unit key, period key); one query."""
    asked = grid.asked_for
    keys = [row.unit_id for row in grid.rows if row.is_leaf or row.unit_id == asked.unit.pk]
    rows = _some(Report.objects.filter(period__in=asked.periods), "unit", keys)
    columns = ("unit_id", "period_id", "code", "latest__made_by__full_name", "latest__made_at")
    return {
        (unit, period): Source(code, sender or "", at)
        for unit, period, code, sender, at in rows.values_list(*columns)
    }
