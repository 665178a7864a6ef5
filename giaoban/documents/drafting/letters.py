"""A unit's letter about a draft: comments that name the clause they are about in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from giaoban.documents.drafting.content import Clause, Content, Kind, plain
from giaoban.documents.drafting.likeness import bare
from giaoban.documents.drafting.numbering import marks, names
from giaoban.documents.drafting.proposals import WHOLE, Act, Found

_PART: Final = (
    r"(?:điểm\s+(?P<point>[a-zđ])\b|(?:khoản|mục)\s+(?P<clause>\d{1,3}(?:\.\d{1,2}){0,2}[a-zđ]?)\b"
    r"|mục\s+(?P<heading>[ivx]{1,6})\b|phần\s+(?P<part>[ivx]{1,6})\b|điều\s+(?P<article>\d{1,3}[a-zđ]?)\b"
    r"|(?P<wide>chương|phụ lục)(?:\s+(?P<number>[ivx\d]{1,6})\b)?)"
)
_ONE: Final = re.compile(_PART, re.IGNORECASE)
_BETWEEN: Final = re.compile(r"[\s,;]*(?:của|thuộc|tại)?\s*")
_SAID: Final = (
    ("point", "điểm"), ("clause", "khoản"), ("heading", "mục"), ("article", "điều"),
    ("part", "phần"),
)  # fmt: skip
_EARLY: Final = 120  # letters within which a paragraph says what it is about
_OPENINGS: Final = re.compile(
    r"(?:thực hiện|phúc đáp|theo đề nghị|căn cứ|trên đây|trân trọng|đề nghị .{0,80}tổng hợp"
    r"|sau khi nghiên cứu|.{0,60}(?:có ý kiến|tham gia ý kiến|góp ý) như sau)",
    re.IGNORECASE,
)


def read_letter(letter: Content, sent: Content) -> Iterator[Found]:
    """
    The comments of a letter; each paragraph or row of a table is about the clause that it names first.

    Paragraphs below one that names a clause and ends with a colon are about the same. What names no clause,
    or one that the draft has not, is for a person to place; the polite sentences around it are left out.
    """
    index = _Index(sent)
    context: str | None = None
    for clause, mark in zip(letter, marks(letter), strict=True):
        if clause.kind == Kind.TABLE:
            yield from _rows(clause, index)
            continue
        text = f"{mark} {clause.text}".strip()
        about = index.named(text[:_EARLY], context or "")
        if text.rstrip().endswith(":") and len(text) < 2 * _EARLY:
            context = about if about is not None else context
        elif about is not None:
            yield Found(Act.REMARK, about or WHOLE, clause.text, is_placed=bool(about))
        elif not _OPENINGS.match(text):
            yield Found(Act.REMARK, context or WHOLE, clause.text, is_placed=bool(context))


def _rows(table: Clause, index: _Index) -> Iterator[Found]:
    for row in table.rows[1:]:
        cells = [words for cell in row if (words := plain(cell).strip())]
        at = next((n for n, words in enumerate(cells) if index.named(words[:_EARLY]) is not None), None)
        rest = [words for n, words in enumerate(cells) if n != at and not words.rstrip(".").isdigit()]
        about = index.named(cells[at][:_EARLY]) if at is not None else None
        if rest:
            yield Found(Act.REMARK, about or WHOLE, "\n".join(rest), is_placed=bool(about))


class _Index:
    """Clauses of the draft by how people name them."""

    def __init__(self, sent: Content) -> None:
        self._names = names(sent)
        self._ids = {_key(name): key for key, name in reversed(self._names.items())}

    def named(self, words: str, within: str = "") -> str | None:
        """
        The id of the first clause that `words` name, `khoản 2` alone being one of the clause `within`.

        "" when the draft has no such clause, None when the words name none.
        """
        plain_words = bare(words)
        parts: dict[str, str] = {}
        end = -1
        for found in _ONE.finditer(plain_words):
            told = {name: value for name, value in found.groupdict().items() if value}
            goes_on = end < 0 or _BETWEEN.fullmatch(plain_words[end : found.start()])
            if not goes_on or parts.keys() & told.keys():
                break
            parts |= told
            end = found.end()
        return self._find(parts, within) if parts else None

    def _find(self, parts: dict[str, str], within: str) -> str:
        if "wide" in parts:
            return self._ids.get(_key(f"{parts['wide']} {parts.get('number', '')}".strip()), "")
        name = " ".join(f"{word} {parts[part]}" for part, word in _SAID if part in parts)
        named = self._ids.get(_key(name)) or self._ids.get(_key(name.replace("phần", "mục")), "")
        inside = self._ids.get(_key(f"{name} {self._names[within]}")) if within else None
        return inside or named


def _key(name: str) -> str:
    return bare(name).lower()
