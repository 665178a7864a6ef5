"""
A process of its own that searches, as a second web process does: a line in, the titles that answer out.

Each answer is one JSON object with the titles and how many seconds the search took.
"""
# ruff: noqa: E402  # Django must be set up before its parts are imported

from __future__ import annotations

import json
import sys
import time

import django

django.setup()

from django.utils import timezone

from giaoban.duties.reads.readers import tokens_of
from giaoban.people.models import Person
from giaoban.search.reads import find
from giaoban.units.reads import officer_for


def main(email: str) -> None:
    for line in sys.stdin:
        officer = officer_for(Person.objects.get(email=email), on=timezone.localdate())
        begun = time.perf_counter()
        answer = find(line.strip(), officer=officer, tokens=tokens_of(officer), count=100)
        told = {
            "titles": [each.shown.title for each in answer.found],
            "is_current": answer.is_current,
            "seconds": time.perf_counter() - begun,
        }
        print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
