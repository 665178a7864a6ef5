"""The tree of units on a day, and finding units."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django import forms
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from giaoban.ui.forms import DayField
from giaoban.units.access import may_manage_units
from giaoban.units.models import Unit
from giaoban.units.reads import Node, OfficerRequest, ancestors, children_on, find_units
from giaoban.units.views.asking import day_asked
from giaoban.units.vocabulary import UnitKind

FOUND_ON_PAGE = 50


class TreeForm(forms.Form):
    """What the page of units is asked."""

    q = forms.CharField(
        label=gettext_lazy("Find a unit"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"placeholder": "so khcn", "autocomplete": "off"}),
    )
    on = DayField(label=gettext_lazy("As on"), required=False)


@dataclass(frozen=True, slots=True)
class KindOfUnits:
    """Units of one kind side by side."""

    label: str
    nodes: list[Node]


def by_kind(nodes: list[Node]) -> list[KindOfUnits]:
    """Units in order, put together by kind."""
    return [
        KindOfUnits(str(UnitKind(kind).label), list(group))
        for kind, group in groupby(nodes, lambda n: n.kind)
    ]


@require_safe
def units(request: OfficerRequest) -> HttpResponse:
    """The top of the tree; what is below opens on demand. With `?q=` the units found instead."""
    day = day_asked(request)
    words = request.GET.get("q", "").strip()
    form = TreeForm({"q": words, "on": day})
    form.is_valid()
    found = find_units(words, on=day, limit=FOUND_ON_PAGE) if words else []
    tops = [] if words else children_on(day, of=None)
    opened = _opened(tops, day)
    context = {
        "form": form,
        "day": day,
        "is_today": day == timezone.localdate(),
        "words": words,
        "found": found,
        "tops": by_kind(tops),
        "opened": opened,
        "may_manage": may_manage_units(request.officer),
        "may_add_top": may_manage_units(request.officer, [None]),
    }
    return render(request, "units/units.html", context)


def _opened(tops: list[Node], day: date) -> list[KindOfUnits]:
    """What stands below the only top unit: with one province nobody wants to open it first."""
    if len(tops) != 1:
        return []
    only = Unit.objects.get(pk=tops[0].unit_id)
    return by_kind(children_on(day, of=only))


@require_safe
def below(request: OfficerRequest, code: str) -> HttpResponse:
    """The units directly below one on a day: a part of the tree, or a page by itself."""
    unit = get_object_or_404(Unit, code=code)
    day = day_asked(request)
    context = {"unit": unit, "day": day, "kinds": by_kind(children_on(day, of=unit))}
    if request.htmx:
        return render(request, "units/branch.html", context)
    context["is_today"] = day == timezone.localdate()
    context["above"] = ancestors(unit, on=day)
    return render(request, "units/below.html", context)


@require_safe
def find(request: OfficerRequest) -> JsonResponse:
    """For pickers: `[{"key", "name", "hint"}]`, the best first, at most twenty."""
    found = find_units(request.GET.get("q", ""), on=timezone.localdate(), limit=20)
    rows = [{"key": one.key, "name": one.name, "hint": one.hint} for one in found]
    return JsonResponse(rows, safe=False)
