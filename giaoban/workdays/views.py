"""The calendar of working days, by year."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from giaoban.foundation.verdict import Refused
from giaoban.ui import formats
from giaoban.ui.notices import tell_done
from giaoban.workdays.access import Keeper, may_change_calendar
from giaoban.workdays.actions import remove_day, set_day
from giaoban.workdays.forms import DayForm
from giaoban.workdays.reads import current_calendar, listed_days, month_grids

FIRST_YEAR, LAST_YEAR = 2000, 2099


class KeeperRequest(HttpRequest):
    """A request by a signed-in person, as these views see it."""

    officer: Keeper | None
    user: Any


@require_http_methods(["GET", "POST"])
def calendar_year(request: KeeperRequest, year: int | None = None) -> HttpResponse:
    """The twelve months of a year, its special days, and for administrators a form to enter one."""
    today = timezone.localdate()
    shown = today.year if year is None else year
    if not FIRST_YEAR <= shown <= LAST_YEAR:
        raise Http404
    verdict = may_change_calendar(request.officer)
    form = DayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            verdict.require()
            day = _set(request, form)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            tell_done(request, _("The calendar now counts %(day)s as entered.") % {"day": formats.day(day)})
            return redirect("calendar-year", year=day.year)
    calendar = current_calendar()
    months = month_grids(calendar, shown, today=today)
    context = {
        "year": shown,
        "months": months,
        "weekdays": [_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun")],
        "working_days": sum(month.working_days for month in months),
        "listed": listed_days(calendar, shown),
        "is_assumed": calendar.is_assumed(shown),
        "earlier": shown - 1 if shown > FIRST_YEAR else None,
        "later": shown + 1 if shown < LAST_YEAR else None,
        "may_change": verdict,
        "form": form,
    }
    return render(request, "workdays/calendar.html", context)


@require_POST
def calendar_remove(request: KeeperRequest, day: date) -> HttpResponse:
    """Let the shipped calendar speak for a day again."""
    try:
        may_change_calendar(request.officer).require()
        remove_day(day, actor=request.user, at=timezone.now(), acting_as=_capacity(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        tell_done(request, _("%(day)s was taken out of the calendar.") % {"day": formats.day(day)})
    return redirect("calendar-year", year=day.year)


def _set(request: KeeperRequest, form: DayForm) -> date:
    facts = form.cleaned_data
    day: date = facts["day"]
    set_day(
        day,
        kind=facts["kind"],
        reason=facts["reason"],
        source=facts["source"],
        actor=request.user,
        at=timezone.now(),
        acting_as=_capacity(request),
    )
    return day


def _capacity(request: KeeperRequest) -> str:
    return request.officer.capacity if request.officer else ""
