"""The traps of section 10: what real pages do to a text."""

import unicodedata

import pytest

from tests.assignments.extraction.reading_help import Seen, leads, read, seen


def test_hard_line_breaks_inside_names_and_dates_are_joined() -> None:
    text = (
        "Phó Chủ tịch UBND tỉnh kết luận tại cuộc họp về cấp\nnước:\n1. Giao Sở Nông nghiệp và Môi\n"
        "trường chủ trì, phối hợp với Sở Y\ntế lập phương án trước ngày 15/\n10/2025."
    )
    assert seen(text) == [Seen("Sở Nông nghiệp và Môi trường", (), ("Sở Y tế",), "2025-10-15", "1")]


def test_a_topic_line_is_not_joined_with_the_paragraph_below_it() -> None:
    text = (
        "I. Nhiệm vụ chung\nCác sở, ban, ngành tập trung thực\nhiện một số việc sau:\n- Rà soát phương án ứng phó với\nthiên tai.\n"
        "2. Về nguồn vốn\nđầu tư: Sở Tài chính bố trí đủ\nvốn."
    )
    assert leads(text) == ["các sở, ban, ngành", "Sở Tài chính"]


def test_a_word_parted_at_the_line_end_is_made_whole_and_quoted_as_it_stands() -> None:
    text = "1. Sở Nông nghiệp và Môi tr-\nường kiểm tra bãi rác\ntrước ngày 20/9/2025."
    (task,) = read(text).tasks
    assert task.lead is not None
    assert task.lead.name == "Sở Nông nghiệp và Môi trường"
    assert task.quote == text[3:] == text[task.start : task.end]


def test_page_numbers_and_running_headers_are_dropped() -> None:
    text = (
        "402/TB-VP\n1. Sở Y tế lập danh mục trang\nthiết bị phục vụ trạm y tế\n                2\n402/TB-VP\nxã vùng cao trước ngày 20/9/2025.\n"
        "2. Sở Nội vụ thẩm định biên\nchế của các trạm."
    )
    assert seen(text) == [Seen("Sở Y tế", due="2025-09-20", clause="1"), Seen("Sở Nội vụ", clause="2")]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_both_normal_forms_and_both_tone_styles_read_alike(form: str) -> None:
    text = unicodedata.normalize(
        form, "Uỷ ban nhân dân xã Hoà Thuỷ giải toả chợ tạm, xong trước ngày 20/9/2025."
    )
    (task,) = read(text).tasks
    assert task.quote == text
    assert task.lead is not None
    assert unicodedata.normalize("NFC", task.lead.name) == "UBND xã Hoà Thuỷ"


def test_odd_spaces_and_missing_spaces_are_tolerated() -> None:
    text = "1.Giao Sở\u00a0Y\u200b tế chủ trì , phối hợp với Sở Nội vụ lập đề án,xong trước ngày 20/9/2025 ."
    assert seen(text) == [Seen("Sở Y tế", (), ("Sở Nội vụ",), "2025-09-20", "1")]


def test_a_full_stop_in_numbers_and_short_words_ends_no_sentence() -> None:
    assert leads("Sở Y tế cấp 1.850 bộ kit, tủ thuốc v.v. cho TP. Sông Cầu trước 20.9.2025.") == ["Sở Y tế"]


def test_several_units_in_one_clause_share_its_number() -> None:
    text = "3. Sở Y tế lập danh mục; Sở Tài chính bố trí vốn; Sở Nội vụ thẩm định."
    assert [(one.lead, one.clause) for one in seen(text)] == [
        ("Sở Y tế", "3"),
        ("Sở Tài chính", "3"),
        ("Sở Nội vụ", "3"),
    ]


def test_a_sentence_without_subject_takes_the_one_before_but_never_across_a_clause() -> None:
    text = "1. Sở Y tế lập danh mục thuốc. Công khai danh mục trên trang thông tin.\n2. Công khai kết quả thẩm định."
    tasks = seen(text)
    assert tasks == [Seen("Sở Y tế", clause="1"), Seen("Sở Y tế", clause="1")]


