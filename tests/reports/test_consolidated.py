"""A consolidated report: what is frozen, and that screen, workbook and papers all say it."""

from __future__ import annotations

import io
import subprocess
from shutil import which

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from giaoban.documents.models import Draft
from giaoban.documents.reads.printing import paper_of as paper_of_draft
from giaoban.foundation.verdict import Refused
from giaoban.journal.models import Entry
from giaoban.reports import actions
from giaoban.reports.figures import row
from giaoban.reports.models import Consolidation, Report, Snapshot
from giaoban.reports.reads.consolidating.book import book_of
from giaoban.reports.reads.consolidating.facts import Written, facts_of
from giaoban.reports.reads.consolidating.files import file_of
from giaoban.reports.reads.consolidating.paper import paper_of, text_of
from giaoban.reports.reads.consolidating.screen import shown_of
from giaoban.reports.reads.consolidating.versions import newest
from giaoban.reports.reads.consolidating.wording import proposed_words, unit_state
from giaoban.reports.vocabulary import FileKind, SnapshotKind
from giaoban.units.vocabulary import PostRole
from tests import make
from tests.reports import consolidated, samples

pytestmark = pytest.mark.django_db


def written(snapshot: Snapshot) -> Written:
    return Written.of(newest(snapshot))


def docx(snapshot: Snapshot) -> bytes:
    return file_of(written(snapshot), FileKind.DOCX)


def figures_of(snapshot: Snapshot, name: str) -> dict[str, str]:
    """A column of the facts as printed, by the key of the indicator."""
    return {key: text_of(line[name]) for key, line in facts_of(written(snapshot))["so"].items()}


def test_a_snapshot_freezes_figures_counts_texts_and_units(cast):
    shot = consolidated.snapshot(cast)
    content = shot.content
    assert {name: content["count"][name] for name in ("expected", "came", "in_time", "late", "not_sent")} == {
        "expected": 3, "came": 1, "in_time": 0, "late": 1, "not_sent": 2,
    }  # fmt: skip
    assert figures_of(shot, "ky_nay") == {
        "received": "1.234", "on_time": "1.100", "share": "89,1", "households": "15.678", "paid": "1.234,5",
        "trained:nam": "7", "trained:nu": "9", "meets": "1", "way=1": "1", "way=2": "-",
    }  # fmt: skip
    assert [(unit["name"], unit["reported"], unit["expected"]) for unit in content["units"]] == [
        ("UBND đặc khu Hòn Mây", 0, 1), ("UBND phường Minh Khai", 0, 1), ("UBND xã An Thạnh", 1, 1),
    ]  # fmt: skip
    (said,) = content["said"]
    (told,) = said["texts"]
    assert (told["unit"], told["period"], told["revision"]) == ("UBND xã An Thạnh", "Tháng 05/2025", 1)
    assert told["text"] == consolidated.WORDS["hard"]
    assert [row["name"] for row in content["unsent"]] == ["UBND đặc khu Hòn Mây", "UBND phường Minh Khai"]


def test_a_report_with_nothing_in_it_that_came_late_is_counted_late(cast):
    period = consolidated.month(cast)
    late = Report.objects.exclude(unit=cast.an_thanh).filter(period=period).first()
    officer = cast.officer(consolidated.contact_of(late.unit))
    actions.send(late, figures=row({}, 9), is_nil=True, actor=officer, at=make.NOON)
    actions.accept_report(Report.objects.get(pk=late.pk), actor=cast.officer(cast.secretary), at=make.NOON)
    count = consolidated.snapshot(cast, period).content["count"]
    assert (count["came"], count["in_time"], count["late"], count["nil"]) == (2, 0, 2, 1)


@pytest.mark.parametrize(
    ("came", "days", "words"),
    [
        ("missing", 6, "Chưa gửi, quá hạn 6 ngày"),
        ("returned", 6, "Bị trả lại, quá hạn 6 ngày"),
        ("returned", 0, "Bị trả lại"),
        ("late", 1, "Chậm 1 ngày"),
        ("nil", 2, "Không phát sinh, chậm 2 ngày"),
        ("on_time", 0, "Đúng hạn"),
    ],
)
def test_papers_say_how_a_report_stands_and_by_how_much(came, days, words):
    assert unit_state({"came": came, "late_days": days}) == words


