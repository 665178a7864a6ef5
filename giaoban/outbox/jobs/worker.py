"""
The loop of the worker. Any number of workers may run, on any number of machines.

A message is claimed by one conditional UPDATE, which both engines decide for exactly one worker. The
claim is a lease: when a worker is killed, another takes the message after the lease has run out. The
worker that finishes must still hold its claim, else what it did is rolled back.
"""

from __future__ import annotations

import logging
import os
import secrets
import signal
import socket
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from types import FrameType
from typing import Final

from django.conf import settings
from django.db import InterfaceError, OperationalError, close_old_connections, transaction
from django.utils import timezone, translation
from django.utils.module_loading import autodiscover_modules

from giaoban.outbox.jobs.registry import DAILY, HANDLERS, PERIODIC, Handler, Job
from giaoban.outbox.models import Message, Tick

log = logging.getLogger(__name__)
MOST_ATTEMPTS: Final = 10
AT_ONCE: Final = 20  # messages looked at in one query
LONGEST_DELAY: Final = timedelta(hours=6)
Stop = Callable[[], bool]


class ClaimLost(Exception):
    """The lease ran out and another worker has the message; ours is rolled back."""


def delay_after(attempt: int) -> timedelta:
    """
    How long to wait after a failed attempt: 1, 2, 4, … minutes, at most six hours.

    >>> delay_after(1), delay_after(4), delay_after(10)
    (datetime.timedelta(seconds=60), datetime.timedelta(seconds=480), datetime.timedelta(seconds=21600))
    """
    return min(timedelta(minutes=2 ** (attempt - 1)), LONGEST_DELAY)


def work(
    stop: Stop,
    *,
    once: bool = False,
    pause_seconds: float = 1.0,
    lease: timedelta | None = None,
    name: str | None = None,
) -> int:
    """
    Do what is due until `stop()` says so; with `once`, until nothing is due. Returns how many were done.

    `lease` replaces the leases of the handlers (for tests). A message that was begun is finished before
    `stop` is asked again. An unreachable database is waited for, except with `once`.
    """
    me = name or f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
    done = 0
    while not stop():
        try:
            turn_of_the_day(timezone.now())
            turn_of_the_clock(timezone.now())
            found = _round(me, stop, lease)
        except (OperationalError, InterfaceError):
            if once:
                raise
            log.exception("The database does not answer; trying again.")
            close_old_connections()
            found = 0
        done += found
        if found == 0:
            if once:
                break
            _wait(stop, pause_seconds)
    return done


def _wait(stop: Stop, seconds: float) -> None:
    until = time.monotonic() + seconds
    while not stop() and (left := until - time.monotonic()) > 0:
        time.sleep(min(0.2, left))


def _round(me: str, stop: Stop, lease: timedelta | None) -> int:
    """Try every message that is due now, a handful at a time; how many were taken."""
    taken = 0
    due = Message.objects.claimable(at=timezone.now()).order_by("run_at", "pk")[:AT_ONCE]
    for message in due:
        if stop():
            break
        claimed = _claim(message, me, lease)
        if claimed:
            _do(claimed, me)
            taken += 1
    return taken


def _claim(message: Message, me: str, lease: timedelta | None) -> Message | None:
    """Take the message unless another worker was quicker."""
    now = timezone.now()
    known = HANDLERS.get(message.kind)
    length = lease or (known.lease if known else timedelta(minutes=5))
    attempt = message.attempts + 1
    claimed = (
        Message.objects.claimable(at=now)
        .filter(pk=message.pk, attempts=message.attempts)
        .update(leased_by=me, leased_until=now + length, attempts=attempt)
    )
    if not claimed:
        return None
    message.attempts, message.leased_by = attempt, me
    return message


