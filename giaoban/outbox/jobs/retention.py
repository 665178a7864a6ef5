"""Forgetting finished messages in time, as the register of personal fields says."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Q

from giaoban.journal.models import Sending
from giaoban.outbox.jobs.registry import daily
from giaoban.outbox.models import Message

KEPT: Final = timedelta(days=90)
SENDINGS_KEPT: Final = timedelta(days=30)  # longer than a form waits on a device for a line


@daily("outbox-retention")
def forget_old_messages(_day: date, at: datetime) -> None:
    """Remove messages that ended, done or given up, 90 days ago, and keys of forms sent 30 days ago."""
    Sending.objects.filter(at__lt=at - SENDINGS_KEPT).delete()
    Message.objects.filter(Q(done_at__lt=at - KEPT) | Q(failed_at__lt=at - KEPT)).delete()
