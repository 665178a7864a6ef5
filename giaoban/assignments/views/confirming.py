"""Giving the work of a paper: first said, then done, once."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from giaoban.assignments.access import may_confirm
from giaoban.assignments.actions import confirm_review
from giaoban.assignments.reads.outline import outline_of
from giaoban.assignments.reads.plan import plan_of
from giaoban.assignments.views.reviews import own_review
from giaoban.assignments.vocabulary import ReviewState
from giaoban.foundation.verdict import Refused
from giaoban.units.reads import OfficerRequest


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: OfficerRequest, code: str) -> HttpResponse:
    """
    What giving the work will do and to whom; posting does it.

    A second click, a second person or a repeated request lands on the page of the result: nothing is
    given twice.
    """
    found = own_review(request, code)
    if request.method == "POST":
        sent = request.POST.get("version", "")
        version = int(sent) if sent.isdecimal() and len(sent) < 10 else 0
        try:
            confirm_review(found, version=version, actor=request.officer, at=timezone.now())
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("confirm", code)
        return redirect("document", code)
    if found.state == ReviewState.CONFIRMED:
        return redirect("document", code)
    plan = plan_of(found, on=timezone.localdate())
    context = {
        "review": found,
        "paper": found.document,
        "plan": plan,
        "outline": outline_of(plan),
        "may_confirm": may_confirm(request.officer, found, plan),
        "open_doubts": sum(1 for proposal in plan.kept if proposal.doubts),
    }
    return render(request, "assignments/confirm.html", context)
