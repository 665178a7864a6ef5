"""Which duties a brief speaks of: the one choice behind each number and behind its list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from giaoban.briefing.reads.period import Period
from giaoban.duties.models import DutyQuerySet, Standing
from giaoban.duties.reads.changes import changed
from giaoban.duties.reads.figures import STOOD, end_of, standing_before, stood
from giaoban.duties.vocabulary import Changed, Punctuality, Role, State

OPEN: Final = (Punctuality.RUNNING, Punctuality.DUE_SOON, Punctuality.OVERDUE, Punctuality.NO_DEADLINE)
DONE: Final = (Punctuality.DONE_ON_TIME, Punctuality.DONE_LATE)


@dataclass(frozen=True, slots=True)
class Scope:
    """
    The tasks of one committee in one period, as they stood just before the moment `end`.

    `day` is the day of that moment: the last of the period, or the day of counting when that came first.
    """

    committee_id: int
    period: Period
    day: date
    end: datetime

    @classmethod
    def of(cls, committee_id: int, period: Period, *, now: datetime) -> Scope:
        """
        The scope of `period` as known at `now`; acts of that very moment count.

        Raises ValueError for a period that has not begun.
        """
        today = timezone.localdate(now)
        if period.first > today:
            raise ValueError(f"{period.first} lies after {today}")
        if period.last < today:
            return cls(committee_id, period, period.last, end_of(period.last))
        return cls(committee_id, period, today, now + timedelta(microseconds=1))

    @property
    def start(self) -> datetime:
        """The moment at which the period begins in Viet Nam."""
        return timezone.make_aware(datetime.combine(self.period.first, time.min))

    @property
    def due_next(self) -> Period:
        """The days whose deadlines come next: from `day` itself to the end of the next period."""
        return Period(self.day, self.period.after().last)

    def before(self) -> Scope:
        """
        The period before, to compare with.

        Where this period has not ended, as many days of the one before as have passed of this one.
        """
        period = self.period.before()
        passed = self.day - self.period.first
        day = period.last if self.day == self.period.last else min(period.last, period.first + passed)
        return Scope(self.committee_id, period, day, end_of(day))

    def standing(self) -> DutyQuerySet:
        """All duties of the committee as they stood."""
        return standing_before(self.end).filter(committee=self.committee_id)

    def tasks(self) -> DutyQuerySet:
        """The tasks: lead duties, each counted once."""
        return self.standing().tasks()

    def changed(self, which: Changed) -> DutyQuerySet:
        """The tasks to which this happened between the beginning of the period and `end`."""
        eve = self.period.first - timedelta(days=1)
        found: DutyQuerySet = changed(self.tasks(), which, since=eve, on=self.day)
        return found

    def asked(self) -> DutyQuerySet:
        """Tasks and coordinating parts: what the committee decides on; a part handed down is its unit's."""
        return self.standing().filter(role__in=(Role.LEAD, Role.COORDINATING))

    def shown(self, show: str) -> DutyQuerySet:
        """The duties behind the number `show`, a word of `SHOWS`, in no order. Raises KeyError for others."""
        return SHOWS[show](self)


def _standing_as(*which: Punctuality) -> Callable[[Scope], DutyQuerySet]:
    return lambda scope: scope.tasks().filter(_any(which, scope))


def _any(which: tuple[Punctuality, ...], scope: Scope) -> Q:
    wanted = Q()
    for each in which:
        wanted |= stood(each, on=scope.day)
    return wanted


def _finished(*which: Punctuality) -> Callable[[Scope], DutyQuerySet]:
    """
    Tasks that are done at the end of the period and were not when it began.

    Work that was done before, and was reopened and accepted again or only put under another field since, was
    done at both ends and is not among them.
    """
    return lambda scope: scope.changed(Changed.FINISHED).filter(_any(which, scope))


def _stopped(scope: Scope) -> DutyQuerySet:
    return scope.changed(Changed.STOPPED)


def _asked(scope: Scope) -> DutyQuerySet:
    return scope.tasks().filter(asked_at__gte=scope.start)


def _returned(scope: Scope) -> DutyQuerySet:
    times = Standing.objects.filter(
        duty=OuterRef("pk"), state=State.RETURNED, since__gte=scope.start, since__lt=scope.end
    )
    return scope.tasks().filter(Exists(times))


def _due_next(scope: Scope) -> DutyQuerySet:
    days = scope.due_next
    return scope.tasks().filter(_any(OPEN, scope), **{f"{STOOD}due_on__range": (days.first, days.last)})


def _due_next_submitted(scope: Scope) -> DutyQuerySet:
    return _due_next(scope).filter(**{f"{STOOD}state": State.SUBMITTED})


def _waiting(state: State) -> Callable[[Scope], DutyQuerySet]:
    return lambda scope: scope.asked().filter(**{f"{STOOD}state": state})


def _helping(scope: Scope) -> DutyQuerySet:
    return scope.standing().coordinating().exclude(stood(Punctuality.STOPPED, on=scope.day))


def _helping_overdue(scope: Scope) -> DutyQuerySet:
    return scope.standing().coordinating().filter(stood(Punctuality.OVERDUE, on=scope.day))


SHOWS: Final[dict[str, Callable[[Scope], DutyQuerySet]]] = {
    # How all tasks stood: words and numbers of the board.
    "counted": _standing_as(*DONE, *OPEN),
    "done": _standing_as(*DONE),
    "open": _standing_as(*OPEN),
    **{which.value: _standing_as(which) for which in Punctuality},
    # What happened in the period.
    "asked": _asked,
    "accepted": _finished(*DONE),
    "accepted_on_time": _finished(Punctuality.DONE_ON_TIME),
    "accepted_late": _finished(Punctuality.DONE_LATE),
    "stopped_now": _stopped,
    "returned_now": _returned,
    # What comes, and what waits for those who asked; there the coordinating parts count too.
    "due_next": _due_next,
    "due_next_submitted": _due_next_submitted,
    "submitted": _waiting(State.SUBMITTED),
    "declined": _waiting(State.DECLINED),
    "helping": _helping,
    "helping_overdue": _helping_overdue,
}
"""The duties behind each number of a brief, by its word in addresses."""

OF_THE_BOARD: Final = frozenset({"counted", "done", "open", *(which.value for which in Punctuality)})
"""Words of `SHOWS` that the board's own list takes as its filter `stands`."""
