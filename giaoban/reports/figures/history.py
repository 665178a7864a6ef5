"""What some units reported, period after period, as arrays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from giaoban.reports.figures.packing import MISSING, Figures

PLAN: Final = "plan"
"""The kind of a period that holds the targets of its year."""
ADDING: Final = frozenset({"day", "week", "month", "quarter", "half"})
"""Kinds of which several make up a year; any other stands for itself from the start of what it covers."""


class When(NamedTuple):
    """Which period of a regime; `year` is the one that it is counted in, `number` counts within it from 1."""

    kind: str
    year: int
    number: int

    def a_year_before(self) -> When:
        """The same period of the year before: same kind, same number."""
        return self._replace(year=self.year - 1)

    def since_new_year(self) -> tuple[When, ...]:
        """The periods from the start of the year it is counted in up to itself, in order."""
        if self.kind not in ADDING:
            return (self,)
        return tuple(self._replace(number=number) for number in range(1, self.number + 1))

    def plan(self) -> When:
        """Where the targets of its year are."""
        return When(PLAN, self.year, 1)


@dataclass(frozen=True, eq=False)
class History:
    """
    Sums and counts of some units in some periods, by slot.

    `periods` are in the order of time. `sums` and `counts` have the shape (units, periods, slots): figures
    added, and how many reports gave one; where nobody did, the count is 0 and the sum says nothing.
    `expected` and `reported`, (units, periods), count reports at and below each unit.
    """

    periods: tuple[When, ...]
    sums: Figures
    counts: Figures
    expected: Figures
    reported: Figures

    @cached_property
    def place(self) -> dict[When, int]:
        """Where each period stands."""
        return {when: index for index, when in enumerate(self.periods)}

    @property
    def units(self) -> int:
        """How many units."""
        return int(self.sums.shape[0])

    @property
    def width(self) -> int:
        """How many slots."""
        return int(self.sums.shape[2])

    def known(self, wanted: Iterable[When]) -> list[int]:
        """Places of those of the wanted periods that are here, in the order of time."""
        return sorted(self.place[when] for when in set(wanted) if when in self.place)


@dataclass(frozen=True, eq=False)
class Stretch:
    """Figures of some units over a stretch of time, each of shape (units, slots); `counts` 0: none given."""

    sums: Figures
    counts: Figures
    expected: Figures

    @cached_property
    def shown(self) -> Figures:
        """The figures, `MISSING` where nobody gave one."""
        return np.where(self.counts > 0, self.sums, MISSING)


def over(history: History, places: Sequence[int], adds: NDArray[np.bool_]) -> Stretch:
    """
    The figures over the periods at `places`, in order of time.

    Slots that `adds` names are added; the others take the last period in which anybody gave one. `expected`
    are the reports that the figure could have come from: of all the periods, or of the one taken.
    """
    shape = (history.units, history.width)
    if not places:
        return Stretch(*(np.zeros(shape, dtype=np.int64) for _ in range(3)))
    if len(places) == 1:
        at = places[0]
        expected = np.broadcast_to(history.expected[:, at, None], shape)
        return Stretch(history.sums[:, at], history.counts[:, at], expected)
    sums, counts = history.sums[:, places], history.counts[:, places]
    wanted = history.expected[:, places]
    given = counts > 0
    # Counted from the end, the first that is given; none given: the last period.
    last = len(places) - 1 - np.argmax(given[:, ::-1], axis=1)
    taken = last[:, None, :]
    return Stretch(
        np.where(adds, np.where(given, sums, 0).sum(axis=1), np.take_along_axis(sums, taken, 1)[:, 0]),
        np.where(adds, counts.sum(axis=1), np.take_along_axis(counts, taken, 1)[:, 0]),
        np.where(adds, wanted.sum(axis=1)[:, None], np.take_along_axis(wanted, last, 1)),
    )
