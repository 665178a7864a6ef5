"""
Sixty-eight fictional papers with the fields that a clerk would type from them, in the forms in which they come.

The fields were written first and the texts are laid out from them: as a Word file is read (tabs between
columns), as a PDF prints (both columns of the head in one line), and as a scan is read, with lost marks,
letters for digits and stray dots. Every second paper belongs to the half that the reader was not tuned on.
"""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass
from datetime import date

STATE, PARTY = "state", "party"
WORD, PDF, SCAN = "word", "pdf", "scan"


@dataclass(frozen=True)
class Paper:
    """One paper; `issuer` may stand in several lines, `above` is the superior body."""

    form: str
    layout: str
    type: str
    number: str
    symbol: str
    day: date
    above: str
    issuer: tuple[str, ...]
    subject: tuple[str, ...]
    to: tuple[str, ...]
    sent: tuple[str, ...]
    office: str
    signer: str
    place: str = "Sơn Hải"

    @property
    def fields(self) -> dict[str, str]:
        """What the register should say."""
        return {
            "type": self.type,
            "number": self.number,
            "symbol": self.symbol,
            "issued_on": self.day.isoformat(),
            "issuer": " ".join(self.issuer),
            "signer": self.signer,
            "subject": " ".join(self.subject),
            "recipients": "; ".join((*self.to, *self.sent)),
        }


def _s(  # noqa: PLR0917 -- one line of the table
    layout, kind, number, symbol, day, above, issuer, subject, to, sent, office, signer, form=STATE
):
    """A line of the table below: parts of one field are parted by "|"."""
    parts = lambda text: tuple(p for p in text.split("|") if p)  # noqa: E731
    return Paper(
        form, layout, kind, number, symbol, date(*day), above, parts(issuer), parts(subject), parts(to),
        parts(sent), office, signer,
    )  # fmt: skip


def _p(*told):
    return _s(*told, form=PARTY)


UBND = "ỦY BAN NHÂN DÂN|TỈNH SƠN HẢI"
U1 = "UBND TỈNH SƠN HẢI"
BCD = "BAN CHỈ ĐẠO|CHUYỂN ĐỔI SỐ TỈNH"

