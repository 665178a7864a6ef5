"""What the head of a notice says of itself: type, number, symbol, date, issuer, subject, place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from giaoban.documents.reading.citations import TYPES, Found
from giaoban.documents.reading.dates import FULL, LONG, safe_date
from giaoban.documents.reading.shapes import Head

_PLACE = re.compile(r"(?P<place>[^\W\d_][^\W\d_]*(?: [^\W\d_]+){0,4}), ?ngày ")
_SUBJECT = re.compile(r"(?:V/v|Về việc|v/v)\s*:?\s*(?P<subject>[^\n]{3,300})")
_NUMBER = re.compile(r"Số\s*:?\s*\S*")
_TITLES = ("thông báo", "kết luận", "công điện", "chỉ thị", "công văn", "văn bản", "quyết định", "kế hoạch")


def read_head(lines: Sequence[str], citations: Sequence[Found]) -> Head:
    """The head by its first lines, bare of blanks; every field it does not say is "" or None."""
    own = next((f for f in citations if f.own), None)
    kind, subject = _title(lines)
    joined = "\n".join(lines)
    found = _SUBJECT.search(joined)
    # Number and place stand in one row, and a reader of files may put them in one line.
    joined = _NUMBER.sub(lambda number: "\n" * len(number.group()), joined)
    place = _PLACE.search(joined)
    day = own.citation.date if own else None
    if day is None:
        for pattern in (LONG, FULL):
            match = pattern.search(joined.lower(), place.end() if place else 0) if place else None
            if match and match["y"]:
                day = safe_date(int(match["y"]), int(match["m"]), int(match["d"]))
                break
    return Head(
        kind, own.citation.number if own else "", own.citation.symbol if own else "", day, _issuer(lines),
        found["subject"].strip() if found else subject, place["place"].strip() if place else "",
    )  # fmt: skip


def _title(lines: Sequence[str]) -> tuple[str, str]:
    for n, line in enumerate(lines):
        low = line.lower().strip()
        if low in _TITLES:
            following = lines[n + 1] if n + 1 < len(lines) else ""
            return TYPES[low], following
    return "", ""


def _issuer(lines: Sequence[str]) -> str:
    """The issuing body: the lower of two that stand one above the other (Decree 30/2020, annex I, box 2)."""
    named = [n for n, line in enumerate(lines) if _names_issuer(line)]
    if not named:
        return ""
    first = named[0]
    below = first + 1 in named and _first_column(lines[first + 1]).isupper()
    return _first_column(lines[first + 1 if below else first])


def _first_column(line: str) -> str:
    return re.split(r"\s{2,}|\sCỘNG HÒA|\sĐẢNG CỘNG", line)[0].strip()


def _names_issuer(line: str) -> bool:
    return bool(
        re.match(
            r"(?:UBND|ỦY BAN|UỶ BAN|VĂN PHÒNG|TỈNH ỦY|THÀNH ỦY|BAN |SỞ |BỘ |THỦ TƯỚNG|CHÍNH PHỦ|CHỦ TỊCH|ĐẢNG ỦY)",
            line,
        )
    )
