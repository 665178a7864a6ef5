"""The worker keeps the index of papers and tasks in step, so that searches have little to take up."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from giaoban.outbox.jobs import daily, periodic
from giaoban.search.jobs import catch_up, is_missing, rebuild, tidy_up
from giaoban.search.jobs.rebuilding import forget_old_changes


@periodic("search.catch_up", every=timedelta(seconds=5))
def keep_index(_at: datetime) -> None:
    """Take up what was committed; make the index where there is none for this version of the program."""
    if not catch_up(patience=None) and is_missing():
        rebuild()
    tidy_up()


@daily("search.forget", hour=3)
def forget_changes(_day: date, at: datetime) -> None:
    """Each night, forget changes that every index has taken up long ago."""
    forget_old_changes(at)
