"""Two states of a long draft: compared by clause and by word, and ids carried to a text that lost them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from random import Random
from typing import Final

from bench.figures import Figure, middle_of, say
from bench.notice import LENGTH, lines
from giaoban.documents.drafting.aligning import carry
from giaoban.documents.drafting.comparing import compare
from giaoban.documents.drafting.content import Clause, Content, Kind, new_id
from giaoban.documents.drafting.plain import read_text, write_text
from giaoban.documents.layout import Run

PAGES: Final = 100
ROUNDS: Final = 3
_REWORDED, _GONE, _NEW, _MOVED = 0.2, 0.05, 0.05, 0.03


def compared(*, share: float) -> Iterator[Figure]:
    """A draft of a hundred pages, or the share of it, a third of whose clauses were touched."""
    old = read_text("\n".join(lines(round(LENGTH / 20 * PAGES * share))))
    new = _revised(old, Random(20260312))
    say(f"    {len(old)} clauses, {sum(len(clause.text) for clause in old)} characters")
    by_word = compare(old, new)
    if not {"same", "changed", "added", "deleted", "moved"} <= set(by_word.counts):
        raise AssertionError("the texts were not compared")
    yield Figure(
        "compare.clause", "none", middle_of(partial(compare, old, new, by_word=False), rounds=ROUNDS), "s"
    )
    yield Figure("compare.word", "none", middle_of(partial(compare, old, new), rounds=ROUNDS), "s")
    bare = read_text(write_text(new))
    yield Figure("compare.carry", "none", middle_of(partial(carry, old, bare), rounds=ROUNDS), "s")


def _revised(old: Content, chance: Random) -> Content:
    """What a revision leaves: clauses reworded, taken out, added, moved."""
    new: list[Clause] = []
    for clause in old:
        drawn = chance.random()
        if drawn < _GONE and clause.kind != Kind.ARTICLE:
            continue
        if drawn < _GONE + _REWORDED:
            words = clause.text.split()
            words[chance.randrange(len(words))] = "rà soát"
            clause = replace(clause, runs=(Run(" ".join(words)),))  # noqa: PLW2901 -- the revised one
        new.append(clause)
        if chance.random() < _NEW:
            text = f"Nội dung bổ sung lần {len(new)} về {chance.randrange(10**6)}."
            new.append(Clause(new_id(), Kind.CLAUSE, (Run(text),)))
        if chance.random() < _MOVED and len(new) > 2:
            new.insert(chance.randrange(len(new) - 1), new.pop())
    return tuple(new)
