"""Pivots, pictures and lists of who has sent: what they show, to whom, at what cost."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from giaoban.files.reading.table import read_tables
from giaoban.journal.models import Entry
from giaoban.reports import actions
from giaoban.reports.models import Period, Report
from giaoban.reports.reads.coming import Tally, stands
from giaoban.reports.reads.heat import FILLS, LEVELS, Heat, write_heat
from giaoban.reports.vocabulary import Came
from giaoban.ui import formats
from giaoban.units.actions import merge
from giaoban.units.vocabulary import PostRole
from tests import make, workbooks
from tests.reports import samples
from tests.reports.sendings import accept, by, report_of, send


def page(who, name, *args, **query):
    """The answer to a person."""
    client = Client()
    client.force_login(who)
    return client.get(reverse(name, args=args), query)


def text_of(answer):
    """What the page says, without markup, blanks run together."""
    body = answer.content.decode().partition("<main")[2]
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def rows_of(answer):
    """The cells of the first table: its rows as lists of words."""
    table = answer.content.decode().partition('<table class="table"')[2].partition("</table>")[0]
    rows = re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]
    return [[" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in row] for row in cells]


@pytest.fixture
def regime(cast):
    return samples.regime(cast)


@pytest.fixture
def april(regime):
    return samples.opened_period(regime, 2025, 4)


@pytest.fixture
def may(regime, april, cast):
    """An Thạnh sent 12 and 30, Minh Khai 5 in May; An Thạnh 8 in April."""
    made = samples.opened_period(regime, 2025, 5)
    other = make.person("Lý Văn Sơn", "minhkhai@sonhai.example")
    make.post(other, cast.minh_khai, PostRole.CONTACT, "Công chức Văn phòng")
    for period, unit, who, figures in (
        (april, cast.an_thanh, cast.commune_contact, {"received": 8, "on_time": 6, "paid": 15}),
        (made, cast.an_thanh, cast.commune_contact, {"received": 1234, "on_time": 617, "paid": 305}),
        (made, cast.minh_khai, other, {"received": 5, "on_time": 0}),
    ):
        send(cast, period, unit=unit, who=who, **figures)
        actions.accept_report(report_of(period, unit), **by(cast, cast.secretary))
    return made


def test_indicators_of_the_whole_with_their_columns(cast, regime, may):
    answer = page(cast.secretary, "report-figures", regime.code)
    rows = {row[0]: row[1:] for row in rows_of(answer)}
    assert rows["1 Hồ sơ tiếp nhận hồ sơ"][:3] == ["1.239 2/3", "1.247 3/6", "–"]
    assert rows["1.2 Tỷ lệ đúng hạn %"][0] == "49,8 2/3"  # 617 of 1.239, no mean of shares
    assert rows["3 Kinh phí đã chi triệu đồng"][:2] == ["30,5 1/3", "30,5 1/3"]
    assert rows["2 Hộ có mạng hộ"][0] == "– 0/3"  # nobody gave one: not 0


def test_units_below_lead_to_their_reports_and_the_lacking_to_who_has_not_sent(cast, regime, may):
    answer = page(cast.secretary, "report-figures", regime.code, by="units", item="received")
    assert rows_of(answer)[1:] == [
        ["UBND đặc khu Hòn Mây", "– 0/1"],
        ["UBND phường Minh Khai", "5"],
        ["UBND xã An Thạnh", "1.234"],
        ["Cộng chung: Tỉnh Sơn Hải", "1.239 2/3"],
    ]
    body = answer.content.decode()
    report = Report.objects.get(period=may, unit=cast.an_thanh)
    assert f'<a href="/reports/{report.code}/" title="' in body
    assert cast.commune_contact.full_name in body
    assert f"came=owed&amp;unit={cast.province.code}&amp;period={may.code}" in body


def test_periods_side_by_side(cast, regime, april, may):
    answer = page(cast.secretary, "report-figures", regime.code, by="units", item="received", back="3")
    _head, *rows = [row for row in rows_of(answer) if row]
    an_thanh = next(row for row in rows if row[0] == "UBND xã An Thạnh")
    assert an_thanh[1:] == ["8", "1.234"]


def test_a_unit_reads_its_own_and_nobody_elses(cast, regime, may):
    own = page(cast.commune_contact, "report-figures", regime.code)
    assert {row[0]: row[1] for row in rows_of(own)}["1 Hồ sơ tiếp nhận hồ sơ"] == "1.234"
    for name in ("report-figures", "report-charts", "report-sent", "report-heat"):
        for unit in (cast.minh_khai, cast.province):
            assert page(cast.commune_contact, name, regime.code, unit=unit.code).status_code == 404
        assert page(cast.stranger, name, regime.code).status_code == 404
        assert page(cast.finance_contact, name, regime.code).status_code == 404
        assert page(cast.chair, name, regime.code, unit=cast.minh_khai.code).status_code == 200


def test_hidden_regimes_look_like_missing_ones(cast, regime, may):
    hidden, missing = (page(cast.stranger, "report-figures", code) for code in (regime.code, "ZZZZ2222"))
    assert hidden.status_code == missing.status_code == 404
    assert len(hidden.content) == len(missing.content)


def more_units(cast, count):
    """Further communes below the province."""
    return [make.unit(f"UBND xã Số {n}", "commune", cast.province, code=f"9810{n}") for n in range(count)]


@pytest.mark.parametrize(
    "name", ["report-figures", "report-charts", "report-sent", "report-heat", "report-heat-export"]
)
def test_a_page_costs_the_same_however_many_units(cast, name, django_assert_max_num_queries):
    counted = []
    for number, count in enumerate((1, 7)):
        more_units(cast, count) if number else more_units(cast, 1)
        regime = samples.regime(cast, name=f"Báo cáo {number}")
        period = samples.opened_period(regime, 2025, 5)
        send(cast, period, received=3)
        accept(cast, period)
        client = Client()
        client.force_login(cast.secretary)
        with django_assert_max_num_queries(60) as queries:
            answer = client.get(reverse(name, args=[regime.code]), {"by": "units"})
            list(getattr(answer, "streaming_content", ()))
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_a_day_alone_asks_for_the_units_of_that_day_and_the_page_says_so(cast, regime, may):
    shown = page(cast.secretary, "report-figures", regime.code, view="then", on="01/06/2025")
    assert (shown.context["asked"].view, shown.context["asked"].on) == ("date", date(2025, 6, 1))
    assert "Cộng theo các đơn vị ngày 01/06/2025." in text_of(shown)
    assert shown.context["is_chosen"]
    plain = page(cast.secretary, "report-figures", regime.code, view="then", level="next", on="")
    assert not plain.context["is_chosen"]


def test_a_target_that_nobody_set_is_a_dash_alone(cast, regime, may):
    shown = page(cast.secretary, "report-figures", regime.code, col="plan", item="received")
    assert "0/1" not in text_of(shown)


@pytest.mark.parametrize("asks", [True, False])
def test_the_way_in_says_what_is_owed_and_what_came(cast, regime, april, may, asks):
    said = text_of(page(cast.secretary if asks else cast.commune_contact, "reports"))
    assert ("2/3" in said) is asks
    assert ("Báo cáo tháng kết quả chuyển đổi số: Tháng 05/2025" in said) is not asks


def test_the_list_of_who_has_not_sent(cast, regime, may):
    answer = page(cast.secretary, "report-sent", regime.code, came="owed")
    said = text_of(answer)
    assert "UBND đặc khu Hòn Mây" in said
    assert "UBND xã An Thạnh" not in said
    assert [row.report.unit_id for row, *_rest in answer.context["rows"]] == [cast.hon_may.pk]
    every = page(cast.secretary, "report-sent", regime.code).context
    assert (every["tally"].came, every["tally"].expected) == (2, 3)


def test_what_is_said_to_be_in_time_says_that_reports_with_nothing_in_them_are_among_it(cast, regime, may):
    assert "không phát sinh." not in text_of(page(cast.secretary, "report-sent", regime.code))
    Report.objects.filter(period=may, unit=cast.an_thanh).update(is_nil=True)
    said = text_of(page(cast.secretary, "report-sent", regime.code))
    assert "Trong đó có cả báo cáo không phát sinh." in said


def taken(who, name, *args, **query):
    """The bytes of a download."""
    answer = page(who, name, *args, **query)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def test_a_workbook_holds_numbers_and_its_heads_stay(cast, regime, may):
    data = taken(cast.secretary, "report-figures-export", regime.code, "xlsx", by="units")
    rows = read_tables(data, filename="so-lieu.xlsx")[0].rows
    head = next(n for n, row in enumerate(rows) if row[0] == "Mã")
    names = {row[1]: row for row in rows[head + 1 :]}
    assert names["UBND xã An Thạnh"][2:5] == ("1234", "617", "50")
    assert names["UBND xã An Thạnh"][6] == "30.5"
    assert names["UBND đặc khu Hòn Mây"][2] == ""
    page_xml = workbooks.parts(data)["xl/worksheets/sheet1.xml"]
    assert f'<pane xSplit="2" ySplit="{head + 1}" topLeftCell="C{head + 2}"' in page_xml
    assert "#,##0.0" in workbooks.parts(data)["xl/styles.xml"]
    assert "<v>30.5</v>" in page_xml


def test_csv_is_for_excel_of_the_language(cast, regime, may):
    data = taken(cast.secretary, "report-figures-export", regime.code, "csv", by="units")
    assert data.startswith(b"\xef\xbb\xbf")
    rows = {row[1]: row for row in csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";")}
    assert rows["UBND xã An Thạnh"][0] == "98001"
    assert rows["UBND xã An Thạnh"][6] == "30,5"
    assert rows["UBND đặc khu Hòn Mây"][2] == ""


def test_json_tells_each_figure_with_its_n_of_m(cast, regime, may):
    data = json.loads(
        taken(cast.secretary, "report-figures-export", regime.code, "json", by="units", item="received")
    )
    assert data["format"] == "giaoban.figures/1"
    assert [(row["name"], row["values"], row["given"], row["of"]) for row in data["rows"]][-2:] == [
        ("UBND xã An Thạnh", ["1234"], [1], [1]),
        ("Tỉnh Sơn Hải", ["1239"], [2], [3]),
    ]


def test_dhis2_gets_what_units_reported_by_code(cast, regime, april, may):
    data = json.loads(taken(cast.secretary, "report-figures-export", regime.code, "dhis2"))
    assert (data["dataSet"], data["period"]) == (regime.code, "202505")
    told = {
        (v["orgUnit"], v["dataElement"], v["categoryOptionCombo"]): v["value"] for v in data["dataValues"]
    }
    assert told == {
        ("98001", "received", "default"): "1234",
        ("98001", "on_time", "default"): "617",
        ("98001", "paid", "default"): "30.5",
        ("98002", "received", "default"): "5",
        ("98002", "on_time", "default"): "0",  # said to be 0, which is not missing
    }
    both = json.loads(taken(cast.secretary, "report-figures-export", regime.code, "dhis2", back="3"))
    assert {value["period"] for value in both["dataValues"]} == {"202504", "202505"}


def test_who_has_sent_is_data_too(cast, regime, may):
    data = json.loads(taken(cast.secretary, "report-sent-export", regime.code, "json"))
    assert (data["format"], data["expected"], data["came"]) == ("giaoban.sent/1", 3, 2)
    assert sum(data["by_state"].values()) == 3
    assert {row["official_code"]: row["state"] for row in data["rows"]} == {
        "98001": "accepted", "98002": "accepted", "98003": "waiting",
    }  # fmt: skip


def test_what_is_taken_along_is_noted(cast, regime, may):
    taken(cast.secretary, "report-figures-export", regime.code, "xlsx")
    taken(cast.secretary, "report-sent-export", regime.code, "csv")
    files = [
        entry.after["file"] for entry in Entry.objects.filter(verb="journal.exported").order_by("number")
    ]
    assert files == [f"so-lieu-{regime.code}-2025-05-14.xlsx", "bao-cao-da-gui-2025-05-14.csv"]


def grounds_of(data):
    """The words of each cell of the sheet with the colour of its ground, "" for none."""
    parts = workbooks.parts(data)
    fills = re.findall(r"<fill>(.*?)</fill>", parts["xl/styles.xml"], re.DOTALL)
    colours = ["".join(re.findall(r'fgColor rgb="FF(\w+)"', fill)) for fill in fills]
    looks = re.findall(r'<xf [^>]*fillId="(\d+)"', parts["xl/styles.xml"].partition("<cellXfs")[2])
    words = re.findall(r"<si><t[^>]*>(.*?)</t></si>", parts["xl/sharedStrings.xml"])
    cells = re.findall(r'<c r="(\w+)" s="(\d+)" t="s"><v>(\d+)</v>', parts["xl/worksheets/sheet1.xml"])
    return {place: (html.unescape(words[int(v)]), colours[int(looks[int(s)])]) for place, s, v in cells}


def test_the_heat_map_is_a_workbook_of_facts_in_words_and_colours(cast, regime, april, may):
    cells = grounds_of(taken(cast.secretary, "report-heat-export", regime.code))
    rows = {words: place.strip("ABCD") for place, (words, _colour) in cells.items()}
    head, hon_may, an_thanh = (rows[name] for name in ("Mã", "UBND đặc khu Hòn Mây", "UBND xã An Thạnh"))
    assert [cells[f"{column}{head}"][0] for column in "CD"] == ["Tháng 04/2025", "Tháng 05/2025"]
    assert cells[f"C{hon_may}"] == cells[f"D{hon_may}"] == ("Chưa gửi", "F4B9BE")
    sent = [stands(report_of(period, cast.an_thanh), on=make.TODAY).came for period in (april, may)]
    assert [cells[f"{c}{an_thanh}"] for c in "CD"] == [(str(c.label), FILLS[c].strip("#")) for c in sent]
    assert {str(came.label) for came in Came} <= set(rows)  # the legend
    entry = Entry.objects.filter(verb="journal.exported").latest("number")
    assert entry.after == {"file": "ban-do-gui-bao-cao-2025-05-14.xlsx", "rows": 3}
    link = f"/reports/sent/{regime.code}/heat/xlsx/?unit={cast.province.code}"
    assert link in page(cast.secretary, "report-heat", regime.code).content.decode()


def test_a_unit_with_many_below_it_says_how_many_came(cast, regime, may):
    tally = Tally(
        {Came.ON_TIME: 4, Came.NIL: 1, Came.LATE: 2, Came.MISSING: 3, Came.RETURNED: 0, Came.NOT_DUE: 0}
    )
    target = io.BytesIO()
    write_heat(Heat(cast.province, (cast.province,), (may,), {(0, 0): tally}), ["Kỳ"], target)
    said = dict(grounds_of(target.getvalue()).values())
    words = f"{formats.share(7, 10)}; Chậm: 2; Chưa gửi: 3"
    assert said[words] == LEVELS[2].strip("#")


@pytest.mark.parametrize("who", ["commune_contact", "stranger", "finance_contact"])
def test_the_workbook_of_the_heat_map_is_for_those_who_read_the_page(cast, regime, may, who):
    answer = page(getattr(cast, who), "report-heat-export", regime.code, unit=cast.province.code)
    assert answer.status_code == 404
    assert not Entry.objects.filter(verb="journal.exported").exists()


def test_nobody_takes_along_what_they_may_not_read(cast, regime, may):
    for kind in ("xlsx", "csv", "json", "dhis2"):
        answer = page(
            cast.commune_contact, "report-figures-export", regime.code, kind, unit=cast.province.code
        )
        assert answer.status_code == 404
    assert page(cast.secretary, "report-figures-export", regime.code, "pdf").status_code == 404


def test_a_view_of_a_date_wants_the_date(cast, regime, may):
    assert page(cast.secretary, "report-figures", regime.code, view="date").status_code == 422
    answer = page(cast.secretary, "report-figures", regime.code, view="date", on="01/06/2025")
    assert answer.status_code == 200


def test_before_the_first_period_the_pages_say_so(cast, regime):
    assert not Period.objects.opened().filter(regime=regime).exists()
    for name in ("report-figures", "report-charts", "report-sent", "report-heat"):
        assert page(cast.secretary, name, regime.code).status_code == 200


def test_pictures_have_their_numbers_as_tables_and_no_inline_style(cast, regime, april, may):
    for name in ("report-charts", "report-heat"):
        body = page(cast.secretary, name, regime.code).content.decode()
        assert "<svg" in body
        assert "style=" not in body.partition("<main")[2]
    assert "1.239" in text_of(page(cast.secretary, "report-charts", regime.code))


def test_an_indicator_that_an_earlier_form_lacks_is_no_fault(cast, regime, april, may):
    form = april.form
    form.pk, form.number = None, 2
    form.content = json.loads(json.dumps(form.content).replace('"paid"', '"spent"'))
    form.save()
    Period.objects.filter(pk=april.pk).update(form=form)
    for name in ("report-charts", "report-figures"):
        answer = page(cast.secretary, name, regime.code, period=april.code, item="paid")
        assert answer.status_code == 200


def test_the_day_of_the_page_is_said(cast, regime, may):
    said = text_of(page(cast.secretary, "report-figures", regime.code))
    assert re.search(r"\d\d:\d\d · \d\d/\d\d/\d{4}", said)


def test_on_the_units_after_a_merger_the_heir_has_both_and_nothing_else_is_a_row(cast, regime, may):
    told = {"effective_on": date(2025, 6, 1), "basis": "Nghị quyết 1/NQ-HĐND"}
    merge([cast.minh_khai], into=cast.an_thanh, actor=cast.officer(cast.administrator), at=make.NOON, **told)
    ask = {"by": "units", "item": "received"}
    then = rows_of(page(cast.secretary, "report-figures", regime.code, **ask))[1:]
    later = rows_of(page(cast.secretary, "report-figures", regime.code, **ask, view="date", on="10/06/2025"))
    assert [row[1] for row in then] == ["– 0/1", "5", "1.234", "1.239 2/3"]
    assert later[1:] == [
        ["UBND xã An Thạnh", "1.239 2/2"],
        ["UBND đặc khu Hòn Mây", "– 0/1"],
        ["Cộng chung: Tỉnh Sơn Hải", "1.239 2/3"],
    ]
    book = taken(
        cast.secretary, "report-figures-export", regime.code, "json", **ask, view="date", on="10/06/2025"
    )
    data = json.loads(book)
    assert (data["view"], data["on"], len(data["rows"])) == ("date", "2025-06-10", 3)


def test_on_the_units_after_a_split_each_heir_has_the_part_that_was_given(cast, regime, may):
    client = Client()
    client.force_login(cast.administrator)
    url = reverse("unit-act", args=[cast.an_thanh.code, "split"])
    sent = {"names": "UBND xã An Đông\nUBND xã An Tây", "kind": "commune", "share_1": "3", "share_2": "1"}
    sent |= {"effective_on": "01/06/2025", "basis": "Nghị quyết 1/NQ-HĐND"}
    shown = client.post(url, sent)
    assert client.post(url, {**sent, "seen": shown.context["seen"]}).status_code == 302
    ask = {"by": "units", "item": "received"}
    then = rows_of(page(cast.secretary, "report-figures", regime.code, **ask))[1:]
    today = rows_of(page(cast.secretary, "report-figures", regime.code, **ask, view="today"))[1:]
    assert {row[0]: row[1] for row in then}["UBND xã An Thạnh"] == "1.234"
    figures = {row[0]: row[1] for row in today}
    assert "UBND xã An Thạnh" not in figures
    assert figures["UBND xã An Đông"].startswith("925")  # 1.234 × 3/4, to the last whole hồ sơ
    assert figures["UBND xã An Tây"].startswith("309")
    assert figures["Cộng chung: Tỉnh Sơn Hải"] == "1.239 2/3"


EVIL = "<script>alert(1)</script>\"'><b>"


def test_what_people_typed_is_words_on_every_page(cast, may, regime):
    for unit in (cast.an_thanh, cast.province):
        unit.spells.update(name=EVIL)
        type(unit).objects.filter(pk=unit.pk).update(name=EVIL)
    type(cast.commune_contact).objects.filter(pk=cast.commune_contact.pk).update(full_name=EVIL)
    form = may.form
    type(form).objects.filter(pk=form.pk).update(
        content=json.loads(json.dumps(form.content).replace("Hồ sơ tiếp nhận", "Hồ sơ <i>'x'</i>"))
    )
    for name, asked in (
        ("report-figures", {"by": "units"}), ("report-figures", {"unit": cast.an_thanh.code}),
        ("report-charts", {}), ("report-sent", {}), ("report-heat", {}),
    ):  # fmt: skip
        body = page(cast.secretary, name, regime.code, **asked).content.decode()
        assert "&lt;script&gt;alert(1)" in body, name
        assert "<script>alert" not in body, name
        assert "<i>'x'" not in body, name
