"""
The columns of a report: year-to-date, the same period of last year, difference, percent, plan.

How a figure goes on in time is its nature's affair. A flow is added. A stock, a count of answers and what is
reported as cumulative take the last that is there. A ratio is worked out from its two figures, each of them
over time by its own nature. What nobody gave stays missing; it is not 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from giaoban.reports.figures.history import History, Stretch, When, over
from giaoban.reports.figures.packing import MISSING, Figures, known
from giaoban.reports.figures.quotients import quotient

if TYPE_CHECKING:  # forms are checked with figures: the two folders load without each other
    from giaoban.reports.forming import Definition, Nature, Ratio

PERCENT_DECIMALS: Final = 1
"""Percents are kept with so many decimals."""
_HUNDRED: Final = 100 * 10**PERCENT_DECIMALS
_PERCENT: Final = "%"
_ADDED: Final = "flow"  # the one `Nature` that is added over time


class Column(StrEnum):
    """What a figure of a period stands beside."""

    THIS = "this"  # the period itself
    YTD = "ytd"  # from the start of the year that it is counted in
    LAST_YEAR = "last_year"  # the period of the same kind and number, a year before
    YTD_LAST_YEAR = "ytd_last_year"
    DIFFERENCE = "difference"  # this less last year
    PERCENT = "percent"  # that difference, in percent of last year's
    YTD_DIFFERENCE = "ytd_difference"
    YTD_PERCENT = "ytd_percent"
    PLAN = "plan"  # the target of the year
    PERCENT_OF_PLAN = "percent_of_plan"  # year-to-date by target


COUNTED: Final = (Column.THIS, Column.YTD, Column.LAST_YEAR, Column.YTD_LAST_YEAR, Column.PLAN)
"""Columns that reports stand behind: these have an n of m."""
PERCENTS: Final = frozenset({Column.PERCENT, Column.YTD_PERCENT, Column.PERCENT_OF_PLAN})
DIFFERENCES: Final = frozenset({Column.DIFFERENCE, Column.YTD_DIFFERENCE})


@dataclass(frozen=True, slots=True)
class Measure:
    """
    One line of figures: a number of the form (`slot`) or a quotient (`ratio`).

    `key` is the number's name in files, or the id of the quotient's item. `decimals` hold for all columns but
    percents.
    """

    key: str
    label: str
    unit: str
    decimals: int
    nature: Nature
    slot: int | None = None
    ratio: Ratio | None = None

    @property
    def is_percentage(self) -> bool:
        """Whether its figures are percentages: two of them differ by percentage points."""
        return is_percentage(self.unit)


def is_percentage(unit: str) -> bool:
    """Whether a unit of measure, as printed, is percent."""
    return unit.strip() == _PERCENT


def measures(definition: Definition) -> tuple[Measure, ...]:
    """All numbers and quotients of a form, in its order."""
    made: list[Measure] = []
    for item in definition.items():
        made += [Measure(c.key, c.label, c.unit, c.decimals, c.nature, slot=c.slot) for c in item.cells]
        if item.ratio is not None:
            made.append(Measure(item.id, item.name, item.unit, item.decimals, item.nature, ratio=item.ratio))
    return tuple(made)


@dataclass(frozen=True, eq=False)
class Table:
    """
    Figures of some units, in some periods, for all measures, in every column.

    `values[column]` has the shape (units, periods, measures): whole numbers times 10 ** `decimals(…)`,
    `MISSING` for none (printed "-"). `given` and `asked`, for the columns of `COUNTED`, say how many reports
    gave the figure and how many could have.
    """

    measures: tuple[Measure, ...]
    values: dict[Column, Figures]
    given: dict[Column, Figures]
    asked: dict[Column, Figures]

    @cached_property
    def at(self) -> dict[str, int]:
        """The place of each measure, by its key."""
        return {measure.key: index for index, measure in enumerate(self.measures)}

    def value(self, column: Column, key: str, *, unit: int = 0, period: int = 0) -> int | None:
        """One figure, by places of unit and period and by the measure's key; None for missing."""
        found = int(self.values[column][unit, period, self.at[key]])
        return None if found == MISSING else found

    def n_of_m(self, column: Column, key: str, *, unit: int = 0, period: int = 0) -> tuple[int, int]:
        """How many reports gave the figure, of how many."""
        where = unit, period, self.at[key]
        return int(self.given[column][where]), int(self.asked[column][where])

    def decimals(self, column: Column, key: str) -> int:
        """How many decimals the figures of a column have."""
        return PERCENT_DECIMALS if column in PERCENTS else self.measures[self.at[key]].decimals


