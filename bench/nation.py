"""
A nation's reports, written straight into the tables of an installation: 60 figures of every unit and month.

`communes`: 3,321 communes over 60 months, 12 million figures. `agencies`: 33,210 agencies over 12 months, 24
million. The same figures stand beside them one row each (`naive`), and as an analytics system keeps them: one
row each with a column for every level of the tree and an index on every column (`wide`).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from bench.data import settle
from bench.opening import FIGURES, form_of
from giaoban.reports import timing
from giaoban.reports.figures import MISSING, Figures
from giaoban.reports.models import FormVersion, Period, Regime, Total
from giaoban.reports.vocabulary import Frequency, PeriodKind, PeriodState
from giaoban.units.models import Committee, Unit
from giaoban.units.vocabulary import UnitKind

NOW: Final = datetime(2026, 12, 20, 3, tzinfo=UTC)
BATCH: Final = 100_000
Rows = Iterator[Sequence[Any]]


@dataclass(frozen=True)
class Land:
    """A regime with its periods, who reports in it, and every figure: `values` by period, unit and slot."""

    regime: Regime
    periods: tuple[Period, ...]
    nation: Unit
    units: tuple[tuple[int, str], ...]  # (key, path), in the order of `values`
    provinces: tuple[int, ...]
    communes: tuple[int, ...]
    values: NDArray[np.int16]

    def figures(self, month: int) -> Figures:
        """The rows of one period as the program sees them."""
        found = self.values[month].astype(np.int64)
        return np.where(found < 0, MISSING, found)


def land_of(nation: Unit, kind: UnitKind, months: int, *, chance: int) -> Land:
    """A regime in which all units of `kind` report for so many months, with random figures."""
    units = tuple(Unit.objects.filter(kind=kind).order_by("path").values_list("pk", "path"))
    committee = Committee.objects.first() or Committee.objects.create(
        name="Ban Chỉ đạo Chuyển đổi số",
        symbol="BCĐ",
        level=nation,
        standing_unit=nation,
        basis="Quyết định số 1/QĐ",
        term_from=date(2020, 1, 1),
    )
    regime = Regime.objects.create(
        committee=committee,
        name=f"Báo cáo tháng ({kind.label})",
        content="Kết quả trong tháng.",
        basis="Quyết định số 2/QĐ",
        receiver=nation,
        within=nation,
        kinds=[kind],
        frequency=Frequency.MONTH,
        since=date(2020, 1, 1),
        made_at=NOW,
    )
    form = FormVersion.objects.create(
        regime=regime,
        number=1,
        applies_from=date(2020, 1, 1),
        content=form_of(FIGURES).as_json(),
        sha256=f"{regime.pk:064d}",
        made_at=NOW,
    )
    values = np.random.default_rng(chance).integers(-20, 1000, (months, len(units), FIGURES), dtype=np.int16)
    values[values < 0] = -1  # two in a hundred are missing
    values[:, :, -1] = np.abs(values[:, :, -1])
    return Land(
        regime,
        tuple(_period(form, number, months) for number in range(months)),
        nation,
        units,
        tuple(Unit.objects.filter(kind=UnitKind.PROVINCE).order_by("path").values_list("pk", flat=True)),
        tuple(Unit.objects.filter(kind=UnitKind.COMMUNE).order_by("path").values_list("pk", flat=True)),
        values,
    )


def _period(form: FormVersion, number: int, months: int) -> Period:
    year, month = 2027 - (months - number + 11) // 12, number % 12 + 1
    first, last = timing.span(PeriodKind.MONTH, form.regime.cut_off, year, month)
    return Period.objects.create(
        regime=form.regime,
        kind=PeriodKind.MONTH,
        year=year,
        number=month,
        name=timing.name_of(PeriodKind.MONTH, year, month),
        starts_on=first,
        ends_on=last,
        form=form,
        state=PeriodState.OPEN,
        opened_at=NOW,
    )


REPORT: Final = (
    "id", "code", "period_id", "unit_id", "above_id", "path", "kind", "duty_id", "state", "due_on", "sent_on",
    "is_nil", "latest_id", "counted_id",
)  # fmt: skip
REVISION: Final = (
    "id", "report_id", "number", "form_id", "figures", "words", "explained", "is_nil", "restates", "state",
    "made_at", "made_by_id", "decided_at", "decided_by_id", "decision",
)  # fmt: skip


def store(land: Land, kind: UnitKind) -> None:
    """Reports, sendings and totals of a land, as if each had been accepted."""
    first = _next_key()
    insert("reports_revision", REVISION, _revisions(land, first))
    insert("reports_report", REPORT, _reports(land, first, kind))
    Total.objects.bulk_create(_totals(land), batch_size=500)
    if connection.vendor == "postgresql":
        for table in ("reports_report", "reports_revision"):
            newest = f"(SELECT max(id) FROM {table})"  # noqa: S608  # our own table
            run(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {newest})")
    settle()


def _next_key() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) + 1 FROM reports_revision")
        return int(cursor.fetchone()[0])


def _revisions(land: Land, key: int) -> Rows:
    form, moment = land.periods[0].form_id, moment_of(NOW)
    for month in range(len(land.periods)):
        packed = np.where(land.values[month] < 0, np.iinfo("i2").min, land.values[month]).astype("<i2")
        for row in packed:
            figures = b"\x02" + row.tobytes()
            yield (
                *(key, key, 1, form, figures, "{}", "{}", False, "", "accepted"),
                *(moment, None, moment, None, ""),
            )
            key += 1


def _reports(land: Land, key: int, kind: UnitKind) -> Rows:
    sent = NOW.date().isoformat()
    for period in land.periods:
        for unit, path in land.units:
            code = f"N{key}"
            yield (
                *(key, code, period.pk, unit, None, path, kind, None),
                *("accepted", sent, sent, False, key, key),
            )
            key += 1


def moment_of(at: datetime) -> str:
    """A moment as both engines read it in a row of text."""
    return at.strftime("%Y-%m-%d %H:%M:%S") + ("+00" if connection.vendor == "postgresql" else "")


def _totals(land: Land) -> Iterator[Total]:
    """Rows of every unit above; the top one of an open period is left open on PostgreSQL."""
    levels = _levels(land)
    left_open = connection.vendor == "postgresql"
    for month, period in enumerate(land.periods):
        values = land.values[month]
        for depth, (units, above, first) in enumerate(levels):
            counts = np.add.reduceat(values >= 0, first, axis=0, dtype=np.int64)
            sums = np.add.reduceat(np.maximum(values, 0), first, axis=0, dtype=np.int64)
            size = np.diff([*first, len(values)])
            nothing = left_open and depth == 0
            for n, unit in enumerate(units):
                yield Total(
                    period=period,
                    unit_id=unit,
                    above_id=above[n],
                    sums=sums[n] * (not nothing),
                    counts=counts[n] * (not nothing),
                    expected=int(size[n]),
                    reported=0 if nothing else int(size[n]),
                )


def _levels(land: Land) -> list[tuple[list[int], list[int | None], NDArray[np.int64]]]:
    """Level by level from the top: its units, the unit above each, where its part of the rows begins."""
    ways = np.array([[int(key) for key in path.strip("/").split("/")[:-1]] for _key, path in land.units])
    found = []
    for depth in range(ways.shape[1]):
        first = np.flatnonzero(np.r_[True, ways[1:, depth] != ways[:-1, depth]])
        above = [int(key) if depth else None for key in ways[first, max(0, depth - 1)]]
        found.append(([int(key) for key in ways[first, depth]], above, first))
    return found


# Bulk inserts


def run(sentence: str) -> None:
    """One statement."""
    with connection.cursor() as cursor:
        cursor.execute(sentence)


def insert(table: str, columns: Sequence[str], rows: Rows) -> None:
    """Insert rows without looking at keys of other tables: by COPY, or many at a time."""
    names = ", ".join(columns)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            cursor.execute("SET session_replication_role = origin")
        return
    marks = ", ".join("?" * len(columns))
    connection.ensure_connection()
    base = connection.connection
    base.execute("PRAGMA foreign_keys = OFF")
    base.execute("BEGIN")
    base.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)  # noqa: S608
    base.execute("COMMIT")
    base.execute("PRAGMA foreign_keys = ON")


# The same figures elsewhere


def make_naive(land: Land) -> None:
    """One row for each figure, with the key and the index that its questions need."""
    big = "bigint" if connection.vendor == "postgresql" else "INTEGER"
    run("DROP TABLE IF EXISTS naive")
    columns = f"unit {big}, period {big}, slot int, value {big}, PRIMARY KEY (unit, period, slot)"
    run(f"CREATE TABLE naive ({columns})")
    _fill("naive", (8, 8, 4, 8), _flat(land))
    run("CREATE INDEX naive_period ON naive (period, slot)")
    settle()


def make_wide(land: Land) -> None:
    """One row for each figure with the units of all levels as text, and an index on each column."""
    run("DROP TABLE IF EXISTS wide")
    run(
        "CREATE TABLE wide (nation text, province text, commune text, unit text, period text, slot text,"
        " value bigint)"
    )
    _fill("wide", ("S8", "S8", "S8", "S8", "S8", "S8", 8), _flat_wide(land))
    for column in ("nation", "province", "commune", "unit", "period", "slot"):
        run(f"CREATE INDEX wide_{column} ON wide ({column})")
    settle()


def _known(land: Land) -> Iterator[tuple[NDArray[Any], NDArray[Any], NDArray[Any], NDArray[Any]]]:
    """Every figure that was given: (place of the unit, key of the period, slot, value), by period."""
    for month, period in enumerate(land.periods):
        there = land.values[month] >= 0
        unit, slot = np.nonzero(there)
        yield unit, np.full(len(unit), period.pk), slot, land.values[month][there].astype(np.int64)


def _flat(land: Land) -> Iterator[list[NDArray[Any]]]:
    keys = np.array([key for key, _path in land.units], dtype=np.int64)
    for unit, *rest in _known(land):
        yield [keys[unit], *rest]


def _flat_wide(land: Land) -> Iterator[list[NDArray[Any]]]:
    ways = np.array([[int(key) for key in path.strip("/").split("/")] for _key, path in land.units])
    if ways.shape[1] == 3:  # communes report: the unit is the commune
        ways = np.c_[ways, ways[:, -1]]
    ways_told = _told(ways)
    for unit, period, slot, value in _known(land):
        way = ways_told[unit]
        yield [*(way[:, n] for n in range(4)), _told(period), _told(slot), value]


def _told(keys: NDArray[Any]) -> NDArray[Any]:
    """Keys as text of eight digits."""
    names, place = np.unique(keys, return_inverse=True)
    return np.array([f"{name:08d}".encode() for name in names], dtype="S8")[place.reshape(keys.shape)]


def _fill(table: str, sizes: Sequence[int | str], parts: Iterator[list[NDArray[Any]]]) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN (FORMAT binary)") as copy:
            copy.write(b"PGCOPY\n\xff\r\n\0" + struct.pack(">ii", 0, 0))
            for columns in parts:
                copy.write(_binary(sizes, columns))
            copy.write(struct.pack(">h", -1))
        return
    base = connection.connection
    base.execute("BEGIN")
    marks = ", ".join("?" * len(sizes))
    for columns in parts:
        lists = [c.astype("U8").tolist() if c.dtype.kind == "S" else c.tolist() for c in columns]
        base.executemany(f"INSERT INTO {table} VALUES ({marks})", zip(*lists, strict=True))  # noqa: S608
    base.execute("COMMIT")


def _binary(sizes: Sequence[int | str], columns: list[NDArray[Any]]) -> bytes:
    """Rows in the binary form of COPY."""
    fields: list[tuple[str, str]] = [("n", ">i2")]
    for number, size in enumerate(sizes):
        fields += [(f"l{number}", ">i4"), (f"v{number}", size if isinstance(size, str) else f">i{size}")]
    made = np.empty(len(columns[0]), dtype=np.dtype(fields))
    made["n"] = len(sizes)
    for number, (size, column) in enumerate(zip(sizes, columns, strict=True)):
        made[f"l{number}"] = 8 if isinstance(size, str) else size
        made[f"v{number}"] = column
    return made.tobytes()
