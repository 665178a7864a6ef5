"""What the charts of a consolidated report are drawn from: frozen figures, put in order, not worked out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from giaoban.documents.layout import number_text
from giaoban.reports.figures import Column

MOST_BARS: Final = 20
"""Units in a chart; all stand in the tables."""
MAIN: Final = 2
"""Indicators that a report shows by itself."""


@dataclass(frozen=True, slots=True)
class Course:
    """
    A figure over time with that of the year before beside it; None where nobody gave one.

    Figures are whole numbers times 10 ** decimals, here as in `Ranking`.
    """

    key: str
    label: str
    decimals: int
    columns: tuple[str, ...]
    names: tuple[str, str]
    these: tuple[int | None, ...]
    those: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """
    A figure of the units next below, the largest first, those that gave none at the end by their names.

    `rows` are (unit, figure, reports counted of those due, "1/1"); `units` is how many there are in all.
    """

    key: str
    label: str
    decimals: int
    rows: tuple[tuple[str, int | None, str], ...]
    units: int


Chart: TypeAlias = Course | Ranking


def course(content: dict[str, Any], place: int) -> Course | None:
    """The course of a measure by its place; None where fewer than two periods have a figure."""
    told = content.get("course")  # snapshots of before there were charts have none
    if told is None or sum(value is not None for value in told["this"][place]) < 2:
        return None
    measure = content["measures"][place]
    return Course(
        measure["key"],
        label_of(measure),
        measure["decimals"],
        tuple(told["columns"]),
        (told["names"][0], told["names"][1]),
        tuple(told["this"][place]),
        tuple(told["last_year"][place]),
    )


def ranking(content: dict[str, Any], place: int, *, most: int = MOST_BARS) -> Ranking | None:
    """The units by a measure; None where fewer than two have a figure."""
    rows = [
        (unit["name"], unit["figures"][Column.THIS][place], of_reports(unit)) for unit in content["units"]
    ]
    if sum(value is not None for _name, value, _note in rows) < 2:
        return None
    rows.sort(key=lambda row: (row[1] is None, -(row[1] or 0)))  # equals stay in the order of names
    measure = content["measures"][place]
    return Ranking(measure["key"], label_of(measure), measure["decimals"], tuple(rows[:most]), len(rows))


def main_charts(content: dict[str, Any]) -> list[Chart]:
    """
    The charts that a report shows by itself: the course of the first figures, and the first one by units.

    Figures that have a target go before the others, for the committee is asked about them; then those that
    are no part of another ("1" before "1.1").
    """
    targets, measures = content["figures"][Column.PLAN], content["measures"]
    places = sorted(
        range(len(measures)), key=lambda place: (targets[place] is None, measures[place]["code"].count("."))
    )
    courses = (course(content, place) for place in places)
    rankings = (ranking(content, place) for place in places)
    main = [found for found in courses if found][:MAIN]
    return [*main, *[found for found in rankings if found][:1]]


def label_of(measure: dict[str, Any]) -> str:
    """A measure with its item and its unit of measure: "Cán bộ được tập huấn: Nữ (người)"."""
    name = f"{measure['group']}: {measure['label']}" if measure["group"] else measure["label"]
    return f"{name} ({measure['unit']})" if measure["unit"] else str(name)


def of_reports(unit: dict[str, Any]) -> str:
    """How many reports of a unit are counted, of how many: "1/1"."""
    return f"{number_text(unit['reported'])}/{number_text(unit['expected'])}"
