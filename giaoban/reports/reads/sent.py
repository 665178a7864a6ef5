"""The list of who has sent what in a period, below any unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Final

from django.core.paginator import Page, Paginator
from django.utils.functional import cached_property

from giaoban.reports.models import Period, Report, ReportQuerySet
from giaoban.reports.reads.coming import (
    Coming,
    Tally,
    path_then,
    standing_as,
    stands,
    tallies_below,
)
from giaoban.reports.vocabulary import Came
from giaoban.units.models import Post, Unit
from giaoban.units.vocabulary import PostRole

PAGE: Final = 50
MOST_BY_NAME: Final = 2_000
"""Longer lists are in the order of the tree, where the units of one province stand together."""
_AT_ONCE: Final = 1_000


@dataclass(frozen=True, slots=True)
class SentRow:
    """One report as the list shows it; `contact` is the office at the unit that sends it, "" unknown."""

    report: Report
    stands: Coming
    above: str
    contact: str = ""


@dataclass(frozen=True, slots=True)
class BelowRow:
    """A unit next below with all reports at and below it."""

    unit: Unit
    tally: Tally
    is_one: bool


class Sent:
    """
    Who has sent what in `period` at and below `unit`, on the day `on`.

    `which` narrows the list: "owed" to all that is with the units, a value of `Came` to those; "" to none.
    """

    def __init__(self, period: Period, unit: Unit, *, on: date, which: str = "") -> None:
        self.period, self.unit, self.on, self.which = period, unit, on, which

    @cached_property
    def path(self) -> str:
        """Where the unit stood when the period was opened."""
        return path_then(self.period, self.unit)

    @cached_property
    def by_unit(self) -> dict[int, Tally]:
        """How the reports stand, by the unit next below; 0: the unit's own."""
        return tallies_below(self.period, self.path, on=self.on)

    @cached_property
    def tally(self) -> Tally:
        """All of them."""
        whole = Tally()
        for each in self.by_unit.values():
            whole += each
        return whole

    @cached_property
    def rows(self) -> ReportQuerySet:
        """The reports of the list, in no order."""
        rows = Report.objects.filter(period=self.period).below(self.path)
        if self.which == "owed":
            return rows.waiting()
        if not self.which:
            return rows
        return standing_as(rows, Came(self.which), [self.period], on=self.on)

    @property
    def count(self) -> int:
        """How many they are; known from the tally."""
        if self.which == "owed":
            return self.tally.not_sent
        return self.tally.counts[Came(self.which)] if self.which else self.tally.expected

    def below(self) -> list[BelowRow]:
        """The units next below by name, where any has more than its own report; one query."""
        keys = [key for key in self.by_unit if key]
        if all(self.by_unit[key].expected == 1 for key in keys):
            return []
        units = Unit.objects.filter(pk__in=keys).order_by("sort_key", "pk")
        return [BelowRow(each, self.by_unit[each.pk], self.by_unit[each.pk].expected == 1) for each in units]

    def page(self, number: str | None) -> tuple[Page[Report], list[SentRow]]:
        """A page of the list: five queries."""
        page = _Counted(self.ordered(), PAGE, count=self.count).get_page(number)
        return page, list(self.shown(page.object_list))

    def ordered(self) -> ReportQuerySet:
        """The list in order."""
        rows = self.rows.select_related("unit", "duty", "above")
        return rows.order_by("unit__sort_key", "pk") if self.count <= MOST_BY_NAME else rows.order_by("path")

    def every(self) -> Iterator[SentRow]:
        """The whole list, read a thousand at a time."""
        rows = self.ordered().iterator(chunk_size=_AT_ONCE)
        while batch := list(islice(rows, _AT_ONCE)):
            yield from self.shown(batch)

    def shown(self, reports: Iterable[Report]) -> Iterator[SentRow]:
        """Reports with how they stand, what stands above them and their contact office; two queries."""
        found = list(reports)
        contacts = _contacts([each.unit_id for each in found], on=self.on)
        parents = {each.pk: int(each.path.split("/")[-3] or 0) for each in found}
        names = dict(Unit.objects.filter(pk__in=set(parents.values())).values_list("pk", "name"))
        for each in found:
            above = "" if parents[each.pk] == self.unit.pk else names.get(parents[each.pk], "")
            yield SentRow(each, stands(each, on=self.on), above, contacts.get(each.unit_id, ""))


class _Counted(Paginator):  # type: ignore[type-arg]  # not subscriptable at run time
    """Pages of a list whose length is known."""

    def __init__(self, rows: ReportQuerySet, size: int, *, count: int) -> None:
        super().__init__(rows, size)
        self.__dict__["count"] = count  # where the paginator would keep it after asking


def _contacts(unit_ids: list[int], *, on: date) -> dict[int, str]:
    """The office of the contact at each unit, by the unit's key: whom to ask for, no person's data."""
    posts = Post.objects.held(on=on).filter(unit__in=unit_ids, role=PostRole.CONTACT).order_by("-pk")
    return {unit_id: title for unit_id, title in posts.values_list("unit_id", "title") if title}
