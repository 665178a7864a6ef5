"""Sample acts of the calendar, for tests/test_journal_of_acts.py."""

from __future__ import annotations

from datetime import date
from functools import partial

from giaoban.workdays.actions import confirm_year, remove_day, set_day
from giaoban.workdays.counting import DayKind, seeded_calendar
from tests import make

DAY = date(2025, 6, 20)


def setting(cast):
    """A day off of the province's own."""
    return partial(set_day, DAY, kind=DayKind.OFF, reason="Nghỉ bù", actor=cast.administrator, at=make.NOON)


def removing(cast):
    """That day off is taken back."""
    setting(cast)()
    return partial(remove_day, DAY, actor=cast.administrator, at=make.NOON)


def confirming(cast):
    """The days of 2027 are confirmed as they are proposed."""
    days = seeded_calendar().special_days(2027)
    return partial(confirm_year, 2027, days=days, source="9/TB-BNV", actor=cast.administrator, at=make.NOON)


SAMPLES = {
    "workdays.actions.set_day": setting,
    "workdays.actions.remove_day": removing,
    "workdays.actions.confirm_year": confirming,
}
NO_ENTRY = {"workdays.actions.lock_calendar": "part of the acts above, which leave the entries"}
