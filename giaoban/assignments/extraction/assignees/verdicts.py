"""What the words behind the names make of them: a task, a heading, the past, a wish (sections 4, 6, 9)."""

from __future__ import annotations

from dataclasses import replace

from giaoban.assignments.extraction.assignees.lists import Listed, coordinators
from giaoban.assignments.extraction.assignees.manners import COORDINATION, EACH, LEADS, Manners
from giaoban.assignments.extraction.assignees.openings import Opening
from giaoban.assignments.extraction.shapes import Party
from giaoban.assignments.extraction.words import ADVERBS, EXHORTS, OPENERS, OUTSIDERS, Phrases, verb_at

_PASSIVE = Phrases(
    "được giao, được yêu cầu, được phân công, được đề nghị, cũng được giao, cũng được yêu cầu, được chỉ đạo, được giao nhiệm vụ, được giao chủ trì"
)
_SAYS = Phrases(
    "cho biết, nhận thấy, xét thấy, cho thấy, cho rằng, khẳng định, nhấn mạnh, phát biểu, cho hay, thông tin thêm, chia sẻ rằng, kiến nghị, nêu, vừa, mới, hiện, hiện nay, thì, vẫn, còn, đạt, chiếm, gồm, với, tại, về, của, trong, năm, đến, từ, trên, ở, nơi, khi, nhưng, mà, như, hay, hoặc, bị, tham dự, dự"
)
_URGES = frozenset(
    ["trương", "động", "tục", "trung", "túc", "phải", "cần", "nhiệm", "cực", "thời", "chóng", "liệt"]
)  # last syllables of urging adverbs
_AT_ONCE = {
    "đã": "past",
    "đang": "past",
    "vừa": "past",
    "từng": "past",
    "được": "past",
    "là": "definition",
    "nào": "standing",
}
_GIVERS = frozenset({"chủ", "phó", "ubnd", "ủy", "thủ", "lãnh", "ban", "chính", "bộ", "tỉnh", "bí"})
_RESPONSIBLE_FOR = frozenset({"về", "toàn", "nếu", "đối", "trước", "chính"})
_PAPERS = frozenset({"văn", "công", "thông", "báo", "tờ", "quyết", "kế", "chỉ", "nghị", "kết", "hướng"})


