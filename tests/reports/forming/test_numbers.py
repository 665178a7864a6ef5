"""Numbers as offices write them: read back what was written, and ask where two readings are possible."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.reports.figures import LARGEST, MISSING
from giaoban.reports.forming import Trouble, figure_of, read_number, write_number

FIGURES = st.integers(-LARGEST, LARGEST)
DECIMALS = st.integers(0, 6)


@given(figure=FIGURES, decimals=DECIMALS)
def test_what_is_written_is_read_back(figure, decimals):
    assert read_number(write_number(figure, decimals), decimals) == figure


@given(figure=FIGURES, decimals=DECIMALS)
def test_signs_of_the_other_style_mean_the_same_where_both_stand(figure, decimals):
    written = write_number(figure, decimals)
    if "." in written and "," in written:
        other = written.translate(str.maketrans(".,", ",."))
        assert read_number(other, decimals) == figure


@given(text=st.text(max_size=40), decimals=DECIMALS)
def test_any_text_is_a_figure_or_a_trouble(text, decimals):
    found = read_number(text, decimals)
    assert isinstance(found, Trouble) or abs(found) <= LARGEST


@given(text=st.from_regex(r"[+-]?[0-9][0-9., ]{0,20}", fullmatch=True), decimals=DECIMALS)
def test_a_figure_is_only_taken_where_no_other_reading_fits(text, decimals):
    """Whatever is taken keeps the digits of what was typed: none is lost, none is added but zeros."""
    found = read_number(text, decimals)
    if isinstance(found, int):
        digits = "".join(char for char in text if char.isdigit()).strip("0")
        assert str(abs(found)).strip("0") == digits


@pytest.mark.parametrize(
    ("text", "decimals", "figure"),
    [
        ("0", 0, 0),
        ("1234", 0, 1234),
        ("1.234", 0, 1234),
        ("1.234.567", 2, 123456700),
        ("1.234,5", 1, 12345),
        ("1,234.5", 1, 12345),
        ("1 234,5", 1, 12345),
        ("1\u00a0234\u00a0567", 0, 1234567),
        ("12,5", 1, 125),
        ("12.5", 1, 125),
        ("12,5 ", 3, 12500),
        ("12,50", 1, 125),
        ("0,125", 3, 125),
        ("0.125", 3, 125),
        ("1,234", 3, 1234),
        ("1,234,567", 0, 1234567),
        ("-5", 0, -5),
        ("\u22125,5", 1, -55),
        ("- 5", 0, -5),
        ("+7", 0, 7),
        ("98,6%", 1, 986),
        ("007", 0, 7),
    ],
)
def test_what_clerks_type(text, decimals, figure):
    assert read_number(text, decimals) == figure


@pytest.mark.parametrize(
    ("text", "decimals", "readings"),
    [
        ("1.234", 3, (1234000, 1234)),
        ("1.234", 1, (12340, 12)),
        ("12.500", 1, (125000, 125)),
        ("-1.234", 3, (-1234000, -1234)),
        ("1,000", 0, (1000, 1)),
        ("1,500", 1, (15000, 15)),
    ],
)
def test_what_may_mean_two_things_is_asked(text, decimals, readings):
    assert read_number(text, decimals) == Trouble("ambiguous", readings)


@pytest.mark.parametrize(
    ("text", "decimals", "kind"),
    [
        ("", 0, "not_a_number"),
        ("không", 0, "not_a_number"),
        ("12 hồ sơ", 0, "not_a_number"),
        ("1.23.4", 1, "not_a_number"),
        ("1.234,567.8", 1, "not_a_number"),
        ("1,23,4", 1, "not_a_number"),
        ("12 34", 0, "not_a_number"),
        ("1e5", 0, "not_a_number"),
        ("٣", 0, "not_a_number"),
        ("12,5", 0, "too_many_decimals"),
        ("1,234", 0, "too_many_decimals"),
        ("1,234", 2, "too_many_decimals"),
        ("0.125", 2, "too_many_decimals"),
        ("9" * 16, 0, "too_large"),
        ("9" * 90, 0, "too_large"),
        ("1.000.000.000.000.000", 1, "too_large"),
    ],
)
def test_what_is_no_figure(text, decimals, kind):
    assert read_number(text, decimals).kind == kind


def test_nothing_is_written_as_nothing():
    assert write_number(MISSING, 2) == ""


@given(figure=st.integers(-(10**12), 10**12), decimals=DECIMALS)
def test_numbers_of_sheets_are_read_without_their_noise(figure, decimals):
    assert figure_of(figure / 10**decimals, decimals) == figure


def test_numbers_of_sheets_that_do_not_fit():
    assert figure_of(0.1 + 0.2, 1) == 3
    assert figure_of(0.25, 1) == Trouble("too_many_decimals")
    assert figure_of(1e30, 0) == Trouble("too_large")
    with pytest.raises(ValueError, match="number"):
        figure_of(float("nan"), 0)
