"""What real papers do: results told without 'đã', narrative before a lead-in, lines that break anywhere."""

import pytest

from tests.assignments.extraction.reading_help import Seen, leads, one_due, seen


@pytest.mark.parametrize(
    "text",
    [
        "Tính đến nay mưa đã giảm. Theo Chi cục Thủy lợi, các địa phương nạo vét được 87 km kênh mương.",
        "1. Về công tác tháng 8: Sở Nội vụ tổ chức học tập Nghị quyết, đạt 98,6% đảng viên tham gia.",
        "Sở Nội vụ phối hợp với các địa phương đầu tư 214 phòng học, hoàn thành trong năm 2020.",
        "Tại hội nghị, Sở Nội vụ công bố kết quả xếp hạng của các xã, phường.",
        "Năm qua, Sở Nội vụ mở 12 lớp tập huấn; Công ty Điện lực tỉnh hỗ trợ 24 hộ kinh doanh.",
        "1. Kết quả: Toàn tỉnh làm sạch 71% dữ liệu. Sở Nội vụ ban hành 06 văn bản đôn đốc.",
        "Sở Nội vụ đã giao Công ty Điện lực tỉnh kiểm tra, xử lý 03 sự cố trong tháng 8/2025.",
        "Nhận được Công điện này, yêu cầu các sở, ngành, địa phương khẩn trương triển khai thực hiện./.",
        "Yêu cầu Chủ tịch UBND các xã, phường triển khai thực hiện nghiêm túc Công điện này./.",
    ],
)
def test_what_is_done_or_said_at_the_end_is_no_task(text: str) -> None:
    assert seen(text) == []


def test_a_goal_in_percent_is_a_task() -> None:
    assert leads("1. Sở Nội vụ số hóa hồ sơ, phấn đấu đạt 98,5% trong năm nay.") == ["Sở Nội vụ"]


def test_what_stands_before_the_lead_in_tells_how_things_are() -> None:
    apart = (
        "Bộ máy của xã cơ bản ổn định. Sở Nội vụ tiếp nhận, giải quyết 1.846 hồ sơ.\n"
        "Để hoạt động hiệu quả hơn, Chủ tịch UBND tỉnh yêu cầu:\n1. Sở Nội vụ rà soát trụ sở."
    )
    together = (
        "Mưa lớn gây ngập. Sở Nội vụ huy động 85 người. Chủ tịch UBND tỉnh yêu cầu các sở thực hiện "
        "các nhiệm vụ sau:\n1. Sở Nội vụ rà soát trụ sở."
    )
    assert seen(apart) == seen(together) == [Seen("Sở Nội vụ", clause="1")]


def test_a_quarter_at_the_beginning_of_a_line_is_no_list_mark() -> None:
    text = "1. Sở Nội vụ xây dựng đề án sắp xếp\ntổ chức, hoàn thành trong quý\nIV/2025.\n2. Sở Nội vụ\ntổng hợp."
    assert [(task.clause, task.due) for task in seen(text)] == [("1", "2025-12-31"), ("2", None)]


def test_degrees_end_a_sentence() -> None:
    text = "1. Sở Nội vụ không giao việc ngoài trời khi dưới 10 độ C. Tổng hợp, báo cáo trước ngày 20/9/2025."
    assert [task.due for task in seen(text)] == [None, "2025-09-20"]


def test_headings_in_capitals_and_headings_that_ask_speak_for_their_points() -> None:
    text = (
        "I. ĐỐI VỚI CÁC CHỦ ĐẦU TƯ\n1. Lập tiến độ chi tiết của từng dự án.\n"
        "II. NHIỆM VỤ CỦA SỞ NỘI VỤ\n1. Kiện toàn hội đồng bồi thường.\n"
        "III. Đề nghị UBND các xã, phường\n- Tuyên truyền, vận động người dân.\n"
        "IV. Đối với xã Tân Lộc:\n+ Chủ động hợp đồng lao động có chuyên môn."
    )
    assert leads(text) == ["các chủ đầu tư", "Sở Nội vụ", "UBND các xã, phường", "UBND xã Tân Lộc"]


def test_a_topic_asks_nobody_and_an_approval_behind_it_is_none() -> None:
    text = (
        "1. Về Trung tâm điều hành thông minh:\n- Lựa chọn phương án thuê dịch vụ.\n"
        "2. Về đề nghị nâng cấp chợ: Chưa xem xét trong giai đoạn này. Sở Nội vụ rà soát."
    )
    assert leads(text) == ["Sở Nội vụ"]


