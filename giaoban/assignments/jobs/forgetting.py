"""What people prepared and left is forgotten in time: tables that were never imported, acts on many."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from giaoban.assignments.models import Batch, FollowUpTable
from giaoban.assignments.vocabulary import TableState
from giaoban.outbox.jobs import daily

TABLES_KEPT: Final = timedelta(days=30)
BATCHES_KEPT: Final = timedelta(days=90)


@daily("assignments-prepared")
def forget_what_was_left(_day: date, at: datetime) -> None:
    """Remove tables not imported for 30 days, and batches after 90; what they did stands in the journal."""
    FollowUpTable.objects.filter(state=TableState.OPEN, brought_at__lt=at - TABLES_KEPT).delete()
    Batch.objects.filter(made_at__lt=at - BATCHES_KEPT).delete()
