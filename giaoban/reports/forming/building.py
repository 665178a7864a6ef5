"""
A form proposed from a sheet as offices keep them: number, indicator, unit of measure, columns of figures.

    STT | Chỉ tiêu               | Đơn vị tính | Nam | Nữ | Ghi chú
    I   | Hạ tầng số             |             |     |    |
    1   | Số hồ sơ tiếp nhận     | hồ sơ       |     |    |
    1.1 | Trong đó: trực tuyến   | hồ sơ       |     |    |
    1.2 | Tỷ lệ trực tuyến       | %           |     |    |

Roman numbers, capital letters and lines without figures in capitals are headings. One column of figures
makes plain indicators, several make a table. Columns that the program works out by itself (year-to-date, the
same period last year, the plan) are left out and named. A total beside its parts is proposed as their sum
where the sheet says so (`summing`). What is doubtful is said by cell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from giaoban.foundation.text import normalise, search_key
from giaoban.reports.forming.definition import (
    Definition,
    Item,
    Nature,
    Ratio,
    Section,
    SectionKind,
)
from giaoban.reports.forming.editing import Asked, Numbering, add_item, add_section
from giaoban.reports.forming.heads import Doubt, Head, Remark, Sheet, address, find_head, is_counting
from giaoban.reports.forming.marks import mark_of, total_word
from giaoban.reports.forming.summing import Line, tie_lines
from giaoban.reports.forming.summing_columns import tie_columns

MOST_ITEMS: Final = 500
_LONGEST: Final = 300
_ROMAN: Final = re.compile(r"[IVX]{1,5}[.)]?")
_CAPITAL: Final = re.compile(r"[A-ZĐ][.)]?")
_BULLET: Final = re.compile(r"^[-+*–•]\s*")
_DECIMALS: Final = {
    "%": 1, "trieu dong": 1, "ty dong": 2, "nghin dong": 0, "ha": 2, "km": 1, "km2": 2, "tan": 1, "m3": 1,
}  # fmt: skip
_YES_NO: Final = ("co/khong", "co / khong", "co hoac khong", "co khong")
_AT_A_DAY: Final = ("hien co", "dang co", "tinh den", "den ngay", "cuoi ky", "thoi diem")
_TEXTS: Final = ("van ban", "loi", "danh gia", "noi dung", "mo ta")


@dataclass(frozen=True, slots=True)
class Proposal:
    """The form that a sheet seems to be, and what is doubtful about it."""

    definition: Definition
    remarks: tuple[Remark, ...]


def build(sheet: Sheet, numbering: Numbering) -> Proposal:
    """The form that `sheet` seems to be; with one remark `NO_HEAD` and nothing else where it is none."""
    rows = [[" ".join(normalise(cell).split()) for cell in row] for row in sheet.rows]
    remarks: list[Remark] = []
    head = find_head(rows, sheet.merged, remarks)
    if head is None:
        return Proposal(Definition(), (Remark("A1", Doubt.NO_HEAD),))
    maker = _Maker(head, numbering, remarks)
    for place in range(head.row + 1, len(rows)):
        maker.line(place, rows[place])
    definition = Definition(tuple(section for section in maker.definition.sections if section.items))
    return _tied(definition, head, maker.runs, remarks)


def _tied(definition: Definition, head: Head, runs: list[list[Line]], remarks: list[Remark]) -> Proposal:
    """With the sums that the sheet states as rules, and a remark for each."""
    columns = tie_columns(definition, head)
    lines = tie_lines(columns.definition, runs)
    items = {item.id: item for item in lines.definition.items()}
    places = {line.item: line.place for run in runs for line in run}
    told: list[tuple[int, int, Doubt, str, str]] = []
    is_table = any(section.kind == SectionKind.TABLE for section in definition.sections)
    for tie in columns.sums if is_table else ():
        whole, *parts = (head.figures[int(place)] for place in (tie.whole, *tie.parts))
        more = "; ".join(part.label for part in parts)
        told.append((whole.row, whole.at, Doubt.SUM, whole.label, more))
    for place in columns.alone if is_table else ():
        alone = head.figures[int(place)]
        told.append((alone.row, alone.at, Doubt.NO_PARTS, alone.label, ""))
    for tie in lines.sums:
        more = "; ".join(items[str(part)].name for part in tie.parts)
        whole_item = str(tie.whole)
        told.append((places[whole_item], head.name, Doubt.SUM, items[whole_item].name, more))
    told += [
        (places[str(each)], head.name, Doubt.NO_PARTS, items[str(each)].name, "") for each in lines.alone
    ]
    unit_at = head.unit or head.name
    known = {address(place, unit_at) for item, place in places.items() if item and items[item].unit}
    kept = [each for each in remarks if each.doubt != Doubt.NO_UNIT or each.cell not in known]
    said = [Remark(address(row, at), doubt, text, more) for row, at, doubt, text, more in sorted(told)]
    return Proposal(lines.definition, (*kept, *said))


class _Maker:
    """Makes items of the lines of a sheet, one after another."""

    def __init__(self, head: Head, numbering: Numbering, remarks: list[Remark]) -> None:
        self.definition = Definition()
        self._head = head
        self._numbering = numbering
        self._remarks = remarks
        self._title = ""
        self._by_code: dict[str, Item] = {}
        self._before: Item | None = None  # the one before the last
        self._last: Item | None = None
        self._count = 0
        self.runs: list[list[Line]] = [[]]

    def line(self, place: int, row: list[str]) -> None:
        """Read one line: a heading, an item, or nothing."""
        head = self._head
        number, name, unit = (_at(row, column) for column in (head.number, head.name, head.unit))
        filled = [cell for cell in row if cell]
        if not filled or (name and is_counting(filled)):
            return
        if not _BULLET.sub("", name).strip():
            if number:
                self._remarks.append(Remark(address(place, head.name), Doubt.NO_NAME, number))
            return
        if not number and not unit and mark_of(name)[0] is not None and not mark_of(name)[1]:
            self.runs[-1].append(Line(place, "", "", name))
            return
        if _is_heading(number, name, unit):
            self._heading(number.rstrip(".)"), _BULLET.sub("", name))
            return
        self._item(place, row, (number.rstrip(".)"), name[:_LONGEST], unit[:60]))

    def _heading(self, number: str, name: str) -> None:
        """A heading keeps its number; below it the numbers of items may begin at 1 again."""
        self._title = (f"{number}. {name}" if number else name)[:_LONGEST]
        self._by_code, self._before, self._last = {}, None, None
        self.runs.append([])

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
        self.runs[-1].append(Line(place, made.id, code, name, _at(row, head.note)))
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
            columns = tuple(column.label for column in self._head.figures)
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
        asked = Asked(
            name=_BULLET.sub("", name),
            code=code,
            unit=unit,
            decimals=_DECIMALS.get(search_key(unit), 0),
            nature=_nature(key),
            hint=note[:_LONGEST],
        )
        if search_key(unit) == "%" or key.startswith(("ty le", "ti le")):
            return self._ratio(place, asked, self._above(code))
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
    if unit or total_word(name):
        return False
    if _ROMAN.fullmatch(number) or _CAPITAL.fullmatch(number):
        return True
    return not number and name == name.upper() and any(char.isalpha() for char in name)


def _at(row: list[str], column: int | None) -> str:
    return row[column] if column is not None and column < len(row) else ""
