"""Which regime, which unit and which periods a page of figures is about, and who may read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from giaoban.reports.access.figures import may_read_figures
from giaoban.reports.models import FormVersion, Period, Regime
from giaoban.units.models import Unit
from giaoban.units.reads import OfficerRequest

MOST_IN_ADDRESS: Final = 2_000  # letters of a query that a link repeats


@dataclass(frozen=True, slots=True)
class Scope:
    """
    What a page of figures is about.

    `periods` are all opened ones in order of time, their forms loaded; `chain` the units above `unit` that
    the officer may read too, the highest first.
    """

    regime: Regime
    unit: Unit
    periods: tuple[Period, ...]
    chain: tuple[Unit, ...]
    query: Any

    def address(self, name: str, *args: str, **changed: str) -> str:
        """A page of the same regime with the same filters, some of them changed; "" takes one out."""
        copy = self.query.copy()
        copy.pop("page", None)
        copy["unit"] = self.unit.code
        for key, value in changed.items():
            copy.pop(key, None)
            if value:
                copy[key] = value
        return f"{reverse(name, args=[self.regime.code, *args])}?{copy.urlencode()[:MOST_IN_ADDRESS]}"

    def crumbs(self, name: str) -> list[tuple[str, str]]:
        """The way down to the unit: the room, then each unit above it on the same page."""
        above = [(unit.name, self.address(name, unit=unit.code)) for unit in self.chain]
        return [(_("Reports"), reverse("reports")), *above]


def scope_of(request: OfficerRequest, code: str) -> Scope:
    """
    The regime `code` and the unit of the address, else the whole or the officer's own unit.

    404 for a regime the officer does not see and a unit they may not read. Some six queries.
    """
    visible = Regime.objects.visible_to(request.officer).select_related("committee", "within", "receiver")
    regime = get_object_or_404(visible, code=code)
    unit = _unit(request, regime)
    if not may_read_figures(request.officer, regime, unit):
        raise Http404
    periods = list(regime.periods.dated().opened().in_order())
    return Scope(regime, unit, with_forms(periods), _chain(request, regime, unit), request.GET)


def with_forms(periods: Sequence[Period]) -> tuple[Period, ...]:
    """The periods with their forms: one query for the few versions that there are."""
    versions = FormVersion.objects.in_bulk({each.form_id for each in periods if each.form_id})
    for period in periods:
        if period.form_id:
            period.form = versions[period.form_id]
    return tuple(periods)


def _unit(request: OfficerRequest, regime: Regime) -> Unit:
    if wanted := request.GET.get("unit"):
        return get_object_or_404(Unit, code=wanted)
    if regime.committee_id in request.officer.whole_committee_ids:
        return regime.within
    own = Unit.objects.filter(pk__in=request.officer.posted_unit_ids[:1]).first()
    if own is None:
        raise Http404
    return own


def _chain(request: OfficerRequest, regime: Regime, unit: Unit) -> tuple[Unit, ...]:
    keys = [int(part) for part in unit.path.split("/") if part][:-1]
    above = {each.pk: each for each in Unit.objects.filter(pk__in=keys)}
    whole = regime.committee_id in request.officer.whole_committee_ids
    if whole and unit.path.startswith(regime.within.path):
        first = len([part for part in regime.within.path.split("/") if part]) - 1
        keys = keys[first:]
    found = [above[key] for key in keys]
    return tuple(each for each in found if whole or request.officer.reads_within(each.path))
