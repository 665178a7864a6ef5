"""
Recurrences (section 8): 'định kỳ trước ngày 25 hằng tháng' and its like, as RFC 5545 rules.

Each row of RULES names the form it serves. 'hằng' and 'hàng' are one word here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

_EVERY = r"(?:hằng|hàng|mỗi)"
_DAYS = {"hai": "MO", "2": "MO", "ba": "TU", "3": "TU", "tư": "WE", "4": "WE", "năm": "TH", "5": "TH",
         "sáu": "FR", "6": "FR", "bảy": "SA", "7": "SA"}  # fmt: skip
_QUARTER_ENDS = "BYMONTH=3,6,9,12"
_REPORTS = (
    r"báo cáo|cập nhật|tổng hợp|gửi|công bố|công khai|kiểm tra|giao ban|họp|thông báo|thống kê|đánh giá|rà soát|đo|đăng tải|"
    r"tổ chức|phát sóng|đối chiếu|kiểm kê|sơ kết|trực tuyến|giám sát|cung cấp|theo dõi"
)


@dataclass(frozen=True)
class Recurrence:
    """A rule found at [start, end) of the folded text."""

    start: int
    end: int
    rule: str


@dataclass(frozen=True)
class Rule:
    """One row of section 8. `strict` forms must stand where a reporting time stands."""

    construction: str
    pattern: re.Pattern[str]
    resolve: Callable[[re.Match[str]], str]
    strict: bool = False


def _monthly(found: re.Match[str]) -> str:
    return _with_day("FREQ=MONTHLY", found["d"])


def _with_day(rule: str, day: str) -> str:
    return f"{rule};BYMONTHDAY={int(day)}" if 1 <= int(day) <= 31 else rule


def _days_of_month(found: re.Match[str]) -> str:
    last = {None: [], "cuối": ["-1"]}.get(found["last"], [found["last"] or ""])
    days = [*found["days"].split(", "), *last]
    return f"FREQ=MONTHLY;BYMONTHDAY={','.join(str(int(day)) for day in days)}"


def _weekly(found: re.Match[str]) -> str:
    return f"FREQ=WEEKLY;BYDAY={_DAYS[found['w']]}"


def _yearly(found: re.Match[str]) -> str:
    pairs = [(int(d), int(m)) for d, m in re.findall(r"(\d{1,2})\s?[/\-]\s?(\d{1,2})", found.group())]
    pairs = pairs or [(int(d), int(m)) for d, m in re.findall(r"(\d{1,2}) tháng (\d{1,2})", found.group())]
    months = ",".join(str(m) for _, m in pairs)
    return f"FREQ=YEARLY;BYMONTH={months};BYMONTHDAY={pairs[0][0]}"


def _fixed(rule: str) -> Callable[[re.Match[str]], str]:
    return lambda _: rule


def _every_months(found: re.Match[str]) -> str:
    months = int(found["n"])
    return "FREQ=YEARLY" if months == 12 else f"FREQ=MONTHLY;INTERVAL={months}"


def _rx(pattern: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + pattern.replace("EVERY", _EVERY) + r")(?!\w)")


_W = r"(?P<w>hai|ba|tư|năm|sáu|bảy|[2-7])"
RULES: tuple[Rule, ...] = (
    Rule("8.1 several days of the month", _rx(r"các ngày (?P<days>\d{1,2}(?:, \d{1,2})*)(?: và (?:ngày )?(?P<last>\d{1,2}|cuối))?(?: của)?(?: EVERY)? tháng(?! \d)"), _days_of_month),
    Rule("8.10 two days a year", _rx(r"(?:ngày )?\d{1,2}\s?[/\-]\s?\d{1,2}(?:\s?(?:,|và)\s?(?:trước )?(?:ngày )?\d{1,2}\s?[/\-]\s?\d{1,2}){0,5},? EVERY năm"), _yearly),
    Rule("8.10 a day a year", _rx(r"(?:ngày )?\d{1,2} tháng \d{1,2},? (?:EVERY|của EVERY) năm"), _yearly),
    Rule("8.7 quarterly on a day of its last month", _rx(r"EVERY quý,? (?:trước |vào |chậm nhất )?ngày (?P<d>\d{1,2})(?: của)? tháng cuối"),
         lambda m: _with_day(f"FREQ=MONTHLY;{_QUARTER_ENDS}", m["d"])),
    Rule("8.7 day of the quarter's last month", _rx(r"ngày (?P<d>\d{1,2})(?: của)? (?:tháng cuối(?: của)?(?: mỗi)? quý|tháng cuối cùng(?: của)? quý)"),
         lambda m: _with_day(f"FREQ=MONTHLY;{_QUARTER_ENDS}", m["d"])),
    Rule("8.8 last day of the quarter", _rx(r"ngày (?:cuối cùng|cuối)(?: của)? (?:EVERY )?quý"), _fixed(f"FREQ=MONTHLY;{_QUARTER_ENDS};BYMONTHDAY=-1")),
    Rule("8.1 last day of the month", _rx(r"ngày (?:cuối cùng|cuối|làm việc cuối cùng)(?: của)? (?:EVERY )?tháng(?! \d)"), _fixed("FREQ=MONTHLY;BYMONTHDAY=-1")),
    Rule("8.1 a stretch of days of every month", _rx(r"từ (?:ngày )?\d{1,2} (?:đến|tới|-) (?:hết )?(?:ngày )?(?P<d>\d{1,2})(?: của)?,? (?:EVERY|các) tháng"), _monthly),
    Rule("8.1 day of every month", _rx(r"(?:ngày|mùng|mồng) (?P<d>\d{1,2})(?: của)?,? (?:EVERY|các) tháng"), _monthly),
    Rule("8.1 every month before a day", _rx(r"EVERY tháng,? (?:\w+ ){0,4}?(?:trước|vào|chậm nhất(?: là)?)(?: ngày)? (?P<d>\d{1,2})(?!\s?[/\-.]\s?\d|\s?(?:giờ|h))"), _monthly),
    Rule("8.3 weekday of every week", _rx(r"thứ " + _W + r",? (?:của )?(?:EVERY|các) tuần"), _weekly),
    Rule("8.3 every week on a weekday", _rx(r"EVERY tuần,? (?:\w+ ){0,4}?(?:vào|trước)?(?: \d{1,2} ?(?:giờ|h)(?: ?\d{2})?(?: phút)?)?(?: (?:sáng|chiều|ngày))? ?thứ " + _W), _weekly),
    Rule("8.3 Sunday", _rx(r"chủ nhật EVERY tuần"), _fixed("FREQ=WEEKLY;BYDAY=SU")),
    Rule("8.4 every two weeks", _rx(r"(?:định kỳ )?(?:hai|2|02) tuần(?: một| 1| 01)? lần|(?:định kỳ )?(?:hai|2|02) tuần/lần"), _fixed("FREQ=WEEKLY;INTERVAL=2")),
    Rule("8.9 every n months", _rx(r"(?:định kỳ|EVERY|cứ) (?P<n>\d{1,2}) tháng(?! (?:đầu|cuối|\d))(?:/lần)?|(?P<k>\d{1,2}) tháng (?:báo cáo [^,;.]{0,60} )?(?:một|1|01) lần"),
         lambda m: f"FREQ=MONTHLY;INTERVAL={int(m['n'] or m['k'])}"),
    Rule("8.9 half-yearly", _rx(r"định kỳ (?:6 tháng,? (?:và )?(?:một )?năm|6 tháng và cả năm|6 tháng, năm|nửa năm)"), _fixed("FREQ=MONTHLY;INTERVAL=6")),
    Rule("8.6 every quarter", _rx(r"(?:định kỳ )?EVERY quý|định kỳ (?:một )?quý(?: một lần)?"), _fixed("FREQ=MONTHLY;INTERVAL=3"), strict=True),
    Rule("8.2 every month", _rx(r"(?:định kỳ )?(?:EVERY|từng) tháng(?: (?:một|1|01|02|2|hai) (?:lần|kỳ))?|định kỳ (?:một )?tháng(?: một lần)?|(?:1|01|một) tháng (?:1|01|một) lần"), _fixed("FREQ=MONTHLY"), strict=True),
    Rule("8.3 every week", _rx(r"(?:định kỳ )?EVERY tuần(?: (?:một|1|01) lần)?|định kỳ (?:một )?tuần(?: một lần)?"), _fixed("FREQ=WEEKLY"), strict=True),
    Rule("8.5 every day", _rx(r"(?:định kỳ )?(?:hằng|hàng|mỗi) ngày"), _fixed("FREQ=DAILY"), strict=True),
    Rule("8.10 every year", _rx(r"định kỳ EVERY năm|EVERY năm"), _fixed("FREQ=YEARLY"), strict=True),
)  # fmt: skip
_STRICT_BEFORE = re.compile(
    r"(?:định kỳ|(?:"
    + _REPORTS
    + r")(?:\s[^\s,;.]+){0,9}|(?:giờ|h)\s?\d{0,2}(?:\s?phút)?|lúc [^,;.]{1,15}|trước [^,;.]{1,20}|vào|\d+ (?:lần|kỳ|chuyến xe|cuộc)[^,;.]{0,40}|[,;:\-+•])\s?$"
)
_NOUNS = re.compile(
    r"(?:chương trình|kế hoạch|dự toán|tiêu thụ|định mức|thu nhập|lương|doanh thu|sản lượng|chỉ tiêu|bình quân)(?:\s[^\s,;.]+){0,6}\s?$"
)


def find_recurrences(fold: str, start: int, end: int) -> list[Recurrence]:
    """All recurrences in fold[start:end], none overlapping another, in order."""
    found: list[Recurrence] = []
    for rule in RULES:
        for match in rule.pattern.finditer(fold, start, end):
            if any(f.start < match.end() and match.start() < f.end for f in found):
                continue
            if rule.strict and not _stands_as_time(fold, start, match, rule):
                continue
            found.append(Recurrence(match.start(), match.end(), rule.resolve(match)))
    return sorted(found, key=lambda f: f.start)


def _stands_as_time(fold: str, start: int, match: re.Match[str], rule: Rule) -> bool:
    """A bare 'hằng tháng' counts at the beginning, after a mark, or behind a verb of reporting."""
    before = fold[max(start, match.start() - 90) : match.start()]
    if match.group().startswith("định kỳ"):
        return True
    if _NOUNS.search(before) or rule.construction == "8.10 every year":
        return not before.strip() and rule.construction != "8.10 every year"
    following = fold[match.end() : match.end() + 12]
    if match.group().startswith("mỗi") and following.startswith((" đạt", " có", " giảm", " tăng")):
        return False
    return not before.strip(" -+•;,.)") or bool(_STRICT_BEFORE.search(before))
