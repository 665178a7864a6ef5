"""Two states of a text side by side: clause by clause, and word by word where a clause has changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final, Literal, TypeAlias

from giaoban.documents.drafting.aligning import Alignment, Fate, Outcome, align
from giaoban.documents.drafting.content import Cell, Clause, Content, Kind, plain
from giaoban.documents.drafting.likeness import MOST_STEPS, bare
from giaoban.documents.drafting.numbering import marks, names

_TOKENS: Final = re.compile(r"\d+(?:[./,-]\d+)*%?|\w+|\s+|[^\w\s]")  # a date is one word
_SENTENCES: Final = re.compile(r"[^.;\n]+[.;\n]*\s*")
_SHORT_ISLAND: Final = 3  # letters between two changes that a reader does not see as kept

_MOST_ROW_PAIRS: Final = 10_000
_ROWS_ALIKE: Final = 0.6

Change: TypeAlias = Literal["", "ins", "del"]
Row: TypeAlias = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that stayed (""), came ("ins") or went ("del")."""

    text: str
    change: Change = ""


@dataclass(frozen=True, slots=True)
class Side:
    """
    A clause on one side of the comparison: its mark, how people name it, its words.

    A table has `rows` instead of words.
    """

    id: str
    kind: Kind
    level: int
    mark: str
    name: str
    stretches: tuple[Stretch, ...] = ()
    rows: tuple[TableRow, ...] = ()


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a compared table."""

    cells: tuple[tuple[Stretch, ...], ...]
    change: Change = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """
    What stands beside what: clauses before, clauses after, and what became of them.

    `fate` is "added" for clauses that are new. `inline` are the clauses after with what went shown in
    place; for a deleted one the clause before. `is_moved` and `is_doubtful` as in `aligning.Outcome`.
    """

    before: tuple[Side, ...]
    after: tuple[Side, ...]
    inline: tuple[Side, ...]
    fate: Fate | Literal["added"]
    is_moved: bool = False
    is_doubtful: bool = False
    likeness: float = 1.0

    @property
    def name(self) -> str:
        """How people name the clause, as it is now or as it was."""
        return (self.after or self.before)[0].name

    @property
    def has_changed(self) -> bool:
        """Whether a reader has anything to see here."""
        return self.fate != Fate.SAME


@dataclass(frozen=True, slots=True)
class Comparison:
    """All pairs in the order of the later text, what is gone where it stood; and how many of each fate."""

    pairs: tuple[Pair, ...]
    counts: dict[str, int]


def compare(old: Content, new: Content, *, by_word: bool = True) -> Comparison:
    """Two states of one draft. Without `by_word` changed clauses stand whole, old words before new ones."""
    alignment = align(old, new)
    pairs = tuple(_Comparer(old, new, alignment, by_word=by_word).pairs())
    counts: dict[str, int] = {}
    for pair in pairs:
        counts[str(pair.fate)] = counts.get(str(pair.fate), 0) + max(len(pair.before), 1)
    return Comparison(pairs, counts)


class _Comparer:
    def __init__(self, old: Content, new: Content, alignment: Alignment, *, by_word: bool) -> None:
        self._old = {clause.id: place for place, clause in enumerate(old)}
        self._clauses = (old, new)
        self._marks = (marks(old), marks(new))
        self._names = (names(old), names(new))
        self._new = {clause.id: place for place, clause in enumerate(new)}
        self._outcomes = alignment.outcomes
        self._by_word = by_word
        self._sources: dict[str, list[Outcome]] = {}
        for outcome in alignment.outcomes.values():
            for place in outcome.places:
                self._sources.setdefault(place, []).append(outcome)

    def pairs(self) -> Iterator[Pair]:
        """Each group once, in the order of the later text; deleted clauses after the one they followed."""
        shown: set[str] = set()
        gone = self._gone_after()
        yield from self._deleted(gone.get("", ()))
        for clause in self._clauses[1]:
            outcomes = self._sources.get(clause.id, [])
            if not outcomes:
                side = self._side(clause, (Stretch(clause.text, "ins"),), new=True, change="ins")
                yield Pair((), (side,), (side,), "added")
            elif clause.id not in shown:
                group = list(dict.fromkeys(place for outcome in outcomes for place in outcome.places))
                shown.update(group)
                yield self._pair(outcomes, sorted(group, key=self._new.__getitem__))
            for outcome in outcomes:
                if outcome.places[-1] == clause.id:
                    yield from self._deleted(gone.get(outcome.id, ()))

    def _gone_after(self) -> dict[str, list[Clause]]:
        """Deleted clauses by the clause before them that is still there."""
        found: dict[str, list[Clause]] = {}
        last = ""
        for clause in self._clauses[0]:
            if self._outcomes[clause.id].fate == Fate.DELETED:
                found.setdefault(last, []).append(clause)
            else:
                last = clause.id
        return found

    def _deleted(self, clauses: Iterable[Clause]) -> Iterator[Pair]:
        for clause in clauses:
            side = self._side(clause, (Stretch(clause.text, "del"),), new=False, change="del")
            yield Pair((side,), (), (side,), Fate.DELETED, likeness=0.0)

    def _pair(self, outcomes: list[Outcome], places: list[str]) -> Pair:
        olds = [self._clauses[0][self._old[outcome.id]] for outcome in outcomes]
        news = [self._clauses[1][self._new[place]] for place in places]
        fate = outcomes[0].fate if len(outcomes) == 1 else Fate.CHANGED
        if len(olds) == len(news) == 1 and Kind.TABLE in {olds[0].kind, news[0].kind}:
            before, after, inline = self._tables(olds[0], news[0])
        elif fate == Fate.CHANGED:
            before, after, inline = self._reworded(olds, news)
        else:
            before = tuple(self._side(c, (Stretch(c.text),), new=False) for c in olds)
            after = inline = tuple(self._side(c, (Stretch(c.text),), new=True) for c in news)
        return Pair(
            before,
            after,
            inline,
            fate,
            is_moved=any(outcome.is_moved for outcome in outcomes),
            is_doubtful=any(outcome.is_doubtful for outcome in outcomes),
            likeness=min(outcome.likeness for outcome in outcomes),
        )

    def _reworded(
        self, olds: list[Clause], news: list[Clause]
    ) -> tuple[tuple[Side, ...], tuple[Side, ...], tuple[Side, ...]]:
        joined_old, joined_new = ("\n".join(c.text for c in side) for side in (olds, news))
        if self._by_word:
            stretches = compare_words(joined_old, joined_new)
        else:
            stretches = (Stretch(joined_old, "del"), Stretch(joined_new, "ins"))
        before = _cut([s for s in stretches if s.change != "ins"], [len(c.text) for c in olds], {"", "del"})
        after = _cut([s for s in stretches if s.change != "del"], [len(c.text) for c in news], {"", "ins"})
        inline = _cut(stretches, [len(c.text) for c in news], {"", "ins"})
        return (
            tuple(self._side(c, tuple(part), new=False) for c, part in zip(olds, before, strict=True)),
            tuple(self._side(c, tuple(part), new=True) for c, part in zip(news, after, strict=True)),
            tuple(self._side(c, tuple(part), new=True) for c, part in zip(news, inline, strict=True)),
        )

    def _tables(
        self, old: Clause, new: Clause
    ) -> tuple[tuple[Side, ...], tuple[Side, ...], tuple[Side, ...]]:
        if old.kind != new.kind:
            gone = self._side(old, (Stretch(old.text, "del"),), new=False, change="del")
            come = self._side(new, (Stretch(new.text, "ins"),), new=True, change="ins")
            return (gone,), (come,), (gone, come)
        rows = list(_table_rows(old, new, by_word=self._by_word))
        sides = (
            self._side(
                old, (), new=False, rows=tuple(_without(row, "ins") for row in rows if row.change != "ins")
            ),
            self._side(
                new, (), new=True, rows=tuple(_without(row, "del") for row in rows if row.change != "del")
            ),
            self._side(new, (), new=True, rows=tuple(rows)),
        )
        return (sides[0],), (sides[1],), (sides[2],)

    def _side(
        self,
        clause: Clause,
        stretches: tuple[Stretch, ...],
        *,
        new: bool,
        change: Change = "",
        rows: tuple[TableRow, ...] = (),
    ) -> Side:
        place = (self._new if new else self._old)[clause.id]
        if clause.kind == Kind.TABLE:
            stretches = ()
            rows = rows or tuple(_whole_row(row, change) for row in clause.rows)
        mark = self._marks[1 if new else 0][place]
        name = self._names[1 if new else 0][clause.id]
        return Side(clause.id, clause.kind, clause.level, mark, name, stretches, rows)


def _cut(stretches: Sequence[Stretch], lengths: list[int], counted: set[str]) -> list[list[Stretch]]:
    """Stretches of joined texts, cut where one text ends; only `counted` stretches take up room."""
    parts: list[list[Stretch]] = [[]]
    left = list(lengths)
    for stretch in stretches:
        text = stretch.text
        if stretch.change not in counted:
            parts[-1].append(replace(stretch, text=text.replace("\n", " ")))
            continue
        while len(text) > left[len(parts) - 1] and len(parts) < len(lengths):
            head, text = text[: left[len(parts) - 1]], text[left[len(parts) - 1] + 1 :]
            parts[-1].extend([Stretch(head, stretch.change)] if head else [])
            parts.append([])
        if text:
            parts[-1].append(Stretch(text, stretch.change))
        left[len(parts) - 1] -= len(text)
    return parts + [[] for _missing in range(len(lengths) - len(parts))]


@lru_cache(maxsize=20_000)
def _token_key(token: str) -> str:
    return " " if token.isspace() else bare(token)


def compare_words(old: str, new: str) -> tuple[Stretch, ...]:
    """
    The words of both texts as one, each stretch kept, gone or come.

    Spelling of tone marks, quotes and dashes is no change; a kept word between two changes is shown as
    changed when it is too short to be read as kept.
    """
    ours, theirs = _TOKENS.findall(old), _TOKENS.findall(new)
    if len(ours) * len(theirs) > MOST_STEPS:
        ours, theirs = _SENTENCES.findall(old) or [old], _SENTENCES.findall(new) or [new]
    keys, other_keys = list(map(_token_key, ours)), list(map(_token_key, theirs))
    found: list[Stretch] = []
    for tag, a, b, c, d in SequenceMatcher(None, keys, other_keys, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Stretch("".join(theirs[c:d])))
            continue
        if b > a:
            found.append(Stretch("".join(ours[a:b]), "del"))
        if d > c:
            found.append(Stretch("".join(theirs[c:d]), "ins"))
    return tuple(_smoothed(found))


def _smoothed(stretches: list[Stretch]) -> list[Stretch]:
    """Stretches without kept islands of a letter or a blank between changes; what went before what came."""
    found: list[Stretch] = []
    gone = come = ""
    for at, stretch in enumerate(stretches):
        inside = 0 < at < len(stretches) - 1 and (gone or come)
        if stretch.change == "del":
            gone += stretch.text
        elif stretch.change == "ins":
            come += stretch.text
        elif (
            inside
            and gone
            and come
            and len(stretch.text) <= _SHORT_ISLAND
            and not stretch.text.strip().isdigit()
        ):
            gone, come = gone + stretch.text, come + stretch.text
        else:
            found.extend(_changes(gone, come))
            found.append(stretch)
            gone = come = ""
    return found + _changes(gone, come)


def _changes(gone: str, come: str) -> list[Stretch]:
    found = [Stretch(gone, "del")] if gone else []
    return [*found, Stretch(come, "ins")] if come else found


def _table_rows(old: Clause, new: Clause, *, by_word: bool) -> Iterator[TableRow]:
    ours = ["\t".join(bare(plain(cell)) for cell in row) for row in old.rows]
    theirs = ["\t".join(bare(plain(cell)) for cell in row) for row in new.rows]
    for tag, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from (_whole_row(row, "") for row in new.rows[c:d])
        elif by_word and (b - a) * (d - c) <= _MOST_ROW_PAIRS:
            yield from _row_pairs(old.rows[a:b], new.rows[c:d])
        else:
            yield from (_whole_row(row, "del") for row in old.rows[a:b])
            yield from (_whole_row(row, "ins") for row in new.rows[c:d])


def _row_pairs(old: Sequence[Row], new: Sequence[Row]) -> Iterator[TableRow]:
    """Rows that are alike beside each other, cell by cell; in between what went and what came."""
    cells = [[[plain(cell) for cell in row] for row in side] for side in (old, new)]
    words = [[_TOKENS.findall("\t".join(row)) for row in side] for side in cells]
    at = 0
    for place, after in enumerate(cells[1]):
        ratios = [
            (SequenceMatcher(None, words[0][n], words[1][place], autojunk=False).ratio(), -n)
            for n in range(at, len(old))
        ]
        ratio, minus = max(ratios, default=(0.0, 0))
        if ratio < _ROWS_ALIKE:
            yield _whole_row(new[place], "ins")
            continue
        yield from (_whole_row(row, "del") for row in old[at:-minus])
        yield _changed_row(cells[0][-minus], after)
        at = -minus + 1
    yield from (_whole_row(row, "del") for row in old[at:])


def _whole_row(row: Row, change: Change) -> TableRow:
    return TableRow(tuple((Stretch(plain(cell), change),) for cell in row), change)


def _changed_row(before: list[str], after: list[str]) -> TableRow:
    longest = max(len(before), len(after))
    padded = [side + [""] * (longest - len(side)) for side in (before, after)]
    return TableRow(tuple(compare_words(a, b) for a, b in zip(*padded, strict=True)))


def _without(row: TableRow, change: Change) -> TableRow:
    return TableRow(tuple(tuple(s for s in cell if s.change != change) for cell in row.cells), row.change)
