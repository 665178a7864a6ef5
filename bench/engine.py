"""
All measurements on one engine, in a process of its own: the engine is the one of its settings.

    python -m bench.engine [--quick] [--only NAME]

Prints one figure a line, progress on standard error.
"""
# ruff: noqa: E402  # Django must be set up before its parts are imported

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from typing import Final

import django

django.setup()

from django.db import connection

from bench import comments, deadlines, giving, inout, memory, registering, reminding, screens
from bench.figures import Figure, say
from bench.place import Found, Place, make_place

TASKS: Final = 100_000
MEASURES: Final[dict[str, Callable[[Place], Iterator[Found]]]] = {
    "list": screens.task_list,
    "desk": screens.desk,
    "board": screens.board,
    "figures": screens.figures,
    "work": screens.work,
    "register": registering.register,
    "in-force": registering.in_force,
    "comments": comments.comments,
    "export": inout.export_50000,
    "brief": screens.brief,
    "memory-web": memory.web,
    "memory-worker": memory.worker,
    "upload": giving.upload,
    "journal": giving.journal,
    "import": giving.imported,
    "import-table": inout.import_follow_up,
    "fanout": giving.fan_out,
    "reminders": reminding.reminders,
    "deadlines": deadlines.recount,
}
"""In this order: the later ones change what the earlier ones measure on."""


def main() -> None:
    """Fill a database and run what was asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", choices=MEASURES)
    options = parser.parse_args()
    share = 0.1 if options.quick else 1.0
    place = make_place(round(TASKS * share), share=share)
    for name, measure in MEASURES.items():
        if options.only in (None, name):
            say(f"  {name} …")
            for bench, value, unit in measure(place):
                print(Figure(bench, connection.vendor, value, unit).line(), flush=True)


if __name__ == "__main__":
    main()
