"""The page of figures: tallies by one dimension, units as a tree, two days side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from giaoban.desk.reads.board import Line as NamedLine
from giaoban.desk.reads.board import named_sources, sheet_for
from giaoban.desk.reads.selection import Month, Selection, rows_to_count
from giaoban.desk.reads.words import half_words
from giaoban.duties.models import Sheet
from giaoban.duties.reads.figures import Figures
from giaoban.duties.reads.sheets import Frozen
from giaoban.duties.reads.tallies import Tally, summed, tallies, tally_of
from giaoban.duties.vocabulary import Basis, Changed, Punctuality, Role
from giaoban.foundation.text import sort_key
from giaoban.units.models import Committee, Unit
from giaoban.units.models import Field as FieldOfWork
from giaoban.units.reads import Officer
from giaoban.units.reads.then import units_then
from giaoban.units.reads.tree import KINDS_IN_ORDER
from giaoban.units.vocabulary import UnitKind

DIMENSIONS: Final = ("unit", "committee", "field", "source", "month", "asked")
"""By what the page can be read, as words of its address."""


@dataclass(frozen=True, slots=True)
class Row:
    """
    One line: its word in addresses ("": none), its name, its tally.

    Of a unit `tally` is the sum with all units below it; `depth` is its place in the tree, `below` whether
    there are such units among the lines.
    """

    key: str
    name: str
    tally: Tally
    depth: int = 0
    below: bool = False


@dataclass(frozen=True, slots=True)
class UnitNamed:
    """A unit on the day of the figures; `above` None: at the top."""

    name: str
    kind: UnitKind
    above: str | None


@dataclass(slots=True)
class Statistics:
    """The figures of a day: the lines, all together, coordinating parts apart, the sheets they come from."""

    day: date
    rows: list[Row]
    whole: Tally
    coordinating: Tally
    sheets: list[Sheet]


def statistics_of(
    selection: Selection, officer: Officer, by: str, *, now: datetime, apart: bool = True
) -> Statistics:
    """
    The figures of `selection` by one of `DIMENSIONS`; about six queries. Not `apart`: no coordinating parts.

    They are read from frozen sheets where each of the committees has one for that day and nothing else limits
    the choice, and counted from the standings else; both say the same.
    """
    sheets = _sheets(selection, officer, now)
    helping = replace(selection, role=Role.COORDINATING)
    if sheets:
        table, units = _from_sheets(sheets, selection, by)
        helped = summed(sheet.whole(Role.COORDINATING) for sheet in sheets.values())
    else:
        table, units = _counted(selection, officer, by, now)
        parts = rows_to_count(helping, officer, now=now, by_both=True)
        helped = tally_of(parts, on=selection.day) if apart else Tally()
    return Statistics(
        day=selection.day,
        rows=_rows(by, table, units, selection),
        whole=summed(table.values()),
        coordinating=helped,
        sheets=[sheet.sheet for sheet in sheets.values()],
    )


def _sheets(selection: Selection, officer: Officer, now: datetime) -> dict[int, Frozen]:
    """The sheet of each committee; empty when one of them has none."""
    found: dict[int, Frozen] = {}
    for committee_id in selection.committee_ids:
        sheet = sheet_for(replace(selection, committee_ids=(committee_id,)), officer, now=now)
        if sheet is None:
            return {}
        found[committee_id] = sheet
    return found


Table = dict[Any, Tally]
Units = dict[str, UnitNamed]


def _from_sheets(sheets: dict[int, Frozen], selection: Selection, by: str) -> tuple[Table, Units]:
    role = Role(selection.role or Role.LEAD)
    if by == "committee":
        return {committee_id: sheet.whole(role) for committee_id, sheet in sheets.items()}, {}
    parts: dict[Any, list[Tally]] = {}
    units: Units = {}
    for sheet in sheets.values():
        for key, tally in sheet.tallies(role, by).items():
            parts.setdefault(key, []).append(tally)
        if by == "unit":
            units |= {code: UnitNamed(*facts) for code, facts in sheet.units.items()}
    return {key: summed(found) for key, found in parts.items()}, units


def _counted(selection: Selection, officer: Officer, by: str, now: datetime) -> tuple[Table, Units]:
    table: Table = _tallies(selection, officer, by, now)
    if by != "unit":
        return table, {}
    found = units_then(table, selection.day)
    codes: dict[int | None, str] = {pk: each.code for pk, each in found.items()}
    units = {each.code: UnitNamed(each.name, each.kind, codes.get(each.parent_id)) for each in found.values()}
    return {found[pk].code: tally for pk, tally in table.items()}, units


def _tallies(selection: Selection, officer: Officer, by: str, now: datetime) -> Table:
    return tallies(rows_to_count(selection, officer, now=now, by_both=True), by, on=selection.day)


def _rows(by: str, table: Table, units: Units, selection: Selection) -> list[Row]:
    if by == "unit":
        return _from(tree_rows(table, units), selection.unit_id)
    if by == "field":
        return _field_rows(table, several=len(selection.committee_ids) != 1)
    if by == "committee":
        found = Committee.objects.filter(pk__in=table).order_by("term_to", "name", "pk")
        return [Row(each.code, each.name, table[each.pk]) for each in found]
    if by == "asked":
        return [Row(half.key, half_words(half), table[half]) for half in sorted(table)]
    if by == "month":
        months = sorted(key for key in table if key)
        rows = [Row(key, str(Month.read(key)), table[key]) for key in months]
        return rows + [Row("", "", table[key]) for key in table if not key]
    worst = sorted(table, key=lambda key: (*_worst_first(table[key]), key))
    return [Row(key, "", table[key]) for key in worst]


def _worst_first(tally: Tally) -> tuple[int, int]:
    figures = tally.by(Basis.IN_FORCE)
    return -figures[Punctuality.OVERDUE], -figures.total


def named(rows: Iterable[Row]) -> list[Row]:
    """Lines of papers with the names of the papers; give it those that are shown."""
    rows = list(rows)
    lines = named_sources(NamedLine(row.key, "", Figures({})) for row in rows)
    return [replace(row, name=line.name) for row, line in zip(rows, lines, strict=True)]


def _field_rows(table: Table, *, several: bool) -> list[Row]:
    fields = FieldOfWork.objects.filter(pk__in=[key for key in table if key]).select_related("committee")
    rows = [
        Row(str(each.pk), f"{each.name} ({each.committee.symbol})" if several else each.name, table[each.pk])
        for each in fields.order_by("committee", "position", "pk")
    ]
    return rows + [Row("", "", table[key]) for key in table if key is None]


def tree_rows(table: dict[str, Tally], units: Units) -> list[Row]:
    """
    The units with work and all above them as a tree: each line is the sum of its own work and all below it.

    `units` holds them all by code, and perhaps others, which are left out. Siblings stand in the order of
    lists: by kind, then by spelling.
    """
    below: dict[str | None, list[str]] = {}
    for code in units:
        below.setdefault(units[code].above, []).append(code)
    rows: list[Row] = []

    def walk(code: str, depth: int) -> Tally:
        place = len(rows)
        rows.append(Row(code, units[code].name, Tally(), depth))  # its sum is known when all below are
        children = sorted(below.get(code, ()), key=lambda child: _order(units[child], child))
        parts = [walk(child, depth + 1) for child in children]
        whole = summed([table.get(code, Tally()), *parts])
        rows[place] = replace(rows[place], tally=whole, below=any(part.cells for part in parts))
        return whole

    for top in sorted(below.get(None, ()), key=lambda code: _order(units[code], code)):
        walk(top, 0)
    return [row for row in rows if row.tally.cells]


def _from(rows: list[Row], unit_id: int | None) -> list[Row]:
    """The tree from the chosen unit down: those above it would only repeat its sum."""
    if unit_id is None:
        return rows
    code = Unit.objects.values_list("code", flat=True).get(pk=unit_id)
    start = next((place for place, row in enumerate(rows) if row.key == code), 0)
    depth = rows[start].depth if rows else 0
    return [replace(row, depth=row.depth - depth) for row in rows[start:]]


def _order(unit: UnitNamed, code: str) -> tuple[int, str, str]:
    return KINDS_IN_ORDER.index(unit.kind), sort_key(unit.name), code


@dataclass(frozen=True, slots=True)
class Pair:
    """The same line on two days; None where it was not there."""

    key: str
    name: str
    before: Tally
    after: Tally
    depth: int = 0
    below: bool = False


def side_by_side(before: Statistics, after: Statistics, by: str) -> list[Pair]:
    """
    The lines of two days beside each other in the order of the later day; what was only there before follows.

    A unit that ended in between keeps its line, and so does one that came.
    """
    old, new = {row.key: row for row in before.rows}, {row.key: row for row in after.rows}
    keys = list(new) + [key for key in old if key not in new]
    if by in ("asked", "month"):
        keys.sort(key=lambda key: (key == "", key))
    return [_pair(old.get(key), new.get(key)) for key in keys]


def _pair(old: Row | None, new: Row | None) -> Pair:
    shown = new or old
    if shown is None:
        raise ValueError("a line that stands on neither day")
    return Pair(
        shown.key,
        shown.name,
        old.tally if old else Tally(),
        new.tally if new else Tally(),
        shown.depth,
        (old is not None and old.below) or (new is not None and new.below),
    )


def changes_of(selection: Selection, officer: Officer, *, since: date, now: datetime) -> dict[Changed, int]:
    """How much work was added, finished, stopped, extended, newly overdue, reopened after the day `since`."""
    return {
        which: rows_to_count(replace(selection, change=which, since=since), officer, now=now)
        .order_by()
        .count()
        for which in Changed
    }
