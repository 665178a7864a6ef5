"""Charts of consolidated reports: the figures of the tables, on screen, in Word, PDF and Excel alike."""

from __future__ import annotations

import copy
import io
import zipfile
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from django.urls import reverse
from docx.shared import Mm
from python_calamine import CalamineWorkbook

from giaoban.documents.layout import Figure, to_pdf
from giaoban.reports import actions
from giaoban.reports.figures import row
from giaoban.reports.models import Snapshot
from giaoban.reports.reads.consolidating.book import book_of
from giaoban.reports.reads.consolidating.charting import Course, course, main_charts, ranking
from giaoban.reports.reads.consolidating.drawing import every_picture, pictures, words_of
from giaoban.reports.reads.consolidating.facts import Written, facts_of
from giaoban.reports.reads.consolidating.files import file_of
from giaoban.reports.reads.consolidating.gathering import frozen
from giaoban.reports.reads.consolidating.paper import paper_of, text_of
from giaoban.reports.reads.consolidating.template_words import field_rows, told
from giaoban.reports.reads.consolidating.versions import newest
from giaoban.reports.templating import FaultKind, Misfit, check, fill
from giaoban.reports.vocabulary import FileKind
from tests.reports import consolidated, samples

pytestmark = pytest.mark.django_db
word = consolidated.template
HOSTILE = "=1+1 <b>&amp;\u202eđảo\x0b\ud800]]> " + "dài " * 60


def months(cast, numbers=(3, 4, 5), years=(2024, 2025)):
    """Open months in which two communes reported; every one has its own figures."""
    regime = samples.regime(cast, since=date(2023, 12, 15))
    made = []
    for year in years:
        for number in numbers:
            made.append(samples.opened_period(regime, year, number))
            grown = (year - 2023) * 1000 + number * 10
            for unit, more in ((cast.an_thanh, 0), (cast.minh_khai, 5)):
                figures = consolidated.FIGURES | {
                    samples.RECEIVED: grown + more,
                    samples.PAID: grown * 10 + 5,
                }
                consolidated.sent(cast, made[-1], unit, figures | {samples.ON_TIME: grown})
    return made


@pytest.fixture
def shot(cast) -> Snapshot:
    return consolidated.snapshot(cast, months(cast)[-1])


def written(shot: Snapshot) -> Written:
    return Written.of(newest(shot))


def place_of(shot: Snapshot, key: str) -> int:
    return [measure["key"] for measure in shot.content["measures"]].index(key)


def with_content(shot: Snapshot, content: dict) -> Snapshot:
    """The same snapshot with other figures frozen in it."""
    packed, sha256 = frozen(content)
    Snapshot.objects.filter(pk=shot.pk).update(packed=packed, sha256=sha256)
    return Snapshot.objects.get(pk=shot.pk)


def drawn_in(data: bytes) -> list[tuple[str, str]]:
    """The pictures of a Word file: what they say in words, and the paragraph below each."""
    paragraphs = consolidated.opened(data).paragraphs
    found = []
    for above, below in pairwise(paragraphs):
        for about in above._p.xpath(".//wp:docPr"):
            assert above._p.xpath(".//a:blip")
            (extent,) = above._p.xpath(".//wp:extent")
            assert int(extent.get("cx")) <= Mm(163)
            found.append((about.get("descr"), below.text))
    return found


def test_the_course_is_that_of_the_table_month_by_month(cast, shot):
    found = course(shot.content, place_of(shot, "received"))
    assert found is not None
    assert found.columns == ("Tháng 3", "Tháng 4", "Tháng 5")
    assert found.names == ("Năm 2025", "Năm 2024")
    assert found.these == (4065, 4085, 4105)
    assert found.those == (2065, 2085, 2105)
    line = facts_of(written(shot))["so"]["received"]
    assert (line["ky_nay"]["="], line["cung_ky"]["="]) == ("4105", "2105")
    assert line["luy_ke"]["="] == str(sum(found.these))


def test_the_units_stand_by_size_with_their_reports_and_add_up_to_the_table(shot):
    found = ranking(shot.content, place_of(shot, "received"))
    assert found is not None
    assert found.rows == (
        ("UBND phường Minh Khai", 2055, "1/1"),
        ("UBND xã An Thạnh", 2050, "1/1"),
        ("UBND đặc khu Hòn Mây", None, "0/1"),
    )
    assert sum(value or 0 for _unit, value, _note in found.rows) == 4105


def test_of_many_units_the_largest_are_drawn_and_their_number_is_told(shot):
    content = copy.deepcopy(shot.content)
    first = content["units"][0]
    content["units"] = [
        copy.deepcopy(first) | {"name": f"Xã {n}", "figures": {"this": [n] * len(content["measures"])}}
        for n in range(98)
    ]
    found = ranking(content, 0)
    assert found is not None
    assert [value for _unit, value, _note in found.rows] == list(range(97, 77, -1))
    picture = pictures(content, standalone=True)["don_vi/received"]
    assert "20" in picture.title
    assert "98" in picture.title


