"""
Adding reports up: reading, proving, storing and accepting them, beside other ways to do the same.

    python -m bench.rollup [--quick] [--only reads|proof|accepting]

A process of its own on an empty database (see `bench.nation` for what it holds). Prints one figure a line,
progress on standard error. Ratios compare two ways in the same run; the lower the better.
"""
# ruff: noqa: E402  # Django must be set up before its parts are imported

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from functools import partial
from random import Random
from statistics import median
from typing import Final

import django

django.setup()

import duckdb
import numpy as np
from django.core.management import call_command
from django.db import connection, transaction

from bench.accepting import accepting
from bench.figures import Figure, clock, percentile, say
from bench.nation import Land, land_of, make_naive, make_wide, run, store
from bench.opening import nation
from bench.place import Found
from giaoban.reports.actions.counting import write_tops
from giaoban.reports.models import Period, Total
from giaoban.reports.reads.proof import differing
from giaoban.reports.reads.rows import total_rows
from giaoban.reports.reads.series import series, series_of
from giaoban.reports.vocabulary import PeriodState
from giaoban.units.vocabulary import UnitKind

ROUNDS: Final = 40
NAIVE_ROUNDS: Final = 3


def sized(table: str) -> float:
    """Megabytes of a table with its indexes."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_total_relation_size(%s)", [table])
        else:
            cursor.execute(
                "SELECT sum(pgsize) FROM dbstat WHERE name IN"
                " (SELECT name FROM sqlite_master WHERE tbl_name = %s)",
                [table],
            )
        return float(cursor.fetchone()[0]) / 2**20


def timed(act: Callable[[int], object], rounds: int) -> list[float]:
    """Milliseconds of each round; `act` is given its number."""
    found = []
    for number in range(rounds):
        with clock() as taken:
            act(number)
        found.append(1000 * taken[0])
    return found


def year_of(land: Land) -> tuple[Period, ...]:
    """The last twelve months, as they stand now."""
    keys = [period.pk for period in land.periods[-12:]]
    return tuple(Period.objects.filter(pk__in=keys).select_related("form").in_order())


def naive_year(land: Land, unit: int) -> dict[tuple[int, int], int]:
    """The same 720 numbers by adding up one row a figure: {(period, slot): sum}."""
    path = f"%/{unit}/%"
    keys = ", ".join(str(period.pk) for period in land.periods[-12:])
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT n.period, n.slot, sum(n.value), count(*) FROM naive n JOIN units_unit u ON u.id = n.unit"  # noqa: S608  # keys of our own
            f" WHERE u.path LIKE %s AND n.period IN ({keys}) GROUP BY n.period, n.slot",
            [path],
        )
        return {(period, slot): int(value) for period, slot, value, _count in cursor.fetchall()}


def wide_year(land: Land, level: str, unit: int) -> dict[tuple[int, int], int]:
    """The same from the denormalised table."""
    keys = ", ".join(f"'{period.pk:08d}'" for period in land.periods[-12:])
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT period, slot, sum(value), count(*) FROM wide WHERE {level} = %s AND period IN ({keys})"  # noqa: S608  # keys of our own
            " GROUP BY period, slot",
            [f"{unit:08d}"],
        )
        return {(int(period), int(slot)): int(value) for period, slot, value, _count in cursor.fetchall()}


def ours_year(land: Land, unit: int) -> dict[tuple[int, int], int]:
    """The same as the program answers it."""
    found = series(unit, year_of(land))
    return {
        (period.pk, slot): int(found.sums[0, n, slot])
        for n, period in enumerate(found.periods)
        for slot in range(found.sums.shape[2])
    }


def reads(land: Land, name: str) -> Iterator[Found]:
    """A year of one unit, 720 numbers: the program, rows added up by SQL, the denormalised table."""
    chance, year = Random(1), year_of(land)
    places = {
        "nation": [land.nation.pk] * ROUNDS,
        "province": [chance.choice(land.provinces) for _n in range(ROUNDS)],
    }
    if name == "s2":
        places["commune"] = [chance.choice(land.communes) for _n in range(ROUNDS)]
    for level, units in places.items():
        ours = timed(_with(units, lambda unit: series(unit, year)), ROUNDS)
        told = {key: value for key, value in ours_year(land, units[0]).items() if value}
        naive = timed(_with(units, partial(naive_year, land)), NAIVE_ROUNDS)
        wide = timed(_with(units, partial(wide_year, land, level)), NAIVE_ROUNDS)
        for other in (naive_year(land, units[0]), wide_year(land, level, units[0])):
            if {key: value for key, value in other.items() if value} != told:
                raise AssertionError(f"{name} {level}: not the same sums")
        stem = f"rollup.{name}.{level}" + (".open" if level == "nation" else "")
        yield f"{stem}.p95", percentile(ours, 0.95), "ms"
        yield f"{stem}.naive", median(ours) / median(naive), "ratio"
        yield f"{stem}.wide", median(ours) / median(wide), "ratio"
    if name == "s2":
        yield from many_units(land)
    yield from closed(land, name)


def _with(units: list[int], ask: Callable[[int], object]) -> Callable[[int], object]:
    """Ask for one unit after the other."""
    return lambda number: ask(units[number])


def many_units(land: Land) -> Iterator[Found]:
    """All provinces over a year, and all communes in a month."""
    year = year_of(land)
    yield (
        "rollup.provinces.p95",
        percentile(timed(lambda _n: series_of(land.provinces, year), 20), 0.95),
        "ms",
    )
    month = year[-1:]
    yield "rollup.communes.p95", percentile(timed(lambda _n: series_of(land.communes, month), 10), 0.95), "ms"


def closed(land: Land, name: str) -> Iterator[Found]:
    """The nation once its periods are closed: its own row is kept."""
    for period in Period.objects.filter(regime=land.regime).select_related("form"):
        with transaction.atomic():
            write_tops(period)
            period.state = PeriodState.CLOSED
            period.save(update_fields=["state"])
    year = year_of(land)
    ours = timed(lambda _n: series(land.nation, year), ROUNDS)
    naive = timed(lambda _n: naive_year(land, land.nation.pk), NAIVE_ROUNDS)
    yield f"rollup.{name}.nation.closed.p95", percentile(ours, 0.95), "ms"
    yield f"rollup.{name}.nation.closed.naive", median(ours) / median(naive), "ratio"


def proof(land: Land) -> Iterator[Found]:
    """All totals added up again from packed reports and compared, against DuckDB on a table of its own."""

    def prove(_number: int) -> None:
        parents: dict[str, str] = {}
        for period in land.periods:
            wrong = differing(period, total_rows(Total.objects.filter(period=period)), parents)
            if wrong:
                raise AssertionError(f"{period}: {wrong[:3]}")

    rounds = 3
    ours = median(timed(prove, rounds)) / 1000
    theirs = _by_duckdb(land, rounds)
    yield "rollup.proof", ours, "s"
    yield "rollup.proof.duckdb", theirs, "s"
    yield f"rollup.proof.ratio.{connection.vendor}", ours / theirs, "ratio"


def _by_duckdb(land: Land, rounds: int) -> float:
    base = duckdb.connect()
    base.execute("SET threads = 2")
    ways = np.array([[int(key) for key in path.strip("/").split("/")] for _key, path in land.units])
    place = {"unit": ways[:, 3], "commune": ways[:, 2], "province": ways[:, 1]}
    base.execute("CREATE TABLE place AS SELECT * FROM place")
    base.execute("CREATE TABLE given (unit BIGINT, period BIGINT, slot INTEGER, value BIGINT)")
    slots = np.tile(np.arange(land.values.shape[2], dtype=np.int32), len(land.units))
    keys = np.repeat(ways[:, 3], land.values.shape[2])
    for month, period in enumerate(land.periods):
        flat = land.values[month].ravel()
        there = flat >= 0
        part = {"unit": keys[there], "slot": slots[there], "value": flat[there].astype(np.int64)}
        base.execute(f"INSERT INTO given SELECT unit, {period.pk}, slot, value FROM part")  # noqa: S608  # keys of our own
        del part
    del place

    def add_up(_number: int) -> None:
        base.execute(
            "CREATE OR REPLACE TEMP TABLE low AS SELECT commune, any_value(province) AS province, period,"
            " slot, sum(value) AS sums, count(*) AS counts FROM given JOIN place USING (unit)"
            " GROUP BY commune, period, slot"
        )
        base.execute(
            "CREATE OR REPLACE TEMP TABLE high AS SELECT province, period, slot, sum(sums) AS sums,"
            " sum(counts) AS counts FROM low GROUP BY province, period, slot"
        )
        base.execute("SELECT period, slot, sum(sums), sum(counts) FROM high GROUP BY period, slot").fetchall()

    return median(timed(add_up, rounds)) / 1000


def storage() -> Iterator[Found]:
    """What all sendings take beside one row a figure, both with their indexes."""
    ours, naive = sized("reports_revision"), sized("naive")
    say(f"  {ours:.0f} MB of sendings, {naive:.0f} MB of rows")
    yield "rollup.storage", ours / naive, "ratio"


def measure(share: float, only: str | None) -> Iterator[Found]:
    """Make the lands and measure."""
    with clock() as taken, transaction.atomic():
        top = nation(share)
    say(f"  tree in {taken[0]:.0f} s")
    for name, kind, months in (("s2", UnitKind.PUBLIC_SERVICE, 12), ("s1", UnitKind.COMMUNE, 60)):
        with clock() as taken:
            land = land_of(top, kind, months, chance=months)
            store(land, kind)
        say(f"  {name}: {land.values.size} figures in {taken[0]:.0f} s")
        if name == "s2" and only in (None, "proof"):
            yield from proof(land)
        if only in (None, "reads"):
            for make in (make_naive, make_wide):
                with clock() as taken:
                    make(land)
                say(f"  {make.__name__} in {taken[0]:.0f} s")
            if name == "s2":
                yield from storage()
            yield from reads(land, name)
            run("DROP TABLE naive")
            run("DROP TABLE wide")
        if name == "s2" and only in (None, "accepting"):
            yield from accepting(land, share)
        if only in ("proof", "accepting"):
            return


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", choices=("reads", "proof", "accepting"))
    options = parser.parse_args()
    call_command("migrate", interactive=False, verbosity=0)
    for bench, value, unit in measure(0.1 if options.quick else 1.0, options.only):
        print(Figure(bench, connection.vendor, value, unit).line(), flush=True)


if __name__ == "__main__":
    main()
