"""The reports behind a consolidated report: their rows, how each stands, which were not sent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from giaoban.reports.models import Period, Report
from giaoban.reports.reads.coming import coming
from giaoban.reports.vocabulary import ReportState
from giaoban.units.models import Unit
from giaoban.units.reads.then import UnitThen

MOST_UNSENT: Final = 2_000
"""Units that have not sent are named up to this number; how many more there are is said."""
Content = dict[str, Any]
_COLUMNS: Final = (
    "code", "unit_id", "above_id", "path", "state", "due_on", "sent_on", "is_nil", "duty__due_on",
    "latest__number",
)  # fmt: skip


def reports_of(unit: Unit, periods: Sequence[Period]) -> list[dict[str, Any]]:
    """The reports at and below a unit, by the names of the units and in order of time."""
    rows = Report.objects.filter(period__in=periods, path__contains=f"/{unit.pk}/")
    return list(rows.order_by("unit__sort_key", "unit", "period__ends_on", "pk").values(*_COLUMNS))


def direct_of(reports: Sequence[dict[str, Any]], unit: Unit) -> Iterable[dict[str, Any]]:
    """Reports of the highest units below `unit` that report themselves."""
    there = {row["unit_id"] for row in reports} - {unit.pk}
    return (row for row in reports if row["unit_id"] != unit.pk and row["above_id"] not in there)


def standing_of(row: dict[str, Any], day: date) -> Content:
    """How a report stands on a day, by the deadline in force."""
    due_on = row["duty__due_on"] or row["due_on"]
    stands = coming(row["state"], due_on, row["sent_on"], is_nil=row["is_nil"], on=day)
    return {
        "came": stands.came,
        "due_on": due_on.isoformat() if due_on else None,
        "sent_on": row["sent_on"].isoformat() if row["sent_on"] else None,
        "late_days": stands.late_days,
    }


def unsent_of(
    reports: Sequence[dict[str, Any]], periods: Sequence[Period], names: dict[int, UnitThen], day: date
) -> Content:
    """Reports that are with their units: of a span, each unit once with how many it lacks."""
    waiting = [r for r in reports if r["state"] in {ReportState.WAITING, ReportState.RETURNED}]
    last: dict[int, dict[str, Any]] = {row["unit_id"]: row for row in waiting}
    lacks: dict[int, int] = {}
    for row in waiting:
        lacks[row["unit_id"]] = lacks.get(row["unit_id"], 0) + 1
    named = list(last.values())[:MOST_UNSENT]
    rows = [
        {
            "code": names[row["unit_id"]].code,
            "name": names[row["unit_id"]].name,
            "above": _above(names, row["unit_id"]),
            "lacks": lacks[row["unit_id"]],
            **standing_of(row, day),
        }
        for row in named
    ]
    return {"unsent": rows, "unsent_more": len(last) - len(named), "is_span": len(periods) > 1}


def _above(names: dict[int, UnitThen], key: int) -> str:
    parent = names.get(names[key].parent_id or 0)
    return parent.name if parent else ""
