"""What press digests, letters and dispatches add to the openers: each construction with sentences of its own."""

import pytest

from tests.assignments.extraction.reading_help import Seen, leads, read, seen

FORMS = [
    ("chair in a short form", "Lãnh đạo TP yêu cầu Sở Xây dựng thay nắp cống.", Seen("Sở Xây dựng")),
    ("chair in a short form", "UBND TP.HCM giao Sở Y tế lập đội lưu động.", Seen("Sở Y tế")),
    ("the place itself asks", "Thành phố giao Sở Nội vụ thống kê trụ sở trống.", Seen("Sở Nội vụ")),
    ("a paper speaks", "Công văn yêu cầu Sở Y tế công khai lịch trực.", Seen("Sở Y tế")),
    ("a numbered paper speaks", "Công điện số 15/CĐ-UBND yêu cầu Công an tỉnh lập chốt.", Seen("Công an tỉnh")),
    ("a comma behind the opener", "Bí thư Tỉnh ủy đề nghị, Sở Nội vụ cần sắp lại vị trí việc làm.", Seen("Sở Nội vụ")),
    ("an announcement before the order", "Giao nhiệm vụ cho các sở, Chủ tịch UBND tỉnh yêu cầu Sở Y tế mua hóa chất.",
     Seen("Sở Y tế")),
    ("a dateline", "Báo Sơn Hải - Chủ tịch UBND tỉnh giao Sở Công Thương kiểm tra kho lạnh.", Seen("Sở Công Thương")),
    ("a time behind the opener", "UBND tỉnh yêu cầu trong tháng 10, Sở Y tế phải lắp xong máy lọc.",
     Seen("Sở Y tế", due="2025-10-31")),
    ("a topic that is asked", "Đối với các trường học ven sông, Sở Xây dựng yêu cầu cần kiểm tra tường rào.",
     Seen("các trường học ven sông")),
    ("the addressee of a paper", "Bộ Xây dựng vừa có văn bản gửi Sở Nội vụ yêu cầu báo cáo số nhà tạm.", Seen("Sở Nội vụ")),
    ("assignees parted by semicolons", "Chủ tịch UBND tỉnh yêu cầu các Sở: Y tế, Xây dựng; Công an tỉnh diễn tập sơ tán.",
     Seen("Sở Y tế", ("Sở Xây dựng", "Công an tỉnh"))),
    ("a loose head and who is meant", "Các đơn vị liên quan: Công an tỉnh, Sở Y tế trực tại bến phà.",
     Seen("Công an tỉnh", ("Sở Y tế",))),
    ("a group without 'các' in a list", "Sở Nội vụ, chủ rừng dọn đường băng cản lửa.", Seen("Sở Nội vụ", ("các chủ rừng",))),
    ("an unresolvable end of a list", "Sở Nội vụ, Sở Y tế và đơn vị liên quan rà soát phòng trực.",
     Seen("Sở Nội vụ", ("Sở Y tế",))),
    ("a stretch of provinces", "UBND các tỉnh, thành phố từ Sơn Tân đến Lâm Hải gia cố đê.",
     Seen("UBND các tỉnh, thành phố")),
    ("a province joined from two", "Yêu cầu UBND tỉnh Bà Lạc - Sơn Tân gia cố đê.", Seen("UBND tỉnh Bà Lạc - Sơn Tân")),
    ("a place that is asked", "Thủ tướng yêu cầu tỉnh Lâm Hải kiểm tra bến đò.", Seen("UBND tỉnh Lâm Hải")),
    ("a board with a number", "Giao Ban Quản lý dự án 12 - Bộ Xây dựng dựng rào chắn.", Seen("Ban Quản lý dự án 12")),
    ("a board of several projects", "BQL các dự án trọng điểm phát triển đô thị khẩn trương hoàn chỉnh hồ sơ.",
     Seen("BQL các dự án trọng điểm phát triển đô thị")),
    ("the level closes a name", "Giao Hiệp hội Vận tải ô tô tỉnh, Sở Y tế tổ chức lớp sơ cứu.",
     Seen("Hiệp hội Vận tải ô tô tỉnh", ("Sở Y tế",))),
    ("members of a body", "Các đồng chí thành viên Ban Chỉ huy Phòng thủ dân sự tỉnh kiểm tra kho vật tư.",
     Seen("các thành viên Ban Chỉ huy Phòng thủ dân sự tỉnh")),
    ("a person and his post", "Phân công đồng chí Trần Văn Bình, Giám đốc Sở Y tế chủ trì soạn kịch bản.", Seen("Sở Y tế")),
    ("deputies", "Các Phó Thủ tướng theo lĩnh vực phân công chỉ đạo tháo gỡ vướng mắc.", Seen("các Phó Thủ tướng")),
    ("forces side by side", "Lực lượng kiểm lâm, quân đội, công an trên địa bàn tỉnh lập chốt canh lửa.",
     Seen("lực lượng kiểm lâm, quân đội, công an")),
    ("a ward that helps", "Sở Xây dựng được giao nhiệm vụ cùng phường Bến Đá đo lại mốc.",
     Seen("Sở Xây dựng", (), ("UBND phường Bến Đá",))),
    ("adverbs with commas", "Sở Y tế chủ động, phối hợp chặt chẽ, rà soát cơ số thuốc.", Seen("Sở Y tế")),
    ("what is given stands first", "Nhiệm vụ này giao cho Sở Y tế thực hiện, hoàn thành trước 15/11.",
     Seen("Sở Y tế", due="2025-11-15")),
    ("by discretion", "Các sở chuyên ngành tùy theo yêu cầu, thành lập đoàn kiểm tra.", Seen("các sở chuyên ngành")),
    ("nobody in particular helps", "Sở Y tế phối hợp với các cơ quan rà soát kho thuốc.", Seen("Sở Y tế")),
    ("runners of works", "Các đơn vị quản lý, vận hành hồ chứa cắm biển báo.", Seen("các đơn vị quản lý, vận hành hồ chứa")),
    ("both spellings", "Sở Y tế xử lí dứt điểm rác thải.", Seen("Sở Y tế")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("form", "sentence", "expected"), FORMS, ids=[f"{n}-{f[0]}" for n, f in enumerate(FORMS)]
)
def test_a_form_of_the_press_names_who_is_asked(form: str, sentence: str, expected: Seen) -> None:
    assert seen(sentence) == [expected], form


def test_a_unit_before_a_colon_speaks_for_the_bullets_below() -> None:
    text = (
        "Chủ tịch UBND tỉnh yêu cầu các sở, ban, ngành thực hiện các nhiệm vụ sau:\n"
        "Sở Nội vụ: Theo dõi quân số trực Tết.\n- Chủ động thay ca cho người ở xa.\n- Lập sổ trực."
    )
    assert leads(text) == ["Sở Nội vụ", "Sở Nội vụ", "Sở Nội vụ"]


def test_a_full_stop_without_its_space_ends_a_sentence() -> None:
    text = "Sở Y tế đã mở 12 điểm tiêm vắc xin.Giao Sở Nội vụ lập danh sách người tiêm."
    assert leads(text) == ["Sở Nội vụ"]


def test_who_presides_over_a_meeting_is_not_asked() -> None:
    assert leads("Khi tham dự các cuộc họp do lãnh đạo UBND tỉnh chủ trì, một số đại biểu vào muộn.") == []


def test_a_body_keeps_the_level_that_is_written() -> None:
    assert leads("Giao Cục Quản lý thị trường tỉnh kiểm tra kho.") == ["Cục Quản lý thị trường tỉnh"]


def test_one_authority_asks_two_units_in_one_sentence() -> None:
    text = "Chủ tịch UBND tỉnh yêu cầu Sở Y tế thay máy phát và giao Sở Tài chính bố trí vốn trước ngày 20/9/2025."
    assert seen(text) == [Seen("Sở Y tế"), Seen("Sở Tài chính", due="2025-09-20")]


def test_a_plain_paragraph_goes_on_with_the_unit_of_the_one_before() -> None:
    text = "UBND tỉnh giao Sở Y tế phun hóa chất tại chợ.\nChỉ đạo các bệnh viện dự trữ dịch truyền.\nĐồng thời mở đường dây nóng."
    assert leads(text) == ["Sở Y tế", "Sở Y tế", "Sở Y tế"]


def test_a_headline_or_an_approval_between_paragraphs_asks_nothing() -> None:
    text = (
        "UBND tỉnh giao Sở Y tế phun hóa chất tại chợ.\nĐẩy mạnh tiêm vắc xin cho đàn gia súc\n"
        "Về kiến nghị mở thêm chợ, Chủ tịch UBND tỉnh đồng ý cho khảo sát."
    )
    assert leads(text) == ["Sở Y tế"]


def test_a_short_name_stands_for_the_unit_said_before() -> None:
    text = "1. Trung tâm Y tế Bến Đá đã nhận 40 giường. Yêu cầu Trung tâm cử thêm bác sĩ."
    assert leads(text) == ["Trung tâm Y tế Bến Đá"]


@pytest.mark.parametrize(
    "text",
    [
        "Chiều 27/8, UBND thành phố ban hành Văn bản số 324/UBND-VX về điều chỉnh giờ học.",
        "Thực hiện Công điện số 12/CĐ-TTg, UBND tỉnh vừa ban hành Công văn số 34/UBND-NN về phòng cháy rừng.",
    ],
)
def test_a_paper_that_was_issued_is_no_task(text: str) -> None:
    assert leads(text) == []


def test_a_last_paragraph_without_its_full_stop_is_read() -> None:
    text = (
        "Lãnh đạo thành phố cũng giao Sở Văn hóa, Thể thao và Du lịch chủ trì, phối hợp với Sở Xây dựng tháo dỡ "
        "toàn bộ biển quảng cáo sai phép dọc hai bên cầu và trả lại vỉa hè cho người đi bộ"
    )
    assert leads(text) == ["Sở Văn hóa, Thể thao và Du lịch"]


def test_rules_of_dashes_do_not_hide_the_addressees() -> None:
    text = (
        "VĂN PHÒNG CHÍNH PHỦ\n-------\nV/v: Đề án chợ đêm\nĐộc lập - Tự do - Hạnh phúc\n---------\nKính gửi:\n"
        "- Bộ Công Thương;\n- Bộ Tài chính.\nGiao Bộ Công Thương hoàn thiện Đề án."
    )
    assert leads(text) == ["Bộ Công Thương"]


EXCEPTIONS = [
    "UBND các xã, phường, trừ phường Bến Đá, xã Tân Lộc và xã An Bình, rà soát hộ nghèo.",
    "UBND các xã, phường trừ các xã đảo rà soát hộ nghèo.",
    "UBND các xã, phường, ngoại trừ xã Tân Lộc, rà soát hộ nghèo.",
]


@pytest.mark.parametrize("sentence", EXCEPTIONS)
def test_an_exception_without_brackets_belongs_to_the_group(sentence: str) -> None:
    assert seen(sentence) == [Seen("UBND các xã, phường")]


def test_the_quote_begins_with_its_sentence() -> None:
    text = "Nhằm giữ thông suốt đèo Mây, tại Văn bản số 29/UBND-XD, UBND tỉnh đề nghị Sở Xây dựng dựng rào."
    (task,) = read(text).tasks
    assert task.quote == text
