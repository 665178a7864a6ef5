"""
Tables of figures and of who has sent what as files: workbook, CSV, data.

Each is written row by row. docs/reports.md tells the shapes.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from giaoban.documents.layout.paper import CellValue
from giaoban.documents.layout.tables import Sheet, SheetColumn
from giaoban.reports.figures import MISSING
from giaoban.reports.models import Period
from giaoban.reports.reads.headings import COLUMN_WORDS, measured_in, short_name
from giaoban.reports.reads.pivot import NO_COUNT, Grid, Place
from giaoban.reports.reads.sent import Sent
from giaoban.reports.vocabulary import By
from giaoban.ui import formats

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""A text that begins so would be reckoned by the program that opens a CSV file."""


@dataclass(frozen=True, slots=True)
class Head:
    """A column of a table: its words, its width in a workbook, the decimals of its numbers (None: text)."""

    words: str
    width: float = 14
    decimals: int | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """A table on its way out: `titles` stand above it, `rows` are read once."""

    name: str
    titles: tuple[str, ...]
    heads: tuple[Head, ...]
    rows: Iterable[Sequence[CellValue]]


def table_of(grid: Grid) -> Taken:
    """A pivot as it is on screen, every row: numbers are numbers, a figure that is missing an empty cell."""
    asked = grid.asked_for
    reported, expected = grid.reported[-1], grid.expected[-1]
    titles = [
        f"{asked.regime.name}: {asked.unit.name}",
        asked.last.name,
        _("As of %(moment)s; reports of %(reported)s of %(expected)s units count.")
        % {
            "moment": formats.moment(grid.as_of),
            "reported": formats.number(reported),
            "expected": formats.number(expected),
        },
    ]
    if asked.day is not None:
        titles.append(f"{asked.view.label}: {formats.day(asked.day)}")
    heads, rows = _by_items(grid) if asked.by == By.ITEMS else _by_units(grid)
    return Taken(_("Figures"), tuple(titles), heads, rows)


def _by_units(grid: Grid) -> tuple[tuple[Head, ...], Iterator[Sequence[CellValue]]]:
    heads = (
        Head(_("Code"), 12),
        Head(_("Unit"), 40),
        *(Head(_place_words(place, grid), 14, place.decimals) for place in grid.places),
        Head(_("Reports that count"), 12, 0),
        Head(_("Reports expected"), 12, 0),
    )
    return heads, _unit_rows(grid)


def _unit_rows(grid: Grid) -> Iterator[Sequence[CellValue]]:
    decimals = [place.decimals for place in grid.places]
    for index, row in enumerate(grid.rows):
        numbers = [
            _number(value, digits)
            for value, digits in zip(grid.values[index].tolist(), decimals, strict=True)
        ]
        is_sum = row.unit_id == grid.asked_for.unit.pk
        name = _("Together: %(unit)s") % {"unit": row.name} if is_sum and len(grid.rows) > 1 else row.name
        yield [row.official_code or row.code, name, *numbers, grid.reported[index], grid.expected[index]]


def _by_items(grid: Grid) -> tuple[tuple[Head, ...], Iterator[Sequence[CellValue]]]:
    if not grid.places:
        return (Head(_("Indicator"), 50),), iter(())
    wide = sum(1 for place in grid.places if place.measure.key == grid.places[0].measure.key)
    # Rows differ in their decimals, so each number keeps those that it has.
    heads = [Head(_("Indicator"), 50), Head(_("Unit of measure"), 16)]
    for place in grid.places[:wide]:
        words = _column_words(place, grid)
        heads.append(Head(words, 14, decimals=_ANY))
        if grid.asked[-1][grid.places.index(place)] != NO_COUNT:
            heads.append(Head(_("%(column)s: reports") % {"column": words}, 12))
    return tuple(heads), _item_rows(grid, wide)


_ANY: Final = -1


def _item_rows(grid: Grid, wide: int) -> Iterator[Sequence[CellValue]]:
    values, given, asked = grid.values[-1].tolist(), grid.given[-1].tolist(), grid.asked[-1].tolist()
    for start in range(0, len(grid.places), wide):
        measure = grid.places[start].measure
        cells: list[CellValue] = [measure.label, _units_of(grid.places[start : start + wide])]
        for index in range(start, start + wide):
            cells.append(_number(values[index], grid.places[index].decimals))
            if asked[index] != NO_COUNT:
                cells.append(f"{given[index]}/{asked[index]}")
        yield cells


def _units_of(places: Sequence[Place]) -> str:
    """The unit of measure of a line; of percentages also that of their differences."""
    unit = places[0].measure.unit
    others = {measured_in(unit, place.column) for place in places} - {unit}
    return (
        _("%(unit)s (differences: %(points)s)") % {"unit": unit, "points": others.pop()} if others else unit
    )


def _number(value: int, decimals: int) -> CellValue:
    if value == MISSING:
        return None
    return value if not decimals else Decimal(value).scaleb(-decimals)


def _column_words(place: Place, grid: Grid) -> str:
    return short_name(place.period) if grid.asked_for.by_period else str(COLUMN_WORDS[place.column])


