"""When a letter may go out, and how many: pure functions of local time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from giaoban.duties.models.reminders import MOST_A_DAY
from giaoban.workdays.counting import Calendar

DIGEST_AT: Final = time(7, 30)
"""The hour of the digest for who chose none."""


@dataclass(frozen=True, slots=True)
class Hours:
    """Quiet from the full hour `quiet_from` to the full hour `quiet_to`, and on days off if so chosen."""

    quiet_from: int = 18
    quiet_to: int = 7
    rest_days_quiet: bool = True


def is_open(local: datetime, hours: Hours, calendar: Calendar) -> bool:
    """Whether letters go out at the moment `local`."""
    if hours.rest_days_quiet and not calendar.is_working(local.date()):
        return False
    return hours.quiet_to <= local.hour < hours.quiet_from


def next_open(local: datetime, hours: Hours, calendar: Calendar) -> datetime:
    """`local` itself when letters go out then, else the first open moment after it."""
    if is_open(local, hours, calendar):
        return local
    day = local.replace(hour=hours.quiet_to, minute=0, second=0, microsecond=0)
    while day < local or not is_open(day, hours, calendar):
        day += timedelta(days=1)
    return day


def digest_is_owed(local: datetime, digest_at: time, waiting_since: Iterable[datetime]) -> bool:
    """
    Whether something has waited since before the person's last hour of the digest.

    After quiet hours or a stop of the worker this is true at once: the digest goes in the next open hour.
    """
    last = local.replace(hour=digest_at.hour, minute=digest_at.minute, second=0, microsecond=0)
    if last > local:
        last -= timedelta(days=1)
    return any(since <= last for since in waiting_since)


def letters_left(sent_today: int, *, digest_sent: bool, wants_digest: bool) -> int:
    """How many letters may still go at once today; one place is kept for the digest until it has gone."""
    kept = 1 if wants_digest and not digest_sent else 0
    return max(0, MOST_A_DAY - kept - sent_today)
