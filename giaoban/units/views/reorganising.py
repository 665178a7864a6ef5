"""Reorganising: each act first says what will happen, then does it."""

from __future__ import annotations

import hashlib
from functools import partial

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from giaoban.foundation.verdict import Refused
from giaoban.ui.notices import tell_done
from giaoban.units.access import may_manage_units
from giaoban.units.actions import foresee
from giaoban.units.forms import ACTS, ActForm, CreateForm
from giaoban.units.models import Unit
from giaoban.units.reads import OfficerRequest
from giaoban.units.views.asking import done, refused

NOT_SEEN = ("csrfmiddlewaretoken", "once", "seen", "look")


def print_of(sent: QueryDict) -> str:
    """
    A short print of what a form sent: what is confirmed must be what was shown.

    An empty field is as one that was not there: a form may ask for more once it has been looked at.
    """
    facts = sorted(
        (name, sent.getlist(name)) for name in sent if name not in NOT_SEEN and any(sent.getlist(name))
    )
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:24]


@require_http_methods(["GET", "POST"])
def reorganise(request: OfficerRequest, code: str, act: str) -> HttpResponse:
    """One of the acts on a unit, in two steps: what will happen, and the act."""
    if act not in ACTS:
        raise Http404
    unit = get_object_or_404(Unit.objects.select_related("parent"), code=code)
    here = reverse("unit", args=[code])
    if not (verdict := may_manage_units(request.officer, [unit])):
        return refused(request, verdict, here)
    today = timezone.localdate()
    children = list(Unit.objects.in_force(on=today).filter(parent=unit).for_list())
    form = ACTS[act](request.POST or None, unit=unit, children=children, initial={"effective_on": today})
    sentences: list[str] = []
    if request.method == "POST" and form.is_valid():
        seen = "look" not in request.POST and request.POST.get("seen") == print_of(request.POST)
        sentences = _step(request, form, seen=seen)
        if seen and not form.errors:
            tell_done(request, sentences[0])
            return redirect(here)
    context = {
        "unit": unit,
        "title": form.title,
        "form": form,
        "sentences": [] if form.errors else sentences,
        "seen": print_of(request.POST),
        "crumbs": [(_("Units"), reverse("units")), (unit.name, here)],
        "back": here,
    }
    return render(request, "units/reorganise.html", context, status=422 if form.errors else 200)


def _step(request: OfficerRequest, form: ActForm, *, seen: bool) -> list[str]:
    """Do what was seen, or try out what will be seen; a refusal becomes an error of the form."""
    act = partial(form.perform, actor=request.officer, at=timezone.now())
    sentences = [sentence for sentence in form.sentences() if sentence]
    try:
        if seen:
            act()
        else:
            foresee(act)
    except Refused as refusal:
        form.add_error(None, str(refusal))
    return sentences


@require_http_methods(["GET", "POST"])
def new_unit(request: OfficerRequest) -> HttpResponse:
    """Set up a unit below `?under=` or above all others."""
    under = request.GET.get("under", "")
    parent = get_object_or_404(Unit, code=under) if under else None
    back = reverse("unit", args=[under]) if parent else reverse("units")
    if not (verdict := may_manage_units(request.officer, [parent])):
        return refused(request, verdict, back)
    form = CreateForm(request.POST or None)
    made: list[Unit] = []
    if request.method == "POST" and done(
        form,
        lambda: made.append(form.perform(parent=parent, actor=request.officer, at=timezone.now())),
    ):
        tell_done(request, _("“%(unit)s” is set up.") % {"unit": made[0].name})
        return redirect("unit", code=made[0].code)
    crumbs = [(_("Units"), reverse("units"))]
    if parent:
        title = _("New unit below “%(unit)s”") % {"unit": parent.name}
        crumbs.append((parent.name, back))
    else:
        title = _("New unit above all others")
    context = {"title": title, "crumbs": crumbs, "form": form, "submit": _("Set up the unit"), "back": back}
    return render(request, "units/form.html", context, status=422 if form.errors else 200)
