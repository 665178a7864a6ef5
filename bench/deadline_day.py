"""
Deadline day: every agency of a nation sends its report through the web site, while others read.

    python -m bench.deadline_day [--quick] [--share 0.1]

A process of its own on an empty database. The site runs as `giaoban serve` starts it; each agency's contact
has a session, and one asynchronous client plays them all on the same two cores. Every report that was
acknowledged is looked for by its key, figure by figure; a second day goes on while a web process is killed.
Prints one figure a line, progress on standard error.
"""
# ruff: noqa: E402  # Django must be set up before its parts are imported

from __future__ import annotations

import argparse
import asyncio
import os
import random
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Final
from urllib.parse import urlencode

import django

django.setup()

import numpy as np
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from bench import opening
from bench.data import settle
from bench.figures import Figure, percentile, say
from bench.opening import FIGURES, NOW
from bench.place import Found
from bench.serving import GIAOBAN, free_port, running, wait_for
from giaoban.people.models import Person
from giaoban.reports import actions
from giaoban.reports.models import Period, Report, Revision, Total
from giaoban.reports.reads.series import series
from giaoban.reports.vocabulary import CountsFrom
from giaoban.units.models import Post, Unit
from giaoban.units.vocabulary import PostRole

TOKEN: Final = "k" * 32
SENDERS: Final = 32  # connections at once
READERS: Final = 200
A_READER_WAITS: Final = (4.0, 12.0)  # seconds between two pages
ROUNDS: Final = 3
A_ROUND: Final = 10.0  # seconds
ROOT_EVERY: Final = 0.2  # seconds
PATIENCE: Final = 60.0
PAGES: Final = ("/desk/", "/reports/review/")


@dataclass(frozen=True, slots=True)
class Sender:
    """One agency: its report, its contact's session, what it reports."""

    report: int
    code: str
    unit: int
    cookie: str

    @property
    def figures(self) -> list[int]:
        """Sixty numbers that only this agency reports."""
        return [(self.unit * 31 + slot * 7) % 9_973 for slot in range(FIGURES)]

    def body(self, once: str) -> bytes:
        """The form as a browser sends it."""
        fields = {"csrfmiddlewaretoken": TOKEN, "once": once, "stamp": "0.0", "act": "send"}
        fields |= {f"c-{slot}": str(value) for slot, value in enumerate(self.figures)}
        return urlencode(fields).encode()


@dataclass(slots=True)
class Day:
    """What came of a stretch of sending and reading."""

    sent: list[Sender] = field(default_factory=list)
    took: list[float] = field(default_factory=list)  # seconds, of sendings
    pages: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    again: int = 0  # sendings that were repeated because the line broke
    seconds: float = 0.0


