"""The head of a follow-up table: where it stands, and what each column seems to hold."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from giaoban.assignments.vocabulary import ColumnKind
from giaoban.files.reading import SheetTable, unmerged
from giaoban.foundation.text import search_key

LOOKED_AT: Final = 60  # rows from the top in which a head may begin
HIGHEST: Final = 3  # rows of a head
LONGEST_HEAD: Final = 160  # letters of one cell of it
SAMPLES: Final = 3

# By the words of a head as search keys; the first that fits decides, so the narrow ones stand first.
_HEADS: Final[tuple[tuple[ColumnKind, str], ...]] = (
    (ColumnKind.NUMBER, r"^(stt|tt|so tt|so thu tu|thu tu|no\.?|#)$"),
    (ColumnKind.PERCENT, r"(ty le|phan tram|%|tien do \(%\))"),
    (ColumnKind.COORDINATING, r"phoi hop|tham gia"),
    (ColumnKind.INFORMED, r"de biet|don vi theo doi|co quan theo doi|theo doi, don doc"),
    (ColumnKind.DONE_ON, r"(ngay|thoi gian|thoi diem)( thuc te)? (da )?(hoan thanh|ket thuc) ?(thuc te)?$"),
    (
        ColumnKind.DEADLINE,
        (
            r"thoi han|han hoan thanh|thoi gian (hoan thanh|thuc hien|bao cao)|han xu ly|han cuoi|^han$"
            r"|deadline|tien do (yeu cau|hoan thanh theo)|ngay den han|thoi gian$|thoi gian giao"
        ),
    ),
    (
        ColumnKind.SOURCE_DATE,
        r"(ngay|thoi gian)( thang)?( nam)? (van ban|ban hanh|ky|giao)|(^|> ?)ngay( ban hanh| thang)?$",
    ),
    (
        ColumnKind.SOURCE,
        (
            r"(so|ky hieu|so hieu|so, ky hieu|so/ky hieu|so va ky hieu)( ky hieu)?( cua)?( van ban| vb)?$"
            r"|van ban (giao|chi dao)|can cu|nguon|y kien chi dao|vb giao|vb chi dao|van ban( so)?$"
            r"|so van ban|so, ky hieu|source"
        ),
    ),
    (
        ColumnKind.LEAD,
        (
            r"chu tri|(don vi|co quan|to chuc)( duoc)? (thuc hien|giao|chiu trach nhiem|duoc giao|tham muu)"
            r"|(don vi|co quan) xu ly|^(don vi|co quan)$|trach nhiem|dau moi|lead|unit$|phan cong"
        ),
    ),
    (ColumnKind.PRODUCT, r"san pham|ket qua (dau ra|can dat|du kien|yeu cau)|dau ra|muc tieu"),
    (
        ColumnKind.STATUS,
        (
            r"tinh trang|trang thai|^ket qua thuc hien$|tien do|status|danh gia|(^|> ?)(da|dang|chua) "
            r"(hoan thanh|thuc hien|xong|trien khai)"
            r"|(^|> ?)(trong han|qua han|hoan thanh( dung han| qua han| cham)?)$"
        ),
    ),
    (ColumnKind.RESULT, r"ket qua|bao cao ket qua|van ban bao cao|tinh hinh|noi dung da thuc hien"),
    (ColumnKind.FIELD, r"linh vuc|nhom nhiem vu|chuyen de|field"),
    (ColumnKind.CLAUSE, r"^(muc|khoan|diem|dieu|clause)([ ,/]|$)"),
    (
        ColumnKind.TASK,
        r"noi dung|nhiem vu|cong viec|viec can lam|ten viec|task|yeu cau|noi dung chi dao",
    ),
    (ColumnKind.NOTE, r"ghi chu|kho khan|vuong mac|kien nghi|note|de xuat"),
)
_NUMBERING: Final = re.compile(r"\(?\s*(\d{1,2}|[A-ZĐa-z])\s*\)?(\s*=.*)?")
_DAY: Final = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}")
_MANY: Final = frozenset({ColumnKind.STATUS, ColumnKind.NOTE, ColumnKind.RESULT, ColumnKind.IGNORED})
"""Kinds that several columns of one table may hold."""


@dataclass(frozen=True, slots=True)
class Head:
    """
    The head of one sheet: rows `first` to `last` (from 0), and the words of each column.

    A column under a merged cell has the words of both: "Kết quả > Đã hoàn thành". `fingerprint` is the same
    for tables with the same columns, whatever stands above and below.
    """

    first: int
    last: int
    words: tuple[str, ...]

    @property
    def fingerprint(self) -> str:
        """By which a mapping of the same columns is found again."""
        return hashlib.sha256("|".join(search_key(word) for word in self.words).encode()).hexdigest()


@lru_cache(maxsize=4096)
def kind_of_head(words: str) -> ColumnKind:
    """What a column with these head words seems to hold, with or without marks."""
    key = search_key(words.replace("\n", " "))
    parts = [part.strip() for part in key.split(" > ")]
    for wanted in (key, parts[-1], parts[0]):
        for kind, pattern in _HEADS:
            if re.search(pattern, wanted):
                return kind
    return ColumnKind.IGNORED


def find_head(sheet: SheetTable) -> Head | None:
    """The likeliest head among the first rows; None when no row speaks of two different columns."""
    rows = unmerged(sheet)
    best: tuple[float, Head] | None = None
    for first in range(min(len(rows), LOOKED_AT)):
        if not _may_be_head(rows[first]):
            continue
        for height in range(1, HIGHEST + 1):
            window = rows[first : first + height]
            if len(window) < height or not all(_may_be_head(row) for row in window[1:]):
                break
            words = _joined(window)
            kinds = [kind_of_head(word) for word in words if word]
            told = {kind for kind in kinds if kind != ColumnKind.IGNORED}
            if len(told) < 2:
                continue
            found = sum(1 for kind in kinds if kind != ColumnKind.IGNORED)
            worth = 3 * len(told) + 0.5 * found + 4 * (ColumnKind.TASK in told) - 0.4 * height
            if best is None or worth > best[0]:
                best = (worth, Head(first, first + height - 1, words))
    return _with_numbering(_whole(best[1], sheet, rows), rows) if best else None


def _whole(head: Head, sheet: SheetTable, rows: list[list[str]]) -> Head:
    """The head with the rows that cells merged downwards tie to it."""
    first, last = head.first, head.last
    for top, _left, bottom, _right in sheet.merged:
        if top < head.first <= bottom < head.first + HIGHEST:
            first = min(first, max(top, head.first - HIGHEST + 1))
        if top <= head.last < bottom < head.last + HIGHEST and bottom < len(rows):
            last = max(last, bottom)
    if (first, last) == (head.first, head.last):
        return head
    return Head(first, last, _joined(rows[first : last + 1]))


def _may_be_head(row: Sequence[str]) -> bool:
    """Short words, no day and no running number: what stands in a head."""
    filled = [cell for cell in row if cell]
    if not filled or any(len(cell) > LONGEST_HEAD or _DAY.search(cell) for cell in filled):
        return False
    return not re.fullmatch(r"\d+[.)]?|[IVX]+[.)]?", filled[0]) and not _is_numbering(row)


def _is_numbering(row: Sequence[str]) -> bool:
    """The row "(1) (2) (3)" or "A B 1 2" under a head."""
    filled = [cell for cell in row if cell]
    return len(filled) > 2 and all(_NUMBERING.fullmatch(cell) for cell in filled)


def _with_numbering(head: Head, rows: list[list[str]]) -> Head:
    following = head.last + 1
    if following < len(rows) and _is_numbering(rows[following]):
        return Head(head.first, following, head.words)
    return head


def _joined(window: Sequence[Sequence[str]]) -> tuple[str, ...]:
    columns = []
    for place in range(len(window[0])):
        parts = dict.fromkeys(" ".join(row[place].split()) for row in window if row[place])
        columns.append(" > ".join(parts))
    return tuple(columns)


def proposed(head: Head, samples: Sequence[Sequence[str]] = ()) -> list[ColumnKind]:
    """What each column seems to hold; of two columns of one kind the one that fits better, or the first."""
    kinds = [kind_of_head(word) if word else ColumnKind.IGNORED for word in head.words]
    if ColumnKind.TASK not in kinds:
        longest = _longest(kinds, samples)
        if longest is not None:
            kinds[longest] = ColumnKind.TASK
    taken: set[ColumnKind] = set()
    for place, kind in enumerate(kinds):
        if kind not in _MANY and kind in taken:
            kinds[place] = ColumnKind.IGNORED
        taken.add(kind)
    return kinds


def _longest(kinds: Sequence[ColumnKind], samples: Sequence[Sequence[str]]) -> int | None:
    """The column with the longest samples that nothing else claims; None when there are no samples."""
    open_ = [n for n, kind in enumerate(kinds) if kind == ColumnKind.IGNORED and n < len(samples)]
    return max(open_, key=lambda n: sum(map(len, samples[n])), default=None)


def repeated(kinds: Iterable[ColumnKind]) -> list[ColumnKind]:
    """Kinds that stand more than once and may not."""
    seen: list[ColumnKind] = [kind for kind in kinds if kind not in _MANY]
    return sorted({kind for kind in seen if seen.count(kind) > 1})


def samples_of(sheet: SheetTable, head: Head) -> list[list[str]]:
    """For each column of the head the first values below it that differ."""
    rows = unmerged(sheet, down_only_from=head.last + 1)[head.last + 1 :]
    below = [
        row for row in rows if sum(map(bool, row)) > 2
    ] or rows  # headings of groups say nothing of columns
    found: list[list[str]] = []
    for place in range(len(head.words)):
        values = dict.fromkeys(row[place] for row in below[:200] if place < len(row) and row[place])
        found.append([" ".join(value.split())[:120] for value in list(values)[:SAMPLES]])
    return found


def best_sheet(sheets: Sequence[SheetTable]) -> int:
    """The sheet whose head names the most columns, the first of equals."""

    def told(sheet: SheetTable) -> int:
        head = find_head(sheet)
        return len({kind_of_head(word) for word in head.words}) if head else 0

    return max(range(len(sheets)), key=lambda n: (told(sheets[n]), -n))
