"""What the words behind the names make of them: a task, a heading, the past, a wish (sections 4, 6, 9)."""

from __future__ import annotations

from dataclasses import replace

from giaoban.assignments.extraction.assignees.lists import Listed, Lists, coordinators
from giaoban.assignments.extraction.assignees.openings import Opening
from giaoban.assignments.extraction.shapes import Party
from giaoban.assignments.extraction.words import ADVERBS, EXHORTS, Phrases, verb_at

_COORDINATION = Phrases(
    "phối hợp chặt chẽ với, phối hợp chặt chẽ cùng, phối hợp cùng với, phối hợp cùng, phối hợp với, phối hợp, cùng với, cùng, kết hợp với, kết hợp chặt chẽ với, kết hợp cùng, kết hợp, "
    "phối hợp chặt chẽ, chủ động phối hợp với, chủ động phối hợp, phối hợp kịp thời với, phối hợp hiệu quả với, phối kết hợp với, phối hợp thường xuyên với",
)
_LEADS = Phrases(
    "đồng chủ trì, chủ trì, là cơ quan chủ trì, là đơn vị chủ trì, làm cơ quan chủ trì, làm đầu mối, là đầu mối, là cơ quan đầu mối, là cơ quan thường trực, chịu trách nhiệm chính, làm tổ trưởng, làm chủ đầu tư"
)
_EACH = Phrases(
    "mỗi đơn vị, mỗi địa phương, mỗi cơ quan, mỗi sở, mỗi xã, mỗi ngành, từng đơn vị, từng địa phương"
)
_PASSIVE = Phrases(
    "được giao, được yêu cầu, được phân công, được đề nghị, cũng được giao, cũng được yêu cầu, được chỉ đạo, được giao nhiệm vụ, được giao chủ trì"
)
_SAYS = Phrases(
    "cho biết, cho rằng, khẳng định, nhấn mạnh, phát biểu, cho hay, thông tin thêm, chia sẻ rằng, kiến nghị, nêu, vừa, mới, hiện, hiện nay, thì, vẫn, còn, đạt, chiếm, gồm, với, tại, về, của, trong, năm, đến, từ, trên, ở, nơi, khi, nhưng, mà, như, hay, hoặc, bị, tham dự, dự"
)
_URGES = frozenset(
    ["trương", "động", "tục", "trung", "túc", "phải", "cần", "nhiệm", "cực", "thời", "chóng", "liệt"]
)  # last syllables of urging adverbs
_RESTED = Phrases(
    "căn cứ, theo, trên cơ sở, trong phạm vi, bằng, tùy, với, trong quá trình, trên địa bàn, khi, tại, ngay sau khi, sau khi, từ, trong, trước, ngoài, nhất là, đặc biệt, gồm, bao gồm, như, trực tiếp là, thông qua, đồng thời, hằng, hàng, định kỳ, chậm nhất, ngoài việc, bên cạnh"
)
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


