"""
Who is asked, at the beginning of a part of a sentence: constructions O1-O13, O15, O18, O19.

`open_task` reads `[authority] opener LIST (role)? (, coordination)?` or `LIST …` and says what follows.
"""

from __future__ import annotations

import re

from giaoban.assignments.extraction.assignees.lists import Listed, coordinators
from giaoban.assignments.extraction.assignees.openings import Memory, Opening
from giaoban.assignments.extraction.assignees.pronouns import Pronouns
from giaoban.assignments.extraction.words import (
    CONNECTORS,
    OPENER_BARS,
    OPENERS,
    Phrases,
)

_CHAIR = re.compile(
    r"(?:(?:các )?đồng chí |ông |bà )?(?:thường trực |quyền |phó |nguyên )*(?:chủ tịch|thủ tướng|tổng bí thư|bí thư|trưởng ban|tổ trưởng|chủ nhiệm)(?!\w)|"
    r"(?:ubnd|ủy ban nhân dân) (?:tỉnh|thành phố|tp\.?|huyện|xã|phường|quận|thị xã|đặc khu)(?!\w)|chính phủ(?!\w)|ban thường vụ|thường trực (?:tỉnh|thành|huyện|đảng|ban|hđnd|hội)|ban chỉ đạo|hội đồng nhân dân|hđnd|lãnh đạo (?:ubnd|ủy ban|tỉnh|thành phố|tp|huyện|bộ|chính phủ)|(?:tỉnh|thành phố|tp)(?= (?:đã |cũng |tiếp tục |vừa )*(?:giao(?! thông)|đề nghị|yêu cầu|chỉ đạo)(?!\w))|tỉnh ủy|thành ủy|đoàn kiểm tra|ban bí thư|quốc hội|(?:lãnh đạo )?(?:bộ|sở)(?= (?:đã |cũng |tiếp tục |vừa |trân trọng )*(?:giao(?! thông)|đề nghị|yêu cầu)(?!\w))"
)
# The paper that speaks for its issuer: 'Công văn yêu cầu U …', 'Công điện số … nêu rõ, giao U …'.
_PAPER = re.compile(
    r"(?:cũng |tại |trong |theo )?(?:nội dung )?(?:công văn|văn bản|công điện|chỉ thị|thông báo|nghị quyết|quyết định|kế hoạch|kết luận)(?: kết luận)?(?: này| trên| nêu trên)?"
    r"(?=(?: số \S+)?(?: ngày \S+)?(?: cũng| đã| nêu rõ,?| nêu,?| còn)* (?:yêu cầu|đề nghị|giao|chỉ đạo|phân công|lưu ý)(?!\w))"
)
_LOWER = re.compile(r"(?:phó )?(?:chủ tịch )?ubnd (?:huyện|xã|phường|quận|thị xã|đặc khu)(?!\w)")
_ADVERBIALS = Phrases(
    "căn cứ, trên cơ sở, để, nhằm, trước, trong, định kỳ, hằng tháng, hàng tháng, hằng tuần, hàng tuần, hằng quý, hàng quý, hằng ngày, hàng ngày, hằng năm, hàng năm, mỗi tháng, mỗi tuần, sau khi, sau, từ, đến, chậm nhất, khi, với, qua, thực hiện, theo, tại, đối với, về, ngay sau, ngay, cùng với, trường hợp, nếu, bên cạnh, ngoài, riêng, liên quan, do, vì, quán triệt, tiếp tục thực hiện, xét, từ nay, thời gian tới, trong thời gian tới, ngày, chiều, sáng, tiếp, vào, năm, giai đoạn, thống nhất, đồng ý, nhất trí, cơ bản, nhân dịp, hướng tới, xuất phát, muộn nhất, tổ chức thực hiện, theo đó, chủ trương, yêu cầu chung, phấn đấu, tập trung, chú ý",
)


__all__ = ["Assignees", "Listed", "Memory", "Opening", "coordinators"]


