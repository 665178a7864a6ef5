"""The last days of the demo with its worker: what people were told, and the letters that went out."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone

from giaoban.config.demo.life import Timeline
from giaoban.duties.jobs import look, remind
from giaoban.duties.models import Notice
from giaoban.outbox.jobs.mail import KEPT
from giaoban.outbox.models import Message

DAYS = 5  # with reminders; earlier letters would be thousands that nobody reads
LOOKS = [time(5, 30), time(7), time(7, 30), *(time(hour) for hour in range(8, 18))]


def plan_reminders(timeline: Timeline) -> None:
    """Let the worker look during the last days; what had come before them fills the lists, read."""
    first = timezone.localdate(timeline.now) - timedelta(days=DAYS)
    for number in range(DAYS + 1):
        day = first + timedelta(days=number)
        for hour in LOOKS:
            at = timezone.make_aware(datetime.combine(day, hour))
            timeline.add(at, _begin if (number, hour) == (0, LOOKS[0]) else _look)


def _begin(at: datetime) -> None:
    remind(at=at)
    Notice.objects.unread().update(read_at=at)


def _look(at: datetime) -> None:
    """As the worker would, and the letters are delivered at once."""
    look(at)
    sent = list(Message.objects.open().filter(kind="duties.letter"))
    for message in sent:
        message.done_at = at
        message.payload = {name: message.payload[name] for name in KEPT}
    Message.objects.bulk_update(sent, ["done_at", "payload"], batch_size=200)
