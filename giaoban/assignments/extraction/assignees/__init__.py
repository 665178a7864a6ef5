"""
Who is asked, at the beginning of a part of a sentence: constructions O1-O13, O15, O18, O19.

`open_task` reads `[authority] opener LIST (role)? (, coordination)?` or `LIST …` and says what follows.
"""

from __future__ import annotations

import re

from giaoban.assignments.extraction.assignees.authorities import CHAIR
from giaoban.assignments.extraction.assignees.lists import Listed, coordinators
from giaoban.assignments.extraction.assignees.openings import Memory, Opening
from giaoban.assignments.extraction.assignees.press import Press
from giaoban.assignments.extraction.words import (
    CONNECTORS,
    OPENER_BARS,
    OPENERS,
    Phrases,
    verb_at,
)

_ADVERBIALS = Phrases(
    "hết thời gian, hết thời hạn, hết, căn cứ, trên cơ sở, để, nhằm, trước, trong, định kỳ, hằng tháng, hàng tháng, hằng tuần, hàng tuần, hằng quý, hàng quý, hằng ngày, hàng ngày, hằng năm, hàng năm, mỗi tháng, mỗi tuần, sau khi, sau, từ, đến, chậm nhất, khi, với, qua, thực hiện, theo, tại, đối với, về, ngay sau, ngay, cùng với, trường hợp, nếu, bên cạnh, ngoài, riêng, liên quan, do, vì, quán triệt, tiếp tục thực hiện, xét, từ nay, thời gian tới, trong thời gian tới, ngày, chiều, sáng, tiếp, vào, năm, giai đoạn, thống nhất, đồng ý, nhất trí, cơ bản, nhân dịp, hướng tới, xuất phát, muộn nhất, tổ chức thực hiện, theo đó, chủ trương, yêu cầu chung, phấn đấu, tập trung, chú ý",
)


# What a committee does when it concludes; else it is a body that is asked like any other.
_DECIDES = Phrases(
    "yêu cầu, đề nghị, giao, chỉ đạo, ghi nhận, đánh giá, biểu dương, thống nhất, nhất trí, đồng ý, kết luận, quyết định, xem xét, nhấn mạnh, nhận thấy, họp, nghe, lưu ý, thông qua, thông báo, có ý kiến, cho ý kiến, ban hành"
)
_LONGEST_PREFACE = 120  # tokens of 'Nhằm …, tại Văn bản số …,' that still belong to the order behind them

__all__ = ["Assignees", "Listed", "Memory", "Opening", "coordinators"]


