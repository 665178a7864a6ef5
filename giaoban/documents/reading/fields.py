"""
What the first and last lines of a paper say: the fields that a clerk types from it, each with its place.

Works on letters without marks, for a scan loses marks first. Nothing is guessed that the paper does not say:
a field that is not found is left out, and a person confirms the rest.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Any, Final

from giaoban.documents.reading.dates import safe_date
from giaoban.documents.reading.types import BY_NAME, PaperType

FIELDS: Final = ("type", "number", "symbol", "issued_on", "issuer", "signer", "subject", "recipients")
_HEAD_LINES: Final = 34
_FOOT_LINES: Final = 60
_CROSSED: Final = str.maketrans("đĐðÐ", "dDdD")


@dataclass(frozen=True, slots=True)
class Found:
    """A field: its value as it goes into the register, and where `text[start:end]` says it."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Line:
    """A line or a column of one: `text[start:end]` without blanks at its ends; `flat` has no marks."""

    start: int
    end: int
    words: str
    flat: str
    row: int  # which line of the paper
    is_right: bool = False  # stands beside another column


def flat(text: str) -> str:
    """Small letters without marks, as many as `text` has."""
    return "".join(_bare(character) for character in text.translate(_CROSSED))


def _bare(character: str) -> str:
    first = unicodedata.normalize("NFD", character)[0].lower()
    return first if len(first) == 1 else character


def propose(text: str) -> dict[str, dict[str, Any]]:
    """The fields of a paper for storing: name to {"value", "start", "end"}; days as ISO."""
    return {
        name: {"value": found.value, "start": found.start, "end": found.end}
        for name, found in read_fields(text).items()
    }


def read_fields(text: str) -> dict[str, Found]:
    """The fields that `text` says, by their names. Never raises on any text."""
    head = _head(text)
    number = _number(text, head)
    title = _title(head)
    found: dict[str, Found] = {}
    if number:
        found |= number
    day = _day(head)
    if day:
        found["issued_on"] = day
    kind, subject = _kind_and_subject(text, head, title)
    if kind:
        found["type"] = kind
    if subject:
        found["subject"] = subject
    issuer = _issuer(head, number.get("symbol") or number.get("number"), title)
    if issuer:
        found["issuer"] = issuer
    foot = _columns(text, last=_FOOT_LINES)
    recipients = _recipients(head, foot)
    if recipients:
        found["recipients"] = recipients
    signer = _signer(foot)
    if signer:
        found["signer"] = signer
    return found


# --- lines and columns ---------------------------------------------------------------------------------------

_LONGEST_LINE: Final = 3_000  # letters that are looked at; no line of a head or a foot has more
_GAP: Final = re.compile(r"\t+| {3,}|\u00a0{2,}")
_RIGHT: Final = re.compile(
    r"(?<=\S) +(?=cong h[oa]{1,2}a? xa h|doc lap ?[-–~] ?tu|dang cong san viet|[^\W\d_]+(?: [^\W\d_]+){0,4},? ngay ?\d)"
)


def _columns(text: str, *, first: int = 0, last: int = 0) -> list[_Line]:
    """The columns of the first or last lines with words on them, in reading order."""
    lines: list[_Line] = []
    rows = 0
    spans = _spans(text)
    kept = [span for span in spans if text[span[0] : span[1]].strip()]
    kept = kept[:first] if first else kept[-last:]
    for start, whole in kept:
        rows += 1
        begin, end = start, min(whole, start + _LONGEST_LINE)
        cuts = [(m.start(), m.end()) for m in _GAP.finditer(text, start, end)]
        cuts += [(start + m.start(), start + m.end()) for m in _RIGHT.finditer(flat(text[start:end]))]
        number = 0
        for low, high in [*sorted(cuts), (end, end)]:
            if low < begin:
                continue
            line = _line(text, begin, low, rows, is_right=number > 0)
            if line:
                lines.append(line)
                number += 1
            begin = high
    return lines


