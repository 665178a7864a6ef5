"""From what somebody typed to what the index is asked, stage by stage."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from giaoban.foundation.text import normalise, search_key
from giaoban.search.indexing.words import EXACT, FOLDED, words_of

LONGEST: Final = 400  # characters that are looked at
MOST_WORDS: Final = 16
MOST_BEFORE_A_NUMBER: Final = 5  # "thông báo kết luận số"
_NUMBER: Final = re.compile(r"(?P<before>.*?)(?P<number>\d[\d.]{0,11}[a-z]?)(?P<rest>\s*/\s*[\w.&/-]*)?$")


class Stage(IntEnum):
    """How well a hit answers; lower stages come first."""

    NUMBER = 0
    EXACT_PHRASE = 1
    EXACT_WORDS = 2
    FOLDED_PHRASE = 3
    FOLDED_WORDS = 4
    BEGINNINGS = 5  # the last word is only begun


@dataclass(frozen=True, slots=True)
class Question:
    """
    What was typed, taken apart: the words in both forms, and the number it may be.

    `number` is as `number_keys` makes them; with `number_is_begun` it may go on.
    """

    exact: tuple[str, ...]
    folded: tuple[str, ...]
    number: str = ""
    number_is_begun: bool = False

    def __bool__(self) -> bool:
        return bool(self.folded)


def question(typed: str) -> Question:
    """
    Take apart what was typed, whatever it is; false when there is no letter or digit in it.

    >>> question("TB 215/TB-BCĐ").number, question("số 215").number, question("họp 3 lần").number
    ('215/tb-bcd', '215', '')
    """
    typed = typed[:LONGEST]
    words = words_of(typed)[:MOST_WORDS]
    number, is_begun = _number_in(typed)
    return Question(
        exact=tuple(EXACT[word] for word in words),
        folded=tuple(FOLDED[word] for word in words),
        number=number,
        number_is_begun=is_begun,
    )


def number_keys(number: str, symbol: str = "", type_code: str = "") -> tuple[str, ...]:
    """
    The keys under which a numbered thing is called for, as `question` reads them.

    >>> number_keys("215", "TB-BCĐ", "TB")
    ('215', '215/tb-bcd', 'tb215')
    """
    if not number:
        return ()
    bare = _bare(number)
    keys = [bare]
    if symbol:
        keys.append(f"{bare}/{_bare(symbol)}")
    if type_code:
        keys.append(f"{_bare(type_code)}{bare}")
    return tuple(keys)


def _bare(text: str) -> str:
    return search_key(normalise(text)).replace(" ", "")


def _number_in(typed: str) -> tuple[str, bool]:
    """
    The number that was typed and whether it may go on; "" when the words are about something else.

    A bare number counts when nothing stands before it, or "số", or the short name of a type ("TB 215"): in
    "năm 2025" and "thời hạn 30" the number is a word like others.
    """
    found = _NUMBER.fullmatch(search_key(normalise(typed)))
    if found is None:
        return "", False
    before, number, rest = found["before"].split(), found["number"], (found["rest"] or "").replace(" ", "")
    if len(before) > MOST_BEFORE_A_NUMBER or not all(word.rstrip(":").isalpha() for word in before):
        return "", False
    if len(rest) > 1:
        return f"{number}{rest}", True
    if not before or before[-1].rstrip(":") == "so":
        return number, False
    is_type = len(before) == 1 and len(before[0]) <= 3
    return (f"{before[0]}{number}", False) if is_type else ("", False)
