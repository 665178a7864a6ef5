"""Rounds of consultation: their list, a new one, who has answered, extending, closing, publishing."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from giaoban.documents.access import may_consult, may_open, may_publish, may_read_table, may_steer
from giaoban.documents.actions import close_round, extend_round, freeze, open_round, publish_table
from giaoban.documents.forms import ExtendForm, RoundForm
from giaoban.documents.forms.consulting import NOW
from giaoban.documents.layout import to_docx, to_pdf
from giaoban.documents.models import Answer, Consultation, Draft, DraftVersion
from giaoban.documents.reads.asking import offered_units
from giaoban.documents.reads.comments import tally_of
from giaoban.documents.reads.drafts import as_frozen
from giaoban.documents.reads.printing import form_of, paper_of
from giaoban.documents.reads.rounds import (
    round_counts,
    rounds_page,
    silence_rule,
    standing_of,
)
from giaoban.documents.reads.sent import revised_version
from giaoban.foundation.verdict import Refused
from giaoban.journal.actions import record_export
from giaoban.journal.reads import history_of
from giaoban.ui.formats import day as day_words
from giaoban.ui.notices import tell_done
from giaoban.units.models import Committee, Unit
from giaoban.units.reads import OfficerRequest
from giaoban.workdays.counting import Unit as Measure
from giaoban.workdays.reads import current_calendar, current_calendars

MIME = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}


@require_safe
def consultations(request: OfficerRequest) -> HttpResponse:
    """The rounds that the officer sees, those under way first."""
    if not (request.officer.whole_committee_ids or request.officer.reading_paths):
        raise Http404
    show = "closed" if request.GET.get("show") == "closed" else "open"
    counts = round_counts(request.officer)
    labels = {"open": _("Under way"), "closed": _("Closed")}
    tabs = [
        {"label": label, "url": f"?show={name}", "current": name == show, "count": counts[name]}
        for name, label in labels.items()
    ]
    page = rounds_page(request.officer, show=show, page=request.GET.get("page"))
    context = {
        "page": page,
        "rows": list(page.object_list),
        "tabs": tabs,
        "show": show,
        "asks": bool(request.officer.whole_committee_ids),
    }
    return render(request, "documents/consultations.html", context)


@require_safe
def consultation_units(request: OfficerRequest) -> JsonResponse:
    """Units and groups that `q` may mean to a committee: `[{"key", "name", "hint"}]`."""
    committees = Committee.objects.filter(pk__in=request.officer.whole_committee_ids)
    wanted = committees.filter(code=request.GET.get("committee", "")).select_related("level")
    committee = get_object_or_404(wanted)
    picks = offered_units(committee, request.GET.get("q", "")[:100], on=timezone.localdate())
    return JsonResponse([asdict(pick) for pick in picks], safe=False)


@require_http_methods(["GET", "HEAD", "POST"])
def consultation_new(request: OfficerRequest, code: str) -> HttpResponse:
    """Open a round: first who gets what by when is shown, then it is sent."""
    rows = Draft.objects.of_officer(request.officer).select_related(
        "committee__level", "committee__standing_unit"
    )
    draft = get_object_or_404(rows, code=code)
    versions = list(draft.versions.defer("content", "head").order_by("-number"))
    verdict = may_consult(request.officer, draft)
    today = timezone.localdate()
    form = RoundForm(request.POST or None, draft=draft, versions=versions, today=today)
    preview = None
    if verdict and form.is_valid():
        if request.POST.get("act") == "send":
            opened = _opened(request, draft, versions, form)
            if opened is not None:
                tell_done(request, _sent_words(len(form.chosen.units)))
                return redirect("consultation", opened.code)
        else:
            preview = _preview(form)
    context = {
        "draft": draft,
        "form": form,
        "verdict": verdict,
        "preview": preview,
        "crumbs": [(_("Drafts"), reverse("drafts")), (draft.subject[:60], reverse("draft", args=[code]))],
    }
    status = 403 if not verdict else 422 if form.errors else 200
    return render(request, "documents/consultation_new.html", context, status=status)


def _sent_words(count: int) -> str:
    words = ngettext(
        "The draft was sent to %(count)d unit; it finds it on its desk.",
        "The draft was sent to %(count)d units; each finds it on its desk.",
        count,
    )
    return words % {"count": count}


def _preview(form: RoundForm) -> list[tuple[Unit, Any]]:
    """Each unit with its own deadline."""
    told = form.cleaned_data
    if told["due_on"]:
        return [(unit, told["due_on"]) for unit in form.chosen.units]
    calendars = current_calendars()
    measure = Measure(told["limit_unit"])
    return [
        (unit, calendars.at(unit.path).end_of(measure, form.today, told["amount"]))
        for unit in form.chosen.units
    ]


def _opened(
    request: OfficerRequest, draft: Draft, versions: list[DraftVersion], form: RoundForm
) -> Consultation | None:
    given: dict[str, Any] = {"actor": request.officer, "at": timezone.now()}
    wanted = form.cleaned_data["version"]
    try:
        if wanted == NOW:
            version, _new = freeze(draft, note=_("Sent to units for their opinion"), **given)
        else:
            version = next(each for each in versions if str(each.number) == wanted)
        return open_round(version, said=form.round(), **given)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None


def round_or_404(request: OfficerRequest, code: str) -> Consultation:
    """The round of this code as the officer may see it; hidden is missing."""
    rows = Consultation.objects.visible_to(request.officer).select_related(
        "committee__level", "draft", "version", "opened_by", "closed_by"
    )
    return get_object_or_404(rows.defer("draft__content", "version__content"), code=code)


@require_safe
def consultation(request: OfficerRequest, code: str) -> HttpResponse:
    """Who has answered and who has not; for a unit its own answers."""
    shown, officer = round_or_404(request, code), request.officer
    if shown.committee_id not in officer.whole_committee_ids:
        return _for_units(request, shown)
    today = timezone.localdate()
    standing = standing_of(shown, today=today, calendar=current_calendar(shown.committee.level.path))
    context = {
        "round": shown,
        "standing": standing,
        "tally": tally_of(shown),
        "silence_rule": silence_rule(shown),
        "later": revised_version(shown),
        "may_steer": may_steer(officer, shown),
        "may_publish": may_publish(officer, shown),
        "extend_form": ExtendForm(),
        "history": history_of(shown),
        "crumbs": [(_("Consultations"), reverse("consultations"))],
    }
    return render(request, "documents/consultation.html", context)


def _for_units(request: OfficerRequest, shown: Consultation) -> HttpResponse:
    readable = Answer.objects.readable_by(request.officer).filter(consultation=shown)
    rows = readable.select_related("unit", "duty__unit", "consultation").order_by("unit__sort_key", "pk")
    answers = [(answer, bool(may_open(request.officer, answer))) for answer in rows]
    may_read = may_read_table(request.officer, shown)
    if len(answers) == 1 and answers[0][1] and not may_read:
        return redirect("answer", shown.code, answers[0][0].code)
    context = {
        "round": shown,
        "answers": answers,
        "may_read": may_read,
        "silence_rule": silence_rule(shown),
        "crumbs": [(_("Consultations"), reverse("consultations"))],
    }
    return render(request, "documents/consultation_units.html", context)


@require_POST
def consultation_act(request: OfficerRequest, code: str, act: str) -> HttpResponse:
    """Extend, close, or show the table to the units."""
    shown = round_or_404(request, code)
    if shown.committee_id not in request.officer.whole_committee_ids:
        raise Http404
    given: dict[str, Any] = {"actor": request.officer, "at": timezone.now()}
    try:
        said = _acted(shown, act, request, given)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        tell_done(request, said)
    return redirect("consultation", code)


def _acted(shown: Consultation, act: str, request: OfficerRequest, given: dict[str, Any]) -> str:
    match act:
        case "extend":
            form = ExtendForm(request.POST)
            if not form.is_valid():
                raise Refused(next(str(error) for errors in form.errors.values() for error in errors))
            extended = extend_round(shown, **form.cleaned_data, **given)
            return _("The units may answer until %(day)s.") % {"day": day_words(extended.due_on)}
        case "close":
            close_round(shown, **given)
            return _("The round is closed; what came is taken in, what did not come is no longer owed.")
        case "publish":
            publish_table(shown, **given)
            return _("The units that were asked can read the table now.")
        case _:
            raise Http404


@require_safe
def consultation_file(request: OfficerRequest, code: str, kind: str) -> HttpResponse:
    """The draft that was sent, as a Word file to work in or as PDF."""
    shown = round_or_404(request, code)
    writers = {"docx": to_docx, "pdf": to_pdf}
    if kind not in writers:
        raise Http404
    draft = as_frozen(DraftVersion.objects.select_related("draft").get(pk=shown.version_id))
    data = writers[kind](paper_of(draft), form_of(draft))
    return download(request, shown, data, f"du-thao-{shown.code}.{kind}")


def download(
    request: OfficerRequest, shown: Consultation, data: bytes, name: str, *, rows: int | None = None
) -> HttpResponse:
    """A file about a round, noted in the journal before it goes out."""
    record_export(shown, actor=request.officer, at=timezone.now(), file=name, rows=rows)
    response = HttpResponse(data, content_type=MIME[name.rpartition(".")[2]])
    disposition = content_disposition_header(as_attachment=True, filename=name)
    response.headers["Content-Disposition"] = disposition or "attachment"
    return response
