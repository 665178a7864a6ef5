"""
Narrow columns that follow from the facts of a row, so that an index alone answers counts and lists.

They are written together with the facts, and a check in the database refuses a row in which they differ from
them. They are no generated columns: SQLite reads the whole row of those even where an index holds them. None
depends on a day; with the deadline they give `punctuality` on any.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.db.models import (
    Case,
    CheckConstraint,
    ExpressionWrapper,
    F,
    Func,
    IntegerField,
    Q,
    SmallIntegerField,
    Value,
    When,
)

from giaoban.duties.vocabulary import CLOSED, Stage, State

_FIRST: Final = date(2000, 1, 1)
_LAST: Final = 200_000
"""A place after those of all open work: so many days would lead into the year 2547."""

if TYPE_CHECKING:
    _SmallIntegerField = SmallIntegerField[int, int]
    _IntegerField = IntegerField[int, int]
else:
    _SmallIntegerField, _IntegerField = SmallIntegerField, IntegerField  # they cannot be subscripted


def stage_of(state: str, due_on: date | None, submitted_on: date | None) -> Stage:
    """The stage of work in `state` with this deadline and this day of submission."""
    if state == State.ACCEPTED:
        late = due_on is not None and submitted_on is not None and submitted_on > due_on
        return Stage.DONE_LATE if late else Stage.DONE_ON_TIME
    return {State.STOPPED: Stage.STOPPED, State.SUBMITTED: Stage.HANDED_IN}.get(State(state), Stage.OWED)


def place_of(state: str, due_on: date | None) -> int:
    """
    Where work comes in a list: open work by rising deadline, then closed work by falling deadline.

    What has no deadline comes last in each.
    """
    days = (due_on - _FIRST).days if due_on else None
    if state in CLOSED:
        return 5 * _LAST if days is None else 3 * _LAST - days
    return _LAST if days is None else days


class StageField(_SmallIntegerField):
    """`stage_of` the row, written whenever it is saved."""

    def pre_save(self, model_instance: Any, add: bool) -> int:  # noqa: ARG002, FBT001  # Django's
        """The stage as the columns now say."""
        row = model_instance
        row.stage = stage_of(row.state, row.due_on, row.submitted_on).value
        return int(row.stage)


class FirstStageField(_SmallIntegerField):
    """`stage_of` the row by its first deadline, written whenever it is saved."""

    def pre_save(self, model_instance: Any, add: bool) -> int:  # noqa: ARG002, FBT001  # Django's
        """The stage by the first deadline, as the columns now say."""
        row = model_instance
        row.first_stage = stage_of(row.state, row.original_due_on, row.submitted_on).value
        return int(row.first_stage)


class PlaceField(_IntegerField):
    """`place_of` the row, written whenever it is saved."""

    def pre_save(self, model_instance: Any, add: bool) -> int:  # noqa: ARG002, FBT001  # Django's
        """The place as the columns now say."""
        row = model_instance
        row.place = place_of(row.state, row.due_on)
        return int(row.place)


class Days(Func):
    """A date column as the number of days since 01/01/2000; None for None."""

    output_field = IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return self.as_sql(
            compiler, connection, template="CAST(julianday(%(expressions)s) - 2451544.5 AS INTEGER)", **extra
        )

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return self.as_sql(compiler, connection, template="(%(expressions)s - DATE '2000-01-01')", **extra)


def stage_of_columns(due_on: str = "due_on", prefix: str = "") -> Case:
    """`stage_of` as an expression of the database; the columns have `prefix` before their names."""
    state, submitted_on = f"{prefix}state", f"{prefix}submitted_on"
    return Case(
        When(**{state: State.STOPPED}, then=Value(Stage.STOPPED.value)),
        When(
            **{state: State.ACCEPTED, f"{submitted_on}__gt": F(f"{prefix}{due_on}")},
            then=Value(Stage.DONE_LATE.value),
        ),
        When(**{state: State.ACCEPTED}, then=Value(Stage.DONE_ON_TIME.value)),
        When(**{state: State.SUBMITTED}, then=Value(Stage.HANDED_IN.value)),
        default=Value(Stage.OWED.value),
        output_field=SmallIntegerField(),
    )


def place_of_columns() -> Case:
    """`place_of` as an expression of the database."""
    closed = Q(state__in=[state.value for state in CLOSED])
    falling = ExpressionWrapper(Value(3 * _LAST) - Days(F("due_on")), output_field=IntegerField())
    return Case(
        When(closed & Q(due_on__isnull=True), then=Value(5 * _LAST)),
        When(closed, then=falling),
        When(due_on__isnull=True, then=Value(_LAST)),
        default=Days(F("due_on")),
        output_field=IntegerField(),
    )


def derived_columns_follow(name: str) -> tuple[CheckConstraint, CheckConstraint]:
    """The checks of the rows of a model, called after `name`."""
    return (
        CheckConstraint(name=f"{name}_stage_follows", condition=Q(stage=stage_of_columns())),
        CheckConstraint(name=f"{name}_place_follows", condition=Q(place=place_of_columns())),
    )
