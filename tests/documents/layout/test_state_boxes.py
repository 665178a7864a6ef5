"""Box by box, a State paper is what Decree 30/2020, annex I, part II asks (table of components)."""

import io

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from giaoban.documents.layout import Signing, to_docx, to_pdf
from tests.documents.layout import full
from tests.documents.layout.samples import docx_texts, docx_xml, pdf_pages
from tests.documents.layout.seen import places, stamps

# box: (text, sizes that the decree allows, bold, italic, alignment)
DECISION = {
    "1 Quốc hiệu": ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", (12, 13), True, False, "center"),
    "1 Tiêu ngữ": ("Độc lập - Tự do - Hạnh phúc", (13, 14), True, False, "center"),
    "2 superior": ("ỦY BAN NHÂN DÂN TỈNH SƠN HẢI", (12, 13), False, False, "center"),
    "2 issuer": ("BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ", (12, 13), True, False, "center"),
    "3 number": ("Số: 05/QĐ-BCĐCĐS", (13,), False, False, "center"),
    "4 place and date": ("Sơn Hải, ngày 05 tháng 3 năm 2026", (13, 14), False, True, "center"),
    "5a type": ("QUYẾT ĐỊNH", (13, 14), True, False, "center"),
    "5a subject": (
        "Ban hành Quy chế làm việc của Ban Chỉ đạo chuyển đổi số tỉnh Sơn Hải", (13, 14), True, False, "center",
    ),
    "6 base": ("Căn cứ Luật Tổ chức chính quyền địa phương;", (13, 14), False, True, "both"),
    "6 last base": ("Theo đề nghị của Giám đốc Sở Khoa học và Công nghệ.", (13, 14), False, True, "both"),
    "6 body": ("Điều 3. Quyết định này có hiệu lực kể từ ngày ký./.", (13, 14), True, False, "both"),
    "7a authority": ("TM. BAN CHỈ ĐẠO", (13, 14), True, False, "center"),
    "7a office": ("TRƯỞNG BAN", (13, 14), True, False, "center"),
    "7b own office": ("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH", (13, 14), True, False, "center"),
    "7b name": ("Nguyễn Thị Hòa", (13, 14), True, False, "center"),
    "9b label": ("Nơi nhận:", (12,), True, True, "left"),
    "9b recipient": ("- Ủy ban nhân dân tỉnh (để báo cáo);", (11,), False, False, "left"),
    "9b archive": ("- Lưu: VT, VPBCĐ.", (11,), False, False, "left"),
    "12 drafter and copies": ("PL.(30)", (11,), False, False, "left"),
    "annex number": ("Phụ lục I", (14,), True, False, "center"),
    "annex title": ("QUY CHẾ LÀM VIỆC", (13, 14), True, False, "center"),
    "annex reference": (
        ("(Kèm theo Quyết định số 05/QĐ-BCĐCĐS ngày 05 tháng 3 năm 2026 của Ban Chỉ đạo chuyển đổi số tỉnh "
        "Sơn Hải)"), (13, 14), False, True, "center",
    ),
    "chapter": ("Chương I", (13, 14), True, False, "center"),
    "chapter title": ("QUY ĐỊNH CHUNG", (13, 14), True, False, "center"),
    "điểm": ("đ) Họp đột xuất theo triệu tập của Trưởng ban.", (13, 14), False, False, "both"),
}  # fmt: skip
LETTER = {
    "3 number": ("Số: 12/BCĐCĐS-VP", (13,), False, False, "center"),
    "5b subject": (
        "V/v báo cáo tiến độ số hóa hồ sơ, kết quả giải quyết thủ tục hành chính",
        (12, 13), False, False, "center",
    ),
    "9a": ("Kính gửi:", (13, 14), False, False, "left"),
    "9a first": ("- Sở Nội vụ;", (13, 14), False, False, "left"),
    "9a last": ("- Ủy ban nhân dân các xã, phường, đặc khu.", (13, 14), False, False, "left"),
    "9b as above": ("- Như trên;", (11,), False, False, "left"),
    "7a": ("KT. TRƯỞNG BAN", (13, 14), True, False, "center"),
    "7a deputy": ("PHÓ TRƯỞNG BAN", (13, 14), True, False, "center"),
}  # fmt: skip
TABLE = [(full.decision(), box, *facts) for box, facts in DECISION.items()] + [
    (full.letter(), box, *facts) for box, facts in LETTER.items()
]


@pytest.mark.parametrize(
    ("paper", "facts"),
    [(paper, facts) for paper, _box, *facts in TABLE],
    ids=[f"{paper.type_name or 'CÔNG VĂN'}-{box}" for paper, box, *_facts in TABLE],
)
def test_the_box_has_its_text_size_and_style(paper, facts):
    text, sizes, bold, italic, align = facts
    found = [line for line in docx_texts(to_docx(paper)) if line.text == text]
    assert [(line.bold, line.italic, line.align) for line in found[:1]] == [(bold, italic, align)]
    assert found[0].size in sizes


def test_urgency_and_circulation_have_their_frames():
    red, black = stamps(to_docx(full.letter()))
    assert (red.text, red.size, red.width_mm, red.height_mm) == ("HỎA TỐC", 13, 30, 8)
    assert red.colour == red.frame != "000000"
    assert (black.text, black.size, black.colour) == ("LƯU HÀNH NỘI BỘ", 13, "000000")


