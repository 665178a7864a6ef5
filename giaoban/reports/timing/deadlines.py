"""Until when a report is to be sent: by kind of unit, in working days after the cut-off."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from typing import Any

from giaoban.workdays.counting import Calendar, Unit


def due_days(rules: Iterable[dict[str, Any]], ends_on: date, calendar: Calendar) -> dict[str, date]:
    """
    The deadline of each kind of unit, "" for all that no rule names; empty without rules.

    `rules` are those of `Regime.deadlines`. At least one working day lies between cut-off and deadline
    (Decree 09/2019/NĐ-CP, article 8.5); a day of the month that is not after the cut-off is meant in the
    month after; one on which offices are closed moves on to the next on which they work.
    """
    found: dict[str, date] = {}
    for rule in rules:
        due = _due(rule, ends_on, calendar)
        for kind in rule["kinds"] or [""]:
            found.setdefault(kind, due)
    return found


def _due(rule: dict[str, Any], ends_on: date, calendar: Calendar) -> date:
    soonest = calendar.add_working_days(ends_on, 1)
    if "day" not in rule:
        return max(soonest, calendar.end_of(Unit(rule["unit"]), ends_on, rule["amount"]))
    due = _day_of_month(ends_on.year, ends_on.month, rule["day"])
    if due <= ends_on:
        year, month = (ends_on.year + 1, 1) if ends_on.month == 12 else (ends_on.year, ends_on.month + 1)
        due = _day_of_month(year, month, rule["day"])
    return max(soonest, calendar.next_working_day(due))


def _day_of_month(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))
