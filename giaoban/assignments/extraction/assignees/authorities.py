"""Those who assign: chairs, governments, committees, and the paper that speaks for them (O1 to O5)."""

from __future__ import annotations

import re

from giaoban.assignments.extraction.assignees.pronouns import Pronouns
from giaoban.assignments.extraction.words import OPENERS

CHAIR = re.compile(
    r"(?:(?:các )?đồng chí |ông |bà )?(?:thường trực |quyền |phó |nguyên )*(?:chủ tịch|thủ tướng|tổng bí thư|bí thư|trưởng ban|tổ trưởng|chủ nhiệm)(?!\w)|"
    r"(?:ubnd|ủy ban nhân dân) (?:tỉnh|thành phố|tp\.?|huyện|xã|phường|quận|thị xã|đặc khu)(?!\w)|chính phủ(?!\w)|ban thường vụ|thường trực (?:tỉnh|thành|huyện|đảng|ban|hđnd|hội)|ban chỉ đạo|hội đồng nhân dân|hđnd|lãnh đạo (?:ubnd|ủy ban|tỉnh|thành phố|tp|huyện|bộ|chính phủ)|(?:tỉnh|thành phố|tp)(?= (?:đã |cũng |tiếp tục |vừa )*(?:giao(?! thông)|đề nghị|yêu cầu|chỉ đạo)(?!\w))|tỉnh ủy|thành ủy|huyện ủy|thị ủy|quận ủy|đoàn kiểm tra|ban bí thư|quốc hội|(?:lãnh đạo )?(?:bộ|sở)(?= (?:đã |cũng |tiếp tục |vừa |trân trọng )*(?:giao(?! thông)|đề nghị|yêu cầu)(?!\w))"
)
# The paper that speaks for its issuer: 'Công văn yêu cầu U …', 'Công điện số … nêu rõ, giao U …'.
_PAPER = re.compile(
    r"(?:cũng |tại |trong |theo )?(?:nội dung )?(?:công văn|văn bản|công điện|chỉ thị|thông báo|nghị quyết|quyết định|kế hoạch|kết luận)(?: kết luận)?(?: này| trên| nêu trên)?"
    r"(?=(?: số \S+)?(?: ngày \S+)?(?: cũng| đã| nêu rõ,?| nêu,?| còn)* (?:yêu cầu|đề nghị|giao|chỉ đạo|phân công|lưu ý)(?!\w))"
)
_LOWER = re.compile(r"(?:phó )?(?:chủ tịch )?ubnd (?:huyện|xã|phường|quận|thị xã|đặc khu)(?!\w)")


class Authorities(Pronouns):
    """Reads who assigns."""

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
        if paper and (
            self.tokens[index].capital
            or not index
            or self.words[index - 1] in ("đó", ",", ";", ":", ".", "\n")
        ):
            return self.names.all.at(paper.end())
        if self.provincial and _LOWER.match(self.fold, start):
            return 0
        found = CHAIR.match(self.fold, start, min(start + 90, self.tokens[stop - 1].end))
        if not found or (found.group() in ("tỉnh", "thành phố", "tp") and not self._begins(index)):
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

    def _begins(self, index: int) -> bool:
        """'Tỉnh giao …', 'Theo đó, tỉnh yêu cầu …', not '… các huyện, thành phố chỉ đạo …'."""
        before = self.words[index - 1] if index else ""
        return self.tokens[index].capital or (before == "," and self.words[index - 2] in ("đó", "ra", "thời"))

    def _given_name(self, index: int, stop: int) -> bool:
        """'Bà Hạnh đề nghị …': one capital, and an opener right behind it."""
        after = index + 1 + (self.words[index + 1] in ("cũng", "đã"))
        return index < stop and self.tokens[index].capital and bool(OPENERS.at(self.words, after, stop))