def test_numbers_of_reports_stay_numbers_for_the_page(cast):
    shown = shown_of(written(consolidated.snapshot(cast)))
    assert {name: shown.sent[name] for name in ("phai_gui", "da_gui", "chua_gui")} == {
        "phai_gui": 3, "da_gui": 1, "chua_gui": 2,
    }  # fmt: skip
    assert all(type(count) is int for count in shown.sent.values())  # "1.714" would be read as 1.7
    assert shown.share == "33,3"


def test_what_comes_later_changes_no_snapshot(cast):
    period = consolidated.month(cast)
    shot = consolidated.snapshot(cast, period)
    before = docx(shot)
    consolidated.sent(cast, period, cast.minh_khai)
    again = Snapshot.objects.get(pk=shot.pk)
    assert (again.content, docx(again)) == (shot.content, before)
    later = consolidated.snapshot(cast, period)
    assert figures_of(later, "ky_nay")["received"] == "2.468"
    assert later.sha256 != shot.sha256


def test_bytes_that_are_not_those_that_were_hashed_are_not_read(cast):
    shot = consolidated.snapshot(cast)
    other = consolidated.snapshot(cast, consolidated.month(cast, shot.regime, 6))
    Snapshot.objects.filter(pk=shot.pk).update(packed=other.packed)
    with pytest.raises(ValueError, match="not what was frozen"):
        _ = Snapshot.objects.get(pk=shot.pk).content


def test_the_same_snapshot_gives_the_same_bytes(cast):
    shot = consolidated.snapshot(cast)
    assert docx(shot) == docx(Snapshot.objects.get(pk=shot.pk))
    assert file_of(written(shot), FileKind.PDF) == file_of(written(shot), FileKind.PDF)


def test_every_figure_of_the_word_file_is_that_of_the_screen(cast, client):
    shot = consolidated.snapshot(cast)
    client.force_login(cast.secretary)
    page = client.get(reverse("consolidated-one", args=[shot.code]))
    shown = page.context["shown"]
    on_screen = [list(line.figures) for _name, lines in shown.tables for line in lines]
    tables = consolidated.tables(docx(shot))
    on_paper = [row[3:] for table in tables[1:4] for row in table[1:]]
    assert on_paper == on_screen
    html = page.content.decode()
    assert all(
        f'<td class="end num">{figure}</td>' in html for line in on_screen for figure in line if figure
    )


def test_the_workbook_has_the_same_figures_and_names_the_snapshot(cast):
    shot = consolidated.snapshot(cast)
    book = CalamineWorkbook.from_filelike(io.BytesIO(book_of(written(shot))))
    sheet = book.get_sheet_by_name("Chỉ tiêu").to_python()
    assert shot.code in sheet[1][0]
    assert shot.sha256 in sheet[1][0]
    found = {row[1]: row[4] for row in sheet[4:]}
    assert found == {
        "received": 1234, "on_time": 1100, "share": 89.1, "households": 15678, "paid": 1234.5,
        "trained:nam": 7, "trained:nu": 9, "meets": 1, "way=1": 1, "way=2": "-",
    }  # fmt: skip


def test_screen_word_file_and_paper_name_the_snapshot(cast, client):
    shot = consolidated.snapshot(cast)
    client.force_login(cast.secretary)
    page = client.get(reverse("consolidated-one", args=[shot.code])).content.decode()
    paper = consolidated.words(docx(shot))
    laid = "".join(getattr(block, "text", "") and str(block.text) for block in paper_of(written(shot)).body)
    for named in (shot.code, shot.sha256):
        assert named in page
        assert named in paper
        assert named in laid