def _spans(text: str) -> list[tuple[int, int]]:
    spans, start = [], 0
    for piece in re.split(r"[\n\f]", text):
        spans.append((start, start + len(piece)))
        start += len(piece) + 1
    return spans


def _line(text: str, start: int, end: int, row: int, *, is_right: bool) -> _Line | None:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    words = words.strip()
    if not words:
        return None
    return _Line(start, start + len(words), words, flat(words), row, is_right)


def _head(text: str) -> list[_Line]:
    return _columns(text, first=_HEAD_LINES)


# --- number and symbol ---------------------------------------------------------------------------------------

_NUMBER: Final = re.compile(
    r"(?:^|(?<=\s))s[o06]\s*[:.;,]?\s*"
    r"(?P<number>[\doilsb|]{0,6}[a-z]?(?:\s?/\s?20\d\d)?)\s*(?P<sep>[/\-–—])\s*"
    r"(?P<symbol>[a-z]{1,8}(?:\s?&\s?[a-z]{1,8})?(?:\s?[\-–—/.]\s?[a-z][a-z0-9&,.]{0,14}){0,4})"
)
_DIGITS: Final = str.maketrans("oOilI|sSB", "001111558")


def _number(text: str, head: list[_Line]) -> dict[str, Found]:
    for line in head:
        found = _NUMBER.search(line.flat)
        if found is None or not _is_symbol(line.words[found.start("symbol") : found.end("symbol")]):
            continue
        start = line.start
        low, high = start + found.start("symbol"), start + found.end("symbol")
        symbol = re.sub(r"\s+", "", text[low:high]).replace("–", "-").replace("—", "-").rstrip(".,")
        out = {"symbol": Found(symbol, low, high)}
        written = re.sub(r"\s+", "", found["number"])
        if written:
            plain = written if re.fullmatch(r"\d+[a-z]?(?:/\d{4})?", written) else written.translate(_DIGITS)
            if any(c.isdigit() for c in plain):
                out["number"] = Found(plain, start + found.start("number"), start + found.end("number"))
        return out
    return {}


def _is_symbol(words: str) -> bool:
    head = re.split(r"[\s\-–—/.]", words)[0]
    return sum(c.isupper() for c in head) >= 1 and not head[1:].islower() if len(head) > 1 else head.isupper()


# --- day -----------------------------------------------------------------------------------------------------

_DAY: Final = re.compile(
    r"ng[aà]y\s*(?P<d>[\doil]{1,2})\s*thang\s*(?P<m>[\doil]{1,2})\s*[,.]?\s*n[aăa]m\s*(?P<y>[\doils]{4})"
)
_SHORT: Final = re.compile(r"ngay\s*(?P<d>\d{1,2})\s*[/.\-]\s*(?P<m>\d{1,2})\s*[/.\-]\s*(?P<y>\d{4})")


def _day(head: list[_Line]) -> Found | None:
    for line in head:
        if re.match(r"can cu|thuc hien|theo|xet|tiep theo|kem theo|\(", line.flat):
            continue
        for pattern in (_DAY, _SHORT):
            found = pattern.search(line.flat)
            if found is None or found.start() > 40:
                continue
            day = _date(found)
            if day is not None:
                return Found(day.isoformat(), line.start + found.start(), line.start + found.end())
    return None


def _date(found: re.Match[str]) -> date | None:
    day, month, year = (int(found[name].translate(_DIGITS)) for name in ("d", "m", "y"))
    return safe_date(year, month, day)


# --- type and subject ----------------------------------------------------------------------------------------

_FLAT_NAMES: Final = {flat(name): kind for name, kind in BY_NAME.items()}
_LETTER: Final = BY_NAME["công văn"]
_STOP: Final = re.compile(
    r"can cu|kinh gui|thuc hien\s|trien khai thuc hien\s|theo de nghi|xet de nghi|ngay \d|i+\.|i+/|1\.|dieu 1|"
    r"-{3,}|_{3,}|\*+$|phan (?:thu )?(?:nhat|i)\b|chuong i\b|chu tich|giam doc|truong ban|bo truong|thu tuong|uy ban nhan dan|"
    r"ban chi dao\s?:?$|tren co so|de\s.*,$|trong\s.*,$|nham\s|tiep tuc\s|thoi gian qua|ngay\s|hom nay|sau khi|qua\s"
)
_RE: Final = re.compile(r"(?:^|(?<=\s))v\s?/\s?v\.?\s*:?\s*|^ve viec\s+")


