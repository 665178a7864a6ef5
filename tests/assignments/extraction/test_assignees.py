"""Assignee forms (section 4), names (section 5) and coordination (section 6)."""

import pytest

from giaoban.assignments.extraction import KnownUnit, read_notice
from tests.assignments.extraction.reading_help import ISSUED, Seen, read, seen

FORMS = [
    ("equal units", "Sở Nội vụ, Sở Tư pháp và Sở Tài chính rà soát quy chế.", Seen("Sở Nội vụ", ("Sở Tư pháp", "Sở Tài chính"))),
    ("both lead", "Sở Nội vụ và Sở Y tế đồng chủ trì xây dựng đề án.", Seen("Sở Nội vụ", ("Sở Y tế",))),
    ("'và' inside a name", "Sở Văn hóa, Thể thao và Du lịch và Sở Giáo dục và Đào tạo tổ chức hội thi.",
     Seen("Sở Văn hóa, Thể thao và Du lịch", ("Sở Giáo dục và Đào tạo",))),
    ("subject leads", "Sở Y tế phối hợp với Sở Nội vụ rà soát biên chế.", Seen("Sở Y tế", (), ("Sở Nội vụ",))),
    ("cùng với", "Sở Y tế cùng với Sở Nội vụ khảo sát trạm y tế.", Seen("Sở Y tế", (), ("Sở Nội vụ",))),
    ("object of help", "Sở Khoa học và Công nghệ hỗ trợ Sở Y tế vận hành phần mềm.", Seen("Sở Khoa học và Công nghệ")),
    ("own sub-units", "Công an tỉnh chỉ đạo công an các xã phối hợp với UBND các xã, phường tuần tra.", Seen("Công an tỉnh")),
    ("proposal of another", "Sở Tài chính bố trí vốn theo đề nghị của Sở Y tế.", Seen("Sở Tài chính")),
    ("post", "Giám đốc Sở Y tế kiểm tra kho thuốc.", Seen("Sở Y tế")),
    ("post of a commune", "Chủ tịch UBND xã Suối Mơ di dời 12 hộ dân.", Seen("UBND xã Suối Mơ")),
    ("heads of all", "Thủ trưởng các sở, ban, ngành phân công lịch trực.", Seen("các sở, ban, ngành")),
    ("village heads", "Trưởng thôn thông báo lịch cắt nước.", Seen("các thôn")),
    ("enumerated departments", "Các Sở: Y tế, Xây dựng, Giáo dục và Đào tạo kiểm tra bếp ăn.",
     Seen("Sở Y tế", ("Sở Xây dựng", "Sở Giáo dục và Đào tạo"))),
    ("ministers", "Bộ trưởng các Bộ: Quốc phòng, Công an, Tài chính bố trí lực lượng.",
     Seen("Bộ Quốc phòng", ("Bộ Công an", "Bộ Tài chính"))),
    ("named wards", "UBND các phường: Bến Đá, Cầu Gỗ dọn kênh.", Seen("UBND phường Bến Đá", ("UBND phường Cầu Gỗ",))),
    ("numbered districts", "UBND các Quận 1, Quận 5 dọn kênh.", Seen("UBND Quận 1", ("UBND Quận 5",))),
    ("head written once", "Sở Y tế, Tài chính và Xây dựng khảo sát khu đất.", Seen("Sở Y tế", ("Sở Tài chính", "Sở Xây dựng"))),
    ("members of the committee", "Các thành viên Ban Chỉ đạo kiểm tra cơ sở theo địa bàn.", Seen("các thành viên Ban Chỉ đạo")),
    (
        "all levels of a committee",
        "Ban An toàn giao thông các ngành, các cấp và UBND các địa phương tuyên truyền luật mới.",
        Seen("Ban An toàn giao thông các ngành, các cấp", ("UBND các địa phương",)),
    ),
    ("old name", "Sở TT&TT thẩm định phần mềm.", Seen("Sở Thông tin và Truyền thông")),
    ("short form", "Sở KH-CN nâng cấp đường truyền.", Seen("Sở Khoa học và Công nghệ")),
    ("caller's short form", "SNV lập danh sách thi tuyển.", Seen("Sở Nội vụ")),
    ("without its place", "Cty Điện lực di dời 03 cột điện.", Seen("Công ty Điện lực tỉnh")),
    ("unknown unit", "Chi cục Thủy sản kiểm tra tàu cá.", Seen("Chi cục Thủy sản")),
    ("unknown unit with comma", "Trung tâm Văn hóa, Thông tin và Thể thao huyện mở lớp bơi.",
     Seen("Trung tâm Văn hóa, Thông tin và Thể thao huyện")),
    ("capitals", "SỞ NỘI VỤ CHỦ TRÌ, PHỐI HỢP VỚI SỞ TƯ PHÁP rà soát văn bản.", Seen("Sở Nội vụ", (), ("Sở Tư pháp",))),
    ("nested coordination", "Sở Y tế chủ trì, phối hợp với Sở Nội vụ, UBND các xã, phường và các đơn vị liên quan lập đề án.",
     Seen("Sở Y tế", (), ("Sở Nội vụ", "UBND các xã, phường"))),
    ("opinions of others", "Sở Tư pháp tiếp thu ý kiến của Sở Nội vụ, Sở Y tế, hoàn thiện dự thảo.", Seen("Sở Tư pháp")),
]  # fmt: skip


