"""Which parts of a sentence start a task: openings accepted, subjects inherited, matters (O13)."""

from __future__ import annotations

import re
from dataclasses import replace

from giaoban.assignments.extraction.assignees import Opening
from giaoban.assignments.extraction.clauses import Item
from giaoban.assignments.extraction.nontasks import is_formula
from giaoban.assignments.extraction.shapes import Party
from giaoban.assignments.extraction.tasks.drafts import Draft, Part
from giaoban.assignments.extraction.tasks.finishing import Finishing
from giaoban.assignments.extraction.words import CONNECTORS, OPENER_BARS

_HEADLINE = 150  # a line without a full stop is a headline up to this length
_MATTER = re.compile(r"(?:^|[\s,:\-(])do\s")
_MATTER_ROLE = re.compile(
    r"\s?(?:làm )?(?:chủ trì|đầu mối|chịu trách nhiệm|thực hiện|tham mưu|đảm nhiệm|phụ trách|đăng cai)(?!\w)"
)
_GROUP_LOOSE = re.compile(
    r"(?:các (?:cơ quan|đơn vị|địa phương|cấp|ngành|tổ chức|lực lượng|bên)|lực lượng|ngành |chính quyền)"
)
_REFUSED = re.compile(
    r"(?<!\w)(?:không giao|việc giao|nội dung giao|theo đề nghị|xét đề nghị|(?<!nhiệm vụ )(?<!quyền hạn )(?<!lĩnh vực )(?<!công việc )được giao)(?!\w)"
)
_OPENING_CLAUSE = re.compile(r",\s(?=[^,]*?(?<!\w)(?:giao|yêu cầu|đề nghị|chỉ đạo|lưu ý|phân công)(?!\w))")
_REFERRED = re.compile(
    r"(?<!\w)đã (?:giao|yêu cầu|chỉ đạo|đề nghị)(?!\w)[^;]*(?<!\w)tại (?:công văn|văn bản|quyết định|thông báo|công điện|chỉ thị|kế hoạch)"
)


