"""Papers marked as state secrets are refused; papers that speak of secrets are not."""

from __future__ import annotations

import pytest

from giaoban.files.reading import Reason, Unreadable, read_paper
from tests.files.papers import BODY, docx, p, part, pdf, table, textbox

STAMPS = [
    "MẬT",
    "TỐI MẬT",
    "TUYỆT MẬT",
    "  [ MẬT ]  ",
    "* TỐI MẬT *",
    "M Ậ T",
    "T Ố I   M Ậ T",
    "MẬT - KHẨN",
    "HỎA TỐC - TUYỆT MẬT",
    "MẬT  Bản số: 03",
    "Độ mật: Tối mật",
    "ĐỘ MẬT: MẬT",
    "TÀI LIỆU MẬT",
    "Tuyệt mật",
    "MA\u0302\u0323T",
]
WORDS = [
    "bí mật",
    "BÍ MẬT NHÀ NƯỚC",
    "BẢO MẬT",
    "mật khẩu",
    "Mật khẩu",
    "MẬT ONG",
    "Độ mật: không",
    "Độ mật: Không có",
    "Độ mật: Thường",
    "Không gửi tài liệu mật qua hệ thống này.",
    "Quản lý tài liệu Mật, Tối mật, Tuyệt mật theo quy định.",
    "mật.",
    "tài liệu mật.",
    "MẬT ĐỘ DÂN SỐ",
    "bảo đảm an toàn và bí",
]


def refused(data: bytes, filename: str) -> bool:
    try:
        read_paper(data, filename=filename)
    except Unreadable as refusal:
        return refusal.reason == Reason.SECRET
    return False


@pytest.mark.parametrize("stamp", STAMPS)
def test_a_stamp_in_the_head_is_refused(stamp: str) -> None:
    assert refused(docx(p("UBND TỈNH SƠN HẢI"), p(stamp), p(BODY)), "a.docx")
    assert refused(f"UBND TỈNH SƠN HẢI\n{stamp}\n{BODY}".encode(), "a.txt")


@pytest.mark.parametrize("words", WORDS)
def test_words_about_secrets_are_not_a_stamp(words: str) -> None:
    assert not refused(docx(p("UBND TỈNH SƠN HẢI"), p(words), p(BODY)), "a.docx")
    assert not refused(f"UBND TỈNH SƠN HẢI\n{words}\n{BODY}".encode(), "a.txt")


def test_a_stamp_is_found_in_cells_boxes_headers_and_footers() -> None:
    cell = table((p("Số: 12/BC-UBND") + p("MẬT"), p("Sơn Hải, ngày 02 tháng 3 năm 2026")))
    late_box = [p(BODY) for _ in range(60)]
    assert refused(docx(cell, p(BODY)), "a.docx")
    assert refused(docx(*late_box, textbox("TỐI MẬT")), "a.docx")
    assert refused(docx(p(BODY), header2=part("hdr", p("MẬT"))), "a.docx")
    assert refused(docx(p(BODY), footer1=part("ftr", table((p("MẬT"),)))), "a.docx")


def test_a_stamp_beside_other_text_on_its_line_is_found() -> None:
    assert refused(
        docx("<w:p><w:r><w:t>MẬT</w:t><w:tab/><w:t>Sơn Hải, 2/3/2026</w:t></w:r></w:p>", p(BODY)),
        "a.docx",
    )


def test_a_column_of_a_register_is_no_stamp() -> None:
    rows = [(p(str(n)), p("Mật")) for n in range(2)]
    assert not refused(docx(*(p(BODY) for _ in range(60)), table(*rows)), "a.docx")


def test_headers_and_boxes_may_speak_of_secrets() -> None:
    data = docx(
        p(BODY), textbox("Bảo vệ bí mật nhà nước"), header1=part("hdr", p("Luật Bảo vệ bí mật nhà nước"))
    )
    assert not refused(data, "a.docx")


def test_a_boxed_stamp_in_a_pdf_is_found() -> None:
    stamp = "#box(stroke: 1pt, inset: 3pt)[*MẬT*]"
    for left in (f"#align(center)[{stamp}]", f"Số: 12/BC-UBND #linebreak() {stamp}"):
        grid = f"#grid(columns: (1fr, 1fr), [{left}], [Sơn Hải, ngày 02/3])"
        assert refused(pdf(f"{grid}\n\n{BODY}"), "a.pdf")


def test_a_stamp_in_the_margin_of_a_later_page_of_a_pdf_is_found() -> None:
    assert refused(
        pdf(
            "#set page(footer: context if counter(page).get().first() == 2 [TỐI MẬT])\n"
            f"{BODY}\n#pagebreak()\n{BODY}"
        ),
        "a.pdf",
    )


def test_a_bold_word_within_a_sentence_of_a_pdf_is_no_stamp() -> None:
    assert not refused(pdf(f"Giữ gìn bí *MẬT* nhà nước, đóng dấu *MẬT* đúng quy định. {BODY}"), "a.pdf")
