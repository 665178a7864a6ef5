"""
The one place where figures enter the totals of the units above, and leave them again.

Rows of totals are taken from the deepest up to the top, after the report and its duty and before the journal;
so two reports never wait for each other in a ring.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, reduce
from operator import or_
from typing import Final

import numpy as np
from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _

from giaoban.foundation.prepared import Prepared
from giaoban.foundation.verdict import Refused
from giaoban.reports.figures import Figures, empty, known, zeroed
from giaoban.reports.figures.combining import combine
from giaoban.reports.forming import Definition
from giaoban.reports.models import FormVersion, Period, Report, Revision, Total
from giaoban.reports.reads.tops import add, leaves_top_open
from giaoban.reports.vocabulary import PeriodKind


@dataclass(frozen=True, slots=True)
class Change:
    """What one report brings to the totals: more or less of each figure, and of those who reported."""

    old: Figures
    new: Figures
    reported: int
    nils: int

    @property
    def sums(self) -> Figures:
        """How much each sum grows."""
        return zeroed(self.new) - zeroed(self.old)

    @property
    def counts(self) -> Figures:
        """By how many reports each count grows."""
        return known(self.new).astype(np.int64) - known(self.old).astype(np.int64)


def count(report: Report, revision: Revision | None) -> None:
    """
    Let the figures of `revision` stand in the totals instead of those counted so far; None: none of them.

    `report` is locked with its period and form loaded; its `counted` is set here and saved by the caller.
    """
    before, report.counted = report.counted, revision
    if before == revision:
        return
    definition = definition_of(report.period)
    change = _change(before, revision, definition.width)
    if connection.vendor == "postgresql" and leaves_top_open(report.period):
        _add_in_place(report, change)
    elif definition.is_plain and report.period.kind != PeriodKind.PLAN:
        _add(report, change)
    else:
        _combine(report, change, definition)


def form_of(period: Period) -> FormVersion:
    """The form with which the period was opened. Raises `Refused` before that."""
    if period.form is None:
        raise Refused(_("The period is not open yet."))
    return period.form


def definition_of(period: Period) -> Definition:
    """What that form asks."""
    return form_of(period).definition


def _change(before: Revision | None, after: Revision | None, width: int) -> Change:
    return Change(
        old=before.row(width) if before else empty(width),
        new=after.row(width) if after else empty(width),
        reported=(after is not None) - (before is not None),
        nils=bool(after and after.is_nil) - bool(before and before.is_nil),
    )


def chain(report: Report) -> list[Total]:
    """
    The rows of the report's own unit, where it has one, and of all above it, locked; the deepest first.

    The row of a unit is made after those above it, so that falling keys lead upwards.
    """
    units = units_upwards(report)
    places = {f"unit_{number}": unit for number, unit in enumerate(units)}
    found = _chain_of(len(units))(period=report.period_id, **places)
    return sorted(found, key=lambda total: units.index(total.unit_id))


@cache
def _chain_of(_length: int) -> Prepared[Total]:
    """The rows of so many units in one period."""
    rows = Total.objects.select_for_update(of=("self",), no_key=True).order_by("-pk")
    return Prepared(
        lambda period, **units: rows.filter(
            reduce(or_, (Q(unit=unit) for unit in units.values())), period=period
        )
    )


def units_upwards(report: Report) -> list[int]:
    """Keys of the report's unit and of all that stood above it, from below to the top."""
    return [int(key) for key in reversed(report.path.strip("/").split("/"))]


def _add(report: Report, change: Change) -> None:
    """Every total is the sum of what the units below report; a unit's own row takes none of its figures."""
    rows = chain(report)
    adds = bool(rows) and rows[0].unit_id != report.unit_id
    for total in rows:
        if adds:
            total.sums = _added(total.sums, change.sums)
            total.counts = _added(total.counts, change.counts)
        _step(total, change)
    _save(rows)


def _add_in_place(report: Report, change: Change) -> None:
    """The same by one statement; the top row is left to those who read it while the period is open."""
    facts = [
        report.period_id,
        report.unit_id,
        units_upwards(report),
        change.sums.tolist(),
        change.counts.tolist(),
        change.reported,
        change.nils,
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT reports_count(%s, %s, %s::bigint[], %s::bigint[], %s::bigint[], %s, %s)", facts
        )


def _combine(report: Report, change: Change, definition: Definition) -> None:
    """By the rule of each indicator, level by level: what a unit above is given is what the one below got."""
    rows = chain(report)
    own = _own_figures(report, rows, definition.width)
    targets = report.period.kind == PeriodKind.PLAN
    sums, counts = change.sums, change.counts
    for total in rows:
        is_own = total.unit_id == report.unit_id
        kept = (total.sums, total.counts)
        below = kept if total.below_sums is None else (total.below_sums, total.below_counts)
        if not is_own:
            below = _added(below[0], sums), _added(below[1], counts)
        found = combine(definition, own.get(total.unit_id), *below, targets=targets)
        if is_own or total.below_sums is not None:  # else nothing of its own counts, and both are the same
            total.below_sums, total.below_counts = below
        sums, counts = found[0] - _wide(kept[0], found[0]), found[1] - _wide(kept[1], found[1])
        total.sums, total.counts = found
        _step(total, change)
    _save(rows)


def _save(rows: list[Total]) -> None:
    """Keep what was counted in `rows`; one statement for all, as many times."""
    table = Total._meta.db_table
    names = ", ".join(f"{name} = %s" for name in _COUNTED)
    fields = [field for name in _COUNTED for field in Total._meta.concrete_fields if field.name == name]
    values = [
        [*(field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields), row.pk]
        for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {table} SET {names} WHERE id = %s", values)  # noqa: S608  # our own names


_COUNTED: Final = ("sums", "counts", "below_sums", "below_counts", "reported", "nils")


def _own_figures(report: Report, rows: list[Total], width: int) -> dict[int, Figures]:
    """What the units of the locked `rows` report themselves, by unit; the report's own as it will be."""
    units = [total.unit_id for total in rows if total.unit_id != report.unit_id]
    own = Report.objects.filter(period=report.period_id, unit__in=units, counted__isnull=False)
    found = {each.unit_id: each.counted for each in own.select_related("counted")}
    found[report.unit_id] = report.counted
    return {unit: revision.row(width) for unit, revision in found.items() if revision is not None}


def _step(total: Total, change: Change) -> None:
    total.reported += change.reported
    total.nils += change.nils


def _wide(figures: Figures, like: Figures) -> Figures:
    if len(figures) >= len(like):
        return figures
    return np.concatenate([figures, np.zeros(len(like) - len(figures), dtype=np.int64)])


def _added(one: Figures, other: Figures) -> Figures:
    return _wide(one, other) + _wide(other, one)


def write_tops(period: Period) -> None:
    """
    Write the top rows that were left to readers while `period` was open; it is being closed.

    Reports on their way wait for the rows below or are waited for; whichever comes later counts in the top.
    """
    if not leaves_top_open(period):
        return
    rows = Total.objects.select_for_update(of=("self",), no_key=True).filter(period=period).order_by("pk")
    below = list(rows.filter(above__isnull=False, above__in=_tops(period)))
    for top in rows.filter(above__isnull=True):
        for row in below:
            if row.above_id == top.unit_id:
                add(top, row)
        top.save(update_fields=["sums", "counts", "reported", "nils"])


def _tops(period: Period) -> list[int]:
    return list(Total.objects.filter(period=period, above__isnull=True).values_list("unit_id", flat=True))