_BEFORE: Final = frozenset({Column.LAST_YEAR, Column.DIFFERENCE, Column.PERCENT})
_TO_DATE: Final = frozenset({Column.YTD, Column.YTD_DIFFERENCE, Column.YTD_PERCENT, Column.PERCENT_OF_PLAN})
_TO_DATE_BEFORE: Final = frozenset({Column.YTD_LAST_YEAR, Column.YTD_DIFFERENCE, Column.YTD_PERCENT})
_PLANNED: Final = frozenset({Column.PLAN, Column.PERCENT_OF_PLAN})


def needed(periods: Iterable[When], columns: Iterable[Column] = tuple(Column)) -> set[When]:
    """All periods that some columns of some periods are made of; the other columns may then say nothing."""
    wanted = frozenset(columns)
    every: set[When] = set()
    for when in periods:
        before = when.a_year_before()
        every.add(when)
        every |= {before} if wanted & _BEFORE else set()
        every.update(when.since_new_year() if wanted & _TO_DATE else ())
        every.update(before.since_new_year() if wanted & _TO_DATE_BEFORE else ())
        every |= {when.plan()} if wanted & _PLANNED else set()
    return every


def table(definition: Definition, history: History, periods: Sequence[When] | None = None) -> Table:
    """Every column of `periods` (None: all of the history but plans), for all units of the history."""
    if periods is None:
        periods = [when for when in history.periods if when.kind != "plan"]
    return _table(definition, history, [_of_period(when) for when in periods])


def side_by_side(tables: Sequence[Table]) -> Table:
    """Tables of the same units and measures, one after another in time, as one."""
    if len(tables) == 1:
        return tables[0]
    joined = [
        {
            column: np.concatenate([getattr(each, name)[column] for each in tables], axis=1)
            for column in columns
        }
        for name, columns in (("values", Column), ("given", COUNTED), ("asked", COUNTED))
    ]
    return Table(tables[0].measures, *joined)


def spanned(definition: Definition, history: History, periods: Sequence[When]) -> Table:
    """
    One figure for a span of any periods, for a mid-term or final review: the table has one period.

    The columns of this year are the span, those of last year the same periods a year before. The plan is
    that of all years the span touches: flows added, of others the last.
    """
    before = [when.a_year_before() for when in periods]
    plans = [when.plan() for when in periods]
    wanted = {Column.THIS: periods, Column.YTD: periods, Column.LAST_YEAR: before}
    return _table(definition, history, [wanted | {Column.YTD_LAST_YEAR: before, Column.PLAN: plans}])


def span_needs(periods: Iterable[When]) -> set[When]:
    """All periods that `spanned` looks at."""
    return {each for when in periods for each in (when, when.a_year_before(), when.plan())}


def _of_period(when: When) -> dict[Column, Sequence[When]]:
    before = when.a_year_before()
    return {
        Column.THIS: [when],
        Column.YTD: when.since_new_year(),
        Column.LAST_YEAR: [before],
        Column.YTD_LAST_YEAR: before.since_new_year(),
        Column.PLAN: [when.plan()],
    }


