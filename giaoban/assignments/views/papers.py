"""The list of papers, bringing one in, and a paper with its sentences."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from giaoban.assignments.actions import open_review, take_in
from giaoban.assignments.forms import PaperForm
from giaoban.assignments.models import Review
from giaoban.assignments.reads.papers import paper_page, papers_of_work, readable_papers
from giaoban.assignments.reads.tasks import given_by, own_sentences
from giaoban.assignments.vocabulary import ReviewState
from giaoban.documents.models import Document
from giaoban.documents.reads import Pointer, marked_lines
from giaoban.files.reading import Unreadable, read_paper
from giaoban.files.reads import bytes_of_upload, paper_from_upload
from giaoban.files.views import download_response
from giaoban.files.vocabulary import explain
from giaoban.foundation.verdict import Refused
from giaoban.journal.reads import history_of
from giaoban.units.models import Committee
from giaoban.units.reads import OfficerRequest
from giaoban.workdays.reads import current_calendar


@require_safe
def documents(request: OfficerRequest) -> HttpResponse:
    """The papers that the officer may read, the latest first, with what became of each."""
    page, rows = paper_page(papers_of_work(request.officer), request.GET.get("page"))
    context = {"page": page, "rows": rows, "may_bring": bool(request.officer.whole_committee_ids)}
    return render(request, "assignments/documents.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def document_new(request: OfficerRequest) -> HttpResponse:
    """Bring a paper in as a file or as pasted text; what cannot be read is refused with a sentence."""
    wanted = Committee.objects.filter(pk__in=request.officer.whole_committee_ids).select_related("level")
    committees = list(wanted.order_by("name"))
    if not committees:
        raise Http404
    form = PaperForm(request.POST or None, request.FILES or None, committees=committees)
    if form.is_valid():
        try:
            paper, is_new = _taken_in(request, form)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            if not is_new:
                messages.info(
                    request, _("This paper is already here; it was opened instead of being kept twice.")
                )
            return redirect("review", paper.code)
    status = 422 if form.errors and request.htmx else 200
    crumbs = [(_("Papers"), reverse("documents"))]
    return render(request, "assignments/document_new.html", {"form": form, "crumbs": crumbs}, status=status)


def _taken_in(request: OfficerRequest, form: PaperForm) -> tuple[Document, bool]:
    committee = form.committees[form.cleaned_data["committee"]]
    upload = form.cleaned_data["file"]
    at = timezone.now()
    if upload is None:
        text = _pasted(form.cleaned_data["text"])
        return take_in(committee=committee, text=text, actor=request.officer, at=at)
    paper = paper_from_upload(upload)
    return take_in(
        committee=committee,
        text=paper.text,
        data=bytes_of_upload(upload),
        filename=upload.name,
        actor=request.officer,
        at=at,
    )


def _pasted(text: str) -> str:
    """Pasted text after the checks that a text file goes through: secrecy, old encodings, no text at all."""
    try:
        return read_paper(text.encode(), filename="paper.txt").text
    except Unreadable as refusal:
        raise Refused(str(explain(refusal))) from refusal


@require_safe
def document(request: OfficerRequest, code: str) -> HttpResponse:
    """A paper with the sentences that gave work to the officer's units; `?at=12-80` points at one place."""
    papers = readable_papers(request.officer).select_related("committee", "file")
    paper = get_object_or_404(papers, code=code)
    today = timezone.localdate()
    pointers = [
        Pointer(start, end, key, "found") for start, end, key in own_sentences(paper, request.officer)
    ]
    here = _place(request.GET.get("at", ""))
    if here:
        pointers = [p for p in pointers if (p.start, p.end) != here]
        pointers.append(Pointer(*here, "here", "here"))
    review = Review.objects.select_related("confirmed_by").filter(document=paper).first()
    asks = request.officer.asks_for(paper.committee_id)
    context = {
        "paper": paper,
        "lines": marked_lines(paper.text, pointers, cited=_cited(review)),
        "given": given_by(paper, request.officer, today=today, calendar=current_calendar()),
        "review": review if asks else None,
        "may_propose": asks and review is None and bool(paper.text),
        "to_check": asks and review is not None and review.state == ReviewState.OPEN,
        "history": history_of(paper) if asks else [],
    }
    return render(request, "assignments/document.html", context)


def _place(text: str) -> tuple[int, int] | None:
    start, _dash, end = text.partition("-")
    if not (start.isdecimal() and end.isdecimal() and len(text) < 20):
        return None
    return int(start), int(end)


def _cited(review: Review | None) -> list[tuple[int, int]]:
    return [(found["start"], found["end"]) for found in review.citations] if review else []


@require_POST
def document_propose(request: OfficerRequest, code: str) -> HttpResponse:
    """Read a paper of the register for the tasks that it gives, and open their review."""
    papers = Document.objects.of_committees(request.officer).select_related("committee")
    paper = get_object_or_404(papers, code=code)
    try:
        open_review(paper, actor=request.officer, at=timezone.now())
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect("document", paper.code)
    return redirect("review", paper.code)


@require_safe
def document_file(request: OfficerRequest, code: str) -> HttpResponseBase:
    """The paper's file as it came."""
    paper = get_object_or_404(readable_papers(request.officer).select_related("file"), code=code)
    if paper.file is None:
        raise Http404
    return download_response(paper.file)
