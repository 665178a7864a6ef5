"""How a reckoned deadline came about, in words."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.duties.models import Duty, Limit
from giaoban.duties.vocabulary import CountedFrom, LimitUnit
from giaoban.workdays.counting import Calendar
from giaoban.workdays.counting import Unit as Measure
from giaoban.workdays.reads import reckoning_words, unconfirmed_words


def limit_of(duty: Duty) -> Limit | None:
    """How the deadline of `duty` is reckoned; None when it was given as a date. One query."""
    return Limit.objects.filter(duty=duty).first()


def limit_words(limit: Limit, calendar: Calendar) -> str:
    """
    The reckoning in words: "5 ngày làm việc kể từ 13/02/2026, nghỉ Tết 16–20/02 → 27/02/2026".

    Before the start is known: how long and from what. `calendar` is that of the unit which holds the work.
    """
    if limit.start_on is None:
        return _waiting(limit)
    start = start_of(limit.start_on, limit.start_at)
    if limit.counted_from == CountedFrom.PERIOD:
        return _of_period(limit, calendar)
    return reckoning_words(calendar.reckon(Measure(limit.unit), start, limit.amount))


def start_of(start_on: date, start_at: datetime | None) -> date | datetime:
    """From where a limit is counted: the local moment when it is known, else the day."""
    return start_on if start_at is None else timezone.localtime(start_at)


def _of_period(limit: Limit, calendar: Calendar) -> str:
    """A day of a rule: what moved it, if anything did."""
    assert limit.start_on is not None  # noqa: S101 -- asked before
    told = calendar.reckon(Measure.DAYS, limit.start_on, 0)
    words = ""
    if told.end != limit.start_on:
        words = _("%(day)s is a rest day") % {"day": f"{limit.start_on:%d/%m/%Y}"}
        words += f" → {told.end:%d/%m/%Y}"
    return f"{words} {unconfirmed_words(told.unconfirmed)}".strip()


def _waiting(limit: Limit) -> str:
    facts = {"length": length_words(limit.amount, limit.unit), "event": limit.event}
    if limit.counted_from == CountedFrom.RECEIPT:
        return _("%(length)s from receipt; fixed when the unit receives the work") % facts
    if limit.event:
        return _("%(length)s from: %(event)s; fixed when that day is known") % facts
    return _("%(length)s from a day that is not known yet") % facts


def length_words(amount: int, unit: str) -> str:
    """A length as "5 ngày làm việc"."""
    words = {
        LimitUnit.HOURS: ngettext("%(count)s hour", "%(count)s hours", amount),
        LimitUnit.WORKING_DAYS: ngettext("%(count)s working day", "%(count)s working days", amount),
        LimitUnit.DAYS: ngettext("%(count)s day", "%(count)s days", amount),
        LimitUnit.WEEKS: ngettext("%(count)s week", "%(count)s weeks", amount),
        LimitUnit.MONTHS: ngettext("%(count)s month", "%(count)s months", amount),
    }[LimitUnit(unit)]
    return words % {"count": amount}
