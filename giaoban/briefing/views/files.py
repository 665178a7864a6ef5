"""A brief as a file: .docx to work on, PDF to read and print."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from giaoban.briefing.reads.paper import paper_of, subject_of
from giaoban.briefing.views.asking import findings_of, readable_or_404
from giaoban.documents.layout import Paper, to_docx, to_pdf
from giaoban.journal.actions import record_export
from giaoban.units.reads import OfficerRequest

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def brief_docx(request: OfficerRequest, code: str) -> HttpResponse:
    """The brief as a Word file."""
    return _file(request, code, to_docx, kind="docx", content_type=DOCX)


@require_safe
def brief_pdf(request: OfficerRequest, code: str) -> HttpResponse:
    """The brief as a PDF."""
    return _file(request, code, to_pdf, kind="pdf", content_type="application/pdf")


def _file(
    request: OfficerRequest, code: str, write: Callable[[Paper], bytes], *, kind: str, content_type: str
) -> HttpResponse:
    shown = readable_or_404(request, code)
    found = findings_of(shown)
    name = f"Báo cáo giao ban {shown.committee.symbol} - {subject_of(found)}.{kind}".replace("/", ".")
    record_export(shown, actor=request.officer, at=timezone.now(), file=name)
    answer = HttpResponse(write(paper_of(shown, found)), content_type=content_type)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
