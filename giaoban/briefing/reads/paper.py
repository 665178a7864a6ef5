"""
The brief as an official document: a báo cáo in the State form, its number, date and name left open.

Papers are always in Vietnamese, whatever language the reader has chosen for the screen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from django.utils import timezone, translation

from giaoban.briefing.models import Brief
from giaoban.briefing.reads.annexes import annexes_of
from giaoban.briefing.reads.drawing import units_picture
from giaoban.briefing.reads.findings import Findings
from giaoban.briefing.reads.tables import (
    fields_table,
    late_table,
    share_words,
    totals_table,
    units_table,
)
from giaoban.briefing.reads.wording import period_in_vietnamese, pieces
from giaoban.documents.layout import (
    Block,
    Bullet,
    Figure,
    Heading,
    Paper,
    Paragraph,
    Run,
    Signing,
    number_text,
)
from giaoban.duties.vocabulary import Punctuality
from giaoban.journal.models import printed_head
from giaoban.ui import formats
from giaoban.units.models import Committee

_LEVEL: Final = re.compile(r"(?i)^(?:(?:UBND|Ủy ban nhân dân)\s+)?(tỉnh|thành phố|xã|phường|đặc khu)\s+(.+)")
SOURCES_NAMED: Final = 8
"""Papers named in the paragraph on new tasks."""


def paper_of(brief: Brief, found: Findings) -> Paper:
    """`brief`, loaded with its committee's level and standing unit, with its figures as a paper. No query."""
    committee = brief.committee
    with translation.override("vi"):
        return Paper(
            superior=superior_of(committee),
            issuer=committee.name,
            number=None,
            symbol=f"BC-{committee.symbol}",
            place=_LEVEL.sub(r"\2", committee.level.name),
            date=None,
            year=found.scope.day.year,
            type_name="Báo cáo",
            subject=f"{subject_of(found)}\n(bản giao ban)",
            body=tuple(_body(brief, found)),
            signing=Signing("TL. Trưởng ban", ("…………………………",)),
            recipients=(
                "Trưởng ban, các Phó Trưởng ban (để báo cáo)",
                "Các thành viên Ban Chỉ đạo",
                "Các cơ quan, đơn vị chủ trì nhiệm vụ",
            ),
            archive=f"VT, {committee.standing_unit.name}",
            annexes=annexes_of(found),
        )


def subject_of(found: Findings) -> str:
    """The trích yếu without its last line: "Tình hình thực hiện nhiệm vụ tháng 11 năm 2026"."""
    return f"Tình hình thực hiện nhiệm vụ {period_in_vietnamese(found.scope.period)}"


def superior_of(committee: Committee) -> str:
    """The body above the committee, in full: "Ủy ban nhân dân tỉnh Sơn Hải" for one set up at a province."""
    level = _LEVEL.match(committee.level.name)
    return f"Ủy ban nhân dân {level[1].lower()} {level[2]}" if level else committee.level.name


def _body(brief: Brief, found: Findings) -> Iterator[Block]:
    yield from _written(brief.opening)
    yield Heading(1, "I", "Kết quả thực hiện nhiệm vụ")
    yield from _totals(found)
    yield from _events(found)
    yield from _units(found)
    yield Heading(1, "II", "Nhiệm vụ quá hạn và nội dung chờ quyết định")
    yield from _late(found)
    yield from _waiting(found)
    yield Heading(1, "III", "Khó khăn, vướng mắc, nguyên nhân")
    yield from _written(brief.difficulties)
    yield Heading(1, "IV", "Nhiệm vụ thời gian tới và kiến nghị")
    yield from _due_next(found)
    yield from _written(brief.proposals)
    yield Paragraph(
        f"Trên đây là báo cáo tình hình thực hiện nhiệm vụ {period_in_vietnamese(found.scope.period)}, kính "
        "trình Ban Chỉ đạo xem xét, chỉ đạo./."
    )
    yield Paragraph((Run(_reckoning(brief), italic=True),))


def _written(words: str) -> Iterator[Block]:
    for piece in pieces(words):
        yield Bullet(piece.text) if piece.is_item else Paragraph(piece.text)


def _totals(found: Findings) -> Iterator[Block]:
    whole, scope = found.whole, found.scope
    yield Heading(2, "1", "Tình hình chung")
    stopped = whole[Punctuality.STOPPED]
    apart = f" (không tính {number_text(stopped)} nhiệm vụ đã dừng thực hiện)" if stopped else ""
    yield Paragraph(
        f"Tính đến ngày {formats.day(scope.day)}, Ban Chỉ đạo đã giao {number_text(whole.total)} nhiệm vụ"
        f"{apart}; đã hoàn thành {share_words(whole.done, whole.total)}, trong đó đúng hạn "
        f"{share_words(whole[Punctuality.DONE_ON_TIME], whole.done)}; còn "
        f"{number_text(whole[Punctuality.OVERDUE])} nhiệm vụ quá hạn chưa hoàn thành."
    )
    yield totals_table(found)


