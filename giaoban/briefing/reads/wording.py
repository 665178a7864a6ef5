"""
The words that the program proposes for a brief, in Vietnamese as all papers are.

They name units and days but no numbers: figures stand in the tables, which are counted again when asked.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import translation

from giaoban.briefing.reads.findings import Findings
from giaoban.briefing.reads.period import Period, period_words
from giaoban.duties.vocabulary import Punctuality
from giaoban.ui import formats
from giaoban.units.models import Committee

NAMED = 5
"""Units that are named before "và các đơn vị khác"."""


@dataclass(frozen=True, slots=True)
class Words:
    """The three parts of a brief that people write; lines beginning with "- " become a list."""

    opening: str
    difficulties: str
    proposals: str


@dataclass(frozen=True, slots=True)
class Piece:
    """One line of what a person wrote: an item of a list, or a paragraph."""

    text: str
    is_item: bool


def pieces(words: str) -> tuple[Piece, ...]:
    r"""
    The lines of a part of a brief; empty ones are left out.

    >>> [piece.text for piece in pieces("- một\n\nhai")]
    ['một', 'hai']
    """
    lines = (line.strip() for line in words.splitlines())
    return tuple(Piece(line.removeprefix("- ").strip(), line.startswith("- ")) for line in lines if line)


def period_in_vietnamese(period: Period) -> str:
    """The period as a Vietnamese sentence has it: "tháng 11 năm 2026"."""
    with translation.override("vi"):
        return period_words(period)


def proposed_words(committee: Committee, found: Findings) -> Words:
    """What the program would write around the figures `found`."""
    period = period_in_vietnamese(found.scope.period)
    opening = (
        f"Thực hiện chương trình công tác của {committee.name}, {committee.standing_unit.name} (cơ quan "
        f"thường trực) báo cáo tình hình thực hiện nhiệm vụ {period} phục vụ giao ban như sau:"
    )
    return Words(opening, "\n".join(_difficulties(found)), "\n".join(_proposals(found)))


def _difficulties(found: Findings) -> list[str]:
    lines = []
    if late := _worst(found):
        lines.append(f"- Còn nhiệm vụ quá hạn chưa hoàn thành, tập trung tại: {late}.")
    if found.events.accepted_late:
        lines.append("- Một số nhiệm vụ hoàn thành trong kỳ nhưng chậm so với thời hạn được giao.")
    if found.events.returned:
        lines.append("- Một số kết quả chưa đạt yêu cầu, phải trả lại để hoàn thiện.")
    if found.numbers["declined"]:
        lines.append("- Có đơn vị từ chối tiếp nhận nhiệm vụ, cần xem xét lại việc phân công.")
    return lines or ["Trong kỳ không phát sinh khó khăn, vướng mắc lớn."]


def _proposals(found: Findings) -> list[str]:
    lines = []
    if late := _worst(found):
        lines.append(
            f"- Đề nghị {late} tập trung hoàn thành các nhiệm vụ quá hạn, báo cáo rõ nguyên nhân, trách "
            "nhiệm và thời gian hoàn thành."
        )
    if found.numbers["due_next"]:
        days = found.scope.due_next
        lines.append(
            f"- Các đơn vị có nhiệm vụ đến hạn từ ngày {formats.day(days.first)} đến ngày "
            f"{formats.day(days.last)} chủ động thực hiện, bảo đảm đúng tiến độ."
        )
    if found.numbers["submitted"]:
        lines.append("- Cơ quan thường trực khẩn trương xem xét các kết quả đơn vị đã nộp.")
    if found.numbers["declined"]:
        lines.append("- Ban Chỉ đạo xem xét, quyết định đối với các nhiệm vụ đơn vị từ chối tiếp nhận.")
    return lines or ["- Các đơn vị tiếp tục thực hiện nhiệm vụ được giao, bảo đảm đúng tiến độ."]


def _worst(found: Findings) -> str:
    """The units with most overdue tasks, named; "" when nothing is overdue."""
    late = [line.name for line in found.units if line.figures[Punctuality.OVERDUE]]
    named = ", ".join(late[:NAMED])
    return f"{named} và các đơn vị khác" if len(late) > NAMED else named
