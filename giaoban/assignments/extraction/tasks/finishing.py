"""From drafts to tasks: one deadline each, coordination, doubts (conventions 1 to 5)."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice, pairwise

from giaoban.assignments.extraction.actions_words import action_of, product_of
from giaoban.assignments.extraction.assignees import coordinators
from giaoban.assignments.extraction.deadlines import Found
from giaoban.assignments.extraction.shapes import Deadline, Party, Task
from giaoban.assignments.extraction.tasks.drafts import Draft, Drafts
from giaoban.assignments.extraction.words import LOOSE_GROUPS

_WITH = re.compile(
    r"(?<!\w)(?:(?:chủ động |tích cực |thường xuyên )?phối hợp(?: chặt chẽ| kịp thời| thường xuyên| hiệu quả)?(?: cùng)?(?: với)?|cùng với|cùng|phối kết hợp với)\s(?=[^\W\d_])"
)
_TELLS = re.compile(r"(?<!\w)(đồng gửi|gửi|thông báo|thông báo cho|thông báo đến)\s(?:cho )?(?=[^\W\d_])")
_KNOWS = re.compile(r",?\s?(?:để |được )?(?:biết|theo dõi|nắm thông tin|nắm tình hình)(?!\w)")


class Finishing(Drafts):
    """Finishes drafts."""

    def _finish(self, draft: Draft) -> list[Task]:
        if draft.due is not None:
            return [self._task(draft, draft.parts, draft.due, draft.opening.coordinating)]
        groups = self._groups(draft)
        tasks = []
        for number, (spans, found) in enumerate(groups):
            coordinating = self._all_coordinating(draft, spans)
            tasks.append(self._task(draft, spans, self._deadline(draft, found), coordinating, number))
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
            if any(f.dated for f in gathered) and n <= last_dated and not self._horizon(gathered, here):
                groups.append((spans, gathered))
                spans, gathered = [], []
            spans.append(piece)
            gathered.extend(here)
        groups.append((spans, gathered))
        return groups

    @staticmethod
    def _horizon(gathered: list[Found], here: list[Found]) -> bool:
        """'đưa 02 xã về đích trong năm 2023; gửi … trước ngày 10/6/2023': a goal's time, no stage before."""
        goals = [f.deadline.date for f in gathered if f.dated]
        firm = [f.deadline.date for f in here if f.dated and f.hard and f.deadline.date]
        soft = not any(f.hard for f in gathered if f.dated)
        return soft and bool(firm) and all(day is not None and day > max(firm) for day in goals)

    def _cut_at_deadlines(self, low: int, high: int) -> list[tuple[int, int]]:
        """Cut behind a deadline where ', đồng thời', ',' or 'và' and a verb with a second deadline follow."""
        dated = [f for f in self.dues.at(low, high) if f.dated]
        cuts: list[int] = []
        for this, after in pairwise(dated):
            if (this.deadline.date, this.deadline.rule) == (after.deadline.date, after.deadline.rule):
                continue
            link = re.match(
                r"[^,;]{0,40}?(?:,|\s)\s?(?:đồng thời|và|sau đó|tiếp tục|báo cáo lần|,)?,?\s?",
                self.fold[this.end : after.start],
            )
            for found in re.finditer(
                r"(?:,\s?|\svà\s)(?:đồng thời,?\s)?(?=[^\W\d_])", self.fold[this.end - 1 : after.start]
            ):
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
        if rules and (
            not firm or firm == window or (rules[0].start < firm[0].start and not self._finishing(firm[0]))
        ):
            return rules[0].deadline
        chosen = firm or dated
        if not chosen and draft.shared is not None:
            return draft.shared.deadline
        if chosen:
            later = ("several_deadlines",) if len({f.deadline.date for f in chosen}) > 1 else ()
            return replace(chosen[0].deadline, doubts=(*chosen[0].deadline.doubts, *later))
        return found[0].deadline if found else Deadline()

    def _finishing(self, found: Found) -> bool:
        return bool(
            re.search(r"xong|hoàn thành|hoàn tất", self.fold[max(0, found.start - 12) : found.start + 14])
        )

    def _all_coordinating(self, draft: Draft, spans: list[tuple[int, int]]) -> tuple[Party, ...]:
        """The opening's coordinators go with every group; others belong to the part that names them."""
        out = list(draft.opening.coordinating)
        for low, high in spans:
            begin = max(
                low,
                self.words.tokens[draft.opening.after].start
                if draft.opening.after < len(self.words.tokens)
                else low,
            )
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
        return not re.search(
            r"(?<!\w)(?:chỉ đạo|yêu cầu|hướng dẫn|đôn đốc)\s(?:các|những|lực lượng|công an|đơn vị|ubnd|sở|bộ|cục|giám đốc|thủ trưởng|chủ tịch|chính quyền|nhà trường|trường|cơ quan|phòng|ban|trung tâm|chi cục|đảng|hệ thống|ngành|bộ phận)[^;]{0,100}$",
            clause,
        )

    def _task(
        self, draft: Draft, spans: list[tuple[int, int]], deadline: Deadline,
        coordinating: tuple[Party, ...], number: int = 0,
    ) -> Task:  # fmt: skip
        low, high = spans[0][0], spans[-1][1]
        start, end = self.source.span(low, high)
        leads = draft.opening.leads
        doubts = [*draft.doubts, *deadline.doubts, *self._doubts_of(draft, deadline, low, high)]
        if number:
            doubts.append("inherited_subject")
        begin = (
            self.words.tokens[draft.opening.after].start
            if number == 0 and draft.opening.after < len(self.words.tokens)
            else low
        )
        action = action_of(
            self.text, max(low, begin) if begin < high else low, high, self._deadline_spans(spans)
        )
        return Task(
            clause=draft.path, action=action, lead=leads[0] if leads else None, co_leads=leads[1:],
            coordinating=coordinating, informed=self._informed(low, high), deadline=deadline,
            product=draft.product or product_of(self.text, self.fold, low, high),
            quote=self.source.original[start:end], start=start, end=end, doubts=tuple(dict.fromkeys(doubts)),
        )  # fmt: skip

    def _informed(self, low: int, high: int) -> tuple[Party, ...]:
        """'đồng gửi U để theo dõi', 'thông báo cho U biết': units that only learn of it."""
        out: list[Party] = []
        for found in islice(_TELLS.finditer(self.fold, low, high), 4):
            first, stop = self._tokens(found.end(), high)
            listed = self.notice.assignees.listed(first, stop)
            if listed and (
                found[1] == "đồng gửi" or _KNOWS.match(self.fold, self.words.tokens[listed.end].start)
            ):
                out.extend(coordinators(listed))
        return tuple(out)

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
        if (
            re.search(
                r"(?<!\w)(?:tăng cường|nghiêm túc|thực hiện nghiêm|thực hiện tốt|phát huy|nâng cao)(?!\w)",
                self.fold[low:high],
            )
            and deadline.date is None
            and not deadline.rule
        ):
            out.append("wish_or_task")
        return out
