"""
Vietnamese text in the encodings of before Unicode: TCVN3 (.Vn fonts) and VNI.

There the letters with marks sit on codes that Unicode gives to letters and signs which Vietnamese never has
inside a word, so a line of such text betrays itself. State papers must be in Unicode (TCVN 6909:2001).
"""

from __future__ import annotations

import re
from typing import Final, Literal

Legacy = Literal["TCVN3", "VNI"]

_TCVN3_ONLY: Final = "µ¸¶·¹¨»¾¼½Æ©ÇË®ÎÏªÖ«åæçëîïñö÷øûüþÿß¡¢£¤¥¦§×ØÜÞÑ"
_VNI_ONLY: Final = "ñÑöÖøØûÛïÏåÅäÄüÜëË"
_ODD: Final = f"{_TCVN3_ONLY}{_VNI_ONLY}"
_ODD_WORD: Final = re.compile(rf"[^\W\d_][{re.escape(_ODD)}]|[{re.escape(_ODD)}][^\W\d_]", re.UNICODE)
_VNI_WORD: Final = re.compile(r"[aeiouyöôAEIOUYÖÔ][ñøûïåäüëØÛÏÅÄÜË]|\bñ[aeiouyöô]|[öô][ùøûõï]")
_SHARE: Final = 0.25  # of the words of a line; measured: about half in legacy text, none in Unicode text
_ENOUGH_WORDS: Final = 6
_FEW_WORDS: Final = 2  # when the font says so too
_LOOKED_AT: Final = 1_000_000  # letters; by then it is plain


def legacy_font(name: str) -> bool:
    """Whether a font carries a legacy encoding by its name."""
    return name.strip().lower().startswith((".vn", "vni-", "vni ", "vni_"))


def detect_legacy(lines: list[str], *, fonts: bool = False) -> Legacy | None:
    """
    Which legacy encoding the lines are in, if some of them are; None for Unicode text.

    `fonts` says that text is set in a legacy font: then fewer odd words are enough.
    """
    odd_words = 0
    vni_words = 0
    left = _LOOKED_AT
    for line in lines:
        if line.isascii():
            continue
        if left <= 0:
            break
        words = line[:left].split()
        left -= len(line)
        odd = sum(1 for word in words if not word.isascii() and _ODD_WORD.search(word))
        if odd and odd >= _SHARE * len(words):
            odd_words += odd
            vni_words += sum(1 for word in words if not word.isascii() and _VNI_WORD.search(word))
    if odd_words < (_FEW_WORDS if fonts else _ENOUGH_WORDS):
        return None
    return "VNI" if vni_words * 2 > odd_words else "TCVN3"
