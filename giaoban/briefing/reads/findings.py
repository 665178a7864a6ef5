"""What a brief says in numbers, counted by the one rule of `duties.reads.figures`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from django.db.models import Count

from giaoban.briefing.reads.period import Period
from giaoban.briefing.reads.rows import Row, UnitName, in_order, rows_of, unit_names, with_words
from giaoban.briefing.reads.scope import Scope
from giaoban.documents.models import Document
from giaoban.duties.reads.figures import STOOD, Figures, counted, whole
from giaoban.duties.vocabulary import Punctuality, State
from giaoban.units.models import Committee
from giaoban.units.models import Field as FieldOfWork

MOST_ROWS: Final = 5_000
"""Rows of one list in a document."""
LISTED: Final = ("overdue", "due_next", "accepted", "submitted", "declined")
"""The lists that a brief prints."""


@dataclass(frozen=True, slots=True)
class Events:
    """What happened to tasks in a period; `returned` counts each task once, however often it came back."""

    asked: int
    accepted_on_time: int
    accepted_late: int
    stopped: int
    returned: int

    @property
    def accepted(self) -> int:
        """Accepted, on time or late."""
        return self.accepted_on_time + self.accepted_late


@dataclass(frozen=True, slots=True)
class Line:
    """One unit or field: its word in addresses ("" for tasks without a field), its name, its figures."""

    key: str
    name: str
    figures: Figures
    helping: Figures  # of the coordinating parts, counted apart; empty for fields


@dataclass(frozen=True, slots=True)
class Source:
    """A paper that gave new tasks; `key` is its code, `name` "" for work that comes from no paper."""

    key: str
    name: str
    asked: int


@dataclass(frozen=True, slots=True)
class Findings:
    """
    All that a brief says in numbers and lists, as it stood at the moment of `scope`.

    `whole_before` and `events_before` are those of `scope.before()`. Lines of units come with the worst
    first, as on the board, fields in their order. `lists` has the first rows of each list of `LISTED`,
    `numbers` the whole length of each, and of `due_next_submitted`: what of `due_next` has been handed in.
    """

    scope: Scope
    computed_at: datetime
    whole: Figures
    helping: Figures
    events: Events
    whole_before: Figures
    events_before: Events
    units: tuple[Line, ...]
    fields: tuple[Line, ...]
    sources: tuple[Source, ...]
    numbers: dict[str, int]
    lists: dict[str, tuple[Row, ...]]

    @property
    def due_soon_and_running(self) -> int:
        """Not yet done, with a deadline that has not passed."""
        return self.whole[Punctuality.RUNNING] + self.whole[Punctuality.DUE_SOON]


def percent_of(part: int, of: int) -> Decimal | None:
    """
    The share in percent, rounded half up to 0.1; None of nothing, which is not 0 percent.

    Sums come first: give it counts of the whole, never averages. Raises ValueError unless 0 <= part <= of.

    >>> percent_of(2, 3), percent_of(0, 0)
    (Decimal('66.7'), None)
    """
    if not 0 <= part <= of:
        raise ValueError(f"part={part} must lie between 0 and {of}")
    if of == 0:
        return None
    return (Decimal(100) * part / of).quantize(Decimal("0.1"), ROUND_HALF_UP)


def brief_of(
    committee: Committee, *, first: date, last: date, now: datetime, rows: int = MOST_ROWS
) -> Findings:
    """
    The findings of `committee` for the days from `first` to `last`, as known at `now`.

    `rows` limits the printed lists, never the numbers. The same arguments give the same findings at any later
    time. Raises ValueError for a period that is out of order or has not begun. Some twenty queries, however
    many the duties.
    """
    scope = Scope.of(committee.pk, Period(first, last), now=now)
    earlier = scope.before()
    by_unit, by_field, everything = _grouped(scope)
    helping = _helping(scope)
    names = unit_names({*by_unit, *helping}, on=scope.day)
    duties, numbers = _lists(scope, everything, rows)
    return Findings(
        scope=scope,
        computed_at=now,
        whole=everything,
        helping=_sum(helping.values()),
        events=_events(scope),
        whole_before=whole(earlier.tasks(), on=earlier.day),
        events_before=_events(earlier),
        units=_unit_lines(by_unit, helping, names),
        fields=_field_lines(by_field, committee),
        sources=_sources(scope),
        numbers=numbers,
        lists={show: rows_of(scope, found, names=names) for show, found in duties.items()},
    )


def _grouped(scope: Scope) -> tuple[dict[int, Figures], dict[int | None, Figures], Figures]:
    """By unit, by field and all together, from one grouped count."""
    by_unit: dict[int, dict[Punctuality, int]] = {}
    by_field: dict[int | None, dict[Punctuality, int]] = {}
    together: dict[Punctuality, int] = {}
    for unit, field, word, number in counted(scope.tasks(), "unit", "field", on=scope.day):
        which = Punctuality(word)
        for counts in (by_unit.setdefault(unit, {}), by_field.setdefault(field, {}), together):
            counts[which] = counts.get(which, 0) + number
    units = {key: Figures(counts) for key, counts in by_unit.items()}
    return units, {key: Figures(counts) for key, counts in by_field.items()}, Figures(together)


def _helping(scope: Scope) -> dict[int, Figures]:
    found: dict[int, dict[Punctuality, int]] = {}
    for unit, word, number in counted(scope.standing().coordinating(), "unit", on=scope.day):
        found.setdefault(unit, {})[Punctuality(word)] = number
    return {unit: Figures(counts) for unit, counts in found.items()}


def _sum(parts: Iterable[Figures]) -> Figures:
    together: dict[Punctuality, int] = {}
    for part in parts:
        for which, number in part.counts.items():
            together[which] = together.get(which, 0) + number
    return Figures(together)


def _events(scope: Scope) -> Events:
    counts = whole(scope.shown("accepted"), on=scope.day)
    return Events(
        asked=scope.shown("asked").count(),
        accepted_on_time=counts[Punctuality.DONE_ON_TIME],
        accepted_late=counts[Punctuality.DONE_LATE],
        stopped=scope.shown("stopped_now").count(),
        returned=scope.shown("returned_now").count(),
    )


def _lists(scope: Scope, everything: Figures, rows: int) -> tuple[dict[str, Any], dict[str, int]]:
    """The printed lists with at most `rows` duties each, and how long each is."""
    states = dict(
        scope.asked()
        .filter(**{f"{STOOD}state__in": (State.SUBMITTED, State.DECLINED)})
        .order_by()
        .values_list(f"{STOOD}state")
        .annotate(number=Count("*"))
    )
    due: dict[str, int] = dict(
        scope.shown("due_next").order_by().values_list(f"{STOOD}state").annotate(number=Count("*"))
    )
    numbers = {
        "overdue": everything[Punctuality.OVERDUE],
        "due_next": sum(due.values()),
        "due_next_submitted": due.get(State.SUBMITTED, 0),
        "submitted": states.get(State.SUBMITTED, 0),
        "declined": states.get(State.DECLINED, 0),
        "accepted": scope.shown("accepted").count(),
    }
    lists = {
        show: list(in_order(show, with_words(scope, scope.shown(show)))[:rows]) if numbers[show] else []
        for show in LISTED
    }
    return lists, numbers


def _unit_lines(
    by_unit: dict[int, Figures], helping: dict[int, Figures], names: dict[int, UnitName]
) -> tuple[Line, ...]:
    nothing = Figures({})
    keys = sorted(
        names.keys() & {*by_unit, *helping},
        key=lambda pk: (
            -by_unit.get(pk, nothing)[Punctuality.OVERDUE],
            -by_unit.get(pk, nothing)[Punctuality.DONE_LATE],
            -by_unit.get(pk, nothing).total,
            names[pk].sort_key,
        ),
    )
    return tuple(
        Line(names[pk].code, names[pk].name, by_unit.get(pk, nothing), helping.get(pk, nothing))
        for pk in keys
    )


def _field_lines(by_field: dict[int | None, Figures], committee: Committee) -> tuple[Line, ...]:
    fields = FieldOfWork.objects.filter(committee=committee).order_by("position", "pk")
    nothing = Figures({})
    lines = [
        Line(str(pk), name, by_field[pk], nothing)
        for pk, name in fields.values_list("pk", "name")
        if pk in by_field
    ]
    return (*lines, *(Line("", "", found, nothing) for pk, found in by_field.items() if pk is None))


def _sources(scope: Scope) -> tuple[Source, ...]:
    """The papers that gave new tasks in the period, those that gave most first."""
    numbers: dict[str, int] = dict(
        scope.shown("asked").order_by().values_list("origin_key").annotate(number=Count("*"))
    )
    papers = {paper.code: paper.short_name for paper in Document.objects.filter(code__in=numbers)}
    found = [Source(key, papers.get(key, ""), number) for key, number in numbers.items()]
    return tuple(sorted(found, key=lambda source: (-source.asked, source.name, source.key)))
