"""Box by box, a Party paper differs from a State paper as the Party's guidance asks."""

import io
from dataclasses import replace
from itertools import pairwise

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from giaoban.documents.layout import Paragraph, Run, to_docx, to_pdf
from giaoban.documents.layout import party as form
from giaoban.documents.layout.pdf import write_pdf
from giaoban.documents.layout.styles import PARTY
from giaoban.documents.layout.word import write_docx
from tests.documents.layout import full
from tests.documents.layout.samples import docx_texts, docx_xml, pdf_pages
from tests.documents.layout.seen import places, stamps

# box: (text, size, bold, italic, alignment); sizes of Guidance 36-HD/VPTW
PROGRAMME = {
    "Party's name": ("ĐẢNG CỘNG SẢN VIỆT NAM", 15, True, False, "center"),
    "superior": ("TỈNH ỦY SƠN HẢI", 14, False, False, "center"),
    "issuer": ("BAN CHỈ ĐẠO CẢI CÁCH HÀNH CHÍNH", 14, True, False, "center"),
    "star": ("*", 14, False, False, "center"),
    "number": ("Số 01-CTr/BCĐ", 14, False, False, "center"),
    "date": ("Sơn Hải, ngày 05 tháng 02 năm 2026", 14, False, True, "center"),
    "type": ("CHƯƠNG TRÌNH", 16, True, False, "center"),
    "subject": ("Công tác năm 2026 của Ban Chỉ đạo cải cách hành chính", 15, True, False, "center"),
    "hyphens": ("-----", 14, False, False, "center"),
    "base": ("- Căn cứ Quy chế làm việc của Tỉnh ủy;", 14, False, False, "both"),
    "last base": ("- Căn cứ Kế hoạch số 15-KH/TU của Ban Thường vụ Tỉnh ủy,", 14, False, False, "both"),
    "end": ("Ban Chỉ đạo phân công các thành viên tổ chức thực hiện.", 14, False, False, "both"),
    "authority": ("T/M BAN CHỈ ĐẠO", 14, True, False, "center"),
    "office": ("TRƯỞNG BAN", 14, False, False, "center"),
    "name": ("Lê Minh Ánh", 14, True, False, "center"),
    "recipients": ("Nơi nhận:", 14, False, False, "left"),
    "recipient": ("- Các ban đảng Tỉnh ủy;", 12, False, False, "left"),
    "archive": ("- Lưu Văn phòng Tỉnh ủy.", 12, False, False, "left"),
}
LETTER = {
    "number": ("Số 123-CV/BCĐ", 14, False, False, "center"),
    "subject": ("V/v chuẩn bị nội dung phiên họp quý I", 12, False, True, "center"),
    "addressed to": ("Kính gửi:", 14, False, True, "left"),
    "authority": ("K/T TRƯỞNG BAN", 14, True, False, "center"),
    "deputy": ("PHÓ TRƯỞNG BAN", 14, False, False, "center"),
}
TABLE = [(full.party_programme(), box, facts) for box, facts in PROGRAMME.items()] + [
    (full.party_letter(), box, facts) for box, facts in LETTER.items()
]


@pytest.mark.parametrize(
    ("paper", "facts"),
    [(paper, facts) for paper, _box, facts in TABLE],
    ids=[f"{paper.type_name or 'CÔNG VĂN'}-{box}" for paper, box, _facts in TABLE],
)
def test_the_box_has_its_text_size_and_style(paper, facts):
    text, *look = facts
    found = [line for line in docx_texts(to_docx(paper, "party")) if line.text == text]
    assert [[line.size, line.bold, line.italic, line.align] for line in found[:1]] == [look]


def test_nothing_of_the_state_form_is_left():
    texts = [line.text for line in docx_texts(to_docx(full.party_programme(), "party"))]
    words = " ".join(texts)
    for state in ("CỘNG HÒA", "Độc lập", "Số:", "TM.", "./.", "Lưu:", "VT"):
        assert state not in words


def test_recipients_are_underlined_and_the_partys_name_stands_over_a_line():
    body = Document(io.BytesIO(to_docx(full.party_programme(), "party"))).element.body
    lined = [
        "".join(t.text for t in run.iter(qn("w:t")))
        for run in body.iter(qn("w:r"))
        if run.find(f"{qn('w:rPr')}/{qn('w:u')}") is not None
    ]
    assert lined == ["Nơi nhận:"]
    assert len(list(body.iter(qn("w:pBdr")))) == 1  # no line under issuer and subject


