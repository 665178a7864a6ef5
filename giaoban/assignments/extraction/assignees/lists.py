"""Lists of names joined by commas and "và": who leads, who coordinates (section 6)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from giaoban.assignments.extraction.names import Mention, Names
from giaoban.assignments.extraction.shapes import Party
from giaoban.assignments.extraction.words import Phrases

_ABOVE = frozenset({"bộ", "sở", "ubnd", "ủy"})  # 'Ban Quản lý dự án 85 - Bộ Xây dựng': the body above it
EXCEPTIONS = Phrases("trừ, ngoại trừ, không bao gồm, không kể, không tính")
_JOINS = Phrases("và, &, hoặc")
_JOINS_WITH = Phrases("và, cùng với, cùng, với, &, hoặc")

_PROVINCE_CONCLUDES = re.compile(
    r"chủ tịch (?:ubnd|ủy ban nhân dân) tỉnh(?: [^\s,;.:]+){0,5},? (?:đã )?(?:kết luận|yêu cầu|chỉ đạo|có ý kiến)"
)


@dataclass
class Listed:
    """A list of mentions: leads, those marked '(phối hợp)', and the token behind it."""

    leads: list[Party] = field(default_factory=list)
    coordinating: list[Party] = field(default_factory=list)
    end: int = 0
    generic: bool = True
    outside: bool = True
    loose: bool = True
    said_lead: bool = False


class Lists:
    """Reads lists of names."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.words = names.words
        self.tokens = names.all.tokens
        self.fold = names.all.source.fold
        self.provincial = bool(_PROVINCE_CONCLUDES.search(self.fold))

    def listed(self, index: int, stop: int, *, coordination: bool = False) -> Listed | None:
        """
        The longest run of mentions joined by ',', ';' and 'và'; in a `coordination` list by 'cùng' and 'với'
        too (section 6).
        """
        out = Listed(end=index)
        head = ""
        while index < stop:
            mention = self.names.at(index, stop) or self._elided(index, stop, head)
            mention = mention or (self.names.joined_group(index, stop) if out.leads else None)
            if mention is None:
                break
            head = mention.head or ("" if mention.head else head if mention.start != index else mention.head)
            index = self._take(out, mention, stop)
            following = self._joined(index, stop, coordination=coordination)
            if following == index:
                break
            index = following
        return out if out.leads or out.coordinating else None

    def place_asked(self, index: int, stop: int) -> Listed | None:
        """'yêu cầu tỉnh Lâm Sơn …': a place where a unit must stand is its people's committee."""
        mention = self.names.committee_of_place(index, stop)
        if mention is None:
            return None
        level = self.words[index] if self.words[index] != "thành" else "thành phố"
        more, end = self.names._more_places(mention.end, stop, level)
        leads = [*mention.parties, *(self.names._party(f"UBND {place}", place) for place in more)]
        end = end if more else mention.end
        return Listed(leads, [], end, generic=False, outside=False, loose=False)

    def _elided(self, index: int, stop: int, head: str) -> Mention | None:
        """'Sở Y tế, Tài chính và Xây dựng': the head is written once."""
        if head not in ("Sở", "Bộ") or index >= stop or not self.tokens[index].capital:
            return None
        found = self.names.known.sectors.longest(self.words, index, stop)
        if not found:
            return None
        end, entry = found
        party = Party(f"{head} {entry.name}", self.names.all.between(index, end), "", "unit")
        return Mention(index, end, (self._with_key(party),), head=head)

    def _with_key(self, party: Party) -> Party:
        return self.names._party(party.name, party.as_written) if party.key == "" else party

    def _take(self, out: Listed, mention: Mention, stop: int) -> int:
        index, role = self._bracket(mention.end, stop)
        if role == "coordinating":
            out.coordinating.extend(mention.parties)
        elif not (mention.generic and out.leads):
            out.leads.extend(mention.parties)
        if role == "lead":
            out.said_lead = True
        out.generic = out.generic and mention.generic
        out.outside = out.outside and mention.outside
        out.loose = out.loose and mention.loose
        if self.words[index] == "-" and not mention.loose:
            above = self.names.at(index + 1, stop)
            index = above.end if above and not above.loose and self.words[index + 1] in _ABOVE else index
        index = self._behind_exception(index, stop) if mention.parties[-1].kind == "group" else index
        out.end = index
        return index

    def _behind_exception(self, index: int, stop: int) -> int:
        """'UBND các xã, phường, trừ phường A, xã B và xã C, rà soát …': the token behind those left out."""
        at = index + (self.words[index] == ",")
        size = EXCEPTIONS.at(self.words, at, stop)
        end = self.names_end(at + size, stop) if size else 0
        if end <= at + size:
            return index
        return end + (end < stop and self.words[end] == ",")

    def names_end(self, index: int, stop: int) -> int:
        """The token behind the names that begin at `index`, communes without their committee too."""
        end = index
        while index < stop and (
            one := self.names.at(index, stop) or self.names.committee_of_place(index, stop)
        ):
            end = index = one.end
            index += self.words[index] in (",", ";")
            index += self.words[index] == "và"
            if index == end:
                break
        return end

    def _bracket(self, index: int, stop: int) -> tuple[int, str]:
        """An apposition in brackets is no part of the name; '(chủ trì)' and '(phối hợp)' are roles (O19)."""
        if index >= stop or self.words[index] != "(":
            return index, ""
        close = next((i for i in range(index + 1, min(stop, index + 60)) if self.words[i] == ")"), -1)
        if close < 0:
            return index, ""
        inside = " ".join(self.words[index + 1 : close])
        if "phối hợp" in inside and "chủ trì" not in inside:
            return close + 1, "coordinating"
        return close + 1, "lead" if inside.startswith(
            ("chủ trì", "cơ quan chủ trì", "đơn vị chủ trì")
        ) else ""

    def _joined(self, index: int, stop: int, *, coordination: bool) -> int:
        """The token behind ',', 'và' or both, when a further mention begins there; else `index`."""
        after = index
        if after < stop and self.words[after] in (",", "/", ";"):
            after += 1
        size = (_JOINS_WITH if coordination else _JOINS).at(self.words, after, stop)
        joined = after + size
        if joined > after and self.names.joined_group(joined, stop):
            return joined
        if self.words[after : after + 2] == ["và", "các"] and self.names.at(after + 1, stop):
            joined = after + 1
        return max(index, joined)


