"""Written days and periods between two of them (7.1 to 7.5)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from giaoban.assignments.extraction.deadlines.base import (
    HARD,
    Found,
    Reader,
    conditional,
    cue_before,
    labelled,
    make,
)
from giaoban.documents.reading.dates import Day, find_days, safe_date

_START = re.compile(
    r"(?:kể từ|bắt đầu từ|áp dụng từ|thực hiện từ|từ|sau|tính đến|tính từ|bắt đầu|tới nay từ|đến)\s?(?:ngày\s?)?$"
)


def days(reader: Reader, start: int, end: int) -> Iterable[Found]:
    """7.1-7.5: a written day with its cue; 'từ ngày X đến ngày Y' gives Y with X as its start."""
    days = [
        d for d in find_days(reader.fold, start, end, reader.issued_on) if not reader.masks(d.start, d.end)
    ]
    for n, day in enumerate(days):
        earlier = days[n - 1] if n else None
        if _glued(reader, day):
            continue
        cue = cue_before(reader, day.start)
        begin = day.start - len(cue.group()) if cue else day.start
        period = earlier if earlier and _is_period(reader, earlier, day) else None
        if period is None and (cue is None or _is_start(reader, start, day.start)):
            continue
        if cue and re.fullmatch(r"[(:]\s?(?:ngày\s?)?", cue.group()) and not labelled(reader, start, begin):
            continue
        gone_by = period is not None and day.date < reader.issued_on  # what was inspected, not until when
        if gone_by or conditional(reader, start, period.start if period else begin):
            continue
        yield _day_found(reader, day, period, cue.group() if cue else "")


def _day_found(reader: Reader, day: Day, period: Day | None, cue: str) -> Found:
    doubts = ("year_assumed",) if day.assumed else ()
    due = day.date
    if period and day.assumed and not period.assumed:
        due = safe_date(period.date.year, due.month, due.day) or due
    made = make(
        reader, day.start, day.end, day=due, doubts=doubts,
        starts_on=period.date if period else None, hard=bool(HARD.search(cue)),
    )  # fmt: skip
    if period is None:
        return made
    begin = reader.fold.rfind("từ", 0, period.start)
    begin = begin if begin >= 0 and period.start - begin < 24 else period.start
    return Found(begin, day.end, made.deadline, hard=False)


def _glued(reader: Reader, day: Day) -> bool:
    """Not a day: '24/7', '02 lần/năm', a fraction before a noun ('1/3 số hộ')."""
    around = reader.fold[day.start : day.end]
    after = reader.fold[day.end : day.end + 12]
    if re.fullmatch(r"\d{1,2}\s?/\s?\d{1,2}", around):
        before = reader.fold[max(0, day.start - 12) : day.start]
        return (
            bool(
                re.match(
                    r"\s?(?:giờ|số|diện tích|hộ|xã|tổng|chỉ tiêu|phường|đơn vị|dự án|trường|sở|huyện|thôn|%)",
                    after,
                )
            )
            or around == "24/7"
            or bool(re.search(r"(?:đạt|được|còn|tỷ lệ|quốc lộ|đường|lễ|dịp|cấp độ|kỷ niệm)\s?$", before))
        )
    return bool(re.match(r"\s?-\s?(?:19|20)\d{2}", after))


def _is_period(reader: Reader, earlier: Day, day: Day) -> bool:
    between = reader.fold[earlier.end : day.start]
    before = reader.fold[max(0, earlier.start - 24) : earlier.start]
    joined = re.fullmatch(r"\s?(?:đến|tới|-)\s?(?:hết\s?)?(?:ngày\s?)?", between)
    return bool(joined) and bool(
        re.search(r"(?:từ|trong)\s?(?:nay\s)?(?:ngày\s?)?(?:các ngày\s?)?$", before) or between.strip() != "-"
    )


def _is_start(reader: Reader, low: int, position: int) -> bool:
    before = reader.fold[max(low, position - 30) : position]
    if re.search(r"(?:^|\s)(?:đến|tới)\s?(?:ngày\s?)?$", before):
        return bool(re.search(r"tính (?:đến|tới)\s?(?:hết\s)?(?:ngày\s?)?$", before))
    return bool(_START.search(before)) and not re.search(r"chậm nhất sau|hết\s?(?:ngày\s?)?$", before)
