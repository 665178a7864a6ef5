"""
Accepting reports in the database: stored alone, with all totals above, and as a row for each figure.

On PostgreSQL each way is a function that pgbench calls with prepared statements; on SQLite threads write with
the driver alone. What the program does around it (rights, journal, the page) is measured elsewhere.
"""

from __future__ import annotations

import re
import sqlite3
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from statistics import median
from typing import Any, Final

import numpy as np
from django.db import connection, connections

from bench.figures import percentile, say
from bench.nation import NOW as THEN
from bench.nation import Land, insert, moment_of, run
from bench.place import Found
from giaoban.reports.figures import known, pack, zeroed
from giaoban.reports.models import Period, Total
from giaoban.reports.reads.series import series
from giaoban.reports.vocabulary import PeriodKind, PeriodState
from tools.postgres import binaries

WAYS: Final = ("bare", "ours", "rows")
ROUNDS: Final = 3


def accepting(land: Land, share: float) -> Iterator[Found]:
    """Each way with few and with many writers, three times in turn, the median of each."""
    period = _new_period(land)
    _reports(land, period)
    seconds = 4.0 if share == 1 else 1.0
    if connection.vendor == "postgresql":
        yield from _on_postgresql(land, period, seconds)
    else:
        yield from _on_sqlite(land, period, seconds)


def _found(rates: dict[str, list[float]], writers: int, stem: str = "rollup.accept") -> Iterator[Found]:
    bare, ours, rows = (median(rates[way]) for way in WAYS)
    say(f"  {writers} writers: {bare:.0f} bare, {ours:.0f} ours, {rows:.0f} by rows a second")
    yield f"{stem}.{writers}", 1000 / ours, "ms"
    yield f"{stem}.{writers}.bare", bare / ours, "ratio"
    yield f"{stem}.{writers}.rows", rows / ours, "ratio"


def _new_period(land: Land) -> Period:
    last = land.periods[-1]
    period = Period.objects.create(
        regime=land.regime,
        kind=PeriodKind.MONTH,
        year=2027,
        number=12,
        name="Tháng 12/2027",
        starts_on=last.starts_on.replace(year=2027),
        ends_on=last.ends_on.replace(year=2027),
        form=last.form,
        state=PeriodState.OPEN,
        opened_at=THEN,
    )
    nothing = np.zeros(land.values.shape[2], dtype=np.int64)
    rows = Total.objects.filter(period=last).order_by("pk").values_list("unit_id", "above_id", "expected")
    Total.objects.bulk_create(
        (
            Total(
                period=period, unit_id=unit, above_id=above, sums=nothing, counts=nothing, expected=expected
            )
            for unit, above, expected in rows
        ),
        batch_size=500,
    )
    return period


def _reports(land: Land, period: Period) -> None:
    names = ("code", "period_id", "unit_id", "path", "kind", "state", "is_nil")
    rows = (
        (f"A{unit}", period.pk, unit, path, "public_service", "submitted", False) for unit, path in land.units
    )
    insert("reports_report", names, rows)


# PostgreSQL

FIND: Final = """
    turn := nextval('accept_turn') - 1;
    SELECT * INTO said FROM accept_in WHERE n = turn % (SELECT max(n) + 1 FROM accept_in);
"""
REVISION: Final = """
    INSERT INTO reports_revision (report_id, number, form_id, figures, words, explained, is_nil, restates,
        state, made_at, decided_at, decision)
    VALUES (said.report, 1 + turn / (SELECT max(n) + 1 FROM accept_in), said.form, said.packed, '{}', '{}',
        false, '', 'accepted', now(), now(), '') RETURNING id INTO made;
    UPDATE reports_report SET state = 'accepted', sent_on = current_date, latest_id = made, counted_id = made
    WHERE id = said.report;
"""
COUNT: Final = """
    PERFORM reports_count(said.period, said.own, said.units, said.more, said.given, 1, 0);
"""
BY_ROWS: Final = """
    INSERT INTO accept_row (report, slot, value)
        SELECT said.report, slot, value FROM unnest(said.more) WITH ORDINALITY AS each(value, slot)
        ON CONFLICT (report, slot) DO UPDATE SET value = excluded.value;
    UPDATE reports_report SET state = 'accepted', sent_on = current_date WHERE id = said.report;
    INSERT INTO accept_sum AS kept (unit, period, slot, sums, counts)
        SELECT unit, said.period, slot, value, 1
        FROM unnest(said.units[2:]) WITH ORDINALITY AS way(unit, depth),
            unnest(said.more) WITH ORDINALITY AS each(value, slot)
        ORDER BY depth, slot
        ON CONFLICT (unit, period, slot) DO UPDATE
        SET sums = kept.sums + excluded.sums, counts = kept.counts + excluded.counts;
"""
BODIES: Final = {"bare": FIND + REVISION, "ours": FIND + REVISION + COUNT, "rows": FIND + BY_ROWS}


