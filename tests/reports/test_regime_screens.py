"""Screens of regimes, forms and periods: set up, written, read from Excel, planned, opened, closed."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from giaoban.reports import actions
from giaoban.reports.figures import empty
from giaoban.reports.forming import Combine, Nature
from giaoban.reports.models import FormDraft, FormVersion, Period, Regime
from giaoban.reports.reads.regimes import timeline_of
from giaoban.units.vocabulary import UnitKind
from tests import make
from tests.assignments import sheets
from tests.reports import samples
from tests.reports.forming.test_building import HEAD, LINES


@pytest.fixture
def desk(cast):
    """The secretary at the desk."""
    client = Client()
    client.force_login(cast.secretary)
    return client


def typed(cast, **other):
    return {
        "name": "Báo cáo quý cải cách hành chính",
        "symbol": "BM 02",
        "basis": "Quyết định số 9/QĐ-UBND",
        "content": "Kết quả trong quý.",
        "within": f"unit:{cast.province.code}",
        "receiver": f"unit:{cast.science.code}",
        "kinds": ["commune", "ward"],
        "groups": [cast.departments.pk],
        "ways": ["here", "paper"],
        "frequency": "quarter",
        "cut_off": "decree",
        "counts_from": "submitted",
        "opens_itself": "on",
        "since": "15/12/2025",
        "kind_0": "communes",
        "amount_0": "2",
        "how_0": "working_days",
        "how_1": "working_days",
        "how_2": "working_days",
        "amount_3": "25",
        "how_3": "day",
        "outline": "I. Kết quả",
        "guide": "Nhập trên hệ thống.",
    } | other


def test_a_regime_is_set_up_and_changed(cast, desk):
    assert desk.get(f"/regimes/new/{cast.committee.code}/").status_code == 200
    answer = desk.post(f"/regimes/new/{cast.committee.code}/", typed(cast))
    made = Regime.objects.get()
    assert answer.headers["Location"] == f"/regimes/{made.code}/form/edit/"
    assert made.deadlines == [
        {"kinds": ["commune", "ward", "special_zone"], "amount": 2, "unit": "working_days"},
        {"kinds": [], "day": 25},
    ]
    assert (made.within, made.receiver, made.since) == (cast.province, cast.science, date(2025, 12, 15))
    change = f"/regimes/{made.code}/change/"
    shown = desk.get(change).context["form"]
    assert (shown["kind_0"].value(), shown["amount_3"].value()) == ("communes", 25)
    desk.post(change, typed(cast, name="Báo cáo quý"))
    made.refresh_from_db()
    assert made.name == "Báo cáo quý"


@pytest.mark.parametrize(
    "wrong",
    [{"kinds": [], "groups": []}, {"amount_0": ""}, {"ways": []}, {"amount_3": "0"}, {"until": "1/1/2020"}],
)
def test_a_regime_that_lacks_something_is_not_set_up(cast, desk, wrong):
    answer = desk.post(f"/regimes/new/{cast.committee.code}/", typed(cast, **wrong))
    assert answer.status_code == 422
    assert not Regime.objects.exists()


def test_the_page_says_what_the_decree_asks_and_what_is_missing(cast, desk):
    made = samples.regime(cast, guide="")
    page = desk.get(f"/regimes/{made.code}/")
    stated = {each.label: each.words for each in page.context["stated"]}
    assert len(stated) == 12
    assert [label for label, words in stated.items() if not words] == [str(page.context["stated"][-1].label)]


@pytest.mark.parametrize("rows", [1, 7])
def test_the_list_costs_the_same_however_long(cast, desk, rows, django_assert_num_queries):
    for _n in range(rows):
        samples.regime(cast)
    with django_assert_num_queries(8):
        page = desk.get("/regimes/")
    assert len(page.context["rows"]) == rows


def test_a_year_is_planned_a_period_opened_and_closed(cast, desk):
    made = samples.regime(cast)
    desk.post(f"/regimes/{made.code}/plan/year/", {"year": "2025"})
    page = desk.get(f"/regimes/{made.code}/?year=2025")
    assert [row.period.name for row in page.context["rows"]][:2] == ["Tháng 01/2025", "Tháng 02/2025"]
    period = Period.objects.get(regime=made, number=5)
    assert desk.get(f"/periods/{period.code}/").status_code == 200
    desk.post(f"/periods/{period.code}/act/open/")
    page = desk.get(f"/periods/{period.code}/")
    assert 'hx-trigger="every 2s"' in page.content.decode()
    progress = {"HX-Request": "true", "HX-Target": "opening"}
    assert "HX-Refresh" not in desk.get(f"/periods/{period.code}/", headers=progress)
    actions.open_next_units(period, at=make.NOON)
    assert desk.get(f"/periods/{period.code}/", headers=progress).headers["HX-Refresh"] == "true"
    page = desk.get(f"/periods/{period.code}/")
    assert (page.context["period"].state, page.context["missing"]) == ("open", 3)
    desk.post(f"/periods/{period.code}/act/close/")
    period.refresh_from_db()
    assert period.state == "closed"
    assert desk.get(f"/periods/{period.code}/").status_code == 200


@pytest.mark.parametrize("rows", [1, 7])
def test_the_page_of_a_regime_costs_the_same_however_many_periods(
    cast, desk, rows, django_assert_num_queries
):
    made = samples.regime(cast)
    for number in range(1, rows + 1):
        samples.opened_period(made, 2025, number)
    Period.objects.filter(regime=made, state="planned").delete()
    with django_assert_num_queries(14):
        page = desk.get(f"/regimes/{made.code}/")
    assert len(page.context["rows"]) == rows


def test_a_long_history_of_a_regime_is_shown_a_page_at_a_time(cast, desk, django_assert_num_queries):
    made = samples.regime(cast)
    for number in range(24):
        said = samples.setup(cast, guide=f"Hướng dẫn lần {number}")
        actions.change_regime(made, said=said, **samples.asking(cast))
    here = f"/regimes/{made.code}/"
    first, last = desk.get(here), desk.get(f"{here}?page=3")
    assert (len(first.context["history"]), first.context["history_page"].paginator.count) == (10, 25)
    assert "Hướng dẫn lần 23" in first.context["history"][0].facts[0].after
    assert 'href="?page=2"' in first.content.decode()
    assert len(last.context["history"]) == 5
    with django_assert_num_queries(12):
        desk.get(f"{here}?page=2")
    # A unit that only reports sees none of it.
    samples.opened_period(made, 2025, 5)
    client = Client()
    client.force_login(cast.commune_contact)
    assert client.get(f"{here}?page=2").context["history"] == []


def test_a_regime_set_up_within_a_period_has_a_form_for_that_period(cast, desk):
    since = date(2025, 5, 23)  # the decree's May began on 15/04, its June on 15/05
    made = actions.make_regime(cast.committee, said=samples.setup(cast, since=since), **samples.asking(cast))
    press(desk, made, "add_section", title="I. Kết quả", kind="indicators", columns="")
    item(desk, made, f"new/?section={being_written(made).sections[0].id}")
    offered = desk.get(f"/regimes/{made.code}/form/edit/").context["issue_form"]
    assert offered.initial["applies_from"] == date(2025, 5, 15)
    answer = press(desk, made, "issue", applies_from="23/05/2025")  # as somebody typed it
    assert answer.headers["Location"] == f"/regimes/{made.code}/"
    [first, *_rest] = actions.plan_year(made, 2025, **samples.asking(cast))
    assert first.starts_on == date(2025, 5, 15)
    page = desk.get(f"/periods/{first.code}/")
    assert page.context["form"].number == 1
    desk.post(f"/periods/{first.code}/act/open/")
    first.refresh_from_db()
    assert first.state == "opening"


def test_the_page_of_a_regime_begins_with_the_year_that_runs(cast, desk):
    made = samples.regime(cast)
    assert desk.get(f"/regimes/{made.code}/").context["rows"] == []
    for year in (2025, 2026):
        actions.plan_year(made, year, **samples.asking(cast))
    assert timeline_of(made, date(2025, 12, 14)).running == 2025
    assert timeline_of(made, date(2025, 12, 15)).running == 2026  # the decree's January
    assert timeline_of(made, date(2024, 1, 1)).running == 2025
    assert desk.get(f"/regimes/{made.code}/?year=2025").context["year"] == 2025


def test_targets_of_a_year_are_no_data_that_came(cast, desk):
    made = samples.regime(cast)
    samples.opened_period(made, 2025, 5)
    actions.set_targets(made, cast.province, 2026, empty(1), **samples.asking(cast))
    [row] = desk.get("/regimes/").context["rows"]
    assert row.last_opened == date(2025, 5, 14)


def test_a_unit_finds_no_link_to_a_period_that_it_may_not_open(cast, desk):
    made = samples.regime(cast)
    opened = samples.opened_period(made, 2025, 5)
    client = Client()
    client.force_login(cast.commune_contact)
    page = client.get(f"/regimes/{made.code}/?year=2025").content.decode()
    planned = Period.objects.filter(state="planned").first()
    assert f"/periods/{opened.code}/" in page
    assert planned.name in page
    assert f"/periods/{planned.code}/" not in page


def test_a_free_period_is_planned_by_its_days(cast, desk):
    made = samples.regime(cast)
    told = {
        "kind": "free",
        "year": "2025",
        "name": "Bão số 3",
        "starts_on": "01/06/2025",
        "ends_on": "10/06/2025",
    }
    desk.post(f"/regimes/{made.code}/plan/period/", told)
    period = Period.objects.get(kind="free")
    assert (period.name, period.ends_on) == ("Bão số 3", date(2025, 6, 10))
    assert desk.post(f"/regimes/{made.code}/plan/period/", told | {"ends_on": ""}).status_code == 422
    change = f"/periods/{period.code}/change/"
    assert desk.get(change).status_code == 200
    desk.post(change, {"starts_on": "01/06/2025", "ends_on": "11/06/2025", "due_": "20/06/2025"})
    period.refresh_from_db()
    assert (period.ends_on, period.due_on) == (date(2025, 6, 11), date(2025, 6, 20))
    early = {"starts_on": "01/06/2025", "ends_on": "11/06/2025", "due_": "11/06/2025"}
    assert desk.post(change, early).status_code == 422


# ---- the form


def press(desk, regime, act, **told):
    """A button of the editor, on the form as it stands."""
    draft = FormDraft.objects.filter(regime=regime).first()
    told = {"act": act, "stamp": draft.stamp if draft else ""} | told
    return desk.post(f"/regimes/{regime.code}/form/edit/", told)


def item(desk, regime, place, **told):
    """The page of an item, sent."""
    draft = FormDraft.objects.filter(regime=regime).first()
    facts = {
        "name": "Số tổ công nghệ số", "code": "9", "unit": "tổ", "decimals": "0", "nature": "stock",
        "combine": "below", "range_severity": "warn", "change_severity": "warn", "compare_severity": "warn",
    }  # fmt: skip
    told = {"stamp": draft.stamp if draft else ""} | facts | told
    return desk.post(f"/regimes/{regime.code}/form/items/{place}", told)


def being_written(regime):
    return FormDraft.objects.get(regime=regime).definition


def test_a_form_is_written_and_put_in_force_without_scripts(cast, desk):
    bare = actions.make_regime(cast.committee, said=samples.setup(cast), **samples.asking(cast))
    assert desk.get(f"/regimes/{bare.code}/form/").status_code == 200
    assert desk.get(f"/regimes/{bare.code}/form/edit/").status_code == 200
    press(desk, bare, "add_section", title="Hạ tầng", kind="indicators")
    press(desk, bare, "add_section", title="Tập huấn", kind="table", columns="Nam\nNữ")
    first, table = being_written(bare).sections
    page = desk.get(f"/regimes/{bare.code}/form/items/new/?section={first.id}")
    assert page.status_code == 200
    item(desk, bare, f"new/?section={first.id}", least="0", most="1.000", range_severity="refuse")
    item(desk, bare, f"new/?section={table.id}", name="Lượt người", nature="flow")
    press(desk, bare, f"column_add:{table.id}", words="Khác")
    press(desk, bare, f"section_up:{table.id}")
    sections = being_written(bare).sections
    assert [section.title for section in sections] == ["Tập huấn", "Hạ tầng"]
    assert sections[0].columns == ("Nam", "Nữ", "Khác")
    [cell] = sections[1].items[0].cells
    assert (cell.nature, cell.rules[0].most, cell.rules[0].severity) == (Nature.STOCK, "1000", "refuse")
    one = sections[1].items[0].id
    assert item(desk, bare, f"{one}/", most="1,5").status_code == 422
    assert item(desk, bare, f"{one}/", decimals="1", most="1.000").status_code == 422  # which is it?
    assert desk.get(f"/regimes/{bare.code}/form/items/{one}/").status_code == 200
    share = {"name": "Tỷ lệ", "nature": "ratio", "over": "0", "under": "1", "factor": "100"}
    item(desk, bare, f"new/?section={first.id}", **share)
    assert being_written(bare).sections[1].items[1].ratio.over == 0
    answer = press(desk, bare, "issue", applies_from="15/12/2024")
    assert answer.status_code == 302
    version = FormVersion.objects.get(regime=bare)
    assert len(version.definition.cells) == 4
    assert not FormDraft.objects.exists()
    page = desk.get(f"/regimes/{bare.code}/form/")
    assert "Lượt người" in page.content.decode()


def test_two_people_do_not_write_over_each_other(cast, desk):
    made = samples.regime(cast)
    press(desk, made, "item_down:received")
    answer = press(desk, made, "item_down:received", stamp="")
    assert answer.status_code == 422
    assert [each.id for each in being_written(made).sections[0].items][:2] == ["on_time", "received"]


def test_what_a_ratio_needs_stays(cast, desk):
    made = samples.regime(cast)
    assert press(desk, made, "item_off:received").status_code == 422
    press(desk, made, "item_off:paid")
    assert "paid" not in [each.id for each in being_written(made).items()]
    press(desk, made, "give_up")
    assert not FormDraft.objects.exists()


def test_a_new_version_does_not_reach_back(cast, desk):
    made = samples.regime(cast)
    samples.opened_period(made, 2025, 5)
    press(desk, made, "item_off:paid")
    assert press(desk, made, "issue", applies_from="15/04/2025").status_code == 422
    assert desk.get(f"/regimes/{made.code}/form/edit/").context["issue_form"].initial["applies_from"] == date(
        2025, 5, 15
    )
    press(desk, made, "issue", applies_from="15/05/2025")
    assert FormVersion.objects.filter(regime=made).count() == 2


@pytest.mark.parametrize("act", ["", "nothing:x", "heading:a"])
def test_buttons_that_are_not_there_do_nothing(cast, desk, act):
    assert press(desk, samples.regime(cast), act).status_code == 404


def upload(lines=LINES, name="bieu-mau.xlsx"):
    return SimpleUploadedFile(name, sheets.workbook(lines, head=HEAD))


def test_a_form_is_read_from_excel_and_saved_only_when_taken(cast, desk):
    bare = actions.make_regime(cast.committee, said=samples.setup(cast), **samples.asking(cast))
    address = f"/regimes/{bare.code}/form/sheet/"
    assert desk.get(address).status_code == 200
    page = desk.post(address, {"file": upload()})
    assert page.status_code == 200
    assert not FormDraft.objects.exists()
    assert [cell for cell, _words in page.context["remarks"]] == ["B7"]
    desk.post(address, {"proposal": page.context["signed"]})
    assert [each.code for each in being_written(bare).items()] == ["1", "1.1", "1.2", "2", "3", "4", "5"]


def test_a_file_that_is_no_form_is_said_so(cast, desk):
    made = samples.regime(cast)
    address = f"/regimes/{made.code}/form/sheet/"
    for file in (
        SimpleUploadedFile("x.xlsx", b"not a workbook"),
        SimpleUploadedFile("x.docx", b"PK"),
        SimpleUploadedFile("x.csv", "Họ tên;Tuổi\nAn;30".encode()),
        SimpleUploadedFile("x.xlsx", b""),
    ):
        assert desk.post(address, {"file": file}).status_code == 422
    assert desk.post(address, {"proposal": "made up"}).status_code == 422
    assert not FormDraft.objects.exists()


# ---- targets


def test_targets_are_set_for_units_and_stand_beside_their_sum(cast, desk):
    made = samples.regime(cast)
    address = f"/regimes/{made.code}/targets/?year=2026&unit={cast.an_thanh.code}"
    assert desk.get(address).status_code == 200
    assert desk.post(address, {"t0": "1.200", "t3": "12,5"}).status_code == 302
    boxes = {each.cell.slot: typed for each, typed, _trouble in desk.get(address).context["boxes"]}
    assert (boxes[samples.RECEIVED], boxes[samples.PAID], boxes[samples.ON_TIME]) == ("1.200", "12,5", "")
    page = desk.get(f"/regimes/{made.code}/targets/?year=2026")
    assert page.context["unit"] == cast.province
    below = {each.cell.slot: each.below for each, _typed, _trouble in page.context["boxes"]}
    assert below[samples.RECEIVED] == "1.200"
    assert [row.unit for row in page.context["rows"] if row.is_set] == [cast.an_thanh]
    assert len(page.context["rows"]) == 3


def test_a_target_that_may_mean_two_things_is_asked_and_nothing_is_set(cast, desk):
    made = samples.regime(cast)
    address = f"/regimes/{made.code}/targets/?year=2026"
    answer = desk.post(address, {"t0": "5", "t3": "1.234"})
    assert answer.status_code == 422
    assert not Period.objects.filter(kind="plan").exists()
    troubles = [typed for _each, typed, trouble in answer.context["boxes"] if trouble]
    assert troubles == ["1.234"]


@pytest.mark.parametrize("query", ["?year=1800", "?year=x", "?unit=ZZZZ2222"])
def test_years_and_units_that_are_not_there(cast, desk, query):
    made = samples.regime(cast)
    assert desk.get(f"/regimes/{made.code}/targets/{query}").status_code == 404


def test_a_unit_does_not_set_its_own_targets(cast):
    made = samples.regime(cast)
    samples.opened_period(made)
    client = Client()
    client.force_login(cast.commune_contact)
    address = f"/regimes/{made.code}/targets/?unit={cast.an_thanh.code}"
    assert client.get(address).status_code == 404
    assert client.post(address, {"t0": "1"}).status_code == 404


# ---- who


def test_a_unit_that_reports_reads_the_regime_and_changes_nothing(cast):
    made = samples.regime(cast)
    period = samples.opened_period(made)
    client = Client()
    client.force_login(cast.commune_contact)
    for address in (
        f"/regimes/{made.code}/",
        f"/regimes/{made.code}/form/",
        f"/periods/{period.code}/",
        "/regimes/",
    ):
        assert client.get(address).status_code == 200
    for address in (
        f"/regimes/{made.code}/change/",
        f"/regimes/{made.code}/form/edit/",
        f"/periods/{period.code}/change/",
    ):
        assert client.get(address).status_code == 404
    for address in (f"/regimes/{made.code}/plan/year/", f"/periods/{period.code}/act/close/"):
        assert client.post(address, {"year": "2026"}).status_code == 404
    period.refresh_from_db()
    assert period.state == "open"


def test_hidden_regimes_look_exactly_like_missing_ones(cast):
    made = samples.regime(cast)
    period = samples.planned_period(made)
    client = Client()
    client.force_login(cast.finance_contact)
    for hidden, missing in (
        (f"/regimes/{made.code}/", "/regimes/ZZZZ2222/"),
        (f"/regimes/{made.code}/form/", "/regimes/ZZZZ2222/form/"),
        (f"/regimes/{made.code}/form/sheet/", "/regimes/ZZZZ2222/form/sheet/"),
        (f"/periods/{period.code}/", "/periods/ZZZZ2222/"),
        (f"/regimes/new/{cast.committee.code}/", "/regimes/new/ZZZZ2222/"),
    ):
        answers = client.get(hidden), client.get(missing)
        assert [answer.status_code for answer in answers] == [404, 404]
        assert answers[0].content == answers[1].content


def test_a_form_is_shown_with_its_rules_in_words(cast, desk):
    made = samples.regime(cast, definition=samples.sample_definition(Combine.OWN), kinds=(UnitKind.COMMUNE,))
    page = desk.get(f"/regimes/{made.code}/form/").content.decode()
    assert "không lớn hơn Hồ sơ tiếp nhận" in page
    assert "từ 0 đến 100.000" in page
