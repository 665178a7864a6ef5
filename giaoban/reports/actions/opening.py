"""
A period is opened: each unit that reports gets its report and its work, a batch at a time.

`open_period` says that it is open and how many units report; batches follow, each in a transaction of its
own. A worker killed in the middle leaves whole batches; the next goes on with the units that have no report.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

import numpy as np
from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from giaoban.duties.actions import Order, ask_many
from giaoban.duties.vocabulary import Kind, Role
from giaoban.foundation.verdict import Refused
from giaoban.journal.actions import record
from giaoban.outbox.actions import enqueue
from giaoban.outbox.jobs import Job, handler
from giaoban.reports.access import can_open, may_open
from giaoban.reports.actions.periods import locked_period
from giaoban.reports.forming import Definition
from giaoban.reports.models import Period, Report, Total
from giaoban.reports.reads.reporting import Reporting, form_for, reporting_units, summed_units
from giaoban.reports.vocabulary import PeriodState, Verb
from giaoban.units.models import Unit
from giaoban.units.reads import Officer
from giaoban.units.reads.heirs import heirs_of

A_BATCH: Final = 2_000
_ROWS: Final = 500  # an INSERT; SQLite allows 32,766 parameters
_JOB: Final = "reports.open"
_LEASE: Final = timedelta(minutes=2)


@transaction.atomic
def open_period(period: Period, *, actor: Officer, at: datetime) -> Period:
    """
    Open a period for the units that report on its last day, or today where that has not come yet.

    It keeps the form in force for it. The worker makes the reports. Raises `Refused`.
    """
    locked = locked_period(period)
    may_open(actor, locked).require()
    return opened(locked, actor=actor, at=at)


def opened(period: Period, *, actor: Officer | None, at: datetime) -> Period:
    """Open `period`, locked with its regime; `actor` None: it opens by itself. Raises `Refused`."""
    can_open(period).require()
    form = form_for(period.regime, period.starts_on, period.ends_on)
    if form is None:
        raise Refused(_("No form applies to a period that begins then; give the regime a form first."))
    units = reporting_units(period.regime, _tree_day(period, at))
    if not units:
        raise Refused(_("No unit reports: no kind or group of the regime has a unit in force then."))
    period.form, period.state = form, PeriodState.OPENING
    period.expected, period.made, period.opened_at = len(units), 0, at
    period.save(update_fields=["form", "state", "expected", "made", "opened_at"])
    after = {"version": form.number, "expected": period.expected, "due_on": period.due_on}
    acting_as = actor.capacity_at(committee_id=period.regime.committee_id) if actor else ""
    person = actor.person if actor else None
    record(Verb.PERIOD_OPENED, actor=person, target=period, at=at, after=after, acting_as=acting_as)
    _promise(period, at)
    return period


def _tree_day(period: Period, at: datetime) -> date:
    return min(period.ends_on, timezone.localdate(at))


def _promise(period: Period, at: datetime) -> None:
    key = f"{_JOB}:{period.pk}:{period.made}"
    enqueue(_JOB, key=key, payload={"period": period.pk, "made": period.made}, at=at)


@handler(_JOB, lease=_LEASE)
def go_on_opening(job: Job) -> None:
    """Make the reports of one batch and promise the next."""
    period = Period.objects.get(pk=job.payload["period"])
    if period.state != PeriodState.OPENING or period.made != job.payload["made"]:
        return
    open_next_units(period, at=job.at)
    period.refresh_from_db(fields=["state", "made"])
    if period.state == PeriodState.OPENING:
        _promise(period, job.at)


@transaction.atomic
def open_next_units(period: Period, *, at: datetime, most: int = A_BATCH) -> int:
    """
    Make the reports and the work of up to `most` units that have none; 0 when all have theirs.

    With the last of them the period is open. Calling it again changes nothing: no unit gets two.
    """
    locked = locked_period(period)
    if locked.state != PeriodState.OPENING:
        return 0
    day = _tree_day(locked, locked.opened_at or at)
    units = reporting_units(locked.regime, day)
    if locked.made == 0 and locked.form is not None:
        _make_totals(locked, locked.form.definition, units, day)
    known = set(Report.objects.filter(period=locked).values_list("unit_id", flat=True))
    missing = [unit for unit in units if unit.unit_id not in known]
    batch = missing[:most]
    _make_reports(locked, batch, at)
    locked.made = len(known) + len(batch)
    fields = ["made"]
    if len(batch) == len(missing):
        locked.state, locked.expected = PeriodState.OPEN, locked.made
        fields += ["state", "expected"]
    locked.save(update_fields=fields)
    return len(batch)


def _make_totals(period: Period, definition: Definition, units: list[Reporting], day: date) -> None:
    width = definition.width
    rows = []
    for summed in summed_units(units, period.regime, day):
        own_counts = summed.reports and not definition.is_plain
        rows.append(
            Total(
                period=period,
                unit_id=summed.unit_id,
                above_id=summed.above,
                sums=np.zeros(width, dtype=np.int64),
                counts=np.zeros(width, dtype=np.int64),
                below_sums=np.zeros(width, dtype=np.int64) if own_counts else None,
                below_counts=np.zeros(width, dtype=np.int64) if own_counts else None,
                expected=summed.expected,
            )
        )
    Total.objects.bulk_create(rows, batch_size=_ROWS)


def _make_reports(period: Period, batch: list[Reporting], at: datetime) -> None:
    today = timezone.localdate(at)
    ended = Unit.objects.filter(pk__in=[unit.unit_id for unit in batch], valid_to__lt=today)
    heirs = heirs_of(ended.values_list("pk", flat=True), on=today)
    duties = ask_many(_orders(period, batch, heirs), at=at)
    reports = [
        Report(
            period=period,
            unit_id=unit.unit_id,
            above_id=unit.above,
            path=unit.path,
            kind=unit.kind,
            duty=duty,
            due_on=period.due_for(unit.kind),
        )
        for unit, duty in zip(batch, duties, strict=True)
    ]
    Report.objects.bulk_create(reports, batch_size=_ROWS)


def _orders(period: Period, batch: list[Reporting], heirs: dict[int, Unit]) -> list[Order]:
    """The work of each; what a unit that has ended since owes, its heir reports for it."""
    regime = period.regime
    with translation.override(settings.LANGUAGE_CODE):  # kept words are in the language of the installation
        title = _("%(regime)s: %(period)s") % {"regime": regime.name, "period": period.name}
    origin = " · ".join(part for part in (regime.symbol, period.name) if part)
    return [
        Order(
            kind=Kind.REPORT,
            role=Role.REPORTING,
            title=f"{title} ({unit.name})" if unit.unit_id in heirs else title,
            unit_id=heirs[unit.unit_id].pk if unit.unit_id in heirs else unit.unit_id,
            unit_name=unit.name,
            committee_id=regime.committee_id,
            asking_unit_id=unit.above or regime.committee.standing_unit_id,
            origin=origin,
            origin_key=period.code,
            due_on=period.due_for(unit.kind),
        )
        for unit in batch
    ]
