"""Proof that the totals are what the reports below them say: all is added up again and compared exactly."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from django.db.models import ExpressionWrapper, F, IntegerField, Q
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from giaoban.reports.figures import Figures, unpack, unpack_alike
from giaoban.reports.figures.combining import combine
from giaoban.reports.forming import Definition
from giaoban.reports.models import Period, Report, Revision, Total
from giaoban.reports.reads.rows import Rows, total_rows, widened
from giaoban.reports.reads.tops import leaves_top_open
from giaoban.reports.vocabulary import CountsFrom, PeriodKind, ReportState, RevisionState
from giaoban.units.models import Unit

AT_MOST: Final = 20  # faults of one kind that are named
Told = Callable[[int, int], None]


def total_faults(tell: Told | None = None) -> Iterator[str]:
    """A sentence for each total that differs from the reports below it; period by period."""
    periods = Period.objects.filter(form__isnull=False).select_related("form", "regime").order_by("pk")
    whole, named = periods.count(), 0
    parents: dict[str, str] = {}
    for number, period in enumerate(periods.iterator(chunk_size=50), start=1):
        kept = total_rows(Total.objects.filter(period=period))
        for unit in differing(period, kept, parents):
            named += 1
            if named <= AT_MOST:
                yield _("The totals of %(unit)s in %(period)s are not what its reports say.") % {
                    "unit": Unit.objects.get(pk=unit).name,
                    "period": period.name,
                }
        if tell:
            tell(number, whole)


def report_faults() -> Iterator[str]:
    """A sentence for each report that counts a sending which is not its own or was not accepted."""
    counted = Report.objects.filter(counted__isnull=False)
    submitted = Q(period__regime__counts_from=CountsFrom.SUBMITTED, counted__state=RevisionState.SENT)
    rightly = Q(counted__report=F("pk")) & (Q(counted__state=RevisionState.ACCEPTED) | submitted)
    accepted = Q(state=ReportState.ACCEPTED, counted__isnull=True)
    wrong = counted.exclude(rightly) | Report.objects.filter(accepted)
    for code in wrong.values_list("code", flat=True)[:AT_MOST]:
        yield _("Report %(code)s counts a sending that does not stand.") % {"code": code}
    waiting = Revision.objects.filter(state=RevisionState.SENT)
    older = waiting.exclude(report__latest=F("pk")).values_list("report__code", flat=True)
    for code in older[:AT_MOST]:
        yield _("Report %(code)s has a sending that waits and is not the newest.") % {"code": code}


def differing(period: Period, kept: Rows, parents: dict[str, str] | None = None) -> list[int]:
    """Keys of the units whose rows `kept` differ from what the reports of `period` say."""
    found = recomputed(period, kept, parents)
    width = max(kept.sums.shape[1], found.sums.shape[1])
    wrong = np.zeros(len(kept), dtype=bool)
    for one, other in ((kept.sums, found.sums), (kept.counts, found.counts)):
        wrong |= (widened(one, width) != widened(other, width)).any(axis=1)
    for name in ("expected", "reported", "nils"):
        wrong |= getattr(kept, name) != getattr(found, name)
    return [int(unit) for unit in kept.units[wrong]]


@dataclass(slots=True)
class _Tree:
    """Sums on their way up: a row for each total; `above` is the place of the row above, -1 for none."""

    above: NDArray[np.int64]
    sums: Figures
    counts: Figures
    expected: Figures
    reported: Figures
    nils: Figures

    def levels(self) -> Iterator[NDArray[np.int64]]:
        """Places of the rows, level by level, the deepest first."""
        depth = np.zeros(len(self.above), dtype=np.int64)
        at = self.above.copy()
        while (at >= 0).any():
            depth += at >= 0
            at = np.where(at >= 0, self.above[at], -1)
        for level in range(int(depth.max(initial=0)), -1, -1):
            yield np.flatnonzero(depth == level)


def recomputed(period: Period, kept: Rows, parents: dict[str, str] | None = None) -> Rows:
    """
    What the rows `kept` of the totals of `period` should hold, from the sendings that count. One query.

    The top row of a period that is open holds on PostgreSQL only what the rows below do not. `parents` is
    filled and used again where several periods are asked.
    """
    definition = definition_of(period)
    places = {int(unit): place for place, unit in enumerate(kept.units)}
    counted = ExpressionWrapper(F("counted__is_nil"), output_field=IntegerField())
    rows = Report.objects.filter(period=period).order_by().annotate(nil=counted)
    found: list[tuple[Any, ...]] = list(rows.values_list("unit_id", "path", "nil", "counted__figures"))
    units, paths, nils, packed = ([row[column] for row in found] for column in range(4))
    own = np.isin(np.array(units, dtype=np.int64), kept.units)
    at = _places(units, paths, own, places, {} if parents is None else parents)
    came = np.array([data is not None for data in packed], dtype=bool)
    nil = np.array([bool(told) for told in nils], dtype=bool)
    there, size = at >= 0, len(kept)
    tree = _Tree(
        above=np.array([places.get(int(unit), -1) for unit in kept.above], dtype=np.int64),
        sums=np.zeros((size, definition.width), dtype=np.int64),
        counts=np.zeros((size, definition.width), dtype=np.int64),
        expected=np.bincount(at[there], minlength=size),
        reported=np.bincount(at[there & came], minlength=size),
        nils=np.bincount(at[there & nil], minlength=size),
    )
    _add_leaves(tree, packed, np.where(own, -1, at))
    mine = {int(at[n]): unpack(bytes(packed[n]), definition.width) for n in np.flatnonzero(own & came)}
    targets = period.kind == PeriodKind.PLAN
    weighs = targets or not definition.is_plain

    def weigh(place: int) -> tuple[Figures, Figures] | None:
        if not weighs or place not in mine:
            return None
        return combine(definition, mine[place], tree.sums[place], tree.counts[place], targets=targets)

    direct = _upwards(tree, weigh, keep_tops=leaves_top_open(period))
    return Rows(kept.units, kept.periods, kept.above, *direct)


def definition_of(period: Period) -> Definition:
    """What the form asks with which the period was opened."""
    assert period.form is not None  # noqa: S101  # a constraint of the table
    return period.form.definition


def _places(
    units: Sequence[int],
    paths: Sequence[str],
    own: NDArray[np.bool_],
    places: dict[int, int],
    parents: dict[str, str],
) -> NDArray[np.int64]:
    """For each report the place of the nearest total at or above its unit; -1 where nothing is."""
    ways = [parents.get(path) or _parent(path, parents) for path in paths]
    nearest = {}
    for way in set(ways):
        keys = (int(key) for key in reversed(way.strip("/").split("/")) if key)
        nearest[way] = next((places[key] for key in keys if key in places), -1)
    at = np.array([nearest[way] for way in ways], dtype=np.int64)
    for place in np.flatnonzero(own).tolist():
        at[place] = places[units[place]]
    return at


def _parent(path: str, parents: dict[str, str]) -> str:
    parents[path] = path[: path.rstrip("/").rfind("/") + 1]
    return parents[path]


def _add_leaves(tree: _Tree, packed: Sequence[Any], at: NDArray[np.int64]) -> None:
    """Add the rows to the places that `at` names for each; those at -1 are left out."""
    leaves = np.flatnonzero(at >= 0)
    for indexes, table, nothing in unpack_alike([bytes(packed[place] or b"") for place in leaves.tolist()]):
        goes = at[leaves[indexes]]
        order = np.argsort(goes, kind="stable")
        rows, goes = table[order], goes[order]
        there, first = np.unique(goes, return_index=True)
        width, given = table.shape[1], rows != nothing
        tree.sums[there, :width] += np.add.reduceat(rows * given, first, axis=0, dtype=np.int64)
        tree.counts[there, :width] += np.add.reduceat(given, first, axis=0, dtype=np.int64)


def _upwards(
    tree: _Tree, weigh: Callable[[int], tuple[Figures, Figures] | None], *, keep_tops: bool
) -> tuple[Figures, Figures, Figures, Figures, Figures]:
    """
    Carry sums from the deepest level to the top: (sums, counts, expected, reported, nils).

    `weigh` gives what counts for a place instead of the sum from below, or nothing. With `keep_tops` the rows
    at the top stay as they were, but for what is expected.
    """
    kept = [each.copy() for each in (tree.sums, tree.counts, tree.reported, tree.nils)]
    for level in tree.levels():
        for place in level.tolist():
            if found := weigh(place):
                tree.sums[place], tree.counts[place] = found
        up = level[tree.above[level] >= 0]
        for each in (tree.sums, tree.counts, tree.expected, tree.reported, tree.nils):
            np.add.at(each, tree.above[up], each[up])
    if keep_tops:
        tops = tree.above < 0
        for each, before in zip((tree.sums, tree.counts, tree.reported, tree.nils), kept, strict=True):
            each[tops] = before[tops]
    return tree.sums, tree.counts, tree.expected, tree.reported, tree.nils