def _title(head: list[_Line]) -> tuple[int, PaperType, int] | None:
    """The line that names the type: its place in `head`, the type, how many letters name it."""
    for place, line in enumerate(head):
        if line.is_right and place < 4:
            continue
        named = _named(line)
        if named:
            return (place, *named)
    return None


def _named(line: _Line) -> tuple[PaperType, int] | None:
    letters = [c for c in line.words if c.isalpha()]
    if not letters:
        return None
    capitals = sum(c.isupper() for c in letters) / len(letters)
    bare = " ".join(re.sub(r"[^a-z ]", "", line.flat).split())
    if capitals > 0.7 and (kind := _closest(bare, re.sub(r"[^\w ]", "", line.words).strip().lower())):
        return kind, len(line.words)
    for name, kind in sorted(_FLAT_NAMES.items(), key=lambda each: -len(each[0])):
        if line.flat.startswith(f"{name} ") and line.words[: len(name)].isupper() and not kind.is_copy:
            rest = line.words[len(name) :]
            if kind is not _LETTER and sum(c.islower() for c in rest) > len(rest) * 0.4:
                return kind, len(name)
    return None


def _closest(bare: str, marked: str) -> PaperType | None:
    """The type of this name: with its marks, else without them, else but for two letters."""
    if marked in BY_NAME:
        return None if BY_NAME[marked].is_copy or BY_NAME[marked] is _LETTER else BY_NAME[marked]
    together = bare.replace(" ", "")
    named = [each for each in BY_NAME.values() if each is not _LETTER and not each.is_copy]
    ratios = [
        (SequenceMatcher(None, together, flat(each.name).replace(" ", "")).ratio(), each) for each in named
    ]
    likeness = max(ratio for ratio, _kind in ratios)
    if likeness < 0.84 or len(bare) < 6:
        return None
    alike = [each for ratio, each in ratios if ratio == likeness]
    return max(alike, key=lambda each: SequenceMatcher(None, marked, each.name.lower()).ratio())


def _kind_and_subject(
    text: str, head: list[_Line], title: tuple[int, PaperType, int] | None
) -> tuple[Found | None, Found | None]:
    if title is not None:
        place, kind, letters = title
        line = head[place]
        named = Found(kind.code, line.start, line.start + letters)
        rest = line.words[letters:].strip(" :.-")
        begun = [(line.start + line.words.index(rest), line.end)] if rest else []
        return named, _joined(text, begun + _following(head, place + 1, row=line.row))
    for place, line in enumerate(head):
        about = _RE.search(line.flat)
        if about is None:
            continue
        begun = [(line.start + about.end(), line.end)] if about.end() < len(line.words) else []
        spans = begun + _following(head, place + 1, row=line.row, left_of=line)
        return Found(_LETTER.code, line.start + about.start(), line.end), _joined(text, spans)
    addressed = next((line for line in head if line.flat.startswith("kinh gui")), None)
    if addressed is not None:
        return Found(_LETTER.code, addressed.start, addressed.end), None
    return None, None


def _following(
    head: list[_Line], place: int, *, row: int, left_of: _Line | None = None
) -> list[tuple[int, int]]:
    """The lines of a subject: up to the first that begins something else, four at most."""
    spans: list[tuple[int, int]] = []
    for line in head[place:]:
        if line.row == row:
            continue
        if line.is_right and left_of is not None and not left_of.is_right:
            continue
        if len(line.words) < 3 and not line.words.isalnum():
            continue  # a speck on the glass
        if _STOP.match(line.flat) or len(spans) >= 4 or line.row > row + 5 or _is_furniture(line):
            break
        if left_of is not None and (line.words[:1].isupper() and _starts_body(line)):
            break
        if left_of is None and spans and line.words.endswith((":", ";")):
            break
        spans.append((line.start, line.end))
        if line.words.endswith((".", ";")):
            break
    return spans


