"""Names that no list knows: a head word and what belongs to it (5.5, point 4)."""

from __future__ import annotations

from giaoban.assignments.extraction.names.lists import HEADS, LEVEL_WORDS
from giaoban.assignments.extraction.names.places import Mention
from giaoban.assignments.extraction.names.posts import Posts
from giaoban.assignments.extraction.words import ADVERBS, Phrases, stop_at, verb_at

# Heads that stand alone for a unit named before, or for the only one of its kind.
_LONE = frozenset(
    {
        "mặt trận", "tỉnh đoàn", "thành đoàn", "bộ phận", "tỉnh ủy", "thành ủy", "huyện ủy", "vnpt", "viettel", "evn",
        "cơ quan thường trực", "tổ công tác", "tổ giúp việc", "công an", "điện lực", "ban quản lý",
    }
)  # fmt: skip
_SOCIETIES = Phrases("hiệp hội, hội, liên đoàn, liên hiệp, tổng hội, câu lạc bộ, liên minh")
_FOR = frozenset({"đạo", "tác", "đồng", "ban", "sát", "đoàn", "tổ"})  # last words of bodies with a purpose
_CLOSES = frozenset({"tỉnh", "gia", "phố", "huyện", "xã", "phường"})  # a level closes the name
_PURPOSE = 18  # words of a purpose
_REACH = 9  # words of a society's own name written small


class Unknown(Posts):
    """Reads names that no list knows."""

    def _unknown(self, index: int, stop: int) -> Mention | None:
        """A head word with capitals behind it is an unknown unit, never dropped."""
        size = HEADS.at(self.words, index, stop)
        if not size or not self.all.tokens[index].capital:
            return None
        verb = verb_at(self.words, index, stop)
        if verb > size or (verb == size and not self._proper_after(index + size, stop)):
            return None
        if self.words[index] in LEVEL_WORDS and not self._proper_after(index + size, stop):
            return None
        end = self._society_end(index, index + size, stop)
        if end == index + size:
            end = self._capital_run(end, stop)
        end = self._purpose_end(index, end - (self.words[end - 1] == "về"), stop)
        lone = " ".join(self.words[index:end])
        inner = any(token.capital for token in self.all.tokens[index + 1 : end])
        if end == index + size and not inner and lone not in _LONE:
            return None
        name = self.all.between(index, end)
        if self.words[end] == ",":
            end = self._of_all(end, stop)
        return Mention(index, end, (self._party(name, name),), head=name.split()[0])

    def _purpose_end(self, index: int, end: int, stop: int) -> int:
        """'Ban Chỉ đạo tỉnh về chuyển đổi số', 'Phòng Cảnh sát … về trật tự xã hội': what the body is for."""
        if end >= stop or self.words[end] != "về" or not _FOR.intersection(self.words[index:end]):
            return end
        first = end + 1 + max(1, verb_at(self.words, end + 1, stop))
        for at in range(first, min(stop, first + _PURPOSE)):
            word = self.words[at]
            if word == "," and self.words[at + 1] == "chống":
                continue
            if self.words[at - 1] in _CLOSES and word not in ("và", "hội"):
                return at
            goes_on = self.words[at - 1] in ("và", ",") or word == "chống"
            if not word[0].isalnum() or (not goes_on and self._doing_begins(at, stop)):
                return at
        return end

    def _doing_begins(self, at: int, stop: int) -> bool:
        """An adverb, a modal or a verb of two syllables: what a body does, no more what it is for."""
        modal = self.words[at] in ("phải", "cần", "được", "đã", "là")
        return modal or ADVERBS.at(self.words, at, stop) > 1 or verb_at(self.words, at, stop) > 1

    def _society_end(self, index: int, end: int, stop: int) -> int:
        """'Hiệp hội nước mắm Việt Nam', 'Hội nghề cá tỉnh': small words, closed by the country or a level."""
        if not _SOCIETIES.at(self.words, index, stop) or self.all.tokens[end].capital:
            return end
        for at in range(end, min(stop - 1, end + _REACH)):
            pair = self.words[at : at + 2]
            if pair in (["việt", "nam"], ["thành", "phố"]):
                return at + 2
            if self.words[at] == "tỉnh":
                return at + 1
            if not self.words[at][0].isalpha() or stop_at(self.words, at, stop):
                break
        return end
