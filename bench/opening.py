"""
Opening a period for all agencies of a nation, as the worker does it.

    python -m bench.opening [--quick]

A process of its own on an empty database: 34 provinces, 3,321 communes, 33,210 agencies that report, and a
form of 60 figures. Prints one figure a line, progress on standard error.
"""
# ruff: noqa: E402  # Django must be set up before its parts are imported

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Final

import django

django.setup()

from django.core.management import call_command
from django.db import connection, transaction

from bench.data import settle
from bench.figures import Figure, clock, say
from bench.place import Found
from giaoban.duties.models import Duty
from giaoban.foundation.text import search_key, sort_key
from giaoban.people.models import Person
from giaoban.reports import actions
from giaoban.reports.forming import Asked, Definition, Numbering, SectionKind
from giaoban.reports.forming.editing import add_item, add_section
from giaoban.reports.models import Period, Report, Total
from giaoban.reports.vocabulary import Frequency, PeriodState
from giaoban.units.models import Committee, Seat, Spell, Tenure, Unit
from giaoban.units.reads import Officer, officer_for
from giaoban.units.vocabulary import SeatRole, UnitKind

PROVINCES: Final = 34
COMMUNES: Final = 3_321
AGENCIES: Final = 10  # of a commune
FIGURES: Final = 60
NOW: Final = datetime(2026, 1, 15, 3, tzinfo=UTC)
SINCE: Final = date(2025, 12, 15)


def nation(share: float) -> Unit:
    """The tree: the nation, its provinces, their communes, the agencies of these."""
    top = _units([("Cả nước", UnitKind.NATION, None)])
    below = [(f"Tỉnh Mẫu {n}", UnitKind.PROVINCE, top[0]) for n in range(PROVINCES)]
    provinces = _units(below)
    communes = _units(
        [
            (f"UBND xã Mẫu {n}", UnitKind.COMMUNE, provinces[n % PROVINCES])
            for n in range(round(COMMUNES * share))
        ]
    )
    _units(
        [
            (f"Đơn vị {n} xã {commune.pk}", UnitKind.PUBLIC_SERVICE, commune)
            for commune in communes
            for n in range(AGENCIES)
        ]
    )
    return top[0]


def _units(facts: Sequence[tuple[str, UnitKind, Unit | None]]) -> list[Unit]:
    made = Unit.objects.bulk_create(
        (
            Unit(
                name=name,
                kind=kind,
                parent=parent,
                path=f"new{n}",
                search_key=search_key(name),
                sort_key=sort_key(name),
            )
            for n, (name, kind, parent) in enumerate(facts)
        ),
        batch_size=500,
    )
    for unit in made:
        unit.path = f"{unit.parent.path if unit.parent else '/'}{unit.pk}/"
    Unit.objects.bulk_update(made, ["path"], batch_size=500)
    Spell.objects.bulk_create(
        (Spell(unit=u, name=u.name, kind=u.kind, parent=u.parent, path=u.path) for u in made),
        batch_size=500,
    )
    return made


def form_of(figures: int) -> Definition:
    """A form of so many plain figures."""
    numbering = Numbering()
    form = add_section(Definition(), SectionKind.INDICATORS, "Chỉ tiêu", numbering)
    for n in range(figures):
        form = add_item(form, form.sections[0].id, Asked(name=f"Chỉ tiêu {n}", unit="hồ sơ"), numbering)
    return form


def _secretary(committee: Committee, top: Unit) -> Officer:
    person = Person.objects.create(full_name="Lê Minh Ánh", email="thuky@sonhai.example", password="!")  # noqa: S106  # nobody signs in
    seat = Seat.objects.create(
        committee=committee, role=SeatRole.SECRETARY, unit=top, office="Thư ký", since=SINCE
    )
    Tenure.objects.create(seat=seat, person=person, since=SINCE)
    officer = officer_for(person, on=NOW.date())
    if officer is None:
        raise AssertionError("nobody can open the period")
    return officer


def planned(top: Unit) -> tuple[Period, Officer]:
    """The first of a year of months that all agencies below `top` report, and who may open it."""
    committee = Committee.objects.create(
        name="Ban Chỉ đạo Chuyển đổi số",
        symbol="BCĐ",
        level=top,
        standing_unit=top,
        basis="Quyết định số 1/QĐ",
        term_from=SINCE,
    )
    officer = _secretary(committee, top)
    facts = {"actor": officer, "at": NOW}
    said = actions.Setup(
        name="Báo cáo tháng kết quả chuyển đổi số",
        content="Kết quả trong tháng.",
        basis="Quyết định số 2/QĐ",
        receiver=top,
        within=top,
        kinds=(UnitKind.PUBLIC_SERVICE,),
        frequency=Frequency.MONTH,
        since=SINCE,
    )
    regime = actions.make_regime(committee, said=said, **facts)  # type: ignore[arg-type]
    actions.set_form(regime, form_of(FIGURES), applies_from=SINCE, **facts)  # type: ignore[arg-type]
    return actions.plan_year(regime, 2026, **facts)[0], officer  # type: ignore[arg-type]


def opening(share: float) -> Iterator[Found]:
    """One period, from the act to the last unit; then how long the longest batch held the database."""
    with clock() as taken, transaction.atomic():
        period, officer = planned(nation(share))
    settle()
    say(f"  {Unit.objects.count()} units in {taken[0]:.0f} s")
    batches: list[float] = []
    with clock() as whole:
        actions.open_period(period, actor=officer, at=NOW + timedelta(minutes=1))
        while True:
            with clock() as taken:
                found = actions.open_next_units(period, at=NOW + timedelta(minutes=1))
            if not found:
                break
            batches.append(taken[0])
    period.refresh_from_db()
    wanted = round(COMMUNES * share) * AGENCIES
    made = (period.made, Report.objects.count(), Duty.objects.count())
    if period.state != PeriodState.OPEN or made != (wanted, wanted, wanted):
        raise AssertionError(f"opening: {made} of {wanted}")
    say(f"  {wanted} reports, {Total.objects.count()} totals, {len(batches)} batches")
    yield "reports.open", whole[0], "s"
    yield "reports.open.batch", max(batches), "s"


def main() -> None:
    """Make the tree and measure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()
    call_command("migrate", interactive=False, verbosity=0)
    for bench, value, unit in opening(0.1 if options.quick else 1.0):
        print(Figure(bench, connection.vendor, value, unit).line(), flush=True)


if __name__ == "__main__":
    main()
