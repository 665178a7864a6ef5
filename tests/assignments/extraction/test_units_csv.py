"""UNITS.csv and the JSON answer of `giaoban propose`."""

from __future__ import annotations

from datetime import date

import pytest

from giaoban.assignments.extraction import KnownUnit, as_json, read_notice, read_units_csv
from giaoban.assignments.extraction.units_csv import read_units_csv as from_module


def test_units_are_read_with_their_short_forms_and_kinds() -> None:
    lines = [
        "\ufeffname,abbreviations,kind\n",
        "Sở Y tế,SYT|Sở YT,unit\n",
        '"UBND các xã, phường",,group\n',
        "Sở Nội vụ,,\n",
    ]
    assert read_units_csv(lines) == [
        KnownUnit("Sở Y tế", ("SYT", "Sở YT"), "unit", "Sở Y tế"),
        KnownUnit("UBND các xã, phường", (), "group", "UBND các xã, phường"),
        KnownUnit("Sở Nội vụ", (), "unit", "Sở Nội vụ"),
    ]
    assert from_module is read_units_csv


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["abbreviations,kind\n"], "row 1: the column 'name' is missing"),
        (["name,colour\n"], "row 1, column 'colour'"),
        (["name,abbreviations,kind\n", ",X,unit\n"], "row 2, column 'name': empty"),
        (["name,abbreviations,kind\n", "A,,unit\n", "B,,team\n"], "row 3, column 'kind': 'team'"),
        (["name,abbreviations,kind\n", "A,,unit,more\n"], "row 2: more cells than columns"),
        ([], "row 1: the column 'name' is missing"),
    ],
)
def test_an_error_names_its_row_and_column(lines: list[str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read_units_csv(lines)


def test_the_answer_has_the_promised_shape() -> None:
    text = "2. Giao Sở Y tế chủ trì, phối hợp với Sở Nội vụ lập đề án theo Công văn số 12/UBND-VX ngày 05/8/2025, báo cáo trước ngày 25 hằng tháng."
    answer = as_json(read_notice(text, units=[KnownUnit("Sở Y tế")], issued_on=date(2025, 9, 10)))
    (task,) = answer["tasks"]
    action = task.pop("action")
    assert action.startswith("lập đề án theo Công văn số 12/UBND-VX")
    assert task == {
        "clause": "2", "lead": "Sở Y tế", "co_leads": [], "coordinating": ["Sở Nội vụ"], "informed": [],
        "deadline": "FREQ=MONTHLY;BYMONTHDAY=25", "product": "đề án", "quote": text[3:], "start": 3, "end": len(text), "uncertain": [],
    }  # fmt: skip
    at = text.index("Công văn")
    assert answer["citations"] == [
        {
            "type": "Công văn",
            "number": "12",
            "symbol": "UBND-VX",
            "date": "2025-08-05",
            "start": at,
            "end": text.index(", báo cáo"),
        }
    ]
