"""One period: its days, its opening with progress, its closing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from giaoban.foundation.verdict import Refused
from giaoban.journal.reads import history_of
from giaoban.reports.access import may_change_period, may_close, may_open, may_set_up
from giaoban.reports.actions import change_period, close_period, open_period
from giaoban.reports.forms.regimes import DaysForm, days_of
from giaoban.reports.models import Period
from giaoban.reports.reads.regimes import period_rows
from giaoban.reports.reads.reporting import form_for
from giaoban.reports.vocabulary import WAS_OPENED, PeriodState
from giaoban.ui.notices import tell_done
from giaoban.units.reads import OfficerRequest


def period_or_404(request: OfficerRequest, code: str) -> Period:
    """The period as the officer may see it; hidden is missing."""
    rows = Period.objects.dated().visible_to(request.officer).select_related("regime__committee", "form")
    return get_object_or_404(rows, code=code)


@require_safe
def period(request: OfficerRequest, code: str) -> HttpResponse:
    """The days of a period, how far its opening has come, what came."""
    shown = period_or_404(request, code)
    officer = request.officer
    [row] = period_rows([shown], officer)
    verdict = may_set_up(officer, shown.regime.committee_id)
    context = {
        "period": shown,
        "row": row,
        "form": shown.form or form_for(shown.regime, shown.starts_on, shown.ends_on),
        "asks": bool(verdict),
        "missing": max(0, shown.expected - row.sent),
        **_links(shown),
        "may_open": may_open(officer, shown),
        "may_change": may_change_period(officer, shown),
        "may_close": may_close(officer, shown),
        "history": history_of(shown) if verdict else [],
        "crumbs": [
            (_("Report regimes"), reverse("regimes")),
            (shown.regime.name, reverse("regime", args=[shown.regime.code])),
        ],
    }
    answer = render(request, "reports/period.html", context)
    if request.htmx.target == "opening" and shown.state != PeriodState.OPENING:
        answer["HX-Refresh"] = "true"  # all of the page changes with the state, not the progress alone
    return answer


def _links(shown: Period) -> dict[str, str]:
    """The pages of what came in a period, once it is open."""
    if shown.state not in WAS_OPENED:
        return {"figures_url": "", "sent_url": ""}
    pages = {"figures_url": "report-figures", "sent_url": "report-sent"}
    code = shown.regime.code
    return {name: f"{reverse(page, args=[code])}?period={shown.code}" for name, page in pages.items()}


@require_http_methods(["GET", "HEAD", "POST"])
def period_change(request: OfficerRequest, code: str) -> HttpResponse:
    """Give a period that is not open yet other days and deadlines."""
    shown = period_or_404(request, code)
    if not may_set_up(request.officer, shown.regime.committee_id):
        raise Http404
    verdict = may_change_period(request.officer, shown)
    form = DaysForm(request.POST or None, period=shown, initial=days_of(shown))
    if verdict and form.is_valid():
        facts: dict[str, Any] = {"actor": request.officer, "at": timezone.now()}
        try:
            change_period(shown, days=form.days(), due=form.due(), **facts)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            tell_done(request, _("The days of the period were changed."))
            return redirect("period", shown.code)
    context = {
        "period": shown,
        "form": form,
        "verdict": verdict,
        "crumbs": [(shown.name, reverse("period", args=[code]))],
    }
    status = 403 if not verdict else 422 if form.errors else 200
    return render(request, "reports/period_change.html", context, status=status)


@require_POST
def period_act(request: OfficerRequest, code: str, act: str) -> HttpResponse:
    """Open or close a period."""
    if act not in {"open", "close"}:
        raise Http404
    shown = period_or_404(request, code)
    if not may_set_up(request.officer, shown.regime.committee_id):
        raise Http404
    facts: dict[str, Any] = {"actor": request.officer, "at": timezone.now()}
    try:
        if act == "open":
            opened = open_period(shown, **facts)
            words = ngettext(
                "The period is being opened for %(count)d unit.",
                "The period is being opened for %(count)d units.",
                opened.expected,
            )
            tell_done(request, words % {"count": opened.expected})
        else:
            close_period(shown, **facts)
            tell_done(request, _("The period is closed; its figures are final."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("period", shown.code)
