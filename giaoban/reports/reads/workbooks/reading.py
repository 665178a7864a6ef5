"""What stands in a workbook that came back: its keys, and every field with its place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from xlsxwriter.utility import xl_rowcol_to_cell

from giaoban.files.reading import LIMIT_BYTES, Reason, Unreadable, read_values
from giaoban.reports.figures import MISSING, unpack
from giaoban.reports.reads.workbooks.places import (
    KEYS_SHEET,
    KEYS_VERSION,
    MARK_FIELDS,
    MARK_UNITS,
    NO_DATA,
)

_WIDTHS: Final = (1, 2, 4, 8)
_MOST_SLOTS: Final = 5_000


@dataclass(frozen=True, slots=True)
class Base:
    """How the form of one report stood when the workbook was written."""

    stamp: str
    cells: dict[int, int] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)  # of texts, by item
    typed: dict[int, str] = field(default_factory=dict)

    def state(self, slot: int) -> int | str | None:
        """What stood there: a figure, a text that was none, nothing."""
        return self.cells.get(slot, self.typed.get(slot))


@dataclass(frozen=True, slots=True)
class Found:
    """One field of the workbook: whose (the report's code), which, its raw value and where it stands."""

    report: str
    key: str
    value: object
    sheet: str
    address: str


@dataclass(frozen=True, slots=True)
class WorkbookFile:
    """A workbook of forms; `strays` are filled cells that belong to no unit or no field."""

    period: str
    form: int
    bases: dict[str, Base]
    found: tuple[Found, ...]
    strays: tuple[tuple[str, str], ...] = ()


def read_workbook(data: bytes, *, filename: str) -> WorkbookFile:
    """
    The workbook as `write_workbook` makes them.

    Raises Unreadable and nothing else; a workbook that is none of ours is `Reason.NOT_A_DOCUMENT`.
    """
    sheets = read_values(data, filename=filename, limit_bytes=LIMIT_BYTES)
    keys = next((sheet for sheet in sheets if sheet["name"] == KEYS_SHEET), None)
    if keys is None:
        raise Unreadable(Reason.NOT_A_DOCUMENT, "no sheet of keys")
    try:
        period, form, bases = _keys(keys["rows"])
    except (ValueError, TypeError, IndexError, KeyError, AttributeError) as fault:
        raise Unreadable(Reason.CORRUPT, "keys") from fault
    found: list[Found] = []
    strays: list[tuple[str, str]] = []
    for sheet in sheets:
        mark = sheet["rows"][0][0] if sheet["rows"] and sheet["rows"][0] else ""
        if mark in (MARK_UNITS, MARK_FIELDS):
            for place, stray in _fields(sheet, fields_down=mark == MARK_FIELDS):
                (strays.append if stray else found.append)(place)  # type: ignore[arg-type]
    if not found:
        raise Unreadable(Reason.NOT_A_DOCUMENT, "no fields")
    return WorkbookFile(period, form, bases, tuple(found), tuple(strays))


def _keys(rows: list[list[Any]]) -> tuple[str, int, dict[str, Base]]:
    if [str(value) for value in rows[0][:2]] != ["giaoban", str(KEYS_VERSION)]:
        raise ValueError("another version")
    period, form = str(rows[1][1]), int(rows[2][1])
    bases = {}
    for row in rows[3:]:
        _kind, code, stamp, packed, marks, typed = (str(value) for value in row[:6])
        bases[code] = Base(
            stamp,
            _cells(packed),
            dict(json.loads(marks)),
            {int(k): str(v) for k, v in json.loads(typed).items()},
        )
    return period, form, bases


def _cells(packed: str) -> dict[int, int]:
    data = bytes.fromhex(packed)
    if not data:
        return {}
    if data[0] not in _WIDTHS or (len(data) - 1) % data[0]:
        raise ValueError("not a packed row")
    row = unpack(data, min((len(data) - 1) // data[0], _MOST_SLOTS))
    return {slot: int(value) for slot, value in enumerate(row) if value != MISSING}


def _fields(sheet: dict[str, Any], *, fields_down: bool) -> Iterator[tuple[Found | tuple[str, str], bool]]:
    """Each field of a sheet, or with True the sheet and address of what is filled but belongs nowhere."""
    name, rows = str(sheet["name"]), sheet["rows"]
    across = [str(value).strip() for value in rows[0]]
    for at, row in enumerate(rows[1:], start=1):
        down = str(row[0]).strip() if row else ""
        if down == NO_DATA:
            continue
        for column, value in enumerate(row[1:], start=1):
            over = across[column] if column < len(across) else ""
            if not over:
                continue
            address = xl_rowcol_to_cell(at, column)
            if down:
                report, key = (over, down) if fields_down else (down, over)
                yield Found(report, key, value, name, address), False
            elif str(value).strip():
                yield (name, address), True
