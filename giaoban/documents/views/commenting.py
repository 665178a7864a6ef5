"""The table of comments: deciding on each, what became of its clause, and the table on paper."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from giaoban.documents.access import may_dispose, may_read_table
from giaoban.documents.actions import dispose
from giaoban.documents.drafting.comparing import compare_words
from giaoban.documents.forms import DisposeForm, TableForm
from giaoban.documents.layout.tables import to_xlsx
from giaoban.documents.models import Consultation
from giaoban.documents.reads.comment_book import book_of_comments, docx_of_comments, sheet_of_comments
from giaoban.documents.reads.comments import CommentTable, comments_of, same_as
from giaoban.documents.reads.rounds import silence_rule
from giaoban.documents.views.consulting import download, round_or_404
from giaoban.documents.vocabulary import Taken
from giaoban.foundation.verdict import Refused
from giaoban.units.reads import OfficerRequest


def table_or_404(request: OfficerRequest, code: str) -> Consultation:
    """The round whose table the officer may read; before it is shown to units it is missing to them."""
    shown = round_or_404(request, code)
    if not may_read_table(request.officer, shown):
        raise Http404
    return shown


@require_safe
def comment_table(request: OfficerRequest, code: str) -> HttpResponse:
    """The comments of all units with what was decided on each."""
    shown = table_or_404(request, code)
    table = CommentTable(shown)
    form = _filters(request, table)
    page = table.page(form.asked(), request.GET.get("page"))
    verdict = may_dispose(request.officer, shown)
    context = {
        "round": shown,
        "page": page,
        "rows": list(page.object_list),
        "takes": Taken.choices,
        "form": form,
        "tally": table.tally,
        "later": table.later,
        "may_dispose": verdict,
        "keeps": shown.committee_id in request.officer.whole_committee_ids,
        "silence_rule": silence_rule(shown),
        "back": request.get_full_path(),
        "crumbs": _crumbs(shown),
    }
    return render(request, "documents/comments.html", context)


def _filters(request: OfficerRequest, table: CommentTable) -> TableForm:
    return TableForm(
        request.GET,
        units=[(answer.code, answer.unit.name) for answer in table.answers],
        clauses=table.articles_spoken_of(),
        fates=table.fates(),
    )


def _crumbs(shown: Consultation) -> list[tuple[Any, str]]:
    return [
        (_("Consultations"), reverse("consultations")),
        (shown.draft.subject[:60], reverse("consultation", args=[shown.code])),
    ]


@require_POST
def comment_dispose(request: OfficerRequest, code: str, comment: str) -> HttpResponse:
    """Decide on one comment, and on those that say the same; the answer is its row."""
    shown = table_or_404(request, code)
    if shown.committee_id not in request.officer.whole_committee_ids:
        raise Http404
    found = get_object_or_404(comments_of(shown).select_related("disposition"), code=comment)
    form = DisposeForm(request.POST)
    together: list[str] = []
    if form.is_valid():
        if form.cleaned_data["together"]:
            together = list(same_as(found).values_list("code", flat=True))
        seen = {comment: form.cleaned_data["seen"], **dict.fromkeys(together, 0)}
        try:
            dispose(shown, comments=seen, decision=form.decision(), actor=request.officer, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
    if request.htmx:
        return _row(request, shown, comment, form)
    for errors in form.errors.values():
        messages.error(request, " ".join(map(str, errors)))
    return redirect(f"{_back(request, shown)}#k-{comment}")


def _row(request: OfficerRequest, shown: Consultation, comment: str, form: DisposeForm) -> HttpResponse:
    """The row as it stands now; what was typed stays when it was refused."""
    table = CommentTable(shown)
    number = request.POST.get("number", "")
    first = int(number) if number.isdecimal() else 1
    [row] = table.rows(comments_of(shown).filter(code=comment), first=first, count_same=True)
    refusals = [str(error) for errors in form.errors.values() for error in errors]
    context = {
        "round": shown,
        "row": row,
        "said": form.data if refusals else row.disposition,
        "takes": Taken.choices,
        "refusals": refusals,
        "back": request.POST.get("back", ""),
        "may_dispose": may_dispose(request.officer, shown),
        "tally": table.tally,
        "is_fresh": True,
    }
    return render(request, "documents/_comment.html", context)


def _back(request: OfficerRequest, shown: Consultation) -> str:
    """The page of the table from which the decision came."""
    here = reverse("comments", args=[shown.code])
    wanted = request.POST.get("back", "")
    return wanted if wanted.split("?")[0] == here else here


@require_safe
def comment(request: OfficerRequest, code: str, comment: str) -> HttpResponse:
    """One comment: its clause then and now side by side, and every decision on it."""
    shown = table_or_404(request, code)
    table = CommentTable(shown)
    rows = table.rows(_one(shown, comment), count_same=True)
    if not rows:
        raise Http404
    row = rows[0]
    then = row.then
    stretches = compare_words(row.clause_words, then.words) if then else ()
    context = {
        "round": shown,
        "row": row,
        "later": table.later,
        "was": [one for one in stretches if one.change != "ins"],
        "now": [one for one in stretches if one.change != "del"],
        "decisions": list(row.comment.dispositions.select_related("made_by").order_by("-number")),
        "may_dispose": may_dispose(request.officer, shown),
        "keeps": shown.committee_id in request.officer.whole_committee_ids,
        "crumbs": [*_crumbs(shown), (_("Table of comments"), reverse("comments", args=[shown.code]))],
    }
    return render(request, "documents/comment.html", context)


def _one(shown: Consultation, code: str) -> Any:
    return comments_of(shown).filter(code=code)


@require_safe
def comments_export(request: OfficerRequest, code: str, kind: str) -> HttpResponse:
    """The table as a Word annex or a workbook."""
    shown = table_or_404(request, code)
    if kind not in {"docx", "xlsx"}:
        raise Http404
    asked = _filters(request, CommentTable(shown)).asked()
    book = book_of_comments(shown, day=timezone.localdate(), asked=asked)
    data = docx_of_comments(book) if kind == "docx" else to_xlsx(sheet_of_comments(book))
    total = book.table.found(asked).count()
    return download(request, shown, data, f"tong-hop-gop-y-{shown.code}.{kind}", rows=total)
