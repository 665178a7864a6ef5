"""Reading tables (.xlsx, .xls, .csv): cells as text in their places, with what was merged; no Django."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any, Final

from giaoban.files.reading.apart import answer_of
from giaoban.files.reading.archive import Archive
from giaoban.files.reading.legacy import detect_legacy
from giaoban.files.reading.names import extension
from giaoban.files.reading.office import refuse_marked_workbook
from giaoban.files.reading.package import main_part
from giaoban.files.reading.paper import LIMIT_BYTES, Reason, Unreadable
from giaoban.files.reading.plain import read_txt
from giaoban.files.reading.reader import KNOWN_REFUSALS, kind_of
from giaoban.files.reading.secrecy import marked_secret
from giaoban.files.reading.table_cells import MOST_LETTERS
from giaoban.foundation.text import heaped

TABLES: Final = ("xlsx", "xls", "csv")
MOST_SHEETS: Final = 12
MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 100
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM: Final = "EncryptedPackage".encode("utf-16-le")
_MACRO_STREAM: Final = "_VBA_PROJECT".encode("utf-16-le")
_INVISIBLE: Final = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")

Span = tuple[int, int, int, int]
"""First row, first column, last row, last column, counted from 0."""


@dataclass(frozen=True, slots=True)
class SheetTable:
    """
    One sheet: its rows from the first one on, every cell as text, `merged` cells by their places.

    Rows and columns count from the sheet's own first cell, so `rows[4]` is what people call row 5. Days are
    written dd/mm/yyyy, whole numbers without a point; a merged cell has its text in its first place alone.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    merged: tuple[Span, ...] = ()


def read_tables(data: bytes, *, filename: str, limit_bytes: int = LIMIT_BYTES) -> list[SheetTable]:
    """
    The sheets of a table file that hold anything, at most `MOST_SHEETS`.

    Raises Unreadable and nothing else, whatever the bytes are.
    """
    ending = extension(filename)
    if ending in KNOWN_REFUSALS or ending in {"xlsm", "xlsb", "xltm"}:
        raise Unreadable(KNOWN_REFUSALS.get(ending, Reason.MACRO), ending)
    if ending not in TABLES:
        raise Unreadable(Reason.NOT_A_DOCUMENT, f"extension {ending!r}")
    if not data:
        raise Unreadable(Reason.EMPTY)
    if len(data) > limit_bytes:
        raise Unreadable(Reason.TOO_LARGE, f"{len(data)} bytes")
    sheets = [_csv(data)] if ending == "csv" else _workbook(data, ending)
    kept = [sheet for sheet in sheets if any(any(row) for row in sheet.rows)]
    if not kept:
        raise Unreadable(Reason.NO_TEXT, "only empty cells")
    for sheet in kept:
        _refuse_marked(sheet)
    return kept


def read_values(data: bytes, *, filename: str, limit_bytes: int = LIMIT_BYTES) -> list[dict[str, Any]]:
    """
    The sheets of an .xlsx as `table_cells` answers them, so that a number typed as one stays a number.

    For workbooks that the program itself wrote. Refuses what `read_tables` refuses; raises nothing else.
    """
    ending = extension(filename)
    if ending in KNOWN_REFUSALS or ending in {"xlsm", "xlsb", "xltm"}:
        raise Unreadable(KNOWN_REFUSALS.get(ending, Reason.MACRO), ending)
    if ending != "xlsx":
        raise Unreadable(Reason.NOT_A_DOCUMENT, f"extension {ending!r}")
    if not data:
        raise Unreadable(Reason.EMPTY)
    if len(data) > limit_bytes:
        raise Unreadable(Reason.TOO_LARGE, f"{len(data)} bytes")
    sheets = _raw_workbook(data, ending)
    for found in sheets:
        _refuse_marked(_sheet(found))
    return sheets


def _refuse_marked(sheet: SheetTable) -> None:
    if any(heaped(cell) for row in sheet.rows for cell in row):
        raise Unreadable(Reason.NOT_A_DOCUMENT, "marks heaped upon a letter")
    head = [line for row in sheet.rows[:40] for cell in row for line in cell.split("\n")]
    if marked_secret(head=head, boxes=()):
        raise Unreadable(Reason.SECRET, "marking in the table")
    legacy = detect_legacy([cell for row in sheet.rows[:400] for cell in row])
    if legacy is not None:
        raise Unreadable(Reason.LEGACY_ENCODING, legacy)


def _workbook(data: bytes, ending: str) -> list[SheetTable]:
    return [_sheet(found) for found in _raw_workbook(data, ending)]


