"""
Days that repeat, by rules of RFC 5545: FREQ, INTERVAL, BYDAY, BYMONTH, BYMONTHDAY, UNTIL.

Where a rule names no day, offices report by the last one: of the week Friday, of the month, quarter or year
its last day. A day that a month does not have is its last day. Months are counted in the year, so every
three months means the ends of quarters.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

_DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_QUARTER_ENDS: Final = frozenset({3, 6, 9, 12})
_ROMAN: Final = ("I", "II", "III", "IV")
_LOOK_AHEAD_DAYS: Final = 800  # the longest gap between two days of a yearly rule, with room


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule taken apart; empty tuples where the rule leaves the choice open."""

    freq: str
    interval: int
    weekdays: tuple[int, ...]
    months: tuple[int, ...]
    month_days: tuple[int, ...]
    until: date | None

    @property
    def is_quarterly(self) -> bool:
        """Whether it falls once in each quarter."""
        return set(self.months) == _QUARTER_ENDS or (self.interval == 3 and not self.months)


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


def next_on(text: str, *, after: date, first: date | None = None) -> date | None:
    """
    The first day of the rule strictly after `after`; None when the rule has ended.

    `first` is a day on which it fell before: every second week is counted from there. Without it the first
    comes a whole interval of weeks after `after`. Raises ValueError for a rule that cannot be read.

    >>> next_on("FREQ=MONTHLY;BYMONTHDAY=25", after=date(2025, 6, 12))
    datetime.date(2025, 6, 25)
    """
    rule = parse_rule(text)
    start = after
    if rule.freq == "WEEKLY" and rule.interval > 1 and first is None:
        start += timedelta(weeks=rule.interval - 1)
    for days in range(1, _LOOK_AHEAD_DAYS):
        day = start + timedelta(days=days)
        if rule.until and day > rule.until:
            return None
        if _falls(rule, day) and _in_turn(rule, day, first):
            return day
    return None


def days_after(text: str, *, after: date, first: date | None, up_to: date) -> Iterator[date]:
    """The days of the rule after `after` up to and with `up_to`, in order; see `next_on`."""
    day = next_on(text, after=after, first=first)
    while day is not None and day <= up_to:
        yield day
        first = first or day
        day = next_on(text, after=day, first=first)


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


def _in_turn(rule: Rule, day: date, first: date | None) -> bool:
    """Whether the week, or the day, of `day` is one in `interval` counted from `first`."""
    if first is None or rule.interval == 1:
        return True
    if rule.freq == "DAILY":
        return (day - first).days % rule.interval == 0
    if rule.freq == "WEEKLY":
        monday, first_monday = (each - timedelta(days=each.weekday()) for each in (day, first))
        return (monday - first_monday).days // 7 % rule.interval == 0
    return True


def period_words(text: str, falls_on: date) -> str:
    """
    The period that a day of the rule belongs to: "tháng 6/2025", "quý II/2025", "tuần 24/2025".

    In Vietnamese always: it is kept with the work. A rule with several days in a period names the day.
    """
    day = f"{falls_on:%d/%m/%Y}"
    try:
        rule = parse_rule(text)
    except (ValueError, IndexError):
        return day
    if rule.freq == "DAILY" or len(rule.weekdays) > 1 or len(rule.month_days) > 1:
        return f"ngày {day}"
    if rule.freq == "WEEKLY":
        year, week, _weekday = falls_on.isocalendar()
        return f"tuần {week:02d}/{year}"
    if rule.freq == "YEARLY" and len(rule.months) < 2:
        return f"năm {falls_on.year}"
    if rule.is_quarterly:
        return f"quý {_ROMAN[(falls_on.month - 1) // 3]}/{falls_on.year}"
    if rule.freq == "MONTHLY" and rule.interval == 6 and not rule.months:
        return f"{'6 tháng đầu năm' if falls_on.month <= 6 else '6 tháng cuối năm'} {falls_on.year}"
    return f"tháng {falls_on.month}/{falls_on.year}"
