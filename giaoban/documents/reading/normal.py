"""
The text made even, with a way back: NFC, plain spaces and dashes, joined lines, no page furniture.

Serves the first rows of the traps: hard line breaks, hyphens at line ends, running headers and page
numbers, NFD, NBSP, zero width, missing and extra spaces. Every kept character remembers where it came
from, so that a quote is cut from the original.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from giaoban.documents.reading.syllables import part_words
from giaoban.documents.reading.tokens import TOKEN, token_word
from giaoban.foundation.text import unify_tones

_DROPPED = frozenset(
    "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_EVEN = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        **dict.fromkeys("“”„«»″", '"'),
        **dict.fromkeys("‘’′", "'"),
        "\u037e": ";",
        "；": ";",
        "：": ":",
        "，": ",",
    }
)
_LIST_MARK = re.compile(
    r"\s*(?:[-+•*●▪◦‣·○■□➢✓]\s|[-•●▪➢]|\(?[ivx]{1,5}\)|\(?\d{1,2}\)|\(?[a-zđ]\)|[a-zđ]\.\s|[IVX]{1,6}(?:[.\-)]|/(?!\s?\d))\s?|"
    r"[A-ZĐ]\.\s|\d{1,2}(?:\.\d{1,2}){0,3}[.\-)]\s?(?=[^\W\d_]|\"|\()|\d{1,2}(?:\.\d{1,2}){1,3}\s+(?=[^\W\d_])|Điều \d)",
)
_PAGE_NUMBER = re.compile(r"(?:trang|page)?\s*[-–]?\s*\d{1,3}\s*(?:[-–]|/\s*\d{1,3})?", re.IGNORECASE)
_BARE_SYMBOL = re.compile(r"(?:số\s*:?\s*)?\d{1,5}\s*/\s*[\wĐđ&\-–]{2,20}", re.IGNORECASE)
_SECTION_LINE = re.compile(r"(?:nơi nhận|kính gửi|số\s*:|v/v|về việc|kt\.|tm\.|tl\.|q\.)", re.IGNORECASE)
_TOPIC_LINE = re.compile(
    r"(?:[IVX]{1,5}|[A-HĐ])[.\-/)]\s?[^\W\d_]|(?:\d{1,2}[.)]|[a-zđ]\))\s?(?:Về|Đối với|Công tác|Nhiệm vụ|Kết quả|Đánh giá|Tình hình|Một số|Những)\s"
)


@dataclass(frozen=True)
class Source:
    r"""
    `text` is the even text ("\\n" ends a paragraph), `fold` the same length in small letters with unified
    tones, `origin[i]` and `origin_end[i]` the original characters behind `text[i]`.
    """

    original: str
    text: str
    fold: str
    origin: tuple[int, ...]
    origin_end: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original span of the even span [start, end); (0, 0) when it is empty."""
        if start >= end:
            return (0, 0)
        return self.origin[start], self.origin_end[end - 1]


def make_source(original: str) -> Source:
    """The even text of `original`; linear in its length."""
    characters, begins, ends = _even_characters(original)
    lines = _cut_lines(characters)
    text, order = part_words(*_join_lines(characters, lines))
    return Source(original, text, fold(text), tuple(begins[i] for i in order), tuple(ends[i] for i in order))


# Both spellings are met; one of them stands in the word lists.
_SPELT = {"lí": "lý", "kĩ": "kỹ", "quí": "quý", "mĩ": "mỹ", "kì": "kỳ", "tỉ": "tỷ", "vỵ": "vị"}


@lru_cache(maxsize=50_000)
def _fold_word(word: str) -> str:
    lowered = "".join(low if len(low := c.lower()) == 1 else c for c in word)
    unified = _SPELT.get(lowered) or unify_tones(lowered)
    return unified if len(unified) == len(word) else lowered


def fold(text: str) -> str:
    """Small letters, unified tones, the same length."""
    return re.sub(r"[^\W\d_]+", lambda found: _fold_word(found.group()), text)


def _even_characters(original: str) -> tuple[list[str], list[int], list[int]]:
    characters: list[str] = []
    begins: list[int] = []
    ends: list[int] = []
    position, length = 0, len(original)
    while position < length:
        stop = position + 1
        while stop < length and unicodedata.combining(original[stop]) and stop - position < 8:
            stop += 1
        for character in _even_cluster(original[position:stop]):
            characters.append(character)
            begins.append(position)
            ends.append(stop)
        position = stop
    return characters, begins, ends


@lru_cache(maxsize=20_000)
def _even_cluster(cluster: str) -> str:
    if cluster[0] in _DROPPED:
        return ""
    if cluster in "\r\v":
        return "\n" if cluster == "\v" else ""
    if cluster in "\n\x0c\u2028\u2029\x85":
        return "\n"
    if cluster[0].isspace() or (len(cluster) == 1 and unicodedata.category(cluster)[0] == "C"):
        return " "
    return unicodedata.normalize("NFC", cluster).translate(_EVEN)


@dataclass
class _Line:
    indices: list[int]
    words: str
    blank_before: bool = False


def _cut_lines(characters: list[str]) -> list[_Line]:
    lines: list[_Line] = []
    blank = False
    current: list[int] = []
    for index, character in enumerate([*characters, "\n"]):
        if character != "\n":
            current.append(index)
            continue
        kept = _squeeze(characters, current)
        if kept:
            lines.append(_Line(kept, "".join(characters[i] for i in kept), blank))
            blank = False
        else:
            blank = True
        current = []
    return _without_furniture(lines)


