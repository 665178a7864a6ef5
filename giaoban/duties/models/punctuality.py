"""How a duty stands on a day: one rule, said once in Python and once as conditions for the database."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from django.db.models import Case, F, Q, SmallIntegerField, Value, When

from giaoban.duties.vocabulary import DUE_SOON_DAYS, Basis, OverdueFor, Punctuality, Stage, State

COLUMNS: Final[dict[Basis, tuple[str, str]]] = {
    Basis.IN_FORCE: ("stage", "due_on"),
    Basis.FIRST: ("first_stage", "original_due_on"),
}
"""The columns of a standing by which it is counted: its stage and its deadline."""
AGES: Final[dict[OverdueFor, tuple[int, int | None]]] = {
    OverdueFor.DAYS_30: (1, 30),
    OverdueFor.DAYS_90: (31, 90),
    OverdueFor.DAYS_180: (91, 180),
    OverdueFor.LONGER: (181, None),
}
"""The first and the last day of each age of overdue work; None: no last one."""


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


def overdue_for(due_on: date, *, on: date) -> OverdueFor:
    """How long work that is overdue on the day `on` has been so. Raises ValueError when it is not overdue."""
    days = (on - due_on).days
    for age, (first, last) in AGES.items():
        if first <= days and (last is None or days <= last):
            return age
    raise ValueError(f"{due_on} is not past on {on}")


def overdue_for_is(age: OverdueFor, *, on: date, prefix: str = "", basis: Basis = Basis.IN_FORCE) -> Q:
    """The condition for rows that have been overdue for so long on `on`: the twin of `overdue_for`."""
    due_on = f"{prefix}{COLUMNS[basis][1]}"
    first, last = AGES[age]
    limits = Q(**{f"{due_on}__lte": on - timedelta(days=first)})
    if last is not None:
        limits &= Q(**{f"{due_on}__gte": on - timedelta(days=last)})
    return punctuality_is(Punctuality.OVERDUE, on=on, prefix=prefix, basis=basis) & limits


def punctuality_is(which: Punctuality, *, on: date, prefix: str = "", basis: Basis = Basis.IN_FORCE) -> Q:
    """
    The condition under which a row stands as `which` on `on`: the twin of `punctuality`.

    The columns are those of `COLUMNS`, each with `prefix` before its name. For every row exactly one of the
    conditions holds.
    """
    stage, due_on = (f"{prefix}{name}" for name in COLUMNS[basis])
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


PLACED: Final[dict[int, tuple[Punctuality, OverdueFor | None]]] = {
    **{number: (which, None) for number, which in NUMBERED.items() if which != Punctuality.OVERDUE},
    **{11 + n: (Punctuality.OVERDUE, age) for n, age in enumerate(OverdueFor)},
}
"""What the numbers of `placed_case` mean; all are below 16."""


def placed(state: str, due_on: date | None, submitted_on: date | None, *, on: date) -> int:
    """The number in `PLACED` of how work stands on `on`, by whichever deadline `due_on` is."""
    which = punctuality(state, due_on, submitted_on, on=on)
    age = overdue_for(due_on, on=on) if which == Punctuality.OVERDUE and due_on else None
    return next(number for number, place in PLACED.items() if place == (which, age))


def placed_case(*, on: date, prefix: str = "", basis: Basis = Basis.IN_FORCE) -> Case:
    """`placed` as an expression of the database: `punctuality_case` with overdue work parted by its age."""
    stage, due_on = (f"{prefix}{name}" for name in COLUMNS[basis])
    soon = on + timedelta(days=DUE_SOON_DAYS)
    ages = [
        When(**{f"{due_on}__lte": on - timedelta(days=first)}, then=Value(11 + n))
        for n, (first, _last) in reversed(list(enumerate(AGES.values())))
    ]
    return Case(
        When(**{f"{stage}__gt": Stage.HANDED_IN}, then=F(stage)),
        When(**{f"{due_on}__isnull": True}, then=Value(5)),
        When(**{stage: Stage.HANDED_IN}, then=Value(6)),
        *ages,
        When(**{f"{due_on}__lte": soon}, then=Value(8)),
        default=Value(6),
        output_field=SmallIntegerField(),
    )
