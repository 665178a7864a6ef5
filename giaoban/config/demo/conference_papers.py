"""The three drafts of a conference of the digital transformation committee, and one that is still discussed."""
# texts as they stand on paper

from __future__ import annotations

from dataclasses import dataclass

from giaoban.documents.vocabulary import DocumentType, Silence


@dataclass(frozen=True)
class DraftFact:
    """A draft: its text, what units say of it ((words in the clause, comment)), and what is written instead."""

    type: DocumentType
    symbol: str
    subject: str
    text: str
    comments: tuple[tuple[str, str], ...]
    revised: tuple[tuple[str, str], ...]
    bases: tuple[str, ...] = ()
    silence: str = Silence.NOTHING


BASES = (
    "Căn cứ Luật Tổ chức chính quyền địa phương;",
    "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;",
    "Căn cứ Quyết định số 118/QĐ-UBND của Ủy ban nhân dân tỉnh phê duyệt Chương trình chuyển đổi số tỉnh Sơn Hải.",
)
RULE = "Đơn vị không trả lời trong thời hạn thì được coi là thống nhất với dự thảo."
RULE_SOURCE = "Khoản 2 Điều 8 Quy chế hoạt động của Ban Chỉ đạo"

REGULATION = DraftFact(
    DocumentType.WORKING_RULES,
    "QC-{symbol}",
    "Hoạt động của Ban Chỉ đạo Chuyển đổi số tỉnh Sơn Hải",
    """Chương I. QUY ĐỊNH CHUNG
Điều 1. Phạm vi điều chỉnh và đối tượng áp dụng
1. Quy chế này quy định nguyên tắc, chế độ làm việc, trách nhiệm và quan hệ công tác của Ban Chỉ đạo Chuyển đổi số tỉnh Sơn Hải (sau đây gọi là Ban Chỉ đạo).
2. Quy chế này áp dụng đối với các thành viên Ban Chỉ đạo, Cơ quan thường trực, Tổ thư ký và các cơ quan, đơn vị có liên quan.
Điều 2. Nguyên tắc làm việc
1. Ban Chỉ đạo làm việc theo nguyên tắc tập trung dân chủ; Trưởng Ban Chỉ đạo kết luận và chịu trách nhiệm về quyết định của mình.
2. Mỗi nhiệm vụ chỉ giao một cơ quan chủ trì và chịu trách nhiệm chính; các cơ quan phối hợp chịu trách nhiệm về phần việc được giao.
3. Thành viên Ban Chỉ đạo làm việc theo chế độ kiêm nhiệm.
Chương II. TRÁCH NHIỆM
Điều 3. Trưởng Ban Chỉ đạo
1. Lãnh đạo toàn bộ hoạt động của Ban Chỉ đạo, triệu tập và chủ trì các phiên họp.
2. Phân công nhiệm vụ cho các thành viên Ban Chỉ đạo.
Điều 4. Cơ quan thường trực
1. Chuẩn bị chương trình, nội dung các phiên họp của Ban Chỉ đạo.
2. Theo dõi, đôn đốc việc thực hiện kết luận của Trưởng Ban Chỉ đạo; tổng hợp báo cáo trước ngày 25 hằng tháng.
Điều 5. Thành viên Ban Chỉ đạo
1. Chịu trách nhiệm trước Trưởng Ban Chỉ đạo về lĩnh vực, địa bàn được phân công.
2. Dự đầy đủ các phiên họp; trường hợp vắng mặt phải báo cáo và cử người dự thay.
Điều 6. Tổ thư ký
1. Ghi biên bản, dự thảo thông báo kết luận trong thời hạn 5 ngày làm việc kể từ ngày kết thúc phiên họp.
2. Quản lý hồ sơ, tài liệu của Ban Chỉ đạo.
Chương III. CHẾ ĐỘ LÀM VIỆC
Điều 7. Chế độ họp
1. Ban Chỉ đạo họp thường kỳ mỗi quý một lần, họp đột xuất khi cần thiết.
2. Tài liệu họp được gửi đến các thành viên trước ít nhất 2 ngày làm việc.
Điều 8. Lấy ý kiến bằng văn bản
1. Cơ quan được lấy ý kiến trả lời trong thời hạn 10 ngày làm việc.
2. Quá thời hạn mà không trả lời thì được coi là thống nhất và chịu trách nhiệm về nội dung đó.
Điều 9. Chế độ báo cáo
1. Các cơ quan, đơn vị báo cáo kết quả thực hiện nhiệm vụ trước ngày 20 hằng tháng.
2. Báo cáo được thực hiện trên hệ thống, không gửi thêm bản giấy.
Chương IV. TỔ CHỨC THỰC HIỆN
Điều 10. Kinh phí
Kinh phí hoạt động của Ban Chỉ đạo do ngân sách tỉnh bảo đảm, bố trí trong dự toán của Cơ quan thường trực.
Điều 11. Hiệu lực thi hành
Quy chế này có hiệu lực từ ngày ký. Trong quá trình thực hiện, nếu có vướng mắc, các cơ quan phản ánh về Cơ quan thường trực để tổng hợp, báo cáo Trưởng Ban Chỉ đạo xem xét.""",
    comments=(
        (
            "trước ít nhất 2 ngày",
            "Đề nghị gửi tài liệu trước ít nhất 3 ngày làm việc để đơn vị kịp nghiên cứu.",
        ),
        (
            "trước ngày 20 hằng tháng",
            "Đề nghị thống nhất kỳ chốt số liệu với Nghị định số 09/2019/NĐ-CP, tránh phải báo cáo hai lần.",
        ),
        ("họp đột xuất khi cần thiết", "Đề nghị bổ sung hình thức họp trực tuyến đến cấp xã."),
        ("cử người dự thay", "Đề nghị nêu rõ người dự thay có được tham gia biểu quyết hay không."),
        (
            "không trả lời thì được coi là",
            "Đề nghị ghi rõ quy định này trong văn bản lấy ý kiến để đơn vị biết trước.",
        ),
        (
            "một cơ quan chủ trì",
            "Nhất trí; đề nghị bổ sung trách nhiệm của cơ quan chủ trì khi cơ quan phối hợp chậm trả lời.",
        ),
        (
            "ngân sách tỉnh bảo đảm",
            "Đề nghị bổ sung nguồn kinh phí hợp pháp khác theo quy định của pháp luật.",
        ),
        ("trước ngày 25 hằng tháng", "Đề nghị quy định rõ biểu mẫu báo cáo kèm theo Quy chế."),
    ),
    revised=(
        ("trước ít nhất 2 ngày làm việc", "trước ít nhất 3 ngày làm việc"),
        (
            "trước ngày 20 hằng tháng",
            "trước ngày 20 hằng tháng, số liệu chốt từ ngày 15 tháng trước đến ngày 14 của tháng báo cáo",
        ),
        (
            "họp đột xuất khi cần thiết.",
            "họp đột xuất khi cần thiết; họp trực tiếp hoặc trực tuyến đến cấp xã.",
        ),
        (
            "Quá thời hạn mà không trả lời thì được coi là thống nhất và chịu trách nhiệm về nội dung đó.",
            "Quá thời hạn mà không trả lời thì được coi là thống nhất. Văn bản lấy ý kiến phải ghi rõ quy định này.",
        ),
        ("do ngân sách tỉnh bảo đảm,", "do ngân sách tỉnh bảo đảm và các nguồn hợp pháp khác,"),
    ),
    bases=BASES,
)
ASSIGNMENT = DraftFact(
    DocumentType.NOTICE,
    "TB-{symbol}",
    "Phân công nhiệm vụ các thành viên Ban Chỉ đạo Chuyển đổi số tỉnh Sơn Hải",
    """Căn cứ Quy chế hoạt động của Ban Chỉ đạo, Trưởng Ban Chỉ đạo phân công nhiệm vụ các thành viên như sau:
I. NGUYÊN TẮC PHÂN CÔNG
1. Mỗi thành viên phụ trách một lĩnh vực và theo dõi một số địa bàn cấp xã.
2. Thành viên phụ trách lĩnh vực giải quyết công việc thuộc lĩnh vực; việc liên quan đến lĩnh vực khác thì trao đổi với thành viên phụ trách lĩnh vực đó.
II. PHÂN CÔNG CỤ THỂ
1. Giám đốc Sở Khoa học và Công nghệ: phụ trách hạ tầng số và an toàn thông tin mạng.
2. Giám đốc Sở Tài chính: phụ trách cân đối, bố trí kinh phí.
3. Giám đốc Sở Nội vụ: phụ trách đào tạo, bồi dưỡng kỹ năng số cho cán bộ, công chức.
4. Giám đốc Sở Y tế: phụ trách hồ sơ sức khỏe điện tử.
5. Giám đốc Sở Giáo dục và Đào tạo: phụ trách học bạ số.
6. Giám đốc Trung tâm Phục vụ hành chính công tỉnh: phụ trách dịch vụ công trực tuyến.
III. TỔ CHỨC THỰC HIỆN
1. Các thành viên xây dựng kế hoạch kiểm tra lĩnh vực, địa bàn trong quý đầu.
2. Cơ quan thường trực theo dõi, tổng hợp, báo cáo tại phiên họp thường kỳ.""",
    comments=(
        ("hạ tầng số và an toàn", "Đề nghị tách nội dung an toàn thông tin mạng giao Công an tỉnh chủ trì."),
        ("theo dõi một số địa bàn", "Đề nghị kèm theo phụ lục danh sách xã, phường từng thành viên theo dõi."),
        ("trong quý đầu", "Đề nghị lùi thời hạn đến hết tháng 4 vì trùng thời gian quyết toán."),
        ("dịch vụ công trực tuyến", "Đề nghị bổ sung nhiệm vụ số hóa kết quả giải quyết thủ tục hành chính."),
        ("cho cán bộ, công chức", "Đề nghị bổ sung tổ công nghệ số cộng đồng."),
    ),
    revised=(
        ("phụ trách dịch vụ công trực tuyến.", "phụ trách dịch vụ công trực tuyến và số hóa kết quả giải quyết thủ tục hành chính."),
        ("cho cán bộ, công chức.", "cho cán bộ, công chức và tổ công nghệ số cộng đồng."),
        ("trong quý đầu.", "trước ngày 30 tháng 4."),
    ),
)  # fmt: skip
PLAN = DraftFact(
    DocumentType.PLAN,
    "KH-{symbol}",
    "Công tác năm {year} của Ban Chỉ đạo Chuyển đổi số tỉnh Sơn Hải",
    """Thực hiện Chương trình chuyển đổi số của tỉnh, Ban Chỉ đạo ban hành Kế hoạch công tác năm như sau:
I. MỤC ĐÍCH, YÊU CẦU
1. Cụ thể hóa các nhiệm vụ trọng tâm trong năm, xác định rõ cơ quan chủ trì, thời hạn và sản phẩm.
2. Các nhiệm vụ phải đo lường được, có kiểm tra, đánh giá hằng quý.
II. CHỈ TIÊU CHỦ YẾU
1. Tỷ lệ hồ sơ thủ tục hành chính nộp trực tuyến đạt 80%.
2. 100% xã, phường có mạng truyền số liệu chuyên dùng.
3. 90% cán bộ, công chức cấp xã được tập huấn kỹ năng số.
III. NHIỆM VỤ TRỌNG TÂM
| TT | Nhiệm vụ | Chủ trì | Thời hạn | Sản phẩm |
| 1 | Hoàn thành nền tảng dùng chung cấp tỉnh | Sở Khoa học và Công nghệ | Quý II | Nền tảng vận hành |
| 2 | Tái cấu trúc quy trình 120 thủ tục hành chính | Trung tâm Phục vụ hành chính công tỉnh | Quý III | Quyết định công bố |
| 3 | Tập huấn kỹ năng số cho cấp xã | Sở Nội vụ | Quý III | Báo cáo kết quả |
| 4 | Bố trí kinh phí chuyển đổi số | Sở Tài chính | Quý I | Quyết định phân bổ |
IV. TỔ CHỨC THỰC HIỆN
1. Các cơ quan, đơn vị xây dựng kế hoạch chi tiết trước ngày 31 tháng 01.
2. Cơ quan thường trực theo dõi, đôn đốc, báo cáo Trưởng Ban Chỉ đạo hằng quý.""",
    comments=(
        ("nộp trực tuyến đạt 80%", "Đề nghị điều chỉnh chỉ tiêu cấp xã còn 70% cho phù hợp thực tế vùng ven biển."),
        ("90% cán bộ, công chức cấp xã", "Đề nghị làm rõ nguồn kinh phí tập huấn."),
        ("mạng truyền số liệu", "Đề nghị giao rõ thời hạn theo từng nhóm xã."),
        ("trước ngày 31 tháng 01", "Đề nghị lùi đến ngày 15 tháng 02 vì trùng dịp Tết Nguyên đán."),
        ("đánh giá hằng quý", "Nhất trí, đề nghị bổ sung tiêu chí đánh giá."),
    ),
    revised=(
        ("nộp trực tuyến đạt 80%.", "nộp trực tuyến đạt 80%, riêng các xã ven biển đạt 70%."),
        ("trước ngày 31 tháng 01.", "trước ngày 15 tháng 02."),
        ("đánh giá hằng quý.", "đánh giá hằng quý theo tiêu chí do Cơ quan thường trực hướng dẫn."),
    ),
    silence=Silence.AGREES,
)  # fmt: skip
TRAINING = DraftFact(
    DocumentType.PLAN,
    "KH-{symbol}",
    "Tập huấn kỹ năng số cho cán bộ, công chức cấp xã",
    """I. MỤC ĐÍCH, YÊU CẦU
1. Trang bị kỹ năng số cơ bản cho cán bộ, công chức cấp xã và thành viên tổ công nghệ số cộng đồng.
2. Nội dung ngắn gọn, thực hành ngay trên máy của đơn vị.
II. NỘI DUNG
1. Sử dụng hệ thống thông tin giải quyết thủ tục hành chính.
2. Ký số, gửi nhận văn bản điện tử.
3. An toàn thông tin khi làm việc trên môi trường mạng.
III. THỜI GIAN, ĐỊA ĐIỂM
1. Mỗi xã, phường một lớp, thời gian 2 ngày.
2. Tổ chức tại hội trường Ủy ban nhân dân cấp xã.
IV. KINH PHÍ
Kinh phí do ngân sách tỉnh bảo đảm trong dự toán của Sở Nội vụ.""",
    comments=(
        ("Mỗi xã, phường một lớp", "Đề nghị ghép các xã ít cán bộ thành cụm để tiết kiệm kinh phí."),
        ("Ký số, gửi nhận", "Đề nghị bổ sung nội dung lập hồ sơ công việc điện tử."),
        ("thời gian 2 ngày", "Đề nghị bố trí vào thứ Bảy để không ảnh hưởng việc tiếp dân."),
    ),
    revised=(),
)
CONFERENCE = (REGULATION, ASSIGNMENT, PLAN)
ACCEPTED = ""  # the usual words of acceptance
EXPLAINED = (
    "Nội dung này đã được quy định tại văn bản của Ủy ban nhân dân tỉnh, không nhắc lại trong dự thảo.",
    "Giữ như dự thảo để bảo đảm thống nhất; sẽ hướng dẫn chi tiết bằng văn bản của Cơ quan thường trực.",
)
PARTLY = "Tiếp thu một phần; nội dung còn lại thực hiện theo quy định hiện hành."
