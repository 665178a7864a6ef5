"""
A program of its own: processes that take up changes are killed without warning, again and again.

Prints one JSON object: how many papers there are, how many of them a search finds, what the proof says.
"""
# ruff: noqa: E402  # Django must be set up before its parts are imported

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time

import django

django.setup()

from django.core.management import call_command
from django.db import connections, transaction

from giaoban.documents.models import Document
from giaoban.search.actions import index_again
from giaoban.search.jobs import catch_up, current_index, rebuild
from giaoban.search.reads import index_faults
from tests import make
from tests.assignments import work


def put_papers(cast: make.Cast, number: int) -> None:
    for part in range(5):
        with transaction.atomic():
            made = work.document(cast, work.PLAN, number=str(number * 5 + part + 1))
            index_again("paper", [made.pk], at=make.NOON)
    some = Document.objects.order_by("?").first()
    with transaction.atomic():
        Document.objects.filter(pk=some.pk).update(subject=f"Sửa lần {number}")
        index_again("paper", [some.pk], at=make.NOON)


def start(act) -> int:
    connections.close_all()
    child = os.fork()
    if child:
        return child
    while True:
        act()


def main(rounds: int, seed: int) -> None:
    chance = random.Random(seed)
    call_command("migrate", verbosity=0)
    cast = make.cast()
    rebuild()
    cut = 0
    for number in range(rounds):
        put_papers(cast, number)
        before = current_index()[1]
        children = [start(catch_up), start(rebuild if number % 4 == 3 else catch_up)]
        time.sleep(chance.uniform(0.0, 0.12))
        for child in children:
            os.kill(child, signal.SIGKILL)
        for child in children:
            os.waitpid(child, 0)
        cut += current_index()[1] == before
    caught_up = catch_up(patience=10)
    faults = index_faults()
    answer = {
        "papers": Document.objects.count(),
        "indexed": len(current_index()[0]),
        "caught_up": caught_up,
        "faults": bool(faults),
        "killed_before_the_end": cut,
    }
    print(json.dumps(answer))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
