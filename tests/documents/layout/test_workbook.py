"""An exported list keeps its values: numbers, dates and texts as they are, ready to filter and print."""

import io
import re
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from giaoban.documents.layout.tables import Sheet, SheetColumn, to_xlsx
from giaoban.documents.layout.wording import clean

COLUMNS = (SheetColumn("TT", 6), SheetColumn("Nhiệm vụ", 60), SheetColumn("Tỷ lệ", 10, decimals=1))


def sheet(*rows, titles=("DANH SÁCH NHIỆM VỤ", "Tháng 10 năm 2026"), name="Nhiệm vụ"):
    return Sheet(name, titles, COLUMNS, iter(rows))


def cells(data):
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()


def part(data, name="xl/worksheets/sheet1.xml"):
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return file.read(name).decode()


def test_titles_head_and_values_read_back_with_their_types():
    data = to_xlsx(
        sheet(
            (1, "=1+1", 12.5),
            (2, "https://example.org", Decimal(3)),
            (3, date(2026, 3, 9), datetime(2026, 3, 9, 8, 30, tzinfo=UTC)),
            (4,),
        )
    )
    assert cells(data) == [
        ["DANH SÁCH NHIỆM VỤ", "", ""],
        ["Tháng 10 năm 2026", "", ""],
        ["", "", ""],
        ["TT", "Nhiệm vụ", "Tỷ lệ"],
        [1, "=1+1", 12.5],
        [2, "https://example.org", 3],
        [3, date(2026, 3, 9), datetime(2026, 3, 9, 8, 30, tzinfo=UTC).replace(tzinfo=None)],
        [4, "", ""],
    ]
    assert "<f>" not in part(data)
    assert "hyperlink" not in part(data)
    assert "dd/mm/yyyy" in part(data, "xl/styles.xml")


def test_the_head_is_frozen_filtered_and_repeated_on_landscape_a4():
    data = to_xlsx(sheet((1, "Một", 2), (2, "Hai", 3)))
    page = part(data)
    assert re.search(r'<pane [^>]*topLeftCell="A5"[^>]*state="frozen"', page)
    assert '<autoFilter ref="A4:C6"' in page
    assert 'paperSize="9"' in page
    assert 'orientation="landscape"' in page
    assert "$4:$4" in part(data, "xl/workbook.xml")


@pytest.mark.parametrize("value", [10**17, float("nan"), float("inf"), Decimal("NaN"), date(1890, 1, 1)])
def test_what_excel_cannot_hold_is_written_as_text(value):
    assert cells(to_xlsx(sheet((1, value, None))))[-1][1] == str(value)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Nhiệm vụ 1/2: [a]*?", "Nhiệm vụ 1-2- -a---"),
        ("", "Sheet1"),
        ("'a'", "a"),
        ("x" * 40, "x" * 31),
        ("History", "Sheet1"),
    ],
)
def test_any_name_becomes_a_sheet_name(name, shown):
    book = CalamineWorkbook.from_filelike(io.BytesIO(to_xlsx(sheet(name=name))))
    assert book.sheet_names == [shown]


def test_a_list_without_titles_begins_with_its_head():
    assert cells(to_xlsx(sheet((1, "a", 2), titles=())))[0] == ["TT", "Nhiệm vụ", "Tỷ lệ"]


def test_a_row_with_more_values_than_columns_is_refused():
    with pytest.raises(ValueError, match="4 values for 3 columns"):
        to_xlsx(sheet((1, 2, 3, 4)))


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=100))
def test_any_text_reads_back_as_it_was_written(text):
    assert cells(to_xlsx(sheet((1, text, 0))))[-1][1] == clean(text)