class Assignees(Pronouns):
    """Reads openings in one text."""

    def open_task(self, first: int, stop: int, memory: Memory) -> Opening | None:
        """What tokens [first, stop) open, or None when nobody is named where a subject may stand."""
        low = self._behind_dateline(self._skip_marks(first, stop), stop)
        topic = self._after_topic(low, stop)
        topical = CONNECTORS.at(self.words, low, stop) or _ADVERBIALS.at(self.words, low, stop)
        for begin in dict.fromkeys((topic, low) if topical else (low, topic)):
            found = self._at(begin, begin, stop, memory)
            if found:
                return found
        return self._behind_adverbials(low, stop, memory)

    def _behind_dateline(self, low: int, stop: int) -> int:
        """'Báo X - Chủ tịch …', '(Cổng tỉnh) - UBND tỉnh …': the name of the newspaper before the first word."""
        for index in range(low + 1, min(stop - 1, low + 5)):
            if self.words[index] in ("-", "–") and self.tokens[index + 1].capital:
                unit = self.names.at(low, stop) or self.names.at(index + 1, stop) is None and not self._chair(index + 1, stop)
                return low if unit else index + 1
            if not (self.words[index][0].isalnum() or self.words[index] in (".", ")", "+")):
                break
        return low

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
        tried, spare = 0, None
        for index in range(low, stop - 1):
            if self.words[index] not in (",", ":", '"') and not (
                self.words[index] == "và"
                and index + 1 < stop
                and self.words[index + 1] in ("giao", "yêu", "đề")
            ):
                continue
            tried += 1
            if tried > 14:
                return spare
            after = self._skip_marks(index + 1, stop)
            begin = low if adverbial and index - low < 40 else after
            found = (
                self._pronoun(begin, after, stop, memory)
                or self._by_authority(begin, after, stop)
                or self._by_opener(begin, after, stop)
            )
            if found is None and CONNECTORS.at(self.words, after, stop):
                beyond = self._skip_marks(after + CONNECTORS.at(self.words, after, stop), stop)
                found = self._by_authority(begin, beyond, stop) or self._by_opener(begin, beyond, stop)
            if found is None and adverbial and self.words[index] in (",", ":"):
                found = self._bare(begin, after, stop)
                if found and (found.verdict != "task" or self._inside_list(index, low)):
                    # 'Theo đề nghị của Sở A, Sở B rà soát': B is asked when no other subject follows
                    spare = spare or (found if self._alone(found, stop) else None)
                    found = None
            if found and found.verdict in ("task", "heading"):
                return found
        return spare

    def _alone(self, found: Opening, stop: int) -> bool:
        """One unit, and no chair behind it ('…, Sở B, UBND tỉnh đồng ý')."""
        rest = self.fold[self.tokens[found.after].start : self.tokens[stop - 1].end]
        chaired = any(_CHAIR.match(rest, m.end()) for m in re.finditer(r",\s", rest))
        return found.verdict == "task" and len(found.leads) == 1 and not chaired

    def _inside_list(self, comma: int, low: int) -> bool:
        """The comma parts two names ('của Sở A, Sở B, …'): what follows is no subject."""
        for start in range(max(low, comma - 14), comma):
            mention = self.names.at(start, comma)
            if mention and mention.end == comma:
                before = self.words[start - 1] if start > low else ""
                return before in ("của", "với", "và", ",", "giữa", "từ", "cho", "gửi")
        return False

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
            if (
                not size
                or self.words[at - 1] in ("được", "không", "về", "việc", "theo")
                or (
                    self.words[at] == "chỉ"
                    and self.words[at - 1] in ("kết", "kiến", ",")
                    and not self.names.at(at + size, stop)
                )
            ):
                continue
            found = self._listed_after_opener(begin, at + size, stop)
            if found:
                return found
        return None

    def _chair(self, index: int, stop: int) -> int:
        """The token behind the title of the one who concludes; 0 for a named commune's or plural chairmen."""
        honour = (
            2 if self.words[index : index + 2] == ["đồng", "chí"] else int(self.words[index] in ("ông", "bà"))
        )
        person = self.names._person_end(index + honour, stop)
        if honour and (person > index + honour or self._given_name(index + honour, stop)):
            return max(person, index + honour + 1)
        start = self.tokens[index].start
        paper = _PAPER.match(self.fold, start, min(start + 90, self.tokens[stop - 1].end))
        if paper and self.tokens[index].capital:
            return self.names.all.at(paper.end())
        if self.provincial and _LOWER.match(self.fold, start):
            return 0
        found = _CHAIR.match(self.fold, start, min(start + 90, self.tokens[stop - 1].end))
        if not found:
            return 0
        mention = self.names.at(index, stop)
        if mention and mention.parties[0].name.startswith("UBND"):
            name = mention.parties[0].name.split()
            own = name[2:] if name[1] not in ("thành", "thị", "đặc") else name[3:]
            if (
                name[1] == "các"
                or name[1] == "cấp"
                or (own and name[1] in ("xã", "phường", "đặc", "huyện", "quận", "thị"))
            ):
                return 0
        return self.names.all.at(found.end())

    def _given_name(self, index: int, stop: int) -> bool:
        """'Bà Hạnh đề nghị …': one capital, and an opener right behind it."""
        after = index + 1 + (self.words[index + 1] in ("cũng", "đã"))
        return index < stop and self.tokens[index].capital and bool(OPENERS.at(self.words, after, stop))

    def _unit_asks(self, begin: int, index: int, stop: int) -> Opening | None:
        """'Bộ Y tế yêu cầu các bệnh viện …': a unit that asks others with 'yêu cầu', 'đề nghị' or 'giao'."""
        mention = self.names.at(index, stop)
        if mention is None:
            return None
        at = mention.end
        while at < min(stop, mention.end + 6) and (
            self.words[at] in ("đã", "vừa", "cũng", "có", "văn", "bản", "công", "tiếp", "tục")
            or self.tokens[at].capital
        ):
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
        return self._listed_after_opener(begin, index + size, stop)

    def _listed_after_opener(self, begin: int, index: int, stop: int) -> Opening | None:
        if self.words[index : index + 2] == [":", '"']:
            index += 2  # 'cũng lưu ý: "Sở A khẩn trương …"'
        if index < stop and self.words[index] == ":":
            return None
        if index < stop and self.words[index] == ",":
            index += 1  # press style: 'ông … đề nghị, Sở A cần …'
        listed = self.listed(self._skip_honour(index), stop)
        if listed is None:
            return None
        if listed.end < stop - 1 and self.words[listed.end] == ",":
            closer = self._by_authority(begin, listed.end + 1, stop)
            if closer:
                return closer  # 'Giao nhiệm vụ cho các bộ, Thủ tướng yêu cầu U …'
        if listed.outside and not listed.coordinating:
            return Opening(begin, listed.end, tuple(listed.leads), opener=True, verdict="outside")
        return self._judge(begin, listed.end, stop, listed, opener=True)

    def _skip_honour(self, index: int) -> int:
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
        if self._chair(index, stop) and not self._other_place(listed):
            return Opening(begin, listed.end, tuple(listed.leads), verdict="chair")
        if listed.outside and not listed.coordinating:
            return Opening(begin, listed.end, tuple(listed.leads), verdict="outside")
        return self._judge(begin, listed.end, stop, listed, opener=False)

    @staticmethod
    def _other_place(listed: Listed) -> bool:
        """'UBND tỉnh Lâm Sơn' in a paper of the Government is asked; 'UBND tỉnh' alone asks."""
        name = listed.leads[0].name if listed.leads else ""
        return bool(re.match(r"UBND (?:tỉnh|thành phố) [^\W\d_]", name)) or name.startswith("các thành viên")
