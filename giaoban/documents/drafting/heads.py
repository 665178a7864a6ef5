"""
What stands around the text of a paper: its head, legal bases and recipients, and who signs.

Boxes in brackets are those of Decree 30/2020, annex I. A text without such a head is all body.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from giaoban.documents.drafting.content import merged
from giaoban.documents.drafting.plain import Read, Row
from giaoban.documents.layout import Run
from giaoban.documents.reading.types import BY_NAME
from giaoban.foundation.text import search_key

_HEAD_LINES: Final = 30
_COUNTRY: Final = re.compile(r"cong hoa xa hoi chu nghia viet nam|dang cong san viet nam")
_MOTTO: Final = re.compile(r"doc lap\W+tu do\W+hanh phuc")
_NUMBER: Final = re.compile(r"Số\s*:?\s*[\d…._]*\s*[/-]\s*(?P<symbol>[^\s/][^\s]{0,39})")
_PLACE: Final = re.compile(r"(?P<place>[^,\d]{2,60}),\s*ngày\b.*\btháng\b.*\bnăm\b.*", re.DOTALL)
_RULE: Final = re.compile(r"[-–—_=*.\s]{2,}")
_DRAFT_MARK: Final = re.compile(r"\(?\s*DỰ THẢO.{0,40}|\(?\s*Dự thảo.{0,40}\)?")
_BASE: Final = re.compile(r"Căn cứ\b|Theo đề nghị\b|Xét đề nghị\b|Thực hiện\b|Thi hành\b|Xét\b")
_AUTHORITY: Final = re.compile(r"(?P<kind>TM|KT|TL|TUQ|Q)\s*\.\s*(?P<whom>\S.*)")
_LONGEST_SUBJECT: Final = 500


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a paper as a file shows it; "" and () for what it does not say."""

    superior: str = ""
    issuer: str = ""
    symbol: str = ""
    place: str = ""
    type: str = ""  # code of `documents.reading.types`
    subject: str = ""
    addressed_to: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    archive: str = ""
    authority: str = ""
    collective: str = ""
    offices: tuple[str, ...] = ()
    signer: str = ""


Lines = list[Read | Row | None]


def read_head(lines: Sequence[Read | Row | None]) -> tuple[Head, Lines]:
    """The head of a paper, and the lines of its text without it."""
    head, rest = _top(_side_by_side(list(lines)))
    head, rest = _title(head, rest)
    head, rest = _before_the_body(head, rest)
    return _close(head, rest)


def _side_by_side(lines: Lines) -> Lines:
    """The lines with the tables opened that only put parts of a head or of a close beside each other."""
    opened: Lines = []
    for at, line in enumerate(lines):
        if isinstance(line, Row):
            cells = [Read(cell, places=line.places) for cell in line.cells if cell]
            first = (" ".join(cell.text.split("\n")[0].split()) for cell in cells)
            if any(_is_beside(words, at_top=at < _HEAD_LINES) for words in first):
                opened.extend(part for cell in cells for part in _cut(cell))
                continue
        opened.append(line)
    return opened


def _is_beside(words: str, *, at_top: bool) -> bool:
    key = search_key(words)
    if at_top and (_COUNTRY.fullmatch(key) or _MOTTO.fullmatch(key) or _NUMBER.fullmatch(words)):
        return True
    return key.startswith("noi nhan:") or (at_top and bool(_PLACE.fullmatch(words)))


def _cut(cell: Read) -> list[Read]:
    """The lines of a cell."""
    parts: list[list[Run]] = [[]]
    for run in cell.runs:
        for number, text in enumerate(run.text.split("\n")):
            if number:
                parts.append([])
            parts[-1].extend([replace(run, text=text)] if text else [])
    return [Read(merged(part), places=cell.places) for part in parts if part]


def _words(line: Read | Row | None) -> str:
    return " ".join(line.text.split()) if isinstance(line, Read) else ""


def _top(lines: Lines) -> tuple[Head, Lines]:
    """Boxes 1 to 4, which stand side by side on the paper and one after another in a file."""
    last = -1
    issuers: list[str] = []
    symbol = place = about = ""
    motto_seen = False
    for at, line in enumerate(lines[:_HEAD_LINES]):
        words = _words(line)
        key = search_key(words)
        if _COUNTRY.fullmatch(key) or _MOTTO.fullmatch(key):
            motto_seen, last = True, at
        elif found := _NUMBER.fullmatch(words):
            symbol, last = found["symbol"], at
        elif found := _PLACE.fullmatch(words):
            place, last = found["place"].strip(), at
        elif words.startswith("V/v") and last >= 0:
            about, last = words[3:].strip(" :"), at
        elif not motto_seen and words.isupper() and words.capitalize().lower() not in BY_NAME:
            issuers.append(words)
    if not motto_seen and not symbol:
        return Head(), lines
    issuers = [one for one in issuers if not _DRAFT_MARK.fullmatch(one)]
    head = Head(
        superior=" ".join(issuers[:-1])[:200],
        issuer=issuers[-1][:200] if issuers else "",
        symbol=symbol,
        place=place[:80],
        subject=about[:_LONGEST_SUBJECT],
        type="CV" if about else "",
    )
    return head, lines[last + 1 :]


