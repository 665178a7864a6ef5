"""Search and commands: a page of its own, and the same answer for the menu of `ui/command.js`."""

from __future__ import annotations

from itertools import groupby

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from giaoban.desk.reads.commands import LONGEST, found_for
from giaoban.units.reads import OfficerRequest


@require_safe
def search(request: OfficerRequest) -> HttpResponse:
    """What answers to `?q=`: as a page, or as JSON for the menu."""
    # A null byte is no word, and PostgreSQL takes none.
    typed = " ".join(request.GET.get("q", "").replace("\0", " ").split())[:LONGEST]
    hits = found_for(request.officer, typed, on=timezone.localdate())
    if request.headers.get("Accept", "").startswith("application/json"):
        found = [{"group": hit.group, "label": hit.label, "hint": hit.hint, "url": hit.url} for hit in hits]
        return JsonResponse(found, safe=False, json_dumps_params={"ensure_ascii": False})
    groups = [(group, list(some)) for group, some in groupby(hits, key=lambda hit: hit.group)]
    return render(request, "desk/search.html", {"search_words": typed, "groups": groups})
