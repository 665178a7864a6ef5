"""Sentences that look like tasks and are not (section 9), and the zones without tasks (section 1)."""

import pytest

from tests.assignments.extraction.reading_help import leads, seen

KINDS = [
    ("past with đã", "Sở Y tế đã chủ trì, phối hợp với Sở Tài chính cấp đủ thuốc, hoàn thành trước ngày 30/6/2025."),
    ("past period", "Trong 6 tháng đầu năm, Công an tỉnh triển khai 12 đợt cao điểm, tội phạm giảm 9%."),
    ("praise", "Ghi nhận sự chủ động của Sở Y tế trong công tác tham mưu."),
    ("praise by the chair", "Phó Chủ tịch UBND tỉnh biểu dương Sở Nội vụ hoàn thành sớm nhiệm vụ."),
    ("criticism", "Phê bình UBND xã Suối Mơ chậm báo cáo số liệu."),
    ("assessment of a unit", "Báo và phát thanh, truyền hình tỉnh được đánh giá là làm tốt công tác tuyên truyền."),
    ("approval", "Đồng ý cho Sở Y tế kéo dài thời gian thực hiện dự án đến hết ngày 31/12/2025."),
    ("agreement", "Thống nhất với đề xuất của Sở Tài chính tại Tờ trình số 45/TTr-STC ngày 01/9/2025."),
    ("refusal", "Không thông qua nội dung giao Sở Xây dựng làm chủ đầu tư."),
    ("suspension", "Tạm dừng việc giao UBND phường Bến Đá đấu thầu bãi xe."),
    ("negated assignment", "Không giao Sở Tài chính định giá dịch vụ."),
    ("grounds", "Xét đề nghị của Sở Công Thương tại Tờ trình số 7/TTr-SCT ngày 02/9/2025."),
    ("report", "Theo báo cáo của Sở Tài chính, toàn tỉnh có 214 cơ sở nhà, đất dôi dư."),
    ("exhortation", "Công tác tuyên truyền phải đi trước một bước."),
    ("vague subject", "Các cấp, các ngành phải nhận thức rõ vai trò của chuyển đổi số."),
    ("attitude", "Yêu cầu các đơn vị tuyệt đối không chủ quan, lơ là."),
    ("definition", "Sở Nội vụ là cơ quan tham mưu về tổ chức bộ máy."),
    ("responsibility formula", "Giám đốc Sở Y tế chịu trách nhiệm trước UBND tỉnh về số liệu báo cáo."),
    ("closing", "Văn phòng UBND tỉnh thông báo để các cơ quan, đơn vị biết, thực hiện./."),
    ("closing with a request", "Trên đây là kết luận của Chủ tịch UBND tỉnh, yêu cầu các đơn vị nghiêm túc thực hiện./."),
    ("plain do it", "Yêu cầu các sở, ban, ngành nghiêm túc triển khai thực hiện Công điện này./."),
    ("chair's own plan", "Phó Chủ tịch UBND tỉnh sẽ tiếp tục kiểm tra thực địa vào cuối tháng 10."),
    ("goal", "Tiến độ chung: thông xe trước ngày 30/4/2026."),
    ("promise", "Các nhà thầu đã cam kết huy động thêm máy móc."),
    ("standing rule", "Đơn vị nào để quá hạn từ 05 hồ sơ thì thủ trưởng phải giải trình."),
    ("escape clause", "Trường hợp có vướng mắc, các đơn vị kịp thời báo cáo UBND tỉnh để xem xét."),
    ("contact line", "Mọi thắc mắc đề nghị liên hệ Văn phòng UBND tỉnh để được hướng dẫn."),
    ("citizens", "Người dân cần chủ động đậy kín dụng cụ chứa nước."),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "sentence"), KINDS, ids=[kind for kind, _ in KINDS])
def test_a_sentence_that_only_looks_like_a_task_is_left_alone(kind: str, sentence: str) -> None:
    assert seen(sentence) == [], kind


def test_zones_without_tasks_are_cut_off() -> None:
    text = (
        "UBND TỈNH LÂM SƠN\nSố: 12/TB-UBND\nTHÔNG BÁO\nKết luận về giao thông\nKính gửi:\n- Sở Xây dựng;\n- Công an tỉnh.\n"
        "Sau khi nghe Sở Xây dựng báo cáo, Chủ tịch UBND tỉnh kết luận:\n1. Sở Xây dựng sửa chữa cầu Đá.\n"
        "Văn phòng UBND tỉnh thông báo để các đơn vị biết, thực hiện./.\nNơi nhận:\n- Như trên;\n- Sở Y tế rà soát;\n- Lưu: VT."
    )
    assert leads(text) == ["Sở Xây dựng"]


def test_an_assessment_section_holds_no_task_and_ends_with_the_next_section() -> None:
    text = (
        "I. KẾT QUẢ ĐẠT ĐƯỢC\n1. Sở Y tế tiếp nhận 48.215 hồ sơ; Công an tỉnh phối hợp chặt chẽ xử lý sự cố.\n"
        "II. NHIỆM VỤ\n1. Sở Y tế rà soát hồ sơ tồn đọng."
    )
    assert [(one.lead, one.clause) for one in seen(text)] == [("Sở Y tế", "II.1")]


def test_related_headlines_and_page_furniture_are_no_tasks() -> None:
    text = "UBND tỉnh yêu cầu Sở Y tế kiểm tra bếp ăn.\nXem thêm: Sở Y tế báo cáo.\nTin liên quan\nSở Nội vụ tổ chức hội thi"
    assert leads(text) == ["Sở Y tế"]


def test_an_approval_may_be_followed_by_a_task() -> None:
    text = (
        "1. Đồng ý chủ trương điều chuyển trụ sở cũ. Giao Sở Tài chính hoàn thiện hồ sơ trước ngày 20/9/2025."
    )
    assert [(one.lead, one.due) for one in seen(text)] == [("Sở Tài chính", "2025-09-20")]


def test_an_announcement_of_a_letter_asks_nothing_yet() -> None:
    text = "Chủ tịch UBND tỉnh vừa ban hành Công văn số 12/UBND-VX yêu cầu các sở, ban, ngành tăng cường phòng dịch. Theo đó, giao Sở Y tế lập chốt kiểm tra."
    assert leads(text) == ["Sở Y tế"]


def test_behind_an_assignment_a_reporting_beginning_blocks_nothing() -> None:
    text = "Phát biểu kết luận, Phó Chủ tịch UBND tỉnh đề nghị Sở Y tế đẩy nhanh tiến độ; các xã, phường lập danh sách."
    assert leads(text) == ["Sở Y tế", "các xã, phường"]
