"""The list of tasks, one task, and handing a part of it down."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from giaoban.assignments.access import may_hand_down
from giaoban.assignments.actions import hand_down as hand_duty_down
from giaoban.assignments.forms import HandDownForm
from giaoban.assignments.models import Assignment
from giaoban.assignments.reads.exporting import Listing
from giaoban.assignments.reads.listed import listed
from giaoban.assignments.reads.listing import task_page
from giaoban.assignments.reads.papers import readable_papers
from giaoban.assignments.reads.recurrence import rule_words
from giaoban.assignments.reads.tasks import accepted_of, handed_down, parts_of, siblings_of
from giaoban.assignments.views.asked import Asked
from giaoban.assignments.views.exporting import export_answer, export_kinds
from giaoban.assignments.views.filters import kept_menu
from giaoban.assignments.views.many import choosing
from giaoban.assignments.views.repeating import repeating
from giaoban.assignments.vocabulary import SavedList
from giaoban.duties.models import Duty
from giaoban.foundation.verdict import Refused
from giaoban.ui.forms import filter_chips
from giaoban.units.models import Unit
from giaoban.units.reads import OfficerRequest, whose_lists
from giaoban.workdays.reads import current_calendar


@require_safe
def assignments(request: OfficerRequest) -> HttpResponse:
    """The list of tasks: of one committee, or of the officer's units."""
    asked = Asked(request)
    page, rows = task_page(
        asked.rows_of_pages,
        request.GET.get("page"),
        filters=asked.filters,
        today=asked.today,
        calendar=current_calendar(),
    )
    context = {
        "form": asked.form,
        "page": page,
        "rows": rows,
        "committee": asked.committee,
        "tabs": _tabs(request, asked),
        "kept": ("scope", "committee"),
        "source": readable_papers(request.officer).filter(code=asked.filters.source).first()
        if asked.filters.source
        else None,
        "as_of": asked.filters.as_of,
        "exports": export_kinds("assignments-export-as", request.GET.urlencode()),
        "menu": kept_menu(request, SavedList.TASKS, asked.committees),
        "choosing": choosing(request, SavedList.TASKS, asked.committee, page.paginator.count),
        "may_import": bool(asked.committees),
    }
    return render(request, "assignments/list.html", context)


def _tabs(request: OfficerRequest, asked: Asked) -> list[dict[str, Any]]:
    here = reverse("assignments")
    tabs = [
        {"label": each.name, "url": f"{here}?committee={each.code}", "current": each == asked.committee}
        for each in asked.committees
    ]
    if asked.committees and request.officer.posts:
        tabs.append({"label": _("My unit"), "url": f"{here}?scope=unit", "current": asked.committee is None})
    return tabs


@require_safe
def assignments_export(request: OfficerRequest, kind: str = "xlsx") -> HttpResponseBase:
    """The filtered list in one of its forms, every row of it."""
    asked = Asked(request)
    now, day = asked.now, asked.filters.as_of or asked.today
    keys = list(asked.rows.values_list("pk", flat=True))
    calendar = current_calendar()
    listing = Listing(
        title=asked.committee.name if asked.committee else _("Tasks of my unit"),
        filters="; ".join(f"{chip.label}: {chip.words}" for chip in filter_chips(asked.form, request.GET)),
        day=day,
        total=len(keys),
        committee=asked.committee,
        rows=lambda: listed(keys, day=day, now=now, calendar=calendar),
    )
    owner = asked.committee or whose_lists(request.officer)
    return export_answer(request, kind, listing, owner=owner, stem=f"nhiem-vu-{day:%Y%m%d}")


@require_safe
def assignment(request: OfficerRequest, code: str) -> HttpResponse:
    """One task: what, from which sentence, who takes part and how far each is."""
    task = _visible(request, code)
    today, calendar = timezone.localdate(), current_calendar()
    periods = repeating(request, task, today=today)
    parts = parts_of(
        task, request.officer, today=today, calendar=calendar, occurrence=periods.pop("occurrence", None)
    )
    held = next((row for row in parts if request.officer.works_for(row.duty.unit_id)), None)
    paper, parent, siblings = task.document, _parent(task, request), siblings_of(task)
    context = {
        "task": task,
        "paper": paper,
        "quote": paper.text[task.start : task.end],
        "source_url": f"{reverse('document', args=[paper.code])}?at={task.start}-{task.end}#here",
        "parts": parts,
        "accepted": accepted_of(parts),
        "own": held,
        "siblings": siblings,
        "siblings_total": sum(each.count for each in siblings),
        "crumbs": [(paper.short_name, reverse("document", args=[paper.code])), *_above(parent)],
        "below": handed_down(task, request.officer),
        "parent": parent,
        "repeats": rule_words(task.rule),
        **periods,
        "may_hand_down": may_hand_down(request.officer, held.duty, on=today) if held else None,
        "shows_siblings_list": request.officer.asks_for(task.committee_id),
    }
    return render(request, "assignments/assignment.html", context)


def _above(parent: Assignment | None) -> list[tuple[str, str]]:
    return [(parent.number, reverse("assignment", args=[parent.code]))] if parent else []


def _visible(request: OfficerRequest, code: str) -> Assignment:
    tasks = Assignment.objects.visible_to(request.officer).for_list()
    return get_object_or_404(tasks, code=code)


def _parent(task: Assignment, request: OfficerRequest) -> Assignment | None:
    if task.parent_id is None:
        return None
    return Assignment.objects.visible_to(request.officer).filter(pk=task.parent_id).first()


@require_http_methods(["GET", "HEAD", "POST"])
def hand_down(request: OfficerRequest, code: str, duty: str) -> HttpResponse:
    """Hand a part of one's own work to a unit below."""
    task = _visible(request, code)
    held = get_object_or_404(
        Duty.objects.filter(unit__in=request.officer.unit_ids, part__assignment=task).select_related("unit"),
        code=duty,
    )
    today = timezone.localdate()
    verdict = may_hand_down(request.officer, held, on=today)
    below = Unit.objects.in_force(on=today).within(held.unit).exclude(pk=held.unit_id).order_by("sort_key")
    units = list(below.values_list("code", "name")) if verdict else []
    initial = {"title": held.title, "due_on": held.due_on}
    form = HandDownForm(request.POST or None, units=units, initial=initial)
    if form.is_valid():
        try:
            part = _handed(request, held, form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("assignment", part.code)
    context = {"task": task, "held": held, "form": form, "verdict": verdict, "has_units": bool(units)}
    return render(request, "assignments/hand_down.html", context)


def _handed(request: OfficerRequest, held: Duty, cleaned: dict[str, Any]) -> Assignment:
    unit = Unit.objects.filter(code=cleaned["unit"]).first()
    if unit is None:
        raise Http404
    due_on: date | None = cleaned["due_on"]
    return hand_duty_down(
        held,
        unit=unit,
        title=cleaned["title"],
        content=cleaned["content"],
        due_on=due_on,
        actor=request.officer,
        at=timezone.now(),
    )