class Verdicts(Manners):
    """Judges what follows a list of names."""

    def _judge(
        self, begin: int, index: int, stop: int, listed: Listed, *, opener: bool, doubts: tuple[str, ...] = ()
    ) -> Opening:
        base = Opening(
            begin,
            index,
            tuple(listed.leads),
            tuple(listed.coordinating),
            opener,
            listed.said_lead,
            "task",
            doubts,
            listed.loose,
        )
        if not listed.leads:
            base = replace(base, leads=base.coordinating[:1], coordinating=base.coordinating[1:])
        index = self._skip_apposition(index, stop, loose=listed.loose or len(listed.leads) > 1)
        if index < stop and self.words[index] == ":":
            meant = self._meant(listed, index + 1, stop)
            if meant:
                return self._judge(begin, meant.end, stop, meant, opener=opener, doubts=doubts)
            rest = self._skip_marks(index + 1, stop)
            return replace(base, after=rest, verdict="heading" if rest >= stop else "task")
        return self._after_roles(base, index, stop)

    def _meant(self, listed: Listed, index: int, stop: int) -> Listed | None:
        """'Các đơn vị liên quan: Công an tỉnh, Sở Y tế rà soát …': a loose group, a colon, and who is meant."""
        if not listed.loose or index >= stop:
            return None
        named = self.listed(index, stop)
        doing = named is not None and named.end < stop and self.words[named.end][0].isalpha()
        return named if named and doing and not named.loose and not named.outside else None

    def _after_roles(self, base: Opening, index: int, stop: int) -> Opening:
        index = self._skip_adverbs(index, stop)
        joint = self.words[index : index + 3] == ["đồng", "chủ", "trì"]
        size = LEADS.at(self.words, index, stop)
        said = base.said_lead
        if size and self.words[index] == "là" and not self._goes_on(index + size, stop):
            return replace(base, after=index, verdict="definition")
        if size:
            said, index = True, index + size
        else:
            size = EACH.at(self.words, index, stop)
            index += size
        before = index
        coordinating, index = self._coordination(index, stop)
        helped = (
            index > before
        )  # '… phối hợp với các đơn vị liên quan, rà soát': nobody in particular, and a task
        if not said and LEADS.at(self.words, index, stop) == 2:
            said, index = True, index + 2
        base = replace(
            base, after=index, said_lead=said, joint=joint, coordinating=(*base.coordinating, *coordinating)
        )
        if index >= stop:
            return replace(base, verdict="task" if said or helped else "weak")
        if self.words[index] == ":":
            rest = self._skip_marks(index + 1, stop)
            return replace(base, after=rest, verdict="heading" if rest >= stop else "task")
        if said or helped:
            return base if not self._is_past(index, stop) else replace(base, verdict="past")
        return replace(base, verdict=self._verdict(base, index, stop))

    def _goes_on(self, index: int, stop: int) -> bool:
        """'U là cơ quan chủ trì, phối hợp …' is a task; 'U là cơ quan thường trực của …' defines."""
        comma = index < stop and self.words[index] == ","
        if comma and self.words[index - 1] in ("trì", "mối"):
            return True
        index += comma
        if self.words[index] == "giúp" and self.words[index + 1 : index + 2] != ["việc"]:
            near = range(
                index + 2, min(stop, index + 10)
            )  # 'là cơ quan thường trực giúp UBND tỉnh triển khai …'
            return any(verb_at(self.words, i, stop) for i in near)
        return bool(COORDINATION.at(self.words, index, stop) or verb_at(self.words, index, stop))

    def _coordination(self, index: int, stop: int) -> tuple[tuple[Party, ...], int]:
        """Section 6 right behind the lead: ', phối hợp (với) LIST', ', cùng LIST'."""
        start = index
        while start < stop and (self.words[start] == "," or self.words[start : start + 1] == ["và"]):
            start += 1
        start = self._skip_adverbs(start, stop) if start > index else start
        size = COORDINATION.at(self.words, start, stop)
        if not size:
            return (), index
        found = self.listed(
            start + size + (self.words[start + size : start + size + 1] == ["với"]), stop, coordination=True
        )
        if found is None:
            place = self.names.committee_of_place(start + size, stop)  # 'cùng phường Bến Đá rà soát'
            return (place.parties, place.end) if place else ((), index)
        return coordinators(found), found.end

    def _is_past(self, index: int, stop: int) -> bool:
        return self.words[index] in ("đã", "vừa") if index < stop else False

    def _verdict(self, base: Opening, index: int, stop: int) -> str:
        """What the first words behind a bare subject make of it (section 9)."""
        word = self.words[index]
        if word == "chưa":
            return "task" if base.opener or self._later_order(index, stop) else "past"
        passive = _PASSIVE.at(self.words, index, stop)
        if passive and self.words[index + passive] in ("gồm", "là", "bao", ":"):
            return "definition"  # 'Các đơn vị được giao nhiệm vụ gồm: …'
        if passive or self._given_by(index, stop):
            return "task"
        if word in _AT_ONCE:
            return _AT_ONCE[word]
        return self._by_neighbours(base, index, stop) or self._by_verb(base, index, stop)

    def _given_by(self, index: int, stop: int) -> bool:
        """O9 with its authority: 'U được Chủ tịch UBND tỉnh giao …'."""
        if self.words[index] != "được":
            return False
        near = self.words[index + 1 : min(stop, index + 14)]
        return near[:1] != ["đánh"] and any(word in ("giao", "yêu") for word in near) and near[0] in _GIVERS

    def _by_neighbours(self, base: Opening, index: int, stop: int) -> str:
        """A plan ('sẽ'), a formula of responsibility, a wish, 'có Văn bản số …'; "" for none of them."""
        word, before = self.words[index], self.words[index - 1]
        if before == "sẽ" and not base.opener:
            return "past"
        if before == "cũng" and word == "tiến" and not base.opener:
            return "past"  # 'Thanh tra tỉnh cũng tiến hành kiểm tra …': news
        if before == "nhiệm" and word in _RESPONSIBLE_FOR:
            return "formula"
        asks = OPENERS.at(self.words, index, stop) if word in ("yêu", "đề") and not base.opener else 0
        if (
            asks
            and len(base.leads) == 1
            and not base.loose
            and not OUTSIDERS.at(self.words, index + asks, stop)
        ):
            return "chair"  # 'Bộ Xây dựng yêu cầu kiểm soát giá': who asks, and nobody known is named
        wish = EXHORTS.at(self.words, index, stop)
        wish = wish or (EXHORTS.at(self.words, index - 2, stop) if before in ("nghiêm", "túc") else 0)
        if wish and (base.loose or "rút kinh nghiệm" in " ".join(self.words[index : index + 5])):
            return "wish"
        return "past" if self._issued_a_paper(index) else ""

    def _issued_a_paper(self, index: int) -> bool:
        """'có Văn bản số 12', 'ban hành Quyết định số 12': a paper with a number is there already."""
        at = index + 2 if self.words[index] in ("ban", "phát") else index + 1
        doing = " ".join(self.words[index:at]) in ("có", "ban hành", "phát hành", "ký", "ra", "gửi")
        return doing and self.words[at] in _PAPERS and "số" in self.words[at + 1 : at + 4]

    def _by_verb(self, base: Opening, index: int, stop: int) -> str:
        """A verb, an urging adverb before, or an opener's own weight make a task."""
        word = self.words[index]
        if word == "dự" and "khí tượng" in base.leads[0].name.lower() and not base.opener:
            return "past"  # 'Đài Khí tượng thủy văn dự báo …'
        if word == "," and self.words[index - 1] in _URGES and verb_at(self.words, index + 1, stop):
            return "task"  # 'U chủ động, phối hợp chặt chẽ …'
        urged = word[0].isalpha() and self.words[index - 1] in _URGES
        if (
            verb_at(self.words, index, stop)
            or urged
            or word == "không"
            or (base.opener and word[0].isalnum())
        ):
            return "task"
        leaves = (
            _SAYS.at(self.words, index, stop) or not word[0].isalpha() or word in ("có", "và", "do", "để")
        )
        return "none" if leaves else "weak"

    def _later_order(self, index: int, stop: int) -> bool:
        return any(
            self.words[i] == ";" and ADVERBS.at(self.words, i + 1, stop)
            for i in range(index, min(stop, index + 60))
        )
