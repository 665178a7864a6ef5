"""A brief on paper: the form of the decree, and the numbers of the page."""

from __future__ import annotations

import io
import re
import time
from datetime import date, timedelta

import pytest
from django.utils import translation
from docx import Document

from giaoban.briefing import actions
from giaoban.briefing.reads import brief_of
from giaoban.briefing.reads.paper import paper_of, superior_of
from giaoban.briefing.reads.tables import percent_words
from giaoban.documents.layout import to_docx, to_pdf
from giaoban.duties.actions import Order, ask_many
from giaoban.duties.vocabulary import Kind, Punctuality, Role
from tests import make
from tests.briefing.lives import at, province
from tests.briefing.samples import MAY, written
from tests.documents.layout.samples import docx_texts, pdf_pages, pdf_sizes


def paper(cast, brief=None):
    brief = brief or written(cast)
    found = brief_of(cast.committee, first=brief.first_date, last=brief.last_date, now=brief.computed_at)
    return paper_of(brief, found), found


def tables(data):
    """Every table of a Word file as rows of cell texts."""
    return [
        [[c.text for c in row.cells] for row in table.rows] for table in Document(io.BytesIO(data)).tables
    ]


def test_the_head_is_that_of_a_report_with_number_and_date_left_open(cast):
    province(cast)
    said, _found = paper(cast)
    texts = [shown.text for shown in docx_texts(to_docx(said))]
    assert texts[:2] == ["ỦY BAN NHÂN DÂN TỈNH SƠN HẢI", "BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ TỈNH"] or texts[
        0
    ].startswith("ỦY BAN NHÂN DÂN")
    joined = "\n".join(texts)
    assert re.search(r"Số:\s+/BC-BCĐCĐS", joined)
    assert re.search(r"Sơn Hải, ngày\s+tháng\s+năm 2025", joined)
    assert "BÁO CÁO" in texts
    assert "Tình hình thực hiện nhiệm vụ tháng 5 năm 2025" in joined
    assert "TL. TRƯỞNG BAN" in texts
    assert "- Lưu: VT, Sở Khoa học và Công nghệ." in texts


def test_the_paper_is_in_vietnamese_whatever_the_screen(cast):
    province(cast)
    brief = written(cast)
    with translation.override("en"):
        english, _found = paper(cast, brief)
    with translation.override("vi"):
        vietnamese, _found = paper(cast, brief)
    assert english == vietnamese


def test_the_tables_hold_the_numbers_of_the_board(cast):
    province(cast)
    said, found = paper(cast)
    totals, units = tables(to_docx(said))[2:4]
    whole = found.whole
    assert [row[1] for row in totals[1:]] == [
        str(whole[Punctuality.DONE_ON_TIME]),
        str(whole[Punctuality.DONE_LATE]),
        str(whole[Punctuality.RUNNING] + whole[Punctuality.DUE_SOON]),
        str(whole[Punctuality.OVERDUE]),
        str(whole[Punctuality.NO_DEADLINE]),
        str(whole.total),
    ]
    assert totals[1][2] == percent_words(whole[Punctuality.DONE_ON_TIME], whole.total)
    by_unit = {row[1]: row[2:] for row in units[1:]}
    for line in found.units:
        if line.figures.counts:
            assert by_unit[line.name][0] == str(line.figures.total)
            assert by_unit[line.name][4] == str(line.figures[Punctuality.OVERDUE])
    assert by_unit["Tổng cộng"][0] == str(whole.total)


def test_the_pdf_says_what_the_word_file_says(cast):
    province(cast)
    said, found = paper(cast)
    pages = pdf_pages(to_pdf(said))
    pdf = "".join("".join(pages).split())
    missing = [
        shown.text
        for shown in docx_texts(to_docx(said))
        if shown.text != "2" and "".join(shown.text.split()) not in pdf
    ]
    assert [text for text in missing if not text.startswith("Số:")] == []
    assert f"đãgiao{found.whole.total}nhiệmvụ" in pdf


