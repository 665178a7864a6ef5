"""Periods are planned, changed, closed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from giaoban.foundation.text import normalise
from giaoban.foundation.verdict import Refused
from giaoban.journal.actions import Change, record, record_many
from giaoban.reports import timing
from giaoban.reports.access import may_change_period, may_close, may_set_up
from giaoban.reports.actions.closing import promise_the_rest
from giaoban.reports.actions.counting import write_tops
from giaoban.reports.models import Period, Regime
from giaoban.reports.vocabulary import PeriodKind, PeriodState, Verb
from giaoban.units.reads import Officer
from giaoban.workdays.counting import Calendar
from giaoban.workdays.reads import current_calendar

GIVEN: Final = (PeriodKind.TERM, PeriodKind.FREE)
"""Kinds whose days no rule gives."""


@transaction.atomic
def plan_year(regime: Regime, year: int, *, actor: Officer, at: datetime) -> list[Period]:
    """
    Plan the periods of a year that the regime's frequency asks for; those already there stay as they are.

    The periods of the year in order, without those that end before the regime begins or begin after it ends.
    Raises `Refused`.
    """
    locked = _locked(regime)
    may_set_up(actor, locked.committee_id).require()
    return planned(locked, year, actor=actor, at=at)


def planned(regime: Regime, year: int, *, actor: Officer | None, at: datetime) -> list[Period]:
    """The same for `regime` locked with its unit; `actor` None: it is planned by itself."""
    if regime.frequency in GIVEN:
        raise Refused(_("Reports of this regime are asked when needed; plan each period by its days."))
    known = set(regime.periods.filter(kind=regime.frequency, year=year).values_list("number", flat=True))
    calendar = current_calendar(regime.within.path)
    made = []
    for number in range(1, timing.how_many(regime.frequency, year) + 1):
        first, last = timing.span(regime.frequency, regime.cut_off, year, number)
        asked = last >= regime.since and (regime.until is None or first <= regime.until)
        if number not in known and asked:
            name = timing.name_of(regime.frequency, year, number)
            period = Period(regime=regime, kind=regime.frequency, year=year, number=number, name=name)
            made.append(_dated(period, (first, last), calendar))
    made = Period.objects.bulk_create(made)
    if made:
        record_many(
            Verb.PERIOD_PLANNED,
            actor=actor.person if actor else None,
            changes=[Change(period, after=_days(period)) for period in made],
            at=at,
            acting_as=actor.capacity_at(committee_id=regime.committee_id) if actor else "",
        )
    return list(regime.periods.filter(kind=regime.frequency, year=year).in_order())


@transaction.atomic
def plan_period(
    regime: Regime,
    kind: str,
    year: int,
    number: int = 1,
    *,
    actor: Officer,
    at: datetime,
    days: tuple[date, date] | None = None,
    name: str = "",
) -> Period:
    """
    Plan one period of any kind; `days` are its first and last where no rule gives them or another is meant.

    A free period needs a name. `number` of terms and free periods is the next of the year. Raises `Refused`.
    """
    locked = _locked(regime)
    may_set_up(actor, locked.committee_id).require()
    if kind == PeriodKind.PLAN:
        raise Refused(_("Targets of a year are set for each unit."))
    if kind in GIVEN:
        number = locked.periods.filter(kind=kind, year=year).count() + 1
    elif locked.periods.filter(kind=kind, year=year, number=number).exists():
        raise Refused(_("This period is planned already."))
    first, last = days or _span(locked, kind, year, number)
    if last < first:
        raise Refused(_("The period would end before it begins."))
    named = normalise(name).strip()[:120] or _named(kind, year, number, last)
    period = Period(regime=locked, kind=kind, year=year, number=number, name=named)
    _dated(period, (first, last), current_calendar(locked.within.path))
    period.save(force_insert=True)
    acting_as = actor.capacity_at(committee_id=locked.committee_id)
    record(
        Verb.PERIOD_PLANNED,
        actor=actor.person,
        target=period,
        at=at,
        after=_days(period),
        acting_as=acting_as,
    )
    return period


def _span(regime: Regime, kind: str, year: int, number: int) -> tuple[date, date]:
    try:
        return timing.span(kind, regime.cut_off, year, number)
    except ValueError as error:
        raise Refused(_("Give the first and the last day of the period.")) from error


def _named(kind: str, year: int, number: int, last: date) -> str:
    try:
        return timing.name_of(kind, year, number, until=last.year)
    except ValueError as error:
        raise Refused(_("Give the period a name.")) from error


def _dated(period: Period, days: tuple[date, date], calendar: Calendar) -> Period:
    """The period with its days and the deadlines that follow from the rules of its regime."""
    due = timing.due_days(period.regime.deadlines, days[1], calendar)
    period.starts_on, period.ends_on = days
    period.due = {kind: day.isoformat() for kind, day in due.items()}
    period.due_on = max(due.values(), default=None)
    return period


@transaction.atomic
def change_period(
    period: Period, *, days: tuple[date, date], due: dict[str, date], actor: Officer, at: datetime
) -> Period:
    """
    Give a period that is not open yet other days and deadlines, `due` by kind of unit. Raises `Refused`.
    """
    locked = locked_period(period)
    may_change_period(actor, locked).require()
    if days[1] < days[0]:
        raise Refused(_("The period would end before it begins."))
    soonest = current_calendar(locked.regime.within.path).add_working_days(days[1], 1)
    if not due or min(due.values()) < soonest:
        raise Refused(
            _("At least one working day lies between cut-off and deadline (Decree 09/2019, article 8).")
        )
    before = _days(locked)
    locked.starts_on, locked.ends_on = days
    locked.due = {kind: day.isoformat() for kind, day in due.items()}
    locked.due_on = max(due.values())
    locked.save(update_fields=["starts_on", "ends_on", "due", "due_on"])
    acting_as = actor.capacity_at(committee_id=locked.regime.committee_id)
    record(
        Verb.PERIOD_PLANNED,
        actor=actor.person,
        target=locked,
        at=at,
        before=before,
        after=_days(locked),
        acting_as=acting_as,
    )
    return locked


@transaction.atomic
def close_period(period: Period, *, actor: Officer, at: datetime) -> Period:
    """
    Close a period: its figures are final, and change by corrections of accepted reports alone.

    What did not come stays missing; the worker stops the work on it. Raises `Refused`.
    """
    locked = locked_period(period)
    may_close(actor, locked).require()
    write_tops(locked)
    locked.state, locked.closed_at = PeriodState.CLOSED, at
    locked.save(update_fields=["state", "closed_at"])
    promise_the_rest(locked, actor=actor, at=at)
    acting_as = actor.capacity_at(committee_id=locked.regime.committee_id)
    record(
        Verb.PERIOD_CLOSED,
        actor=actor.person,
        target=locked,
        at=at,
        before={"state": PeriodState.OPEN},
        after={"state": PeriodState.CLOSED},
        acting_as=acting_as,
    )
    return locked


def locked_period(period: Period) -> Period:
    """The period with its regime, its row locked to the end."""
    rows = Period.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("regime__within", "regime__committee", "form").get(pk=period.pk)


def _locked(regime: Regime) -> Regime:
    rows = Regime.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("within").get(pk=regime.pk)


def _days(period: Period) -> dict[str, object]:
    return {"starts_on": period.starts_on, "ends_on": period.ends_on, "due_on": period.due_on}