def test_words_are_gathered_with_their_source(cast):
    shot = consolidated.snapshot(cast)
    words = newest(shot).words
    assert words["p2"] == ("- Thiếu máy quét <A4> & mạng yếu (UBND xã An Thạnh, Tháng 05/2025, lần gửi 1).")
    assert words["p1"].startswith("Tính đến ngày 12/06/2025, 1/3 đơn vị đã gửi báo cáo")
    text = consolidated.words(docx(shot))
    assert "Thiếu máy quét <A4> & mạng yếu. (UBND xã An Thạnh, Tháng 05/2025, lần gửi 1)" in text


def test_what_units_and_editors_type_stays_words(cast, client):
    evil = '<script>alert(1)</script>"><img src=x> {{7*7}} {% if %} {_{ky}_} =HYPERLINK("http://x.example")'
    period = samples.opened_period(samples.regime(cast))
    consolidated.sent(cast, period, cast.an_thanh, words={"hard": evil})
    shot = consolidated.snapshot(cast, period)
    by = {"actor": cast.officer(cast.secretary), "at": make.NOON}
    actions.save_words(shot, words={"p3": evil}, number=1, **by)
    client.force_login(cast.secretary)
    for name in ("consolidated-one", "consolidated-words"):
        page = client.get(reverse(name, args=[shot.code])).content.decode()
        assert "alert(1)" in page
        assert "<script>alert" not in page
        assert "<img src=x" not in page
    paper = consolidated.words(docx(shot))
    assert paper.count("<script>alert(1)</script>") == 3
    assert "{{7*7}} {% if %}" in paper
    book = CalamineWorkbook.from_filelike(io.BytesIO(book_of(written(shot))))
    assert evil in [row[3] for row in book.get_sheet_by_name("Nội dung").to_python()]


def test_edited_words_are_versions_and_go_on_into_the_next_snapshot(cast):
    period = consolidated.month(cast)
    shot = consolidated.snapshot(cast, period)
    by = {"actor": cast.officer(cast.secretary), "at": make.NOON}
    second = actions.save_words(shot, words={"p3": "Tập huấn cho 03 xã."}, number=1, **by)
    assert (second.number, second.words["p3"]) == (2, "Tập huấn cho 03 xã.")
    assert actions.save_words(shot, words={"p3": "Tập huấn cho 03 xã."}, number=1, **by) == second
    with pytest.raises(Refused, match="người khác vừa sửa"):
        actions.save_words(shot, words={"p3": "Khác"}, number=1, **by)
    assert Consolidation.objects.filter(snapshot=shot).count() == 2
    assert "Tập huấn cho 03 xã." in consolidated.words(docx(shot))
    later = newest(consolidated.snapshot(cast, period))
    assert (later.number, later.words["p3"]) == (1, "Tập huấn cho 03 xã.")


def test_a_review_sets_targets_against_results_year_by_year(cast):
    regime = samples.regime(cast)
    months = [consolidated.month(cast, regime, number) for number in (4, 5)]
    target = {samples.RECEIVED: 4000, samples.HOUSEHOLDS: 20000}
    facts = {"actor": cast.officer(cast.secretary), "at": make.NOON}
    actions.set_targets(regime, cast.an_thanh, 2025, row(target, 9), **facts)
    shot = consolidated.review(cast, months[0], months[1])
    assert (shot.kind, shot.name) == (SnapshotKind.MIDTERM, "Từ tháng 04/2025 đến tháng 05/2025")
    assert figures_of(shot, "ky_nay")["received"] == "2.468"
    assert figures_of(shot, "ke_hoach")["received"] == "4.000"
    assert figures_of(shot, "ty_le_ke_hoach")["received"] == "61,7"
    assert figures_of(shot, "ky_nay")["households"] == "15.678"
    head, first = consolidated.tables(docx(shot))[1][:2]
    assert head[3:] == ["Năm 2025", "Cả giai đoạn", "Mục tiêu", "% mục tiêu"]
    assert first == ["1", "Hồ sơ tiếp nhận", "hồ sơ", "2.468", "2.468", "4.000", "61,7"]
    assert shot.content["count"]["expected"] == 6
    table = consolidated.opened(docx(shot)).tables[1]
    widths = [round(column.width.mm) for column in table.columns]
    assert widths == [9, 40, 16, 18, 20, 20, 17]


