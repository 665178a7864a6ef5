"""The calendar of working days, by year."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from giaoban.workdays.access import Keeper, may_change_calendar
from giaoban.workdays.reads import current_calendar, listed_days, month_grids, year_source

FIRST_YEAR, LAST_YEAR = 2000, 2099


class KeeperRequest(HttpRequest):
    """A request by a signed-in person, as these views see it."""

    officer: Keeper | None
    user: Any


@require_safe
def calendar_year(request: KeeperRequest, year: int | None = None) -> HttpResponse:
    """
    The twelve months of a year and its special days.

    Changing them is laid out and confirmed in the room of duties, whose deadlines may move by it.
    """
    today = timezone.localdate()
    shown = today.year if year is None else year
    if not FIRST_YEAR <= shown <= LAST_YEAR:
        raise Http404
    calendar = current_calendar()
    months = month_grids(calendar, shown, today=today)
    context = {
        "year": shown,
        "months": months,
        "weekdays": [_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun")],
        "working_days": sum(month.working_days for month in months),
        "listed": listed_days(calendar, shown),
        "is_confirmed": calendar.is_confirmed(shown),
        "confirmed_by": year_source(shown),
        "earlier": shown - 1 if shown > FIRST_YEAR else None,
        "later": shown + 1 if shown < LAST_YEAR else None,
        "may_change": may_change_calendar(request.officer),
    }
    return render(request, "workdays/calendar.html", context)