def _on_postgresql(land: Land, period: Period, seconds: float) -> Iterator[Found]:
    _prepare(land, period)
    turns: list[tuple[int, int]] = []
    for writers in (8, 32):
        rates: dict[str, list[float]] = {way: [] for way in WAYS}
        reading: list[float] = []
        for _round in range(ROUNDS):
            for way in WAYS:
                first = _turn()
                with _Reader(land, period, reading if way == "ours" else []):
                    rates[way].append(_pgbench(way, writers, seconds))
                turns += [(first, _turn())] if way == "ours" else []
        yield from _found(rates, writers)
        yield f"rollup.accept.{writers}.root.p95", percentile(reading, 0.95), "ms"
    _compare(land, period, turns)


def _prepare(land: Land, period: Period) -> None:
    run(
        "CREATE TABLE accept_in (n bigint PRIMARY KEY, report bigint, form bigint, period bigint, own bigint,"
        " units bigint[], more bigint[], given bigint[], packed bytea)"
    )
    run("CREATE TABLE accept_row (report bigint, slot int, value bigint, PRIMARY KEY (report, slot))")
    run(
        "CREATE TABLE accept_sum (unit bigint, period bigint, slot int, sums bigint, counts bigint,"
        " PRIMARY KEY (unit, period, slot)) WITH (fillfactor = 70)"
    )
    run("CREATE SEQUENCE accept_turn")
    for way, body in BODIES.items():
        run(
            f"CREATE FUNCTION accept_{way}() RETURNS void LANGUAGE plpgsql AS $$ DECLARE said accept_in;"
            f" turn bigint; made bigint; BEGIN {body} END $$"
        )
    told = list(_said(land, period))  # asked before COPY has the connection to itself
    columns = ("n", "report", "form", "period", "own", "units", "more", "given", "packed")
    insert("accept_in", columns, iter(told))
    run("VACUUM ANALYZE")


def _said(land: Land, period: Period) -> Iterator[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT unit_id, id FROM reports_report WHERE period_id = %s", [period.pk])
        reports = dict(cursor.fetchall())
    figures = land.figures(0)
    for n, place in enumerate(_shuffled(land)):
        unit, path = land.units[place]
        units = [int(key) for key in reversed(path.strip("/").split("/"))]
        row = figures[place]
        given = known(row).astype(np.int64)
        yield (
            *(n, reports[unit], period.form_id, period.pk, unit, units),
            *(zeroed(row).tolist(), given.tolist(), pack(row)),
        )


def _shuffled(land: Land) -> Any:
    return np.random.default_rng(3).permutation(len(land.units))


def _pgbench(way: str, writers: int, seconds: float) -> float:
    facts, folder = connection.settings_dict, binaries()
    if folder is None:
        raise SystemExit("PostgreSQL is not installed.")
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        script.write(f"SELECT accept_{way}();\n")
        script.flush()
        place = ["-h", facts["HOST"], "-p", str(facts["PORT"]), "-U", facts["USER"], facts["NAME"]]
        load = ["-n", "-M", "prepared", "-c", str(writers), "-j", "2", "-T", str(int(seconds))]
        done = subprocess.run(  # noqa: S603  # the engine's own program
            [str(folder / "pgbench"), *load, "-f", script.name, *place],
            capture_output=True,
            text=True,
            check=False,
        )
    found = re.search(r"tps = ([\d.]+)", done.stdout)
    if done.returncode or found is None or "number of failed transactions: 0 " not in done.stdout:
        raise AssertionError(done.stderr + done.stdout)
    return float(found[1])


class _Reader:
    """Somebody who asks for the nation's figures five times a second meanwhile."""

    def __init__(self, land: Land, period: Period, taken: list[float]) -> None:
        self.land, self.taken = land, taken
        self.period = Period.objects.select_related("form").get(pk=period.pk)
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self._read)

    def _read(self) -> None:
        series(self.land.nation, [self.period])
        while not self.ended.wait(0.2):
            start = time.perf_counter()
            series(self.land.nation, [self.period])
            self.taken.append(1000 * (time.perf_counter() - start))
        connections.close_all()

    def __enter__(self) -> None:
        self.thread.start()

    def __exit__(self, *_fault: object) -> None:
        self.ended.set()
        self.thread.join()


def _compare(land: Land, period: Period, turns: list[tuple[int, int]]) -> None:
    """The nation's sums are what the turns of our way brought, exactly. `turns`: from and to, of each run."""
    figures = zeroed(land.figures(0))[_shuffled(land)]
    came = np.concatenate([np.arange(first, last) for first, last in turns]) % len(figures)
    sums = np.bincount(came, minlength=len(figures)) @ figures
    found = series(land.nation, [period])
    if int(found.reported[0, 0]) != len(came) or (found.sums[0, 0] != sums).any():
        raise AssertionError(f"accepting: {found.reported[0, 0]} reports instead of {len(came)}")
    say(f"  {len(came)} reports accepted, the nation's sums are exact")