@pytest.mark.parametrize(("form", "sentence", "expected"), FORMS, ids=[form[0] for form in FORMS])
def test_an_assignee_form_is_read(form: str, sentence: str, expected: Seen) -> None:
    assert seen(sentence) == [expected], form


def test_a_known_unit_gives_back_its_key_and_its_words() -> None:
    (task,) = read("Giám đốc Sở VH,TT&DL lập hồ sơ di tích.").tasks
    assert task.lead is not None
    assert (task.lead.name, task.lead.key, task.lead.as_written) == (
        "Sở Văn hóa, Thể thao và Du lịch", "van-hoa", "Giám đốc Sở VH,TT&DL",
    )  # fmt: skip


def test_a_restricted_group_shows_its_restriction() -> None:
    (task,) = read("UBND các xã, phường có rừng ký cam kết với chủ rừng.").tasks
    assert task.lead is not None
    assert (task.lead.name, task.lead.key, task.lead.restriction) == (
        "UBND các xã, phường",
        "xa-phuong",
        "có rừng",
    )
    assert "restricted_group" in task.doubts


def test_without_any_list_names_are_proposed_as_written() -> None:
    (task,) = read_notice(
        "Giao Hội Làm vườn tỉnh tập huấn kỹ thuật ghép mắt.", units=[], issued_on=ISSUED
    ).tasks
    assert task.lead is not None
    assert (task.lead.name, task.lead.key, task.lead.kind) == ("Hội Làm vườn tỉnh", "", "unknown")
    assert "unknown_unit" in task.doubts


def test_the_callers_name_wins_over_the_languages() -> None:
    units = [KnownUnit("Sở Khoa học, Công nghệ", ("Sở KH&CN",), key="7")]
    (task,) = read_notice("Sở KH&CN kết nối dữ liệu.", units=units, issued_on=ISSUED).tasks
    assert task.lead is not None
    assert (task.lead.name, task.lead.key) == ("Sở Khoa học, Công nghệ", "7")


@pytest.mark.parametrize(
    ("sentence", "doubt"),
    [
        ("Sở Nội vụ, Sở Tư pháp rà soát quy chế.", "equal_assignees"),
        ("Các địa phương sửa chữa nhà văn hóa thôn.", "loose_group"),
        ("Sở Y tế nghiêm túc thực hiện quy định về đấu thầu.", "wish_or_task"),
        ("Sở Y tế báo cáo UBND tỉnh đầu tháng 10/2025.", "loose_deadline"),
        ("Sở Y tế báo cáo UBND tỉnh trước ngày 15/10.", "year_assumed"),
        ("Sở Y tế báo cáo UBND tỉnh trước ngày 15/8/2025.", "deadline_before_issue"),
        ("Sở Y tế báo cáo UBND tỉnh trước khi trình HĐND tỉnh.", "event_deadline"),
    ],
)
def test_what_a_person_must_decide_is_marked(sentence: str, doubt: str) -> None:
    (task,) = read(sentence).tasks
    assert doubt in task.doubts


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Sở Y tế lập danh mục, gửi Sở Tài chính thẩm định, đồng gửi Sở Nội vụ.", ["Sở Nội vụ"]),
        ("Sở Y tế lập danh mục, gửi Sở Nội vụ để theo dõi.", ["Sở Nội vụ"]),
        ("Sở Y tế lập danh mục, gửi Sở Nội vụ tổng hợp.", []),
    ],
)
def test_units_that_only_learn_of_it_are_informed(sentence: str, expected: list[str]) -> None:
    (task,) = read(sentence).tasks
    assert [party.name for party in task.informed] == expected
