"""The steps of a committee's reminders: choosing them, and seeing what would be sent when."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from giaoban.duties.access import may_set_steps
from giaoban.duties.actions import set_steps
from giaoban.duties.forms.reminding import StepsForm
from giaoban.duties.jobs.hours import Hours
from giaoban.duties.jobs.steps import Steps
from giaoban.duties.models import ReminderSteps
from giaoban.duties.reads.steps import chosen_by, preview
from giaoban.duties.vocabulary import UpTo
from giaoban.foundation.verdict import Refused
from giaoban.journal.reads import history_of
from giaoban.ui.notices import tell_done
from giaoban.units.reads import OfficerRequest, committees_seen_by


@require_http_methods(["GET", "POST"])
def reminder_steps(request: OfficerRequest, code: str) -> HttpResponse:
    """
    When the committee's work is reminded of.

    The button "Preview" asks the same page with the typed values; it shows what would be sent, keeps nothing.
    """
    committee = get_object_or_404(committees_seen_by(request.officer), code=code)
    verdict = may_set_steps(request.officer, committee)
    steps, hours = chosen_by(committee)
    given = (
        request.POST if request.method == "POST" else request.GET if "days_before" in request.GET else None
    )
    form = StepsForm(given, initial=_initial(steps, hours))
    if form.is_bound and form.is_valid():
        steps, hours = _chosen(form.cleaned_data)
        if request.method == "POST":
            try:
                set_steps(committee, steps=steps, hours=hours, actor=request.officer, at=timezone.now())
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                tell_done(request, _("The steps are saved and hold for all work of the committee."))
                return redirect("reminder-steps", code=code)
    row = ReminderSteps.objects.filter(committee=committee).first()
    context = {
        "committee": committee,
        "form": form,
        "verdict": verdict,
        "is_preview": form.is_bound,
        "preview": preview(committee, steps, hours, today=timezone.localdate()),
        "history": history_of(row, at_most=10) if row else [],
        "crumbs": [
            (_("Committees"), reverse("committees")),
            (committee.name, reverse("committee", args=[code])),
        ],
    }
    refused = request.method == "POST" and not verdict
    return render(request, "duties/steps.html", context, status=403 if refused else 200)


def _initial(steps: Steps, hours: Hours) -> dict[str, Any]:
    return {
        "days_before": ", ".join(str(days) for days in steps.days_before),
        "on_the_day": steps.on_the_day,
        "every_weeks": steps.every_weeks,
        "up_to": steps.up_to,
        "quiet_from": hours.quiet_from,
        "quiet_to": hours.quiet_to,
        "rest_days_quiet": hours.rest_days_quiet,
    }


def _chosen(given: dict[str, Any]) -> tuple[Steps, Hours]:
    return (
        Steps(given["days_before"], given["on_the_day"], given["every_weeks"], UpTo(given["up_to"])),
        Hours(given["quiet_from"], given["quiet_to"], given["rest_days_quiet"]),
    )
