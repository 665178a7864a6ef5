"""What single cells of a follow-up table say: deadlines, states, percents, papers, units' names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from giaoban.assignments.extraction.deadlines import Reader, find_deadlines
from giaoban.documents.reading.dates import find_days
from giaoban.documents.reading.normal import make_source
from giaoban.documents.vocabulary import DocumentType
from giaoban.duties.vocabulary import State
from giaoban.foundation.text import search_key

_LEADS: Final = ("", "hoàn thành ", "hoàn thành trong ", "hoàn thành trước ngày ")
"""Words put before a cell until the reader of notices sees a deadline in it."""
_NO_DEADLINE: Final = re.compile(
    r"(thuong xuyen|lien tuc|hang ngay|theo yeu cau|khong( co)?( thoi)? han|khong xac dinh|khong"
    r"|chua xac dinh|theo tien do|theo quy dinh|theo ke hoach|khi co yeu cau|ca nam|-+|–|/|x|\.+)"
)
_ISO: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?: 00:00(?::00)?)?")
_MONTH: Final = re.compile(r"(?:t|thg|tháng)?\.?\s*(\d{1,2})\s*[/.-]\s*(20\d\d)", re.IGNORECASE)
_QUARTER: Final = re.compile(r"(?:q|quý)\s*([1-4]|i{1,3}|iv)\s*[/.-]?\s*(20\d\d)?", re.IGNORECASE)
_YEAR: Final = re.compile(r"20\d\d")
_SERIAL: Final = re.compile(r"[2-6]\d{4}")
_SHORT_YEAR: Final = re.compile(r"(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})[/.-](\d\d)(?!\d)")
_EXCEL_DAY_0: Final = date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Due:
    """
    A deadline as a cell gives it: a day, a rule, words alone, or nothing.

    `is_read` is false when the cell says something that is no deadline to the reader; `several` when it names
    more than one day; `doubts` are codes of the reader of notices.
    """

    day: date | None = None
    rule: str = ""
    words: str = ""
    event: str = ""
    reckoning: str = ""
    doubts: tuple[str, ...] = ()
    is_read: bool = True
    several: bool = False


def due_of_cell(text: str, *, base: date) -> Due:
    """
    The deadline in a cell, by the same reading as the notices; `base` is the day that counts begin at.

    >>> due_of_cell("Quý II/2025", base=date(2025, 1, 1)).day
    datetime.date(2025, 6, 30)
    >>> due_of_cell("Thường xuyên", base=date(2025, 1, 1)).day is None
    True
    """
    words = " ".join(text.split())
    if not words or _NO_DEADLINE.fullmatch(search_key(words)):
        return Due(words=words)
    plain = _plain(words)
    for lead in _LEADS:
        source = make_source(lead + plain)
        found = find_deadlines(Reader(source.text, source.fold, base), 0, len(source.fold))
        found = [one for one in found if one.dated] or found
        if found:
            deadline = found[0].deadline
            days = {day.date for day in find_days(source.fold, 0, len(source.fold), base)}
            several = len(days | ({deadline.date} if deadline.date else set())) > 1
            return Due(
                deadline.date,
                deadline.rule or "",
                words,
                deadline.event or "",
                deadline.reckoning,
                deadline.doubts,
                several=several and deadline.starts_on is None,
            )
    return Due(words=words, is_read=False)


def _plain(words: str) -> str:
    """Short written forms as the reader of notices knows them: "06/2025", "Q3/2025", "30/6/25", 45838."""
    if iso := _ISO.fullmatch(words):
        return f"{iso[3]}/{iso[2]}/{iso[1]}"
    if month := _MONTH.fullmatch(words):
        return f"tháng {int(month[1])}/{month[2]}"
    if quarter := _QUARTER.fullmatch(words):
        return f"quý {quarter[1]}" + (f"/{quarter[2]}" if quarter[2] else "")
    if _YEAR.fullmatch(words):
        return f"năm {words}"
    if _SERIAL.fullmatch(words):
        return f"{_EXCEL_DAY_0 + timedelta(days=int(words)):%d/%m/%Y}"
    return _SHORT_YEAR.sub(r"\1/\2/20\3", words)


def day_of_cell(text: str, *, base: date) -> date | None:
    """The last day written in a cell; None when there is none."""
    source = make_source(_plain(" ".join(text.split())))
    days = find_days(source.fold, 0, len(source.fold), base)
    return days[-1].date if days else None


@dataclass(frozen=True, slots=True)
class Stands:
    """
    How the work stands by the words of a table: a state, or None when the words are not understood.

    `late` is True or False where the words say so, else None.
    """

    state: State | None
    late: bool | None = None


_STATES: Final[tuple[tuple[str, State, bool | None], ...]] = (
    (r"chua (hoan thanh|xong|dat)|(sap|dang|co ban|gan) (hoan thanh|xong)", State.RECEIVED, None),
    (r"chua (duoc )?(thuc hien|trien khai|bat dau|tiep nhan|co)|^chua$|^moi$", State.ASKED, None),
    (r"khong (con )?thuc hien|(?<!tam )dung (thuc hien|lai)|^dung$", State.STOPPED, None),
    (r"^huy|da huy|cham dut|dinh chi|^thoi (thuc hien|giao)", State.STOPPED, None),
    (r"(hoan thanh|xong|bao cao).{0,20}(qua han|tre|cham|muon)", State.ACCEPTED, True),
    (r"(qua|tre|cham) han.{0,12}da (xong|hoan)", State.ACCEPTED, True),
    (r"(hoan thanh|xong).{0,20}(dung han|truoc han|trong han|kip)", State.ACCEPTED, False),
    (r"hoan thanh|da xong|hoan tat|da thuc hien( xong)?|da ban hanh", State.ACCEPTED, None),
    (r"^xong|da bao cao|da ket thuc", State.ACCEPTED, None),
    (r"qua han|tre han|cham (tien do|han)|dang|trong han|tiep tuc|thuong xuyen", State.RECEIVED, None),
    (r"chuan bi|tam dung|da tiep nhan|da giao|chua den han", State.RECEIVED, None),
)


def stands_of(text: str, percent: int | None) -> Stands:
    """
    How the work stands by the words of its state; a percent below 100 means that it is under way.

    >>> stands_of("Đã hoàn thành", None).state, stands_of("Đã hoàn thành 80%", 80).state
    (State.ACCEPTED, State.RECEIVED)
    """
    key = search_key(text)
    for pattern, state, late in _STATES:
        if key and re.search(pattern, key):
            if state == State.ACCEPTED and percent is not None and percent < 100:
                return Stands(State.RECEIVED)
            return Stands(state, late)
    if percent is not None and not key:
        return Stands(State.ACCEPTED if percent == 100 else State.RECEIVED if percent else State.ASKED)
    return Stands(None if key else State.ASKED)


_PERCENT: Final = re.compile(r"(\d{1,3})(?:[.,]\d+)?\s*%")


def percent_of(text: str, *, whole_column: bool) -> int | None:
    """
    A percent from 0 to 100: "80%", in a column of percents also "80" and 0.8; None when there is none.

    >>> percent_of("Đạt 80 %", whole_column=False), percent_of("0.8", whole_column=True)
    (80, 80)
    """
    found = _PERCENT.search(text)
    if found:
        return min(100, int(found[1]))
    if not whole_column:
        return None
    try:
        value = float(text.strip().replace(",", "."))
    except ValueError:
        return None
    if not 0 <= value <= 100:
        return None
    return round(value * 100) if value <= 1 else round(value)


@dataclass(frozen=True, slots=True)
class Source:
    """The paper that a row names: type "TB" or "", number, symbol, date; `words` as written."""

    type: str
    number: str
    symbol: str
    issued_on: date | None
    words: str

    @property
    def name(self) -> str:
        """As "TB 215/TB-BCĐ"; the words of the cell when they hold no number."""
        if not self.number:
            return self.words[:150]
        return " ".join(part for part in (self.type, f"{self.number}/{self.symbol}") if part)


_SYMBOL: Final = re.compile(
    r"(?<![\d/])(\d{1,6}[a-z]?)\s*[/-]\s*((?:20\d\d/)?[A-ZĐ][\w&Đđ]*(?:[-/][\w&Đđ]+)*)"
)
_TYPES: Final = {
    "thong bao": DocumentType.NOTICE,
    "chi thi": DocumentType.DIRECTIVE,
    "ke hoach": DocumentType.PLAN,
    "quyet dinh": DocumentType.DECISION,
    "nghi quyet": DocumentType.RESOLUTION,
    "cong dien": DocumentType.DISPATCH,
    "chuong trinh": DocumentType.PROGRAMME,
    "cong van": DocumentType.LETTER,
}


def source_of_cell(text: str, day: str = "", *, base: date) -> Source:
    """
    The paper in a cell, its date from the same cell or from a column of its own.

    >>> source_of_cell("Thông báo số 215/TB-BCĐ ngày 10/6/2025", base=date(2025, 1, 1)).name
    'TB 215/TB-BCĐ'
    """
    words = " ".join(text.split())
    found = _SYMBOL.search(words)
    number, symbol = (found[1], found[2].rstrip("-/")[:40]) if found else ("", "")
    # The symbol is taken out first: its digits are no day ("05/2025/QĐ-UBND").
    rest = words.replace(found[0], " ") if found else words
    issued_on = day_of_cell(day, base=base) if day else None
    issued_on = issued_on or day_of_cell(rest, base=base)
    return Source(_type_of(words, symbol), number, symbol, issued_on, words)


def _type_of(words: str, symbol: str) -> str:
    key = search_key(words)
    named = next((kind for name, kind in _TYPES.items() if key.startswith(name)), None)
    first = symbol.split("-", maxsplit=1)[0].rsplit("/", 1)[-1]
    coded = next((kind for kind in DocumentType if kind.value and kind.value == first), None)
    return str((named or coded or DocumentType.OTHER).value)


_BETWEEN_NAMES: Final = re.compile(r"\s*[;\n•●]\s*|\s+[-+]\s+|^[-+*]\s*")


def pieces_of_names(text: str) -> Iterator[str]:
    """The parts of a cell of units that surely stand apart: by semicolon, line or bullet."""
    for piece in _BETWEEN_NAMES.split(text):
        bare = re.sub(r"^\s*(?:\d+[.)]|[-+*–])\s*", "", piece).strip(" .,:;-–")
        if bare:
            yield bare
