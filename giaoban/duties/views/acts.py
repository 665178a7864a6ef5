"""The acts on a duty, each at its own address: a button that posts, or a page that asks for more."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from giaoban.duties import access, forms
from giaoban.duties.models import Duty
from giaoban.duties.reads.chain import chain_of
from giaoban.duties.reads.rows import due_of
from giaoban.duties.reads.work import Matter, matter_of
from giaoban.duties.views.verbs import ACTS, Act, Place, Side
from giaoban.duties.vocabulary import Role
from giaoban.foundation.verdict import Refused, Verdict
from giaoban.ui.notices import tell_done
from giaoban.units.reads import Officer, OfficerRequest
from giaoban.workdays.reads import current_calendar


@dataclass(frozen=True, slots=True)
class Button:
    """A verb as this person sees it: where it leads, and whether it is allowed."""

    verb: str
    act: Act
    verdict: Verdict
    url: str

    @property
    def method(self) -> str:
        """A form's page is opened, a plain act is posted."""
        return "post" if self.act.is_pressed else "get"


def buttons_for(officer: Officer, matter: Matter, place: Place, *, back: str = "") -> list[Button]:
    """
    The verbs of the person's side for this point of the duty's life, the main one first; none for a reader.

    In the head and beside the deadline a refused verb stays with its reason, but each reason is said once;
    elsewhere only what is allowed is offered. `back` is the list to which an act returns.
    """
    duty, shown = matter.duty, dict[str, Button]()
    sides = {Side.HOLDER: access.is_holder(officer, duty), Side.ASKING: access.is_asking(officer, duty)}
    for verb, act in ACTS.items():
        if act.place != place or duty.state not in act.states or duty.kind in act.not_for:
            continue
        if not sides[act.side]:
            continue
        if duty.role == Role.INFORMED and verb != "receive":
            continue
        verdict = act.may(officer, matter)
        if verdict or place in (Place.HEAD, Place.DEADLINE):
            url = reverse("duty-act", args=[duty.code, verb]) + (
                f"?{urlencode({'next': back})}" if back else ""
            )
            shown.setdefault(str(verdict.reason) or verb, Button(verb, act, verdict, url))
    return list(shown.values())


def visible_or_404(request: OfficerRequest, code: str) -> Duty:
    """The duty of this code as the person may see it, with the work it is a part of; hidden is missing."""
    visible = Duty.objects.visible_to(request.officer).for_list().select_related("parent")
    return get_object_or_404(visible, code=code)


def perform(request: OfficerRequest, code: str, verb: str) -> HttpResponse:
    """One act on one duty: pressed, or asked for on its page and then done."""
    if verb not in ACTS:
        raise Http404
    act, matter = ACTS[verb], matter_of(visible_or_404(request, code), on=timezone.localdate())
    if matter.duty.kind in act.not_for:
        raise Http404
    sent = request.method == "POST"
    if act.is_pressed and not sent:
        return HttpResponseNotAllowed(["POST"])
    form = act.form(request.POST if sent else None, request.FILES if sent else None, matter=matter)
    if sent and _is_done(request, act, form):
        tell_done(request, act.done)
        return redirect(_back(request, matter.duty))
    if act.is_pressed:
        messages.warning(request, forms.first_error(form))
        return redirect(_back(request, matter.duty))
    return _page(request, act, form)


def _is_done(request: OfficerRequest, act: Act, form: forms.ActForm) -> bool:
    """Whether the act was done with what the form holds; a refusal becomes an error of the form."""
    if not form.is_valid():
        return False
    try:
        act.do(form.matter.duty.pk, actor=request.officer, at=timezone.now(), **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _page(request: OfficerRequest, act: Act, form: forms.ActForm) -> HttpResponse:
    matter, duty = form.matter, form.matter.duty
    context = {
        "duty": duty,
        "act": act,
        "form": form,
        "request_waiting": matter.waiting if act.place == Place.REQUEST else None,
        "verdict": act.may(request.officer, matter),
        "crumbs": [*chain_of(duty, request.officer), (duty.title, reverse("duty", args=[duty.code]))],
        "due": due_of(duty, today=matter.on, calendar=current_calendar()),
        "files_lost": forms.files_are_lost(form),
    }
    return render(request, "duties/act.html", context)


def _back(request: OfficerRequest, duty: Duty) -> str:
    """The list that the button stood in, when it said so, else the page of the duty."""
    wanted = request.GET.get("next", "")
    if wanted and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    return reverse("duty", args=[duty.code])
