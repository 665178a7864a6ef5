"""Every form of an export holds the rows of the list, in its order, and can be read back."""

from __future__ import annotations

import io
import json
from datetime import timedelta

import pytest
from django.utils import timezone
from docx import Document as WordFile
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from icalendar import Calendar
from python_calamine import CalamineWorkbook

from giaoban.assignments.reads import exporting
from giaoban.assignments.views import exporting as answers
from giaoban.duties import actions as duties
from giaoban.journal.models import Entry
from tests import make
from tests.scene import PRODUCT

LISTS = {"tasks": "/assignments/export/{}/", "work": "/work/export/{}/"}


@pytest.fixture
def some(cast):
    """Finished, running and stopped work of two units, one piece without a deadline."""
    today = timezone.localdate()
    made = [
        make.duty(cast.committee, unit, f"=Việc {n} <b>&", due_on=due, asked_at=timezone.now())
        for n, (unit, due) in enumerate(
            [
                (cast.finance, today + timedelta(days=3)),
                (cast.interior, today + timedelta(days=40)),
                (cast.finance, today - timedelta(days=3)),
                (cast.finance, None),
            ]
        )
    ]
    holder, asking = cast.officer(cast.finance_contact), cast.officer(cast.secretary)
    duties.receive(made[0].pk, actor=holder, at=timezone.now())
    duties.report(made[0].pk, actor=holder, at=timezone.now(), percent=40, words="Đã khảo sát; còn 3 xã")
    duties.submit(made[0].pk, actor=holder, at=timezone.now(), **PRODUCT)
    duties.accept(made[0].pk, actor=asking, at=timezone.now())
    duties.stop(made[1].pk, actor=asking, at=timezone.now(), reason="Thôi", decision="9/QĐ-BCĐ")
    return made


def body(answer) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def fetched(client, cast, kind: str, which: str = "work", query: str = "", *, who=None):
    client.force_login(who or cast.secretary)
    answer = client.get(LISTS[which].format(kind) + query)
    assert answer.status_code == 200
    return answer


@pytest.mark.parametrize("kind", ["json", "xlsx"])
def test_workbook_and_data_hold_all_rows_in_order(cast, client, some, kind):
    data = body(fetched(client, cast, kind))
    if kind == "json":
        found = [row["title"] for row in json.loads(data)["rows"]]
    else:
        rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
        found = [row[1] for row in rows if str(row[1]).startswith("=")]
    assert found == ["=Việc 2 <b>&", "=Việc 0 <b>&", "=Việc 1 <b>&", "=Việc 3 <b>&"]


def test_the_data_has_the_documented_shape(cast, client, some):
    found = json.loads(body(fetched(client, cast, "json", query="?stands=done")))
    [row] = found.pop("rows")
    assert found == {
        "format": "giaoban.work/1",
        "title": "Ban Chỉ đạo Chuyển đổi số tỉnh",
        "filters": found["filters"],
        "as_of": timezone.localdate().isoformat(),
        "total": 1,
    }
    assert found["filters"]
    assert row == {
        "code": some[0].code,
        "number": "",
        "title": "=Việc 0 <b>&",
        "product": "",
        "unit": "Sở Tài chính",
        "part": "lead",
        "from": "TB 215/TB-BCĐ · khoản 3",
        "from_key": "TB215",
        "field": "",
        "asked_on": timezone.localdate().isoformat(),
        "original_due_on": some[0].due_on.isoformat(),
        "due_on": some[0].due_on.isoformat(),
        "punctuality": "done_on_time",
        "state": "accepted",
        "percent": 100,
        "submitted_on": timezone.localdate().isoformat(),
        "last_word": "Đã khảo sát; còn 3 xã",
        "last_word_at": row["last_word_at"],
    }


def test_the_calendar_has_a_day_for_each_deadline(cast, client, some):
    calendar = Calendar.from_ical(body(fetched(client, cast, "ics")))
    events = {str(e["uid"]): e for e in calendar.walk("VEVENT")}
    assert set(events) == {f"duty-{duty.code}@giaoban" for duty in some[:3]}
    first = events[f"duty-{some[0].code}@giaoban"]
    assert (first.decoded("dtstart"), str(first["status"])) == (some[0].due_on, "CONFIRMED")
    assert str(events[f"duty-{some[1].code}@giaoban"]["status"]) == "CANCELLED"
    assert "=Việc 0 <b>&" in str(first["summary"])


def test_to_dos_say_how_far_the_work_is(cast, client, some):
    calendar = Calendar.from_ical(body(fetched(client, cast, "todo")))
    todos = {str(t["uid"]): t for t in calendar.walk("VTODO")}
    found = [str(todos[f"duty-{duty.code}@giaoban"]["status"]) for duty in some[:3]]
    assert found == ["COMPLETED", "CANCELLED", "NEEDS-ACTION"]
    assert todos[f"duty-{some[0].code}@giaoban"].decoded("due") == some[0].due_on


