"""What units shall reach in a year: kept as reports are, so that it adds up as they do."""

from __future__ import annotations

from datetime import date, datetime

import numpy as np
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from giaoban.foundation.verdict import Refused
from giaoban.reports.access import may_set_targets
from giaoban.reports.actions.counting import count, definition_of, form_of
from giaoban.reports.actions.sending import lock_rows, note, save
from giaoban.reports.figures import Figures, empty, known, pack
from giaoban.reports.figures.combining import combine
from giaoban.reports.models import FormVersion, Period, Regime, Report, Revision, Total
from giaoban.reports.vocabulary import PeriodKind, PeriodState, ReportState, RevisionState, Verb
from giaoban.units.models import Unit
from giaoban.units.reads import Officer


@transaction.atomic
def set_targets(
    regime: Regime, unit: Unit, year: int, figures: Figures, *, actor: Officer, at: datetime
) -> Revision:
    """
    Set what `unit` shall reach in `year`, instead of what was set before, which stays on record.

    `figures` is a row by the slots of the newest form. A unit above without targets of its own has the sum of
    those below it. Raises `Refused`.
    """
    may_set_targets(actor, regime, unit).require()
    report = _place(_plan(regime, year, at), unit)
    period = report.period
    definition = definition_of(period)
    if len(figures) > definition.width and known(figures[definition.width :]).any():
        raise Refused(_("The report holds a figure that its form does not ask for."))
    row = empty(definition.width)
    row[: len(figures)] = figures[: definition.width]
    revision = Revision.objects.create(
        report=report,
        number=report.latest.number + 1 if report.latest else 1,
        form=form_of(period),
        figures=pack(row),
        state=RevisionState.ACCEPTED,
        made_at=at,
        made_by=actor.person,
        decided_at=at,
        decided_by=actor.person,
    )
    count(report, revision)
    report.latest, report.state = revision, ReportState.ACCEPTED
    save(report)
    note(Verb.TARGET_SET, report, revision, actor=actor, at=at)
    return revision


def _plan(regime: Regime, year: int, at: datetime) -> Period:
    """The targets of a year, locked; with the newest form, whose slots hold those of all before."""
    newest = FormVersion.objects.filter(regime=regime).order_by("-number").first()
    if newest is None:
        raise Refused(_("This regime has no form yet."))
    facts = {
        "name": _("Targets of %(year)d") % {"year": year},
        "starts_on": date(year, 1, 1),
        "ends_on": date(year, 12, 31),
        "form": newest,
        "state": PeriodState.OPEN,
        "opened_at": at,
    }
    key = {"regime": regime, "kind": PeriodKind.PLAN, "year": year, "number": 1}
    Period.objects.get_or_create(**key, defaults=facts)
    rows = Period.objects.select_for_update(of=("self",), no_key=True).select_related("form", "regime")
    period = rows.get(**key)
    if period.form != newest or period.state != PeriodState.OPEN:
        period.form, period.state, period.opened_at = newest, PeriodState.OPEN, period.opened_at or at
        period.save(update_fields=["form", "state", "opened_at"])
    return period


def _place(period: Period, unit: Unit) -> Report:
    """The place of a unit's targets, locked; made with those of the units above it when it is the first."""
    facts = {"path": unit.path, "kind": unit.kind, "state": ReportState.WAITING}
    found, is_new = Report.objects.get_or_create(period=period, unit=unit, defaults=facts)
    lock_rows([found.pk])
    report = Report.objects.select_related("unit", "latest", "counted").get(pk=found.pk)
    report.period = period
    if is_new:
        _make_above(report)
    return report


def _make_above(report: Report) -> None:
    """Rows of totals for the units above, up to the regime's own, with what these have themselves."""
    period, keys = report.period, [int(key) for key in report.path.strip("/").split("/")]
    top = keys.index(period.regime.within_id) if period.regime.within_id in keys else 0
    chain = keys[top:-1]
    there = Total.objects.filter(period=period, unit__in=keys)
    there.update(expected=F("expected") + 1)
    missing = set(chain) - set(there.values_list("unit_id", flat=True))
    own = Report.objects.filter(period=period, unit__in=missing).select_related("counted")
    reports = {each.unit_id: each for each in own}
    rows = [
        _total(period, key, chain[at - 1] if at else None, reports.get(key))
        for at, key in enumerate(chain)
        if key in missing
    ]
    Total.objects.bulk_create(rows)


def _total(period: Period, unit: int, above: int | None, own: Report | None) -> Total:
    """A unit's row on the day when the first unit below it gets targets."""
    definition = definition_of(period)
    counted = own.counted if own else None
    figures = counted.row(definition.width) if counted else None
    nothing = np.zeros(definition.width, dtype=np.int64)
    sums, counts = combine(definition, figures, nothing, nothing, targets=True)
    return Total(
        period=period,
        unit_id=unit,
        above_id=above,
        sums=sums,
        counts=counts,
        below_sums=nothing,
        below_counts=nothing,
        expected=1 + (own is not None),
        reported=1 if counted else 0,
    )
