"""Issuing a draft: what will happen, the act, the paper with its files, the signed file that comes back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from giaoban.documents.access import may_issue, may_keep_signed
from giaoban.documents.actions import issue, keep_signed
from giaoban.documents.forms.issuing import IssueForm, SignedForm
from giaoban.documents.models import Document, Draft, Issue, Number, SignedFile
from giaoban.documents.reads.blocking import blocking
from giaoban.documents.reads.issuing import expected, issued_paper, shown_signatures
from giaoban.documents.reads.numbering import series_for
from giaoban.documents.vocabulary import NumberState, Urgency
from giaoban.duties.forms import first_error
from giaoban.files.models import StoredFile
from giaoban.files.views import download_response
from giaoban.foundation.verdict import Refused
from giaoban.journal.actions import record_export
from giaoban.ui.notices import tell_done
from giaoban.units.reads import OfficerRequest


@require_http_methods(["GET", "HEAD", "POST"])
def draft_issue(request: OfficerRequest, code: str) -> HttpResponse:
    """What issuing this draft will do, with what is missing; then the act."""
    drafts = Draft.objects.of_officer(request.officer).select_related("committee__level", "document")
    draft = get_object_or_404(drafts, code=code)
    if draft.document:
        return redirect("issued", draft.document.code)
    today = timezone.localdate()
    series = series_for(draft.committee, draft.form, draft.type)
    reserved = Number.objects.filter(series=series, state=NumberState.RESERVED).order_by("period", "value")
    form = IssueForm(
        request.POST or None,
        reserved=reserved if series else (),
        initial={"version": draft.version, "dated_on": today, "urgency": Urgency.ORDINARY.value},
    )
    verdict = may_issue(request.officer, draft)
    if form.is_valid():
        try:
            paper = issue(draft, issuing=form.issuing(), actor=request.officer, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            words = _("%(paper)s is issued: number, files and the register are done.")
            tell_done(request, words % {"paper": paper.short_name})
            return redirect("issued", paper.code)
    findings = blocking(draft, on=today)
    context = {
        "draft": draft,
        "form": form,
        "verdict": verdict,
        "findings": findings,
        "can_be_issued": bool(verdict) and not any(finding.blocks for finding in findings),
        "series": series,
        "expected": expected(draft, series, on=today) if series else None,
        "crumbs": [(_("Drafts"), reverse("drafts")), (draft.subject, reverse("draft", args=[code]))],
    }
    status = 403 if request.method == "POST" and not verdict else 422 if form.errors else 200
    return render(request, "documents/draft_issue.html", context, status=status)


@require_safe
def issued(request: OfficerRequest, code: str) -> HttpResponse:
    """An issued paper with its files and what came back signed."""
    made = _issued(request, code)
    return _page(request, made, SignedForm())


@require_POST
def signed_keep(request: OfficerRequest, code: str) -> HttpResponse:
    """Keep the signed PDF of a paper as it came."""
    made = _issued(request, code)
    form = SignedForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            signed = keep_signed(
                made.document, file=form.cleaned_data["file"], actor=request.officer, at=timezone.now()
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            words = _("The file is kept as it came. Its signature: %(state)s.")
            tell_done(request, words % {"state": signed.get_state_display()})
            return redirect("issued", code)
    messages.warning(request, first_error(form))
    return redirect("issued", code)


@require_safe
def issued_file(request: OfficerRequest, code: str, kind: str) -> HttpResponseBase:
    """The Word file or the PDF that was made when the paper was issued."""
    made = _issued(request, code)
    if kind not in {"docx", "pdf"}:
        raise Http404
    return _download(request, made.document, made.docx if kind == "docx" else made.pdf)


@require_safe
def signed_file(request: OfficerRequest, code: str, signed: str) -> HttpResponseBase:
    """A signed file, byte for byte as it came."""
    made = _issued(request, code)
    kept = get_object_or_404(SignedFile.objects.select_related("file"), code=signed, document=made.document)
    return _download(request, made.document, kept.file)


def _issued(request: OfficerRequest, code: str) -> Issue:
    """The issue of a paper of a committee whose papers the officer keeps; others find nothing here."""
    papers = Document.objects.of_committees(request.officer)
    return get_object_or_404(issued_paper(), document__code=code, document__in=papers)


def _page(request: OfficerRequest, made: Issue, form: SignedForm) -> HttpResponse:
    context = {
        "made": made,
        "paper": made.document,
        "signed": shown_signatures(made.document),
        "may_keep_signed": may_keep_signed(request.officer, made.document),
        "form": form,
        "crumbs": [(_("Register"), reverse("register"))],
    }
    return render(request, "documents/issued.html", context)


def _download(request: OfficerRequest, paper: Document, stored: StoredFile) -> HttpResponseBase:
    record_export(paper, actor=request.officer, at=timezone.now(), file=stored.name)
    return download_response(stored)
