"""Openers O1 to O19: each construction with sentences of its own."""

import pytest

from tests.assignments.extraction.reading_help import Seen, seen

OPENERS = [
    ("O1", "Giao Sở Tư pháp chủ trì, phối hợp với Sở Nội vụ soạn thảo quy chế trước ngày 30/9/2025.",
     Seen("Sở Tư pháp", (), ("Sở Nội vụ",), "2025-09-30")),
    ("O1", "Chủ tịch UBND tỉnh giao Sở Y tế thống kê số trạm y tế xuống cấp.", Seen("Sở Y tế")),
    ("O2", "UBND tỉnh giao trách nhiệm cho Sở Công Thương theo dõi giá điện.", Seen("Sở Công Thương")),
    ("O2", "Giao nhiệm vụ cụ thể cho Sở Xây dựng lập bản đồ ngập.", Seen("Sở Xây dựng")),
    ("O3", "Yêu cầu UBND các xã, phường khơi thông cống rãnh.", Seen("UBND các xã, phường")),
    ("O3", "Phó Chủ tịch UBND tỉnh Trần Văn Bình yêu cầu Sở Tài chính công khai dự toán.", Seen("Sở Tài chính")),
    ("O4", "Đề nghị Hội Nông dân tỉnh vận động hội viên thu gom bao bì.", Seen("Hội Nông dân tỉnh")),
    ("O5", "Lưu ý Sở Xây dựng kiểm tra lan can cầu treo.", Seen("Sở Xây dựng")),
    ("O5", "Phó Chủ tịch UBND tỉnh chỉ đạo Sở Nội vụ lập danh sách công chức biệt phái.", Seen("Sở Nội vụ")),
    ("O6", "Sở Công Thương công bố danh mục điểm bán hàng bình ổn.", Seen("Sở Công Thương")),
    ("O7", "Công an tỉnh chủ trì, cùng Sở Xây dựng kiểm tra bến thủy.", Seen("Công an tỉnh", (), ("Sở Xây dựng",))),
    ("O7", "Sở Nội vụ làm đầu mối, phối hợp với Sở Tư pháp soạn sổ tay.", Seen("Sở Nội vụ", (), ("Sở Tư pháp",))),
    ("O8", "Ban Quản lý chợ Trung tâm có trách nhiệm thu gom rác.", Seen("Ban Quản lý chợ Trung tâm")),
    ("O9", "Văn phòng UBND tỉnh được giao rà soát lịch họp tuần.", Seen("Văn phòng UBND tỉnh")),
    ("O9", "Sở Y tế được Chủ tịch UBND tỉnh giao rà soát trạm y tế.", Seen("Sở Y tế")),
    ("O7", "Sở Nội vụ là cơ quan chủ trì, soạn sổ tay nghiệp vụ.", Seen("Sở Nội vụ")),
    ("O12", "Về kinh phí: Sở Tài chính bố trí dự toán bổ sung.", Seen("Sở Tài chính")),
    ("O12", "Về phía Sở Y tế, cần chuẩn bị cơ số thuốc dự phòng.", Seen("Sở Y tế")),
    ("O13", "Đề án nhánh do Sở Nội vụ chủ trì.", Seen("Sở Nội vụ")),
    ("O15", "Sở Nội vụ và Sở Tư pháp mỗi đơn vị cử 02 công chức tham gia tổ giúp việc.",
     Seen("Sở Nội vụ", ("Sở Tư pháp",))),
    ("O18", "Trước ngày 15/10/2025, Sở Y tế gửi danh mục thiết bị.", Seen("Sở Y tế", (), (), "2025-10-15")),
    ("O18", "Định kỳ ngày 15 hằng tháng, các sở, ngành báo cáo Sở Nội vụ.",
     Seen("các sở, ngành", (), (), "FREQ=MONTHLY;BYMONTHDAY=15")),
    ("O19", "Sở Tài chính (chủ trì), Sở Nội vụ (phối hợp) lập phương án tự chủ.",
     Seen("Sở Tài chính", (), ("Sở Nội vụ",))),
]  # fmt: skip