class Line:
    """A connection to the site that is kept open; one request at a time."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.reader: asyncio.StreamReader | None = None
        self.writer: asyncio.StreamWriter | None = None

    async def ask(self, method: str, path: str, cookie: str, body: bytes = b"") -> tuple[int, str]:
        """Status and Location of one answer. Raises OSError when the line breaks."""
        if self.writer is None:
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        head = (
            f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nCookie: {cookie}\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        try:
            self.writer.write(head.encode() + body)
            return await asyncio.wait_for(self._answer(), PATIENCE)
        except (OSError, asyncio.IncompleteReadError, TimeoutError) as fault:
            self.close()
            raise ConnectionError(repr(fault)) from fault

    async def _answer(self) -> tuple[int, str]:
        if self.reader is None:
            raise ConnectionError("closed")
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *lines = head.split("\r\n")
        told = {n.strip().lower(): v.strip() for n, _is, v in (line.partition(":") for line in lines)}
        if told.get("transfer-encoding") == "chunked":
            while size := int((await self.reader.readuntil(b"\r\n")).split(b";")[0], 16):
                await self.reader.readexactly(size + 2)
            await self.reader.readexactly(2)
        else:
            await self.reader.readexactly(int(told.get("content-length", "0")))
        if told.get("connection", "").lower() == "close":
            self.close()
        return int(first.split()[1]), told.get("location", "")

    def close(self) -> None:
        """Let the line go; the next request opens another."""
        if self.writer is not None:
            self.writer.close()
        self.reader = self.writer = None


async def _send(line: Line, sender: Sender, day: Day) -> None:
    """Send one report, again with the same key when the line breaks, until the site has answered."""
    once, begun = str(uuid.uuid4()), time.monotonic()
    body = sender.body(once)
    while True:
        try:
            status, place = await line.ask("POST", f"/reports/{sender.code}/fill/", sender.cookie, body)
        except OSError:
            day.again += 1
            await asyncio.sleep(0.2)
            continue
        break
    day.took.append(time.monotonic() - begun)
    if status == 302 and place.endswith(f"/reports/{sender.code}/"):
        day.sent.append(sender)
    else:
        day.errors.append(f"{status} {place}")


async def _queue(port: int, waiting: list[Sender], day: Day, until: float | None) -> None:
    line = Line(port)
    while waiting and (until is None or time.monotonic() < until):
        await _send(line, waiting.pop(), day)
    line.close()


async def _read(port: int, cookie: str, day: Day, over: asyncio.Event) -> None:
    """Somebody who opens a page now and then."""
    line, pages = Line(port), list(PAGES)
    await asyncio.sleep(random.uniform(0, A_READER_WAITS[1]))  # a load, no secret
    while not over.is_set():
        begun, page = time.monotonic(), random.choice(pages)
        try:
            status, place = await line.ask("GET", page, cookie)
        except OSError:
            day.again += 1
            continue
        day.pages.append(time.monotonic() - begun)
        if status != 200:
            day.errors.append(f"{page} {status} {place}")
        await asyncio.sleep(random.uniform(*A_READER_WAITS))


async def _play(port: int, waiting: list[Sender], readers: Sequence[str], seconds: float | None) -> Day:
    day, over, begun = Day(), asyncio.Event(), time.monotonic()
    reading = [asyncio.create_task(_read(port, cookie, day, over)) for cookie in readers]
    until = None if seconds is None else begun + seconds
    await asyncio.gather(*(_queue(port, waiting, day, until) for _n in range(SENDERS)))
    day.seconds = time.monotonic() - begun
    over.set()
    for task in reading:
        task.cancel()
    await asyncio.gather(*reading, return_exceptions=True)
    return day


def _cookies(people: Sequence[Person]) -> list[str]:
    """Each person signed in, as the sign-in page would leave them."""
    store, until, rows = SessionStore(), timezone.now() + timedelta(days=1), []
    for person in people:
        facts = {
            SESSION_KEY: str(person.pk),
            BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[-1],
            HASH_SESSION_KEY: person.get_session_auth_hash(),
        }
        rows.append(
            Session(session_key=uuid.uuid4().hex, session_data=store.encode(facts), expire_date=until)
        )
    Session.objects.bulk_create(rows, batch_size=500)
    return [f"csrftoken={TOKEN}; {settings.SESSION_COOKIE_NAME}={row.session_key}" for row in rows]


def _contacts(units: Sequence[Unit]) -> dict[int, str]:
    """A contact at each unit, signed in: the cookies by unit."""
    people = Person.objects.bulk_create(
        (
            Person(full_name=f"Lê Văn {unit.pk}", email=f"lh{unit.pk}@mau.example", password="!")  # noqa: S106  # nobody signs in with it
            for unit in units
        ),
        batch_size=500,
    )
    Post.objects.bulk_create(
        (
            Post(person=person, unit=unit, role=PostRole.CONTACT, since=date(2020, 1, 1))
            for person, unit in zip(people, units, strict=True)
        ),
        batch_size=500,
    )
    return dict(zip((unit.pk for unit in units), _cookies(people), strict=True))


def _opened(share: float) -> tuple[Unit, list[Period]]:
    """The nation with a regime whose figures count as soon as they are sent, and three open periods."""
    with transaction.atomic():
        top = opening.nation(share)
        first, officer = opening.planned(top)
        regime = first.regime
        regime.counts_from = CountsFrom.SUBMITTED
        regime.save(update_fields=["counts_from"])
    periods = list(Period.objects.filter(regime=regime).in_order()[:3])
    for period in periods:
        actions.open_period(period, actor=officer, at=NOW + timedelta(minutes=1))
        while actions.open_next_units(period, at=NOW + timedelta(minutes=1)):
            pass
        period.refresh_from_db()
    return top, periods


def _senders(period: Period, cookies: dict[int, str]) -> list[Sender]:
    rows = Report.objects.filter(period=period).values_list("pk", "code", "unit_id")
    found = [Sender(pk, code, unit, cookies[unit]) for pk, code, unit in rows]
    random.Random(period.pk).shuffle(found)
    return found


def _prove(period: Period, top: Unit, day: Day) -> None:
    """Each acknowledged report is there once with its own figures, and the nation's sum is theirs."""
    if day.errors:
        raise AssertionError(f"{len(day.errors)} errors: {day.errors[:5]}")
    wanted = {sender.report: sender for sender in day.sent}
    if len(wanted) != len(day.sent):
        raise AssertionError("a report was acknowledged twice")
    total, seen = np.zeros(FIGURES, dtype=np.int64), set()
    rows = Revision.objects.filter(report__period=period).only("report_id", "figures")
    for revision in rows.iterator():
        if revision.report_id in seen or revision.report_id not in wanted:
            raise AssertionError(f"report {revision.report_id} is there twice or was never acknowledged")
        seen.add(revision.report_id)
        row = revision.row(FIGURES)
        if row.tolist() != wanted[revision.report_id].figures:
            raise AssertionError(f"report {revision.report_id} holds other figures")
        total += row
    if seen != set(wanted):
        raise AssertionError(f"{len(wanted) - len(seen)} reports are lost")
    found = series(top, [period])
    if found.sums[0, 0].tolist() != total.tolist() or int(found.reported[0, 0]) != len(seen):
        raise AssertionError("the nation's figures are not the sum of the reports")