def _table(definition: Definition, history: History, wanted: Sequence[dict[Column, Sequence[When]]]) -> Table:
    lines = measures(definition)
    adds = np.zeros(history.width, dtype=np.bool_)
    for cell in definition.cells:
        if cell.slot < history.width:
            adds[cell.slot] = cell.nature == _ADDED
    decimals = {cell.slot: cell.decimals for cell in definition.cells}
    shape = (history.units, len(wanted), len(lines))
    values = {column: np.full(shape, MISSING, dtype=np.int64) for column in COUNTED}
    given = {column: np.zeros(shape, dtype=np.int64) for column in COUNTED}
    asked = {column: np.zeros(shape, dtype=np.int64) for column in COUNTED}
    for index, groups in enumerate(wanted):
        for column, whens in groups.items():
            stretch = over(history, history.known(whens), adds)
            here = values[column][:, index], given[column][:, index], asked[column][:, index]
            _numbers(lines, stretch, *here)
            _quotients(lines, decimals, stretch, here)
    points = np.array([line.is_percentage for line in lines], dtype=np.bool_)
    return Table(lines, values | _compared(values, points), given, asked)


def _numbers(
    lines: Sequence[Measure], stretch: Stretch, values: Figures, given: Figures, asked: Figures
) -> None:
    """Write the numbers of one stretch into their places, each of shape (units, measures)."""
    shown = stretch.shown
    here = [
        (index, m.slot) for index, m in enumerate(lines) if m.slot is not None and m.slot < shown.shape[1]
    ]
    places, slots = [index for index, _slot in here], [slot for _index, slot in here]
    values[:, places] = shown[:, slots]
    given[:, places] = stretch.counts[:, slots]
    asked[:, places] = stretch.expected[:, slots]


def _quotients(
    lines: Sequence[Measure],
    decimals: dict[int, int],
    stretch: Stretch,
    into: tuple[Figures, Figures, Figures],
) -> None:
    """Write the quotients of one stretch into their places: as many reports as gave both figures at most."""
    values, given, asked = into
    shown = stretch.shown
    for index, measure in enumerate(lines):
        ratio = measure.ratio
        if ratio is None or max(ratio.over, ratio.under) >= shown.shape[1]:
            continue
        two = [ratio.over, ratio.under]
        times = ratio.factor * 10 ** (measure.decimals + decimals.get(ratio.under, 0))
        by = 10 ** decimals.get(ratio.over, 0)
        values[:, index] = quotient(shown[:, ratio.over], shown[:, ratio.under], times, by)
        given[:, index] = stretch.counts[:, two].min(axis=1)
        asked[:, index] = stretch.expected[:, two].max(axis=1)


def _compared(values: dict[Column, Figures], points: NDArray[np.bool_]) -> dict[Column, Figures]:
    """
    The columns that compare others: as these stand on the paper, so that the paper adds up.

    Two percentages (`points` says which measures are) differ by points; what percent that is of the earlier
    one is not said, for both would be read as the same thing.
    """
    difference = _less(values[Column.THIS], values[Column.LAST_YEAR])
    to_date = _less(values[Column.YTD], values[Column.YTD_LAST_YEAR])
    percent = quotient(difference, _size(values[Column.LAST_YEAR]), _HUNDRED)
    to_date_percent = quotient(to_date, _size(values[Column.YTD_LAST_YEAR]), _HUNDRED)
    return {
        Column.DIFFERENCE: difference,
        Column.PERCENT: np.where(points, MISSING, percent),
        Column.YTD_DIFFERENCE: to_date,
        Column.YTD_PERCENT: np.where(points, MISSING, to_date_percent),
        Column.PERCENT_OF_PLAN: quotient(values[Column.YTD], values[Column.PLAN], _HUNDRED),
    }


def _known(*figures: Figures) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = np.logical_and.reduce([known(each) for each in figures])
    return found


def _less(these: Figures, those: Figures) -> Figures:
    return np.where(_known(these, those), these - those, MISSING)


def _size(figures: Figures) -> Figures:
    """Without sign: a growth from below zero counts as growth."""
    return np.where(_known(figures), np.abs(figures), MISSING)
