"""Changing a brief: its words, its figures counted again, issuing it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from giaoban.briefing.access import may_edit_brief
from giaoban.briefing.actions import edit_brief, issue_brief, recount_brief
from giaoban.briefing.forms import WordsForm
from giaoban.briefing.models import Brief
from giaoban.briefing.reads import Period, period_words
from giaoban.briefing.reads.briefs import brief_now
from giaoban.briefing.views.asking import readable_or_404
from giaoban.foundation.verdict import Refused
from giaoban.ui.merging import keep_both
from giaoban.ui.notices import tell_done
from giaoban.units.reads import OfficerRequest

PARTS = ("opening", "difficulties", "proposals")


@require_http_methods(["GET", "POST"])
def brief_edit(request: OfficerRequest, code: str) -> HttpResponse:
    """Change the words of a draft."""
    shown = readable_or_404(request, code)
    verdict = may_edit_brief(request.officer, shown)
    initial = {name: getattr(shown, name) for name in (*PARTS, "version")}
    form = WordsForm(request.POST if request.method == "POST" else None, initial=initial).stands_as(
        _words(shown)
    )
    if request.method == "POST" and verdict and form.is_valid() and _edited(request, shown, form):
        tell_done(request, _("The words of the brief are saved."))
        return redirect("brief", code=code)
    context = {
        "brief": shown,
        "form": form,
        "verdict": verdict,
        "crumbs": [
            (_("Briefs"), reverse("briefs")),
            (
                capfirst(period_words(Period(shown.first_date, shown.last_date))),
                reverse("brief", args=[code]),
            ),
        ],
    }
    status = 403 if not verdict else 422 if form.errors else 200
    return render(request, "briefing/edit.html", context, status=status)


def _edited(request: OfficerRequest, shown: Brief, form: WordsForm) -> bool:
    version = form.cleaned_data["version"]

    def now() -> list[dict[str, str]]:
        nonlocal version
        standing = brief_now(shown.pk)
        if form.has_base:  # what others wrote meanwhile is brought together with it
            version = standing.version
        return [_words(standing)]

    def act() -> None:
        edit_brief(shown, words=form.words(), version=version, actor=request.officer, at=timezone.now())

    try:
        return keep_both(form, now=now, act=act)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False


def _words(brief: Brief) -> dict[str, str]:
    return {name: getattr(brief, name) for name in PARTS}


@require_POST
def brief_recount(request: OfficerRequest, code: str) -> HttpResponse:
    """Count the figures of a draft again."""
    return _act(request, code, recount_brief, said=_("The figures were counted again."))


@require_POST
def brief_issue(request: OfficerRequest, code: str) -> HttpResponse:
    """Issue a draft to the members."""
    return _act(request, code, issue_brief, said=_("The brief is issued; the members may read it now."))


def _act(request: OfficerRequest, code: str, act: Callable[..., Any], *, said: str | Promise) -> HttpResponse:
    shown = readable_or_404(request, code)
    try:
        act(shown, actor=request.officer, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        tell_done(request, said)
    return redirect("brief", code=code)
