"""Two percentages differ by percentage points, wherever their difference is shown; never by a percent."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace

import pytest
from django.test import Client

from giaoban.files.reading import read_tables
from giaoban.reports.figures import row
from giaoban.reports.forming import (
    Cell,
    Definition,
    Item,
    Nature,
    Rule,
    RuleKind,
    Section,
    SectionKind,
    Severity,
    check,
)
from giaoban.reports.reads.consolidating.book import book_of
from giaoban.reports.reads.consolidating.facts import Written, facts_of
from giaoban.reports.reads.consolidating.screen import shown_of
from giaoban.reports.reads.findings import words_of
from giaoban.reports.reads.shaping import shown
from tests.reports import consolidated, samples
from tests.reports.sendings import accept, send


@pytest.fixture
def periods(cast):
    """May of two years: 80,0 % in time, then 90,0 %."""
    made = samples.regime(cast)
    both = []
    for year, on_time in ((2025, 80), (2026, 90)):
        period = samples.opened_period(made, year, 5)
        send(cast, period, received=100, on_time=on_time, households=300)
        accept(cast, period)
        both.append(period)
    return both


@pytest.fixture
def desk(cast):
    client = Client()
    client.force_login(cast.secretary)
    return client


def figures(cast, period, rest="", more=""):
    return (
        f"/reports/figures/{period.regime.code}/{rest}?unit={cast.province.code}&period={period.code}"
        f"&col=difference&col=percent&col=this{more}"
    )


def test_a_table_of_figures_says_points(cast, desk, periods):
    page = desk.get(figures(cast, periods[1])).content.decode()
    rows = page.split('<th scope="row">')[1:]
    [share] = [row for row in rows if "Tỷ lệ đúng hạn" in row]
    assert "10,0 điểm %" in share
    assert "12,5" not in share  # what percent ten points are of eighty
    assert sum("điểm %" in row for row in rows) == 1
    below = desk.get(figures(cast, periods[1], more="&by=units")).content.decode()
    assert "10,0 điểm %" in below


def test_what_is_taken_along_says_points(cast, desk, periods):
    told = json.loads(b"".join(desk.get(figures(cast, periods[1], "json/"))))
    kinds = {(each["item"], each["column"]): each["measured_in"] for each in told["columns"]}
    assert (kinds["share", "difference"], kinds["share", "this"]) == ("điểm %", "%")
    places = [(each["item"], each["column"]) for each in told["columns"]]
    values = dict(zip(places, told["rows"][-1]["values"], strict=True))
    assert (values["share", "difference"], values["share", "percent"]) == ("10.0", None)
    [sheet] = read_tables(b"".join(desk.get(figures(cast, periods[1], "xlsx/"))), filename="a.xlsx")
    units = [line[1] for line in sheet.rows if line and "Tỷ lệ" in line[0]]
    assert units == ["% (chênh lệch: điểm %)"]


def test_charts_say_points(cast, desk, periods):
    address = f"/reports/figures/{periods[1].regime.code}/charts/?unit={cast.province.code}"
    query = f"&period={periods[1].code}&item=share&col=difference"
    assert "10,0 điểm %" in desk.get(address + query).content.decode()


def test_a_consolidated_report_says_points_on_screen_in_word_and_in_excel(cast, periods):
    shot = consolidated.snapshot(cast, periods[1])
    written = Written.of(shot.versions.get())
    line = facts_of(written)["so"]["share"]
    assert (line["ty_le"]["t"], line["chenh_lech"]["t"]) == ("10,0 điểm %", "10,0 điểm %")
    [shares] = [each for _name, lines in shown_of(written).tables for each in lines if "Tỷ lệ" in each.name]
    assert "10,0 điểm %" in shares.figures
    book = book_of(written)
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        assert '#,##0.0" điểm %"'.replace('"', "&quot;") in parts.read("xl/styles.xml").decode()


RULE = Rule(RuleKind.CHANGE, Severity.WARN, most="5")
CELL = Cell(0, "a", "Tỷ lệ hộ nghèo", unit="%", decimals=1, nature=Nature.STOCK, rules=(RULE,))
FORM = Definition(
    (
        Section(
            "s1",
            SectionKind.INDICATORS,
            "I",
            (Item("a", CELL.label, unit="%", decimals=1, nature=Nature.STOCK, cells=(CELL,)),),
        ),
    )
)


@pytest.mark.parametrize(("before", "now", "points"), [(100, 151, "5,1"), (151, 100, "5,1"), (0, 60, "6,0")])
def test_a_rule_on_a_percentage_counts_points(before, now, points):
    [found] = check(FORM, row({0: now}, 1), row({0: before}, 1))
    assert f"thay đổi {points} điểm %, vượt mức 5" in words_of(found)


@pytest.mark.parametrize(("before", "now"), [(100, 150), (20, 50), (0, 50)])
def test_within_so_many_points_a_percentage_is_not_asked_about(before, now):
    assert check(FORM, row({0: now}, 1), row({0: before}, 1)) == ()


def test_the_rule_is_said_in_points():
    [(_section, _kind, [line], _rules)] = shown(FORM)
    assert line.rules[0].words.startswith("tăng giảm không quá 5 điểm %")
    plain = replace(
        FORM.sections[0], items=(replace(FORM.sections[0].items[0], cells=(replace(CELL, unit="hộ"),)),)
    )
    [(_section, _kind, [line], _rules)] = shown(Definition((plain,)))
    assert "điểm" not in line.rules[0].words
