"""What people type comes back as text: on every page, in letters, in workbooks."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from giaoban.assignments.models import Assignment, Batch, FollowUpTable
from giaoban.briefing import actions as briefing
from giaoban.briefing.models import Brief
from giaoban.documents.models import Document
from giaoban.duties.models import CalendarChange, Duty, Evidence
from giaoban.outbox.models import Message
from giaoban.people.models import Person
from giaoban.units.models import Alias, Committee, Field, Post, Seat, Tenure, Unit, UnitGroup
from giaoban.workdays.actions import set_day
from tests import make
from tests.addresses import PAGES
from tests.assignments import sheets
from tests.workbooks import cells, formulas

SCRIPT = "<script>alert(1)</script>"
BREAKOUT = "\"'><img src=x onerror=alert(1)>{{7*7}}"
FORMULA = '=HYPERLINK("http://x.example","a")'
EVIL = f"{SCRIPT}{BREAKOUT}"
TABLES = ("units", "fields", "sources", "months")
LIVE = re.compile(r"<script>alert|<img src=x|href=.javascript:", re.IGNORECASE)
SENTENCE = f"Giao Sở Tài chính {EVIL} rà soát hạ tầng số trên địa bàn tỉnh."


def post(person, address, sent):
    """Send a form as `person`; what came of it must not be a fault of the form."""
    client = Client()
    client.force_login(person)
    answer = client.post(address, sent)
    fault = getattr((answer.context or {}).get("form"), "errors", answer.status_code)
    assert answer.status_code == 302, (address, fault)
    return answer


def _names(cast):
    """Names of units, committees, people and offices, as administrators may have typed them."""
    Unit.objects.filter(pk=cast.finance.pk).update(name=f"Sở Tài chính {EVIL}")
    Committee.objects.filter(pk=cast.committee.pk).update(name=f"Ban {EVIL}", basis=EVIL)
    Field.objects.filter(pk=cast.field.pk).update(name=f"Hạ tầng {EVIL}")
    UnitGroup.objects.filter(pk=cast.communes.pk).update(name=f"Các xã {EVIL}")
    Post.objects.update(title=f"Chức vụ {EVIL}"[:120])
    Seat.objects.update(office=f"Ghế {EVIL}", area=EVIL, basis=EVIL)
    Tenure.objects.update(basis=EVIL)
    admin = cast.administrator
    post(admin, f"/units/{cast.finance.code}/names/", {"text": f"TC {EVIL}"})
    details = {"full_name": f"Ngô {EVIL}", "email": cast.reader.email, "honorific": "", "phone": EVIL[:40]}
    post(admin, f"/people/{cast.reader.code}/change/", details)
    post(admin, "/calendar/enter/", {"day": "29/04/2026", "kind": "off", "reason": EVIL, "source": EVIL})
    place = {"place": cast.finance.pk, "place_name": EVIL, "actor": admin, "at": make.NOON}
    set_day(date(2026, 4, 29), kind="off", reason=EVIL, source=EVIL, **place)
    Person.objects.filter(pk=cast.finance_contact.pk).update(full_name=f"Đỗ {EVIL}")
    Person.objects.filter(pk=cast.secretary.pk).update(full_name=f"Lê {EVIL}")


def _paper(cast):
    """A paper brought in, its head and its proposal edited, its work given."""
    secretary = cast.secretary
    sent = {"committee": cast.committee.code, "text": f"THÔNG BÁO\n1. {SENTENCE}\n2. {SENTENCE}"}
    post(secretary, "/documents/new/", sent)
    paper = Document.objects.get()
    here = f"/documents/{paper.code}/review/"
    head = {"issued_on": "10/06/2025", "type": "TB", "number": "7", "symbol": EVIL[:40], "issuer": EVIL}
    post(secretary, f"{here}details/", head | {"subject": EVIL})
    post(secretary, f"{here}add/", {"quote": SENTENCE})
    proposal = paper.review.proposals.order_by("pk").last()
    proposal.addressees.all().delete()
    new = {
        "action": f"Rà soát {EVIL}",
        "product": EVIL,
        "clause": EVIL[:40],
        "due_on": "30/06/2025",
        "rule": "",
    }
    form = Client()
    form.force_login(secretary)
    card = form.get(f"{here}?edit={proposal.code}").context["new_party"]
    party = {card[name].html_name: "" for name in card.fields}
    party |= {card["party"].html_name: f"unit:{cast.finance.code}", card["role"].html_name: "lead"}
    party[card["content"].html_name] = EVIL
    version = type(proposal).objects.get(pk=proposal.pk).version
    shares = {"sharing": "each", "field": str(cast.field.pk)}
    post(
        secretary,
        f"{here}{proposal.code}/save/",
        {f"p-{name}": value for name, value in (new | shares).items()} | party | {"version": version},
    )
    for other in paper.review.proposals.exclude(pk=proposal.pk).filter(is_dropped=False):
        post(secretary, f"{here}{other.code}/drop/", {"version": other.version})
    paper.review.refresh_from_db()
    post(secretary, f"/documents/{paper.code}/confirm/", {"version": paper.review.version})
    return paper


def _life(cast):
    """Reasons, reports, results and files of the work."""
    contact, standing = cast.finance_contact, cast.standing
    duty = Assignment.objects.get().lead
    here = f"/duties/{duty.code}"
    evil = SimpleUploadedFile(f"{EVIL}.txt", b"alert(1)")
    post(contact, f"{here}/decline/", {"reason": EVIL})
    post(standing, f"{here}/ask-again/", {"reason": EVIL})
    post(contact, f"{here}/receive/", {})
    post(contact, f"{here}/report/", {"percent": "10", "words": FORMULA})
    post(contact, f"{here}/report/", {"percent": "30", "words": f"{FORMULA}{EVIL}", "evidence": evil})
    result = {"product_kind": "document", "document_number": EVIL[:60], "document_date": "01/06/2025"}
    post(contact, f"{here}/submit/", result | {"words": EVIL, "link": "https://x.example/?a=%22%3E<b>"})
    post(standing, f"{here}/return/", {"reason": EVIL})
    below = make.unit(f"Phòng {EVIL}", "division", cast.finance)
    part = {"unit": below.code, "title": f"{FORMULA} {EVIL}", "content": EVIL, "due_on": "20/06/2025"}
    post(contact, f"/assignments/{Assignment.objects.get().code}/hand-down/{duty.code}/", part)
    stopped = make.duty(cast.committee, cast.finance, f"{FORMULA} {EVIL}", origin=EVIL)
    post(standing, f"/duties/{stopped.code}/stop/", {"decision": EVIL[:60], "reason": EVIL})


def _brief(cast):
    secretary = cast.officer(cast.secretary)
    days = {"first": date(2025, 6, 1), "last": date(2025, 6, 30)}
    brief, _new = briefing.write_brief(cast.committee, actor=secretary, at=make.NOON, **days)
    words = {"opening": EVIL, "difficulties": EVIL, "proposals": EVIL, "version": brief.version}
    post(cast.secretary, f"/briefs/{brief.code}/edit/", words)


def _tables(cast):
    """A follow-up table, a saved filter and an act on many."""
    rows = [(1, f"Việc {EVIL}", EVIL, f"Sở {EVIL}", "", EVIL, EVIL), (2, FORMULA, EVIL, "STC", "", "", EVIL)]
    upload = SimpleUploadedFile(f"{EVIL}.xlsx", sheets.workbook(rows, above=(EVIL,)))
    post(cast.secretary, "/assignments/import/", {"committee": cast.committee.code, "file": upload})
    kept = {"list": "tasks", "name": EVIL, "query": f"q={EVIL}", "shared_in": cast.committee.code}
    post(cast.secretary, "/filters/save/", kept)
    picked = list(Duty.objects.values_list("code", flat=True))
    for act in ("stop", "accept"):
        post(
            cast.secretary,
            "/many/choose/",
            {"list": "work", "query": "", "which": "chosen", "act": act, "pick": picked},
        )
    done = Batch.objects.order_by("pk").last()
    post(cast.secretary, f"/many/{done.code}/", {})


@pytest.fixture
def typed(cast):
    """The cast in a site where every field of text holds what could run."""
    _names(cast)
    _paper(cast)
    _life(cast)
    _brief(cast)
    _tables(cast)
    post(cast.administrator, "/people/add/", {
        "full_name": EVIL, "email": "x@sonhai.example", "honorific": "", "phone": "",
        "unit": f"unit:{cast.finance.code}", "role": "contact", "title": EVIL, "since": "01/06/2025",
    })  # fmt: skip
    return cast


def addresses(cast):
    """Every page that shows something that was typed, and lists that are searched with it."""
    paper, brief = Document.objects.get(), Brief.objects.get()
    yield from (f"/duties/{code}/" for code in Duty.objects.values_list("code", flat=True))
    yield from (f"/duties/{code}/{act}/" for code in Duty.objects.values_list("code", flat=True)[:1]
                for act in ("report", "submit", "stop"))  # fmt: skip
    yield from (f"/assignments/{code}/" for code in Assignment.objects.values_list("code", flat=True))
    task = Assignment.objects.filter(parent=None).get()
    yield f"/assignments/{task.code}/hand-down/{task.lead.code}/"
    yield from (
        f"/documents/{paper.code}/",
        f"/documents/{paper.code}/?at=0-40",
        "/documents/",
        "/documents/new/",
    )
    yield from (f"/briefs/{brief.code}/", f"/briefs/{brief.code}/edit/", "/briefs/")
    yield f"/briefs/{brief.code}/work/?show=counted&unit={cast.finance.code}&field={cast.field.pk}"
    yield from ("/desk/", "/acceptance/", "/people/", f"/people/{cast.reader.code}/", "/outbox/", "/me/")
    yield from (
        "/units/",
        f"/units/{cast.finance.code}/",
        f"/units/{cast.province.code}/below/",
        "/units/groups/",
        "/units/reforms/",
    )
    yield from (f"/units/groups/{cast.communes.code}/", f"/units/{cast.finance.code}/rename/", "/committees/")
    seat = Seat.objects.filter(committee=cast.committee).first()
    yield from (f"/committees/{cast.committee.code}/", f"/committees/seats/{seat.code}/", "/calendar/2026/")
    yield f"/calendar/changes/{CalendarChange.objects.get().code}/"
    for name in ("change", "fields", "seats/new"):
        yield f"/committees/{cast.committee.code}/{name}/"
    for code in (cast.committee.code, "own"):
        yield from (f"/board/?committee={code}", f"/work/?committee={code}&role=owed&state=stopped")
        yield from (f"/board/{what}/?committee={code}" for what in TABLES)
        yield f"/work/?committee={code}&unit={cast.finance.code}&q={EVIL}&source={EVIL}&order={EVIL}"
    table = FollowUpTable.objects.get()
    yield from ("/assignments/import/", f"/assignments/import/{table.code}/")
    yield from (f"/assignments/import/{table.code}/rows/", "/filters/", "/assignments/?choose=1")
    yield from (f"/many/{code}/" for code in Batch.objects.values_list("code", flat=True))
    yield f"/assignments/?committee={cast.committee.code}&q={EVIL}&source={paper.code}&unit={EVIL}"


@pytest.mark.long
def test_nothing_that_was_typed_runs_on_any_page(typed):
    shown = 0
    for who in (typed.secretary, typed.finance_contact, typed.finance_leader, typed.administrator):
        client = Client()
        client.force_login(who)
        for address in addresses(typed):
            for headers in ({}, {"HX-Request": "true"}):
                answer = client.get(address.replace("+", "%2B"), headers=headers)
                body = answer.content.decode()
                assert not LIVE.search(body), address
                assert ">49" not in body, address  # {{7*7}}
                assert answer.status_code in {200, 302, 403, 404}, address
                shown += "&lt;script&gt;alert(1)" in body
    assert shown > 100


def test_pickers_answer_data_and_never_a_page(typed):
    client = Client()
    client.force_login(typed.secretary)
    for address in (
        "/units/find/?q=tai chinh",
        f"/assignments/addressees/?committee={typed.committee.code}&q=tai chinh",
    ):
        answer = client.get(address)
        assert answer.headers["Content-Type"] == "application/json"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_workbooks_hold_text_and_no_formula_or_link(typed):
    client = Client()
    client.force_login(typed.secretary)
    for address in ("/work/xlsx/?role=owed", "/assignments/export/"):
        book = client.get(address).content
        assert formulas(book) == []
        words = cells(book)
        assert any(SCRIPT in cell for cell in words)
        assert any(cell.startswith("=HYPERLINK") for cell in words), address


def test_a_file_is_a_download_under_a_harmless_name(typed):
    client = Client()
    client.force_login(typed.finance_contact)
    evidence = Evidence.objects.select_related("duty", "file").get()
    answer = client.get(f"/duties/{evidence.duty.code}/files/{evidence.file.code}/")
    assert b"".join(answer.streaming_content) == b"alert(1)"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert not re.search(r"[<>\r\n]", answer.headers["Content-Disposition"])
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_the_papers_of_a_brief_hold_it_as_words(typed):
    client = Client()
    client.force_login(typed.secretary)
    brief = Brief.objects.get()
    for kind in ("docx", "pdf"):
        assert client.get(f"/briefs/{brief.code}/{kind}/").status_code == 200


def test_a_letter_has_one_recipient_and_one_subject_whatever_was_typed(typed):
    person = Person.objects.get(email="x@sonhai.example")
    post_data = {"full_name": f"A\r\nBcc: all@x.example{EVIL}", "email": "x@sonhai.example"}
    post(typed.administrator, f"/people/{person.code}/change/", post_data | {"honorific": "", "phone": ""})
    client = Client()
    client.force_login(typed.administrator)
    client.post(f"/people/{person.code}/invite/", {}, headers={"Host": "127.0.0.1"})
    letter = Message.objects.filter(kind="mail").order_by("-pk").first()
    assert letter.payload["to"] == "x@sonhai.example"
    assert "\n" not in letter.payload["subject"]
    assert "\nBcc:" not in letter.payload["body"]


def test_every_page_of_the_site_was_meant(typed):
    """The rooms above are all rooms: a page of a new one is entered here."""
    rooms = {name.split("-")[0] for name in PAGES}
    assert rooms <= {
        "acceptance", "addressees", "assignment", "assignments", "board", "brief", "briefs", "calendar",
        "committee", "committees", "confirm", "desk", "document", "documents", "duty", "feeds", "figures",
        "filter", "filters", "find", "hand", "home", "import", "many", "me", "notice", "notices", "outbox",
        "people", "person", "reforms", "reminder", "review", "search", "seat", "unit", "units", "work",
        "draft", "drafts", "version", "issued", "series", "signed", "register", "intake",
        "answer", "comment", "comments", "consultation", "consultations", "dispatch", "dispatches",
        "report", "reports", "regime", "regimes", "form", "period", "consolidated",
    }  # fmt: skip
    assert Alias.objects.filter(text__contains=SCRIPT).exists()
