"""Reports that wait for the level above: by regime and period, accepted one by one or many at once."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from giaoban.reports.actions import accept_many
from giaoban.reports.models import Report
from giaoban.reports.reads.reviewing import review_page, waiting_for, waiting_periods
from giaoban.ui.notices import tell_done
from giaoban.units.reads import OfficerRequest

MOST_AT_ONCE = 200


@require_safe
def reports_review(request: OfficerRequest) -> HttpResponse:
    """What waits for the officer's decision, one period at a time."""
    officer = request.officer
    if not (officer.unit_ids or officer.whole_committee_ids):
        raise Http404
    waiting = waiting_periods(officer)
    wanted = request.GET.get("period", "")
    shown = next((one for one in waiting if one.period.code == wanted), waiting[0] if waiting else None)
    page: Any = None
    rows: list[Any] = []
    if shown is not None:
        page, rows = review_page(officer, shown.period, page=request.GET.get("page"))
    tabs = [
        {
            "label": f"{one.period.name} · {one.period.regime.symbol or one.period.regime.name}",
            "url": f"?period={one.period.code}",
            "current": one is shown,
            "count": one.count,
        }
        for one in waiting
    ]
    crumbs = [(_("Reports"), reverse("reports"))]
    context = {"tabs": tabs, "shown": shown, "page": page, "rows": rows, "crumbs": crumbs}
    return render(request, "reports/review.html", context)


@require_POST
def reports_accept(request: OfficerRequest) -> HttpResponse:
    """Accept the reports that were ticked; each by itself, so that one refusal stops no other."""
    codes = request.POST.getlist("report")[:MOST_AT_ONCE]
    reports = list(
        waiting_for(request.officer)
        .filter(code__in=codes)
        .select_related("unit")
        .order_by("unit__sort_key", "pk")
    )
    if not reports:
        messages.warning(request, _("Tick the reports that you accept."))
    else:
        accepted, refused = accept_many(reports, actor=request.officer, at=timezone.now())
        for report, reason in refused:
            messages.error(request, f"{report.unit.name}: {reason}")
        if accepted:
            tell_done(request, _accepted_words(accepted))
    period = request.POST.get("period", "")
    query = f"?period={period}" if period.isalnum() else ""
    return redirect(f"{reverse('reports-review')}{query}")


def _accepted_words(accepted: list[Report]) -> str:
    words = ngettext("%(count)d report was accepted.", "%(count)d reports were accepted.", len(accepted))
    return words % {"count": len(accepted)}
