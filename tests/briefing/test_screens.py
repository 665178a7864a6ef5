"""The pages of the briefing room: what they show, to whom, and what stands behind each number."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from giaoban.briefing import actions
from giaoban.briefing.models import Brief
from giaoban.briefing.reads.scope import SHOWS
from giaoban.journal.models import Entry
from tests import make
from tests.briefing.lives import lived, province
from tests.briefing.samples import written

NOW = make.NOON


@pytest.fixture
def draft(cast):
    province(cast)
    return written(cast)


@pytest.fixture
def issued(cast, draft):
    return actions.issue_brief(draft, actor=cast.officer(cast.secretary), at=NOW)


def text_of(answer):
    """The words of a page, white space made single spaces."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def numbers_of(page):
    """Every number with an address on the page, as (address, number)."""
    rows = [row for name in ("units", "fields") for row in page.context[name]]
    rows += [page.context["sums"]]
    shown = [number for row in rows for number in (*row.cells, row.helping, row.helping_overdue)]
    shown += [*page.context["totals"], *page.context["events"], *page.context["numbers"].values()]
    return [(number.url, number.value) for number in shown if number.url]


def test_every_number_of_the_page_opens_a_list_as_long_as_it_says(client, cast, draft):
    client.force_login(cast.secretary)
    links = numbers_of(client.get(f"/briefs/{draft.code}/"))
    assert len(links) > 40
    for url, number in links:
        assert client.get(url).context["page"].paginator.count == number, url


def test_numbers_counted_in_the_middle_of_a_day_open_the_briefs_own_lists(client, cast):
    province(cast)
    june = written(cast, first=date(2025, 6, 1), last=date(2025, 6, 30))
    client.force_login(cast.secretary)
    links = numbers_of(client.get(f"/briefs/{june.code}/"))
    assert all(url.startswith(f"/briefs/{june.code}/work/") for url, _number in links)
    for url, number in links:
        assert client.get(url).context["page"].paginator.count == number, url


@pytest.mark.parametrize("show", sorted(SHOWS))
def test_every_list_has_a_page(client, cast, draft, show):
    client.force_login(cast.secretary)
    page = client.get(f"/briefs/{draft.code}/work/?show={show}")
    assert page.status_code == 200
    assert page.context["page"].paginator.count == len(page.context["rows"])


def test_the_page_and_the_files_say_the_same_numbers(client, cast, draft):
    client.force_login(cast.secretary)
    page = client.get(f"/briefs/{draft.code}/")
    whole = page.context["found"].whole
    sums = [number.value for number in page.context["sums"].cells]
    assert sums[0] == whole.total == sum(row.cells[0].value for row in page.context["units"])
    assert f"{whole.total}" in text_of(page)


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_files_are_downloads_with_a_vietnamese_name(client, cast, draft, kind):
    client.force_login(cast.secretary)
    answer = client.get(f"/briefs/{draft.code}/{kind}/")
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith("attachment; filename*=utf-8''B%C3%A1o%20c%C3%A1o%20giao%20ban")
    assert disposition.endswith(f"th%C3%A1ng%205%20n%C4%83m%202025.{kind}")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.content.startswith({"docx": b"PK", "pdf": b"%PDF"}[kind])


PAGES = ("", "work/?show=overdue", "docx/", "pdf/", "edit/")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("who", ["finance_leader", "finance_contact", "stranger", "administrator"])
def test_a_hidden_brief_looks_exactly_like_a_missing_one(client, cast, draft, page, who):
    client.force_login(getattr(cast, who))
    hidden, missing = client.get(f"/briefs/{draft.code}/{page}"), client.get(f"/briefs/ZZZZZZZZ/{page}")
    assert (hidden.status_code, text_of(hidden)) == (404, text_of(missing))


@pytest.mark.parametrize("page", ["recount/", "issue/"])
def test_hidden_briefs_take_no_acts(client, cast, draft, page):
    client.force_login(cast.finance_leader)
    assert client.post(f"/briefs/{draft.code}/{page}").status_code == 404
    assert client.get(f"/briefs/{draft.code}/{page}").status_code == 405


def test_a_member_reads_an_issued_brief_and_only_the_lists_that_it_prints(client, cast, issued):
    client.force_login(cast.finance_leader)
    assert issued.code in client.get("/briefs/").content.decode()
    page = client.get(f"/briefs/{issued.code}/")
    assert page.status_code == 200
    assert "Tính lại số liệu" not in text_of(page)
    opened = {url for url, _number in numbers_of(page)}
    assert all("/work/?show=" in url and url.startswith("/briefs/") for url in opened)
    for show in SHOWS:
        answer = client.get(f"/briefs/{issued.code}/work/?show={show}")
        assert answer.status_code == (200 if show in PRINTED else 404), show
    rows = client.get(f"/briefs/{issued.code}/work/?show=due_next").context["rows"]
    assert {(row.unit, bool(url)) for row, url in rows} == {
        ("Sở Tài chính", True),
        ("Sở Nội vụ", False),
        ("UBND xã An Thạnh", False),
    }
    assert client.get(f"/briefs/{issued.code}/pdf/").status_code == 200
    assert client.get(f"/briefs/{issued.code}/edit/").status_code == 403


PRINTED = {"overdue", "due_next", "due_next_submitted", "accepted", "accepted_on_time", "accepted_late"}


