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
from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, F, OrderBy, Q, QuerySet, Value, When, Window
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.functional import cached_property

from giaoban.assignments.models import Assignment, Part
from giaoban.duties.models import Duty, DutyQuerySet, Standing
from giaoban.duties.reads.figures import STOOD, end_of, punctuality, standing_on, standings_before, stood
from giaoban.duties.vocabulary import CLOSED, Punctuality, Role, State
from giaoban.foundation.text import search_key
from giaoban.ui.formats import DueWords, due_words
from giaoban.units.models import Unit
from giaoban.units.reads import Officer
from giaoban.workdays.counting import Calendar

PAGE: Final = 50
EXPORT_ROWS: Final = 20_000
_FEW: Final = 1_000  # rows that are sorted rather than walked in two parts
_IS_CLOSED: Final = Q(**{f"{STOOD}state__in": CLOSED})
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
    """One line of the list; `assignment` is the task that the part belongs to."""

    duty: Duty
    assignment: Assignment
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
    return duties.order_by(*(_order_of_found if _sorts_found(filters) else _order)(filters.order))


def rows_of_pages(officer: Officer, filters: Filters, *, now: datetime) -> DutyQuerySet | QuerySet[Standing]:
    """
    What `task_list` holds, in its order, for pages to be cut from.

    Of a past day of a whole committee the rows are standings: an index of theirs holds all that is sorted.
    """
    day = filters.as_of
    whole = filters.committee_id in officer.whole_committee_ids
    if not whole or filters.words or day is None or day >= timezone.localdate(now):
        return task_list(officer, filters, now=now)
    rows = standings_before(end_of(day)).filter(committee=filters.committee_id, role=Role.LEAD)
    return rows.filter(_narrowed(filters, day)).order_by(*_order_of_standings(filters.order))


def _order_of_standings(order: str) -> list[OrderBy | str]:
    """As `_order`; the keys of duties rise with the moment of asking."""
    if order == "due":
        return _open_first("duty")
    if order == "-due":
        return [F(f"{STOOD}due_on").desc(nulls_last=True), "-duty"]
    return ["-duty"] if order == "new" else ["duty"]


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
        wanted &= Q(unit__in=below.values("pk"))
    for column, value in (
        ("field", filters.field_id),
        ("origin_key", filters.source),
        ("role", filters.role),
        (f"{STOOD}state", filters.state),
    ):
        if value:
            wanted &= Q(**{column: value})
    if filters.running:
        wanted &= ~_IS_CLOSED
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


def _order(order: str) -> list[OrderBy | str]:
    """Open work first, the nearest deadline on top; or the latest deadline, or the latest asked first."""
    due = F(f"{STOOD}due_on")
    if order == "due":
        return _open_first()
    if order == "-due":
        return [due.desc(nulls_last=True), "-pk"]
    return ["-asked_on", "-pk"] if order == "new" else ["asked_on", "pk"]


def _open_first(key: str = "pk") -> list[OrderBy | str]:
    """Open work by rising deadline, then closed work by falling deadline; what has none last in each."""
    due = f"{STOOD}due_on"
    return [
        Case(When(_IS_CLOSED, then=Value(1)), default=Value(0)).asc(),
        Case(When(_IS_CLOSED, then=None), default=F(due)).asc(nulls_last=True),
        F(due).desc(nulls_last=True),
        key,
    ]


class _OpenFirst(Sequence[Any]):
    """
    The order of `_open_first` for a paginator: of many rows in two walks of an index that sort nothing.

    Of many rows, the page that holds the last open one costs a query more.
    """

    def __init__(self, duties: QuerySet[Any], columns: tuple[str, ...]) -> None:
        due, self._all, self._sorted = F(f"{STOOD}due_on"), duties.order_by(), duties.values_list(*columns)
        by_rising = self._all.exclude(_IS_CLOSED).order_by(due.asc(nulls_last=True), "pk")
        by_falling = self._all.filter(_IS_CLOSED).order_by(due.desc(nulls_last=True), "pk")
        self._open, self._closed = by_rising.values_list(*columns), by_falling.values_list(*columns)

    @cached_property
    def _numbers(self) -> tuple[int, int]:
        found = self._all.aggregate(all=Count("*"), open=Count("pk", filter=~_IS_CLOSED))
        return found["all"], found["open"]

    def __len__(self) -> int:
        return self._numbers[0]

    def __getitem__(self, place: Any) -> Any:
        if not isinstance(place, slice):
            return self[place : place + 1][0]
        start, stop, (count, border) = place.start, place.stop, self._numbers
        if count <= _FEW:
            return list(self._sorted[place])
        rows = list(self._open[start : min(stop, border)]) if start < border else []
        if stop > border:
            rows += list(self._closed[max(0, start - border) : stop - border])
        return rows


