"""Forms as workbooks: of one unit or of all units below; what an upload would change; taking it in."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby
from typing import Any, Final

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from giaoban.files.reading import LIMIT_BYTES, Unreadable, peek
from giaoban.files.reads import bytes_of_upload
from giaoban.files.vocabulary import explain
from giaoban.foundation.verdict import Refused
from giaoban.journal.actions import record_export
from giaoban.reports.access import may_fill, may_read_draft
from giaoban.reports.actions import Taken, take_workbook
from giaoban.reports.forms.deciding import WorkbookForm
from giaoban.reports.models import Period
from giaoban.reports.reads.filling import Standing, content_of, filling_of, standing_of
from giaoban.reports.reads.forms_of import fillable, fillings_of, units_with_below
from giaoban.reports.reads.workbooks import MOST_CELLS, Plan, plan_of, read_workbook, write_workbook
from giaoban.reports.views.report import report_or_404
from giaoban.reports.vocabulary import PeriodState
from giaoban.ui.notices import tell_done
from giaoban.units.reads import OfficerRequest

SALT: Final = "giaoban.reports.workbook"
AN_HOUR: Final = 3600  # seconds between looking and taking in
SHOWN: Final = 500  # changes on the page; the counts are complete
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def report_sheet(request: OfficerRequest, code: str) -> HttpResponse:
    """The form of one unit as a workbook, filled with what the reader may see."""
    shown = report_or_404(request, code)
    if not may_fill(request.officer, shown) and shown.latest is None:
        raise Http404
    filling = filling_of(shown)
    if shown.latest is not None and not may_read_draft(request.officer, shown):
        sent = Standing(content_of(shown.latest), filling.standing.stamp)
        filling = replace(filling, standing=sent)
    title = f"{shown.period.regime.name} · {shown.period.name} · {shown.unit.name}"
    data = write_workbook([filling], title=title)
    return _download(request, shown, data, _name(shown.period, shown.unit.name), rows=1)


def _name(period: Period, of: str) -> str:
    """The name of a workbook, by which it is found again among others: whose it is, and of which period."""
    return re.sub(r'[\\:*?"<>|]', " ", f"{of} - {period.name}".replace("/", ".")) + ".xlsx"


def _download(request: OfficerRequest, target: Any, data: bytes, name: str, *, rows: int) -> HttpResponse:
    record_export(target, actor=request.officer, at=timezone.now(), file=name, rows=rows)
    response = HttpResponse(data, content_type=_XLSX)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["Cache-Control"] = "private, no-store"
    return response


def period_or_404(request: OfficerRequest, code: str) -> Period:
    """An open period in which the officer fills in forms."""
    rows = Period.objects.select_related("regime__committee", "form").filter(state=PeriodState.OPEN)
    period = get_object_or_404(rows, code=code)
    if not fillable(period, request.officer, every_state=True).exists():
        raise Http404
    return period


@require_safe
def reports_workbook_download(request: OfficerRequest, code: str) -> HttpResponse:
    """All forms of a period that the officer fills in, as one workbook."""
    period = period_or_404(request, code)
    assert period.form is not None  # noqa: S101 -- an opened period has one (period_open_has_form)
    width = len(period.form.definition.cells)
    reports = list(fillable(period, request.officer)[: MOST_CELLS // max(width, 1)])
    if not reports:
        messages.warning(request, _("All reports that you fill in were sent; there is nothing to download."))
        return redirect("reports-workbook", code)
    data = write_workbook(fillings_of(reports, period), title=f"{period.regime.name} · {period.name}")
    of = reports[0].unit.name if len(reports) == 1 else ""
    return _download(request, period, data, _name(period, of or period.regime.name), rows=len(reports))


@require_http_methods(["GET", "HEAD", "POST"])
def reports_workbook(request: OfficerRequest, code: str) -> HttpResponse:
    """Download and upload; after an upload what it would change, and then it is taken in or left."""
    period = period_or_404(request, code)
    if "looked_at" in request.POST:
        return _confirmed(request, period)
    form = WorkbookForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            plan = _plan(request, period, upload)
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            return _dry_run(request, period, plan, upload.name)
    return _page(request, period, form, status=422 if form.errors else 200)


def _page(
    request: OfficerRequest, period: Period, form: WorkbookForm, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    reports = fillable(period, request.officer)
    context = {
        "period": period,
        "crumbs": _crumbs(request, period),
        "form": form,
        "refusal": refusal,
        "count": reports.count(),
        "cells": len(period.form.definition.cells) if period.form else 0,
    }
    return render(request, "reports/workbook.html", context, status=status)


def _crumbs(request: OfficerRequest, period: Period) -> list[tuple[str, str]]:
    """The pages above: the reports, and of who fills in one report alone that report."""
    crumbs = [(_("Reports"), reverse("reports"))]
    forms = fillable(period, request.officer, every_state=True).values_list("unit__name", "code")[:2]
    mine = [(name, reverse("report", args=[report])) for name, report in forms]
    return [*crumbs, *mine] if len(mine) == 1 else crumbs


def _plan(request: OfficerRequest, period: Period, upload: Any) -> Plan:
    """What the uploaded workbook would change. Raises `Refused`."""
    try:
        peek_name(upload)
        file = read_workbook(bytes_of_upload(upload), filename=upload.name or "")
    except Unreadable as refusal:
        raise Refused(str(explain(refusal))) from refusal
    assert period.form is not None  # noqa: S101 -- an opened period has one (period_open_has_form)
    if file.period != period.code:
        raise Refused(
            _("This workbook belongs to another period; download the one of %(period)s.")
            % {"period": period.name}
        )
    if file.form != period.form.number:
        raise Refused(_("The form has changed since this workbook was downloaded; download it again."))
    reports = fillable(period, request.officer, every_state=True).filter(code__in=file.bases)
    known = {report.code: (report, standing_of(report)) for report in reports}
    return plan_of(
        file,
        definition=period.form.definition,
        reports=known,
        with_below=units_with_below(period),
        may=lambda report: may_fill(request.officer, report),
    )


def peek_name(upload: Any) -> None:
    """Refuse by name and size what need not be read. Raises Unreadable."""
    if (upload.size or 0) > LIMIT_BYTES:
        peek(filename=upload.name or "", size_bytes=upload.size, limit_bytes=LIMIT_BYTES)


def _dry_run(request: OfficerRequest, period: Period, plan: Plan, name: str) -> HttpResponse:
    kept = {
        "person": request.officer.person.pk,
        "period": period.code,
        "file": name,
        "reports": [[one.report.code, one.stamp, one.cells, one.words] for one in plan.reports.values()],
    }
    by_unit = [
        (unit, list(changes))
        for unit, changes in groupby(plan.changes[:SHOWN], key=lambda change: change.report.unit.name)
    ]
    context = {
        "period": period,
        "crumbs": [*_crumbs(request, period), (period.name, reverse("reports-workbook", args=[period.code]))],
        "plan": plan,
        "by_unit": by_unit,
        "conflicts": plan.conflicts[:SHOWN],
        "faults": plan.faults[:SHOWN],
        "shown": SHOWN,
        "file": name,
        "looked_at": "" if plan.faults else signing.dumps(kept, salt=SALT, compress=True),
    }
    return render(request, "reports/workbook_plan.html", context, status=422 if plan.faults else 200)


def _confirmed(request: OfficerRequest, period: Period) -> HttpResponse:
    """Take in what was looked at: it travelled signed, so it is the very difference that was shown."""
    try:
        kept = _looked_at(request, period)
        taken = [
            Taken(code, stamp, {int(slot): value for slot, value in cells.items()}, words)
            for code, stamp, cells, words in kept["reports"]
        ]
        count = take_workbook(period, taken, file_name=kept["file"], actor=request.officer, at=timezone.now())
    except Refused as refusal:
        return _page(request, period, WorkbookForm(), refusal=str(refusal), status=422)
    words = ngettext(
        "The figures stand in the form of %(count)d unit; they have not been sent.",
        "The figures stand in the forms of %(count)d units; they have not been sent.",
        count,
    )
    tell_done(request, words % {"count": count})
    if count == 1 and len(taken) == 1:
        return redirect("report-fill", taken[0].report)
    return redirect("reports-workbook", period.code)


def _looked_at(request: OfficerRequest, period: Period) -> dict[str, Any]:
    try:
        kept: dict[str, Any] = signing.loads(request.POST["looked_at"], salt=SALT, max_age=AN_HOUR)
    except signing.BadSignature as fault:
        raise Refused(_("The workbook was looked at too long ago. Choose the file again.")) from fault
    if kept["person"] != request.officer.person.pk or kept["period"] != period.code:
        raise Refused(_("Somebody else looked at this workbook. Choose the file again."))
    return kept