def _do(message: Message, me: str) -> None:
    """One attempt; whatever goes wrong in a handler becomes a later attempt or a visible failure."""
    known = HANDLERS.get(message.kind)
    job = Job(message.pk, message.kind, message.key or "", message.payload, message.attempts, timezone.now())
    try:
        _perform(known, job, me)
    except ClaimLost:
        log.warning("%s took longer than its lease and was left to another worker.", message)
    except (OperationalError, InterfaceError):
        raise  # the database itself: the lease will run out
    except Exception as error:  # noqa: BLE001  # a handler's bug must not stop the other messages
        log.warning("%s failed (attempt %d): %r", message, job.attempt, error)
        _fail(job, me, error)


def _perform(known: Handler | None, job: Job, me: str) -> None:
    if job.attempt > MOST_ATTEMPTS:
        raise TimeoutError("every worker that took this message was lost")
    if known is None:
        raise LookupError(f"nobody does messages of kind {job.kind!r}")
    with translation.override(settings.LANGUAGE_CODE):
        if known.reaches_outside:
            known.act(job)
            _finish(known, job, me)
            return
        with transaction.atomic():
            _finish(known, job, me)  # first: it locks the row, so a second worker waits here and then loses
            known.act(job)


def _finish(known: Handler, job: Job, me: str) -> None:
    kept = {name: job.payload[name] for name in known.keeps if name in job.payload}
    held = Message.objects.open().filter(pk=job.pk, leased_by=me, attempts=job.attempt)
    if not held.update(done_at=job.at, leased_until=None, payload=kept, last_error=""):
        raise ClaimLost


def _fail(job: Job, me: str, error: Exception) -> None:
    now = timezone.now()
    held = Message.objects.open().filter(pk=job.pk, leased_by=me, attempts=job.attempt)
    last = job.attempt >= MOST_ATTEMPTS
    held.update(
        leased_until=None,
        last_error=f"{type(error).__name__}: {error}"[:500],
        failed_at=now if last else None,
        run_at=now + delay_after(job.attempt),
    )


def turn_of_the_day(now: datetime) -> None:
    """Promise the daily jobs whose hour has come today, each once, whichever worker comes first."""
    local = timezone.localtime(now)
    due = {name for name, job in DAILY.items() if local.hour >= job.hour}
    if not due:
        return
    ran = set(Tick.objects.filter(last_run_on__gte=local.date()).values_list("name", flat=True))
    for name in sorted(due - ran):
        with transaction.atomic():
            tick, made = Tick.objects.get_or_create(name=name, defaults={"last_run_on": local.date()})
            older = Tick.objects.filter(pk=tick.pk, last_run_on__lt=local.date())
            if made or older.update(last_run_on=local.date()):
                day = local.date().isoformat()
                Message.objects.promise("daily", f"daily:{name}:{day}", {"name": name, "day": day}, now, now)


def turn_of_the_clock(now: datetime) -> None:
    """Run the periodic jobs whose time has come; a clock that was set back does not hold them up."""
    begun = dict(Tick.objects.filter(name__in=PERIODIC).values_list("name", "last_run_at"))
    for name, job in sorted(PERIODIC.items()):
        last = begun.get(name)
        if last is not None and now - job.every < last <= now:
            continue
        fresh = {"last_run_on": timezone.localdate(now), "last_run_at": now}
        _tick, made = Tick.objects.get_or_create(name=name, defaults=fresh)
        if not made and not Tick.objects.filter(name=name, last_run_at=last).update(**fresh):
            continue  # another worker was quicker
        try:
            with translation.override(settings.LANGUAGE_CODE):
                job.act(now)
        except (OperationalError, InterfaceError):
            raise  # the database itself: the next turn comes soon
        except Exception:  # a job's bug must not stop the messages
            log.exception("The job %s failed; it runs again after %s.", name, job.every)


def run_worker(*, once: bool = False) -> int:
    """
    The command `worker`: load every room's jobs and work until SIGTERM or SIGINT.

    The message at hand is finished first. Returns how many messages were taken.
    """
    autodiscover_modules("jobs")
    asked_to_stop = False

    def ask(_number: int, _frame: FrameType | None) -> None:
        nonlocal asked_to_stop
        asked_to_stop = True

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, ask)
    return work(lambda: asked_to_stop, once=once)
