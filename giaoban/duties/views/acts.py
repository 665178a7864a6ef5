"""The acts on a duty, each at its own address: a button that posts, or a page that asks for more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from giaoban.duties import access, actions, forms
from giaoban.duties.models import Duty
from giaoban.duties.reads.chain import chain_of
from giaoban.duties.reads.rows import due_of
from giaoban.duties.reads.work import pending_submission
from giaoban.foundation.verdict import Refused, Verdict
from giaoban.ui.notices import tell_done
from giaoban.units.reads import Officer, OfficerRequest
from giaoban.workdays.reads import current_calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """
    One verb: its button, its rule, its action, and what the next page says.

    `form` is None for an act that needs nothing more than the button.
    """

    label: str | Promise
    may: Callable[[Officer, Duty], Verdict]
    do: Callable[..., Any]
    done: str | Promise
    form: type[forms.ActForm] | None = None
    lead: str | Promise = ""
    look: str = "plain"
    icon: str = ""


def may_accept(officer: Officer, duty: Duty) -> Verdict:
    """`access.may_accept` for the submission that is pending now; one query."""
    return access.may_accept(officer, duty, pending_submission(duty))


ACTS: Final[dict[str, Act]] = {
    "receive": Act(
        label=pgettext_lazy("verb", "Receive"),
        may=access.may_receive,
        do=actions.receive,
        done=_("Your unit has received the work."),
        look="primary",
        icon="check",
    ),
    "decline": Act(
        label=pgettext_lazy("verb", "Decline"),
        may=access.may_decline,
        do=actions.decline,
        done=_("The work was declined; those who asked it will decide."),
        form=forms.DeclineForm,
        lead=_("The work stays on your desk until those who asked it decide; its deadline goes on."),
        icon="ban",
    ),
    "ask-again": Act(
        label=pgettext_lazy("verb", "Ask again"),
        may=access.may_ask_again,
        do=actions.ask_again,
        done=_("The unit was asked again."),
        form=forms.AskAgainForm,
        lead=_("The unit finds the work on its desk as new, with your reason."),
        look="primary",
        icon="refresh",
    ),
    "report": Act(
        label=pgettext_lazy("verb", "Report progress"),
        may=access.may_report,
        do=actions.report,
        done=_("Your report was sent."),
        form=forms.ReportForm,
        icon="report",
    ),
    "submit": Act(
        label=pgettext_lazy("verb", "Submit the result"),
        may=access.may_submit,
        do=actions.submit,
        done=_("The result was submitted and awaits a decision."),
        form=forms.SubmitForm,
        lead=_("Your unit counts as having submitted from this moment, however long the decision takes."),
        look="primary",
        icon="send",
    ),
    "withdraw": Act(
        label=pgettext_lazy("verb", "Take the submission back"),
        may=access.may_withdraw,
        do=actions.withdraw,
        done=_("The submission was taken back; the work is with your unit again."),
        icon="arrow-back-up",
    ),
    "accept": Act(
        label=pgettext_lazy("verb", "Accept"),
        may=may_accept,
        do=actions.accept,
        done=_("The result was accepted and the work is closed."),
        look="primary",
        icon="check",
    ),
    "return": Act(
        label=pgettext_lazy("verb", "Return"),
        may=access.may_return,
        do=actions.return_,
        done=_("The result was returned to the unit."),
        form=forms.ReturnForm,
        lead=_("The unit finds the work on its desk again, with your reason; the deadline stays."),
        icon="arrow-back-up",
    ),
    "stop": Act(
        label=pgettext_lazy("verb", "Stop"),
        may=access.may_stop,
        do=actions.stop,
        done=_("The work was stopped."),
        form=forms.StopForm,
        lead=_("Stopped work is closed for good and counted apart; it cannot be taken up again."),
        look="danger",
        icon="ban",
    ),
}


def visible_or_404(request: OfficerRequest, code: str) -> Duty:
    """The duty of this code as the person may see it; hidden is missing."""
    return get_object_or_404(Duty.objects.visible_to(request.officer).for_list(), code=code)


def perform(request: OfficerRequest, code: str, verb: str) -> HttpResponse:
    """One act on one duty."""
    if verb not in ACTS:
        raise Http404
    duty, act = visible_or_404(request, code), ACTS[verb]
    if act.form is None:
        return _press(request, duty, act)
    return _ask(request, duty, act, act.form)


def _press(request: OfficerRequest, duty: Duty, act: Act) -> HttpResponse:
    """An act that is a single button."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        act.do(duty.pk, actor=request.officer, at=timezone.now())
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        tell_done(request, act.done)
    return redirect(_back(request, duty))


def _ask(request: OfficerRequest, duty: Duty, act: Act, kind: type[forms.ActForm]) -> HttpResponse:
    """An act that needs words: the page with its form, and what comes back from it."""
    form = kind(request.POST or None, request.FILES or None, duty=duty)
    verdict = act.may(request.officer, duty)
    if request.method == "POST" and form.is_valid():
        try:
            act.do(duty.pk, actor=request.officer, at=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            tell_done(request, act.done)
            return redirect("duty", code=duty.code)
    return render(
        request,
        "duties/act.html",
        {
            "duty": duty,
            "act": act,
            "form": form,
            "verdict": verdict,
            "crumbs": [*chain_of(duty, request.officer), (duty.title, reverse("duty", args=[duty.code]))],
            "due": due_of(duty, today=timezone.localdate(), calendar=current_calendar()),
            "files_lost": forms.files_are_lost(form),
        },
    )


def _back(request: OfficerRequest, duty: Duty) -> str:
    """The list that the button stood in, when it said so, else the page of the duty."""
    wanted = request.GET.get("next", "")
    if wanted and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    return reverse("duty", args=[duty.code])
