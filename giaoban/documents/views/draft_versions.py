"""Frozen versions of a draft, two of them compared, and the paper that they would make."""

from __future__ import annotations

from typing import Final

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from giaoban.documents.drafting.comparing import compare
from giaoban.documents.drafting.content import Content, load
from giaoban.documents.layout import to_docx, to_pdf
from giaoban.documents.models import Draft, DraftVersion
from giaoban.documents.reads.drafts import (
    as_frozen,
    bases_as_printed,
    clause_lines,
    content_of,
    printed_type,
)
from giaoban.documents.reads.printing import form_of, paper_of
from giaoban.documents.views.drafts import crumbs_of, draft_or_404
from giaoban.journal.actions import record_export
from giaoban.units.reads import OfficerRequest

_WRITERS: Final = {
    "docx": (to_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (to_pdf, "application/pdf"),
}
NOW: Final = "now"


def version_or_404(draft: Draft, number: int) -> DraftVersion:
    """The frozen version of this number."""
    rows = DraftVersion.objects.select_related("draft__committee", "frozen_by")
    return get_object_or_404(rows, draft=draft, number=number)


@require_safe
def draft_version(request: OfficerRequest, code: str, number: int) -> HttpResponse:
    """A version as it was frozen."""
    shown = draft_or_404(request, code)
    version = version_or_404(shown, number)
    then = as_frozen(version)
    context = {
        "draft": then,
        "version": version,
        "lines": clause_lines(load(version.content)),
        "type_name": printed_type(then.type),
        "bases": list(bases_as_printed(then)),
        "compare_url": f"{reverse('draft-compare', args=[code])}?from={number}&to={NOW}",
        "crumbs": crumbs_of(shown),
    }
    return render(request, "documents/draft_version.html", context)


@require_safe
def draft_compare(request: OfficerRequest, code: str) -> HttpResponse:
    """
    Two states of the draft: `from` and `to` are numbers of versions, or `now`.

    Without them the last version and the working copy, or the last two versions when nothing was written
    since.
    """
    shown = draft_or_404(request, code)
    versions = list(shown.versions.defer("content", "head").order_by("-number"))
    numbers = [NOW, *(str(version.number) for version in versions)]
    if not versions:
        return render(request, "documents/draft_compare.html", {"draft": shown, "crumbs": crumbs_of(shown)})
    earlier = _asked(request, "from", numbers, str(versions[0].number))
    later = _asked(request, "to", numbers, NOW)
    side_by_side = request.GET.get("as") == "side"
    comparison = compare(_state(shown, earlier), _state(shown, later))
    context = {
        "draft": shown,
        "choices": [(number, _named(number)) for number in numbers],
        "earlier": earlier,
        "later": later,
        "side_by_side": side_by_side,
        "all": request.GET.get("all") == "1",
        "comparison": comparison,
        "is_same": all(not pair.has_changed for pair in comparison.pairs),
        "crumbs": crumbs_of(shown),
    }
    return render(request, "documents/draft_compare.html", context)


def _asked(request: OfficerRequest, name: str, numbers: list[str], otherwise: str) -> str:
    asked = request.GET.get(name, otherwise)
    if asked not in numbers:
        raise Http404
    return asked


def _named(number: str) -> str:
    return _("as it is now") if number == NOW else _("version %(number)s") % {"number": number}


def _state(shown: Draft, number: str) -> Content:
    return content_of(shown) if number == NOW else load(version_or_404(shown, int(number)).content)


@require_safe
def draft_file(request: OfficerRequest, code: str, kind: str) -> HttpResponse:
    """The working copy as a paper, marked as a draft."""
    return _file(request, draft_or_404(request, code), kind)


@require_safe
def version_file(request: OfficerRequest, code: str, number: int, kind: str) -> HttpResponse:
    """A version as a paper, marked as a draft."""
    version = version_or_404(draft_or_404(request, code), number)
    return _file(request, as_frozen(version), kind, number=number)


def _file(request: OfficerRequest, draft: Draft, kind: str, *, number: int | None = None) -> HttpResponse:
    if kind not in _WRITERS:
        raise Http404
    write, content_type = _WRITERS[kind]
    now = timezone.localtime()
    title = f"Dự thảo {printed_type(draft.type)} {draft.subject}".replace("/", ".")[:120]
    name = f"{title} ({number}).{kind}" if number else f"{title}.{kind}"
    record_export(draft, actor=request.officer, at=now, file=name)
    body = write(paper_of(draft, year=now.year), form_of(draft))
    answer = HttpResponse(body, content_type=content_type)
    as_attachment = not (kind == "pdf" and request.GET.get("show"))
    answer["Content-Disposition"] = (
        content_disposition_header(as_attachment=as_attachment, filename=name) or ""
    )
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
