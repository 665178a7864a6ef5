"""The figures of a board: all of them from a few grouped counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, TypeVar

from django.core.cache import cache
from django.db.models import F

from giaoban.desk.reads.selection import GROUPS, Month, Selection, duties_of
from giaoban.desk.reads.worklist import WorkRow, work_rows
from giaoban.documents.models import Document
from giaoban.duties.reads.figures import STOOD, Figures, counted, figures, whole
from giaoban.duties.vocabulary import Punctuality, Role, State
from giaoban.units.models import Field as FieldOfWork
from giaoban.units.models import Unit
from giaoban.units.reads import Officer
from giaoban.workdays.reads import current_calendar

T = TypeVar("T")
BACK: Final = timedelta(days=30)
"""How far back the change of a figure looks."""
KEPT_SECONDS: Final = 300
WORST: Final = 10


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
    done late. Lines of units and papers come with the worst first, fields in their order, months in time.
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
    waiting: int
    worst: list[WorkRow]


def board_of(selection: Selection, officer: Officer, *, now: datetime) -> Board:
    """The board of `selection` as `officer` may see it; eight queries at most, three for names among them."""
    counts = _kept("board", selection, officer, now, lambda: _count(selection, officer, now))
    earlier = selection.on(selection.day - BACK)
    before = _kept("whole", earlier, officer, now, lambda: _whole(earlier, officer, now))
    names = _unit_names(counts.by_unit)
    return Board(
        whole=_sum(counts.by_month.values()),
        before=before,
        units=_worst_first(Line(*names[pk], found) for pk, found in counts.by_unit.items()),
        fields=_field_lines(counts.by_field),
        sources=_source_lines(counts.by_source),
        months=_month_lines(counts.by_month),
        late={(names[pk][0], month): number for (pk, month), number in counts.late.items()},
        due={(names[pk][0], month): number for (pk, month), number in counts.due.items()},
        coordinating=counts.coordinating,
        waiting=counts.waiting,
        worst=counts.worst,
    )


def worst_of(selection: Selection, officer: Officer, *, now: datetime) -> list[WorkRow]:
    """The tasks that are overdue longest, the longest first; two queries, one more for a past day."""
    overdue = duties_of(replace(selection, stands=Punctuality.OVERDUE), officer, now=now)
    found = list(overdue.for_list().order_by(F(f"{STOOD}due_on"), "pk")[:WORST])
    return work_rows(found, selection, now=now, calendar=current_calendar())


def _kept(what: str, selection: Selection, officer: Officer, now: datetime, count: Callable[[], T]) -> T:
    """
    `count()`, kept for a few minutes when the day is past: how things stood then does not change.

    Only of a whole committee, of which everybody who may ask sees the same.
    """
    if not selection.is_past(now) or selection.committee_id not in officer.whole_committee_ids:
        return count()
    key = f"board.{what}.{hash(selection)}"
    kept: tuple[Selection, T] | None = cache.get(key)
    if kept is not None and kept[0] == selection:
        return kept[1]
    found = count()
    cache.set(key, (selection, found), KEPT_SECONDS)
    return found


def _whole(selection: Selection, officer: Officer, now: datetime) -> Figures:
    return whole(duties_of(selection, officer, now=now), on=selection.day)


def _count(selection: Selection, officer: Officer, now: datetime) -> _Counts:
    day = selection.day
    tasks = duties_of(selection, officer, now=now)
    by_unit: dict[int, dict[Punctuality, int]] = {}
    by_month: dict[str | None, dict[Punctuality, int]] = {}
    late: dict[tuple[int, str], int] = {}
    due: dict[tuple[int, str], int] = {}
    for unit_id, month, word, number in counted(tasks, "unit", "month", on=day):
        which = Punctuality(word)
        _add(by_unit.setdefault(unit_id, {}), which, number)
        _add(by_month.setdefault(month, {}), which, number)
        if month is not None and which != Punctuality.STOPPED:
            due[unit_id, month] = due.get((unit_id, month), 0) + number
            if which in GROUPS["late"]:
                late[unit_id, month] = late.get((unit_id, month), 0) + number
    helping = duties_of(replace(selection, role=Role.COORDINATING), officer, now=now)
    waiting = duties_of(replace(selection, role="", state=State.SUBMITTED), officer, now=now)
    return _Counts(
        by_unit={pk: Figures(found) for pk, found in by_unit.items()},
        by_month={month: Figures(found) for month, found in by_month.items()},
        late=late,
        due=due,
        by_field=figures(tasks, "field", on=day),
        by_source=figures(tasks, "origin_key", on=day),
        coordinating=whole(helping, on=day),
        waiting=waiting.count(),
        worst=worst_of(selection, officer, now=now),
    )


def _add(counts: dict[Punctuality, int], which: Punctuality, number: int) -> None:
    counts[which] = counts.get(which, 0) + number


def _sum(parts: Iterable[Figures]) -> Figures:
    together: dict[Punctuality, int] = {}
    for part in parts:
        for which, number in part.counts.items():
            _add(together, which, number)
    return Figures(together)


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
