"""The rows of a follow-up table, each accounted for: titles, head, groups, tasks, what continues them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from giaoban.assignments.reads.tables.heads import Head
from giaoban.assignments.vocabulary import ColumnKind, LineKind
from giaoban.files.reading import SheetTable, spans_across, unmerged
from giaoban.foundation.text import search_key

_ROMAN: Final = re.compile(r"[IVX]{1,5}[.)]?")
_LETTER: Final = re.compile(r"[A-HĐ][.)]?")
_GROUP_WORDS: Final = re.compile(
    r"^(linh vuc|nhom (nhiem vu|viec)|phan|chuong|muc|nhiem vu (do|cua|thuoc|trong tam|chung)|cac nhiem vu"
    r"|thang \d|quy [ivx\d]|van ban so|nam 20\d\d)\b"
)
_NUMBERED_GROUP: Final = re.compile(r"^([IVX]{1,5}|[A-HĐ])\s*[.)\-–/]\s+\S")
_END: Final = re.compile(
    r"^(nguoi lap( bieu| bang)?|noi nhan|tm\.|kt\.|tl\.|thu truong|truong ban|ghi chu ?:|nguoi tong hop"
    r"|xac nhan|(so|dia danh).*, ngay \d|.{0,40}, ngay .* thang .* nam)"
)
_TOTAL: Final = re.compile(r"^(tong( so| cong)?|cong)( cac)?( nhiem vu)?( ?:?.*)?$")
_LISTS: Final = (ColumnKind.LEAD, ColumnKind.COORDINATING, ColumnKind.INFORMED)
_MARK: Final = re.compile(r"[xXvV✓✔☑●√*]|1")


@dataclass(slots=True)
class Line:
    """
    One row: its number in the file (from 1), what it is, and its values by kind of column.

    `group` are the headings above it, the outermost first. A row that continues another has its values
    joined to that one's and none of its own.
    """

    number: int
    kind: LineKind
    values: dict[ColumnKind, str] = field(default_factory=dict)
    group: tuple[str, ...] = ()
    more: list[int] = field(default_factory=list)  # numbers of the rows that continue this one
    text: str = ""  # the whole row, for people

    def value(self, kind: ColumnKind) -> str:
        """The value in the columns of this kind; "" when there is none."""
        return self.values.get(kind, "")


def lines_of(sheet: SheetTable, head: Head, kinds: Sequence[ColumnKind]) -> list[Line]:
    """Every row of the sheet once, in order; the tasks among them with their values."""
    return list(_Walk(sheet, head, kinds).lines())


class _Walk:
    """One pass over the rows of a sheet."""

    def __init__(self, sheet: SheetTable, head: Head, kinds: Sequence[ColumnKind]) -> None:
        self.rows = unmerged(sheet, down_only_from=head.last + 1)
        self.bare = sheet.rows
        self.across = spans_across(sheet)
        self.head, self.kinds = head, list(kinds)
        self.last: Line | None = None  # the task that a following row may continue
        self.groups: list[tuple[int, str]] = []
        self.ended = False

    def lines(self) -> Iterator[Line]:
        """Each row as a line."""
        for place, row in enumerate(self.rows):
            line = Line(place + 1, self._kind(place, row))
            line.text = " | ".join(" ".join(cell.split()) for cell in row if cell)
            self._fill(line, place, row)
            yield line

    def _kind(self, place: int, row: Sequence[str]) -> LineKind:
        if not any(row):
            return LineKind.EMPTY
        if place < self.head.first:
            return LineKind.TITLE
        if place <= self.head.last:
            return LineKind.HEAD
        return self._body(place, row, self._values(row))

    def _body(self, place: int, row: Sequence[str], values: dict[ColumnKind, str]) -> LineKind:
        filled = [cell for cell in row if cell]
        first = search_key(filled[0])
        if self.ended or (not values.get(ColumnKind.LEAD) and _END.match(first)):
            self.ended = True
            return LineKind.END
        task, number = values.get(ColumnKind.TASK, ""), values.get(ColumnKind.NUMBER, "")
        if _TOTAL.match(first) and len(filled[0]) < 60 and not values.get(ColumnKind.LEAD):
            return LineKind.END
        if self._is_group(place, filled, number, values):
            return LineKind.GROUP
        if self.last is None:
            return LineKind.TASK
        own = self._values(self._own(place, len(row)))
        if not any(own.get(kind) for kind in (ColumnKind.NUMBER, ColumnKind.TASK, ColumnKind.LEAD)):
            return LineKind.MORE  # all that names a task is merged from above, or empty
        return LineKind.TASK if task and not self._continues(task, number, values) else LineKind.MORE

    def _own(self, place: int, width: int) -> list[str]:
        """The row's own cells, without what merged cells bring from above."""
        own = self.bare[place] if place < len(self.bare) else ()
        return [own[n] if n < len(own) else "" for n in range(width)]

    def _is_group(
        self, place: int, filled: Sequence[str], number: str, values: dict[ColumnKind, str]
    ) -> bool:
        """A heading: one text in the row beside its number, and words, letters or a width that say so."""
        texts = [cell for cell in dict.fromkeys(filled) if cell != number]
        if len(texts) != 1:
            return bool(not texts and number and not re.fullmatch(r"[\d.)\s]+", number))
        if any(values.get(kind) for kind in (*_LISTS, ColumnKind.DEADLINE, ColumnKind.STATUS)) and not (
            number and self.across.get(place, 0) > 2
        ):
            return False
        [text] = texts
        if _ROMAN.fullmatch(number) or _LETTER.fullmatch(number) or self.across.get(place, 0) > 2:
            return True
        if number:
            return False
        upper = text.upper() == text and any(c.isalpha() for c in text)
        return bool(upper or _NUMBERED_GROUP.match(text) or _GROUP_WORDS.match(search_key(text)))

    def _continues(self, task: str, number: str, values: dict[ColumnKind, str]) -> bool:
        """Text without a number and without anything of a task of its own goes on from the row above."""
        if number or values.get(ColumnKind.LEAD) or values.get(ColumnKind.DEADLINE):
            return False
        has_numbers = ColumnKind.NUMBER in self.kinds
        return has_numbers or task[:1].islower() or task[:1] in "-+•*"

    def _values(self, row: Sequence[str]) -> dict[ColumnKind, str]:
        found: dict[ColumnKind, list[str]] = {}
        for place, kind in enumerate(self.kinds):
            cell = row[place] if place < len(row) else ""
            if not cell or kind == ColumnKind.IGNORED:
                continue
            if kind == ColumnKind.STATUS and _MARK.fullmatch(cell):
                cell = self.head.words[place].rsplit(" > ", 1)[-1]
            elif kind in {ColumnKind.STATUS, ColumnKind.RESULT} and " > " in self.head.words[place]:
                cell = self._named(place, cell, kind)
            found.setdefault(kind, []).append(cell)
        return {kind: "\n".join(dict.fromkeys(cells)) for kind, cells in found.items()}

    def _named(self, place: int, cell: str, kind: ColumnKind) -> str:
        """Words under a head such as "Đã hoàn thành" are told with it, so that they say a state."""
        own = self.head.words[place].rsplit(" > ", 1)[-1]
        return f"{own}: {cell}" if kind == ColumnKind.STATUS else cell

    def _fill(self, line: Line, place: int, row: Sequence[str]) -> None:
        if line.kind == LineKind.GROUP:
            self._open_group(row)
        elif line.kind == LineKind.TASK:
            line.values = self._values(row)
            line.group = tuple(text for _level, text in self.groups)
            self.last = line
        elif line.kind == LineKind.MORE and self.last is not None:
            self._join(self.last, line.number, place, row)

    def _open_group(self, row: Sequence[str]) -> None:
        number = self._values(row).get(ColumnKind.NUMBER, "")
        texts = [cell for cell in dict.fromkeys(row) if cell and cell != number]
        text = " ".join((texts or [number])[0].split())
        level = 0 if _LETTER.fullmatch(number) and not _ROMAN.fullmatch(number) else 1 if number else 2
        while self.groups and self.groups[-1][0] >= level:
            self.groups.pop()
        self.groups.append((level, text))
        self.last = None

    def _join(self, last: Line, number: int, place: int, row: Sequence[str]) -> None:
        """Only what the row itself says: cells merged from above are in the task already."""
        last.more.append(number)
        for kind, text in self._values(self._own(place, len(row))).items():
            before = last.values.get(kind, "")
            joint = "; " if kind in _LISTS else "\n"
            last.values[kind] = f"{before}{joint}{text}" if before else text
