"""
From zones, items and sentences to tasks: inheritance of subjects, splitting by deadlines, shared deadlines.

The conventions of section 12: a task is one assignee (or equal assignees), what it must do, and at most
one deadline; verbs of one assignee stay together unless a second deadline appears.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice

from giaoban.assignments.extraction.assignees import Memory, Opening
from giaoban.assignments.extraction.clauses import Item
from giaoban.assignments.extraction.nontasks import kind_of, tells_result
from giaoban.assignments.extraction.sentences import parts, sentences
from giaoban.assignments.extraction.shapes import Party, Task
from giaoban.assignments.extraction.tasks.drafts import Draft, Frame, Notice, Part
from giaoban.assignments.extraction.tasks.headings import Headings

_PURPOSE = re.compile(
    r"(?:,\s|\s|\)\s)(để|trong đó,?|trong khi(?: đó)?,?|trong khi|(?<=, )còn)\s(?=[^\W\d_])"
)
_SPLICE = re.compile(r",\s(?=(?:sở|bộ|ubnd|ủy ban|công an|ban|thanh tra|văn phòng|công ty|cục|chi cục)\s)")
# 'A yêu cầu U1 rà soát … và giao U2 tổng hợp …': the same authority goes on to another unit.
_ALSO = re.compile(
    r"(?:,|\svà|,? đồng thời|,? cùng với đó)\s(?=(?:giao|yêu cầu|đề nghị|phân công)\s(?:cho )?(?:sở|bộ|ubnd|ủy ban|công an|ban|thanh tra|văn phòng|cục|chi cục|giám đốc|chủ tịch)\s)"
)
_ADVERBIAL = re.compile(
    r"(?:^|[,;:(]\s?)(?:theo|căn cứ|sau khi|khi|nếu|trên cơ sở|để|trường hợp|từ|đối với|về|trước)\s[^,;:]*$"
)
_NAME_REACH = 24  # tokens of the longest name
_MOST_CLAUSES, _CLAUSE_REACH = 8, 800  # bounds of looking for hidden tasks in one part of a sentence
_ANY_DEPARTMENT = Memory(last_named=Party("Sở", ""))
_ENDS = ("past", "definition", "standing", "outside", "chair")  # what another subject says ends a task

__all__ = ["Notice", "TaskReader"]


class TaskReader(Headings):
    """Reads the tasks of one notice."""

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
        told = len(spans) > 1 and not item.depth and self.text[item.start : item.end].rstrip().endswith(":")
        blocked = "report" if told else ""  # what stands before a lead-in in its own paragraph
        for start, end in spans:
            blocked = self._sentence(n, item, (start, end), before, blocked)
        if len(self.drafts) == before:
            self._unassigned(n, item)
            self._common_due(item)
        elif self._labelled(self.drafts[before]):
            self.frames.append(Frame(item.depth, replace(self.drafts[before].opening, begin=0)))

    def _labelled(self, draft: Draft) -> bool:
        """'Sở Công Thương: Theo dõi …' with bullets below: the unit before the colon speaks for them too."""
        after = draft.opening.after
        return (
            not draft.inherited and 0 < after <= len(self.words.words) and self.words.words[after - 1] == ":"
        )

    def _sentence(self, n: int, item: Item, span: tuple[int, int], before: int, blocked: str) -> str:
        """Read one sentence; gives what blocks the following one ('report' goes on without a new opener)."""
        first, stop = self._tokens(*span)
        if first >= stop:
            return blocked
        kind = kind_of(
            self.words, first, stop, self.fold[span[0] : span[1]], future=bool(self.frames or item.depth)
        )
        if kind in ("closing", "outsider", "definition", "promise"):
            self._note_named(first, stop)
            return blocked
        if self._due_sentence(*span, before):
            return blocked
        if self._heading_or_lead_in(n, item, span, kind):
            return ""
        tells_it = self.fold.startswith(("theo đó", "cụ thể"), span[0])  # what the paper asks follows
        past = kind == "report" or (blocked == "report" and not item.depth and not tells_it)
        current: Draft | None = None
        for index, (low, high) in enumerate(self._segments(*span)):
            opening = self._opening(Part(n, item, low, high, index, kind, past), current)
            past = past or (opening is not None and opening.verdict == "past")
            current = self._go_on(Part(n, item, low, high, index, kind, past), opening, current)
            if current is not None and current.opening.opener:
                kind, past = "", False  # an assignment has begun: 'Phát biểu kết luận, … yêu cầu U; U2 …'
            self._note_named(*self._tokens(low, high))
        self.drafts = [d for d in self.drafts if not d.formula or self._does_something(d)]
        return "report" if past else ""

    def _does_something(self, draft: Draft) -> bool:
        return any(self._begins_with_verb(*part) for part in draft.parts[1:])

    def _opening(self, part: Part, current: Draft | None) -> Opening | None:
        opening = self._open(part.low, part.high)
        frame = self._frame_for(part.item) if part.item.depth else None
        if frame and frame.leads[0].name.lower().startswith("đảng ủy"):
            opening = None if self.fold.startswith("lãnh đạo ", part.low) else opening
        if opening and (self._own_verb(part, opening) or self._goes_on_directing(part.low, opening, current)):
            return None
        if opening and not opening.opener and opening.verdict == "task" and self._is_over(part):
            return replace(opening, verdict="past")
        return opening

    def _is_over(self, part: Part) -> bool:
        """A result is counted, or the only time that is named is a month, quarter or year gone by."""
        found = [f for f in self.dues.at(part.low, part.high) if f.dated]
        gone = [f for f in found if f.deadline.date and f.deadline.date < self.notice.issued_on]
        periods = all("ngày" not in f.deadline.words and "/" not in f.deadline.words for f in gone)
        if gone and len(gone) == len(found) and periods:
            return True
        return not found and tells_result(self.fold[part.low : part.high])

    def _go_on(self, part: Part, opening: Opening | None, current: Draft | None) -> Draft | None:
        """Start a draft, add the part to the current one, or end it; gives the draft that goes on."""
        started = self._start(part, opening, current)
        if started is not None:
            self.drafts.append(started)
            return started
        ends = opening is not None and opening.verdict in _ENDS
        if current is not None and not ends:
            current.parts.append((part.low, part.high))
        return None if ends else current

    def _note_named(self, first: int, stop: int) -> None:
        """Remember the last unit named, for 'Cơ quan này'."""
        index = first
        helpers = {p.name for d in self.drafts[-1:] for p in d.opening.coordinating}
        while index < stop:
            mention = self.notice.names.at(index, stop) if self.words.tokens[index].capital else None
            if mention and not mention.loose and not mention.generic:
                named = mention.parties[0]
                if (
                    not named.name.startswith("UBND tỉnh")
                    and named.kind != "group"
                    and named.name not in helpers
                ):
                    self.memory.last_named = mention.parties[-1]
                index = mention.end
            else:
                index += 1

    def _segments(self, start: int, end: int) -> list[tuple[int, int]]:
        """Parts at ';', then at purpose clauses with their own unit (O16), 'trong đó U2 V'."""
        out: list[tuple[int, int]] = []
        for low, high in self._whole_lists(parts(self.text, start, end)):
            cut = low
            for found in islice(_PURPOSE.finditer(self.fold, low, high), _MOST_CLAUSES):
                if self._own_clause(found, min(high, found.end() + _CLAUSE_REACH)):
                    out.append((cut, found.start(1)))
                    cut = found.start(1)
            out.extend(self._spliced(cut, high))
        return out

    def _whole_lists(self, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """'A yêu cầu các Bộ: X, Y; UBND các tỉnh; Z rà soát …': a list of assignees parted by ';' is one part."""
        out: list[tuple[int, int]] = []
        for span in spans:
            if out and self._names_only(*out[-1]):
                out[-1] = (out[-1][0], span[1])
            else:
                out.append(span)
        return out

    def _names_only(self, low: int, high: int) -> bool:
        first, stop = self._tokens(low, high)
        if stop - first < 2 or self.words.words[stop - 1] != ";":
            return False
        opening = self.notice.assignees.open_task(first, stop, Memory())
        if opening is None or not opening.leads or opening.verdict in _ENDS:
            return False
        roled = opening.said_lead and not opening.coordinating
        return opening.after == stop - 1 and not roled

    def _spliced(self, low: int, high: int) -> list[tuple[int, int]]:
        """'U1 bố trí kinh phí, U2 hỗ trợ …': two assignments parted by no more than a comma."""
        out: list[tuple[int, int]] = []
        for found in islice(_ALSO.finditer(self.fold, low, high), _MOST_CLAUSES):
            if self._also_asked(low, found.start(), found.end(), high):
                out.append((low, found.end()))
                low = found.end()
        for found in islice(_SPLICE.finditer(self.fold, low, high), _MOST_CLAUSES):
            if self._new_subject(low, found.start(), found.end(), high):
                out.append((low, found.end()))
                low = found.end()
        return [*out, (low, high)]

    def _also_asked(self, low: int, comma: int, at: int, high: int) -> bool:
        """Behind an assignment by an authority another one of the same authority, to another unit."""
        earlier = self._open(low, comma)
        if earlier is None or not earlier.opener or earlier.verdict != "task":
            return False
        first, stop = self._tokens(at, high)
        opening = self.notice.assignees._by_opener(first, first, stop)
        by_chair = self.notice.assignees._chair(earlier.begin, stop) or self.fold.startswith("giao", at)
        return (
            opening is not None and opening.verdict == "task" and not opening.loose and bool(by_chair)
            and {p.name for p in opening.leads} != {p.name for p in earlier.leads}
        )  # fmt: skip

    def _new_subject(self, low: int, comma: int, at: int, high: int) -> bool:
        first, stop = self._tokens(at, high)
        if (
            not self.words.tokens[first].capital
            or self.fold[comma - 1] == ")"
            or _ADVERBIAL.search(self.fold[low:comma])
        ):
            return False
        opening = self.notice.assignees._bare(first, first, stop)
        if opening is None or opening.verdict != "task" or opening.loose or len(opening.leads) > 1:
            return False
        begin, end = self._tokens(low, comma)
        near = range(max(begin, end - _NAME_REACH), end)
        if any((mention := self.notice.names.at(i, stop)) and mention.end == end for i in near):
            return False  # the comma parts two names
        earlier = self._open(low, comma)
        return earlier is not None and earlier.verdict == "task" and earlier.leads != opening.leads

    def _own_clause(self, found: re.Match[str], high: int) -> bool:
        first, stop = self._tokens(found.end(), high)
        pronoun = self.notice.assignees._pronoun(first, first, stop, _ANY_DEPARTMENT)
        if pronoun is not None and self._dated(found.end(), high):
            return True
        listed = self.notice.assignees.listed(first, stop)
        if listed is None or listed.outside or listed.generic or listed.end >= stop:
            return False
        opening = self.notice.assignees._bare(first, first, stop)
        if opening is None or opening.verdict != "task":
            return False
        if found[1] == "còn":
            return True
        if found[1].startswith("trong"):
            return not (found[1].startswith("trong đó") and self.words.words[listed.end] in ("là", ":"))
        dated = any(f.dated for f in self.dues.at(found.end(), high))
        reports = re.match(
            r"(?:\s?tổng hợp,? (?:và )?(?:báo cáo|tham mưu|trình|đề xuất))",
            self.fold[self.words.tokens[listed.end].start : high] if listed.end < stop else "",
        )
        return dated or bool(reports)
