"""The form of a report: typed like a sheet, kept on every pause, sent from the same page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from giaoban.foundation.verdict import Refused
from giaoban.journal.actions import will_lead_to
from giaoban.reports.access import may_fill, may_read_draft, may_restate, may_send
from giaoban.reports.actions import add_file, drop_file, save_entry, send_entry, send_typed
from giaoban.reports.actions.entering import SavedEntry
from giaoban.reports.forming import SectionKind
from giaoban.reports.forms.deciding import UploadForm
from giaoban.reports.models import Report, ReportFile, Revision
from giaoban.reports.reads.filling import Filling, definition_of, filling_of, report_to_send
from giaoban.reports.reads.sheet import Box, SheetSection, given, sheet_of
from giaoban.reports.reads.typed import Typed, read_typed, with_theirs
from giaoban.reports.views.report import receiver_of, report_or_404
from giaoban.reports.vocabulary import ReportState
from giaoban.ui.formats import moment
from giaoban.ui.notices import tell_done
from giaoban.units.reads import OfficerRequest


@require_http_methods(["GET", "HEAD", "POST"])
def report_fill(request: OfficerRequest, code: str) -> HttpResponse:
    """
    The form. A post keeps what was typed; with `act` "send" it is sent as well.

    A request that accepts JSON (the page's own saving) is answered with what the rules find.
    """
    wants_json = request.headers.get("Accept") == "application/json"
    sends = request.method == "POST" and request.POST.get("act") == "send" and not wants_json
    shown = (_own(request, code) if sends else None) or report_or_404(request, code)
    verdict = may_fill(request.officer, shown)
    if not verdict:
        if wants_json:
            return JsonResponse({"said": str(verdict.reason)}, status=403)
        if not may_read_draft(request.officer, shown):
            raise Http404
        messages.warning(request, str(verdict.reason))
        return redirect("report", code)
    if request.method != "POST":
        return _page(request, shown)
    filling = filling_of(shown, files=_items_with_files(shown), beside=not sends)
    content = _sent(request, filling)
    facts: dict[str, Any] = {"actor": request.officer, "at": timezone.now()}
    try:
        if sends:
            return _send(request, filling, content, facts)
        saved = save_entry(shown, content=content, stamp=request.POST.get("stamp", ""), **facts)
        if saved.conflicts:
            return _conflict(request, shown, content, saved, wants_json=wants_json)
    except Refused as refusal:
        if wants_json:
            return JsonResponse({"said": str(refusal)}, status=422)
        return _page(request, report_or_404(request, code), error=str(refusal), status=422)
    if wants_json:
        return _told(request, code)
    tell_done(request, _("The form is kept; it has not been sent."))
    return redirect("report-fill", code)


def _own(request: OfficerRequest, code: str) -> Report | None:
    """The report with the little that is looked at before it is sent, where the officer may fill it in."""
    found = report_to_send(code)
    return found if found is not None and may_fill(request.officer, found) else None


def _items_with_files(shown: Report) -> frozenset[str]:
    """Items of the form that have a file; asked only where the form asks for files."""
    asked = definition_of(shown).sections
    if not any(section.kind == SectionKind.FILES for section in asked):
        return frozenset()
    return frozenset(one.item for one in _files(shown))


def _send(request: OfficerRequest, filling: Filling, content: Typed, facts: dict[str, Any]) -> HttpResponse:
    """Send what was typed; where that is refused, it is kept first and the refusal goes on."""
    shown, stamp = filling.report, request.POST.get("stamp", "")
    words = request.POST.get("restates", "").strip()[:2_000] if _restates(shown) else ""
    told = {"restates": words, **facts}
    will_lead_to(reverse("report", args=[shown.code]))
    refused: Refused | None = None
    sent: Revision | None = None
    if _restates(shown) and not words:
        refused = Refused(_("Say why the accepted report is corrected."))
    else:
        try:
            sent = send_typed(filling, content=content, stamp=stamp, **told)
        except Refused as refusal:
            refused = refusal
    if sent is None:
        saved = save_entry(shown, content=content, stamp=stamp, **facts)
        if saved.conflicts:
            return _conflict(request, shown, content, saved, wants_json=False)
        if refused is not None:
            raise refused
        send_entry(shown, stamp=saved.standing.stamp, **told)
    tell_done(request, _sent_words(shown))
    return redirect("report", shown.code)


def _sent(request: OfficerRequest, filling: Filling) -> Typed:
    """What came; where the sender chose what somebody else had saved ("t-c-3"), that."""
    content = read_typed(filling.definition, request.POST.dict(), summed=filling.summed)
    chosen = [name[2:] for name in request.POST if name.startswith("t-")]
    return with_theirs(content, filling.standing.content, chosen) if chosen else content


def _restates(shown: Report) -> bool:
    return shown.state == ReportState.ACCEPTED


def _sent_words(shown: Report) -> str:
    words = (
        _("The correction was sent to %(unit)s; until it is decided on the accepted figures count.")
        if _restates(shown)
        else _("The report was sent to %(unit)s.")
    )
    return words % {"unit": receiver_of(shown).name}


def _files(shown: Report) -> list[ReportFile]:
    return list(ReportFile.objects.filter(report=shown, revision=None).select_related("file").order_by("pk"))


def _page(
    request: OfficerRequest,
    shown: Report,
    *,
    content: Typed | None = None,
    saved: SavedEntry | None = None,
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    files = _files(shown)
    filling = filling_of(shown, files=frozenset(one.item for one in files))
    theirs = {one.key: one.theirs for one in saved.conflicts} if saved else {}
    drawn = content if content is not None else filling.standing.content
    tried = bool(error) or _tried(request)
    sheet = sheet_of(filling, content=content, theirs=theirs, files=files, says_owed=tried)
    filled, asked = given(drawn, filling.definition)
    restates = _restates(shown)
    context = {
        "report": shown,
        "period": shown.period,
        "filling": filling,
        "sheet": sheet,
        "conflicts": len(theirs),
        "filled": filled,
        "asked": asked,
        "restates": restates,
        "why": request.POST.get("restates", ""),
        "error": error,
        "tried": tried,
        "may_send": (may_restate if restates else may_send)(request.officer, shown),
        "receiver": receiver_of(shown),
        "open_words": open_words(sheet),
        "first_open": first_open(sheet) if tried else None,
        "upload_form": UploadForm(),
        "crumbs": [(str(shown.period), reverse("report", args=[shown.code]))],
    }
    return render(request, "reports/fill.html", context, status=status)


def _tried(request: OfficerRequest) -> bool:
    """Whether the page came after an attempt to send: from then on it says what has to be given."""
    return request.POST.get("tried") == "1"


def open_words(sheet: list[SheetSection]) -> str:
    """How many fields hinder sending, in words; "" for none."""
    lines = [line for part in sheet for line in part.lines]
    boxes = [box for line in lines for box in line.boxes]
    owed = sum(box.is_owed for box in boxes) + sum(line.is_owed for line in lines)
    wrong = sum(box.is_wrong and not box.is_owed for box in boxes) + sum(
        any(one.refuses for one in line.findings) and not line.is_owed for line in lines
    )
    bare = sum(not box.is_wrong and not box.explained and bool(box.findings) for box in boxes)
    told = []
    if owed:
        words = ngettext("%(count)d field still to be given", "%(count)d fields still to be given", owed)
        told.append(words % {"count": owed})
    if wrong:
        words = ngettext("%(count)d field to put right", "%(count)d fields to put right", wrong)
        told.append(words % {"count": wrong})
    if bare:
        words = ngettext("%(count)d figure to explain", "%(count)d figures to explain", bare)
        told.append(words % {"count": bare})
    return " · ".join(told)


def first_open(sheet: list[SheetSection]) -> tuple[str, str] | None:
    """The first field that hinders sending: its place on the page and its name; None where none does."""
    for part in sheet:
        if part.kind == SectionKind.FILES:
            continue
        for line in part.lines:
            box = next((each for each in line.boxes if _hinders(each)), None)
            if part.kind == SectionKind.QUESTIONS and (box is not None or line.is_owed):
                return f"q-{line.item.id}", line.item.name
            if box is not None:
                return f"c-{box.cell.slot}", box.label
            if line.is_owed or any(one.refuses for one in line.findings):
                return f"w-{line.item.id}", line.item.name
    return None


def _hinders(box: Box) -> bool:
    return box.is_owed or box.is_wrong or (bool(box.findings) and not box.explained)


def _conflict(
    request: OfficerRequest, shown: Report, content: Typed, saved: SavedEntry, *, wants_json: bool
) -> HttpResponse:
    """What somebody else saved meanwhile stands beside what was typed; nothing was written."""
    if wants_json:
        return JsonResponse({"said": conflict_words(saved), "conflicts": len(saved.conflicts)}, status=409)
    return _page(request, report_or_404(request, shown.code), content=content, saved=saved, status=409)


def conflict_words(saved: SavedEntry) -> str:
    """Who saved what meanwhile."""
    standing = saved.standing
    words = _("%(who)s saved this form at %(moment)s; %(count)d fields differ from yours.")
    who = standing.saved_by.full_name if standing.saved_by else ""
    return words % {"who": who, "moment": moment(standing.saved_at), "count": len(saved.conflicts)}


def _told(request: OfficerRequest, code: str) -> JsonResponse:
    """What stands now: the stamp, what each field means, what the rules find."""
    shown = report_or_404(request, code)
    files = frozenset(one.item for one in _files(shown))
    filling = filling_of(shown, files=files)
    sheet = sheet_of(filling, says_owed=_tried(request))
    filled, asked = given(filling.standing.content, filling.definition)
    return JsonResponse(
        {
            "stamp": filling.standing.stamp,
            "said": _("Kept %(moment)s") % {"moment": moment(filling.standing.saved_at)},
            "filled": _filled_words(filled, asked),
            "open": open_words(sheet),
            "boxes": _boxes(sheet),
            "quotients": {
                line.item.id: line.quotients[0] for part in sheet for line in part.lines if line.item.ratio
            },
        }
    )


def _filled_words(filled: int, asked: int) -> str:
    return _("%(filled)d of %(asked)d figures given") % {"filled": filled, "asked": asked}


def _boxes(sheet: list[SheetSection]) -> dict[str, Any]:
    """Fields that have something said beside them, by their name."""
    told: dict[str, Any] = {}
    for part in sheet:
        for line in part.lines:
            for box in line.boxes:
                if box.trouble or box.findings:
                    told[f"c-{box.cell.slot}"] = {
                        "trouble": box.trouble,
                        "readings": box.readings,
                        "findings": [{"words": one.words, "refuses": one.refuses} for one in box.findings],
                    }
    return told


@require_POST
def report_file_add(request: OfficerRequest, code: str, item: str) -> HttpResponse:
    """Put a file under an item of the form."""
    shown = report_or_404(request, code)
    form = UploadForm(request.POST, request.FILES)
    if not may_read_draft(request.officer, shown):
        raise Http404
    if not form.is_valid():
        messages.error(request, _("Choose a file first."))
        return redirect("report-fill", code)
    try:
        add_file(shown, item=item, upload=form.cleaned_data["file"], actor=request.officer, at=timezone.now())
    except Refused as refusal:
        return _page(request, shown, error=str(refusal), status=422)
    tell_done(request, _("The file goes with the report when it is sent."))
    return redirect("report-fill", code)


@require_POST
def report_file_drop(request: OfficerRequest, code: str, file: str) -> HttpResponse:
    """Take a file out of the form again."""
    shown = report_or_404(request, code)
    if not may_read_draft(request.officer, shown):
        raise Http404
    rows = ReportFile.objects.select_related("report", "file")
    found = get_object_or_404(rows, report=shown, revision=None, pk=int(file) if file.isdecimal() else 0)
    try:
        drop_file(found, actor=request.officer, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        tell_done(request, _("The file was taken out."))
    return redirect("report-fill", code)
