"""Deadline forms (section 7) and recurrences (section 8): every row with sentences of its own."""

import pytest

from tests.assignments.extraction.reading_help import one_due, read

FORMS = [
    ("7.1", "trước ngày 05/10/2025", "2025-10-05"),
    ("7.1", "trước 5-10-2025", "2025-10-05"),
    ("7.1", "trước ngày 5.10.2025", "2025-10-05"),
    ("7.1", "trước ngày 05 tháng 10 năm 2025", "2025-10-05"),
    ("7.2", "chậm nhất là ngày 20/10/2025", "2025-10-20"),
    ("7.2", "chậm nhất đến ngày 20/10/2025 phải xong", "2025-10-20"),
    ("7.2", "xong ngày 20/10/2025", "2025-10-20"),
    ("7.2", "trong ngày 20/10/2025", "2025-10-20"),
    ("7.3", "trước 16h00 ngày 11/9/2025", "2025-09-11"),
    ("7.3", "trước 16 giờ 30 ngày 11/9/2025", "2025-09-11"),
    ("7.4", "từ ngày 15/9/2025 đến hết ngày 30/11/2025", "2025-11-30"),
    ("7.4", "từ ngày 15/9/2025", None),
    ("7.4", "từ học kỳ II năm học 2025 - 2026", None),
    ("7.5", "trước ngày 26/9", "2025-09-26"),
    ("7.5", "trước 15 tháng 11", "2025-11-15"),
    ("7.5", "trước ngày 15.11", "2025-11-15"),
    ("7.5", "trước ngày 20-11", "2025-11-20"),
    ("7.5", "trước 30/4", "2026-04-30"),
    ("7.6", "trong tháng 10/2025", "2025-10-31"),
    ("7.6", "hoàn thành tháng 02 năm 2026", "2026-02-28"),
    ("7.6", "trong tháng 12 này", "2025-12-31"),
    ("7.6", "xong trong tháng 3", "2026-03-31"),
    ("7.7", "hoàn thành trong tháng 10 và tháng 11 năm 2025", "2025-11-30"),
    ("7.8", "vào đầu tháng 10/2025", "2025-10-10"),
    ("7.8", "giữa tháng 10/2025", "2025-10-15"),
    ("7.8", "cuối tháng 10", "2025-10-31"),
    ("7.9", "trong quý IV", "2025-12-31"),
    ("7.9", "trong Quý 1/2026", "2026-03-31"),
    ("7.9", "xong quý II năm 2026", "2026-06-30"),
    ("7.10", "trong 6 tháng đầu năm 2026", "2026-06-30"),
    ("7.10", "trong năm 2026", "2026-12-31"),
    ("7.10", "đến hết năm 2025", "2025-12-31"),
    ("7.10", "vào giữa năm 2026", "2026-06-30"),
    ("7.11", "trong tuần này", "2025-09-12"),
    ("7.11", "xong trong tuần", "2025-09-12"),
    ("7.12", "vào đầu tuần sau", "2025-09-15"),
    ("7.12", "trong tuần sau", "2025-09-19"),
    ("7.13", "trước Tết Nguyên đán", "2026-02-13"),
    ("7.13", "trước dịp Tết", "2026-02-13"),
    ("7.14", "trước ngày 20 tháng Chạp", "2026-02-07"),
    ("7.14", "đến hết mùng 6 Tết", "2026-02-22"),
    ("7.14", "trước ngày 23 tháng Chạp", "2026-02-10"),
    ("7.15", "trong vòng 10 ngày kể từ ngày ký Thông báo này", "2025-09-20"),
    ("7.15", "trong thời hạn 10 ngày kể từ ngày ban hành", "2025-09-20"),
    ("7.16", "chậm nhất 05 ngày làm việc kể từ ngày ban hành văn bản này", "2025-09-17"),
    ("7.16", "chậm nhất sau 05 ngày làm việc kể từ ngày ban hành", "2025-09-17"),
    ("7.17", "và gửi kết quả trong 10 ngày làm việc", "2025-09-24"),
    ("7.18", "trong thời hạn 15 ngày kể từ ngày nhận đủ hồ sơ", None),
    ("7.19", "trong vòng 20 ngày kể từ ngày kết thúc điều tra (30/9/2025)", "2025-10-20"),
    ("7.20", "trước khi trình HĐND tỉnh", None),
    ("7.20", "trình tại phiên họp tháng 11", None),
    ("7.20", "trước mùa mưa năm 2026", None),
    ("7.21", "kịp thời, đúng tiến độ", None),
    ("7.1 a day of this or the next month", "trả lời trước ngày 10 của tháng sau", "2025-10-10"),
    ("7.1 a day of this or the next month", "xong trước ngày 25 tháng này", "2025-09-25"),
    ("7.11 tomorrow", "báo cáo trước 8h sáng mai", "2025-09-11"),
    ("7.11 tomorrow", "gửi giấy mời ngay trong ngày mai", "2025-09-11"),
    ("7.4 the end of office hours", "gửi chậm nhất vào cuối giờ chiều ngày 12/9/2025", "2025-09-12"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "words", "expected"), FORMS, ids=[f"{row}-{words}" for row, words, _ in FORMS]
)
def test_a_deadline_form_resolves(row: str, words: str, expected: str | None) -> None:
    assert one_due(f"Sở Y tế hoàn thiện quy chế phối hợp, {words}.") == expected, row