def _raw_workbook(data: bytes, ending: str) -> list[dict[str, Any]]:
    if data.startswith(_OLE):
        if _ENCRYPTED_STREAM in data:
            raise Unreadable(Reason.ENCRYPTED, "OLE")
        if ending != "xls":
            raise Unreadable(Reason.NOT_A_DOCUMENT, "OLE")
        if _MACRO_STREAM in data:
            raise Unreadable(Reason.MACRO, "OLE")
    elif data.startswith(b"PK"):
        refuse_other_package(data)
    else:
        raise Unreadable(Reason.NOT_A_DOCUMENT, kind_of(data))
    return raw_sheets(data, sheets=MOST_SHEETS, rows=MOST_ROWS)


def refuse_other_package(data: bytes) -> None:
    """Raises Unreadable unless the zip is a workbook without programs and without markings on its margins."""
    archive = Archive(data)
    kind, _part = main_part(archive)
    if kind != "xlsx":
        raise Unreadable(Reason.NOT_A_DOCUMENT, kind)
    refuse_marked_workbook(archive)


def raw_sheets(data: bytes, *, sheets: int, rows: int) -> list[dict[str, Any]]:
    """
    The first sheets of a workbook as `table_cells` answers them, read apart from this process.

    Raises Unreadable, also when a sheet has more rows than `rows`.
    """
    found: list[dict[str, Any]] = answer_of("table_cells.py", data, sheets, rows, MOST_COLUMNS)["sheets"]
    return found


def _sheet(found: dict[str, Any]) -> SheetTable:
    rows = tuple(tuple(_cell(value) for value in cells) for cells in found["rows"])
    return SheetTable(clean_cell(found["name"]), rows, tuple(_spans(found["merged"], len(rows))))


def _spans(merged: list[list[int]], height: int) -> Iterator[Span]:
    """The merged cells that begin in the table. Raises Unreadable where they lie upon each other."""
    covered = 0
    for top, left, bottom, right in merged:
        if top >= height or left >= MOST_COLUMNS:
            continue
        covered += max(min(bottom, height - 1) - top + 1, 0) * max(min(right, MOST_COLUMNS - 1) - left + 1, 0)
        if covered > height * MOST_COLUMNS:
            raise Unreadable(Reason.XML_BOMB, "merged cells lie upon each other")
        yield top, left, bottom, right


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "x" if value else ""
    if isinstance(value, dict):
        return _day(datetime.fromisoformat(value["at"]))
    if isinstance(value, float | int):
        whole = isinstance(value, int) or (value.is_integer() and abs(value) < 10**15)
        return str(int(value)) if whole else repr(value)
    return clean_cell(str(value))


def _day(at: datetime) -> str:
    day = f"{at:%d/%m/}{at.year:04d}"
    return day if at.time() == time() else f"{day} {at:%H:%M}"


def clean_cell(text: str) -> str:
    """Text of a cell: its lines kept, blanks collapsed, nothing invisible, at most `MOST_LETTERS`."""
    plain = _CONTROLS.sub(" ", _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    lines = (" ".join(line.split()) for line in plain[:MOST_LETTERS].split("\n"))
    return "\n".join(line for line in lines if line)


def _csv(data: bytes) -> SheetTable:
    text = read_txt(data).text
    head = text[:4000]
    delimiter = max(",;\t", key=head.count)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        rows: list[tuple[str, ...]] = []
        for cells in reader:
            if len(rows) >= MOST_ROWS:
                raise Unreadable(Reason.TOO_LARGE, "rows")
            rows.append(tuple(clean_cell(cell) for cell in cells[:MOST_COLUMNS]))
    except csv.Error as error:
        raise Unreadable(Reason.CORRUPT, "csv") from error
    return SheetTable("CSV", tuple(rows))


def unmerged(sheet: SheetTable, *, down_only_from: int = MOST_ROWS) -> list[list[str]]:
    """
    The rows as a full rectangle with the text of merged cells in every place that they cover.

    Rows from `down_only_from` on take text from above alone: there a cell merged to the right is a heading.
    """
    width = max((len(row) for row in sheet.rows), default=0)
    rows = [[*row, *[""] * (width - len(row))] for row in sheet.rows]
    for top, left, bottom, right in sheet.merged:
        if top >= len(rows) or left >= width:
            continue
        text = rows[top][left]
        last = left if top >= down_only_from else min(right, width - 1)
        for row in range(top, min(bottom, len(rows) - 1) + 1):
            for column in range(left, last + 1):
                rows[row][column] = text
    return rows


def spans_across(sheet: SheetTable) -> dict[int, int]:
    """How many columns the widest merged cell of each row covers; rows without one are left out."""
    widest: dict[int, int] = {}
    for top, left, bottom, right in _whole(sheet.merged):
        if right > left and top == bottom:
            widest[top] = max(widest.get(top, 0), right - left + 1)
    return widest


def _whole(spans: Sequence[Span]) -> list[Span]:
    return [span for span in spans if span[0] <= span[2] and span[1] <= span[3]]
