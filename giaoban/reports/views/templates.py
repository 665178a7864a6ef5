"""Word templates: which there are, the fields they may name, keeping one's own after a check."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from giaoban.files.actions import keep
from giaoban.files.reading import Unreadable, peek
from giaoban.files.reads import bytes_of_upload
from giaoban.files.views import download_response
from giaoban.files.vocabulary import explain
from giaoban.foundation.verdict import Refused
from giaoban.journal.actions import record_export
from giaoban.reports.access.consolidating import may_retire_template
from giaoban.reports.actions import keep_template, retire_template
from giaoban.reports.forms.consolidating import TemplateForm
from giaoban.reports.models import Template, Total
from giaoban.reports.reads.consolidating.choosing import keys_for, regimes_for
from giaoban.reports.reads.consolidating.files import content_type, standard_bytes
from giaoban.reports.reads.consolidating.template_words import Told, field_rows, told
from giaoban.reports.templating import FILTERS, LIMIT_BYTES, check
from giaoban.reports.vocabulary import FileKind, SnapshotKind
from giaoban.ui.notices import tell_done
from giaoban.units.models import Committee, Unit
from giaoban.units.reads import Officer, OfficerRequest

STANDARD = {"period": SnapshotKind.PERIOD, "review": SnapshotKind.MIDTERM}


def _crumbs() -> list[tuple[str, str]]:
    return [(_("Consolidated reports"), reverse("consolidated"))]


def _whose(officer: Officer) -> dict[str, tuple[Committee, Unit | None]]:
    """For whom `officer` may keep templates: committees they ask for, units of theirs with units below."""
    regimes = regimes_for(officer)
    committees = {regime.committee_id: regime.committee for regime in regimes}
    found: dict[str, tuple[Committee, Unit | None]] = {
        each.code: (each, None) for each in committees.values() if officer.asks_for(each.pk)
    }
    own = Total.objects.filter(unit__in=officer.unit_ids, period__regime__in=regimes)
    pairs = own.values_list("unit", "period__regime__committee").distinct()
    units = Unit.objects.in_bulk({unit for unit, _committee in pairs})
    for unit, committee in pairs:
        if not officer.asks_for(committee):
            key = f"{committees[committee].code}:{units[unit].code}"
            found[key] = (committees[committee], units[unit])
    return found


@require_safe
def report_templates(request: OfficerRequest) -> HttpResponse:
    """The templates of one's committees and units, and the standard ones."""
    whose = _whose(request.officer)
    rows = list(Template.objects.visible_to(request.officer).for_list())
    if not whose and not rows:
        raise Http404
    context = {
        "rows": [(row, may_retire_template(request.officer, row)) for row in rows],
        "may_keep": bool(whose),
        "standard": [("period", SnapshotKind.PERIOD.label), ("review", _("Mid-term and final review"))],
        "crumbs": _crumbs(),
    }
    return render(request, "reports/templates.html", context)


@require_safe
def report_template_fields(request: OfficerRequest) -> HttpResponse:
    """Every field that a template may name, with its meaning."""
    crumbs = [*_crumbs(), (_("Word templates"), reverse("report-templates"))]
    context = {"rows": field_rows(), "filters": ", ".join(FILTERS), "crumbs": crumbs}
    return render(request, "reports/template_fields.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def report_template_new(request: OfficerRequest) -> HttpResponse:
    """Send in a template; it is checked before it is kept, and every fault is told with its place."""
    whose = _whose(request.officer)
    if not whose:
        raise Http404
    form = TemplateForm(request.POST or None, request.FILES or None, whose=whose)
    faults: list[Told] = []
    if form.is_valid():
        try:
            committee, _owner = form.offers[form.cleaned_data["whose"]]
            faults = _checked(form.cleaned_data["file"], committee)
            if not faults:
                _keep(request, form)
                return redirect("report-templates")
        except Refused as refusal:
            form.add_error(None, str(refusal))
    crumbs = [*_crumbs(), (_("Word templates"), reverse("report-templates"))]
    context = {"form": form, "faults": faults, "crumbs": crumbs}
    status = 422 if form.errors or faults else 200
    return render(request, "reports/template_new.html", context, status=status)


def _checked(upload: UploadedFile[bytes], committee: Committee) -> list[Told]:
    """What is wrong with a template of a committee. Raises Refused for what is no sound Word file."""
    try:
        peek(filename=str(upload.name), size_bytes=upload.size or 0, limit_bytes=LIMIT_BYTES)
        if not str(upload.name).lower().endswith(".docx"):
            raise Refused(_("A template is a Word file that ends in .docx; nothing was kept."))
        data = bytes_of_upload(upload, limit_bytes=LIMIT_BYTES)
        return [told(fault) for fault in check(data, keys_for(committee))]
    except Unreadable as refusal:
        raise Refused(str(explain(refusal))) from refusal


def _keep(request: OfficerRequest, form: TemplateForm) -> None:
    said: dict[str, Any] = form.cleaned_data
    committee, owner = form.offers[said["whose"]]
    kept = keep(said["file"], limit_bytes=LIMIT_BYTES)
    keep_template(
        committee, owner=owner, name=said["name"], file=kept, actor=request.officer, at=timezone.now()
    )
    tell_done(request, _("The template is checked and kept; reports can be written with it."))


def _template(request: OfficerRequest, code: str) -> Template:
    return get_object_or_404(Template.objects.visible_to(request.officer).for_list(), code=code)


@require_safe
def report_template_file(request: OfficerRequest, code: str) -> HttpResponseBase:
    """A kept template as it was sent in."""
    template = _template(request, code)
    record_export(template, actor=request.officer, at=timezone.now(), file=template.file.name)
    return download_response(template.file)


@require_safe
def report_template_standard(_request: OfficerRequest, name: str) -> HttpResponse:
    """A template that comes with the program, to change in Word and keep as one's own."""
    if name not in STANDARD:
        raise Http404
    answer = HttpResponse(standard_bytes(STANDARD[name]), content_type=content_type(FileKind.DOCX))
    file = {"period": "Mẫu báo cáo tổng hợp.docx", "review": "Mẫu báo cáo sơ kết, tổng kết.docx"}[name]
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=file) or ""
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_POST
def report_template_retire(request: OfficerRequest, code: str) -> HttpResponse:
    """Take a template out of use."""
    try:
        retire_template(_template(request, code), actor=request.officer, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        tell_done(request, _("The template is out of use; reports written with it stay."))
    return redirect("report-templates")