PAPERS: tuple[Paper, ...] = (
    _s(WORD, "CV", "125", "STC-NS", (2025, 6, 9), U1, "SỞ TÀI CHÍNH", "bố trí kinh phí thực hiện|Kế hoạch chuyển đổi số năm 2025", "Ban Chỉ đạo Chuyển đổi số tỉnh", "Phó Giám đốc Sở phụ trách", "GIÁM ĐỐC", "Phạm Đình Ân"),
    _s(PDF, "CV", "1042", "UBND-KGVX", (2025, 7, 3), "", UBND, "triển khai Chiến dịch làm sạch dữ liệu|dân cư trên địa bàn tỉnh", "Các sở, ban, ngành|UBND các xã, phường, đặc khu", "Thường trực Tỉnh ủy|Thường trực HĐND tỉnh", "KT. CHỦ TỊCH|PHÓ CHỦ TỊCH", "Trần Thị Thu Hà"),
    _s(SCAN, "CV", "87", "SNV-CCHC", (2025, 3, 14), U1, "SỞ NỘI VỤ", "báo cáo kết quả cải cách hành chính|quý I năm 2025", "Văn phòng UBND tỉnh", "Lãnh đạo Sở", "KT. GIÁM ĐỐC|PHÓ GIÁM ĐỐC", "Vũ Văn Đông"),
    _s(WORD, "QĐ", "1187", "QĐ-UBND", (2025, 5, 20), "", UBND, "Phê duyệt Đề án phát triển hạ tầng số|tỉnh Sơn Hải giai đoạn 2025 - 2030", "", "Như Điều 3|Bộ Khoa học và Công nghệ|Các đoàn thể tỉnh", "TM. ỦY BAN NHÂN DÂN|CHỦ TỊCH", "Nguyễn Thị Hòa"),
    _s(PDF, "QĐ", "05", "QĐ-BCĐ", (2025, 2, 11), U1, BCD, "Ban hành Quy chế hoạt động của Ban Chỉ đạo|Chuyển đổi số tỉnh Sơn Hải", "", "Các thành viên Ban Chỉ đạo|Tổ giúp việc", "TRƯỞNG BAN", "Nguyễn Thị Hòa"),
    _s(SCAN, "QĐ", "2310", "QĐ-UBND", (2025, 9, 8), "", UBND, "Về việc thành lập Tổ công tác rà soát|thủ tục hành chính", "", "Như Điều 4|Sở Nội vụ", "KT. CHỦ TỊCH|PHÓ CHỦ TỊCH", "Lê Quang Vinh"),
    _s(WORD, "KH", "68", "KH-UBND", (2025, 1, 6), "", UBND, "Triển khai thi hành Luật Chuyển đổi số|trên địa bàn tỉnh", "", "Bộ Khoa học và Công nghệ|Các sở, ban, ngành tỉnh|UBND các xã, phường", "TM. ỦY BAN NHÂN DÂN|KT. CHỦ TỊCH|PHÓ CHỦ TỊCH", "Hoàng Minh Tuấn"),
    _s(PDF, "KH", "12", "KH-SKHCN", (2025, 4, 2), U1, "SỞ KHOA HỌC VÀ CÔNG NGHỆ", "Kiểm tra công tác chuyển đổi số năm 2025", "", "UBND tỉnh|Các phòng, đơn vị thuộc Sở", "GIÁM ĐỐC", "Đinh Văn Khoa"),
    _s(SCAN, "KH", "31", "KH-BCĐ", (2025, 6, 30), U1, "BAN CHỈ ĐẠO|CẢI CÁCH HÀNH CHÍNH", "Kiểm tra cải cách hành chính|6 tháng cuối năm 2025", "", "Thành viên Ban Chỉ đạo|Các sở, ngành", "PHÓ TRƯỞNG BAN", "Bùi Thị Lan"),
    _s(WORD, "TB", "215", "TB-BCĐ", (2025, 6, 10), U1, BCD, "Kết luận của Trưởng ban tại phiên họp thứ sáu", "", "Thành viên Ban Chỉ đạo|Các sở, ban, ngành", "TL. TRƯỞNG BAN|CHÁNH VĂN PHÒNG", "Lê Minh Ánh"),
    _s(PDF, "TB", "77", "TB-VP", (2025, 8, 19), U1, "VĂN PHÒNG", "Kết luận của Phó Chủ tịch UBND tỉnh|tại cuộc họp về phòng, chống thiên tai", "", "Chủ tịch, các Phó Chủ tịch UBND tỉnh|Các đơn vị dự họp", "KT. CHÁNH VĂN PHÒNG|PHÓ CHÁNH VĂN PHÒNG", "Cao Xuân Trường"),
    _s(SCAN, "TB", "409", "TB-UBND", (2025, 10, 28), "", UBND, "Về việc nghỉ lễ và trực bão số 12", "", "Các sở, ban, ngành|Đài Khí tượng Thủy văn tỉnh", "TL. CHỦ TỊCH|CHÁNH VĂN PHÒNG", "Ngô Thanh Sơn"),
    _s(WORD, "BC", "145", "BC-SNNMT", (2025, 7, 15), U1, "SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", "Tình hình thiệt hại do mưa lũ|và công tác khắc phục hậu quả", "Ban Chỉ đạo Phòng thủ dân sự tỉnh", "Giám đốc Sở", "KT. GIÁM ĐỐC|PHÓ GIÁM ĐỐC", "Đặng Hữu Phước"),
    _s(PDF, "BC", "09", "BC-UBND", (2025, 1, 17), "", "ỦY BAN NHÂN DÂN|XÃ AN THẠNH", "Kết quả thực hiện nhiệm vụ chuyển đổi số năm 2024", "", "UBND tỉnh|Sở Khoa học và Công nghệ|Thường trực Đảng ủy xã", "CHỦ TỊCH", "Hoàng Văn Quý"),
    _s(SCAN, "BC", "233", "BC-STP", (2025, 11, 5), U1, "SỞ TƯ PHÁP", "Công tác kiểm tra văn bản quy phạm pháp luật", "", "Bộ Tư pháp|UBND tỉnh", "GIÁM ĐỐC", "Mai Thị Hạnh"),
    _s(WORD, "TTr", "56", "TTr-SXD", (2025, 5, 8), U1, "SỞ XÂY DỰNG", "Về việc ban hành Quy định phân cấp|quản lý chiếu sáng đô thị", "Ủy ban nhân dân tỉnh", "Sở Tư pháp", "GIÁM ĐỐC", "Trịnh Công Dũng"),
    _s(PDF, "TTr", "18", "TTr-BCĐ", (2025, 12, 2), U1, BCD, "Đề nghị khen thưởng các tập thể có thành tích|trong chuyển đổi số năm 2025", "Chủ tịch UBND tỉnh", "Ban Thi đua - Khen thưởng tỉnh", "PHÓ TRƯỞNG BAN THƯỜNG TRỰC", "Đinh Văn Khoa"),
    _s(SCAN, "TTr", "102", "TTr-STC", (2025, 4, 24), U1, "SỞ TÀI CHÍNH", "Về việc giao dự toán bổ sung năm 2025", "Ủy ban nhân dân tỉnh", "Kho bạc Nhà nước khu vực", "GIÁM ĐỐC", "Phạm Đình Ân"),
    _s(WORD, "CT", "07", "CT-UBND", (2025, 3, 3), "", UBND, "Về việc đẩy mạnh thanh toán không dùng tiền mặt", "", "Các sở, ban, ngành|Báo và phát thanh, truyền hình tỉnh", "CHỦ TỊCH", "Nguyễn Thị Hòa"),
    _s(PDF, "CT", "15", "CT-UBND", (2025, 9, 22), "", UBND, "Tăng cường bảo đảm an toàn hồ, đập|trong mùa mưa lũ năm 2025", "", "Ban Thường vụ Tỉnh ủy|UBND các xã, phường", "CHỦ TỊCH", "Nguyễn Thị Hòa"),
    _s(SCAN, "CT", "11", "CT-UBND", (2025, 6, 2), "", UBND, "Về tăng cường kỷ luật, kỷ cương hành chính", "", "Các sở, ban, ngành tỉnh|Các hội, đoàn thể", "CHỦ TỊCH", "Nguyễn Thị Hòa"),
    _s(WORD, "CĐ", "04", "CĐ-UBND", (2025, 8, 25), "", UBND, "Về việc tập trung ứng phó bão số 5", "", "Thủ tướng Chính phủ|Bộ Chỉ huy Quân sự tỉnh", "KT. CHỦ TỊCH|PHÓ CHỦ TỊCH", "Lê Quang Vinh"),
    _s(PDF, "GM", "36", "GM-BCĐ", (2025, 6, 5), U1, BCD, "Họp phiên thứ sáu Ban Chỉ đạo|Chuyển đổi số tỉnh", "", "Lãnh đạo Ban Chỉ đạo|Như thành phần mời", "TL. TRƯỞNG BAN|CHÁNH VĂN PHÒNG", "Lê Minh Ánh"),
    _s(SCAN, "GM", "128", "GM-UBND", (2025, 7, 28), "", UBND, "Dự Hội nghị sơ kết chuyển đổi số", "", "Thành phần mời|Trung tâm Hội nghị tỉnh", "TL. CHỦ TỊCH|CHÁNH VĂN PHÒNG", "Ngô Thanh Sơn"),
    _s(WORD, "NQ", "27", "NQ-HĐND", (2025, 7, 18), "", "HỘI ĐỒNG NHÂN DÂN|TỈNH SƠN HẢI", "Quy định mức hỗ trợ tổ công nghệ số cộng đồng", "", "Ủy ban Thường vụ Quốc hội|Chính phủ|UBND tỉnh", "CHỦ TỊCH", "Tô Thị Kim Oanh"),
    _s(PDF, "NQ", "41", "NQ-HĐND", (2025, 12, 9), "", "HỘI ĐỒNG NHÂN DÂN|TỈNH SƠN HẢI", "Về kế hoạch đầu tư công năm 2026", "", "Chính phủ|Đoàn đại biểu Quốc hội tỉnh", "CHỦ TỊCH", "Tô Thị Kim Oanh"),
    _s(SCAN, "HD", "22", "HD-SKHCN", (2025, 5, 29), U1, "SỞ KHOA HỌC VÀ CÔNG NGHỆ", "Đánh giá mức độ chuyển đổi số cấp xã", "", "UBND các xã, phường|Lãnh đạo Sở", "KT. GIÁM ĐỐC|PHÓ GIÁM ĐỐC", "Lương Thị Mai"),
    _s(WORD, "HD", "03", "HD-BCĐ", (2025, 2, 27), U1, BCD, "Xây dựng báo cáo định kỳ về chuyển đổi số", "", "Các sở, ban, ngành|UBND cấp xã", "PHÓ TRƯỞNG BAN", "Đinh Văn Khoa"),
    _s(PDF, "CTr", "02", "CTr-BCĐ", (2025, 1, 22), U1, BCD, "Công tác năm 2025 của Ban Chỉ đạo", "", "Thành viên Ban Chỉ đạo|Cổng thông tin điện tử tỉnh", "TRƯỞNG BAN", "Nguyễn Thị Hòa"),
    _s(SCAN, "PA", "19", "PA-UBND", (2025, 5, 12), "", "ỦY BAN NHÂN DÂN|PHƯỜNG MINH KHAI", "Ứng phó thiên tai năm 2025", "", "UBND tỉnh|Đảng ủy phường", "KT. CHỦ TỊCH|PHÓ CHỦ TỊCH", "Trương Văn Lợi"),
    _s(WORD, "ĐA", "10", "ĐA-UBND", (2025, 10, 10), "", UBND, "Phát triển nguồn nhân lực số|đến năm 2030", "", "Bộ Nội vụ|Các trường cao đẳng", "TM. ỦY BAN NHÂN DÂN|CHỦ TỊCH", "Nguyễn Thị Hòa"),
    _s(PDF, "CV", "2087", "SGDĐT-VP", (2025, 9, 30), U1, "SỞ GIÁO DỤC VÀ ĐÀO TẠO", "góp ý dự thảo Quy chế quản lý|nền tảng dùng chung", "Sở Khoa học và Công nghệ", "Ban Giám đốc Sở", "TL. GIÁM ĐỐC|CHÁNH VĂN PHÒNG", "Hồ Thị Bích Ngọc"),
    _s(SCAN, "CV", "614", "SYT-NVY", (2025, 2, 18), U1, "SỞ Y TẾ", "triển khai sổ sức khỏe điện tử", "Các bệnh viện công lập|Trung tâm y tế khu vực", "Bộ Y tế", "GIÁM ĐỐC", "Phan Đức Thắng"),
    _s(WORD, "CV", "33", "BCĐ-TGV", (2025, 11, 18), U1, BCD, "đôn đốc thực hiện nhiệm vụ quá hạn", "Sở Tài chính|Sở Nội vụ", "Trưởng ban", "KT. TRƯỞNG BAN|PHÓ TRƯỞNG BAN", "Đinh Văn Khoa"),
    _s(PDF, "CV", "450", "CAT-PC06", (2025, 4, 15), "BỘ CÔNG AN", "CÔNG AN TỈNH SƠN HẢI", "phối hợp cấp tài khoản định danh điện tử", "UBND các xã, phường", "Giám đốc Công an tỉnh", "KT. GIÁM ĐỐC|PHÓ GIÁM ĐỐC", "Vương Đình Nam"),
    _s(SCAN, "CV", "1920", "NHNN-SH", (2025, 8, 6), "", "NGÂN HÀNG NHÀ NƯỚC|CHI NHÁNH KHU VỰC", "cung cấp số liệu thanh toán không tiền mặt", "Ban Chỉ đạo Chuyển đổi số tỉnh", "Lãnh đạo Chi nhánh", "GIÁM ĐỐC", "Tạ Hồng Quân"),
    _s(WORD, "BB", "14", "BB-BCĐ", (2025, 6, 12), U1, BCD, "Phiên họp thứ sáu của Ban Chỉ đạo", "", "Thành viên Ban Chỉ đạo", "TRƯỞNG BAN", "Nguyễn Thị Hòa"),
    _s(PDF, "QC", "06", "QC-UBND", (2025, 3, 26), "", UBND, "Phối hợp vận hành Trung tâm điều hành thông minh", "", "Các sở, ban, ngành", "CHỦ TỊCH", "Nguyễn Thị Hòa"),
    _s(SCAN, "QĐ", "77", "QĐ-SCT", (2025, 7, 7), U1, "SỞ CÔNG THƯƠNG", "Về việc ban hành Quy chế làm việc|của Sở Công Thương", "", "Như Điều 2|UBND tỉnh", "GIÁM ĐỐC", "Lâm Quốc Bảo"),
    _s(WORD, "TC", "01", "TC-UBND", (2025, 9, 1), "", UBND, "Kết quả phiên họp thường kỳ tháng 8", "", "Báo và phát thanh, truyền hình tỉnh", "NGƯỜI PHÁT NGÔN|CHÁNH VĂN PHÒNG", "Ngô Thanh Sơn"),
    _s(PDF, "CV", "08", "THPT-VP", (2025, 10, 3), "SỞ GIÁO DỤC VÀ ĐÀO TẠO", "TRƯỜNG THPT HÒN MÂY", "đăng ký tham gia học bạ số", "Sở Giáo dục và Đào tạo", "Hiệu trưởng", "HIỆU TRƯỞNG", "Châu Văn Tài"),
    _s(SCAN, "KH", "205", "KH-SVHTTDL", (2025, 11, 26), U1, "SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH", "Số hóa hiện vật bảo tàng năm 2026", "", "UBND tỉnh|Bảo tàng tỉnh", "GIÁM ĐỐC", "Doãn Thị Lệ"),
    _s(WORD, "CV", "731", "STNMT-ĐĐ", (2024, 12, 20), U1, "SỞ TÀI NGUYÊN VÀ MÔI TRƯỜNG", "cập nhật cơ sở dữ liệu đất đai", "UBND các huyện, thị xã", "Văn phòng Đăng ký đất đai", "KT. GIÁM ĐỐC|PHÓ GIÁM ĐỐC", "Thái Bá Hưng"),
    _s(PDF, "BC", "310", "BC-VP", (2025, 7, 31), U1, "VĂN PHÒNG", "Tình hình tiếp nhận và giải quyết thủ tục hành chính", "", "Chủ tịch UBND tỉnh", "CHÁNH VĂN PHÒNG", "Ngô Thanh Sơn"),
    _p(WORD, "CTr", "01", "CTr/BCĐ", (2025, 1, 20), "TỈNH ỦY SƠN HẢI", "BAN CHỈ ĐẠO|CẢI CÁCH TƯ PHÁP", "Công tác năm 2025", "", "Thường trực Tỉnh ủy|Các thành viên Ban Chỉ đạo", "TRƯỞNG BAN", "Đoàn Văn Thịnh"),
    _p(PDF, "KH", "112", "KH/TU", (2025, 2, 5), "", "TỈNH ỦY SƠN HẢI", "Thực hiện Nghị quyết về phát triển khoa học,|công nghệ, đổi mới sáng tạo", "", "Ban Bí thư|Các ban đảng tỉnh", "T/M BAN THƯỜNG VỤ|PHÓ BÍ THƯ", "Kiều Anh Đức"),
    _p(SCAN, "CV", "123", "CV/TU", (2025, 3, 10), "", "TỈNH ỦY SƠN HẢI", "báo cáo kết quả thực hiện chuyển đổi số", "Đảng ủy các xã, phường", "Thường trực Tỉnh ủy", "T/L BAN THƯỜNG VỤ|CHÁNH VĂN PHÒNG", "Giáp Thị Vân"),
    _p(WORD, "KL", "45", "KL/TU", (2025, 4, 18), "", "TỈNH ỦY SƠN HẢI", "của Ban Thường vụ Tỉnh ủy về công tác|chuyển đổi số trong cơ quan đảng", "", "Đảng ủy trực thuộc|Các ban, cơ quan tham mưu", "T/M BAN THƯỜNG VỤ|BÍ THƯ", "Chu Thị Hằng"),
    _p(PDF, "NQ", "08", "NQ/TU", (2025, 6, 25), "", "TỈNH ỦY SƠN HẢI", "Về đột phá phát triển hạ tầng số|đến năm 2030", "", "Bộ Chính trị|Các đồng chí Tỉnh ủy viên", "T/M TỈNH ỦY|BÍ THƯ", "Chu Thị Hằng"),
    _p(SCAN, "QĐ", "560", "QĐ/TU", (2025, 5, 6), "", "TỈNH ỦY SƠN HẢI", "kiện toàn Ban Chỉ đạo Chuyển đổi số|của Tỉnh ủy", "", "Văn phòng Trung ương Đảng|Các đồng chí có tên", "T/M BAN THƯỜNG VỤ|PHÓ BÍ THƯ", "Kiều Anh Đức"),
    _p(WORD, "TB", "77", "TB/VPTU", (2025, 8, 12), "TỈNH ỦY SƠN HẢI", "VĂN PHÒNG", "ý kiến kết luận của Thường trực Tỉnh ủy", "", "Thường trực Tỉnh ủy|Các cơ quan liên quan", "CHÁNH VĂN PHÒNG", "Giáp Thị Vân"),
    _p(PDF, "HD", "16", "HD/BTGDVTU", (2025, 9, 15), "TỈNH ỦY SƠN HẢI", "BAN TUYÊN GIÁO VÀ DÂN VẬN", "tuyên truyền cải cách hành chính", "", "Đảng ủy trực thuộc|Lãnh đạo Ban", "K/T TRƯỞNG BAN|PHÓ TRƯỞNG BAN", "Nông Thị Hoa"),
    _p(SCAN, "BC", "301", "BC/ĐU", (2025, 11, 3), "TỈNH ỦY SƠN HẢI", "ĐẢNG ỦY XÃ AN THẠNH", "kết quả đại hội chi bộ|và chuyển đổi số", "", "Văn phòng Tỉnh ủy|Các chi bộ", "T/M ĐẢNG ỦY|BÍ THƯ", "La Văn Hùng"),
    _p(WORD, "TTr", "09", "TTr/VPTU", (2025, 10, 22), "TỈNH ỦY SƠN HẢI", "VĂN PHÒNG", "về kinh phí trang bị phòng họp trực tuyến", "Thường trực Tỉnh ủy", "Sở Tài chính", "CHÁNH VĂN PHÒNG", "Giáp Thị Vân"),
    _p(PDF, "CT", "21", "CT/TU", (2025, 12, 12), "", "TỈNH ỦY SƠN HẢI", "về tăng cường lãnh đạo công tác lưu trữ điện tử", "", "Ban Bí thư|Đảng ủy trực thuộc", "T/M BAN THƯỜNG VỤ|PHÓ BÍ THƯ", "Kiều Anh Đức"),
    _p(SCAN, "QyĐ", "34", "QĐ/TU", (2025, 7, 21), "", "TỈNH ỦY SƠN HẢI", "về sử dụng chữ ký số|trong các cơ quan đảng", "", "Các ban đảng|Đảng ủy trực thuộc", "T/M BAN THƯỜNG VỤ|BÍ THƯ", "Chu Thị Hằng"),
    _p(WORD, "CV", "88", "CV/BTCTU", (2025, 1, 9), "TỈNH ỦY SƠN HẢI", "BAN TỔ CHỨC", "rà soát dữ liệu đảng viên", "Đảng ủy các xã, phường", "Lãnh đạo Ban", "K/T TRƯỞNG BAN|PHÓ TRƯỞNG BAN", "Nghiêm Xuân Thủy"),
    _p(PDF, "QC", "05", "QC/BCĐ", (2025, 6, 16), "TỈNH ỦY SƠN HẢI", "BAN CHỈ ĐẠO|CHUYỂN ĐỔI SỐ", "làm việc của Ban Chỉ đạo", "", "Thành viên Ban Chỉ đạo", "TRƯỞNG BAN", "Chu Thị Hằng"),
    _s(WORD, "QyĐ", "12", "QyĐ-UBND", (2025, 2, 24), "", UBND, "Quản lý thuê bao truyền dẫn dùng chung", "", "Các sở, ngành|Doanh nghiệp viễn thông", "CHỦ TỊCH", "Nguyễn Thị Hòa"),
    _s(PDF, "CV", "3301", "VPCP-KSTT", (2025, 5, 5), "", "VĂN PHÒNG CHÍNH PHỦ", "đánh giá tái cấu trúc quy trình|thủ tục hành chính", "UBND các tỉnh, thành phố", "Thủ tướng Chính phủ|Các Phó Thủ tướng", "KT. BỘ TRƯỞNG, CHỦ NHIỆM|PHÓ CHỦ NHIỆM", "Lục Văn Bằng", ),
    _s(SCAN, "CV", "52", "CTĐL-KT", (2025, 6, 18), "", "CÔNG TY ĐIỆN LỰC|SƠN HẢI", "cấp điện cho trạm thu phát sóng", "Sở Khoa học và Công nghệ", "Ban Giám đốc", "KT. GIÁM ĐỐC|PHÓ GIÁM ĐỐC", "Khương Duy Mạnh"),
    _s(WORD, "DA", "03", "DA-STC", (2025, 8, 14), U1, "SỞ TÀI CHÍNH", "Nâng cấp hệ thống thông tin ngân sách", "", "UBND tỉnh|Ban Quản lý dự án", "GIÁM ĐỐC", "Phạm Đình Ân"),
    _s(PDF, "PC", "27", "PC-VP", (2025, 3, 19), U1, "VĂN PHÒNG", "Chuyển đơn kiến nghị về dịch vụ công", "", "Sở Nội vụ", "TL. CHÁNH VĂN PHÒNG|TRƯỞNG PHÒNG", "Đậu Thị Nga"),
    _s(SCAN, "TB", "18", "TB-TTĐHTM", (2025, 12, 24), U1, "TRUNG TÂM|ĐIỀU HÀNH THÔNG MINH", "Lịch bảo trì hệ thống", "", "Các cơ quan sử dụng", "GIÁM ĐỐC", "Hứa Văn Tiến"),
    _s(WORD, "GGT", "61", "GGT-SNV", (2025, 4, 9), U1, "SỞ NỘI VỤ", "Giới thiệu đoàn kiểm tra công vụ", "", "Các đơn vị được kiểm tra", "TL. GIÁM ĐỐC|CHÁNH VĂN PHÒNG", "Tống Thị Yến"),
    _s(PDF, "KH", "300", "KH-BCĐPTDS", (2025, 5, 30), U1, "BAN CHỈ ĐẠO|PHÒNG THỦ DÂN SỰ", "Diễn tập phòng, chống lụt bão|và tìm kiếm cứu nạn", "", "Bộ Chỉ huy Quân sự tỉnh|Công an tỉnh", "PHÓ TRƯỞNG BAN", "Lê Quang Vinh"),
    _s(SCAN, "CV", "909", "STTTT-CNTT", (2024, 10, 17), U1, "SỞ THÔNG TIN VÀ TRUYỀN THÔNG", "mở rộng nền tảng họp trực tuyến", "Các sở, ban, ngành", "Giám đốc Sở", "GIÁM ĐỐC", "Từ Minh Hải"),
    _s(WORD, "BC", "70", "BC-ĐBP", (2025, 9, 11), "", "BAN QUẢN LÝ|KHU CÔNG NGHỆ CAO", "Tiến độ xây dựng trung tâm dữ liệu", "", "UBND tỉnh|Sở Xây dựng", "TRƯỞNG BAN", "Thạch Sơn Lâm"),
)  # fmt: skip
"""Even places were looked at while the reader was written, odd places were not."""

