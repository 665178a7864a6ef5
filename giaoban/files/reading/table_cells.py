"""
The cells of a workbook, taken out in a process of its own: `python table_cells.py SHEETS ROWS COLUMNS`.

The library is native code; a workbook of a kilobyte may ask it for a terabyte, and then it ends the process.
Apart from the web process it may do so without harm: memory and time are limited here. The script needs
nothing of the project.

Input: the bytes of the workbook; the arguments bound what is taken of it. Output: {"sheets": [{"name",
"rows": [[cell, …], …], "merged": [[top, left, bottom, right], …]}, …]}, rows and columns from the first of
the sheet on. A cell is a text, a number, true or false, or {"at": "ISO 8601"}. Or {"refused": reason,
"detail": …}.
"""

from __future__ import annotations

import importlib
import io
import json
import signal
import sys
from datetime import date, datetime
from typing import Any, Final

MOST_LETTERS: Final = 20_000  # of one cell; Excel itself stops at 32,767
_MOST_LETTERS_IN_ALL: Final = 20_000_000
_MOST_CELLS: Final = 2_000_000  # of one sheet, empty ones too: a sheet may claim 17 thousand million
_MOST_MERGED: Final = 50_000
_LIMIT_MEMORY_BYTES: Final = 208 * 1024**2
_LIMIT_SECONDS: Final = 1.7

Answer = dict[str, Any]


class _TooMuch(Exception):
    """More than a table may hold."""


def limit_resources() -> None:
    """Bound memory and processor time of this process, where the system can."""
    try:
        resource = importlib.import_module("resource")
    except ImportError:  # not on Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (_LIMIT_MEMORY_BYTES, _LIMIT_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.setitimer(signal.ITIMER_PROF, _LIMIT_SECONDS)


def cells_of(data: bytes, *, sheets: int, rows: int, columns: int) -> Answer:
    """The answer for one workbook."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        found = [_sheet(book.get_sheet_by_name(name), rows, columns) for name in book.sheet_names[:sheets]]
    except _TooMuch as error:
        return {"refused": "too_large", "detail": str(error)}
    except (CalamineError, ValueError, IndexError, OverflowError, OSError) as error:
        return {"refused": "corrupt", "detail": type(error).__name__}
    return {"sheets": found}


def _sheet(sheet: Any, rows: int, columns: int) -> Answer:
    if sheet.start is None:
        return {"name": sheet.name, "rows": [], "merged": []}
    bottom, right = sheet.end
    if bottom >= rows or sheet.height * sheet.width > _MOST_CELLS or right >= _MOST_CELLS:
        raise _TooMuch(f"{sheet.height} rows")
    letters, kept = 0, []
    for cells in sheet.iter_rows():
        row = [_cell(value) for value in cells[:columns]]
        letters += sum(len(cell) for cell in row if isinstance(cell, str))
        if letters > _MOST_LETTERS_IN_ALL:
            raise _TooMuch("too many letters")
        kept.append(row)
    merged = [(*first, *last) for first, last in (sheet.merged_cell_ranges or ())[:_MOST_MERGED]]
    return {"name": sheet.name[:200], "rows": kept, "merged": merged}


def _cell(value: object) -> object:
    if isinstance(value, bool | int | float):
        return value
    if isinstance(value, datetime | date):
        return {"at": value.isoformat()}
    return str(value)[:MOST_LETTERS]


if __name__ == "__main__":
    limit_resources()
    most_sheets, most_rows, most_columns = map(int, sys.argv[1:4])
    try:
        answer = cells_of(sys.stdin.buffer.read(), sheets=most_sheets, rows=most_rows, columns=most_columns)
        json.dump(answer, sys.stdout, ensure_ascii=False)
    except MemoryError:
        json.dump({"refused": "zip_bomb", "detail": "memory"}, sys.stdout)