def test_the_annexes_lie_sideways_and_list_every_late_and_every_coming_task(cast):
    province(cast)
    said, found = paper(cast)
    titles = [annex.title for annex in said.annexes]
    assert titles == [
        "Tổng hợp theo đơn vị",
        "Danh sách nhiệm vụ được chấp nhận kết quả trong kỳ",
        "Danh sách nhiệm vụ quá hạn chưa hoàn thành",
        "Danh sách nhiệm vụ đến hạn từ 31/05/2025 đến 30/06/2025",
    ]
    late, coming = (annex.body[-1].rows for annex in said.annexes[-2:])
    assert (len(late), len(coming)) == (found.numbers["overdue"], found.numbers["due_next"])
    assert (297, 210) in pdf_sizes(to_pdf(said))


def test_the_journal_and_the_moment_of_counting_stand_at_the_end(cast):
    province(cast)
    brief = written(cast)
    said, _found = paper(cast, brief)
    end = docx_texts(to_docx(said))
    words = next(shown.text for shown in end if shown.text.startswith("(Số liệu tổng hợp"))
    assert "lúc 12 giờ 00 phút ngày 12/06/2025" in words
    assert brief.journal_head in words


def test_the_words_of_the_secretary_stand_in_the_paper(cast):
    from giaoban.briefing.reads import Words

    brief = actions.edit_brief(
        written(cast),
        words=Words("Mở đầu & <b>", "- Thiếu kinh phí\n\nĐường sá", ""),
        version=1,
        actor=cast.officer(cast.secretary),
        at=make.NOON,
    )
    texts = [shown.text for shown in docx_texts(to_docx(paper(cast, brief)[0]))]
    assert "Mở đầu & <b>" in texts
    assert texts[texts.index("- Thiếu kinh phí") + 1] == "Đường sá"


def test_a_committee_without_work_has_a_brief_too(cast):
    said, _found = paper(cast)
    texts = [shown.text for shown in docx_texts(to_docx(said))]
    assert "Không có nhiệm vụ quá hạn." in texts
    assert said.annexes == ()
    assert percent_words(0, 0) == "-"
    assert to_pdf(said).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("level", "superior"),
    [
        ("Tỉnh Sơn Hải", "Ủy ban nhân dân tỉnh Sơn Hải"),
        ("UBND xã An Thạnh", "Ủy ban nhân dân xã An Thạnh"),
        ("Sở Tài chính", "Sở Tài chính"),
    ],
)
def test_the_body_above_the_committee_is_written_in_full(cast, level, superior):
    cast.committee.level.name = level
    assert superior_of(cast.committee) == superior


def test_a_thousand_tasks_are_written_down(cast):
    """All of them are late: each stands in the annex; many units are summed in the body and listed apart."""
    orders = [
        Order(
            kind=Kind.ASSIGNMENT,
            role=Role.LEAD,
            title=f"Rà soát hạ tầng số khu vực {n}",
            unit_id=(cast.finance, cast.interior, cast.an_thanh)[n % 3].pk,
            unit_name="",
            committee_id=cast.committee.pk,
            asking_unit_id=cast.science.pk,
            due_on=date(2025, 5, 1) + timedelta(days=n % 20),
        )
        for n in range(1000)
    ]
    ask_many(orders, at=at(date(2025, 4, 1)))
    brief = written(cast)
    started = time.perf_counter()
    said, found = paper(cast, brief)
    data = to_docx(said)
    assert time.perf_counter() - started < 10  # one second by itself; the machine may be busy
    assert found.numbers["overdue"] == 1000
    assert len(tables(data)[-1]) == 1001


def test_a_list_too_long_to_print_says_so(cast):
    province(cast)
    brief = written(cast)
    found = brief_of(cast.committee, **MAY, now=brief.computed_at, rows=1)
    coming = paper_of(brief, found).annexes[-1]
    assert coming.body[0].text == "Danh sách có 3 nhiệm vụ; in 1 nhiệm vụ đầu tiên."
    assert len(coming.body[1].rows) == 1
