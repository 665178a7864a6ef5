"""
Deadlines (section 7): every written form to a date, a rule, or null with its words.

`find_deadlines` gives the deadlines of one stretch of text in order. A written time is a deadline only
with a word before it that makes it one (CUE) and not inside a condition, a citation or a noun ("năm học").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from giaoban.assignments.extraction.dates import Day, find_days, last_of_month, safe_date
from giaoban.assignments.extraction.recurrences import find_recurrences
from giaoban.assignments.extraction.shapes import Deadline
from giaoban.workdays.counting import Calendar, lunar_to_solar, seeded_calendar, solar_to_lunar, tet

_NUMBERS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
            "mười lăm": 15, "hai mươi": 20, "ba mươi": 30}  # fmt: skip
_CLOCK = r"(?:\d{1,2}\s?(?:giờ|h|g)(?:\s?\d{1,2})?\s?(?:'|phút)?\s?,?\s?(?:sáng|chiều|tối)?\s?(?:của\s)?)"
# The words that make a time a deadline, directly before it.
CUE = re.compile(
    r"(?:trước|chậm nhất|muộn nhất|trễ nhất|xong|hoàn thành|hoàn tất|kết thúc|đến hết|tới hết|hết|đến|tới|trong|vào|"
    r"thời hạn|hạn chót|hạn cuối|thời hạn cuối|thời gian|hạn|không quá|dự kiến|phấn đấu|:|\(|lúc|định kỳ)"
    r"(?:\s?(?:là|trong|vào|đến|tới|hết|trước|xong|ngay|ngày|thời điểm|thời gian|khoảng|cuối|hoàn thành|báo cáo|thực hiện|gửi|sau|nhất|"
    r"sáng|chiều|muộn|chậm|của|:|,|" + _CLOCK + r"|thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật))*\s?\(?\s?$"
)
_HARD = re.compile(r"trước|chậm nhất|muộn nhất|trễ nhất|xong|hoàn thành|hoàn tất|kết thúc|hết|thời hạn|hạn|không quá")
_START = re.compile(r"(?:kể từ|bắt đầu từ|áp dụng từ|thực hiện từ|từ|sau|tính đến|tính từ|bắt đầu|tới nay từ|đến)\s?(?:ngày\s?)?$")
_CONDITION = re.compile(
    r"(?:(?<!\w)(?:nếu|trường hợp|giải ngân dưới|dưới \d+|quá hạn từ|đã [^,;]{0,40}|tính đến|không để [^,;]{0,30}|cho kéo dài|gia hạn|"
    r"có thời hạn|hết hiệu lực|phát sinh|khởi công từ|cấp trước|ban hành trước|tồn đọng trước|được [^\s,;]+ trước))(?:\s[^,;.)]*)?$"
)
_NOUN_BEFORE = re.compile(
    r"(?:kế hoạch|dự toán|chương trình|giai đoạn|năm học|vụ|niên vụ|mùa khô|mùa mưa|nhiệm vụ|báo cáo|kết quả|tình hình|phiên họp|kỳ họp|"
    r"cuộc họp|hội nghị|giao ban|đợt|số liệu|chỉ tiêu|phong trào|lương|kinh phí|ngân sách|sơ kết|tổng kết)"
    r"(?:\s[^\s,;:.]+){0,4}\s?$"
)


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


def find_deadlines(reader: Reader, start: int, end: int) -> list[Found]:
    """All deadlines in [start, end) in order, none overlapping another; dateless events last resort."""
    found: list[Found] = []
    narrow = Reader(
        reader.text, reader.fold, reader.issued_on,
        reader.masked[bisect_left(reader.masked, (start - 300, 0)) : bisect_left(reader.masked, (end, 0))], reader.calendar,
    )  # fmt: skip
    for form in FORMS:
        for one in form.find(narrow, start, end):
            if one.start < one.end and not any(f.start < one.end and one.start < f.end for f in found):
                if not narrow.masks(one.start, one.end):
                    found.append(one)
    return sorted(found, key=lambda one: one.start)


@dataclass(frozen=True)
class Form:
    """One row of section 7 and how it is found."""

    construction: str
    find: Callable[[Reader, int, int], Iterable[Found]]


def _make(
    reader: Reader, start: int, end: int, *, day: date | None = None, rule: str | None = None,
    event: str | None = None, reckoning: str = "", doubts: tuple[str, ...] = (), starts_on: date | None = None,
    hard: bool = True,
) -> Found:  # fmt: skip
    """The deadline whose words begin with its cue and its hour."""
    begin = _cue_start(reader, start)
    words = " ".join(reader.text[begin:end].split()).strip(" (,;:")
    if day is not None and day < reader.issued_on:
        doubts = (*doubts, "deadline_before_issue")
    clock = _clock(reader.fold[begin : end + 20]) if day or rule else ""
    return Found(
        begin, end, Deadline(day, rule, words, event, starts_on, reckoning, clock, doubts), hard
    )


def _cue(reader: Reader, start: int) -> re.Match[str] | None:
    window = reader.fold[max(0, start - 60) : start]
    return CUE.search(window)


def _cue_start(reader: Reader, start: int) -> int:
    cue = _cue(reader, start)
    return start - len(cue.group()) if cue else start


def _clock(words: str) -> str:
    found = re.search(r"(\d{1,2})\s?(?:giờ|h|g)\s?(\d{2})?(?!\w)", words)
    if not found or int(found[1]) > 24:
        return ""
    return f"{int(found[1]):02d}:{found[2] or '00'}"


def _before(reader: Reader, low: int, position: int, size: int = 110) -> str:
    """The words before `position` in the same clause: not across ';' or a sentence end."""
    window = reader.fold[max(low, position - size) : position]
    return re.split(r"[;\n]|\.\s", window)[-1]


def _conditional(reader: Reader, low: int, begin: int) -> bool:
    return bool(_CONDITION.search(_before(reader, low, begin)))


# -- days ---------------------------------------------------------------------------------------------
def _days(reader: Reader, start: int, end: int) -> Iterable[Found]:
    """7.1-7.5: a written day with its cue; 'từ ngày X đến ngày Y' gives Y with X as its start."""
    days = [d for d in find_days(reader.fold, start, end, reader.issued_on) if not reader.masks(d.start, d.end)]
    for n, day in enumerate(days):
        earlier = days[n - 1] if n else None
        if _glued(reader, day):
            continue
        cue = _cue(reader, day.start)
        begin = day.start - len(cue.group()) if cue else day.start
        period = earlier if earlier and _is_period(reader, earlier, day) else None
        if period is None and (cue is None or _is_start(reader, start, day.start, cue.group())):
            continue
        if cue and re.fullmatch(r"[(:]\s?(?:ngày\s?)?", cue.group()) and not _labelled(reader, start, begin, cue.group()):
            continue
        if _conditional(reader, start, period.start if period else begin):
            continue
        yield _day_found(reader, day, period, cue.group() if cue else "")


def _day_found(reader: Reader, day: Day, period: Day | None, cue: str) -> Found:
    doubts = ("year_assumed",) if day.assumed else ()
    due = day.date
    if period and day.assumed and not period.assumed:
        due = safe_date(period.date.year, due.month, due.day) or due
    made = _make(
        reader, day.start, day.end, day=due, doubts=doubts,
        starts_on=period.date if period else None, hard=bool(_HARD.search(cue)),
    )  # fmt: skip
    if period is None:
        return made
    begin = reader.fold.rfind("từ", 0, period.start)
    begin = begin if 0 <= begin and period.start - begin < 24 else period.start
    return Found(begin, day.end, made.deadline, hard=False)


def _glued(reader: Reader, day: Day) -> bool:
    """Not a day: '24/7', '02 lần/năm', a fraction before a noun ('1/3 số hộ')."""
    around = reader.fold[day.start : day.end]
    after = reader.fold[day.end : day.end + 12]
    if re.fullmatch(r"\d{1,2}\s?/\s?\d{1,2}", around):
        before = reader.fold[max(0, day.start - 12) : day.start]
        return bool(re.match(r"\s?(?:giờ|số|diện tích|hộ|xã|tổng|chỉ tiêu|phường|đơn vị|dự án|trường|sở|huyện|thôn|%)", after)) or around in ("24/7",) or bool(
            re.search(r"(?:đạt|được|còn|tỷ lệ|quốc lộ|đường|lễ|dịp|cấp độ|kỷ niệm)\s?$", before)
        )
    return bool(re.match(r"\s?-\s?(?:19|20)\d{2}", after))


def _is_period(reader: Reader, earlier: Day, day: Day) -> bool:
    between = reader.fold[earlier.end : day.start]
    before = reader.fold[max(0, earlier.start - 24) : earlier.start]
    joined = re.fullmatch(r"\s?(?:đến|tới|-)\s?(?:hết\s?)?(?:ngày\s?)?", between)
    return bool(joined) and bool(re.search(r"(?:từ|trong)\s?(?:nay\s)?(?:ngày\s?)?(?:các ngày\s?)?$", before) or between.strip() != "-")


def _is_start(reader: Reader, low: int, position: int, cue: str) -> bool:
    before = reader.fold[max(low, position - 30) : position]
    if re.search(r"(?:^|\s)(?:đến|tới)\s?(?:ngày\s?)?$", before):
        return bool(re.search(r"tính (?:đến|tới)\s?(?:hết\s)?(?:ngày\s?)?$", before))
    return bool(_START.search(before)) and not re.search(r"chậm nhất sau|hết\s?(?:ngày\s?)?$", before)


def _labelled(reader: Reader, low: int, begin: int, cue: str) -> bool:
    """A bare ':' or '(' is a cue only behind 'thời gian', 'thời hạn', 'hoàn thành' …"""
    before = reader.fold[max(low, begin - 40) : begin]
    return bool(re.search(r"(?:thời gian|thời hạn|hạn|hoàn thành|tiến độ)[^,;.]{0,24}$", before))


# -- months, quarters, years ---------------------------------------------------------------------------
_Y = r"(?:\s?(?:/|-|,?\s?năm)\s?(?P<y>20\d{2}|nay|này))?"
_MONTH = re.compile(r"(?<!\w)tháng\s?(?P<m>1[0-2]|0?[1-9])(?!\d)(?!\s?[/\-]\s?\d{1,2}(?!\d))" + _Y + r"(?:\s?này)?")
_QUARTER = re.compile(r"(?<!\w)qu[ýí]\s?(?P<q>iv|i{1,3}|0?[1-4])(?!\w)" + _Y)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_HALF = re.compile(r"(?<!\w)(?:6|06|sáu) tháng (?P<h>đầu|cuối)(?: của)? năm(?:\s?(?P<y>20\d{2}))?")
_YEAR = re.compile(r"(?<!\w)(?:(?P<part>đầu|giữa|cuối|hết) )?năm\s?(?P<y>20\d{2}|nay|này)(?!\s?[-\d])|(?<!\w)(?P<end>cuối|giữa|hết) năm(?! học)(?!\s?\d)")


def _year_of(written: str | None, issued_on: date) -> int | None:
    return int(written) if written and written.isdigit() else (issued_on.year if written else None)


def _months(reader: Reader, start: int, end: int) -> Iterable[Found]:
    """7.6-7.8: '(trong) tháng 9/2025', 'tháng 6 và tháng 7 năm 2025', 'đầu / giữa / cuối tháng 5'."""
    matches = list(_MONTH.finditer(reader.fold, start, end))
    for n, found in enumerate(matches):
        if re.search(r"\d\s?$|(?:mùng|mồng|chạp|âm lịch) ?$", reader.fold[max(start, found.start() - 6) : found.start()]):
            continue
        following = matches[n + 1] if n + 1 < len(matches) else None
        if following and re.fullmatch(r"\s?(?:và|,|đến|-)\s?", reader.fold[found.end() : following.start()]):
            continue
        first = matches[n - 1] if n and re.fullmatch(r"\s?(?:và|,|đến|-)\s?", reader.fold[matches[n - 1].end() : found.start()]) else found
        part = re.search(r"(?<!\w)(đầu|giữa|cuối|hết|trung tuần|thượng tuần|hạ tuần|trước)\s?$", reader.fold[max(start, first.start() - 12) : first.start()])
        begin = first.start() - len(part.group()) if part else first.start()
        if not part and not _time_stands(reader, start, end, begin, found.end()):
            continue
        if _conditional(reader, start, begin) or _noun_time(reader, start, begin, bool(part)):
            continue
        one = _month_found(reader, found, part[1] if part else "", begin)
        if one:
            yield one


def _month_found(reader: Reader, found: re.Match[str], part: str, begin: int) -> Found | None:
    month = int(found["m"])
    written = _year_of(found["y"], reader.issued_on)
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
    return _make(reader, begin, found.end(), day=due, doubts=doubts, hard=_is_hard(reader, begin))


def _is_hard(reader: Reader, begin: int) -> bool:
    cue = _cue(reader, begin)
    return bool(cue and _HARD.search(cue.group()))


def _time_stands(reader: Reader, low: int, high: int, begin: int, end: int) -> bool:
    """A month or quarter counts behind a cue, or set off by marks at the end of its clause."""
    cue = _cue(reader, begin)
    if cue and low <= begin - len(cue.group()):
        mark = cue.group().strip()
        if mark not in (":", "("):
            return not re.search(r"(?<!\w)(?:từ|đến nay)\s[^,;.]{0,12}$", reader.fold[max(low, begin - 12) : begin]) or "đến" in mark
        if mark == ":":
            return _labelled(reader, low, begin - len(cue.group()), mark)
    after = reader.fold[end : min(high, end + 3)].strip()
    before = reader.fold[max(low, begin - 3) : begin].rstrip()
    return (not after or after[0] in ".;,)") and (not before or before[-1] in ",;(-")


def _noun_time(reader: Reader, low: int, begin: int, part: bool) -> bool:
    """'kế hoạch năm 2026', 'phiên họp tháng 11': the time belongs to a noun."""
    cue = _cue(reader, begin)
    if part or (cue and re.search(r"[^\W\d]", cue.group())):
        return False
    return bool(_NOUN_BEFORE.search(reader.fold[max(low, begin - 60) : begin]))


def _quarters(reader: Reader, start: int, end: int) -> Iterable[Found]:
    """7.9: 'quý II', 'quý 2', 'Quý III năm 2025', 'quý IV/2025' end with the quarter."""
    for found in _QUARTER.finditer(reader.fold, start, end):
        following = _QUARTER.match(reader.fold, found.end() + 4) or _QUARTER.match(reader.fold, found.end() + 2)
        if following and following.end() <= end:
            continue
        part = re.search(r"(?<!\w)(đầu|cuối|giữa|hết)\s?$", reader.fold[max(start, found.start() - 6) : found.start()])
        begin = found.start() - len(part.group()) if part else found.start()
        if not part and not _time_stands(reader, start, end, begin, found.end()):
            continue
        if _conditional(reader, start, begin) or _noun_time(reader, start, begin, bool(part)):
            continue
        quarter = _ROMAN.get(found["q"]) or int(found["q"])
        written = _year_of(found["y"], reader.issued_on)
        year = written or reader.issued_on.year
        due = last_of_month(year, quarter * 3)
        if not written and due < reader.issued_on:
            due = last_of_month(year + 1, quarter * 3)
        yield _make(reader, begin, found.end(), day=due, doubts=() if written else ("year_assumed",), hard=_is_hard(reader, begin))


def _halves(reader: Reader, start: int, end: int) -> Iterable[Found]:
    """7.10: '6 tháng đầu / cuối năm' behind a cue."""
    for found in _HALF.finditer(reader.fold, start, end):
        cue = _cue(reader, found.start())
        if cue is None or not re.search(r"trong|hoàn thành|xong|thời gian|trước|hết", cue.group()):
            continue
        if _noun_time(reader, start, found.start(), part=False):
            continue
        written = _year_of(found["y"], reader.issued_on)
        year = written or reader.issued_on.year
        due = date(year, 6, 30) if found["h"] == "đầu" else date(year, 12, 31)
        if not written and due < reader.issued_on:
            due = due.replace(year=year + 1)
        yield _make(reader, found.start(), found.end(), day=due, doubts=() if written else ("year_assumed",))


def _years(reader: Reader, start: int, end: int) -> Iterable[Found]:
    """7.10: 'trong năm 2026', 'đến hết năm 2025', 'cuối năm', 'giữa năm'."""
    for found in _YEAR.finditer(reader.fold, start, end):
        part = found["part"] or found["end"] or ""
        cue = _cue(reader, found.start())
        words = cue.group().strip() if cue else ""
        if part == "hết" and not words:
            words = "hết"
        if not re.search(r"[^\W\d]", words) or words in ("định kỳ", "phấn đấu", "hoàn thành") and not part:
            if not (part in ("cuối", "giữa") and words):
                continue
        begin = found.start()
        if _conditional(reader, start, begin - len(cue.group()) if cue else begin):
            continue
        if re.search(r"(?:hoàn thành|kết thúc)$", words) and not part:
            continue
        year = _year_of(found["y"], reader.issued_on) or reader.issued_on.year
        doubts: tuple[str, ...] = () if (found["y"] or "").isdigit() else ("year_assumed",)
        due = date(year, 12, 31)
        if part == "giữa":
            due, doubts = date(year, 6, 30), (*doubts, "loose_deadline")
        elif part == "đầu":
            due, doubts = date(year, 3, 31), (*doubts, "loose_deadline")
        if words.endswith("trước") and not part:
            due = date(year - 1, 12, 31)
        yield _make(reader, begin, found.end(), day=due, doubts=doubts, hard=bool(_HARD.search(words)))


# -- weeks --------------------------------------------------------------------------------------------
_WEEK = re.compile(
    r"(?<!\w)(?:(?P<this>(?:ngay )?trong tuần(?: này)?|cuối tuần này|trước cuối tuần(?: này)?)(?! (?:sau|tới|đầu|cuối|thứ))|"
    r"(?P<monday>đầu tuần (?:sau|tới))|(?P<next>(?:trong )?tuần (?:sau|tới)|cuối tuần (?:sau|tới))|"
    r"thứ (?P<w>hai|ba|tư|năm|sáu|[2-6]) (?P<when>tuần này|tuần sau|tuần tới)|"
    r"tuần (?P<order>đầu|thứ nhất|thứ hai|thứ ba|cuối)(?: của)? tháng (?P<m>\d{1,2})" + _Y + r"|(?P<today>trong ngày hôm nay|ngay trong ngày(?: hôm nay)?|trong hôm nay))(?!\w)"
)
_WEEKDAYS = {"hai": 0, "2": 0, "ba": 1, "3": 1, "tư": 2, "4": 2, "năm": 3, "5": 3, "sáu": 4, "6": 4}


def _weeks(reader: Reader, start: int, end: int) -> Iterable[Found]:
    """7.11-7.12: 'trong tuần này' is Friday of the week of issue; 'đầu tuần sau' is Monday, loose."""
    issued = reader.issued_on
    monday = issued - timedelta(days=issued.weekday())
    for found in _WEEK.finditer(reader.fold, start, end):
        loose: tuple[str, ...] = ("loose_deadline",)
        if found["this"]:
            due, loose = max(monday + timedelta(days=4), monday), loose if issued.weekday() >= 4 else ()
            due = max(due, monday + timedelta(days=4))
        elif found["monday"]:
            due = monday + timedelta(days=7)
        elif found["next"]:
            due = monday + timedelta(days=11)
        elif found["w"]:
            due, loose = monday + timedelta(days=_WEEKDAYS[found["w"]] + (0 if found["when"].endswith("này") else 7)), ()
        elif found["today"]:
            due, loose = issued, ()
        else:
            due = _week_of_month(found, issued)
        yield _make(reader, found.start(), found.end(), day=due, doubts=loose, reckoning=f"{issued} + week")


def _week_of_month(found: re.Match[str], issued: date) -> date:
    month = min(12, max(1, int(found["m"])))
    year = _year_of(found["y"], issued) or (issued.year + (month < issued.month))
    if found["order"] == "cuối":
        return last_of_month(year, month)
    return date(year, month, {"đầu": 7, "thứ nhất": 7, "thứ hai": 14, "thứ ba": 21}[found["order"]])


# -- Tết and the lunar calendar -------------------------------------------------------------------------
_TET = re.compile(r"(?<!\w)trước (?:dịp )?(?:kỳ nghỉ )?tết(?: nguyên đán| âm lịch| cổ truyền)?(?! (?:dương|trung|thanh|đoan))(?: [^\W\d]+ [^\W\d]+)?(?:,? năm (?P<y>20\d{2}))?(?!\w)")
_LUNAR = re.compile(r"(?<!\w)(?:ngày )?(?P<d>\d{1,2}) tháng (?P<m>chạp|giêng)(?!\w)|(?<!\w)(?:ngày )?(?:mùng|mồng) (?P<t>\d{1,2}) (?:tết|tháng giêng)|(?<!\w)(?:ngày )?(?P<n>\d{1,2}) tết(?!\w)")


def _next_tet(issued_on: date) -> date:
    this = tet(issued_on.year)
    return this if this > issued_on else tet(issued_on.year + 1)


def _tets(reader: Reader, start: int, end: int) -> Iterable[Found]:
    """7.13-7.14: before Tết is the last working day before its break; lunar days are counted at UTC+7."""
    for found in _LUNAR.finditer(reader.fold, start, end):
        due = _lunar_day(found, reader.issued_on)
        if due:
            yield _make(reader, found.start(), found.end(), day=due, reckoning="lunar")
    for found in _TET.finditer(reader.fold, start, end):
        day = tet(int(found["y"])) if found["y"] else _next_tet(reader.issued_on)
        close = found.end() if found["y"] else _tet_words_end(found)
        yield _make(
            reader, found.start(), close, day=reader.counting().last_working_day_before(day),
            reckoning=f"last working day before {day}", doubts=("loose_deadline",),
        )  # fmt: skip


def _tet_words_end(found: re.Match[str]) -> int:
    short = re.match(r"trước (?:dịp )?(?:kỳ nghỉ )?tết(?: nguyên đán| âm lịch| cổ truyền)?", found.group())
    return found.start() + (short.end() if short else len(found.group()))


def _lunar_day(found: re.Match[str], issued_on: date) -> date | None:
    day = int(found["d"] or found["t"] or found["n"])
    month = 12 if found["m"] == "chạp" else 1
    lunar_year = solar_to_lunar(issued_on).year
    for year in (lunar_year, lunar_year + 1):
        try:
            due = lunar_to_solar(day, month, year)
        except ValueError:
            continue
        if due >= issued_on:
            return due
    return None


# -- counted days ---------------------------------------------------------------------------------------
_COUNT = r"(?P<n>\d{1,3}|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + r")\s?(?:\([^)\n]{1,20}\)\s?)?(?P<u>ngày làm việc|ngày|tuần|tháng(?! ?(?:đầu|cuối|\d))|giờ)"
_COUNTED = re.compile(
    r"(?<!\w)(?:trong(?: vòng| thời hạn| thời gian)?|chậm nhất(?: là)?(?: trong)?(?: vòng| sau)?|không quá|sau|thời hạn|thời gian|tối đa|vòng)(?: tối đa| không quá|:)? ?"
    + _COUNT + r"(?:,?\s?(?:tính |kể )?(?:từ|sau) (?P<base>(?:ngày|khi|thời điểm|lúc)[^;.\n]{0,120}))?"
)
_ISSUE_BASE = re.compile(r"(?:ngày|khi|thời điểm|lúc) (?:ban hành|ký(?: ban hành)?|có|ra|phát hành|ngày ký)(?! (?:ý kiến|kết quả|chủ trương|quyết định phê))[^,;.]{0,40}|(?:ngày|khi) (?:thông báo|văn bản|kết luận|công văn|chỉ thị|công điện) này")
_REPORT_BEFORE = re.compile(r"(?:báo cáo|trình|hoàn thành|gửi|xong|đề xuất|tham mưu|hoàn tất|tổng hợp|có ý kiến|ban hành)(?:\s[^\s;.]+){0,12}\s?,?\s?$")


def _counts(reader: Reader, start: int, end: int) -> Iterable[Found]:
    """7.15-7.19: '10 ngày kể từ ngày ký', '05 ngày làm việc …', a base in brackets, an unknown base."""
    for found in _COUNTED.finditer(reader.fold, start, end):
        if reader.fold[found.start() : found.start() + 4] == "sau " and not found["base"]:
            continue
        number = _NUMBERS.get(found["n"]) or int(found["n"]) if found["n"] in _NUMBERS or found["n"].isdigit() else 0
        if not 0 < number < 400:
            continue
        yield _count_found(reader, start, found, number)


def _count_found(reader: Reader, low: int, found: re.Match[str], number: int) -> Found:
    base, unit = found["base"], found["u"]
    if base is None:
        near = reader.fold[max(low, found.start() - 90) : found.start()]
        if unit in ("ngày làm việc", "ngày", "tuần") and _REPORT_BEFORE.search(near) and not _conditional(reader, low, found.start()) and number > 1:
            due, how = _count(reader, reader.issued_on, number, unit)
            return _make(reader, found.start(), found.end(), day=due, reckoning=how, doubts=("loose_deadline",))
        event = reader.text[found.start() : found.end()]
        return _make(reader, found.start(), found.end(), event=event, doubts=("standing_rule",), hard=False)
    issue = _ISSUE_BASE.match(base)
    bracket = find_days(base, 0, len(base), reader.issued_on) if "(" in base else []
    close = found.end("base") - len(base) + (issue.end() if issue else len(base))
    if issue and not bracket:
        due, how = _count(reader, reader.issued_on, number, unit)
        return _make(reader, found.start(), close, day=due, reckoning=how)
    if bracket:
        due, how = _count(reader, bracket[0].date, number, unit)
        tail = base.find(")", bracket[0].end) + 1 or bracket[0].end
        return _make(reader, found.start(), found.start("base") + tail, day=due, reckoning=how)
    direct = find_days(base, 0, min(len(base), 30), reader.issued_on)
    if direct and re.match(r"ngày\s?$", base[: direct[0].start]):
        due, how = _count(reader, direct[0].date, number, unit)
        return _make(reader, found.start(), found.start("base") + direct[0].end, day=due, reckoning=how)
    stop = re.search(r",|\s(?:và|để|phải)\s", base)
    close = found.start("base") + (stop.start() if stop else len(base))
    return _make(reader, found.start(), close, event=reader.text[found.start("base") : close], doubts=("event_deadline",))


def _count(reader: Reader, base: date, number: int, unit: str) -> tuple[date, str]:
    how = {"ngày làm việc": "working days", "ngày": "days", "tuần": "weeks", "tháng": "months", "giờ": "hours"}[unit]
    words = f"{base} + {number} {how}"
    if unit == "ngày làm việc":
        return reader.counting().add_working_days(base, number), words
    if unit == "tháng":
        month = base.month - 1 + number
        year, month = base.year + month // 12, month % 12 + 1
        return safe_date(year, month, base.day) or last_of_month(year, month), words
    days = {"ngày": number, "tuần": number * 7, "giờ": -(-number // 24)}[unit]
    return base + timedelta(days=days), words


# -- recurrences and events -------------------------------------------------------------------------------
def _rules(reader: Reader, start: int, end: int) -> Iterable[Found]:
    """Section 8."""
    for one in find_recurrences(reader.fold, start, end):
        yield _make(reader, one.start, one.end, rule=one.rule)


_EVENT = re.compile(
    r"(?<!\w)(?:trước (?:khi|mùa|kỳ họp|phiên họp|ngày khai|khai giảng|thềm|dịp|kỳ nghỉ|thời điểm|ngày bầu|ngày diễn|lễ)|"
    r"tại (?:phiên họp|kỳ họp|cuộc họp|hội nghị|buổi họp)|khi (?:thực hiện|có|hoàn thành)[^,;.]{0,20}(?:xong|yêu cầu)|sau khi|ngay sau khi)(?:\s[^\s,;.\n]+){0,12}"
)


def _events(reader: Reader, start: int, end: int) -> Iterable[Found]:
    """7.20: 'trước khi trình HĐND', 'tại phiên họp tháng 11', 'trước mùa mưa': null with the event."""
    for found in _EVENT.finditer(reader.fold, start, end):
        words = reader.text[found.start() : found.end()]
        yield _make(reader, found.start(), found.end(), event=words, doubts=("event_deadline",), hard=False)


FORMS: tuple[Form, ...] = (
    Form("8 recurrences", _rules),
    Form("7.13 Tết and lunar days", _tets),
    Form("7.11 weeks", _weeks),
    Form("7.15 counted days", _counts),
    Form("7.1 written days", _days),
    Form("7.6 months", _months),
    Form("7.9 quarters", _quarters),
    Form("7.10 halves of a year", _halves),
    Form("7.10 years", _years),
    Form("7.20 events", _events),
)
