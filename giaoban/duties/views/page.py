"""The page of one duty, and its files."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from giaoban.duties import access
from giaoban.duties.models import Duty, Evidence, Submission
from giaoban.duties.reads.chain import chain_of, steps_on
from giaoban.duties.reads.history import history_of
from giaoban.duties.reads.rows import due_of, rows_of, shape_of
from giaoban.duties.reads.work import Work, work_on
from giaoban.duties.views.acts import ACTS, Act, visible_or_404
from giaoban.duties.vocabulary import Role, State
from giaoban.files.views import download_response
from giaoban.foundation.verdict import Verdict
from giaoban.ui.formats import DueWords, due_words
from giaoban.units.reads import Officer, OfficerRequest
from giaoban.workdays.reads import current_calendar


@dataclass(frozen=True, slots=True)
class Button:
    """A verb as this person sees it on this page: where it leads, and whether it is allowed."""

    verb: str
    act: Act
    verdict: Verdict
    url: str

    @property
    def method(self) -> str:
        """A form's page is opened, a plain act is posted."""
        return "get" if self.act.form else "post"


def buttons_for(officer: Officer, duty: Duty, pending: Submission | None) -> list[Button]:
    """
    The verbs of the person's side at this point of the duty's life, the main one first; none for a reader.

    A refused verb stays with its reason, but each reason is said once.
    """
    state = State(duty.state)
    verbs: tuple[str, ...] = ()
    if access.is_holder(officer, duty):
        verbs += _HOLDERS_VERBS.get(state, ())
    if access.is_asking(officer, duty):
        verbs += _ASKERS_VERBS.get(state, ())
    if duty.role == Role.INFORMED:
        verbs = tuple(verb for verb in verbs if verb == "receive")
    shown: dict[str, Button] = {}
    for button in (_button(officer, duty, verb, pending) for verb in verbs):
        shown.setdefault(str(button.verdict.reason) or button.verb, button)
    return list(shown.values())


_HOLDERS_VERBS = {
    State.ASKED: ("receive", "decline"),
    State.RECEIVED: ("submit", "report"),
    State.RETURNED: ("submit", "report"),
    State.SUBMITTED: ("withdraw",),
}
_ASKERS_VERBS = {
    State.SUBMITTED: ("accept", "return"),
    State.DECLINED: ("ask-again",),
}


def _button(officer: Officer, duty: Duty, verb: str, pending: Submission | None) -> Button:
    act = ACTS[verb]
    verdict = access.may_accept(officer, duty, pending) if verb == "accept" else act.may(officer, duty)
    return Button(verb, act, verdict, reverse("duty-act", args=[duty.code, verb]))


def show(request: OfficerRequest, code: str) -> HttpResponse:
    """What is asked, by when, how it stands, what has been done, and the next thing to do."""
    duty, officer = visible_or_404(request, code), request.officer
    today, calendar = timezone.localdate(), current_calendar()
    work = work_on(duty)
    visible = Duty.objects.visible_to(officer)
    parts = visible.filter(parent=duty).for_list().order_by("pk")
    tone, mark, words = shape_of(duty, on=today)
    context = {
        "duty": duty,
        "crumbs": chain_of(duty, officer),
        "buttons": buttons_for(officer, duty, work.pending),
        "steps": steps_on(duty, officer),
        "stop": _button(officer, duty, "stop", None) if access.may_stop(officer, duty) else None,
        "only_reads": not (access.is_holder(officer, duty) or access.is_asking(officer, duty)),
        "due": due_of(duty, today=today, calendar=calendar),
        "stands": {"tone": tone, "mark": mark, "words": words},
        "when_accepted": _when_accepted(duty, work),
        "work": work,
        "parts": rows_of(parts, today=today, calendar=calendar, name_unit=True),
        "parent": visible.filter(pk=duty.parent_id).first() if duty.parent_id else None,
        "history": history_of(duty),
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
