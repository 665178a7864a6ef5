"""The list of duties behind a number: in order, by page, and each row as it stood on the day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any, Final

from django.db.models import F, OrderBy, QuerySet
from django.urls import reverse

from giaoban.desk.reads.selection import Selection, duties_of, keys_of, rows_to_count
from giaoban.duties.models import Duty, Progress
from giaoban.duties.reads.figures import STOOD, end_of, punctuality
from giaoban.duties.vocabulary import Punctuality, State
from giaoban.ui.formats import DueWords, day, due_words
from giaoban.ui.templatetags.ui_words import Tone
from giaoban.units.reads import Officer
from giaoban.workdays.counting import Calendar
from giaoban.workdays.reads import current_calendar

ORDERS: Final[dict[str, str]] = {
    "due": f"{STOOD}due_on",
    "asked": "asked_on",
    "unit": "unit__sort_key",
}
"""What a list can be sorted by: the word in its address and the column."""
MOST: Final = 50_000  # rows of an exported workbook
CHUNK: Final = 1_000
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


def order_of(word: str, key: str = "pk") -> list[OrderBy | str]:
    """
    The order named by a word of `ORDERS`, "-" before it for descending; unknown words mean "due".

    `key` is the column that names the duty (`keys_of`).
    """
    name = word.removeprefix("-")
    down = word.startswith("-") and name in ORDERS
    column = ORDERS.get(name, ORDERS["due"])
    by = F(f"duty__{column}" if column == "asked_on" and key == "duty" else column)
    return [by.desc(nulls_last=True), f"-{key}"] if down else [by.asc(nulls_last=True), key]


class WorkList(Sequence[Any]):
    """The rows of a selection for a paginator: its length and any slice, each in a few queries."""

    def __init__(self, selection: Selection, officer: Officer, *, now: datetime, order: str = "") -> None:
        self.selection, self.now = selection, now
        self.duties = duties_of(selection, officer, now=now)
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
        return self._rows(self._keys()[place], current_calendar())

    def _keys(self) -> QuerySet[Any, int]:
        """
        The keys of all rows in order.

        Keys first: an index holds all that they are chosen by, and only the rows of a page are read whole.
        """
        return self.rows.order_by(*order_of(self.order, self.key)).values_list(self.key, flat=True)

    def all_rows(self) -> Iterator[WorkRow]:
        """The first `MOST` rows, read by and by."""
        keys = iter(self._keys()[:MOST])
        calendar = current_calendar()
        while chunk := list(islice(keys, CHUNK)):
            yield from self._rows(chunk, calendar)

    def _rows(self, keys: Any, calendar: Calendar) -> list[WorkRow]:
        found = list(self.duties.filter(pk__in=keys).order_by(*order_of(self.order)).for_list())
        return work_rows(found, self.selection, now=self.now, calendar=calendar)


def work_rows(
    duties: list[Duty], selection: Selection, *, now: datetime, calendar: Calendar
) -> list[WorkRow]:
    """Duties of `selection` as rows, with the last word of its day; one query for a past day, else none."""
    words = None
    if selection.is_past(now):
        told = Progress.objects.filter(duty__in=duties, at__lt=end_of(selection.day))
        words = {each.duty_id: each for each in told.order_by("at", "pk")}
    return [work_row(duty, selection.day, calendar, words) for duty in duties]


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