def _starts_body(line: _Line) -> bool:
    return len(line.words) > 70 or line.words.endswith((":", ";"))


def _is_furniture(line: _Line) -> bool:
    return bool(re.fullmatch(r"[\W_]+|\d{1,3}", line.words)) or line.flat.startswith(
        ("(kem theo", "(ban hanh")
    )


def _joined(text: str, spans: list[tuple[int, int]]) -> Found | None:
    words = " ".join(" ".join(text[low:high].split()) for low, high in spans).strip(" .-–_*")
    if not words:
        return None
    return Found(words[:500], spans[0][0], spans[-1][1])


# --- issuer --------------------------------------------------------------------------------------------------

_NOT_ISSUER: Final = re.compile(
    r"cong h|doc lap|dang cong san|s[o06]\s*[:.;]|s[o0]\s*[\doil/\-]|[\W_]+$|.*\bngay \d|v/v|hoa toc|thuong khan|khan$|mat$|toi mat|"
    r"tuyet mat|den$|trang \d|ban sao|du thao|xem xong|luu hanh"
)
_BODY: Final = re.compile(
    r"(?:uy ban|ubnd|hoi dong|hdnd|so (?!:)[a-z]|ban (?!hanh)|van phong|bo |cuc |chi cuc|tong cuc|tinh uy|thanh uy|huyen uy|dang uy|dang bo|"
    r"cong ty|trung tam|thanh tra|cong an|truong |vien |bao |dai |kho bac|ngan hang|mat tran|quoc hoi|chinh phu|thu tuong|"
    r"phong (?!chong|,)|to |doan |hoi |lien minh|lien doan|quy |vu |cuc|chi bo|dang doan|chu tich|tinh doan|tap doan|benh vien|tong )"
)


def _issuer(
    head: list[_Line], number: Found | None, title: tuple[int, PaperType, int] | None
) -> Found | None:
    """The lower of two bodies that stand one above the other, left of the motto and above the number."""
    until = number.start if number else head[title[0]].start if title else 0
    number_row = next((line.row for line in head if number and line.start <= number.start < line.end), None)
    left = [
        line
        for line in head
        if (line.start < until or line.row == number_row)
        and not line.is_right
        and not _NOT_ISSUER.match(line.flat)
    ]
    left = [line for line in left if line.start < until and _in_capitals(line)][:6]
    if not left:
        return None
    bodies: list[list[_Line]] = []
    for line in left:
        if _BODY.match(line.flat) or not bodies:
            bodies.append([line])
        else:
            bodies[-1].append(line)
    last = bodies[-1]
    words = " ".join(line.words.strip(" *-_.") for line in last).strip()
    return Found(words, last[0].start, last[-1].end) if words else None


def _in_capitals(line: _Line) -> bool:
    letters = [c for c in line.words if c.isalpha()]
    return len(letters) > 2 and sum(c.isupper() for c in letters) / len(letters) > 0.75


# --- recipients and signer -----------------------------------------------------------------------------------

_ITEM: Final = re.compile(r"^[-–—+•*]\s*")
_ARCHIVE: Final = re.compile(r"^luu\b|^nhu\s")


def _recipients(head: list[_Line], foot: list[_Line]) -> Found | None:
    asked = _addressed(head)
    sent = _listed(foot)
    spans = [*asked, *(line for line in sent if not _ARCHIVE.match(_bare_item(line).lower()))]
    names = [_bare_words(line) for line in spans]
    kept = [name for name in dict.fromkeys(names) if name]
    if not kept:
        return None
    first = min(spans, key=lambda line: line.start) if not asked else asked[0]
    last = asked[-1] if asked else spans[-1]  # the other list stands at the end of the paper
    return Found("; ".join(kept)[:1000], first.start, last.end)


