"""One paper of the register: entering, its page, corrections, passing on, slips, relations."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from giaoban.documents.access import may_correct, may_pass_on, may_relate, may_send, may_write_slip
from giaoban.documents.actions import (
    correct_record,
    pass_paper_on,
    record_paper,
    relate_papers,
    unrelate_papers,
    write_slip,
)
from giaoban.documents.forms import PassOnForm, RecordForm, RelationForm, SlipForm
from giaoban.documents.forms.register import told_of
from giaoban.documents.models import Document, Relation, Slip
from giaoban.documents.reads.basis import basis_picture, bonds_of, officer_committees
from giaoban.documents.reads.books import COLUMNS, TITLES, cells
from giaoban.documents.reads.dispatches import dispatches_of
from giaoban.documents.reads.register import alike, pass_on_by, readable_register
from giaoban.documents.reads.slips import slips_of
from giaoban.documents.vocabulary import Direction, RelationKind
from giaoban.files.views import download_response
from giaoban.foundation.verdict import Refused
from giaoban.journal.reads import history_of
from giaoban.units.models import Committee
from giaoban.units.reads import OfficerRequest
from giaoban.workdays.reads import current_calendar


@require_http_methods(["GET", "HEAD", "POST"])
def paper_new(request: OfficerRequest) -> HttpResponse:
    """Enter a paper without a file; one that is alike is shown before it is saved a second time."""
    committees = officer_committees(request.officer)
    if not committees:
        raise Http404
    asked = request.POST if request.method == "POST" else request.GET
    committee = next((c for c in committees if c.code == asked.get("committee")), committees[0])
    direction = book if (book := asked.get("book", "")) in Direction.values else Direction.INCOMING.value
    today = timezone.localdate()
    form = RecordForm(
        request.POST or None, direction=direction, initial={"issued_on": today, "arrived_on": today}
    )
    doubles: list[Document] = []
    if form.is_valid():
        doubles = _doubles(request, committee, form)
        if not doubles:
            try:
                paper, _new = record_paper(
                    committee=committee, record=form.record(), actor=request.officer, at=timezone.now()
                )
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _entered(paper))
                return redirect("register-paper", paper.code)
    context = {
        "form": form,
        "doubles": doubles,
        "committee": committee,
        "committees": committees,
        "direction": direction,
        "books": Direction,
        "title": TITLES[Direction(direction)],
        "crumbs": _crumbs(committee, direction),
    }
    return render(request, "documents/paper_new.html", context, status=422 if form.errors else 200)


def _doubles(
    request: OfficerRequest, committee: Committee, form: RecordForm, but: Document | None = None
) -> list[Document]:
    """What is alike and was not yet shown; a person who has seen it may save."""
    if request.POST.get("seen_alike"):
        return []
    told = form.cleaned_data
    return alike(committee, number=told["number"], symbol=told["symbol"], issuer=told["issuer"], but=but)


def _entered(paper: Document) -> str:
    if paper.arrival_number is None:
        return _("%(paper)s was entered in the register.") % {"paper": paper.short_name}
    return _("%(paper)s was entered with the arrival number %(number)s.") % {
        "paper": paper.short_name,
        "number": paper.arrival_number,
    }


def _crumbs(committee: Committee, direction: str) -> list[tuple[Any, str]]:
    here = f"{reverse('register')}?committee={committee.code}&book={direction}"
    return [(_("Register"), reverse("register")), (Direction(direction).label, here)]


def _readable(request: OfficerRequest, code: str) -> Document:
    papers = readable_register(request.officer).select_related("committee__level", "file").defer("text")
    return get_object_or_404(papers, code=code)


def _kept(request: OfficerRequest, code: str) -> Document:
    """A paper of a register that the officer keeps; others find nothing here."""
    papers = Document.objects.of_committees(request.officer).select_related("committee__level", "file")
    return get_object_or_404(papers.defer("text"), code=code)


@require_safe
def paper(request: OfficerRequest, code: str) -> HttpResponse:
    """A paper as the register has it, with its slips, its relations and what was corrected."""
    document = _readable(request, code)
    keeps = bool(may_correct(request.officer, document))
    columns = COLUMNS[Direction(document.direction)]
    context = {
        "paper": document,
        "facts": list(zip((str(c.head) for c in columns), cells(document), strict=True)),
        "crumbs": _crumbs(document.committee, document.direction) if keeps else [],
        "keeps": keeps,
        "may_correct": may_correct(request.officer, document),
        "may_pass_on": may_pass_on(request.officer, document),
        "may_write_slip": may_write_slip(request.officer, document),
        "may_relate": may_relate(request.officer, document),
        "may_send": may_send(request.officer, document),
        "dispatches": dispatches_of(document) if keeps else [],
        "pass_on_by": pass_on_by(document, current_calendar(document.committee.level.path)),
        "today": timezone.localdate(),
        "slips": slips_of(document, request.officer),
        "bonds": bonds_of(document) if keeps else [],
        "rests_on": basis_picture(document, up=True) if keeps else None,
        "rests_here": basis_picture(document, up=False) if keeps else None,
        "relation_form": RelationForm(document=document) if keeps else None,
        "text_url": _text_url(document),
        "history": history_of(document) if keeps else [],
    }
    return render(request, "documents/paper.html", context)


def _text_url(document: Document) -> str:
    """The page of the text, which a higher room has; "" without a text or such a room."""
    if document.text_from in {"none", "failed"} or document.secrecy or not document.sha256:
        return ""
    try:
        return reverse("document", args=[document.code])
    except NoReverseMatch:
        return ""


@require_http_methods(["GET", "HEAD", "POST"])
def paper_change(request: OfficerRequest, code: str) -> HttpResponse:
    """Correct what the register says of a paper."""
    document = _kept(request, code)
    form = RecordForm(
        request.POST or None, direction=document.direction, document=document, initial=told_of(document)
    )
    doubles: list[Document] = []
    if form.is_valid():
        doubles = _doubles(request, document.committee, form, but=document)
        if not doubles:
            try:
                correct_record(document, record=form.record(), actor=request.officer, at=timezone.now())
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(
                    request, _("The register was corrected; the history keeps what it said before.")
                )
                return redirect("register-paper", document.code)
    crumbs = [*_crumbs(document.committee, document.direction), (document.short_name, _page_of(document))]
    context = {"form": form, "paper": document, "doubles": doubles, "crumbs": crumbs}
    return render(request, "documents/paper_change.html", context, status=422 if form.errors else 200)


def _page_of(document: Document) -> str:
    return reverse("register-paper", args=[document.code])


@require_http_methods(["GET", "HEAD", "POST"])
def paper_pass_on(request: OfficerRequest, code: str) -> HttpResponse:
    """Note to whom a paper was passed and who signed for it."""
    document = _kept(request, code)
    form = PassOnForm(request.POST or None, document=document, today=timezone.localdate())
    if form.is_valid():
        try:
            pass_paper_on(document, **form.cleaned_data, actor=request.officer, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It is noted to whom the paper was passed."))
            return redirect("register-paper", document.code)
    crumbs = [*_crumbs(document.committee, document.direction), (document.short_name, _page_of(document))]
    context = {"form": form, "paper": document, "crumbs": crumbs}
    return render(request, "documents/pass_on.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def slip_new(request: OfficerRequest, code: str) -> HttpResponse:
    """Write a handling slip: what it says becomes work of the units it names."""
    document = _kept(request, code)
    verdict = may_write_slip(request.officer, document)
    form = SlipForm(request.POST or None, today=timezone.localdate(), within=document.committee.level)
    if request.method == "POST" and not verdict:
        form.add_error(None, str(verdict.reason))
    elif form.is_valid():
        try:
            slip = write_slip(document, handling=form.handling(), actor=request.officer, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The slip was written; each unit finds its part on its desk."))
            return redirect("register-slip", slip.code)
    crumbs = [*_crumbs(document.committee, document.direction), (document.short_name, _page_of(document))]
    context = {"form": form, "paper": document, "verdict": verdict, "crumbs": crumbs}
    return render(request, "documents/slip_new.html", context, status=422 if form.errors else 200)


@require_safe
def slip(request: OfficerRequest, code: str) -> HttpResponse:
    """A handling slip as it is printed."""
    found = get_object_or_404(Slip.objects.select_related("document__committee"), code=code)
    document = _readable(request, found.document.code)
    shown = next((each for each in slips_of(document, request.officer) if each.slip.pk == found.pk), None)
    if shown is None:
        raise Http404
    crumbs = _crumbs(document.committee, document.direction) if may_correct(request.officer, document) else []
    context = {
        "slip": shown,
        "paper": document,
        "crumbs": [*crumbs, (document.short_name, _page_of(document))],
    }
    return render(request, "documents/slip.html", context)


@require_POST
def relate(request: OfficerRequest, code: str) -> HttpResponse:
    """Say what a paper does to another."""
    document = _kept(request, code)
    form = RelationForm(request.POST, document=document)
    if form.is_valid():
        try:
            relate_papers(
                document,
                kind=form.cleaned_data["kind"],
                target=form.cleaned_data["other"],
                words=form.cleaned_data["words"],
                actor=request.officer,
                at=timezone.now(),
            )
        except Refused as refusal:
            messages.warning(request, str(refusal))
        else:
            kind = RelationKind(form.cleaned_data["kind"]).label
            messages.success(request, _("The relation was entered: %(kind)s.") % {"kind": kind})
    else:
        for errors in form.errors.values():
            messages.warning(request, " ".join(map(str, errors)))
    return redirect(f"{_page_of(document)}#relations")


@require_POST
def unrelate(request: OfficerRequest, code: str, number: int) -> HttpResponse:
    """Take a relation back."""
    document = _kept(request, code)
    relation = get_object_or_404(Relation.objects.filter(source=document), pk=number)
    try:
        unrelate_papers(relation.pk, actor=request.officer, at=timezone.now())
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("The relation was taken back."))
    return redirect(f"{_page_of(document)}#relations")


@require_safe
def paper_file(request: OfficerRequest, code: str) -> HttpResponseBase:
    """The paper's file as it came."""
    document = _readable(request, code)
    if document.file is None:
        raise Http404
    return download_response(document.file)
