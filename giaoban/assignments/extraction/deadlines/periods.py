"""Months, quarters, halves of a year and years (7.6 to 7.10)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from giaoban.assignments.extraction.deadlines.base import (
    HARD,
    YEAR_TAIL,
    Found,
    Reader,
    conditional,
    cue_before,
    is_hard,
    labelled,
    make,
    year_of,
)
from giaoban.documents.reading.dates import last_of_month

_NOUN_BEFORE = re.compile(
    r"(?:kế hoạch|dự toán|chương trình|giai đoạn|năm học|vụ|niên vụ|mùa khô|mùa mưa|nhiệm vụ|báo cáo|kết quả|tình hình|phiên họp|kỳ họp|"
    r"cuộc họp|hội nghị|giao ban|đợt|số liệu|chỉ tiêu|phong trào|lương|kinh phí|ngân sách|sơ kết|tổng kết)"
    r"(?:\s[^\s,;:.]+){0,4}\s?$"
)
_MONTH = re.compile(
    r"(?<!\w)tháng\s?(?P<m>1[0-2]|0?[1-9])(?!\d)(?!\s?[/\-]\s?\d{1,2}(?!\d))" + YEAR_TAIL + r"(?:\s?này)?"
)
_QUARTER = re.compile(r"(?<!\w)qu[ýí]\s?(?P<q>iv|i{1,3}|0?[1-4])(?!\w)" + YEAR_TAIL)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_LOOKS_AHEAD = re.compile(
    r"(?<!\w)(?:chiến lược|quy hoạch|đề án|chương trình|kế hoạch|tầm nhìn|định hướng|mục tiêu|lộ trình|nghị quyết)(?!\w)[^;:]*$"
)
_HALF = re.compile(r"(?<!\w)(?:6|06|sáu) tháng (?P<h>đầu|cuối)(?: của)? năm(?:\s?(?P<y>20\d{2}))?")
_YEAR = re.compile(
    r"(?<!\w)(?:(?P<part>đầu|giữa|cuối|hết) )?năm\s?(?P<y>20\d{2}|nay|này)(?!\s?[-\d])|(?<!\w)(?P<end>cuối|giữa|hết) năm(?! học)(?!\s?\d)"
)


def months(reader: Reader, start: int, end: int) -> Iterable[Found]:
    """7.6-7.8: '(trong) tháng 9/2025', 'tháng 6 và tháng 7 năm 2025', 'đầu / giữa / cuối tháng 5'."""
    matches = list(_MONTH.finditer(reader.fold, start, end))
    for n, found in enumerate(matches):
        if re.search(
            r"\d\s?$|(?:mùng|mồng|chạp|âm lịch) ?$",
            reader.fold[max(start, found.start() - 6) : found.start()],
        ):
            continue
        following = matches[n + 1] if n + 1 < len(matches) else None
        if following and re.fullmatch(r"\s?(?:và|,|đến|-)\s?", reader.fold[found.end() : following.start()]):
            continue
        first = (
            matches[n - 1]
            if n and re.fullmatch(r"\s?(?:và|,|đến|-)\s?", reader.fold[matches[n - 1].end() : found.start()])
            else found
        )
        part = re.search(
            r"(?<!\w)(đầu|giữa|cuối|hết|trung tuần|thượng tuần|hạ tuần|trước)\s?$",
            reader.fold[max(start, first.start() - 12) : first.start()],
        )
        begin = first.start() - len(part.group()) if part else first.start()
        if not part and not _time_stands(reader, start, end, begin, found.end()):
            continue
        if conditional(reader, start, begin) or _noun_time(reader, start, begin, part=bool(part)):
            continue
        one = _month_found(reader, found, part[1] if part else "", begin)
        if one:
            yield one


def _month_found(reader: Reader, found: re.Match[str], part: str, begin: int) -> Found | None:
    month = int(found["m"])
    written = year_of(found["y"], reader.issued_on)
    year = written or reader.issued_on.year
    doubts: tuple[str, ...] = () if written or found.group().endswith("này") else ("year_assumed",)
    if not written and month < reader.issued_on.month:
        year += 1
    due = last_of_month(year, month)
    if part in ("đầu", "thượng tuần"):
        due, doubts = date(year, month, 10), (*doubts, "loose_deadline")
    elif part in ("giữa", "trung tuần"):
        due, doubts = date(year, month, 15), (*doubts, "loose_deadline")
    elif part == "trước":
        due, doubts = date(year, month, 1) - timedelta(days=1), (*doubts, "loose_deadline")
    return make(reader, begin, found.end(), day=due, doubts=doubts, hard=is_hard(reader, begin))


def _time_stands(reader: Reader, low: int, high: int, begin: int, end: int) -> bool:
    """A month or quarter counts behind a cue, or set off by marks at the end of its clause."""
    cue = cue_before(reader, begin)
    if cue and low <= begin - len(cue.group()):
        mark = cue.group().strip()
        if mark not in (":", "("):
            return (
                not re.search(
                    r"(?<!\w)(?:từ|đến nay)\s[^,;.]{0,12}$", reader.fold[max(low, begin - 12) : begin]
                )
                or "đến" in mark
            )
        if mark == ":":
            return labelled(reader, low, begin - len(cue.group()))
    after = reader.fold[end : min(high, end + 3)].strip()
    before = reader.fold[max(low, begin - 3) : begin].rstrip()
    return (not after or after[0] in ".;,)") and (not before or before[-1] in ",;(-")


def _noun_time(reader: Reader, low: int, begin: int, *, part: bool) -> bool:
    """'kế hoạch năm 2026', 'phiên họp tháng 11': the time belongs to a noun."""
    cue = cue_before(reader, begin)
    if part or (cue and re.search(r"[^\W\d]", cue.group())):
        return False
    return bool(_NOUN_BEFORE.search(reader.fold[max(low, begin - 60) : begin]))


def quarters(reader: Reader, start: int, end: int) -> Iterable[Found]:
    """7.9: 'quý II', 'quý 2', 'Quý III năm 2025', 'quý IV/2025' end with the quarter."""
    for found in _QUARTER.finditer(reader.fold, start, end):
        following = _QUARTER.match(reader.fold, found.end() + 4) or _QUARTER.match(
            reader.fold, found.end() + 2
        )
        if following and following.end() <= end:
            continue
        part = re.search(
            r"(?<!\w)(đầu|cuối|giữa|hết)\s?$", reader.fold[max(start, found.start() - 6) : found.start()]
        )
        begin = found.start() - len(part.group()) if part else found.start()
        if not part and not _time_stands(reader, start, end, begin, found.end()):
            continue
        if conditional(reader, start, begin) or _noun_time(reader, start, begin, part=bool(part)):
            continue
        quarter = _ROMAN.get(found["q"]) or int(found["q"])
        written = year_of(found["y"], reader.issued_on)
        year = written or reader.issued_on.year
        due = last_of_month(year, quarter * 3)
        if not written and due < reader.issued_on:
            due = last_of_month(year + 1, quarter * 3)
        yield make(
            reader,
            begin,
            found.end(),
            day=due,
            doubts=() if written else ("year_assumed",),
            hard=is_hard(reader, begin),
        )


def halves(reader: Reader, start: int, end: int) -> Iterable[Found]:
    """7.10: '6 tháng đầu / cuối năm' behind a cue."""
    for found in _HALF.finditer(reader.fold, start, end):
        cue = cue_before(reader, found.start())
        if cue is None or not re.search(r"trong|hoàn thành|xong|thời gian|trước|hết", cue.group()):
            continue
        if _noun_time(reader, start, found.start(), part=False):
            continue
        written = year_of(found["y"], reader.issued_on)
        year = written or reader.issued_on.year
        due = date(year, 6, 30) if found["h"] == "đầu" else date(year, 12, 31)
        if not written and due < reader.issued_on:
            due = due.replace(year=year + 1)
        yield make(reader, found.start(), found.end(), day=due, doubts=() if written else ("year_assumed",))


def _horizon(reader: Reader, low: int, begin: int, end: int) -> bool:
    """
    'Chiến lược … đến năm 2030, tầm nhìn đến năm 2045': how far a paper looks is no deadline; nor is 'trong
    năm 2018 và những năm tiếp theo'.
    """
    if reader.fold.startswith("trong", begin - 6) or reader.fold.startswith("trong", begin):
        return bool(re.match(r" và (?:những|các) năm", reader.fold[end : end + 14]))
    before = reader.fold[max(low, begin - 140) : begin]
    return bool(
        _LOOKS_AHEAD.search(before)
        or re.match(
            r",? (?:tầm nhìn|định hướng|và (?:tầm nhìn|định hướng|những năm))", reader.fold[end : end + 30]
        )
    )


def years(reader: Reader, start: int, end: int) -> Iterable[Found]:
    """7.10: 'trong năm 2026', 'đến hết năm 2025', 'cuối năm', 'giữa năm'."""
    for found in _YEAR.finditer(reader.fold, start, end):
        part = found["part"] or found["end"] or ""
        cue = cue_before(reader, found.start())
        words = cue.group().strip() if cue else ""
        if part == "hết" and not words:
            words = "hết"
        weak = not re.search(r"[^\W\d]", words) or (
            words in ("định kỳ", "phấn đấu", "hoàn thành") and not part
        )
        if weak and not (part in ("cuối", "giữa") and words):
            continue
        begin = found.start()
        if conditional(reader, start, begin - len(cue.group()) if cue else begin):
            continue
        if re.search(r"(?:hoàn thành|kết thúc)$", words) and not part:
            continue
        if words in ("đến", "trong") and not part and _horizon(reader, start, begin, found.end()):
            continue
        year = year_of(found["y"], reader.issued_on) or reader.issued_on.year
        doubts: tuple[str, ...] = () if (found["y"] or "").isdigit() else ("year_assumed",)
        due = date(year, 12, 31)
        if part == "giữa":
            due, doubts = date(year, 6, 30), (*doubts, "loose_deadline")
        elif part == "đầu":
            due, doubts = date(year, 3, 31), (*doubts, "loose_deadline")
        if words.endswith("trước") and not part:
            due = date(year - 1, 12, 31)
        yield make(reader, begin, found.end(), day=due, doubts=doubts, hard=bool(HARD.search(words)))
