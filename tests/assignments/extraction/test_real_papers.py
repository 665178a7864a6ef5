"""What real papers do: results told without 'đã', narrative before a lead-in, lines that break anywhere."""

import pytest

from tests.assignments.extraction.reading_help import Seen, leads, seen


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