def test_a_report_becomes_a_draft_that_prints_the_same_figures(cast):
    shot = consolidated.snapshot(cast)
    by = {"actor": cast.officer(cast.secretary), "at": make.NOON}
    draft = actions.draft_from(newest(shot), **by)
    assert actions.draft_from(newest(shot), **by) == draft
    assert (draft.type, draft.subject) == ("BC", "Kết quả chuyển đổi số tháng 05/2025")
    laid = paper_of_draft(Draft.objects.get(pk=draft.pk))
    ours = paper_of(written(shot))

    def cells(blocks):
        return [list(block.rows) for block in blocks if hasattr(block, "rows")]

    def plain(rows):
        return [[
            ["".join(run.text for run in value) if isinstance(value, tuple) else value for value in row]
            for row in table
        ] for table in rows]  # fmt: skip

    assert plain(cells(laid.body)) == plain(cells(ours.body))
    assert [annex.title for annex in laid.annexes] == [annex.title for annex in ours.annexes]


def test_word_and_libreoffice_open_it(cast, tmp_path):
    path = tmp_path / "bao-cao.docx"
    path.write_bytes(docx(consolidated.snapshot(cast)))
    office = which("soffice")
    assert office is not None
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    command = [office, home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    told = subprocess.run(
        [str(which("pdftotext")), "-layout", str(tmp_path / "bao-cao.pdf"), "-"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert "1.234,5" in told
    assert "UBND phường Minh Khai" in told


def test_only_those_who_ask_or_the_unit_itself_may_write(cast):
    period = consolidated.month(cast)
    with pytest.raises(Refused):
        actions.take_snapshot(
            consolidated.wanted(cast, period), actor=cast.officer(cast.stranger), at=make.NOON
        )
    own = consolidated.wanted(cast, period, owner=cast.province)
    with pytest.raises(Refused):
        actions.take_snapshot(own, actor=cast.officer(cast.secretary), at=make.NOON)
    make.post(cast.finance_contact, cast.province, PostRole.CONTACT)
    made = actions.take_snapshot(own, actor=cast.officer(cast.finance_contact), at=make.NOON)
    assert facts_of(written(made))["co_quan"] == cast.province.name
    with pytest.raises(Refused, match="do đơn vị ban hành"):
        actions.draft_from(newest(made), actor=cast.officer(cast.finance_contact), at=make.NOON)


def test_a_units_own_report_is_read_by_the_unit_those_above_and_the_committee(cast):
    period = consolidated.month(cast)
    make.post(cast.finance_contact, cast.province, PostRole.CONTACT)
    own = consolidated.wanted(cast, period, owner=cast.province)
    shot = actions.take_snapshot(own, actor=cast.officer(cast.finance_contact), at=make.NOON)
    everybody = ("finance_contact", "secretary", "chair", "commune_contact", "interior_contact", "stranger")
    seen = {
        name
        for name in everybody
        if Snapshot.objects.visible_to(cast.officer(getattr(cast, name))).filter(pk=shot.pk).exists()
    }
    assert seen == {"finance_contact", "secretary", "chair"}
    assert not Snapshot.objects.visible_to(None).exists()


def test_a_unit_without_units_below_that_reported_has_no_consolidated_report(cast):
    period = consolidated.month(cast)
    with pytest.raises(Refused, match="đơn vị cấp dưới"):
        consolidated.snapshot(cast, period, unit=cast.an_thanh)
    with pytest.raises(Refused, match="chỉ gồm một kỳ"):
        consolidated.snapshot(cast, period, first=consolidated.month(cast, period.regime, 4))


def test_hidden_equals_missing(cast, client):
    shot = consolidated.snapshot(cast)
    client.force_login(cast.commune_contact)
    for name in ("consolidated-one", "consolidated-words"):
        hidden = client.get(reverse(name, args=[shot.code]))
        missing = client.get(reverse(name, args=["ZZZZZZZZ"]))
        assert (hidden.status_code, hidden.content) == (404, missing.content)


def test_a_file_that_leaves_is_in_the_journal(cast, client):
    shot = consolidated.snapshot(cast)
    client.force_login(cast.secretary)
    for kind in ("docx", "pdf", "xlsx"):
        answer = client.get(reverse("consolidated-file", args=[shot.code, kind]))
        assert answer.status_code == 200
    named = [entry.after["file"] for entry in Entry.objects.order_by("-number")[:3]]
    assert [name.rpartition(".")[2] for name in named] == ["xlsx", "pdf", "docx"]


@pytest.mark.parametrize("rows", [1, 7])
def test_the_list_costs_the_same_however_long(cast, client, rows, django_assert_num_queries):
    period = consolidated.month(cast)
    for _n in range(rows):
        consolidated.snapshot(cast, period)
    client.force_login(cast.secretary)
    with django_assert_num_queries(8):
        page = client.get(reverse("consolidated"))
    assert len(page.context["rows"]) == rows


def test_units_that_wrote_the_same_stand_behind_one_text_and_nothing_is_left_out():
    def told(unit, text, period="Tháng 05/2025"):
        return {"unit": unit, "text": text, "period": period, "revision": 1}

    texts = [
        told("UBND xã A", "Thiếu máy quét"),
        told("UBND xã B", "Mạng yếu."),
        told("UBND xã C", "mạng  yếu"),
        told("UBND xã D", "Không có."),
    ]
    content = {
        "said": [{"item": "hard", "texts": texts}],
        "parts": [{"key": "p1", "has_figures": False, "items": ["hard"]}],
    }
    assert proposed_words(content)["p1"].split("\n") == [
        "- Mạng yếu (2 báo cáo tháng 05/2025: UBND xã B; UBND xã C).",
        "- Thiếu máy quét (UBND xã A, Tháng 05/2025, lần gửi 1).",
    ]
    texts[2] = told("UBND xã C", "Mạng yếu", "Tháng 06/2025")
    first = proposed_words(content)["p1"].split("\n")[0]
    assert first == "- Mạng yếu (2 báo cáo: UBND xã B, Tháng 05/2025; UBND xã C, Tháng 06/2025)."


def test_a_review_says_where_it_begins(cast, client):
    period = consolidated.month(cast)
    client.force_login(cast.secretary)
    said = {"regime": period.regime.code, "unit": cast.province.code, "kind": "midterm", "last": period.code}
    page = client.post(reverse("consolidated-new"), said)
    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["first"]
    assert client.post(reverse("consolidated-new"), said | {"first": period.code}).status_code == 302


def test_from_the_choice_to_the_words_by_the_screen(cast, client):
    period = consolidated.month(cast)
    client.force_login(cast.secretary)
    page = client.get(reverse("consolidated-new"))
    assert [name for _code, name in page.context["form"].fields["unit"].choices] == [
        "Tỉnh Sơn Hải", "UBND đặc khu Hòn Mây", "UBND phường Minh Khai", "UBND xã An Thạnh",
    ][: len(page.context["form"].units)]  # fmt: skip
    said = {"regime": period.regime.code, "unit": cast.province.code, "kind": "period", "last": period.code}
    answer = client.post(reverse("consolidated-new"), said)
    shot = Snapshot.objects.get()
    assert answer.url == reverse("consolidated-one", args=[shot.code])
    words = client.get(reverse("consolidated-words", args=[shot.code]))
    told = {"version": 1, "w_p1": "Một", "w_p2": "Hai", "w_p3": "- Ba"}
    assert words.status_code == 200
    assert client.post(reverse("consolidated-words", args=[shot.code]), told).status_code == 302
    assert newest(shot).words == {"p1": "Một", "p2": "Hai", "p3": "- Ba"}
