"""What a form finds wrong with figures: each rule where it holds, where it does not, where it cannot tell."""

from __future__ import annotations

import pytest

from giaoban.reports import figures
from giaoban.reports.forming import (
    Cell,
    Combine,
    Definition,
    Item,
    Rule,
    RuleKind,
    Section,
    SectionKind,
    Severity,
    check,
)
from giaoban.reports.reads.findings import words_of
from tests.reports import samples
from tests.reports.samples import MEETS, ON_TIME, PAID, PAPER, RECEIVED, SCREEN

FORM = samples.sample_definition()


def row(**given):
    slots = {"received": RECEIVED, "on_time": ON_TIME, "paid": PAID, "meets": MEETS}
    slots |= {"paper": PAPER, "screen": SCREEN}
    return figures.row({slots[name]: value for name, value in given.items()}, FORM.width)


def kinds(row, *compared, **said):
    return [
        (finding.slot, finding.kind.value, finding.severity)
        for finding in check(FORM, row, *compared, **said)
    ]


def test_a_good_report_has_no_findings():
    assert (
        kinds(row(received=10, on_time=8, meets=1, paper=1), row(received=9), words={"hard": "Không"}) == []
    )


def test_what_is_required_and_missing_is_found():
    assert kinds(row(), words={}, files=set()) == [
        (RECEIVED, "required", "refuse"),
        (None, "required", "refuse"),
    ]
    assert kinds(row(received=0)) == []  # zero is given


def test_texts_and_files_are_left_alone_unless_they_are_told():
    assert kinds(row(received=0), words=None) == []
    assert kinds(row(received=0), words={"hard": "  "}) == [(None, "required", "refuse")]


def test_a_figure_outside_its_range():
    assert kinds(row(received=-1)) == [(RECEIVED, "range", "refuse")]
    assert kinds(row(received=100_001))[0] == (RECEIVED, "range", "refuse")
    assert kinds(row(received=100_000)) == []


def test_a_part_may_not_be_more_than_the_whole():
    assert kinds(row(received=10, on_time=11)) == [(ON_TIME, "at_most", "refuse")]
    assert kinds(row(received=10, on_time=10)) == []


@pytest.mark.parametrize(("now", "odd"), [(150, False), (151, True), (50, False), (49, True), (100, False)])
def test_a_jump_against_the_period_before_is_odd(now, odd):
    found = kinds(row(received=now), row(received=100))
    assert found == ([(RECEIVED, "change", "warn")] if odd else [])


def test_a_jump_from_nothing_or_zero_is_none():
    assert kinds(row(received=90_000), row()) == []
    assert kinds(row(received=90_000), row(received=0)) == []


def test_questions_have_one_answer():
    assert kinds(row(received=1, paper=1, screen=1)) == [(PAPER, "one_option", "refuse")]
    assert kinds(row(received=1, meets=2)) == [(MEETS, "yes_or_no", "refuse")]


def parts_form(decimals=(0, 1, 1)):
    rule = Rule(RuleKind.PARTS, Severity.WARN, slots=(1, 2))
    cells = [
        Cell(slot, f"c{slot}", f"Chỉ tiêu {slot}", decimals=places, rules=(rule,) if slot == 0 else ())
        for slot, places in enumerate(decimals)
    ]
    items = tuple(Item(cell.key, cell.label, cells=(cell,)) for cell in cells)
    return Definition((Section("a", SectionKind.INDICATORS, "A", items),))


@pytest.mark.parametrize(
    ("values", "wrong"),
    [((3, 15, 15), False), ((3, 15, 16), True), ((3, 15, None), False), ((0, 0, 0), False)],
)
def test_parts_add_up_whatever_their_decimals(values, wrong):
    given = {slot: value for slot, value in enumerate(values) if value is not None}
    assert bool(check(parts_form(), figures.row(given, 3))) == wrong


def test_an_own_figure_that_differs_from_those_below_is_explained():
    form = samples.sample_definition(Combine.LARGER)
    given = figures.row({RECEIVED: 10}, form.width)
    [found] = check(form, given, None, figures.row({RECEIVED: 8}, form.width))
    assert (found.slot, found.kind, found.severity) == (RECEIVED, "differs", "warn")
    assert check(form, given, None, given) == ()
    assert check(form, given, None, figures.empty(form.width)) == ()


@pytest.mark.parametrize(
    ("given", "before", "words"),
    [
        ({"received": -1}, {}, "“Hồ sơ tiếp nhận” là -1; phải nằm trong khoảng từ 0 đến 100.000."),
        (
            {"received": 1234, "on_time": 2000},
            {},
            "“Giải quyết đúng hạn” là 2.000, lớn hơn “Hồ sơ tiếp nhận” (1.234).",
        ),
        (
            {"received": 300},
            {"received": 100},
            "“Hồ sơ tiếp nhận” là 300, kỳ trước là 100: thay đổi 200%, vượt mức 50%.",
        ),
    ],
)
def test_findings_are_said_in_whole_sentences(given, before, words):
    [finding] = check(FORM, row(**given), row(**before) if before else None)
    assert words_of(finding) == words


def test_the_words_of_a_rule_come_first():
    rule = Rule(RuleKind.RANGE, Severity.REFUSE, most="5", words="Một xã có nhiều nhất 5 tổ.")
    cell = Cell(0, "c", "Số tổ", rules=(rule,))
    form = Definition((Section("a", SectionKind.INDICATORS, "A", (Item("c", "Số tổ", cells=(cell,)),)),))
    [finding] = check(form, figures.row({0: 6}, 1))
    assert words_of(finding) == "Một xã có nhiều nhất 5 tổ."
