"""
The marking of a state secret on a paper: MẬT, TỐI MẬT, TUYỆT MẬT (Law on the Protection of State Secrets).

Only the marking counts, not words about secrets: it stands by itself, on a line, in a cell, in a box,
in a header or a footer, perhaps beside the marking of urgency or the number of the copy.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

HEAD_LINES: Final = 40  # agency, number, motto, stamp, title and the first lines of the text

_FRAME: Final = " \t*•·-–—_=[](){}<>|.,:;\"'“”"
_LEVEL: Final = r"(?:tuyệt\s*mật|tối\s*mật|mật)"
_URGENCY: Final = r"(?:hỏa\s*tốc|hoả\s*tốc|thượng\s*khẩn|khẩn)"
_JOINT: Final = r"[\s,;/|+–-]*"
_COPY: Final = r"(?:[\s.,;:()-]*(?:bản\s+)?số\s*:?\s*[\d/.…_]*\)?)?"
_STAMP: Final = rf"(?:{_URGENCY}{_JOINT})?{_LEVEL}(?:{_JOINT}{_URGENCY})?{_COPY}"
_BARE: Final = re.compile(_STAMP, re.IGNORECASE)
_TITLED: Final = re.compile(rf"(?:tài\s+liệu|văn\s+bản)\s+{_STAMP}", re.IGNORECASE)
_FIELD: Final = re.compile(rf"(?:độ|mức\s+độ|cấp\s+độ|dấu)\s+mật\s*:?\s*{_STAMP}", re.IGNORECASE)
_LONGEST: Final = 120
_MENTIONS: Final = re.compile(r"m\s*ậ\s*t", re.IGNORECASE)
_SPACED: Final = re.compile(r"(?<!\w)(\w)(?: (?=\w(?!\w)))")
_APART: Final = re.compile(r"\t+| {3,}|\u00a0{2,}")


def is_marking(line: str) -> bool:
    """
    Whether `line` is the marking and nothing else.

    >>> [is_marking(x) for x in ("TỐI MẬT", "[ M Ậ T ]", "Độ mật: Không", "BÍ MẬT", "mật khẩu")]
    [True, True, False, False, False]
    """
    text = unicodedata.normalize("NFC", line)
    if not _MENTIONS.search(text):
        return False
    return any(len(part) <= _LONGEST and _is_marking(part) for part in (text, *_APART.split(text)))


def marked_secret(*, head: Iterable[str], boxes: Iterable[str]) -> bool:
    """
    Whether a paper bears the marking.

    `head` are the lines of its beginning (cells and broken lines apart), of which HEAD_LINES are looked at;
    `boxes` the lines of headers, footers and text boxes, all of which are.
    """
    seen = 0
    for line in head:
        if not line.strip():
            continue
        seen += 1
        if seen > HEAD_LINES:
            break
        if is_marking(line):
            return True
    return any(is_marking(line) for line in boxes)


def _is_marking(text: str) -> bool:
    bare = text.strip(_FRAME)
    together = _SPACED.sub(r"\1", bare)  # a stamp may be spelt with a blank after each letter
    return any(_stands_alone(form) for form in (bare, together))


def _stands_alone(text: str) -> bool:
    """Small letters are the end of a broken line ("… giữ bí / mật."), never a stamp."""
    if _BARE.fullmatch(text):
        return text[0].isupper()
    if _TITLED.fullmatch(text):
        return text.isupper()
    return _FIELD.fullmatch(text) is not None
