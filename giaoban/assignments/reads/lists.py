"""Lists that keep filters and take acts on many rows: each room tells its own, whatever floor it lies on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from django.http import QueryDict

from giaoban.assignments.vocabulary import SavedList
from giaoban.units.reads import OfficerRequest


@dataclass(frozen=True, slots=True)
class Understood:
    """What the form of a list makes of an address: what holds, and the names of what no longer does."""

    query: QueryDict
    lost: tuple[str, ...] = ()
    words: tuple[str, ...] = field(default=())  # the filters in force, for people


@dataclass(frozen=True, slots=True)
class FilteredList:
    """
    One list: the name of its address, how it understands a query, and the duties behind one.

    `keys` answers the ids of the duties that the officer may see and the filters let through, in order.
    """

    address: str
    understand: Callable[[OfficerRequest, QueryDict], Understood]
    keys: Callable[[OfficerRequest, QueryDict], list[int]]


_told: dict[SavedList, FilteredList] = {}


def tell_list(which: SavedList, told: FilteredList) -> None:
    """Say how a list works; called once, when the room's app is ready."""
    _told[which] = told


def list_of(which: str) -> FilteredList | None:
    """The list of this word of `SavedList`; None when there is none or its room is not installed."""
    return _told.get(SavedList(which)) if which in SavedList.values else None