@pytest.mark.parametrize(
    ("construction", "sentence", "expected"), OPENERS, ids=[f"{o[0]}-{n}" for n, o in enumerate(OPENERS)]
)
def test_an_opener_names_who_is_asked(construction: str, sentence: str, expected: Seen) -> None:
    assert seen(sentence) == [expected], construction


def test_o10_a_unit_heading_speaks_for_its_points() -> None:
    text = "1. Sở Nội vụ:\na) Lập danh sách trụ sở dôi dư;\nb) Phối hợp với Sở Tài chính thẩm định giá trị còn lại."
    assert seen(text) == [
        Seen("Sở Nội vụ", clause="1.a"),
        Seen("Sở Nội vụ", (), ("Sở Tài chính",), clause="1.b"),
    ]


def test_o10_a_heading_needs_no_colon() -> None:
    text = "2. Sở Nội vụ\n- Kiểm tra hồ sơ tồn đọng.\n- Báo cáo kết quả trước ngày 01/10/2025."
    assert seen(text) == [Seen("Sở Nội vụ", clause="2"), Seen("Sở Nội vụ", due="2025-10-01", clause="2")]


def test_o11_coordination_of_a_heading_goes_down_to_every_point() -> None:
    text = (
        "3. Giao Sở Xây dựng chủ trì, phối hợp với Sở Tài chính và UBND các phường: Bến Đá, Cầu Gỗ:\n"
        "a) Đo đạc lại mốc giới;\nb) Cắm biển cảnh báo trước ngày 20/9/2025."
    )
    helpers = ("Sở Tài chính", "UBND phường Bến Đá", "UBND phường Cầu Gỗ")
    assert seen(text) == [
        Seen("Sở Xây dựng", (), helpers, None, "3.a"),
        Seen("Sở Xây dựng", (), helpers, "2025-09-20", "3.b"),
    ]


def test_o14_a_form_is_one_task() -> None:
    text = (
        "4. Hoàn thiện kho dữ liệu dùng chung\n- Cơ quan chủ trì: Sở Khoa học và Công nghệ.\n"
        "- Cơ quan phối hợp: Sở Nội vụ; Công an tỉnh.\n- Sản phẩm: Kho dữ liệu.\n- Thời gian hoàn thành: tháng 12/2025."
    )
    assert seen(text) == [
        Seen("Sở Khoa học và Công nghệ", (), ("Sở Nội vụ", "Công an tỉnh"), "2025-12-31", "4")
    ]


def test_o16_a_second_task_hides_in_a_purpose_clause() -> None:
    text = (
        "5. UBND các xã, phường thống kê thiệt hại, gửi Sở Nội vụ trước ngày 15/9/2025 "
        "để Sở Nội vụ tổng hợp, báo cáo UBND tỉnh trước ngày 20/9/2025."
    )
    assert seen(text) == [
        Seen("UBND các xã, phường", due="2025-09-15", clause="5"),
        Seen("Sở Nội vụ", due="2025-09-20", clause="5"),
    ]


def test_o16_in_which_another_unit_acts() -> None:
    text = "6. Giao Sở Y tế trình cơ chế thu hút bác sĩ trong quý IV/2025, trong đó Sở Tài chính có ý kiến về nguồn trước ngày 31/10/2025."
    assert seen(text) == [
        Seen("Sở Y tế", due="2025-12-31", clause="6"),
        Seen("Sở Tài chính", due="2025-10-31", clause="6"),
    ]


def test_o17_numbered_tasks_inside_one_paragraph() -> None:
    text = (
        "Yêu cầu: (i) Sở Y tế lập danh sách; (ii) Sở Nội vụ thẩm định; (iii) Công an tỉnh đối chiếu dữ liệu."
    )
    assert [(one.lead, one.clause) for one in seen(text)] == [
        ("Sở Y tế", "i"),
        ("Sở Nội vụ", "ii"),
        ("Công an tỉnh", "iii"),
    ]
