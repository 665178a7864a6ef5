"""
What a unit's own Word file says of a draft: comments and proposals, each on the clause that it is about.

A file that is not the draft is read as a letter that names clauses (`letters`). What cannot be placed surely
is `is_placed` False, with the place that seems likeliest: a person says where it belongs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from giaoban.documents.drafting.content import Content, parents
from giaoban.documents.drafting.letters import read_letter
from giaoban.documents.drafting.likeness import bare
from giaoban.documents.drafting.proposals import WHOLE, Act, Found, proposals
from giaoban.documents.drafting.returned import Home, Returned, Written
from giaoban.files.reading import Caution, MarkedPaper

__all__ = ["WHOLE", "Act", "Answered", "Found", "read_answer"]

_A_TOUCH: Final = 0.15  # of a clause's words: less is a selection that was drawn a little too far
_SOME_LETTERS: Final = 12
_OF_THE_DRAFT: Final = 0.3  # of the file's words, else it is something else
_LONGEST_QUOTE: Final = 2_000


@dataclass(frozen=True, slots=True)
class Answered:
    """All that was found, in the order of the draft; `is_letter` when the file was not the draft."""

    found: tuple[Found, ...]
    warnings: tuple[Caution, ...] = ()
    is_letter: bool = False


def read_answer(paper: MarkedPaper, sent: Content, *, head: Iterable[str] = ()) -> Answered:
    """
    The comments and proposals in a file that came back; `head` are the words of the paper around its text.

    Raises `Malformed` for a file that is far too long.
    """
    file = Returned(paper, sent)
    remarks = list(_Comments(file, head).found())
    if file.share_known < _OF_THE_DRAFT:
        rest = [one for one, _on_change in remarks]
        letter = read_letter(file.after.content, sent)
        return Answered((*letter, *rest), paper.warnings, is_letter=True)
    found = _with_reasons(list(proposals(file)), remarks)
    ordered = sorted(found, key=lambda one: file.places.get(one.clause, -1))
    return Answered(tuple(ordered), paper.warnings)


def _with_reasons(proposed: list[Found], remarks: list[tuple[Found, bool]]) -> list[Found]:
    """A comment that stands on a change gives the reason of that proposal; the others stand alone."""
    alone: list[Found] = []
    for remark, on_change in remarks:
        at = next((n for n, one in enumerate(proposed) if one.clause == remark.clause and not one.text), None)
        if on_change and at is not None and remark.is_placed and not remark.also:
            proposed[at] = replace(proposed[at], text=remark.text, quote=remark.quote)
        else:
            alone.append(remark)
    return [*proposed, *alone]


class _Comments:
    """The comments of a file on the clauses of the draft."""

    def __init__(self, file: Returned, head: Iterable[str]) -> None:
        self._file = file
        self._head = [words for line in head if (words := bare(line).lower())]
        self._above = parents(file.sent)
        self._by_words: dict[str, list[str]] = {}
        for clause in file.sent:
            self._by_words.setdefault(bare(clause.text), []).append(clause.id)

    def found(self) -> Iterator[tuple[Found, bool]]:
        """Each comment with those that answer it, and whether it stands on a change."""
        comments = self._file.paper.comments
        answers: dict[str, list[str]] = {}
        for comment in comments.values():
            if comment.parent:
                answers.setdefault(self._root(comment.key), []).append(comment.text)
        for key, comment in comments.items():
            text = "\n".join(part for part in (comment.text, *answers.get(key, ())) if part)
            if comment.parent or not text:
                continue
            covered = {place: w for place, w in self._file.written.items() if key in w.covered}
            yield self._placed(key, text, covered), any(key in w.on_change for w in covered.values())

    def _root(self, key: str) -> str:
        comments, seen = self._file.paper.comments, {key}
        while (parent := comments[key].parent) in comments and parent not in seen:
            key = parent
            seen.add(key)
        return key

    def _placed(self, key: str, text: str, covered: dict[int, Written]) -> Found:
        quote = "\n".join(words for w in covered.values() if (words := w.covered[key].strip()))
        letters: dict[str, int] = {}
        whole: dict[str, int] = {}
        sure = True
        for place, written in covered.items():
            home = self._file.home_of(place) or self._beside_the_text(written)
            if home is not None:
                count = len(written.covered[key].strip())
                letters[home.clause] = letters.get(home.clause, 0) + count
                whole[home.clause] = whole.get(home.clause, 0) + len(written.before.strip())
                sure = sure and (home.is_sure or not count)
        if not letters:
            return Found(Act.REMARK, WHOLE, text, quote=quote[:_LONGEST_QUOTE], is_placed=False)
        meant = _meant(letters, whole)
        first, *others = sorted(meant, key=lambda one: self._file.places.get(one, -1))
        also = tuple(one for one in others if not self._lies_below(one, first))
        return Found(Act.REMARK, first, text, quote=quote[:_LONGEST_QUOTE], also=also, is_placed=sure)

    def _beside_the_text(self, words: Written) -> Home | None:
        """Where a paragraph outside the text belongs: to a clause with the same words, or to the head."""
        own = bare((words.before or words.after).strip())
        if not own:
            return None
        same = self._by_words.get(own, [])
        if same:
            return Home(same[0], len(same) == 1)
        return Home(WHOLE, any(own.lower() in line or line in own.lower() for line in self._head))

    def _lies_below(self, clause_id: str, above: str) -> bool:
        over = self._above.get(clause_id, "")
        while over and over != above:
            over = self._above.get(over, "")
        return bool(over)


def _meant(letters: dict[str, int], whole: dict[str, int]) -> list[str]:
    """The clauses that a selection means: not those that it only touches at its ends."""
    enough = {key: min(_SOME_LETTERS, _A_TOUCH * whole[key]) for key in letters}
    meant = [key for key, count in letters.items() if count and count >= enough[key]]
    return meant or [max(letters, key=lambda key: letters[key])]
