"""Short ways to send and decide on the report of a unit of the cast."""

from __future__ import annotations

from typing import Any

from giaoban.people.models import Person
from giaoban.reports import actions
from giaoban.reports.figures import Figures, row
from giaoban.reports.models import Period, Report, Revision
from giaoban.units.models import Unit
from tests import make
from tests.reports import samples


def by(cast: make.Cast, who: Person) -> dict[str, Any]:
    """The facts of an act of `who` at noon."""
    return {"actor": cast.officer(who), "at": make.NOON}


def report_of(period: Period, unit: Unit) -> Report:
    """The report of a unit."""
    return Report.objects.get(period=period, unit=unit)


def figures(**said: int) -> Figures:
    """A row of the sample form by the names of its slots: `received`, `on_time`, `households`, …"""
    return row({getattr(samples, name.upper()): value for name, value in said.items()}, 9)


def send(
    cast: make.Cast,
    period: Period,
    *,
    unit: Unit | None = None,
    who: Person | None = None,
    restates: str = "",
    is_nil: bool = False,
    **said: int,
) -> Revision:
    """The unit (An Thạnh unless another is said) sends its figures."""
    return actions.send(
        report_of(period, unit or cast.an_thanh),
        figures=figures(**said),
        words={"hard": "Không"},
        is_nil=is_nil,
        restates=restates,
        **by(cast, who or cast.commune_contact),
    )


def accept(cast: make.Cast, period: Period, *, who: Person | None = None) -> Report:
    """The secretary accepts what An Thạnh sent."""
    return actions.accept_report(report_of(period, cast.an_thanh), **by(cast, who or cast.secretary))


def return_(cast: make.Cast, period: Period) -> Report:
    """The secretary returns it."""
    facts = by(cast, cast.secretary)
    return actions.return_report(report_of(period, cast.an_thanh), reason="Thiếu số liệu", **facts)


def withdraw(cast: make.Cast, period: Period) -> Report:
    """The unit takes it back."""
    return actions.withdraw_report(report_of(period, cast.an_thanh), **by(cast, cast.commune_contact))
