"""How a counted deadline came about, in words."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from giaoban.assignments.reads.terms import reckoned_on, take_apart
from giaoban.duties.reads.limits import length_words
from giaoban.duties.vocabulary import LimitUnit
from giaoban.workdays.counting import Calendar, Unit
from giaoban.workdays.reads import reckoning_words

_IN_WEEK: Final = re.compile(r"(\d{4}-\d\d-\d\d) \+ week")
_BEFORE: Final = re.compile(r"last working day before (\d{4}-\d\d-\d\d)")


def reckoned(reckoning: str, calendar: Calendar) -> str:
    """
    How a counted deadline came about, in words; "" when it is simply written in the paper.

    `reckoning` is what the reader of papers gives: "2025-08-26 + 5 working days". What has no words here is
    not shown.
    """
    parts = take_apart(reckoning)
    if parts is not None:
        return _counted(*parts, calendar)
    in_week, before = (form.search(reckoning) for form in (_IN_WEEK, _BEFORE))
    if in_week:
        return _("counted by weeks from the date of issue, %(day)s") % {"day": _day(in_week[1])}
    if before:
        return _("the last working day before %(day)s") % {"day": _day(before[1])}
    return _("converted from the lunar calendar") if reckoning == "lunar" else ""


def recounted(reckoning: str, calendar: Calendar) -> date | None:
    """
    The deadline counted again by the calendar in force and the civil code; None when it is not a count.

    The reader of papers counts by the calendar that is shipped; the administrator's days lie over it.
    """
    before = _BEFORE.search(reckoning)
    if before:
        return calendar.last_working_day_before(date.fromisoformat(before[1]))
    return reckoned_on(reckoning, calendar)


def _counted(start: str, amount: int, unit: LimitUnit, calendar: Calendar) -> str:
    length = length_words(amount, unit)
    if start == "receipt":
        return _("%(length)s from receipt; fixed when the unit receives the work") % {"length": length}
    if start == "event":
        return _("%(length)s from an event; fixed when its day is known") % {"length": length}
    return reckoning_words(calendar.reckon(Unit(unit), date.fromisoformat(start), amount))


def _day(iso: str) -> str:
    return f"{date.fromisoformat(iso):%d/%m/%Y}"