_BODY = (
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16/6/2025;",
    "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;",
    "Để việc thực hiện được thống nhất, cơ quan ban hành yêu cầu các đơn vị thực hiện những nội dung sau:",
    "1. Sở Khoa học và Công nghệ chủ trì, phối hợp với các đơn vị liên quan rà soát, trình trước ngày 30/11/2025.",
    "2. Các đơn vị báo cáo kết quả về cơ quan thường trực để tổng hợp.",
)
_NAMES = {
    "QĐ": "QUYẾT ĐỊNH", "KH": "KẾ HOẠCH", "TB": "THÔNG BÁO", "BC": "BÁO CÁO", "TTr": "TỜ TRÌNH", "CT": "CHỈ THỊ",
    "CĐ": "CÔNG ĐIỆN", "GM": "GIẤY MỜI", "NQ": "NGHỊ QUYẾT", "HD": "HƯỚNG DẪN", "CTr": "CHƯƠNG TRÌNH",
    "PA": "PHƯƠNG ÁN", "ĐA": "ĐỀ ÁN", "BB": "BIÊN BẢN", "QC": "QUY CHẾ", "TC": "THÔNG CÁO", "KL": "KẾT LUẬN",
    "QyĐ": "QUY ĐỊNH", "DA": "DỰ ÁN", "PC": "PHIẾU CHUYỂN", "GGT": "GIẤY GIỚI THIỆU",
}  # fmt: skip


