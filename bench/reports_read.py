"""
Reading a nation's reports: pivots, what is taken along, and who has not sent, as whole requests.

    python -m bench.reports_read [--quick]

A process of its own on an empty database: 3,321 communes that report 60 figures a month for two years, and a
period that 33,210 agencies are to send, a third of which have. Prints one figure a line, progress on standard
error.
"""
# ruff: noqa: E402  # Django must be set up before its parts are imported

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from datetime import timedelta
from random import Random
from typing import Final
from urllib.parse import urlencode

import django

django.setup()

from django.core.management import call_command
from django.db import connection, transaction
from django.urls import reverse

from bench.data import settle
from bench.figures import Figure, clock, middle_of, percentile, say
from bench.nation import land_of, store
from bench.opening import NOW, nation, planned
from bench.place import Found
from bench.screens import Visitor
from giaoban.config.ready import make_static
from giaoban.reports import actions
from giaoban.reports.models import Period, Report
from giaoban.reports.vocabulary import ReportState
from giaoban.units.models import Unit
from giaoban.units.vocabulary import UnitKind

MONTHS: Final = 24
REQUESTS: Final = 20


def _p95(visitor: Visitor, addresses: list[str], *, requests: int = REQUESTS) -> float:
    """Milliseconds of whole answers, the first one left out: it also reads the templates."""
    visitor.seconds(addresses[0])
    return 1000 * percentile([visitor.seconds(addresses[n % len(addresses)]) for n in range(requests)], 0.95)


def _opened(period: Period, officer: object) -> Period:
    """The period with work for every agency; a third of it was sent, some of that late."""
    facts = {"actor": officer, "at": NOW + timedelta(minutes=1)}
    actions.open_period(period, **facts)  # type: ignore[arg-type]
    while actions.open_next_units(period, at=NOW + timedelta(minutes=1)):
        pass
    period.refresh_from_db()
    chance = Random(4)
    keys = list(Report.objects.filter(period=period).values_list("pk", flat=True))
    chance.shuffle(keys)
    due = period.due_on
    if due is None:
        raise AssertionError("the period has no deadline")
    third = len(keys) // 3
    for late, some in enumerate((keys[: third // 2], keys[third // 2 : third])):
        for start in range(0, len(some), 5_000):
            sent = Report.objects.filter(pk__in=some[start : start + 5_000])
            sent.update(state=ReportState.ACCEPTED, sent_on=due + timedelta(days=2 * late))
    return period


def reading(share: float) -> Iterator[Found]:
    """Everything that is read, in one installation."""
    with clock() as taken, transaction.atomic():
        period, officer = planned(nation(share))
        top = Unit.objects.get(kind=UnitKind.NATION)
    land = land_of(top, UnitKind.COMMUNE, MONTHS, chance=7)
    store(land, UnitKind.COMMUNE)
    _opened(period, officer)
    settle()
    say(f"  {Report.objects.count()} reports in {taken[0]:.0f} s")
    visitor = Visitor(officer.person)
    yield from _pivots(visitor, land.regime.code)
    yield from _sent(visitor, period)


def _pivots(visitor: Visitor, code: str) -> Iterator[Found]:
    def ask(**asked: str) -> str:
        return f"{reverse('report-figures', args=[code])}?{urlencode(asked)}"

    provinces = ask(by="units", back="12")
    yield "reports.read.provinces.p95", _p95(visitor, [provinces]), "ms"
    yield "reports.read.provinces.queries", visitor.queries(provinces), "queries"
    yield "reports.read.unit.p95", _p95(visitor, [ask()]), "ms"
    communes = ask(by="units", level="communes", all="1")
    yield "reports.read.communes.p95", _p95(visitor, [communes], requests=10), "ms"
    yield "reports.read.page.p95", _p95(visitor, [ask(by="units", level="communes", page="3")]), "ms"
    for kind in ("xlsx", "csv", "json", "dhis2"):
        address = reverse("report-figures-export", args=[code, kind])
        asked = f"{address}?{urlencode({'by': 'units', 'level': 'communes'})}"
        yield f"reports.read.{kind}", middle_of(lambda asked=asked: _whole(visitor, asked), rounds=3), "s"  # type: ignore[misc]


def _whole(visitor: Visitor, address: str) -> None:
    """The whole of a download."""
    answer = visitor.client.get(address)
    pieces: Iterable[bytes] = answer.streaming_content  # type: ignore[attr-defined]
    size = sum(map(len, pieces))
    if answer.status_code != 200 or not size:
        raise AssertionError(f"{address}: {answer.status_code}")


def _sent(visitor: Visitor, period: Period) -> Iterator[Found]:
    address = reverse("report-sent", args=[period.regime.code])
    chance = Random(3)
    units = list(Unit.objects.filter(kind=UnitKind.PROVINCE).values_list("code", flat=True))
    wholes = [f"{address}?came={came}" for came in ("missing", "owed", "late", "on_time", "")]
    below = [f"{address}?came=missing&unit={chance.choice(units)}" for _n in range(5)]
    yield "reports.sent.nation.p95", _p95(visitor, wholes), "ms"
    yield "reports.sent.province.p95", _p95(visitor, below), "ms"
    yield "reports.sent.queries", max(map(visitor.queries, wholes)), "queries"


def main() -> None:
    """Fill the database and measure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()
    call_command("migrate", interactive=False, verbosity=0)
    make_static()
    for bench, value, unit in reading(0.1 if options.quick else 1.0):
        print(Figure(bench, connection.vendor, value, unit).line(), flush=True)


if __name__ == "__main__":
    main()
