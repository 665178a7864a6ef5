"""The page of one duty, and its files."""

from __future__ import annotations

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from giaoban.duties import access
from giaoban.duties.models import Duty, Evidence
from giaoban.duties.reads.chain import chain_of, steps_on
from giaoban.duties.reads.deadlines import deadlines_of
from giaoban.duties.reads.history import history_of, why_it_stands_so
from giaoban.duties.reads.limits import limit_of, limit_words
from giaoban.duties.reads.rows import due_of, rows_of, shape_of
from giaoban.duties.reads.work import Matter, Work, formerly_of, work_on
from giaoban.duties.views.acts import buttons_for, visible_or_404
from giaoban.duties.views.verbs import Place
from giaoban.files.views import download_response
from giaoban.ui.formats import DueWords, due_words
from giaoban.units.reads import OfficerRequest
from giaoban.workdays.reads import current_calendar


def show(request: OfficerRequest, code: str) -> HttpResponse:
    """What is asked, by when, how it stands, what has been done, and the next thing to do."""
    duty, officer = visible_or_404(request, code), request.officer
    today, calendar = timezone.localdate(), current_calendar(duty.unit.path)
    work = work_on(duty)
    matter = Matter(duty, today, work.pending, work.waiting)
    visible = Duty.objects.visible_to(officer)
    parts = visible.filter(parent=duty).for_list().order_by("pk")
    tone, mark, words = shape_of(duty, on=today)
    history = history_of(duty)
    context = {
        "duty": duty,
        "crumbs": chain_of(duty, officer),
        "buttons": buttons_for(officer, matter, Place.HEAD),
        "on_deadline": buttons_for(officer, matter, Place.DEADLINE),
        "on_request": buttons_for(officer, matter, Place.REQUEST),
        "aside": buttons_for(officer, matter, Place.ASIDE),
        "steps": steps_on(duty, officer),
        "only_reads": not (access.is_holder(officer, duty) or access.is_asking(officer, duty)),
        "due": due_of(duty, today=today, calendar=calendar),
        "reckoned": limit_words(limit, calendar) if (limit := limit_of(duty)) else "",
        "stands": {"tone": tone, "mark": mark, "words": words},
        "when_accepted": _when_accepted(duty, work),
        "work": work,
        "parts": rows_of(parts, today=today, calendar=calendar, name_unit=True),
        "parent": visible.filter(pk=duty.parent_id).first() if duty.parent_id else None,
        "deadlines": deadlines_of(duty, work.deadlines) if work.deadlines else [],
        "formerly": formerly_of(duty),
        "reason_title": why_it_stands_so(history),
        "history": history,
    }
    return render(request, "duties/duty.html", context)


def _when_accepted(duty: Duty, work: Work) -> DueWords | None:
    """How the work will count when its pending result is accepted; None when nothing is pending."""
    if work.pending is None:
        return None
    handed_in = timezone.localdate(work.pending.at)
    return due_words(due_on=duty.due_on, today=handed_in, done_on=handed_in)


def file(request: OfficerRequest, code: str, file_code: str) -> HttpResponseBase:
    """A file of evidence, for everybody who may see the duty."""
    duty = visible_or_404(request, code)
    evidence = get_object_or_404(Evidence.objects.select_related("file"), duty=duty, file__code=file_code)
    return download_response(evidence.file)