def _place_words(place: Place, grid: Grid) -> str:
    said = measured_in(place.measure.unit, place.column)
    unit = f" ({said})" if said else ""
    one = not grid.asked_for.by_period and len(grid.asked_for.columns) == 1
    more = "" if one else f" – {_column_words(place, grid)}"
    return f"{place.measure.label}{unit}{more}"


def sheet_of(table: Taken) -> Sheet:
    """The table as a workbook: numbers with their format, head and names stay in sight."""
    columns = tuple(
        SheetColumn(head.words, head.width, None if head.decimals == _ANY else head.decimals)
        for head in table.heads
    )
    rows = (tuple(row) for row in table.rows)
    frozen = 2 if len(columns) > 2 else 0
    return Sheet(table.name, table.titles, columns, rows, frozen_columns=frozen)


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, words: str) -> str:
        return words


def csv_of(table: Taken) -> Iterator[str]:
    """
    The table as CSV in pieces, with the mark by which Excel knows UTF-8.

    In Vietnamese numbers have a decimal comma and columns a semicolon between them, as Excel of that language
    wants it; in English a point and a comma.
    """
    comma = (get_language() or "vi").startswith("vi")
    writer = csv.writer(_Echo(), delimiter=";" if comma else ",", lineterminator="\r\n")
    yield "\ufeff"
    yield writer.writerow([_plain(head.words) for head in table.heads])
    for row in table.rows:
        yield writer.writerow([_field(value, comma=comma) for value in row])


def _field(value: CellValue, *, comma: bool) -> str:
    match value:
        case None:
            return ""
        case Decimal() | float():
            text = f"{value:f}"
            return text.replace(".", ",") if comma else text
        case int():
            return str(value)
        case datetime() | date():
            return value.isoformat()
    return _plain(str(value))


def _plain(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def json_of(grid: Grid) -> Iterator[str]:
    """A pivot as one JSON object, in pieces: exact numbers as text, None for missing, n of m for each."""
    asked = grid.asked_for
    head = {
        "format": "giaoban.figures/1",
        "regime": {"code": asked.regime.code, "name": asked.regime.name},
        "unit": {"code": asked.unit.code, "name": asked.unit.name},
        "view": asked.view.value,
        "on": asked.day.isoformat() if asked.day else None,
        "as_of": grid.as_of.astimezone(UTC).isoformat(),
        "columns": [_place_facts(place) for place in grid.places],
    }
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "rows": ['
    decimals = [place.decimals for place in grid.places]
    for index, row in enumerate(grid.rows):
        facts = {
            "unit": row.code,
            "official_code": row.official_code,
            "name": row.name,
            "is_sum": row.unit_id == asked.unit.pk,
            "reported": grid.reported[index],
            "expected": grid.expected[index],
            "values": [_text(v, d) for v, d in zip(grid.values[index].tolist(), decimals, strict=True)],
            "given": [None if n == NO_COUNT else n for n in grid.given[index].tolist()],
            "of": [None if n == NO_COUNT else n for n in grid.asked[index].tolist()],
        }
        yield (",\n" if index else "\n") + json.dumps(facts, ensure_ascii=False)
    yield "\n]}\n"


def json_of_sent(found: Sent, *, at: datetime) -> Iterator[str]:
    """The list of who has sent as one JSON object, in pieces."""
    tally = found.tally
    head = {
        "format": "giaoban.sent/1",
        "regime": {"code": found.period.regime.code, "name": found.period.regime.name},
        "unit": {"code": found.unit.code, "name": found.unit.name},
        "period": _period_facts(found.period),
        "as_of": at.astimezone(UTC).isoformat(),
        "expected": tally.expected,
        "came": tally.came,
        "in_time": tally.in_time,
        "late": tally.late,
        "by_state": {came.value: count for came, count in tally.counts.items()},
    }
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "rows": ['
    for index, row in enumerate(found.every()):
        told = row.stands
        facts = {
            "unit": row.report.unit.code,
            "official_code": row.report.unit.official_code,
            "name": row.report.unit.name,
            "report": row.report.code,
            "state": row.report.state,
            "came": told.came.value,
            "late_days": told.late_days,
            "due_on": told.due_on.isoformat() if told.due_on else None,
            "sent_on": told.sent_on.isoformat() if told.sent_on else None,
        }
        yield (",\n" if index else "\n") + json.dumps(facts, ensure_ascii=False)
    yield "\n]}\n"


def _place_facts(place: Place) -> dict[str, Any]:
    return {
        "item": place.measure.key,
        "label": place.measure.label,
        "measured_in": measured_in(place.measure.unit, place.column),
        "decimals": place.decimals,
        "column": place.column.value,
        "period": _period_facts(place.period),
    }


def _period_facts(period: Period) -> dict[str, Any]:
    return {
        "code": period.code,
        "kind": period.kind,
        "year": period.year,
        "number": period.number,
        "name": period.name,
        "starts_on": period.starts_on.isoformat(),
        "ends_on": period.ends_on.isoformat(),
    }


def _text(value: int, decimals: int) -> str | None:
    if value == MISSING:
        return None
    return f"{Decimal(value).scaleb(-decimals):f}" if decimals else str(value)
