"""
The working-day calendar of Vietnamese offices, without Django: a pure function of dated data.

>>> from datetime import date
>>> seeded_calendar().add_working_days(date(2026, 2, 13), 5)
datetime.date(2026, 2, 27)
"""

from giaoban.workdays.counting.limits import Break, Reckoning, Skipped, Unit
from giaoban.workdays.counting.local import COUNTRY, Calendars
from giaoban.workdays.counting.lunar import LunarDate, lunar_to_solar, solar_to_lunar, tet
from giaoban.workdays.counting.periods import Period, data_of
from giaoban.workdays.counting.special import (
    DayKind,
    SpecialDay,
    Standing,
    assumed_days,
    is_weekend,
    seeded_days,
)
from giaoban.workdays.counting.working import Calendar, seeded_calendar

__all__ = [
    "COUNTRY",
    "Break",
    "Calendar",
    "Calendars",
    "DayKind",
    "LunarDate",
    "Period",
    "Reckoning",
    "Skipped",
    "SpecialDay",
    "Standing",
    "Unit",
    "assumed_days",
    "data_of",
    "is_weekend",
    "lunar_to_solar",
    "seeded_calendar",
    "seeded_days",
    "solar_to_lunar",
    "tet",
]