def test_who_answers_for_a_matter_does_what_follows() -> None:
    text = (
        "1. UBND các xã, phường chịu trách nhiệm toàn diện về bảo vệ rừng; chỉ đạo lực lượng kiểm lâm trực "
        "24/24 giờ; rà soát phương án, hoàn thành trước ngày 20/9.\n"
        "2. Giám đốc Sở Nội vụ chịu trách nhiệm trước UBND tỉnh về số liệu; nếu sai thì bị xem xét."
    )
    assert seen(text) == [Seen("UBND các xã, phường", due="2025-09-20", clause="1")]


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Sở Nội vụ lập kế hoạch về đích trong năm 2026; gửi UBND tỉnh trước ngày 10/10/2025.", "2025-10-10"),
        ("Lễ khai mạc (dự kiến 20h00 ngày 28/02/2026) do Sở Nội vụ chủ trì, trình trước ngày 30/12/2025.", "2025-12-30"),
        ("Sở Nội vụ hoàn thiện hồ sơ trong 04 ngày làm việc kể từ ngày có khối lượng nghiệm thu.", None),
        ("Sở Nội vụ thanh toán ngay khi có khối lượng, không dồn thanh toán vào cuối năm.", None),
        ("Sở Nội vụ báo cáo kết quả (số liệu tính đến hết ngày 31/10/2025) theo đề cương.", None),
    ],
)  # fmt: skip
def test_a_time_that_is_no_deadline_leaves_the_deadline_alone(text: str, due: str | None) -> None:
    assert one_due(text) == due


def test_longer_names_and_roles_are_read_to_their_end() -> None:
    assert leads("Giải đua thuyền do UBND phường Nguyễn Du đăng cai tổ chức.") == ["UBND phường Nguyễn Du"]
    assert leads("Giao Văn phòng Thường trực Ban Chỉ huy Phòng thủ dân sự tỉnh trực ban.") == [
        "Văn phòng Thường trực Ban Chỉ huy Phòng thủ dân sự tỉnh"
    ]
    assert leads("2. Sở Nội vụ trên cơ sở đề xuất của Công ty Điện lực tỉnh, tham mưu UBND tỉnh.") == [
        "Sở Nội vụ"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sở Nội vụ tham mưu nguồn kinh phí, UBND xã Trà Nham hỗ trợ téc nước.", ["Sở Nội vụ", "UBND xã Trà Nham"]),
        ("Sở Nội vụ hướng dẫn đăng ký, còn Công ty Điện lực tỉnh hỗ trợ lắp đặt.", ["Sở Nội vụ", "Công ty Điện lực tỉnh"]),
        ("Sở Nội vụ (chủ trì), UBND xã Trà Nham (phối hợp) tham mưu kinh phí.", ["Sở Nội vụ"]),
        ("Sở Nội vụ xin ý kiến UBND xã Trà Nham, UBND xã Tân Lộc hoàn thiện hồ sơ.", ["Sở Nội vụ"]),
        ("Theo đề nghị của Sở Y tế, Sở Nội vụ rà soát biên chế.", ["Sở Nội vụ"]),
        ("Theo đề nghị của Sở Y tế, Sở Nội vụ, UBND tỉnh ban hành Kế hoạch số 12/KH-UBND.", []),
        ("Theo đề nghị của Sở Y tế, Sở Nội vụ, Chủ tịch UBND tỉnh giao Sở Tư pháp thẩm định.", ["Sở Tư pháp"]),
        ("Các sở rà soát, gửi Sở Nội vụ trước ngày 20/9 để Sở tổng hợp, báo cáo trước ngày 25/9.", ["các sở", "Sở Nội vụ"]),
        ("Phần ngân sách bảo đảm giao Sở Nội vụ thẩm định, trình Chủ tịch UBND tỉnh.", ["Sở Nội vụ"]),
        ("Kết luận buổi làm việc, đồng chí Phan Việt Cường giao Sở Nội vụ lập danh mục.", ["Sở Nội vụ"]),
        ("Chủ tịch UBND tỉnh yêu cầu Chủ tịch UBND 5 xã trực tiếp nắm tình hình.", ["UBND các xã"]),
        ("Ngân hàng Nhà nước khu vực 14 bảo đảm tiền mặt cho các cây ATM.", ["Ngân hàng Nhà nước khu vực 14"]),
        ("5. Đài Phát thanh và Truyền hình tỉnh, huyện tăng thời lượng tin.", ["Đài Phát thanh - Truyền hình tỉnh"]),
        ("Các chủ đầu tư dự án có chuyển mục đích sử dụng rừng khẩn trương nộp tiền.",
         ["các chủ đầu tư dự án có chuyển mục đích sử dụng rừng"]),
        ("Các cơ quan được phân công tại mục 2, 3 xây dựng kế hoạch chi tiết.", ["các cơ quan được phân công tại mục 2, 3"]),
        ("Yêu cầu Sở Nội vụ nghiên cứu kinh nghiệm các nơi, xây dựng phương án.", ["Sở Nội vụ"]),
        ("Yêu cầu Sở Nội vụ nghiêm túc rút kinh nghiệm.", []),
        ("Chủ tịch UBND tỉnh cũng lưu ý: “Sở Nội vụ khẩn trương trình quy chế”.", ["Sở Nội vụ"]),
        ("Tại đây, lãnh đạo Sở đề nghị UBND xã Trà Nham sửa chữa 3 chòi canh.", ["UBND xã Trà Nham"]),
        ("UBND tỉnh có Công văn 3127/UBND-NC chỉ đạo các ngành liên quan xử lý lấn chiếm vỉa hè.", []),
        ("Cử tri xã kiến nghị: “Đề nghị Sở Nội vụ sớm sửa chữa cầu Kênh Ngang”.", []),
        ("Các cấp, các ngành cần lấy sự hài lòng của người dân làm thước đo.", []),
    ],
)  # fmt: skip
def test_who_is_asked_in_the_sentences_of_newspapers_and_letters(text: str, expected: list[str]) -> None:
    assert leads(text) == expected