def _turn() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT last_value - 1 + is_called::int FROM accept_turn")
        return int(cursor.fetchone()[0])


# SQLite


def _on_sqlite(land: Land, period: Period, seconds: float) -> Iterator[Found]:
    run(
        "CREATE TABLE accept_row (report INTEGER, slot int, value INTEGER, PRIMARY KEY (report, slot))"
        " WITHOUT ROWID"
    )
    run(
        "CREATE TABLE accept_sum (unit INTEGER, period INTEGER, slot int, sums INTEGER, counts INTEGER,"
        " PRIMARY KEY (unit, period, slot)) WITHOUT ROWID"
    )
    said = list(_said(land, period))
    turns = _Turns(len(said))
    for writers in (1, 8):
        rates: dict[str, list[float]] = {way: [] for way in WAYS}
        for _round in range(ROUNDS):
            for way in WAYS:
                rates[way].append(_threads(_SQLITE[way], said, turns, writers, seconds))
        yield from _found(rates, writers, "rollup.accept.threads")


class _Turns:
    """Whose turn it is: each report again only after all others."""

    def __init__(self, size: int) -> None:
        self.size, self.next, self.lock = size, 0, threading.Lock()

    def take(self) -> tuple[int, int]:
        """(place of the report, how often it came)."""
        with self.lock:
            turn, self.next = self.next, self.next + 1
        return turn % self.size, 1 + turn // self.size


def _threads(
    way: Callable[[sqlite3.Connection, Any, int], None],
    said: list[Any],
    turns: _Turns,
    writers: int,
    seconds: float,
) -> float:
    done, until = [0] * writers, time.perf_counter() + seconds

    def write(number: int) -> None:
        base = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None, timeout=30)
        base.execute("PRAGMA synchronous = FULL")
        while time.perf_counter() < until:
            place, times = turns.take()
            base.execute("BEGIN IMMEDIATE")
            way(base, said[place], times)
            base.execute("COMMIT")
            done[number] += 1
        base.close()

    threads = [threading.Thread(target=write, args=[n]) for n in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(done) / seconds


def _bare(base: sqlite3.Connection, said: Any, times: int) -> None:
    _n, report, form, _period, _own, _units, _more, _given, packed = said
    at = moment_of(THEN)
    made = base.execute(
        "INSERT INTO reports_revision (report_id, number, form_id, figures, words, explained, is_nil,"
        " restates, state, made_at, decided_at, decision)"
        " VALUES (?, ?, ?, ?, '{}', '{}', 0, '', 'accepted', ?, ?, '')",
        (report, times, form, packed, at, at),
    ).lastrowid
    base.execute(
        "UPDATE reports_report SET state = 'accepted', sent_on = ?, latest_id = ?, counted_id = ?"
        " WHERE id = ?",
        (at[:10], made, made, report),
    )


def _ours(base: sqlite3.Connection, said: Any, times: int) -> None:
    _bare(base, said, times)
    _n, _report, _form, period, _own, units, more, given, _packed = said
    marks = ", ".join("?" * len(units))
    rows = base.execute(
        f"SELECT id, sums, counts FROM reports_total WHERE period_id = ? AND unit_id IN ({marks})",  # noqa: S608  # question marks
        (period, *units),
    ).fetchall()
    more, given = np.array(more), np.array(given)
    for key, sums, counts in rows:
        base.execute(
            "UPDATE reports_total SET sums = ?, counts = ?, reported = reported + 1 WHERE id = ?",
            (
                (np.frombuffer(sums, dtype="<i8") + more).tobytes(),
                (np.frombuffer(counts, dtype="<i8") + given).tobytes(),
                key,
            ),
        )


def _rows(base: sqlite3.Connection, said: Any, _times: int) -> None:
    _n, report, _form, period, _own, units, more, _given, _packed = said
    base.executemany(
        "INSERT OR REPLACE INTO accept_row VALUES (?, ?, ?)",
        [(report, slot, value) for slot, value in enumerate(more)],
    )
    base.execute("UPDATE reports_report SET state = 'accepted' WHERE id = ?", (report,))
    base.executemany(
        "INSERT INTO accept_sum VALUES (?, ?, ?, ?, 1) ON CONFLICT (unit, period, slot)"
        " DO UPDATE SET sums = sums + excluded.sums, counts = counts + 1",
        [(unit, period, slot, value) for unit in units[1:] for slot, value in enumerate(more)],
    )


_SQLITE: Final = {"bare": _bare, "ours": _ours, "rows": _rows}
