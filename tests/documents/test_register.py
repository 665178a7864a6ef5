"""The register: books, numbers, clocks, secrets, doubles, corrections, and how it leaves the program."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from docx import Document as WordFile

from giaoban.documents import actions
from giaoban.documents.models import ArrivalBook, Document, DocumentQuerySet
from giaoban.documents.reading.types import BY_CODE, STATE_TYPES, TYPES
from giaoban.documents.reads.register import BookFilter, alike, book, pass_on_by
from giaoban.documents.vocabulary import Direction, DocumentType, Secrecy, Urgency
from giaoban.files.models import StoredFile
from giaoban.foundation.verdict import Refused
from giaoban.journal.models import Entry
from giaoban.journal.reads import history_of
from giaoban.workdays.reads import current_calendar
from tests import make
from tests.documents.register_samples import LETTER, paper, record
from tests.workbooks import cells

HEADS = {
    "in": [
        "Ngày đến", "Số đến", "Tác giả", "Số, ký hiệu văn bản", "Ngày tháng văn bản",
        "Tên loại và trích yếu nội dung văn bản", "Đơn vị, người nhận", "Ngày chuyển", "Ký nhận", "Ghi chú",
    ],
    "out": [
        "Số, ký hiệu văn bản", "Ngày tháng văn bản", "Tên loại và trích yếu nội dung văn bản", "Người ký",
        "Nơi nhận văn bản", "Đơn vị, người nhận bản lưu", "Số lượng bản", "Ngày chuyển", "Ký nhận", "Ghi chú",
    ],
}  # fmt: skip


def signed_in(client, who):
    client.force_login(who)
    return client


def heads_of(answer) -> list[str]:
    return answer.context["heads"]


def test_the_types_are_those_of_the_decree_and_of_the_party():
    assert (
        sum(t.state is not None and not t.is_copy and t.name not in _STATUTES for t in TYPES) == STATE_TYPES
    )
    assert sum(t.party is not None and not t.is_copy for t in TYPES) == 25 + 8
    assert {t.code for t in TYPES} | {""} == set(DocumentType.values)
    assert (BY_CODE["QyĐ"].state, BY_CODE["QyĐ"].party, BY_CODE["CV"].state) == ("QyĐ", "QĐ", "")


_STATUTES = {"Luật", "Pháp lệnh", "Nghị định", "Thông tư", "Thông tư liên tịch", "Lệnh", "Văn bản hợp nhất"}


def test_arrival_numbers_run_from_one_in_each_year_of_each_committee(cast):
    january = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)
    numbers = [paper(cast, str(n)).arrival_number for n in range(1, 4)]
    first = paper(cast, "1", at=january, issued_on=date(2026, 1, 2), arrived_on=date(2026, 1, 5))
    late = paper(cast, "9", at=january, issued_on=date(2025, 12, 30), arrived_on=date(2025, 12, 31))
    assert (numbers, first.arrival_number, late.arrival_number) == ([1, 2, 3], 1, 4)
    assert dict(ArrivalBook.objects.values_list("year", "last_number")) == {2025: 4, 2026: 1}


def test_the_year_of_the_register_turns_at_local_midnight(cast):
    before, after = (datetime(2025, 12, 31, hour, 30, tzinfo=UTC) for hour in (16, 17))
    papers = [paper(cast, "1", at=at, arrived_on=None) for at in (before, after)]
    assert [(p.year, p.arrival_number) for p in papers] == [(2025, 1), (2026, 1)]


def test_a_number_that_is_not_used_goes_back(cast):
    paper(cast, "1")
    with pytest.raises(Refused):
        paper(cast, "2", arrived_on=date(2025, 6, 20))
    with transaction.atomic():
        paper(cast, "3")
        transaction.set_rollback(True)
    known, is_new = actions.record_paper(
        committee=cast.committee,
        record=record("4"),
        text=LETTER,
        sha256=actions.fingerprint(None, LETTER),
        actor=cast.officer(cast.secretary),
        at=make.NOON,
    )
    assert (is_new, known.arrival_number) == (True, 2)
    again, is_new = actions.record_paper(
        committee=cast.committee,
        record=record("5"),
        text=LETTER,
        sha256=actions.fingerprint(None, LETTER),
        actor=cast.officer(cast.secretary),
        at=make.NOON,
    )
    assert (again, is_new, paper(cast, "6").arrival_number) == (known, False, 3)


@pytest.mark.parametrize("secrecy", [Secrecy.SECRET, Secrecy.TOP_SECRET, Secrecy.HIGHEST])
def test_a_secret_paper_is_registered_by_its_number_alone(cast, secrecy):
    for told in ({"subject": "x"}, {"subject": "", "note": "x"}, {"subject": "", "recipients": "x"}):
        with pytest.raises(Refused, match="chỉ vào sổ bằng số"):
            paper(cast, "8", secrecy=secrecy, **told)
    with pytest.raises(Refused, match="chỉ vào sổ bằng số"):
        paper(cast, "8", secrecy=secrecy, subject="", text=LETTER)
    with pytest.raises(Refused, match="hãy nhập số"):
        paper(cast, "", secrecy=secrecy, subject="")
    assert not Document.objects.exists()
    assert not StoredFile.objects.exists()
    made = paper(cast, "8", secrecy=secrecy, subject="")
    assert (made.arrival_number, made.subject, made.text, made.file) == (1, "", "", None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=made.pk).update(subject="x")


def test_a_secret_paper_shows_its_number_and_no_words_in_its_book(client, cast):
    made = paper(cast, "8", secrecy=Secrecy.SECRET, subject="")
    words = signed_in(client, cast.secretary).get("/register/").content.decode()
    assert made.number_and_symbol in words
    assert "MẬT" in words


@pytest.mark.parametrize(
    ("urgency", "arrived", "until"),
    [
        (Urgency.ORDINARY, date(2025, 6, 12), date(2025, 6, 13)),  # Thursday
        (Urgency.ORDINARY, date(2025, 6, 13), date(2025, 6, 16)),  # over a weekend
        (Urgency.ORDINARY, date(2025, 8, 29), date(2025, 9, 3)),  # over the National Day
        (Urgency.URGENT, date(2025, 6, 13), date(2025, 6, 13)),
        (Urgency.EXPRESS, date(2025, 6, 14), date(2025, 6, 14)),
    ],
)
def test_a_paper_is_passed_on_the_same_or_next_working_day_and_urgent_ones_at_once(
    cast, urgency, arrived, until
):
    at = datetime(2025, 10, 1, 5, 0, tzinfo=UTC)
    made = paper(cast, urgency=urgency, arrived_on=arrived, at=at)
    assert pass_on_by(made, current_calendar()) == until


def test_what_waits_too_long_is_said_in_the_book(client, cast, monkeypatch):
    paper(cast, "1", arrived_on=date(2025, 6, 9))
    page = signed_in(client, cast.secretary).get("/register/")
    assert [row.late for row in page.context["rows"]] == ["late"]
    actions.pass_paper_on(
        Document.objects.get(),
        to="Phòng Ngân sách",
        on=date(2025, 6, 10),
        received_by="Lý Thị Xuân",
        actor=cast.officer(cast.secretary),
        at=make.NOON,
    )
    row = client.get("/register/").context["rows"][0]
    assert (row.late, tuple(cell for _head, cell in row.cells[6:9])) == (
        "",
        ("Phòng Ngân sách", date(2025, 6, 10), "Lý Thị Xuân"),
    )


@pytest.mark.parametrize("direction", ["in", "out"])
def test_a_book_has_the_columns_of_the_law_in_their_order_on_screen_and_on_paper(client, cast, direction):
    paper(cast, "1", direction=direction)
    signed_in(client, cast.secretary)
    for address in (f"/register/?book={direction}", f"/register/print/?book={direction}"):
        answer = client.get(address)
        shown = heads_of(answer) if "heads" in answer.context else list(answer.context["book"].heads)
        assert shown == HEADS[direction]
    sheet = client.get(f"/register/export/xlsx/?book={direction}")
    row = [head for head in cells(b"".join(sheet.streaming_content)) if head in HEADS[direction]]
    assert row == HEADS[direction]
    word = client.get(f"/register/export/docx/?book={direction}").content
    table = WordFile(io.BytesIO(word)).tables[-1]
    assert [cell.text for cell in table.rows[0].cells] == HEADS[direction]
    assert client.get(f"/register/export/pdf/?book={direction}").content.startswith(b"%PDF-")
    assert client.get(f"/register/export/exe/?book={direction}").status_code == 404


def test_taking_the_book_along_is_an_entry(client, cast):
    paper(cast)
    before = Entry.objects.count()
    b"".join(signed_in(client, cast.secretary).get("/register/export/xlsx/").streaming_content)
    assert Entry.objects.count() == before + 1


def test_the_list_costs_the_same_with_one_row_and_with_seven(client, cast):
    paper(cast, "1", type=DocumentType.DECISION)
    signed_in(client, cast.secretary).get("/register/")
    for address in ("/register/?q=kinh", "/register/in-force/?on=12/06/2025", "/register/follow-up/"):
        with CaptureQueriesContext(
            connection,
        ) as one:
            client.get(address)
        for n in range(2, 8):
            paper(cast, str(n), type=DocumentType.DECISION)
        with CaptureQueriesContext(connection) as seven:
            client.get(address)
        Document.objects.exclude(number="1")._raw_delete("default")
        assert len(one) == len(seven) <= 16, address


def of_book(cast, **wanted) -> DocumentQuerySet:
    return book(BookFilter(committee=cast.committee, direction=Direction.INCOMING, **wanted))


def test_a_book_is_filtered_by_year_type_author_urgency_and_words(cast):
    one = paper(cast, "1", urgency=Urgency.URGENT)
    two = paper(cast, "2", type=DocumentType.REPORT, symbol="BC-SNV", issuer="Sở Nội vụ", subject="Cải cách")
    paper(cast, "3", direction=Direction.OUTGOING)
    assert list(of_book(cast)) == [two, one]
    assert list(of_book(cast, order="old")) == [one, two]
    for wanted, found in (
        ({"year": 2025}, [two, one]),
        ({"year": 2024}, []),
        ({"type": "BC"}, [two]),
        ({"issuer": "so noi"}, [two]),
        ({"issuer": "Sở Tài chính"}, [one]),
        ({"urgency": 1}, [one]),
        ({"words": "kinh phi"}, [one]),
        ({"words": "2"}, [two]),
        ({"words": "02/BC-SNV"}, [two]),
        ({"words": "không có"}, []),
    ):
        assert list(of_book(cast, **wanted)) == found, wanted


def test_a_paper_like_another_is_shown_before_it_is_saved_and_may_be_saved_all_the_same(client, cast):
    paper(cast, "125")
    signed_in(client, cast.secretary)
    sent = {
        "book": "in", "committee": cast.committee.code, "type": "CV", "number": "0125", "symbol": "stc-ns",
        "issued_on": "09/06/2025", "arrived_on": "11/06/2025", "issuer": "Sở Tài Chính", "subject": "Khác",
        "urgency": "0", "secrecy": "0",
    }  # fmt: skip
    answer = client.post("/register/new/", sent)
    assert (answer.status_code, len(answer.context["doubles"]), Document.objects.count()) == (200, 1, 1)
    assert client.post("/register/new/", sent | {"seen_alike": "1"}).status_code == 302
    assert Document.objects.count() == 2


def test_papers_are_alike_by_number_symbol_and_author(cast):
    made = paper(cast, "125")
    told = {"number": "125", "symbol": "STC-NS"}
    assert alike(cast.committee, **told, issuer="SỞ TÀI CHÍNH") == [made]
    assert alike(cast.committee, **told, issuer="") == [made]
    assert alike(cast.committee, **told, issuer="Sở Thủy chính") == []
    assert alike(cast.committee, number="125", symbol="STC-TH", issuer="") == []
    assert alike(cast.committee, **told, issuer="", but=made) == []


def test_a_correction_keeps_what_the_register_said_before(cast):
    made = paper(cast)
    actor = cast.officer(cast.secretary)
    changed = replace(record(), subject="Bố trí vốn", pages=12)
    actions.correct_record(made, record=changed, actor=actor, at=make.NOON)
    last = Entry.objects.order_by("-number").first()
    assert (last.verb, last.before["subject"], last.after["subject"]) == (
        "documents.corrected", "Bố trí kinh phí chuyển đổi số", "Bố trí vốn",
    )  # fmt: skip
    before = Entry.objects.count()
    actions.correct_record(made, record=changed, actor=actor, at=make.NOON)
    assert Entry.objects.count() == before
    assert len(history_of(made)) == 2
    with pytest.raises(Refused, match="không đổi sổ"):
        actions.correct_record(
            made,
            record=replace(changed, direction=Direction.OUTGOING, arrived_on=None),
            actor=actor,
            at=make.NOON,
        )
    with pytest.raises(Refused, match="năm của số đến"):
        actions.correct_record(
            made,
            record=replace(changed, issued_on=date(2024, 12, 1), arrived_on=date(2024, 12, 30)),
            actor=actor,
            at=make.NOON,
        )


@pytest.mark.parametrize(
    "who", ["finance_contact", "interior_contact", "stranger", "administrator", "reader"]
)
def test_who_does_not_keep_the_register_finds_nothing_there(client, cast, who):
    made = paper(cast)
    signed_in(client, getattr(cast, who))
    for address in (
        "/register/",
        f"/register/{made.code}/",
        "/register/new/",
        "/intake/",
        "/register/print/",
    ):
        assert client.get(address).status_code == 404


def test_the_chair_and_the_standing_unit_read_it(client, cast):
    made = paper(cast)
    for who in (cast.chair, cast.standing, cast.secretary):
        page = signed_in(client, who).get(f"/register/{made.code}/")
        assert (page.status_code, page.context["keeps"]) == (200, True)
