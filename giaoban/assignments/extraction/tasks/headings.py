"""Headings and lead-ins (O10, O11), forms (O14), sentences that only carry a deadline."""

from __future__ import annotations

import re
from dataclasses import replace

from giaoban.assignments.extraction.assignees import Listed, Opening, coordinators
from giaoban.assignments.extraction.clauses import Item
from giaoban.assignments.extraction.shapes import Deadline, Party
from giaoban.assignments.extraction.tasks.drafts import Draft, Frame
from giaoban.assignments.extraction.tasks.starting import Starting
from giaoban.assignments.extraction.words import OPENERS, Phrases

_DUE_ONLY = re.compile(
    r"(?:thời gian|thời hạn|hoàn thành|hoàn tất|xong|các nội dung (?:trên|nêu trên|này)|nội dung (?:trên|nêu trên|này)|các nhiệm vụ (?:trên|nêu trên|này)|các công việc (?:trên|nêu trên|này)|công việc (?:trên|này)|tất cả|"
    r"kết quả|báo cáo kết quả|yêu cầu (?:hoàn thành|hoàn thiện|tổng hợp|gửi|báo cáo|xong)|việc [^,;.]{3,80} hoàn thành|thời điểm|gửi (?:kết quả|báo cáo)|báo cáo (?:ubnd|chủ tịch|thủ tướng|bộ|phó)|trình (?:ubnd|chủ tịch|thủ tướng)|chậm nhất|trước ngày|trước \d|phải hoàn thành|văn bản gửi|ý kiến gửi|hồ sơ gửi|đề xuất gửi)"
)
_ROLE_OF = Phrases("đối với, nhiệm vụ của, trách nhiệm của, nhiệm vụ đối với")
_TOPIC = re.compile(r"[\s\-+•]*về\s(?!phía)")
_SHARED = re.compile(r"(?:các|những|tất cả|toàn bộ)[^,;.]{0,20}(?:nội dung|nhiệm vụ|công việc|việc)")
_LABEL = re.compile(r"(?:thời gian|thời hạn)(?: hoàn thành| thực hiện)?\s?:")
_COMMON = re.compile(r"(?:báo cáo|văn bản|kết quả|hồ sơ|ý kiến|nội dung)[^.;:]{0,60}?\s(?:gửi|về)\s")
_FIELD = re.compile(
    r"(?P<lead>(?:cơ quan|đơn vị|sở, ngành)?\s?(?:chủ trì(?: thực hiện)?|thực hiện|chịu trách nhiệm|đầu mối)|trách nhiệm thực hiện|phân công(?: thực hiện)?)\s?:|"
    r"(?P<with>(?:cơ quan|đơn vị)?\s?(?:phối hợp(?: thực hiện)?))\s?:|(?P<product>sản phẩm(?: đầu ra| dự kiến)?|kết quả(?: đầu ra| sản phẩm)?)\s?:|"
    r"(?P<due>(?:thời gian|thời hạn)(?: hoàn thành| thực hiện| trình)?|hoàn thành|tiến độ)\s?:"
)


