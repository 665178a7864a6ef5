"""The deadlines of one duty, one after another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from giaoban.duties.models import Deadline, Duty
from giaoban.duties.vocabulary import DeadlineCause


@dataclass(frozen=True, slots=True)
class DeadlineLine:
    """One deadline: the day (None: no deadline), from when, by whom, for what cause, why, by which paper."""

    due_on: date | None
    since: datetime
    who: str
    cause: str | Promise
    reason: str
    document: str
    in_force: bool


def deadlines_of(duty: Duty, later: Iterable[Deadline]) -> list[DeadlineLine]:
    """
    Every deadline of `duty`, the first one first and the one in force last; no query.

    `later` are its rows in order with the persons who set them, `duty` has its asking unit loaded.
    """
    rows = list(later)
    first = DeadlineLine(
        due_on=duty.original_due_on,
        since=duty.asked_at,
        who=duty.asking_unit.name,
        cause=_("First deadline"),
        reason=duty.due_words,
        document="",
        in_force=not rows,
    )
    return [first, *(_line(row, in_force=row is rows[-1]) for row in rows)]


def _line(row: Deadline, *, in_force: bool) -> DeadlineLine:
    return DeadlineLine(
        due_on=row.due_on,
        since=row.set_at,
        who=row.set_by.full_name if row.set_by else "",
        cause=DeadlineCause(row.cause).label,
        reason=row.reason,
        document=row.document,
        in_force=in_force,
    )
