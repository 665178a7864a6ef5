"""
The head of a form on a sheet: which column holds what, and under which heads each column of figures stands.

    STT | Chỉ tiêu | ĐVT |       Hồ sơ đã giải quyết        |
        |          |     | Tổng số |       Chia ra           |
        |          |     |         | Đúng hạn    | Quá hạn   |
    (1) | (2)      | (3) | (4)=(5)+(6) | (5)     | (6)       |
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

from giaoban.foundation.text import search_key

_HEAD_WITHIN: Final = 30  # rows
_DEEPEST: Final = 5  # rows of one head
_NUMBERS: Final = ("stt", "tt", "so tt", "so thu tu")
_NAMES: Final = ("chi tieu", "noi dung", "chi so", "tieu chi", "danh muc", "ten chi tieu")
_FIELDS: Final = "linh vuc"  # names the lines where no other column does
_UNITS: Final = ("don vi tinh", "dvt", "don vi do", "don vi")
_NOTES: Final = ("ghi chu", "giai thich", "huong dan")
_WORKED_OUT: Final = ("luy ke", "cung ky", "so voi", "ke hoach", "dat %", "ty le dat", "so sanh", "ky truoc")
_CARRIED_OVER: Final = ("tu ky truoc", "ky truoc chuyen sang")  # asked, though the period before is named
_COUNTING: Final = re.compile(r"\(?[0-9A-Z]{1,2}\)?\s*(=.*)?")
_TERM: Final = r"\(?[0-9A-Za-z.]{1,8}\)?"
_SUM: Final = re.compile(rf"{_TERM}(?:\s*\+\s*{_TERM})+")

Span = tuple[int, int, int, int]


class Sheet(Protocol):
    """A sheet as `files.reading` reads it."""

    @property
    def rows(self) -> Sequence[Sequence[str]]: ...

    @property
    def merged(self) -> Sequence[Span]: ...


class Doubt(StrEnum):
    """What is doubtful about a sheet, or was made of it."""

    NO_HEAD = "no_head"
    NO_FIGURES = "no_figures"  # no column for them: one is added
    LEFT_OUT = "left_out"  # a column that the program works out
    NO_NAME = "no_name"
    NO_UNIT = "no_unit"
    NUMBER_TWICE = "number_twice"
    PERCENT = "percent"  # left out: it is not known from what it is worked out
    RATIO = "ratio"  # read as a ratio of two others
    SUM = "sum"  # read as the sum of others
    NO_PARTS = "no_parts"  # a total of which it is not certain what it adds up
    TOO_MANY = "too_many"


@dataclass(frozen=True, slots=True)
class Remark:
    """One doubt: `cell` as people name it ("B7"), `text` what stands there, `more` what was made of it."""

    cell: str
    doubt: Doubt
    text: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """A column of figures: `path` are the heads above it, the widest first; `row` is that of its own head."""

    at: int
    path: tuple[str, ...]
    row: int

    @property
    def label(self) -> str:
        """All heads in one."""
        return ": ".join(self.path)


@dataclass(frozen=True, slots=True)
class Head:
    """
    The head of a form: `row` is its last one; columns by their places, None where there is none.

    `sums` are the sums that the line of column numbers states: of a place, the places that it adds up.
    """

    row: int
    number: int | None
    name: int
    unit: int | None
    note: int | None
    figures: tuple[FigureColumn, ...]
    sums: Mapping[int, tuple[int, ...]]


def find_head(rows: list[list[str]], merged: Sequence[Span], remarks: list[Remark]) -> Head | None:
    """The head among the first rows; None where there is none. Doubts are added to `remarks`."""
    for place, row in enumerate(rows[:_HEAD_WITHIN]):
        keys = [search_key(cell) for cell in row]
        named = [at for kind in (_NAMES, _FIELDS) for at, key in enumerate(keys) if key.startswith(kind)]
        name = named[0] if named else None
        others = [at for at, key in enumerate(keys) if at != name and key]
        if name is None or not any(keys[at] in _NUMBERS or keys[at] in _UNITS for at in others):
            continue
        number = next((at for at in others if keys[at] in _NUMBERS), None)
        unit = next((at for at in others if keys[at] in _UNITS), None)
        note = next((at for at in others if keys[at].startswith(_NOTES)), None)
        last, columns = _columns(rows, place, merged)
        taken = {name, number, unit, note}
        figures = []
        for column in columns:
            if column.at in taken:
                continue
            if _is_worked_out(column.label):
                remarks.append(Remark(address(place, column.at), Doubt.LEFT_OUT, column.label))
            else:
                figures.append(column)
        if not figures:
            remarks.append(Remark(address(place, name), Doubt.NO_FIGURES))
        below = rows[last + 1] if last + 1 < len(rows) else []
        return Head(last, number, name, unit, note, tuple(figures), _sums(below))
    return None


def _is_worked_out(label: str) -> bool:
    key = search_key(label)
    for words in _CARRIED_OVER:
        key = key.replace(words, "")
    return any(words in key for words in _WORKED_OUT)


def is_counting(cells: Sequence[str]) -> bool:
    """Whether all cells number columns: (1), (2), A, (3)=(4)+(5)."""
    return all(_COUNTING.fullmatch(cell) for cell in cells)


def added_up(text: str) -> tuple[str, ...]:
    """The numbers that "(4) + (5)" adds up, as ("4", "5"); none where the text is no plain sum."""
    text = text.strip()
    if not _SUM.fullmatch(text):
        return ()
    return tuple(term.strip(" ().") for term in text.split("+"))


def address(row: int, column: int) -> str:
    """What people call the cell: (6, 1), counted from 0, is B7."""
    letters, left = "", column + 1
    while left:
        left, rest = divmod(left - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def _columns(rows: list[list[str]], place: int, merged: Sequence[Span]) -> tuple[int, list[FigureColumn]]:
    """The last row of the head, and each column that has one with all heads above it."""
    last = _last_row(rows, place, merged)
    origin: dict[tuple[int, int], tuple[int, int]] = {}
    for top, left, bottom, right in merged:
        for row in range(max(top, place), min(bottom, last) + 1):
            origin |= {(row, at): (top, left) for at in range(left, right + 1)}
    columns = []
    width = max(len(row) for row in rows[place : last + 1])
    width = max([width, *(at + 1 for _row, at in origin)])
    for at in range(width):
        cells = list(dict.fromkeys(origin.get((row, at), (row, at)) for row in range(place, last + 1)))
        named = [(row, text) for row, column in cells if (text := _text(rows, row, column))]
        if named:
            columns.append(FigureColumn(at, tuple(text for _row, text in named), named[-1][0]))
    return last, columns


def _last_row(rows: list[list[str]], place: int, merged: Sequence[Span]) -> int:
    """What is merged downwards says how deep the head is; else a row lies below each head that is wide."""
    deepest = min(len(rows), place + _DEEPEST) - 1
    down = [bottom for top, _left, bottom, _right in merged if top == place and bottom > top]
    if down:
        return min(max(down), deepest)
    last = place
    for top, left, bottom, right in sorted(merged):
        if place <= top <= last and right > left and _text(rows, top, left):
            last = max(last, bottom + 1)
    return min(last, deepest)


def _text(rows: list[list[str]], row: int, at: int) -> str:
    return rows[row][at] if at < len(rows[row]) else ""


def _sums(row: Sequence[str]) -> dict[int, tuple[int, ...]]:
    """What the line of column numbers adds up: "(3)=(4)+(5)" at the place of 3."""
    if not is_counting([cell for cell in row if cell]):
        return {}
    told = [(cell.partition("=")[0].strip(" ()"), at) for at, cell in enumerate(row) if cell]
    names = dict(told)
    found = {}
    for at, cell in enumerate(row):
        terms = added_up(cell.partition("=")[2])
        if terms and len(names) == len(told) and all(term in names for term in terms):
            found[at] = tuple(names[term] for term in terms)
    return found
