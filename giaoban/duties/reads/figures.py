"""
Figures: how many duties stand how, on any day.

Every figure of the program is counted here, from one rule (`punctuality`) over one set of columns
(`standing_on`): the board, the list behind each number and the brief therefore agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final

from django.db.models import CharField, Count, F, Func, Q, QuerySet
from django.utils import timezone

from giaoban.duties.models import Duty, DutyQuerySet, Standing
from giaoban.duties.models.punctuality import NUMBERED, punctuality, punctuality_case, punctuality_is
from giaoban.duties.vocabulary import Punctuality

__all__ = [
    "STOOD",
    "Figures",
    "counted",
    "end_of",
    "figures",
    "punctuality",
    "punctuality_case",
    "punctuality_is",
    "standing_before",
    "standing_on",
    "standings_at_end_of",
    "stood",
    "whole",
]

STOOD: Final = "stood_"
"""Prefix of the columns that `standing_on` adds: `stood_state`, `stood_due_on`, `stood_submitted_on`, …"""


@dataclass(frozen=True, slots=True)
class Figures:
    """How many tasks stand how; shares have as their base the tasks that were not stopped."""

    counts: dict[Punctuality, int]

    def __getitem__(self, which: Punctuality) -> int:
        return self.counts.get(which, 0)

    @property
    def total(self) -> int:
        """All tasks, the stopped ones apart."""
        return sum(number for which, number in self.counts.items() if which != Punctuality.STOPPED)

    @property
    def done(self) -> int:
        """Accepted, on time or late."""
        return self[Punctuality.DONE_ON_TIME] + self[Punctuality.DONE_LATE]

    @property
    def open(self) -> int:
        """Neither accepted nor stopped."""
        return self.total - self.done


def end_of(day: date) -> datetime:
    """The moment at which `day` ends in Viet Nam; it belongs to the next day."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def standing_on(day: date, *, now: datetime) -> DutyQuerySet:
    """
    Duties as they stood at the end of `day` (Asia/Ho_Chi_Minh), with `stood_state`, `stood_due_on`,
    `stood_submitted_on`, `stood_stage`, `stood_place`, `stood_unit` and `stood_field`; work asked later is
    not among them.

    For today and later days the columns say how they stand at `now`. Filters such as `visible_to` work as on
    any queryset of duties.
    """
    if day >= timezone.localdate(now):
        return Duty.objects.annotate(**{f"{STOOD}{name}": F(name) for name in _COLUMNS})
    return standing_before(end_of(day))


def standing_before(end: datetime) -> DutyQuerySet:
    """Duties as they stood just before `end`, with the columns of `standing_on` and `stood_since`."""
    return Duty.objects.filter(standings__since__lt=end, standings__until__gte=end).annotate(
        **{f"{STOOD}{name}": F(f"standings__{name}") for name in (*_COLUMNS, "since")}
    )


def standings_at_end_of(day: date) -> QuerySet[Standing]:
    """
    The rows behind `standing_on(day)` of a past day, for counting alone: an index holds all that is counted.

    Columns of the duty have their names here (`committee`, `role`, `unit`, `field`, `origin_key`), `duty` is
    its key; there are no words to search.
    """
    rows = Standing.objects.filter(since_on__lte=day, until_on__gt=day)
    return rows.annotate(**{f"{STOOD}{name}": F(name) for name in _COLUMNS})


_COLUMNS: Final = ("state", "due_on", "submitted_on", "stage", "place", "unit", "field")
_OF_THEN: Final = ("unit", "field")
"""Columns that may have changed since: a unit that ended passed its work on, work was sorted anew."""


def stood(which: Punctuality, *, on: date) -> Q:
    """The condition for rows of `standing_on(on, …)` that stand as `which`: the list behind a number."""
    return punctuality_is(which, on=on, prefix=STOOD)


if TYPE_CHECKING:
    _CharField = CharField[str, str]
else:
    _CharField = CharField  # Django's own cannot be subscripted when it runs


class MonthField(_CharField):
    """A month as "2025-06", whether the engine gives such a text or the month's first day."""

    def from_db_value(self, value: Any, _expression: Any, _connection: Any) -> str | None:
        """The text; None for None."""
        return value.isoformat()[:7] if isinstance(value, date) else value


class Month(Func):
    """The month of a date column as "2025-06"; None for None."""

    output_field = MonthField()

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return self.as_sql(compiler, connection, template="substr(%(expressions)s, 1, 7)", **extra)

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return self.as_sql(
            compiler, connection, template="date_trunc('month', %(expressions)s::timestamp)::date", **extra
        )


def counted(duties: DutyQuerySet | QuerySet[Standing], *by: str, on: date) -> list[tuple[Any, ...]]:
    """
    One grouped query over rows of `standing_on(on, …)`: tuples (*by, punctuality, number), in no order.

    `by` are columns of the duty ("unit", "field", "origin_key"), or "month" for the month of the deadline in
    force ("2025-06", None without a deadline). Give it `.tasks()` to count tasks, `.coordinating()` for the
    other parts; informed duties owe nothing and are never counted.
    """
    rows = duties.annotate(stands=punctuality_case(on=on, prefix=STOOD))
    if "month" in by:
        rows = rows.annotate(month=Month(F(f"{STOOD}due_on")))
    columns = [f"{STOOD}{name}" if name in _OF_THEN else name for name in by]
    found = rows.order_by().values_list(*columns, "stands").annotate(number=Count("*"))
    return [(*values, NUMBERED[stands], number) for *values, stands, number in found]


def figures(duties: DutyQuerySet | QuerySet[Standing], by: str, *, on: date) -> dict[Any, Figures]:
    """The figures for each value of one column or "month"; one grouped query. See `counted`."""
    gathered: dict[Any, dict[Punctuality, int]] = {}
    for value, which, number in counted(duties, by, on=on):
        gathered.setdefault(value, {})[which] = number
    return {value: Figures(counts) for value, counts in gathered.items()}


def whole(duties: DutyQuerySet | QuerySet[Standing], *, on: date) -> Figures:
    """The figures of all rows together; one grouped query."""
    return Figures(dict(counted(duties, on=on)))
