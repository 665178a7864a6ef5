"""Proof that the totals are what the reports below them say: all is added up again and compared exactly."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from django.db.models import F, Q
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from giaoban.reports.figures import Figures, known, unpack_many, zeroed
from giaoban.reports.figures.combining import combine
from giaoban.reports.models import Period, Report, Revision, Total
from giaoban.reports.reads.rows import Rows, total_rows, widened
from giaoban.reports.reads.tops import leaves_top_open
from giaoban.reports.vocabulary import CountsFrom, PeriodKind, ReportState, RevisionState
from giaoban.units.models import Unit

AT_MOST: Final = 20  # faults of one kind that are named
_COLUMNS: Final = ("unit_id", "path", "counted_id", "counted__is_nil", "counted__figures")
Told = Callable[[int, int], None]


def total_faults(tell: Told | None = None) -> Iterator[str]:
    """A sentence for each total that differs from the reports below it; period by period."""
    periods = Period.objects.filter(form__isnull=False).select_related("form", "regime").order_by("pk")
    whole, named = periods.count(), 0
    for number, period in enumerate(periods.iterator(chunk_size=50), start=1):
        kept = total_rows(Total.objects.filter(period=period))
        for unit in differing(period, kept):
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


def differing(period: Period, kept: Rows) -> list[int]:
    """Keys of the units whose rows `kept` differ from what the reports of `period` say."""
    found = recomputed(period, kept)
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


def recomputed(period: Period, kept: Rows) -> Rows:
    """
    What the rows `kept` of the totals of `period` should hold, from the sendings that count. One query.

    The top row of a period that is open holds on PostgreSQL only what the rows below do not.
    """
    assert period.form is not None  # a constraint of the table  # noqa: S101
    definition = period.form.definition
    places = {int(unit): place for place, unit in enumerate(kept.units)}
    reports = list(Report.objects.filter(period=period).order_by().values_list(*_COLUMNS))
    figures = unpack_many([bytes(data or b"") for *_head, data in reports], definition.width)
    at = _places(reports, places)
    own = np.fromiter((unit in places for unit, *_rest in reports), dtype=bool, count=len(reports))
    there, leaves = at >= 0, (at >= 0) & ~own
    counted = np.fromiter((pk is not None for _u, _p, pk, *_r in reports), dtype=bool, count=len(reports))
    nil = np.fromiter((bool(nil) for *_h, nil, _f in reports), dtype=bool, count=len(reports))
    size = len(kept)
    tree = _Tree(
        above=np.array([places.get(int(unit), -1) for unit in kept.above], dtype=np.int64),
        sums=_grouped(zeroed(figures[leaves]), at[leaves], size),
        counts=_grouped(known(figures[leaves]), at[leaves], size),
        expected=np.bincount(at[there], minlength=size),
        reported=np.bincount(at[there & counted], minlength=size),
        nils=np.bincount(at[there & nil], minlength=size),
    )
    mine = {int(at[n]): figures[n] for n in np.flatnonzero(own & counted)}
    targets = period.kind == PeriodKind.PLAN
    weighs = targets or not definition.is_plain
    direct = _upwards(
        tree,
        lambda place: (
            weighs
            and place in mine
            and combine(definition, mine[place], tree.sums[place], tree.counts[place], targets=targets)
        ),
        keep_tops=leaves_top_open(period),
    )
    return Rows(kept.units, kept.periods, kept.above, *direct)


def _places(reports: Sequence[Any], places: dict[int, int]) -> NDArray[np.int64]:
    """For each report the place of the nearest total at or above its unit; -1 where nothing is."""
    known_ways: dict[str, int] = {}

    def nearest(path: str) -> int:
        if path not in known_ways:
            keys = [int(key) for key in path.strip("/").split("/") if key]
            known_ways[path] = next((places[key] for key in reversed(keys) if key in places), -1)
        return known_ways[path]

    found = (
        places[unit] if unit in places else nearest(path[: path.rstrip("/").rfind("/") + 1])
        for unit, path, *_rest in reports
    )
    return np.fromiter(found, dtype=np.int64, count=len(reports))


def _grouped(values: NDArray[Any], at: NDArray[np.int64], size: int) -> Figures:
    """The rows of `values` added up by the place that `at` names for each."""
    made = np.zeros((size, values.shape[1]), dtype=np.int64)
    if len(at):
        order = np.argsort(at, kind="stable")
        there, first = np.unique(at[order], return_index=True)
        made[there] = np.add.reduceat(values[order], first, axis=0, dtype=np.int64)
    return made


def _upwards(
    tree: _Tree, weigh: Callable[[int], Any], *, keep_tops: bool
) -> tuple[Figures, Figures, Figures, Figures, Figures]:
    """
    Carry sums from the deepest level to the top: (sums, counts, expected, reported, nils).

    `weigh` gives what counts for a place instead of the sum from below, or nothing. With `keep_tops` the rows
    at the top stay as they were, but for what is expected.
    """
    kept = [each.copy() for each in (tree.sums, tree.counts, tree.reported, tree.nils)]
    for level in tree.levels():
        for place in level:
            if found := weigh(int(place)):
                tree.sums[place], tree.counts[place] = found
        up = level[tree.above[level] >= 0]
        for each in (tree.sums, tree.counts, tree.expected, tree.reported, tree.nils):
            np.add.at(each, tree.above[up], each[up])
    if keep_tops:
        tops = tree.above < 0
        for each, before in zip((tree.sums, tree.counts, tree.reported, tree.nils), kept, strict=True):
            each[tops] = before[tops]
    return tree.sums, tree.counts, tree.expected, tree.reported, tree.nils
