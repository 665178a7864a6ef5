"""A long notice of a fictional province, about twenty pages, with clauses that give work."""
# ruff: noqa: E501  # sentences of a paper

from __future__ import annotations

import io
from datetime import date
from random import Random
from typing import Final

from docx import Document as Word

ISSUED_ON: Final = date(2025, 6, 10)
LENGTH: Final = 60_000
"""Characters of text: twenty pages of a state paper."""
UNITS: Final = (
    "Sở Tài chính",
    "Sở Nội vụ",
    "Sở Xây dựng",
    "Sở Y tế",
    "Sở Công Thương",
    "Sở Tư pháp",
    "Sở Khoa học và Công nghệ",
    "Sở Nông nghiệp và Môi trường",
    "Sở Giáo dục và Đào tạo",
    "Văn phòng UBND tỉnh",
)
DEADLINES: Final = (
    "trước ngày 30/6/2025",
    "chậm nhất ngày 15 tháng 7 năm 2025",
    "trong quý III năm 2025",
    "trong thời hạn 10 ngày làm việc kể từ ngày ban hành Thông báo này",
    "định kỳ trước ngày 25 hằng tháng",
    "xong trong tháng 8/2025",
)
MATTERS: Final = (
    "rà soát, chuẩn hóa quy trình nội bộ giải quyết thủ tục hành chính của ngành",
    "kết nối, chia sẻ dữ liệu chuyên ngành với kho dữ liệu dùng chung của tỉnh",
    "cân đối, bố trí kinh phí thực hiện Kế hoạch chuyển đổi số năm 2025",
    "kiểm tra hệ thống đê, kè, hồ chứa trước mùa mưa, lập phương án bảo đảm an toàn",
    "số hóa hồ sơ, kết quả giải quyết thủ tục hành chính còn hiệu lực",
    "tổ chức tập huấn kỹ năng số cho cán bộ, công chức cấp xã",
    "sắp xếp, bố trí trụ sở làm việc sau khi sắp xếp đơn vị hành chính",
    "cập nhật phương án ứng phó lũ lụt, sạt lở đất tại các khu dân cư ven sông, ven biển",
)
ASSESSMENTS: Final = (
    (
        "Thời gian qua, các cơ quan, đơn vị đã có nhiều cố gắng triển khai nhiệm vụ được giao; tỷ lệ hồ sơ trực tuyến "
        "toàn trình tăng so với cùng kỳ năm trước, việc tiếp nhận và trả kết quả từng bước đi vào nền nếp."
    ),
    (
        "Tuy nhiên, tiến độ một số nhiệm vụ còn chậm; việc cập nhật dữ liệu chưa thường xuyên, một số xã, phường chưa bố "
        "trí đủ thiết bị, đường truyền; công tác phối hợp giữa các ngành có lúc chưa kịp thời."
    ),
    (
        "Cơ bản thống nhất với báo cáo của cơ quan thường trực và ý kiến của các đại biểu dự họp; ghi nhận các đơn vị đã "
        "thực hiện đúng Kế hoạch số 152/KH-UBND ngày 17/02/2025 của UBND tỉnh."
    ),
)


def lines(length: int = LENGTH, *, seed: int = 2025) -> list[str]:
    """The paragraphs of a notice of about `length` characters; the same for the same seed."""
    chance, written, count = Random(seed), 0, 0
    paper = [
        "BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ TỈNH SƠN HẢI",
        "Số: 215/TB-BCĐ",
        "Sơn Hải, ngày 10 tháng 6 năm 2025",
        "THÔNG BÁO",
        "Kết luận của Chủ tịch UBND tỉnh tại phiên họp thứ sáu của Ban Chỉ đạo",
    ]
    while written < length:
        count += 1
        clause = f"{count}. " + (chance.choice(ASSESSMENTS) if count % 4 == 1 else _task(chance))
        paper.append(clause)
        written += len(clause) + 1
    return paper


def _task(chance: Random) -> str:
    lead, *beside = chance.sample(UNITS, 3)
    matter, due = chance.choice(MATTERS), chance.choice(DEADLINES)
    forms = (
        (
            f"Giao {lead} chủ trì, phối hợp với {beside[0]}, {beside[1]} và các đơn vị liên quan {matter}, báo cáo "
            f"Chủ tịch UBND tỉnh {due}."
        ),
        f"{lead} khẩn trương {matter}; hoàn thành {due}. {beside[0]} hướng dẫn, đôn đốc việc thực hiện tại cơ sở.",
        f"Yêu cầu UBND các xã, phường {matter}; gửi kết quả về {lead} {due} để tổng hợp.",
        f"Giao Giám đốc {lead} trực tiếp chỉ đạo {matter}, {due}; {beside[0]} và {beside[1]} phối hợp thực hiện.",
    )
    return chance.choice(forms)


def as_docx(paragraphs: list[str]) -> bytes:
    """The same notice as a Word file."""
    word, stream = Word(), io.BytesIO()
    for paragraph in paragraphs:
        word.add_paragraph(paragraph)
    word.save(stream)
    return stream.getvalue()
