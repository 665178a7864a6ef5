"""Lists of duties for those who asked."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from giaoban.duties.reads.rows import rows_of
from giaoban.duties.reads.waiting import waiting_for
from giaoban.duties.vocabulary import State
from giaoban.units.reads import OfficerRequest
from giaoban.workdays.reads import current_calendar

A_PAGE = 40


def acceptance(request: OfficerRequest) -> HttpResponse:
    """Results that wait to be accepted, the oldest first, and work that units declined."""
    today, calendar = timezone.localdate(), current_calendar()
    waiting = waiting_for(request.officer).for_list()
    results = Paginator(
        waiting.filter(state=State.SUBMITTED).order_by("submitted_at", "pk"), A_PAGE
    ).get_page(request.GET.get("page"))
    declined = waiting.filter(state=State.DECLINED).order_by(F("due_on").asc(nulls_last=True), "pk")
    context = {
        "page": results,
        "results": rows_of(results, today=today, calendar=calendar, name_unit=True),
        "declined": rows_of(declined[:A_PAGE], today=today, calendar=calendar, name_unit=True),
    }
    return render(request, "duties/acceptance.html", context)
