"""Papers are brought in as files or text, read, and opened for review."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from giaoban.assignments.actions import correct_details, take_in
from giaoban.assignments.models import Addressee, Proposal, Review
from giaoban.documents.actions import Details
from giaoban.documents.models import Document
from giaoban.files.models import StoredFile
from giaoban.foundation.verdict import Refused
from giaoban.journal.models import Entry
from giaoban.workdays.models import CalendarDay, CalendarVersion
from tests import make
from tests.documents import papers

pytestmark = pytest.mark.django_db


def bring(cast, notice=papers.DIGITAL, **changed):
    text = papers.text(notice, **changed)
    return take_in(committee=cast.committee, text=text, actor=cast.officer(cast.secretary), at=make.NOON)


def upload(client, data, name="thong-bao.docx", **more):
    file = SimpleUploadedFile(name, data)
    return client.post("/documents/new/", {"committee": more.pop("committee"), "file": file}, **more)


@pytest.fixture
def secretary(client, cast):
    client.force_login(cast.secretary)
    return client


def test_a_word_file_becomes_a_paper_with_its_proposals(secretary, cast):
    answer = upload(secretary, papers.docx(papers.DIGITAL), committee=cast.committee.code)
    paper = Document.objects.get()
    assert (answer.status_code, answer.url) == (302, f"/documents/{paper.code}/review/")
    assert (paper.type, paper.number, paper.symbol, paper.issued_on) == (
        "TB",
        "215",
        "TB-BCĐ",
        date(2025, 6, 10),
    )
    assert paper.file.name == "thong-bao.docx"
    first, *rest = Proposal.objects.filter(review=paper.review).order_by("position")
    assert len(rest) == 3
    named = Addressee.objects.filter(proposal=first).order_by("position")
    assert [(a.role, a.unit) for a in named] == [
        ("lead", cast.science), ("coordinating", cast.finance), ("coordinating", cast.office),
    ]  # fmt: skip
    assert paper.text[first.start : first.end].startswith("Giao Sở KH&CN chủ trì")
    verbs = set(Entry.objects.values_list("verb", flat=True))
    assert verbs >= {"documents.registered", "assignments.review_opened"}


@pytest.mark.parametrize("notice", [papers.DIGITAL, papers.FLOOD, papers.REFORM])
def test_every_numbered_clause_of_a_notice_is_proposed(cast, notice):
    paper, _new = bring(cast, notice)
    clauses = sum(1 for words in notice[3] if words[0].isdigit())
    assert Proposal.objects.filter(review__document=paper).count() == clauses


def test_groups_and_unknown_names_are_told_apart(cast):
    paper, _new = bring(cast)
    second, third, fourth = Proposal.objects.filter(review__document=paper).order_by("position")[1:]
    assert second.addressees.get().group == cast.communes
    assert [a.unit for a in third.addressees.order_by("position")] == [cast.interior, cast.finance]
    assert third.doubts == ["equal_assignees"]
    assert third.due_on == date(2025, 6, 24)
    assert (fourth.addressees.get().unit, fourth.doubts) == (None, ["unknown_unit"])


def test_the_same_file_again_opens_the_paper_that_is_there(secretary, cast):
    data = papers.docx(papers.FLOOD)
    first = upload(secretary, data, committee=cast.committee.code)
    again = upload(secretary, data, name="ban-sao.docx", committee=cast.committee.code)
    assert again.url == first.url
    assert (Document.objects.count(), Review.objects.count(), StoredFile.objects.count()) == (1, 1, 1)
    assert "đã có" in secretary.get(again.url).content.decode()


def test_pasted_text_is_taken_in_and_known_again(secretary, cast):
    form = {"committee": cast.committee.code, "text": papers.text(papers.REFORM).replace("\n", "\r\n")}
    assert secretary.post("/documents/new/", form).url == secretary.post("/documents/new/", form).url
    paper = Document.objects.get()
    assert (paper.file, "\r" in paper.text) == (None, False)


@pytest.mark.parametrize("stamp", ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
def test_a_marked_paper_is_refused_and_nothing_of_it_is_kept(secretary, cast, stamp, settings):
    answers = [
        upload(secretary, papers.docx(papers.FLOOD, stamp=stamp), committee=cast.committee.code),
        secretary.post(
            "/documents/new/",
            {"committee": cast.committee.code, "text": f"{stamp}\n{papers.text(papers.FLOOD)}"},
        ),
    ]
    assert all("bí mật nhà nước" in answer.content.decode() for answer in answers)
    assert not Document.objects.exists()
    assert not StoredFile.objects.exists()
    assert not [path for path in settings.FILES_ROOT.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("rong.docx", b""),
        ("anh.docx", b"\x89PNG\r\n\x1a\n" + b"0" * 200),
        ("hong.docx", b"PK\x03\x04" + b"x" * 400),
        ("cu.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600),
        ("trong.txt", b"   \n \n"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(secretary, cast, name, data):
    answer = upload(secretary, data, name=name, committee=cast.committee.code)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "không lưu lại" in page or "chưa lưu" in page or "Chưa giữ lại" in page
    assert not Document.objects.exists()


def test_a_paper_without_date_assumes_today_and_says_so(secretary, cast):
    paper, _new = bring(cast, place="Sơn Hải")
    assert (paper.issued_on, paper.review.date_is_assumed) == (make.TODAY, True)
    assert "chưa ghi ngày ban hành" in secretary.get(f"/documents/{paper.code}/review/").content.decode()


def test_another_date_of_issue_moves_the_deadlines_counted_from_it(cast):
    paper, _new = bring(cast)
    review, officer = paper.review, cast.officer(cast.secretary)
    written, _group, counted, _unknown = Proposal.objects.filter(review=review).order_by("position")
    details = Details(
        issued_on=date(2025, 6, 11), type="TB", number="215", symbol="TB-BCĐ", subject="Kết luận"
    )
    assert correct_details(review, details=details, actor=officer, at=make.NOON) == 1
    counted.refresh_from_db()
    written_on = Proposal.objects.get(pk=written.pk).due_on
    assert (counted.due_on, written_on) == (date(2025, 6, 25), date(2025, 6, 30))


def test_a_deadline_set_by_hand_stays_when_the_date_of_issue_changes(cast):
    paper, _new = bring(cast)
    counted = Proposal.objects.get(review=paper.review, due_on=date(2025, 6, 24))
    Proposal.objects.filter(pk=counted.pk).update(due_on=date(2025, 7, 1))
    details = Details(issued_on=date(2025, 6, 11), subject="Kết luận")
    assert (
        correct_details(paper.review, details=details, actor=cast.officer(cast.secretary), at=make.NOON) == 0
    )
    counted.refresh_from_db()
    assert counted.due_on == date(2025, 7, 1)


def test_only_the_committees_side_brings_papers_in(client, cast):
    with pytest.raises(Refused):
        take_in(committee=cast.committee, text="x", actor=cast.officer(cast.finance_leader), at=make.NOON)
    client.force_login(cast.finance_contact)
    assert client.get("/documents/new/").status_code == 404


def test_direction_marks_and_controls_do_not_reach_the_stored_text(cast):
    dirty = papers.text(papers.FLOOD).replace("THÔNG BÁO", "THÔNG\u202e BÁO\x00\u200b")
    paper, _new = take_in(
        committee=cast.committee, text=dirty, actor=cast.officer(cast.secretary), at=make.NOON
    )
    assert paper.text == papers.text(papers.FLOOD)


def test_working_days_are_counted_by_the_calendar_in_force(cast):
    CalendarDay.objects.create(date=date(2025, 6, 18), kind="off", reason="Ngày nghỉ của tỉnh", source="QĐ 1")
    CalendarVersion.objects.update_or_create(pk=1, defaults={"token": "changed"})
    paper, _new = bring(cast)
    counted = Proposal.objects.get(review=paper.review, reckoning__contains="working days")
    assert counted.due_on == date(2025, 6, 25)
