"""
Realistic notices as Word files, made by python-docx: State form in a table, numbered clauses, distribution.

Sơn Hải is a fictional province; all numbers and names are invented.
"""

from __future__ import annotations

from io import BytesIO

from docx import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH

DIGITAL = (
    "215/TB-BCĐ",
    "Sơn Hải, ngày 10 tháng 6 năm 2025",
    "Kết luận của Trưởng Ban Chỉ đạo tại phiên họp thứ sáu về chuyển đổi số",
    (
        (
            "Ngày 06/6/2025, Ban Chỉ đạo Chuyển đổi số tỉnh họp phiên thứ sáu. Sau khi nghe Sở Khoa học và "
            "Công nghệ báo cáo và ý kiến của các thành viên, Trưởng Ban Chỉ đạo kết luận như sau:"
        ),
        (
            "1. Giao Sở KH&CN chủ trì, phối hợp với Sở Tài chính, VP UBND tỉnh rà soát các chỉ tiêu chưa đạt "
            "của Kế hoạch số 152/KH-UBND ngày 11/3/2025, báo cáo Ban Chỉ đạo trước ngày 30/6/2025."
        ),
        (
            "2. UBND các xã, phường, đặc khu rà soát hạ tầng số tại trung tâm phục vụ hành chính công; "
            "hoàn thành trước ngày 25/8/2025."
        ),
        (
            "3. Sở Nội vụ và Sở Tài chính xây dựng kế hoạch bồi dưỡng kỹ năng số cho cán bộ, công chức, "
            "trình "
            "Ban Chỉ đạo trong 10 ngày làm việc kể từ ngày ban hành Thông báo này."
        ),
        "4. Giao Ban Quản lý dự án Hạ tầng số chủ trì nghiệm thu trung tâm dữ liệu trong quý III/2025.",
        "Trên đây là kết luận của Trưởng Ban Chỉ đạo, yêu cầu các cơ quan nghiêm túc thực hiện./.",
    ),
)
FLOOD = (
    "87/TB-BCĐ",
    "Sơn Hải, ngày 02 tháng 6 năm 2025",
    "Kết luận cuộc họp triển khai phòng, chống lụt, bão năm 2025",
    (
        "1. Giao Văn phòng UBND tỉnh theo dõi, đôn đốc việc thực hiện Thông báo này.",
        "2. UBND các xã, phường kiểm tra hệ thống đê, kè trên địa bàn; báo cáo trước ngày 20/6/2025.",
        "3. Sở Tài chính cân đối kinh phí dự phòng, báo cáo định kỳ trước ngày 25 hằng tháng.",
    ),
)
REFORM = (
    "31/TB-BCĐ",
    "Sơn Hải, ngày 05 tháng 6 năm 2025",
    "Kết luận về cải cách hành chính quý II năm 2025",
    (
        (
            "1. Giao Sở Nội vụ chủ trì, phối hợp với các sở, ban, ngành rà soát thủ tục hành chính; "
            "hoàn thành trước ngày 15/7/2025."
        ),
        "2. Sở Khoa học và Công nghệ nâng cấp cổng dịch vụ công trước ngày 30/7/2025.",
    ),
)
Notice = tuple[str, str, str, tuple[str, ...]]


def lines(notice: Notice) -> list[str]:
    """The notice as plain lines."""
    number, place, subject, body = notice
    head = ["UBND TỈNH SƠN HẢI", "BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ", f"Số: {number}", place, "THÔNG BÁO", subject]
    return [*head, *body, "Nơi nhận:", "- Như trên;", "- Lưu: VT."]


def text(notice: Notice, *, place: str | None = None) -> str:
    """The notice as text; `place` replaces the line of place and date."""
    whole = "\n".join(lines(notice))
    return whole if place is None else whole.replace(notice[1], place)


def docx(notice: Notice, *, stamp: str = "") -> bytes:
    """The notice as a Word file; `stamp` is a marking under the number."""
    number, place, subject, body = notice
    word = Word()
    table = word.add_table(rows=2, cols=2)
    table.cell(0, 0).text = "UBND TỈNH SƠN HẢI\nBAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ"
    table.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    table.cell(1, 0).text = f"Số: {number}"
    table.cell(1, 1).text = place
    if stamp:
        word.add_paragraph(stamp)
    for title in ("THÔNG BÁO", subject):
        paragraph = word.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(title).bold = True
    for words in (*body, "Nơi nhận:", "- Như trên;", "- Lưu: VT."):
        word.add_paragraph(words)
    packed = BytesIO()
    word.save(packed)
    return packed.getvalue()
