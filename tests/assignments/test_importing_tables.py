"""Importing a follow-up table: what is shown is what is written, once, with its source."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from giaoban.assignments.actions import (
    ReviewChanged,
    bind_table_words,
    bring_table,
    import_table,
    name_columns,
)
from giaoban.assignments.models import Assignment, ColumnMapping, FollowUpTable, ImportedRow
from giaoban.assignments.reads.tables.planning import plan_of_table
from giaoban.assignments.vocabulary import ColumnKind, RowResult, Sharing
from giaoban.documents.models import Document
from giaoban.duties.actions import receive, report
from giaoban.duties.models import Duty, Standing, Submission
from giaoban.duties.models.punctuality import punctuality
from giaoban.duties.reads.proof import faults
from giaoban.duties.vocabulary import Punctuality, Role, State
from giaoban.foundation.verdict import Refused
from giaoban.journal.models import Entry
from giaoban.units.models import Alias
from tests import make
from tests.assignments import sheets


def bring(cast, data: bytes | None = None, *, name: str = "theo-doi.xlsx", who=None) -> FollowUpTable:
    made = bring_table(
        committee=cast.committee,
        data=sheets.workbook() if data is None else data,
        filename=name,
        actor=cast.officer(who or cast.secretary),
        at=make.NOON,
    )
    return FollowUpTable.objects.select_related("committee__level").get(pk=made.pk)


def plan(table, on=make.TODAY):
    return plan_of_table(table, on=on)


def take(cast, table, *, at=make.NOON, who=None) -> bool:
    table.refresh_from_db()
    return import_table(table, version=table.version, actor=cast.officer(who or cast.secretary), at=at)


def results(table) -> list[str]:
    return [str(row.result) for row in plan(table).rows]


def leads(cast) -> dict[str, Duty]:
    return {duty.unit.name: duty for duty in Duty.objects.tasks().select_related("unit")}


def changed(place: int, column: int, value) -> bytes:
    rows = [list(row) for row in sheets.ROWS]
    rows[place][column] = value
    return sheets.workbook(rows)


def test_rows_become_tasks_with_units_deadlines_and_sources(cast):
    assert take(cast, bring(cast))
    found = {
        (d.unit.name, d.role): (d.title, d.due_on, d.origin, d.state)
        for d in Duty.objects.select_related("unit").exclude(unit__in=[cast.an_thanh, cast.minh_khai])
    }
    table = "BẢNG THEO DÕI NHIỆM VỤ NĂM 2025 (theo-doi.xlsx)"
    june, autumn = (date(2025, 6, 30), "TB 215/TB-BCĐ"), (date(2025, 9, 30), "TB 215/TB-BCĐ")
    assert found == {
        ("Sở Tài chính", "lead"): ("Bố trí kinh phí chuyển đổi số", *june, "asked"),
        ("Sở Nội vụ", "coordinating"): ("Bố trí kinh phí chuyển đổi số", *june, "asked"),
        ("Sở Nội vụ", "lead"): ("Số hóa hồ sơ lưu trữ", *autumn, "received"),
        ("Sở Tài chính", "coordinating"): ("Số hóa hồ sơ lưu trữ", *autumn, "received"),
        ("Văn phòng UBND tỉnh", "coordinating"): ("Số hóa hồ sơ lưu trữ", *autumn, "received"),
        ("UBND đặc khu Hòn Mây", "lead"): ("Rà soát hạ tầng số", date(2025, 7, 15), table, "asked"),
        ("Sở Khoa học và Công nghệ", "lead"): (
            "Ban hành quy chế hoạt động",
            date(2025, 5, 31),
            table,
            "accepted",
        ),
    }
    numbers = list(Assignment.objects.order_by("sequence").values_list("number", flat=True))
    assert numbers == [f"{n}/2025" for n in range(1, 7)]
    assert list(faults()) == []


def test_each_task_opens_at_its_row_in_the_table(cast):
    take(cast, bring(cast))
    task = Assignment.objects.select_related("document", "lead").get(lead__title="Số hóa hồ sơ lưu trữ")
    quote = task.document.text[task.start : task.end]
    assert quote.startswith("2 | Số hóa hồ sơ lưu trữ | 215/TB-BCĐ")
    assert task.document.file.name == "theo-doi.xlsx"


def test_finished_work_counts_from_the_day_the_table_gives_and_the_journal_says_so(cast):
    take(cast, bring(cast))
    duty = leads(cast)["Sở Khoa học và Công nghệ"]
    assert (duty.submitted_on, duty.percent) == (date(2025, 5, 20), 100)
    assert punctuality(duty.state, duty.due_on, duty.submitted_on, on=make.TODAY) == Punctuality.DONE_ON_TIME
    entry = Entry.objects.about("duties.duty", duty.code).get()
    assert (entry.verb, entry.actor_name) == ("duties.taken_over", "Lê Minh Ánh")
    assert "theo-doi.xlsx" in entry.after["source"]
    assert "7" in entry.after["source"]
    assert Standing.objects.filter(duty=duty).count() == 1


def test_nobody_closes_the_own_units_work_by_a_table(cast):
    take(cast, bring(cast, who=cast.standing), who=cast.standing)
    duty = leads(cast)["Sở Khoa học và Công nghệ"]
    assert (duty.state, duty.submitted_on) == (State.SUBMITTED, date(2025, 5, 20))
    assert Submission.objects.get(duty=duty).outcome == ""


def test_the_same_file_again_changes_nothing(cast):
    take(cast, bring(cast))
    before = [
        list(model.objects.order_by("pk").values()) for model in (Duty, Standing, Assignment, ImportedRow)
    ]
    again = bring(cast)
    assert results(again) == ["same"] * 4
    with pytest.raises(Refused):
        take(cast, again)
    after = [
        list(model.objects.order_by("pk").values()) for model in (Duty, Standing, Assignment, ImportedRow)
    ]
    assert before == after
    assert Document.objects.count() == 1


def test_a_second_click_gives_nothing_twice(cast):
    table = bring(cast)
    assert take(cast, table)
    assert not import_table(table, version=table.version, actor=cast.officer(cast.secretary), at=make.NOON)
    assert Assignment.objects.count() == 6


def test_what_was_changed_meanwhile_is_looked_at_again(cast):
    table = bring(cast)
    name_columns(
        table,
        columns=[ColumnKind(kind) for kind in table.columns],
        sharing=Sharing.EACH,
        actor=cast.officer(cast.secretary),
        at=make.NOON,
    )
    with pytest.raises(ReviewChanged):
        import_table(table, version=table.version, actor=cast.officer(cast.secretary), at=make.NOON)
    assert not Assignment.objects.exists()


def test_a_state_that_moved_in_the_next_file_moves_here(cast):
    take(cast, bring(cast))
    later = make.NOON + timedelta(days=1)
    newer = bring(cast, changed(1, 6, "Đã hoàn thành ngày 12/6/2025"))
    assert results(newer) == ["same", "changed", "same", "same"]
    assert take(cast, newer, at=later)
    duty = leads(cast)["Sở Nội vụ"]
    assert (duty.state, duty.submitted_on) == (State.ACCEPTED, date(2025, 6, 12))
    assert list(Standing.objects.filter(duty=duty).order_by("since").values_list("state", flat=True)) == [
        "received",
        "accepted",
    ]
    assert Document.objects.count() == 1
    assert results(bring(cast, changed(1, 6, "Đã hoàn thành ngày 12/6/2025"))) == ["same"] * 4


def test_work_that_the_unit_reported_on_here_is_not_moved_by_a_table(cast):
    take(cast, bring(cast))
    duty = leads(cast)["Sở Nội vụ"]
    report(duty.pk, actor=cast.officer(cast.interior_contact), at=make.NOON, percent=40, words="Đang làm")
    found = plan(bring(cast, changed(1, 6, "Đã hoàn thành")))
    assert [str(row.result) for row in found.rows] == ["same", "kept", "same", "same"]
    assert found.rows[1].notes


def test_work_that_the_unit_received_here_is_not_moved_either(cast):
    take(cast, bring(cast))
    duty = leads(cast)["Sở Tài chính"]
    receive(duty.pk, actor=cast.officer(cast.finance_contact), at=make.NOON)
    assert results(bring(cast, changed(0, 6, "Đã hoàn thành")))[0] == "kept"


@pytest.mark.parametrize(
    ("column", "value"), [(5, "31/12/2025"), (1, "Bố trí đủ kinh phí chuyển đổi số"), (4, "")]
)
def test_deadlines_words_and_units_that_differ_are_told_and_stay(cast, column, value):
    take(cast, bring(cast))
    newer = plan(bring(cast, changed(0, column, value)))
    assert str(newer.rows[0].result) == "kept"
    assert newer.rows[0].notes
    assert newer.acts == 0


def test_a_new_row_among_known_ones_is_the_only_one_given(cast):
    take(cast, bring(cast))
    rows = [(1, "Việc thêm vào đầu bảng", "", "Sở Tài chính", "", "30/9/2025", ""), *sheets.ROWS]
    newer = bring(cast, sheets.workbook([(n, *row[1:]) for n, row in enumerate(rows, 1)]))
    assert results(newer) == ["new", "same", "same", "same", "same"]
    take(cast, newer)
    assert Assignment.objects.count() == 7
    assert Assignment.objects.order_by("-sequence")[0].number == "7/2025"


def test_errors_are_told_by_row_and_column_and_the_other_rows_are_imported(cast):
    table = bring(cast, sheets.hard_table())
    errors = {(e.row, e.column): e.sentence for e in plan(table).errors}
    assert set(errors) == {(11, "Đơn vị thực hiện"), (12, "Thời hạn hoàn thành")}
    take(cast, table)
    table.refresh_from_db()
    assert (table.result["new"], table.result["left_out"]) == (2, 2)
    assert [row for row, _column, _words in table.left_out] == [11, 12]


def test_several_units_in_a_cell_lead_together_or_one_with_the_others(cast):
    table = bring(cast, sheets.hard_table())
    row = plan(table).rows[0]
    assert [named.key.split(":")[0] for named in row.leads] == ["unit", "group"]
    take(cast, table)
    of_first = Duty.objects.filter(title="Phủ sóng các thôn vùng lõm")
    assert of_first.filter(role=Role.LEAD).get().unit == cast.science
    assert of_first.filter(role=Role.COORDINATING).count() == 3


def test_several_units_in_a_cell_as_a_task_each(cast):
    table = bring(cast, sheets.hard_table())
    name_columns(
        table,
        columns=[ColumnKind(kind) for kind in table.columns],
        sharing=Sharing.EACH,
        actor=cast.officer(cast.secretary),
        at=make.NOON,
    )
    take(cast, table)
    assert Duty.objects.filter(title="Phủ sóng các thôn vùng lõm", role=Role.LEAD).count() == 4


def test_unknown_words_are_bound_once_and_remembered(cast):
    table = bring(cast, sheets.workbook([(1, "Việc", "", "Sở Ngân khố", "", "30/9/2025", "")]))
    assert list(plan(table).unknown.values()) == [("Sở Ngân khố", 1)]
    bind_table_words(
        table,
        bound={"so ngan kho": f"unit:{cast.finance.code}"},
        remember={"so ngan kho": "Sở Ngân khố"},
        actor=cast.officer(cast.secretary),
    )
    take(cast, table)
    assert Duty.objects.get().unit == cast.finance
    assert Alias.objects.filter(unit=cast.finance, text="Sở Ngân khố").exists()


def test_words_that_are_no_unit_are_left_out(cast):
    table = bring(cast, sheets.workbook([(1, "Việc", "", "Sở Tài chính", "Các đoàn thể", "30/9/2025", "")]))
    assert results(table) == ["left_out"]
    bind_table_words(table, bound={"cac doan the": "-"}, remember={}, actor=cast.officer(cast.secretary))
    table.refresh_from_db()
    assert results(table) == ["new"]


def test_a_named_mapping_is_remembered_for_the_next_file_with_the_same_head(cast):
    odd = ("TT", "Việc cần làm", "X1", "X2", "X3", "X4", "X5")
    table = bring(cast, sheets.workbook(head=odd))
    wanted = [
        ColumnKind.NUMBER,
        ColumnKind.TASK,
        ColumnKind.SOURCE,
        ColumnKind.LEAD,
        ColumnKind.COORDINATING,
        ColumnKind.DEADLINE,
        ColumnKind.STATUS,
    ]
    name_columns(
        table, columns=wanted, sharing=Sharing.EACH, actor=cast.officer(cast.secretary), at=make.NOON
    )
    assert ColumnMapping.objects.count() == 1
    again = bring(cast, sheets.workbook(head=odd, above=("Bảng khác",)))
    assert ([ColumnKind(kind) for kind in again.columns], again.sharing) == (wanted, "each")


def test_columns_need_a_task_and_a_lead_and_no_kind_twice(cast):
    table = bring(cast)
    for columns in (
        [ColumnKind.TASK] * 7,
        [ColumnKind.NOTE] * 7,
        [ColumnKind.TASK, ColumnKind.LEAD, ColumnKind.LEAD] + [ColumnKind.NOTE] * 4,
    ):
        with pytest.raises(Refused):
            name_columns(
                table, columns=columns, sharing=Sharing.EACH, actor=cast.officer(cast.secretary), at=make.NOON
            )


def test_only_the_committees_side_brings_tables_in(cast):
    for who in (cast.finance_contact, cast.stranger, cast.administrator, cast.reader):
        with pytest.raises(Refused):
            bring(cast, who=who)


def test_all_or_nothing(cast, monkeypatch):
    table = bring(cast)
    monkeypatch.setattr("giaoban.assignments.actions.importing._record", lambda *a: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        take(cast, table)
    assert (Duty.objects.count(), Document.objects.count(), ImportedRow.objects.count()) == (0, 0, 0)


def test_the_way_from_file_to_work_without_javascript(cast, client):
    client.force_login(cast.secretary)
    upload = SimpleUploadedFile("theo-doi.xlsx", sheets.hard_table())
    answer = client.post("/assignments/import/", {"committee": cast.committee.code, "file": upload})
    assert answer.status_code == 302
    columns = client.get(answer.url)
    assert "Phủ sóng các thôn vùng lõm" in columns.content.decode()
    sent = {f"c{n}": kind for n, kind in enumerate(FollowUpTable.objects.get().columns)}
    rows = client.post(answer.url, {**sent, "sharing": "first_leads"})
    page = client.get(rows.url)
    assert page.context["plan"].counts == {"new": 2, "changed": 0, "kept": 0, "same": 0, "left_out": 2}
    names = {"w0-party": f"unit:{cast.finance.code}", "w0-remember": "on"}
    assert client.post(f"{answer.url}names/", names).status_code == 302
    page = client.get(rows.url)
    assert page.context["plan"].counts["new"] == 3
    version = page.context["table"].version
    done = client.post(rows.url, {"version": version}, follow=True)
    assert done.redirect_chain[-1][0] == answer.url
    assert Assignment.objects.count() == 3
    assert client.get(rows.url).status_code == 302


def test_a_file_that_is_no_table_is_refused_on_the_page(cast, client):
    client.force_login(cast.secretary)
    upload = SimpleUploadedFile("a.xlsx", b"PK\x03\x04rubbish")
    answer = client.post("/assignments/import/", {"committee": cast.committee.code, "file": upload})
    assert answer.status_code == 422
    assert not FollowUpTable.objects.exists()


def test_preview_and_import_say_the_same(cast):
    table = bring(cast, sheets.hard_table())
    shown = plan(table).counts
    take(cast, table)
    table.refresh_from_db()
    assert table.result == shown
    assert {str(r) for r in RowResult} == set(shown)
