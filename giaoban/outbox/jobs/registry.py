"""Who does what: handlers by kind of message, jobs that run once a day, and jobs that run all the time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final


@dataclass(frozen=True, slots=True)
class Job:
    """One attempt at one message: what is to be done, and the moment `at` which this attempt has begun."""

    pk: int
    kind: str
    key: str
    payload: dict[str, Any]
    attempt: int  # 1, 2, …
    at: datetime


Act = Callable[[Job], None]
DailyAct = Callable[[date, datetime], None]
PeriodicAct = Callable[[datetime], None]


@dataclass(frozen=True, slots=True)
class Handler:
    """
    How one kind of message is done.

    `reaches_outside`: the effect is not in our database (a letter), so no transaction can hold it
    together with the mark "done". `lease` is how long a silent worker keeps the message; `keeps` are
    the entries of the payload that stay when it is done.
    """

    act: Act
    reaches_outside: bool
    lease: timedelta
    keeps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Daily:
    """A job of each day; it is promised at the first look after `hour` o'clock local time."""

    act: DailyAct
    hour: int


@dataclass(frozen=True, slots=True)
class Periodic:
    """A job that runs again and again, at least `every` apart, by whichever worker comes first."""

    act: PeriodicAct
    every: timedelta


HANDLERS: Final[dict[str, Handler]] = {}
DAILY: Final[dict[str, Daily]] = {}
PERIODIC: Final[dict[str, Periodic]] = {}


def handler(
    kind: str,
    *,
    reaches_outside: bool = False,
    lease: timedelta = timedelta(minutes=5),
    keeps: tuple[str, ...] = (),
) -> Callable[[Act], Act]:
    """
    Register the function that does messages of this kind; put it in a room's `jobs`.

    Unless it `reaches_outside`, it runs in one transaction with the mark "done": its effect in the
    database happens exactly once, however often workers are killed.
    """

    def register(act: Act) -> Act:
        if HANDLERS.get(kind, None) is not None and HANDLERS[kind].act is not act:
            raise ValueError(f"the kind of message {kind!r} already has a handler")
        HANDLERS[kind] = Handler(act, reaches_outside, lease, keeps)
        return act

    return register


def daily(name: str, *, hour: int = 2) -> Callable[[DailyAct], DailyAct]:
    """
    Register a job for each day: it gets the local date and the moment, in one transaction.

    A day on which no worker ran is not made up for: the job runs for the day it is promised on.
    """

    def register(act: DailyAct) -> DailyAct:
        DAILY[name] = Daily(act, hour)
        return act

    return register


def periodic(name: str, *, every: timedelta) -> Callable[[PeriodicAct], PeriodicAct]:
    """
    Register a job that looks again and again whether something has become due.

    It gets the moment and runs outside a transaction, so that a long look holds up nobody who writes. It may
    be killed anywhere and begun again: what it writes must be safe to repeat.
    """

    def register(act: PeriodicAct) -> PeriodicAct:
        PERIODIC[name] = Periodic(act, every)
        return act

    return register


@handler("daily")
def do_daily(job: Job) -> None:
    """Run one daily job for its day."""
    DAILY[job.payload["name"]].act(date.fromisoformat(job.payload["day"]), job.at)