def test_a_lower_committee_is_asked_where_the_province_concludes() -> None:
    text = "Phó Chủ tịch UBND tỉnh kết luận:\n1. Về chợ trung tâm: UBND huyện chủ động bố trí ngân sách."
    assert leads(text) == ["UBND huyện"]


def test_to_lead_is_what_a_party_committee_does() -> None:
    text = "2- Đảng ủy UBND tỉnh:\n- Lãnh đạo UBND tỉnh ban hành chính sách hỗ trợ du lịch trong quý IV/2025."
    assert seen(text) == [Seen("Đảng ủy UBND tỉnh", due="2025-12-31", clause="2")]


def test_one_time_behind_several_tasks_is_theirs() -> None:
    clause = "1. Sở Nội vụ làm việc với các nhà mạng; UBND xã Trà Nham bố trí mặt bằng. Thời hạn hoàn thành: 31/12/2025."
    assert [task.due for task in seen(clause)] == ["2025-12-31", "2025-12-31"]
    letter = (
        "Sở Nội vụ đề nghị UBND các xã, phường thực hiện các nội dung:\n1. Báo cáo kết quả theo đề cương.\n"
        "2. Đăng ký nhu cầu kinh phí.\nBáo cáo gửi về Sở Nội vụ trước ngày 10/11/2025."
    )
    assert seen(letter) == [Seen("UBND các xã, phường", due="2025-11-10", clause=str(n)) for n in (1, 2)]


def test_the_last_of_several_days_is_the_deadline() -> None:
    assert one_due("Sở Nội vụ phát giấy báo trong các ngày 17 và 18/9/2025.") == "2025-09-18"


def test_a_running_header_between_two_halves_of_a_sentence_is_dropped() -> None:
    text = (
        "1. Giao Công ty TNHH MTV Khai thác công trình thủy lợi\n2\nCÔNG ĐIỆN KHẨN CỦA TỈNH\nHải Lâm kiểm tra các hồ, "
        "đập, nhất là hồ\nđang thi công, hoàn thành trước\nngày 20/9/2025."
    )
    assert seen(text) == [
        Seen("Công ty TNHH MTV Khai thác công trình thủy lợi Hải Lâm", due="2025-09-20", clause="1")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "I. HIỆN TRẠNG\nUBND xã Trà Nham vận động 118 hộ.\nII. NHIỆM VỤ",
        "Theo Sở Nội vụ, trong năm 2025 các xã rà soát hơn 1.200 hồ sơ, UBND xã Trà Nham xử lý 214 hồ sơ.",
    ],
)
def test_how_things_are_and_what_a_unit_says_is_no_task(text: str) -> None:
    assert seen(text) == []


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Sở Nội vụ thống kê, gửi kết quả trước 10.1.", "2026-01-10"),
        ("Sở Nội vụ kiểm tra; 6 tháng báo cáo Thường trực Tỉnh ủy một lần.", "FREQ=MONTHLY;INTERVAL=6"),
        ("Sở Nội vụ công khai số liệu vào các ngày 10, 20 và ngày cuối tháng.", "FREQ=MONTHLY;BYMONTHDAY=10,20,-1"),
        ("Bà Hạnh đề nghị Sở Nội vụ ban hành quy trình trong tháng 10.", "2025-10-31"),
    ],
)  # fmt: skip
def test_times_and_speakers_as_newspapers_write_them(text: str, due: str) -> None:
    assert one_due(text) == due


def test_a_heading_of_names_speaks_for_the_plain_paragraph_below_it() -> None:
    text = "1. Sở Nội vụ rà soát biên chế.\n2. Sở Nội vụ, Công ty Điện lực tỉnh\nCung cấp dữ liệu theo đề nghị của xã."
    assert leads(text) == ["Sở Nội vụ", "Sở Nội vụ"]


def test_a_part_with_results_holds_no_task() -> None:
    text = (
        "Chủ tịch UBND tỉnh kết luận:\nPhần thứ nhất: Kết quả 6 tháng\nUBND xã Trà Nham huy động 31 người.\n"
        "Phần thứ hai: Nhiệm vụ 6 tháng cuối năm\n1. Sở Nội vụ rà soát tiêu chí."
    )
    assert leads(text) == ["Sở Nội vụ"]