def _addressed(head: list[_Line]) -> list[_Line]:
    for place, line in enumerate(head):
        if not re.match(r"kinh (?:gui|trinh)", line.flat):
            continue
        rest = re.sub(r"^.{8,10}?\s*[:;]\s*", "", line.words) if re.search(r"[:;]", line.words) else ""
        cut = len(line.words) - len(rest)
        named = [_Line(line.start + cut, line.end, rest, flat(rest), line.row)] if rest.strip(" .-") else []
        for following in head[place + 1 :]:
            if not _ITEM.match(following.words):
                if named and not named[-1].words.rstrip().endswith((";", ",", ".")) and len(named) > 1:
                    break
                break
            named.append(following)
            if following.words.endswith("."):
                break
        return named
    return []


def _listed(foot: list[_Line]) -> list[_Line]:
    for place, line in enumerate(foot):
        if not re.match(r"n[o0]i nh[a]n", line.flat):
            continue
        return [each for each in foot[place + 1 :] if _ITEM.match(each.words) and not each.is_right][:40]
    return []


def _bare_item(line: _Line) -> str:
    return flat(_ITEM.sub("", line.words))


def _bare_words(line: _Line) -> str:
    return _ITEM.sub("", line.words).strip(" ;.,")


_NAME: Final = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){1,4}")
_AUTHORITY: Final = re.compile(
    r"(?:t/?m|k/?t|t/?l|tuq|q)\s?\.|(?:pho |quyen )?(?:chu tich|giam doc|truong ban|bi thu|chanh van phong|bo truong|cuc truong|"
    r"truong phong|vien truong|thu truong|tong giam doc|hieu truong|to truong|truong doan|chanh thanh tra)|nguoi ky|thu ky|chu toa"
)
_TITLES: Final = re.compile(
    r"^(?:(?:gs|pgs|ts|ths|bs|dr|cn|ks|luat su|dong chi|ong|ba)\.? ?)+", re.IGNORECASE
)


def _signer(foot: list[_Line]) -> Found | None:
    """The last personal name below an authority or an office; names stand alone in their column."""
    begun = next(
        (n for n, line in enumerate(foot) if _AUTHORITY.match(line.flat) and _in_capitals(line)), None
    )
    if begun is None:
        return None
    found: Found | None = None
    row = foot[begun].row
    for line in foot[begun + 1 :]:
        if re.match(r"phu luc|danh muc|bieu|kem theo", line.flat) or line.row > row + 24:
            break
        name = _name(line)
        if name:
            found = name
            if line.is_right or not _ITEM.match(line.words):
                row = max(row, line.row - 20)
    return found


def _name(line: _Line) -> Found | None:
    words = line.words.rstrip(" .|,")
    start = line.start
    if _ITEM.match(words) or re.search(r"[;:]", words):
        tail = re.split(r"[;.:]\s+", words)[-1]
        start += len(words) - len(tail)
        words = tail
    title = _TITLES.match(flat(words))
    if title:
        start, words = start + title.end(), words[title.end() :]
    if not _NAME.fullmatch(words) or _AUTHORITY.match(flat(words)):
        return None
    parts = words.split()
    capital = all(part[0].isupper() and (part[1:].islower() or len(part) == 1) for part in parts)
    shouted = words.isupper() and flat(parts[0]) in _FAMILIES
    if not ((capital and flat(parts[0]) in _FAMILIES) or shouted):
        return None
    return Found(words.title() if shouted else words, start, start + len(words))


_FAMILIES: Final = frozenset(
    flat(
        "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh đào đoàn lâm trịnh mai cao "
        "trương hà lương tạ tô thái quách châu kiều triệu vương chu la lưu nông hứa bế lục ma vi sầm giàng vàng thào "
        "y h lò cầm quàng điêu bàn đèo tòng kim thạch sơn danh chau từ tăng nghiêm khuất giáp thân ninh doãn bạch "
        "phùng tống mạc khổng cung âu ông lại đàm đậu phó viên văn an diệp hàn tôn thiều trà mạch nhâm kha cù khương đan lữ mẫn ngụy văn"
    ).split()
)