_GENERIC = frozenset(["liên quan", "có liên quan", "chức năng", "chức năng liên quan", "liên quan khác"])
_NOBODY = re.compile(
    r"các (?:doanh nghiệp|nhà thầu|tổ chức, cá nhân|hộ|cơ quan chức năng|ngành chức năng|lực lượng chức năng|"
    r"(?:cơ quan|đơn vị|bên|lực lượng|cơ quan, đơn vị|đơn vị, cơ quan)$)"
)


def coordinators(listed: Listed) -> tuple[Party, ...]:
    """
    The units of a coordination list: without generic '… liên quan' and those outside the administration.
    People's committees stay: there 'liên quan' restricts a real group, and speaks for the groups before it.
    """
    parties = (*listed.leads, *listed.coordinating)
    shared = bool(parties) and parties[-1].name.startswith("UBND") and parties[-1].restriction in _GENERIC
    return tuple(party for party in parties if _helps(party, shared=shared))


def _helps(party: Party, *, shared: bool) -> bool:
    if party.name.startswith("UBND"):
        return True
    if party.restriction in _GENERIC or (shared and party.name.startswith("các sở")):
        return False
    if party.name == "các chủ đầu tư" and not party.as_written.lower().startswith("các"):
        return False
    return not _NOBODY.match(party.name.lower())