def test_a_review_runs_over_its_span_and_through_years(cast):
    made = months(cast)
    shot = consolidated.review(cast, made[0], made[-1])
    found = course(shot.content, place_of(shot, "received"))
    assert found is not None
    assert found.columns == ("03/2024", "04/2024", "05/2024", "03/2025", "04/2025", "05/2025")
    assert found.these == (2065, 2085, 2105, 4065, 4085, 4105)
    assert found.those == (None, None, None, 2065, 2085, 2105)
    total = facts_of(written(shot))["so"]["received"]["ky_nay"]["="]
    assert total == str(sum(value or 0 for value in found.these))


def test_one_period_alone_has_no_course(cast):
    shot = consolidated.snapshot(cast)
    assert course(shot.content, 0) is None
    assert [name for name in pictures(shot.content, standalone=True) if "/" in name] == []


def test_a_snapshot_of_before_there_were_charts_is_read_as_before(shot):
    content = copy.deepcopy(shot.content)
    del content["course"]
    old = with_content(shot, content)
    assert [type(chart).__name__ for chart in main_charts(old.content)] == ["Ranking"]
    assert "Hồ sơ tiếp nhận" in consolidated.words(file_of(written(old), FileKind.DOCX))


def test_what_has_a_target_is_drawn_first(cast):
    period = months(cast, (4, 5), (2025,))[-1]
    target = row({samples.HOUSEHOLDS: 20000}, 9)
    actions.set_targets(period.regime, cast.an_thanh, 2025, target, **samples.asking(cast))
    shot = consolidated.snapshot(cast, period)
    assert [chart.key for chart in main_charts(shot.content)] == ["households", "received", "households"]


def test_the_word_file_has_the_pictures_with_captions_and_words_for_those_who_do_not_see(shot):
    found = drawn_in(file_of(written(shot), FileKind.DOCX))
    captions = [caption for _words, caption in found]
    assert captions == [
        "Tình hình gửi báo cáo", "Diễn biến: Hồ sơ tiếp nhận (hồ sơ)",
        "Diễn biến: Số hộ có mạng băng rộng (hộ)", "Hồ sơ tiếp nhận (hồ sơ) theo đơn vị",
    ]  # fmt: skip
    assert found[1][0] == (
        "Diễn biến: Hồ sơ tiếp nhận (hồ sơ). Tháng 3: Năm 2025 4.065, Năm 2024 2.065; "
        "Tháng 4: Năm 2025 4.085, Năm 2024 2.085; Tháng 5: Năm 2025 4.105, Năm 2024 2.105."
    )
    assert "UBND phường Minh Khai: Hồ sơ tiếp nhận (hồ sơ) 2.055, Báo cáo 1/1" in found[3][0]


def test_screen_word_file_and_pdf_show_the_same_pictures(shot, cast, client):
    client.force_login(cast.secretary)
    shown = client.get(reverse("consolidated-one", args=[shot.code])).context["shown"]
    on_screen = [picture.table.rows for picture in shown.pictures]
    assert on_screen == [each.table.rows for each in pictures(shot.content, standalone=True).values()]
    titles = [block.caption for block in paper_of(written(shot)).body if isinstance(block, Figure)]
    in_word = [
        words.partition(". ")[0] for words, _caption in drawn_in(file_of(written(shot), FileKind.DOCX))
    ]
    assert titles == in_word == [picture.title for picture in shown.pictures]


def test_figures_on_a_picture_are_printed_the_vietnamese_way_in_the_face_of_the_paper(shot):
    picture = every_picture(shot.content)["dien_bien/paid"]
    drawing = ET.fromstring(str(picture.svg))  # noqa: S314  # our own drawing
    texts = [element.text for element in drawing.iter() if element.tag.endswith("text")]
    printed = text_of(facts_of(written(shot))["so"]["paid"]["ky_nay"])
    assert printed in texts
    assert "," in printed
    assert drawing.get("font-family") == "Tinos, Times New Roman, serif"


def test_an_office_puts_a_chart_of_its_choice_into_its_own_template(shot):
    text = ('{{ hinh.dien_bien["households"] }}', "Hộ có mạng", '{{ hinh.don_vi["paid"] }}', "Kinh phí")
    data = word("{{ ky }}", *text)
    keys = [measure["key"] for measure in shot.content["measures"]]
    assert check(data, keys) == ()
    drawn = {name: (str(p.svg), words_of(p)) for name, p in every_picture(shot.content).items()}
    made = drawn_in(fill(data, facts_of(written(shot)), drawn))
    assert [caption for _words, caption in made] == ["Hộ có mạng", "Kinh phí"]
    assert made[0][0].startswith("Diễn biến: Số hộ có mạng băng rộng (hộ). Tháng 3: Năm 2025 31.356")


def test_a_chart_without_figures_prints_nothing(shot):
    data = word("{{ ky }}", '{% if hinh.dien_bien["way=2"] %}có{% else %}không{% endif %}')
    assert consolidated.words(fill(data, facts_of(written(shot)), {})).split("\n")[1] == "không"


