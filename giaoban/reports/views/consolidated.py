"""Consolidated reports: their list, freezing figures, the report on the screen, its words and files."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from giaoban.files.views import download_response
from giaoban.foundation.verdict import Refused
from giaoban.journal.actions import record_export
from giaoban.reports.access.consolidating import may_draft_from, may_edit_consolidated
from giaoban.reports.actions import Wanted, ask_for_file, draft_from, save_words, take_snapshot
from giaoban.reports.forms.consolidating import MakeForm, SnapshotForm, WordsForm
from giaoban.reports.models import MadeFile, Regime, Snapshot, Template
from giaoban.reports.reads.consolidating.book import book_of
from giaoban.reports.reads.consolidating.choosing import choices_for, regimes_for
from giaoban.reports.reads.consolidating.facts import Written
from giaoban.reports.reads.consolidating.files import content_type, file_of, filename, is_small
from giaoban.reports.reads.consolidating.screen import shown_of
from giaoban.reports.reads.consolidating.template_words import told_why
from giaoban.reports.reads.consolidating.versions import files_of, newest
from giaoban.reports.templating import Misfit
from giaoban.reports.vocabulary import FileKind, SnapshotKind
from giaoban.ui.notices import tell_done
from giaoban.units.models import Unit
from giaoban.units.reads import OfficerRequest

ROWS_A_PAGE = 50
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _crumbs(snapshot: Snapshot | None = None) -> list[tuple[str, str]]:
    crumbs = [(_("Consolidated reports"), reverse("consolidated"))]
    if snapshot is not None:
        crumbs.append((snapshot.name, reverse("consolidated-one", args=[snapshot.code])))
    return crumbs


def _snapshot(request: OfficerRequest, code: str) -> Snapshot:
    """The snapshot with its content; hidden is missing."""
    rows = Snapshot.objects.visible_to(request.officer).for_list().defer(None)
    return get_object_or_404(rows.select_related("regime__committee__standing_unit"), code=code)


@require_safe
def consolidated(request: OfficerRequest) -> HttpResponse:
    """The consolidated reports that the officer may read, the newest first."""
    regimes = regimes_for(request.officer)
    rows = Snapshot.objects.visible_to(request.officer).for_list()
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": list(page.object_list), "may_write": bool(regimes)}
    return render(request, "reports/consolidated.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def consolidated_new(request: OfficerRequest) -> HttpResponse:
    """Choose what a report is to cover, and freeze its figures; without a regime, choose that first."""
    regimes = {regime.code: regime for regime in regimes_for(request.officer)}
    if not regimes:
        raise Http404
    asked = request.POST.get("regime") or request.GET.get("regime") or ""
    if asked and asked not in regimes:
        raise Http404
    regime = regimes.get(asked) or (next(iter(regimes.values())) if len(regimes) == 1 else None)
    context: dict[str, Any] = {"regimes": list(regimes.values()), "regime": regime, "crumbs": _crumbs()}
    if regime is None:
        return render(request, "reports/consolidated_new.html", context)
    return _new(request, regime, context)


def _new(request: OfficerRequest, regime: Regime, context: dict[str, Any]) -> HttpResponse:
    choices = choices_for(request.officer, regime)
    first = {"unit": request.GET.get("unit"), "last": request.GET.get("period"), "kind": SnapshotKind.PERIOD}
    form = SnapshotForm(request.POST or None, choices=choices, initial=first)
    if form.is_valid():
        said = form.cleaned_data
        owner: Unit | None = said["unit"] if said["unit"].pk in choices.owned else None
        wanted = Wanted(
            regime=regime,
            unit=said["unit"],
            first=said["first"],
            last=said["last"],
            kind=SnapshotKind(said["kind"]),
            owner=owner,
        )
        try:
            made = take_snapshot(wanted, actor=request.officer, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            tell_done(request, _("The figures are frozen; edit the words, then take the paper."))
            return redirect("consolidated-one", made.code)
    status = 422 if form.errors else 200
    return render(request, "reports/consolidated_new.html", context | {"form": form}, status=status)


@require_safe
def consolidated_one(request: OfficerRequest, code: str) -> HttpResponse:
    """A consolidated report as it was frozen, with its words, files and versions."""
    snapshot = _snapshot(request, code)
    return _page(request, snapshot)


def _page(
    request: OfficerRequest, snapshot: Snapshot, *, status: int = 200, form: Any = None
) -> HttpResponse:
    version = newest(snapshot)
    made = files_of(version)
    templates = _templates(snapshot)
    context = {
        "snapshot": snapshot,
        "version": version,
        "shown": shown_of(Written.of(version)),
        "files": made,
        "under_way": any(file.done_at is None and not file.failed for file in made),
        "versions": list(snapshot.versions.select_related("made_by").defer("words").order_by("-number")[:20]),
        "is_small": is_small(snapshot),
        "may_edit": may_edit_consolidated(request.officer, snapshot),
        "may_draft": may_draft_from(request.officer, snapshot),
        "form": form or MakeForm(templates=templates),
        "templates": templates,
        "crumbs": _crumbs(),
    }
    return render(request, "reports/consolidated_one.html", context, status=status)


def _templates(snapshot: Snapshot) -> list[Template]:
    usable = Template.objects.usable(committee_id=snapshot.regime.committee_id, owner_id=snapshot.owner_id)
    return list(usable.select_related("file").order_by("name", "pk"))


@require_http_methods(["GET", "HEAD", "POST"])
def consolidated_words(request: OfficerRequest, code: str) -> HttpResponse:
    """Edit the words; each save is a version of its own."""
    snapshot = _snapshot(request, code)
    version = newest(snapshot)
    verdict = may_edit_consolidated(request.officer, snapshot)
    form = WordsForm(
        request.POST or None, snapshot=snapshot, words=version.words, initial={"version": version.number}
    )
    if form.is_valid():
        try:
            seen = form.cleaned_data["version"]
            save_words(snapshot, words=form.words, number=seen, actor=request.officer, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            tell_done(request, _("The words are kept as a new version."))
            return redirect("consolidated-one", code)
    context = {
        "snapshot": snapshot,
        "form": form,
        "verdict": verdict,
        "shown": shown_of(Written.of(version)),
        "crumbs": _crumbs(snapshot),
    }
    return render(request, "reports/consolidated_words.html", context, status=422 if form.errors else 200)


@require_safe
def consolidated_file(request: OfficerRequest, code: str, kind: str) -> HttpResponseBase:
    """The report as `docx`, `pdf` or `xlsx`: a small one is made at once, a large one by the worker."""
    snapshot = _snapshot(request, code)
    version = newest(snapshot)
    written = Written.of(version)
    if kind == "xlsx":
        return _download(request, written, book_of(written), kind, _XLSX)
    if kind not in FileKind.values:
        raise Http404
    template = _template(request, snapshot)
    made = MadeFile.objects.filter(consolidation=version, kind=kind, template=template, file__isnull=False)
    ready = made.select_related("file").first()
    if ready is not None and ready.file is not None:
        record_export(snapshot, actor=request.officer, at=timezone.now(), file=ready.file.name)
        return download_response(ready.file)
    if not is_small(snapshot):
        messages.info(
            request, _("This report is large: have its file made, and download it when it is ready.")
        )
        return redirect("consolidated-one", code)
    try:
        data = file_of(written, FileKind(kind), template)
    except Misfit as misfit:
        said = _("The template cannot be filled with these figures. Choose another one.")
        messages.error(request, f"{said} {told_why(misfit)}")
        return redirect("consolidated-one", code)
    return _download(request, written, data, kind, content_type(kind))


def _template(request: OfficerRequest, snapshot: Snapshot) -> Template | None:
    """The template that the address names; None for the standard one."""
    asked = request.GET.get("template", "")
    if not asked:
        return None
    found = next((each for each in _templates(snapshot) if each.code == asked), None)
    if found is None:
        raise Http404
    return found


def _download(request: OfficerRequest, written: Written, data: bytes, kind: str, mime: str) -> HttpResponse:
    name = filename(written, kind)
    record_export(written.snapshot, actor=request.officer, at=timezone.now(), file=name)
    answer = HttpResponse(data, content_type=mime)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_POST
def consolidated_make(request: OfficerRequest, code: str) -> HttpResponse:
    """Have a file made by the worker."""
    snapshot = _snapshot(request, code)
    form = MakeForm(request.POST, templates=_templates(snapshot))
    if not form.is_valid():
        return _page(request, snapshot, status=422, form=form)
    try:
        ask_for_file(
            newest(snapshot),
            kind=FileKind(form.cleaned_data["kind"]),
            template=form.chosen,
            actor=request.officer,
            at=timezone.now(),
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        tell_done(request, _("The file is being made; it appears here when it is ready."))
    return redirect("consolidated-one", code)


@require_POST
def consolidated_draft(request: OfficerRequest, code: str) -> HttpResponse:
    """Begin a draft of the committee from the report."""
    snapshot = _snapshot(request, code)
    try:
        draft = draft_from(newest(snapshot), actor=request.officer, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("consolidated-one", code)
    tell_done(request, _("The draft is begun; from here it is commented on, numbered and issued."))
    return redirect("draft", draft.code)
