"""Rows of a CSV or .xlsx file as text, with the row numbers that people see in their spreadsheet."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from django.utils.translation import gettext as _

from giaoban.files.reading import Reason, Unreadable, raw_sheets, refuse_other_package
from giaoban.files.vocabulary import explain
from giaoban.foundation.text import normalise
from giaoban.foundation.verdict import Refused

MOST_BYTES: Final = 20 * 1024 * 1024
MOST_ROWS: Final = 100_000
MOST_COLUMNS: Final = 100
NUMBER_MARK: Final = "\x00"  # before the text of a numeric cell: spreadsheets drop leading zeros


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: its number in the file (the head is row 1 as a rule) and its cells as text."""

    number: int
    cells: tuple[str, ...]


def read_table(content: bytes, *, name: str) -> list[TableRow]:
    """
    The rows of a file that are not empty, told apart by the end of `name` and by content.

    Cells are normalised text; a cell that held a number begins with `NUMBER_MARK`. Raises `Refused` with
    a sentence for the person when the file cannot be read or is too large.
    """
    if len(content) > MOST_BYTES:
        raise Refused(_("The file is larger than 20 MB. Split it into several."))
    ending = PurePath(name).suffix.lower()
    if content.startswith(b"PK") or ending == ".xlsx":
        rows = _xlsx(content)
    elif content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused(_("This is an old or protected Excel file. Save it as .xlsx without a password."))
    else:
        rows = _csv(content)
    return [row for row in rows if any(cell.strip(NUMBER_MARK) for cell in row.cells)]


def _too_many() -> Refused:
    return Refused(_("The file has more than 100,000 rows. Split it into several."))


def _csv(content: bytes) -> list[TableRow]:
    text = _decoded(content)
    head = text[: text.find("\n") + 1 or None]
    delimiter = max(",;\t", key=head.count)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        rows: list[TableRow] = []
        before = 0
        for cells in reader:
            if len(rows) >= MOST_ROWS:
                raise _too_many()
            rows.append(TableRow(before + 1, tuple(_clean(cell) for cell in cells[:MOST_COLUMNS])))
            before = reader.line_num
    except csv.Error as fault:
        raise Refused(_("Row %(row)s of the file cannot be read.") % {"row": reader.line_num}) from fault
    return rows


def _decoded(content: bytes) -> str:
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as fault:
        raise Refused(_("The file is not UTF-8 text. Save it as “CSV UTF-8” or as .xlsx.")) from fault
    if "\x00" in text:
        raise Refused(_("The file is not a table. Choose a CSV or .xlsx file."))
    return text


def _xlsx(content: bytes) -> list[TableRow]:
    try:
        refuse_other_package(content)
        sheet = raw_sheets(content, sheets=1, rows=MOST_ROWS)
    except Unreadable as refusal:
        if refusal.reason == Reason.TOO_LARGE:
            raise _too_many() from refusal
        if refusal.reason in {Reason.CORRUPT, Reason.NOT_A_DOCUMENT}:
            words = _("The Excel file cannot be read. Save it again as .xlsx without a password.")
            raise Refused(words) from refusal
        raise Refused(str(explain(refusal))) from refusal
    rows = sheet[0]["rows"] if sheet else []
    return [TableRow(n, tuple(_cell(c) for c in cells)) for n, cells in enumerate(rows, start=1)]


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, float | int):
        return NUMBER_MARK + (str(int(value)) if float(value).is_integer() else str(value))
    if isinstance(value, dict):
        return _clean(value["at"].replace("T", " "))
    return _clean(str(value))


def _clean(text: str) -> str:
    return " ".join(normalise(text).split())