@pytest.mark.parametrize(("word", "width"), [("HỎA TỐC", 30), ("THƯỢNG KHẨN", 40), ("KHẨN", 20)])
def test_each_urgency_has_the_frame_of_the_decree(word, width):
    [found] = stamps(to_docx(full.decision(urgency=word)))
    assert (found.text, found.width_mm, found.height_mm) == (word, width, 8)


def test_a_draft_says_so_and_leaves_room_for_number_and_day():
    data = to_docx(full.draft_of(full.decision()))
    assert [stamp.text for stamp in stamps(data)] == ["DỰ THẢO"]
    texts = [line.text for line in docx_texts(data)]
    assert "Số:      /QĐ-BCĐCĐS" in texts
    assert "Sơn Hải, ngày      tháng      năm 2026" in texts


def test_the_contact_line_stands_at_the_foot_of_the_first_page_alone():
    data = to_docx(full.letter(annexes=full.decision().annexes))
    first, *others = Document(io.BytesIO(data)).sections
    assert "bcdcds@sonhai.example" in "".join(p.text for p in first.first_page_footer.paragraphs)
    assert [p.text for each in others for p in each.first_page_footer.paragraphs] == ["", ""]
    assert "".join(p.text for p in first.footer.paragraphs) == ""
    pages = pdf_pages(to_pdf(full.letter(annexes=full.decision().annexes)))
    assert ["bcdcds@sonhai.example" in page for page in pages] == [True, False, False]


def test_minutes_are_signed_by_who_wrote_them_and_the_chair():
    texts = [line.text for line in docx_texts(to_docx(full.minutes(drafter="", copies=None)))]
    assert texts[-7:] == [
        "THƯ KÝ", "Lê Minh Ánh", "CHỦ TỌA", "Nguyễn Thị Hòa", "Nơi nhận:", "- Thành viên dự họp;",
        "- Lưu: VT, VPBCĐ.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("signing", "said"),
    [
        (Signing("TM. Ban Chỉ đạo", ("Trưởng ban",), "A"), ["TM. BAN CHỈ ĐẠO", "TRƯỞNG BAN", "A"]),
        (
            Signing("TM. Ban Chỉ đạo\nKT. Trưởng ban", ("Phó Trưởng ban Thường trực",), "A"),
            ["TM. BAN CHỈ ĐẠO", "KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN THƯỜNG TRỰC", "A"],
        ),
        (Signing("TL. Trưởng ban", ("Chánh Văn phòng",), "A"), ["TL. TRƯỞNG BAN", "CHÁNH VĂN PHÒNG", "A"]),
        (Signing("TUQ. Trưởng ban", ("Ủy viên",), "A"), ["TUQ. TRƯỞNG BAN", "ỦY VIÊN", "A"]),
        (Signing("Q. Trưởng ban", (), "A"), ["Q. TRƯỞNG BAN", "A"]),
        (
            Signing("", ("Phó Giám đốc kiêm Chánh Văn phòng",), "A"),
            ["PHÓ GIÁM ĐỐC KIÊM CHÁNH VĂN PHÒNG", "A"],
        ),
    ],
)
def test_signing_forms(signing, said):
    texts = [line.text for line in docx_texts(to_docx(full.decision(signing=signing, annexes=())))]
    assert texts[texts.index("PL.(30)") + 1 :] == said


def test_the_boxes_lie_where_the_plan_of_components_puts_them():
    """Left and right halves, order from above, page margins; read from the PDF in millimetres."""
    seen = places(to_pdf(full.decision(annexes=())))
    country, motto = seen["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], seen["Độc lập - Tự do - Hạnh phúc"]
    issuer, number = seen["BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ"], seen["Số: 05/QĐ-BCĐCĐS"]
    day, kind = seen["Sơn Hải, ngày 05 tháng 3 năm 2026"], seen["QUYẾT ĐỊNH"]
    assert 20 <= country.top <= 26
    assert issuer.left >= 30
    assert issuer.right < country.left
    assert country.right <= 195
    assert country.middle == pytest.approx(motto.middle, abs=0.5)
    assert issuer.middle == pytest.approx(number.middle, abs=0.5)
    assert number.top == pytest.approx(day.top, abs=1.5)
    assert kind.middle == pytest.approx(30 + 165 / 2, abs=0.5)
    assert issuer.top < number.top < kind.top
    label, signer = seen["Nơi nhận:"], seen["TM. BAN CHỈ ĐẠO"]
    assert label.left == pytest.approx(30, abs=0.5)
    assert label.top == pytest.approx(signer.top, abs=1.5)
    assert signer.left > label.right


def test_the_first_line_of_the_body_is_indented_and_the_page_has_the_margins():
    section = Document(io.BytesIO(to_docx(full.decision()))).sections[0]
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(side / Mm(1)) for side in sides] == [20, 20, 30, 15]
    assert 'w:firstLine="720"' in docx_xml(to_docx(full.decision()))
    spacing = Document(io.BytesIO(to_docx(full.decision()))).element.body.iter(qn("w:spacing"))
    assert {one.get(qn("w:lineRule")) for one in spacing} == {"auto", "exact"}
