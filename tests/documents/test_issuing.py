"""A draft becomes a paper: number, files, register, all or nothing."""

import io
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection
from django.utils import translation
from docx import Document as WordFile

from giaoban.documents.actions import Issuing, issue, reserve_numbers
from giaoban.documents.actions import issuing as act
from giaoban.documents.layout import to_docx, to_pdf
from giaoban.documents.models import Document, Draft, Issue, Number
from giaoban.documents.reads import Marks, blocking, paper_of
from giaoban.documents.reads.numbering import numbering_faults
from giaoban.documents.vocabulary import PaperForm, Urgency
from giaoban.files.models import StoredFile
from giaoban.files.reads import is_whole, open_bytes
from giaoban.foundation.verdict import Refused
from giaoban.journal.models import Entry
from tests import make
from tests.documents import issued, numbers
from tests.documents.layout.samples import docx_texts, pdf_pages


@pytest.fixture(autouse=True)
def _english():
    """Refusals are told apart by their source words."""
    with translation.override("en"):
        yield


def words(stored):
    with open_bytes(stored) as stream:
        return [line.text for line in docx_texts(stream.read())]


def do(cast, draft, **facts):
    return issue(
        draft,
        issuing=Issuing(version=draft.version, **facts),
        actor=cast.officer(cast.secretary),
        at=make.NOON,
    )


def test_issuing_gives_a_paper_with_number_date_files_and_a_line_in_the_register(cast):
    series = numbers.series(cast, "QĐ", earlier_period="2025", earlier_last=8)
    draft = issued.ready(cast)
    document = do(cast, draft)
    draft.refresh_from_db()
    made = Issue.objects.get(document=document)
    assert (draft.state, draft.document) == ("issued", document)
    assert (document.number_and_symbol, document.issued_on) == ("09/QĐ-BCĐCĐS", make.TODAY)
    assert (document.direction, document.signer, document.storage) == ("out", "Nguyễn Thị Hòa", "VT, VPBCĐ")
    assert (made.number.series, made.number.value, made.number.state) == (series, 9, "taken")
    assert "Số: 09/QĐ-BCĐCĐS" in words(made.docx)
    assert "Sơn Hải, ngày 12 tháng 6 năm 2025" in words(made.docx)
    assert (made.docx.name, made.pdf.name) == ("09.QĐ-BCĐCĐS.docx", "09.QĐ-BCĐCĐS.pdf")
    assert (document.file, is_whole(made.docx), is_whole(made.pdf)) == (made.pdf, True, True)
    with open_bytes(made.pdf) as stream:
        assert "QUYẾT ĐỊNH" in pdf_pages(stream.read())[0]
    assert "Điều 1. Ban hành Quy chế làm việc." in document.text
    assert Entry.objects.filter(verb="documents.issued").get().after["number"] == "09/QĐ-BCĐCĐS"


def test_what_is_said_when_it_is_issued_stands_on_the_paper(cast):
    numbers.series(cast, "QĐ")
    marks = Marks(
        urgency=Urgency.EXPRESS, circulation="LƯU HÀNH NỘI BỘ", drafter="PL", copies=12, contact="ĐT 1"
    )
    document = do(cast, issued.ready(cast), marks=marks)
    shown = words(Issue.objects.get(document=document).docx)
    assert {"HỎA TỐC", "LƯU HÀNH NỘI BỘ", "PL.(12)"} <= set(shown)
    assert (document.urgency, document.copies) == (Urgency.EXPRESS, 12)
    with open_bytes(document.file) as stream:
        assert "ĐT 1" in pdf_pages(stream.read())[0]


def test_a_party_paper_is_numbered_and_printed_in_its_form(cast):
    numbers.term(cast, "2025 - 2030", date(2025, 1, 1))
    numbers.series(cast, "CTr", form=PaperForm.PARTY)
    draft = issued.ready(
        cast, form=PaperForm.PARTY, type="CTr", symbol="CTr/BCĐ", superior="Tỉnh ủy Sơn Hải", bases=[]
    )
    document = do(cast, draft)
    made = Issue.objects.get(document=document)
    assert document.number_and_symbol == "01-CTr/BCĐ"
    assert {"ĐẢNG CỘNG SẢN VIỆT NAM", "Số 01-CTr/BCĐ", "T/M BAN CHỈ ĐẠO"} <= set(words(made.docx))


BROKEN = [
    ({"state": "writing"}, "not ready"),
    ({"subject": ""}, "no subject"),
    ({"issuer": ""}, "who issues it"),
    ({"place": ""}, "where it is issued"),
    ({"content": []}, "no text"),
    ({"recipients": []}, "no recipients"),
    ({"type": ""}, "Choose the type"),
    ({"type": "KL"}, "know no type"),
    ({"symbol": "TB-BCĐ"}, "begins with QĐ-"),
    ({"symbol": "QĐ-"}, "begins with QĐ-"),
    ({"signer": ""}, "who signs"),
    ({"collective": ""}, "for whom"),
    ({"authority": "", "offices": []}, "in what office"),
    ({"bases": []}, "rests on legal bases"),
    ({"form": "party", "symbol": "QĐ/BCĐ", "authority": "TUQ"}, "TUQ"),
]


