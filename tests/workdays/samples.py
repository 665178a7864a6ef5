"""Sample acts of the calendar, for tests/test_journal_of_acts.py."""

from __future__ import annotations

from datetime import date
from functools import partial

from giaoban.workdays.actions import remove_day, set_day
from giaoban.workdays.counting import DayKind
from tests import make

DAY = date(2025, 6, 20)


def setting(cast):
    """A day off of the province's own."""
    return partial(set_day, DAY, kind=DayKind.OFF, reason="Nghỉ bù", actor=cast.administrator, at=make.NOON)


def removing(cast):
    """That day off is taken back."""
    setting(cast)()
    return partial(remove_day, DAY, actor=cast.administrator, at=make.NOON)


SAMPLES = {"workdays.actions.set_day": setting, "workdays.actions.remove_day": removing}
