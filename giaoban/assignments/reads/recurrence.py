"""
Repeated deadlines: when the next falls, and the rule in words.

The rules are those of RFC 5545 that the reader of papers and the screen give: FREQ, INTERVAL, BYDAY,
BYMONTH, BYMONTHDAY, UNTIL. Where a rule names no day, offices report by the last one: of the week Friday,
of the month, quarter or year its last day.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

_DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LOOK_AHEAD_DAYS: Final = 800  # the longest gap between two days of a yearly rule, with room
_QUARTER_ENDS: Final = frozenset({3, 6, 9, 12})


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule taken apart; empty tuples where the rule leaves the choice open."""

    freq: str
    interval: int
    weekdays: tuple[int, ...]
    months: tuple[int, ...]
    month_days: tuple[int, ...]
    until: date | None


def parse_rule(text: str) -> Rule:
    """
    Take a rule apart: `parse_rule("FREQ=MONTHLY;BYMONTHDAY=25")`.

    Raises ValueError for anything else than the parts named in this module.
    """
    parts = dict(part.split("=", 1) for part in text.upper().split(";") if part and "=" in part)
    unknown = set(parts) - {"FREQ", "INTERVAL", "BYDAY", "BYMONTH", "BYMONTHDAY", "UNTIL"}
    if unknown or parts.get("FREQ") not in {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}:
        raise ValueError(f"{text!r} is not a rule of this program")
    until = parts.get("UNTIL", "")[:8]
    rule = Rule(
        freq=parts["FREQ"],
        interval=int(parts.get("INTERVAL", "1")),
        weekdays=tuple(_DAYS.index(day) for day in parts.get("BYDAY", "").split(",") if day),
        months=_numbers(parts.get("BYMONTH", "")),
        month_days=_numbers(parts.get("BYMONTHDAY", "")),
        until=date(int(until[:4]), int(until[4:6]), int(until[6:])) if until else None,
    )
    in_range = all(1 <= month <= 12 for month in rule.months) and all(
        day and -31 <= day <= 31 for day in rule.month_days
    )
    if rule.interval < 1 or not in_range:
        raise ValueError(f"{text!r} has a number out of range")
    return rule


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(",") if part)


def next_on(text: str, *, after: date) -> date | None:
    """
    The first day of the rule strictly after `after`; None when the rule has ended.

    A day that a month does not have is its last day. Raises ValueError for a rule that cannot be read.

    >>> next_on("FREQ=MONTHLY;BYMONTHDAY=25", after=date(2025, 6, 12))
    datetime.date(2025, 6, 25)
    """
    rule = parse_rule(text)
    if rule.freq == "WEEKLY" and rule.interval > 1:
        after += timedelta(weeks=rule.interval - 1)
    for days in range(1, _LOOK_AHEAD_DAYS):
        day = after + timedelta(days=days)
        if rule.until and day > rule.until:
            return None
        if _falls(rule, day):
            return day
    return None


def _falls(rule: Rule, day: date) -> bool:
    if rule.freq == "DAILY":
        return True
    if rule.freq == "WEEKLY":
        return day.weekday() in (rule.weekdays or (4,))
    if rule.months:
        in_month = day.month in rule.months
    elif rule.freq == "YEARLY":
        in_month = day.month == 12
    else:
        in_month = day.month % min(rule.interval, 12) == 0
    length = monthrange(day.year, day.month)[1]
    wanted = {min(n, length) if n > 0 else max(1, length + 1 + n) for n in rule.month_days or (-1,)}
    return in_month and day.day in wanted


def rule_words(text: str) -> str:
    """The rule as a clerk says it; the rule itself when it cannot be read, "" for none."""
    if not text:
        return ""
    try:
        rule = parse_rule(text)
    except (ValueError, IndexError):
        return text
    words = _words(rule)
    if rule.until:
        return _("%(rule)s, until %(day)s") % {"rule": words, "day": f"{rule.until:%d/%m/%Y}"}
    return words


def _words(rule: Rule) -> str:
    if rule.freq == "DAILY":
        return _("every day")
    if rule.freq == "WEEKLY":
        days = ", ".join(_weekday(day) for day in rule.weekdays or (4,))
        if rule.interval == 1:
            return _("%(days)s every week") % {"days": days}
        return _("%(days)s every %(count)d weeks") % {"days": days, "count": rule.interval}
    days = ", ".join(str(day) for day in rule.month_days if day > 0)
    if rule.freq == "YEARLY":
        return _("every year on %(dates)s") % {"dates": _dates(rule)}
    quarterly = set(rule.months) == _QUARTER_ENDS or (rule.interval == 3 and not rule.months)
    if quarterly and days:
        return _("day %(days)s of the last month of each quarter") % {"days": days}
    if quarterly:
        return _("every quarter, by its last day")
    if rule.months:
        return _("every year on %(dates)s") % {"dates": _dates(rule)}
    if rule.interval == 6:
        return _("every half year, by its last day")
    if rule.interval > 1:
        return _("every %(count)d months, by the last day") % {"count": rule.interval}
    return _("day %(days)s of every month") % {"days": days} if days else _("every month, by its last day")


def _weekday(day: int) -> str:
    names = {
        0: pgettext("weekday", "Monday"),
        1: pgettext("weekday", "Tuesday"),
        2: pgettext("weekday", "Wednesday"),
        3: pgettext("weekday", "Thursday"),
        4: pgettext("weekday", "Friday"),
        5: pgettext("weekday", "Saturday"),
        6: pgettext("weekday", "Sunday"),
    }
    return names[day]


def _dates(rule: Rule) -> str:
    months = rule.months or (12,)
    return ", ".join(
        f"{day if day > 0 else monthrange(2025, month)[1]:02d}/{month:02d}"
        for month in months
        for day in rule.month_days or (-1,)
    )
