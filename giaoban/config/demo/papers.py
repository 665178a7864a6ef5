"""The notices of the demo: written as a committee's office writes them, then read by the program."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from docx import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH

from giaoban.config.demo.matters import ALL, DIGITAL_MATTERS, FLOOD_MATTERS, Matter
from giaoban.config.demo.province import COMMUNES_SET_UP, DEPARTMENTS_MERGED, CommitteeFact

MATTERS = {"digital": DIGITAL_MATTERS, "flood": FLOOD_MATTERS}
TOPIC = {"digital": "chuyển đổi số", "flood": "phòng, chống lũ lụt"}
ASSESSMENTS = {
    "digital": (
        "Thời gian qua, các cơ quan, đơn vị, địa phương đã tích cực triển khai Kế hoạch số 152/KH-UBND ngày 17/02/2025 của "
        "UBND tỉnh. Tỷ lệ hồ sơ xử lý trên môi trường mạng tăng so với cùng kỳ.",
        "Cơ bản thống nhất với báo cáo của cơ quan thường trực. Ghi nhận, biểu dương các đơn vị đã hoàn thành đúng hạn các "
        "nhiệm vụ được giao. Tuy nhiên, một số nhiệm vụ còn chậm so với yêu cầu.",
    ),
    "flood": (
        "Thời gian qua, các sở, ngành và địa phương đã chủ động thực hiện Chỉ thị số 08/CT-UBND ngày 22/4/2025 của Chủ tịch "
        "UBND tỉnh. Công tác trực ban, thông tin cảnh báo được duy trì thường xuyên.",
        "Thống nhất với đánh giá của cơ quan thường trực. Đến nay, các công trình hồ chứa cơ bản vận hành an toàn. Một số "
        "vị trí xung yếu chưa được xử lý dứt điểm.",
    ),
}


@dataclass(frozen=True)
class Notice:
    """A conclusion notice: number, date, paragraphs (head first), and the fields of its matters."""

    number: int
    symbol: str
    issued_on: date
    subject: str
    lines: tuple[str, ...]
    matters: tuple[Matter, ...]
    waits: bool = False  # for its review


def name_on(name: str, day: date) -> str:
    """What a unit was called on `day`: departments merged in March, communes set up in July 2025."""
    if name == ALL:
        return (
            "UBND các xã, phường, đặc khu" if day >= COMMUNES_SET_UP else "UBND các huyện, thị xã, thành phố"
        )
    if name == "Sở Nông nghiệp và Môi trường" and day < DEPARTMENTS_MERGED:
        return "Sở Nông nghiệp và Phát triển nông thôn"
    return name


def words(day: date) -> str:
    """A date as the offices write it: two digits for the day, for January and for February."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


def listed(names: Sequence[str]) -> str:
    """Names joined as a sentence joins them: A, B và C."""
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " và " + names[-1]


def sentence(matter: Matter, day: date, random: Random) -> str:
    """One clause of a notice, in one of the usual constructions."""
    lead = name_on(matter.lead, day)
    others = listed([name_on(name, day) for name in matter.coordinating]) if matter.coordinating else ""
    due = day + timedelta(days=random.choice((14, 20, 25, 30, 30, 45, 45, 60, 75)))
    if matter.lead == ALL:
        return f"{lead} {matter.action}, báo cáo UBND tỉnh trước ngày {words(due)}."
    style = random.randrange(6)
    if style == 0 and others:
        return (
            f"Giao {lead} chủ trì, phối hợp với {others} {matter.action}, hoàn thành trước ngày {words(due)}."
        )
    if style == 1 and others:
        return f"{lead} chủ trì, phối hợp với {others} và các đơn vị liên quan {matter.action}; báo cáo UBND tỉnh trước ngày {words(due)}."
    if style == 2:
        return f"Yêu cầu {lead} {matter.action}, hoàn thành trong tháng {due.month}/{due.year}."
    if style == 3 and others:
        days = random.choice((10, 15, 20))
        return f"Giao {lead} chủ trì, phối hợp với {others} {matter.action}; thời hạn chậm nhất sau {days} ngày làm việc kể từ ngày ban hành Thông báo này."
    if style == 4:
        return f"{lead} khẩn trương {matter.action}, xong trước ngày {words(due)}."
    if others:
        return (
            f"Giao {lead} chủ trì, phối hợp với {others} {matter.action}. Hoàn thành trước ngày {words(due)}."
        )
    return f"Giao {lead} {matter.action}, hoàn thành trước ngày {words(due)}."


def compose(
    committee: CommitteeFact, number: int, issued_on: date, matters: Sequence[Matter], random: Random
) -> Notice:
    """The notice of one giao ban meeting, held two working days before it was issued."""
    held = issued_on - timedelta(days=3)
    subject = f"Kết luận của Trưởng ban tại phiên họp giao ban Ban Chỉ đạo về {TOPIC[committee.key]} tháng {held.month}/{held.year}"
    lines = [
        "UBND TỈNH SƠN HẢI",
        committee.name.removesuffix(" tỉnh Sơn Hải").upper(),
        f"Số: {number:02d}/TB-{committee.symbol}",
        f"Sơn Hải, ngày {issued_on.day:02d} tháng {issued_on.month:02d} năm {issued_on.year}"
        if issued_on.month < 3
        else f"Sơn Hải, ngày {issued_on.day:02d} tháng {issued_on.month} năm {issued_on.year}",
        "THÔNG BÁO",
        subject,
        f"Ngày {words(held)}, tại trụ sở UBND tỉnh, Trưởng ban Chỉ đạo chủ trì phiên họp giao ban về {TOPIC[committee.key]}. "
        f"Sau khi nghe {name_on(committee.standing, issued_on)} báo cáo và ý kiến của các thành viên dự họp, Trưởng ban kết luận như sau:",
        "1. " + random.choice(ASSESSMENTS[committee.key]),
    ]
    lines += [
        f"{place}. {sentence(matter, issued_on, random)}" for place, matter in enumerate(matters, start=2)
    ]
    lines += [
        f"{len(matters) + 2}. Giao Văn phòng UBND tỉnh theo dõi, đôn đốc việc thực hiện Thông báo này; định kỳ trước ngày 25 hằng tháng "
        "tổng hợp, báo cáo Trưởng ban.",
        "Văn phòng UBND tỉnh thông báo để các cơ quan, đơn vị biết, thực hiện./.",
        "Nơi nhận:",
        "- Trưởng ban, các Phó Trưởng ban;",
        "- Các thành viên Ban Chỉ đạo;",
        "- Lưu: VT.",
    ]
    return Notice(number, f"TB-{committee.symbol}", issued_on, subject, tuple(lines), tuple(matters))


def as_word(notice: Notice) -> bytes:
    """The notice as the .docx that a secretary would receive."""
    word = Word()
    for place, line in enumerate(notice.lines):
        paragraph = word.add_paragraph(line)
        if place < 6:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    buffer = io.BytesIO()
    word.save(buffer)
    return buffer.getvalue()
