"""One report: what was sent, its figures beside earlier ones, its history, the decision."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from giaoban.duties.access import is_of_those_who_decide
from giaoban.duties.reads.rows import due_of
from giaoban.files.views import download_response
from giaoban.foundation.verdict import Refused
from giaoban.reports.access import (
    is_pending,
    may_decide_report,
    may_fill,
    may_read_draft,
    may_restate,
    may_send,
    may_withdraw_report,
)
from giaoban.reports.actions import accept_report, return_report, send_entry, withdraw_report
from giaoban.reports.forms.deciding import ReturnForm
from giaoban.reports.models import Report, ReportFile
from giaoban.reports.reads.filling import content_of, filling_of, for_filling
from giaoban.reports.reads.reviewing import NextReport, next_waiting
from giaoban.reports.reads.sendings import Sending, sendings_of
from giaoban.reports.reads.sheet import sheet_of
from giaoban.reports.vocabulary import ReportState, RevisionState
from giaoban.ui.notices import tell_done
from giaoban.units.reads import Officer, OfficerRequest
from giaoban.workdays.reads import current_calendar

Load = Callable[[QuerySet[Report]], QuerySet[Report]]
SHAPES = {
    ReportState.WAITING: ("plain", "circle-dashed"),
    ReportState.SUBMITTED: ("note", "send"),
    ReportState.RETURNED: ("son", "arrow-back-up"),
    ReportState.ACCEPTED: ("ok", "check"),
}


def report_or_404(request: OfficerRequest, code: str, load: Load = for_filling) -> Report:
    """The report as the officer may see it; hidden is missing. Targets have pages of their own."""
    rows = load(Report.objects.visible_to(request.officer).to_be_given())
    return get_object_or_404(rows, code=code)


@require_safe
def report(request: OfficerRequest, code: str) -> HttpResponse:
    """What was sent last, or the sending that `?sending=` names."""
    return _page(request, report_or_404(request, code), ReturnForm())


def _page(request: OfficerRequest, shown: Report, form: ReturnForm, *, status: int = 200) -> HttpResponse:
    officer = request.officer
    sendings = sendings_of(shown)
    sending = _chosen(sendings, request.GET.get("sending", ""))
    filling = filling_of(shown)
    content = content_of(sending.revision) if sending else None
    duty = shown.duty
    assert duty is not None  # noqa: S101 -- report_or_404 leaves targets out
    today = timezone.localdate()
    tone, shape = SHAPES[ReportState(shown.state)]
    decide = may_decide_report(officer, shown)
    context = {
        "report": shown,
        "period": shown.period,
        "regime": shown.period.regime,
        "due": due_of(duty, today=today, calendar=current_calendar(duty.unit.path)),
        "tone": tone,
        "shape": shape,
        "sendings": sendings,
        "sending": sending,
        "sheet": sheet_of(filling, content=content, files=sending.files) if content and sending else [],
        "filling": filling,
        "pending": is_pending(shown),
        "decides": bool(decide) or (is_pending(shown) and not officer.works_for(duty.unit_id)),
        "may_decide": decide,
        "own": officer.works_for(duty.unit_id),
        "may_send": may_send(officer, shown),
        "may_restate": may_restate(officer, shown),
        "may_withdraw": may_withdraw_report(officer, shown),
        "may_fill": may_fill(officer, shown),
        "onward": _onward(officer, shown),
        "just_decided": "decided" in request.GET,
        "draft": filling.standing if filling.standing.is_draft and may_read_draft(officer, shown) else None,
        "form": form,
        "receiver": receiver_of(shown),
        "crumbs": crumbs_of(),
    }
    return render(request, "reports/report.html", context, status=status)


def _onward(officer: Officer, shown: Report) -> NextReport | None:
    """The next report that waits, for those who decide on this one; None for all others."""
    duty = shown.duty
    return next_waiting(officer, shown) if duty and is_of_those_who_decide(officer, duty) else None


def _chosen(sendings: list[Sending], wanted: str) -> Sending | None:
    """The sending asked for, else the newest that was not taken back, else the newest."""
    for each in sendings:
        if str(each.revision.number) == wanted:
            return each
    standing = [each for each in sendings if each.revision.state != RevisionState.WITHDRAWN]
    return next(iter([*standing, *sendings]), None)


def receiver_of(shown: Report) -> Any:
    """To whom the report goes."""
    return shown.above or shown.period.regime.receiver


def crumbs_of() -> list[tuple[Any, str]]:
    """The pages above a report."""
    return [(_("Reports"), reverse("reports"))]


@require_POST
def report_act(request: OfficerRequest, code: str, act: str) -> HttpResponse:
    """Accept, return, take back, or say that nothing occurred."""
    shown = report_or_404(request, code)
    given: dict[str, Any] = {"actor": request.officer, "at": timezone.now()}
    form = ReturnForm(request.POST if act == "return" else None)
    try:
        if act == "return":
            if not form.is_valid():
                return _page(request, shown, form, status=422)
            return_report(shown, reason=form.cleaned_data["reason"], **given)
        elif act == "accept":
            accept_report(shown, **given)
        elif act == "withdraw":
            withdraw_report(shown, **given)
        elif act == "nil":
            send_entry(shown, stamp=request.POST.get("stamp", ""), is_nil=True, **given)
        else:
            raise Http404
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("report", code)
    tell_done(request, _done(act, shown))
    # Who decided goes on from here to the next one.
    query = "?decided=1" if act in {"accept", "return"} else ""
    return redirect(f"{reverse('report', args=[code])}{query}")


def _done(act: str, shown: Report) -> str:
    words = {
        "return": _("The report went back to %(unit)s with your reason."),
        "accept": _("The report of %(unit)s is accepted."),
        "withdraw": _("The report was taken back; it can be changed again."),
        "nil": _("It was reported that nothing occurred in this period."),
    }
    return words[act] % {"unit": shown.unit.name} if "%(" in words[act] else words[act]


@require_safe
def report_file(request: OfficerRequest, code: str, file: str) -> HttpResponseBase:
    """A file of a report: one that was sent, or for those who fill in the form one that was not."""
    shown = report_or_404(request, code)
    rows = ReportFile.objects.filter(report=shown, file__code=file).select_related("file")
    found = list(rows.order_by("pk"))
    sent = [one for one in found if one.revision_id is not None]
    if not found or (not sent and not may_read_draft(request.officer, shown)):
        raise Http404
    return download_response(found[0].file)
