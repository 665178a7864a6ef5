"""
One export in a process of its own, whose memory is then known: python -m bench.exporting KIND COMMITTEE ROWS.

Prints {"rows", "seconds", "megabytes"}: what was written, how long it took, how far the memory rose above
what the process held before.
"""
# ruff: noqa: E402  # Django must be set up before its parts are imported

from __future__ import annotations

import json
import sys
from itertools import islice
from pathlib import Path
from tempfile import TemporaryFile

import django

django.setup()

from django.utils import timezone

from bench.figures import clock
from giaoban.assignments.reads.exporting import Listing, calendar_of, json_of, sheet_of
from giaoban.assignments.reads.listed import listed
from giaoban.documents.layout.tables import write_xlsx
from giaoban.duties.models import Duty
from giaoban.duties.vocabulary import Role
from giaoban.units.models import Committee
from giaoban.workdays.reads import current_calendar


def held(name: str) -> float:
    """What this process holds (VmRSS) or held at most (VmHWM), in megabytes."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(f"{name}:"))


def main() -> None:
    """Write the list into a file that nobody keeps."""
    kind, committee, rows = sys.argv[1], Committee.objects.get(pk=sys.argv[2]), int(sys.argv[3])
    now, calendar = timezone.now(), current_calendar()
    day = timezone.localdate(now)
    duties = Duty.objects.filter(committee=committee, role=Role.LEAD).order_by("place", "pk")
    list(islice(duties.values_list("pk", "unit__name"), 10))  # the connection is open, the code is loaded
    before = held("VmRSS")
    with clock() as taken, TemporaryFile() as file:
        keys = list(duties.values_list("pk", flat=True)[:rows])
        listing = Listing(
            title=committee.name,
            filters="",
            day=day,
            total=len(keys),
            committee=committee,
            rows=lambda: listed(keys, day=day, now=now, calendar=calendar),
        )
        if kind == "xlsx":
            write_xlsx(sheet_of(listing), file)
        elif kind == "json":
            for words in json_of(listing):
                file.write(words.encode())
        else:
            for piece in calendar_of(listing, todos=False, now=now):
                file.write(piece)
    print(json.dumps({"rows": len(keys), "seconds": taken[0], "megabytes": held("VmHWM") - before}))


if __name__ == "__main__":
    main()
