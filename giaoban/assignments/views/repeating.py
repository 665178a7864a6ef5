"""Changing the rule of a repeated task, and skipping one of its periods."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from giaoban.assignments.access import may_change_rule, may_skip
from giaoban.assignments.actions import change_rule, end_rule, skip_period
from giaoban.assignments.forms.repeating import EndRuleForm, RuleForm, SkipForm
from giaoban.assignments.models import Assignment, Occurrence
from giaoban.assignments.reads.recurrence import rule_words
from giaoban.assignments.reads.repeating import (
    Period,
    earliest_change,
    is_more_before,
    last_rule_of,
    period_on,
    periods_of,
    rule_of,
)
from giaoban.foundation.verdict import Refused
from giaoban.ui.notices import tell_done
from giaoban.units.reads import OfficerRequest
from giaoban.workdays.reads import current_calendar


def repeating(request: OfficerRequest, task: Assignment, *, today: date) -> dict[str, Any]:
    """
    What the page of a repeated task shows besides: its row of periods and the one that is open.

    `chosen` is the period in `?period=2025-06-25`, else the one to look at first, `occurrence` its row; {}
    for a task that never repeated.
    """
    rule = last_rule_of(task)
    if rule is None:
        return {}
    page = request.GET.get("earlier", "0")
    turned = int(page) if page.isdecimal() and len(page) < 5 else 0
    calendar = current_calendar(task.lead.unit.path)
    periods = periods_of(task, today=today, calendar=calendar, page=turned)
    in_force, chosen = rule_of(task), _chosen(periods, request.GET.get("period", ""))
    return {
        "occurrence": chosen.occurrence if chosen else None,
        "rule": rule,
        "rule_words": rule_words(rule.rule),
        "rule_goes_on": in_force is not None,
        "periods": periods,
        "chosen": chosen,
        "earlier": turned + 1 if is_more_before(task, page=turned) else None,
        "turned": turned,
        "may_change_rule": may_change_rule(request.officer, task, in_force),
    }


def _chosen(periods: list[Period], named: str) -> Period | None:
    """The period that was asked and is named, or the current one."""
    asked = [each for each in periods if each.occurrence is not None]
    wanted = [each for each in asked if each.falls_on.isoformat() == named]
    current = [each for each in asked if each.is_current]
    return next(iter([*wanted, *current, *asked[-1:]]), None)


def _task(request: OfficerRequest, code: str) -> Assignment:
    return get_object_or_404(Assignment.objects.visible_to(request.officer).for_list(), code=code)


@require_http_methods(["GET", "POST"])
def rule(request: OfficerRequest, code: str) -> HttpResponse:
    """Another rule for the future, or an end of it."""
    task, today = _task(request, code), timezone.localdate()
    last, in_force = last_rule_of(task), rule_of(task)
    if last is None:
        raise Http404
    verdict = may_change_rule(request.officer, task, in_force)
    is_end = request.POST.get("act") == "end"
    form = RuleForm(
        request.POST if request.method == "POST" and not is_end else None,
        rule=in_force or last,
        earliest=earliest_change(task, on=today),
    )
    ending = EndRuleForm(request.POST if is_end else None, prefix="end")
    used = ending if is_end else form
    if used.is_valid():
        try:
            _change(request, task, form, ending if is_end else None)
        except Refused as refusal:
            used.add_error(None, str(refusal))
        else:
            return redirect("assignment", code=code)
    context = {
        "task": task,
        "form": form,
        "ending": ending if in_force is not None else None,
        "verdict": verdict,
        "reason": verdict.reason,
        "words": rule_words((in_force or last).rule),
        "crumbs": [(task.number, reverse("assignment", args=[code]))],
    }
    return render(request, "assignments/rule.html", context, status=200 if verdict else 403)


def _change(request: OfficerRequest, task: Assignment, form: RuleForm, ending: EndRuleForm | None) -> None:
    who: dict[str, Any] = {"actor": request.officer, "at": timezone.now()}
    if ending is not None:
        end_rule(task, **who, **ending.cleaned_data)
        tell_done(request, _("The rule has ended; what was asked goes on."))
        return
    given = {name: form.cleaned_data[name] for name in ("from_on", "until_on", "ahead_days", "reason")}
    change_rule(task, **who, rule=form.rule, **given)
    tell_done(request, _("The new rule holds for the future; what was asked stays."))


@require_http_methods(["GET", "POST"])
def skip(request: OfficerRequest, code: str, day: date) -> HttpResponse:
    """Leave one period out, with a reason."""
    task = _task(request, code)
    if last_rule_of(task) is None:
        raise Http404
    known = Occurrence.objects.filter(recurrence__assignment=task, falls_on=day).first()
    of_rule = period_on(task, day)
    verdict = may_skip(request.officer, task, of_rule, known)
    form = SkipForm(request.POST or None)
    if form.is_valid():
        try:
            skip_period(task, actor=request.officer, at=timezone.now(), falls_on=day, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            tell_done(request, _("The period is skipped and stays in sight."))
            return redirect("assignment", code=code)
    context = {
        "task": task,
        "day": day,
        "form": form,
        "verdict": verdict,
        "reason": verdict.reason,
        "is_asked": known is not None and known.asked_at is not None,
        "crumbs": [(task.number, reverse("assignment", args=[code]))],
    }
    return render(request, "assignments/skip.html", context, status=200 if verdict else 403)
