"""Figures of units with every column beside them: what screens, papers and exports print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from giaoban.reports.figures import Column, Table, When, needed, span_needs, spanned, table
from giaoban.reports.forming import Definition
from giaoban.reports.models import Period
from giaoban.reports.reads.series import Series, key_of, series_of, when_of
from giaoban.reports.vocabulary import PeriodKind, PeriodState, View
from giaoban.units.models import Unit


@dataclass(frozen=True, eq=False)
class Board:
    """
    Figures of `units` (keys) in `periods`, with all columns, from one reading.

    `definition` is the form of the latest of the periods: it says which lines there are. `series` holds these
    periods and those that the columns are made of. `as_of` is the moment of reading.
    """

    units: tuple[int, ...]
    periods: tuple[Period, ...]
    definition: Definition
    table: Table
    series: Series
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
        i, j = self.place(unit), [each.pk for each in self.series.periods].index(period.pk)
        return int(self.series.reported[i, j]), int(self.series.expected[i, j])


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
    whens = [when_of(period) for period in asked]
    every = _with(asked, needed(whens, columns))
    read = series_of(units, every, view, on)
    definition = definition_of(asked)
    made = table(definition, read.history(), whens)
    return Board(read.units, tuple(asked), definition, made, read, read.as_of, view, on)


def board_of_span(
    units: Iterable[Unit | int],
    periods: Iterable[Period],
    *,
    view: View = View.THEN,
    on: date | None = None,
) -> Board:
    """
    One figure for all of `periods` together, for a mid-term or final review: see `figures.spanned`.

    The table has one period, at place 0.
    """
    asked = _in_order(periods)
    whens = [when_of(period) for period in asked]
    read = series_of(units, _with(asked, span_needs(whens)), view, on)
    definition = definition_of(asked)
    made = spanned(definition, read.history(), whens)
    return Board(read.units, tuple(asked), definition, made, read, read.as_of, view, on)


def definition_of(periods: Sequence[Period]) -> Definition:
    """The form of the latest of some opened periods."""
    forms = [period.form for period in periods if period.form is not None]
    return forms[-1].definition if forms else Definition()


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
