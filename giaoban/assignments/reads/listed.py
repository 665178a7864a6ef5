"""Work on its way out of a list: one shape for every form of export, read by and by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.utils import timezone

from giaoban.duties.models import Progress
from giaoban.duties.reads.figures import STOOD, end_of, punctuality, standing_on
from giaoban.duties.vocabulary import Punctuality, Role, State
from giaoban.ui.formats import DueWords, due_words
from giaoban.workdays.counting import Calendar

CHUNK: Final = 1_000
_COLUMNS: Final = (
    *("pk", "code", "part__assignment__number", "title", "unit__name", "role", "origin", "origin_key"),
    *("field__name", "product", "asked_on", "original_due_on", "percent", "last_word", "last_word_at"),
    *(f"{STOOD}{name}" for name in ("due_on", "state", "submitted_on")),
)


@dataclass(frozen=True, slots=True)
class ListedWork:
    """
    One part of a task as it stood on the day of the list; `word` is the last report until then.

    `number` is that of its task, "" for work of another room. `word_at` is None without a word.
    """

    code: str
    number: str
    title: str
    unit: str
    role: Role
    origin: str
    origin_key: str
    field: str
    product: str
    asked_on: date
    original_due_on: date | None
    due_on: date | None
    due: DueWords
    stands: Punctuality
    state: State
    submitted_on: date | None
    percent: int
    word: str
    word_at: datetime | None


def listed(keys: Sequence[int], *, day: date, now: datetime, calendar: Calendar) -> Iterator[ListedWork]:
    """
    The duties `keys` in this order as they stood at the end of `day`; two queries for each thousand.

    The caller has chosen the keys among what the reader may see.
    """
    is_past = day < timezone.localdate(now)
    duties = standing_on(day, now=now)
    for start in range(0, len(keys), CHUNK):
        part = keys[start : start + CHUNK]
        rows = {row["pk"]: row for row in duties.filter(pk__in=part).values(*_COLUMNS)}
        words = _words_until(part, day) if is_past else None
        for key in part:
            if key in rows:
                yield _work(rows[key], day, calendar, words)


def _words_until(keys: Sequence[int], day: date) -> dict[int, tuple[int, str, datetime]]:
    told = Progress.objects.filter(duty__in=keys, at__lt=end_of(day)).order_by("at", "pk")
    rows = told.values_list("duty", "percent", "words", "at")
    return {duty: (percent, words, at) for duty, percent, words, at in rows}


def _work(
    row: dict[str, Any], day: date, calendar: Calendar, words: dict[int, tuple[int, str, datetime]] | None
) -> ListedWork:
    state, due_on, submitted_on = (row[f"{STOOD}{name}"] for name in ("state", "due_on", "submitted_on"))
    stands = punctuality(state, due_on, submitted_on, on=day)
    percent, word, word_at = row["percent"], row["last_word"], row["last_word_at"]
    if words is not None:
        percent, word, word_at = words.get(row["pk"], (0, "", None))
    return ListedWork(
        code=row["code"],
        number=row["part__assignment__number"] or "",
        title=row["title"],
        unit=row["unit__name"],
        role=Role(row["role"]),
        origin=row["origin"],
        origin_key=row["origin_key"],
        field=row["field__name"] or "",
        product=row["product"],
        asked_on=row["asked_on"],
        original_due_on=row["original_due_on"],
        due_on=due_on,
        due=_due(stands, due_on, submitted_on, day, calendar),
        stands=stands,
        state=State(state),
        submitted_on=submitted_on,
        percent=percent,
        word=word,
        word_at=word_at,
    )


def _due(
    stands: Punctuality, due_on: date | None, submitted_on: date | None, day: date, calendar: Calendar
) -> DueWords:
    if stands == Punctuality.STOPPED and due_on is not None:
        return DueWords("none", f"{due_on:%d/%m/%Y}", "", None)
    left = calendar.working_days_between(day, due_on) if due_on and due_on >= day else None
    soon = 99 if stands == Punctuality.DUE_SOON else 0
    return due_words(due_on=due_on, today=day, working_days_left=left, done_on=submitted_on, soon_within=soon)
