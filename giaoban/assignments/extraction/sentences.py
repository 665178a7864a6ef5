"""Sentences and their parts: '.' in 'TP.', '1.850', 'v.v.' is no end; ';' outside brackets parts them."""

from __future__ import annotations

import re

# A full stop whose space is missing ('… xăng dầu.Theo đó') ends a sentence too.
_END = re.compile(r"[.!?…]+(?:/\.)?[\"')]*(?=\s|$)|(?:(?<=[a-zà-ỹ]{2})\.|…)(?=[A-ZĐÀ-Ỹ][a-zà-ỹ])")
_ABBREVIATED = re.compile(
    r"(?:(?<!\w)(?:TP|Tp|tp|TX|Tx|P|Q|H|X|TT|PGS|GS|TS|ThS|BS|KS|tr|đ/c|Đ/c|QĐ|TTr|KT|TM|TL|v\.v|Mr|No|St|(?<!độ )[A-ZĐ]))$"
)


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the sentences of text[start:end], trimmed, in order."""
    spans: list[tuple[int, int]] = []
    begin = start
    for found in _END.finditer(text, start, end):
        after = text[found.end() : found.end() + 2].lstrip()
        if found.end() < end and after and (after[0].islower() or after[0] in ",;"):
            continue
        if (
            found.group() == "."
            and found.end() < end
            and _ABBREVIATED.search(text[max(begin, found.start() - 8) : found.start()])
        ):
            continue
        spans.append((begin, found.end()))
        begin = found.end()
    if begin < end:
        spans.append((begin, end))
    return [span for span in (_trim(text, *span) for span in spans) if span[0] < span[1]]


def parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans between ';' outside brackets; each part keeps its ';'."""
    spans: list[tuple[int, int]] = []
    begin, depth = start, 0
    for position in range(start, end):
        character = text[position]
        if character == "(":
            depth += 1
        elif character == ")":
            depth = max(0, depth - 1)
        elif character == ";" and (depth == 0 or text.find(")", position, end) < 0):
            spans.append((begin, position + 1))
            begin, depth = position + 1, 0
    spans.append((begin, end))
    return [span for span in (_trim(text, *span) for span in spans) if span[0] < span[1]]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " \n\t":
        start += 1
    while end > start and text[end - 1] in " \n\t":
        end -= 1
    return start, end
