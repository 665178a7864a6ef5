"""Year-to-date, last year, difference, percent and plan against a reference that is written out in loops."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from giaoban.reports.figures import (
    COUNTED,
    MISSING,
    Column,
    History,
    When,
    measures,
    needed,
    spanned,
    table,
)
from giaoban.reports.figures.quotients import quotient
from giaoban.reports.forming import Cell, Definition, Item, Nature, Ratio, Section, SectionKind

MONTH = "month"
PLAIN = (Nature.FLOW, Nature.STOCK, Nature.CUMULATIVE, Nature.COUNT)


def form(cells, ratios):
    """A form of numbers with (nature, decimals) and of quotients (over, under, factor, decimals)."""
    items = [
        Item(f"n{slot}", f"Số {slot}", nature=nature, decimals=decimals, cells=(
            Cell(slot=slot, key=f"n{slot}", label=f"Số {slot}", decimals=decimals, nature=nature),
        ))
        for slot, (nature, decimals) in enumerate(cells)
    ] + [
        Item(f"q{at}", f"Tỷ lệ {at}", nature=Nature.RATIO, decimals=decimals, ratio=Ratio(*of),
             unit="%" if of[2] == 100 else "")
        for at, (*of, decimals) in enumerate(ratios)
    ]  # fmt: skip
    return Definition((Section("a", SectionKind.INDICATORS, "Chỉ tiêu", tuple(items)),))


def history(definition, facts, *, units=1):
    """A history from {(unit, When): ({slot: (sum, count)}, expected)}."""
    whens = sorted({when for _unit, when in facts}, key=lambda when: (when.year, when.kind, when.number))
    shape = (units, len(whens))
    sums, counts = (
        np.zeros((*shape, definition.width), np.int64),
        np.zeros((*shape, definition.width), np.int64),
    )
    expected = np.zeros(shape, np.int64)
    for (unit, when), (figures, many) in facts.items():
        place = unit, whens.index(when)
        expected[place] = many
        for slot, (value, count) in figures.items():
            sums[(*place, slot)], counts[(*place, slot)] = value, count
    return History(tuple(whens), sums, counts, expected, expected)


# The reference: one figure at a time, in fractions, without arrays.


def rounded(value):
    if value is None:
        return None
    whole = int(abs(value) + Fraction(1, 2))
    made = whole if value > 0 else -whole
    return made if -(2**63) < made < 2**63 else None


def months_to(when):
    return [When(when.kind, when.year, number) for number in range(1, when.number + 1)]


def whens_of(column, when):
    last = When(when.kind, when.year - 1, when.number)
    return {
        Column.THIS: [when],
        Column.YTD: months_to(when),
        Column.LAST_YEAR: [last],
        Column.YTD_LAST_YEAR: months_to(last),
        Column.PLAN: [When("plan", when.year, 1)],
    }[column]


def number_over(facts, unit, whens, cell):
    """(sum or None, n, m) of one number over some periods."""
    there = [when for when in whens if (unit, when) in facts]
    if not there:
        return None, 0, 0
    given_in = [when for when in there if facts[unit, when][0].get(cell.slot, (0, 0))[1] > 0]
    if cell.nature == Nature.FLOW:
        value = sum(facts[unit, when][0][cell.slot][0] for when in given_in) if given_in else None
        n = sum(facts[unit, when][0][cell.slot][1] for when in given_in)
        return value, n, sum(facts[unit, when][1] for when in there)
    if not given_in:
        return None, 0, facts[unit, there[-1]][1]
    value, n = facts[unit, given_in[-1]][0][cell.slot]
    return value, n, facts[unit, given_in[-1]][1]


def line_over(definition, facts, unit, whens, item):
    if item.cells:
        return number_over(facts, unit, whens, item.cells[0])
    over, under = definition.by_slot[item.ratio.over], definition.by_slot[item.ratio.under]
    top, bottom = number_over(facts, unit, whens, over), number_over(facts, unit, whens, under)
    value = None
    if top[0] is not None and bottom[0]:
        quotient_ = Fraction(top[0], 10**over.decimals) / Fraction(bottom[0], 10**under.decimals)
        value = rounded(quotient_ * item.ratio.factor * 10**item.decimals)
    return value, min(top[1], bottom[1]), max(top[2], bottom[2])


def percent(part, base):
    return None if part is None or not base else rounded(Fraction(part, base) * 1000)


def less(one, other):
    return None if one is None or other is None else one - other


def expected_columns(definition, facts, unit, when, item):
    base = {c: line_over(definition, facts, unit, whens_of(c, when), item) for c in COUNTED}
    values = {column: found[0] for column, found in base.items()}
    values[Column.DIFFERENCE] = less(values[Column.THIS], values[Column.LAST_YEAR])
    values[Column.PERCENT] = percent(values[Column.DIFFERENCE], abs(values[Column.LAST_YEAR] or 0))
    values[Column.YTD_DIFFERENCE] = less(values[Column.YTD], values[Column.YTD_LAST_YEAR])
    values[Column.YTD_PERCENT] = percent(
        values[Column.YTD_DIFFERENCE], abs(values[Column.YTD_LAST_YEAR] or 0)
    )
    if item.unit == "%":  # these differ by percentage points; no percent of a percent
        values[Column.PERCENT] = values[Column.YTD_PERCENT] = None
    values[Column.PERCENT_OF_PLAN] = percent(values[Column.YTD], values[Column.PLAN])
    return values, {column: found[1:] for column, found in base.items()}


FIGURE = st.one_of(
    st.integers(-50, 50), st.integers(0, 10**6), st.integers(-(10**15), 10**15), st.just(0), st.just(10**15)
)


@st.composite
def cases(draw):
    cells = draw(st.lists(st.tuples(st.sampled_from(PLAIN), st.integers(0, 3)), min_size=1, max_size=4))
    slots = st.integers(0, len(cells) - 1)
    ratios = draw(
        st.lists(st.tuples(slots, slots, st.sampled_from([1, 100, 1000]), st.integers(0, 3)), max_size=2)
    )
    kind, most = draw(st.sampled_from([(MONTH, 12), ("quarter", 4), ("half", 2), ("week", 53)]))
    last = draw(st.integers(1, min(most, 6)))
    whens = [When(kind, year, number) for year in (2024, 2025) for number in range(1, last + 1)]
    whens += [When("plan", year, 1) for year in (2024, 2025)]
    units = draw(st.integers(1, 2))
    facts = {}
    for unit in range(units):
        for when in whens:
            if draw(st.integers(0, 5)):
                given_ = draw(
                    st.dictionaries(slots, st.tuples(FIGURE, st.integers(1, 98)), max_size=len(cells))
                )
                facts[unit, when] = given_, draw(st.integers(1, 98))
    return form(cells, ratios), facts, units, When(kind, 2025, last)


def compare(case):
    """Compare every column of one random case; answers how many lines were compared."""
    definition, facts, units, when = case
    read = history(definition, facts, units=units)
    # A period that some unit lacks is one in which nothing was expected of it.
    every = {(unit, w): facts.get((unit, w), ({}, 0)) for unit in range(units) for w in read.periods}
    asked = [when, when._replace(year=2024)]
    found = table(definition, read, asked)
    lines = [(unit, at, item) for unit in range(units) for at in (0, 1) for item in definition.items()]
    for unit, at, item in lines:
        values, counted = expected_columns(definition, every, unit, asked[at], item)
        key, where = item.cells[0].key if item.cells else item.id, {"unit": unit, "period": at}
        assert {column: found.value(column, key, **where) for column in values} == values
        assert {column: found.n_of_m(column, key, **where) for column in counted} == counted
    return len(lines)


@pytest.mark.long
def test_thousands_of_random_lines_are_what_the_reference_says():
    compared = []

    @settings(max_examples=1_000)
    @given(cases())
    def search(case):
        compared.append(compare(case))

    search()
    assert sum(compared) >= 5_000


def months(definition, **by_year):
    """A history of one unit from `y2025=[{slot: value}, …]` by month."""
    facts = {
        (0, When(MONTH, int(year[1:]), number)): ({s: (v, 1) for s, v in figures.items()}, 1)
        for year, rows in by_year.items()
        for number, figures in enumerate(rows, start=1)
    }
    return facts, history(definition, facts)


def test_a_flow_adds_a_stock_takes_the_last_and_a_cumulative_figure_is_its_own_year_to_date():
    definition = form([(Nature.FLOW, 0), (Nature.STOCK, 0), (Nature.CUMULATIVE, 0), (Nature.COUNT, 0)], [])
    row = [{0: 5, 1: 100, 2: 5, 3: 1}, {0: 7, 1: 90, 2: 12, 3: 0}]
    found = table(definition, months(definition, y2025=row)[1], [When(MONTH, 2025, 2)])
    assert [found.value(Column.YTD, f"n{slot}") for slot in range(4)] == [12, 90, 12, 0]
    assert [found.value(Column.THIS, f"n{slot}") for slot in range(4)] == [7, 90, 12, 0]


def test_missing_is_not_zero():
    definition = form([(Nature.FLOW, 0), (Nature.STOCK, 0)], [])
    _facts, read = months(definition, y2024=[{0: 0, 1: 3}], y2025=[{1: 4}])
    found = table(definition, read, [When(MONTH, 2025, 1)])
    assert found.value(Column.THIS, "n0") is None
    assert found.value(Column.LAST_YEAR, "n0") == 0
    assert found.value(Column.DIFFERENCE, "n0") is None
    assert found.n_of_m(Column.THIS, "n0") == (0, 1)
    assert found.value(Column.PERCENT, "n1") == 333


def test_a_percent_of_a_zero_base_is_none():
    definition = form([(Nature.FLOW, 0)], [])
    _facts, read = months(definition, y2024=[{0: 0}], y2025=[{0: 9}])
    found = table(definition, read, [When(MONTH, 2025, 1)])
    assert (found.value(Column.DIFFERENCE, "n0"), found.value(Column.PERCENT, "n0")) == (9, None)


def test_a_ratio_adds_its_two_figures_before_it_divides():
    definition = form([(Nature.FLOW, 0), (Nature.FLOW, 0)], [(0, 1, 100, 1)])
    _facts, read = months(definition, y2025=[{0: 1, 1: 2}, {0: 9, 1: 90}])
    found = table(definition, read, [When(MONTH, 2025, 1), When(MONTH, 2025, 2)])
    assert [found.value(Column.THIS, "q0", period=at) for at in (0, 1)] == [500, 100]
    assert found.value(Column.YTD, "q0", period=1) == 109  # 10 of 92, not the mean of 50 and 10


def test_a_ratio_by_zero_or_by_nothing_is_none():
    definition = form([(Nature.FLOW, 0), (Nature.FLOW, 0)], [(0, 1, 100, 1)])
    _facts, read = months(definition, y2025=[{0: 1, 1: 0}, {0: 9}])
    found = table(definition, read, [When(MONTH, 2025, 1), When(MONTH, 2025, 2)])
    assert [found.value(Column.THIS, "q0", period=at) for at in (0, 1)] == [None, None]


def test_nine_months_and_a_year_are_their_own_year_to_date():
    assert When("nine", 2025, 1).since_new_year() == (When("nine", 2025, 1),)
    assert When("free", 2025, 3).since_new_year() == (When("free", 2025, 3),)
    assert needed([When(MONTH, 2025, 2)]) == {
        When(MONTH, year, number) for year in (2024, 2025) for number in (1, 2)
    } | {When("plan", 2025, 1)}


def test_the_plan_stands_beside_what_was_reached():
    definition = form([(Nature.FLOW, 0), (Nature.STOCK, 0)], [])
    facts, _read = months(definition, y2025=[{0: 5, 1: 10}, {0: 7, 1: 30}])
    facts[0, When("plan", 2025, 1)] = {0: (48, 1), 1: (40, 1)}, 1
    found = table(definition, history(definition, facts), [When(MONTH, 2025, 2)])
    assert [found.value(Column.PLAN, key) for key in ("n0", "n1")] == [48, 40]
    assert [found.value(Column.PERCENT_OF_PLAN, key) for key in ("n0", "n1")] == [250, 750]


def test_a_span_of_years_adds_flows_and_targets_and_takes_the_last_of_the_rest():
    definition = form([(Nature.FLOW, 0), (Nature.STOCK, 0)], [])
    facts, _read = months(definition, y2024=[{0: 1, 1: 5}, {0: 2, 1: 6}], y2025=[{0: 3, 1: 7}, {0: 4, 1: 9}])
    facts[0, When("plan", 2024, 1)] = {0: (10, 1), 1: (8, 1)}, 1
    facts[0, When("plan", 2025, 1)] = {0: (10, 1), 1: (12, 1)}, 1
    whens = [When(MONTH, year, number) for year in (2024, 2025) for number in (1, 2)]
    found = spanned(definition, history(definition, facts), whens)
    assert [found.value(Column.THIS, key) for key in ("n0", "n1")] == [10, 9]
    assert [found.value(Column.PLAN, key) for key in ("n0", "n1")] == [20, 12]
    assert [found.value(Column.PERCENT_OF_PLAN, key) for key in ("n0", "n1")] == [500, 750]


def test_slots_that_no_row_has_yet_are_missing():
    definition = form([(Nature.FLOW, 0), (Nature.FLOW, 0)], [(0, 1, 100, 0)])
    short = form([(Nature.FLOW, 0)], [])
    _facts, read = months(short, y2025=[{0: 5}])
    found = table(definition, read, [When(MONTH, 2025, 1)])
    assert [found.value(Column.THIS, key) for key in ("n0", "n1", "q0")] == [5, None, None]


def test_lines_come_in_the_order_of_the_form():
    definition = form([(Nature.FLOW, 0), (Nature.STOCK, 1)], [(0, 1, 100, 1)])
    assert [(line.key, line.decimals, line.nature) for line in measures(definition)] == [
        ("n0", 0, Nature.FLOW),
        ("n1", 1, Nature.STOCK),
        ("q0", 1, Nature.RATIO),
    ]


@given(
    st.integers(-(2**63) + 1, 2**63 - 1),
    st.integers(-(2**63) + 1, 2**63 - 1),
    st.sampled_from([1, 10, 1000, 10**8, 10**13]),
    st.sampled_from([1, 10, 10**6]),
)
def test_quotients_are_exact_however_large(over, under, times, by):
    found = int(quotient(np.array([over]), np.array([under]), times, by)[0])
    exact = rounded(Fraction(over * times, under * by)) if under else None
    assert found == (MISSING if exact is None else exact)


@pytest.mark.parametrize(
    ("over", "under", "found"), [(1, 2, 1), (-1, 2, -1), (5, 2, 3), (-5, -2, 3), (1, 3, 0)]
)
def test_halves_are_rounded_away_from_zero(over, under, found):
    assert quotient(np.array([over]), np.array([under]))[0] == found
