"""Weeks, Tết and days of the lunar calendar (7.11 to 7.14)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from giaoban.assignments.extraction.deadlines.base import YEAR_TAIL, Found, Reader, make, year_of
from giaoban.documents.reading.dates import last_of_month
from giaoban.workdays.counting import lunar_to_solar, solar_to_lunar, tet

_WEEK = re.compile(
    r"(?<!\w)(?:(?P<this>(?:ngay )?trong tuần(?: này)?|cuối tuần này|trước cuối tuần(?: này)?)(?! (?:sau|tới|đầu|cuối|thứ))|"
    r"(?P<monday>đầu tuần (?:sau|tới))|(?P<next>(?:trong )?tuần (?:sau|tới)|cuối tuần (?:sau|tới))|"
    r"thứ (?P<w>hai|ba|tư|năm|sáu|[2-6]) (?P<when>tuần này|tuần sau|tuần tới)|"
    r"tuần (?P<order>đầu|thứ nhất|thứ hai|thứ ba|cuối)(?: của)? tháng (?P<m>\d{1,2})"
    + YEAR_TAIL
    + r"|(?P<tomorrow>(?:ngay )?(?:trong |trước |hết )?(?:(?:\d{1,2}\s?(?:giờ|h)\s?\d{0,2},? )?(?:sáng|trưa|chiều|tối|ngày) mai))"
    r"|ngày (?P<day>\d{1,2})(?: của)? tháng (?P<which>này|sau|tới)"
    r"|(?P<today>trong ngày hôm nay|ngay trong ngày(?: hôm nay)?(?! mai)|trong hôm nay))(?!\w)"
)
_WEEKDAYS = {"hai": 0, "2": 0, "ba": 1, "3": 1, "tư": 2, "4": 2, "năm": 3, "5": 3, "sáu": 4, "6": 4}


def weeks(reader: Reader, start: int, end: int) -> Iterable[Found]:
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
            due, loose = (
                monday + timedelta(days=_WEEKDAYS[found["w"]] + (0 if found["when"].endswith("này") else 7)),
                (),
            )
        elif found["day"]:
            due, loose = _day_of(found, issued), ()
        elif found["tomorrow"]:
            due, loose = issued + timedelta(days=1), ()
        elif found["today"]:
            due, loose = issued, ()
        else:
            due = _week_of_month(found, issued)
        yield make(reader, found.start(), found.end(), day=due, doubts=loose, reckoning=f"{issued} + week")


def _day_of(found: re.Match[str], issued: date) -> date:
    """'ngày 10 tháng sau': that day of the month of issue or of the next; its last day when there is none."""
    months = issued.year * 12 + issued.month - 1 + (found["which"] != "này")
    last = last_of_month(months // 12, months % 12 + 1)
    return last.replace(day=max(1, min(int(found["day"]), last.day)))


def _week_of_month(found: re.Match[str], issued: date) -> date:
    month = min(12, max(1, int(found["m"])))
    year = year_of(found["y"], issued) or (issued.year + (month < issued.month))
    if found["order"] == "cuối":
        return last_of_month(year, month)
    return date(year, month, {"đầu": 7, "thứ nhất": 7, "thứ hai": 14, "thứ ba": 21}[found["order"]])


_TET = re.compile(
    r"(?<!\w)trước (?:dịp )?(?:kỳ nghỉ )?tết(?: nguyên đán| âm lịch| cổ truyền)?(?! (?:dương|trung|thanh|đoan))(?: [^\W\d]+ [^\W\d]+)?(?:,? năm (?P<y>20\d{2}))?(?!\w)"
)
_LUNAR = re.compile(
    r"(?<!\w)(?:ngày )?(?P<d>\d{1,2}) tháng (?P<m>chạp|giêng)(?!\w)|(?<!\w)(?:ngày )?(?:mùng|mồng) (?P<t>\d{1,2}) (?:tết|tháng giêng)|(?<!\w)(?:ngày )?(?P<n>\d{1,2}) tết(?!\w)"
)


def _next_tet(issued_on: date) -> date:
    this = tet(issued_on.year)
    return this if this > issued_on else tet(issued_on.year + 1)


def tets(reader: Reader, start: int, end: int) -> Iterable[Found]:
    """7.13-7.14: before Tết is the last working day before its break; lunar days are counted at UTC+7."""
    for found in _LUNAR.finditer(reader.fold, start, end):
        due = _lunar_day(found, reader.issued_on)
        if due:
            yield make(reader, found.start(), found.end(), day=due, reckoning="lunar")
    for found in _TET.finditer(reader.fold, start, end):
        day = tet(int(found["y"])) if found["y"] else _next_tet(reader.issued_on)
        close = found.end() if found["y"] else _tet_words_end(found)
        yield make(
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