def test_the_annex_is_landscape_with_its_head_row_repeated(cast, client, some):
    file = WordFile(io.BytesIO(body(fetched(client, cast, "docx"))))
    [section] = file.sections
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert round(section.page_width.mm) == 297
    assert file.paragraphs[0].text.upper() == "PHỤ LỤC"
    texts = " ".join(p.text for p in file.paragraphs)
    assert "(Kèm theo Báo cáo số" in texts
    [table] = [t for t in file.tables if len(t.columns) == 7]
    assert [cell.text for cell in table.rows[0].cells][:3] == ["TT", "Số", "Nội dung nhiệm vụ"]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert table.rows[1].cells[2].text == "=Việc 2 <b>&"


def test_a_long_annex_stops_with_a_sentence(cast, client, some, monkeypatch):
    monkeypatch.setattr(exporting, "MOST_IN_ANNEX", 2)
    file = WordFile(io.BytesIO(body(fetched(client, cast, "docx"))))
    [table] = [t for t in file.tables if len(t.columns) == 7]
    assert len(table.rows) == 3
    assert "Chỉ" in " ".join(p.text for p in file.paragraphs)


def test_a_large_workbook_is_the_same_by_way_of_the_disk(cast, client, some, monkeypatch):
    small = body(fetched(client, cast, "xlsx"))
    monkeypatch.setattr(answers, "MOST_IN_MEMORY", 0)
    answer = fetched(client, cast, "xlsx")
    assert answer.streaming
    read = [
        CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
        for data in (small, body(answer))
    ]
    assert read[0] == read[1]


@pytest.mark.parametrize("which", LISTS)
@pytest.mark.parametrize("kind", ["xlsx", "docx", "ics", "todo", "json"])
def test_each_export_is_noted_before_it_is_sent(cast, client, some, which, kind):
    before = Entry.objects.count()
    body(fetched(client, cast, kind, which, "?q=việc"))
    [entry] = Entry.objects.order_by("number")[before:]
    assert (entry.verb, entry.target_label) == ("journal.exported", "Ban Chỉ đạo Chuyển đổi số tỉnh")
    assert entry.after["file"].endswith({"todo": "ics"}.get(kind, kind))
    assert "việc" in entry.after["filters"]


def test_nobody_exports_what_they_do_not_see(cast, client, some):
    found = json.loads(body(fetched(client, cast, "json", query="?role=owed", who=cast.interior_contact)))
    assert {row["unit"] for row in found["rows"]} == {"Sở Nội vụ"}
    client.force_login(cast.stranger)
    assert client.get(f"/work/export/json/?committee={cast.committee.code}").status_code == 404


def test_a_past_day_is_exported_as_it_stood_with_the_word_of_then(cast, client):
    old = timezone.now() - timedelta(days=10)
    duty = make.duty(cast.committee, cast.finance, "Việc cũ", asked_at=old)
    holder = cast.officer(cast.finance_contact)
    duties.receive(duty.pk, actor=holder, at=old)
    duties.report(duty.pk, actor=holder, at=old, percent=10, words="Lúc đó")
    duties.report(duty.pk, actor=holder, at=timezone.now(), percent=90, words="Bây giờ")
    day = timezone.localdate() - timedelta(days=5)
    for which in LISTS:
        [row] = json.loads(body(fetched(client, cast, "json", which, f"?as_of={day:%d/%m/%Y}")))["rows"]
        assert (row["percent"], row["last_word"]) == (10, "Lúc đó")


def test_an_unknown_form_is_missing(cast, client):
    client.force_login(cast.secretary)
    assert client.get("/work/export/exe/").status_code == 404


@pytest.mark.parametrize(
    "order", ["number", "-number", "asked", "-asked", "unit", "-unit", "state", "-state", "due", "-due", "x"]
)
@pytest.mark.parametrize("day", ["", "&as_of={}"])
def test_every_order_holds_each_row_once_on_any_day(cast, client, some, order, day):
    client.force_login(cast.secretary)
    yesterday = timezone.localdate() - timedelta(days=1)
    page = client.get(f"/work/?role=owed&order={order}{day.format(f'{yesterday:%d/%m/%Y}')}")
    found = [row.duty.pk for row in page.context["rows"]]
    assert sorted(found) == ([] if day else sorted(d.pk for d in some))


def test_orders_are_what_they_say(cast, client, some):
    client.force_login(cast.secretary)

    def shown(order):
        return [row.duty for row in client.get(f"/work/?order={order}").context["rows"]]

    assert [d.pk for d in shown("number")] == [d.pk for d in some]
    assert [d.pk for d in shown("-asked")] == [d.pk for d in reversed(some)]
    names = [d.unit.sort_key for d in shown("unit")]
    assert names == sorted(names)
    assert [d.state for d in shown("state")] == sorted(d.state for d in shown("state"))