def _sorts_found(filters: Filters) -> bool:
    """Whether few rows are left to sort, so that walking an index in the order asked would be slower."""
    narrow = filters.month or filters.punctuality or filters.state or filters.source
    return bool(filters.words or (narrow and filters.order in {"new", "old"}))


def _order_of_found(order: str) -> list[OrderBy | str]:
    """
    The same order where words are looked up, written so that no index offers itself for sorting.

    Words are rare or frequent, the database cannot know; walking in order until fifty are found may read
    every row. `pk` rises with the moment of asking.
    """
    due = F(f"{STOOD}due_on")
    if order == "due":
        return _open_first()
    if order == "-due":
        return [Coalesce(due, Value(date.min)).desc(), "-pk"]
    asked = Coalesce(F("pk"), Value(0))
    return [asked.desc() if order == "new" else asked.asc()]


def task_page(
    duties: DutyQuerySet | QuerySet[Standing],
    number: str | None,
    *,
    filters: Filters,
    today: date,
    calendar: Calendar,
) -> tuple[Page[Any], list[TaskRow]]:
    """
    One page of `rows_of_pages` with all that its rows show. Three queries, four at most.

    The page is first cut from columns that an index holds, and only its rows are then read whole.
    """
    are_standings = duties.model is Standing
    key = "duty" if are_standings else "pk"
    columns = (key, *(f"{STOOD}{name}" for name in ("state", "due_on", "submitted_on")))
    if filters.words:
        page = _found_page(duties.values_list(*columns, Window(Count("*"))), number)
    elif filters.order == "due" and not are_standings:
        page = Paginator(_OpenFirst(duties, columns), PAGE).get_page(number)
    else:
        page = Paginator(duties.values_list(*columns), PAGE).get_page(number)
    cut = [tuple(row[: len(columns)]) for row in page.object_list]
    return page, list(_rows(cut, filters.as_of or today, calendar))


def _found_page(rows: QuerySet[Any, Any], number: str | None) -> Page[Any]:
    """
    One page of rows whose last column is the number of all rows.

    Looking words up reads every row, so it is done once: the page tells its own number of pages.
    """
    wanted = max(1, int(number)) if number and number.isdecimal() and len(number) < 7 else 1
    cut = list(rows[(wanted - 1) * PAGE : wanted * PAGE])
    paginator = Paginator(rows, PAGE)
    if cut or wanted == 1:
        vars(paginator)["count"] = cut[0][-1] if cut else 0  # a cached property: nothing is counted again
    page = paginator.get_page(wanted)
    if page.number == wanted:
        page.object_list = cut
    return page


def _rows(cut: list[tuple[Any, ...]], day: date, calendar: Calendar) -> Iterator[TaskRow]:
    whole = Part.objects.select_related("assignment", "duty__unit")
    parts = {part.duty_id: part for part in whole.filter(duty__in=[pk for pk, *_stood in cut])}
    for pk, state, due_on, submitted_on in cut:
        if pk not in parts:  # work of another room would have its own list
            continue
        yield TaskRow(
            parts[pk].duty,
            parts[pk].assignment,
            State(state),
            punctuality(state, due_on, submitted_on, on=day),
            words_of_due(due_on, submitted_on, today=day, calendar=calendar),
        )


def words_of_due(
    due_on: date | None, submitted_on: date | None, *, today: date, calendar: Calendar
) -> DueWords:
    """A deadline as people say it, counted in working days; of handed-in work, whether it came in time."""
    left = calendar.working_days_between(today, due_on) if due_on and due_on >= today else None
    return due_words(due_on=due_on, today=today, working_days_left=left, done_on=submitted_on)


def export_rows(duties: DutyQuerySet) -> Iterator[tuple[object, ...]]:
    """The rows of the workbook, at most `EXPORT_ROWS`, read as they are written."""
    columns = (
        "part__assignment__number",
        "title",
        "unit__name",
        "role",
        "origin",
        "field__name",
        f"{STOOD}due_on",
        f"{STOOD}state",
        "percent",
        f"{STOOD}submitted_on",
        "last_word",
    )
    yield from duties.values_list(*columns)[:EXPORT_ROWS].iterator(chunk_size=2000)
