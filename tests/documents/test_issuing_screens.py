"""The screens of series, issuing and signed files, as people use them."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from giaoban.documents.actions import keep_signed
from giaoban.documents.layout import to_pdf
from giaoban.documents.models import Document, Draft, Issue, Number, Series, SignedFile, Term
from giaoban.journal.models import Entry
from tests import make
from tests.documents import issued, numbers
from tests.documents.layout import full
from tests.documents.test_series import reserved


@pytest.fixture
def client(cast):
    client = Client()
    client.force_login(cast.secretary)
    return client


def today():
    return f"{timezone.localdate():%d/%m/%Y}"


FORM = {"reserved": "", "urgency": "0", "circulation": "", "copies": "", "drafter": "", "contact": ""}


def test_a_committee_opens_its_series_and_sees_what_comes_next(cast, client):
    assert f"/series/new/?committee={cast.committee.code}" in client.get("/series/").content.decode()
    address = f"/series/new/?committee={cast.committee.code}"
    facts = {"name": "Thông báo", "types": ["TB", "KH"], "earlier_last": "41", "earlier_period": "2025"}
    answer = client.post(address, facts)
    made = Series.objects.get()
    assert answer.headers["Location"] == f"/series/{made.code}/"
    assert sorted(made.types.values_list("type", flat=True)) == ["KH", "TB"]
    again = client.post(address, facts | {"name": "Khác"})
    assert again.status_code == 422
    changed = client.post(f"/series/{made.code}/change/", {"name": "Thông báo", "types": ["TB"]})
    assert changed.status_code == 302
    assert list(made.types.values_list("type", flat=True)) == ["TB"]


def test_numbers_without_a_paper_stand_in_the_book_with_their_reason(cast, client):
    one = numbers.series(cast, "TB")
    client.post(f"/series/{one.code}/reserve/", {"count": "2", "reason": "Dành cho kiện toàn"})
    first = Number.objects.get(value=1)
    client.post(f"/series/numbers/{first.code}/void/", {"reason": "Không ban hành nữa"})
    page = client.get(f"/series/{one.code}/?period={first.period}").content.decode()
    assert "Dành cho kiện toàn" in page
    assert "Không ban hành nữa" in page
    assert [n.state for n in Number.objects.order_by("value")] == ["void", "reserved"]


def test_a_term_of_office_is_entered(cast, client):
    client.post(f"/series/terms/{cast.committee.code}/", {"name": "2025 - 2030", "since": "01/10/2025"})
    assert Term.objects.get().name == "2025 - 2030"


def test_what_will_happen_is_shown_before_it_happens(cast, client):
    draft = issued.ready(cast)
    page = client.get(f"/drafts/{draft.code}/issue/").content.decode()
    assert 'type="submit" class="button primary"' not in page.split("<main")[1]
    numbers.series(cast, "QĐ", earlier_period=str(timezone.localdate().year), earlier_last=8)
    page = client.get(f"/drafts/{draft.code}/issue/").content.decode()
    assert "09/QĐ-BCĐCĐS" in page
    assert not Number.objects.exists()


def test_issuing_leads_to_the_paper_with_its_files(cast, client):
    numbers.series(cast, "QĐ")
    draft = issued.ready(cast)
    sent = FORM | {"version": "1", "dated_on": today(), "once": "một lần", "copies": "3", "urgency": "3"}
    answer = client.post(f"/drafts/{draft.code}/issue/", sent)
    document = Document.objects.get()
    assert answer.headers["Location"] == f"/papers/{document.code}/"
    page = client.get(f"/papers/{document.code}/").content.decode()
    for kind in ("pdf", "docx"):
        stored = getattr(Issue.objects.get(), kind)
        assert stored.name in page
        got = client.get(f"/papers/{document.code}/{kind}/")
        assert len(b"".join(got.streaming_content)) == stored.size_bytes
        assert got.headers["Content-Disposition"].startswith("attachment;")
    assert client.get(f"/papers/{document.code}/exe/").status_code == 404
    assert client.get(f"/drafts/{draft.code}/issue/").headers["Location"] == f"/papers/{document.code}/"


def test_a_double_click_issues_once(cast, client):
    numbers.series(cast, "QĐ")
    draft = issued.ready(cast)
    sent = FORM | {"version": "1", "dated_on": today(), "once": "cùng một lần bấm"}
    answers = [client.post(f"/drafts/{draft.code}/issue/", sent) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    assert Number.objects.count() == Document.objects.count() == 1
    assert Entry.objects.filter(verb="documents.issued").count() == 1


def test_a_reserved_number_is_chosen_by_its_reason(cast, client):
    one = numbers.series(cast, "QĐ")
    [kept] = reserved(cast, one, at=timezone.now())
    draft = issued.ready(cast)
    page = client.get(f"/drafts/{draft.code}/issue/").content.decode()
    assert re.search(r"01, [^<]*Dành", page)
    sent = FORM | {"version": "1", "dated_on": today(), "reserved": kept.code}
    client.post(f"/drafts/{draft.code}/issue/", sent)
    assert Document.objects.get().number == "01"


def test_a_page_read_too_early_is_told_so(cast, client):
    numbers.series(cast, "QĐ")
    draft = issued.ready(cast)
    Draft.objects.update(version=2)
    answer = client.post(f"/drafts/{draft.code}/issue/", FORM | {"version": "1", "dated_on": today()})
    assert answer.status_code == 422
    assert not Number.objects.exists()


def test_the_signed_file_is_brought_and_downloaded_as_it_came(cast, client):
    document = issued.issued(cast)
    data = to_pdf(full.decision(annexes=()))
    client.post(f"/papers/{document.code}/signed/", {"file": SimpleUploadedFile("ký.pdf", data)})
    kept = SignedFile.objects.get()
    assert kept.state == "none"
    assert "ký.pdf" in client.get(f"/papers/{document.code}/").content.decode()
    got = client.get(f"/papers/{document.code}/signed/{kept.code}/")
    assert b"".join(got.streaming_content) == data


def test_to_others_there_is_no_paper_no_series_and_no_draft_to_issue(cast):
    document = issued.issued(cast)
    draft, one = Draft.objects.get(), Series.objects.get()
    upload = SimpleUploadedFile("a.pdf", to_pdf(full.decision(annexes=())))
    signed = keep_signed(document, file=upload, actor=cast.officer(cast.secretary), at=make.NOON)
    stranger = Client()
    stranger.force_login(cast.finance_leader)
    pages = [
        f"/papers/{document.code}/", f"/papers/{document.code}/pdf/",
        f"/papers/{document.code}/signed/{signed.code}/", f"/series/{one.code}/", "/series/",
        f"/series/{one.code}/change/", f"/series/new/?committee={cast.committee.code}",
        f"/drafts/{draft.code}/issue/",
    ]  # fmt: skip
    missing = stranger.get("/papers/XXXXXXXX/").content
    for page in pages:
        answer = stranger.get(page)
        assert (page, answer.status_code) == (page, 404)
        assert len(answer.content) == len(missing)
    acts = [
        f"/series/{one.code}/reserve/", f"/series/numbers/{Number.objects.get().code}/void/",
        f"/series/terms/{cast.committee.code}/", f"/papers/{document.code}/signed/",
    ]  # fmt: skip
    assert [stranger.post(act, {}).status_code for act in acts] == [404] * 4


@pytest.mark.parametrize("many", [1, 3])
def test_pages_ask_the_database_the_same_number_of_times_however_much_they_show(
    cast, client, django_assert_max_num_queries, many
):
    one = numbers.series(cast, "TB")
    reserved(cast, one, at=timezone.now(), count=many)
    for _ in range(many):
        numbers.series(cast, ["KH", "BC", "NQ"][Series.objects.count() - 1])
    with django_assert_max_num_queries(14):
        client.get("/series/")
    with django_assert_max_num_queries(16):
        client.get(f"/series/{one.code}/")
