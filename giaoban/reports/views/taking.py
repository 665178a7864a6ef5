"""Tables of figures and lists of who has sent, taken along; noted in the journal before the first byte."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from tempfile import TemporaryFile
from typing import BinaryIO, Final

from django.contrib import messages
from django.http import FileResponse, Http404, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from giaoban.documents.layout.tables import write_xlsx
from giaoban.journal.actions import record_export
from giaoban.reports.forms.figures import PeriodForm, SentForm
from giaoban.reports.reads.dhis2 import can_be_dhis2, data_value_set
from giaoban.reports.reads.heat import heat_of, write_heat
from giaoban.reports.reads.pivot import Asked, grid_of, unit_keys
from giaoban.reports.reads.taking import Taken, csv_of, json_of, json_of_sent, sheet_of, table_of
from giaoban.reports.views.figures import asked_of, bound_form
from giaoban.reports.views.scope import Scope, scope_of
from giaoban.reports.views.sent import heat_titles, periods_of, sent_of, sent_table
from giaoban.reports.vocabulary import By, Form
from giaoban.units.reads import OfficerRequest

TYPES: Final = {
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Form.CSV: "text/csv; charset=utf-8",
    Form.JSON: "application/json",
    Form.DHIS2: "application/json",
}


@require_safe
def figures_export(request: OfficerRequest, code: str, kind: str) -> HttpResponseBase:
    """The pivot of the same address, all its rows, in one of the forms; what is not understood is 404."""
    scope = scope_of(request, code)
    if kind not in Form.values or not scope.periods:
        raise Http404
    filters = bound_form(scope)
    if not filters.is_valid():
        raise Http404
    form, asked = Form(kind), asked_of(scope, filters)
    if form == Form.DHIS2:
        verdict = can_be_dhis2(asked.periods)
        if not verdict:
            messages.warning(request, str(verdict.reason))
            return redirect(scope.address("report-figures"))
        _note(request, scope, _name(asked, form))
        return _streamed(data_value_set(scope.regime, scope.unit, asked.periods), asked, form)
    grid = grid_of(asked, unit_keys(asked) if asked.by == By.UNITS else [])
    _note(request, scope, _name(asked, form), rows=len(grid.rows))
    if form == Form.JSON:
        return _streamed(json_of(grid), asked, form)
    return _table_answer(table_of(grid), form, _name(asked, form))


@require_safe
def sent_export(request: OfficerRequest, code: str, kind: str) -> HttpResponseBase:
    """The list of who has sent, every row, as a workbook, CSV or data."""
    scope = scope_of(request, code)
    if kind not in (Form.XLSX, Form.CSV, Form.JSON) or not scope.periods:
        raise Http404
    filters = SentForm(scope.query, periods=scope.periods)
    if not filters.is_valid():
        raise Http404
    found = sent_of(scope, filters)
    found.period.regime = scope.regime
    name = f"bao-cao-da-gui-{found.period.ends_on:%Y-%m-%d}.{kind}"
    _note(request, scope, name, rows=found.count)
    if kind == Form.JSON:
        pieces = json_of_sent(found, at=timezone.now())
        return _headed(StreamingHttpResponse(pieces, content_type=TYPES[Form.JSON]), name)
    return _table_answer(sent_table(found), Form(kind), name)


@require_safe
def heat_export(request: OfficerRequest, code: str) -> HttpResponseBase:
    """Who sent what when, of the same address, with every unit, as a workbook."""
    scope = scope_of(request, code)
    form = PeriodForm(scope.query, periods=scope.periods)
    if not scope.periods or not form.is_valid():
        raise Http404
    found = heat_of(scope.unit, periods_of(form), on=timezone.localdate())
    name = f"ban-do-gui-bao-cao-{form.chosen.ends_on:%Y-%m-%d}.xlsx"
    _note(request, scope, name, rows=len(found.units))
    return _book_answer(partial(write_heat, found, heat_titles(scope)), name)


def _name(asked: Asked, form: Form) -> str:
    ending = "json" if form == Form.DHIS2 else form.value
    stem = "dhis2" if form == Form.DHIS2 else "so-lieu"
    return f"{stem}-{asked.regime.code}-{asked.last.ends_on:%Y-%m-%d}.{ending}"


def _note(request: OfficerRequest, scope: Scope, name: str, *, rows: int | None = None) -> None:
    record_export(scope.unit, actor=request.officer, at=timezone.now(), file=name, rows=rows)


def _table_answer(table: Taken, form: Form, name: str) -> HttpResponseBase:
    if form == Form.CSV:
        return _headed(StreamingHttpResponse(csv_of(table), content_type=TYPES[form]), name)
    return _book_answer(partial(write_xlsx, sheet_of(table)), name)


def _book_answer(write: Callable[[BinaryIO], None], name: str) -> HttpResponseBase:
    file = TemporaryFile()  # noqa: SIM115 -- closed by the answer
    write(file)
    file.seek(0)
    return _headed(FileResponse(file, content_type=TYPES[Form.XLSX]), name)


def _streamed(pieces: Iterable[str], asked: Asked, form: Form) -> HttpResponseBase:
    return _headed(StreamingHttpResponse(pieces, content_type=TYPES[form]), _name(asked, form))


def _headed(answer: HttpResponseBase, name: str) -> HttpResponseBase:
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
