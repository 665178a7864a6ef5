"""What all forms of deadlines share: the words before a time that make it a deadline, conditions, hours."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from giaoban.assignments.extraction.shapes import Deadline
from giaoban.workdays.counting import Calendar, seeded_calendar

_CLOCK = r"(?:\d{1,2}\s?(?:giờ|h|g)(?:\s?\d{1,2})?\s?(?:'|phút)?\s?,?\s?(?:sáng|chiều|tối)?\s?(?:của\s)?)"
# The words that make a time a deadline, directly before it.
CUE = re.compile(
    r"(?:trước|chậm nhất|muộn nhất|trễ nhất|xong|hoàn thành|hoàn tất|kết thúc|đến hết|tới hết|hết|đến|tới|trong|vào|"
    r"thời hạn|hạn chót|hạn cuối|thời hạn cuối|thời gian|hạn|không quá|dự kiến|phấn đấu|:|\(|lúc|định kỳ)"
    r"(?:\s?(?:là|trong|vào|đến|tới|hết|trước|xong|ngay|ngày|thời điểm|thời gian|khoảng|cuối|hoàn thành|báo cáo|thực hiện|gửi|sau|nhất|"
    r"sáng|chiều|muộn|chậm|của|giờ(?: hành chính| làm việc)?|đầu|các ngày(?: \d{1,2},?)+ và|:|,|"
    + _CLOCK
    + r"|thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật))*\s?\(?\s?$"
)
HARD = re.compile(
    r"trước|chậm nhất|muộn nhất|trễ nhất|xong|hoàn thành|hoàn tất|kết thúc|hết|thời hạn|hạn|không quá"
)
_CONDITION = re.compile(
    r"(?:(?<!\w)(?:nếu|trường hợp|giải ngân dưới|dưới \d+|quá hạn từ|đã [^,;]{0,40}|tính(?: đến)?|không (?:để|dồn|chờ|đợi) [^,;]{0,30}|cho kéo dài|gia hạn|"
    r"có thời hạn|hết hiệu lực|phát sinh|khởi công từ|cấp trước|ban hành trước|tồn đọng trước|được [^\s,;]+ trước))(?:\s[^,;.)]*)?$"
)
YEAR_TAIL = r"(?:\s?(?:/|-|,?\s?năm)\s?(?P<y>20\d{2}|nay|này))?"


@dataclass(frozen=True)
class Found:
    """A deadline at [start, end) of the folded text; `hard` when a word like 'trước' or 'hoàn thành' leads it."""

    start: int
    end: int
    deadline: Deadline
    hard: bool = True

    @property
    def dated(self) -> bool:
        """True when it resolves to a date or a rule."""
        return self.deadline.date is not None or self.deadline.rule is not None


@dataclass(frozen=True)
class Reader:
    """Reads deadlines of one notice. `masked` are spans that hold no deadline (citations), in order."""

    text: str
    fold: str
    issued_on: date
    masked: Sequence[tuple[int, int]] = ()
    calendar: Calendar | None = None

    def counting(self) -> Calendar:
        """The working-day calendar that counts."""
        return self.calendar or seeded_calendar()

    def masks(self, start: int, end: int) -> bool:
        """True when [start, end) touches a masked span."""
        return any(a < end and start < b for a, b in self.masked)


@dataclass(frozen=True)
class Form:
    """One row of section 7 and how it is found."""

    construction: str
    find: Callable[[Reader, int, int], Iterable[Found]]


def make(
    reader: Reader, start: int, end: int, *, day: date | None = None, rule: str | None = None,
    event: str | None = None, reckoning: str = "", doubts: tuple[str, ...] = (), starts_on: date | None = None,
    hard: bool = True,
) -> Found:  # fmt: skip
    """The deadline whose words begin with its cue and its hour."""
    begin = cue_start(reader, start)
    words = " ".join(reader.text[begin:end].split()).strip(" (,;:")
    if day is not None and day < reader.issued_on:
        doubts = (*doubts, "deadline_before_issue")
    clock = clock_of(reader.fold[begin : end + 20]) if day or rule else ""
    return Found(begin, end, Deadline(day, rule, words, event, starts_on, reckoning, clock, doubts), hard)


def cue_before(reader: Reader, start: int) -> re.Match[str] | None:
    """The cue directly before `start`, None when there is none."""
    window = reader.fold[max(0, start - 60) : start]
    return CUE.search(window)


def cue_start(reader: Reader, start: int) -> int:
    """Where the words of a deadline begin: at its cue."""
    cue = cue_before(reader, start)
    return start - len(cue.group()) if cue else start


def clock_of(words: str) -> str:
    """The first hour in `words` as HH:MM; an empty string for none."""
    found = re.search(r"(\d{1,2})\s?(?:giờ|h|g)\s?(\d{2})?(?!\w)", words)
    if not found or int(found[1]) > 24:
        return ""
    return f"{int(found[1]):02d}:{found[2] or '00'}"


def words_before(reader: Reader, low: int, position: int, size: int = 110) -> str:
    """The words before `position` in the same clause: not across ';' or a sentence end."""
    window = reader.fold[max(low, position - size) : position]
    return re.split(r"[;\n]|\.\s", window)[-1]


def conditional(reader: Reader, low: int, begin: int) -> bool:
    """True when the words before `begin` make the time a condition, not a deadline."""
    return bool(_CONDITION.search(words_before(reader, low, begin)))


def is_hard(reader: Reader, begin: int) -> bool:
    """True behind 'trước', 'hoàn thành' and their like."""
    cue = cue_before(reader, begin)
    return bool(cue and HARD.search(cue.group()))


def year_of(written: str | None, issued_on: date) -> int | None:
    """The year that is written, the year of issue for 'năm nay', None when there is none."""
    return int(written) if written and written.isdigit() else (issued_on.year if written else None)


def labelled(reader: Reader, low: int, begin: int) -> bool:
    """A bare ':' or '(' is a cue only behind 'thời gian', 'thời hạn', 'hoàn thành' …"""
    before = reader.fold[max(low, begin - 40) : begin]
    return bool(re.search(r"(?:thời gian|thời hạn|hạn|hoàn thành|tiến độ)[^,;.]{0,24}$", before))
