"""Pivots of figures: units, indicators and periods, down to the report and back up."""

from __future__ import annotations

from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.forms import MultipleChoiceField
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from giaoban.reports.figures import measures
from giaoban.reports.forms.figures import FiguresForm
from giaoban.reports.reads.board import definition_of
from giaoban.reports.reads.pivot import Asked, Grid, grid_of, sources_of, unit_keys
from giaoban.reports.views.cells import Ways, groups, heads, item_lines, sender_words, unit_lines
from giaoban.reports.views.scope import Scope, scope_of
from giaoban.reports.vocabulary import By, Form
from giaoban.ui.forms import filter_chips
from giaoban.units.reads import OfficerRequest

PAGE: Final = 200  # units on one page; `all=1` shows every one


@require_safe
def figures(request: OfficerRequest, code: str) -> HttpResponse:
    """A pivot; every figure says of how many reports it was made."""
    scope = scope_of(request, code)
    context: dict[str, Any] = {"scope": scope, "crumbs": scope.crumbs("report-figures")}
    if not scope.periods:
        return render(request, "reports/figures.html", context)
    form = bound_form(scope)
    context |= {"form": form, "tabs": tabs(scope, "report-figures")}
    context["boxes"] = [_boxes(form, "item"), _boxes(form, "col")]
    context["is_chosen"] = form.has_choices
    if not form.is_valid():
        # A fragment is only put into the page when it is an answer, not a fault.
        return render(request, "reports/figures.html", context, status=200 if request.htmx else 422)
    asked = asked_of(scope, form)
    keys = unit_keys(asked)
    page = _page(request, keys)
    shown = keys if page is None else list(page.object_list)
    grid = grid_of(asked, shown if asked.by == By.UNITS else [])
    context |= {
        "asked": asked,
        "grid": grid,
        "page": page if asked.by == By.UNITS else None,
        "chips": filter_chips(form, request.GET),
        "came": (grid.reported[-1], grid.expected[-1]),
        "is_estimate": bool(grid.estimated),
        "exports": exports(scope),
        "has_below": bool(keys),
        "whole_url": scope.address("report-figures", all="1"),
        **_table(scope, grid),
        **_below(scope, keys, asked),
    }
    return render(request, "reports/figures.html", context)


def bound_form(scope: Scope) -> FiguresForm:
    """The form of the address, offered the indicators of the latest form."""
    lines = measures(definition_of(scope.periods[-1:]))
    return FiguresForm(scope.query, periods=scope.periods, items=[(each.key, each.label) for each in lines])


def asked_of(scope: Scope, form: FiguresForm) -> Asked:
    """What a valid form asks for."""
    return Asked(scope.regime, scope.unit, **form.facts(today=timezone.localdate()))


def _boxes(form: FiguresForm, name: str) -> SafeString:
    """A field's choices to be ticked; some seventy, which Django's widget takes longer for than the table."""
    field = form.fields[name]
    assert isinstance(field, MultipleChoiceField)  # noqa: S101 -- declared so
    chosen, offered = set(form[name].value() or ()), list[Any](field.choices)  # type: ignore[arg-type]
    choices = format_html_join(
        "",
        '<label class="check"><input type="checkbox" name="{}" value="{}"{}> {}</label>',
        ((name, key, mark_safe(" checked") if key in chosen else "", words) for key, words in offered),
    )
    return format_html("<fieldset><legend>{}</legend>{}</fieldset>", field.label, choices)


def _page(request: OfficerRequest, keys: list[int]) -> Page[int] | None:
    if request.GET.get("all") == "1" or len(keys) <= PAGE:
        return None
    return Paginator(keys, PAGE).get_page(request.GET.get("page"))


def _table(scope: Scope, grid: Grid) -> dict[str, Any]:
    asked = grid.asked_for
    ways = Ways(
        down=_open(scope.address("report-figures", unit="")),
        sent=_open(scope.address("report-sent", unit="", came="owed", period="")),
        sources=sources_of(grid),
    )
    if not grid.places:
        return {"lines": [], "heads": [], "groups": []}
    over = groups(grid)
    wide = over[0][1]
    words = heads(grid.places[:wide], by_period=asked.by_period)
    own = ways.sources.get((asked.unit.pk, asked.last.pk))
    told: dict[str, Any] = {"own": own, "own_words": sender_words(own) if own else ""}
    if asked.by == By.ITEMS:
        definition = definition_of(asked.periods)
        codes = {item.id: item.code for item in definition.items()}
        codes |= {item.cells[0].key: item.code for item in definition.items() if item.cells}
        return told | {"lines": item_lines(grid, ways, codes), "heads": words, "groups": []}
    *lines, total = unit_lines(grid, ways)
    plain = wide == 1 and not asked.by_period
    return told | {
        "lines": lines,
        "total": total,
        "heads": [] if plain else words * len(over),
        "groups": over,
    }


def _open(address: str) -> str:
    """An address that a unit's code can be put behind."""
    joint = "&" if "?" in address and not address.endswith("?") else ""
    return f"{address}{joint}unit="


def _below(scope: Scope, keys: list[int], asked: Asked) -> dict[str, Any]:
    """The way from the indicators of a unit to the units below it."""
    if asked.by != By.ITEMS or not keys:
        return {"below_url": "", "below_count": 0}
    return {"below_url": scope.address("report-figures", by=By.UNITS), "below_count": len(keys)}


def exports(scope: Scope) -> list[tuple[str, str]]:
    """Words and addresses of every form of the same table."""
    return [(str(form.label), scope.address("report-figures-export", form.value)) for form in Form]


def tabs(scope: Scope, here: str) -> list[dict[str, Any]]:
    """The pages about one regime and unit."""
    kept = {name: scope.query.get(name, "") for name in ("period",)}
    pages = (
        ("report-figures", _("Figures")),
        ("report-charts", _("In pictures")),
        ("report-sent", _("Who has sent")),
        ("report-heat", _("Sent over time")),
    )
    unit = scope.unit.code
    query = "&".join(f"{key}={value}" for key, value in {"unit": unit, **kept}.items() if value)
    return [
        {"label": words, "url": f"{reverse(name, args=[scope.regime.code])}?{query}", "current": name == here}
        for name, words in pages
    ]
