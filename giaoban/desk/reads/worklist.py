"""The list of duties behind a number: in order, by page, and each row as it stood on the day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from django.db.models import Count, F, OrderBy, QuerySet
from django.urls import reverse

from giaoban.desk.reads.selection import Selection, keys_of, rows_to_count
from giaoban.duties.models import Duty, Progress
from giaoban.duties.reads.figures import STOOD, end_of, punctuality, standing_on
from giaoban.duties.vocabulary import Punctuality, State
from giaoban.ui.formats import DueWords, day, due_words
from giaoban.ui.templatetags.ui_words import Tone
from giaoban.units.models import Unit
from giaoban.units.reads import Officer
from giaoban.units.reads.then import units_then
from giaoban.workdays.counting import Calendar
from giaoban.workdays.reads import current_calendar

ORDERS: Final = ("due", "asked", "number", "unit", "state")
"""What a list can be sorted by, as words in its address; "-" before one for descending."""
LOOKS: Final[dict[Punctuality, tuple[Tone, str]]] = {
    Punctuality.DONE_ON_TIME: ("ok", "check"),
    Punctuality.DONE_LATE: ("late", "check"),
    Punctuality.RUNNING: ("plain", "circle"),
    Punctuality.DUE_SOON: ("soon", "clock"),
    Punctuality.OVERDUE: ("late", "alert-triangle"),
    Punctuality.NO_DEADLINE: ("plain", "circle"),
    Punctuality.STOPPED: ("plain", "ban"),
}


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One duty on the day of the list: how it stood, its deadline in words, its last word until then."""

    duty: Duty
    stands: Punctuality
    state: State
    due_on: date | None
    due: DueWords
    percent: int
    word: str
    word_at: datetime | None

    @property
    def url(self) -> str:
        """The page of the duty."""
        return reverse("duty", args=[self.duty.code])

    @property
    def whose(self) -> str:
        """Whose work it is and where it comes from."""
        return " · ".join(part for part in (self.duty.unit.name, self.duty.origin) if part)

    @property
    def tone(self) -> Tone:
        """The colour of how it stands."""
        return LOOKS[self.stands][0]

    @property
    def shape(self) -> str:
        """The icon of how it stands."""
        return LOOKS[self.stands][1]


def order_of(word: str, key: str = "pk", *, whole: bool = True) -> list[OrderBy | str]:
    """
    The order named by a word of `ORDERS`, "-" before it for descending; unknown words mean "due".

    `key` is the column that names the duty (`keys_of`); it rises with the moment of asking, and within one
    committee (`whole`) with the numbers of tasks, so that an index gives these orders without sorting.
    """
    name = word.removeprefix("-")
    down = word.startswith("-") and name in ORDERS
    by: list[F] = {
        "due": [F(f"{STOOD}due_on")],
        "asked": [F("asked_on")] if key == "pk" else [],
        "number": [] if whole else [F(f"{NUMBER}year"), F(f"{NUMBER}sequence")],
        "unit": [F("unit__sort_key")],
        "state": [F(f"{STOOD}state"), F(f"{STOOD}due_on")],
    }.get(name, [F(f"{STOOD}due_on")])
    if name == "number" and whole and key == "pk":
        by = [F("asked_on")]  # the index of asking holds the key too
    if down:
        return [*(column.desc(nulls_last=True) for column in by), f"-{key}"]
    return [*(column.asc(nulls_last=True) for column in by), key]


NUMBER: Final = "part__assignment__"


