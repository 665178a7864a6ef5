"""Reading tables (.xlsx, .xls, .csv): cells as text in their places, with what was merged; no Django."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final

from python_calamine import CalamineError, CalamineWorkbook

from giaoban.files.reading.archive import Archive
from giaoban.files.reading.legacy import detect_legacy
from giaoban.files.reading.names import extension
from giaoban.files.reading.package import main_part
from giaoban.files.reading.paper import LIMIT_BYTES, Reason, Unreadable
from giaoban.files.reading.plain import read_txt
from giaoban.files.reading.reader import KNOWN_REFUSALS, kind_of
from giaoban.files.reading.secrecy import marked_secret

TABLES: Final = ("xlsx", "xls", "csv")
MOST_SHEETS: Final = 12
MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 100
MOST_LETTERS: Final = 20_000  # of one cell; Excel itself stops at 32,767
_MOST_CELLS: Final = 2_000_000  # of one sheet, empty ones too: a sheet may claim 17 thousand million
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


def _refuse_marked(sheet: SheetTable) -> None:
    head = [line for row in sheet.rows[:40] for cell in row for line in cell.split("\n")]
    if marked_secret(head=head, boxes=()):
        raise Unreadable(Reason.SECRET, "marking in the table")
    legacy = detect_legacy([cell for row in sheet.rows[:400] for cell in row])
    if legacy is not None:
        raise Unreadable(Reason.LEGACY_ENCODING, legacy)


def _workbook(data: bytes, ending: str) -> list[SheetTable]:
    if data.startswith(_OLE):
        if _ENCRYPTED_STREAM in data:
            raise Unreadable(Reason.ENCRYPTED, "OLE")
        if ending != "xls":
            raise Unreadable(Reason.NOT_A_DOCUMENT, "OLE")
        if _MACRO_STREAM in data:
            raise Unreadable(Reason.MACRO, "OLE")
    elif data.startswith(b"PK"):
        kind, _part = main_part(Archive(data))
        if kind != "xlsx":
            raise Unreadable(Reason.NOT_A_DOCUMENT, kind)
    else:
        raise Unreadable(Reason.NOT_A_DOCUMENT, kind_of(data))
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = book.sheet_names[:MOST_SHEETS]
        return [_sheet(book, name) for name in names]
    except (CalamineError, ValueError, IndexError, OverflowError, OSError) as error:
        raise Unreadable(Reason.CORRUPT, type(error).__name__) from error


def _sheet(book: Any, name: str) -> SheetTable:
    sheet = book.get_sheet_by_name(name)
    if sheet.start is None:
        return SheetTable(name, ())
    top, left = sheet.start
    if sheet.height > MOST_ROWS or sheet.height * sheet.width > _MOST_CELLS:
        raise Unreadable(Reason.TOO_LARGE, f"{sheet.height} rows")
    body = sheet.to_python(skip_empty_area=True)
    before = ("",) * left
    rows = [()] * top + [(*before, *(_cell(value) for value in cells))[:MOST_COLUMNS] for cells in body]
    spans = (
        (first[0], first[1], last[0], last[1])
        for first, last in sheet.merged_cell_ranges or ()
        if first[0] < len(rows) and first[1] < MOST_COLUMNS
    )
    return SheetTable(clean_cell(name), tuple(rows), tuple(spans))


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "x" if value else ""
    if isinstance(value, datetime):
        day = f"{value:%d/%m/}{value.year:04d}"
        return day if value.time() == time() else f"{day} {value:%H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/}{value.year:04d}"
    if isinstance(value, float | int):
        whole = isinstance(value, int) or (value.is_integer() and abs(value) < 10**15)
        return str(int(value)) if whole else repr(value)
    return clean_cell(str(value))


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
