"""What the picker of units and groups asks."""

from __future__ import annotations

from dataclasses import asdict

from django.http import Http404, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from giaoban.assignments.reads.known import offered
from giaoban.ui.forms import Pick
from giaoban.units.models import Committee
from giaoban.units.reads import OfficerRequest, find_units


@require_safe
def addressees(request: OfficerRequest) -> HttpResponse:
    """
    Units and groups of a committee that `q` may mean: `[{"key", "name", "hint"}]`, at most twenty.

    `units=1` leaves groups out, for filters; then the committee may be missing.
    """
    words, today = request.GET.get("q", "")[:100], timezone.localdate()
    committees = Committee.objects.filter(pk__in=request.officer.whole_committee_ids).select_related("level")
    committee = committees.filter(code=request.GET.get("committee", "")).first()
    if request.GET.get("units"):
        found = find_units(words, within=committee.level if committee else None, on=today)
        picks = [Pick(unit.key, unit.name, unit.hint) for unit in found]
    elif committee is None:
        raise Http404
    else:
        picks = offered(committee, words, on=today)
    return JsonResponse([asdict(pick) for pick in picks], safe=False)