class Assignees(Press):
    """Reads openings in one text."""

    def open_task(self, first: int, stop: int, memory: Memory) -> Opening | None:
        """What tokens [first, stop) open, or None when nobody is named where a subject may stand."""
        self._memory = memory
        asked = self._topic_asked(first, stop) or self._sent_asked(first, stop)
        if asked:
            return asked
        low = self._behind_dateline(self._skip_marks(first, stop), stop)
        joined = low + CONNECTORS.at(self.words, low, stop)
        if joined > low and self.words[joined : joined + 2] == ["chủ", "trì"]:
            return None  # 'Cùng với đó chủ trì, phối hợp với Sở A, Sở B …': whoever was asked before
        topic = self._after_topic(low, stop)
        topical = CONNECTORS.at(self.words, low, stop) or _ADVERBIALS.at(self.words, low, stop)
        for begin in dict.fromkeys((topic, low) if topical else (low, topic)):
            found = self._at(begin, begin, stop, memory)
            if found:
                return found
        return self._behind_adverbials(low, stop, memory)

    def _after_topic(self, low: int, stop: int) -> int:
        """O12: 'Về …: U V', 'Đối với …: U V': the token behind the colon; `low` when there is none."""
        for index in range(low, min(stop, low + 60)):
            if self.words[index] == ":" and index + 1 < stop:
                before = self.names.at(low, index)
                if before and before.end >= index - 14 and not CONNECTORS.at(self.words, low, stop):
                    return low
                return low if self._inside_name(index, low, stop) else self._skip_marks(index + 1, stop)
        return low

    def _inside_name(self, colon: int, low: int, stop: int) -> bool:
        """'…, Thủ tướng yêu cầu các Bộ: Công an, Y tế …': the colon is part of an enumeration."""
        found = (self.names.at(start, stop) for start in range(max(low, colon - 8), colon))
        return any(one is not None and one.end > colon + 1 for one in found)

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
            if self.words[index] not in (",", ":", '"', ";") and not (
                self.words[index] == "và"
                and index + 1 < stop
                and self.words[index + 1] in ("giao", "yêu", "đề")
            ):
                continue
            tried += 1
            if tried > 14:
                return spare
            after = self._skip_marks(index + 1, stop)
            begin = low if index - low < _LONGEST_PREFACE else after
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
                elif found and found.loose:  # 'Đối với …, các ngân hàng …, văn bản giao Bộ A …'
                    spare, found = found, None
            if found and (found.verdict in ("task", "heading") or self._goes_on_below(found, stop)):
                return found
        return spare

    def _goes_on_below(self, found: Opening, stop: int) -> bool:
        """'…, UBND tỉnh yêu cầu các sở, ngành;': the list of those asked goes on behind the semicolon."""
        return found.opener and found.after == stop - 1 and self.words[found.after] == ";"

    def _alone(self, found: Opening, stop: int) -> bool:
        """One unit, and no chair behind it ('…, Sở B, UBND tỉnh đồng ý')."""
        rest = self.fold[self.tokens[found.after].start : self.tokens[stop - 1].end]
        chaired = any(CHAIR.match(rest, m.end()) for m in re.finditer(r",\s", rest))
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
        listed = (
            self.listed(self._skip_honour(index), stop)
            or self._behind_time(index, stop)
            or self.place_asked(self._skip_honour(index), stop)
        )
        if listed is None:
            return self._short_name(begin, index, stop)
        for at in range(index, min(listed.end + 1, stop - 1)):
            if self.words[at] == "," and self._chair(at + 1, stop):
                closer = self._by_authority(begin, at + 1, stop)
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
        listed = self._place_again(index, stop) or self.listed(index, stop)
        place = None if listed or index == begin else self.place_asked(index, stop)
        if place and self.words[place.end] in ("phải", "cần"):
            listed = place  # 'Cụ thể, tỉnh Lâm Sơn phải …'
        elif listed is None and self._memory and (self._memory.subjects or self._memory.sentence_subjects):
            place = self.place_asked(index, stop) if self.tokens[index].capital else None
            doing = place is not None and verb_at(self.words, place.end, stop) > 1
            listed = place if doing else None  # '… đề nghị các Tiểu ban …. Huyện Lâm Sơn trồng cây …'
        if listed is None:
            return None
        if self.words[index : index + 2] == ["một", "số"]:
            return Opening(
                begin, listed.end, tuple(listed.leads), verdict="outside"
            )  # who is meant stays open
        if self._chair(index, stop) and not self._other_place(listed):
            return self._chair_asked(begin, listed, index, stop)
        if listed.outside and not listed.coordinating:
            return Opening(begin, listed.end, tuple(listed.leads), verdict="outside")
        return self._judge(begin, listed.end, stop, listed, opener=False)

    def _place_again(self, index: int, stop: int) -> Listed | None:
        """'… yêu cầu tỉnh A và B kiểm tra. Tỉnh B làm rõ …': a place that was asked in the sentence before."""
        if self._memory is None or self.words[index] not in (
            "tỉnh",
            "huyện",
            "xã",
            "phường",
            "quận",
            "thành",
        ):
            return None
        asked = {party.name for party in (*self._memory.sentence_subjects, *self._memory.subjects)}
        place = self.place_asked(index, stop) if asked else None
        return place if place and place.leads[0].name in asked else None

    def _chair_asked(self, begin: int, listed: Listed, index: int, stop: int) -> Opening:
        """'UBND xã, Ban Chỉ huy …: theo dõi …', 'Ban Chỉ đạo kỳ thi cần …': bodies that else ask are asked."""
        below = len(listed.leads) > 1 or self.words[index] == "ubnd"
        lower = self.words[index : index + 2] in (
            ["ubnd", "huyện"],
            ["ubnd", "xã"],
            ["ubnd", "phường"],
            ["ubnd", "quận"],
        )
        headed = (self.words[listed.end] == ":" and below) or (
            lower and self.words[listed.end] in ("cần", "phải")
        )
        committee = self.words[index : index + 3] == ["ban", "chỉ", "đạo"]
        judged = self._judge(begin, listed.end, stop, listed, opener=False) if headed or committee else None
        if judged and (
            headed or (judged.verdict == "task" and not _DECIDES.at(self.words, judged.after, stop))
        ):
            return judged
        return Opening(begin, listed.end, tuple(listed.leads), verdict="chair")

    @staticmethod
    def _other_place(listed: Listed) -> bool:
        """'UBND tỉnh Lâm Sơn' in a paper of the Government is asked; 'UBND tỉnh' alone asks."""
        name = listed.leads[0].name if listed.leads else ""
        return bool(re.match(r"UBND (?:tỉnh|thành phố) [^\W\d_]", name)) or name.startswith("các thành viên")
