"""
Which clause of a later text is which clause of the earlier one.

First what cannot be doubted: the same id with the same or a like text, then the same words. What is left is
compared by the words that it shares, by what stands around it and by its kind; the best pairs are taken
first. Clauses that were broken in two or joined are found in the words that a pair leaves over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from giaoban.documents.drafting.content import Content, Kind, parents
from giaoban.documents.drafting.likeness import Weights, Words, left_over

LIKE: Final = 0.42
"""From here on two clauses are the same one, reworded."""
_LIKE_BY_ID: Final = 0.72  # for clauses whose ids say that they are not the same
_LIKE_ELSEWHERE: Final = 0.85  # for clauses that belong to different things
_ID_DOUBTED: Final = 0.3  # an id on words that have nothing to do with the old ones
_FURTHER: Final = 0.25  # by how much another clause has to be liker to take the id
_HELD: Final = 0.8  # of a part's words stand in what the whole leaves over
_TELLING: Final = 6  # the most clauses in which a word stands that leads to candidates, in hundredths
_CANDIDATES: Final = 12
_NEAR: Final = 4  # places around an id in which its words are looked for
_MOST_ALIKE: Final = 2_500  # pairs of clauses with the same words that are weighed; beyond it they keep order
_SHORTEST_PART: Final = 2  # words
_RUNNING: Final = frozenset({Kind.PARAGRAPH, Kind.BULLET})


@dataclass(slots=True)
class Pairing:
    """
    `new_of` and `old_of` pair places of the two texts; `likeness` is of each pair, by the old place.

    `parts` are further new places that took over words of an old clause (it was split), `joined` old places
    whose words stand in a new clause that is paired with another (they were merged into it).
    """

    new_of: dict[int, int] = field(default_factory=dict)
    old_of: dict[int, int] = field(default_factory=dict)
    likeness: dict[int, float] = field(default_factory=dict)
    close_calls: set[int] = field(default_factory=set)
    parts: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    joined: dict[int, int] = field(default_factory=dict)

    def add(self, old: int, new: int, likeness: float) -> None:
        """Pair two places."""
        self.new_of[old] = new
        self.old_of[new] = old
        self.likeness[old] = likeness

    def remove(self, old: int) -> None:
        """Take a pair apart."""
        del self.old_of[self.new_of.pop(old)]
        del self.likeness[old]


def pair(old: Content, new: Content, *, by_id: bool) -> Pairing:
    """Pair the clauses of two texts. `by_id` is true where the new text kept ids from the old one."""
    return _Pairer(old, new, by_id=by_id).run()


class _Pairer:
    def __init__(self, old: Content, new: Content, *, by_id: bool) -> None:
        self._weights = Weights(old, new)
        self._old = [self._weights.view(clause) for clause in old]
        self._new = [self._weights.view(clause) for clause in new]
        self._old_parents, self._new_parents = _parent_places(old), _parent_places(new)
        self._by_id = by_id
        self._pairing = Pairing()

    def run(self) -> Pairing:
        if self._by_id:
            self._same_ids()
        self._same_words()
        self._same_children()
        for _round in range(2):  # what is paired first says where the rest belongs
            self._like_words()
            self._same_children()
        if self._by_id:
            self._doubted_ids()
        self._splits()
        self._merges()
        return self._pairing

    def _same_ids(self) -> None:
        places = {words.clause.id: place for place, words in enumerate(self._new)}
        for at, words in enumerate(self._old):
            there = places.get(words.clause.id)
            if there is not None:
                self._pairing.add(at, there, self._weights.likeness(words, self._new[there]))

    def _doubted_ids(self) -> None:
        """An id that stayed with an empty or strange clause goes after its words."""
        free = {n for n in range(len(self._new)) if n not in self._pairing.old_of}
        same = {self._new[n].bare: n for n in sorted(free, reverse=True)}
        for at, there in list(self._pairing.new_of.items()):
            likeness = self._pairing.likeness[at]
            if likeness >= _ID_DOUBTED or self._new[there].clause.id != self._old[at].clause.id:
                continue
            nearby = {same.get(self._old[at].bare, -1), *range(there - _NEAR, there + _NEAR + 1)} & free
            liker = [(self._weights.likeness(self._old[at], self._new[n]), -n) for n in nearby]
            best, minus_place = max(liker, default=(0.0, 0))
            if best >= max(_LIKE_BY_ID, likeness + _FURTHER):
                self._pairing.remove(at)
                self._pairing.add(at, -minus_place, best)
                free = (free - {-minus_place}) | {there}

    def _same_words(self) -> None:
        """Clauses with the same words: first those that come once in each text, then by their place."""
        several = []
        for olds, news in self._alike():
            if len(olds) == len(news) == 1:
                self._pairing.add(olds[0], news[0], 1.0)
            elif olds and news:
                several.append((olds, news))
        for olds, news in several:
            if len(olds) * len(news) <= _MOST_ALIKE:
                self._take_best([(self._around(o, n), o, n, 1.0) for o in olds for n in news], least=-1)
                continue
            for old, new in zip(olds, news, strict=False):
                self._pairing.add(old, new, 1.0)

    def _alike(self) -> list[tuple[list[int], list[int]]]:
        """Places without a pair, old and new, by their words."""
        groups: dict[tuple[str, bool], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for side, (views, taken) in enumerate(
            ((self._old, self._pairing.new_of), (self._new, self._pairing.old_of))
        ):
            for at, words in enumerate(views):
                if at not in taken and words.bare:
                    groups[words.bare, words.clause.kind == Kind.TABLE][side].append(at)
        return list(groups.values())

    def _like_words(self) -> None:
        """Pairs of clauses by the words that they share and what stands around them."""
        least = _LIKE_BY_ID if self._by_id else LIKE
        found = []
        for new, olds in self._candidates().items():
            for old in olds:
                likeness = self._weights.likeness(self._old[old], self._new[new])
                around = self._around(old, new)
                needed = least if self._belong_together(old, new) else max(least, _LIKE_ELSEWHERE)
                if likeness + min(around, 0.1) >= needed:
                    found.append((likeness + around, old, new, likeness))
        self._take_best(found, least=0)

    def _same_children(self) -> None:
        """Headings that most of the same clauses stand under are the same one, whatever they are called."""
        votes: dict[tuple[int, int], int] = defaultdict(int)
        olds: dict[int, int] = defaultdict(int)
        news: dict[int, int] = defaultdict(int)
        for old, above in enumerate(self._old_parents):
            olds[above] += 1
            new = self._pairing.new_of.get(old)
            if new is not None:
                votes[above, self._new_parents[new]] += 1
        for above in self._new_parents:
            news[above] += 1
        for (old, new), count in sorted(votes.items(), key=lambda one: -one[1]):
            if min(old, new) < 0 or old in self._pairing.new_of or new in self._pairing.old_of:
                continue
            alike = self._old[old].clause.kind == self._new[new].clause.kind
            if alike and 2 * count > min(olds[old], news[new]) and 3 * count >= olds[old]:
                self._pairing.add(old, new, self._weights.likeness(self._old[old], self._new[new]))

    def _take_best(self, found: list[tuple[float, int, int, float]], *, least: float) -> None:
        """Take pairs from the best down; a pair that another was nearly as good for is a close call."""
        best: dict[int, float] = {}
        for score, old, new, likeness in sorted(found, key=lambda one: (-one[0], one[1], one[2])):
            if score < least:
                continue
            if old in self._pairing.new_of or new in self._pairing.old_of:
                taken = self._pairing.old_of.get(new)
                if (
                    old not in self._pairing.new_of
                    and taken is not None
                    and best.get(taken, 9) - score < 0.05
                ):
                    self._pairing.close_calls.add(taken)
                continue
            best[old] = score
            self._pairing.add(old, new, likeness)
            if likeness < 1 and not self._belong_together(old, new):
                self._pairing.close_calls.add(old)

    def _candidates(self) -> dict[int, list[int]]:
        """For each new place without a pair the old ones that share its telling words."""
        olds = [at for at in range(len(self._old)) if at not in self._pairing.new_of]
        news = [at for at in range(len(self._new)) if at not in self._pairing.old_of]
        holders: dict[str, list[int]] = defaultdict(list)
        for at in olds:
            for word in self._old[at].counted:
                holders[word].append(at)
        most = max(20, len(olds) * _TELLING // 10)
        found: dict[int, list[int]] = {}
        for at in news:
            shared: dict[int, float] = defaultdict(float)
            for word in self._new[at].counted:
                holding = holders.get(word, ())
                if len(holding) <= most:
                    for old in holding:
                        shared[old] += self._weights.of(word)
            ranked = sorted(shared, key=lambda old: (-shared[old] / (1 + self._old[old].weight), old))
            found[at] = ranked[:_CANDIDATES]
        return found

    def _around(self, old: int, new: int) -> float:
        """What speaks for a pair beside its words: kind, what it belongs to, its neighbours; up to 0.4."""
        one, other = self._old[old].clause, self._new[new].clause
        score = 0.1 if one.kind == other.kind else 0.0 if {one.kind, other.kind} <= _RUNNING else -0.1
        score += 0.1 if self._belong_together(old, new) else 0.0
        before = old > 0 and new > 0 and self._pairing.new_of.get(old - 1) == new - 1
        after = self._pairing.new_of.get(old + 1) == new + 1 and old + 1 < len(self._old)
        return score + (0.1 if before else 0.0) + (0.1 if after else 0.0)

    def _belong_together(self, old: int, new: int) -> bool:
        """Whether both stand at the top, or below the same heading, article or clause."""
        above, there = self._old_parents[old], self._new_parents[new]
        return (above == there == -1) or (above >= 0 and self._pairing.new_of.get(above) == there)

    def _splits(self) -> None:
        """New clauses made of the words that an old one has lost."""
        lost: dict[int, tuple[str, ...]] = {}
        for new in range(len(self._new)):
            words = self._new[new].words
            if new in self._pairing.old_of or len(words) < _SHORTEST_PART or self._is_table(self._new[new]):
                continue
            for old in self._nearby_old(new):
                there = self._pairing.new_of.get(old)
                if there is None or self._pairing.likeness[old] >= 1 or self._is_table(self._old[old]):
                    continue
                rest = lost.setdefault(old, left_over(self._old[old].words, self._new[there].words))
                if self._weights.share_within(words, rest) >= _HELD:
                    self._pairing.parts[old].append(new)
                    lost[old] = left_over(rest, words)
                    break

    def _merges(self) -> None:
        """Old clauses whose words a new one has gained."""
        gained: dict[int, tuple[str, ...]] = {}
        for old in range(len(self._old)):
            words = self._old[old].words
            if old in self._pairing.new_of or len(words) < _SHORTEST_PART or self._is_table(self._old[old]):
                continue
            for new in self._nearby_new(old):
                partner = self._pairing.old_of.get(new)
                if partner is None or self._pairing.likeness[partner] >= 1 or self._is_table(self._new[new]):
                    continue
                rest = gained.setdefault(new, left_over(self._new[new].words, self._old[partner].words))
                if self._weights.share_within(words, rest) >= _HELD:
                    self._pairing.joined[old] = new
                    gained[new] = left_over(rest, words)
                    break

    def _nearby_old(self, new: int) -> Iterable[int]:
        """Old places whose pairs stand beside a new place, the nearest first."""
        for there in (new - 1, new + 1, new - 2, new + 2, new - 3):
            old = self._pairing.old_of.get(there)
            if old is not None:
                yield old

    def _nearby_new(self, old: int) -> Iterable[int]:
        for there in (old - 1, old + 1, old - 2, old + 2, old - 3):
            new = self._pairing.new_of.get(there)
            if new is not None:
                yield new

    @staticmethod
    def _is_table(words: Words) -> bool:
        return words.clause.kind == Kind.TABLE


def _parent_places(content: Content) -> list[int]:
    places = {clause.id: place for place, clause in enumerate(content)}
    above = parents(content)
    return [places.get(above[clause.id], -1) for clause in content]
