"""A Word file holds the components of Decree 30/2020 in their sizes, styles, places and order."""

import io

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm

from giaoban.documents.layout import (
    Bullet,
    Clause,
    Column,
    Figure,
    Group,
    Heading,
    Paragraph,
    Run,
    Signing,
    Table,
    to_docx,
)
from tests.documents.layout.samples import (
    CHART,
    PARAGRAPH,
    Shown,
    docx_texts,
    docx_xml,
    report,
    with_landscape_annex,
)


def opened(paper):
    return Document(io.BytesIO(to_docx(paper)))


def test_every_component_of_a_report_stands_in_its_box():
    assert docx_texts(to_docx(report())) == [
        Shown("ỦY BAN NHÂN DÂN TỈNH SƠN HẢI", 12, False, False, "center", "0.0"),
        Shown("BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ", 12, True, False, "center", "0.0"),
        Shown("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, True, False, "center", "0.1"),
        Shown("Độc lập - Tự do - Hạnh phúc", 13, True, False, "center", "0.1"),
        Shown("Số: 05/BC-BCĐ", 13, False, False, "center", "0.0"),
        Shown("Sơn Hải, ngày 05 tháng 02 năm 2026", 13, False, True, "center", "0.1"),
        Shown("BÁO CÁO", 14, True, False, "center", "body"),
        Shown("Kết quả thực hiện nhiệm vụ tháng 01 năm 2026", 14, True, False, "center", "body"),
        Shown("I. KẾT QUẢ", 14, True, False, "both", "body"),
        Shown(PARAGRAPH, 14, False, False, "both", "body"),
        Shown("TT", 12, True, False, "center", "0.0"),
        Shown("Cơ quan", 12, True, False, "center", "0.1"),
        Shown("Số nhiệm vụ", 12, True, False, "center", "0.2"),
        Shown("1", 12, False, False, "center", "1.0"),
        Shown("Sở Nội vụ", 12, False, False, "left", "1.1"),
        Shown("1.250", 12, False, False, "right", "1.2"),
        Shown("2", 12, False, False, "center", "2.0"),
        Shown("Sở Tài chính", 12, False, False, "left", "2.1"),
        Shown("2,5", 12, False, False, "right", "2.2"),
        Shown("Tổng cộng", 12, True, False, "left", "3.1"),
        Shown("1.252,5", 12, True, False, "right", "3.2"),
        Shown("Trên đây là báo cáo tháng 01.", 14, False, False, "both", "body"),
        Shown("Nơi nhận:", 12, True, True, "left", "0.0"),
        Shown("- Thường trực Tỉnh ủy;", 11, False, False, "left", "0.0"),
        Shown("- Các thành viên Ban Chỉ đạo;", 11, False, False, "left", "0.0"),
        Shown("- Lưu: VT, VPBCĐ.", 11, False, False, "left", "0.0"),
        Shown("TM. BAN CHỈ ĐẠO", 14, True, False, "center", "0.1"),
        Shown("TRƯỞNG BAN", 14, True, False, "center", "0.1"),
        Shown("Nguyễn Văn An", 14, True, False, "center", "0.1"),
    ]


def test_an_open_number_and_date_leave_room():
    texts = [shown.text for shown in docx_texts(to_docx(report(number=None, date=None, year=2026)))]
    assert "Số:      /BC-BCĐ" in texts
    assert "Sơn Hải, ngày      tháng      năm 2026" in texts


def test_a_letter_has_its_subject_under_the_number_and_no_type():
    letter = report(
        type_name="",
        number="12",
        symbol="BCĐ-VP",
        subject="báo cáo tiến độ",
        addressed_to=("Sở Nội vụ", "Sở Tài chính"),
        signing=Signing("KT. Trưởng ban", ("Phó Trưởng ban",), "", ("Giám đốc Sở Nội vụ",)),
    )
    shown = docx_texts(to_docx(letter))
    texts = [line.text for line in shown]
    assert texts[4:9] == [
        "Số: 12/BCĐ-VP",
        "V/v báo cáo tiến độ",
        "Sơn Hải, ngày 05 tháng 02 năm 2026",
        "Kính gửi:",
        "- Sở Nội vụ;",
    ]
    assert "- Sở Tài chính." in texts
    assert texts[texts.index("Nơi nhận:") + 1] == "- Như trên;"
    assert texts[-3:] == ["KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN", "GIÁM ĐỐC SỞ NỘI VỤ"]
    assert {line.size for line in shown if line.text.startswith("V/v")} == {12}


def test_legal_bases_are_italic_and_end_as_the_decree_says():
    shown = docx_texts(to_docx(report(bases=("Căn cứ Luật Lưu trữ", "Căn cứ Quyết định số 9/QĐ-BCĐ;"))))
    bases = [(line.text, line.italic) for line in shown if line.text.startswith("Căn cứ")]
    assert bases == [("Căn cứ Luật Lưu trữ;", True), ("Căn cứ Quyết định số 9/QĐ-BCĐ.", True)]


@pytest.mark.parametrize(
    ("block", "texts"),
    [
        (Heading(0, "Chương I", "Quy định chung"), ["Chương I", "QUY ĐỊNH CHUNG"]),
        (Heading(2, "1.", "Việc đã làm"), ["1. Việc đã làm"]),
        (Heading(3, "a)", "Việc lớn"), ["a) Việc lớn"]),
        (Heading(1, "", "Mở đầu"), ["MỞ ĐẦU"]),
        (Paragraph("Một\nHai\n\nBa"), ["Một", "Hai", "Ba"]),
        (Bullet("Một việc"), ["- Một việc"]),
        (Bullet("Một việc", level=2), ["+ Một việc"]),
        (Clause("article", "2", "Có hiệu lực."), ["Điều 2. Có hiệu lực."]),
        (Clause("article", "1", "Như sau:", "Phạm vi"), ["Điều 1. Phạm vi", "Như sau:"]),
        (Clause("clause", "3", "Sở Nội vụ."), ["3. Sở Nội vụ."]),
        (Clause("point", "đ", "Các xã."), ["đ) Các xã."]),
        (Paragraph((Run("Đậm", bold=True), Run(" thường"))), ["Đậm thường"]),
        (Figure(CHART, "Hình 1. Tiến độ", 120), ["Hình 1. Tiến độ"]),
        (Table((Column("A", 20), Column("B", 20)), (Group("Nhóm"), ("x",))), ["A", "B", "Nhóm", "x"]),
    ],
)
def test_a_block_reads_as_clerks_write_it(block, texts):
    shown = [line.text for line in docx_texts(to_docx(report(body=(block,))))]
    assert shown[8 : 8 + len(texts)] == texts
    assert shown[8 + len(texts)] == "Nơi nhận:"


def test_the_page_has_the_margins_of_the_decree():
    section = opened(report()).sections[0]
    measures = (
        section.page_width, section.page_height,
        section.top_margin, section.bottom_margin, section.left_margin, section.right_margin,
    )  # fmt: skip
    assert [round(value / Mm(1)) for value in measures] == [210, 297, 20, 20, 30, 15]


def test_the_page_number_is_centred_and_hidden_on_the_first_page():
    data = to_docx(report())
    assert opened(report()).sections[0].different_first_page_header_footer
    header = docx_xml(data, "word/header1.xml")
    assert " PAGE " in header
    assert 'w:jc w:val="center"' in header
    assert 'w:sz w:val="28"' in header


def test_annexes_turn_their_pages_and_count_from_one():
    data = to_docx(with_landscape_annex(3))
    sections = Document(io.BytesIO(data)).sections
    assert [section.orientation for section in sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]
    assert [round(section.page_width / Mm(1)) for section in sections] == [210, 297, 210]
    starts = [section._sectPr.find(qn("w:pgNumType")) for section in sections]
    assert [None if start is None else start.get(qn("w:start")) for start in starts] == [None, "1", "1"]
    texts = [shown.text for shown in docx_texts(data)]
    place = texts.index("Phụ lục I")
    assert texts[place + 1 : place + 3] == [
        "DANH SÁCH NHIỆM VỤ",
        "(Kèm theo Báo cáo số 05/BC-BCĐ ngày 05 tháng 02 năm 2026 của Ban Chỉ đạo chuyển đổi số)",
    ]
    assert "09/03/2026" in texts
    assert "Phụ lục II" in texts


def test_a_table_repeats_its_head_and_gives_its_widths_to_columns_and_cells():
    table = opened(report()).tables[2]
    head = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    assert head == [True, False, False, False]
    columns = [round(column.width / Mm(1)) for column in table.columns]
    assert columns == [15, 100, 50]
    assert all([round(cell.width / Mm(1)) for cell in row.cells] == columns for row in table.rows)


def test_a_table_wider_than_the_page_is_narrowed_in_proportion():
    wide = Table((Column("A", 100), Column("B", 200)), (("x", "y"),))
    columns = opened(report(body=(wide,))).tables[2].columns
    assert [round(column.width / Mm(1), 1) for column in columns] == [55.0, 110.0]


def test_a_figure_is_embedded_at_its_width_with_its_caption_as_description():
    figure = opened(report(body=(Figure(CHART, "Hình 1. Tiến độ", 120),))).inline_shapes[0]
    assert round(figure.width / Mm(1)) == 120
    assert round(figure.height / Mm(1)) == 36
    assert figure._inline.docPr.get("descr") == "Hình 1. Tiến độ"


def test_running_text_is_indented_and_the_signature_never_stands_alone():
    paragraphs = [p for p in opened(report()).paragraphs if p.text]
    last = paragraphs[-1]
    assert round(last.paragraph_format.first_line_indent / Mm(1), 1) == 12.7
    assert last.paragraph_format.keep_with_next


def test_a_centred_paragraph_has_no_indent():
    centred = Paragraph((Run("QUYẾT ĐỊNH:", bold=True),), align="centre")
    data = to_docx(report(body=(centred,)))
    assert Shown("QUYẾT ĐỊNH:", 14, True, False, "center", "body") in docx_texts(data)
    assert "w:firstLine" not in docx_xml(data)


def test_a_row_with_more_values_than_columns_is_refused():
    with pytest.raises(ValueError, match="2 values for 1 columns"):
        to_docx(report(body=(Table((Column("A", 20),), (("x", "y"),)),)))


@pytest.mark.parametrize(
    "svg", ["", "<svg", "chữ", '<svg xmlns="http://www.w3.org/2000/svg"><image href="/etc/x"/></svg>']
)
def test_what_is_no_standalone_svg_is_refused(svg):
    with pytest.raises(ValueError, match="standalone SVG"):
        to_docx(report(body=(Figure(svg, "Hình", 50),)))
