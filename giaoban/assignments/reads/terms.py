"""
How the deadline of a proposal is reckoned: what the reader of papers noted, or a person chose.

A proposal keeps it in one line: "2025-08-26 + 5 working days" from a date, "receipt + 24 hours" from receipt,
"event + 10 days" from an event whose day is not known yet.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from giaoban.assignments.models import Proposal
from giaoban.duties.actions import Terms
from giaoban.duties.vocabulary import CountedFrom, LimitUnit
from giaoban.workdays.counting import Calendar, Unit

UNIT_WORDS: Final = {
    "hours": LimitUnit.HOURS,
    "working days": LimitUnit.WORKING_DAYS,
    "days": LimitUnit.DAYS,
    "weeks": LimitUnit.WEEKS,
    "months": LimitUnit.MONTHS,
}
_WORDS_OF: Final = {unit: words for words, unit in UNIT_WORDS.items()}
_LINE: Final = re.compile(
    r"^(\d{4}-\d\d-\d\d|receipt|event) \+ (\d{1,4}) (working days|days|weeks|months|hours)$"
)
_VIETNAMESE: Final = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
    "mười lăm": 15, "hai mươi": 20, "ba mươi": 30,
}  # fmt: skip
_COUNT: Final = re.compile(
    r"(?<!\w)(?P<n>\d{1,3}|"
    + "|".join(sorted(_VIETNAMESE, key=len, reverse=True))
    + r")\s?(?:\([^)]{1,20}\)\s?)?(?P<unit>ngày làm việc|ngày|tuần|tháng|giờ)"
    + r"(?!\w).{0,12}?(?:kể |tính )*(?:từ|sau)",
    re.IGNORECASE,
)
_UNITS: Final = {
    "giờ": LimitUnit.HOURS,
    "ngày làm việc": LimitUnit.WORKING_DAYS,
    "ngày": LimitUnit.DAYS,
    "tuần": LimitUnit.WEEKS,
    "tháng": LimitUnit.MONTHS,
}
_RECEIPT: Final = re.compile(r"(?<!\w)(?:nhận|tiếp nhận)(?:\s+được)?(?!\w)", re.IGNORECASE)
_OF_THE_PAPER: Final = re.compile(
    r"nhận(?:\s+được)?\s*(?:(?:thông báo|văn bản|công văn|kết luận|chỉ thị|công điện|quyết định|kế hoạch|"
    r"nhiệm vụ|yêu cầu)(?:\s+(?:này|chỉ đạo|kết luận|giao việc|giao))*)?\s*$",
    re.IGNORECASE,
)


def line_of(start: str, amount: int, unit: str) -> str:
    """The line that a proposal keeps; `start` is an ISO date, "receipt" or "event"."""
    return f"{start} + {amount} {_WORDS_OF[LimitUnit(unit)]}"


def take_apart(line: str) -> tuple[str, int, LimitUnit] | None:
    """Start, amount and unit of the line; None when it is something else."""
    found = _LINE.match(line)
    return (found[1], int(found[2]), UNIT_WORDS[found[3]]) if found else None


def line_from_words(words: str, event: str) -> str:
    """
    The line for a deadline that is counted from an event, by the words of the paper; "" for none.

    "trong 05 ngày làm việc kể từ ngày nhận được văn bản này" is counted from receipt; receiving anything else
    than the paper is an event.
    """
    found = _COUNT.search(words)
    if found is None or not event:
        return ""
    amount = int(found["n"]) if found["n"].isdigit() else _VIETNAMESE[found["n"].lower()]
    is_receipt = _RECEIPT.search(event) and _OF_THE_PAPER.search(event.strip(" .,;"))
    return line_of("receipt" if is_receipt else "event", amount, _UNITS[found["unit"].lower()])


def terms_of(proposal: Proposal, *, issued_on: date) -> Terms | None:
    """How the deadline of `proposal` is reckoned; None when it is a date, or there is none."""
    parts = take_apart(proposal.reckoning)
    if parts is None or proposal.rule:
        return None
    start, amount, unit = parts
    if start == "receipt":
        return Terms(amount=amount, unit=unit, counted_from=CountedFrom.RECEIPT)
    if start == "event":
        return Terms(amount=amount, unit=unit, counted_from=CountedFrom.EVENT, event=proposal.event)
    day = date.fromisoformat(start)
    counted_from = CountedFrom.ISSUE if day == issued_on else CountedFrom.EVENT
    return Terms(amount=amount, unit=unit, counted_from=counted_from, start_on=day, event=proposal.event)


def reckoned_on(line: str, calendar: Calendar) -> date | None:
    """The day on which the deadline falls by `calendar`; None while its start is not known."""
    parts = take_apart(line)
    if parts is None or parts[0] in {"receipt", "event"}:
        return None
    start, amount, unit = parts
    return calendar.end_of(Unit(unit), date.fromisoformat(start), amount)