def text_of(paper: Paper) -> str:
    """The paper as its file or its scan is read."""
    rows = [*_head(paper), *_title(paper), *_addressed(paper), *_BODY, *_foot(paper)]
    gap = {WORD: "\t", PDF: " ", SCAN: "    "}[paper.layout]
    lines = [gap.join(part for part in row if part) if isinstance(row, tuple) else row for row in rows]
    text = "\n".join(lines)
    return noisy(text, random.Random(f"{paper.number}/{paper.symbol}")) if paper.layout == SCAN else text


def _head(paper: Paper) -> list[tuple[str, str]]:
    left = [part for part in (paper.above, *paper.issuer) if part]
    if paper.form == PARTY:
        right = ["ĐẢNG CỘNG SẢN VIỆT NAM", "", ""]
        left.append("*")
    else:
        right = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", ""]
    rows = _beside(left, right, least=2)
    number = (
        f"Số {paper.number}-{paper.symbol}" if paper.form == PARTY else f"Số: {paper.number}/{paper.symbol}"
    )
    day = paper.day
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    rows.append((number, f"{paper.place}, ngày {day.day:02d} tháng {month} năm {day.year}"))
    return rows


def _title(paper: Paper) -> list[str]:
    if paper.type == "CV":
        first, *others = paper.subject
        mark = "" if paper.form == PARTY else "V/v "
        return [f"{mark}{first}" if mark else f"V/v {first}", *others, ""]
    return [_NAMES[paper.type], *paper.subject, "-----" if paper.form == PARTY else "________", ""]