@pytest.mark.parametrize(
    "query", ["", "show=", "show=everything", "show=overdue&unit=NO", "show=open&field=x"]
)
def test_an_address_that_names_nothing_is_missing(client, cast, draft, query):
    client.force_login(cast.secretary)
    assert client.get(f"/briefs/{draft.code}/work/?{query}").status_code == 404


def today_form(cast, **changed):
    facts = {"committee": cast.committee.code, "period": "month", "first": "", "last": ""}
    return {**facts, **changed}


def test_writing_a_brief_leads_to_it(client, cast):
    client.force_login(cast.secretary)
    answer = client.post("/briefs/", today_form(cast))
    made = Brief.objects.get()
    assert answer.headers["Location"] == f"/briefs/{made.code}/"
    assert made.first_date == timezone.localdate().replace(day=1)
    client.post("/briefs/", today_form(cast))
    assert Brief.objects.count() == 1
    assert client.get("/briefs/").context["form"]["period"].initial == "month"


def test_the_next_brief_begins_after_the_last_one(client, cast):
    yesterday = timezone.localdate() - timedelta(days=1)
    actor = cast.officer(cast.secretary)
    last = {"first": yesterday - timedelta(days=6), "last": yesterday - timedelta(days=1)}
    actions.write_brief(cast.committee, **last, actor=actor, at=timezone.now())
    client.force_login(cast.secretary)
    assert client.get("/briefs/").context["form"].initial["period"] == "since"
    client.post("/briefs/", today_form(cast, period="since"))
    made = Brief.objects.latest("pk")
    assert (made.first_date, made.last_date) == (yesterday, yesterday + timedelta(days=1))


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"period": "free"}, "Nhập ngày theo dạng dd/mm/yyyy."),
        ({"period": "free", "first": "31/02/2025", "last": "x"}, None),
        ({"period": "free", "first": "02/05/2025", "last": "01/05/2025"}, "Ngày cuối kỳ trước ngày đầu kỳ."),
        ({"period": "free", "first": "01/01/2099", "last": "02/01/2099"}, "Kỳ này chưa bắt đầu"),
        ({"period": "for ever"}, None),
        ({"committee": "ZZZZZZZZ"}, None),
        ({"committee": "", "period": ""}, None),
    ],
)
def test_a_bad_period_is_refused_with_a_clear_sentence(client, cast, changed, reason):
    client.force_login(cast.secretary)
    answer = client.post("/briefs/", today_form(cast, **changed))
    assert (answer.status_code, Brief.objects.count()) == (422, 0)
    assert "field-error" in answer.content.decode() or answer.context["form"].errors
    if reason:
        assert reason in text_of(answer)


def test_who_writes_no_briefs_sees_no_form_and_cannot_send_one(client, cast, issued):
    client.force_login(cast.finance_leader)
    page = client.get("/briefs/")
    assert page.context["form"] is None
    client.post("/briefs/", today_form(cast))
    assert Brief.objects.count() == 1


def test_words_are_changed_on_a_page_and_the_figures_stay(client, cast, draft):
    client.force_login(cast.secretary)
    client.get(f"/briefs/{draft.code}/edit/")
    sent = {"opening": "Mở đầu", "difficulties": "- Mưa lũ", "proposals": "", "version": 1}
    assert client.post(f"/briefs/{draft.code}/edit/", sent).status_code == 302
    page = client.get(f"/briefs/{draft.code}/")
    assert page.context["words"]["difficulties"][0].text == "Mưa lũ"
    assert Entry.objects.filter(verb="briefing.edited").count() == 1
    late = client.post(f"/briefs/{draft.code}/edit/", {**sent, "opening": "Khác"})
    assert late.status_code == 422
    assert "Người khác vừa sửa bản giao ban này." in text_of(late)
    assert "Khác" in late.content.decode()


def test_issuing_and_counting_again_answer_with_the_brief(client, cast, draft):
    client.force_login(cast.secretary)
    assert client.post(f"/briefs/{draft.code}/recount/").status_code == 302
    assert "Đã tính lại số liệu." in text_of(client.get(f"/briefs/{draft.code}/"))
    client.post(f"/briefs/{draft.code}/issue/")
    client.post(f"/briefs/{draft.code}/recount/")
    page = client.get(f"/briefs/{draft.code}/")
    assert "hãy lập bản mới thay vì sửa" in text_of(page)
    assert client.get(f"/briefs/{draft.code}/edit/").status_code == 403


def test_the_page_speaks_english_too(client, cast, draft):
    client.force_login(cast.secretary)
    client.cookies["giaoban_language"] = "en"
    words = text_of(client.get(f"/briefs/{draft.code}/"))
    assert "What is late, and what awaits a decision" in words
    assert "Month 5 of 2025" in words


@pytest.mark.parametrize("path", ["/briefs/", "page", "work"])
def test_pages_cost_the_same_however_much_they_show(client, cast, path):
    client.force_login(cast.secretary)
    counts = []
    for rows in (1, 7):
        while Brief.objects.count() < rows:
            n = Brief.objects.count()
            lived(cast, "finance", date(2025, 5, 1 + n), due_on=date(2025, 5, 10))
            made = written(cast, last=date(2025, 5, 24 + n))
        pages = {"page": f"/briefs/{made.code}/", "work": f"/briefs/{made.code}/work/?show=overdue"}
        url = pages.get(path, path)
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= {"page": 32, "work": 16}.get(path, 12)
