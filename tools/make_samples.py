"""Write the sample notice that newcomers try: `python -m tools.make_samples`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from giaoban.documents.layout import Clause, Paper, Paragraph, Signing, to_docx

TARGET = Path(__file__).resolve().parents[1] / "docs" / "samples" / "thong-bao-ket-luan-mau.docx"
CLAUSES = (
    "Thời gian qua, các cơ quan, địa phương đã tích cực triển khai Kế hoạch số 152/KH-UBND ngày 17/02/2026 của UBND tỉnh. "
    "Đến nay, tỷ lệ hồ sơ công việc xử lý trên môi trường mạng đạt 92%, tăng so với cùng kỳ.",
    "Giao Sở Khoa học và Công nghệ chủ trì, phối hợp với Sở Tài chính, Công an tỉnh và các đơn vị liên quan rà soát các chỉ "
    "tiêu chuyển đổi số chưa đạt, xây dựng Kế hoạch khắc phục, trình UBND tỉnh trước ngày 15/12/2026.",
    "Sở Tài chính tham mưu UBND tỉnh bố trí kinh phí bổ sung cho hạ tầng số năm 2027; hoàn thành trong tháng 12/2026.",
    "UBND các xã, phường, đặc khu rà soát, bố trí công chức hướng dẫn người dân nộp hồ sơ trực tuyến, báo cáo UBND tỉnh (qua "
    "Sở Khoa học và Công nghệ) trước ngày 10/12/2026.",
    "Sở Giáo dục và Đào tạo, Sở Y tế mỗi đơn vị đăng ký ít nhất 02 bộ dữ liệu dùng chung. Thời hạn: 10 ngày làm việc kể từ ngày "
    "ban hành Thông báo này.",
    "Đề nghị Ủy ban MTTQ Việt Nam tỉnh vận động đoàn viên, hội viên tham gia tổ công nghệ số cộng đồng.",
    "Giao Văn phòng UBND tỉnh theo dõi, đôn đốc việc thực hiện Thông báo này; định kỳ trước ngày 25 hằng tháng tổng hợp, báo cáo "
    "Trưởng ban.",
)
NOTICE = Paper(
    superior="UBND tỉnh Sơn Hải",
    issuer="Ban Chỉ đạo Chuyển đổi số",
    number="148",
    symbol="TB-BCĐCĐS",
    place="Sơn Hải",
    date=date(2026, 11, 20),
    type_name="Thông báo",
    subject="Kết luận của Trưởng ban tại phiên họp giao ban Ban Chỉ đạo về chuyển đổi số tháng 11/2026",
    body=(
        Paragraph(
            "Ngày 18/11/2026, tại trụ sở UBND tỉnh, Trưởng ban Chỉ đạo chủ trì phiên họp giao ban về chuyển đổi số. Sau khi "
            "nghe Sở Khoa học và Công nghệ báo cáo và ý kiến của các thành viên dự họp, Trưởng ban kết luận như sau:"
        ),
        *(Clause("clause", str(number), text) for number, text in enumerate(CLAUSES, start=1)),
        Paragraph("Văn phòng UBND tỉnh thông báo để các cơ quan, đơn vị biết, thực hiện./."),
    ),
    signing=Signing("TL. Trưởng ban", ("Chánh Văn phòng",), "Cao Xuân Hồng"),
    recipients=(
        "Trưởng ban, các Phó Trưởng ban",
        "Các thành viên Ban Chỉ đạo",
        "UBND các xã, phường, đặc khu",
    ),
    archive="VT, KHCN",
)


def main() -> int:
    """Write the file."""
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(to_docx(NOTICE))
    print(TARGET.relative_to(Path.cwd()))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