class Starting(Finishing):
    """Starts drafts."""

    def _start(self, part: Part, opening: Opening | None, current: Draft | None) -> Draft | None:
        if opening is not None and self._accepts(part, opening, current):
            begin = self.words.tokens[opening.begin].start
            doubts = list(opening.doubts)
            if self.text.startswith("để", part.low):
                doubts.append("hidden_task")
            before = self.memory.sentence_subjects if part.index else []
            self.memory.sentence_subjects = [*before, *opening.leads]
            return Draft([(begin, part.high)], opening, part.item.path, part.number, doubts=doubts)
        if opening is not None and opening.verdict == "formula" and not part.past and not part.kind:
            begin = self.words.tokens[opening.begin].start
            if not part.item.depth and not opening.loose:
                self.responsible = (part.number, opening)
            return Draft([(begin, part.high)], opening, part.item.path, part.number, formula=True)
        if opening is not None and opening.verdict not in ("weak", "none"):
            return None
        matter = (
            self._matter(part.low, part.high)
            if not part.past and part.kind not in ("approval", "escape")
            else None
        )
        if matter is None and not (part.index or part.past or part.kind not in ("", "abstract")):
            matter = self._object_first(part.low, part.high)
        if matter is not None and current is None:
            return Draft([(part.low, part.high)], matter, part.item.path, part.number)
        if part.index or part.past or part.kind in ("approval", "praise", "escape", "report", "abstract"):
            return None
        return self._inherit(part)

    def _accepts(self, part: Part, opening: Opening, current: Draft | None) -> bool:
        if opening.verdict not in ("task", "weak"):
            return False
        if opening.opener:
            return self._accepts_opener(part, opening, current)
        if part.past or part.kind in ("approval", "praise", "escape", "report"):
            inside = part.low > part.item.start + 1
            return part.kind == "approval" and not part.past and opening.verdict == "task" and inside
        rest = self.fold[self.words.tokens[opening.after].start : part.high]
        if is_formula(rest):
            return False
        if opening.verdict == "weak":
            return self._weak_accepted(part, opening)
        item = part.item
        short = part.low - item.start < 2 and item.end - item.start < _HEADLINE
        loose_line = not item.depth and not item.inline and short and not self._ends_well(item)
        if loose_line and not self._dated(part.low, part.high):
            return False
        return not self._vague_wish(opening, part.high)

    def _accepts_opener(self, part: Part, opening: Opening, current: Draft | None) -> bool:
        """An opener is an assignment unless it is refused, referred to, announced, or asks an attitude only."""
        begin, after = self.words.tokens[opening.begin].start, self.words.tokens[opening.after - 1].end
        if "đã" in self.fold[begin:after].split() and self._gone_by(part):
            return False
        clauses = [0, *(m.start() for m in _OPENING_CLAUSE.finditer(self.fold[begin:after]))]
        if _REFUSED.search(self.fold[begin + clauses[-1] : after]) or _REFERRED.search(
            self.fold[part.low : part.high]
        ):
            return False
        if self._announces(opening, part.low, part.high) or part.kind == "closing":
            return False
        escape = part.kind == "escape" and current is None and opening.loose
        return not escape and not self._vague_wish(opening, part.high)

    def _gone_by(self, part: Part) -> bool:
        """Every time that is named lies before the day of issue."""
        days = [f.deadline.date for f in self.dues.at(part.low, part.high) if f.deadline.date]
        return bool(days) and max(days) < self.notice.issued_on

    def _announces(self, opening: Opening, low: int, high: int) -> bool:
        """'Chủ tịch UBND tỉnh ban hành Công văn số … yêu cầu các sở, ngành …': says what follows, asks nothing yet."""
        if not opening.loose or self._dated(low, high):
            return False
        before = self.fold[low : self.words.tokens[max(0, opening.after - 1)].end]
        return bool(
            re.search(
                r"(?<!\w)(?:ban hành|vừa có|đã có|có|ký|ra) (?:công văn|văn bản|chỉ thị|công điện|thông báo|kế hoạch)(?!\w)",
                before,
            )
        )

    def _vague_wish(self, opening: Opening, high: int) -> bool:
        """A vague group asked for no more than an attitude (section 9)."""
        if not opening.loose or not all(_GROUP_LOOSE.match(p.name) for p in opening.leads):
            return False
        start = self.words.tokens[opening.after].start if opening.after < len(self.words.tokens) else high
        rest = self.fold[start:high]
        return bool(re.match(
            r"(?:cần |phải |tiếp tục |nghiêm túc |tích cực |tập trung |khẩn trương )*(?:tuyệt đối|không (?:được )?(?:chủ quan|lơ là)|nhận thức|phát huy|nêu cao|vào cuộc|nỗ lực|học tập|nghiên cứu, học tập|bắt tay|đoàn kết|quán triệt (?:quan điểm|tinh thần|phương châm|sâu sắc|nhận thức)|"
            r"xác định (?:rõ|đây|việc)|coi |lấy |đề cao|chung tay|nghiêm túc rút|thực hiện (?:(?:tốt|nghiêm(?: túc)?) )?(?:các |những |một số )?(?:thông báo|nội dung|kết luận|chỉ đạo|nhiệm vụ|yêu cầu|ý kiến)(?:[^,;.]{0,40} (?:này|trên|sau|đã đề ra|được giao)|\\s?[.;:/]|$)|biết|nhận thấy)", rest,
        ))  # fmt: skip

    def _weak_accepted(self, part: Part, opening: Opening) -> bool:
        """A named unit at the head of a numbered point, an unknown verb behind it, and a proper end."""
        ends = self.text[part.high - 1] in ".;" and opening.after < self.words.at(part.high)
        return bool(part.item.depth and not opening.loose and ends)

    def _ends_well(self, item: Item) -> bool:
        return self.text[item.start : item.end].rstrip(' "')[-1:] in ".;:/…"

    def _inherit(self, part: Part) -> Draft | None:
        """No subject: the heading's unit, else that of the sentence before, else the lead-in's (traps)."""
        item, low, high = part.item, part.low, part.high
        short = item.end - item.start < _HEADLINE
        if short and not item.depth and not item.inline and not self._ends_well(item):
            return None  # a headline between the paragraphs
        frame, later = self._frame_for(item), self._earlier_in(part)
        if not self._begins_with_verb(low, high) and not (
            frame and item.depth and not later and self._plain_point(low, high)
        ):
            return None
        opening, doubts = self._speaker(part, frame, later)
        if opening is None:
            return None
        first = self.words.at(low)
        after = self._after_coordination(first, self.words.at(high))
        coordinating = tuple(dict.fromkeys((*opening.coordinating, *after[0])))
        begun = replace(
            opening, begin=first, after=after[1], coordinating=coordinating, opener=False, verdict="task"
        )
        return Draft([(low, high)], begun, item.path, part.number, inherited=True, doubts=doubts)

    def _earlier_in(self, part: Part) -> Draft | None:
        """The last task of the same item."""
        return next((d for d in reversed(self.drafts) if d.item == part.number), None)

    def _speaker(
        self, part: Part, frame: Opening | None, later: Draft | None
    ) -> tuple[Opening | None, list[str]]:
        """Whose unit does what a sentence without a subject asks, and the doubt that goes with it."""
        first = self.words.at(part.low)
        if later and (self.memory.sentence_subjects or not part.item.depth):
            return Opening(first, first, later.opening.leads, loose=later.opening.loose), [
                "inherited_subject"
            ]
        if frame is not None:
            return frame, ["inherited_subject"] if later else []
        matter = self.fold.startswith(("về ", "đối với ", "riêng "), part.low)
        running = None if matter else self._running(part.number, part.item)
        if running is not None:
            return Opening(first, first, running.leads, loose=running.loose), ["inherited_subject"]
        below = not part.item.depth and self._below_a_point(part.number)
        if below and self.lead_in and not self._dated(part.low, part.high):
            return self.lead_in, ["inherited_subject"]
        if part.item.depth and self.addressees and len(self.addressees.leads) <= 3:
            return self.addressees, ["addressee_assigned"]
        return None, []

    def _below_a_point(self, number: int) -> bool:
        """A plain paragraph right below a point that the lead-in's unit was asked."""
        before = self.notice.zoned[number - 1].item if number else None
        asked = self.drafts[-1] if self.drafts else None
        return bool(before and before.depth and asked and asked.item == number - 1 and asked.inherited)

    def _plain_point(self, low: int, high: int) -> bool:
        """A point under a unit's heading that begins with no known verb but is no statement either."""
        words = self.fold[low : min(high, low + 120)]
        if re.match(r"(?:chủ động|khẩn trương|tích cực|kịp thời|tập trung)\s", words):
            return self.text[high - 1] in ".;"
        return (
            not re.search(r"(?<!\w)(?:đã|đạt|là|được|đang|có|còn)(?!\w)", words)
            and self.text[high - 1] in ".;"
        )

    def _after_coordination(self, first: int, stop: int) -> tuple[tuple[Party, ...], int]:
        opening = self.notice.assignees._after_roles(Opening(first, first, ()), first, stop)
        return opening.coordinating, opening.after

    def _matter(self, low: int, high: int) -> Opening | None:
        """O13: '<Matter> do U chủ trì', not in the past."""
        if re.search(r"^(?:khi|tại|sau khi)\s|(?<!\w)(?:đã|vừa qua|năm ngoái)(?!\w)", self.fold[low:high]):
            return None
        for found in _MATTER.finditer(self.fold, low, high):
            first, stop = self._tokens(found.end(), high)
            listed = self.notice.assignees.listed(first, stop)
            if listed is None or listed.outside or listed.end >= stop:
                continue
            role = _MATTER_ROLE.match(self.fold, self.words.tokens[listed.end].start)
            if role and not re.match(r"thực hiện|phụ trách|tham mưu", role.group().strip()):
                begin = self.words.at(low)
                base = Opening(
                    begin, listed.end, tuple(listed.leads), tuple(listed.coordinating), said_lead=True
                )
                return self.notice.assignees._after_roles(base, listed.end, stop)
        return None

    def _object_first(self, low: int, high: int) -> Opening | None:
        """'Phần ngân sách bảo đảm giao Sở Tài chính thẩm định': what is given stands before the giving."""
        if self._begins_with_verb(low, high):
            return None
        for found in re.finditer(r"\sgiao\s(?=[^\W\d_])", self.fold[low:high]):
            first, stop = self._tokens(low + found.start() + 1, high)
            if self.words.words[first - 1] in OPENER_BARS or self.words.words[first - 1] in ("đã", ","):
                continue
            opening = self.notice.assignees._by_opener(first, first, stop)
            if opening and opening.verdict == "task" and not opening.loose:
                return replace(opening, begin=self.words.at(low))
        return None

    def _own_words(self, low: int) -> str:
        """The first words of a part behind 'Ngoài ra,', 'Đồng thời' and their like."""
        first = self.words.at(low)
        while size := CONNECTORS.at(self.words.words, first, first + 8):
            first += size + (self.words.words[first + size] == ",")
        start = self.words.tokens[first].start
        return self.fold[start : start + 14].lstrip(" -+•")

    def _own_verb(self, part: Part, opening: Opening) -> bool:
        """A point 'Chỉ đạo Sở Y tế …' under another unit's heading: the heading's unit does the directing."""
        if part.index or not opening.opener:
            return False
        words = self._own_words(part.low)
        frame = self._frame_for(part.item) if part.item.depth else None
        if frame is None:
            goes_on = self._earlier_in(part) or self._running(part.number, part.item)
            return words.startswith("chỉ đạo") and goes_on is not None
        return words.startswith(("chỉ đạo", "phân công")) or (
            words.startswith(("yêu cầu", "lưu ý", "nhắc")) and not frame.loose
        )

    def _goes_on_directing(self, low: int, opening: Opening, current: Draft | None) -> bool:
        """'U kiểm tra …; chỉ đạo các xã …': a further verb of the same unit, no new assignment."""
        if current is None or not opening.opener:
            return False
        words = self.fold[low : low + 14]
        return words.startswith(("chỉ đạo", "phân công")) or (
            words.startswith(("yêu cầu", "nhắc")) and not current.opening.opener
        )