class Headings(Starting):
    """Reads what speaks for other sentences."""

    def _heading_or_lead_in(self, n: int, item: Item, span: tuple[int, int], kind: str) -> bool:
        """A sentence that ends with ':' and has points below it speaks for them and is no task itself."""
        start, end = span
        following = self.notice.zoned[n + 1].item if n + 1 < len(self.notice.zoned) else None
        if following is None:
            return False
        deeper = following.depth > item.depth
        if not self.fold[start:end].rstrip().endswith(":"):
            plain = item.depth > 0 and following.depth == 0
            bare = plain and self._begins_with_verb(following.start, following.end)
            named = self._list_heading(start, end) if (deeper or bare) and end == item.end else None
            if named is not None:
                self.frames.append(Frame(item.depth, named, bare))
                self.memory.sentence_subjects = list(named.leads)
            return named is not None
        bare = not deeper and following.depth == 0 and self._begins_with_verb(following.start, following.end)
        if not deeper and not bare and item.depth:
            return False
        opening = self._list_heading(start, end) or self._open(start, end) or self._topic_unit(start, end)
        if opening and opening.verdict == "heading" and not opening.opener and _TOPIC.match(self.fold, start):
            opening = None  # 'Về Trung tâm điều hành: …' is a topic; nobody is asked
        usable = (
            opening is not None and opening.verdict in ("task", "heading", "weak") and bool(opening.leads)
        )
        if opening is not None and usable and kind not in ("approval", "praise"):
            if item.depth == 0 and not item.inline and opening.verdict != "heading":
                self.lead_in = replace(opening, doubts=())
            self.frames.append(Frame(item.depth, opening, bare))
        self.memory.sentence_subjects = list(opening.leads) if opening and usable else []
        return True

    def _list_heading(self, start: int, end: int) -> Opening | None:
        """O10: nothing but names, joined by ',' or ';', with or without a colon; 'Đề nghị U', 'Đối với U'."""
        first, stop = self._tokens(start, end)
        words = self.words.words
        first += _ROLE_OF.at(words, first, stop) or OPENERS.at(words, first, stop)
        listed = self.notice.assignees.listed(first, stop)
        if (
            listed is None
            or listed.outside
            or any(w[0].isalnum() for w in self.words.words[listed.end : stop])
        ):
            return None
        return Opening(
            first,
            listed.end,
            tuple(listed.leads),
            tuple(listed.coordinating),
            said_lead=listed.said_lead,
            verdict="heading",
            loose=listed.loose,
        )

    def _topic_unit(self, start: int, end: int) -> Opening | None:
        """'Đối với Sở Y tế:', 'Nhiệm vụ của Sở Y tế:'."""
        first, stop = self._tokens(start, end)
        for index in range(first, min(stop, first + 8)):
            if self.words.words[index] in ("với", "của", "phía", "cho") and index + 1 < stop:
                listed = self.notice.assignees.listed(index + 1, stop) or self._place(index + 1, stop)
                if listed and listed.end < stop and self.words.words[listed.end] == ":":
                    return Opening(
                        first, listed.end, tuple(listed.leads), verdict="heading", loose=listed.loose
                    )
        return None

    def _place(self, index: int, stop: int) -> Listed | None:
        """'Đối với xã Tân Lộc:': the commune's committee."""
        mention = self.notice.names.committee_of_place(index, stop)
        return Listed(list(mention.parties), end=mention.end, loose=False) if mention else None

    def _due_sentence(self, start: int, end: int, before: int) -> bool:
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
        label = _LABEL.match(self.fold, start) or _SHARED.match(self.fold, start)
        shared = bool(label) and len(drafts) > 1
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

    def _common_due(self, item: Item) -> None:
        """A paragraph behind the list: 'Báo cáo gửi về Sở … trước ngày …' for all points without a time."""
        found = [f for f in self.dues.at(item.start, item.end) if f.dated]
        if item.depth or not found or not _COMMON.match(self.fold, item.start):
            return
        for draft in self.drafts:
            if draft.inherited and draft.path and not self._has_date(draft):
                draft.shared = found[0]
                draft.doubts.append("deadline_shared")

    def _unassigned(self, n: int, item: Item) -> None:
        """A numbered clause that sets a time for reporting and names nobody: lead stays empty."""
        words = self.fold[item.start : item.end]
        if not item.depth or not re.match(
            r"(?:thời hạn|thời gian|chế độ|định kỳ) (?:gửi )?(?:báo cáo|thực hiện)", words
        ):
            return
        if not self._dated(item.start, item.end):
            return
        first = self.words.at(item.start)
        self.drafts.append(
            Draft([(item.start, item.end)], Opening(first, first, ()), item.path, n, doubts=["no_assignee"])
        )

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
        inline = list(_FIELD.finditer(self.fold, item.start, item.end)) if not rows else []
        if inline and inline[0].start() > item.start + 8 and any(m["lead"] for m in inline):
            return self._filled(n, n, item.start, inline[0].start(), [(m, item) for m in inline])
        if not rows or not any(m["lead"] for m, _ in rows) or _FIELD.match(self.fold, item.start, item.end):
            return None
        return self._filled(n, last, item.start, item.end, rows)

    def _filled(
        self, n: int, last: int, start: int, end: int, rows: list[tuple[re.Match[str], Item]]
    ) -> set[int] | None:
        leads: tuple[Party, ...] = ()
        coordinating: tuple[Party, ...] = ()
        due, product = None, ""
        for number, (found, item) in enumerate(rows):
            close = item.end
            if number + 1 < len(rows) and rows[number + 1][1] is item:
                close = rows[number + 1][0].start()
            first, stop = self._tokens(found.end(), close)
            listed = self.notice.assignees.listed(first, stop) or Listed()
            if found["lead"]:
                leads = tuple(listed.leads)
                coordinating = (*coordinating, *listed.coordinating)
            elif found["with"]:
                coordinating = (*coordinating, *coordinators(listed))
            elif found["product"]:
                product = self.text[found.end() : close].strip(" .;")
            else:
                dated = self.dues.at(found.start(), close)
                due = dated[0].deadline if dated else due
        if not leads:
            return None
        first = self.words.at(start)
        opening = Opening(first, self.words.at(end), leads, coordinating, said_lead=True)
        draft = Draft([(start, rows[-1][1].end)], opening, self.notice.zoned[n].item.path, n, product=product)
        draft.due = due or Deadline()
        self.drafts.append(draft)
        return set(range(n, last + 1))

    def _open(self, low: int, high: int) -> Opening | None:
        first, stop = self._tokens(low, high)
        if first < stop and self.words.words[first] == "để" and not self.words.tokens[first].capital:
            first += 1
            pronoun = self.notice.assignees._pronoun(first - 1, first, stop, self.memory)
            return pronoun or self.notice.assignees._bare(first - 1, first, stop)
        return self.notice.assignees.open_task(first, stop, self.memory) if first < stop else None
