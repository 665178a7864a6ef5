"""The units of groups on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from giaoban.units.models import UnitGroup
from giaoban.units.reads import members_of


@dataclass(frozen=True, slots=True)
class Member:
    """One unit of a group, with what an order and a list need."""

    unit_id: int
    name: str


def members_by_group(groups: Iterable[UnitGroup], *, on: date) -> dict[int, list[Member]]:
    """The members in force on `on` by group id, in the order of a list; one query for each group."""
    return {
        group.pk: [Member(pk, name) for pk, name in members_of(group, on=on).values_list("pk", "name")]
        for group in {group.pk: group for group in groups}.values()
    }
