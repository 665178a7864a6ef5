"""What a Word document says, as a reader sees it."""

from __future__ import annotations

import time

from giaoban.files.reading import BlockKind, Caution, Paper, read_paper
from tests.files.papers import BODY, docx, item, level, numbering, p, part, table, textbox

CLAUSES = numbering(
    level(0, "decimal", "%1."),
    level(1, "lowerLetter", "%2)"),
    level(2, "bullet", "\uf0b7"),
    level(3, "bullet", "+"),
)


def read(*body: str, **parts: str | bytes) -> Paper:
    return read_paper(docx(*body, **parts), filename="Thông báo.docx")


def labels(*body: str, **parts: str | bytes) -> list[str]:
    return [block.label for block in read(*body, **parts).blocks]


def test_paragraphs_are_lines_and_blocks_point_at_them() -> None:
    paper = read(p("THÔNG BÁO"), p(BODY))
    assert paper.text == f"THÔNG BÁO\n{BODY}"
    assert [paper.text[b.start : b.end] for b in paper.blocks] == ["THÔNG BÁO", BODY]
    assert (paper.kind, paper.pages, paper.warnings) == ("docx", None, ())


def test_text_keeps_the_spelling_of_its_author() -> None:
    decomposed = "Tie\u0302\u0301ng Vie\u0323\u0302t"
    assert read(p(decomposed)).text == decomposed


def test_automatic_numbers_stand_in_the_text() -> None:
    paper = read(item("Giao Sở A"), item("Rà soát", 1), item("Sở B", 2), item("Sở C", 3), numbering=CLAUSES)
    assert paper.text == "1. Giao Sở A\na) Rà soát\n- Sở B\n+ Sở C"
    assert [(b.kind, b.level) for b in paper.blocks] == [(BlockKind.ITEM, n) for n in range(4)]


def test_points_follow_the_vietnamese_alphabet() -> None:
    body = [item("điểm", 1) for _ in range(8)]
    assert labels(*body, numbering=CLAUSES) == ["a)", "b)", "c)", "d)", "đ)", "e)", "g)", "h)"]


def test_points_begin_anew_under_the_next_clause() -> None:
    body = [item("một"), item("điểm", 1), item("điểm", 1), item("hai"), item("điểm", 1)]
    assert labels(*body, numbering=CLAUSES) == ["1.", "a)", "b)", "2.", "a)"]


def test_a_level_that_never_restarts_counts_through() -> None:
    through = numbering(
        level(0, "upperRoman", "%1."), level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>')
    )
    body = [item("I"), item("một", 1), item("II"), item("hai", 1)]
    assert labels(*body, numbering=through) == ["I.", "1.", "II.", "2."]


def test_a_number_may_hold_the_numbers_above_it() -> None:
    nested = numbering(
        level(0, "upperRoman", "%1."),
        level(1, "decimal", "%1.%2.", "<w:isLgl/>"),
        level(2, "decimal", "%2.%3"),
    )
    body = [item("I"), item("II"), item("x", 1), item("y", 2)]
    assert labels(*body, numbering=nested) == ["I.", "II.", "2.1.", "1.1"]


def test_lists_start_where_they_say_and_may_be_restarted() -> None:
    lists = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2">'
        '<w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    from_three = numbering(level(0, "decimal", "Điều %1.", start=3), lists=lists)
    body = [item("x"), item("y"), item("z", list_id=2), item("t", list_id=2)]
    assert labels(*body, numbering=from_three) == ["Điều 3.", "Điều 4.", "Điều 1.", "Điều 2."]


def test_numbers_come_from_paragraph_styles_too() -> None:
    styles = part(
        "styles",
        '<w:style w:type="paragraph" w:styleId="Khoan"><w:name w:val="Khoản"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Con"><w:basedOn w:val="Khoan"/></w:style>',
    )
    body = [p("một", props='<w:pStyle w:val="Khoan"/>'), p("hai", props='<w:pStyle w:val="Con"/>')]
    unnumbered = p("ba", props='<w:pStyle w:val="Con"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert labels(*body, unnumbered, styles=styles, numbering=CLAUSES) == ["1.", "2.", ""]


def test_headings_are_known_by_style_and_by_outline() -> None:
    styles = part(
        "styles", '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
    )
    paper = read(
        p("Chương I", props='<w:pStyle w:val="H1"/>'),
        p("Mục 1", props='<w:outlineLvl w:val="1"/>'),
        p(BODY),
        styles=styles,
    )
    assert [(b.kind, b.level) for b in paper.blocks] == [
        (BlockKind.HEADING, 1),
        (BlockKind.HEADING, 2),
        (BlockKind.PARAGRAPH, 0),
    ]


def test_a_row_of_a_table_is_one_line() -> None:
    paper = read(table((p("STT"), p("Nội dung")), (p("1"), p("Rà soát") + p("thủ tục"))))
    assert paper.text == "STT\tNội dung\n1\tRà soát thủ tục"
    assert {b.kind for b in paper.blocks} == {BlockKind.ROW}


def test_a_table_that_only_sets_texts_side_by_side_keeps_their_lines() -> None:
    left = p("UBND TỈNH SƠN HẢI") + p("BAN CHỈ ĐẠO") + p("Số: 215/TB-BCĐ")
    right = p("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") + p("Độc lập - Tự do - Hạnh phúc")
    paper = read(table((left, right), borders=False), p(BODY))
    assert paper.text.split("\n")[2:4] == ["Số: 215/TB-BCĐ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]


def test_breaks_tabs_and_special_hyphens() -> None:
    broken = "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/></w:r></w:p>"
    assert read(broken).text == "a\tb\nc-"


def test_tracked_changes_read_as_accepted() -> None:
    changed = (
        "<w:p><w:r><w:t>Hạn </w:t></w:r><w:del><w:r><w:delText>10</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>15</w:t></w:r></w:ins><w:r><w:t> ngày</w:t></w:r></w:p>"
    )
    joined = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>Sở </w:t></w:r></w:p>" + p("Tài chính")
    paper = read(changed, joined)
    assert paper.text == "Hạn 15 ngày\nSở Tài chính"
    assert paper.warnings == (Caution.TRACKED_CHANGES,)


def test_hidden_text_and_field_codes_are_not_read() -> None:
    field = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r></w:p>'
    )
    paper = read(p("thấy"), p("ẩn", run="<w:vanish/>"), p("hiện", run='<w:vanish w:val="0"/>'), field)
    assert paper.text == "thấy\n\nhiện\n7"
    assert paper.warnings == (Caution.HIDDEN_TEXT,)


def test_a_text_box_is_read_once() -> None:
    assert read(p("trước"), textbox("trong khung"), p("sau")).text == "trước\n\ntrong khung\nsau"


def test_text_in_content_controls_and_links_is_read() -> None:
    inside = f"<w:sdt><w:sdtContent>{p('ô nhập')}</w:sdtContent></w:sdt>"
    link = "<w:p><w:hyperlink><w:r><w:t>liên kết</w:t></w:r></w:hyperlink></w:p>"
    assert read(inside, link).text == "ô nhập\nliên kết"


def test_twenty_pages_take_less_than_a_tenth_of_a_second() -> None:
    data = docx(*(item(BODY * 5, n % 3) for n in range(300)), numbering=CLAUSES)
    times = []
    for _ in range(3):
        start = time.perf_counter()
        read_paper(data, filename="a.docx")
        times.append(time.perf_counter() - start)
    assert min(times) < 0.1
