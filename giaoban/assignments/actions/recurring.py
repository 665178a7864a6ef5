"""Those who asked change the rule of a repeated task, skip a period, or end the rule."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from giaoban.assignments.access import may_change_rule, may_skip
from giaoban.assignments.jobs import ask_due
from giaoban.assignments.models import Assignment, Occurrence, Part, Recurrence, days_ahead
from giaoban.assignments.reads.recurrence import next_on, parse_rule
from giaoban.assignments.reads.repeating import earliest_change, period_on, rule_of
from giaoban.assignments.vocabulary import Verb
from giaoban.duties.actions import lock_with_parts, stop
from giaoban.duties.vocabulary import CLOSED, Role
from giaoban.foundation.verdict import Refused
from giaoban.journal.actions import Facts, record
from giaoban.units.reads import Officer


@transaction.atomic
def change_rule(
    task: Assignment,
    *,
    actor: Officer,
    at: datetime,
    rule: str,
    from_on: date,
    until_on: date | None = None,
    ahead_days: int | None = None,
    reason: str,
) -> Recurrence:
    """
    Let another rule hold from the day `from_on` on; what was asked or skipped before stays as it is.

    `from_on` lies after today and after every period that was asked. `ahead_days` None: as is usual for such
    a rule. A task whose rule has ended begins again. Periods whose time to be asked has come under the new
    rule are asked at once. Raises `Refused`.
    """
    locked = _locked(task)
    old = rule_of(locked)
    may_change_rule(actor, locked, old).require()
    first = _first_day(rule, from_on, until_on)
    earliest = earliest_change(locked, on=timezone.localdate(at))
    if from_on < earliest:
        raise Refused(
            _("The new rule begins on %(day)s at the earliest: what was asked already stays.")
            % {"day": f"{earliest:%d/%m/%Y}"}
        )
    before: Facts = {}
    if old is not None:
        before = {"rule": old.rule, "until_on": old.until_on}
        _end(old, from_on - timedelta(days=1))
    made = Recurrence.objects.create(
        assignment=locked,
        rule=rule,
        from_on=from_on,
        until_on=until_on or parse_rule(rule).until,
        ahead_days=days_ahead(rule) if ahead_days is None else ahead_days,
        asked_through=from_on - timedelta(days=1),
        reason=reason,
        set_at=at,
        set_by=actor.person,
    )
    after = {"rule": rule, "from_on": from_on, "until_on": made.until_on, "first": first, "reason": reason}
    _record(Verb.RULE_CHANGED, locked, actor, at, before=before, after=after)
    ask_due(timezone.localdate(at), at=at, of=locked)
    return made


@transaction.atomic
def skip_period(
    task: Assignment, *, actor: Officer, at: datetime, falls_on: date, reason: str, decision: str = ""
) -> Occurrence:
    """
    Leave one period out with a `reason`; it stays in sight as skipped.

    A period that was asked already is stopped, by the paper `decision` or the one that gave the task; the
    rule goes on. Raises `Refused`.
    """
    locked = _locked(task)
    rule = period_on(locked, falls_on)
    found = Occurrence.objects.filter(recurrence=rule, falls_on=falls_on).first()
    may_skip(actor, locked, rule, found).require()
    if rule is None:
        raise Refused(_("The task has no such period."))
    if not reason.strip():
        raise Refused(_("Give the reason of skipping this period."))
    period = found or Occurrence(recurrence=rule, falls_on=falls_on)
    period.skipped_at, period.skipped_by, period.reason = at, actor.person, reason.strip()
    period.save()
    owed = Part.objects.filter(occurrence=period).exclude(duty__role=Role.INFORMED)
    open_ones = list(owed.exclude(duty__state__in=CLOSED).values_list("duty_id", flat=True))
    lock_with_parts(open_ones)
    for duty_pk in open_ones:
        paper = decision.strip() or locked.document.short_name
        stop(duty_pk, actor=actor, at=at, reason=reason, decision=paper)
    after = {"falls_on": falls_on, "rule": rule.rule, "reason": reason, "decision": decision}
    _record(Verb.PERIOD_SKIPPED, locked, actor, at, after=after)
    return period


@transaction.atomic
def end_rule(
    task: Assignment, *, actor: Officer, at: datetime, reason: str, decision: str = ""
) -> Recurrence:
    """
    Ask no further period; those that were asked go on until they are done or stopped. Raises `Refused`.
    """
    locked = _locked(task)
    rule = rule_of(locked)
    may_change_rule(actor, locked, rule).require()
    if rule is None:
        raise Refused(_("The rule of this task has already ended."))
    before = {"rule": rule.rule, "until_on": rule.until_on}
    _end(rule, max(rule.asked_through, timezone.localdate(at)))
    rule.reason = " · ".join(part for part in (decision.strip(), reason.strip()) if part)
    rule.save(update_fields=["reason"])
    after = {"until_on": rule.until_on, "reason": reason, "decision": decision}
    _record(Verb.RULE_ENDED, locked, actor, at, before=before, after=after)
    return rule


def _locked(task: Assignment) -> Assignment:
    rows = Assignment.objects.select_for_update(of=("self",), no_key=True).select_related("document", "lead")
    locked = rows.get(pk=task.pk)
    list(Recurrence.objects.select_for_update(of=("self",), no_key=True).filter(assignment=locked))
    return locked


def _end(rule: Recurrence, last: date) -> None:
    rule.until_on = last if rule.until_on is None else min(rule.until_on, last)
    rule.until_on = max(rule.until_on, rule.asked_through)
    rule.save(update_fields=["until_on"])


def _first_day(rule: str, from_on: date, until_on: date | None) -> date:
    """The first day of the new rule; raises `Refused` when it cannot be read or never falls."""
    try:
        first = next_on(rule, after=from_on - timedelta(days=1))
    except (ValueError, IndexError) as error:
        raise Refused(_("This rule cannot be read.")) from error
    if first is None or (until_on is not None and first > until_on):
        raise Refused(_("The rule never falls in that time."))
    return first


def _record(
    verb: Verb,
    task: Assignment,
    actor: Officer,
    at: datetime,
    *,
    after: Facts,
    before: Facts | None = None,
) -> None:
    record(
        verb,
        actor=actor.person,
        target=task,
        at=at,
        before=before,
        after={"number": task.number, **after},
        acting_as=actor.capacity_at(committee_id=task.committee_id),
    )
