"""What a person may write a consolidated report of: regimes, units, periods; and who its owner is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from giaoban.reports.figures import measures
from giaoban.reports.models import FormVersion, Period, Regime, Total
from giaoban.units.models import Committee, Unit
from giaoban.units.reads import Officer

MOST_UNITS = 120


@dataclass(frozen=True, slots=True)
class Choices:
    """
    The units and the opened periods of a regime that one may choose, newest period first.

    `owned` are keys of units that write their own report; others are the committee's to write of.
    """

    units: list[Unit]
    periods: list[Period]
    owned: frozenset[int]


def regimes_for(officer: Officer) -> list[Regime]:
    """
    The regimes of which `officer` may write consolidated reports.

    Those of the committees they ask for, and those in which a unit of theirs has units below that report.
    """
    own = Total.objects.filter(unit__in=officer.unit_ids).values("period__regime")
    asked = Q(committee__in=officer.whole_committee_ids) | Q(pk__in=own)
    return list(Regime.objects.filter(asked).for_list())


def keys_for(committee: Committee) -> frozenset[str] | None:
    """Keys of all indicators in the forms of a committee's regimes; None while it has no form. One query."""
    versions = FormVersion.objects.filter(regime__committee=committee).only("content", "sha256")
    return frozenset(each.key for version in versions for each in measures(version.definition)) or None


def choices_for(officer: Officer, regime: Regime) -> Choices:
    """What may be chosen under a regime: its highest units and those directly below them, or one's own."""
    periods = list(Period.objects.filter(regime=regime).dated().opened().in_order().reverse())
    if not periods:
        return Choices([], [], frozenset())
    totals = Total.objects.filter(period=periods[0])
    if officer.asks_for(regime.committee_id):
        tops = totals.filter(above__isnull=True).values("unit")
        units = _units(
            totals.filter(Q(above__isnull=True) | Q(above__in=tops)).values_list("unit", flat=True)
        )
        return Choices(units, periods, frozenset())
    own = _units(totals.filter(unit__in=officer.unit_ids).values_list("unit", flat=True))
    return Choices(own, periods, frozenset(unit.pk for unit in own))


def _units(keys: Iterable[int]) -> list[Unit]:
    """The units in the order of the tree: those above before those below."""
    found = Unit.objects.filter(pk__in=list(keys)).order_by("sort_key", "pk")[:MOST_UNITS]
    return sorted(found, key=lambda unit: unit.path.count("/"))
