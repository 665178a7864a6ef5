"""How a counted deadline came about, in words."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.workdays.counting import Calendar
from giaoban.workdays.reads import reckoning_words

_COUNTED: Final = re.compile(r"(\d{4}-\d\d-\d\d) \+ (\d+) (working days|days|weeks|months|hours)")
_IN_WEEK: Final = re.compile(r"(\d{4}-\d\d-\d\d) \+ week")
_BEFORE: Final = re.compile(r"last working day before (\d{4}-\d\d-\d\d)")


def reckoned(reckoning: str, calendar: Calendar) -> str:
    """
    How a counted deadline came about, in words; "" when it is simply written in the paper.

    `reckoning` is what the reader of papers gives: "2025-08-26 + 5 working days". What has no words here is
    not shown.
    """
    counted, in_week, before = (form.search(reckoning) for form in (_COUNTED, _IN_WEEK, _BEFORE))
    if counted:
        return _counted(date.fromisoformat(counted[1]), int(counted[2]), counted[3], calendar)
    if in_week:
        return _("counted by weeks from the date of issue, %(day)s") % {"day": _day(in_week[1])}
    if before:
        return _("the last working day before %(day)s") % {"day": _day(before[1])}
    return _("converted from the lunar calendar") if reckoning == "lunar" else ""


def recounted(reckoning: str, calendar: Calendar) -> date | None:
    """
    The deadline counted again by the calendar in force, when it hangs on working days; else None.

    The reader of papers counts by the calendar that is shipped; the administrator's days lie over it.
    """
    counted, before = _COUNTED.search(reckoning), _BEFORE.search(reckoning)
    if counted and counted[3] == "working days":
        return calendar.add_working_days(date.fromisoformat(counted[1]), int(counted[2]))
    return calendar.last_working_day_before(date.fromisoformat(before[1])) if before else None


def _counted(start: date, count: int, unit: str, calendar: Calendar) -> str:
    if unit == "working days":
        return reckoning_words(calendar.reckon_working_days(start, count))
    words = {
        "days": ngettext("%(count)d day from %(start)s", "%(count)d days from %(start)s", count),
        "weeks": ngettext("%(count)d week from %(start)s", "%(count)d weeks from %(start)s", count),
        "months": ngettext("%(count)d month from %(start)s", "%(count)d months from %(start)s", count),
        "hours": ngettext("%(count)d hour from %(start)s", "%(count)d hours from %(start)s", count),
    }[unit]
    return words % {"count": count, "start": f"{start:%d/%m/%Y}"}


def _day(iso: str) -> str:
    return f"{date.fromisoformat(iso):%d/%m/%Y}"
