"""Report regimes: their list, what one states, its periods; setting one up, changing it, planning."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from giaoban.foundation.verdict import Refused
from giaoban.journal.reads import line_of
from giaoban.reports.access import may_set_up
from giaoban.reports.actions import change_regime, make_regime, plan_period, plan_year, setup_of
from giaoban.reports.forms.regimes import PeriodForm, RegimeForm, YearForm, show_units, told_of
from giaoban.reports.models import Regime
from giaoban.reports.reads.regimes import (
    form_now,
    history_page,
    offered_groups,
    period_rows,
    regimes_page,
    stated,
    timeline_of,
)
from giaoban.reports.vocabulary import CountsFrom, CutOff, Frequency, PeriodKind, Way
from giaoban.ui.notices import tell_done
from giaoban.units.models import Committee
from giaoban.units.reads import OfficerRequest
from giaoban.units.vocabulary import COMMUNE_LEVEL


@require_safe
def regimes(request: OfficerRequest) -> HttpResponse:
    """The regimes that the officer sees."""
    officer = request.officer
    if not (officer.whole_committee_ids or officer.reading_paths):
        raise Http404
    page = regimes_page(officer, request.GET.get("page"))
    asking = officer.asking_committee_ids | officer.chaired_committee_ids
    committees = list(Committee.objects.filter(pk__in=asking).order_by("name"))
    context = {"page": page, "rows": list(page.object_list), "committees": committees}
    return render(request, "reports/regimes.html", context)


def regime_or_404(request: OfficerRequest, code: str) -> Regime:
    """The regime as the officer may see it; hidden is missing."""
    rows = Regime.objects.visible_to(request.officer).select_related("committee__level", "receiver", "within")
    return get_object_or_404(rows, code=code)


def set_up_or_404(request: OfficerRequest, code: str) -> Regime:
    """The regime for those who set it up; missing for all others."""
    found = regime_or_404(request, code)
    if not may_set_up(request.officer, found.committee_id):
        raise Http404
    return found


@require_safe
def regime(request: OfficerRequest, code: str) -> HttpResponse:
    """What the regime states and its periods, those of the running year or of `?year=`."""
    return _page(request, regime_or_404(request, code))


def _page(
    request: OfficerRequest,
    shown: Regime,
    *,
    year_form: YearForm | None = None,
    period_form: PeriodForm | None = None,
) -> HttpResponse:
    today = timezone.localdate()
    timeline = timeline_of(shown, today)
    years = timeline.years
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and int(asked) in years else timeline.running
    periods = shown.periods.dated().filter(year=year).in_order()
    verdict = may_set_up(request.officer, shown.committee_id)
    rows = period_rows(periods, request.officer)
    history = history_page(shown, request.GET.get("page")) if verdict else None
    context = {
        "regime": shown,
        "stated": stated(shown, form_now(shown, today)),
        "year": year,
        "tabs": [
            {"label": str(each), "url": f"?year={each}", "current": each == year} for each in years[:12]
        ],
        "rows": rows,
        "may": verdict,
        "has_figures": timeline.has_opened,
        "year_form": year_form or YearForm(initial={"year": max(years, default=today.year - 1) + 1}),
        "period_form": period_form or PeriodForm(initial={"kind": PeriodKind.FREE, "year": today.year}),
        "history_page": history,
        "history": [line_of(entry) for entry in history] if history else [],
        "crumbs": [(_("Report regimes"), reverse("regimes"))],
    }
    failed = any(form is not None and form.errors for form in (year_form, period_form))
    return render(request, "reports/regime.html", context, status=422 if failed else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def regime_new(request: OfficerRequest, code: str) -> HttpResponse:
    """Set up a regime of a committee."""
    officer = request.officer
    asking = officer.asking_committee_ids | officer.chaired_committee_ids
    rows = Committee.objects.filter(pk__in=asking).select_related("level", "standing_unit")
    committee = get_object_or_404(rows, code=code)
    initial: dict[str, Any] = {
        "kinds": [kind.value for kind in COMMUNE_LEVEL],
        "ways": [Way.HERE],
        "frequency": Frequency.MONTH,
        "cut_off": CutOff.DECREE,
        "counts_from": CountsFrom.ACCEPTED,
        "opens_itself": True,
        "since": timezone.localdate(),
        "amount_3": 2,
    }
    form = RegimeForm(request.POST or None, groups=offered_groups(committee), initial=initial)
    if not form.is_bound:
        within, receiver = form.fields["within"], form.fields["receiver"]
        form.initial["within"] = within.show([committee.level])  # type: ignore[attr-defined]
        form.initial["receiver"] = receiver.show([committee.standing_unit])  # type: ignore[attr-defined]
    if form.is_valid():
        try:
            made = make_regime(committee, said=form.setup(), actor=officer, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            tell_done(request, _("The regime was set up. Give it a form and plan its periods."))
            return redirect("form-edit", made.code)
    return _form_page(request, form, committee, None)


@require_http_methods(["GET", "HEAD", "POST"])
def regime_change(request: OfficerRequest, code: str) -> HttpResponse:
    """Change what a regime states, for periods that are planned from now on."""
    shown = set_up_or_404(request, code)
    said = setup_of(shown)
    groups = [*offered_groups(shown.committee), *said.groups]
    form = RegimeForm(request.POST or None, groups=groups, initial=told_of(said))
    if not form.is_bound:
        show_units(form, said)
    if form.is_valid():
        try:
            change_regime(shown, said=form.setup(), actor=request.officer, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            tell_done(request, _("The regime was changed; periods that were planned keep their days."))
            return redirect("regime", shown.code)
    return _form_page(request, form, shown.committee, shown)


def _form_page(
    request: OfficerRequest, form: RegimeForm, committee: Committee, shown: Regime | None
) -> HttpResponse:
    crumbs = [(_("Report regimes"), reverse("regimes"))]
    if shown:
        crumbs.append((shown.name, reverse("regime", args=[shown.code])))
    context = {"form": form, "committee": committee, "regime": shown, "crumbs": crumbs}
    return render(request, "reports/regime_form.html", context, status=422 if form.errors else 200)


@require_POST
def regime_plan(request: OfficerRequest, code: str, what: str) -> HttpResponse:
    """Plan a year (`what` "year") or one period of any kind ("period")."""
    if what not in {"year", "period"}:
        raise Http404
    shown = set_up_or_404(request, code)
    form: YearForm | PeriodForm = YearForm(request.POST) if what == "year" else PeriodForm(request.POST)
    if form.is_valid():
        facts: dict[str, Any] = {"actor": request.officer, "at": timezone.now()}
        try:
            if isinstance(form, PeriodForm):
                period = plan_period(shown, **form.facts(), **facts)
                tell_done(request, _("“%(name)s” was planned.") % {"name": period.name})
                return redirect("period", period.code)
            year = form.cleaned_data["year"]
            planned = plan_year(shown, year, **facts)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            if planned:
                tell_done(request, _("The periods of %(year)d are planned.") % {"year": year})
            else:
                messages.info(request, _("The regime asks for nothing in that year."))
            return redirect(f"{reverse('regime', args=[shown.code])}?year={year}")
    if isinstance(form, YearForm):
        return _page(request, shown, year_form=form)
    return _page(request, shown, period_form=form)