def _title(head: Head, lines: Lines) -> tuple[Head, Lines]:
    """Box 5a: the name of the type, and the subject in the centred or bold lines below."""
    at = _after_marks(lines, 0)
    kind = BY_NAME.get(_words(lines[at]).lower()) if at < len(lines) else None
    if kind is None or not _words(lines[at]).isupper():
        return head, lines
    subject: list[str] = []
    at = _after_marks(lines, at + 1)
    while at < len(lines) and len(subject) < 6 and _is_title_line(lines[at]):
        subject.append(_words(lines[at]))
        at = _after_marks(lines, at + 1) if _rules(lines, at + 1) else at + 1
    return replace(head, type=kind.code, subject=" ".join(subject)[:_LONGEST_SUBJECT]), lines[at:]


def _after_marks(lines: Lines, at: int) -> int:
    """The first line from `at` that is no empty line, no rule and no mark of a draft."""
    while at < len(lines) and (lines[at] is None or _is_mark(_words(lines[at]))):
        at += 1
    return at


def _rules(lines: Lines, at: int) -> bool:
    return at < len(lines) and _is_mark(_words(lines[at]))


def _is_mark(words: str) -> bool:
    return bool(words) and bool(_RULE.fullmatch(words) or _DRAFT_MARK.fullmatch(words))


def _is_title_line(line: Read | Row | None) -> bool:
    if not isinstance(line, Read) or _BASE.match(line.text) or line.text.startswith("Kính gửi"):
        return False
    bold = all(run.bold for run in line.runs if run.text.strip())
    numbered = re.match(r"(Điều|Chương|Phần|Mục) [\dIVX]|[IVX\d]+[.)] ", line.text)
    return not numbered and (line.align == "centre" or bold) and len(line.text) <= 300


def _before_the_body(head: Head, lines: Lines) -> tuple[Head, Lines]:
    """Boxes 9a and 6: to whom the paper goes, and its legal bases."""
    at = _after_marks(lines, 0)
    addressed: list[str] = []
    if at < len(lines) and _words(lines[at]).startswith("Kính gửi"):
        first = _words(lines[at]).removeprefix("Kính gửi").strip(" :;.")
        addressed = [first] if first else []
        at += 1
        while at < len(lines) and (lines[at] is None or _words(lines[at]).startswith("- ")):
            addressed.extend([item] if (item := _listed(_words(lines[at]))) else [])
            at += 1
    bases: list[str] = []
    while at < len(lines):
        words = _words(lines[at])
        if isinstance(lines[at], Row):
            break
        if words and not (_BASE.match(words) and (words.endswith(";") or _is_italic(lines[at]) or bases)):
            break
        bases.extend([_listed(words)] if words else [])
        ended = words.endswith((".", ",", ":"))
        at += 1
        if ended:
            break
    if not bases and not addressed:
        return head, lines
    return replace(head, addressed_to=tuple(addressed), bases=tuple(bases)), lines[at:]


def _is_italic(line: Read | Row | None) -> bool:
    return isinstance(line, Read) and all(run.italic for run in line.runs if run.text.strip())


def _listed(words: str) -> str:
    return words.lstrip("-+• ").rstrip(";.,: ")


def _close(head: Head, lines: Lines) -> tuple[Head, Lines]:
    """Boxes 9b and 7: recipients and who signs; annexes follow after them."""
    words = [_words(line) for line in lines]
    start = next((at for at, text in enumerate(words) if search_key(text).startswith("noi nhan")), None)
    if start is None:
        start = next(
            (at for at, text in enumerate(words) if text.isupper() and _AUTHORITY.fullmatch(text)), None
        )
    if start is None:
        return head, lines
    following = range(start, len(lines))
    end = next((at for at in following if re.match(r"(PHỤ LỤC|Phụ lục)\b", words[at])), len(lines))
    kept = [text for text in words[start:end] if text and not _RULE.fullmatch(text)]
    head = _recipients(head, kept)
    return _signing(head, kept), [*lines[:start], *lines[end:]]


def _recipients(head: Head, kept: list[str]) -> Head:
    items = [_listed(text) for text in kept if text.startswith("-")]
    archive = next((item for item in items if item.lower().startswith("lưu")), "")
    others = tuple(item for item in items if item != archive and item.lower() != "như trên")
    return replace(head, recipients=others, archive=archive.removeprefix("Lưu").strip(" :")[:80])


def _signing(head: Head, kept: list[str]) -> Head:
    """The authority, the offices below it, and the name, which is not written in capitals."""
    lines = [
        text for text in kept if not text.startswith("-") and not search_key(text).startswith("noi nhan")
    ]
    at = next((n for n, text in enumerate(lines) if text.isupper()), None)
    if at is None:
        return head
    found = _AUTHORITY.fullmatch(lines[at])
    offices = []
    name = ""
    for text in lines[at + (1 if found else 0) :]:
        if text.isupper():
            offices.append(text)
        elif not text.startswith("("):
            name = text
            break
    return replace(
        head,
        authority=found["kind"] if found else "",
        collective=found["whom"][:200] if found else "",
        offices=tuple(offices[:3]),
        signer=name[:120],
    )
