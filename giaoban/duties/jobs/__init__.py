"""What the worker does for this room: reminders, letters, forgetting in time."""

from datetime import date, datetime, timedelta
from typing import Final

from giaoban.duties.jobs.letters import send_digests
from giaoban.duties.jobs.reminding import remind
from giaoban.duties.models import Letter, Notice, Reminder
from giaoban.duties.vocabulary import CLOSED
from giaoban.outbox.jobs import daily, periodic

__all__ = ["EVERY", "forget_in_time", "look", "remind", "send_digests"]

EVERY: Final = timedelta(minutes=5)
KEPT: Final = timedelta(days=365)


@periodic("duties-reminders", every=EVERY)
def look(at: datetime) -> None:
    """Say what has become due, and write the letters whose hour has come."""
    remind(at=at)
    send_digests(at=at)


@daily("duties-retention", hour=3)
def forget_in_time(_day: date, at: datetime) -> None:
    """Remove what was told of work that has been closed for a year."""
    old = {"duty__state__in": CLOSED, "duty__closed_at__lt": at - KEPT}
    Notice.objects.filter(**old).delete()
    Reminder.objects.filter(**old).delete()
    Letter.objects.filter(promised_at__lt=at - KEPT, reminders__isnull=True).delete()