def _root_reads(period: Period, seconds: float) -> subprocess.Popen[bytes]:
    command = [
        sys.executable,
        "-m",
        "bench.deadline_day",
        "--read-root",
        str(period.pk),
        "--seconds",
        str(seconds),
    ]
    return subprocess.Popen(command, stdout=subprocess.PIPE)  # noqa: S603  # our own module


def _read_root(period_key: int, seconds: float) -> None:
    """Ask for the nation's figures of an open period five times a second; prints milliseconds."""
    period = Period.objects.select_related("form", "regime").get(pk=period_key)
    top = Total.objects.select_related("unit").get(period=period, above=None).unit
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        begun = time.perf_counter()
        series(top, [period])
        print((time.perf_counter() - begun) * 1_000, flush=True)
        time.sleep(ROOT_EVERY)


def _kill_one(server: int) -> Callable[[], None]:
    def kill() -> None:
        found = subprocess.run(["pgrep", "-P", str(server)], capture_output=True, text=True, check=True)  # noqa: S603, S607  # Debian's own
        victim = int(found.stdout.split()[0])
        say(f"    web process {victim} is killed")
        os.kill(victim, signal.SIGKILL)

    return kill


async def _with_kill(
    port: int, waiting: list[Sender], readers: Sequence[str], kill: Callable[[], None]
) -> Day:
    playing, whole = asyncio.create_task(_play(port, waiting, readers, None)), len(waiting)
    while len(waiting) > whole // 2 and not playing.done():
        await asyncio.sleep(0.05)
    kill()
    return await playing


def deadline_day(share: float) -> Iterator[Found]:
    """How many reports a second, the root meanwhile; then two whole days, one of them with a kill."""
    top, (trial, quiet, broken) = _opened(share)
    agencies = list(Unit.objects.filter(pk__in=Report.objects.filter(period=trial).values("unit")))
    cookies = _contacts(agencies)
    settle()
    readers = random.Random(7).sample(sorted(cookies.values()), min(READERS, len(cookies)))
    port = free_port()
    say(f"  {len(agencies)} agencies with their sessions")
    connection.close()
    with running(GIAOBAN, "serve", "--bind", f"127.0.0.1:{port}", "--workers", "2") as server:
        wait_for(port, server)
        waiting = _senders(trial, cookies)
        connection.close()
        rates, root, took, all_sent = [], [], [], Day()
        for _round in range(ROUNDS):
            with _root_reads(trial, A_ROUND) as reading:
                day = asyncio.run(_play(port, waiting, (), A_ROUND))
                root += [float(line) for line in reading.stdout or ()]
            rates.append(len(day.sent) / day.seconds)
            took += day.took
            all_sent.sent += day.sent
            all_sent.errors += day.errors
        _prove(trial, top, all_sent)
        say(f"  {median(rates):.0f} reports a second")
        yield f"reports.wire.each.{connection.vendor}", 1_000 / median(rates), "ms"
        yield "reports.wire.p95", percentile(took, 0.95) * 1_000, "ms"
        yield "reports.wire.root.p95", percentile(root, 0.95), "ms"
        connection.close()
        day = asyncio.run(_play(port, _senders(quiet, cookies), readers, None))
        _prove(quiet, top, day)
        say(f"  {len(day.sent)} reports in {day.seconds:.0f} s, {len(day.pages)} pages")
        yield "reports.day", day.seconds * (1 / share), "s"
        yield "reports.day.p95", percentile(day.took, 0.95) * 1_000, "ms"
        yield "reports.day.pages.p95", percentile(day.pages, 0.95) * 1_000, "ms"
        connection.close()
        day = asyncio.run(_with_kill(port, _senders(broken, cookies), readers, _kill_one(server.pid)))
        _prove(broken, top, day)
        say(f"  with a kill: {len(day.sent)} reports in {day.seconds:.0f} s, {day.again} requests repeated")
        yield "reports.day.killed", day.seconds * (1 / share), "s"


def main() -> None:
    """Fill a database, start the site, play the day."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--read-root", type=int)
    parser.add_argument("--seconds", type=float, default=A_ROUND)
    options = parser.parse_args()
    if options.read_root:
        _read_root(options.read_root, options.seconds)
        return
    call_command("migrate", interactive=False, verbosity=0)
    Path(settings.FILES_ROOT).mkdir(parents=True, exist_ok=True)
    for bench, value, unit in deadline_day(0.02 if options.quick else options.share):
        print(Figure(bench, connection.vendor, value, unit).line(), flush=True)


if __name__ == "__main__":
    main()
