"""Quotients of whole numbers, exact and rounded once."""

from __future__ import annotations

from math import gcd
from typing import Final

import numpy as np
from numpy.typing import NDArray

from giaoban.reports.figures.packing import MISSING, Figures

_ROOM: Final = 2**61
_LIMIT: Final = 2**63


def quotient(over: Figures, under: Figures, times: int = 1, by: int = 1) -> Figures:
    """
    `over` * `times` / (`under` * `by`), elementwise, rounded to whole numbers, halves away from zero.

    `MISSING` where either is, where `under` is 0, and where the result does not fit in 64 bits. Exact:
    numbers that are too large for the machine's arithmetic are worked out one by one.
    """
    over, under = np.broadcast_arrays(over, under)
    shared = gcd(times, by)
    times, by = times // shared, by // shared
    made = np.full(over.shape, MISSING, dtype=np.int64)
    defined = (over != MISSING) & (under != MISSING) & (under != 0)
    # Compared as they are: the least number of 64 bits has no absolute value.
    most_over, most_under = _ROOM // times, _ROOM // by
    small = (over <= most_over) & (over >= -most_over) & (under <= most_under) & (under >= -most_under)
    plain = defined & small
    made[plain] = _rounded(over[plain] * times, under[plain] * by)
    for index in np.argwhere(defined & ~small):
        where = tuple(index)
        exact = _exactly(int(over[where]) * times, int(under[where]) * by)
        if -_LIMIT < exact < _LIMIT:
            made[where] = exact
    return made


def _rounded(over: Figures, under: Figures) -> Figures:
    size, parts = np.abs(over), np.abs(under)
    whole: Figures = size // parts
    left = size - whole * parts
    whole += left >= parts - left
    sign: NDArray[np.int64] = np.sign(over) * np.sign(under)
    return whole * sign


def _exactly(over: int, under: int) -> int:
    whole, left = divmod(abs(over), abs(under))
    whole += 2 * left >= abs(under)
    return whole if (over < 0) == (under < 0) else -whole