def test_the_lead_ins_addressee_speaks_for_points_without_subject() -> None:
    text = "Chủ tịch UBND tỉnh yêu cầu các sở, ban, ngành thực hiện các nội dung sau:\n1. Rà soát hồ sơ tồn đọng.\n2. Báo cáo kết quả trước ngày 20/9/2025."
    assert seen(text) == [
        Seen("các sở, ban, ngành", clause="1"),
        Seen("các sở, ban, ngành", due="2025-09-20", clause="2"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. Sở Nội vụ hướng dẫn bàn giao hồ sơ. Sở khẩn trương xây dựng đề án số hóa.", ["Sở Nội vụ", "Sở Nội vụ"]),
        ("1. Sở Nội vụ hướng dẫn bàn giao hồ sơ. Sở này tổng hợp kết quả.", ["Sở Nội vụ", "Sở Nội vụ"]),
        ("1. Cơ quan tham mưu là Sở Y tế. Cơ quan này có trách nhiệm thẩm tra hồ sơ.", ["Sở Y tế"]),
        ("1. Sở Y tế lập danh mục; Sở Tài chính bố trí vốn; các cơ quan này phối hợp xử lý hồ sơ.", ["Sở Y tế", "Sở Tài chính", "Sở Y tế"]),
    ],
)  # fmt: skip
def test_a_pronoun_means_the_nearest_unit_before_it(text: str, expected: list[str]) -> None:
    assert leads(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Căn cứ tình hình thực tế, Sở Nội vụ tham mưu bố trí nhân sự.",
        "Sở Nội vụ, căn cứ tình hình thực tế, tham mưu bố trí nhân sự.",
        "Sở Nội vụ theo chức năng, nhiệm vụ được giao tham mưu bố trí nhân sự.",
    ],
)
def test_a_long_adverbial_beside_the_subject_is_skipped(text: str) -> None:
    assert leads(text) == ["Sở Nội vụ"]


def test_a_post_behind_a_verb_is_an_object() -> None:
    assert leads("Thanh tra tỉnh thanh tra trách nhiệm thủ trưởng đơn vị để mất tài liệu.") == [
        "Thanh tra tỉnh"
    ]


def test_the_clause_path_keeps_every_level() -> None:
    text = (
        "A. ĐÁNH GIÁ\nKinh tế số chiếm 14,8% GRDP.\nB. NHIỆM VỤ\nI. Về hạ tầng\n1. Sở Nội vụ:\na) Lập đề án;\n- Khảo sát nhu cầu.\n"
        "II. Về nhân lực\n1. Sở Y tế mở lớp tập huấn."
    )
    assert [one.clause for one in seen(text)] == ["B.I.1.a", "B.I.1.a", "B.II.1"]


def test_party_numbers_with_a_hyphen_are_clauses() -> None:
    assert [one.clause for one in seen("2- Giao Sở Y tế lập đề án.\n3- Sở Nội vụ thẩm định.")] == ["2", "3"]


def test_a_deadline_before_the_issue_date_is_kept_and_marked() -> None:
    (task,) = read("Sở Y tế nộp báo cáo trước ngày 01/9/2024.").tasks
    assert (str(task.deadline.date), task.doubts) == ("2024-09-01", ("deadline_before_issue",))


def test_a_directing_point_under_a_heading_belongs_to_the_heading() -> None:
    text = "Bộ Y tế đề nghị UBND các tỉnh, thành phố thực hiện:\n1. Chỉ đạo Sở Y tế mở điểm tiêm chủng."
    assert leads(text) == ["UBND các tỉnh, thành phố"]


def test_a_symbol_broken_before_its_hyphen_is_made_whole() -> None:
    (cited,) = read("1. Sở Y tế thực hiện Nghị quyết số 41/NQ\n-HĐND ngày 29/7/2025.").citations
    assert (cited.symbol, str(cited.date)) == ("NQ-HĐND", "2025-07-29")


def test_empty_lines_between_all_lines_part_nothing() -> None:
    lines = [
        "1. Giao Sở Nông nghiệp và Môi",
        "trường rà soát trước ngày 15",
        "tháng 10 năm 2025.",
        "2. Sở Y tế lập danh",
        "mục thuốc.",
    ]
    tasks = seen("\n\n".join(lines))
    assert [(one.lead, one.due) for one in tasks] == [
        ("Sở Nông nghiệp và Môi trường", "2025-10-15"),
        ("Sở Y tế", None),
    ]
