"""Places, persons and runs of capitals: where the name of an unknown unit ends (5.5, point 4)."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Literal

from giaoban.assignments.extraction.directory import Directory, Entry
from giaoban.assignments.extraction.names.lists import (
    FAMILY_NAMES,
    HEADS,
    LEAVES,
    LEVEL_WORDS,
    LIMIT,
    NAME_VERBS,
    NAME_WORDS,
    POSTS,
)
from giaoban.assignments.extraction.shapes import Party
from giaoban.assignments.extraction.words import ADVERBS, stop_at, verb_at
from giaoban.documents.reading.normal import Words

Kind = Literal["unit", "group", "unknown"]
_LEVEL_ENDS = frozenset({"tỉnh", "phố", "huyện", "xã", "phường", "vùng", "gia", "ương", "nam"})


@dataclass(frozen=True)
class Mention:
    """Parties named by tokens [start, end). `generic` is '… liên quan', `outside` no unit, `post` a post."""

    start: int
    end: int
    parties: tuple[Party, ...]
    generic: bool = False
    outside: bool = False
    post: bool = False
    loose: bool = False
    head: str = ""


class Places(ABC):
    """What all readings of names share: places, persons, and runs of capitals."""

    @abstractmethod
    def _read_plain(self, index: int, stop: int) -> Mention | None:
        """The mention at `index`, no title before it."""

    @abstractmethod
    def body_end(self, index: int, stop: int) -> int:
        """The token behind the name of the body at `index`; `index` when none is named there."""

    def __init__(self, words: Words, known: Directory) -> None:
        self.all = words
        self.words = words.words
        self.known = known
        self._memory: dict[tuple[int, int], Mention | None] = {}

    def at_head(self, index: int, stop: int) -> bool:
        """True when a unit, post or UBND begins here, so that no bare place name does."""
        if self.words[index : index + 3] == ["phòng", ",", "chống"]:
            return False  # 'Ban Chỉ huy … - Phòng, chống thiên tai …'
        return bool(
            (HEADS.at(self.words, index, stop) and self.words[index] not in LEVEL_WORDS)
            or POSTS.at(self.words, index, stop)
            or self.words[index] == "ubnd"
            or self.words[index] == "các"
            or self.known.name_at(self.all, index, stop)
        )

    def _is_caps(self, index: int) -> bool:
        token = self.all.tokens[index]
        written = self.all.source.text[token.start : token.end]
        return len(written) > 1 and written.isupper()

    def _proper_after(self, index: int, stop: int) -> bool:
        return index < stop and self.all.tokens[index].capital and not stop_at(self.words, index, stop)

    def _place_end(self, index: int, stop: int) -> int:
        """The end of a proper place name: capitals or a number ('Quận 1'), at most five words."""
        end = index
        while end < stop and end - index < 5 and (self.all.tokens[end].capital or self.words[end].isdigit()):
            if stop_at(self.words, end, stop) and (self._is_caps(end) or end > index + 3):
                break
            if end > index and (HEADS.at(self.words, end, stop) > 1 or self.words[end] in ("ubnd", "sở")):
                break
            if self.words[end].isdigit() and end > index:
                break
            end += 1
            if self._dashed_place(end, index, stop):
                end += 1
        return end

    def _dashed_place(self, dash: int, index: int, stop: int) -> bool:
        """'Bà Lạc - Sơn Tân': a province that was joined from two."""
        after = dash + 1
        return (
            self.words[dash] == "-" and dash >= index + 2 and after < stop
            and self.all.tokens[after].capital and not self._is_caps(after) and not self.at_head(after, stop)
            and self.words[after] not in ("trưởng", "phó", "chủ", "ủy", "bí")
        )  # fmt: skip

    def _person_end(self, index: int, stop: int) -> int:
        """The token behind a person's name that follows a post: three capitals, a family name first."""
        if (
            index >= stop
            or self.words[index] not in FAMILY_NAMES
            or self.words[index : index + 3] == ["hồ", "chí", "minh"]
        ):
            return index
        end = index
        while end < stop and end - index < 4 and self.all.tokens[end].capital and not self._is_caps(end):
            end += 1
        return end if end - index >= 3 else index

    def _place_name(self, start: int, end: int) -> str:
        """The place written at tokens [start, end), the city of the South in full."""
        written = self.all.between(start, end)
        return "Hồ Chí Minh" if written.upper() in ("HCM", "HỒ CHÍ MINH") else written

    def _own_level(self, start: int, end: int) -> str:
        """'phường' Bến Đá, but 'Quận' 1: a number makes the level a part of the name."""
        written = self.all.between(start, end)
        return written if self.words[end][0].isdigit() else written.lower()

    @staticmethod
    def _level_name(word: str) -> str:
        return {"thành": "thành phố", "thị": "thị xã", "đặc": "đặc khu", "tp": "thành phố"}.get(word, word)

    def _party(self, name: str, written: str, *, kind: Kind = "unit", restriction: str = "") -> Party:
        """The party of a name: the caller's when it is listed."""
        found = self.known.names.longest(path_words(name), 0, 60)
        if found and found[0] == len(path_words(name)):
            entry = found[1]
            return Party(entry.name, written, entry.key, kind_of_entry(entry), restriction)
        shown: Kind = "unit" if name.startswith("UBND") else "unknown"
        return Party(name, written, "", "group" if kind == "group" else shown, restriction)

    def _capital_run(self, index: int, stop: int) -> int:
        """Capitals, the small second syllable behind one, and the small words that names are made of."""
        end, limit = index, min(stop, index + LIMIT)
        caps = bool(index) and index < stop and self._is_caps(index - 1) and self.all.tokens[index].capital
        lenient = 0 if caps else self._lenient_end(index, limit)
        while end < limit:
            size = self._joint(end, index, limit, stop)
            if not size and self._run_ends(end, index, stop, caps=caps):
                break
            end += size or 1
        while end > index and self.words[end - 1] in ("và", "các", ",", "-", "&"):
            end -= 1
        return max(end, lenient)

    def _joint(self, end: int, index: int, limit: int, stop: int) -> int:
        """Tokens that join two parts of one name at `end`: 'và', ',', '-', 'các dự', the number of a board."""
        word, before = self.words[end], self.words[end - 1]
        if word in (",", "-", "&", "và") and self._joins_name(end, index, stop):
            return 1
        if word == "các" and before in ("lý", "bql", "dựng") and end + 1 < limit:
            return 2
        numbered = word.isdigit() and len(word) <= 3 and before in ("án", "khu", "vực", "đoàn")
        return int(numbered)  # 'Ban Quản lý dự án 85', 'Quân khu 7'

    def _run_ends(self, end: int, index: int, stop: int, *, caps: bool) -> bool:
        """A mark, a verb, another head, or a small word that names are not made of."""
        word, capital = self.words[end], self.all.tokens[end].capital
        if not word[0].isalnum() or (word in ("và", "các") and not self._joins_name(end, index, stop)):
            return True
        stops = self._name_stops(end, index, stop)
        if capital:
            other = end > index and self.words[end - 1] not in ("và", "-", "&") and word in ("ubnd", "sở")
            return other or (caps and stops)
        follows = self.all.tokens[end - 1].capital and not stops and word not in (*LEAVES, "có", "tỷ")
        small = word in NAME_WORDS or follows
        doing = verb_at(self.words, end, stop) > 1 and word not in ("quản", "xây", "đầu", "khai")
        return stops or not small or doing

    def _lenient_end(self, index: int, limit: int) -> int:
        """Any words up to a verb, a role or an adverb, when one comes soon; 0 when none does."""
        begins = (
            self.all.tokens[index].capital or self.words[index] in NAME_WORDS or self.words[index - 1] == "lý"
        )
        if index >= limit or not begins or not self.words[index][0].isalpha():
            return 0
        for end in range(index + 1, min(limit, index + 15)):
            word = self.words[end]
            if (
                self._name_stops(end, index, limit)
                or ADVERBS.at(self.words, end, limit)
                or verb_at(self.words, end, limit) > 1
            ):
                if NAME_VERBS.at(self.words, end, limit) and (
                    self._small_name_word(end - 1) or self._board_goes_on(index, end, limit)
                ):
                    continue
                return end
            if word == ":" and end - index < 8:
                return end  # a heading: 'Cục Quản lý đất đai:'
            if word == "," and self.words[end - 1] in _LEVEL_ENDS and not self.all.tokens[end - 1].capital:
                return end  # 'Hiệp hội Vận tải ô tô tỉnh, …': the level closes the name
            if (
                not (word[0].isalpha() or word.isdigit())
                or word in LEAVES
                or (word == "và" and not self._joins_name(end, index, limit))
            ):
                return 0
        return 0

    def _board_goes_on(self, index: int, verb: int, limit: int) -> bool:
        """'Ban Quản lý các dự án trọng điểm phát triển đô thị khẩn trương …': an adverb soon after is the end."""
        board = self.words[index - 1] in ("lý", "bql", "qlda") or self.words[index] == "quản"
        near = range(verb + NAME_VERBS.at(self.words, verb, limit), min(limit, verb + 7))
        return board and any(
            self.words[i - 1][0].isalpha()
            and (ADVERBS.at(self.words, i, limit) > 1 or self.words[i] == "phải")
            for i in near
        )

    def _small_name_word(self, index: int) -> bool:
        return self.words[index] in NAME_WORDS and not self.all.tokens[index].capital

    def _name_stops(self, index: int, start: int, stop: int) -> bool:
        """A verb ends the run, but 'dự án đầu tư xây dựng' and 'quản lý' go on inside a name."""
        if NAME_VERBS.at(self.words, index, stop) and index > start and self._small_name_word(index - 1):
            return False
        if self.all.tokens[index - 1].capital and verb_at(self.words, index - 1, stop) > 1:
            return False  # the second syllable of 'Đăng ký', 'Kiểm tra' inside a name
        return stop_at(self.words, index, stop) > 0

    def _joins_name(self, index: int, start: int, stop: int) -> bool:
        """'và', '-' between two capitals inside one unknown name, ',' only before such a 'và'."""
        after = index + 1
        if index == start or after >= stop:
            return False
        if self.words[index - 1 : index + 2] == ["phòng", ",", "chống"]:
            return True
        if self.words[index] == ",":
            return self._comma_joins(after, stop)
        return self.all.tokens[after].capital and not self.at_head(after, stop) and self.words[index] != "các"

    def _comma_joins(self, after: int, stop: int) -> bool:
        """'Trung tâm Văn hóa, Thể thao và Truyền thông': capitals, then 'và' and a capital that heads no unit."""
        if not self.all.tokens[after].capital or self.at_head(after, stop):
            return False
        for index in range(after + 1, min(stop - 1, after + 6)):
            if self.words[index] == "và":
                return self.all.tokens[index + 1].capital and not self.at_head(index + 1, stop)
            if not self.words[index][0].isalpha() or stop_at(self.words, index, stop):
                return False
        return False


def path_words(name: str) -> tuple[str, ...]:
    """The words of a name for looking it up."""
    return tuple(name.lower().replace(",", " ,").split())


def kind_of_entry(entry: Entry) -> Literal["unit", "group"]:  # "unit" or "group"
    """The kind of a known name."""
    return "group" if entry.kind == "group" else "unit"


def head_of(name: str) -> str:
    """The first word of a name."""
    return name.split(" ", 1)[0]


def lower_first(words: str) -> str:
    """A small first letter, unless the word is a short form."""
    if words[:1].isupper() and not words[1:2].isupper():
        return words[:1].lower() + words[1:]
    return words
