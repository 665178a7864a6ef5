"""The head of the journal, printed once a day where it cannot be taken back: in the log of the worker."""

from __future__ import annotations

import logging
from datetime import date, datetime

from giaoban.journal.models import Head
from giaoban.outbox.jobs.registry import daily
from giaoban.ui import formats

log = logging.getLogger("giaoban.journal")


@daily("journal-head", hour=1)
def print_head(day: date, _at: datetime) -> None:
    """
    Print number and check of the journal's last entry.

    Whoever keeps the log apart from the database can prove later, by `giaoban check --head`, that no entry
    up to this one was rewritten.
    """
    head = Head.objects.filter(pk=1).first()
    log.info("Head of the journal on %s: %s", formats.day(day), head or "0:0000000000000000")
