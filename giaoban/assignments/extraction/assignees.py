"""
Who is asked, at the beginning of a part of a sentence: constructions O1-O13, O15, O18, O19.

`open_task` reads `[authority] opener LIST (role)? (, coordination)?` or `LIST …` and says what follows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from giaoban.assignments.extraction.names import Mention, Names
from giaoban.assignments.extraction.shapes import Party
from giaoban.assignments.extraction.words import (
    ADVERBS,
    CONNECTORS,
    EXHORTS,
    OPENER_BARS,
    OPENERS,
    Phrases,
    verb_at,
)

_JOINS = Phrases("và, &, hoặc")
_JOINS_WITH = Phrases("và, cùng với, cùng, với, &, hoặc")
_COORDINATION = Phrases(
    "phối hợp chặt chẽ với, phối hợp chặt chẽ cùng, phối hợp cùng với, phối hợp cùng, phối hợp với, phối hợp, cùng với, cùng, kết hợp với, kết hợp chặt chẽ với, kết hợp cùng, kết hợp, "
    "phối hợp chặt chẽ, chủ động phối hợp với, chủ động phối hợp, phối hợp kịp thời với, phối hợp hiệu quả với, phối kết hợp với, phối hợp thường xuyên với",
)
_LEADS = Phrases("đồng chủ trì, chủ trì, là cơ quan chủ trì, là đơn vị chủ trì, làm cơ quan chủ trì, làm đầu mối, là đầu mối, là cơ quan đầu mối, là cơ quan thường trực, chịu trách nhiệm chính, làm tổ trưởng, làm chủ đầu tư")
_EACH = Phrases("mỗi đơn vị, mỗi địa phương, mỗi cơ quan, mỗi sở, mỗi xã, mỗi ngành, từng đơn vị, từng địa phương")
_PASSIVE = Phrases("được giao, được yêu cầu, được phân công, được đề nghị, cũng được giao, cũng được yêu cầu, được chỉ đạo, được giao nhiệm vụ, được giao chủ trì")
_SAYS = Phrases("cho biết, cho rằng, khẳng định, nhấn mạnh, phát biểu, cho hay, thông tin thêm, chia sẻ rằng, kiến nghị, nêu, vừa, mới, hiện, hiện nay, thì, vẫn, còn, đạt, chiếm, gồm, với, tại, về, của, trong, năm, đến, từ, trên, ở, nơi, khi, nhưng, mà, như, hay, hoặc, bị, tham dự, dự")
_URGES = frozenset("trương động tục trung túc phải cần nhiệm cực thời chóng liệt".split())  # last syllables of urging adverbs
_PRONOUN_NEAR = Phrases("sở này, cơ quan này, đơn vị này, địa phương này, ban này")
_PRONOUN_MANY = Phrases(
    "các cơ quan này, các đơn vị này, các sở này, các địa phương này, các đơn vị trên, các cơ quan trên, các đơn vị nêu trên, các cơ quan nêu trên, các sở nêu trên, các đơn vị nói trên, các địa phương trên, các sở trên, các cơ quan đơn vị trên, các cơ quan đơn vị nêu trên, hai đơn vị này, hai sở này, các địa phương nêu trên, hai đơn vị trên, các bộ này, các bộ trên"
)
_CHAIR = re.compile(
    r"(?:(?:các )?đồng chí |ông |bà )?(?:thường trực |quyền |phó |nguyên )*(?:chủ tịch|thủ tướng|bí thư|trưởng ban|tổ trưởng|chủ nhiệm)(?!\w)|"
    r"(?:ubnd|ủy ban nhân dân) (?:tỉnh|thành phố|huyện|xã|phường|quận|thị xã|đặc khu)(?!\w)|chính phủ(?!\w)|ban thường vụ|thường trực (?:tỉnh|thành|huyện|đảng|ban|hđnd|hội)|ban chỉ đạo|hội đồng nhân dân|hđnd|lãnh đạo (?:ubnd|ủy ban|tỉnh|thành phố|bộ|chính phủ)|tỉnh ủy|thành ủy|đoàn kiểm tra|ban bí thư|quốc hội|(?:bộ|sở)(?= (?:đã |cũng |tiếp tục |vừa |trân trọng )*(?:giao(?! thông)|đề nghị|yêu cầu)(?!\w))"
)
_ADVERBIALS = Phrases(
    "căn cứ, trên cơ sở, để, nhằm, trước, trong, định kỳ, hằng tháng, hàng tháng, hằng tuần, hàng tuần, hằng quý, hàng quý, hằng ngày, hàng ngày, hằng năm, hàng năm, mỗi tháng, mỗi tuần, sau khi, sau, từ, đến, chậm nhất, khi, với, qua, thực hiện, theo, tại, đối với, về, ngay sau, ngay, cùng với, trường hợp, nếu, bên cạnh, ngoài, riêng, liên quan, do, vì, quán triệt, tiếp tục thực hiện, xét, từ nay, thời gian tới, trong thời gian tới, ngày, chiều, sáng, tiếp, vào, năm, giai đoạn, thống nhất, đồng ý, nhất trí, cơ bản, nhân dịp, hướng tới, xuất phát, muộn nhất, tổ chức thực hiện, theo đó, chủ trương, yêu cầu chung, phấn đấu, tập trung, chú ý",
)
_RESTED = Phrases("căn cứ, theo, trên cơ sở, trong phạm vi, bằng, tùy, với, trong quá trình, trên địa bàn, khi, tại, ngay sau khi, sau khi, từ, trong, trước, ngoài, nhất là, đặc biệt, gồm, bao gồm, như, trực tiếp là, thông qua, đồng thời, hằng, hàng, định kỳ, chậm nhất, ngoài việc, bên cạnh")


@dataclass(frozen=True)
class Opening:
    """
    What begins at a part: `begin` token of the quote, parties, `after` token behind them and their role
    words. `verdict` is "task", "heading" (nothing but a colon follows), "past", "definition", "wish",
    "formula", "standing", "outside" or "weak" (no verb was recognised behind a bare subject).
    """

    begin: int
    after: int
    leads: tuple[Party, ...]
    coordinating: tuple[Party, ...] = ()
    opener: bool = False
    said_lead: bool = False
    verdict: str = "task"
    doubts: tuple[str, ...] = ()
    loose: bool = False
    joint: bool = False


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


@dataclass
class Memory:
    """What pronouns and elided subjects refer to: the subjects and the last unit named in the clause."""

    subjects: tuple[Party, ...] = ()
    sentence_subjects: list[Party] = field(default_factory=list)
    last_named: Party | None = None


class Assignees:
    """Reads openings in one text."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.words = names.words
        self.tokens = names.all.tokens
        self.fold = names.all.source.fold

    # -- lists ---------------------------------------------------------------------------------
    def listed(self, index: int, stop: int, *, coordination: bool = False, semicolons: bool = False) -> Listed | None:
        """
        The longest run of mentions joined by ',' and 'và'; in a `coordination` list by 'cùng' and 'với' too
        (section 6), in forms and headings by ';' (`semicolons`).
        """
        out = Listed(end=index)
        head = ""
        while index < stop:
            mention = self.names.at(index, stop) or self._elided(index, stop, head)
            if mention is None:
                break
            if out.leads and self._is_object(index, stop):
                break
            head = mention.head or ("" if mention.head else head if mention.start != index else mention.head)
            index = self._take(out, mention, stop)
            following = self._joined(index, stop, coordination, semicolons)
            if following == index:
                break
            index = following
        return out if out.leads or out.coordinating else None

    def _is_object(self, index: int, stop: int) -> bool:
        return False

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
        out.end = index
        return index

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
        return close + 1, "lead" if inside.startswith(("chủ trì", "cơ quan chủ trì", "đơn vị chủ trì")) else ""

    def _joined(self, index: int, stop: int, coordination: bool, semicolons: bool) -> int:
        """The token behind ',', 'và' or both, when a further mention begins there; else `index`."""
        after = index
        if after < stop and self.words[after] in (",", "/", ";"):
            if self.words[after] == ";" and not semicolons:
                return index
            after += 1
        size = (_JOINS_WITH if coordination else _JOINS).at(self.words, after, stop)
        joined = after + size
        if self.words[after : after + 2] == ["và", "các"] and self.names.at(after + 1, stop):
            joined = after + 1
        return joined if joined > index else index

    # -- openings ------------------------------------------------------------------------------
    def open_task(self, first: int, stop: int, memory: Memory) -> Opening | None:
        """What tokens [first, stop) open, or None when nobody is named where a subject may stand."""
        low = self._skip_marks(first, stop)
        topic = self._after_topic(low, stop)
        topical = CONNECTORS.at(self.words, low, stop) or _ADVERBIALS.at(self.words, low, stop)
        for begin in dict.fromkeys((topic, low) if topical else (low, topic)):
            found = self._at(begin, begin, stop, memory)
            if found:
                return found
        return self._behind_adverbials(low, stop, memory)

    def _skip_marks(self, index: int, stop: int) -> int:
        while index < stop and not self.words[index][0].isalnum():
            index += 1
        return index

    def _after_topic(self, low: int, stop: int) -> int:
        """O12: 'Về …: U V', 'Đối với …: U V': the token behind the colon; `low` when there is none."""
        for index in range(low, min(stop, low + 60)):
            if self.words[index] == ":" and index + 1 < stop:
                before = self.names.at(low, index)
                if before and before.end >= index - 14 and not CONNECTORS.at(self.words, low, stop):
                    return low
                return self._skip_marks(index + 1, stop)
        return low

    def _at(self, begin: int, index: int, stop: int, memory: Memory) -> Opening | None:
        """An opening right at `index`, connectors before it allowed."""
        for _ in range(3):
            found = (
                self._pronoun(begin, index, stop, memory)
                or self._by_authority(begin, index, stop)
                or self._by_opener(begin, index, stop)
                or self._bare(begin, index, stop)
            )
            if found:
                return found
            size = CONNECTORS.at(self.words, index, stop)
            if not size:
                return None
            index = self._skip_marks(index + size, stop)
        return None

    def _behind_adverbials(self, low: int, stop: int, memory: Memory) -> Opening | None:
        """O18 and long adverbials: 'Căn cứ …, U V'; an opener behind any comma."""
        adverbial = bool(_ADVERBIALS.at(self.words, low, stop))
        tried = 0
        for index in range(low, stop - 1):
            if self.words[index] not in (",", ":", '"') and not (self.words[index] == "và" and index + 1 < stop and self.words[index + 1] in ("giao", "yêu", "đề")):
                continue
            tried += 1
            if tried > 14:
                return None
            after = self._skip_marks(index + 1, stop)
            begin = low if adverbial and index - low < 40 else after
            found = self._pronoun(begin, after, stop, memory) or self._by_authority(begin, after, stop) or self._by_opener(begin, after, stop)
            if found is None and CONNECTORS.at(self.words, after, stop):
                beyond = self._skip_marks(after + CONNECTORS.at(self.words, after, stop), stop)
                found = self._by_authority(begin, beyond, stop) or self._by_opener(begin, beyond, stop)
            if found is None and adverbial and self.words[index] in (",", ":"):
                found = self._bare(begin, after, stop)
                if found and (found.verdict != "task" or self._inside_list(index, low)):
                    found = None
            if found and found.verdict in ("task", "heading"):
                return found
        return None

    def _inside_list(self, comma: int, low: int) -> bool:
        """The comma parts two names ('của Sở A, Sở B, …'): what follows is no subject."""
        for start in range(max(low, comma - 14), comma):
            mention = self.names.at(start, comma)
            if mention and mention.end == comma:
                before = self.words[start - 1] if start > low else ""
                return before in ("của", "với", "và", ",", "giữa", "từ", "cho", "gửi")
        return False

    # -- the four kinds ------------------------------------------------------------------------
    def _pronoun(self, begin: int, index: int, stop: int, memory: Memory) -> Opening | None:
        """'Sở này', 'Cơ quan này', 'các cơ quan này', 'Sở' alone (traps, pronouns)."""
        size = _PRONOUN_MANY.at(self.words, index, stop) or self._many_with_commas(index, stop)
        if size and (memory.sentence_subjects or memory.subjects):
            leads = tuple(memory.sentence_subjects) or memory.subjects
            return self._judge(begin, index + size, stop, self._pronoun_list(leads, index, size), opener=False, doubts=("pronoun",))
        size = _PRONOUN_NEAR.at(self.words, index, stop)
        if size:
            party = self._nearest(self.words[index], memory)
        elif self.words[index] in ("sở", "bộ") and self.tokens[index].capital and not self.names.at(index, stop) and (ADVERBS.at(self.words, index + 1, stop) or verb_at(self.words, index + 1, stop)):
            size, party = 1, self._nearest(self.words[index], memory)
            if party and not party.name.lower().startswith(self.words[index]):
                return None
        else:
            return None
        if party is None:
            return None
        return self._judge(begin, index + size, stop, self._pronoun_list((party,), index, size), opener=False, doubts=("pronoun",))

    def _many_with_commas(self, index: int, stop: int) -> int:
        if self.words[index] != "các":
            return 0
        for end in range(index + 2, min(stop, index + 9)):
            if self.words[end] in ("này", "trên") and all(w.isalpha() or w == "," for w in self.words[index:end]):
                inner = " ".join(w for w in self.words[index + 1 : end] if w != ",")
                if re.fullmatch(r"(?:(?:cơ quan|đơn vị|sở|bộ|ngành|địa phương|xã|phường|nêu|nói) ?)+", inner):
                    return end + 1 - index
        return 0

    def _pronoun_list(self, parties: tuple[Party, ...], index: int, size: int) -> Listed:
        written = self.names.all.between(index, index + size)
        leads = [replace(p, as_written=written) for p in parties]
        return Listed(leads, [], index + size, False, False, False)

    @staticmethod
    def _nearest(word: str, memory: Memory) -> Party | None:
        pool = [p for p in (memory.last_named, *reversed(memory.sentence_subjects), *memory.subjects) if p]
        if word in ("sở", "bộ", "ban"):
            return next((p for p in pool if p.name.lower().startswith(word)), None)
        return pool[0] if pool else None

    def _by_authority(self, begin: int, index: int, stop: int) -> Opening | None:
        """'<Authority> giao / yêu cầu U …': the authority is a chair, a committee, a government."""
        if index >= stop:
            return None
        low = self._chair(index, stop)
        if not low:
            return self._unit_asks(begin, index, stop)
        for at in range(low, min(stop, low + 34)):
            if self.words[at] in (";", ":"):
                return None
            size = OPENERS.at(self.words, at, stop)
            if not size or self.words[at - 1] in ("được", "không", "về", "việc", "theo") or (self.words[at] == "chỉ" and self.words[at - 1] in ("kết", "kiến", ",") and not self.names.at(at + size, stop)):
                continue
            found = self._listed_after_opener(begin, at, at + size, stop)
            if found:
                return found
        return None

    def _chair(self, index: int, stop: int) -> int:
        """The token behind the title of the one who concludes; 0 for a named commune's or plural chairmen."""
        start = self.tokens[index].start
        found = _CHAIR.match(self.fold, start, min(start + 90, self.tokens[stop - 1].end))
        if not found:
            return 0
        mention = self.names.at(index, stop)
        if mention and mention.parties[0].name.startswith("UBND"):
            name = mention.parties[0].name.split()
            own = name[2:] if name[1] not in ("thành", "thị", "đặc") else name[3:]
            if name[1] == "các" or name[1] == "cấp" or (own and name[1] in ("xã", "phường", "đặc", "huyện", "quận", "thị")):
                return 0
        return self.names.all.at(found.end())

    def _unit_asks(self, begin: int, index: int, stop: int) -> Opening | None:
        """'Bộ Y tế yêu cầu các bệnh viện …': a unit that asks others with 'yêu cầu', 'đề nghị' or 'giao'."""
        mention = self.names.at(index, stop)
        if mention is None:
            return None
        at = mention.end
        while at < min(stop, mention.end + 6) and (self.words[at] in ("đã", "vừa", "cũng", "có", "văn", "bản", "công", "tiếp", "tục") or self.tokens[at].capital):
            if OPENERS.at(self.words, at, stop):
                break
            at += 1
        size = OPENERS.at(self.words, at, stop)
        verb = " ".join(self.words[at : at + size])
        if not size or not re.search(r"(?:yêu cầu|đề nghị|giao|giao nhiệm vụ cho)$", verb):
            return None
        asked = self.listed(at + size, stop)
        if asked is None or asked.outside:
            return None
        return self._judge(begin, asked.end, stop, asked, opener=True)

    def _by_opener(self, begin: int, index: int, stop: int) -> Opening | None:
        """O1-O5 with the authority left out: 'Giao U …', 'Yêu cầu U …', 'Đề nghị U …'."""
        size = OPENERS.at(self.words, index, stop)
        if not size:
            return None
        if index and index > begin and self.words[index - 1] in OPENER_BARS and begin != index:
            return None
        return self._listed_after_opener(begin, index, index + size, stop)

    def _listed_after_opener(self, begin: int, opener: int, index: int, stop: int) -> Opening | None:
        if index < stop and self.words[index] == ":":
            return None
        listed = self.listed(self._skip_honour(index, stop), stop)
        if listed is None:
            return None
        if listed.outside and not listed.coordinating:
            return Opening(begin, listed.end, tuple(listed.leads), opener=True, verdict="outside")
        return self._judge(begin, listed.end, stop, listed, opener=True)

    def _skip_honour(self, index: int, stop: int) -> int:
        for phrase in ("cho", "trách nhiệm cho", "quý", "đối với"):
            size = len(phrase.split())
            if " ".join(self.words[index : index + size]) == phrase:
                return index + size
        return index

    def _bare(self, begin: int, index: int, stop: int) -> Opening | None:
        """O6-O9, O15, O19: a list of units and what they do."""
        if index >= stop:
            return None
        listed = self.listed(index, stop)
        if listed is None:
            return None
        if self._chair(index, stop) and not self._other_place(listed, stop):
            return Opening(begin, listed.end, tuple(listed.leads), verdict="chair")
        if listed.outside and not listed.coordinating:
            return Opening(begin, listed.end, tuple(listed.leads), verdict="outside")
        return self._judge(begin, listed.end, stop, listed, opener=False)

    @staticmethod
    def _other_place(listed: Listed, stop: int) -> bool:
        """'UBND tỉnh Lâm Sơn' in a paper of the Government is asked; 'UBND tỉnh' alone asks."""
        name = listed.leads[0].name if listed.leads else ""
        return bool(re.match(r"UBND (?:tỉnh|thành phố) [^\W\d_]", name)) or name.startswith("các thành viên")

    # -- what follows the names ------------------------------------------------------------------
    def _judge(self, begin: int, index: int, stop: int, listed: Listed, *, opener: bool, doubts: tuple[str, ...] = ()) -> Opening:
        base = Opening(begin, index, tuple(listed.leads), tuple(listed.coordinating), opener, listed.said_lead, "task", doubts, listed.loose)
        if not listed.leads:
            base = replace(base, leads=base.coordinating[:1], coordinating=base.coordinating[1:])
        index = self._skip_apposition(index, stop)
        if index < stop and self.words[index] == ":":
            rest = self._skip_marks(index + 1, stop)
            return replace(base, after=rest, verdict="heading" if rest >= stop else "task")
        return self._after_roles(base, index, stop)

    def _skip_apposition(self, index: int, stop: int) -> int:
        """' - Cơ quan thường trực …' up to ':' or ','; a bracket; ', mỗi đơn vị'."""
        index, _ = self._bracket(index, stop)
        if index < stop and self.words[index] == "-":
            for end in range(index + 1, min(stop, index + 24)):
                if self.words[end] in (":", ",") or verb_at(self.words, end, stop) > 1:
                    return end
        if index < stop and self.words[index] == ",":
            after = index + 1
            if self.words[after : after + 1] == ["cần"] or self.words[after : after + 1] == ["phải"]:
                return after
            if _EACH.at(self.words, after, stop):
                return after
            if _RESTED.at(self.words, after, stop) and not _COORDINATION.at(self.words, after, stop):
                for end in range(after, min(stop, after + 45)):
                    if self.words[end] == ",":
                        return self._skip_apposition(end, stop) if self.words[end + 1 : end + 2] in (["căn"], ["theo"]) else end + 1
        return index

    def _after_roles(self, base: Opening, index: int, stop: int) -> Opening:
        index = self._skip_adverbs(index, stop)
        joint = self.words[index : index + 3] == ["đồng", "chủ", "trì"]
        size = _LEADS.at(self.words, index, stop)
        said = base.said_lead
        if size and self.words[index] == "là" and not self._goes_on(index + size, stop):
            return replace(base, after=index, verdict="definition")
        if size:
            said, index = True, index + size
        else:
            size = _EACH.at(self.words, index, stop)
            index += size
        coordinating, index = self._coordination(index, stop)
        if not said and _LEADS.at(self.words, index, stop) == 2:
            said, index = True, index + 2
        base = replace(base, after=index, said_lead=said, joint=joint, coordinating=(*base.coordinating, *coordinating))
        if index >= stop:
            return replace(base, verdict="task" if said or coordinating else "weak")
        if self.words[index] == ":":
            rest = self._skip_marks(index + 1, stop)
            return replace(base, after=rest, verdict="heading" if rest >= stop else "task")
        if said or coordinating:
            return base if not self._is_past(index, stop) else replace(base, verdict="past")
        return replace(base, verdict=self._verdict(base, index, stop))

    def _goes_on(self, index: int, stop: int) -> bool:
        """'U là cơ quan chủ trì, phối hợp …' is a task; 'U là cơ quan thường trực của …' defines."""
        if index < stop and self.words[index] == ",":
            index += 1
        return bool(_COORDINATION.at(self.words, index, stop) or verb_at(self.words, index, stop))

    def _coordination(self, index: int, stop: int) -> tuple[tuple[Party, ...], int]:
        """Section 6 right behind the lead: ', phối hợp (với) LIST', ', cùng LIST'."""
        start = index
        while start < stop and (self.words[start] == "," or self.words[start : start + 1] == ["và"]):
            start += 1
        start = self._skip_adverbs(start, stop) if start > index else start
        size = _COORDINATION.at(self.words, start, stop)
        if not size:
            return (), index
        found = self.listed(start + size + (self.words[start + size : start + size + 1] == ["với"]), stop, coordination=True)
        if found is None:
            return (), index
        return coordinators(found), found.end

    def _skip_adverbs(self, index: int, stop: int) -> int:
        for _ in range(8):
            size = ADVERBS.at(self.words, index, stop)
            if size and self.words[index] == "có" and size == 1:
                return index
            if size:
                index += size
            elif index + 1 < stop and self.words[index] == "," and (ADVERBS.at(self.words, index + 1, stop) > 1 or _LEADS.at(self.words, index + 1, stop)):
                index += 1
            elif self.words[index : index + 2] == ["theo", "chức"] or self.words[index : index + 2] in (["theo", "nhiệm"], ["theo", "lĩnh"], ["theo", "phạm"], ["trong", "phạm"], ["theo", "thẩm"], ["căn", "cứ"]):
                index = self._behind_manner(index, stop)
            else:
                return index
        return index

    def _behind_manner(self, index: int, stop: int) -> int:
        """'theo chức năng, nhiệm vụ (được giao)', 'căn cứ …': up to the verb or the last comma before it."""
        for end in range(index + 2, min(stop, index + 50)):
            verb = verb_at(self.words, end, stop)
            if verb and not self._noun_context(end):
                return end
        return index + 2

    def _noun_context(self, index: int) -> bool:
        """A verb behind 'được', 'kế hoạch', a document type or a number's date is no main verb."""
        return self.words[index - 1] in ("được", "của", "phụ", "kế", "tổ", "và", "quy", "cứ", "này", "để", "về") and self.words[index - 1] != "này"

    def _is_past(self, index: int, stop: int) -> bool:
        return self.words[index] in ("đã", "vừa") if index < stop else False

    def _verdict(self, base: Opening, index: int, stop: int) -> str:
        """What the first words behind a bare subject make of it (section 9)."""
        word = self.words[index]
        if word in ("đã", "đang", "vừa", "từng"):
            return "past"
        if word == "chưa":
            return "task" if base.opener or self._later_order(index, stop) else "past"
        if word == "là":
            return "definition"
        if word == "nào":
            return "standing"
        if _PASSIVE.at(self.words, index, stop):
            return "task"
        if word == "được":
            return "past"
        if self.words[index - 1] == "sẽ" and not base.opener:
            return "past"
        if self.fold.startswith("trước", self.tokens[index].start) and self.words[index - 1] == "nhiệm":
            return "formula"
        if self.words[index - 1] == "nhiệm" and word in ("về", "toàn", "nếu", "đối", "trước", "chính"):
            return "formula"
        wish = EXHORTS.at(self.words, index, stop) or (self.words[index - 1] in ("nghiêm", "túc") and EXHORTS.at(self.words, index - 2, stop))
        if wish and (base.loose or "kinh nghiệm" in " ".join(self.words[index : index + 4])):
            return "wish"
        if word == "có" and self.words[index + 1] in ("văn", "công", "thông", "báo", "tờ") and self.words[index + 3] == "số":
            return "past"
        if verb_at(self.words, index, stop):
            return "task"
        if word[0].isalpha() and self.words[index - 1] in _URGES:
            return "task"
        if word == "không" or (word == "có" and verb_at(self.words, index, stop)):
            return "task"
        if base.opener and word[0].isalnum():
            return "task"
        if _SAYS.at(self.words, index, stop) or not word[0].isalpha() or word in ("có", "và", "do", "để"):
            return "none"
        return "weak"

    def _later_order(self, index: int, stop: int) -> bool:
        return any(self.words[i] == ";" and ADVERBS.at(self.words, i + 1, stop) for i in range(index, min(stop, index + 60)))


def coordinators(listed: Listed) -> tuple[Party, ...]:
    """The units of a coordination list: without generic '… liên quan' and those outside the administration."""
    return tuple(
        p for p in (*listed.leads, *listed.coordinating)
        if p.restriction not in ("liên quan", "có liên quan", "chức năng", "chức năng liên quan", "liên quan khác")
        and not re.match(r"các (?:doanh nghiệp|nhà thầu|tổ chức, cá nhân|hộ|cơ quan chức năng|ngành chức năng|lực lượng chức năng)", p.name.lower())
    )
