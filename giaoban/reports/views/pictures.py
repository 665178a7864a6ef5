"""One indicator in pictures: through the year, by unit, on tiles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from giaoban.foundation.text import search_key
from giaoban.reports.figures import COUNTED, Column, Measure, measures
from giaoban.reports.figures.columns import PERCENT_DECIMALS, PERCENTS
from giaoban.reports.figures.map import PLACES, bare
from giaoban.reports.forms.figures import ChartForm
from giaoban.reports.models import Period
from giaoban.reports.reads.board import Board, board, definition_of
from giaoban.reports.reads.headings import COLUMN_WORDS, measured_in, short_name
from giaoban.reports.reads.series import children_of
from giaoban.reports.views.cells import sayer
from giaoban.reports.views.figures import tabs
from giaoban.reports.views.scope import Scope, scope_of
from giaoban.ui.charts import Figure, Picture, lines, place_tiles, value_list
from giaoban.units.models import Unit
from giaoban.units.reads import OfficerRequest

SHOWN: Final = 40  # bars


@require_safe
def charts(request: OfficerRequest, code: str) -> HttpResponse:
    """A line with last year behind it, bars of the units below, and their tiles."""
    scope = scope_of(request, code)
    context: dict[str, Any] = {"scope": scope, "crumbs": scope.crumbs("report-charts")}
    if not scope.periods:
        return render(request, "reports/charts.html", context)
    every = measures(definition_of(scope.periods[-1:]))
    form = ChartForm(scope.query, periods=scope.periods, items=[(each.key, each.label) for each in every])
    context |= {"form": form, "tabs": tabs(scope, "report-charts")}
    if not form.is_valid() or not every:
        return render(request, "reports/charts.html", context, status=422)
    lines_then = measures(definition_of([form.chosen])) or every  # an earlier form may lack a later item
    key = form.cleaned_data["item"]
    measure = next((each for each in lines_then if each.key == key), lines_then[0])
    column = Column(form.cleaned_data["col"] or Column.THIS)
    context |= _drawn(scope, form.chosen, measure, column)
    return render(request, "reports/charts.html", context)


def _drawn(scope: Scope, last: Period, measure: Measure, column: Column) -> dict[str, Any]:
    year = [
        p for p in scope.periods if (p.kind, p.year) == (last.kind, last.year) and p.ends_on <= last.ends_on
    ]
    keys = children_of(scope.unit, last)
    through = board([scope.unit], year, columns=(Column.THIS, Column.LAST_YEAR))
    below = board(keys, [last], columns=(column,)) if keys else None
    digits = PERCENT_DECIMALS if column in PERCENTS else measure.decimals
    say = sayer()
    drawn: dict[str, Any] = {
        "measure": measure,
        "column": COLUMN_WORDS[column],
        "period": last,
        "as_of": through.as_of,
        "came": through.came(scope.unit, last),
        "line": _line(scope, through, measure, lambda value: say(value, measure.decimals)),
    }
    if below is None:
        return drawn
    figures = _figures(scope, below, keys, period=last, key=measure.key, column=column)
    unit = measured_in(measure.unit, column)
    after = f" {unit}" if unit != measure.unit else ""
    return drawn | _of_units(figures, measure, lambda value: f"{say(value, digits)}{after}")


def _line(scope: Scope, found: Board, measure: Measure, say: Callable[[int], str]) -> Picture:
    year = found.periods[-1].year
    named = {"indicator": measure.label, "unit": scope.unit.name}
    this, before = (
        [found.value(scope.unit, period, measure.key, column) for period in found.periods]
        for column in (Column.THIS, Column.LAST_YEAR)
    )
    return lines(
        [short_name(period) for period in found.periods],
        this,
        before,
        title=_("%(indicator)s: %(unit)s") % named,
        desc=_("A line through the periods of the year, with those of the year before behind it."),
        names=(str(year), str(year - 1)),
        corner=pgettext("reports", "Period"),
        say=say,
    )


def _figures(
    scope: Scope, found: Board, keys: Sequence[int], *, period: Period, key: str, column: Column
) -> list[Figure]:
    units = Unit.objects.in_bulk(keys)
    made = []
    for unit_key in keys:
        note = ""
        if column in COUNTED:
            given, asked = found.table.n_of_m(column, key, unit=found.place(unit_key))
            note = f"{given}/{asked}"
        unit, value = units[unit_key], found.value(unit_key, period, key, column)
        made.append(Figure(unit.name, value, scope.address("report-charts", unit=unit.code), note))
    return made


def _of_units(figures: list[Figure], measure: Measure, say: Callable[[int], str]) -> dict[str, Any]:
    """Bars of the largest, and a tile for every unit: provinces where they lie, others in a row."""
    ordered = sorted(figures, key=lambda each: (each.value is None, -(each.value or 0)))
    names = [bare(search_key(each.label)) for each in figures]
    places = {number: PLACES[name] for number, name in enumerate(names) if name in PLACES}
    head = (_("Unit"), measure.label, _("Reports"))
    named = {"indicator": measure.label}
    return {
        "bars": value_list(
            ordered[:SHOWN],
            title=_("%(indicator)s by unit") % named,
            desc=_("One bar a unit, the largest first."),
            head=head,
            say=say,
        ),
        "tiles": place_tiles(
            [replace(each, label=_short(each.label)) for each in figures],
            places,
            title=_("%(indicator)s on tiles") % named,
            desc=_("One tile a unit, the stronger the larger its figure."),
            head=head,
            say=say,
        ),
        "left_out": max(0, len(figures) - SHOWN),
    }


def _short(name: str) -> str:
    """The name of a unit in the room of a tile: without the words that all of its kind begin with."""
    for words in ("UBND ", "Tỉnh ", "Thành phố ", "xã ", "phường ", "đặc khu "):
        name = name.removeprefix(words)
    return name
