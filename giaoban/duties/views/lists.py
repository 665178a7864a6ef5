"""Lists of duties for those who asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from giaoban.duties.models import Extension
from giaoban.duties.reads.rows import DutyRow, row_of, rows_of
from giaoban.duties.reads.waiting import requests_for, waiting_for
from giaoban.duties.reads.work import Matter
from giaoban.duties.views.acts import Button, buttons_for
from giaoban.duties.views.verbs import Place
from giaoban.duties.vocabulary import State
from giaoban.units.reads import Officer, OfficerRequest
from giaoban.workdays.counting import Calendar
from giaoban.workdays.reads import current_calendar

A_PAGE = 40


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A request for a later deadline as a line of a list, with the decisions on it."""

    extension: Extension
    row: DutyRow
    buttons: list[Button]


def request_row(extension: Extension, officer: Officer, *, today: date, calendar: Calendar) -> RequestRow:
    """`extension`, loaded by `requests_for`, as a line on `today`; no query."""
    matter = Matter(extension.duty, today, None, extension)
    row = row_of(extension.duty, today=today, calendar=calendar, name_unit=True)
    return RequestRow(extension, row, buttons_for(officer, matter, Place.REQUEST, back=reverse("acceptance")))


def acceptance(request: OfficerRequest) -> HttpResponse:
    """
    What waits for a decision: results, the oldest first, requests for later deadlines, work declined.

    A request is granted here with one press, or answered on its page; either leads back here.
    """
    today, calendar = timezone.localdate(), current_calendar()
    waiting = waiting_for(request.officer).for_list()
    results = Paginator(
        waiting.filter(state=State.SUBMITTED).order_by("submitted_at", "pk"), A_PAGE
    ).get_page(request.GET.get("page"))
    asked = requests_for(request.officer).order_by("due_on", "pk")[:A_PAGE]
    declined = waiting.filter(state=State.DECLINED).order_by(F("due_on").asc(nulls_last=True), "pk")
    context = {
        "page": results,
        "results": rows_of(results, today=today, calendar=calendar, name_unit=True),
        "requests": [request_row(one, request.officer, today=today, calendar=calendar) for one in asked],
        "declined": rows_of(declined[:A_PAGE], today=today, calendar=calendar, name_unit=True),
    }
    return render(request, "duties/acceptance.html", context)
