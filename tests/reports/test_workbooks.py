"""Forms as workbooks: unchanged they change nothing, changed they tell each cell, stale they spare others."""

from __future__ import annotations

import io
from urllib.parse import unquote

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from xlsxwriter.utility import xl_cell_to_rowcol

from giaoban.files.reading import Unreadable, read_values
from giaoban.foundation.verdict import ALLOWED, Refused
from giaoban.reports import actions
from giaoban.reports.figures import LARGEST
from giaoban.reports.models import Entry, Report
from giaoban.reports.reads.filling import Filling, Standing, for_filling, standing_of
from giaoban.reports.reads.forms_of import fillable, fillings_of
from giaoban.reports.reads.typed import Typed, read_typed
from giaoban.reports.reads.workbooks import plan_of, read_workbook, write_workbook
from giaoban.reports.reads.workbooks.places import fields_of
from giaoban.units.models import Unit
from tests.reports import samples
from tests.reports.samples import HOUSEHOLDS, MEETS, ON_TIME, PAID, RECEIVED
from tests.reports.test_entering import GIVEN, by, fill, report_of

XLSX = "so-lieu.xlsx"


@pytest.fixture
def period(cast):
    return samples.opened_period(samples.regime(cast))


def workbook(cast, period, who=None, *, only=None):
    reports = list(fillable(period, cast.officer(who or cast.standing)))
    if only:
        reports = [one for one in reports if one.unit == only]
    return write_workbook(fillings_of(reports, period), title="Báo cáo tháng")


def sheets_of(data):
    """The sheets as (name, rows) of raw values."""
    return [(one["name"], one["rows"]) for one in read_values(data, filename=XLSX)]


