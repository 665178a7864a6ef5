"""What is typed in forms, reasons and workbooks comes back as text, on every page and in Excel."""

from __future__ import annotations

import pytest
from django.test import Client

from giaoban.reports import actions
from giaoban.reports.forming import Cell, Definition, Item, Rule, RuleKind, Section, SectionKind, Severity
from giaoban.units.models import Unit
from tests.reports import rounds, samples
from tests.reports.test_entering import by
from tests.test_stored_words import EVIL, FORMULA, LIVE
from tests.workbooks import cells, formulas


def _cell(slot, key, **more):
    return Cell(slot=slot, key=key, label=f"Số {EVIL}", unit=EVIL, **more)


def evil_definition():
    """A form whose every word could run."""
    odd = Rule(RuleKind.RANGE, Severity.WARN, most="5", words=f"Xem lại {EVIL}")
    words = {"name": f"Dòng {EVIL}", "code": EVIL, "unit": EVIL, "hint": EVIL}
    one = Item("one", cells=(_cell(0, "one", rules=(odd,)),), **words)
    two = Item("two", cells=(_cell(1, "two:a"), _cell(2, "two:b")), **words)
    yes = Item("yes", cells=(_cell(3, "yes"),), **words)
    way = Item("way", cells=(_cell(4, "way=1"), _cell(5, "way=2")), options=(EVIL, FORMULA), **words)
    heads = {"title": f"Phần {EVIL}", "note": EVIL}
    return Definition(
        (
            Section("a", SectionKind.INDICATORS, items=(one,), **heads),
            Section("b", SectionKind.TABLE, items=(two,), columns=(EVIL, FORMULA), **heads),
            Section("c", SectionKind.QUESTIONS, items=(yes, way), **heads),
            Section("d", SectionKind.NARRATIVE, items=(Item("hard", **words),), **heads),
            Section("e", SectionKind.FILES, items=(Item("annex", **words),), **heads),
        )
    )


@pytest.fixture
def period(cast):
    Unit.objects.filter(pk=cast.an_thanh.pk).update(name=f"UBND xã {EVIL}")
    regime = samples.regime(cast, definition=evil_definition(), name=f"Báo cáo {EVIL}", symbol=EVIL[:40])
    return samples.opened_period(regime)


def client_of(who):
    client = Client()
    client.force_login(who)
    return client


def test_words_of_forms_and_reports_never_run(cast, period):
    unit, asking = client_of(cast.commune_contact), client_of(cast.secretary)
    here = f"/reports/{rounds.report_of(period, cast.an_thanh).code}/"
    typed = {
        "c-0": "9", "c-1": EVIL[:60], "c-2": FORMULA[:60], "w-hard": f"{FORMULA}{EVIL}", "e-0": EVIL,
        "stamp": "0.0",
    }  # fmt: skip
    unit.post(f"{here}fill/", typed)
    pages = [unit.get(f"{here}fill/"), unit.post(f"{here}fill/", {**typed, "c-0": "7", "stamp": "0.0"})]
    book = unit.get(f"{here}sheet/")
    whole = asking.get(f"/reports/workbooks/{period.code}/download/")
    stamp = {"c-1": "", "c-2": "", "stamp": "1.0", "act": "send"}
    sent = unit.post(f"{here}fill/", {**typed, **stamp})
    assert sent.status_code == 302
    pages += [asking.get("/reports/review/"), asking.get(here)]
    asking.post(f"{here}act/return/", {"reason": EVIL})
    pages += [unit.get(here), unit.get(f"{here}fill/"), asking.get(f"/reports/workbooks/{period.code}/")]
    for page in pages:
        assert page.status_code in {200, 409}
        assert not LIVE.search(page.content.decode())
    for data in (book.content, whole.content):
        assert formulas(data) == []
        assert any(EVIL in words for words in cells(data))


def test_words_of_a_workbook_never_run(cast, period):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from tests.reports.test_workbooks import edited, workbook

    data = edited(workbook(cast, period), D7=EVIL, D8=FORMULA, E9=EVIL)
    upload = SimpleUploadedFile(f"{EVIL}.xlsx", data)
    page = client_of(cast.secretary).post(f"/reports/workbooks/{period.code}/", {"file": upload})
    assert page.status_code == 422
    assert not LIVE.search(page.content.decode())


def test_a_correction_says_its_reason_as_text(cast, period):
    content = rounds.Typed(cells={0: 3}, words={"hard": EVIL})
    rounds.sent(period, cast.an_thanh, content, **by(cast))
    report = rounds.report_of(period, cast.an_thanh)
    actions.accept_report(report, **by(cast, cast.secretary))
    stamp = rounds.typed(period, cast.an_thanh, rounds.Typed(cells={0: 4}, words={"hard": EVIL}), **by(cast))
    actions.send_entry(report, stamp=stamp, restates=EVIL, **by(cast))
    page = client_of(cast.secretary).get(f"/reports/{report.code}/").content.decode()
    assert not LIVE.search(page)
    assert "&lt;script&gt;" in page
