"""How a duty stands on a day: one rule, said once in Python and once as conditions for the database."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from django.db.models import Case, CharField, F, Q, Value, When

from giaoban.duties.vocabulary import DUE_SOON_DAYS, Punctuality, State


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


_NOT_HANDED_IN: Final = (State.ASKED, State.RECEIVED, State.RETURNED, State.DECLINED)


def punctuality_is(which: Punctuality, *, on: date, prefix: str = "") -> Q:
    """
    The condition under which a row stands as `which` on `on`: the twin of `punctuality`.

    The columns are `state`, `due_on` and `submitted_on`, each with `prefix` before its name. For every row
    exactly one of the conditions holds.
    """
    soon = on + timedelta(days=DUE_SOON_DAYS)
    late = {f"{prefix}submitted_on__gt": F(f"{prefix}due_on")}
    accepted = Q(**{f"{prefix}state": State.ACCEPTED})
    owed = Q(**{f"{prefix}state__in": _NOT_HANDED_IN})
    submitted = Q(**{f"{prefix}state": State.SUBMITTED, f"{prefix}due_on__isnull": False})
    never_late = Q(**{f"{prefix}due_on__isnull": True}) | Q(**{f"{prefix}submitted_on__isnull": True})
    in_time = Q(**{f"{prefix}submitted_on__lte": F(f"{prefix}due_on")})
    return {
        Punctuality.DONE_ON_TIME: accepted & (never_late | in_time),
        Punctuality.DONE_LATE: accepted & Q(**late),
        Punctuality.RUNNING: submitted | (owed & Q(**{f"{prefix}due_on__gt": soon})),
        Punctuality.DUE_SOON: owed & Q(**{f"{prefix}due_on__range": (on, soon)}),
        Punctuality.OVERDUE: owed & Q(**{f"{prefix}due_on__lt": on}),
        Punctuality.NO_DEADLINE: Q(
            **{f"{prefix}state__in": (*_NOT_HANDED_IN, State.SUBMITTED), f"{prefix}due_on__isnull": True}
        ),
        Punctuality.STOPPED: Q(**{f"{prefix}state": State.STOPPED}),
    }[which]


def punctuality_case(*, on: date, prefix: str = "") -> Case:
    """
    `punctuality` as an expression of the database, over columns named as in `punctuality_is`.

    In the order of the rule itself: each row is compared a few times only, which a count of 100,000 needs.
    """
    state, due_on, submitted_on = (f"{prefix}{name}" for name in ("state", "due_on", "submitted_on"))
    done = Q(**{state: State.ACCEPTED})
    return Case(
        When(done & Q(**{f"{submitted_on}__gt": F(due_on)}), then=Value(Punctuality.DONE_LATE.value)),
        When(done, then=Value(Punctuality.DONE_ON_TIME.value)),
        When(**{state: State.STOPPED}, then=Value(Punctuality.STOPPED.value)),
        When(**{f"{due_on}__isnull": True}, then=Value(Punctuality.NO_DEADLINE.value)),
        When(**{state: State.SUBMITTED}, then=Value(Punctuality.RUNNING.value)),
        When(**{f"{due_on}__lt": on}, then=Value(Punctuality.OVERDUE.value)),
        When(
            **{f"{due_on}__lte": on + timedelta(days=DUE_SOON_DAYS)}, then=Value(Punctuality.DUE_SOON.value)
        ),
        default=Value(Punctuality.RUNNING.value),
        output_field=CharField(),
    )
