"""What units shall reach in a year."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from giaoban.foundation.verdict import Refused
from giaoban.reports.access import may_set_targets
from giaoban.reports.actions import set_targets
from giaoban.reports.figures import row
from giaoban.reports.forming import Trouble, read_number
from giaoban.reports.models import Regime
from giaoban.reports.reads.findings import words_of_trouble
from giaoban.reports.reads.targets import Target, newest_form, plan_of, targets_of, units_below
from giaoban.reports.views.regimes import regime_or_404
from giaoban.ui.notices import tell_done
from giaoban.units.models import Unit
from giaoban.units.reads import OfficerRequest


@require_http_methods(["GET", "HEAD", "POST"])
def regime_targets(request: OfficerRequest, code: str) -> HttpResponse:
    """The targets of `?unit=` (else of the whole) in `?year=` (else this one), for those who set them."""
    regime = regime_or_404(request, code)
    today = timezone.localdate()
    unit = _unit(request, regime)
    year = _year(request, today.year)
    if not may_set_targets(request.officer, regime, unit):
        raise Http404
    form = newest_form(regime)
    targets = targets_of(plan_of(regime, year), unit, form.definition) if form else []
    boxes = [(each, request.POST.get(each.field, each.own), "") for each in targets]
    fault, status = "", 200
    if request.method == "POST" and form is not None:
        values, boxes = _read(request, targets)
        if all(not trouble for _target, _typed, trouble in boxes):
            figures = row(values, form.definition.width)
            try:
                set_targets(regime, unit, year, figures, actor=request.officer, at=timezone.now())
            except Refused as refusal:
                fault = str(refusal)
            else:
                tell_done(request, _("The targets of %(unit)s were set.") % {"unit": unit.name})
                return redirect(f"{reverse('regime-targets', args=[code])}?unit={unit.code}&year={year}")
        status = 422
    plan = plan_of(regime, year)
    context = {
        "regime": regime,
        "unit": unit,
        "year": year,
        "boxes": boxes,
        "fault": fault,
        "rows": units_below(regime, plan, unit, today),
        "years": [
            {"label": str(each), "url": f"?unit={unit.code}&year={each}", "current": each == year}
            for each in range(today.year + 1, today.year - 3, -1)
        ],
        "crumbs": _crumbs(request, regime, unit, year),
    }
    return render(request, "reports/targets.html", context, status=status)


def _read(
    request: OfficerRequest, targets: list[Target]
) -> tuple[dict[int, int], list[tuple[Target, str, str]]]:
    """The figures by slot, and each box with what was typed and why it is no figure."""
    values: dict[int, int] = {}
    boxes = []
    for each in targets:
        text = request.POST.get(each.field, "").strip()[:60]
        found = read_number(text, each.cell.decimals) if text else None
        trouble = ""
        if isinstance(found, Trouble):
            trouble = words_of_trouble(found, text, each.cell.decimals)
        elif found is not None:
            values[each.cell.slot] = found
        boxes.append((each, text, trouble))
    return values, boxes


def _unit(request: OfficerRequest, regime: Regime) -> Unit:
    wanted = request.GET.get("unit", "")
    if not wanted:
        return regime.within
    return get_object_or_404(Unit, code=wanted, path__startswith=regime.within.path)


def _year(request: OfficerRequest, this_year: int) -> int:
    asked = request.GET.get("year", "")
    if not asked:
        return this_year
    if not asked.isdecimal() or not this_year - 10 <= int(asked[:4]) <= this_year + 5:
        raise Http404
    return int(asked[:4])


def _crumbs(request: OfficerRequest, regime: Regime, unit: Unit, year: int) -> list[tuple[str, str]]:
    """The regime, then the units above for which the officer sets targets too."""
    keys = [int(key) for key in unit.path.split("/") if key][:-1]
    above = Unit.objects.in_bulk(keys)
    page = reverse("regime-targets", args=[regime.code])
    chain = [above[key] for key in keys if above[key].path.startswith(regime.within.path)]
    return [
        (regime.name, reverse("regime", args=[regime.code])),
        *(
            (each.name, f"{page}?unit={each.code}&year={year}")
            for each in chain
            if may_set_targets(request.officer, regime, each)
        ),
    ]
