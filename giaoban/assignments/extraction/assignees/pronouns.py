"""Pronouns: 'Sở này', 'cơ quan này', 'các đơn vị nêu trên', 'Sở' alone (traps)."""

from __future__ import annotations

import re
from dataclasses import replace

from giaoban.assignments.extraction.assignees.lists import Listed
from giaoban.assignments.extraction.assignees.openings import Memory, Opening
from giaoban.assignments.extraction.assignees.verdicts import Verdicts
from giaoban.assignments.extraction.shapes import Party
from giaoban.assignments.extraction.words import ADVERBS, Phrases, verb_at

_PRONOUN_NEAR = Phrases("sở này, cơ quan này, đơn vị này, địa phương này, ban này")
_PRONOUN_MANY = Phrases(
    "các cơ quan này, các đơn vị này, các sở này, các địa phương này, các đơn vị trên, các cơ quan trên, các đơn vị nêu trên, các cơ quan nêu trên, các sở nêu trên, các đơn vị nói trên, các địa phương trên, các sở trên, các cơ quan đơn vị trên, các cơ quan đơn vị nêu trên, hai đơn vị này, hai sở này, các địa phương nêu trên, hai đơn vị trên, các bộ này, các bộ trên"
)


class Pronouns(Verdicts):
    """Reads pronouns as the units they stand for."""

    def _pronoun(self, begin: int, index: int, stop: int, memory: Memory) -> Opening | None:
        """'Sở này', 'Cơ quan này', 'các cơ quan này', 'Sở' alone (traps, pronouns)."""
        size = _PRONOUN_MANY.at(self.words, index, stop) or self._many_with_commas(index, stop)
        if size and (memory.sentence_subjects or memory.subjects):
            leads = tuple(memory.sentence_subjects) or memory.subjects
            return self._judge(
                begin,
                index + size,
                stop,
                self._pronoun_list(leads, index, size),
                opener=False,
                doubts=("pronoun",),
            )
        size = _PRONOUN_NEAR.at(self.words, index, stop)
        if size:
            party = self._nearest(self.words[index], memory)
        elif (
            self.words[index] in ("sở", "bộ")
            and self.tokens[index].capital
            and not self.names.at(index, stop)
            and (ADVERBS.at(self.words, index + 1, stop) or verb_at(self.words, index + 1, stop))
        ):
            size, party = 1, self._nearest(self.words[index], memory)
            if party and not party.name.lower().startswith(self.words[index]):
                return None
        elif level := self._level_again(index, stop, memory):
            size, party = 1, level
        else:
            return None
        if party is None:
            return None
        return self._judge(
            begin,
            index + size,
            stop,
            self._pronoun_list((party,), index, size),
            opener=False,
            doubts=("pronoun",),
        )

    def _level_again(self, index: int, stop: int, memory: Memory) -> Party | None:
        """'… yêu cầu huyện Lâm Sơn rà soát. Đồng thời, huyện sớm chỉ đạo …': the place that was asked."""
        if (
            self.words[index] not in ("huyện", "tỉnh", "xã", "phường", "quận")
            or self.tokens[index + 1].capital
        ):
            return None
        if not (ADVERBS.at(self.words, index + 1, stop) or verb_at(self.words, index + 1, stop) > 1):
            return None
        asked = (*memory.sentence_subjects, *memory.subjects)
        return next((p for p in asked if p.name.startswith(f"UBND {self.words[index]} ")), None)

    def _many_with_commas(self, index: int, stop: int) -> int:
        if self.words[index] != "các":
            return 0
        for end in range(index + 2, min(stop, index + 9)):
            if self.words[end] in ("này", "trên") and all(
                w.isalpha() or w == "," for w in self.words[index:end]
            ):
                inner = " ".join(w for w in self.words[index + 1 : end] if w != ",")
                if re.fullmatch(r"(?:(?:cơ quan|đơn vị|sở|bộ|ngành|địa phương|xã|phường|nêu|nói) ?)+", inner):
                    return end + 1 - index
        return 0

    def _pronoun_list(self, parties: tuple[Party, ...], index: int, size: int) -> Listed:
        written = self.names.all.between(index, index + size)
        leads = [replace(p, as_written=written) for p in parties]
        return Listed(leads, [], index + size, generic=False, outside=False, loose=False)

    @staticmethod
    def _nearest(word: str, memory: Memory) -> Party | None:
        pool = [p for p in (memory.last_named, *reversed(memory.sentence_subjects), *memory.subjects) if p]
        if word in ("sở", "bộ", "ban"):
            return next((p for p in pool if p.name.lower().startswith(word)), None)
        return pool[0] if pool else None
