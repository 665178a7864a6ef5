"""
A program of its own: workers are killed without warning, again and again, while work is promised.

Prints one JSON object: how many were promised, how often each effect is in the database, what is open.
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
from datetime import timedelta

import django

django.setup()

from django.core.management import call_command
from django.db import connections
from django.utils import timezone

from giaoban.outbox.actions import enqueue
from giaoban.outbox.jobs import handler, work
from giaoban.outbox.models import Message

LEASE = timedelta(milliseconds=400)
WORKERS = 2


@handler("test")
def leave_a_trace(job):
    """The effect is one more row; pauses on both sides give the killer its chance."""
    time.sleep(0.002)
    Message.objects.create(
        kind="trace",
        payload={"of": job.key},
        created_at=job.at,
        run_at=job.at + timedelta(days=365),
    )
    time.sleep(0.002)


def start_worker() -> int:
    connections.close_all()
    child = os.fork()
    if child:
        return child
    work(lambda: False, lease=LEASE, pause_seconds=0.01)
    os._exit(0)


def main(rounds: int, seed: int) -> None:
    chance = random.Random(seed)
    call_command("migrate", verbosity=0)
    promised = []
    for number in range(rounds):
        for part in range(12):
            key = f"promise:{number}:{part}"
            enqueue("test", key=key, payload={"n": part}, at=timezone.now())
            promised.append(key)
        workers = [start_worker() for _ in range(WORKERS)]
        time.sleep(chance.uniform(0.02, 0.2))
        for worker in workers:
            os.kill(worker, signal.SIGKILL)
        for worker in workers:
            os.waitpid(worker, 0)
    cut = Message.objects.open().filter(kind="test", attempts__gt=0).count()
    until = time.monotonic() + 20
    while Message.objects.open().filter(kind="test").exists() and time.monotonic() < until:
        work(lambda: False, once=True, lease=LEASE)
        time.sleep(0.1)
    traces = Counter(
        row["of"] for row in Message.objects.filter(kind="trace").values_list("payload", flat=True)
    )
    answer = {
        "promised": len(promised),
        "once": sum(traces[key] == 1 for key in promised),
        "traces": sum(traces.values()),
        "open": Message.objects.open().filter(kind="test").count(),
        "repeated_attempts": Message.objects.filter(kind="test", attempts__gt=1).count(),
        "cut_at_the_end": cut,
    }
    print(json.dumps(answer))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