def _squeeze(characters: list[str], indices: list[int]) -> list[int]:
    """Runs of spaces to one, none at the ends, none before , ; : . ) — the indices that stay."""
    kept: list[int] = []
    for index in indices:
        character = characters[index]
        if character == " " and (not kept or characters[kept[-1]] == " "):
            continue
        if character in ",;:.)" and kept and characters[kept[-1]] == " " and len(kept) > 1:
            kept.pop()
        kept.append(index)
    while kept and characters[kept[-1]] == " ":
        kept.pop()
    return kept


def _without_furniture(lines: list[_Line]) -> list[_Line]:
    """Without lone page numbers, and without a repeated header or bare symbol beside one."""
    numbers = {
        n for n, line in enumerate(lines) if len(line.words) < 16 and _PAGE_NUMBER.fullmatch(line.words)
    }
    counts: dict[str, int] = {}
    for line in lines:
        counts[line.words] = counts.get(line.words, 0) + 1
    kept = []
    for n, line in enumerate(lines):
        beside = n - 1 in numbers or n + 1 in numbers
        if n - 1 in numbers and n > 1 and lines[n - 2].words[-1] not in ".:;!?" and _is_capitals(line.words):
            continue  # capitals between two halves of a sentence: a running header
        repeated = counts[line.words] > 1 and len(line.words) < 100
        if n in numbers or (beside and (repeated or _BARE_SYMBOL.fullmatch(line.words))):
            continue
        kept.append(line)
    return kept


def _join_lines(characters: list[str], lines: list[_Line]) -> tuple[str, list[int]]:
    if sum(line.blank_before for line in lines) * 10 > len(lines) * 7:
        for line in lines:
            line.blank_before = False  # every line stands apart: empty lines part nothing
    wrapped = _is_wrapped(lines)
    out: list[str] = []
    order: list[int] = []
    for n, line in enumerate(lines):
        if n:
            glue = _glue(lines[n - 1], line, wrapped=wrapped)
            if glue == "hyphen":
                out.pop()
                order.pop()
            elif glue in (" ", "\n"):
                out.append(glue)
                order.append(lines[n - 1].indices[-1])
        for index in line.indices:
            if _space_missing(out, characters[index]):
                out.append(" ")
                order.append(index)
            out.append(characters[index])
            order.append(index)
    return "".join(out), order


def _space_missing(out: list[str], character: str) -> bool:
    """A comma or semicolon glued between two small letters: 'chính,xong'."""
    return len(out) > 1 and out[-1] in ",;" and character.islower() and out[-2].islower()


def _is_wrapped(lines: list[_Line]) -> bool:
    """True when lines are broken in mid sentence: a visible share goes on in small letters."""
    broken = sum(
        1
        for before, line in pairwise(lines)
        if before.words[-1] not in ".:;!?" and line.words[0].islower() and not _LIST_MARK.match(line.words)
    )
    return broken >= 2 and broken * 10 >= len(lines)


def _glue(before: _Line, line: _Line, *, wrapped: bool) -> str:
    last, first = before.words[-1], line.words[0]
    if _ends_open_symbol(before.words) and (first.isupper() or first.isdigit()):
        return ""
    if (
        line.words[:1] == "-"
        and line.words[1:3].isupper()
        and re.search(r"\d ?/[^\W\d_]{1,8}$", before.words[-16:])
    ):
        return ""  # '41/NQ' + '-HĐND'
    if last == "-" and first.islower() and len(before.words) > 1 and before.words[-2].isalpha():
        return "hyphen"
    if line.blank_before or _LIST_MARK.match(line.words) or _SECTION_LINE.match(line.words):
        return "\n"
    if last in ".:!?" or (last == ";" and not first.islower()):
        return "\n"
    if first.islower() and not _is_capitals(before.words):
        return " "
    if last in ",(/&" or (wrapped and not _is_heading(before.words)):
        return " "
    return "\n"


def _ends_open_symbol(words: str) -> bool:
    """'số 2087/QĐ-' or '15/': the next line goes on without a space."""
    return bool(re.search(r"\d/$|/[\wĐđ]{1,12}-$", words[-20:]))


def _is_heading(words: str) -> bool:
    """Capitals only, or a short line behind a section mark that names a topic: 'I. Nhiệm vụ chung'."""
    topic = len(words) < 60 and words[-1].isalnum() and _TOPIC_LINE.match(words)
    return bool(topic) or _is_capitals(words)


def _is_capitals(words: str) -> bool:
    letters = [c for c in words if c.isalpha()]
    return bool(letters) and all(c.isupper() for c in letters)


@dataclass(frozen=True)
class Token:
    """A word or a mark: even positions, folded word, whether the first letter is a capital."""

    start: int
    end: int
    word: str
    capital: bool


_AFTER = 8  # marks that stand for nothing behind the last word, so that looking a little ahead is safe


class Words:
    """The tokens of a source, found again by position."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.tokens = [
            Token(m.start(), m.end(), token_word(m), source.text[m.start()].isupper())
            for m in TOKEN.finditer(source.fold)
        ]
        self._starts = [token.start for token in self.tokens]
        self.tokens += [Token(len(source.fold), len(source.fold), "\n", capital=False)] * _AFTER
        self.words = [token.word for token in self.tokens]

    def at(self, position: int) -> int:
        """Index of the first token that begins at or after `position`."""
        return bisect_right(self._starts, position - 1)

    def between(self, start: int, end: int) -> str:
        """The even words from token `start` up to, not with, token `end`."""
        if start >= end or start >= len(self.tokens):
            return ""
        return self.source.text[self.tokens[start].start : self.tokens[min(end, len(self.tokens)) - 1].end]
