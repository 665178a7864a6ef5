"""The page of a duty, its acts, and the list of what waits for a decision."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from giaoban.duties.models import Duty
from tests import make
from tests.duties.test_life import act


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def duty(cast, now):
    return make.duty(
        cast.committee, cast.finance, due_on=timezone.localdate() + timedelta(days=3), asked_at=now
    )


def received(cast, duty, now):
    """The unit has taken the work."""
    act("receive", duty, cast.officer(cast.finance_contact), now)
    return duty


def verbs_on(page):
    """The verbs of the page with whether each is allowed."""
    return {button.verb: bool(button.verdict) for button in page.context["buttons"]}


def test_hidden_work_looks_exactly_like_missing_work(client, cast, duty):
    client.force_login(cast.interior_contact)
    missing = client.get("/duties/ZZZZZZZZ/")
    assert missing.status_code == 404
    for rest in ("", "receive/", "report/", "accept/", "files/ZZZZZZZZ/"):
        for send in (client.get, client.post):
            hidden = send(f"/duties/{duty.code}/{rest}")
            same = send(f"/duties/ZZZZZZZZ/{rest}")
            assert (
                (hidden.status_code, hidden.content)
                == (same.status_code, same.content)
                == (404, missing.content)
            )


def test_the_life_of_a_duty_by_its_pages_alone(client, cast, duty):
    client.force_login(cast.finance_contact)
    here = f"/duties/{duty.code}/"
    assert verbs_on(client.get(here)) == {"receive": True, "decline": True}
    assert client.post(f"{here}receive/").headers["Location"] == here
    assert verbs_on(client.get(here)) == {"submit": True, "report": True}
    client.post(f"{here}report/", {"percent": "50", "words": "Đã khảo sát xong"})
    paper = SimpleUploadedFile("phụ lục.txt", "Phụ lục 1".encode())
    today = f"{timezone.localdate():%d/%m/%Y}"
    sent = {
        "product_kind": "document",
        "document_number": "12/BC-STC",
        "document_date": today,
        "evidence": [paper],
    }
    assert client.post(f"{here}submit/", sent).status_code == 302
    assert verbs_on(client.get(here)) == {"withdraw": True}

    client.force_login(cast.secretary)
    page = client.get(here)
    assert verbs_on(page) == {"accept": True, "accept-in-part": True, "return": True}
    (submission, (evidence,)), *_rest = page.context["work"].submissions
    assert str(submission) == "12/BC-STC"
    got = client.get(f"{here}files/{evidence.file.code}/")
    assert b"".join(got.streaming_content) == "Phụ lục 1".encode()
    client.post(f"{here}accept/")
    page = client.get(here, headers={"accept-language": "en"})
    assert verbs_on(page) == {}
    assert [line.words for line in page.context["history"]] == ["", "12/BC-STC", "50\u00a0%", "", ""]
    duty.refresh_from_db()
    assert (duty.state, duty.percent) == ("accepted", 100)


def test_evidence_is_for_those_who_see_the_duty_and_only_under_it(client, cast, duty, now):
    received(cast, duty, now)
    client.force_login(cast.finance_contact)
    paper = SimpleUploadedFile("bien-ban.txt", "Biên bản".encode())
    client.post(f"/duties/{duty.code}/report/", {"percent": "10", "words": "Đã họp", "evidence": [paper]})
    code = duty.evidence.get().file.code
    other = make.duty(cast.committee, cast.finance, asked_at=now)
    assert client.get(f"/duties/{other.code}/files/{code}/").status_code == 404
    client.force_login(cast.interior_contact)
    assert client.get(f"/duties/{duty.code}/files/{code}/").status_code == 404
    client.force_login(cast.reader)
    got = client.get(f"/duties/{duty.code}/files/{code}/")
    assert b"".join(got.streaming_content) == "Biên bản".encode()


def test_bad_input_keeps_what_was_typed_and_saves_nothing(client, cast, duty, now):
    received(cast, duty, now)
    client.force_login(cast.finance_contact)
    sent = {
        "product_kind": "document",
        "document_number": "",
        "document_date": "31/02/2025",
        "words": "Kết quả dài",
    }
    sent["evidence"] = [SimpleUploadedFile("a.txt", b"a")]
    page = client.post(f"/duties/{duty.code}/submit/", sent)
    assert page.status_code == 200
    assert "Kết quả dài" in page.content.decode()
    assert page.context["files_lost"]
    assert not duty.submissions.exists()
    bad = SimpleUploadedFile("a.docx", b"not a document")
    page = client.post(
        f"/duties/{duty.code}/report/", {"percent": "20", "words": "Đã làm", "evidence": [bad]}
    )
    assert page.status_code == 200
    assert page.context["form"].non_field_errors()
    assert not duty.progress.exists()
    assert not duty.evidence.exists()


def test_a_second_submit_says_so_and_keeps_the_words(client, cast, duty, now):
    received(cast, duty, now)
    client.force_login(cast.finance_contact)
    sent = {"product_kind": "link", "link": "https://sonhai.example/ket-qua", "words": "Bản cuối"}
    assert client.post(f"/duties/{duty.code}/submit/", sent).status_code == 302
    page = client.post(f"/duties/{duty.code}/submit/", sent)
    assert page.status_code == 200
    assert "Kết quả đã được nộp và đang chờ quyết định." in page.content.decode()
    assert "Bản cuối" in page.content.decode()
    assert duty.submissions.count() == 1


def test_what_is_not_allowed_is_there_with_its_reason(client, cast, now):
    own = make.duty(cast.committee, cast.science, asked_at=now)
    standing = cast.officer(cast.standing)
    act("receive", own, standing, now)
    act("submit", own, standing, now)
    client.force_login(cast.standing)
    page = client.get(f"/duties/{own.code}/")
    assert verbs_on(page) == {"withdraw": True, "accept": False}  # one reason is said once
    assert page.context["aside"] == []
    assert "Không ai tự kết thúc việc của đơn vị mình" in page.content.decode()


def test_a_reader_sees_the_work_and_no_verb(client, cast, duty):
    client.force_login(cast.reader)
    page = client.get(f"/duties/{duty.code}/")
    assert verbs_on(page) == {}
    assert page.context["only_reads"]
    client.post(f"/duties/{duty.code}/receive/")
    assert Duty.objects.get(pk=duty.pk).state == "asked"


def test_an_unknown_verb_and_a_button_without_its_press_do_nothing(client, cast, duty):
    client.force_login(cast.finance_contact)
    assert client.get(f"/duties/{duty.code}/destroy/").status_code == 404
    assert client.get(f"/duties/{duty.code}/receive/").status_code == 405


@pytest.mark.parametrize("outside", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_a_button_leads_back_to_its_list_and_nowhere_else(client, cast, duty, outside):
    client.force_login(cast.finance_contact)
    back = client.post(f"/duties/{duty.code}/receive/?next={outside}")
    assert back.headers["Location"] == f"/duties/{duty.code}/"
    back = client.post(f"/duties/{duty.code}/receive/?next=/desk/%3Fshow%3Dnew")
    assert back.headers["Location"] == "/desk/?show=new"


@pytest.mark.parametrize("rows", [1, 7])
def test_the_page_costs_the_same_however_much_was_done(client, cast, duty, rows, django_assert_num_queries):
    now = duty.asked_at
    received(cast, duty, now)
    finance = cast.officer(cast.finance_contact)
    for n in range(rows):
        make.duty(
            cast.committee, make.unit(f"Phòng {n}", "division", cast.finance), parent=duty, asked_at=now
        )
        act("submit", duty, finance, now)
        act("withdraw", duty, finance, now)
        act("ask_extension", duty, finance, now)
        act("grant_extension", duty, cast.officer(cast.secretary), now)
    client.force_login(cast.finance_contact)
    with django_assert_num_queries(18):
        page = client.get(f"/duties/{duty.code}/")
    assert len(page.context["work"].submissions) == len(page.context["parts"]) == rows


@pytest.mark.parametrize("rows", [1, 7])
def test_what_waits_costs_the_same_however_long(client, cast, now, rows, django_assert_num_queries):
    finance = cast.officer(cast.finance_contact)
    for _n in range(rows):
        act(
            "submit", received(cast, make.duty(cast.committee, cast.finance, asked_at=now), now), finance, now
        )
        act("decline", make.duty(cast.committee, cast.finance, asked_at=now), finance, now)
        due_on = timezone.localdate(now)
        asked = make.duty(cast.committee, cast.finance, asked_at=now, due_on=due_on)
        act("ask_extension", received(cast, asked, now), finance, now)
    client.force_login(cast.secretary)
    with django_assert_num_queries(10):
        page = client.get("/acceptance/")
    assert [len(page.context[name]) for name in ("results", "requests", "declined")] == [rows] * 3


def test_nobody_finds_the_own_units_work_among_what_waits(client, cast, now):
    own = make.duty(cast.committee, cast.science, due_on=date(2025, 6, 30), asked_at=now)
    standing = cast.officer(cast.standing)
    act("receive", own, standing, now)
    act("submit", own, standing, now)
    client.force_login(cast.standing)
    assert client.get("/acceptance/").context["results"] == []
    client.force_login(cast.secretary)
    assert [row.duty for row in client.get("/acceptance/").context["results"]] == [own]
