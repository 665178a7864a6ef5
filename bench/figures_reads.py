"""
Figures across a reform of the whole country, and the reform itself.

    python -m bench.figures_reads [--quick]

A process of its own on an empty database: 63 provinces, 696 districts and 10,035 communes that reported 60
figures for twelve months; then 34 provinces, no district, and one month more. Recording the reform and taking
it back are timed, then what is read on the units of before and after. Prints one figure a line.
"""
# ruff: noqa: E402  # Django must be set up before its parts are imported

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

import django

django.setup()

import numpy as np
from django.core.management import call_command
from django.db import connection, transaction

from bench.data import settle
from bench.figures import Figure, clock, percentile, say
from bench.opening import FIGURES, form_of
from bench.place import Found
from giaoban.foundation.text import search_key, sort_key
from giaoban.reports.figures import When
from giaoban.reports.models import FormVersion, Period, Regime, Report, Revision, Total
from giaoban.reports.reads import board, series, series_of
from giaoban.reports.timing import name_of, span
from giaoban.reports.vocabulary import Frequency, PeriodState, ReportState, RevisionState, View
from giaoban.units.actions import record_reform, undo_reform
from giaoban.units.models import Committee, Reform, Spell, Unit
from giaoban.units.reads.importing import read_table
from giaoban.units.reads.reforming import ReformPlan, plan_reform
from giaoban.units.vocabulary import UnitKind

PROVINCES: Final = 63
AFTER: Final = 34
DISTRICTS: Final = 696
COMMUNES: Final = 10_035
REFORM: Final = date(2025, 7, 1)
KNOWN: Final = datetime(2025, 6, 20, 3, tzinfo=UTC)
ROUNDS: Final = 20


def country(share: float) -> Unit:
    """The tree of before: nation, provinces, districts, communes."""
    top = _units([("Cả nước", UnitKind.NATION, None, "")])
    provinces = _units([(f"Tỉnh Mẫu {n}", UnitKind.PROVINCE, top[0], f"{n:02d}") for n in range(PROVINCES)])
    districts = _units(
        [
            (f"Huyện Mẫu {n}", UnitKind.DISTRICT, provinces[n % PROVINCES], "")
            for n in range(round(DISTRICTS * share))
        ]
    )
    _units(
        [
            (f"Xã Mẫu {n}", UnitKind.COMMUNE, districts[n % len(districts)], f"{n:05d}")
            for n in range(round(COMMUNES * share))
        ]
    )
    return top[0]


def _units(facts: list[tuple[str, UnitKind, Unit | None, str]]) -> list[Unit]:
    made = Unit.objects.bulk_create(
        (
            Unit(
                name=name, kind=kind, parent=parent, official_code=code, path=f"new{n}",
                search_key=search_key(name), sort_key=sort_key(name),
            )
            for n, (name, kind, parent, code) in enumerate(facts)
        ),
        batch_size=500,
    )  # fmt: skip
    for unit in made:
        unit.path = f"{unit.parent.path if unit.parent else '/'}{unit.pk}/"
    Unit.objects.bulk_update(made, ["path"], batch_size=500)
    Spell.objects.bulk_create(
        (
            Spell(
                unit=unit, name=unit.name, kind=unit.kind, parent=unit.parent, path=unit.path,
                official_code=unit.official_code,
            )
            for unit in made
        ),
        batch_size=500,
    )  # fmt: skip
    return made


def table() -> bytes:
    """Which province belongs to which afterwards: the first of the later ones go on, others join them."""
    lines = ["old_code,old_name,new_code,new_name"]
    lines += [f"{n:02d},Mẫu {n},{n % AFTER:02d},Mẫu {n % AFTER}" for n in range(PROVINCES)]
    return "\n".join(lines).encode()


def planned() -> ReformPlan:
    """The reform as it is shown before anything is written."""
    return plan_reform(read_table(table(), name="bang.csv"), effective_on=REFORM)


def regime_of(nation: Unit) -> FormVersion:
    """A monthly regime of all communes with a form of 60 figures."""
    committee = Committee.objects.create(
        name="Ban Chỉ đạo", symbol="BCĐ", level=nation, standing_unit=nation, basis="Quyết định 1",
        term_from=date(2020, 1, 1),
    )  # fmt: skip
    regime = Regime.objects.create(
        committee=committee, name="Báo cáo tháng", content="Kết quả", basis="Quyết định 2", receiver=nation,
        within=nation, kinds=[UnitKind.COMMUNE], frequency=Frequency.MONTH, cut_off="calendar",
        since=date(2020, 1, 1), made_at=KNOWN,
    )  # fmt: skip
    return FormVersion.objects.create(
        regime=regime, number=1, applies_from=regime.since, content=form_of(FIGURES).as_json(),
        sha256="f" * 64, made_at=KNOWN,
    )  # fmt: skip


