"""What a text says it does to the papers that it names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from giaoban.documents.reading.citations import find_citations
from giaoban.documents.reading.keys import cite_key
from giaoban.documents.reading.normal import Source, make_source

LIMIT_CHARACTERS: Final = 400_000  # a paper of some 120 pages; what rests on what stands at its beginning
_HEAD: Final = 1_200  # characters in which "Số: …" is the paper's own number
_BEFORE: Final = 90
_WORDS: Final = (
    ("replaces", re.compile(r"thay thế(?: cho)?(?: toàn bộ)?[^.;\n]{0,40}$")),
    ("amends", re.compile(r"(?:sửa đổi|bổ sung)[^.;\n]{0,60}$")),
    ("replies", re.compile(r"(?:phúc đáp|trả lời|hồi đáp)[^.;\n]{0,50}$")),
    ("implements", re.compile(r"(?:thực hiện|triển khai|thi hành)[^.;\n]{0,50}$")),
)
DECIDED_BY_PEOPLE: Final = frozenset({"replaces", "amends"})
"""What ends or changes another paper follows from a person's word; a text that speaks of it is a hint."""


@dataclass(frozen=True, slots=True)
class Named:
    """
    A paper that a text names: what is done to it (a code of relations), how it is found, where it stands.

    `on` is the day the text gives it, None without one; `words == text[start:end]`.
    """

    kind: str
    key: str
    on: date | None
    words: str
    start: int
    end: int


def named_papers(text: str, *, own_key: str, issued_on: date) -> list[Named]:
    """
    The papers with number and symbol that `text` names, each once, in the order of the text.

    The mention that says most of what is done to it counts. Never raises on any text.
    """
    source = make_source(text[:LIMIT_CHARACTERS])
    kept: dict[str, Named] = {}
    for found in find_citations(source, _HEAD, issued_on):
        cited = found.citation
        key = cite_key(cited.number, cited.symbol)
        if found.own or not key or key == own_key:
            continue
        words = " ".join(text[cited.start : cited.end].split())[:300]
        named = Named(_kind(source, found.start), key, cited.date, words, cited.start, cited.end)
        known = kept.get(key)
        if known is None or (known.kind == "cites" and named.kind != "cites"):
            kept[key] = named
    return sorted(kept.values(), key=lambda each: each.start)


def _kind(source: Source, start: int) -> str:
    before = source.fold[max(0, start - _BEFORE) : start]
    for kind, pattern in _WORDS:
        if pattern.search(before):
            return kind
    return "cites"
