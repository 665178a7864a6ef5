"""The pages of a report: its form, what was sent, what waits, figures by Excel; seen by each side."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from giaoban.reports import actions
from giaoban.reports.models import Report, Revision
from giaoban.reports.reads.filling import for_filling, standing_of
from tests import make
from tests.reports import samples
from tests.reports.test_entering import GIVEN, by, fill, report_of


@pytest.fixture
def period(cast):
    return samples.opened_period(samples.regime(cast))


def client_of(who):
    client = Client()
    client.force_login(who)
    return client


def send(cast, period, data=GIVEN):
    saved = fill(cast, period, data)
    return actions.send_entry(report_of(period, cast.an_thanh), stamp=saved.standing.stamp, **by(cast))


def address(period, cast, rest=""):
    return f"/reports/{report_of(period, cast.an_thanh).code}/{rest}"


def test_the_form_is_filled_in_and_sent(cast, period):
    client, here = client_of(cast.commune_contact), address(period, cast, "fill/")
    page = client.get(here)
    assert page.status_code == 200
    kept = client.post(here, {**GIVEN, "stamp": "0.0", "act": "save"})
    assert kept.status_code == 302
    sent = client.post(here, {**GIVEN, "stamp": "1.0", "act": "send"})
    assert sent.headers["Location"] == address(period, cast)
    report = report_of(period, cast.an_thanh)
    assert (report.state, report.latest.row(9)[samples.PAID]) == ("submitted", 12345)


def test_a_save_of_the_page_itself_is_answered_with_what_the_rules_find(cast, period):
    client, here = client_of(cast.commune_contact), address(period, cast, "fill/")
    data = {**GIVEN, "c-1": "9999", "c-3": "1.234", "stamp": "0.0"}
    answer = client.post(here, data, headers={"Accept": "application/json"})
    told = json.loads(answer.content)
    assert told["stamp"] == "1.0"
    assert told["boxes"]["c-1"]["findings"][0]["refuses"]
    assert [words for _value, words in told["boxes"]["c-3"]["readings"]] == ["1.234,0", "1,2"]


def test_the_reason_for_an_unusual_figure_has_the_width_of_its_line(cast, period):
    client, here = client_of(cast.commune_contact), address(period, cast, "fill/")
    client.post(
        here,
        {**GIVEN, "c-2": "9999999", "c-5": "1,5", "e-0": "Hai xã mới nhập", "stamp": "0.0", "act": "save"},
    )
    page = client.get(here).content.decode()
    rows = {row.partition('id="n-')[2].partition('"')[0]: row for row in page.split('<tr class="notes">')[1:]}
    reason = '<textarea name="e-0" rows="1" maxlength="500">Hai xã mới nhập</textarea>'
    assert reason in rows["0"].partition("</tr>")[0]
    assert '<td colspan="6">' in rows["0"]
    # What is said of a field stands right below its line, and the field names it.
    assert 'aria-describedby="n-0"' in page.partition('<tr class="notes">')[0]


def test_what_has_to_be_given_is_counted_and_said_only_once_somebody_tries_to_send(cast, period):
    client, here = client_of(cast.commune_contact), address(period, cast, "fill/")
    asks_json = {"Accept": "application/json"}
    told = client.post(here, {"c-0": "5", "stamp": "0.0"}, headers=asks_json).json()
    assert told["boxes"] == {}
    assert told["open"] == "còn 1 mục phải nhập"
    page = client.post(here, {"c-0": "5", "stamp": "1.0", "act": "send"})
    assert page.status_code == 422
    assert "Phải nhập “Khó khăn, vướng mắc”" in page.content.decode()
    assert 'name="tried"' in page.content.decode()


def test_what_is_no_number_is_said_once(cast, period):
    client, here = client_of(cast.commune_contact), address(period, cast, "fill/")
    data = {"c-0": "12x", "stamp": "0.0", "tried": "1"}
    told = client.post(here, data, headers={"Accept": "application/json"}).json()
    assert told["boxes"]["c-0"]["trouble"]
    assert told["boxes"]["c-0"]["findings"] == []


def test_a_stale_page_shows_both_and_writes_nothing(cast, period):
    fill(cast, period)
    client, here = client_of(cast.commune_contact), address(period, cast, "fill/")
    stale = {**GIVEN, "c-0": "77", "stamp": "0.0", "act": "save"}
    assert client.post(here, stale, headers={"Accept": "application/json"}).status_code == 409
    page = client.post(here, stale)
    assert page.status_code == 409
    assert 'name="t-c-0"' in page.content.decode()
    assert 'value="77"' in page.content.decode()
    client.post(here, {**stale, "stamp": "1.0", "t-c-0": "1", "c-2": "5"})
    content = standing_of(report_of(period, cast.an_thanh)).content
    assert (content.cells[samples.RECEIVED], content.cells[samples.HOUSEHOLDS]) == (1234, 5)


def test_zero_nil_and_missing_look_different(cast, period):
    asking = client_of(cast.secretary)
    missing = asking.get(address(period, cast)).content.decode()
    send(cast, period, {"c-0": "0", "w-hard": "Không"})
    zero = asking.get(address(period, cast)).content.decode()
    report = report_of(period, cast.an_thanh)
    actions.return_report(report, reason="Xem lại", **by(cast, cast.secretary))
    fill(cast, period, {"w-hard": "Không"})
    actions.send_entry(
        report, stamp=standing_of(report_of(period, cast.an_thanh)).stamp, is_nil=True, **by(cast)
    )
    nil = asking.get(address(period, cast)).content.decode()
    assert "circle-dashed" in missing
    assert "<b>0</b>" in zero
    assert 'class="missing"' in zero
    assert "<b>0</b>" not in nil


def test_the_secretary_returns_and_accepts(cast, period):
    send(cast, period)
    client = client_of(cast.secretary)
    empty = client.post(address(period, cast, "act/return/"), {"reason": ""})
    assert empty.status_code == 422
    client.post(address(period, cast, "act/return/"), {"reason": "Thiếu số liệu hộ"})
    assert report_of(period, cast.an_thanh).state == "returned"
    own = client_of(cast.commune_contact).get(address(period, cast, "fill/")).content.decode()
    assert "Thiếu số liệu hộ" in own
    send(cast, period, {**GIVEN, "c-2": "300"})
    client.post(address(period, cast, "act/accept/"))
    report = report_of(period, cast.an_thanh)
    assert (report.state, report.counted.number) == ("accepted", 2)


def test_a_form_that_cannot_be_sent_leads_to_its_first_open_field(cast, period):
    client, here = client_of(cast.commune_contact), address(period, cast, "fill/")
    assert client.get(here).context["first_open"] is None
    data = {**GIVEN, "c-1": "12x", "act": "send", "stamp": "0.0"}
    page = client.post(here, data)
    place, name = page.context["first_open"]
    html = page.content.decode()
    assert (page.status_code, place) == (422, "c-1")
    assert f'<a href="#{place}">Đến “{name}”</a>' in html
    assert f'id="{place}"' in html


def test_a_correction_keeps_and_shows_the_old_figure(cast, period):
    send(cast, period)
    actions.accept_report(report_of(period, cast.an_thanh), **by(cast, cast.secretary))
    client, here = client_of(cast.commune_contact), address(period, cast, "fill/")
    data = {**GIVEN, "c-0": "1300", "act": "send"}
    refused = client.post(here, {**data, "stamp": standing_of(report_of(period, cast.an_thanh)).stamp})
    assert refused.status_code == 422
    assert standing_of(report_of(period, cast.an_thanh)).content.cells[samples.RECEIVED] == 1300
    assert refused.context["first_open"] is None
    stamp = standing_of(report_of(period, cast.an_thanh)).stamp
    assert client.post(here, {**data, "stamp": stamp, "restates": "Nhầm một ấp"}).status_code == 302
    page = client_of(cast.secretary).get(address(period, cast)).content.decode()
    assert "<s>1.234</s>" in page
    assert "<b>1.300</b>" in page
    assert "Nhầm một ấp" in page
    assert Revision.objects.count() == 2


def test_nothing_occurred_is_an_act_of_its_own(cast, period):
    client = client_of(cast.commune_contact)
    client.post(address(period, cast, "act/nil/"), {"stamp": "0.0"})
    report = report_of(period, cast.an_thanh)
    assert (report.state, report.is_nil) == ("submitted", True)


def test_who_has_no_part_in_it_finds_nothing(cast, period):
    for rest in ("", "fill/", "sheet/"):
        for who in (cast.finance_contact, cast.stranger):
            assert client_of(who).get(address(period, cast, rest)).status_code == 404


def test_what_is_being_typed_is_read_by_both_sides_alone(cast, period):
    fill(cast, period, {"c-0": "4321"})
    assert "4.321" in client_of(cast.standing).get(address(period, cast, "fill/")).content.decode()
    assert client_of(cast.chair).get(address(period, cast)).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_what_waits_asks_a_fixed_number_of_questions(
    cast, period, count, django_assert_num_queries
):
    units = [cast.an_thanh, cast.minh_khai, cast.hon_may][:count]
    for unit in units:
        report = report_of(period, unit)
        person = make.person("Người gửi", f"gui{unit.pk}@sonhai.example")
        make.post(person, unit, "contact")
        actions.send_entry(report, stamp="0.0", is_nil=True, **by(cast, person))
    client = client_of(cast.secretary)
    client.get("/reports/review/")
    with django_assert_num_queries(12):
        page = client.get("/reports/review/")
    assert page.content.decode().count('name="report"') == count


def test_the_way_to_what_waits_is_shown_to_those_for_whom_something_does(cast, period):
    send(cast, period)
    assert "Chờ duyệt (1)" in client_of(cast.secretary).get("/reports/").content.decode()
    assert "/reports/review/" not in client_of(cast.administrator).get("/reports/").content.decode()
    assert "/reports/review/" not in client_of(cast.commune_contact).get("/reports/").content.decode()


def test_many_are_accepted_at_once(cast, period):
    for unit in (cast.an_thanh, cast.minh_khai):
        person = make.person("Người gửi", f"gui{unit.pk}@sonhai.example")
        make.post(person, unit, "contact")
        actions.send_entry(report_of(period, unit), stamp="0.0", is_nil=True, **by(cast, person))
    codes = list(Report.objects.filter(latest__isnull=False).values_list("code", flat=True))
    client_of(cast.secretary).post("/reports/review/accept/", {"report": codes, "period": period.code})
    assert Report.objects.filter(state="accepted").count() == 2


def test_files_go_with_a_sending_and_stay_for_the_next(cast, period):
    from django.core.files.uploadedfile import SimpleUploadedFile

    client = client_of(cast.commune_contact)
    upload = SimpleUploadedFile("phu-luc.txt", "Phụ lục số liệu.".encode())
    client.post(address(period, cast, "add/annex/"), {"file": upload})
    sent = send(cast, period)
    assert [one.item for one in sent.files.all()] == ["annex"]
    assert report_of(period, cast.an_thanh).files.filter(revision=None).count() == 1
    page = client_of(cast.secretary).get(address(period, cast)).content.decode()
    assert "phu-luc.txt" in page


def test_the_duty_leads_to_the_form(cast, period):
    duty = report_of(period, cast.an_thanh).duty
    page = client_of(cast.commune_contact).get(f"/duties/{duty.code}/").content.decode()
    assert address(period, cast, "fill/") in page


def test_forms_are_loaded_with_what_they_need(cast, period, django_assert_num_queries):
    report = for_filling(Report.objects.all()).get(period=period, unit=cast.an_thanh)
    with django_assert_num_queries(0):
        standing_of(report)
