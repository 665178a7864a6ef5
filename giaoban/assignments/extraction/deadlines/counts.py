"""Counted days, and deadlines that hang on an event (7.15 to 7.20)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from giaoban.assignments.extraction.deadlines.base import Found, Reader, conditional, make
from giaoban.documents.reading.dates import find_days, last_of_month, safe_date

_NUMBERS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
            "mười lăm": 15, "hai mươi": 20, "ba mươi": 30}  # fmt: skip
_COUNT = (
    r"(?P<n>\d{1,3}|"
    + "|".join(sorted(_NUMBERS, key=len, reverse=True))
    + r")\s?(?:\([^)\n]{1,20}\)\s?)?(?P<u>ngày làm việc|ngày|tuần|tháng(?! ?(?:đầu|cuối|\d))|giờ)"
)
_COUNTED = re.compile(
    r"(?<!\w)(?:trong(?: vòng| thời hạn| thời gian)?|chậm nhất(?: là)?(?: trong)?(?: vòng| sau)?|không quá|sau|thời hạn|thời gian|tối đa|vòng)(?: tối đa| không quá|:)? ?"
    + _COUNT
    + r"(?:,?\s?(?:tính |kể )?(?:từ|sau) (?P<base>(?:ngày|khi|thời điểm|lúc)[^;.\n]{0,120}))?"
)
# 'trong 4 ngày nghỉ lễ', 'trong 3 ngày qua': how long something lasts, no term.
_LASTING = re.compile(
    r"\s(?:nghỉ|qua|vừa|lễ|tết|liên tiếp|liên tục|cao điểm|mưa|nắng|đầu|cuối|diễn ra|gần đây)(?!\w)"
)
_ISSUE_BASE = re.compile(
    r"(?:ngày|khi|thời điểm|lúc) (?:ban hành|ký(?: ban hành)?|có(?= (?:thông báo|văn bản|kết luận|công văn|chỉ thị|công điện|quyết định))|ra|phát hành|ngày ký)(?! (?:ý kiến|kết quả|chủ trương|quyết định phê))[^,;.]{0,40}|(?:ngày|khi) (?:thông báo|văn bản|kết luận|công văn|chỉ thị|công điện) này"
)
_REPORT_BEFORE = re.compile(
    r"(?:báo cáo|trình|hoàn thành|gửi|xong|đề xuất|tham mưu|hoàn tất|tổng hợp|có ý kiến|ban hành)(?:\s[^\s;.]+){0,12}\s?,?\s?$"
)


def counts(reader: Reader, start: int, end: int) -> Iterable[Found]:
    """7.15-7.19: '10 ngày kể từ ngày ký', '05 ngày làm việc …', a base in brackets, an unknown base."""
    for found in _COUNTED.finditer(reader.fold, start, end):
        if reader.fold[found.start() : found.start() + 4] == "sau " and not found["base"]:
            continue
        number = (
            _NUMBERS.get(found["n"]) or int(found["n"])
            if found["n"] in _NUMBERS or found["n"].isdigit()
            else 0
        )
        if not 0 < number < 400 or (not found["base"] and _LASTING.match(reader.fold, found.end())):
            continue
        yield _count_found(reader, start, found, number)


def _count_found(reader: Reader, low: int, found: re.Match[str], number: int) -> Found:
    base, unit = found["base"], found["u"]
    if base is None:
        near = reader.fold[max(low, found.start() - 90) : found.start()]
        if (
            unit in ("ngày làm việc", "ngày", "tuần")
            and _REPORT_BEFORE.search(near)
            and not conditional(reader, low, found.start())
            and number > 1
        ):
            due, how = _count(reader, reader.issued_on, number, unit)
            return make(
                reader, found.start(), found.end(), day=due, reckoning=how, doubts=("loose_deadline",)
            )
        event = reader.text[found.start() : found.end()]
        return make(reader, found.start(), found.end(), event=event, doubts=("standing_rule",), hard=False)
    issue = _ISSUE_BASE.match(base)
    bracket = find_days(base, 0, len(base), reader.issued_on) if "(" in base else []
    close = found.end("base") - len(base) + (issue.end() if issue else len(base))
    if issue and not bracket:
        due, how = _count(reader, reader.issued_on, number, unit)
        return make(reader, found.start(), close, day=due, reckoning=how)
    if bracket:
        due, how = _count(reader, bracket[0].date, number, unit)
        tail = base.find(")", bracket[0].end) + 1 or bracket[0].end
        return make(reader, found.start(), found.start("base") + tail, day=due, reckoning=how)
    direct = find_days(base, 0, min(len(base), 30), reader.issued_on)
    if direct and re.match(r"ngày\s?$", base[: direct[0].start]):
        due, how = _count(reader, direct[0].date, number, unit)
        return make(reader, found.start(), found.start("base") + direct[0].end, day=due, reckoning=how)
    stop = re.search(r",|\s(?:và|để|phải)\s", base)
    close = found.start("base") + (stop.start() if stop else len(base))
    return make(
        reader,
        found.start(),
        close,
        event=reader.text[found.start("base") : close],
        doubts=("event_deadline",),
    )


def _count(reader: Reader, base: date, number: int, unit: str) -> tuple[date, str]:
    how = {
        "ngày làm việc": "working days",
        "ngày": "days",
        "tuần": "weeks",
        "tháng": "months",
        "giờ": "hours",
    }[unit]
    words = f"{base} + {number} {how}"
    if unit == "ngày làm việc":
        return reader.counting().add_working_days(base, number), words
    if unit == "tháng":
        month = base.month - 1 + number
        year, month = base.year + month // 12, month % 12 + 1
        return safe_date(year, month, base.day) or last_of_month(year, month), words
    days = {"ngày": number, "tuần": number * 7, "giờ": -(-number // 24)}[unit]
    return base + timedelta(days=days), words


_EVENT = re.compile(
    r"(?<!\w)(?:trước (?:khi|mùa|kỳ họp|phiên họp|ngày khai|khai giảng|thềm|dịp|kỳ nghỉ|thời điểm|ngày bầu|ngày diễn|lễ)|"
    r"tại (?:phiên họp|kỳ họp|cuộc họp|hội nghị|buổi họp)|khi (?:thực hiện|có|hoàn thành)[^,;.]{0,20}(?:xong|yêu cầu)|sau khi|ngay sau khi)(?:\s[^\s,;.\n]+){0,12}"
)


def events(reader: Reader, start: int, end: int) -> Iterable[Found]:
    """7.20: 'trước khi trình HĐND', 'tại phiên họp tháng 11', 'trước mùa mưa': null with the event."""
    for found in _EVENT.finditer(reader.fold, start, end):
        words = reader.text[found.start() : found.end()]
        yield make(reader, found.start(), found.end(), event=words, doubts=("event_deadline",), hard=False)
