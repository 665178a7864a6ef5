"""What may stand between the names and the verb: appositions, adverbs, grounds, 'theo chức năng …' (section 3)."""

from __future__ import annotations

from giaoban.assignments.extraction.assignees.lists import Lists
from giaoban.assignments.extraction.words import ADVERBS, Phrases, verb_at

COORDINATION = Phrases(
    "phối hợp chặt chẽ với, phối hợp chặt chẽ cùng, phối hợp cùng với, phối hợp cùng, phối hợp với, phối hợp, cùng với, cùng, kết hợp với, kết hợp chặt chẽ với, kết hợp cùng, kết hợp, "
    "phối hợp chặt chẽ, chủ động phối hợp với, chủ động phối hợp, phối hợp kịp thời với, phối hợp hiệu quả với, phối kết hợp với, phối hợp thường xuyên với",
)
LEADS = Phrases(
    "đồng chủ trì, chủ trì, là cơ quan chủ trì, là đơn vị chủ trì, làm cơ quan chủ trì, làm đầu mối, là đầu mối, là cơ quan đầu mối, là cơ quan thường trực, chịu trách nhiệm chính, làm tổ trưởng, làm chủ đầu tư"
)
EACH = Phrases(
    "mỗi đơn vị, mỗi địa phương, mỗi cơ quan, mỗi sở, mỗi xã, mỗi ngành, từng đơn vị, từng địa phương"
)
_RESTED = Phrases(
    "căn cứ, theo, trên cơ sở, trong phạm vi, bằng, tùy, với, trong quá trình, trên địa bàn, khi, tại, ngay sau khi, sau khi, từ, trong, trước, ngoài, nhất là, đặc biệt, gồm, bao gồm, như, trực tiếp là, thông qua, đồng thời, hằng, hàng, định kỳ, chậm nhất, ngoài việc, bên cạnh"
)
_TITLES = Phrases(
    "phó trưởng ban, trưởng ban, phó ban, tổ trưởng, tổ phó, trưởng đoàn, phó trưởng đoàn, ủy viên thường trực, đồng trưởng ban, phó chủ tịch thường trực hội đồng, chủ tịch hội đồng"
)


class Manners(Lists):
    """Skips what stands between a list of names and its verb."""

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
        if self.words[after] in ("cần", "phải") or EACH.at(self.words, after, stop):
            return after
        if (title := _TITLES.at(self.words, after, stop)) and (
            verb := self._second_post(after + title, stop)
        ):
            return verb
        if loose and (modal := self._modal_soon(after, stop)):
            return modal  # 'các tổ chức khai thác cát, sỏi lòng sông phải …'
        if _RESTED.at(self.words, after, stop) and not COORDINATION.at(self.words, after, stop):
            return self._behind_rest(after, stop) or index
        return index

    def _second_post(self, index: int, stop: int) -> int:
        """'Giám đốc Sở A, Phó Trưởng Ban Thường trực Ban Chỉ đạo … chỉ đạo …': the verb behind the other post."""
        for at in range(index, min(stop, index + 22)):
            if self.words[at] in (":", ";", "."):
                return 0
            if self.words[at] == "," or self.tokens[at].capital:
                continue
            if verb_at(self.words, at, stop) > 1 or ADVERBS.at(self.words, at, stop) > 1:
                return at
        return 0

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
                and (ADVERBS.at(self.words, index + 1, stop) > 1 or LEADS.at(self.words, index + 1, stop))
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

    def _skip_marks(self, index: int, stop: int) -> int:
        while index < stop and not self.words[index][0].isalnum():
            index += 1
        return index
