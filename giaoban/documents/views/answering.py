"""The page on which a unit answers: the draft as on paper, its comments beside it, its own Word file."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from giaoban.documents.access import may_answer, may_open, may_read_table
from giaoban.documents.actions import (
    change_comment,
    drop_comment,
    read_answer_file,
    send_answer,
    write_comment,
)
from giaoban.documents.forms import AnswerFileForm, CommentForm, PlaceForm, SendForm
from giaoban.documents.models import Answer, AnswerFile, Comment, Consultation
from giaoban.documents.reads.comments import CommentRow
from giaoban.documents.reads.drafts import as_frozen, bases_as_printed, printed_type
from giaoban.documents.reads.rounds import answer_row, silence_rule
from giaoban.documents.reads.sent import SentText, sent_text
from giaoban.documents.views.consulting import round_or_404
from giaoban.documents.vocabulary import Position, Remark
from giaoban.files.views import download_response
from giaoban.foundation.verdict import Refused
from giaoban.ui.notices import tell_done
from giaoban.units.reads import OfficerRequest
from giaoban.workdays.reads import current_calendar


def answer_or_404(request: OfficerRequest, code: str, answer_code: str) -> tuple[Consultation, Answer]:
    """The answer as the officer may see it; what a unit is still writing is missing to everybody else."""
    shown, officer = round_or_404(request, code), request.officer
    rows = Answer.objects.filter(consultation=shown).select_related(
        "unit", "duty__unit", "duty__committee", "sent_by"
    )
    answer = get_object_or_404(rows, code=answer_code)
    answer.consultation = shown
    if not may_open(officer, answer):
        raise Http404
    return shown, answer


@require_safe
def answer(request: OfficerRequest, code: str, answer_code: str) -> HttpResponse:
    """The draft and what the unit says of it: to be written, or as it was sent."""
    return _page(request, *answer_or_404(request, code, answer_code))


def _page(
    request: OfficerRequest,
    shown: Consultation,
    answer: Answer,
    *,
    form: CommentForm | None = None,
    status: int = 200,
) -> HttpResponse:
    text = sent_text(shown.version)
    comments = _rows(answer, text)
    verdict = may_answer(request.officer, answer)
    context = {
        "round": shown,
        "answer": answer,
        "row": answer_row(
            answer, shown, today=timezone.localdate(), calendar=current_calendar(answer.duty.unit.path)
        ),
        "comments": comments,
        "unplaced": [(row, _place_form(row, text)) for row in comments if not row.comment.is_placed],
        "may_answer": verdict,
        "verdict": verdict,
        "may_read_table": may_read_table(request.officer, shown),
        "silence_rule": silence_rule(shown),
        "files": list(answer.files.select_related("file").order_by("-pk")),
        "crumbs": [
            (_("Consultations"), reverse("consultations")),
            (shown.draft.subject[:60], reverse("consultation", args=[shown.code])),
        ],
        **_sheet(shown, text, comments),
    }
    if verdict:
        context |= _writing(request, text, comments, form)
    return render(request, "documents/answer.html", context, status=status)


def _sheet(shown: Consultation, text: SentText, comments: list[CommentRow]) -> dict[str, Any]:
    """The paper, with the comments of each clause beside it."""
    draft = as_frozen(shown.version)
    by_clause: dict[str, list[CommentRow]] = {}
    for row in comments:
        if row.comment.is_placed:
            by_clause.setdefault(row.comment.clause, []).append(row)
    return {
        "draft": draft,
        "lines": [(line, by_clause.get(key, [])) for key, line in text.lines.items()],
        "on_whole": by_clause.get("", []),
        "type_name": printed_type(draft.type),
        "bases": list(bases_as_printed(draft)),
    }


def _writing(
    request: OfficerRequest, text: SentText, comments: list[CommentRow], form: CommentForm | None
) -> dict[str, Any]:
    """The form that is open: new (`?on=` a clause), of a change (`?edit=` a comment), or refused."""
    on, edited = request.GET.get("on"), request.GET.get("edit", "")
    editing = next((row.comment for row in comments if row.comment.code == edited), None)
    if form is None and editing is not None:
        said = {name: getattr(editing, name) for name in ("clause", "kind", "text", "wording", "quote")}
        form = CommentForm(initial=said)
    elif form is None and on is not None and (not on or on in text.lines):
        clause = text.clause(on)
        form = CommentForm(initial={"clause": on, "wording": clause.text if clause else ""})
    here = form["clause"].value() or "" if form is not None else None
    return {
        "form": form,
        "editing": editing,
        "form_on": here,
        "form_name": text.name_of(here) if here else "",
        "file_form": AnswerFileForm(),
        "send_form": SendForm(initial={"position": Position.WITH_COMMENTS if comments else Position.AGREES}),
    }


def _rows(answer: Answer, text: SentText) -> list[CommentRow]:
    comments = Comment.objects.filter(answer=answer).select_related("disposition", "file")
    ordered = comments.order_by("clause_place", "order")
    return [CommentRow(one, number, text, None) for number, one in enumerate(ordered, start=1)]


def _place_form(row: CommentRow, text: SentText) -> PlaceForm:
    clauses = [(key, line.name) for key, line in text.lines.items()]
    return PlaceForm(clauses=clauses, initial={"clause": row.comment.clause}, prefix=row.comment.code)


@require_POST
def answer_comment(request: OfficerRequest, code: str, answer_code: str) -> HttpResponse:
    """Add a comment."""
    shown, answer = answer_or_404(request, code, answer_code)
    form = CommentForm(request.POST)
    if form.is_valid():
        try:
            made = write_comment(answer, said=form.said(), actor=request.officer, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(_at(shown, answer, made.clause))
    return _page(request, shown, answer, form=form, status=422)


@require_POST
def answer_change(request: OfficerRequest, code: str, answer_code: str, comment: str) -> HttpResponse:
    """Change a comment, say where it belongs, or take it out."""
    shown, answer = answer_or_404(request, code, answer_code)
    found = get_object_or_404(Comment.objects.filter(answer=answer).select_related("answer"), code=comment)
    given: dict[str, Any] = {"actor": request.officer, "at": timezone.now()}
    act = request.POST.get("act", "change")
    form = CommentForm(
        request.POST if act == "change" else _as_said(found, request.POST.get(f"{comment}-clause", ""))
    )
    try:
        if act == "drop":
            drop_comment(found, **given)
            return redirect(_at(shown, answer, found.clause))
        if form.is_valid():
            changed = change_comment(found, said=form.said(), **given)
            return redirect(_at(shown, answer, changed.clause))
    except Refused as refusal:
        if act != "change":
            messages.error(request, str(refusal))
            return redirect(_at(shown, answer, ""))
        form.add_error(None, str(refusal))
    return _page(request, shown, answer, form=form, status=422)


def _as_said(comment: Comment, clause: str) -> dict[str, str]:
    kind = comment.kind
    if not clause and kind in (Remark.REWORD, Remark.DELETE, Remark.MOVE):
        kind = Remark.ADD if comment.wording else Remark.REMARK
    return {
        "clause": clause,
        "kind": kind,
        "text": comment.text,
        "wording": comment.wording,
        "quote": comment.quote,
    }


def _at(shown: Consultation, answer: Answer, clause: str) -> str:
    here = reverse("answer", args=[shown.code, answer.code])
    return f"{here}#c-{clause}" if clause else f"{here}#whole"


@require_POST
def answer_file(request: OfficerRequest, code: str, answer_code: str) -> HttpResponse:
    """Read the unit's own Word file."""
    shown, answer = answer_or_404(request, code, answer_code)
    form = AnswerFileForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, _("Choose a Word file first."))
        return redirect("answer", shown.code, answer.code)
    given: dict[str, Any] = {"actor": request.officer, "at": timezone.now()}
    try:
        read = read_answer_file(
            answer, upload=form.cleaned_data["file"], replace=form.cleaned_data["replace"], **given
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        tell_done(request, _read_words(read))
    return redirect("answer", shown.code, answer.code)


def _read_words(read: AnswerFile) -> str:
    found = ngettext(
        "%(count)d comment was read from the file.", "%(count)d comments were read from the file.", read.found
    )
    words = found % {"count": read.found}
    if not read.unplaced:
        return words
    asked = ngettext(
        "Say where %(count)d of them belongs.", "Say where %(count)d of them belong.", read.unplaced
    )
    return f"{words} {asked % {'count': read.unplaced}}"


@require_POST
def answer_send(request: OfficerRequest, code: str, answer_code: str) -> HttpResponse:
    """Send the answer; it stays as it is from then on."""
    shown, answer = answer_or_404(request, code, answer_code)
    position = request.POST.get("position", "")
    try:
        send_answer(answer, position=position, actor=request.officer, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        tell_done(request, _("Your unit's opinion was sent."))
    return redirect("answer", shown.code, answer.code)


@require_safe
def answer_upload(request: OfficerRequest, code: str, answer_code: str, file: str) -> HttpResponseBase:
    """A file that the unit handed in, as it came."""
    _shown, answer = answer_or_404(request, code, answer_code)
    found = get_object_or_404(AnswerFile.objects.select_related("file"), answer=answer, file__code=file)
    return download_response(found.file)
