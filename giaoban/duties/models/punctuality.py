"""How a duty stands on a day: one rule, said once in Python and once as conditions for the database."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from django.db.models import Case, F, Q, SmallIntegerField, Value, When

from giaoban.duties.vocabulary import DUE_SOON_DAYS, Punctuality, Stage, State


def punctuality(state: str, due_on: date | None, submitted_on: date | None, *, on: date) -> Punctuality:
    """
    How work in `state` stands on the day `on`; `submitted_on` is that of its pending or accepted result.

    Lateness is fixed by the day of submission, never by the day of the decision. A result that awaits its
    decision is running, even one handed in late: it turns to done late when it is accepted, and is owed again
    when it is returned. Declined work stays with whoever owes it until somebody decides, so it falls overdue.
    Work without a deadline is on time when done. The last day itself is in time.
    """
    if state == State.STOPPED:
        return Punctuality.STOPPED
    if state == State.ACCEPTED:
        late = due_on is not None and submitted_on is not None and submitted_on > due_on
        return Punctuality.DONE_LATE if late else Punctuality.DONE_ON_TIME
    if due_on is None:
        return Punctuality.NO_DEADLINE
    if state == State.SUBMITTED or due_on > on + timedelta(days=DUE_SOON_DAYS):
        return Punctuality.RUNNING
    return Punctuality.OVERDUE if due_on < on else Punctuality.DUE_SOON


def punctuality_is(which: Punctuality, *, on: date, prefix: str = "") -> Q:
    """
    The condition under which a row stands as `which` on `on`: the twin of `punctuality`.

    The columns are `stage` and `due_on`, each with `prefix` before its name. For every row exactly one of the
    conditions holds.
    """
    stage, due_on = f"{prefix}stage", f"{prefix}due_on"
    soon = on + timedelta(days=DUE_SOON_DAYS)
    owed = Q(**{stage: Stage.OWED})
    handed_in = Q(**{stage: Stage.HANDED_IN, f"{due_on}__isnull": False})
    return {
        Punctuality.DONE_ON_TIME: Q(**{stage: Stage.DONE_ON_TIME}),
        Punctuality.DONE_LATE: Q(**{stage: Stage.DONE_LATE}),
        Punctuality.RUNNING: handed_in | (owed & Q(**{f"{due_on}__gt": soon})),
        Punctuality.DUE_SOON: owed & Q(**{f"{due_on}__range": (on, soon)}),
        Punctuality.OVERDUE: owed & Q(**{f"{due_on}__lt": on}),
        Punctuality.NO_DEADLINE: Q(
            **{f"{stage}__in": (Stage.OWED, Stage.HANDED_IN), f"{due_on}__isnull": True}
        ),
        Punctuality.STOPPED: Q(**{stage: Stage.STOPPED}),
    }[which]


NUMBERED: Final[dict[int, Punctuality]] = {
    Stage.DONE_ON_TIME: Punctuality.DONE_ON_TIME,
    Stage.DONE_LATE: Punctuality.DONE_LATE,
    Stage.STOPPED: Punctuality.STOPPED,
    5: Punctuality.NO_DEADLINE,
    6: Punctuality.RUNNING,
    7: Punctuality.OVERDUE,
    8: Punctuality.DUE_SOON,
}
"""What the numbers of `punctuality_case` mean."""


def punctuality_case(*, on: date, prefix: str = "") -> Case:
    """
    `punctuality` as an expression of the database, over columns named as in `punctuality_is`.

    Its values are the numbers of `NUMBERED`: words would make a count of 100,000 rows twice as slow.
    """
    stage, due_on = f"{prefix}stage", f"{prefix}due_on"
    soon = on + timedelta(days=DUE_SOON_DAYS)
    return Case(
        When(**{f"{stage}__gt": Stage.HANDED_IN}, then=F(stage)),
        When(**{f"{due_on}__isnull": True}, then=Value(5)),
        When(**{stage: Stage.HANDED_IN}, then=Value(6)),
        When(**{f"{due_on}__lt": on}, then=Value(7)),
        When(**{f"{due_on}__lte": soon}, then=Value(8)),
        default=Value(6),
        output_field=SmallIntegerField(),
    )
