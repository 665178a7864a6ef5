"""People's committees: one level, named communes, levels in the plural, enumerations (5.3)."""

from __future__ import annotations

import re
from dataclasses import replace

from giaoban.assignments.extraction.names.groups import Groups
from giaoban.assignments.extraction.names.lists import LEVELS
from giaoban.assignments.extraction.names.places import Mention, lower_first
from giaoban.assignments.extraction.words import ADVERBS, verb_at

_SIDE_BY_SIDE = frozenset({"quận huyện", "xã phường", "phường xã", "huyện thành", "huyện thị", "phường thị"})


class Committees(Groups):
    """Reads people's committees."""

    def _committee(self, index: int, stop: int) -> Mention | None:
        """Section 5.3: UBND with one level, named communes, levels in the plural, an enumeration."""
        if self.words[index] == "ubnd":
            after = index + 1
        elif tuple(self.words[index : index + 4]) == ("ủy", "ban", "nhân", "dân"):
            after = index + 4
        else:
            return None
        if self.words[after] == "và" and (shared := self._shared_levels(index, after + 1, stop)):
            return shared
        counted = (
            after < stop and self.words[after].isdigit() and bool(LEVELS.at(self.words, after + 1, stop))
        )
        plural = counted or (after < stop and self.words[after] in ("các", "những"))
        start = after + 1 if plural else after
        end, levels = self._levels(start, stop)
        if not levels:
            return None
        if plural or levels > 1:
            return self._many_committees(index, start, end, stop)
        return self._one_committee(index, start, end, stop)

    def _shared_levels(self, index: int, other: int, stop: int) -> Mention | None:
        """'UBND và Ban An toàn giao thông các huyện, thị xã': two bodies of the same levels."""
        found = self._read_plain(other, stop) if self.all.tokens[other].capital else None
        _, joint, levels = found.parties[0].name.partition(" các ") if found else ("", "", "")
        if found is None or not joint:
            return None
        return Mention(
            index, found.end, (self._party(f"UBND các {levels}", "UBND", kind="group"), *found.parties)
        )

    def committee_of_place(self, index: int, stop: int) -> Mention | None:
        """'xã Tân Lộc' where a unit must stand: its people's committee."""
        size = LEVELS.at(self.words, index, stop)
        end = self._place_end(index + size, stop)
        if not size or end == index + size:
            return None
        written = self.all.between(index, end)
        return Mention(index, end, (self._party(f"UBND {lower_first(written)}", written),))

    def _levels(self, index: int, stop: int) -> tuple[int, int]:
        end, count = index, 0
        while True:
            size = LEVELS.at(self.words, index, stop)
            if not size:
                return end, count
            index += size
            end, count = index, count + 1
            while index < stop and self.words[index] in (",", "và", "/", "-") and index - end < 2:
                index += 1
            if self.words[index - 1 : index + 1] == ["và", "các"] and LEVELS.at(self.words, index + 1, stop):
                index += 1  # 'UBND thành phố và các huyện'
            close_by = index == end and " ".join(self.words[index - 1 : index + 1]) not in _SIDE_BY_SIDE
            if close_by or not LEVELS.at(self.words, index, stop) or self._starts_name(index, stop):
                return end, count

    def _starts_name(self, index: int, stop: int) -> bool:
        """'… phường B' inside an enumeration: a level followed by a proper name."""
        after = index + LEVELS.at(self.words, index, stop)
        return after < stop and self.all.tokens[after].capital and not self._is_caps(index)

    def _many_committees(self, index: int, start: int, end: int, stop: int) -> Mention:
        after = end + 1 if end < stop and self.words[end] == ":" else end
        places, close = self._places(after, stop, self.words[start])
        if places and not self._is_caps(start):
            parties = tuple(self._party(f"UBND {place}", place) for place in places)
            return Mention(index, close, parties)
        name = self._canonical_group(index, end)
        tail, restriction = self._tail(end, stop)
        party = self._party(name, self.all.between(index, tail), kind="group", restriction=restriction)
        return Mention(index, tail, (party,), generic=False)

    def _canonical_group(self, index: int, end: int) -> str:
        found = self.known.names.longest(self.words, index, end)
        if found and found[0] == end and found[1].given:
            return found[1].name
        words = self.all.between(index, end)
        body = words.split(" ", 1)[1] if self.words[index] == "ubnd" else " ".join(words.split()[4:])
        body = re.sub(r"^\d+ ", "", body)  # 'UBND 5 xã'
        body = re.sub(
            r"(quận|huyện|xã|phường) (?=huyện|xã|phường|thị|thành)", r"\1, ", body, flags=re.IGNORECASE
        )
        body = re.sub(r"(?<!\w)tp\.?(?!\w)", "thành phố", body, flags=re.IGNORECASE)
        if not body.lower().startswith("các "):
            body = "các " + body
        return "UBND " + body.lower()

    def _one_committee(self, index: int, start: int, end: int, stop: int) -> Mention:
        person = self._person_end(end, stop)
        close = end if person > end else self._place_end(end, stop)
        level = self._level_name(self.all.between(start, end).lower())
        first = f"{level} {self._place_name(end, close)}" if close > end else level
        parties = [self._party(f"UBND {first}", self.all.between(index, close))]
        if close == end and level in ("cấp xã", "cấp huyện", "cấp tỉnh", "xã", "phường"):
            tail, restriction = self._tail(end, stop) if level.startswith("cấp") else (end, "")
            return Mention(index, tail, (replace(parties[0], restriction=restriction),))
        if close > end:
            more, last = self._more_places(close, stop, level)
            parties += [self._party(f"UBND {place}", place) for place in more]
            close = last
        return Mention(index, max(close, person), tuple(parties))

    def _more_places(self, index: int, stop: int, level: str) -> tuple[list[str], int]:
        places: list[str] = []
        end = index
        while index < stop and self.words[index] in (",", "và"):
            index += 1
            if index < stop and self.words[index] == "và":
                index += 1
            if index >= stop or self.at_head(index, stop):
                break
            size = LEVELS.at(self.words, index, stop)
            close = self._place_end(index + size, stop)
            if close == index + size or (not size and not self._elided_place(index, close, stop)):
                break
            own = self._own_level(index, index + size) if size else level
            places.append(f"{own} {self._place_name(index + size, close)}")
            index = end = close
        return places, end

    def _elided_place(self, index: int, close: int, stop: int) -> bool:
        return close - index >= 2 and not self.known.sectors.longest(self.words, index, stop)

    def _places(self, index: int, stop: int, level: str) -> tuple[list[str], int]:
        size = LEVELS.at(self.words, index, stop)
        close = self._place_end(index + size, stop)
        if close == index + size or (not size and self.at_head(index, stop)):
            return [], index
        own = self._own_level(index, index + size) if size else self._level_name(level)
        if own == "quận" and self.words[index + size].isdigit():
            own = "Quận"
        first = f"{own} {self._place_name(index + size, close)}"
        more, end = self._more_places(close, stop, own)
        return [first, *more], end

    def _numbered(self, end: int, name: str) -> tuple[int, str]:
        """'Ngân hàng Nhà nước khu vực 14'."""
        if self.words[end - 1] == "vực" and self.words[end].isdigit() and name.endswith("khu vực"):
            return end + 1, f"{name} {self.words[end]}"
        return end, name

    def _of_all(self, end: int, stop: int) -> int:
        """'Phòng Giáo dục các huyện, thị xã', 'Ban Chỉ huy … các ngành, các cấp': the token behind, `end` for none."""
        if end < stop and self.words[end] == "," and self.words[end - 1] in ("tỉnh", "phố"):
            return self._lower_levels(end, stop)
        if end < stop and self.words[end] == "từ":
            return self._down_to(end, stop)
        if end >= stop or self.words[end] != "các":
            return end
        close, count = self._levels(end + 1, stop)
        if count:
            central = self.words[close : close + 4] == ["trực", "thuộc", "trung", "ương"]
            return close + 4 * central
        while self.words[end] == "các" and self.words[end + 1] in ("cấp", "ngành"):
            end += 2
            if (
                self.words[end] in (",", "và")
                and self.words[end + 1] == "các"
                and self.words[end + 2] in ("cấp", "ngành")
            ):
                end += 1
        return min(end, stop)

    def _down_to(self, end: int, stop: int) -> int:
        """'Kho bạc Nhà nước từ tỉnh đến huyện ưu tiên …': the token behind the levels, `end` for none."""
        upper = LEVELS.at(self.words, end + 1, stop)
        middle = end + 1 + upper
        lower = LEVELS.at(self.words, middle + 1, stop) if self.words[middle] in ("đến", "tới") else 0
        return middle + 1 + lower if upper and lower and not self.all.tokens[middle + 1].capital else end

    def _lower_levels(self, end: int, stop: int) -> int:
        """'Đài Phát thanh tỉnh, huyện tăng …': the token behind levels that share the name, `end` for none."""
        close, count = self._levels(end + 1, stop)
        doing = ADVERBS.at(self.words, close, stop) or verb_at(self.words, close, stop)
        return close if count and doing and not self.all.tokens[end + 1].capital else end
