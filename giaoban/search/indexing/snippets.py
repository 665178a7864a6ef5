"""A stretch of a text around what was searched for, with the words marked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Final

from giaoban.foundation.text import search_key, tamed
from giaoban.search.indexing.asking import Question
from giaoban.search.indexing.words import forms_of

LENGTH: Final = 240  # characters of a snippet
BEFORE: Final = 60  # characters before the first marked word
MOST_MATCHES: Final = 400  # that are looked at
MOST_TEXT: Final = 400_000  # characters that are looked at: some 150 pages


@dataclass(frozen=True, slots=True)
class Piece:
    """Plain text, to be escaped by whoever shows it; `marked` when it is a word that was searched for."""

    text: str
    marked: bool = False


def snippet(text: str, asked: Question, *, begun: bool, length: int = LENGTH) -> list[Piece]:
    """
    About `length` characters of `text` where most of the words stand together, words with their marks first.

    Without any of the words it is the beginning of the text. Never a copy of more than that.
    """
    text = unicodedata.normalize("NFC", tamed(text[:MOST_TEXT]))
    matches = islice(_pattern(asked.folded, begun).finditer(text), MOST_MATCHES)
    found = [match.span() for match in matches]
    if not found:
        return _pieces(text, (0, min(len(text), length)), ())
    forms = [forms_of(text[start:end]) for start, end in found]
    if set(asked.exact) <= {exact for exact, _folded in forms}:
        # The words stand here as they were typed: others that only look alike without marks are not meant.
        meant = [place for place, (exact, _folded) in enumerate(forms) if exact in asked.exact]
        found, forms = [found[place] for place in meant], [forms[place] for place in meant]
    start = _best(found, forms, asked, length)
    return _pieces(text, _window(text, start, length), found)


@lru_cache(maxsize=1)
def _letters() -> dict[str, str]:
    """For each letter without marks all letters that fold to it, as a class of a regular expression."""
    found: dict[str, set[str]] = {}
    for number in (*range(0x41, 0x250), *range(0x1E00, 0x1F00)):
        character = chr(number)
        if character.isalnum() and len(bare := search_key(character)) == 1:
            found.setdefault(bare, set()).add(character)
    return {bare: f"[{re.escape(''.join(sorted(same)))}]" for bare, same in found.items()}


@lru_cache(maxsize=500)
def _pattern(folded: tuple[str, ...], begun: bool) -> re.Pattern[str]:  # noqa: FBT001  # cached by place
    def spelled(word: str) -> str:
        return "".join(_letters().get(letter, re.escape(letter)) for letter in word)

    words = [spelled(word) for word in dict.fromkeys(folded)]
    if begun and folded:
        words.append(rf"{spelled(folded[-1])}\w*")
    either = "|".join(sorted(words, key=len, reverse=True)) or r"\Z(?!\Z)"
    return re.compile(rf"(?<![^\W_])(?:{either})(?![^\W_])")


Span = tuple[int, int]
Forms = tuple[str, str]


def _best(found: Sequence[Span], forms: Sequence[Forms], asked: Question, length: int) -> int:
    """Where the snippet's words begin: most different words, then most of them as typed, then the first."""
    exact, folded = set(asked.exact), set(asked.folded)
    best, best_worth = found[0][0], (-1, -1)
    last = 0
    for first, (start, _end) in enumerate(found):
        last = max(last, first)
        while last + 1 < len(found) and found[last + 1][1] <= start + length - BEFORE:
            last += 1
        inside = forms[first : last + 1]
        worth = (len({f for _e, f in inside} & folded), len({e for e, _f in inside} & exact))
        if worth > best_worth:
            best, best_worth = start, worth
        if worth == (len(folded), len(exact)) and _is_phrase(forms, first, asked):
            return start
    return best


def _is_phrase(forms: Sequence[Forms], first: int, asked: Question) -> bool:
    return tuple(e for e, _f in forms[first : first + len(asked.exact)]) == asked.exact


def _window(text: str, start: int, length: int) -> tuple[int, int]:
    """From a blank before `start` to a blank near the length."""
    first = max(0, start - BEFORE)
    if first:
        first = text.find(" ", first, start) + 1 or start
    last = min(len(text), first + length)
    if last < len(text):
        last = max(text.rfind(" ", start, last), start + 1)
    return first, last


def _pieces(text: str, window: Span, found: Iterable[Span]) -> list[Piece]:
    first, last = window
    pieces, at = [], first
    for start, end in _joined(text, [span for span in found if span[0] >= first and span[1] <= last]):
        pieces += [Piece(text[at:start]), Piece(text[start:end], marked=True)]
        at = end
    pieces.append(Piece(text[at:last]))
    if first:
        pieces.insert(0, Piece("… "))
    if last < len(text.rstrip()):
        pieces.append(Piece(" …"))
    return [piece for piece in pieces if piece.text]


def _joined(text: str, found: Sequence[Span]) -> list[Span]:
    """Words that stand side by side are marked as one stretch."""
    joined: list[Span] = []
    for start, end in found:
        follows = bool(joined) and text[joined[-1][1] : start] == " "
        joined.append((joined.pop()[0] if follows else start, end))
    return joined