def reported(form: FormVersion, year: int, month: int) -> Period:
    """A closed month in which every commune reported, with the totals of all above."""
    first, last = span("month", "calendar", year, month)
    at = datetime.combine(last + timedelta(days=1), time(1), tzinfo=UTC)
    period = Period.objects.create(
        regime=form.regime, kind="month", year=year, number=month, name=name_of("month", year, month),
        starts_on=first, ends_on=last, form=form, state=PeriodState.CLOSED, opened_at=at, closed_at=at,
    )  # fmt: skip
    spells = list(
        Spell.objects.on(last).filter(kind=UnitKind.COMMUNE).order_by("path").values_list("unit_id", "path")
    )
    values = np.random.default_rng(year * 12 + month).integers(0, 999, (len(spells), FIGURES))
    _sent(period, form, spells, values)
    sums: dict[int, np.ndarray] = {}
    many: dict[int, int] = {}
    above: dict[int, int | None] = {}
    for (_key, path), row in zip(spells, values, strict=True):
        ways = [int(part) for part in path.strip("/").split("/")[:-1]]
        for place, unit_id in enumerate(ways):
            sums[unit_id] = sums.get(unit_id, 0) + row
            many[unit_id] = many.get(unit_id, 0) + 1
            above[unit_id] = ways[place - 1] if place else None
    Total.objects.bulk_create(
        (
            Total(
                period=period, unit_id=unit_id, above_id=above[unit_id], sums=row.astype(np.int64),
                counts=np.full(FIGURES, many[unit_id], dtype=np.int64), expected=many[unit_id],
                reported=many[unit_id],
            )
            for unit_id, row in sums.items()
        ),
        batch_size=500,
    )  # fmt: skip
    return period


def _sent(period: Period, form: FormVersion, spells: list[tuple[int, str]], values: np.ndarray) -> None:
    """Reports and their accepted sendings."""
    Report.objects.bulk_create(
        (
            Report(
                period=period, unit_id=key, path=path, kind=UnitKind.COMMUNE, state=ReportState.ACCEPTED,
            )
            for key, path in spells
        ),
        batch_size=500,
    )  # fmt: skip
    reports = list(Report.objects.filter(period=period).order_by("path").values_list("pk", flat=True))
    packed = values.astype("<i2")
    Revision.objects.bulk_create(
        (
            Revision(
                report_id=pk, number=1, form=form, figures=b"\x02" + row.tobytes(),
                state=RevisionState.ACCEPTED, made_at=KNOWN,
            )
            for pk, row in zip(reports, packed, strict=True)
        ),
        batch_size=500,
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE reports_report SET counted_id = (SELECT r.id FROM reports_revision r"
            " WHERE r.report_id = reports_report.id) WHERE period_id = %s",
            [period.pk],
        )


def reforming() -> Iterator[Found]:
    """Seconds to look at the reform, to record it, to take it back."""
    with clock() as taken:
        plan = planned()
    yield "reform.plan", taken[0], "s"
    with clock() as taken:
        reform = record_reform(plan, basis="Nghị quyết 9", actor=None, at=KNOWN)
    say(f"  {plan.acts} acts")
    yield "reform.record", taken[0], "s"
    with clock() as taken:
        undo_reform(reform, why="Đo thời gian", actor=None, at=KNOWN)
    yield "reform.undo", taken[0], "s"
    if not Reform.objects.filter(undone_at__isnull=False).exists():
        raise SystemExit("the reform was not taken back")


def reading(nation: Unit, before: list[Period], after: Period) -> Iterator[Found]:
    """Milliseconds to read figures of the year before the reform on the units of after it."""
    there = Spell.objects.on(after.ends_on).filter(parent=nation)
    provinces = list(there.values_list("unit_id", flat=True))
    old = list(Spell.objects.on(before[0].ends_on).filter(parent=nation).values_list("unit_id", flat=True))
    june = before[0].ends_on
    if not np.array_equal(series(nation, before, View.TODAY).sums, series(nation, before).sums):
        raise SystemExit("the nation has other figures on the units of today")
    acts: dict[str, Callable[[], object]] = {
        "then.nation": lambda: series(nation, before),
        "then.provinces": lambda: series_of(old, before),
        "today.nation": lambda: series(nation, before, View.DATE, after.ends_on),
        "today.province": lambda: series(provinces[0], before, View.DATE, after.ends_on),
        "today.provinces": lambda: series_of(provinces, before, View.DATE, after.ends_on),
        "before.provinces": lambda: series_of(old, [after], View.DATE, june),
        "board.provinces": lambda: board(provinces, [after]),
    }
    for name, act in acts.items():
        found = []
        for _round in range(ROUNDS):
            with clock() as taken:
                act()
            found.append(1000 * taken[0])
        yield f"reform.read.{name}.p95", percentile(found, 0.95), "ms"


def measure(share: float) -> Iterator[Found]:
    """Make the country and measure."""
    with clock() as taken, transaction.atomic():
        nation = country(share)
        form = regime_of(nation)
    say(f"  tree in {taken[0]:.0f} s")
    settle()
    yield from reforming()
    months = [When("month", 2024, n) for n in range(7, 13)] + [When("month", 2025, n) for n in range(1, 7)]
    with clock() as taken:
        before = [reported(form, when.year, when.number) for when in months]
        record_reform(planned(), basis="Nghị quyết 9", actor=None, at=KNOWN)
        after = reported(form, 2025, 7)
    say(f"  reports in {taken[0]:.0f} s")
    settle()
    yield from reading(nation, before, after)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()
    call_command("migrate", interactive=False, verbosity=0)
    for bench, value, unit in measure(0.1 if options.quick else 1.0):
        print(Figure(bench, connection.vendor, value, unit).line(), flush=True)


if __name__ == "__main__":
    main()
