"""Numbers, dates and list endings are written as the decree and the language ask."""

from datetime import date
from decimal import Decimal

import pytest

from giaoban.documents.layout import number_text
from giaoban.documents.layout.metrics import balanced_width_mm, line_count, metrics
from giaoban.documents.layout.wording import (
    attached_to,
    cell_text,
    day_text,
    listed,
    number_and_symbol,
    number_line,
    roman,
)
from tests.documents.layout.samples import report


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0, None, "0"), (999, None, "999"), (1000, None, "1.000"), (-1234567, None, "-1.234.567"),
        (1234.5, None, "1.234,5"), (3.0, None, "3"), (Decimal("12.50"), None, "12,50"),
        (12.345, 2, "12,35"), (1e21, None, "1.000.000.000.000.000.000.000"), (2, 1, "2,0"),
        (float("nan"), None, "-"),
    ],
)  # fmt: skip
def test_numbers_have_points_between_thousands_and_a_decimal_comma(value, decimals, text):
    assert number_text(value, decimals=decimals) == text


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 1, 9), "ngày 09 tháng 01 năm 2026"),
        (date(2026, 2, 10), "ngày 10 tháng 02 năm 2026"),
        (date(2026, 3, 1), "ngày 01 tháng 3 năm 2026"),
        (date(2026, 12, 31), "ngày 31 tháng 12 năm 2026"),
    ],
)
def test_days_below_ten_and_the_first_two_months_have_a_zero(day, text):
    assert day_text(day) == text


@pytest.mark.parametrize(
    ("number", "text"), [("7", "Số: 07/TTr-BCĐ"), ("10", "Số: 10/TTr-BCĐ"), ("5a", "Số: 5a/TTr-BCĐ")]
)
def test_a_number_below_ten_has_a_zero_and_the_symbol_keeps_its_case(number, text):
    assert number_line(report(number=number, symbol="TTr-BCĐ")) == text


def test_an_annex_names_the_paper_it_belongs_to():
    letter = report(type_name="", symbol="BCĐ-VP", issuer_in_text="Ban Chỉ đạo tỉnh Sơn Hải")
    assert attached_to(letter, number_and_symbol(letter)) == (
        "(Kèm theo Công văn số 05/BCĐ-VP ngày 05 tháng 02 năm 2026 của Ban Chỉ đạo tỉnh Sơn Hải)"
    )


def test_lists_end_with_semicolons_and_one_full_stop():
    assert listed(("Một;", " Hai. ", "", "Ba"), start="- ") == ("- Một;", "- Hai;", "- Ba.")
    assert listed(()) == ()


def test_roman_numerals():
    assert [roman(number) for number in (1, 4, 9, 14, 29, 40, 48, 67)] == [
        "I", "IV", "IX", "XIV", "XXIX", "XL", "XLVIII", "LXVII",
    ]  # fmt: skip


def test_cells_show_dates_and_nothing_for_nothing():
    assert [cell_text(value) for value in (date(2026, 3, 9), None, "chữ", 1500)] == [
        "09/03/2026",
        "",
        "chữ",
        "1.500",
    ]


def test_the_country_line_fits_its_column_and_an_accent_takes_no_room():
    bold = metrics(bold=True)
    assert bold.width_mm("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12) < 165 * 0.59
    assert bold.width_mm("Ệ", 14) == bold.width_mm("E", 14)


def test_a_balanced_title_needs_no_more_lines_and_leaves_no_lonely_word():
    title = "Kết quả thực hiện nhiệm vụ của Ban Chỉ đạo chuyển đổi số tỉnh Sơn Hải tháng 01 năm 2026"
    look = {"size_pt": 14, "bold": True}
    width = balanced_width_mm(title, **look, width_mm=165)
    assert width < 140
    assert line_count(title, **look, width_mm=width) == line_count(title, **look, width_mm=165) == 2