def test_lines_of_the_body_are_eighteen_points_apart_and_paragraphs_six_more():
    body = Document(io.BytesIO(to_docx(full.party_programme(), "party"))).element.body
    spacing = [
        p.find(f"{qn('w:pPr')}/{qn('w:spacing')}")
        for p in body.iter(qn("w:p"))
        if "".join(t.text for t in p.iter(qn("w:t"))) == full.SENTENCE
    ]
    found = {tuple(one.get(qn(f"w:{name}")) for name in ("line", "lineRule", "before")) for one in spacing}
    assert found == {("360", "exact", "120")}
    seen = places(to_pdf(full.party_programme(body=(Paragraph(full.SENTENCE),)), "party"))
    tops = sorted(place.top for words, place in seen.items() if words in full.SENTENCE and len(words) > 3)
    assert [round(b - a, 2) for a, b in pairwise(tops)] == [6.35, 6.35]


def test_the_page_has_its_margins_and_the_back_mirrors_them_where_asked():
    section = Document(io.BytesIO(to_docx(full.party_programme(), "party"))).sections[0]
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(side / Mm(1)) for side in sides] == [20, 20, 30, 15]
    assert PARTY.first_indent_mm == 10
    both = replace(PARTY, page=replace(PARTY.page, mirrored=True))
    pages = form.arrange(full.party_programme(sections=9))
    data = write_docx(pages, both, title="", author="")
    assert "<w:mirrorMargins/>" in docx_xml(data, "word/settings.xml")
    printed = write_pdf(pages, both, title="", author="", day=None)
    lefts = [min(place.left for place in places(printed, page=page).values()) for page in (0, 1)]
    assert lefts == pytest.approx([30, 15], abs=0.7)


@pytest.mark.parametrize(("type_name", "word"), [("TỜ TRÌNH", "Kính trình:"), ("BÁO CÁO", "Kính gửi:")])
def test_a_submission_is_addressed_by_its_own_word(type_name, word):
    paper = full.party_programme(type_name=type_name, addressed_to=("Ban Thường vụ", "Thường trực"))
    assert word in [line.text for line in docx_texts(to_docx(paper, "party"))]


def test_minutes_have_the_partys_words():
    texts = [line.text for line in docx_texts(to_docx(full.minutes(), "party"))]
    assert "NGƯỜI GHI BIÊN BẢN" in texts
    assert "CHỦ TRÌ HỘI NGHỊ" in texts


def test_stamps_and_the_mark_of_a_draft():
    red, black = stamps(to_docx(full.party_letter(), "party"))
    assert (red.text, red.size, red.width_mm) == ("KHẨN", 14, 20)
    assert (black.text, black.size) == ("XEM XONG TRẢ LẠI", 12)
    draft = docx_texts(to_docx(full.draft_of(full.party_programme()), "party"))
    [mark] = [line for line in draft if line.text == "Dự thảo"]
    assert (mark.size, mark.italic) == (14, True)
    assert "Số      -CTr/BCĐ" in [line.text for line in draft]


@pytest.mark.parametrize("last", [Paragraph("Hết./."), Paragraph((Run("Hết"), Run("./.", bold=True)))])
def test_the_body_ends_with_a_point_alone(last):
    sections = form.arrange(full.party_programme(body=(last,)))
    assert "Hết." in [getattr(item, "text", "") for item in sections[0].items]


def test_the_pdf_holds_every_text_of_the_word_file():
    for paper in (full.party_programme(), full.party_letter(), full.decision()):
        printed = "".join("".join(pdf_pages(to_pdf(paper, "party"))).split())
        texts = ["".join(line.text.split()) for line in docx_texts(to_docx(paper, "party"))]
        assert [text for text in texts if text not in printed] == []


def test_the_boxes_lie_where_the_guidance_puts_them():
    seen = places(to_pdf(full.party_programme(), "party"))
    name, superior = seen["ĐẢNG CỘNG SẢN VIỆT NAM"], seen["TỈNH ỦY SƠN HẢI"]
    star, number = seen["*"], seen["Số 01-CTr/BCĐ"]
    day, kind, dashes = (
        seen["Sơn Hải, ngày 05 tháng 02 năm 2026"],
        seen["CHƯƠNG TRÌNH"],
        seen["-----"],
    )
    assert superior.middle == pytest.approx(star.middle, abs=0.5) == pytest.approx(number.middle, abs=0.5)
    assert superior.right < name.left
    assert name.right <= 195
    assert day.top == pytest.approx(number.top, abs=1)
    assert kind.middle == pytest.approx(112.5, abs=0.5) == pytest.approx(dashes.middle, abs=0.5)
    assert superior.top < star.top < number.top < kind.top < dashes.top
