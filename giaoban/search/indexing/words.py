"""
Words as they are compared.

Each word has two forms. The *exact* form keeps its marks, but the tone stands behind the letters, so that
"hoà", "hòa" and their decomposed spellings are one word wherever the tone was put. The *folded* form has
no marks at all. A syllable is a word: Vietnamese writes a blank between syllables.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Final

from giaoban.foundation.text import normalise, search_key, tamed

LONGEST_WORD: Final = 60
MOST_KNOWN: Final = 200_000  # words whose forms are remembered
_TONES: Final = frozenset("\u0300\u0301\u0303\u0309\u0323")
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_WORD: Final = re.compile(r"\w[\w\u0300-\u036f]*")


def words_of(text: str) -> list[str]:
    """
    The words of a text in lower case and NFC; everything that is no letter or digit parts them.

    >>> words_of("Thông báo số 215/TB-BCĐ")
    ['thông', 'báo', 'số', '215', 'tb', 'bcđ']
    """
    if _INVISIBLE.search(text):
        text = normalise(text)
    lower = unicodedata.normalize("NFC", unicodedata.normalize("NFC", tamed(text)).casefold())
    return _WORD.findall(lower.replace("_", " "))


class _Forms(dict[str, str]):
    """One form of each word, reckoned when the word is first met."""

    def __init__(self, reckon: Callable[[str], str]) -> None:
        super().__init__()
        self.reckon = reckon

    def __missing__(self, word: str) -> str:
        if len(self) >= MOST_KNOWN:
            self.clear()
        self[word] = found = self.reckon(word[:LONGEST_WORD])
        return found


def _exact(word: str) -> str:
    parts = unicodedata.normalize("NFD", word)
    tones = "".join(c for c in parts if c in _TONES)
    letters = "".join(c for c in parts if c not in _TONES)
    return unicodedata.normalize("NFC", letters) + tones


def _folded(word: str) -> str:
    return search_key(word).replace(" ", "") or word


EXACT: Final = _Forms(_exact)
FOLDED: Final = _Forms(_folded)


def tone_of(exact: str) -> tuple[str, str]:
    """An exact form taken apart: the letters, and the tone behind them ("" for the level tone)."""
    letters = exact.rstrip("".join(_TONES))
    return letters, exact[len(letters) :]


def forms_of(text: str) -> tuple[str, str]:
    """
    The words of a text in both forms, with blanks between them.

    >>> forms_of("Hoà giải: HÒA") == forms_of("hòa giải hoà"), forms_of("Đã họp")[1]
    (True, 'da hop')
    """
    words = words_of(text)
    return " ".join(map(EXACT.__getitem__, words)), " ".join(map(FOLDED.__getitem__, words))
