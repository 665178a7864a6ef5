"""
Vietnamese text: comparing, searching and sorting.

Stored text keeps its author's spelling; these functions make keys beside it. Facts: Unicode NFC,
TCVN 6909:2001 (precomposed letters), the alphabet and tone order of ICU's `vi` collation.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}  # huyền hỏi ngã sắc nặng
_CROSSED_D = str.maketrans({"Đ": "D", "đ": "d", "Ð": "D", "ð": "d", "Ɖ": "D", "ɖ": "d"})
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_OPEN_PAIRS = {"oa", "oe", "uy"}
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: number for number, letter in enumerate(_LETTERS, start=0x40)}
_MOST_MARKS: Final = 30  # on one letter, as in the stream-safe form of Unicode (UAX 15, section 13)
_MARKS: Final = "".join(chr(code) for code in range(0x300, 0x10000) if unicodedata.combining(chr(code)))
_RARE: Final = re.compile("[\U00010000-\U0001ffff]")
_HEAP: Final = re.compile(f"([{_MARKS}]{{{_MOST_MARKS}}})[{_MARKS}]+")


@lru_cache(maxsize=1)
def _heap_of_rare() -> re.Pattern[str]:
    """The same with the marks of rare scripts, which make the pattern slow."""
    rare = "".join(chr(code) for code in range(0x10000, 0x20000) if unicodedata.combining(chr(code)))
    return re.compile(f"([{_MARKS}{rare}]{{{_MOST_MARKS}}})[{_MARKS}{rare}]+")


def _heap_in(text: str) -> re.Pattern[str]:
    return _heap_of_rare() if _RARE.search(text) else _HEAP


def heaped(text: str) -> bool:
    """Whether some letter carries more marks than any language has."""
    return not text.isascii() and _heap_in(text).search(text) is not None


def tamed(text: str) -> str:
    """
    The text with at most thirty marks on a letter.

    Bringing marks into order takes time in the square of their number: a megabyte of them, many minutes.
    Whatever comes from outside goes through here before it is composed or decomposed.
    """
    return text if text.isascii() else _heap_in(text).sub(r"\1", text)


def normalise(text: str) -> str:
    """NFC, ordinary spaces, no invisible characters; what is stored when text comes from outside."""
    return unicodedata.normalize("NFC", tamed(text)).translate(_INVISIBLE).replace("\u00a0", " ")


def search_key(text: str) -> str:
    """
    The key under which text is found with or without marks: `Đắk Lắk` and `dak lak` agree.

    >>> search_key("Thuỷ  Nguyên"), search_key("Thủy Nguyên")
    ('thuy nguyen', 'thuy nguyen')
    """
    decomposed = unicodedata.normalize("NFD", tamed(text.translate(_CROSSED_D).translate(_INVISIBLE)))
    bare = "".join(c for c in decomposed if unicodedata.category(c) != "Mn")
    return " ".join(bare.casefold().split())


@lru_cache(maxsize=20_000)
def _unify_word(word: str) -> str:
    bases: list[str] = []
    tones: list[str] = []
    for character in unicodedata.normalize("NFD", tamed(word)):
        if character in _TONES and bases:
            tones[-1] = character
        elif unicodedata.category(character) == "Mn" and bases:
            bases[-1] += character
        else:
            bases.append(character)
            tones.append("")
    if len(bases) >= 2 and tones[-1] and not tones[-2]:
        pair = (bases[-2] + bases[-1]).lower()
        before = bases[-3].lower() if len(bases) >= 3 else ""
        if pair in _OPEN_PAIRS and before != "q":
            tones[-2], tones[-1] = tones[-1], ""
    return unicodedata.normalize("NFC", "".join(b + t for b, t in zip(bases, tones, strict=True)))


def unify_tones(text: str) -> str:
    """
    The same text with the tone of open oa, oe, uy on the first vowel; for comparing only.

    >>> unify_tones("hoà khoẻ thuỷ Thuỵ quý hoàn khuỷu")
    'hòa khỏe thủy Thụy quý hoàn khuỷu'
    """
    return re.sub(r"[^\W\d_][\w\u0300-\u0323]*", lambda found: _unify_word(found.group()), text)


def _weight(character: str) -> str:
    """The place of a lower-case letter without its tone: two characters, or eight for what is rare."""
    if character in _RANK:
        return f"{_RANK[character]:02x}"
    if character == " ":
        return "02"
    if character.isdecimal() and character.isascii():
        return f"3{character}"
    return f"{'f0' if character.isalpha() else '0f'}{ord(character):06x}"


def sort_key(text: str) -> str:
    """
    A string whose order is the Vietnamese dictionary order (ICU `vi`).

    Letters first, then tones (ngang huyền hỏi ngã sắc nặng), then lower before upper case. It is made of the
    characters 0-9 and a-f alone, which every collation of every database keeps in the same order.
    """
    primary: list[str] = []
    tones: list[str] = []
    cases: list[str] = []
    for character in unicodedata.normalize("NFC", tamed(text)):
        parts = unicodedata.normalize("NFD", character)
        tone = next((mark for mark in parts if mark in _TONES), "")
        letter = unicodedata.normalize("NFC", parts.replace(tone, "")) if tone else character
        lower = letter.lower()
        primary.extend(_weight(c) for c in lower)
        tones.append(str(_TONES.get(tone, 0)))
        cases.append("1" if letter != lower else "0")
    return f"{''.join(primary)}01{''.join(tones).rstrip('0')}01{''.join(cases).rstrip('0')}"


def person_sort_key(full_name: str) -> str:
    """The sort key of a person: given name, then family name, then middle names."""
    words = full_name.split()
    if len(words) < 2:
        return sort_key(full_name)
    family, *middle, given = words
    return "00".join((sort_key(given), sort_key(family), sort_key(" ".join(middle))))
