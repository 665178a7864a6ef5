"""
From zones, items and sentences to tasks: inheritance of subjects, splitting by deadlines, shared deadlines.

The conventions of section 12: a task is one assignee (or equal assignees), what it must do, and at most
one deadline; verbs of one assignee stay together unless a second deadline appears.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice

from giaoban.assignments.extraction.actions_words import action_of, product_of
from giaoban.assignments.extraction.assignees import Assignees, Listed, Memory, Opening, coordinators
from giaoban.assignments.extraction.clauses import Item
from giaoban.assignments.extraction.deadlines import Found, Reader, find_deadlines
from giaoban.assignments.extraction.names import Names
from giaoban.assignments.extraction.nontasks import is_formula, kind_of
from giaoban.assignments.extraction.normal import Source, Words
from giaoban.assignments.extraction.sentences import parts, sentences
from giaoban.assignments.extraction.shapes import Deadline, Party, Task
from giaoban.assignments.extraction.words import ADVERBS, CONNECTORS, LOOSE_GROUPS, Phrases, verb_at
from giaoban.assignments.extraction.zones import Zoned

_DUE_ONLY = re.compile(
    r"(?:thời gian|thời hạn|hoàn thành|hoàn tất|xong|các nội dung (?:trên|nêu trên|này)|nội dung (?:trên|nêu trên|này)|các nhiệm vụ (?:trên|nêu trên|này)|các công việc (?:trên|nêu trên|này)|công việc (?:trên|này)|tất cả|"
    r"kết quả|báo cáo kết quả|yêu cầu (?:hoàn thành|gửi|báo cáo|xong)|việc [^,;.]{3,80} hoàn thành|thời điểm|gửi (?:kết quả|báo cáo)|báo cáo (?:ubnd|chủ tịch|thủ tướng|bộ|phó)|trình (?:ubnd|chủ tịch|thủ tướng)|chậm nhất|trước ngày|trước \d|phải hoàn thành|văn bản gửi|ý kiến gửi|hồ sơ gửi|đề xuất gửi)"
)
_SHARED = re.compile(r"(?:các|những|tất cả|toàn bộ)[^,;.]{0,20}(?:nội dung|nhiệm vụ|công việc|việc)")
_LEAD_IN = re.compile(r"(?:sau|sau đây|như sau|một số (?:nội dung|nhiệm vụ|việc)[^:]{0,30}|nội dung|nhiệm vụ|cụ thể|các việc|yêu cầu|kết luận|chỉ đạo|giao|đề nghị|ý kiến|thực hiện)[^:]{0,20}:\s?$")
_PURPOSE = re.compile(r"(?:,\s|\s|\)\s)(để|trong đó,?|trong khi(?: đó)?,?|trong khi)\s(?=[^\W\d_])")
_WITH = re.compile(r"(?<!\w)(?:(?:chủ động |tích cực |thường xuyên )?phối hợp(?: chặt chẽ| kịp thời| thường xuyên| hiệu quả)?(?: cùng)?(?: với)?|cùng với|cùng|phối kết hợp với)\s(?=[^\W\d_])")
_OWN_SUBORDINATES = re.compile(r"(?:chỉ đạo|hướng dẫn|yêu cầu|đôn đốc|giao)\s(?!triển khai|thực hiện|tổ chức|việc|công tác|thu|giải)[^,;]{2,80}$")
_MATTER = re.compile(r"(?:^|[\s,:\-(])do\s")
_MATTER_ROLE = re.compile(r"\s?(?:làm )?(?:chủ trì|đầu mối|chịu trách nhiệm|thực hiện|tham mưu|đảm nhiệm|phụ trách)(?!\w)")
_FIELD = re.compile(
    r"(?P<lead>(?:cơ quan|đơn vị|sở, ngành)?\s?(?:chủ trì(?: thực hiện)?|thực hiện|chịu trách nhiệm|đầu mối)|trách nhiệm thực hiện|phân công(?: thực hiện)?)\s?:|"
    r"(?P<with>(?:cơ quan|đơn vị)?\s?(?:phối hợp(?: thực hiện)?))\s?:|(?P<product>sản phẩm(?: đầu ra| dự kiến)?|kết quả(?: đầu ra| sản phẩm)?)\s?:|"
    r"(?P<due>(?:thời gian|thời hạn)(?: hoàn thành| thực hiện| trình)?|hoàn thành|tiến độ)\s?:"
)
_MOST_CLAUSES, _CLAUSE_REACH = 8, 800  # bounds of looking for hidden tasks in one part of a sentence
_GROUP_LOOSE = re.compile(r"(?:các (?:cơ quan|đơn vị|địa phương|cấp|ngành|tổ chức|lực lượng|bên)|lực lượng|ngành |chính quyền)")


@dataclass
class Draft:
    """A task being put together: its parts (even spans), who, and where it came from."""

    parts: list[tuple[int, int]]
    opening: Opening
    path: str
    item: int
    inherited: bool = False
    shared: Found | None = None
    doubts: list[str] = field(default_factory=list)
    product: str = ""
    due: Deadline | None = None


@dataclass(frozen=True)
class Frame:
    """A heading whose unit speaks for the points below it."""

    depth: int
    opening: Opening
    bare: bool = False


@dataclass(frozen=True)
class Notice:
    """Everything the reading of tasks needs of one notice."""

    source: Source
    words: Words
    names: Names
    assignees: Assignees
    reader: Reader
    zoned: Sequence[Zoned]
    issued_on: date


class Dues:
    """The deadlines of one notice, each stretch read once."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._known: dict[tuple[int, int], list[Found]] = {}

    def at(self, start: int, end: int) -> list[Found]:
        """The deadlines in [start, end)."""
        if (start, end) not in self._known:
            self._known[start, end] = find_deadlines(self._reader, start, end)
        return self._known[start, end]


