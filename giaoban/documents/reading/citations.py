"""
Cited documents (section 11): state style, party style, letters, dotted numbers, number only, plural heads.

`CITE := TYPE? (số)? NUM SEP SYMBOL (,)? (ngày DATE)?`
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from giaoban.documents.reading.dates import FULL, LONG, safe_date
from giaoban.documents.reading.normal import Source
from giaoban.documents.reading.shapes import Citation

TYPES = {
    "quyết định": "Quyết định", "nghị quyết": "Nghị quyết", "chỉ thị": "Chỉ thị", "công điện": "Công điện",
    "thông báo": "Thông báo", "báo cáo": "Báo cáo", "kế hoạch": "Kế hoạch", "tờ trình": "Tờ trình",
    "nghị định": "Nghị định", "thông tư liên tịch": "Thông tư liên tịch", "thông tư": "Thông tư",
    "công văn": "Công văn", "văn bản": "Văn bản", "phương án": "Phương án", "hướng dẫn": "Hướng dẫn",
    "chương trình": "Chương trình", "quy chế": "Quy chế", "quy định": "Quy định", "đề án": "Đề án",
    "kết luận": "Kết luận", "luật": "Luật", "pháp lệnh": "Pháp lệnh", "giấy mời": "Giấy mời",
    "biên bản": "Biên bản", "thông tri": "Thông tri", "công thư": "Công thư",
    "văn bản hợp nhất": "Văn bản hợp nhất", "lệnh": "Lệnh", "giấy phép": "Giấy phép", "thư": "Thư", "hiệp định": "Hiệp định",
}  # fmt: skip
_TYPE = "|".join(sorted((re.escape(t) for t in TYPES), key=len, reverse=True))
_SYMBOL = r"[^\W\d_][\wđ&]{0,14}(?:(?: ?[\-/] ?| ?&(?=[^\W\d_]{1,5}(?:\W|$))|\.)[^\W_][\wđ&]{0,20}(?:\([^\W\d_]{1,8}\))?|,[^\W\d_]{2}[\w&]{0,12}){0,4}"
# STATE: 2087/QĐ-UBND, 27/2025/QĐ-UBND, 846 /UBND-TH; PARTY: 112-KH/TU; the symbol is checked for capitals.
_NUMBER = re.compile(
    r"(?<![\w/.,\-])(?P<number>\d{1,3}(?:\.\d{3})+|\d{1,6}[a-z]?)"
    r"(?:\s?/\s?(?P<year>(?:19|20)\d{2}))?"
    r"(?P<separator>\s?[/\-]\s?)(?P<symbol>" + _SYMBOL + r")"
)
# A slash is left out: 'số 115 CĐ-TTg ngày …'.
_SPACED = re.compile(
    r"(?<=số )(?P<number>\d{1,6})(?P<year>)(?P<separator> )(?P<symbol>[^\W\d_]{2,5}-[^\W\d_]{2,8})(?=,? ngày )"
)
_YEAR_ONLY = re.compile(
    r"(?P<type>"
    + _TYPE
    + r")\s(?:hỏa tốc\s|khẩn\s)?(?:số\s?:?\s?)?(?P<number>\d{1,5})/(?P<year>(?:19|20)\d{2})(?![\d/\-])"
)
_BARE = re.compile(
    r"(?P<type>"
    + _TYPE
    + r")\s(?:số\s?:?\s?)(?P<number>\d{1,3}(?:\.\d{3})+|\d{1,6})(?![\d/\-]|\.\d|\s?[/\-]\s?[^\W\d])"
)
# A newspaper leaves 'số' out: 'có Văn bản 2786 gửi các sở'.
_SENT = re.compile(
    r"(?P<type>công văn|văn bản|công điện|chỉ thị)\s(?P<number>\d{2,6})(?=,?\s(?:gửi|yêu cầu|chỉ đạo|đề nghị|về|của|giao)\s)"
)
_BEFORE = re.compile(r"(?:(?P<type>" + _TYPE + r")\s?(?:liên ngành\s)?)?(?:\(?\s?)?(?:số\s?:?\s?)?[a-z]?$")
_PLURAL = re.compile(r"các\s(?P<type>" + _TYPE + r")(?:\s?(?:số|:))?")
_LISTED = re.compile(r"số\s(?P<numbers>\d{1,6}(?:,\s\d{1,6}){0,5})(?:,| và)\s$")
_AFTER = re.compile(r"\s?[,(;]?\s?(?:ký\s)?(?:ban hành\s)?ngày\s?")
_SHARED = re.compile(r"\s?(?:,|và|;)\s?(?:số\s)?\d")
_DATE_BEFORE = re.compile(
    r"(?:ngày|sáng|chiều|tối|hôm)\s?(?P<d>\d{1,2})\s?[/\-.]\s?(?P<m>\d{1,2})(?:\s?[/\-.]\s?(?P<y>\d{4}))?,?\s[^.;\n]{0,80}$"
)
_CODES = frozenset(
    [
        "qđ",
        "ct",
        "kh",
        "tb",
        "bc",
        "ttr",
        "nq",
        "nđ",
        "tt",
        "cđ",
        "hđ",
        "hd",
        "pa",
        "ctr",
        "qc",
        "đa",
        "kl",
        "cv",
        "gm",
        "bb",
        "qh",
        "pl",
        "ttlt",
        "kl",
        "qđ-",
        "ttg",
        "nđ-",
        "sl",
        "l",
        "lct",
        "tbkl",
    ]
)


@dataclass(frozen=True)
class Found:
    """A citation in even positions; `own` when it is the number of the notice itself."""

    citation: Citation
    start: int
    end: int
    own: bool = False


def find_citations(source: Source, head_end: int, issued_on: date) -> list[Found]:
    """
    All citations in the order of the text, repeated ones too; `head_end` bounds where 'Số: …' is the
    notice's own number.
    """
    found: list[Found] = []
    for match in (*_NUMBER.finditer(source.fold), *_SPACED.finditer(source.fold)):
        one = _from_symbol(source, match, head_end, issued_on)
        if one:
            found.append(one)
    found.extend([more for one in found for more in _numbers_before(source, one)])
    for pattern in (_YEAR_ONLY, _BARE, _SENT):
        for match in pattern.finditer(source.fold):
            if not any(f.start < match.end() and match.start() < f.end for f in found):
                found.append(_from_type(source, match, issued_on))
    found.sort(key=lambda f: f.start)
    return _share_dates(source, found)


def _from_symbol(source: Source, match: re.Match[str], head_end: int, issued_on: date) -> Found | None:
    end = _symbol_end(source, match)
    written = re.sub(r"\s", "", source.text[match.start("symbol") : end])
    if not _is_symbol(written, match):
        return None
    number = match["number"].replace(".", "")
    if match["year"]:
        number = f"{number}/{match['year']}"
    kind, begin = _type_before(source, match.start())
    said = bool(re.search(r"số\s?:?\s?$", source.fold[max(0, match.start() - 6) : match.start()]))
    if not kind and not said and not _allowed_without_type(written):
        return None
    day, close = _date_after(source.fold, end)
    if day is None:
        day = _date_before(source.fold, begin, issued_on)
    own = match.start() < head_end and bool(
        re.search(r"số\s?:\s?$", source.fold[max(0, match.start() - 8) : match.start()])
    )
    start, stop = source.span(begin, close)
    return Found(Citation(kind, number, written, day, start, stop), begin, close, own)


def _symbol_end(source: Source, match: re.Match[str]) -> int:
    """The symbol without what follows it: the part after the last joint must not be a common word."""
    end = match.end("symbol")
    symbol = source.text[match.start("symbol") : end]
    parts = re.split(r"(\s?[\-/.,]\s?)", symbol)
    while len(parts) > 2 and (
        not any(c.isupper() for c in parts[-1])
        or ("," in parts[-2] and parts[-1][:1].islower())
        or (parts[-2].endswith(" ") and parts[-2].startswith(" ") and not _is_body(source, parts, end))
    ):
        end -= len(parts[-1]) + len(parts[-2])
        parts = parts[:-2]
    return end


def _is_body(source: Source, parts: list[str], end: int) -> bool:
    """'15/QĐ - BATGT ngày …': a short form in capitals behind a type code, and the date behind it."""
    code = len(parts) == 3 and parts[0].lower() in _CODES
    return code and parts[-1].isupper() and bool(_AFTER.match(source.fold, end))


def _is_symbol(written: str, match: re.Match[str]) -> bool:
    """At least two capitals at the start: 'QĐ-UBND', 'NQ/TU', 'UBND-TH'; not '1- Cơ', 'km/h', 'm2'."""
    head = re.split(r"[\-/.,]", written)[0]
    if len(head) < 2 and "-" not in written and "/" not in written:
        return False
    capitals = sum(1 for c in head if c.isupper())
    if capitals < 1 or (capitals < 2 and head.lower() not in _CODES):
        return False
    separator = match["separator"]
    if "-" in separator and not match["year"]:
        party = separator == " - " and head.lower() in _CODES  # 'Công văn số 391 - CV/ĐU'
        return "/" in written and (party or " " not in separator.lstrip())
    return not (separator.strip() == "-" and not match["year"])


def _allowed_without_type(written: str) -> bool:
    """Not 'Ban Chỉ đạo 389/ĐP': without type and 'số' the symbol must be one of more parts or a type code."""
    return "-" in written or "/" in written or written.lower() in _CODES


def _numbers_before(source: Source, one: Found) -> list[Found]:
    """'các công văn số 614, 615, 616-CV/VPTW ngày …': the numbers that share the symbol and the date."""
    listed = _LISTED.search(source.fold[max(0, one.start - 60) : one.start])
    if not one.citation.symbol or not listed:
        return []
    base = one.start - len(listed.group())
    out = []
    for number in re.finditer(r"\d+", listed["numbers"]):
        low, high = base + listed.start("numbers") - listed.start() + number.start(), 0
        high = low + len(number.group())
        start, stop = source.span(low, high)
        out.append(Found(replace(one.citation, number=number.group(), start=start, end=stop), low, high))
    return out


def _type_before(source: Source, position: int) -> tuple[str, int]:
    before = source.fold[max(0, position - 40) : position]
    match = _BEFORE.search(before)
    if match and match["type"]:
        return TYPES[match["type"]], position - len(before) + match.start()
    window = source.fold[max(0, position - 240) : position]
    sentence = re.split(r"[.\n](?=\s)", window)[-1]
    plurals = list(_PLURAL.finditer(sentence))
    if plurals:
        return TYPES[plurals[-1]["type"]], position
    chained = re.search(r"(" + _TYPE + r")\s(?:số\s?)?[\w./\-đ ]{3,60}(?:,|và)\s(?:số\s)?$", sentence)
    return (TYPES[chained[1]], position) if chained else ("", position)


def _date_after(fold: str, end: int) -> tuple[date | None, int]:
    match = _AFTER.match(fold, end)
    if not match:
        return None, end
    for pattern in (FULL, LONG):
        day = pattern.match(fold, match.end())
        if day and day["y"]:
            return safe_date(int(day["y"]), int(day["m"]), int(day["d"])), day.end()
    return None, end


def _date_before(fold: str, begin: int, issued_on: date) -> date | None:
    """'Ngày 28/11, UBND tỉnh ban hành Công văn số …': the date stands before the number."""
    match = _DATE_BEFORE.search(fold[max(0, begin - 110) : begin])
    if not match or not re.search(r"ban hành|có|ký|gửi|phát hành", match.group()):
        return None
    if re.search(r"[/\-][^\W_]+,?\s(?:ký )?$", fold[max(0, begin - 110) : begin][: match.start()]):
        return None  # the date of another paper: 'Công điện số 441/CĐ-TTg ngày …, UBND tỉnh có Công văn số …'
    year = int(match["y"]) if match["y"] else issued_on.year
    day = safe_date(year, int(match["m"]), int(match["d"]))
    if day and not match["y"] and day > issued_on:
        day = safe_date(year - 1, int(match["m"]), int(match["d"]))
    return day


def _from_type(source: Source, match: re.Match[str], issued_on: date) -> Found:
    number = match["number"].replace(".", "")
    if "year" in match.groupdict() and match["year"]:
        number = f"{number}/{match['year']}"
    day, close = _date_after(source.fold, match.end())
    day = day or _date_before(source.fold, match.start(), issued_on)
    start, stop = source.span(match.start(), close)
    return Found(Citation(TYPES[match["type"]], number, "", day, start, stop), match.start(), close)


def _share_dates(source: Source, found: list[Found]) -> list[Found]:
    """'Công văn số A, số B ngày …': a date written once for numbers side by side."""
    out = list(found)
    for n in range(len(out) - 2, -1, -1):
        this, after = out[n], out[n + 1]
        between = source.fold[this.end : after.start]
        if (
            this.citation.date is None
            and after.citation.date
            and re.fullmatch(r"\s?(?:,|và|;)\s?(?:số\s)?", between)
        ):
            citation = this.citation
            out[n] = Found(
                Citation(citation.type, citation.number, citation.symbol, after.citation.date, citation.start, citation.end),
                this.start, this.end, this.own,
            )  # fmt: skip
    return out
