"""
The figures of a day, counted one by one over the model's works; their names are those of a frozen sheet.

The groups are those of report 1270/BC-TCTTTg of the Prime Minister's task force.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from tests.year.model import Model, Work

SOON = 7
AGES = ((30, "1_30"), (90, "31_90"), (180, "91_180"), (10_000, "181"))
PARTS = ("lead", "coordinating")


def stands(work: Work, due: date | None, day: date) -> str:
    """How the work stands at the end of the day by one of its two deadlines."""
    if work.state == "stopped":
        return "stopped"
    if work.state == "accepted":
        assert work.handed_in
        return "done_late" if due and work.handed_in > due else "done_on_time"
    if due is None:
        return "no_deadline"
    if work.state == "submitted" or (due - day).days > SOON:
        return "running"
    return "overdue" if due < day else "due_soon"


def with_age(work: Work, due: date | None, day: date) -> str:
    word = stands(work, due, day)
    if word != "overdue" or due is None:
        return word
    return f"overdue_{next(name for most, name in AGES if (day - due).days <= most)}"


def keys_of(work: Work) -> dict[str, str]:
    half = 1 if work.asked_on.month <= 6 else 2
    return {
        "unit": str(work.unit),
        "field": str(work.area) if work.area else "",
        "source": work.source,
        "month": f"{work.due:%Y-%m}" if work.due else "",
        "asked": f"{work.asked_on.year}-{half}",
    }


def figures(model: Model, day: date) -> dict[str, Any]:
    """Every number of the day; call it when the day has ended and before anything of the next happens."""
    tables: dict[str, Any] = {role: defaultdict(lambda: defaultdict(dict)) for role in PARTS}
    unit_month: dict[str, Any] = defaultdict(lambda: defaultdict(dict))
    overdue, waiting = [], 0
    for work in model.works:
        if work.role not in PARTS:
            continue
        now, first = with_age(work, work.due, day), with_age(work, work.first_due, day)
        words = f"{now} {first}{' extended' if work.put_off else ''}"
        keys = keys_of(work)
        for by, key in keys.items():
            _add(tables[work.role][by][key], words)
        waiting += work.state == "submitted"
        if work.role == "lead":
            _add(unit_month[keys["unit"]][keys["month"]], stands(work, work.due, day))
            if now.startswith("overdue"):
                overdue.append((work.due, work.pk))
    return {
        **{role: _plain(tables[role]) for role in PARTS},
        "unit_month": _plain(unit_month),
        "waiting": waiting,
        "longest": [pk for _due, pk in sorted(overdue)[:10]],
    }


def _add(counts: dict[str, int], word: str) -> None:
    counts[word] = counts.get(word, 0) + 1


def _plain(tables: Any) -> Any:
    return {key: _plain(value) for key, value in tables.items()} if isinstance(tables, dict) else tables
