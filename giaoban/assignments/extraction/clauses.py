"""
Paragraphs with their list marks and paths (A / I / 1 / 1.1 / a) / (i) / -), also inside one paragraph.

Serves the traps 'clause path', 'a lower level restarts', and construction O17 '(i) U V; (ii) U V'.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from giaoban.documents.reading.normal import Source

_MARKS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("article", re.compile(r"(Điều \d{1,3})\s?[.:]?\s?")),
    ("decimal", re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3})(?:[.)\-]\s?|\s)(?=[^\W\d_]|\"|\()")),
    ("number", re.compile(r"\(?(\d{1,2})(?:[.)\-/]\s?\)?|\.\s?-\s?)(?=[^\W\d_]|\"|\()")),
    ("roman", re.compile(r"(?=[IVX])([IVX]{1,6})(?:[.\-):]\s?|/\s?(?!\d)|\s-\s)(?=\S)")),
    ("capital", re.compile(r"([A-HĐ])(?:[.)]\s|\s-\s|[.)](?=[^\W\d_]{2}))(?=\S)")),
    ("small roman", re.compile(r"\(((?=[ivx])[ivx]{1,5})\)\s?")),
    ("letter", re.compile(r"\(?([a-zđ])\)\s?(?=\S)|([a-zđ])\.\s(?=[^\W\d_])")),
    ("dash", re.compile(r"(-|•|●|▪|◦|‣|·|○|■|□|➢|✓|\*)\s?(?=\S)")),
    ("plus", re.compile(r"(\+)\s?(?=\S)")),
)
_ORDINAL = re.compile(r"(?:Thứ (?:nhất|hai|ba|tư|năm|sáu|bảy)|(?:Một|Hai|Ba|Bốn|Năm|Sáu|Bảy) là)\s?[,:]\s?")
# Marks inside a paragraph: after ':' ';' '.' or a space, at least the first two of a series.
_INLINE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("small roman", re.compile(r"(?<=[\s:;.,])\(([ivx]{1,5})\)\s?(?=\S)")),
    ("number", re.compile(r"(?<=[\s:;.,])\((\d{1,2})\)\s?(?=\S)")),
    ("letter", re.compile(r"(?<=[:;.]\s)([a-zđ])\)\s?(?=\S)")),
    ("number", re.compile(r"(?<=[:;.]\s)(\d{1,2})\)\s?(?=[^\W\d_])")),
    ("dash", re.compile(r"(?<=[:;.]\s)(-|•|\+)\s(?=[^\W\d_])")),
)
_FIRSTS = {"i", "1", "a", "-", "•", "+"}


@dataclass(frozen=True)
class Item:
    """
    A paragraph or list point: text [start, end) after its mark, which begins at `begin`. `path` is joined
    with '.', bullets have their parent's; `depth` grows with the level, 0 for an unmarked paragraph.
    """

    begin: int
    start: int
    end: int
    path: str
    depth: int
    kind: str
    inline: bool = False


def cut_items(source: Source) -> list[Item]:
    """All items of the text in order."""
    items: list[Item] = []
    stack: list[tuple[str, str]] = []
    position = 0
    for line in source.text.split("\n"):
        end = position + len(line)
        if any(character.isalnum() for character in line):  # a row of dashes is no point of a list
            _paragraph(source.text, position, end, stack, items)
        position = end + 1
    return items


def _paragraph(text: str, begin: int, end: int, stack: list[tuple[str, str]], items: list[Item]) -> None:
    kind, label, start = _mark(text, begin, end, stack)
    if kind:
        _place(stack, kind, label)
        depth, path = len(stack), _path(stack)
    else:
        depth, path = 0, ""
    base = Item(begin, start, end, path, depth, kind)
    inline = _inline_marks(text, start, end)
    if not inline:
        items.append(base)
        return
    items.append(Item(begin, start, inline[0][0], path, depth, kind))
    below = list(stack) if kind else []
    for n, (at, after, inner, name) in enumerate(inline):
        stop = inline[n + 1][0] if n + 1 < len(inline) else end
        own = path if inner == "dash" else ".".join(filter(None, (path, name)))
        items.append(Item(at, after, stop, own, max(depth, len(below)) + 1, inner, inline=True))


def _mark(text: str, begin: int, end: int, stack: list[tuple[str, str]]) -> tuple[str, str, int]:
    for kind, pattern in _MARKS:
        found = pattern.match(text, begin, end)
        if not found:
            continue
        label = next(group for group in found.groups() if group)
        if kind == "number" and re.match(r"\d{1,2}[.\-/]\d", text[begin:end]):
            continue
        if kind == "roman" and text[begin : begin + 3].lower() == "v/v":
            continue
        if kind == "roman" and label in ("I", "V", "X") and _follows(stack, "capital", label):
            return "capital", label, found.end()
        return kind, label, found.end()
    ordinal = _ORDINAL.match(text, begin, end)
    if ordinal:
        return "dash", "-", ordinal.end()
    return "", "", begin


def _follows(stack: list[tuple[str, str]], kind: str, label: str) -> bool:
    """'I' after 'H': the alphabet goes on, it is no Roman one."""
    last = [name for level, name in stack if level == kind]
    return bool(last) and len(last[-1]) == 1 and ord(label) - ord(last[-1]) == 1


_RANK = {
    "article": 0,
    "capital": 1,
    "roman": 2,
    "number": 3,
    "decimal": 4,
    "letter": 5,
    "small roman": 6,
    "dash": 7,
    "plus": 8,
}


def _place(stack: list[tuple[str, str]], kind: str, label: str) -> None:
    """Put the mark where its kind already is, else below all higher ranks; a bullet holds only a bullet."""
    if kind == "decimal":
        _place_decimal(stack, label)
        return
    level = next((n for n, (known, _) in enumerate(stack) if known == kind), None)
    if level is None:
        level = next((n for n, (known, _) in enumerate(stack) if _RANK[known] > _RANK[kind]), len(stack))
    del stack[level:]
    stack.append((kind, label))


def _place_decimal(stack: list[tuple[str, str]], label: str) -> None:
    """'2.1' stands under '2' and is written as it is; '2.1.3' under '2.1'."""
    head = label.split(".", maxsplit=1)[0]
    for level, (kind, name) in enumerate(stack):
        if kind == "decimal" and name.count(".") >= label.count("."):
            del stack[level:]
            break
        if kind == "number" and name != head:
            del stack[level:]
            break
        if kind in ("letter", "dash", "plus", "small roman"):
            del stack[level:]
            break
    stack.append(("decimal", label))


def _path(stack: list[tuple[str, str]]) -> str:
    parts: list[str] = []
    for kind, label in stack:
        if kind in ("dash", "plus"):
            continue
        if kind == "decimal":
            while parts and label.startswith(parts[-1] + "."):
                parts.pop()
        parts.append(label.removeprefix("Điều ") if kind == "article" else label)
    return ".".join(parts)


def _inline_marks(text: str, start: int, end: int) -> list[tuple[int, int, str, str]]:
    for kind, pattern in _INLINE:
        found = list(pattern.finditer(text, start, end))
        if len(found) < 2 or found[0].group(1) not in _FIRSTS:
            continue
        if kind != "dash" and not _in_order([match.group(1) for match in found]):
            continue
        if found[0].start() == start:
            found = found[1:]
        return [(m.start(), m.end(), kind, m.group(1)) for m in found]
    return []


def _in_order(labels: list[str]) -> bool:
    return labels[1] in ("ii", "2", "b")
