"""The figures of a board: all of them from a few grouped counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final, TypeVar

from django.db.models import F

from giaoban.desk.reads.kept import kept
from giaoban.desk.reads.selection import (
    GROUPS,
    Month,
    Selection,
    duties_of,
    keys_of,
    rows_to_count,
    scope_of,
    stands_as,
)
from giaoban.desk.reads.worklist import WorkRow, work_rows
from giaoban.documents.models import Document
from giaoban.duties.models import Duty
from giaoban.duties.reads.figures import STOOD, Figures, counted, figures, whole
from giaoban.duties.vocabulary import Punctuality, Role, Stage
from giaoban.units.models import Field as FieldOfWork
from giaoban.units.models import Unit
from giaoban.units.reads import Officer
from giaoban.workdays.reads import current_calendar

T = TypeVar("T")
BACK: Final = timedelta(days=30)
"""How far back the change of a figure looks."""
WORST: Final = 10
PAPERS: Final = 10
MOST_KEYS: Final = 500
"""Papers that share the tenth place and are compared further."""


@dataclass(frozen=True, slots=True)
class Line:
    """One unit, field, paper or month with its figures; `key` is its word in addresses."""

    key: str
    name: str
    figures: Figures


@dataclass(slots=True)
class Board:
    """
    What a board shows of tasks (lead duties), and beside them the coordinating parts and what waits.

    `before` is the whole thirty days earlier. `late` counts by (unit id, month) what is overdue or was
    done late, `due` all that was due. `coordinating` holds the open parts; those done are a number. Units
    and the ten worst papers come with the worst first, fields in their order, months in time.
    """

    whole: Figures
    before: Figures
    units: list[Line]
    fields: list[Line]
    sources: list[Line]
    months: list[Line]
    late: dict[tuple[str, str], int]
    due: dict[tuple[str, str], int]
    coordinating: Figures
    coordinating_done: int
    waiting: int
    worst: list[WorkRow]


@dataclass(frozen=True, slots=True)
class _Counts:
    """The grouped counts of one day, by ids."""

    by_unit: dict[int, Figures]
    by_month: dict[str | None, Figures]
    late: dict[tuple[int, str], int]
    due: dict[tuple[int, str], int]
    by_field: dict[int | None, Figures]
    by_source: dict[str, Figures]
    coordinating: Figures
    coordinating_done: int
    waiting: int
    worst: list[Duty]


def board_of(selection: Selection, officer: Officer, *, now: datetime) -> Board:
    """The board of `selection` as `officer` may see it; a dozen queries however much there is."""
    counts = _settled("board", selection, officer, now, lambda: _count(selection, officer, now))
    earlier = selection.on(selection.day - BACK)
    before = _settled("whole", earlier, officer, now, lambda: _whole(earlier, officer, now))
    names = _unit_names(counts.by_unit)
    return Board(
        whole=together(counts.by_month.values()),
        before=before,
        units=_unit_lines(counts.by_unit, names),
        fields=_field_lines(counts.by_field),
        sources=named_sources(_source_lines(counts.by_source)[:PAPERS]),
        months=_month_lines(counts.by_month),
        late={(names[pk][0], month): number for (pk, month), number in counts.late.items()},
        due={(names[pk][0], month): number for (pk, month), number in counts.due.items()},
        coordinating=counts.coordinating,
        coordinating_done=counts.coordinating_done,
        waiting=counts.waiting,
        worst=work_rows(counts.worst, selection, now=now, calendar=current_calendar()),
    )


def lines_of(what: str, selection: Selection, officer: Officer, *, now: datetime) -> list[Line]:
    """
    All units, fields, sources or months of `selection` with their figures; two queries.

    Sources have no names yet: `named_sources` gives them to those that are shown.
    """
    column = {"units": "unit", "fields": "field", "sources": "origin_key", "months": "month"}[what]

    def count() -> dict[Any, Figures]:
        return figures(rows_to_count(selection, officer, now=now), column, on=selection.day)

    found = _settled(what, selection, officer, now, count)
    if what == "units":
        return _unit_lines(found, _unit_names(found))
    if what == "fields":
        return _field_lines(found)
    return _source_lines(found) if what == "sources" else _month_lines(found)


def _worst(selection: Selection, officer: Officer, now: datetime) -> list[Duty]:
    """The tasks that are overdue longest, the longest first."""
    overdue = replace(selection, stands=Punctuality.OVERDUE)
    # Keys first: they are found and sorted in an index, and ten rows are read.
    rows = rows_to_count(overdue, officer, now=now)
    key = keys_of(rows)
    keys = list(rows.order_by(F(f"{STOOD}due_on"), key).values_list(key, flat=True)[:WORST])
    found = duties_of(overdue, officer, now=now).filter(pk__in=keys)
    return list(found.for_list().order_by(F(f"{STOOD}due_on"), "pk"))


def _settled(what: str, selection: Selection, officer: Officer, now: datetime, count: Callable[[], T]) -> T:
    if not selection.is_past(now):
        return count()
    return kept((what, selection, scope_of(selection, officer)), count)


def _whole(selection: Selection, officer: Officer, now: datetime) -> Figures:
    return whole(rows_to_count(selection, officer, now=now), on=selection.day)


def _count(selection: Selection, officer: Officer, now: datetime) -> _Counts:
    day = selection.day
    tasks = rows_to_count(selection, officer, now=now)
    by_unit: dict[int, dict[Punctuality, int]] = {}
    by_month: dict[str | None, dict[Punctuality, int]] = {}
    late: dict[tuple[int, str], int] = {}
    due: dict[tuple[int, str], int] = {}
    for unit_id, month, which, number in counted(tasks, "unit", "month", on=day):
        _add(by_unit.setdefault(unit_id, {}), which, number)
        _add(by_month.setdefault(month, {}), which, number)
        if month is not None and which != Punctuality.STOPPED:
            due[unit_id, month] = due.get((unit_id, month), 0) + number
            if which in GROUPS["late"]:
                late[unit_id, month] = late.get((unit_id, month), 0) + number
    helping, helping_done = _helping(selection, officer, now)
    waiting = rows_to_count(replace(selection, role="", stage=Stage.HANDED_IN), officer, now=now)
    return _Counts(
        by_unit={pk: Figures(found) for pk, found in by_unit.items()},
        by_month={month: Figures(found) for month, found in by_month.items()},
        late=late,
        due=due,
        by_field=figures(tasks, "field", on=day),
        by_source=_worst_sources(selection, officer, now),
        coordinating=helping,
        coordinating_done=helping_done,
        waiting=waiting.order_by().count(),
        worst=_worst(selection, officer, now),
    )


def _helping(selection: Selection, officer: Officer, now: datetime) -> tuple[Figures, int]:
    """The figures of coordinating parts that are open, and the number of those done."""
    rows, day = rows_to_count(replace(selection, role=Role.COORDINATING), officer, now=now), selection.day
    if selection.is_past(now):  # one pass: there the index does not begin with the stage
        found = whole(rows, on=day)
        is_open = {which: found[which] for which in GROUPS["open"] if found[which]}
        return Figures(is_open), found.done
    return whole(rows.filter(stands_as("open", on=day)), on=day), rows.filter(
        stands_as("done", on=day)
    ).order_by().count()


def _worst_sources(selection: Selection, officer: Officer, now: datetime) -> dict[str, Figures]:
    """
    The sources with most overdue work, at least `PAPERS` where so many are late, else all of them.

    First which they are, from what is overdue alone: there may be thousands, and ten are shown.
    """
    day = selection.day
    overdue = rows_to_count(replace(selection, stands=Punctuality.OVERDUE), officer, now=now)
    late = {key: number for key, _word, number in counted(overdue, "origin_key", on=day)}
    tasks = rows_to_count(selection, officer, now=now)
    if len(late) < PAPERS:
        return figures(tasks, "origin_key", on=day)
    least = sorted(late.values(), reverse=True)[PAPERS - 1]
    worst = [key for key, number in late.items() if number >= least]
    return figures(tasks.filter(origin_key__in=worst[:MOST_KEYS]), "origin_key", on=day)


def _add(counts: dict[Punctuality, int], which: Punctuality, number: int) -> None:
    counts[which] = counts.get(which, 0) + number


def together(parts: Iterable[Figures]) -> Figures:
    """The sum of figures."""
    together: dict[Punctuality, int] = {}
    for part in parts:
        for which, number in part.counts.items():
            _add(together, which, number)
    return Figures(together)


def _unit_lines(found: dict[int, Figures], names: dict[int, tuple[str, str]]) -> list[Line]:
    return _worst_first(Line(*names[pk], counts) for pk, counts in found.items())


def _worst_first(lines: Iterable[Line]) -> list[Line]:
    """By the number overdue, then by the number done late, then by how much there is."""
    return sorted(
        lines,
        key=lambda line: (
            -line.figures[Punctuality.OVERDUE],
            -line.figures[Punctuality.DONE_LATE],
            -line.figures.total,
            line.name,
        ),
    )


def _unit_names(ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    # All units come at once where most of them have work: 3,400 keys would be too many for one statement.
    wanted = list(ids)
    units = Unit.objects.filter(pk__in=wanted) if len(wanted) < 500 else Unit.objects.all()
    return {pk: (code, name) for pk, code, name in units.values_list("pk", "code", "name")}


def _field_lines(found: dict[int | None, Figures]) -> list[Line]:
    fields = FieldOfWork.objects.filter(pk__in=[pk for pk in found if pk]).order_by("position", "pk")
    lines = [Line(str(pk), name, found[pk]) for pk, name in fields.values_list("pk", "name")]
    return lines + [Line("", "", rest) for pk, rest in found.items() if pk is None]


def _source_lines(found: dict[str, Figures]) -> list[Line]:
    return _worst_first(Line(key, "", counts) for key, counts in found.items())


def named_sources(lines: Iterable[Line]) -> list[Line]:
    """Lines of papers with the names of the papers; work that comes from no paper keeps an empty name."""
    lines = list(lines)
    papers = {
        paper.code: paper for paper in Document.objects.filter(code__in=[x.key for x in lines if x.key])
    }
    return [replace(line, name=_paper_name(papers.get(line.key), line.key)) for line in lines]


def _paper_name(paper: Document | None, key: str) -> str:
    return paper.short_name if paper else key


def _month_lines(found: dict[str | None, Figures]) -> list[Line]:
    lines = [Line(key, str(Month.read(key)), found[key]) for key in sorted(k for k in found if k)]
    return lines + [Line("", "", rest) for key, rest in found.items() if key is None]
