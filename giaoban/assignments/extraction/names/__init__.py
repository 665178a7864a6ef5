"""
Who is named at a place in the text (sections 4 and 5 of the assignment language).

`Names.at` reads one mention: a known name, a post with its organisation, an enumeration under one head
("Các Sở: A, B", "UBND các phường: A, B"), a group, a loose collective, or an unknown unit. It never looks
further than a bounded number of words ahead.
"""

from __future__ import annotations

from dataclasses import replace

from giaoban.assignments.extraction.directory import Entry
from giaoban.assignments.extraction.names.lists import (
    GENERIC_TAILS,
    HEADS,
    LOWER_PLACES,
    OWN_LEVEL,
    PLACE_WORDS,
    PLURALS,
    POSTS,
    TAKES_PLACE,
    TITLES,
)
from giaoban.assignments.extraction.names.places import Mention, head_of, kind_of_entry, lower_first
from giaoban.assignments.extraction.names.unknown import Unknown
from giaoban.assignments.extraction.shapes import Party
from giaoban.assignments.extraction.words import Phrases

__all__ = ["Mention", "Names"]

_FELLOW_KINDS = Phrases("cơ quan, ngành, ban, ban ngành, đơn vị, địa phương")


class Names(Unknown):
    """Reads mentions in one text."""

    def at(self, index: int, stop: int) -> Mention | None:
        """The mention that begins at token `index`, or None."""
        if index >= stop:
            return None
        key = (index, stop)
        if key not in self._memory:
            self._memory[key] = self._read(index, stop)
        return self._memory[key]

    def _read(self, index: int, stop: int) -> Mention | None:
        title = TITLES.at(self.words, index, stop)
        title += self._person_before_post(index + title, stop)
        found = self._read_plain(index + title, min(stop, index + title + 400))
        if found is None or (title and not found.post and self.words[index] == "riêng"):
            return found if title and found else None if found is None else replace(found, start=index)
        return replace(found, start=index)

    def body_end(self, index: int, stop: int) -> int:
        """The token behind the name of the body at `index`; `index` when none is named there."""
        found = self._known(index, stop) or self._unknown(index, stop)
        return found.end if found else index

    def _read_plain(self, index: int, stop: int) -> Mention | None:
        if index >= stop or not self.words[index][0].isalnum():
            return None
        return (
            self._ministers(index, stop)
            or self._deputies(index, stop)
            or self._post(index, stop)
            or self._enumeration(index, stop)
            or self._committee(index, stop)
            or self._known(index, stop)
            or self._group(index, stop)
            or self._collective(index, stop)
            or self._unknown(index, stop)
        )

    def _enumeration(self, index: int, stop: int) -> Mention | None:
        """Section 4: 'Các Sở: Y tế, Xây dựng', 'các sở Y tế và Tài chính', 'Bộ trưởng các Bộ: …'."""
        plural = self.words[index] in ("các", "những", "hai", "ba", "02", "03")
        start = index + 1 if plural else index
        if start >= stop or self.words[start] not in ("sở", "bộ", "phòng", "cục", "chi"):
            return None
        size = 2 if tuple(self.words[start : start + 2]) == ("chi", "cục") else 1
        head = self.words[start]
        after = self._fellow_kinds(start + size, stop)
        if after < stop and self.words[after] == ":":
            after += 1
        elif not plural:
            return None
        parties, end = self._sectors(after, stop, "Chi cục" if size == 2 else head.capitalize())
        if not parties:
            return None
        return Mention(index, end, tuple(parties), head=head.capitalize())

    def _fellow_kinds(self, index: int, stop: int) -> int:
        """'Các bộ, cơ quan: Công an, Y tế': the token behind further kinds, where a colon stands."""
        at = index
        while at + 1 < stop and self.words[at] in (",", "và"):
            size = _FELLOW_KINDS.at(self.words, at + 1, stop)
            if not size:
                return index
            at += 1 + size
        return at if at < stop and self.words[at] == ":" else index

    def _sectors(self, index: int, stop: int, head: str) -> tuple[list[Party], int]:
        parties: list[Party] = []
        end = index
        while index < stop:
            found = self._sector(index, stop, head)
            if found is None:
                break
            end, party = found
            parties.append(party)
            index = end
            while index < stop and self.words[index] in (",", "và", ";") and index - end < 2:
                index += 1
            if index == end:
                break
        return parties, end

    def _sector(self, index: int, stop: int, head: str) -> tuple[int, Party] | None:
        if not self.all.tokens[index].capital:
            return None
        whole = self.known.name_at(self.all, index, stop)
        found = self.known.sectors.longest(self.words, index, stop)
        if whole and found and whole[0] > found[0]:
            return None  # '…, Công an tỉnh' is no sector
        found = self.known.sectors.longest(self.words, index, stop)
        if found:
            end, entry = found
            name = f"{head} {entry.name}"
            whole = self.known.names.longest(tuple(name.lower().split()), 0, 20)
            key = whole[1].key if whole and whole[1].given else ""
            return end, Party(name, self.all.between(index, end), key, "unit")
        if (
            head.startswith(("Sở", "Bộ"))
            or HEADS.at(self.words, index, stop)
            or POSTS.at(self.words, index, stop)
        ):
            return None
        end = self._capital_run(index, stop)
        name = f"{head} {self.all.between(index, end)}"
        return (end, Party(name, self.all.between(index, end))) if end > index else None

    def _known(self, index: int, stop: int) -> Mention | None:
        found = self.known.name_at(self.all, index, stop)
        if not found:
            return None
        end, entry = found
        if end < stop and self._runs_on(end, entry, stop):
            return None
        end, name = self._with_place(index, end, entry, stop)
        end, name = self._numbered(end, name)
        many = self._of_all(end, stop)
        if many > end:
            name = f"{name} {self.all.between(end, many)}" if self.words[end] == "các" else name
            end = many
        party = Party(
            name, self.all.between(index, end), entry.key if name == entry.name else "", kind_of_entry(entry)
        )
        if entry.kind == "group":
            return self._known_group(index, end, party, stop)
        return Mention(index, end, (party,), head=head_of(entry.name))

    def _known_group(self, index: int, end: int, party: Party, stop: int) -> Mention:
        plural = PLURALS.at(self.words, index, stop)
        longer = self._group(index, stop)
        if longer and (
            (longer.end > end and not longer.parties[0].restriction)
            or self._group_nouns(index + plural, stop)[0] > end
        ):
            return longer  # 'các sở, ban, ngành' is known, 'các sở, ban, ngành, đoàn thể tỉnh' is said
        tail, restriction = self._tail(end, stop)
        if restriction in GENERIC_TAILS and "UBND" not in party.name:
            return Mention(index, tail, (replace(party, restriction=restriction),), generic=True)
        written = self.all.between(index, tail)
        if restriction and "UBND" not in party.name and restriction not in OWN_LEVEL:
            party = replace(party, name=lower_first(written), key="")
        return Mention(index, tail, (replace(party, as_written=written, restriction=restriction),))

    def _runs_on(self, end: int, entry: Entry, stop: int) -> bool:
        """A known name that is only the beginning of a longer one ('Phòng Kinh tế' + 'và Hạ tầng')."""
        if entry.name.startswith(("Phòng", "Ban", "Trung tâm", "Hội")) and self.words[end] in ("và", "-"):
            return end + 1 < stop and self.all.tokens[end + 1].capital and not self.at_head(end + 1, stop)
        return False

    def _with_place(self, index: int, end: int, entry: Entry, stop: int) -> tuple[int, str]:
        """'Công an tỉnh Lâm Sơn', 'Sở Y tế tỉnh', 'Điện lực tỉnh': what place words add to a name."""
        size = PLACE_WORDS.at(self.words, end, stop)
        if entry.place_missing and not size:
            return end, entry.name
        lower = LOWER_PLACES.at(self.words, end, stop)
        if (
            lower
            and not self.all.tokens[end + lower].capital
            and entry.name.startswith(("Văn phòng", "Phòng", "Trung tâm", "Ban", "Trạm"))
        ):
            return (
                end + lower,
                entry.name if entry.given else f"{entry.name} {self.all.between(end, end + lower)}",
            )
        after = end + size
        last = self.words[end - 1]
        if (person := self._person_end(after, stop)) > after:
            return person, entry.name
        if size or last in ("tỉnh", "phố", "tp", "xã", "phường") or entry.name.startswith(TAKES_PLACE):
            close = (
                self._place_end(after, stop)
                if not self._is_caps(index) or not self._is_caps(end - 1)
                else after
            )
            if close > after and not self.at_head(after, stop):
                place = self._place_name(after, close)
                if size and not entry.name.endswith(("tỉnh", "thành phố")):
                    place = f"{self._level_name(self.words[end])} {place}"
                return close, f"{entry.name} {place}"
            if size and not entry.given and entry.name.startswith(("Cục", "Chi cục", "Hội", "Liên đoàn")):
                return after, f"{entry.name} {self.all.between(end, after).lower()}"
            return after, entry.name
        return end, entry.name
