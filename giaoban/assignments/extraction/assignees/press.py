"""What press digests and letters add: datelines, times behind an opener, topics that are asked, short names."""

from __future__ import annotations

from giaoban.assignments.extraction.assignees.authorities import Authorities
from giaoban.assignments.extraction.assignees.lists import Listed
from giaoban.assignments.extraction.assignees.openings import Memory, Opening
from giaoban.assignments.extraction.names.lists import HEADS
from giaoban.assignments.extraction.words import OPENERS, Phrases, verb_at

_NEWSPAPERS = frozenset({"báo", "đài", "cổng", "tạp", "trang"})
_ASKS = Phrases("yêu cầu, đề nghị, chỉ đạo")
_THIS = Phrases(
    "địa phương này, đơn vị này, cơ quan này, tỉnh này, sở này, các địa phương này, các đơn vị này"
)
_GROUNDS = Phrases(
    "căn cứ, trên cơ sở, theo, cùng với, bên cạnh, ngoài, song song với, để, nhằm, thực hiện, sau khi"
)
_SENT_PAPERS = frozenset({"văn", "điện", "công", "thư"})


class Press(Authorities):
    """Reads the openings of reports on papers."""

    _memory: Memory | None = None

    def _topic_asked(self, first: int, stop: int) -> Opening | None:
        """O12: 'Đối với U, Sở Y tế yêu cầu (cần) V', 'Về phía U, A đề nghị V': the topic is who is asked."""
        low = self._skip_marks(first, stop)
        if self.words[low] != "với" and self.words[low : low + 2] not in (["đối", "với"], ["về", "phía"]):
            return None
        begin = low + 1 + (self.words[low] != "với")
        commas = [i for i in range(begin, min(stop - 1, low + 34)) if self.words[i] == ","]
        for comma in commas:
            after = self._doing_asked(comma + 1, stop)
            listed = (self.listed(begin, comma) or self._levels_asked(begin, comma)) if after else None
            if listed and not listed.outside:
                return Opening(low, after, tuple(listed.leads), opener=True, loose=listed.loose)
        return None

    def _levels_asked(self, index: int, comma: int) -> Listed | None:
        """'Với tỉnh Lâm Hải, Thủ tướng yêu cầu …': the place that is asked."""
        found = self.place_asked(index, comma)
        return found if found and found.end == comma else None

    def _doing_asked(self, index: int, stop: int) -> int:
        """The verb behind 'A yêu cầu (cần) …' at `index` where nobody is named behind the opener; 0 for none."""
        asking = self.names.at(index, stop)
        behind = self._chair(index, stop) or (asking.end if asking else 0)
        for at in range(behind, min(stop, behind + 8)) if behind else ():
            size = OPENERS.at(self.words, at, stop)
            if size and at + size < stop:
                after = self._skip_adverbs(at + size + _THIS.at(self.words, at + size, stop), stop)
                return after if verb_at(self.words, after, stop) and not self.names.at(after, stop) else 0
        return 0

    def _sent_asked(self, first: int, stop: int) -> Opening | None:
        """'Bộ Xây dựng vừa có văn bản gửi U yêu cầu báo cáo …': the addressee of a paper is asked."""
        low = self._skip_marks(first, stop)
        for at in range(low + 2, min(stop, low + 40)):
            if self.words[at] in (";", ":", "."):
                return None
            if self.words[at] != "gửi" or not _SENT_PAPERS.intersection(self.words[max(low, at - 9) : at]):
                continue
            listed = self.listed(at + 1, stop)
            after = listed.end + (self.words[listed.end] == ",") if listed else stop
            size = _ASKS.at(self.words, after, stop)
            if listed and size and not listed.outside and verb_at(self.words, after + size, stop):
                return Opening(low, after + size, tuple(listed.leads), opener=True, loose=listed.loose)
        return None

    def _behind_dateline(self, low: int, stop: int) -> int:
        """'Báo X - Chủ tịch …', '(Cổng tỉnh) - UBND tỉnh …': the name of the newspaper before the first word."""
        for index in range(low + 1, min(stop - 1, low + 5)):
            if self.words[index] in ("-", "–") and self.tokens[index + 1].capital:
                unit = (self.words[low] not in _NEWSPAPERS and self.names.at(low, stop)) or (
                    self.names.at(index + 1, stop) is None and not self._chair(index + 1, stop)
                )
                return low if unit else index + 1
            if not (self.words[index][0].isalnum() or self.words[index] in (".", ")", "+")):
                break
        return low

    def _behind_time(self, index: int, stop: int) -> Listed | None:
        """'… yêu cầu trong tháng 7, các địa phương …', '… yêu cầu căn cứ Điều 5, Sở A …': what stands between."""
        if index < stop and _GROUNDS.at(self.words, index, stop):
            commas = [i for i in range(index, min(stop - 1, index + 48)) if self.words[i] == ","]
            return next((found for i in commas if (found := self._doing(i + 1, stop))), None)
        if index >= stop or self.words[index] not in ("trước", "trong", "đến", "chậm", "từ", "định", "ngay"):
            return None
        comma = next((i for i in range(index, min(stop, index + 14)) if self.words[i] == ","), 0)
        return self.listed(comma + 1, stop) if comma else None

    def _doing(self, index: int, stop: int) -> Listed | None:
        """The names at `index` when a task follows right behind them."""
        found = self.listed(index, stop)
        if found is None or found.outside or found.generic:
            return None
        return found if self._judge(index, found.end, stop, found, opener=False).verdict == "task" else None

    def _short_name(self, begin: int, index: int, stop: int) -> Opening | None:
        """'Trung tâm Y tế … . Yêu cầu Trung tâm tiếp tục …': the head of a name said before stands for it."""
        size = HEADS.at(self.words, index, stop)
        small = self.words[index] in ("sở", "bộ") and verb_at(self.words, index + 1, stop) > 1
        if not size or not (self.tokens[index].capital or small) or self._memory is None:
            return None
        head = " ".join(self.words[index : index + size])
        near = (self._memory.last_named, *reversed(self._memory.sentence_subjects), *self._memory.subjects)
        party = next((p for p in near if p and p.name.lower().startswith(head + " ")), None)
        if party is None:
            return None
        listed = self._pronoun_list((party,), index, size)
        return self._judge(begin, index + size, stop, listed, opener=True, doubts=("pronoun",))
