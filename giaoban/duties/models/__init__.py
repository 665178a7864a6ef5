"""The duty: one unit, one deliverable, one deadline, one outcome."""

from giaoban.duties.models.deadline import Deadline, Extension
from giaoban.duties.models.duty import Duty, DutyQuerySet, Standing
from giaoban.duties.models.feed import Feed
from giaoban.duties.models.limit import CalendarChange, Limit
from giaoban.duties.models.reminders import (
    Letter,
    MailWish,
    Notice,
    Reminder,
    ReminderClock,
    ReminderSteps,
)
from giaoban.duties.models.sheet import Sheet, SheetClock
from giaoban.duties.models.work import Evidence, Progress, Submission

__all__ = [
    "CalendarChange",
    "Deadline",
    "Duty",
    "DutyQuerySet",
    "Evidence",
    "Extension",
    "Feed",
    "Letter",
    "Limit",
    "MailWish",
    "Notice",
    "Progress",
    "Reminder",
    "ReminderClock",
    "ReminderSteps",
    "Sheet",
    "SheetClock",
    "Standing",
    "Submission",
]
