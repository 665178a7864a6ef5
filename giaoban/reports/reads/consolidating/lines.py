"""Figures of a snapshot as lines and tables of a template; here whole numbers become printed text."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from giaoban.documents.layout import number_text
from giaoban.reports.figures import PERCENT_DECIMALS, PERCENTS, Column, is_percentage
from giaoban.reports.reads.consolidating.charting import label_of

MISSING: Final = "-"
POINTS: Final = "điểm %"
"""In what two percentages differ; a report never says percent there."""
ACROSS: Final = 6
"""Indicators side by side in a table of units."""
_FIELDS: Final = {
    Column.THIS: "ky_nay",
    Column.YTD: "luy_ke",
    Column.LAST_YEAR: "cung_ky",
    Column.YTD_LAST_YEAR: "luy_ke_cung_ky",
    Column.DIFFERENCE: "chenh_lech",
    Column.PERCENT: "ty_le",
    Column.PLAN: "ke_hoach",
    Column.PERCENT_OF_PLAN: "ty_le_ke_hoach",
}
Facts = dict[str, Any]


def printed(value: int | None, decimals: int) -> str:
    """A figure as every screen and paper prints it: 1.234,5, and "-" for one that nobody gave."""
    if value is None:
        return MISSING
    return number_text(Decimal(value).scaleb(-decimals), decimals=decimals)


def figure(value: int | None, decimals: int = 0, unit: str = "") -> Facts:
    """A figure for a template: its number and its printed text, with `unit` after it."""
    if value is None:
        return {"=": None}
    told = printed(value, decimals)
    return {"=": str(Decimal(value).scaleb(-decimals)), "t": f"{told} {unit}" if unit else told}


def decimals_of(column: str, measure: Facts) -> int:
    """How many decimals a measure has in a column."""
    return PERCENT_DECIMALS if Column(column) in PERCENTS else int(measure["decimals"])


def lines_of(measures: list[Facts], figures: Facts, given: Facts | None, years: list[Facts]) -> Facts:
    """Each measure by its key, with all its columns."""
    made = {}
    for place, measure in enumerate(measures):
        columns = {
            name: figure(figures[column][place], decimals_of(column, measure))
            for column, name in _FIELDS.items()
        }
        if is_percentage(measure["unit"]):
            points = figure(figures[Column.DIFFERENCE][place], measure["decimals"], POINTS)
            columns |= {"chenh_lech": points, "ty_le": points}
        made[measure["key"]] = {
            "ten": measure["label"],
            "ma": measure["code"],
            "don_vi_tinh": measure["unit"],
            "la_nhom": False,
            **columns,
            "so_don_vi": figure(given["this"][place] if given else None),
            "cac_nam": [_year(year, place, measure) for year in years],
        }
    return made


def _year(year: Facts, place: int, measure: Facts) -> Facts:
    told = year["figures"]
    percent = Column.PERCENT_OF_PLAN
    return {
        "nam": str(year["year"]),
        "ket_qua": figure(told[Column.THIS][place], measure["decimals"]),
        "ke_hoach": figure(told[Column.PLAN][place], measure["decimals"]),
        "ty_le_ke_hoach": figure(told[percent][place], PERCENT_DECIMALS),
    }


def tables_of(measures: list[Facts], lines: Facts) -> list[Facts]:
    """The tables of the form: a section each, lines of one item under its name."""
    tables: list[Facts] = []
    group = ""
    for measure in measures:
        if not tables or tables[-1]["ten"] != measure["section"]:
            tables.append({"ten": measure["section"], "dong": []})
            group = ""
        if measure["group"] and measure["group"] != group:
            tables[-1]["dong"].append(_group(measure, lines))
        group = measure["group"]
        line = lines[measure["key"]]
        tables[-1]["dong"].append({**line, "ma": "" if group else line["ma"]})
    return tables


def _group(measure: Facts, lines: Facts) -> Facts:
    """The name of an item of several figures, on a line of its own."""
    any_line = lines[measure["key"]]
    nothing = {name: "" for name, value in any_line.items() if isinstance(value, dict)}
    years = [
        {"nam": year["nam"], "ket_qua": "", "ke_hoach": "", "ty_le_ke_hoach": ""}
        for year in any_line["cac_nam"]
    ]
    told = {"ten": measure["group"], "ma": measure["code"], "don_vi_tinh": "", "la_nhom": True}
    return {**nothing, **told, "cac_nam": years}


def across(content: Facts) -> list[Facts]:
    """Units down, some indicators across: this period alone."""
    measures, this = content["measures"], str(Column.THIS)
    tables = []
    for start in range(0, len(measures), ACROSS):
        some = list(enumerate(measures))[start : start + ACROSS]
        rows = [
            {
                "tt": figure(place),
                "ten": unit["name"],
                "o": [figure(unit["figures"][this][at], measure["decimals"]) for at, measure in some],
            }
            for place, unit in enumerate(content["units"], start=1)
        ]
        tables.append(
            {
                "ten": some[0][1]["section"],
                "cot": [label_of(measure) for _at, measure in some],
                "dong": rows,
                "cong": [figure(content["figures"][this][at], m["decimals"]) for at, m in some],
            }
        )
    return tables
