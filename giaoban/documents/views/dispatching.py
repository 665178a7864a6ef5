"""Papers that go to units inside the program: lists, one dispatch, sending, signing, recalling."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from giaoban.documents.access import may_recall, may_receive, may_send
from giaoban.documents.actions import (
    note_seen,
    recall_dispatch,
    receive_dispatch,
    replace_dispatch,
    send_paper,
)
from giaoban.documents.forms import RecallForm, SendPaperForm
from giaoban.documents.models import Delivery, Dispatch, Document
from giaoban.documents.reads.dispatches import (
    came_counts,
    came_page,
    deliveries_for,
    files_of,
    paper_facts,
    proposed_units,
    sent_page,
    standing_of,
)
from giaoban.files.views import download_response
from giaoban.foundation.verdict import Refused
from giaoban.ui.notices import tell_done
from giaoban.units.reads import OfficerRequest

_SHOWN = ("unread", "action", "all", "recalled")


@require_safe
def dispatches(request: OfficerRequest) -> HttpResponse:
    """Papers sent to the officer's units; for a committee's side also what it has sent."""
    officer = request.officer
    if not (officer.posted_unit_ids or officer.whole_committee_ids):
        raise Http404
    sends = bool(officer.whole_committee_ids)
    wanted = request.GET.get("show", "")
    show = wanted if wanted in {*_SHOWN, "sent"} else "unread"
    if sends and (wanted == "" or not officer.posted_unit_ids):
        show = "sent"
    elif not sends and show == "sent":
        raise Http404
    number = request.GET.get("page")
    page: Any = (
        sent_page(officer, page=number) if show == "sent" else came_page(officer, show=show, page=number)
    )
    context = {
        "page": page,
        "show": show,
        "tabs": _tabs(show, came_counts(officer), sends=sends, receives=bool(officer.posted_unit_ids)),
    }
    return render(request, "documents/dispatches.html", context)


def _tabs(show: str, counts: dict[str, int], *, sends: bool, receives: bool) -> list[dict[str, Any]]:
    words = {
        "unread": _("Not opened yet"), "action": _("For action"), "all": _("All that came"),
        "recalled": _("Recalled"),
    }  # fmt: skip
    came = [
        {"label": label, "url": f"?show={name}", "current": name == show, "count": counts[name]}
        for name, label in words.items()
    ]
    sent = [{"label": _("Sent by us"), "url": "?show=sent", "current": show == "sent"}]
    return [*(sent if sends else []), *(came if receives else [])]


def dispatch_or_404(request: OfficerRequest, code: str) -> tuple[Dispatch, list[Delivery]]:
    """The dispatch as the officer may see it, with the units that they may see; hidden is missing."""
    rows = Dispatch.objects.select_related(
        "document__committee", "document__file", "sent_by", "recalled_by", "replaced_by"
    )
    found = get_object_or_404(rows.defer("document__text", "replaced_by__text"), code=code)
    deliveries = deliveries_for(found, request.officer)
    if not deliveries:
        raise Http404
    return found, deliveries


@require_safe
def dispatch(request: OfficerRequest, code: str) -> HttpResponse:
    """A paper as it came to a unit, or, for those who sent it, who has it and who has opened it."""
    found, deliveries = dispatch_or_404(request, code)
    if request.method == "GET" and note_seen(found, actor=request.officer, at=timezone.now()):
        deliveries = deliveries_for(found, request.officer)
    return _page(request, found, deliveries, RecallForm(dispatch=found))


def _page(
    request: OfficerRequest, found: Dispatch, deliveries: list[Delivery], form: RecallForm
) -> HttpResponse:
    officer = request.officer
    keeps = found.document.committee_id in officer.whole_committee_ids
    own = [each for each in deliveries if officer.works_for(each.unit_id) and each.received_at is None]
    mine = [each for each in deliveries if each.unit_id in officer.posted_unit_ids]
    opens = keeps or not found.is_recalled
    context = {
        "dispatch": found,
        "paper": found.document,
        "facts": paper_facts(found.document) if opens else [],
        "deliveries": deliveries,
        "standing": standing_of(deliveries),
        "keeps": keeps,
        "files": files_of(found.document) if opens else [],
        "text_url": _text_url(found.document) if opens else "",
        "instead": _instead(found, officer) if found.replaced_by else "",
        "to_sign": bool(own) and not found.is_recalled,
        "signed": [each for each in mine if each.received_at is not None],
        "may_receive": may_receive(officer, found, unit_id=own[0].unit_id) if own else None,
        "may_recall": may_recall(officer, found),
        "form": form if keeps else None,
        "crumbs": [(_("Papers sent"), reverse("dispatches"))],
    }
    return render(request, "documents/dispatch.html", context, status=422 if form.errors else 200)


def _text_url(document: Document) -> str:
    """The page of the text, which a higher room has; "" without a text or such a room."""
    if document.text_from in {"none", "failed"} or not document.sha256:
        return ""
    try:
        return reverse("document", args=[document.code])
    except NoReverseMatch:
        return ""


def _instead(found: Dispatch, officer: Any) -> str:
    """The page of what was sent instead; "" when the officer may not see it."""
    live = Dispatch.objects.live().filter(document=found.replaced_by)
    if found.document.committee_id not in officer.whole_committee_ids:
        live = live.filter(pk__in=Delivery.objects.readable_by(officer).values("dispatch"))
    there = live.order_by("-sent_at").first()
    return reverse("dispatch", args=[there.code]) if there else ""


@require_safe
def dispatch_file(request: OfficerRequest, code: str, file: str) -> HttpResponseBase:
    """A file of the paper as it came; of a recalled one none."""
    found, _deliveries = dispatch_or_404(request, code)
    if found.is_recalled and found.document.committee_id not in request.officer.whole_committee_ids:
        raise Http404
    stored = next((each for each in files_of(found.document) if each.code == file), None)
    if stored is None:
        raise Http404
    return download_response(stored)


@require_POST
def dispatch_receive(request: OfficerRequest, code: str) -> HttpResponse:
    """Sign for a paper on behalf of one's unit."""
    found, _deliveries = dispatch_or_404(request, code)
    try:
        receive_dispatch(found, actor=request.officer, at=timezone.now())
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        tell_done(request, _("Your unit has signed for the paper."))
    return redirect("dispatch", code)


