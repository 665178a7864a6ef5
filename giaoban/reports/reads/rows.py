"""Reading rows of figures in bulk: what the database holds of them, as arrays, without a model for each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Self

import numpy as np
from django.db import connection
from django.db.models import BinaryField, ExpressionWrapper, F, Func, QuerySet

from giaoban.reports.figures import Figures, known, unpack_many, zeroed
from giaoban.reports.models import FormVersion, Period, Report, Total
from giaoban.reports.reads.tops import leaves_top_open, with_those_below
from giaoban.reports.vocabulary import PeriodKind, PeriodState

MOST_KEYS: Final = 500
"""More units than this are not asked for by their keys: whole periods are read."""
_HEADER: Final = 20  # of an array of one dimension as PostgreSQL sends it
_ELEMENT: Final = np.dtype([("length", ">i4"), ("value", ">i8")])


@dataclass(frozen=True, eq=False)
class Rows:
    """
    Figures of some units in some periods, a row each, by the keys of unit and period.

    `sums` and `counts` have the shape (rows, slots); `expected`, `reported` and `nils` one number a row.
    `above` is the key of the unit above on the tree of the period, 0 for none.
    """

    units: Figures
    periods: Figures
    above: Figures
    sums: Figures
    counts: Figures
    expected: Figures
    reported: Figures
    nils: Figures

    def __len__(self) -> int:
        return len(self.units)

    def where(self, chosen: Any) -> Self:
        """Some of the rows: by a mask or by their places."""
        return replace(self, **{name: getattr(self, name)[chosen] for name in _COLUMNS})


_COLUMNS: Final = ("units", "periods", "above", "sums", "counts", "expected", "reported", "nils")


def total_rows(totals: QuerySet[Total]) -> Rows:
    """The rows of some totals; one query."""
    found = totals.order_by().annotate(raw_sums=_raw("sums"), raw_counts=_raw("counts"))
    numbers = ("unit_id", "period_id", "above_id", "expected", "reported", "nils")
    rows = list(found.values_list(*numbers, "raw_sums", "raw_counts"))
    plain = _table([row[:6] for row in rows], 6)
    return Rows(
        units=plain[:, 0],
        periods=plain[:, 1],
        above=plain[:, 2],
        sums=_vectors([row[6] for row in rows]),
        counts=_vectors([row[7] for row in rows]),
        expected=plain[:, 3],
        reported=plain[:, 4],
        nils=plain[:, 5],
    )


def report_rows(reports: QuerySet[Report]) -> Rows:
    """
    What some units reported themselves: the sending that counts, or nothing; one query.

    `above` is the unit that stood above it when the period was opened.
    """
    columns = ("unit_id", "period_id", "counted_id", "counted__is_nil", "path", "counted__figures")
    rows = list(reports.order_by().values_list(*columns))
    plain = _table([row[:4] for row in rows], 4)
    packed = [bytes(row[5] or b"") for row in rows]
    width = max(((len(data) - 1) // data[0] for data in packed if data), default=0)
    figures = unpack_many(packed, width)
    return Rows(
        units=plain[:, 0],
        periods=plain[:, 1],
        above=np.array([_parent(row[4]) for row in rows], dtype=np.int64),
        sums=zeroed(figures),
        counts=known(figures).astype(np.int64),
        expected=np.ones(len(rows), dtype=np.int64),
        reported=(plain[:, 2] > 0).astype(np.int64),
        nils=plain[:, 3],
    )


def top_rows(rows: Rows, periods: Sequence[Period]) -> list[Rows]:
    """
    What makes the top rows among `rows` whole, as further rows of the top: see `tops`.

    The top is read again with what is below it, and what `rows` hold of it is taken off.
    """
    if not (rows.above == 0).any():
        return []
    open_ = [period.pk for period in _open_at_top(periods)]
    chosen = (rows.above == 0) & np.isin(rows.periods, open_)
    if not chosen.any():
        return []
    tops = rows.where(chosen)
    found = total_rows(with_those_below(tops.periods.tolist(), tops.units.tolist()))
    nothing = np.zeros(len(found), dtype=np.int64)
    units = np.where(found.above == 0, found.units, found.above)
    whole = replace(found, units=units, above=nothing, expected=nothing)
    read_before = replace(
        tops,
        sums=-tops.sums,
        counts=-tops.counts,
        expected=np.zeros_like(tops.expected),
        reported=-tops.reported,
        nils=-tops.nils,
    )
    return [whole, read_before]


def _open_at_top(periods: Sequence[Period]) -> list[Period]:
    """Periods whose top row lacks what is below it; their forms are read with one query."""
    if connection.vendor != "postgresql":
        return []
    plain = [p for p in periods if p.state != PeriodState.CLOSED and p.kind != PeriodKind.PLAN]
    wanted = {p.form_id for p in plain if p.form_id and "form" not in p._state.fields_cache}
    forms = FormVersion.objects.in_bulk(wanted) if wanted else {}
    for period in plain:
        if period.form_id in forms:
            period.form = forms[period.form_id]
    return [period for period in plain if leaves_top_open(period)]


def widened(figures: Figures, width: int) -> Figures:
    """The rows, `width` slots long, with 0 in slots that they did not have."""
    if figures.shape[1] == width:
        return figures
    made = np.zeros((len(figures), width), dtype=np.int64)
    made[:, : figures.shape[1]] = figures
    return made


def joined(parts: Sequence[Rows]) -> Rows:
    """Rows of several readings as one."""
    width = max(part.sums.shape[1] for part in parts)
    wide = [
        replace(part, sums=widened(part.sums, width), counts=widened(part.counts, width)) for part in parts
    ]
    return Rows(**{name: np.concatenate([getattr(part, name) for part in wide]) for name in _COLUMNS})


def _table(rows: Sequence[Sequence[Any]], columns: int) -> Figures:
    """Numbers of some columns; 0 for NULL and false."""
    flat = [value or 0 for row in rows for value in row]
    return np.array(flat, dtype=np.int64).reshape(len(rows), columns)


def _parent(path: str) -> int:
    """The unit above the one that a path ends with; 0 for none."""
    ways = path.rsplit("/", 3)
    return int(ways[1]) if len(ways) > 3 and ways[1] else 0


def _raw(column: str) -> Func | ExpressionWrapper[F]:
    """A vector as the engine keeps it, to be decoded many at a time."""
    if connection.vendor == "postgresql":
        return Func(F(column), function="array_send", output_field=BinaryField())
    return ExpressionWrapper(F(column), output_field=BinaryField())


def _vectors(raw: Iterable[Any]) -> Figures:
    """Vectors of any lengths as rows as long as the longest, with 0 beyond their end."""
    alike: dict[int, list[int]] = {}
    rows = [bytes(data) for data in raw]
    for index, data in enumerate(rows):
        alike.setdefault(len(data), []).append(index)
    parts = [(indexes, _alike([rows[index] for index in indexes])) for indexes in alike.values()]
    made = np.zeros((len(rows), max((part.shape[1] for _i, part in parts), default=0)), dtype=np.int64)
    for indexes, part in parts:
        made[indexes, : part.shape[1]] = part
    return made


def _alike(rows: Sequence[bytes]) -> Figures:
    joined = np.frombuffer(b"".join(rows), dtype=np.uint8).reshape(len(rows), -1)
    if connection.vendor != "postgresql":
        return joined.view("<i8").astype(np.int64)
    body = np.ascontiguousarray(joined[:, _HEADER:])
    return body.view(_ELEMENT)["value"].astype(np.int64) if body.size else np.zeros((len(rows), 0), np.int64)
