"""
Words that lost the space between them: 'Kếhoạch', 'Giaothông', 'Thể thaovà Du lịch' (traps, missing spaces).

A Vietnamese word is one syllable: an onset, a vowel group with at most one tone, a final. What is none but
falls into two in exactly one way has lost its space.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_SHARP = frozenset("\u0301\u0323")  # the only tones before the finals c, ch, p, t
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnpqrstvx])?"
    r"(?:uyê|uya|iê|yê|ia|ua|uô|ưa|ươ|oa|oă|oe|uâ|uê|uy|uơ|[aăâeêioôơuưy])"
    r"(?:(?P<stop>ch|[cpt])|nh|ng|[mniyou])?"
)
_CONSONANTS = frozenset("bcdđghklmnpqrstvx")
_WORD = re.compile(r"[^\W\d_]{5,14}")


def _is_syllable(word: str) -> bool:
    decomposed = unicodedata.normalize("NFD", word.lower())
    tones = [c for c in decomposed if c in _TONES]
    letters = "".join(c for c in decomposed if c not in _TONES)
    found = _SYLLABLE.fullmatch(unicodedata.normalize("NFC", letters))
    if found is None or len(tones) > 1:
        return False
    return not found["stop"] or (bool(tones) and tones[0] in _SHARP)


@lru_cache(maxsize=20_000)
def missing_space(word: str) -> int:
    """
    Where the only space of `word` is missing; 0 when it is whole, foreign, or falls apart in several ways.
    A second syllable that begins with a consonant is likelier: 'sự cần', not 'sực ần'.
    """
    if word.isascii() or _is_syllable(word):
        return 0
    places = [n for n in range(1, len(word)) if _is_syllable(word[:n]) and _is_syllable(word[n:])]
    likelier = [n for n in places if word[n].lower() in _CONSONANTS] or places
    return likelier[0] if len(likelier) == 1 else 0


def part_words(text: str, order: list[int]) -> tuple[str, list[int]]:
    """`text` with the missing spaces; `order` tells for each character where it came from."""
    cuts = [m.start() + n for m in _WORD.finditer(text) if (n := missing_space(m.group()))]
    for cut in reversed(cuts):
        text = f"{text[:cut]} {text[cut:]}"
        order.insert(cut, order[cut])
    return text, order
