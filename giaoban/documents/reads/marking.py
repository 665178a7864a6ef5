"""The text of a paper cut for the screen: lines, and in them the stretches that something points at."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Pointer:
    """Something that points at `text[start:end]`; `key` names it, `tone` says how it is drawn."""

    start: int
    end: int
    key: str
    tone: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """
    A piece of one line with the same pointers throughout.

    `key` and `tone` are those of the narrowest pointer, "" without one; `begins` is true on the first
    stretch of that pointer in the whole text, which carries its anchor. `is_cited`: it names another paper.
    """

    text: str
    start: int
    key: str = ""
    tone: str = ""
    begins: bool = False
    is_cited: bool = False


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of the paper; `start` counts code points from the beginning of the text."""

    start: int
    stretches: tuple[Stretch, ...]


def marked_lines(
    text: str, pointers: Sequence[Pointer], *, cited: Sequence[tuple[int, int]] = ()
) -> list[TextLine]:
    """
    The lines of `text`, each cut where a pointer or a citation begins or ends; joined by newlines they
    give `text`.

    Pointers may overlap and lie one in another; those outside the text are cut to it. `cited` are the
    places (start, end) where other papers are named.
    """
    kept = [p for p in pointers if p.start < p.end]
    cuts = sorted({place for p in kept for place in (p.start, p.end)} | {p for pair in cited for p in pair})
    begun: set[str] = set()
    lines: list[TextLine] = []
    position = 0
    for words in text.split("\n"):
        end = position + len(words)
        here = [p for p in kept if p.start < end and p.end > position]
        named = [c for c in cited if c[0] < end and c[1] > position]
        places = [position, *cuts[bisect_right(cuts, position) : bisect_left(cuts, end)], end]
        stretches = []
        for a, b in pairwise(places) if words else ():
            is_cited = any(c[0] <= a and b <= c[1] for c in named)
            over = min((p for p in here if p.start <= a and b <= p.end), key=_length, default=None)
            stretches.append(_stretch(text[a:b], a, over, is_cited=is_cited, begun=begun))
        lines.append(TextLine(position, tuple(stretches)))
        position = end + 1
    return lines


def _length(pointer: Pointer) -> int:
    return pointer.end - pointer.start


def _stretch(words: str, start: int, over: Pointer | None, *, is_cited: bool, begun: set[str]) -> Stretch:
    if over is None:
        return Stretch(words, start, is_cited=is_cited)
    begins = over.key not in begun
    begun.add(over.key)
    return Stretch(words, start, over.key, over.tone, begins, is_cited)
