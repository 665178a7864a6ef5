"""
Figures across a reform of the whole country, and the reform itself.

    python -m bench.figures_reads [--quick]

A process of its own on an empty database: 63 provinces, 696 districts and 10,035 communes that reported 60
figures for 24 months; then 34 provinces, no district, 3,321 communes and one month more (`reform_country`).
Looking at the reform, recording it and taking it back are timed; after each step all totals are proved, and
the nation's figures of every month compared with those of before in all three views. Then what is read on the
units of before and after. Prints one figure a line.
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
from bench.reform_country import Country, country_of
from giaoban.foundation.text import search_key, sort_key
from giaoban.reports.figures import Column, When
from giaoban.reports.models import FormVersion, Period, Regime, Report, Revision, Total
from giaoban.reports.reads import Series, board, series, series_of
from giaoban.reports.reads.proof import report_faults, total_faults
from giaoban.reports.timing import name_of, span
from giaoban.reports.vocabulary import Frequency, PeriodState, ReportState, RevisionState, View
from giaoban.units.actions import record_reform, undo_reform
from giaoban.units.models import Committee, Spell, Unit
from giaoban.units.reads.importing import read_table
from giaoban.units.reads.reforming import ReformPlan, plan_reform
from giaoban.units.vocabulary import COMMUNE_LEVEL, PROVINCE_LEVEL, UnitKind

REFORM: Final = date(2025, 7, 1)
BASIS: Final = "Nghị quyết 202/2025/QH15"
KNOWN: Final = datetime(2025, 6, 20, 3, tzinfo=UTC)
ROUNDS: Final = 20


def plant(land: Country) -> Unit:
    """The tree of before: nation, provinces, districts, communes."""
    top = _units([("Cả nước", UnitKind.NATION, None, "")])
    for level in (land.provinces, land.districts, land.communes):
        made = _units([(each.name, each.kind, top[each.above], each.code) for each in level])
        top = made
    return Unit.objects.get(kind=UnitKind.NATION)


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


def planned(land: Country) -> ReformPlan:
    """The reform as it is shown before anything is written."""
    plan = plan_reform(read_table(land.table(), name="bang.csv"), effective_on=REFORM)
    if plan.errors:
        raise SystemExit(plan.errors[0].sentence)
    return plan


def regime_of(nation: Unit) -> FormVersion:
    """A monthly regime of all communes with a form of 60 figures."""
    committee = Committee.objects.create(
        name="Ban Chỉ đạo", symbol="BCĐ", level=nation, standing_unit=nation, basis="Quyết định 1",
        term_from=date(2020, 1, 1),
    )  # fmt: skip
    regime = Regime.objects.create(
        committee=committee, name="Báo cáo tháng", content="Kết quả", basis="Quyết định 2", receiver=nation,
        within=nation, kinds=list(COMMUNE_LEVEL), frequency=Frequency.MONTH, cut_off="calendar",
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
        Spell.objects.on(last).filter(kind__in=COMMUNE_LEVEL).order_by("path").values_list("unit_id", "path")
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


def reforming(land: Country, nation: Unit, months: list[Period]) -> Iterator[Found]:
    """Seconds to look at the reform, to record it, to take it back; and what was another after each step."""
    kept = series(nation, months)
    yield from _proved("before", kept, nation, months)
    with clock() as taken:
        plan = planned(land)
    yield "reform.plan", taken[0], "s"
    with clock() as taken:
        reform = record_reform(plan, basis=BASIS, actor=None, at=KNOWN)
    say(f"  {plan.acts} acts")
    yield "reform.record", taken[0], "s"
    yield from _proved("recorded", kept, nation, months)
    with clock() as taken:
        undo_reform(reform, why="Đo thời gian", actor=None, at=KNOWN)
    yield "reform.undo", taken[0], "s"
    yield from _proved("undone", kept, nation, months)


def _proved(step: str, kept: Series, nation: Unit, months: list[Period]) -> Iterator[Found]:
    """How many of the nation's figures are not those of before, in any view; what the proof finds wrong."""
    views: list[tuple[View, date | None]] = [
        (View.THEN, None), (View.TODAY, None), (View.DATE, REFORM), (View.DATE, REFORM - timedelta(days=1)),
    ]  # fmt: skip
    wrong = 0
    for view, day in views:
        read = series(nation, months, view, day)
        for name in ("sums", "counts", "expected", "reported", "nils"):
            wrong += int(np.count_nonzero(getattr(read, name) != getattr(kept, name)))
        wrong += int(np.count_nonzero(read.estimated))
    yield f"reform.{step}.nation.differences", wrong, "count"
    with clock() as taken:
        faults = sum(1 for _each in total_faults()) + sum(1 for _each in report_faults())
    yield f"reform.{step}.faults", faults, "count"
    yield f"reform.{step}.proof", taken[0], "s"


def same_period(
    land: Country, nation: Unit, form: FormVersion, last: Period, july: Period
) -> Iterator[Found]:
    """How many figures of the year before, beside those of July 2025, are not what the old units had then."""
    now = Spell.objects.on(july.ends_on).filter(kind__in=PROVINCE_LEVEL)
    there = dict(now.values_list("official_code", "unit_id"))
    was = Spell.objects.on(last.ends_on).filter(kind__in=PROVINCE_LEVEL)
    codes = dict(was.values_list("official_code", "unit_id"))
    old = series_of(list(codes.values()), [last])
    read = board([nation, *there.values()], [july])
    wanted = {unit_id: np.zeros(FIGURES, dtype=np.int64) for unit_id in there.values()}
    for row in land.rows[: len(land.provinces)]:
        wanted[there[row.new_code]] += old.sums[old.place(codes[row.old_code]), 0]
    wanted[nation.pk] = sum(wanted.values(), start=np.zeros(FIGURES, dtype=np.int64))
    keys = [cell.key for cell in sorted(form.definition.cells, key=lambda cell: cell.slot)]
    wrong = sum(
        read.value(unit_id, july, key, Column.LAST_YEAR) != figures[slot]
        for unit_id, figures in wanted.items()
        for slot, key in enumerate(keys)
    )
    yield "reform.same_period.differences", int(wrong), "count"


def reading(nation: Unit, before: list[Period], after: Period) -> Iterator[Found]:
    """Milliseconds to read figures of the year before the reform on the units of after it."""
    there = Spell.objects.on(after.ends_on).filter(parent=nation)
    provinces = list(there.values_list("unit_id", flat=True))
    old = list(Spell.objects.on(before[0].ends_on).filter(parent=nation).values_list("unit_id", flat=True))
    june = before[0].ends_on
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
    land = country_of(share)
    with clock() as taken, transaction.atomic():
        nation = plant(land)
        form = regime_of(nation)
    say(f"  tree in {taken[0]:.0f} s")
    months = [When("month", 2023 + (n + 6) // 12, (n + 6) % 12 + 1) for n in range(24)]
    with clock() as taken:
        before = [reported(form, when.year, when.number) for when in months]
    say(f"  {len(months)} months in {taken[0]:.0f} s")
    settle()
    yield from reforming(land, nation, before)
    record_reform(planned(land), basis=BASIS, actor=None, at=KNOWN)
    after = reported(form, 2025, 7)
    settle()
    yield from same_period(land, nation, form, before[12], after)
    yield from reading(nation, before[12:], after)


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
