"""The top row of an open period, which PostgreSQL leaves to those who read it."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from django.db import connection
from django.db.models import Q, QuerySet

from giaoban.reports.models import Period, Total
from giaoban.reports.vocabulary import PeriodKind, PeriodState


def leaves_top_open(period: Period) -> bool:
    """
    Whether the top row of `period` (with its form loaded) lacks what the rows directly below it hold.

    Every report would have to wait for that one row. Where one writer works at a time, where a unit's
    figures are weighed against those below it, and once the period is closed, it is kept whole.
    """
    if connection.vendor != "postgresql" or period.kind == PeriodKind.PLAN:
        return False
    if period.state == PeriodState.CLOSED or period.form is None:
        return False
    return period.form.definition.is_plain


def fill_tops(totals: Iterable[Total], periods: dict[int, Period]) -> None:
    """
    Give each top row of an open period what the rows directly below it hold as well; not saved. One query.

    `periods` are those of the rows, by key, with their forms.
    """
    open_ = {pk for pk, period in periods.items() if leaves_top_open(period)}
    tops: dict[tuple[int, int], Total] = {
        (t.period_id, t.unit_id): t for t in totals if t.above_id is None and t.period_id in open_
    }
    if not tops:
        return
    found = list(with_those_below(*zip(*tops, strict=True)))
    for row in found:
        if row.above_id is None and (top := tops.get((row.period_id, row.unit_id))) is not None:
            top.sums, top.counts, top.reported, top.nils = row.sums, row.counts, row.reported, row.nils
    for row in found:
        if row.above_id is not None and (top := tops.get((row.period_id, row.above_id))) is not None:
            add(top, row)


def with_those_below(periods: Iterable[int], units: Iterable[int]) -> QuerySet[Total]:
    """
    Top rows as they are now, and the rows directly below them that they lack: all at one moment.

    A period may be closed between two statements. Its top row is whole then; what is below it is left out.
    """
    tops = set(units)
    asked = Total.objects.filter(
        Q(above__in=tops) | Q(above__isnull=True, unit__in=tops), period__in=set(periods)
    )
    return asked.exclude(above__isnull=False, period__state=PeriodState.CLOSED)


def add(total: Total, row: Total) -> None:
    """Add what `row` holds to `total`; not saved. What both expect is known since the period was opened."""
    width = max(len(total.sums), len(row.sums))
    for name in ("sums", "counts"):
        made = np.zeros(width, dtype=np.int64)
        for each in (getattr(total, name), getattr(row, name)):
            made[: len(each)] += each
        setattr(total, name, made)
    total.reported += row.reported
    total.nils += row.nils
