"""Saved filters: kept from a list, opened, renamed, shared, deleted."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from giaoban.assignments.access import may_change_filter
from giaoban.assignments.actions import delete_filter, keep_filter, rename_filter, share_filter
from giaoban.assignments.models import SavedFilter
from giaoban.assignments.reads.lists import list_of
from giaoban.assignments.vocabulary import SavedList
from giaoban.foundation.verdict import Refused
from giaoban.ui.notices import tell_done
from giaoban.units.models import Committee
from giaoban.units.reads import OfficerRequest


@dataclass(frozen=True, slots=True)
class KeptMenu:
    """What a list needs to keep its filter; those that are kept stand on a page of their own."""

    which: str
    query: str
    committees: list[Committee]


def kept_menu(request: OfficerRequest, which: SavedList, committees: list[Committee]) -> KeptMenu:
    """To keep the filter of a list, on its page; no query. `committees` are those that may be shared in."""
    query = request.GET.copy()
    for name in ("page", "choose"):
        query.pop(name, None)
    asked_for = [one for one in committees if request.officer.asks_for(one.pk)]
    return KeptMenu(str(which), query.urlencode(), asked_for)


@require_safe
def filters(request: OfficerRequest) -> HttpResponse:
    """All saved filters that the person sees, the own ones to rename, share and delete."""
    kept = SavedFilter.objects.visible_to(request.officer).select_related("owner", "committee")
    ids = request.officer.whole_committee_ids
    rows = [
        (one, bool(may_change_filter(request.officer, one))) for one in kept.order_by("list", "name", "pk")
    ]
    context = {
        "rows": rows,
        "committees": list(Committee.objects.filter(pk__in=ids).order_by("name")) if ids else [],
        "crumbs": [(_("Tasks"), reverse("assignments"))],
    }
    return render(request, "assignments/filters.html", context)


@require_safe
def filter_open(request: OfficerRequest, code: str) -> HttpResponse:
    """
    To the list with the filter, as far as it still holds.

    A field, a paper, a unit or a committee that is no more is left away, and a sentence says so.
    """
    kept = get_object_or_404(SavedFilter.objects.visible_to(request.officer), code=code)
    told = list_of(kept.list)
    if told is None:
        raise Http404
    understood = told.understand(request, QueryDict(kept.query))
    if understood.lost:
        words = _("“%(name)s” no longer holds in full; left away: %(lost)s. The list shows the rest.")
        messages.warning(request, words % {"name": kept.name, "lost": ", ".join(understood.lost)})
    return redirect(f"{reverse(told.address)}?{understood.query.urlencode()}")


@require_POST
def filter_save(request: OfficerRequest) -> HttpResponse:
    """Keep the filter of a list as its form understands it."""
    which = request.POST.get("list", "")
    told = list_of(which)
    if told is None:
        raise Http404
    understood = told.understand(request, QueryDict(request.POST.get("query", "")[:4000]))
    query = understood.query.urlencode()
    back = f"{reverse(told.address)}?{query}"
    if understood.lost:
        words = _("This filter was not kept, for a part of it is not understood: %(lost)s.")
        messages.warning(request, words % {"lost": ", ".join(understood.lost)})
        return redirect(back)
    try:
        kept = keep_filter(
            of=SavedList(which),
            name=request.POST.get("name", ""),
            query=query,
            shared_in=_committee(request),
            actor=request.officer,
            at=timezone.now(),
        )
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        tell_done(request, _("The filter is kept as “%(name)s”.") % {"name": kept.name})
    return redirect(back)


def _committee(request: OfficerRequest) -> Committee | None:
    """The committee chosen to share in; None for none. Raises `Refused` for one that is not the officer's."""
    code = request.POST.get("shared_in", "")
    if not code:
        return None
    found = Committee.objects.filter(code=code, pk__in=request.officer.whole_committee_ids).first()
    if found is None:
        raise Refused(_("This committee is not one of yours."))
    return found


@require_POST
def filter_act(request: OfficerRequest, code: str, act: str) -> HttpResponse:
    """Rename, share or delete a saved filter."""
    kept = get_object_or_404(SavedFilter.objects.visible_to(request.officer), code=code)
    at = timezone.now()
    try:
        if act == "rename":
            rename_filter(kept, name=request.POST.get("name", ""), actor=request.officer, at=at)
        elif act == "share":
            share_filter(kept, shared_in=_committee(request), actor=request.officer, at=at)
        elif act == "delete":
            delete_filter(kept, actor=request.officer)
        else:
            raise Http404
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        tell_done(request, _("The saved filter was changed."))
    return redirect("filters")
