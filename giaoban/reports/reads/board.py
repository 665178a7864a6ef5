"""Figures of units with every column beside them: what screens, papers and exports print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from giaoban.reports.figures import Column, Table, When, needed, side_by_side, table
from giaoban.reports.forming import Definition
from giaoban.reports.models import Period
from giaoban.reports.reads.rebasing import tree_day, unmoved
from giaoban.reports.reads.series import Series, key_of, series_for, when_of
from giaoban.reports.vocabulary import PeriodKind, PeriodState, View
from giaoban.units.models import Unit
from giaoban.units.reads.succession import Succession, reorganised


@dataclass(frozen=True, eq=False)
class Board:
    """
    Figures of `units` (keys) in `periods`, with all columns, from one reading.

    `definition` is the form of the latest of the periods: it says which lines there are. `readings` hold
    these periods and those that the columns are made of, one for each tree that the periods were opened with:
    what stands beside a period is added up on its units. `series` is the last of them, on the tree of the
    latest period. `as_of` is the moment of reading.
    """

    units: tuple[int, ...]
    periods: tuple[Period, ...]
    definition: Definition
    table: Table
    series: Series
    readings: tuple[Series, ...]
    as_of: datetime
    view: View = View.THEN
    on: date | None = None

    def value(self, unit: Unit | int, period: Period, key: str, column: Column = Column.THIS) -> int | None:
        """A figure times 10 ** `table.decimals(column, key)`; None for missing."""
        return self.table.value(column, key, unit=self.place(unit), period=self.when(period))

    def place(self, unit: Unit | int) -> int:
        """Where a unit stands in the table."""
        return self.units.index(key_of(unit))

    def when(self, period: Period) -> int:
        """Where a period stands in the table."""
        return [each.pk for each in self.periods].index(period.pk)

    def came(self, unit: Unit | int, period: Period) -> tuple[int, int]:
        """How many reports at and below the unit count, of how many that are expected."""
        read, j = self._read(period)
        i = self.place(unit)
        return int(read.reported[i, j]), int(read.expected[i, j])

    def _read(self, period: Period) -> tuple[Series, int]:
        """The reading in which the period stands as it was asked for, and its place there."""
        read = next((each for each in self.readings if period.pk in each.kept), self.series)
        return read, [each.pk for each in read.periods].index(period.pk)


def board(
    units: Iterable[Unit | int],
    periods: Iterable[Period],
    *,
    view: View = View.THEN,
    on: date | None = None,
    columns: Iterable[Column] = tuple(Column),
) -> Board:
    """
    The figures of `units` in `periods` (opened, of one regime, at least one) with all columns.

    `columns` are those that will be looked at: what only others are made of is not read. Five or six queries,
    whatever the number of units, indicators and periods.
    """
    asked = _in_order(periods)
    every = _with(asked, needed((when_of(period) for period in asked), columns))
    definition = definition_of(asked)
    tables: list[Table] = []
    read: list[Series] = []
    for alike in _by_tree(asked, every) if view == View.THEN else [asked]:
        read.append(series_for(units, every, alike, view, on))
        tables.append(table(definition, read[-1].history(), [when_of(period) for period in alike]))
    return _board(asked, side_by_side(tables), read, view)


def _board(asked: Sequence[Period], made: Table, read: Sequence[Series], view: View) -> Board:
    last = read[-1]
    definition = definition_of(asked)
    return Board(last.units, tuple(asked), definition, made, last, tuple(read), read[0].as_of, view, last.on)


def definition_of(periods: Sequence[Period]) -> Definition:
    """The form of the latest of some opened periods."""
    last = next((period for period in reversed(periods) if period.form_id is not None), None)
    return last.form.definition if last is not None and last.form is not None else Definition()


def _by_tree(asked: Sequence[Period], every: Sequence[Period]) -> list[Sequence[Period]]:
    """The periods asked for, those of one tree together; all of them where nothing was reorganised."""
    days = [tree_day(period) for period in every]
    opened = [period.opened_at for period in every if period.opened_at is not None]
    if not opened or not reorganised(min(days), max(days), since=min(opened)):
        return [asked]
    succession = Succession()
    groups: list[list[Period]] = []
    for period in asked:
        if groups and not unmoved([groups[-1][-1]], tree_day(period), succession):
            groups.append([period])
        elif groups:
            groups[-1].append(period)
        else:
            groups.append([period])
    return list(groups)


def _in_order(periods: Iterable[Period]) -> list[Period]:
    return sorted(periods, key=lambda period: (period.ends_on, period.starts_on, period.pk))


def _with(asked: Sequence[Period], wanted: set[When]) -> list[Period]:
    """The periods asked for with all others of their regime that the columns need; one query."""
    have = {when_of(period) for period in asked}
    years = {when.year for when in wanted}
    kinds = {str(period.kind) for period in asked} | {PeriodKind.PLAN.value}
    found = Period.objects.filter(
        ~Q(pk__in=[period.pk for period in asked]),
        ~Q(state=PeriodState.PLANNED),
        regime__in={period.regime_id for period in asked},
        year__in=years,
        kind__in=kinds,
    )
    more = [period for period in found if (when := when_of(period)) in wanted and when not in have]
    return [*asked, *more]
