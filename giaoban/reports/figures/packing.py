"""
Rows of figures packed into bytes, and rows of sums.

A row of figures is an int64 array with `MISSING` where nothing was given. Packed, it begins with the width of
its numbers in bytes (1, 2, 4 or 8, the least that holds them all) and goes on with the numbers, low byte
first; the least number of a width stands for nothing. Trailing nothing is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Figures = NDArray[np.int64]

MISSING: Final = int(np.iinfo(np.int64).min)
LARGEST: Final = 2 * 10**14
"""A figure may be so large at most, either way: 40,000 of them still add up within 64 bits."""
_WIDTHS: Final = (1, 2, 4, 8)


def empty(width: int) -> Figures:
    """A row in which nothing is given."""
    return np.full(width, MISSING, dtype=np.int64)


def row(values: dict[int, int], width: int) -> Figures:
    """A row from figures by slot; slots that are not named hold nothing."""
    made = empty(width)
    for slot, value in values.items():
        made[slot] = value
    return made


def pack(figures: Figures) -> bytes:
    """The bytes of one row; `unpack` gives it back, padded to any width."""
    given = np.flatnonzero(figures != MISSING)
    if not len(given):
        return b""
    kept = figures[: int(given[-1]) + 1]
    known = kept[kept != MISSING]
    low, high = int(known.min()), int(known.max())
    width = next(w for w in _WIDTHS if low > np.iinfo(f"i{w}").min and high <= np.iinfo(f"i{w}").max)
    out = np.where(kept == MISSING, np.iinfo(f"i{width}").min, kept).astype(f"<i{width}")
    return bytes([width]) + out.tobytes()


def unpack(data: bytes, width: int) -> Figures:
    """The row that `pack` was given, `width` figures long; what lies beyond `width` is cut off."""
    made = empty(width)
    if data:
        found = np.frombuffer(data, dtype=f"<i{data[0]}", offset=1)[:width].astype(np.int64)
        made[: len(found)] = np.where(found == np.iinfo(f"i{data[0]}").min, MISSING, found)
    return made


def unpack_many(rows: Sequence[bytes], width: int) -> Figures:
    """
    Many rows as one array of shape (len(rows), width).

    Rows of the same width and length are read at once: a nation's rows take a second or two, not minutes.
    """
    made = np.full((len(rows), width), MISSING, dtype=np.int64)
    for indexes, table, nothing in unpack_alike(rows):
        found = table[:, :width].astype(np.int64)
        found[table[:, :width] == nothing] = MISSING
        made[indexes, : found.shape[1]] = found
    return made


def unpack_alike(rows: Sequence[bytes]) -> Iterator[tuple[Figures, NDArray[Any], int]]:
    """
    Rows of the same width and length together, empty ones left out: (their places, the numbers, which of
    these is nothing).
    """
    alike: dict[tuple[int, int], list[int]] = {}
    for index, data in enumerate(rows):
        if data:
            alike.setdefault((data[0], len(data)), []).append(index)
    for (size, length), indexes in alike.items():
        joined = b"".join(rows if len(indexes) == len(rows) else [rows[index] for index in indexes])
        table = np.frombuffer(joined, dtype=np.uint8).reshape(len(indexes), length)[:, 1:]
        found = np.ascontiguousarray(table).view(f"<i{size}")
        yield np.asarray(indexes), found, int(np.iinfo(f"i{size}").min)


def known(figures: Figures) -> NDArray[np.bool_]:
    """Where something was given."""
    return np.not_equal(figures, MISSING)


def zeroed(figures: Figures) -> Figures:
    """The same with 0 for nothing: what is added to a sum."""
    return np.where(figures == MISSING, 0, figures)


def total(rows: Iterable[Figures], width: int) -> tuple[Figures, Figures]:
    """Sums and counts of some rows, each `width` long; without any row all are 0."""
    sums, counts = np.zeros(width, dtype=np.int64), np.zeros(width, dtype=np.int64)
    for figures in rows:
        sums += zeroed(figures)
        counts += known(figures)
    return sums, counts
