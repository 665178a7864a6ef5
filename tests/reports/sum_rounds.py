"""
A program of its own: many send, return, accept and correct at once, and some are killed without warning.

    python -m tests.reports.sum_rounds WRITERS ACTS KILLS SEED COMBINE COUNTS_FROM

The first who has done half of its acts closes a period. Prints one JSON object: what was acknowledged, what
was lost of it, and what the proof says of the totals.
"""
# ruff: noqa: E402  # Django must be set up before its parts are imported

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from contextlib import suppress

import django

django.setup()

from django.core.management import call_command
from django.db import OperationalError, connections

from giaoban.duties.reads.proof import faults
from giaoban.foundation.verdict import Refused
from giaoban.journal.reads import check_chain
from giaoban.people.models import Person
from giaoban.reports import actions
from giaoban.reports.figures import row
from giaoban.reports.forming import Combine
from giaoban.reports.models import Period, Report, Revision
from giaoban.reports.reads.proof import report_faults, total_faults
from giaoban.units.models import Unit
from giaoban.units.reads import Officer, officer_for
from giaoban.units.reads.officers import HeldPost
from giaoban.units.vocabulary import COMMUNE_LEVEL, PostRole, UnitKind
from tests import make
from tests.reports import samples

LONGEST_SECONDS = 600
VERBS = ("send", "send", "accept", "accept", "return", "withdraw", "restate")


def officers() -> tuple[Officer, Officer]:
    """Somebody who works for every unit that reports, and the secretary."""
    posts = tuple(
        HeldPost(unit.pk, unit.path, PostRole.CONTACT, "Công chức")
        for unit in Unit.objects.filter(kind__in=(*COMMUNE_LEVEL, UnitKind.DIVISION))
    )
    unit = Officer(Person.objects.get(email="anthanh@sonhai.example"), posts, (), frozenset())
    asking = officer_for(Person.objects.get(email="thuky@sonhai.example"), on=make.TODAY)
    assert asking is not None
    return unit, asking


def act(chance: random.Random, report: Report, unit: Officer, asking: Officer) -> Revision | None:
    """One act on the report, if its rules allow it; the sending that was made."""
    verb, at = chance.choice(VERBS), {"at": make.NOON}
    figures = row({slot: chance.randrange(-5, 10**6) for slot in range(9) if chance.random() < 0.8}, 9)
    with suppress(Refused):
        if verb in ("send", "restate"):
            why = "Cộng nhầm" if verb == "restate" else ""
            return actions.send(report, figures=figures, restates=why, actor=unit, **at)
        if verb == "accept":
            actions.accept_report(report, actor=asking, **at)
        elif verb == "return":
            actions.return_report(report, reason="Thiếu", actor=asking, **at)
        else:
            actions.withdraw_report(report, actor=unit, **at)
    return None


def write(number: int, acts: int, done: int) -> None:
    """Do `acts` on reports of all periods; each sending that was acknowledged is told through the pipe."""
    chance = random.Random(f"{number} {os.getpid()}")
    unit, asking = officers()
    reports = list(Report.objects.order_by("pk"))
    for turn in range(acts):
        try:
            made = act(chance, chance.choice(reports), unit, asking)
            if turn == acts // 2:
                close_the_first(asking)
        except OperationalError as busy:  # the writer waited too long for its turn: it comes again
            if "locked" not in str(busy):
                raise
            continue
        if made:
            os.write(done, f"{made.pk}\n".encode())


def close_the_first(asking: Officer) -> None:
    period = Report.objects.order_by("pk")[0].period
    with suppress(Refused):
        actions.close_period(period, actor=asking, at=make.NOON)


def start(number: int, acts: int, done: int) -> int:
    connections.close_all()
    child = os.fork()
    if child:
        return child
    write(number, acts, done)
    os._exit(0)


def prepare(combine: str, counts_from: str) -> None:
    """Two open periods of three communes, each with four divisions below it."""
    call_command("migrate", verbosity=0)
    cast = make.cast()
    for commune in (cast.an_thanh, cast.minh_khai, cast.hon_may):
        for number in range(4):
            make.unit(f"Phòng {number} {commune.name}", UnitKind.DIVISION, commune)
    regime = samples.regime(
        cast,
        definition=samples.sample_definition(Combine(combine)),
        kinds=(*COMMUNE_LEVEL, UnitKind.DIVISION),
        counts_from=counts_from,
    )
    for month in (4, 5):
        samples.opened_period(regime, 2025, month)


def main(writers: int, acts: int, kills: int, seed: int) -> None:
    chance = random.Random(seed)
    told, done = os.pipe()
    os.set_blocking(told, False)
    heard, killed, begun = b"", 0, time.monotonic()
    running = [start(number, acts, done) for number in range(writers)]
    while running and time.monotonic() - begun < LONGEST_SECONDS:
        time.sleep(0.02)
        with suppress(BlockingIOError):
            heard += os.read(told, 1 << 16)
        if killed < kills and heard.count(b"\n") > 3 * (killed + 1):
            victim = running[chance.randrange(len(running))]
            os.kill(victim, signal.SIGKILL)
            os.waitpid(victim, 0)
            running.remove(victim)
            running.append(start(killed + writers, acts, done))
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
    acknowledged = [int(line) for line in heard.split()]
    there = set(Revision.objects.values_list("pk", flat=True))
    print(
        json.dumps(
            {
                "acknowledged": len(acknowledged),
                "lost": len(set(acknowledged) - there),
                "doubled": len(acknowledged) - len(set(acknowledged)),
                "faults": [*total_faults(), *report_faults(), *faults()],
                "chain_holds": bool(check_chain()),
                "closed": Period.objects.filter(state="closed").count(),
                "killed": killed,
                "seconds": round(time.monotonic() - begun, 2),
            }
        )
    )


if __name__ == "__main__":
    prepare(*sys.argv[5:7])
    main(*(int(word) for word in sys.argv[1:5]))