class TaskReader:
    """Reads the tasks of one notice."""

    def __init__(self, notice: Notice) -> None:
        self.notice = notice
        self.source = notice.source
        self.words = notice.words
        self.text = notice.source.text
        self.fold = notice.source.fold
        self.dues = Dues(notice.reader)
        self.drafts: list[Draft] = []
        self.frames: list[Frame] = []
        self.lead_in: Opening | None = None
        self.addressees: Opening | None = None
        self.memory = Memory()
        self.prefix = ""

    def read(self) -> list[Task]:
        """All tasks in the order of the text."""
        self._read_addressees()
        skip: set[int] = set()
        for n, zoned in enumerate(self.notice.zoned):
            if n in skip:
                continue
            if zoned.zone == "body":
                skip.update(self._form(n) or ())
                if n not in skip:
                    self._item(n, zoned.item)
            else:
                self._leave(zoned.item)
        finished = [task for draft in self.drafts for task in self._finish(draft)]
        return sorted(finished, key=lambda task: (task.start, task.end))

    # -- context ---------------------------------------------------------------------------------
    def _leave(self, item: Item) -> None:
        if item.depth:
            self.frames = [f for f in self.frames if f.depth < item.depth]
        self.memory = Memory()

    def _read_addressees(self) -> None:
        parties: list[Party] = []
        for zoned in self.notice.zoned:
            if zoned.zone != "address":
                continue
            begin = zoned.item.start
            colon = self.text.find(":", begin, zoned.item.end)
            start = colon + 1 if 0 <= colon - begin < 160 and "gửi" in self.fold[begin:colon] else begin
            first, stop = self.words.at(start), self.words.at(zoned.item.end)
            while first < stop and not self.words.words[first][0].isalnum():
                first += 1
            listed = self.notice.assignees.listed(first, stop) if first < stop else None
            if listed:
                parties.extend(listed.leads)
        if parties:
            self.addressees = Opening(0, 0, tuple(parties), doubts=("addressee_assigned",))

    def _frame_for(self, item: Item) -> Opening | None:
        """The unit that speaks for an item without a subject: heading, else the lead-in's addressee."""
        if item.depth == 0 and not item.inline:
            bare = [f for f in self.frames if f.bare]
            return bare[-1].opening if bare else None
        below = [f for f in self.frames if f.depth < item.depth]
        if below:
            return below[-1].opening
        return self.lead_in

    # -- items -----------------------------------------------------------------------------------
    def _item(self, n: int, item: Item) -> None:
        if item.depth and not item.inline:
            self.frames = [f for f in self.frames if f.depth < item.depth]
            if item.kind not in ("dash", "plus"):
                self.memory = Memory()
        elif item.depth == 0:
            if not any(f.bare for f in self.frames) or not self._begins_with_verb(item.start, item.end):
                self.frames = []
            self.memory = Memory()
        self.memory.subjects = tuple(self.memory.sentence_subjects) or self.memory.subjects
        before = len(self.drafts)
        spans = sentences(self.text, item.start, item.end)
        blocked = ""
        for start, end in spans:
            blocked = self._sentence(n, item, start, end, before, blocked)
        if len(self.drafts) == before:
            self._unassigned(n, item)

    def _tokens(self, start: int, end: int) -> tuple[int, int]:
        return self.words.at(start), self.words.at(end)

    def _begins_with_verb(self, start: int, end: int) -> bool:
        first, stop = self._tokens(start, end)
        while first < stop and not self.words.words[first][0].isalnum():
            first += 1
        for _ in range(5):
            size = ADVERBS.at(self.words.words, first, stop) or CONNECTORS.at(self.words.words, first, stop)
            if not size or (verb_at(self.words.words, first, stop) and not ADVERBS.at(self.words.words, first, stop)):
                break
            first += size
            while first < stop and self.words.words[first] in (",",):
                first += 1
        return first < stop and bool(verb_at(self.words.words, first, stop))

    def _sentence(self, n: int, item: Item, start: int, end: int, before: int, blocked: str) -> str:
        """Read one sentence; gives what blocks the following one ('report' goes on without a new opener)."""
        first, stop = self._tokens(start, end)
        if first >= stop:
            return blocked
        kind = kind_of(self.words, first, stop, self.fold[start:end], future=bool(self.frames or item.depth))
        if kind in ("closing", "outsider", "definition", "promise"):
            self._note_named(first, stop)
            return blocked
        if self._due_sentence(n, start, end, before):
            return blocked
        if self._heading_or_lead_in(n, item, start, end, kind):
            return ""
        current: Draft | None = None
        past = kind == "report" or (blocked == "report" and not item.depth)
        for index, (low, high) in enumerate(self._segments(start, end)):
            opening = self._open(low, high)
            if opening and (self._own_verb(item, low, opening, index) or self._goes_on_directing(low, opening, current)):
                opening = None
            if opening and opening.verdict == "past":
                past = True
            started = self._start(n, item, low, high, opening, kind, past, index, current)
            if started is not None:
                current = started
                self.drafts.append(started)
            elif current is not None and not (opening and opening.verdict in ("past", "definition", "standing", "outside", "chair")):
                current.parts.append((low, high))
            elif opening and opening.verdict in ("past", "definition", "standing", "outside", "chair", "wish"):
                current = None
            self._note_named(*self._tokens(low, high))
        return "report" if past else ""

    def _own_verb(self, item: Item, low: int, opening: Opening, index: int) -> bool:
        """A point 'Chỉ đạo Sở Y tế …' under another unit's heading: the heading's unit does the directing."""
        frame = self._frame_for(item) if item.depth and not index else None
        if frame is None or not opening.opener:
            return False
        words = self.fold[low : low + 14].lstrip(" -+•")
        return words.startswith(("chỉ đạo", "phân công")) or (words.startswith(("yêu cầu", "lưu ý", "nhắc")) and not frame.loose)

    def _goes_on_directing(self, low: int, opening: Opening, current: Draft | None) -> bool:
        """'U kiểm tra …; chỉ đạo các xã …': a further verb of the same unit, no new assignment."""
        if current is None or not opening.opener:
            return False
        words = self.fold[low : low + 14]
        return words.startswith(("chỉ đạo", "phân công")) or (words.startswith(("yêu cầu", "nhắc")) and not current.opening.opener)

    def _note_named(self, first: int, stop: int) -> None:
        """Remember the last unit named, for 'Cơ quan này'."""
        index = first
        while index < stop:
            mention = self.notice.names.at(index, stop) if self.words.tokens[index].capital else None
            if mention and not mention.loose and not mention.generic:
                if not mention.parties[0].name.startswith("UBND tỉnh") and mention.parties[0].kind == "unit":
                    self.memory.last_named = mention.parties[-1]
                index = mention.end
            else:
                index += 1

    def _segments(self, start: int, end: int) -> list[tuple[int, int]]:
        """Parts at ';', then at purpose clauses with their own unit (O16), 'trong đó U2 V'."""
        out: list[tuple[int, int]] = []
        for low, high in parts(self.text, start, end):
            cut = low
            for found in islice(_PURPOSE.finditer(self.fold, low, high), _MOST_CLAUSES):
                if self._own_clause(found, min(high, found.end() + _CLAUSE_REACH)):
                    out.append((cut, found.start(1)))
                    cut = found.start(1)
            out.append((cut, high))
        return out

    def _own_clause(self, found: re.Match[str], high: int) -> bool:
        first, stop = self._tokens(found.end(), high)
        listed = self.notice.assignees.listed(first, stop)
        if listed is None or listed.outside or listed.generic or listed.end >= stop:
            return False
        opening = self.notice.assignees._bare(first, first, stop)
        if opening is None or opening.verdict != "task":
            return False
        if found[1].startswith("trong"):
            return not (found[1].startswith("trong đó") and self.words.words[listed.end] in ("là", ":"))
        dated = any(f.dated for f in self.dues.at(found.end(), high))
        reports = re.match(r"(?:\s?tổng hợp,? (?:và )?(?:báo cáo|tham mưu|trình|đề xuất))", self.fold[self.words.tokens[listed.end].start : high] if listed.end < stop else "")
        return dated or bool(reports)

    def _open(self, low: int, high: int) -> Opening | None:
        first, stop = self._tokens(low, high)
        if first < stop and self.words.words[first] == "để" and not self.words.tokens[first].capital:
            first += 1
            return self.notice.assignees._bare(first - 1, first, stop)
        return self.notice.assignees.open_task(first, stop, self.memory) if first < stop else None

    # -- starting a draft --------------------------------------------------------------------------
    def _start(
        self, n: int, item: Item, low: int, high: int, opening: Opening | None, kind: str, past: bool,
        index: int, current: Draft | None,
    ) -> Draft | None:  # fmt: skip
        if opening is not None and self._accepts(opening, item, low, high, kind, past, current):
            begin = self.words.tokens[opening.begin].start
            doubts = list(opening.doubts)
            if self.text.startswith("để", low):
                doubts.append("hidden_task")
            self.memory.sentence_subjects = [*(self.memory.sentence_subjects if index else []), *opening.leads]
            return Draft([(begin, high)], opening, item.path, n, doubts=doubts)
        if opening is not None and opening.verdict != "weak" and opening.verdict != "none":
            return None
        matter = self._matter(low, high) if not past and kind not in ("approval", "escape") else None
        if matter is not None and current is None:
            return Draft([(low, high)], matter, item.path, n)
        if index or kind in ("approval", "praise", "escape", "report", "abstract") or past:
            return None
        return self._inherit(n, item, low, high)

    def _accepts(self, opening: Opening, item: Item, low: int, high: int, kind: str, past: bool, current: Draft | None) -> bool:
        if opening.verdict not in ("task", "weak"):
            return False
        words = self.fold[low:high]
        if opening.opener:
            at = self.words.tokens[opening.begin].start
            if re.match(r"(?:[^;]{0,200}?)(?<!\w)(?:không giao|việc giao|nội dung giao|theo đề nghị|xét đề nghị|được giao)(?!\w)", self.fold[at : self.words.tokens[opening.after - 1].end]):
                return False
            if re.search(r"(?<!\w)đã (?:giao|yêu cầu|chỉ đạo|đề nghị)(?!\w)[^;]*(?<!\w)tại (?:công văn|văn bản|quyết định|thông báo|công điện|chỉ thị|kế hoạch)", words):
                return False
            if self._announces(opening, low, high):
                return False
            return not (kind == "closing" or (kind == "escape" and current is None and self._is_loose(opening)) or self._vague_wish(opening, high))
        if past or kind in ("approval", "praise", "escape", "report"):
            return bool(kind == "approval" and low and opening.verdict == "task" and not self._at_start(low, item))
        if is_formula(self.fold[self.words.tokens[opening.after].start : high] if opening.after < len(self.words.tokens) else ""):
            return False
        if opening.verdict == "weak":
            return self._weak_accepted(opening, item, low, high)
        if not item.depth and not item.inline and not self._ends_well(item) and not self._dated(low, high):
            return False
        return not self._vague_wish(opening, high) and not re.match(r"\s?nào(?!\w)", words)

    def _announces(self, opening: Opening, low: int, high: int) -> bool:
        """'Chủ tịch UBND tỉnh ban hành Công văn số … yêu cầu các sở, ngành …': says what follows, asks nothing yet."""
        if not opening.loose or self._dated(low, high):
            return False
        before = self.fold[low : self.words.tokens[max(0, opening.after - 1)].end]
        return bool(re.search(r"(?<!\w)(?:ban hành|vừa có|đã có|ký|ra) (?:công văn|văn bản|chỉ thị|công điện|thông báo|kế hoạch)(?!\w)", before))

    def _at_start(self, low: int, item: Item) -> bool:
        return low <= item.start + 1

    def _is_loose(self, opening: Opening) -> bool:
        return opening.loose

    def _vague_wish(self, opening: Opening, high: int) -> bool:
        """A vague group asked for no more than an attitude (section 9)."""
        if not opening.loose or not all(_GROUP_LOOSE.match(p.name) for p in opening.leads):
            return False
        start = self.words.tokens[opening.after].start if opening.after < len(self.words.tokens) else high
        rest = self.fold[start:high]
        return bool(re.match(
            r"(?:cần |phải |tiếp tục |nghiêm túc |tích cực |tập trung |khẩn trương )*(?:tuyệt đối|không (?:được )?(?:chủ quan|lơ là)|nhận thức|phát huy|nêu cao|vào cuộc|nỗ lực|học tập|nghiên cứu, học tập|bắt tay|đoàn kết|quán triệt|"
            r"xác định (?:rõ|đây|việc)|coi |đề cao|chung tay|nghiêm túc rút|thực hiện (?:tốt|nghiêm|thông báo|nội dung|kết luận|chỉ đạo)|biết|nhận thấy)", rest,
        ))  # fmt: skip

    def _weak_accepted(self, opening: Opening, item: Item, low: int, high: int) -> bool:
        """A named unit at the head of a numbered point, an unknown verb behind it, and a proper end."""
        return bool(item.depth and not opening.loose and self.text[high - 1] in ".;" and opening.after < self.words.at(high))

    def _ends_well(self, item: Item) -> bool:
        return self.text[item.start : item.end].rstrip(' "')[-1:] in ".;:/…"

    def _dated(self, low: int, high: int) -> bool:
        return any(f.dated for f in self.dues.at(low, high))

    def _inherit(self, n: int, item: Item, low: int, high: int) -> Draft | None:
        """No subject: the heading's unit, else that of the sentence before, else the lead-in's (traps)."""
        later = any(d.item == n for d in self.drafts)
        own = self.memory.sentence_subjects
        opening = self._frame_for(item)
        first = self.words.at(low)
        if not self._begins_with_verb(low, high) and not (opening and item.depth and not later and self._plain_point(low, high)):
            return None
        if later and own:
            last = [d for d in self.drafts if d.item == n][-1]
            opening = Opening(first, first, last.opening.leads, loose=last.opening.loose)
        elif opening is None and item.depth and self.addressees and len(self.addressees.leads) <= 3:
            opening = self.addressees
        if opening is None:
            return None
        doubts = ["addressee_assigned"] if opening is self.addressees else ["inherited_subject"] if later else []
        after = self._after_coordination(first, self.words.at(high))
        coordinating = tuple(dict.fromkeys((*opening.coordinating, *after[0])))
        begun = replace(opening, begin=first, after=after[1], coordinating=coordinating, opener=False, verdict="task")
        return Draft([(low, high)], begun, item.path, n, inherited=True, doubts=doubts)

    def _plain_point(self, low: int, high: int) -> bool:
        """A point under a unit's heading that begins with no known verb but is no statement either."""
        words = self.fold[low : min(high, low + 120)]
        return not re.search(r"(?<!\w)(?:đã|đạt|là|được|đang|có|còn)(?!\w)", words) and self.text[high - 1] in ".;"

    def _after_coordination(self, first: int, stop: int) -> tuple[tuple[Party, ...], int]:
        opening = self.notice.assignees._after_roles(Opening(first, first, ()), first, stop)
        return opening.coordinating, opening.after

    def _matter(self, low: int, high: int) -> Opening | None:
        """O13: '<Matter> do U chủ trì', not in the past."""
        if re.search(r"(?<!\w)(?:đã|vừa qua|năm ngoái)(?!\w)", self.fold[low:high]):
            return None
        for found in _MATTER.finditer(self.fold, low, high):
            first, stop = self._tokens(found.end(), high)
            listed = self.notice.assignees.listed(first, stop)
            if listed is None or listed.outside or listed.end >= stop:
                continue
            role = _MATTER_ROLE.match(self.fold, self.words.tokens[listed.end].start)
            if role and not re.match(r"thực hiện|phụ trách|tham mưu", role.group().strip()):
                begin = self.words.at(low)
                base = Opening(begin, listed.end, tuple(listed.leads), tuple(listed.coordinating), False, True)
                return self.notice.assignees._after_roles(base, listed.end, stop)
        return None

    # -- headings, lead-ins, forms, deadlines of their own -------------------------------------------
    def _heading_or_lead_in(self, n: int, item: Item, start: int, end: int, kind: str) -> bool:
        """A sentence that ends with ':' and has points below it speaks for them and is no task itself."""
        following = self.notice.zoned[n + 1].item if n + 1 < len(self.notice.zoned) else None
        if following is None:
            return False
        deeper = following.depth > item.depth
        if not self.fold[start:end].rstrip().endswith(":"):
            named = self._list_heading(start, end) if deeper and end == item.end else None
            if named is not None:
                self.frames.append(Frame(item.depth, named))
                self.memory.sentence_subjects = list(named.leads)
            return named is not None
        bare = not deeper and following.depth == 0 and self._begins_with_verb(following.start, following.end)
        if not deeper and not bare and item.depth:
            return False
        opening = self._list_heading(start, end) or self._open(start, end) or self._topic_unit(start, end)
        usable = opening is not None and opening.verdict in ("task", "heading", "weak") and bool(opening.leads)
        if opening is not None and usable and kind not in ("approval", "praise"):
            if item.depth == 0 and not item.inline and not self._pure_heading(opening, end):
                self.lead_in = replace(opening, coordinating=opening.coordinating, doubts=())
            self.frames.append(Frame(item.depth, opening, bare))
        self.memory.sentence_subjects = list(opening.leads) if opening and usable else []
        return True

    def _list_heading(self, start: int, end: int) -> Opening | None:
        """O10: nothing but names, joined by ',' or ';', with or without a colon."""
        first, stop = self._tokens(start, end)
        listed = self.notice.assignees.listed(first, stop, semicolons=True)
        if listed is None or listed.outside or any(w[0].isalnum() for w in self.words.words[listed.end : stop]):
            return None
        return Opening(first, listed.end, tuple(listed.leads), tuple(listed.coordinating), False, listed.said_lead, "heading", (), listed.loose)

    def _pure_heading(self, opening: Opening, end: int) -> bool:
        return opening.verdict == "heading"

    def _topic_unit(self, start: int, end: int) -> Opening | None:
        """'Đối với Sở Y tế:', 'Nhiệm vụ của Sở Y tế:'."""
        first, stop = self._tokens(start, end)
        for index in range(first, min(stop, first + 8)):
            if self.words.words[index] in ("với", "của", "phía", "cho") and index + 1 < stop:
                listed = self.notice.assignees.listed(index + 1, stop)
                if listed and listed.end < stop and self.words.words[listed.end] == ":":
                    return Opening(first, listed.end, tuple(listed.leads), verdict="heading", loose=listed.loose)
        return None

    def _due_sentence(self, n: int, start: int, end: int, before: int) -> bool:
        """A following sentence that only carries the deadline (section 7, last row)."""
        drafts = self.drafts[before:]
        if not drafts or not _DUE_ONLY.match(self.fold[start:end].lstrip(" -+•")):
            return False
        found = [f for f in self.dues.at(start, end) if f.dated]
        if not found or (len(self.fold[start:end]) > 260 and len(found) > 1):
            return False
        first, stop = self._tokens(start, end)
        if self.notice.names.at(first, stop):
            return False
        shared = bool(_SHARED.match(self.fold[start:end])) and len(drafts) > 1
        open_drafts = [d for d in drafts if not self._has_date(d)]
        if not open_drafts:
            return not self._begins_with_verb(start, end)
        for draft in open_drafts if shared else open_drafts[-1:]:
            draft.shared = found[0]
            if shared:
                draft.doubts.append("deadline_shared")
            else:
                draft.parts.append((start, end))
        return True

    def _has_date(self, draft: Draft) -> bool:
        return draft.shared is not None or any(self._dated(low, high) for low, high in draft.parts)

    def _unassigned(self, n: int, item: Item) -> None:
        """A numbered clause that sets a time for reporting and names nobody: lead stays empty."""
        words = self.fold[item.start : item.end]
        if not item.depth or not re.match(r"(?:thời hạn|thời gian|chế độ|định kỳ) (?:gửi )?(?:báo cáo|thực hiện)", words):
            return
        if not self._dated(item.start, item.end):
            return
        first = self.words.at(item.start)
        self.drafts.append(Draft([(item.start, item.end)], Opening(first, first, ()), item.path, n, doubts=["no_assignee"]))

    def _form(self, n: int) -> set[int] | None:
        """O14: a title, then 'Cơ quan chủ trì: U', 'Cơ quan phối hợp: …', 'Thời gian hoàn thành: …'."""
        item = self.notice.zoned[n].item
        last, rows = n, []
        while last + 1 < len(self.notice.zoned):
            following = self.notice.zoned[last + 1].item
            found = _FIELD.match(self.fold, following.start, following.end)
            if not found or self.notice.zoned[last + 1].zone != "body":
                break
            rows.append((found, following))
            last += 1
        inline = [m for m in _FIELD.finditer(self.fold, item.start, item.end)] if not rows else []
        if inline and inline[0].start() > item.start + 8 and any(m["lead"] for m in inline):
            return self._filled(n, n, item.start, inline[0].start(), [(m, item) for m in inline])
        if not rows or not any(m["lead"] for m, _ in rows) or _FIELD.match(self.fold, item.start, item.end):
            return None
        return self._filled(n, last, item.start, item.end, rows)

    def _filled(self, n: int, last: int, start: int, end: int, rows: list[tuple[re.Match[str], Item]]) -> set[int] | None:
        leads: tuple[Party, ...] = ()
        coordinating: tuple[Party, ...] = ()
        due, product = None, ""
        for number, (found, item) in enumerate(rows):
            close = item.end
            if number + 1 < len(rows) and rows[number + 1][1] is item:
                close = rows[number + 1][0].start()
            first, stop = self._tokens(found.end(), close)
            listed = self.notice.assignees.listed(first, stop, semicolons=True) or Listed()
            if found["lead"]:
                leads = tuple(listed.leads)
                coordinating = (*coordinating, *listed.coordinating)
            elif found["with"]:
                coordinating = (*coordinating, *coordinators(listed))
            elif found["product"]:
                product = self.text[found.end() : close].strip(" .;")
            else:
                dated = [f for f in self.dues.at(found.start(), close)]
                due = dated[0].deadline if dated else due
        if not leads:
            return None
        first = self.words.at(start)
        opening = Opening(first, self.words.at(end), leads, coordinating, said_lead=True)
        draft = Draft([(start, rows[-1][1].end)], opening, self.notice.zoned[n].item.path, n, product=product)
        draft.due = due or Deadline()
        self.drafts.append(draft)
        return set(range(n, last + 1))

    # -- finishing ---------------------------------------------------------------------------------
    def _finish(self, draft: Draft) -> list[Task]:
        if draft.due is not None:
            return [self._task(draft, draft.parts, draft.due, 1, draft.opening.coordinating)]
        groups = self._groups(draft)
        tasks = []
        for number, (spans, found) in enumerate(groups):
            coordinating = self._all_coordinating(draft, spans)
            tasks.append(self._task(draft, spans, self._deadline(draft, found), len(groups), coordinating, number))
        return tasks

    def _groups(self, draft: Draft) -> list[tuple[list[tuple[int, int]], list[Found]]]:
        """Parts gathered so that each group holds one deadline (convention 1)."""
        pieces = [piece for low, high in draft.parts for piece in self._cut_at_deadlines(low, high)]
        per_piece = [self.dues.at(*piece) for piece in pieces]
        last_dated = max((n for n, found in enumerate(per_piece) if any(f.dated for f in found)), default=-1)
        groups: list[tuple[list[tuple[int, int]], list[Found]]] = []
        spans: list[tuple[int, int]] = []
        gathered: list[Found] = []
        for n, (piece, here) in enumerate(zip(pieces, per_piece, strict=True)):
            if any(f.dated for f in gathered) and n <= last_dated:
                groups.append((spans, gathered))
                spans, gathered = [], []
            spans.append(piece)
            gathered.extend(here)
        groups.append((spans, gathered))
        return groups

    def _cut_at_deadlines(self, low: int, high: int) -> list[tuple[int, int]]:
        """Cut behind a deadline where ', đồng thời', ',' or 'và' and a verb with a second deadline follow."""
        dated = [f for f in self.dues.at(low, high) if f.dated]
        cuts: list[int] = []
        for this, after in zip(dated, dated[1:], strict=False):
            if (this.deadline.date, this.deadline.rule) == (after.deadline.date, after.deadline.rule):
                continue
            link = re.match(r"[^,;]{0,40}?(?:,|\s)\s?(?:đồng thời|và|sau đó|tiếp tục|báo cáo lần|,)?,?\s?", self.fold[this.end : after.start])
            for found in re.finditer(r"(?:,\s?|\svà\s)(?:đồng thời,?\s)?(?=[^\W\d_])", self.fold[this.end - 1 : after.start]):
                at = this.end - 1 + found.end()
                if link and self._begins_with_verb(at, after.end):
                    cuts.append(at)
                    break
        out, cut = [], low
        for at in cuts:
            out.append((cut, at))
            cut = at
        out.append((cut, high))
        return out

    def _deadline(self, draft: Draft, found: list[Found]) -> Deadline:
        """The deadline of a group: a firm date or rule first, then any, then the shared one, then an event."""
        dated = [f for f in found if f.dated]
        rules = [f for f in dated if f.deadline.rule]
        firm = [f for f in dated if f.hard and not f.deadline.rule]
        window = [f for f in dated if f.deadline.starts_on]
        if rules and (not firm or firm == window or rules[0].start < firm[0].start and not self._finishing(firm[0])):
            return rules[0].deadline
        chosen = firm or dated
        if not chosen and draft.shared is not None:
            return draft.shared.deadline
        if chosen:
            later = ("several_deadlines",) if len({f.deadline.date for f in chosen}) > 1 else ()
            return replace(chosen[0].deadline, doubts=(*chosen[0].deadline.doubts, *later))
        return found[0].deadline if found else Deadline()

    def _finishing(self, found: Found) -> bool:
        return bool(re.search(r"xong|hoàn thành|hoàn tất", self.fold[max(0, found.start - 12) : found.start + 14]))

    def _all_coordinating(self, draft: Draft, spans: list[tuple[int, int]]) -> tuple[Party, ...]:
        """The opening's coordinators go with every group; others belong to the part that names them."""
        out = list(draft.opening.coordinating)
        for low, high in spans:
            begin = max(low, self.words.tokens[draft.opening.after].start if draft.opening.after < len(self.words.tokens) else low)
            for found in _WITH.finditer(self.fold, low, high):
                if found.start() < begin and draft.opening.coordinating:
                    continue
                if not self._with_counts(found, low):
                    continue
                first, stop = self._tokens(found.end(), high)
                listed = self.notice.assignees.listed(first, stop, coordination=True)
                if listed:
                    out.extend(coordinators(listed))
        own = {p.name for p in draft.opening.leads}
        unique = {p.name: p for p in out if p.name not in own}
        return tuple(unique.values())

    def _with_counts(self, found: re.Match[str], low: int) -> bool:
        """Not 'U1 chỉ đạo <its own> phối hợp với U2', not 'theo … cùng', not a noun 'quy chế phối hợp'."""
        before = self.fold[max(low, found.start() - 120) : found.start()]
        clause = re.split(r"[;:]", before)[-1]
        if re.search(r"(?:quy chế|công tác|việc|kế hoạch|cơ chế|sự|chương trình|để|đã|theo)\s$", before):
            return False
        if found.group().startswith("cùng ") and not re.search(r"(?:^|[,;]\s?|chủ trì,?\s|\s)$", before):
            return False
        return not re.search(r"(?<!\w)(?:chỉ đạo|yêu cầu|hướng dẫn|đôn đốc)\s(?:các|những|lực lượng|công an|đơn vị|ubnd|cơ quan|phòng|ban|trung tâm|chi cục|đảng|hệ thống|ngành|bộ phận)[^;]{0,100}$", clause)

    def _task(
        self, draft: Draft, spans: list[tuple[int, int]], deadline: Deadline, groups: int,
        coordinating: tuple[Party, ...], number: int = 0,
    ) -> Task:  # fmt: skip
        low, high = spans[0][0], spans[-1][1]
        start, end = self.source.span(low, high)
        leads = draft.opening.leads
        doubts = [*draft.doubts, *deadline.doubts, *self._doubts_of(draft, deadline, low, high)]
        if number:
            doubts.append("inherited_subject")
        begin = self.words.tokens[draft.opening.after].start if number == 0 and draft.opening.after < len(self.words.tokens) else low
        action = action_of(self.text, self.fold, max(low, begin) if begin < high else low, high, self._deadline_spans(spans))
        return Task(
            clause=draft.path, action=action, lead=leads[0] if leads else None, co_leads=leads[1:],
            coordinating=coordinating, informed=(), deadline=deadline,
            product=draft.product or product_of(self.text, self.fold, low, high),
            quote=self.source.original[start:end], start=start, end=end, doubts=tuple(dict.fromkeys(doubts)),
        )  # fmt: skip

    def _deadline_spans(self, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
        return [(f.start, f.end) for span in spans for f in self.dues.at(*span) if f.dated]

    def _doubts_of(self, draft: Draft, deadline: Deadline, low: int, high: int) -> list[str]:
        leads, out = draft.opening.leads, []
        if len(leads) > 1 and not draft.opening.said_lead and not draft.opening.joint:
            out.append("equal_assignees")
        if any(p.restriction for p in leads):
            out.append("restricted_group")
        if any(p.kind == "unknown" for p in leads):
            out.append("unknown_unit")
        if draft.opening.loose or any(LOOSE_GROUPS.at(p.name.lower().split(), 0) for p in leads):
            out.append("loose_group")
        if re.search(r"(?<!\w)(?:tăng cường|nghiêm túc|thực hiện nghiêm|thực hiện tốt|phát huy|nâng cao)(?!\w)", self.fold[low:high]) and deadline.date is None and not deadline.rule:
            out.append("wish_or_task")
        return out


def touches(masked: Sequence[tuple[int, int]], position: int) -> bool:
    """True when `position` lies in one of the ordered spans."""
    index = bisect_left(masked, (position + 1, 0)) - 1
    return index >= 0 and masked[index][0] <= position < masked[index][1]