@pytest.mark.parametrize(("changes", "reason"), BROKEN)
def test_what_is_missing_keeps_a_paper_from_being_issued(cast, changes, reason):
    numbers.term(cast, "2025 - 2030", date(2025, 1, 1))
    for form in PaperForm.values:
        numbers.series(cast, "QĐ", "KL", form=form, name=form)
    draft = issued.ready(cast, **changes)
    assert reason in " ".join(f.words for f in blocking(draft, on=make.TODAY) if f.blocks)
    with pytest.raises(Refused, match=reason):
        do(cast, draft)
    assert not Number.objects.exists()
    assert not Document.objects.exists()


def test_without_a_series_there_is_no_number(cast):
    with pytest.raises(Refused, match="No series"):
        do(cast, issued.ready(cast))


def test_a_base_that_is_no_longer_in_force_is_told_but_blocks_nothing(cast):
    numbers.series(cast, "QĐ")
    base = numbers.paper(cast)
    facts = {"number": "118", "symbol": "QĐ-UBND", "issued_on": date(2021, 1, 15), "type": "QĐ"}
    facts |= {"cite_key": "118/qd-ubnd", "force_from": date(2021, 1, 15), "force_to": date(2024, 1, 1)}
    Document.objects.filter(pk=base.pk).update(**facts)
    [told] = blocking(issued.ready(cast), on=make.TODAY)
    assert not told.blocks
    assert "118/QĐ-UBND is not in force" in told.words


def test_a_draft_changed_meanwhile_is_not_issued_unread(cast):
    numbers.series(cast, "QĐ")
    draft = issued.ready(cast)
    Draft.objects.filter(pk=draft.pk).update(version=2)
    with pytest.raises(Refused, match="changed after you opened"):
        do(cast, draft)
    assert not Number.objects.exists()


def test_a_draft_is_issued_once(cast):
    document = issued.issued(cast)
    draft = Draft.objects.get(document=document)
    with pytest.raises(Refused, match="issued already"):
        do(cast, draft)
    assert Number.objects.count() == 1


def test_a_reserved_number_can_be_the_papers(cast):
    series = numbers.series(cast, "QĐ")
    who = cast.officer(cast.secretary)
    [kept] = reserve_numbers(series, reason="Dành cho Quy chế", actor=who, at=make.NOON)
    assert do(cast, issued.ready(cast)).number == "02"
    draft = issued.ready(cast, subject="Ban hành Kế hoạch năm")
    assert do(cast, draft, reserved=kept).number == "01"


@pytest.mark.parametrize("step", ["store", "record_paper", "take_number", "record"])
def test_a_fault_at_any_step_leaves_nothing_half_done(cast, monkeypatch, step):
    numbers.series(cast, "QĐ")
    draft = issued.ready(cast)
    entries = Entry.objects.count()

    def fail(*_given, **_named):
        raise OSError("the power went")

    monkeypatch.setattr(act, step, fail)
    with pytest.raises(OSError, match="power"):
        do(cast, draft)
    draft.refresh_from_db()
    assert (draft.state, Number.objects.count(), Document.objects.count()) == ("ready", 0, 0)
    assert (Entry.objects.count(), StoredFile.objects.count(), Issue.objects.count()) == (entries, 0, 0)


def test_only_the_committees_own_side_issues(cast):
    numbers.series(cast, "QĐ")
    draft = issued.ready(cast)
    for who in (cast.finance_leader, cast.stranger, cast.administrator):
        with pytest.raises(Refused, match="own side"):
            issue(draft, issuing=Issuing(version=1), actor=cast.officer(who), at=make.NOON)


@pytest.mark.django_db(transaction=True)
def test_drafts_issued_at_the_same_moment_get_numbers_one_after_another():
    cast = make.cast()
    numbers.series(cast, "QĐ")
    drafts = [issued.ready(cast, subject=f"Quyết định thứ {n}") for n in range(4)]
    gate = Barrier(4)

    def run(draft):
        gate.wait(timeout=20)
        try:
            return do(cast, draft).number
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        given = sorted(pool.map(run, drafts))
    assert given == ["01", "02", "03", "04"]
    assert list(numbering_faults()) == []
    for made in Issue.objects.select_related("docx", "document"):
        assert f"Số: {made.document.number_and_symbol}" in words(made.docx)


def test_before_it_is_issued_a_draft_prints_without_number_and_says_so(cast):
    paper = paper_of(issued.ready(cast), year=2025)
    text = pdf_pages(to_pdf(paper))[0]
    assert "DỰ THẢO" in text
    assert WordFile(io.BytesIO(act.to_docx(paper))).core_properties.author == "Ban Chỉ đạo Chuyển đổi số"


def test_the_text_of_an_issued_state_paper_is_closed_and_a_draft_is_not(cast):
    draft = issued.ready(cast)
    last = "Điều 2. Các cơ quan thực hiện từ ngày ký."
    assert any(shown.text == last for shown in docx_texts(to_docx(paper_of(draft))))
    paper = to_docx(paper_of(draft, number="1", day=date(2025, 6, 12)))
    assert any(shown.text == f"{last[:-1]}./." for shown in docx_texts(paper))
