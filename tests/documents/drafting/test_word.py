"""A Word file becomes a draft: head, clauses, styles, tables; whatever is hostile is refused."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from giaoban.documents.drafting.content import Kind
from giaoban.documents.drafting.heads import Head
from giaoban.documents.drafting.numbering import marks
from giaoban.documents.drafting.word import draft_of, read_word
from giaoban.documents.layout import Annex, Clause, Column, Paper, Run, Signing, Table, to_docx
from giaoban.files.reading import Reason, Unreadable, accepted, original, read_marked
from tests.files.papers import BODY, MACRO_MAIN, docx, item, level, numbering, p, package, part, table

INS = '<w:ins w:id="1" w:author="A" w:date="2026-01-01T00:00:00Z"><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:ins>'
DEL = '<w:del w:id="2" w:author="A"><w:r><w:delText xml:space="preserve">{}</w:delText></w:r></w:del>'
RUN = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
PAPER = Paper(
    superior="UBND tỉnh Sơn Hải",
    issuer="Ban Chỉ đạo Chuyển đổi số",
    number=None,
    symbol="QĐ-BCĐCĐS",
    place="Sơn Hải",
    date=None,
    type_name="Quyết định",
    subject="Ban hành Quy chế làm việc của Ban Chỉ đạo",
    bases=("Căn cứ Luật Tổ chức chính quyền địa phương", "Theo đề nghị của Cơ quan thường trực"),
    body=(
        Clause("article", "1", (Run("Ban hành kèm theo Quyết định này Quy chế làm việc."),)),
        Clause("article", "2", title="Hiệu lực"),
        Clause("clause", "1", (Run("Có hiệu lực "), Run("từ ngày ký", bold=True), Run(", "), Run("thay thế", italic=True))),
        Clause("point", "đ", "Điểm giữ chữ cái riêng."),
        Table((Column("TT", 15), Column("Việc", 100)), (("1", "Họp"), ("2", "Báo cáo"))),
    ),
    signing=Signing("TM. Ban Chỉ đạo", ("Trưởng ban",), "Cao Xuân Hồng"),
    recipients=("Các thành viên Ban Chỉ đạo", "UBND các xã, phường"),
    archive="VT, KHCN",
    annexes=(Annex("Danh sách thành viên", (Clause("clause", "1", "Trưởng ban"),)),),
)  # fmt: skip


def test_a_paper_that_was_printed_comes_back_with_head_and_clauses():
    draft = read_word(to_docx(PAPER))
    assert draft.head == Head(
        superior="UBND TỈNH SƠN HẢI",
        issuer="BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ",
        symbol="QĐ-BCĐCĐS",
        place="Sơn Hải",
        type="QĐ",
        subject=PAPER.subject,
        bases=PAPER.bases,
        recipients=PAPER.recipients,
        archive="VT, KHCN",
        authority="TM",
        collective="BAN CHỈ ĐẠO",
        offices=("TRƯỞNG BAN",),
        signer="Cao Xuân Hồng",
    )
    assert marks(draft.content) == ["Điều 1.", "Điều 2.", "1.", "đ)", "", "Phụ lục", "1."]
    assert draft.content[2].runs == (
        Run("Có hiệu lực "), Run("từ ngày ký", bold=True), Run(", "), Run("thay thế", italic=True),
    )  # fmt: skip
    assert draft.content[4].rows == (((Run("TT", bold=True),), (Run("Việc", bold=True),)),
                                     ((Run("1"),), (Run("Họp"),)), ((Run("2"),), (Run("Báo cáo"),)))  # fmt: skip
    assert [c.text for c in draft.content[5:]] == ["DANH SÁCH THÀNH VIÊN", "Trưởng ban"]


def test_a_text_without_a_head_is_all_body():
    draft = read_word(docx(p("1. Sở Tài chính bố trí kinh phí."), p(BODY)))
    assert draft.head == Head()
    assert [(c.kind, c.text) for c in draft.content] == [
        (Kind.CLAUSE, "Sở Tài chính bố trí kinh phí."), (Kind.PARAGRAPH, BODY),
    ]  # fmt: skip


def test_automatic_numbers_make_clauses_and_points():
    lists = numbering(level(0, "decimal", "%1."), level(1, "lowerLetter", "%2)"), level(2, "bullet", "-"))
    draft = read_word(
        docx(item("Một"), item("A", 1), item("B", 1), item("gạch", 2), item("Hai"), numbering=lists)
    )
    assert marks(draft.content) == ["1.", "a)", "b)", "-", "2."]
    assert not any(c.number for c in draft.content)


def test_styles_say_what_is_bold():
    styles = part(
        "styles",
        '<w:style w:type="paragraph" w:styleId="T"><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="N"><w:rPr><w:b w:val="0"/><w:i/></w:rPr></w:style>',
    )
    title = p("Tiêu đề", props='<w:pStyle w:val="T"/>')
    other = p("Chữ khác", props='<w:pStyle w:val="T"/>', run='<w:rStyle w:val="N"/>')
    first, second = read_word(docx(title, other, styles=styles)).content
    assert first.runs == (Run("Tiêu đề", bold=True),)
    assert second.runs == (Run("Chữ khác", italic=True),)


def test_changes_can_be_taken_or_left():
    body = docx(
        f"<w:p>{RUN.format('1. Nộp trước ngày ')}{DEL.format('20')}{INS.format('25')}{RUN.format(' hằng tháng.')}</w:p>",
        f'<w:p><w:pPr><w:rPr><w:ins w:id="3"/></w:rPr></w:pPr>{INS.format("2. Câu thêm.")}</w:p>',
        f'<w:p><w:pPr><w:rPr><w:del w:id="4"/></w:rPr></w:pPr>{RUN.format("3. Câu một,")}</w:p>',
        f"<w:p>{RUN.format(' nối tiếp.')}</w:p>",
    )
    paper = read_marked(body)
    after = draft_of(paper)
    before = draft_of(paper, before_changes=True)
    assert [c.text for c in after.content] == [
        "Nộp trước ngày 25 hằng tháng.",
        "Câu thêm.",
        "Câu một, nối tiếp.",
    ]
    assert [c.text for c in before.content] == ["Nộp trước ngày 20 hằng tháng.", "Câu một,", "nối tiếp."]
    assert list(after.places.values()) == [(0,), (1,), (2, 3)]
    assert after.clause_of(3) == after.content[2].id
    assert len(accepted(paper.blocks)) == 3
    assert len(original(paper.blocks)) == 3


def test_comments_stand_on_their_words():
    body = (
        f'<w:p>{RUN.format("1. Sở Tài chính ")}<w:commentRangeStart w:id="7"/>{RUN.format("chủ trì")}'
        f'<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r></w:p>{p("2. Khác")}'
    )
    comments = part("comments", f'<w:comment w:id="7" w:author="Sở Y tế">{p("Đề nghị phối hợp")}</w:comment>')
    paper = read_marked(docx(body, comments=comments))
    assert paper.comments["7"].text == "Đề nghị phối hợp"
    assert [piece.text for piece in paper.blocks[0].pieces if "7" in piece.comments] == ["chủ trì"]
    assert not any("7" in piece.comments for piece in paper.blocks[1].pieces)


def test_a_table_keeps_its_cells_and_the_breaks_in_them():
    [clause] = read_word(docx(table((p("TT"), p("Việc")), (p("1"), p("Dòng một") + p("Dòng hai"))))).content
    assert [["".join(r.text for r in cell) for cell in row] for row in clause.rows] == [
        ["TT", "Việc"], ["1", "Dòng một\nDòng hai"],
    ]  # fmt: skip


HOSTILE = {
    "nothing": (b"", Reason.EMPTY),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, Reason.NOT_A_DOCUMENT),
    "half a file": (docx(p(BODY))[:200], Reason.CORRUPT),
    "macros": (docx(p(BODY), main=MACRO_MAIN), Reason.MACRO),
    "a bomb of letters": (docx(p("a" * 3_000_000)), Reason.ZIP_BOMB),
    "an entity": (package({"word/document.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}), Reason.XML_BOMB),
    "nesting without end": (docx("<w:sdt><w:sdtContent>" * 100 + p("x") + "</w:sdtContent></w:sdt>" * 100), Reason.CORRUPT),
    "tables in tables": (docx("<w:tbl><w:tr><w:tc>" * 200 + p("x") + "</w:tc></w:tr></w:tbl>" * 200), Reason.CORRUPT),
    "changes in changes": (docx("<w:p>" + '<w:ins w:id="1">' * 200 + RUN.format("x") + "</w:ins>" * 200 + "</w:p>"), Reason.CORRUPT),
    "endless lines": (docx("<w:p/>" * 60_000), Reason.TOO_LARGE),
    "only comments": (docx("<w:p/>", comments=part("comments", p("x"))), Reason.NO_TEXT),
    "a secret": (docx(p("TỐI MẬT"), p(BODY)), Reason.SECRET),
    "too many comments": (docx(p(BODY), comments=part("comments", '<w:comment w:id="1"/>' * 6_000)), Reason.TOO_LARGE),
    "an old encoding": (docx(p("ViÖt Nam ®Êt n\u00adíc", run='<w:rFonts w:ascii=".VnTime"/>')), Reason.LEGACY_ENCODING),
}  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE)
def test_what_is_hostile_or_broken_is_refused_at_once(what):
    data, reason = HOSTILE[what]
    began = time.monotonic()
    with pytest.raises(Unreadable) as refused:
        read_word(data)
    assert refused.value.reason == reason
    assert time.monotonic() - began < 2


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=60), st.integers(0, 3_000))
def test_any_damaged_file_is_read_or_refused(junk, at):
    good = to_docx(PAPER)
    damaged = good[: at % len(good)] + junk + good[at % len(good) + len(junk) :]
    try:
        read_word(damaged)
    except Unreadable as refusal:
        assert refusal.reason in Reason  # noqa: PT017 -- either way is right


def test_other_kinds_are_not_brought_in():
    with pytest.raises(Unreadable):
        read_word(b"%PDF-1.7", filename="a.pdf")
    with pytest.raises(Unreadable):
        read_word(docx(p(BODY)), filename="a.docm")
