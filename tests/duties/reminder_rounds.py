"""
A program of its own: workers that remind are killed without warning, again and again, while work is given.

Prints one JSON object: how many reminders there are and should be, and in how many letters they are.
"""
# ruff: noqa: E402  # Django must be set up before its parts are imported

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from datetime import timedelta

import django

django.setup()

from django.core.management import call_command
from django.db import connections
from django.utils import timezone

from giaoban.duties.jobs import remind, send_digests
from giaoban.duties.models import Letter, Reminder, ReminderSteps
from giaoban.outbox.models import Message
from giaoban.units.models import Committee
from tests import make

OPEN = timezone.localtime().replace(
    hour=10, minute=0
)  # the hour at which letters go, whatever the clock says


def always_working() -> None:
    """Letters go on days off too, so that the rounds hold on any day."""
    ReminderSteps.objects.create(committee=Committee.objects.get(), rest_days_quiet=False)


def start_worker() -> int:
    connections.close_all()
    child = os.fork()
    if child:
        return child
    while True:
        remind(at=timezone.now(), whole=True)
        send_digests(at=OPEN)


def main(rounds: int, seed: int) -> None:
    chance = random.Random(seed)
    call_command("migrate", verbosity=0)
    cast = make.cast()
    always_working()
    remind(at=timezone.now() - timedelta(minutes=5))
    given = cut = 0
    for _number in range(rounds):
        for unit in (cast.finance, cast.interior, cast.an_thanh):
            for _part in range(4):
                make.duty(cast.committee, unit, asked_at=timezone.now())
                given += 1
        before = Reminder.objects.count()
        workers = [start_worker() for _ in range(2)]
        time.sleep(0.25 * chance.random() ** 3)  # often short: a quiet machine is done in milliseconds
        for worker in workers:
            os.kill(worker, signal.SIGKILL)
        for worker in workers:
            os.waitpid(worker, 0)
        cut += Reminder.objects.count() - before < 12
    remind(at=timezone.now(), whole=True)
    for day in range(3):
        send_digests(at=OPEN + timedelta(days=day))
    mailed = Reminder.objects.filter(by_mail=True)
    answer = {
        "expected": given,
        "told": Reminder.objects.count(),
        "mailed": mailed.count(),
        "in_one_letter": mailed.filter(letter__isnull=False).count(),
        "letters": Letter.objects.count(),
        "messages": Message.objects.filter(kind="duties.letter").count(),
        "cut": cut,
    }
    print(json.dumps(answer))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