@pytest.mark.parametrize("text", ['{{ hinh.dien_bien["recieved"] }}', "{{ hinh.don_vi.recieved }}"])
def test_an_unknown_code_is_told_by_place_with_the_one_that_was_meant(text):
    (fault,) = check(word("{{ ky }}", text), ["received", "paid"])
    assert (fault.kind, fault.what, fault.meant) == (FaultKind.UNKNOWN_KEY, "recieved", "received")
    assert fault.place.paragraph == 2
    assert told(fault).what == (
        "Không có chỉ tiêu “recieved”; mã chỉ tiêu ghi trong biểu mẫu và trong tệp Excel."
        " Có phải “received” không?"
    )


def test_a_template_of_another_form_is_told_what_this_report_lacks(shot):
    data = word("{{ ky }}", '{{ so["khac"].ky_nay }}')
    assert check(data) == ()
    with pytest.raises(Misfit) as misfit:
        fill(data, facts_of(written(shot)), {})
    assert [(fault.kind, fault.what) for fault in misfit.value.faults] == [(FaultKind.UNKNOWN_KEY, "khac")]


def test_the_page_of_a_new_template_knows_the_codes_of_the_committee(cast, client):
    samples.regime(cast)
    client.force_login(cast.secretary)
    upload = io.BytesIO(word("{{ ky }}", '{{ hinh.don_vi["khac"] }}'))
    upload.name = "Mẫu.docx"
    said = {"whose": cast.committee.code, "name": "Mẫu", "file": upload}
    answer = client.post(reverse("report-template-new"), said)
    assert answer.status_code == 422
    assert "Không có chỉ tiêu “khac”" in answer.content.decode()


def test_charts_are_among_the_words_offered_to_makers_of_templates():
    meanings = {row.name: (row.kind, row.meaning) for row in field_rows()}
    assert meanings["hinh.don_vi"][1].startswith("các đơn vị trực tiếp bên dưới theo một chỉ tiêu")
    assert meanings["don_vi"][1] != meanings["hinh.don_vi"][1]
    assert all(meaning for name, (_kind, meaning) in meanings.items() if name.startswith("hinh"))


def test_the_workbook_has_charts_of_excel_over_the_same_figures(shot):
    data = book_of(written(shot))
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        drawn = [file.read(name).decode() for name in file.namelist() if name.startswith("xl/charts/chart")]
        words = file.read("xl/drawings/drawing1.xml").decode()
    assert len(drawn) == len(main_charts(shot.content)) == 3
    assert "Tháng 5: Năm 2025 4.105, Năm 2024 2.105" in words
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name("Biểu đồ").to_python()
    top = next(index for index, line in enumerate(sheet) if line[0] == "Kỳ")
    first = main_charts(shot.content)[0]
    assert isinstance(first, Course)
    rows = [(line[0], line[1], line[2]) for line in sheet[top + 1 : top + 4]]
    assert rows == list(zip(first.columns, first.these, first.those, strict=True))
    units = next(index for index, line in enumerate(sheet) if line[0] == "Đơn vị")
    assert [line[:3] for line in sheet[units + 1 : units + 4]] == [
        ["UBND phường Minh Khai", 2055.0, "1/1"],
        ["UBND xã An Thạnh", 2050.0, "1/1"],
        ["UBND đặc khu Hòn Mây", "", "0/1"],
    ]
    assert f"'Biểu đồ'!$B${top + 2}:$B${top + 4}" in drawn[0]


def test_hostile_names_stay_words(shot):
    content = copy.deepcopy(shot.content)
    for each in (*content["measures"], *content["units"]):
        each["label" if "label" in each else "name"] = HOSTILE.replace("\ud800", "")
    bad = with_content(shot, content)
    data = file_of(written(bad), FileKind.DOCX)
    descriptions = [words for words, _caption in drawn_in(data)]
    assert len(descriptions) == 4
    assert all("\u202e" not in words and len(words) <= 1_500 for words in descriptions)
    assert "=1+1 <b>&amp;đảo" in descriptions[1]
    for picture in every_picture(bad.content).values():
        drawing = ET.fromstring(str(picture.svg))  # noqa: S314  # our own drawing
        assert {element.tag.rpartition("}")[2] for element in drawing.iter()} <= {
            "svg", "title", "desc", "g", "rect", "line", "polyline", "circle", "text",
        }  # fmt: skip
    assert to_pdf(paper_of(written(bad))).startswith(b"%PDF")
    book = book_of(written(bad))
    with zipfile.ZipFile(io.BytesIO(book)) as file:
        charts = [file.read(name).decode() for name in file.namelist() if name.startswith("xl/charts/")]
    assert not any("<c:f>1+1" in chart for chart in charts)
    assert len(CalamineWorkbook.from_filelike(io.BytesIO(book)).sheet_names) == 5


def test_the_same_snapshot_gives_the_same_bytes(shot):
    assert file_of(written(shot), FileKind.DOCX) == file_of(
        written(Snapshot.objects.get(pk=shot.pk)), FileKind.DOCX
    )


def test_the_course_costs_no_query(cast, django_assert_max_num_queries):
    periods = months(cast, (1, 2, 3, 4, 5), (2025,))
    with django_assert_max_num_queries(40):
        consolidated.snapshot(cast, periods[-1])
