"""
A form proposed from a sheet as offices keep them: number, indicator, unit of measure, columns of figures.

    STT | Chỉ tiêu               | Đơn vị tính | Nam | Nữ | Ghi chú
    I   | Hạ tầng số             |             |     |    |
    1   | Số hồ sơ tiếp nhận     | hồ sơ       |     |    |
    1.1 | Trong đó: trực tuyến   | hồ sơ       |     |    |
    1.2 | Tỷ lệ trực tuyến       | %           |     |    |

Roman numbers, capital letters and lines without figures in capitals are headings. One column of figures
makes plain indicators, several make a table. Columns that the program works out by itself (year-to-date, the
same period last year, the plan) are left out and named. What is doubtful is said by cell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, Protocol

from giaoban.foundation.text import normalise, search_key
from giaoban.reports.forming.definition import (
    Definition,
    Item,
    Nature,
    Ratio,
    Rule,
    RuleKind,
    Section,
    SectionKind,
    Severity,
)
from giaoban.reports.forming.editing import Asked, Numbering, add_item, add_section

MOST_ITEMS: Final = 500
_HEAD_WITHIN: Final = 30  # rows
_LONGEST: Final = 300
_NUMBERS: Final = ("stt", "tt", "so tt", "so thu tu")
_NAMES: Final = ("chi tieu", "noi dung", "chi so", "tieu chi", "danh muc", "ten chi tieu")
_UNITS: Final = ("don vi tinh", "dvt", "don vi do", "don vi")
_NOTES: Final = ("ghi chu", "giai thich", "huong dan")
_WORKED_OUT: Final = ("luy ke", "cung ky", "so voi", "ke hoach", "dat %", "ty le dat", "so sanh", "ky truoc")
_ROMAN: Final = re.compile(r"[IVX]{1,5}[.)]?")
_CAPITAL: Final = re.compile(r"[A-ZĐ][.)]?")
_COUNTING: Final = re.compile(r"\(?[0-9A-Z]{1,2}\)?(=.*)?")
_PART: Final = re.compile(r"[-+*–•\s]*(trong đó|trong do)\b[:\s]*", re.IGNORECASE)
_BULLET: Final = re.compile(r"^[-+*–•]\s*")
_DECIMALS: Final = {
    "%": 1, "trieu dong": 1, "ty dong": 2, "nghin dong": 0, "ha": 2, "km": 1, "km2": 2, "tan": 1, "m3": 1,
}  # fmt: skip
_YES_NO: Final = ("co/khong", "co / khong", "co hoac khong", "co khong")
_AT_A_DAY: Final = ("hien co", "dang co", "tinh den", "den ngay", "cuoi ky", "thoi diem")
_TEXTS: Final = ("van ban", "loi", "danh gia", "noi dung", "mo ta")


class Sheet(Protocol):
    """A sheet as `files.reading` reads it."""

    @property
    def rows(self) -> Sequence[Sequence[str]]: ...

    @property
    def merged(self) -> Sequence[tuple[int, int, int, int]]: ...


class Doubt(StrEnum):
    """What is doubtful about a sheet."""

    NO_HEAD = "no_head"
    NO_FIGURES = "no_figures"  # no column for them: one is added
    LEFT_OUT = "left_out"  # a column that the program works out
    NO_NAME = "no_name"
    NO_UNIT = "no_unit"
    NUMBER_TWICE = "number_twice"
    PERCENT = "percent"  # left out: it is not known from what it is worked out
    RATIO = "ratio"  # read as a ratio of two others
    TOO_MANY = "too_many"


@dataclass(frozen=True, slots=True)
class Remark:
    """One doubt: `cell` as people name it ("B7"), `text` what stands there, `more` what was made of it."""

    cell: str
    doubt: Doubt
    text: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """The form that a sheet seems to be, and what is doubtful about it."""

    definition: Definition
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class _Head:
    row: int
    number: int | None
    name: int
    unit: int | None
    note: int | None
    figures: tuple[tuple[int, str], ...]


def build(sheet: Sheet, numbering: Numbering) -> Proposal:
    """The form that `sheet` seems to be; with one remark `NO_HEAD` and nothing else where it is none."""
    rows = [[" ".join(normalise(cell).split()) for cell in row] for row in sheet.rows]
    remarks: list[Remark] = []
    head = _head(rows, sheet.merged, remarks)
    if head is None:
        return Proposal(Definition(), (Remark("A1", Doubt.NO_HEAD),))
    maker = _Maker(head, numbering, remarks)
    for place in range(head.row + 1, len(rows)):
        maker.line(place, rows[place])
    definition = Definition(tuple(section for section in maker.definition.sections if section.items))
    return Proposal(definition, tuple(remarks))


def _head(
    rows: list[list[str]], merged: Sequence[tuple[int, int, int, int]], remarks: list[Remark]
) -> _Head | None:
    for place, row in enumerate(rows[:_HEAD_WITHIN]):
        keys = [search_key(cell) for cell in row]
        name = next((at for at, key in enumerate(keys) if key.startswith(_NAMES)), None)
        others = [at for at, key in enumerate(keys) if at != name and key]
        if name is None or not any(keys[at] in _NUMBERS or keys[at] in _UNITS for at in others):
            continue
        number = next((at for at in others if keys[at] in _NUMBERS), None)
        unit = next((at for at in others if keys[at] in _UNITS), None)
        note = next((at for at in others if keys[at].startswith(_NOTES)), None)
        last, labels = _labels(rows, place, merged)
        taken = {name, number, unit, note}
        figures = []
        for at, label in labels.items():
            if at in taken or not label:
                continue
            if any(word in search_key(label) for word in _WORKED_OUT):
                remarks.append(Remark(address(place, at), Doubt.LEFT_OUT, label))
            else:
                figures.append((at, label))
        if not figures:
            remarks.append(Remark(address(place, name), Doubt.NO_FIGURES))
        return _Head(last, number, name, unit, note, tuple(figures))
    return None


def _labels(
    rows: list[list[str]], place: int, merged: Sequence[tuple[int, int, int, int]]
) -> tuple[int, dict[int, str]]:
    """The last row of the head, and the label of each column: of two rows of heads, both."""
    row = rows[place]
    labels = {at: cell for at, cell in enumerate(row) if cell}
    wide = [span for span in merged if span[0] == place and span[3] > span[1] and row[span[1]]]
    if not wide or place + 1 >= len(rows):
        return place, labels
    below = rows[place + 1]
    for top, left, _bottom, right in wide:
        for at in range(left, right + 1):
            part = below[at] if at < len(below) else ""
            labels[at] = f"{rows[top][left]}: {part}" if part else rows[top][left]
    return place + 1, dict(sorted(labels.items()))


class _Maker:
    """Makes items of the lines of a sheet, one after another."""

    def __init__(self, head: _Head, numbering: Numbering, remarks: list[Remark]) -> None:
        self.definition = Definition()
        self._head = head
        self._numbering = numbering
        self._remarks = remarks
        self._title = ""
        self._by_code: dict[str, Item] = {}
        self._before: Item | None = None  # the one before the last
        self._last: Item | None = None
        self._count = 0

    def line(self, place: int, row: list[str]) -> None:
        """Read one line: a heading, an item, or nothing."""
        head = self._head
        number, name, unit = (_at(row, column) for column in (head.number, head.name, head.unit))
        filled = [cell for cell in row if cell]
        if not filled or (name and all(_COUNTING.fullmatch(cell) for cell in filled)):
            return
        if not _BULLET.sub("", name).strip():
            if number:
                self._remarks.append(Remark(address(place, head.name), Doubt.NO_NAME, number))
            return
        if _is_heading(number, name, unit):
            self._heading(number.rstrip(".)"), _BULLET.sub("", name))
            return
        self._item(place, row, (number.rstrip(".)"), name[:_LONGEST], unit[:60]))

    def _heading(self, number: str, name: str) -> None:
        """A heading keeps its number; below it the numbers of items may begin at 1 again."""
        self._title = (f"{number}. {name}" if number else name)[:_LONGEST]
        self._by_code, self._before, self._last = {}, None, None

    def _item(self, place: int, row: list[str], said: tuple[str, str, str]) -> None:
        code, name, unit = said
        head = self._head
        if self._count >= MOST_ITEMS:
            if self._count == MOST_ITEMS:
                self._remarks.append(Remark(address(place, head.name), Doubt.TOO_MANY, name))
            self._count += 1
            return
        kind = self._kind(unit)
        asked = self._asked(place, said, _at(row, head.note), kind)
        if asked is None:
            return
        if code and code in self._by_code:
            self._remarks.append(Remark(address(place, head.number or 0), Doubt.NUMBER_TWICE, code))
        section = self._section(kind)
        self.definition = add_item(self.definition, section.id, asked, self._numbering)
        self._count += 1
        made = next(each for each in self.definition.sections if each.id == section.id).items[-1]
        self._before, self._last = self._last, made
        if code:
            self._by_code.setdefault(code, self._last)

    def _kind(self, unit: str) -> SectionKind:
        key = search_key(unit)
        if key in _YES_NO:
            return SectionKind.QUESTIONS
        if key in _TEXTS:
            return SectionKind.NARRATIVE
        return SectionKind.TABLE if len(self._head.figures) > 1 else SectionKind.INDICATORS

    def _section(self, kind: SectionKind) -> Section:
        """The section that goes on, or a new one where heading or kind changed."""
        sections = self.definition.sections
        title = self._title or "Chỉ tiêu báo cáo"
        if not sections or (sections[-1].title, sections[-1].kind) != (title, kind):
            columns = tuple(label for _at, label in self._head.figures)
            self.definition = add_section(self.definition, kind, title, self._numbering, columns)
        return self.definition.sections[-1]

    def _asked(self, place: int, said: tuple[str, str, str], note: str, kind: SectionKind) -> Asked | None:
        code, name, unit = said
        if kind in {SectionKind.QUESTIONS, SectionKind.NARRATIVE}:
            return Asked(name=_BULLET.sub("", name), code=code, hint=note[:_LONGEST])
        key = search_key(name)
        if not unit:
            self._remarks.append(
                Remark(address(place, self._head.unit or self._head.name), Doubt.NO_UNIT, name)
            )
        whole = self._above(code)
        asked = Asked(
            name=_BULLET.sub("", name),
            code=code,
            unit=unit,
            decimals=_DECIMALS.get(search_key(unit), 0),
            nature=_nature(key),
            hint=note[:_LONGEST],
        )
        if search_key(unit) == "%" or key.startswith(("ty le", "ti le")):
            return self._ratio(place, asked, whole)
        if whole is not None and whole.cells and _PART.match(name) and len(whole.cells) == 1:
            rule = Rule(RuleKind.AT_MOST, Severity.WARN, slots=(whole.cells[0].slot,))
            return replace(asked, rules=(rule,))
        return asked

    def _ratio(self, place: int, asked: Asked, whole: Item | None) -> Asked | None:
        """A percentage is worked out from two figures: the one before it and the one that it is a part of."""
        where = address(place, self._head.name)
        part = self._last
        if part is not None and whole in {None, part}:
            whole = self._beside(part)
        if part is None or whole is None or part is whole or len(part.cells) != 1 or len(whole.cells) != 1:
            self._remarks.append(Remark(where, Doubt.PERCENT, asked.name))
            return None
        self._remarks.append(Remark(where, Doubt.RATIO, asked.name, f"{part.name} : {whole.name}"))
        ratio = Ratio(part.cells[0].slot, whole.cells[0].slot)
        return replace(asked, unit=asked.unit or "%", nature=Nature.RATIO, ratio=ratio, decimals=1)

    def _beside(self, part: Item) -> Item | None:
        """What `part` may be a share of where no number says so: the line before it in the same unit."""
        before = self._before
        return before if before is not None and part.unit and before.unit == part.unit else None

    def _above(self, code: str) -> Item | None:
        """The item that this one is a part of: 1 for 1.1; the last one with a number for a dash."""
        if "." in code:
            return self._by_code.get(code.rpartition(".")[0])
        if code:
            return None
        return next(reversed(self._by_code.values()), None)


def _nature(key: str) -> Nature:
    if "luy ke" in key or "tu dau nam" in key:
        return Nature.CUMULATIVE
    if any(words in key for words in _AT_A_DAY):
        return Nature.STOCK
    return Nature.FLOW


def _is_heading(number: str, name: str, unit: str) -> bool:
    if unit:
        return False
    if _ROMAN.fullmatch(number) or _CAPITAL.fullmatch(number):
        return True
    return not number and name == name.upper() and any(char.isalpha() for char in name)


def _at(row: list[str], column: int | None) -> str:
    return row[column] if column is not None and column < len(row) else ""


def address(row: int, column: int) -> str:
    """What people call the cell: (6, 1), counted from 0, is B7."""
    letters, left = "", column + 1
    while left:
        left, rest = divmod(left - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"
