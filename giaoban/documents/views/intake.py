"""Files handed in: the list, handing in, confirming beside the text."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from giaoban.documents.access import may_confirm_intake
from giaoban.documents.actions import hand_in, register_intake, set_intake_aside
from giaoban.documents.forms import HandInForm, RecordForm, SetAsideForm
from giaoban.documents.models import Document, Intake
from giaoban.documents.reading.fields import FIELDS
from giaoban.documents.reads.basis import officer_committees
from giaoban.documents.reads.marking import Pointer, marked_lines
from giaoban.documents.reads.register import alike
from giaoban.documents.vocabulary import Direction, IntakeState
from giaoban.files.views import download_response
from giaoban.foundation.verdict import Refused
from giaoban.units.models import Committee
from giaoban.units.reads import OfficerRequest

LIMIT_SHOWN = 60_000  # characters of the text beside the fields


@require_http_methods(["GET", "HEAD", "POST"])
def intake(request: OfficerRequest) -> HttpResponse:
    """What was handed in and waits; files are handed in here, one or many."""
    committees = officer_committees(request.officer)
    if not committees:
        raise Http404
    form = HandInForm(request.POST or None, request.FILES or None, committees=committees)
    if form.is_valid():
        return _taken_in(request, form)
    code = request.GET.get("committee", "")
    shown = [c for c in committees if c.code == code] or committees
    rows = Intake.objects.open().filter(committee__in=shown).select_related("committee").defer("text")
    page = Paginator(rows.order_by("-handed_in_at", "-pk"), 50).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "reading": any(each.state == IntakeState.WAITING for each in page.object_list),
        "crumbs": [(_("Register"), reverse("register"))],
    }
    return render(request, "documents/intake.html", context, status=422 if form.errors else 200)


def _taken_in(request: OfficerRequest, form: HandInForm) -> HttpResponse:
    committee = form.committees[form.cleaned_data["committee"]]
    waiting: list[Intake] = []
    for upload in form.cleaned_data["uploads"]:
        try:
            made, known = hand_in(
                committee=committee, upload=upload, actor=request.officer, at=timezone.now()
            )
        except Refused as refusal:
            messages.warning(request, f"{upload.name}: {refusal}")
            continue
        if known is not None:
            told = _("%(file)s is in the register already: %(paper)s.")
            messages.info(request, told % {"file": upload.name, "paper": known.short_name})
        elif made is not None:
            waiting.append(made)
    if len(waiting) == 1 and waiting[0].state == IntakeState.READY:
        return redirect("intake-confirm", waiting[0].code)
    if waiting:
        words = ngettext(
            "%(count)d file was taken in; check what was read and confirm.",
            "%(count)d files were taken in; check what was read and confirm.",
            len(waiting),
        )
        messages.success(request, words % {"count": len(waiting)})
    return redirect(f"{reverse('intake')}?committee={committee.code}")


def _own(request: OfficerRequest, code: str) -> Intake:
    committees = request.officer.whole_committee_ids
    rows = Intake.objects.filter(committee__in=committees).select_related("committee", "file", "document")
    return get_object_or_404(rows, code=code)


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: OfficerRequest, code: str) -> HttpResponse:
    """The fields that were read, beside the text and their places in it; a person confirms them."""
    found = _own(request, code)
    if found.document is not None:
        return redirect("register-paper", found.document.code)
    asked = request.POST if request.method == "POST" else request.GET
    direction = asked.get("book") if asked.get("book") in Direction.values else Direction.INCOMING.value
    form = RecordForm(request.POST or None, direction=str(direction), initial=_initial(found))
    verdict = may_confirm_intake(request.officer, found)
    doubles: list[Document] = []
    if not verdict and request.method == "POST":
        form.add_error(None, str(verdict.reason))
    elif form.is_valid():
        doubles = _doubles(request, found.committee, form)
        if not doubles:
            try:
                paper = register_intake(found, record=form.record(), actor=request.officer, at=timezone.now())
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(
                    request, _("%(paper)s was entered in the register.") % {"paper": paper.short_name}
                )
                return redirect("register-paper", paper.code)
    text = found.text[:LIMIT_SHOWN]
    context = {
        "intake": found,
        "form": form,
        "verdict": verdict,
        "doubles": doubles,
        "direction": direction,
        "books": Direction,
        "lines": marked_lines(text, _pointers(found)),
        "is_cut": len(found.text) > LIMIT_SHOWN,
        "places": [(form[name].label, f"#p-{name}") for name in FIELDS if name in found.proposed],
        "set_aside_form": SetAsideForm(),
        "crumbs": [(_("Register"), reverse("register")), (_("Files handed in"), reverse("intake"))],
    }
    return render(request, "documents/intake_confirm.html", context, status=422 if form.errors else 200)


def _doubles(request: OfficerRequest, committee: Committee, form: RecordForm) -> list[Document]:
    if request.POST.get("seen_alike"):
        return []
    told = form.cleaned_data
    return alike(committee, number=told["number"], symbol=told["symbol"], issuer=told["issuer"])


def _initial(found: Intake) -> dict[str, Any]:
    told: dict[str, Any] = {name: each["value"] for name, each in found.proposed.items() if name in FIELDS}
    if "issued_on" in told:
        told["issued_on"] = date.fromisoformat(told["issued_on"])
    if found.pages:
        told["pages"] = found.pages
    return told | {"arrived_on": timezone.localdate(found.handed_in_at)}


def _pointers(found: Intake) -> list[Pointer]:
    return [
        Pointer(each["start"], min(each["end"], LIMIT_SHOWN), name, "found")
        for name, each in found.proposed.items()
        if each["start"] < LIMIT_SHOWN
    ]


@require_POST
def set_aside(request: OfficerRequest, code: str) -> HttpResponse:
    """Leave a file out of the register, with a reason."""
    found = _own(request, code)
    form = SetAsideForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("Say why the file does not go into the register."))
        return redirect("intake-confirm", found.code)
    try:
        set_intake_aside(found, reason=form.cleaned_data["reason"], actor=request.officer, at=timezone.now())
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("%(file)s was set aside.") % {"file": found.name})
    return redirect("intake")


@require_safe
def file(request: OfficerRequest, code: str) -> HttpResponseBase:
    """The file as it was handed in."""
    found = _own(request, code)
    if found.file is None:
        raise Http404
    return download_response(found.file)
