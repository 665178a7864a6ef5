"""
Filling in reports: the form of 60 lines, and workbooks of 98 and of 1,000 units there and back.

    python -m bench.sheets [--quick]

A process of its own on an empty database. Each step of a workbook is measured as its page does it: written
with what is known, read and compared after every figure was changed, taken in, and read again unchanged.
Prints one figure a line, progress on standard error.
"""
# ruff: noqa: E402  # Django must be set up before its parts are imported

from __future__ import annotations

import argparse
import io
from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import Any, Final

import django

django.setup()

import xlsxwriter
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client

from bench.data import settle
from bench.figures import Figure, clock, say
from bench.opening import FIGURES, NOW, SINCE, _secretary, _units, form_of
from bench.place import Found
from giaoban.config.ready import make_static
from giaoban.files.reading import read_values
from giaoban.foundation.verdict import ALLOWED
from giaoban.reports import actions
from giaoban.reports.models import Entry, Period, Report
from giaoban.reports.reads.filling import standing_of
from giaoban.reports.reads.forms_of import fillable, fillings_of, units_with_below
from giaoban.reports.reads.workbooks import Plan, plan_of, read_workbook, write_workbook
from giaoban.reports.vocabulary import Frequency
from giaoban.units.models import Committee
from giaoban.units.reads import Officer
from giaoban.units.vocabulary import UnitKind

COMMUNES: Final = 1_000
PROVINCE: Final = 98
OPENINGS: Final = 60
FILE: Final = "so-lieu.xlsx"


def _place(communes: int) -> tuple[Period, Officer]:
    """A province with so many communes, a form of 60 figures, its first period open and empty."""
    top = _units([("Tỉnh Mẫu", UnitKind.PROVINCE, None)])[0]
    _units([(f"UBND xã Mẫu {n}", UnitKind.COMMUNE, top) for n in range(communes)])
    committee = Committee.objects.create(
        name="Ban Chỉ đạo Chuyển đổi số",
        symbol="BCĐ",
        level=top,
        standing_unit=top,
        basis="Quyết định số 1/QĐ",
        term_from=SINCE,
    )
    officer = _secretary(committee, top)
    facts: dict[str, Any] = {"actor": officer, "at": NOW}
    said = actions.Setup(
        name="Báo cáo tháng kết quả chuyển đổi số",
        content="Kết quả trong tháng.",
        basis="Quyết định số 2/QĐ",
        receiver=top,
        within=top,
        kinds=(UnitKind.COMMUNE,),
        frequency=Frequency.MONTH,
        since=SINCE,
    )
    regime = actions.make_regime(committee, said=said, **facts)
    actions.set_form(regime, form_of(FIGURES), applies_from=SINCE, **facts)
    period = actions.plan_year(regime, 2026, **facts)[0]
    actions.open_period(period, actor=officer, at=NOW + timedelta(minutes=1))
    while actions.open_next_units(period, at=NOW + timedelta(minutes=1)):
        pass
    period.refresh_from_db()
    return period, officer


def _edited(data: bytes, seed: int) -> bytes:
    """The workbook as another program saves it, with a figure in every cell."""
    chance, out = Random(seed), io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        for sheet in read_values(data, filename=FILE):
            page = book.add_worksheet(sheet["name"])
            for at, row in enumerate(sheet["rows"]):
                for column, value in enumerate(row):
                    if sheet["name"] != "giaoban" and at >= 6 and column >= 3:
                        page.write_number(at, column, chance.randrange(100_000))
                    else:
                        page.write(at, column, value)
    return out.getvalue()


def _plan(data: bytes, period: Period, officer: Officer) -> Plan:
    """What an uploaded workbook would change, as its page works it out."""
    file = read_workbook(data, filename=FILE)
    rows = fillable(period, officer, every_state=True).filter(code__in=file.bases)
    known = {report.code: (report, standing_of(report)) for report in rows}
    if period.form is None:
        raise AssertionError("the period was not opened")
    return plan_of(
        file,
        definition=period.form.definition,
        reports=known,
        with_below=units_with_below(period),
        may=lambda _report: ALLOWED,
    )


def _round_trip(name: str, units: int, period: Period, officer: Officer) -> Iterator[Found]:
    with clock() as written:
        reports = list(fillable(period, officer)[:units])
        data = write_workbook(fillings_of(reports, period), title=period.name)
    changed = _edited(data, units)
    with clock() as compared:
        plan = _plan(changed, period, officer)
    if len(plan.changes) != units * FIGURES or plan.faults or plan.conflicts:
        raise AssertionError(f"{name}: {len(plan.changes)} changes, {len(plan.faults)} faults")
    taken = [actions.Taken(one.report.code, one.stamp, one.cells, one.words) for one in plan.reports.values()]
    with clock() as took:
        actions.take_workbook(period, taken, file_name=FILE, actor=officer, at=NOW + timedelta(hours=1))
    with clock() as again:
        rewritten = write_workbook(
            fillings_of(list(fillable(period, officer)[:units]), period), title=period.name
        )
        same = _plan(rewritten, period, officer)
    if same.changes or same.unchanged != units * FIGURES:
        raise AssertionError(f"{name}: {len(same.changes)} changes in an untouched workbook")
    steps = {"write": written[0], "compare": compared[0], "take": took[0]}
    for step, value in steps.items():
        yield f"sheets.{name}.{step}", value, "s"
    yield f"sheets.{name}", sum(steps.values()), "s"
    yield f"sheets.{name}.again", again[0], "s"


def _opening(officer: Officer, period: Period) -> Iterator[Found]:
    """The form of one unit on the screen."""
    client, found = Client(SERVER_NAME="localhost"), []
    client.force_login(officer.person)
    codes = list(Report.objects.filter(period=period).values_list("code", flat=True)[:OPENINGS])
    for code in codes:
        with clock() as taken:
            answer = client.get(f"/reports/{code}/fill/")
        if answer.status_code != 200:
            raise AssertionError(f"the form was answered with {answer.status_code}")
        found.append(taken[0])
    yield "sheets.form.p95", sorted(found)[int(len(found) * 0.95) - 1] * 1000, "ms"


def sheets(share: float) -> Iterator[Found]:
    """All of it."""
    with clock() as taken, transaction.atomic():
        period, officer = _place(round(COMMUNES * share))
    settle()
    say(f"  {Report.objects.count()} forms in {taken[0]:.0f} s")
    yield from _opening(officer, period)
    yield from _round_trip("province", round(PROVINCE * share), period, officer)
    Entry.objects.all().delete()
    yield from _round_trip("large", round(COMMUNES * share), period, officer)
    yield from _opening(officer, period)


def main() -> None:
    """Make the place and measure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()
    call_command("migrate", interactive=False, verbosity=0)
    make_static()
    for bench, value, unit in sheets(0.1 if options.quick else 1.0):
        print(Figure(bench, connection.vendor, value, unit).line(), flush=True)


if __name__ == "__main__":
    main()
