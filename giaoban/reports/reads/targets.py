"""What a unit shall reach in a year, beside what the units below it shall reach together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from giaoban.reports.figures import MISSING
from giaoban.reports.forming import Cell, Definition, Nature, write_number
from giaoban.reports.models import FormVersion, Period, Regime, Report, Total
from giaoban.reports.reads.reporting import reporting_units
from giaoban.reports.vocabulary import PeriodKind
from giaoban.units.models import Unit


@dataclass(frozen=True, slots=True)
class Target:
    """One figure that a target may be set for; `below` is the sum of what those below shall reach."""

    cell: Cell
    name: str
    code: str
    own: str
    below: str

    @property
    def field(self) -> str:
        """The name of its box."""
        return f"t{self.cell.slot}"


@dataclass(frozen=True, slots=True)
class BelowRow:
    """A unit directly below, and whether targets were set for it."""

    unit: Unit
    is_set: bool


def newest_form(regime: Regime) -> FormVersion | None:
    """The form by whose figures targets are set."""
    return FormVersion.objects.filter(regime=regime).order_by("-number").first()


def plan_of(regime: Regime, year: int) -> Period | None:
    """The targets of a year; None before any was set."""
    return Period.objects.filter(regime=regime, kind=PeriodKind.PLAN, year=year).first()


def targets_of(plan: Period | None, unit: Unit, definition: Definition) -> list[Target]:
    """Every figure that adds up, with what is set for the unit and below it; two queries."""
    width = definition.width
    own = below = None
    if plan is not None:
        report = Report.objects.filter(period=plan, unit=unit).select_related("counted").first()
        own = report.counted.row(width) if report is not None and report.counted else None
        below = Total.objects.filter(period=plan, unit=unit).first()
    return [
        Target(cell, cell.label, item.code, _written(own, cell), _sum_below(below, cell))
        for item in definition.items()
        if item.nature not in {Nature.COUNT, Nature.RATIO}
        for cell in item.cells
    ]


def _written(row: object, cell: Cell) -> str:
    value = MISSING if row is None else int(row[cell.slot])  # type: ignore[index]
    return write_number(value, cell.decimals)


def _sum_below(total: Total | None, cell: Cell) -> str:
    if total is None or total.below_counts is None or total.below_sums is None:
        return ""
    if cell.slot >= len(total.below_counts) or not total.below_counts[cell.slot]:
        return ""
    return write_number(int(total.below_sums[cell.slot]), cell.decimals)


def units_below(regime: Regime, plan: Period | None, unit: Unit, day: date) -> list[BelowRow]:
    """The units directly below `unit` that report or have units below them that do; a few queries."""
    keys = set()
    for each in reporting_units(regime, day):
        if each.path.startswith(unit.path) and each.path != unit.path:
            keys.add(int(each.path[len(unit.path) :].split("/")[0]))
    have = Report.objects.filter(period=plan, unit__in=keys, counted__isnull=False) if plan else ()
    is_set = {report.unit_id for report in have}
    units = Unit.objects.filter(pk__in=keys).order_by("sort_key", "pk")
    return [BelowRow(each, each.pk in is_set) for each in units]
