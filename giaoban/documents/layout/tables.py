"""Lists as Excel workbooks: one sheet, ready to filter and to print."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, BinaryIO

import xlsxwriter

from .paper import CellValue
from .wording import clean

_FONT = {"font_name": "Times New Roman", "font_size": 12}
_CELL = {**_FONT, "border": 1, "valign": "top"}
_HEAD_COLOUR = "#DCE6F1"
_A4 = 9
_MOST_TEXT = 32_767  # characters in one cell
_MOST_DIGITS = 10**15  # a larger whole number would lose its last digits
_FIRST_YEAR = 1900  # Excel counts days from here


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column; `width` in characters, `decimals` fixes the digits after the comma of its numbers."""

    title: str
    width: float = 16
    decimals: int | None = None
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """
    A list: `titles` stand above it, one per row, the first larger and bold.

    `rows` may be a generator; it is read once and not kept. Numbers and dates stay numbers and dates,
    a datetime is shown as its own clock reads, None is an empty cell, text is never a formula or link.
    `frozen_columns` stay in sight, as the head row always does.
    """

    name: str
    titles: tuple[str, ...]
    columns: tuple[SheetColumn, ...]
    rows: Iterable[tuple[CellValue, ...]]
    frozen_columns: int = 0


def to_xlsx(sheet: Sheet) -> bytes:
    """The bytes of a workbook. Raises `ValueError` for a row with more values than columns."""
    buffer = io.BytesIO()
    write_xlsx(sheet, buffer)
    return buffer.getvalue()


def write_xlsx(sheet: Sheet, target: BinaryIO) -> None:
    """
    Write a workbook into `target`, row by row: the memory it takes does not grow with the rows.

    Raises `ValueError` for a row with more values than columns.
    """
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        page = book.add_worksheet(_sheet_name(sheet.name))
        head = _write_titles(book, page, sheet)
        looks = [_Looks(book, column) for column in sheet.columns]
        last = head
        for last, row in enumerate(sheet.rows, start=head + 1):
            if len(row) > len(sheet.columns):
                raise ValueError(f"A row has {len(row)} values for {len(sheet.columns)} columns.")
            for place, look in enumerate(looks):
                look.write(page, last, place, row[place] if place < len(row) else None)
        if sheet.columns:
            page.autofilter(head, 0, last, len(sheet.columns) - 1)


def _write_titles(book: Any, page: Any, sheet: Sheet) -> int:
    """Titles, an empty row, the head row and the page set-up; the number of the head row, from 0."""
    faces = [
        book.add_format({**_FONT, "font_size": size, "bold": bold, "italic": not bold, "align": "center"})
        for size, bold in ((14, True), (12, False))
    ]
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width)
    for row, title in enumerate(sheet.titles):
        if len(sheet.columns) > 1:
            page.merge_range(row, 0, row, len(sheet.columns) - 1, "", faces[min(row, 1)])
        page.write_string(row, 0, clean(title)[:_MOST_TEXT], faces[min(row, 1)])
    head = len(sheet.titles) + 1 if sheet.titles else 0
    look = book.add_format(
        {
            **_CELL,
            "bold": True,
            "align": "center",
            "valign": "vcenter",
            "text_wrap": True,
            "bg_color": _HEAD_COLOUR,
        }
    )
    for place, column in enumerate(sheet.columns):
        page.write_string(head, place, clean(column.title), look)
    page.freeze_panes(head + 1, sheet.frozen_columns)
    page.repeat_rows(head)
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.6, right=0.4, top=0.6, bottom=0.6)
    page.set_footer("&C&P/&N")
    return head


class _Looks:
    """The formats of one column and the right one for each value."""

    def __init__(self, book: Any, column: SheetColumn) -> None:
        base = {**_CELL, **({"align": "center"} if column.centred else {})}
        digits = f".{'0' * column.decimals}" if column.decimals else ""
        any_digits = column.decimals is None
        self.text = book.add_format({**base, "text_wrap": True})
        self.whole = book.add_format({**base, "num_format": f"#,##0{digits}"})
        self.number = book.add_format({**base, "num_format": "#,##0.##" if any_digits else f"#,##0{digits}"})
        self.day = book.add_format({**base, "align": "center", "num_format": "dd/mm/yyyy"})
        self.moment = book.add_format({**base, "align": "center", "num_format": "dd/mm/yyyy hh:mm"})

    def write(self, page: Any, row: int, place: int, value: CellValue) -> None:
        """`value` in its cell; what Excel cannot hold as a number or date is written as text."""
        match value:
            case None | "":
                page.write_blank(row, place, None, self.text)
            case datetime() if value.year >= _FIRST_YEAR:
                page.write_datetime(row, place, value.replace(tzinfo=None), self.moment)
            case date() if value.year >= _FIRST_YEAR:
                page.write_datetime(row, place, value, self.day)
            case int() | float() | Decimal() if math.isfinite(value) and -_MOST_DIGITS < value < _MOST_DIGITS:
                amount = float(value)
                page.write_number(row, place, amount, self.whole if amount.is_integer() else self.number)
            case _:
                page.write_string(row, place, _cleaned(str(value)), self.text)


@lru_cache(maxsize=8_192)
def _cleaned(text: str) -> str:
    """Most cells of a list hold what others hold: units, states, papers."""
    return clean(text)[:_MOST_TEXT]


def _sheet_name(name: str) -> str:
    """A name that Excel accepts: 31 characters, without its seven forbidden ones."""
    kept = re.sub(r"[\[\]:*?/\\]", "-", clean(name).replace("\n", " "))[:31].strip("' ")
    return "Sheet1" if not kept or kept.lower() == "history" else kept