def saved_again(sheets):
    """The workbook as another program saves it."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"strings_to_formulas": False}) as book:
        for name, rows in sheets:
            page = book.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, value in enumerate(row):
                    if isinstance(value, str):
                        page.write_string(at, column, value)
                    elif value is not None:
                        page.write_number(at, column, value)
    return out.getvalue()


def edited(data, **values):
    """The workbook as a clerk saves it with other values, by address on the first sheet."""
    sheets = sheets_of(data)
    rows = sheets[0][1]
    for address, value in values.items():
        row, column = xl_cell_to_rowcol(address)
        rows[row][column] = value
    return saved_again(sheets)


def planned(data, period):
    reports = for_filling(Report.objects.filter(period=period))
    known = {report.code: (report, standing_of(report)) for report in reports}
    file = read_workbook(data, filename=XLSX)
    definition = period.form.definition
    return plan_of(
        file, definition=definition, reports=known, with_below=frozenset(), may=lambda _one: ALLOWED
    )


def taken(plan):
    return [actions.Taken(one.report.code, one.stamp, one.cells, one.words) for one in plan.reports.values()]


def take(cast, period, plan):
    return actions.take_workbook(period, taken(plan), file_name=XLSX, **by(cast, cast.standing))


def test_an_untouched_workbook_changes_nothing(cast, period):
    fill(cast, period, {**GIVEN, "c-3": "1.234"})  # one figure that may be read in two ways
    for data in (workbook(cast, period), workbook(cast, period, only=cast.an_thanh)):
        plan = planned(data, period)
        assert (plan.changes, plan.conflicts, plan.faults) == ([], [], [])
        assert plan.unchanged > 0


NUMBERS = st.dictionaries(st.integers(0, 6), st.integers(-LARGEST, LARGEST), max_size=7)
TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn", "Mn")) | st.just("\n"), max_size=80
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(contents=st.lists(st.tuples(NUMBERS, TEXTS, st.sampled_from(["", "7", "8"])), min_size=1, max_size=3))
def test_whatever_stands_in_forms_comes_back_unchanged(contents, period, cast):
    definition = period.form.definition
    reports = list(for_filling(Report.objects.filter(period=period)).order_by("path"))[: len(contents)]
    fillings = []
    for report, (numbers, text, chosen) in zip(reports, contents, strict=True):
        cells = {slot: value for slot, value in numbers.items() if slot != MEETS}
        read = read_typed(definition, {"w-hard": text, "o-way": chosen}, summed=frozenset())
        content = Typed(cells={**read.cells, **cells, MEETS: len(text) % 2}, words=read.words)
        fillings.append(Filling(report, definition, Standing(content, "4.2")))
    file = read_workbook(write_workbook(fillings, title="x"), filename=XLSX)
    known = {one.report.code: (one.report, one.standing) for one in fillings}
    plan = plan_of(
        file, definition=definition, reports=known, with_below=frozenset(), may=lambda _one: ALLOWED
    )
    assert (plan.changes, plan.conflicts, plan.faults) == ([], [], [])
    assert plan.unchanged == len(fillings) * len(fields_of(definition))


def test_each_changed_cell_is_told_with_its_address_and_taken_in(cast, period):
    fill(cast, period)
    data = workbook(cast, period)
    plan = planned(edited(data, D9=1500, F9="", G9="2.000,5", K9="Bảng giấy"), period)
    told = {(one.address, one.old, one.new) for one in plan.changes}
    assert told == {
        ("D9", "1.234", "1.500"), ("F9", "0", ""),
        ("G9", "1.234,5", "2.000,5"), ("K9", "Màn hình", "Bảng giấy"),
    }  # fmt: skip
    assert take(cast, period, plan) == 1
    content = standing_of(report_of(period, cast.an_thanh)).content
    assert (content.cells[RECEIVED], content.cells[PAID]) == (1500, 20005)
    assert HOUSEHOLDS not in content.cells
    assert content.cells[ON_TIME] == 1200


def test_zero_in_a_cell_is_a_figure_and_an_empty_cell_is_none(cast, period):
    plan = planned(edited(workbook(cast, period), D7=0, D8=""), period)
    assert [(one.address, one.old, one.new) for one in plan.changes] == [("D7", "", "0")]


@pytest.mark.parametrize(
    ("value", "says"),
    [("1.2.3", "1.2.3"), (1.5, ""), ("nhiều", "nhiều"), (10**18, ""), ("12/05/2025", "12/05/2025")],
)
def test_what_is_no_figure_is_a_fault_with_its_address(cast, period, value, says):
    plan = planned(edited(workbook(cast, period), D8=value), period)
    assert [(one.address, one.sheet) for one in plan.faults] == [("D8", plan.faults[0].sheet)]
    assert says in plan.faults[0].sentence
    assert plan.changes == []


def test_a_number_of_the_sheet_is_never_guessed_about(cast, period):
    """As a number 1.234 is one and a bit; as a text it may be a thousand, and is asked about."""
    number = planned(edited(workbook(cast, period), G7=1.2), period)
    assert [one.new for one in number.changes] == ["1,2"]
    text = planned(edited(workbook(cast, period), G7="1.234"), period)
    assert len(text.faults) == 1


def test_sums_of_the_sheet_lose_their_noise(cast, period):
    assert [one.new for one in planned(edited(workbook(cast, period), G7=0.1 + 0.2), period).changes] == [
        "0,3"
    ]


def test_what_somebody_changed_meanwhile_is_shown_and_kept(cast, period):
    fill(cast, period)
    data = edited(workbook(cast, period), D9=1500, E9=1100)
    fill(cast, period, {**GIVEN, "c-0": "1.999"})
    plan = planned(data, period)
    assert [(one.address, one.old, one.new) for one in plan.conflicts] == [("D9", "1.999", "1.500")]
    assert [(one.address, one.new) for one in plan.changes] == [("E9", "1.100")]
    take(cast, period, plan)
    content = standing_of(report_of(period, cast.an_thanh)).content
    assert (content.cells[RECEIVED], content.cells[ON_TIME]) == (1999, 1100)


def test_what_was_changed_after_the_look_stops_all_of_it(cast, period):
    data = edited(workbook(cast, period), D9=1500, D8=20)
    plan = planned(data, period)
    fill(cast, period)
    before = Entry.objects.count()
    with pytest.raises(Refused):
        take(cast, period, plan)
    assert Entry.objects.count() == before


def test_a_form_that_was_sent_meanwhile_is_a_fault(cast, period):
    data = edited(workbook(cast, period), D9=1500)
    saved = fill(cast, period)
    actions.send_entry(report_of(period, cast.an_thanh), stamp=saved.standing.stamp, **by(cast))
    answer = upload(cast.standing, period, data)
    assert answer.status_code == 422
    assert len(answer.context["plan"].faults) == 1


def upload(who, period, data, name=XLSX):
    client = Client()
    client.force_login(who)
    return client.post(f"/reports/workbooks/{period.code}/", {"file": SimpleUploadedFile(name, data)})


def test_a_workbook_goes_through_the_pages(cast, period):
    client = Client()
    client.force_login(cast.standing)
    data = client.get(f"/reports/workbooks/{period.code}/download/").content
    look = upload(cast.standing, period, edited(data, D7=5, D8=0, D9=7))
    assert look.status_code == 200
    assert Entry.objects.count() == 0
    confirmed = client.post(f"/reports/workbooks/{period.code}/", {"looked_at": look.context["looked_at"]})
    assert confirmed.status_code == 302
    assert Entry.objects.count() == 3


def test_another_person_cannot_confirm_what_one_looked_at(cast, period):
    look = upload(cast.standing, period, edited(workbook(cast, period), D7=5))
    client = Client()
    client.force_login(cast.secretary)
    answer = client.post(f"/reports/workbooks/{period.code}/", {"looked_at": look.context["looked_at"]})
    assert answer.status_code == 422
    assert Entry.objects.count() == 0


def test_a_workbook_of_another_period_is_refused(cast, period):
    data = workbook(cast, period)
    other = samples.opened_period(period.regime, 2025, 6)
    assert upload(cast.standing, other, data).status_code == 422


def test_a_unit_sees_its_own_form_alone(cast, period):
    data = workbook(cast, period, cast.commune_contact)
    codes = {one.report for one in read_workbook(data, filename=XLSX).found}
    assert codes == {report_of(period, cast.an_thanh).code}
    whole = edited(workbook(cast, period), D7=5, D8=9)
    answer = upload(cast.commune_contact, period, whole)
    assert answer.status_code == 422


def test_a_workbook_bears_the_name_of_its_unit_and_period_and_its_page_leads_back(cast, period):
    client = Client()
    client.force_login(cast.commune_contact)
    report = report_of(period, cast.an_thanh)
    kept = client.get(f"/reports/{report.code}/sheet/")["Content-Disposition"]
    assert unquote(kept).endswith("UBND xã An Thạnh - Tháng 05.2025.xlsx")
    page = client.get(f"/reports/workbooks/{period.code}/")
    assert page.context["crumbs"][1:] == [("UBND xã An Thạnh", f"/reports/{report.code}/")]
    client.force_login(cast.standing)
    assert len(client.get(f"/reports/workbooks/{period.code}/").context["crumbs"]) == 1


def test_rows_that_were_sorted_still_belong_to_their_units(cast, period):
    sheets = sheets_of(edited(workbook(cast, period), D7=70, D8=80))
    rows = sheets[0][1]
    names = {rows[6][2]: 70, rows[7][2]: 80}
    rows[6:9] = rows[8], rows[6], rows[7]
    plan = planned(saved_again(sheets), period)
    assert {one.report.unit.name: int(one.new) for one in plan.changes} == names


def test_what_is_none_of_ours_is_refused():
    for data in (b"", b"xyz", saved_again([("Bảng khác", [["Đơn vị", 5]])])):
        with pytest.raises(Unreadable):
            read_workbook(data, filename=XLSX)


def test_one_form_shows_last_period_beside_it(cast):
    regime = samples.regime(cast)
    before = samples.opened_period(regime, 2025, 4)
    saved = fill(cast, before)
    actions.send_entry(report_of(before, cast.an_thanh), stamp=saved.standing.stamp, **by(cast))
    now = samples.opened_period(regime, 2025, 5)
    rows = sheets_of(workbook(cast, now, only=cast.an_thanh))[0][1]
    assert (rows[7][2], rows[7][4]) == ("1 Hồ sơ tiếp nhận", 1234)


def test_units_stand_by_their_names(cast, period):
    """Whatever their keys: a name that comes first is the first row."""
    sheets = sheets_of(workbook(cast, period))
    names = [row[2] for row in sheets[0][1][6:9]]
    assert names == ["UBND đặc khu Hòn Mây", "UBND phường Minh Khai", "UBND xã An Thạnh"]
    Unit.objects.filter(pk=cast.an_thanh.pk).update(sort_key="")
    assert [row[2] for row in sheets_of(workbook(cast, period))[0][1][6:8]] == [names[2], names[0]]
