"""A consolidated report as its page shows it: the figures as the paper prints them, with their sources."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from giaoban.reports.reads.consolidating.drawing import pictures
from giaoban.reports.reads.consolidating.facts import Written, facts_of, title_of
from giaoban.reports.reads.consolidating.lines import Facts
from giaoban.reports.reads.consolidating.paper import text_of
from giaoban.reports.vocabulary import Came
from giaoban.ui.charts import Picture

COLUMNS = ("ky_nay", "luy_ke", "cung_ky", "ty_le", "ke_hoach", "ty_le_ke_hoach")
TONES = {
    Came.NOT_DUE: "plain",
    Came.MISSING: "late",
    Came.ON_TIME: "ok",
    Came.LATE: "soon",
    Came.RETURNED: "son",
    Came.NIL: "ok",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table: its names and its figures as printed."""

    code: str
    name: str
    unit: str
    is_group: bool
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a unit's report stands, with its page; `report` "" for units that have none of their own."""

    name: str
    above: str
    report: str
    words: str
    tone: str
    late_days: int
    due_on: date | None
    sent_on: date | None
    revision: int
    expected: str
    reported: str
    lacks: int = 0


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything that the page shows: figures as printed text, in `sent` the numbers of reports."""

    title: str
    as_of: datetime
    sent: dict[str, int]
    share: str
    years: list[str]
    tables: list[tuple[str, list[Line]]]
    parts: list[Facts]
    said: list[dict[str, Any]]
    units: list[Standing]
    unsent: list[Standing]
    unsent_more: str
    pictures: list[Picture]


def shown_of(written: Written) -> Shown:
    """The page of a version. No query."""
    content, facts = written.snapshot.content, facts_of(written)
    said = {each["item"]: each for each in content["said"]}
    return Shown(
        title=title_of(written.snapshot),
        as_of=datetime.fromisoformat(content["as_of"]),
        sent={name: int(figure["="]) for name, figure in facts["gui"].items() if name != "ty_le"},
        share=text_of(facts["gui"]["ty_le"]),
        years=facts["cac_nam"],
        tables=[(table["ten"], [_line(line) for line in table["dong"]]) for table in facts["bang"]],
        parts=facts["muc"],
        said=[
            {"part": part["title"], **said[item]}
            for part in content["parts"]
            for item in part["items"]
            if item in said
        ],
        units=[_unit(unit, facts) for unit, facts in zip(content["units"], facts["cac_don_vi"], strict=True)],
        unsent=[_unsent(row) for row in content["unsent"]],
        unsent_more=text_of(facts["chua_gui_them"]) if content["unsent_more"] else "",
        pictures=list(pictures(content, standalone=False).values()),
    )


def _line(line: Facts) -> Line:
    by_year = [value for year in line["cac_nam"] for value in (year["ket_qua"], year["ty_le_ke_hoach"])]
    columns = ("ky_nay", "ke_hoach", "ty_le_ke_hoach") if line["cac_nam"] else COLUMNS
    figures = tuple(text_of(value) for value in [*by_year, *(line[name] for name in columns)])
    return Line(line["ma"], line["ten"], line["don_vi_tinh"], line["la_nhom"], figures)


def _unit(unit: dict[str, Any], facts: Facts) -> Standing:
    stands, expected, reported = unit["standing"], text_of(facts["phai_gui"]), text_of(facts["da_gui"])
    if stands is None:
        return Standing(unit["name"], "", "", "", "plain", 0, None, None, 0, expected, reported)
    told = _stands(stands)
    return Standing(unit["name"], "", unit["report"], *told, unit["revision"], expected, reported)


def _unsent(row: dict[str, Any]) -> Standing:
    return Standing(row["name"], row["above"], "", *_stands(row), 0, "", "", row["lacks"])


def _stands(row: dict[str, Any]) -> tuple[str, str, int, date | None, date | None]:
    came = Came(row["came"])
    return str(came.label), TONES[came], row["late_days"], _day(row["due_on"]), _day(row["sent_on"])


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None
