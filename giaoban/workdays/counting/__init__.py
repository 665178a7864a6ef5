"""
The working-day calendar of Vietnamese offices, without Django: a pure function of dated data.

>>> from datetime import date
>>> seeded_calendar().add_working_days(date(2026, 2, 13), 5)
datetime.date(2026, 2, 27)
"""

from giaoban.workdays.counting.lunar import LunarDate, lunar_to_solar, solar_to_lunar, tet
from giaoban.workdays.counting.special import (
    DayKind,
    SpecialDay,
    Standing,
    assumed_days,
    is_weekend,
    seeded_days,
)
from giaoban.workdays.counting.working import Break, Calendar, Reckoning, Skipped, Unit, seeded_calendar

__all__ = [
    "Break",
    "Calendar",
    "DayKind",
    "LunarDate",
    "Reckoning",
    "Skipped",
    "SpecialDay",
    "Standing",
    "Unit",
    "assumed_days",
    "is_weekend",
    "lunar_to_solar",
    "seeded_calendar",
    "seeded_days",
    "solar_to_lunar",
    "tet",
]