def _addressed(paper: Paper) -> list[str]:
    if not paper.to:
        return []
    if len(paper.to) == 1:
        return [f"Kính gửi: {paper.to[0]}."]
    return ["Kính gửi:", *(f"- {one};" for one in paper.to[:-1]), f"- {paper.to[-1]}."]


def _foot(paper: Paper) -> list[tuple[str, str] | str]:
    left = ["Nơi nhận:", *(["- Như trên;"] if paper.to else []), *(f"- {one};" for one in paper.sent)]
    left.append("- Lưu VPTU." if paper.form == PARTY else "- Lưu: VT, TH.")
    right = [*paper.office.split("|"), "", paper.signer]
    if paper.layout == PDF:  # a PDF tells the columns of the foot one after the other
        return [*left, *(line for line in right if line)]
    return list(_beside(left, right))


def _beside(left: list[str], right: list[str], *, least: int = 0) -> list[tuple[str, str]]:
    """Two columns row by row."""
    high = max(len(left), least, len(right) if not least else 0)
    return [(left[n] if n < len(left) else "", right[n] if n < len(right) else "") for n in range(high)]


def noisy(text: str, chance: random.Random) -> str:
    """As a picture is read: marks are lost, digits become letters, dots and bars appear, blanks come and go."""
    out = []
    for line in text.split("\n"):
        digits = line.startswith("S") and "/" in line[:14]
        letters = []
        for place, character in enumerate(line):
            now = character
            if character.isalpha() and chance.random() < 0.05:
                now = unicodedata.normalize("NFD", character)[0]
            elif digits and character == "0" and place < 8 and chance.random() < 0.4:
                now = "O"
            elif character in "/-" and chance.random() < 0.2:
                now = f" {character} "
            letters.append(now)
        if chance.random() < 0.08:
            letters.append(" .")
        if chance.random() < 0.05:
            out.append("|")
        out.append("".join(letters))
    return "\n".join(out)
