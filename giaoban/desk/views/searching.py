"""Search and commands: a page of its own, and the same answer for the menu of `ui/command.js`."""

from __future__ import annotations

from itertools import groupby
from urllib.parse import urlencode

from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from giaoban.desk.reads.commands import LONGEST, Hit, found_for
from giaoban.desk.reads.finding import NAMES, Facet, results_for
from giaoban.units.reads import OfficerRequest


@require_safe
def search(request: OfficerRequest) -> HttpResponse:
    """What answers to `?q=`: as a page, or as JSON for the menu."""
    # A null byte is no word, and PostgreSQL takes none.
    typed = " ".join(request.GET.get("q", "").replace("\0", " ").split())[:LONGEST]
    today = timezone.localdate()
    if request.headers.get("Accept", "").startswith("application/json"):
        hits = found_for(request.officer, typed, on=today)
        hits += _whole_page(typed) if hits else []
        found = [{"group": hit.group, "label": hit.label, "hint": hit.hint, "url": hit.url} for hit in hits]
        return JsonResponse(found, safe=False, json_dumps_params={"ensure_ascii": False})
    hits = found_for(request.officer, typed, on=today, with_papers=False)
    context = {
        "search_words": typed,
        "has_own_search": True,
        "groups": [(group, list(some)) for group, some in groupby(hits, key=lambda hit: hit.group)],
        "narrowed": any(request.GET.get(name) for name in NAMES.values()),
        "kept": [(name, request.GET[name]) for name in NAMES.values() if request.GET.get(name)],
        "all_of_it": f"?{urlencode({'q': typed})}",
        "fewer": _fewer(typed),
    }
    if typed:
        results = results_for(
            request.officer,
            typed,
            asked=request.GET,
            number=request.GET.get("page"),
            typing=request.GET.get("typing") == "1",
        )
        context |= {
            "results": results,
            "facets": [(facet, _ways(facet, request.GET)) for facet in results.facets],
        }
    return render(request, "desk/search.html", context)


def _whole_page(typed: str) -> list[Hit]:
    """The way from the menu to the page of answers."""
    if not typed:
        return []
    label = _("All answers to “%(words)s”") % {"words": typed}
    return [Hit(_("Search"), label, "", f"{reverse('search')}?{urlencode({'q': typed})}")]


def _ways(facet: Facet, query: QueryDict) -> list[tuple[str, int, bool, str]]:
    """(words, count, chosen, address) of each value; of the chosen one the address that takes it away."""
    rest = {name: query[name] for name in ("q", *NAMES.values()) if query.get(name) and name != facet.name}
    return [
        (
            choice.words,
            choice.count,
            choice.is_chosen,
            f"?{urlencode(rest if choice.is_chosen else {**rest, facet.name: choice.value})}",
        )
        for choice in facet.choices
    ]


def _fewer(typed: str) -> list[tuple[str, str]]:
    """The same search with fewer words: without the last, without the first."""
    words = typed.split()
    if len(words) < 2:
        return []
    shorter = dict.fromkeys((" ".join(words[:-1]), " ".join(words[1:])))
    return [(words, f"?{urlencode({'q': words})}") for words in shorter]
