"""
The list of tasks: what is asked of whom, how it stands, filtered, sorted, paged.

A row is a part, the duty of one unit. Of a committee the list shows the leads' parts, each task once; of a
unit it shows the unit's own parts, whatever they are. Either question is answered from an index of duties.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.db.models import F, OrderBy, Q, QuerySet
from django.utils import timezone
from django.utils.functional import cached_property

from giaoban.assignments.models import Assignment, Part
from giaoban.duties.models import Duty, DutyQuerySet, Standing
from giaoban.duties.reads.figures import STOOD, punctuality, standing_on, standings_at_end_of, stood
from giaoban.duties.vocabulary import Punctuality, Role, Stage, State
from giaoban.foundation.text import search_key
from giaoban.ui.formats import DueWords, due_words
from giaoban.units.models import Unit
from giaoban.units.reads import Officer
from giaoban.workdays.counting import Calendar

PAGE: Final = 50
FEW: Final = 5_000  # rows that are sorted here
_IS_OPEN: Final = Q(**{f"{STOOD}stage__in": (Stage.OWED, Stage.HANDED_IN)})
_STAGES: Final[dict[str, tuple[Stage, ...]]] = {
    State.SUBMITTED: (Stage.HANDED_IN,),
    State.ACCEPTED: (Stage.DONE_ON_TIME, Stage.DONE_LATE),
    State.STOPPED: (Stage.STOPPED,),
}
_NUMBER = re.compile(r"\d+(\.\d+)*/\d{4}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """
    What to show; empty values do not filter.

    `committee_id` None means the officer's own units. `month` is the first day of the month of the deadline,
    `as_of` the day whose standing is shown, None for today. `running` leaves closed work out.
    """

    committee_id: int | None = None
    unit: Unit | None = None
    field_id: int | None = None
    source: str = ""
    role: str = ""
    state: str = ""
    punctuality: str = ""
    running: bool = False
    month: date | None = None
    words: str = ""
    order: str = "due"
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One line of the list; `assignment` is the task of the part, None for work that another room asked."""

    duty: Duty
    assignment: Assignment | None
    state: State
    stands: Punctuality
    due: DueWords


def task_list(officer: Officer, filters: Filters, *, now: datetime) -> DutyQuerySet:
    """The parts that `officer` may see and `filters` let through, sorted; see `Filters`."""
    today = timezone.localdate(now)
    day = filters.as_of or today
    duties = standing_on(day, now=now)
    if filters.committee_id is None:
        duties = duties.filter(_own(officer))
    elif filters.committee_id in officer.whole_committee_ids:
        duties = duties.filter(committee=filters.committee_id).tasks()
    else:
        return duties.none()
    duties = duties.filter(_narrowed(filters, day))
    if filters.words:
        duties = duties.filter(_worded(filters))
    return duties.order_by(*_order(filters.order, "pk"))


def rows_of_pages(officer: Officer, filters: Filters, *, now: datetime) -> DutyQuerySet | QuerySet[Standing]:
    """
    What `task_list` holds, in its order, for pages to be cut from.

    Of a past day of a whole committee the rows are standings: an index of theirs holds all that is sorted.
    """
    day = filters.as_of
    whole = filters.committee_id in officer.whole_committee_ids
    if not whole or filters.words or day is None or day >= timezone.localdate(now):
        return task_list(officer, filters, now=now)
    rows = standings_at_end_of(day).filter(committee=filters.committee_id, role=Role.LEAD)
    return rows.filter(_narrowed(filters, day)).order_by(*_order(filters.order, "duty"))


def _own(officer: Officer) -> Q:
    """Parts of the officer's units and below, and those that the units handed down."""
    own = Q()
    for path in officer.reading_paths:
        own |= Q(path__startswith=path)
    # Ids rather than a subquery: PostgreSQL joins two indexes by OR only over constants.
    units = list(Unit.objects.filter(own).values_list("pk", flat=True)) if own else []
    return Q(unit__in=units) | Q(asking_unit__in=officer.unit_ids, parent__isnull=False)


def _narrowed(filters: Filters, day: date) -> Q:
    wanted = Q()
    if filters.unit is not None:
        below = Unit.objects.filter(path__startswith=filters.unit.path)
        wanted &= Q(**{f"{STOOD}unit__in": below.values("pk")})
    for column, value in (
        (f"{STOOD}field", filters.field_id),
        ("origin_key", filters.source),
        ("role", filters.role),
    ):
        if value:
            wanted &= Q(**{column: value})
    if filters.state:  # the stage besides: it is what indexes begin with
        stages = _STAGES.get(filters.state, (Stage.OWED,))
        wanted &= Q(**{f"{STOOD}state": filters.state, f"{STOOD}stage__in": stages})
    if filters.running:
        wanted &= _IS_OPEN
    if filters.punctuality:
        wanted &= stood(Punctuality(filters.punctuality), on=day)
    if filters.month is not None:
        wanted &= Q(**{f"{STOOD}due_on__range": (filters.month, _last_day(filters.month))})
    return wanted


def _last_day(month: date) -> date:
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _worded(filters: Filters) -> Q:
    """A number "12/2026" names its task; other words stand in what is asked, its source or its unit."""
    words = filters.words.strip()
    if _NUMBER.fullmatch(words):
        tasks = Assignment.objects.filter(number=words)
        if filters.committee_id is not None:
            tasks = tasks.filter(committee=filters.committee_id)
        return Q(pk__in=Part.objects.filter(assignment__in=tasks).values("duty"))
    wanted = Q()
    for word in search_key(words).split():
        wanted &= Q(search_key__contains=word)
    return wanted


