"""
A small installation for `test_killed`, as a program of its own so that it runs on either engine.

    python -m tests.config.killed_site fill    the cast, duties of one unit, papers ready to be confirmed
    python -m tests.config.killed_site facts   what the database holds now

Each prints one JSON object.
"""
# ruff: noqa: E402  # Django must be set up before its parts are imported

from __future__ import annotations

import json
import sys
from datetime import timedelta

import django

django.setup()

from django.core.management import call_command
from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from giaoban.assignments.models import Assignment, Part, Review
from giaoban.duties.models import Duty, Progress, Submission
from giaoban.journal.models import Entry
from tests import make
from tests.assignments import work

DUTIES, PAPERS = 32, 12


def fill() -> dict[str, object]:
    """Everybody of the cast; the codes of the duties and of the papers, and what each paper will give."""
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        cast = make.cast()
        now = timezone.now()
        due_on = timezone.localdate(now) + timedelta(days=20)
        duties = [
            make.duty(cast.committee, cast.finance, f"Rà soát thủ tục {n}", due_on=due_on, asked_at=now)
            for n in range(DUTIES)
        ]
        papers = []
        for number in range(PAPERS):
            under = work.review(work.document(cast, work.PLAN, work.SURVEY, number=str(300 + number)))
            work.proposal(under, work.PLAN, lead=[cast.finance], coordinating=[cast.interior], due_on=due_on)
            work.proposal(under, work.SURVEY, lead=[cast.communes], informed=[cast.office], due_on=due_on)
            papers.append(under.document.code)
    return {
        "unit": cast.finance_contact.email,
        "secretaries": [cast.secretary.email, cast.standing.email],
        "duties": [duty.code for duty in duties],
        "papers": papers,
        "tasks_of_a_paper": 4,
        "duties_of_a_paper": 8,
    }


def facts() -> dict[str, object]:
    """How every duty and paper stands, and every number that may not occur twice."""
    given = Assignment.objects.values("document__code").annotate(many=Count("pk"))
    parts = Part.objects.values("assignment__document__code").annotate(many=Count("pk"))
    return {
        "states": dict(Duty.objects.values_list("code", "state")),
        "reports": list(Progress.objects.order_by("pk").values_list("duty__code", "words")),
        "submissions": list(
            Submission.objects.order_by("pk").values_list(
                "duty__code", "document_number", "evidence__file__name"
            )
        ),
        "reviews": dict(Review.objects.values_list("document__code", "state")),
        "tasks": {row["document__code"]: row["many"] for row in given},
        "parts": {row["assignment__document__code"]: row["many"] for row in parts},
        "journal": dict(Entry.objects.values_list("verb").annotate(Count("pk"))),
        "numbers": sorted(Assignment.objects.values_list("sequence", flat=True)),
    }


if __name__ == "__main__":
    print(json.dumps({"fill": fill, "facts": facts}[sys.argv[1]]()))
