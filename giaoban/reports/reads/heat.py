"""Who sent what when: the units next below one by periods, on screen and as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO, Final

import xlsxwriter
from django.utils.translation import gettext as _

from giaoban.documents.layout.wording import clean
from giaoban.reports.models import Period
from giaoban.reports.reads.coming import Tally, grid
from giaoban.reports.vocabulary import Came
from giaoban.ui import formats
from giaoban.units.models import Unit

FILLS: Final = {
    Came.NOT_DUE: "#FFFFFF",
    Came.MISSING: "#F4B9BE",
    Came.ON_TIME: "#C6E3CF",
    Came.LATE: "#F8DE9B",
    Came.RETURNED: "#F3C3B0",
    Came.NIL: "#DDD6C8",
}
"""The ground of a cell with one report, by how it stands; black letters are read on each."""
LEVELS: Final = ("#F1ECE2", "#F8DCD2", "#F2C6B6", "#EEAF9B", "#E59A82")
"""The ground of a cell with many reports: the stronger, the more are missing."""
_FACE: Final = {"font_name": "Times New Roman", "font_size": 12}
_CELL: Final = {**_FACE, "border": 1, "valign": "vcenter"}
_HEAD_COLOUR: Final = "#DCE6F1"
_A4: Final = 9
_WIDTHS: Final = (12, 40)


@dataclass(frozen=True, slots=True)
class Heat:
    """
    Units by periods: how the reports at and below each stand.

    `unit` itself comes first where it reports too, then those next below it by name. `cells` are keyed by
    (place of the unit, place of the period); where none is, nothing was expected.
    """

    unit: Unit
    units: tuple[Unit, ...]
    periods: tuple[Period, ...]
    cells: dict[tuple[int, int], Tally]


def heat_of(unit: Unit, periods: Sequence[Period], *, on: date, at_most: int | None = None) -> Heat:
    """How the reports below `unit` stand on `on`, of `at_most` units below it (None: all); see `grid`."""
    tallies = grid(unit, periods, on=on)
    keys = {key for key, _period in tallies}
    units = list(Unit.objects.filter(pk__in=keys).order_by("sort_key", "pk")[:at_most])
    if 0 in keys:
        units.insert(0, unit)
    cells = {}
    for y, each in enumerate(units):
        key = 0 if each.pk == unit.pk else each.pk
        for x, period in enumerate(periods):
            if (key, period.pk) in tallies:
                cells[y, x] = tallies[key, period.pk]
    return Heat(unit, tuple(units), tuple(periods), cells)


def only_one(tally: Tally) -> Came | None:
    """How the report stands where there is one; None where there are several."""
    if tally.expected != 1:
        return None
    return next(which for which, count in tally.counts.items() if count)


def missing_level(tally: Tally) -> int:
    """How much is missing or returned of several reports: 0 for nothing, 1 to 4 by quarters."""
    owed = tally.counts[Came.MISSING] + tally.counts[Came.RETURNED]
    return 0 if not owed else min(4, 1 + owed * 4 // tally.expected)


def fact_words(tally: Tally) -> str:
    """What a cell says: how one report stands; of several how many came, are late, missing, returned."""
    came = only_one(tally)
    if came is not None:
        return str(came.label)
    said = [formats.share(tally.came, tally.expected)]
    counted = [
        (Came.LATE, tally.late),
        (Came.MISSING, tally.counts[Came.MISSING]),
        (Came.RETURNED, tally.counts[Came.RETURNED]),
    ]
    said += [f"{which.label}: {formats.number(count)}" for which, count in counted if count]
    return "; ".join(said)


def write_heat(heat: Heat, titles: Sequence[str], target: BinaryIO) -> None:
    """
    The picture as a workbook of one sheet: titles, the legend, units down, periods across.

    Each cell says the fact in words on the ground of its colour; head and units stay in sight.
    """
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        page = book.add_worksheet(clean(_("Sent over time"))[:31])
        looks = _Looks(book)
        row = _head(page, looks, heat, titles)
        for y, unit in enumerate(heat.units):
            row += 1
            page.write_string(row, 0, clean(unit.official_code or unit.code), looks.text)
            page.write_string(row, 1, clean(unit.name), looks.text)
            for x in range(len(heat.periods)):
                if (y, x) in heat.cells:
                    tally = heat.cells[y, x]
                    page.write_string(row, x + 2, fact_words(tally), looks.of(tally))
                else:
                    page.write_blank(row, x + 2, None, looks.text)


def _head(page: Any, looks: _Looks, heat: Heat, titles: Sequence[str]) -> int:
    """Titles, legend, head row, the set-up of the page; the number of the head row, from 0."""
    several = _("Several reports: how many came; the darker, the more are missing.")
    lines = [*titles, f"{several} {_('Empty: nothing was expected.')}"]
    for row, words in enumerate(lines):
        page.write_string(row, 0, clean(words), looks.small if row else looks.title)
    row = len(lines)  # the legend in one row: what is frozen must leave room for the units
    for place, came in enumerate(Came, start=len(_WIDTHS)):
        page.write_string(row, place, clean(str(came.label)), looks.ground(FILLS[came]))
    row += 2
    heads = (_("Code"), _("Unit"), *(period.name for period in heat.periods))
    page.set_column(len(_WIDTHS), len(_WIDTHS) + max(len(heat.periods), len(Came)) - 1, 18)
    for place, width in enumerate(_WIDTHS):
        page.set_column(place, place, width)
    for place, words in enumerate(heads):
        page.write_string(row, place, clean(words), looks.head)
    page.freeze_panes(row + 1, len(_WIDTHS))
    page.repeat_rows(row)
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.set_footer("&C&P/&N")
    return row


class _Looks:
    """The formats of the workbook."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._grounds: dict[str, Any] = {}
        self.title = book.add_format({**_FACE, "font_size": 14, "bold": True})
        self.small = book.add_format({**_FACE, "italic": True})
        self.text = book.add_format({**_CELL, "text_wrap": True})
        head = {"bold": True, "align": "center", "text_wrap": True, "bg_color": _HEAD_COLOUR}
        self.head = book.add_format({**_CELL, **head})

    def ground(self, colour: str) -> Any:
        """A cell on a ground of that colour."""
        if colour not in self._grounds:
            facts = {**_CELL, "text_wrap": True, "align": "center", "bg_color": colour}
            self._grounds[colour] = self._book.add_format(facts)
        return self._grounds[colour]

    def of(self, tally: Tally) -> Any:
        """The look of a cell with these reports."""
        came = only_one(tally)
        return self.ground(FILLS[came] if came is not None else LEVELS[missing_level(tally)])
