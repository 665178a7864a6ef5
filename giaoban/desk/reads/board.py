"""The figures of a board: all of them from a few grouped counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import F

from giaoban.desk.reads.selection import (
    GROUPS,
    Month,
    Selection,
    duties_of,
    keys_of,
    rows_to_count,
    stands_as,
)
from giaoban.desk.reads.worklist import WorkRow, work_rows
from giaoban.documents.models import Document
from giaoban.duties.models import Duty
from giaoban.duties.reads.figures import STOOD, Figures, counted, figures, standing_on, whole
from giaoban.duties.reads.sheets import Frozen, frozen
from giaoban.duties.vocabulary import Basis, Punctuality, Role, Stage
from giaoban.units.models import Field as FieldOfWork
from giaoban.units.reads import Officer
from giaoban.units.reads.then import units_then
from giaoban.workdays.reads import current_calendar

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
    """The grouped counts of one day; units by their codes, whose names of that day are in `names`."""

    names: dict[str, str]
    by_unit: dict[str, Figures]
    by_month: dict[str | None, Figures]
    late: dict[tuple[str, str], int]
    due: dict[tuple[str, str], int]
    by_field: dict[int | None, Figures]
    by_source: dict[str, Figures]
    coordinating: Figures
    coordinating_done: int
    waiting: int
    worst: list[Duty]


def sheet_for(selection: Selection, officer: Officer, *, now: datetime) -> Frozen | None:
    """
    The frozen figures that answer `selection`: of a past day of one whole committee without any filter.

    None where there are none; what was counted then is the same. At most one query.
    """
    if len(selection.committee_ids) != 1 or not selection.is_whole(officer):
        return None
    if not (selection.is_past(now) and selection.is_plain):
        return None
    return frozen(selection.committee_ids[0], selection.day)


def board_of(selection: Selection, officer: Officer, *, now: datetime) -> Board:
    """The board of `selection` as `officer` may see it; a dozen queries however much there is."""
    sheet = sheet_for(selection, officer, now=now)
    counts = _read(sheet, now) if sheet else _count(selection, officer, now)
    return Board(
        whole=together(counts.by_month.values()),
        before=_whole(selection.on(selection.day - BACK), officer, now),
        units=_unit_lines(counts.by_unit, counts.names),
        fields=_field_lines(counts.by_field),
        sources=named_sources(_source_lines(counts.by_source)[:PAPERS]),
        months=_month_lines(counts.by_month),
        late=counts.late,
        due=counts.due,
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
    dimension = what.removesuffix("s")
    sheet = sheet_for(selection, officer, now=now)
    found: dict[Any, Figures]
    if sheet:
        tables = sheet.tallies(Role.LEAD, dimension)
        found = {key: tally.by(Basis.IN_FORCE) for key, tally in tables.items()}
        names = {code: name for code, (name, _kind, _above) in sheet.units.items()}
    else:
        column = "origin_key" if what == "sources" else dimension
        found = figures(rows_to_count(selection, officer, now=now), column, on=selection.day)
        names = {}
        if what == "units":
            units = units_then(found, selection.day)
            names = {each.code: each.name for each in units.values()}
            found = {units[pk].code: counts for pk, counts in found.items()}
    if what == "units":
        return _unit_lines(found, names)
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


def _whole(selection: Selection, officer: Officer, now: datetime) -> Figures:
    sheet = sheet_for(selection, officer, now=now)
    if sheet:
        return sheet.whole(Role.LEAD).by(Basis.IN_FORCE)
    return whole(rows_to_count(selection, officer, now=now), on=selection.day)


class _Months:
    """What is gathered from the numbers by unit and month."""

    def __init__(self, rows: Iterable[tuple[Any, str | None, Punctuality, int]]) -> None:
        units: dict[Any, dict[Punctuality, int]] = {}
        months: dict[str | None, dict[Punctuality, int]] = {}
        self.late: dict[tuple[Any, str], int] = {}
        self.due: dict[tuple[Any, str], int] = {}
        for unit, month, which, number in rows:
            _add(units.setdefault(unit, {}), which, number)
            _add(months.setdefault(month, {}), which, number)
            if month is not None and which != Punctuality.STOPPED:
                self.due[unit, month] = self.due.get((unit, month), 0) + number
                if which in GROUPS["late"]:
                    self.late[unit, month] = self.late.get((unit, month), 0) + number
        self.by_unit = {unit: Figures(found) for unit, found in units.items()}
        self.by_month = {month: Figures(found) for month, found in months.items()}


def _read(sheet: Frozen, now: datetime) -> _Counts:
    """The counts as they were frozen."""
    months = _Months(sheet.by_unit_and_month)
    helping = sheet.whole(Role.COORDINATING).by(Basis.IN_FORCE)
    longest = sheet.facts["longest"]
    worst = standing_on(sheet.sheet.day, now=now).filter(code__in=longest).for_list()
    sources = sheet.tallies(Role.LEAD, "source")
    fields = sheet.tallies(Role.LEAD, "field")
    return _Counts(
        names={code: name for code, (name, _kind, _above) in sheet.units.items()},
        by_unit=months.by_unit,
        by_month=months.by_month,
        late=months.late,
        due=months.due,
        by_field={key: tally.by(Basis.IN_FORCE) for key, tally in fields.items()},
        by_source={key: tally.by(Basis.IN_FORCE) for key, tally in sources.items()},
        coordinating=_open_alone(helping),
        coordinating_done=helping.done,
        waiting=sheet.facts["waiting"],
        worst=sorted(worst, key=lambda duty: longest.index(duty.code)),
    )


def _count(selection: Selection, officer: Officer, now: datetime) -> _Counts:
    day = selection.day
    tasks = rows_to_count(selection, officer, now=now)
    found = counted(tasks, "unit", "month", on=day)
    units = units_then({unit_id for unit_id, *_rest in found}, day)
    months = _Months((units[pk].code, month, which, number) for pk, month, which, number in found)
    helping, helping_done = _helping(selection, officer, now)
    waiting = rows_to_count(replace(selection, role="", stage=Stage.HANDED_IN), officer, now=now)
    return _Counts(
        names={each.code: each.name for each in units.values()},
        by_unit=months.by_unit,
        by_month=months.by_month,
        late=months.late,
        due=months.due,
        by_field=figures(tasks, "field", on=day),
        by_source=_worst_sources(selection, officer, now),
        coordinating=helping,
        coordinating_done=helping_done,
        waiting=waiting.order_by().count(),
        worst=_worst(selection, officer, now),
    )


def _open_alone(found: Figures) -> Figures:
    return Figures({which: found[which] for which in GROUPS["open"] if found[which]})


def _helping(selection: Selection, officer: Officer, now: datetime) -> tuple[Figures, int]:
    """The figures of coordinating parts that are open, and the number of those done."""
    rows, day = rows_to_count(replace(selection, role=Role.COORDINATING), officer, now=now), selection.day
    if selection.is_past(now):  # one pass: there the index does not begin with the stage
        found = whole(rows, on=day)
        return _open_alone(found), found.done
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


def _unit_lines(found: dict[str, Figures], names: dict[str, str]) -> list[Line]:
    return _worst_first(Line(code, names[code], counts) for code, counts in found.items())


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
