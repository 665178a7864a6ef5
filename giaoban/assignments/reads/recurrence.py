"""Repeated deadlines: the rule and its periods in words."""

from __future__ import annotations

from calendar import monthrange

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from giaoban.workdays.counting.rules import Rule, next_on, parse_rule

__all__ = ["next_on", "parse_rule", "rule_words"]


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
    quarterly = rule.is_quarterly
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