class Verdicts(Lists):
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

    def _modal_soon(self, index: int, stop: int) -> int:
        """The token of 'phải' or 'cần' a few small words on, 0 when a verb or a mark comes first."""
        for at in range(index + 1, min(stop, index + 8)):
            if self.words[at] in ("phải", "cần"):
                return at
            if (
                not self.words[at][0].isalpha()
                or self.tokens[at].capital
                or verb_at(self.words, at, stop) > 1
            ):
                return 0
        return 0

    def _skip_apposition(self, index: int, stop: int, *, loose: bool = False) -> int:
        """' - Cơ quan thường trực …' up to ':' or ','; a bracket; ', mỗi đơn vị'; ', căn cứ …,'."""
        index, _ = self._bracket(index, stop)
        if index < stop and self.words[index] == "-":
            for end in range(index + 1, min(stop, index + 24)):
                if self.words[end] in (":", ",") or verb_at(self.words, end, stop) > 1:
                    return end
        after = index + 1
        if index >= stop or self.words[index] != ",":
            return index
        if self.words[after] in ("cần", "phải") or _EACH.at(self.words, after, stop):
            return after
        if loose and (modal := self._modal_soon(after, stop)):
            return modal  # 'các tổ chức khai thác cát, sỏi lòng sông phải …'
        if _RESTED.at(self.words, after, stop) and not _COORDINATION.at(self.words, after, stop):
            return self._behind_rest(after, stop) or index
        return index

    def _behind_rest(self, after: int, stop: int) -> int:
        """The token behind 'căn cứ …,', 'trong phạm vi …,', 0 when its end is not found."""
        grounds = self.words[after] == "căn"
        for end in range(after, min(stop, after + 45)):
            if grounds and self._mine(end, stop):
                return end
            if self.words[end] == "," and not (grounds and self._mine_follows(end, stop)):
                again = self.words[end + 1 : end + 2] in (["căn"], ["theo"])
                return self._skip_apposition(end, stop) if again else end + 1
        return 0

    def _mine(self, index: int, stop: int) -> bool:
        """'căn cứ …, đặc điểm của đơn vị, địa phương mình tổ chức …': the verb behind 'mình'."""
        return self.words[index - 1] == "mình" and bool(verb_at(self.words, index, stop))

    def _mine_follows(self, index: int, stop: int) -> bool:
        return any(self._mine(i, stop) for i in range(index + 1, min(stop, index + 24)))

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
        base = replace(
            base, after=index, said_lead=said, joint=joint, coordinating=(*base.coordinating, *coordinating)
        )
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
        comma = index < stop and self.words[index] == ","
        if comma and self.words[index - 1] in ("trì", "mối"):
            return True
        index += comma
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
        found = self.listed(
            start + size + (self.words[start + size : start + size + 1] == ["với"]), stop, coordination=True
        )
        if found is None:
            place = self.names.committee_of_place(start + size, stop)  # 'cùng phường Bến Đá rà soát'
            return (place.parties, place.end) if place else ((), index)
        return coordinators(found), found.end

    def _skip_adverbs(self, index: int, stop: int) -> int:
        for _ in range(8):
            size = ADVERBS.at(self.words, index, stop)
            if size and self.words[index] == "có" and size == 1:
                return index
            if size:
                index += size
            elif (
                index + 1 < stop
                and self.words[index] == ","
                and (ADVERBS.at(self.words, index + 1, stop) > 1 or _LEADS.at(self.words, index + 1, stop))
            ):
                index += 1
            elif self.words[index : index + 2] == ["theo", "chức"] or self.words[index : index + 2] in (
                ["theo", "nhiệm"],
                ["theo", "lĩnh"],
                ["theo", "địa"],
                ["theo", "phạm"],
                ["trong", "phạm"],
                ["theo", "thẩm"],
                ["căn", "cứ"],
                ["trên", "cơ"],
                ["tùy", "theo"],
                ["tùy", "vào"],
                ["tùy", "tình"],
            ):
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
        return (
            self.words[index - 1]
            in ("được", "của", "phụ", "kế", "tổ", "và", "quy", "cứ", "này", "để", "về", "tại")
            and self.words[index - 1] != "này"
        )

    def _is_past(self, index: int, stop: int) -> bool:
        return self.words[index] in ("đã", "vừa") if index < stop else False

    def _verdict(self, base: Opening, index: int, stop: int) -> str:
        """What the first words behind a bare subject make of it (section 9)."""
        word = self.words[index]
        if word == "chưa":
            return "task" if base.opener or self._later_order(index, stop) else "past"
        if _PASSIVE.at(self.words, index, stop) or self._given_by(index, stop):
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
        if before == "nhiệm" and word in _RESPONSIBLE_FOR:
            return "formula"
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

    def _skip_marks(self, index: int, stop: int) -> int:
        while index < stop and not self.words[index][0].isalnum():
            index += 1
        return index