def _order(order: str, key: str) -> list[OrderBy | str]:
    """
    Open work first, the nearest deadline on top; or the latest deadline, or the latest asked first.

    `key` is the column that names the duty; keys rise with the moment of asking.
    """
    if order == "due":
        return [f"{STOOD}place", key]
    if order == "-due":
        return [F(f"{STOOD}due_on").desc(nulls_last=True), f"-{key}"]
    asked = ["asked_on"] if key == "pk" else []
    return [f"-{name}" for name in (*asked, key)] if order == "new" else [*asked, key]


class _Keys(Sequence[int]):
    """
    The keys of rows in their order, for a paginator.

    Few are read in one query, sorted here and counted so. Of many, one query counts and another walks the
    rows in their order until the page is full. The database could not know which way is the shorter: words
    are rare or frequent, and walking in order until fifty are found may read every row.
    """

    def __init__(self, rows: DutyQuerySet | QuerySet[Standing], filters: Filters) -> None:
        self._key, self._order = "duty" if rows.model is Standing else "pk", filters.order
        self._all, self._in_order = rows.order_by(), rows.values_list(self._key, flat=True)

    @cached_property
    def _few(self) -> list[int] | None:
        """All keys in order; None when there are many."""
        columns = [f"{STOOD}place", f"{STOOD}due_on", self._key]
        if self._key == "pk":
            columns.append("asked_on")
        found = list(self._all.values_list(*columns)[: FEW + 1])
        if len(found) > FEW:
            return None
        found.sort(key=partial(_place_in, self._order), reverse=self._order in {"-due", "new"})
        return [row[2] for row in found]

    @cached_property
    def _number(self) -> int:
        return self._all.count() if self._few is None else len(self._few)

    def __len__(self) -> int:
        return self._number

    def __getitem__(self, place: Any) -> Any:
        if self._few is not None:
            return self._few[place]
        return list(self._in_order[place])


def _place_in(order: str, row: tuple[Any, ...]) -> tuple[Any, ...]:
    """By what a row (place, deadline, key, day of asking) is sorted, as `_order` says."""
    place, due_on, key, *asked_on = row
    if order == "due":
        return (place, key)
    if order == "-due":
        return (due_on or date.min, key)
    return (*asked_on, key)


def task_page(
    rows: DutyQuerySet | QuerySet[Standing],
    number: str | None,
    *,
    filters: Filters,
    today: date,
    calendar: Calendar,
) -> tuple[Page[Any], list[TaskRow]]:
    """
    One page of `rows_of_pages` with all that its rows show. Two queries, four at most.

    The keys of the page come from an index, and only its rows are then read whole.
    """
    page = Paginator(_Keys(rows, filters), PAGE).get_page(number)
    keys = list(page.object_list)
    day = filters.as_of or today
    return page, list(_rows(keys, day, calendar, is_past=day < today))


def _rows(keys: list[int], day: date, calendar: Calendar, *, is_past: bool) -> Iterator[TaskRow]:
    """The rows of `keys` as they stood at the end of `day`; one query, two when another room asked some."""
    whole = Part.objects.filter(duty__in=keys).select_related("assignment", "duty__unit")
    if is_past:
        in_force = {"duty__standings__since_on__lte": day, "duty__standings__until_on__gt": day}
        stood = {f"{STOOD}{name}": F(f"duty__standings__{name}") for name in _STOOD}
        whole = whole.filter(**in_force).annotate(**stood)
    found: dict[int, tuple[Duty, Part | Duty, Assignment | None]] = {
        part.duty_id: (part.duty, part, part.assignment) for part in whole
    }
    others = [pk for pk in keys if pk not in found]
    if others:  # of the papers' register, for instance
        found |= {duty.pk: (duty, duty, None) for duty in _of_other_rooms(others, day, is_past=is_past)}
    for duty, stood_in, assignment in (found[pk] for pk in keys if pk in found):
        state, due_on, submitted_on = (
            getattr(stood_in, f"{STOOD}{name}") if is_past else getattr(duty, name) for name in _STOOD
        )
        yield TaskRow(
            duty,
            assignment,
            State(state),
            punctuality(state, due_on, submitted_on, on=day),
            words_of_due(due_on, submitted_on, today=day, calendar=calendar),
        )


def _of_other_rooms(keys: list[int], day: date, *, is_past: bool) -> DutyQuerySet:
    duties = Duty.objects.filter(pk__in=keys).select_related("unit")
    if not is_past:
        return duties
    return duties.filter(standings__since_on__lte=day, standings__until_on__gt=day).annotate(
        **{f"{STOOD}{name}": F(f"standings__{name}") for name in _STOOD}
    )


_STOOD: Final = ("state", "due_on", "submitted_on")


def words_of_due(
    due_on: date | None, submitted_on: date | None, *, today: date, calendar: Calendar
) -> DueWords:
    """A deadline as people say it, counted in working days; of handed-in work, whether it came in time."""
    left = calendar.working_days_between(today, due_on) if due_on and due_on >= today else None
    return due_words(due_on=due_on, today=today, working_days_left=left, done_on=submitted_on)
