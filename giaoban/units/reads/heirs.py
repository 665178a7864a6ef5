"""Who holds today what units that ended held."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import F

from giaoban.units.models import ReorganisationUnit, Unit
from giaoban.units.vocabulary import ReorganisationKind, Side

ENDING = (ReorganisationKind.MERGE, ReorganisationKind.SPLIT, ReorganisationKind.DISSOLVE)


def heirs_of(unit_ids: Iterable[int], *, on: date) -> dict[int, Unit]:
    """
    The unit that exists on `on` and took over from each of these, by the id of the one that ended.

    Left out are units that exist on `on` and those that nobody took over from. An heir that ended in its turn
    hands on to its own. A few queries for each generation.
    """
    reached = {unit_id: unit_id for unit_id in unit_ids}  # from each, how far we have come
    found: dict[int, Unit] = {}
    while reached:
        units = Unit.objects.in_bulk(set(reached.values()))
        alive = {pk for pk, unit in units.items() if unit.valid_to is None or unit.valid_to >= on}
        found |= {first: units[now] for first, now in reached.items() if now in alive and now != first}
        heirs = _direct_heirs(set(units) - alive)
        reached = {first: heirs[now] for first, now in reached.items() if now in heirs}
    return found


def _direct_heirs(unit_ids: set[int]) -> dict[int, int]:
    parts = ReorganisationUnit.objects.filter(
        unit__in=unit_ids,
        side=Side.BEFORE,
        reorganisation__kind__in=ENDING,
        reorganisation__heir__isnull=False,
    ).exclude(reorganisation__heir=F("unit"))
    rows = parts.order_by("reorganisation__effective_on", "pk")
    return dict(rows.values_list("unit_id", "reorganisation__heir_id"))
