"""The way into the room."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from giaoban.reports.reads.coming import OWED
from giaoban.reports.reads.home import OwnReport, home_of
from giaoban.reports.views.sent import TONES, came_words
from giaoban.ui import formats
from giaoban.units.reads import OfficerRequest


def _row(own: OwnReport, *, today: date) -> dict[str, Any]:
    stands = own.stands
    tone, mark, _shape = TONES[stands.came]
    done = own.report.sent_on if stands.came not in OWED else None
    return {
        "report": own.report,
        "words": came_words(stands),
        "tone": tone,
        "mark": mark,
        "due": formats.due_words(due_on=stands.due_on, today=today, done_on=done),
    }


@require_safe
def home(request: OfficerRequest) -> HttpResponse:
    """What one's units owe and sent; the regimes with the period that runs."""
    today = timezone.localdate()
    found = home_of(request.officer, on=today)
    context = {
        "owed": [_row(own, today=today) for own in found.owed],
        "sent": [_row(own, today=today) for own in found.sent],
        "regimes": found.regimes,
        "waiting": found.waiting,
        "asks": bool(request.officer.whole_committee_ids),
        "is_empty": not (found.owed or found.sent or found.regimes),
    }
    return render(request, "reports/home.html", context)