NOT_DUE = [
    ("the date of a citation", "Sở Y tế thực hiện Công văn số 12/UBND-VX ngày 20/10/2025."),
    ("a date inside a condition", "Sở Y tế tham mưu thu hồi kinh phí nếu đơn vị không quyết toán trước ngày 20/10/2025."),
    ("a share by a date", "Sở Tài chính tham mưu điều chuyển vốn các dự án giải ngân dưới 50% đến hết ngày 20/10/2025."),
    ("a span of years", "Sở Y tế xây dựng đề án giai đoạn 2026 - 2030."),
    ("the year of a plan", "Sở Y tế xây dựng kế hoạch năm 2026."),
    ("not at year's end", "Sở Tài chính hướng dẫn thanh toán, không để dồn vào cuối năm."),
    ("round the clock", "Công an tỉnh trực 24/24 giờ và 24/7."),
    ("a scale", "Sở Xây dựng điều chỉnh quy hoạch chi tiết tỷ lệ 1/500 tại Km4+200."),
    ("times a year", "Sở Y tế kiểm tra chất lượng nước 04 lần/năm."),
    ("how far a paper looks", "Sở Y tế hoàn thiện Chiến lược dinh dưỡng đến năm 2030, tầm nhìn đến năm 2045."),
    ("a noun with every year", "Sở Y tế đưa nội dung này vào chương trình kiểm tra hằng năm."),
]  # fmt: skip


@pytest.mark.parametrize(("what", "sentence"), NOT_DUE, ids=[what for what, _ in NOT_DUE])
def test_a_date_that_is_no_deadline_is_left_alone(what: str, sentence: str) -> None:
    assert one_due(sentence) is None, what


RULES = [
    ("8.1", "báo cáo trước ngày 25 hằng tháng", "FREQ=MONTHLY;BYMONTHDAY=25"),
    ("8.1", "báo cáo định kỳ ngày 25 hàng tháng", "FREQ=MONTHLY;BYMONTHDAY=25"),
    ("8.1", "cập nhật từ ngày 1 đến ngày 5 hằng tháng", "FREQ=MONTHLY;BYMONTHDAY=5"),
    ("8.2", "báo cáo hằng tháng", "FREQ=MONTHLY"),
    ("8.2", "báo cáo mỗi tháng một lần", "FREQ=MONTHLY"),
    ("8.3", "hằng tuần báo cáo kết quả", "FREQ=WEEKLY"),
    ("8.3", "gửi số liệu trước 16 giờ thứ Sáu hằng tuần", "FREQ=WEEKLY;BYDAY=FR"),
    ("8.3", "gửi số liệu vào thứ 5 hàng tuần", "FREQ=WEEKLY;BYDAY=TH"),
    ("8.4", "kiểm tra hiện trường hai tuần một lần", "FREQ=WEEKLY;INTERVAL=2"),
    ("8.5", "báo cáo trước 15 giờ hằng ngày", "FREQ=DAILY"),
    ("8.6", "báo cáo định kỳ hằng quý", "FREQ=MONTHLY;INTERVAL=3"),
    ("8.7", "báo cáo trước ngày 15 của tháng cuối quý", "FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=15"),
    ("8.8", "báo cáo trước ngày cuối cùng của quý", "FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"),
    ("8.9", "định kỳ 6 tháng báo cáo kết quả", "FREQ=MONTHLY;INTERVAL=6"),
    ("8.10", "báo cáo trước ngày 15/6 và 15/12 hằng năm", "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=15"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "words", "expected"), RULES, ids=[f"{row}-{words}" for row, words, _ in RULES]
)
def test_a_recurrence_becomes_a_rule(row: str, words: str, expected: str) -> None:
    assert one_due(f"Sở Y tế theo dõi tình hình, {words}.") == expected, row


def test_working_days_skip_holidays() -> None:
    from datetime import date

    text = "Sở Y tế báo cáo UBND tỉnh chậm nhất 03 ngày làm việc kể từ ngày ban hành Thông báo này."
    assert one_due(text, issued_on=date(2025, 8, 29)) == "2025-09-05"  # off from 30/8 to 2/9


def test_a_deadline_keeps_its_words_its_hour_and_its_reckoning() -> None:
    (task,) = read("Sở Y tế báo cáo trước 16 giờ 30 ngày 11/9/2025.").tasks
    assert (task.deadline.words, task.deadline.time) == ("trước 16 giờ 30 ngày 11/9/2025", "16:30")
    (task,) = read("Sở Y tế báo cáo trong 05 ngày làm việc kể từ ngày ký Thông báo này.").tasks
    assert task.deadline.reckoning == "2025-09-10 + 5 working days"


def test_a_period_keeps_its_first_day() -> None:
    (task,) = read("Công an tỉnh mở đợt cao điểm từ ngày 15/9/2025 đến ngày 30/11/2025.").tasks
    assert str(task.deadline.starts_on) == "2025-09-15"


def test_two_deadlines_make_two_tasks() -> None:
    text = "Sở Y tế lập danh mục trước ngày 20/9/2025; gửi hồ sơ thẩm định trước ngày 05/10/2025."
    assert [str(task.deadline.date) for task in read(text).tasks] == ["2025-09-20", "2025-10-05"]


def test_a_following_sentence_may_carry_the_deadline() -> None:
    text = "1. Sở Y tế rà soát danh mục thuốc. Thời gian hoàn thành: trước ngày 20/9/2025."
    assert one_due(text) == "2025-09-20"


def test_one_sentence_may_carry_the_deadline_of_several_tasks() -> None:
    text = "1. Sở Y tế lập danh mục; Sở Nội vụ thẩm định. Các nội dung trên hoàn thành trước 15/11/2025."
    tasks = read(text).tasks
    assert [str(task.deadline.date) for task in tasks] == ["2025-11-15", "2025-11-15"]
    assert all("deadline_shared" in task.doubts for task in tasks)
