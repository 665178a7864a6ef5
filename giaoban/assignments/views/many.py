"""Acts on many rows of a list: chosen, looked at row by row, done, told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from giaoban.assignments.actions import begin_many, choose_many, do_many
from giaoban.assignments.forms.many import FieldManyForm, ManyForm, ReturnManyForm, StopManyForm
from giaoban.assignments.models import Batch, BatchItem
from giaoban.assignments.reads.lists import list_of
from giaoban.assignments.reads.many import MANY, pieces_of
from giaoban.assignments.vocabulary import SavedList
from giaoban.duties.models import Duty
from giaoban.foundation.verdict import Refused
from giaoban.units.models import Committee, Field
from giaoban.units.reads import OfficerRequest

PAGE = 100


@dataclass(frozen=True, slots=True)
class Choosing:
    """What a list needs so that rows can be chosen: whether they are being chosen, and the acts."""

    which: str
    query: str
    is_on: bool
    on_url: str
    off_url: str
    acts: list[tuple[str, str]]
    total: int


def choosing(
    request: OfficerRequest, which: SavedList, committee: Committee | None, total: int
) -> Choosing | None:
    """
    What the page of a list shows for acts on many; None for a past day, where nothing is done any more.

    `committee` None: the list of the officer's own units.
    """
    if request.GET.get("as_of") or not total:
        return None
    query = request.GET.copy()
    for name in ("page", "choose"):
        query.pop(name, None)
    plain = query.urlencode()
    acts = ("accept", "return", "stop", "field") if committee else ("receive", "accept", "return", "stop")
    return Choosing(
        str(which),
        plain,
        is_on=bool(request.GET.get("choose")),
        on_url=f"?{plain}&choose=1" if plain else "?choose=1",
        off_url=f"?{plain}",
        acts=[(act, str(MANY[act].label)) for act in acts],
        total=total,
    )


@require_POST
def many_choose(request: OfficerRequest) -> HttpResponse:
    """Take the rows that were chosen in a list, or all behind its filter, and go to what would happen."""
    told = list_of(request.POST.get("list", ""))
    if told is None:
        raise Http404
    query = told.understand(request, QueryDict(request.POST.get("query", "")[:2000])).query
    back = f"{reverse(told.address)}?{query.urlencode()}"
    try:
        if request.POST.get("which") == "all":
            chosen = told.keys(request, query)
        else:
            codes = request.POST.getlist("pick")[:1000]
            found = dict(Duty.objects.filter(code__in=codes).values_list("code", "pk"))
            chosen = [found[code] for code in codes if code in found]
        act = request.POST.get("act", "")
        batch = choose_many(chosen, act=act, back=back, actor=request.officer, at=timezone.now())
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect(f"{back}&choose=1")
    return redirect("many", batch.code)


@require_http_methods(["GET", "HEAD", "POST"])
def many(request: OfficerRequest, code: str) -> HttpResponse:
    """What would happen to each row; posting does it, and says how far it is until nothing is left."""
    batch = get_object_or_404(Batch, code=code, person=request.officer.person)
    if batch.begun_at is not None:
        return _go_on(request, batch)
    pieces = pieces_of(batch, request.officer)
    form = _form(request, batch, [piece.duty.committee_id for piece in pieces])
    if request.method == "POST" and form.is_valid():
        batch = begin_many(batch, facts=form.facts(), actor=request.officer, at=timezone.now())
        return _go_on(request, batch)
    able = [piece for piece in pieces if piece.verdict]
    page = Paginator(pieces, PAGE).get_page(request.GET.get("page"))
    context = {
        "batch": batch,
        "act": MANY[batch.act],
        "form": form,
        "page": page,
        "able": len(able),
        "refused": len(pieces) - len(able),
        "crumbs": [(_("Back to the list"), batch.back)],
    }
    return render(request, "assignments/many.html", context, status=422 if form.errors else 200)


def _go_on(request: OfficerRequest, batch: Batch) -> HttpResponse:
    """Do what is left for a while when asked to, and tell how far it is."""
    if request.method == "POST":
        do_many(batch, actor=request.officer, at=timezone.now())
        return redirect("many", batch.code)
    return _told(request, batch)


def _form(request: OfficerRequest, batch: Batch, committees: list[int]) -> ManyForm:
    data = request.POST if request.method == "POST" else None
    if batch.act == "field":
        ids = set(committees) & request.officer.whole_committee_ids
        return FieldManyForm(
            data, fields=list(Field.objects.filter(committee__in=ids).order_by("committee", "position", "pk"))
        )
    return {"return": ReturnManyForm, "stop": StopManyForm}.get(batch.act, ManyForm)(data)


def _told(request: OfficerRequest, batch: Batch) -> HttpResponse:
    """How far a begun batch is: done, refused with the reasons, left."""
    items = BatchItem.objects.filter(batch=batch)
    done, left = items.filter(outcome="").count(), items.filter(outcome=None).count()
    refused = items.exclude(outcome="").exclude(outcome=None)
    visible = Duty.objects.visible_to(request.officer)
    shown = refused.filter(duty__in=visible).select_related("duty__unit").order_by("pk")
    page = Paginator(shown, PAGE).get_page(request.GET.get("page"))
    total = items.count()
    context: dict[str, Any] = {
        "batch": batch,
        "act": MANY[batch.act],
        "done": done,
        "left": left,
        "refused": total - done - left,
        "percent": round(100 * (total - left) / total) if total else 100,
        "page": page,
        "crumbs": [(_("Back to the list"), batch.back)],
    }
    return render(request, "assignments/many_done.html", context)
