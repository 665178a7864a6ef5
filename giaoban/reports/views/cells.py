"""
Cells of figures as markup, thousands at a time.

Only numbers and the program's own words are put together here, and names are escaped; a template that loops
over 200,000 cells would take ten times as long.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from giaoban.reports.figures import MISSING, Column
from giaoban.reports.reads.headings import COLUMN_WORDS, measured_in, short_name
from giaoban.reports.reads.pivot import Grid, Place, Row, Source
from giaoban.ui import formats

Say = Callable[[int, int], str]


def sayer() -> Say:
    """A figure with its decimals in the language in force: 12345, 1 is "1.234,5"."""
    point, comma = (".", ",") if (get_language() or "vi").startswith("vi") else (",", ".")

    def say(value: int, decimals: int) -> str:
        size = abs(value)
        sign = "\u2212" if value < 0 else ""
        if not decimals:
            whole = f"{size:,}"
            return sign + (whole.replace(",", point) if point != "," else whole)
        whole, rest = divmod(size, 10**decimals)
        grouped = f"{whole:,}"
        grouped = grouped.replace(",", point) if point != "," else grouped
        return f"{sign}{grouped}{comma}{rest:0{decimals}d}"

    return say


@dataclass(slots=True)
class Ways:
    """
    Where the figures of a page lead; `links` are the beginnings of links to reports, by unit and period.

    `down` is the address of a unit's own page, `sent` that of who has sent, both up to the unit's code.
    """

    down: str
    sent: str
    sources: dict[tuple[int, int], Source]
    links: dict[tuple[int, int], str] = field(init=False)

    def __post_init__(self) -> None:
        address = reverse("report", args=["CODE"])
        self.links = {
            key: format_html(
                '<a href="{}" title="{}">', address.replace("CODE", source.code), sender_words(source)
            )
            for key, source in self.sources.items()
        }


@dataclass(frozen=True, slots=True)
class Line:
    """One row as the page shows it: its head and its cells, already markup."""

    head: SafeString
    cells: SafeString


def unit_lines(grid: Grid, ways: Ways) -> list[Line]:
    """A line for each unit; the last one, of the unit asked for, is the sum."""
    pen = _Pen(grid, ways)
    every = range(len(grid.places))
    return [Line(_head(row, grid, ways), pen.cells(index, every)) for index, row in enumerate(grid.rows)]


def item_lines(grid: Grid, ways: Ways, codes: dict[str, str]) -> list[Line]:
    """A line for each indicator of the unit asked for, which is the last row of the grid."""
    pen, last = _Pen(grid, ways), len(grid.rows) - 1
    lines, wide = [], _width(grid)
    for start in range(0, len(grid.places), wide):
        measure = grid.places[start].measure
        code = codes.get(measure.key, "")
        number = format_html('<span class="figure-code">{}</span> ', code) if code else ""
        unit = format_html(' <small class="quiet">{}</small>', measure.unit) if measure.unit else ""
        head = format_html('<th scope="row">{}{}{}</th>', number, measure.label, unit)
        lines.append(Line(head, pen.cells(last, range(start, start + wide))))
    return lines


def _width(grid: Grid) -> int:
    """How many columns stand under one indicator."""
    first = grid.places[0].measure.key
    return sum(1 for place in grid.places if place.measure.key == first)


def heads(places: Sequence[Place], *, by_period: bool) -> list[str]:
    """The words of some columns, those of one indicator."""
    if by_period:
        return [short_name(place.period) for place in places]
    return [str(COLUMN_WORDS[place.column]) for place in places]


def groups(grid: Grid) -> list[tuple[str, int]]:
    """The indicators over the columns of a grid by units, each with how many columns it has."""
    wide = _width(grid)
    firsts = (grid.places[start].measure for start in range(0, len(grid.places), wide))
    return [(f"{each.label} ({each.unit})" if each.unit else each.label, wide) for each in firsts]


def _head(row: Row, grid: Grid, ways: Ways) -> SafeString:
    """The unit's name: to the units below it, of a leaf to its report."""
    link = ways.links.get((row.unit_id, grid.asked_for.last.pk))
    if row.is_leaf and link:
        return format_html('<th scope="row">{}{}</a></th>', mark_safe(link), row.name)
    if row.is_leaf or row.unit_id == grid.asked_for.unit.pk:
        return format_html('<th scope="row">{}</th>', row.name)
    return format_html('<th scope="row"><a href="{}{}">{}</a></th>', ways.down, row.code, row.name)


def sender_words(source: Source) -> str:
    """Who sent a report and when, in a sentence; that nobody did."""
    if source.sent_at is None:
        return _("Not sent yet.")
    said = {"name": source.sender, "moment": formats.moment(source.sent_at)}
    return _("Sent by %(name)s, %(moment)s.") % said


def _after(place: Place) -> str:
    """What is said after a figure that is not in the unit of its line."""
    unit = measured_in(place.measure.unit, place.column)
    return f" {escape(unit)}" if unit != place.measure.unit else ""


class _Pen:
    """Writes the cells of a grid; what all of them share is looked up once."""

    def __init__(self, grid: Grid, ways: Ways) -> None:
        self.grid, self.ways, self.say = grid, ways, sayer()
        self.places = [
            (place.decimals, place.period.pk if place.column == Column.THIS else 0, _after(place))
            for place in grid.places
        ]
        self.plans = {at for at, place in enumerate(grid.places) if place.column == Column.PLAN}
        self.ends = {period.pk: f"&amp;period={period.code}" for period in grid.asked_for.periods}

    def cells(self, row: int, places: range) -> SafeString:
        """Some cells of a row; `places` are numbers of places of the grid."""
        grid, say, shown, period_of = self.grid, self.say, [], self.places
        values, given, asked = (array[row].tolist() for array in (grid.values, grid.given, grid.asked))
        begin = '<td class="end figure-estimate">' if row in grid.estimated else '<td class="end">'
        unit = grid.rows[row]
        linked = self.ways.links if unit.is_leaf else {}
        plans = self.plans
        sent = f'<a href="{escape(self.ways.sent)}{unit.code}'
        for index in places:
            decimals, period, after = period_of[index]
            value, n, m = values[index], given[index], asked[index]
            if m > 1:
                fraction = f"{n}/{m}" if m < 1_000 else f"{say(n, 0)}/{say(m, 0)}"
            words = "–" if value == MISSING else f"{say(value, decimals)}{after}"
            if linked and (link := linked.get((unit.unit_id, period))):
                words = f"{link}{words}</a>"
            if m > 1 and (row, period) in grid.lacking:
                fraction = f'{sent}{self.ends[period]}">{fraction}</a>'
                shown.append(f'{begin}{words} <small class="n-of-m lacking">{fraction}</small></td>')
            elif m > 1:
                shown.append(f'{begin}{words} <small class="n-of-m">{fraction}</small></td>')
            elif m == 1 and not n and index not in plans:
                shown.append(f'{begin}{words} <small class="n-of-m">0/1</small></td>')
            else:
                shown.append(f"{begin}{words}</td>")
        return mark_safe("".join(shown))  # numbers, codes and escaped words
