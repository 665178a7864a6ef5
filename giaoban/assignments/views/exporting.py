"""Answers that carry a whole list in one of its forms; noted in the journal before the first byte."""

from __future__ import annotations

from tempfile import TemporaryFile
from typing import Final

from django.db import models
from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header

from giaoban.assignments.reads.exporting import Listing, annex_of, calendar_of, json_of, sheet_of
from giaoban.assignments.vocabulary import ExportKind
from giaoban.documents.layout.tables import to_xlsx, write_xlsx
from giaoban.journal.actions import record_export
from giaoban.units.reads import OfficerRequest

MOST_IN_MEMORY: Final = 5_000  # rows of a workbook that is made without a file on the disk
_TYPES: Final = {
    ExportKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ExportKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ExportKind.EVENTS: "text/calendar; charset=utf-8",
    ExportKind.TODOS: "text/calendar; charset=utf-8",
    ExportKind.JSON: "application/json",
}
_ENDINGS: Final = {ExportKind.TODOS: "ics"}


def export_kinds(name: str, query: str) -> list[tuple[str, str]]:
    """Words and addresses of every form of a list; `name` is the address that takes the form."""
    return [(str(kind.label), f"{reverse(name, args=[kind.value])}?{query}") for kind in ExportKind]


def export_answer(
    request: OfficerRequest, kind: str, listing: Listing, *, owner: models.Model, stem: str
) -> HttpResponseBase:
    """
    `listing` in the form `kind`, as a download named `stem`; an unknown form is 404.

    `owner` is whose data it is, for the journal. Workbook and data are written row by row.
    """
    if kind not in ExportKind.values:
        raise Http404
    form, at = ExportKind(kind), timezone.now()
    name = f"{stem}.{_ENDINGS.get(form, form.value)}"
    record_export(owner, actor=request.officer, at=at, file=name, rows=listing.total, filters=listing.filters)
    answer: HttpResponseBase
    if form == ExportKind.XLSX and listing.total <= MOST_IN_MEMORY:
        answer = HttpResponse(to_xlsx(sheet_of(listing)), content_type=_TYPES[form])
    elif form == ExportKind.XLSX:
        file = TemporaryFile()  # noqa: SIM115 -- closed by the answer
        write_xlsx(sheet_of(listing), file)
        file.seek(0)
        answer = FileResponse(file, content_type=_TYPES[form])
    elif form == ExportKind.DOCX:
        answer = HttpResponse(annex_of(listing), content_type=_TYPES[form])
    elif form == ExportKind.JSON:
        answer = StreamingHttpResponse(json_of(listing), content_type=_TYPES[form])
    else:
        pieces = calendar_of(listing, todos=form == ExportKind.TODOS, now=at)
        answer = StreamingHttpResponse(pieces, content_type=_TYPES[form])
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
