"""The tables of the page of figures: cells with the lists behind them, of one day or of two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from giaoban.desk.reads.selection import NONE, Selection
from giaoban.desk.reads.statistics import Pair, Row
from giaoban.desk.views.columns import COLUMNS, Column, Told
from giaoban.duties.reads.tallies import Tally
from giaoban.duties.vocabulary import Basis, Role
from giaoban.units.reads import OfficerRequest

_LIMITS: Final = ("unit", "below", "group", "field", "source", "due_from", "due_to")
_ENDS: Final = {column.limits: urlencode(column.limits) for shown in COLUMNS.values() for column in shown}


@dataclass(frozen=True, slots=True)
class Cell:
    """A number in words and the list behind it; where the other day differs, its words and its list."""

    words: str
    url: str
    column: Column
    old_words: str = ""
    old_url: str = ""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One line of the table; `url` leads to the figures of the units below it."""

    name: str
    depth: int
    url: str
    cells: list[Cell]


class Lists:
    """The addresses of the lists behind the numbers of one day; `committee` is its word in addresses."""

    def __init__(self, request: OfficerRequest, committee: str, selection: Selection, *, today: date) -> None:
        kept = {"committee": committee}
        if selection.day != today:
            kept["as_of"] = selection.day.isoformat()
        kept |= {name: str(request.GET[name]) for name in _LIMITS if request.GET.get(name)}
        if selection.role == Role.COORDINATING:
            kept["role"] = str(Role.COORDINATING)
        if selection.basis == Basis.FIRST:
            kept["basis"] = str(Basis.FIRST)
        self.kept, self.basis, self.work = kept, selection.basis, reverse("work")

    def start(self, **limits: str) -> str:
        """The address of a line's lists, to which the filters of a column are added."""
        return f"{self.work}?{urlencode(self.kept | limits)}"

    def of_line(self, by: str, key: str, *, below: bool) -> str:
        """The same for the line `key` of the dimension `by`."""
        if by != "unit":
            return self.start(**{by: key or NONE})
        kept = {name: value for name, value in self.kept.items() if name != "below"}
        return f"{self.work}?{urlencode(kept | {'unit': key} | ({'below': 'on'} if below else {}))}"

    def figures(self, name: str = "figures", **limits: str) -> str:
        """A page of figures with the same filters."""
        return f"{reverse(name)}?{urlencode(self.kept | limits)}"


@dataclass(frozen=True, slots=True)
class Table:
    """A table by one dimension with some columns."""

    by: str
    columns: Sequence[Column]

    def cells(self, tally: Tally, lists: Lists, start: str = "") -> list[Cell]:
        """The numbers of a line; `start` "": of all together."""
        start, told = start or lists.start(), Told.of(tally, lists.basis)
        return [Cell(c.words(told), f"{start}&{_ENDS[c.limits]}", c) for c in self.columns]

    def row(self, row: Row, lists: Lists, **further: str) -> TableRow:
        """A line; `further` filters are kept where it leads to the units below."""
        start = lists.of_line(self.by, row.key, below=row.below)
        below = self.by == "unit" and row.below
        url = lists.figures(unit=row.key, below="on", by=self.by, **further) if below else ""
        return TableRow(name_of(self.by, row), row.depth, url, self.cells(row.tally, lists, start))

    def compared(self, pair: Pair, then: Lists, later: Lists) -> TableRow:
        """A line of two days."""
        starts = [lists.of_line(self.by, pair.key, below=pair.below) for lists in (then, later)]
        old = self.cells(pair.before, then, starts[0])
        new = self.cells(pair.after, later, starts[1])
        return TableRow(name_of(self.by, pair), pair.depth, "", beside(old, new))


def beside(old: list[Cell], new: list[Cell]) -> list[Cell]:
    """Each new number, with the old one where it differs."""
    return [
        now if now.words == before.words else Cell(now.words, now.url, now.column, before.words, before.url)
        for before, now in zip(old, new, strict=True)
    ]


def name_of(by: str, line: Row | Pair) -> str:
    """The name of a line; of the rest, that it has none."""
    if line.name or line.key:
        return line.name or line.key
    return {"field": _("Without a field"), "source": _("No paper")}.get(by, _("No deadline"))
