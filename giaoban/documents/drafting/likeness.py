"""How alike two clauses are: the same but for spelling of marks and signs, or by words that they share."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise
from typing import Final

from giaoban.documents.drafting.content import Clause, Content
from giaoban.foundation.text import normalise, unify_tones

MOST_STEPS: Final = 4_000_000
"""Words of one text times words of the other that are compared in order; longer clauses are not."""
_WORD: Final = re.compile(r"\w+(?:[./,]\d+)*%?")
_SIGNS: Final = str.maketrans({
    "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "‘": "'", "’": "'", "…": "...", "\u00a0": " ", "\u2009": " ", "\u202f": " ",
})  # fmt: skip
_SPACED_SIGN: Final = re.compile(r"\s+([,;:.!?])")


@lru_cache(maxsize=40_000)
def bare(text: str) -> str:
    """
    The text as two spellings of the same words share it: one placement of tones, plain quotes and dashes, one
    space; capitals and punctuation stay.
    """
    plain = unify_tones(normalise(text)).translate(_SIGNS)
    return _SPACED_SIGN.sub(r"\1", " ".join(plain.split()))


@dataclass(frozen=True, slots=True)
class Words:
    """A clause as it is compared: its bare text, its words in small letters, and how often each comes."""

    clause: Clause
    bare: str
    words: tuple[str, ...]
    counted: Counter[str]
    weight: float


class Weights:
    """How much each word tells in the two texts at hand: one that stands in every clause tells little."""

    def __init__(self, *contents: Content) -> None:
        seen: Counter[str] = Counter()
        clauses = 0
        for content in contents:
            for clause in content:
                clauses += 1
                seen.update(set(_words(clause)))
        self._tells = {word: math.log(1 + clauses / count) for word, count in seen.items()}

    def of(self, word: str) -> float:
        """The weight of a word of the two texts."""
        return self._tells.get(word, 1.0)

    def total(self, counted: Counter[str]) -> float:
        """The weight of counted words together."""
        tells = self._tells
        return sum(tells.get(word, 1.0) * count for word, count in counted.items())

    def view(self, clause: Clause) -> Words:
        """The clause ready to be compared."""
        words = _words(clause)
        counted = Counter(words)
        return Words(clause, bare(clause.text), words, counted, self.total(counted))

    def likeness(self, one: Words, other: Words) -> float:
        """From 0 to 1: the weight of shared words and of their neighbourhoods, each against the whole."""
        if one.bare == other.bare:
            return 1.0
        whole = one.weight + other.weight
        if not whole:
            return 0.0
        shared = 2 * self.total(one.counted & other.counted) / whole
        pairs, others = _pairs(one.words), _pairs(other.words)
        both = sum((pairs & others).values())
        order = 2 * both / max(1, sum(pairs.values()) + sum(others.values()))
        return 0.75 * shared + 0.25 * order

    def share_within(self, words: Sequence[str], whole: Sequence[str]) -> float:
        """How much of the weight of `words` stands in `whole`, in order, two words or more together."""
        total = sum(map(self.of, words))
        if not total or len(words) * len(whole) > MOST_STEPS:
            return 0.0
        held = 0.0
        for a, _b, size in SequenceMatcher(None, words, whole, autojunk=False).get_matching_blocks():
            if size >= 2 or size == len(words):
                held += sum(map(self.of, words[a : a + size]))
        return held / total


@lru_cache(maxsize=40_000)
def _split(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(bare(text).lower()))


def _words(clause: Clause) -> tuple[str, ...]:
    return _split(clause.text)


def _pairs(words: Iterable[str]) -> Counter[tuple[str, str]]:
    return Counter(pairwise(words))


def left_over(words: Sequence[str], taken: Sequence[str]) -> tuple[str, ...]:
    """The words that a comparison in order with `taken` leaves over, in order."""
    if len(words) * len(taken) > MOST_STEPS:
        return ()
    kept: list[str] = []
    at = 0
    for a, _b, size in SequenceMatcher(None, words, taken, autojunk=False).get_matching_blocks():
        kept.extend(words[at:a])
        at = a + size
    return tuple(kept)
