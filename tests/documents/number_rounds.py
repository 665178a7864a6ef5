"""
A program of its own: writers take numbers of one series at once, and some are killed without warning.

    python -m tests.documents.number_rounds WRITERS NUMBERS KILLS SEED

Prints one JSON object: what the series holds, what was acknowledged, how long it took.
"""
# ruff: noqa: E402  # Django must be set up before its parts are imported

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections import Counter
from contextlib import suppress

import django

django.setup()

from django.core.management import call_command
from django.db import OperationalError, connections, transaction

from giaoban.documents.actions import take_number
from giaoban.documents.models import Document, Number, Series
from giaoban.documents.reads.numbering import numbering_faults
from giaoban.journal.reads import check_chain
from giaoban.people.models import Person
from giaoban.units.reads import officer_for
from tests import make
from tests.documents import numbers

LONGEST_SECONDS = 600


def write(number: int, total: int, done: int) -> None:
    """Take numbers until the series holds `total`; each acknowledged one is told through the pipe."""
    series = Series.objects.select_related("committee").get()
    officer = officer_for(Person.objects.get(email="thuky@sonhai.example"), on=make.TODAY)
    for turn in range(total):
        if Number.objects.filter(value__gte=total).exists():
            break
        try:
            with transaction.atomic():
                document = numbers.paper_of(series.committee, sha256=f"{os.getpid()}-{turn}-{number}")
                taken = take_number(series, document=document, actor=officer, at=make.NOON)
        except OperationalError as busy:  # the writer waited too long for its turn: it comes again
            if "locked" not in str(busy):
                raise
            continue
        os.write(done, f"{taken.value}\n".encode())


def start(number: int, total: int, done: int) -> int:
    connections.close_all()
    child = os.fork()
    if child:
        return child
    write(number, total, done)
    os._exit(0)


def main(writers: int, total: int, kills: int, seed: int) -> None:
    chance = random.Random(seed)
    call_command("migrate", verbosity=0)
    numbers.series(make.cast(), "TB")
    told, done = os.pipe()
    os.set_blocking(told, False)
    heard = b""
    begun = time.monotonic()
    running = [start(number, total, done) for number in range(writers)]
    killed = 0
    while running and time.monotonic() - begun < LONGEST_SECONDS:
        time.sleep(0.02)
        with suppress(BlockingIOError):
            heard += os.read(told, 1 << 16)
        if killed < kills and heard.count(b"\n") > (killed + 1) * total // (kills + 2):
            victim = running[chance.randrange(len(running))]
            os.kill(victim, signal.SIGKILL)
            os.waitpid(victim, 0)
            running.remove(victim)
            running.append(start(killed + writers, total, done))
            killed += 1
        for child in list(running):
            pid, status = os.waitpid(child, os.WNOHANG)
            if pid:
                running.remove(child)
                if status:
                    raise SystemExit("A writer failed; its words are above.")
    with suppress(BlockingIOError):
        while piece := os.read(told, 1 << 16):
            heard += piece
    seconds = time.monotonic() - begun
    acknowledged = Counter(int(line) for line in heard.split())
    values = sorted(Number.objects.values_list("value", flat=True))
    print(
        json.dumps(
            {
                "numbers": len(values),
                "gaps": len(set(range(1, max(values) + 1)) - set(values)),
                "doubles": len(values) - len(set(values)) + sum(n > 1 for n in acknowledged.values()),
                "acknowledged_lost": len(set(acknowledged) - set(values)),
                "papers_without": Document.objects.filter(number="").count(),
                "faults": list(numbering_faults()),
                "chain_holds": bool(check_chain()),
                "killed": killed,
                "seconds": round(seconds, 2),
            }
        )
    )


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:5]))
