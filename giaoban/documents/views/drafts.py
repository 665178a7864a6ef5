"""Drafts: their list, a new one, a draft as on paper, its head, and the acts on it."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from typing import Any, Final

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from giaoban.documents.access import (
    may_consult,
    may_find_ready,
    may_freeze,
    may_reopen,
    may_withdraw,
    may_write,
)
from giaoban.documents.actions import (
    DraftHead,
    begin_draft,
    bring_text_in,
    change_head,
    find_ready,
    freeze,
    reopen,
    withdraw,
)
from giaoban.documents.drafting.content import Content, Malformed
from giaoban.documents.drafting.heads import Head
from giaoban.documents.drafting.plain import read_text
from giaoban.documents.drafting.word import WordDraft, read_word
from giaoban.documents.forms import BeginForm, HeadForm, ImportForm
from giaoban.documents.models import Consultation, Draft
from giaoban.documents.reads.drafts import (
    SHOWN,
    bases_as_printed,
    clause_lines,
    content_of,
    draft_counts,
    draft_page,
    printed_type,
    proposed_head,
)
from giaoban.documents.vocabulary import DocumentType, DraftState, explain_malformed
from giaoban.files.reading import LIMIT_BYTES, Unreadable, peek
from giaoban.files.reads import bytes_of_upload
from giaoban.files.vocabulary import explain
from giaoban.foundation.verdict import Refused
from giaoban.journal.reads import history_of
from giaoban.ui.merging import keep_both
from giaoban.ui.notices import tell_done
from giaoban.units.models import Committee, Seat
from giaoban.units.reads import OfficerRequest

TONES: Final = {
    DraftState.WRITING: "note",
    DraftState.READY: "ok",
    DraftState.ISSUED: "ok",
    DraftState.WITHDRAWN: "plain",
}
HEAD_FIELDS: Final = tuple(name for name in HeadForm.base_fields if name not in {"base", "version"})


@require_safe
def drafts(request: OfficerRequest) -> HttpResponse:
    """The drafts of the officer's committees, those under way first."""
    if not request.officer.whole_committee_ids:
        raise Http404
    show = request.GET.get("show", "open")
    show = show if show in SHOWN else "open"
    words = request.GET.get("q", "")[:200]
    page = draft_page(request.officer, show=show, words=words, page=request.GET.get("page"))
    counts = draft_counts(request.officer)
    labels = {
        "open": pgettext("draft", "Under way"),
        "issued": DraftState.ISSUED.label,
        "withdrawn": DraftState.WITHDRAWN.label,
    }
    tabs = [
        {"label": label, "url": f"?show={name}", "current": name == show, "count": counts[name]}
        for name, label in labels.items()
    ]
    rows = [(draft, TONES[DraftState(draft.state)]) for draft in page.object_list]
    context = {"page": page, "rows": rows, "tabs": tabs, "show": show, "q": words}
    return render(request, "documents/drafts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def draft_new(request: OfficerRequest) -> HttpResponse:
    """Begin a draft: blank, from a Word file, or from pasted text."""
    wanted = Committee.objects.filter(pk__in=request.officer.whole_committee_ids)
    committees = list(wanted.select_related("level", "standing_unit").order_by("name"))
    if not committees:
        raise Http404
    form = BeginForm(request.POST or None, request.FILES or None, committees=committees)
    if form.is_valid():
        try:
            draft = _begun(request, form)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            tell_done(request, _("The draft is begun; check its text and its head."))
            return redirect("draft", draft.code)
    crumbs = [(_("Drafts"), reverse("drafts"))]
    context = {"form": form, "crumbs": crumbs}
    return render(request, "documents/draft_new.html", context, status=422 if form.errors else 200)


def _begun(request: OfficerRequest, form: BeginForm) -> Draft:
    said = form.cleaned_data
    committee = form.committees[said["committee"]]
    upload = said["file"]
    source, found, content = "", Head(), typed_content(said["text"])
    if upload is not None:
        word = word_of_upload(upload)
        source, found, content = str(upload.name), word.head, word.content
    head = _first_head(committee, said, found)
    return begin_draft(
        committee=committee,
        head=head,
        content=content,
        source=source,
        actor=request.officer,
        at=timezone.now(),
    )


def _first_head(committee: Committee, said: dict[str, Any], found: Head) -> DraftHead:
    """What was typed, then what the file says, then what papers of the committee usually have."""
    type_ = found.type if found.type in DocumentType.values and found.type else said["type"]
    facts = proposed_head(committee, type_)
    told = {name: value for name, value in asdict(found).items() if name not in {"type", "subject"}}
    if told["issuer"]:
        facts["superior"] = told["superior"]
    if told["offices"] or told["authority"]:
        facts |= {"authority": "", "collective": "", "offices": ()}
    facts |= {name: value for name, value in told.items() if value}
    return DraftHead(
        subject=said["subject"] or found.subject or _("Draft without a subject"), type=type_, **facts
    )


def typed_content(text: str) -> Content:
    """The clauses of typed text. Raises `Refused` with a sentence when it is far too long."""
    try:
        return read_text(text)
    except Malformed as fault:
        raise Refused(str(explain_malformed(fault.fault))) from fault


def word_of_upload(upload: UploadedFile[bytes]) -> WordDraft:
    """The draft in an uploaded .docx. Raises `Refused` with a sentence for the sender."""
    name = upload.name or ""
    try:
        peek(filename=name, size_bytes=upload.size or 0, limit_bytes=LIMIT_BYTES)
        return read_word(bytes_of_upload(upload), filename=name)
    except Unreadable as refusal:
        raise Refused(str(explain(refusal))) from refusal
    except Malformed as fault:
        raise Refused(str(explain_malformed(fault.fault))) from fault


def draft_or_404(request: OfficerRequest, code: str) -> Draft:
    """The draft of this code with its committee; hidden is missing."""
    rows = Draft.objects.of_officer(request.officer).select_related(
        "committee__level", "committee__standing_unit", "document", "seat", "changed_by"
    )
    return get_object_or_404(rows, code=code)


def crumbs_of(draft: Draft) -> list[tuple[Any, str]]:
    """The way to a page below the draft's own."""
    return [(_("Drafts"), reverse("drafts")), (draft.subject[:60], reverse("draft", args=[draft.code]))]


@require_safe
def draft(request: OfficerRequest, code: str) -> HttpResponse:
    """A draft as it will stand on paper, with its versions and what was done with it."""
    shown = draft_or_404(request, code)
    officer = request.officer
    versions = list(shown.versions.select_related("frozen_by").defer("content", "head").order_by("-number"))
    context = {
        "draft": shown,
        "tone": TONES[DraftState(shown.state)],
        "lines": clause_lines(content_of(shown)),
        "type_name": printed_type(shown.type),
        "bases": list(bases_as_printed(shown)),
        "versions": versions,
        "may_write": may_write(officer, shown),
        "may_freeze": may_freeze(officer, shown),
        "may_find_ready": may_find_ready(officer, shown),
        "may_reopen": may_reopen(officer, shown),
        "may_withdraw": may_withdraw(officer, shown),
        "may_consult": may_consult(officer, shown),
        "rounds": list(Consultation.objects.filter(draft=shown).order_by("-number")),
        "import_form": ImportForm(),
        "history": history_of(shown),
        "crumbs": [(_("Drafts"), reverse("drafts"))],
    }
    return render(request, "documents/draft.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def draft_head(request: OfficerRequest, code: str) -> HttpResponse:
    """Change the head of a draft."""
    shown = draft_or_404(request, code)
    verdict = may_write(request.officer, shown)
    initial = {**_head_values(shown), "version": shown.version}
    sent = request.POST if request.method == "POST" else None
    form = HeadForm(sent, seats=_seats(shown), initial=initial).stands_as(_head_values(shown))
    if sent is not None and verdict and form.is_valid() and _headed(request, shown, form):
        tell_done(request, _("The head of the draft is saved."))
        return redirect("draft", code)
    context = {"draft": shown, "form": form, "verdict": verdict, "crumbs": crumbs_of(shown)}
    status = 403 if not verdict else 422 if form.errors else 200
    return render(request, "documents/draft_head.html", context, status=status)


def _seats(shown: Draft) -> Any:
    return Seat.objects.filter(committee=shown.committee).order_by("position", "pk")


def _head_values(shown: Draft) -> dict[str, Any]:
    return {name: getattr(shown, name) for name in HEAD_FIELDS}


def _headed(request: OfficerRequest, shown: Draft, form: HeadForm) -> bool:
    version = form.cleaned_data["version"]

    def now() -> list[dict[str, Any]]:
        nonlocal version
        standing = Draft.objects.select_for_update(of=("self",), no_key=True).select_related("seat")
        found = standing.get(pk=shown.pk)
        if form.has_base:  # what others changed meanwhile is brought together with it
            version = found.version
        return [_head_values(found)]

    def act() -> None:
        seat = form.cleaned_data["seat"]
        at = timezone.now()
        change_head(shown, head=form.head(), version=version, seat=seat, actor=request.officer, at=at)

    try:
        return keep_both(form, now=now, act=act)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False


@require_POST
def draft_import(request: OfficerRequest, code: str) -> HttpResponse:
    """Bring the text of a Word file in; the next page shows what it changes."""
    shown = draft_or_404(request, code)
    form = ImportForm(request.POST, request.FILES)
    upload = form.cleaned_data["file"] if form.is_valid() else None
    if upload is None:
        messages.error(request, _("Choose a Word file first."))
        return redirect("draft", code)
    source, at = str(upload.name)[:200], timezone.now()
    try:
        content = word_of_upload(upload).content
        digest = hashlib.sha256(bytes_of_upload(upload)).hexdigest()
        bring_text_in(shown, content=content, source=source, sha256=digest, actor=request.officer, at=at)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("draft", code)
    tell_done(request, _("The text was brought in. Here is what it changes."))
    return redirect("draft-compare", code)


@require_POST
def draft_act(request: OfficerRequest, code: str, act: str) -> HttpResponse:
    """Freeze a version, find the draft ready, take it back to writing, or withdraw it."""
    shown = draft_or_404(request, code)
    given = {"actor": request.officer, "at": timezone.now()}
    try:
        said = _acted(shown, act, request.POST, given)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        tell_done(request, said)
    return redirect("draft", code)


def _acted(shown: Draft, act: str, sent: Any, given: dict[str, Any]) -> str:
    match act:
        case "freeze":
            version, is_new = freeze(shown, note=sent.get("note", ""), **given)
            words = (
                _("Version %(number)s is frozen.")
                if is_new
                else _("Nothing changed since version %(number)s.")
            )
            return words % {"number": version.number}
        case "ready":
            find_ready(shown, **given)
            return _("The draft is ready to be signed.")
        case "reopen":
            reopen(shown, **given)
            return _("The draft can be written again.")
        case "withdraw":
            withdraw(shown, reason=sent.get("reason", ""), **given)
            return _("The draft is withdrawn.")
        case _:
            raise Http404
