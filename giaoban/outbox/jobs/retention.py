"""Forgetting finished messages in time, as the register of personal fields says."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Q

from giaoban.outbox.jobs.registry import daily
from giaoban.outbox.models import Message

KEPT: Final = timedelta(days=90)


@daily("outbox-retention")
def forget_old_messages(_day: date, at: datetime) -> None:
    """Remove messages that ended, done or given up, more than 90 days ago."""
    Message.objects.filter(Q(done_at__lt=at - KEPT) | Q(failed_at__lt=at - KEPT)).delete()
