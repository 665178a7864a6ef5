"""Many reports at once, written straight into the tables, with totals added up in plain loops."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256

import numpy as np

from giaoban.reports.figures import pack, row
from giaoban.reports.forming import Cell, Combine, Definition, Item, Nature, Section, SectionKind
from giaoban.reports.models import FormVersion, Period, Regime, Report, Revision, Total
from giaoban.reports.reads.reporting import reporting_units, summed_units
from giaoban.reports.timing import name_of, span
from giaoban.reports.vocabulary import CutOff, Frequency, PeriodState, ReportState, RevisionState
from giaoban.units.models import Committee, Unit

Row = Mapping[int, int]
SINCE = date(2020, 1, 1)


def form(*natures: Nature, combine: Combine = Combine.BELOW) -> Definition:
    """A form with one number of each nature."""
    cells = [
        Cell(slot=slot, key=f"n{slot}", label=f"Số {slot}", nature=nature, combine=combine)
        for slot, nature in enumerate(natures)
    ]
    items = tuple(Item(cell.key, cell.label, nature=cell.nature, cells=(cell,)) for cell in cells)
    return Definition((Section("a", SectionKind.INDICATORS, "Chỉ tiêu", items),))


def regime(
    within: Unit, kinds: list[str], definition: Definition, *, committee: Committee | None = None
) -> Regime:
    """A monthly regime of the units of some kinds, with its form."""
    committee = committee or _committee(within)
    at = datetime.combine(SINCE, time(5), tzinfo=UTC)
    made = Regime.objects.create(
        committee=committee, name="Báo cáo tháng", content="Số liệu", basis="Nghị quyết 1",
        receiver=within, within=within, kinds=kinds, frequency=Frequency.MONTH, cut_off=CutOff.CALENDAR,
        since=SINCE, made_at=at,
    )  # fmt: skip
    content = definition.as_json()
    digest = sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
    FormVersion.objects.create(
        regime=made, number=1, applies_from=SINCE, content=content, sha256=digest, made_at=at
    )
    return made


def _committee(level: Unit) -> Committee:
    return Committee.objects.create(
        name="Ban Chỉ đạo Chuyển đổi số", symbol="BCĐCĐS", level=level, standing_unit=level,
        basis="Quyết định 1", term_from=SINCE,
    )  # fmt: skip


def period(
    of: Regime,
    year: int,
    month: int,
    figures: Mapping[int, Row],
    *,
    state: str = PeriodState.CLOSED,
    kind: str = "month",
    form: FormVersion | None = None,
) -> Period:
    """An opened period in which the units of `figures` (by key) have reported, on the tree of then."""
    starts, ends = span(kind, "calendar", year, month)
    opened_at = datetime.combine(ends + timedelta(days=1), time(1), tzinfo=UTC)
    form = form or of.versions.get()
    units = reporting_units(of, ends)
    made = Period.objects.create(
        regime=of, kind=kind, year=year, number=month, name=name_of(kind, year, month), starts_on=starts,
        ends_on=ends, form=form, state=state, expected=len(units), made=len(units), opened_at=opened_at,
    )  # fmt: skip
    reports = Report.objects.bulk_create(
        Report(
            period=made, unit_id=u.unit_id, above_id=u.above, path=u.path, kind=u.kind,
            state=ReportState.ACCEPTED if u.unit_id in figures else ReportState.WAITING,
        )
        for u in units
    )  # fmt: skip
    width = form.definition.width
    sent = [report for report in reports if report.unit_id in figures]
    revisions = Revision.objects.bulk_create(
        Revision(
            report=report, number=1, form=form, figures=pack(row(dict(figures[report.unit_id]), width)),
            state=RevisionState.ACCEPTED, made_at=opened_at,
        )
        for report in sent
    )  # fmt: skip
    for report, revision in zip(sent, revisions, strict=True):
        report.counted = report.latest = revision
    Report.objects.bulk_update(sent, ["counted", "latest"], batch_size=500)
    _totals(made, of, figures, width)
    return made


def _totals(made: Period, of: Regime, figures: Mapping[int, Row], width: int) -> None:
    """One row for each unit above others, level by level from below, by the rule of each number."""
    units = reporting_units(of, made.ends_on)
    summed = summed_units(units, of, made.ends_on)
    rules = {cell.slot: cell.combine for cell in made.form.definition.cells}
    under: dict[int, list[int]] = {}
    for each in summed:
        under.setdefault(each.above or 0, []).append(each.unit_id)
    there = {each.unit_id for each in summed}
    for unit in units:
        if unit.unit_id not in there:
            under.setdefault(int(unit.path.split("/")[-3]), []).append(unit.unit_id)

    def value(unit_id: int, slot: int) -> tuple[int, int]:
        own = figures.get(unit_id, {}).get(slot)
        if unit_id not in there:
            return (0, 0) if own is None else (own, 1)
        if own is not None and rules[slot] == Combine.OWN:
            return own, 1
        below = [value(each, slot) for each in under.get(unit_id, ())]
        return sum(one for one, _n in below), sum(n for _one, n in below)

    def reported(unit_id: int) -> int:
        return (unit_id in figures) + sum(reported(each) for each in under.get(unit_id, ()))

    for each in summed:
        found = [value(each.unit_id, slot) for slot in range(width)]
        Total.objects.create(
            period=made, unit_id=each.unit_id, above_id=each.above,
            sums=np.array([one for one, _n in found], dtype=np.int64),
            counts=np.array([n for _one, n in found], dtype=np.int64),
            expected=each.expected, reported=reported(each.unit_id),
        )  # fmt: skip