@require_POST
def dispatch_recall(request: OfficerRequest, code: str) -> HttpResponse:
    """Recall what was sent, or send another paper in its place."""
    found, deliveries = dispatch_or_404(request, code)
    form = RecallForm(request.POST, dispatch=found)
    if not form.is_valid():
        return _page(request, found, deliveries, form)
    told = {"reason": form.cleaned_data["reason"], "actor": request.officer, "at": timezone.now()}
    other = form.cleaned_data["other"]
    try:
        if other is None:
            recall_dispatch(found, **told)
        else:
            replace_dispatch(found, by=other, **told)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        words = _("The paper was recalled.") if other is None else _("The paper was recalled and replaced.")
        tell_done(request, words)
    return redirect("dispatch", code)


@require_http_methods(["GET", "HEAD", "POST"])
def dispatch_new(request: OfficerRequest, code: str) -> HttpResponse:
    """Send a paper of the register to units; those that it names are proposed."""
    papers = Document.objects.of_committees(request.officer).select_related("committee__level")
    paper = get_object_or_404(papers.defer("text"), code=code)
    verdict, today = may_send(request.officer, paper), timezone.localdate()
    proposed = proposed_units(paper, on=today) if verdict and request.method != "POST" else ()
    form = SendPaperForm(request.POST or None, document=paper, today=today, proposed=proposed)
    if request.method == "POST" and not verdict:
        form.add_error(None, str(verdict.reason))
    elif form.is_valid():
        try:
            sent = send_paper(paper, sending=form.sending(), actor=request.officer, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            count = sent.deliveries.count()
            words = ngettext(
                "The paper was sent to %(count)d unit.", "The paper was sent to %(count)d units.", count
            )
            tell_done(request, words % {"count": count})
            return redirect("dispatch", sent.code)
    crumbs = [
        (_("Register"), reverse("register")),
        (paper.short_name, reverse("register-paper", args=[paper.code])),
    ]
    context = {"form": form, "paper": paper, "verdict": verdict, "crumbs": crumbs}
    return render(request, "documents/dispatch_new.html", context, status=422 if form.errors else 200)