def _events(found: Findings) -> Iterator[Block]:
    events = found.events
    yield Heading(2, "2", "Kết quả trong kỳ")
    named = "; ".join(_named_sources(found))
    yield Bullet(f"Giao mới {number_text(events.asked)} nhiệm vụ{f' tại: {named}' if named else ''}.")
    yield Bullet(
        f"Chấp nhận kết quả {number_text(events.accepted)} nhiệm vụ: hoàn thành đúng hạn "
        f"{number_text(events.accepted_on_time)}, hoàn thành quá hạn {number_text(events.accepted_late)}."
    )
    yield Bullet(
        f"Trả lại để hoàn thiện {number_text(events.returned)} nhiệm vụ; dừng thực hiện "
        f"{number_text(events.stopped)} nhiệm vụ."
    )


def _named_sources(found: Findings) -> Iterator[str]:
    named = [source for source in found.sources if source.name][:SOURCES_NAMED]
    for source in named:
        yield f"{source.name} ({number_text(source.asked)})"
    if named and (rest := found.events.asked - sum(source.asked for source in named)):
        yield f"các nguồn khác ({number_text(rest)})"


def _units(found: Findings) -> Iterator[Block]:
    if not found.units:
        return
    yield Heading(2, "3", "Theo đơn vị chủ trì")
    drawn = units_picture(found, standalone=True)
    yield Figure(drawn.svg, drawn.title, 165)
    yield units_table(found)
    helping = found.helping
    if helping.total:
        yield Paragraph(
            f"Ngoài nhiệm vụ chủ trì, các đơn vị được giao {number_text(helping.total)} phần việc phối hợp; "
            f"đã hoàn thành {share_words(helping.done, helping.total)}, quá hạn "
            f"{number_text(helping[Punctuality.OVERDUE])}."
        )
    if any(line.key for line in found.fields):
        yield Heading(2, "4", "Theo lĩnh vực")
        yield fields_table(found)


def _late(found: Findings) -> Iterator[Block]:
    number = found.numbers["overdue"]
    yield Heading(2, "1", "Nhiệm vụ quá hạn chưa hoàn thành")
    if not number:
        yield Paragraph("Không có nhiệm vụ quá hạn.")
        return
    yield Paragraph(
        f"Đến ngày {formats.day(found.scope.day)} có {number_text(number)} nhiệm vụ quá hạn (Phụ lục kèm "
        "theo). Các nhiệm vụ quá hạn lâu nhất:"
    )
    yield late_table(found)


def _waiting(found: Findings) -> Iterator[Block]:
    yield Heading(2, "2", "Nội dung chờ quyết định")
    submitted, declined = found.numbers["submitted"], found.numbers["declined"]
    if not submitted and not declined:
        yield Paragraph("Không có kết quả chờ chấp nhận, không có đơn vị từ chối tiếp nhận nhiệm vụ.")
    if submitted:
        yield Bullet(
            f"{number_text(submitted)} kết quả (chủ trì và phối hợp) các đơn vị đã nộp, chờ chấp nhận"
            f"{_by(row.unit for row in found.lists['submitted'])}."
        )
    if declined:
        yield Bullet(
            f"{number_text(declined)} việc đơn vị từ chối tiếp nhận, chờ quyết định"
            f"{_by(row.unit for row in found.lists['declined'])}."
        )


def _by(units: Iterable[str]) -> str:
    named = list(dict.fromkeys(units))
    if not named or len(named) > SOURCES_NAMED:
        return ""
    return f": {', '.join(named)}"


def _due_next(found: Findings) -> Iterator[Block]:
    days, number = found.scope.due_next, found.numbers["due_next"]
    words = f"Từ ngày {formats.day(days.first)} đến ngày {formats.day(days.last)}"
    if not number:
        yield Paragraph(f"{words} không có nhiệm vụ đến hạn.")
        return
    submitted = found.numbers["due_next_submitted"]
    handed_in = f", trong đó {number_text(submitted)} nhiệm vụ đã nộp kết quả" if submitted else ""
    yield Paragraph(f"{words} có {number_text(number)} nhiệm vụ đến hạn{handed_in} (Phụ lục kèm theo).")


def _reckoning(brief: Brief) -> str:
    at = timezone.localtime(brief.computed_at)
    return (
        f"(Số liệu tổng hợp từ phần mềm theo dõi nhiệm vụ lúc {at:%H} giờ {at:%M} phút ngày "
        f"{formats.day(at)}; đầu sổ nhật ký điện tử khi đó: "
        f"{printed_head(brief.journal_number, brief.journal_hash)}.)"
    )
