"""What filling in, deciding and workbooks cost: as many queries for a large form or many units as for few."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from giaoban.reports import actions
from giaoban.reports.figures import row
from giaoban.reports.forming import (
    Cell,
    Combine,
    Definition,
    Item,
    Nature,
    Rule,
    RuleKind,
    Section,
    SectionKind,
    Severity,
)
from giaoban.reports.models import Report
from giaoban.reports.reads.filling import standing_of
from giaoban.units.vocabulary import PostRole
from tests import make
from tests.reports import samples
from tests.reports.sendings import by
from tests.reports.test_entering import report_of
from tests.reports.test_entry_screens import client_of

NATURES = (Nature.FLOW, Nature.STOCK, Nature.CUMULATIVE)


def form(count, combine=Combine.LARGER):
    """So many indicators, each weighed against the period before and the units below."""
    jump = Rule(RuleKind.CHANGE, Severity.WARN, most="50")
    cells = [
        Cell(
            slot=n,
            key=f"n{n}",
            label=f"Chỉ tiêu {n}",
            nature=NATURES[n % 3],
            unit="hồ sơ",
            rules=(jump,),
            combine=combine,
        )
        for n in range(count)
    ]
    items = tuple(Item(c.key, c.label, str(c.slot + 1), c.unit, nature=c.nature, cells=(c,)) for c in cells)
    words = Section("w", SectionKind.NARRATIVE, "Đánh giá", (Item("hard", "Khó khăn"),))
    files = Section("f", SectionKind.FILES, "Tệp kèm theo", (Item("annex", "Phụ lục"),))
    return Definition((Section("a", SectionKind.INDICATORS, "Chỉ tiêu", items), words, files))


def asked(client, method, *args, **settings):
    """How many queries a request makes, and its answer."""
    with CaptureQueriesContext(connection) as queries:
        answer = getattr(client, method)(*args, **settings)
    assert answer.status_code in {200, 302}, answer.content.decode()[:400]
    return len(queries), answer


def send_of(period, unit, who, cast, **figures):
    sent = row({int(name[1:]): value for name, value in figures.items()}, period.form.definition.width)
    actions.send(report_of(period, unit), figures=sent, **by(cast, who))
    actions.accept_report(report_of(period, unit), **by(cast, cast.secretary))


def divisions_of(cast, count):
    """So many divisions of a department, each with its contact."""
    made = []
    for number in range(count):
        unit = make.unit(f"Phòng Số {number}", "division", cast.finance)
        person = make.person(f"Lê Văn {number}", f"phong{number}@sonhai.example")
        make.post(person, unit, PostRole.CONTACT, "Chuyên viên")
        made.append((unit, person))
    return made


def cost_of_filling(cast, divisions, count):
    regime = samples.regime(
        cast, definition=form(count), kinds=("department", "division"), name=f"Mẫu {count}"
    )
    before, period = (samples.opened_period(regime, 2025, month) for month in (4, 5))
    send_of(before, cast.finance, cast.finance_contact, cast, n0=5, n1=6)
    send_of(period, *divisions[0], cast, n0=5, n1=6)
    report = report_of(period, cast.finance)
    here, client = f"/reports/{report.code}/fill/", client_of(cast.finance_contact)
    client.get(here)
    figures = {f"c-{slot}": str(slot + 1) for slot in range(count)}
    reasons = {f"e-{slot}": "Đã đối chiếu" for slot in range(count)}
    counted = {"open": asked(client, "get", here)[0]}
    counted["keep"] = asked(client, "post", here, {**figures, "stamp": "0.0", "act": "save"})[0]
    json = {"headers": {"Accept": "application/json"}}
    typed = {**figures, **reasons}
    counted["keep by itself"] = asked(client, "post", here, {**typed, "stamp": "1.0"}, **json)[0]
    counted["open again"] = asked(client, "get", here)[0]
    stamp = standing_of(report_of(period, cast.finance)).stamp
    counted["send"] = asked(client, "post", here, {**typed, "stamp": stamp, "act": "send"})[0]
    assert report_of(period, cast.finance).state == "submitted"
    page = f"/reports/{report.code}/"
    counted["read"] = asked(client_of(cast.secretary), "get", page)[0]
    # What waits elsewhere is told on that page; nothing does for the next form.
    actions.accept_report(report_of(period, cast.finance), actor=cast.officer(cast.secretary), at=make.NOON)
    return counted


def test_a_form_costs_the_same_however_many_indicators(cast):
    divisions = divisions_of(cast, 1)
    small, large = (cost_of_filling(cast, divisions, count) for count in (2, 60))
    assert small == large
    lock = int(connection.features.has_select_for_update)  # elsewhere the transaction itself holds the rows
    writing = {"keep": 12 + lock, "keep by itself": 16 + lock, "send": 26 + lock}
    assert small == {"open": 9, "open again": 9, "read": 12, **writing}


@pytest.mark.parametrize("count", [1, 7])
def test_many_forms_cost_as_much_as_one(cast, count):
    people = dict(divisions_of(cast, count))
    regime = samples.regime(cast, definition=form(3), kinds=("division",))
    before, period = (samples.opened_period(regime, 2025, month) for month in (4, 5))
    for unit, person in people.items():
        send_of(before, unit, person, cast, n0=5)
    client, here = client_of(cast.secretary), f"/reports/workbooks/{period.code}/"
    client.get(here)
    counted = {"workbook": asked(client, "get", here)[0]}
    counted["download"], book = asked(client, "get", f"{here}download/")
    counted["look"], _seen = asked(client, "post", here, {"file": SimpleUploadedFile("a.xlsx", book.content)})
    for unit, person in people.items():
        actions.send(report_of(period, unit), figures=row({0: 9}, 3), **by(cast, person))
    counted["review"], listed = asked(client, "get", "/reports/review/")
    assert listed.content.decode().count('name="report"') == count
    assert Report.objects.filter(period=period).count() == count
    assert counted == {"workbook": 9, "download": 13, "look": 10, "review": 12}