class WorkList(Sequence[Any]):
    """The rows of a selection for a paginator: its length and any slice, each in a few queries."""

    def __init__(self, selection: Selection, officer: Officer, *, now: datetime, order: str = "") -> None:
        self.selection, self.now = selection, now
        self.rows = rows_to_count(selection, officer, now=now)
        self.key = keys_of(self.rows)
        self.order = order
        self._count: int | None = None

    def __len__(self) -> int:
        if self._count is None:
            self._count = self.rows.order_by().count()
        return self._count

    def __getitem__(self, place: Any) -> Any:
        if not isinstance(place, slice):
            return self[place : place + 1][0]
        keys = self._keys_by_unit(place) if self.order.removeprefix("-") == "unit" else self._keys()[place]
        return self._rows(keys, current_calendar())

    def _keys(self) -> QuerySet[Any, int]:
        """
        The keys of all rows in order.

        Keys first: an index holds all that they are chosen by, and only the rows of a page are read whole.
        """
        return self.rows.order_by(*self._order(self.key)).values_list(self.key, flat=True)

    def _keys_by_unit(self, place: slice) -> list[int]:
        """
        The keys of a slice in the order of units' names; three queries.

        Units are few and their rows counted from an index: only the rows of those that the slice meets are
        put in order, not all by a name that stands in another table.
        """
        down = self.order.startswith("-")
        counts = dict(self.rows.order_by().values_list("unit").annotate(number=Count("*")))
        every = Unit.objects.order_by("-sort_key" if down else "sort_key").values_list("sort_key", "pk")
        names = [(name, unit) for name, unit in every if unit in counts]
        start, stop, _step = place.indices(sum(counts.values()))
        met, before, passed = [], 0, 0
        for _name, alike in groupby(names, key=itemgetter(0)):
            units = [unit for _name, unit in alike]
            here = sum(counts[unit] for unit in units)
            if passed + here <= start:
                before += here
            elif passed < stop:
                met += units
            passed += here
        rows = self.rows.filter(unit__in=met).order_by(*self._order(self.key))
        return list(rows.values_list(self.key, flat=True)[start - before : stop - before])

    def _order(self, key: str) -> list[OrderBy | str]:
        return order_of(self.order, key, whole=len(self.selection.committee_ids) == 1)

    def keys(self) -> list[int]:
        """The keys of all rows in order; one query."""
        return list(self._keys())

    def _rows(self, keys: Any, calendar: Calendar) -> list[WorkRow]:
        # Chosen by their keys alone: the field that a duty has today may not be the one of the day.
        duties = standing_on(self.selection.day, now=self.now).filter(pk__in=keys)
        found = list(duties.order_by(*self._order("pk")).for_list())
        return work_rows(found, self.selection, now=self.now, calendar=calendar)


def work_rows(
    duties: list[Duty], selection: Selection, *, now: datetime, calendar: Calendar
) -> list[WorkRow]:
    """Duties of `selection` as rows, with its last word; a few queries for a past day, else none."""
    words = None
    if selection.is_past(now):
        told = Progress.objects.filter(duty__in=duties, at__lt=end_of(selection.day))
        words = {each.duty_id: each for each in told.order_by("at", "pk")}
        _as_held_then(duties, selection.day)
    return [work_row(duty, selection.day, calendar, words) for duty in duties]


def _as_held_then(duties: list[Duty], day: date) -> None:
    """Give work that has passed on since the unit that held it on `day`; no query where none has."""
    passed = [duty for duty in duties if getattr(duty, f"{STOOD}unit") != duty.unit_id]
    units = Unit.objects.in_bulk({getattr(duty, f"{STOOD}unit") for duty in passed})
    names = units_then(units, day) if passed else {}
    for duty in passed:
        unit = units[getattr(duty, f"{STOOD}unit")]
        unit.name = names[unit.pk].name
        duty.unit = unit


def work_row(duty: Duty, on: date, calendar: Calendar, words: dict[int, Progress] | None) -> WorkRow:
    """
    A duty of `standing_on(on)` as a row; no query.

    `words` are the last reports of a past day by duty; None takes the last word of now.
    """
    state, due_on, handed_in = (
        getattr(duty, f"{STOOD}{name}") for name in ("state", "due_on", "submitted_on")
    )
    stands = punctuality(state, due_on, handed_in, on=on)
    percent, word, word_at = duty.percent, duty.last_word, duty.last_word_at
    if words is not None:
        then = words.get(duty.pk)
        percent, word, word_at = (then.percent, then.words, then.at) if then else (0, "", None)
    due = _due(stands, due_on, handed_in, on, calendar)
    return WorkRow(duty, stands, State(state), due_on, due, percent, word, word_at)


def _due(
    stands: Punctuality, due_on: date | None, handed_in: date | None, on: date, calendar: Calendar
) -> DueWords:
    if stands == Punctuality.STOPPED and due_on is not None:
        return DueWords("none", day(due_on), "", None)
    left = calendar.working_days_between(on, due_on) if due_on and due_on >= on else None
    # The tone follows the figures: what they call due soon is soon here, whatever days of rest there are.
    soon = 99 if stands == Punctuality.DUE_SOON else 0
    return due_words(due_on=due_on, today=on, working_days_left=left, done_on=handed_in, soon_within=soon)
