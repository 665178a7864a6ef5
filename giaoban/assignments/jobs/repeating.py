"""
Each period of a repeated task becomes work of its own, asked some days before it falls.

How far a rule has come stands in its row, which is locked while it is asked: however often and by however
many workers this is done, each period is asked once, and what fell into days without a worker is asked
afterwards. The paper gave those deadlines, so they hold even then.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from giaoban.assignments.models import Assignment, Occurrence, Part, Recurrence
from giaoban.assignments.vocabulary import Verb
from giaoban.duties.actions import Order, Terms, ask_many
from giaoban.duties.models import Duty
from giaoban.duties.vocabulary import CountedFrom, Kind, LimitUnit, Role
from giaoban.journal.actions import record
from giaoban.outbox.jobs import daily
from giaoban.units.models import Unit
from giaoban.units.reads import successors_on
from giaoban.workdays.counting.rules import days_after, period_words

PERIOD_MARK = " · kỳ "
"""What stands between the source of a piece of work and its period, in Vietnamese as it is kept."""


@daily("assignments.repeat", hour=0)
def ask_what_is_due(day: date, at: datetime) -> None:
    """Each night, the periods that come near."""
    ask_due(day, at=at)


def ask_due(day: date, *, at: datetime, of: Assignment | None = None) -> int:
    """
    Ask every period whose time to be asked has come on `day`, `of` one task or of all; how many were asked.

    Calling it again, or after days in which nobody did, is harmless.
    """
    waiting = Recurrence.objects.in_force()
    if of is not None:
        waiting = waiting.filter(assignment=of)
    keys = list(waiting.order_by("pk").values_list("pk", flat=True))
    return sum(_ask_rule(pk, day, at) for pk in keys)


@transaction.atomic
def _ask_rule(pk: int, day: date, at: datetime) -> int:
    if not Recurrence.objects.in_force().filter(pk=pk).exists():
        return 0
    rule = (
        Recurrence.objects.select_for_update(of=("self",), no_key=True)
        .select_related("assignment")
        .get(pk=pk)
    )
    up_to = day + timedelta(days=rule.ahead_days)
    if rule.until_on is not None:
        up_to = min(up_to, rule.until_on)
    asked = 0
    first = Occurrence.objects.filter(recurrence=rule).order_by("falls_on").first()
    begun = first.falls_on if first else None
    for falls_on in days_after(rule.rule, after=rule.asked_through, first=begun, up_to=up_to):
        asked += ask_period(rule, falls_on, at=at) is not None
        rule.asked_through = falls_on
    rule.save(update_fields=["asked_through"])
    return asked


def ask_period(rule: Recurrence, falls_on: date, *, at: datetime) -> Occurrence | None:
    """
    Ask the period that falls on `falls_on` of the locked `rule`: one duty for each unit that takes part.

    None when it was asked or skipped before. Who takes part, and with what, is taken from the period before.
    """
    made, is_new = Occurrence.objects.get_or_create(
        recurrence=rule, falls_on=falls_on, defaults={"asked_at": at}
    )
    if not is_new:
        return None
    task = rule.assignment
    before = _pattern(task, falls_on)
    day = timezone.localdate(at)
    orders = [_order(part.duty, part.occurrence, falls_on, rule) for part in before]
    duties = ask_many(
        [_to_heir(order, part.duty.unit, day) for order, part in zip(orders, before, strict=True)], at=at
    )
    Part.objects.bulk_create(Part(assignment=task, duty=duty, occurrence=made) for duty in duties)
    after = {"number": task.number, "falls_on": falls_on, "rule": rule.rule, "duties": len(duties)}
    record(Verb.PERIOD_ASKED, actor=None, target=task, at=at, after=after)
    return made


def _pattern(task: Assignment, falls_on: date) -> list[Part]:
    """The parts of the newest period that was asked before this one, the lead first."""
    asked = Occurrence.objects.filter(recurrence__assignment=task, parts__isnull=False)
    nearest = asked.filter(falls_on__lt=falls_on).order_by("-falls_on").first()
    nearest = nearest or asked.order_by("falls_on").first()
    parts = Part.objects.filter(assignment=task, occurrence=nearest)
    chosen = parts.select_related("occurrence", "duty__unit", "duty__limit").order_by("pk")
    return sorted(chosen, key=lambda part: part.duty.role != Role.LEAD)


def _order(duty: Duty, before: Occurrence | None, falls_on: date, rule: Recurrence) -> Order:
    owes = duty.role != Role.INFORMED
    return Order(
        kind=Kind.ASSIGNMENT,
        role=Role(duty.role),
        title=duty.title,
        unit_id=duty.unit_id,
        unit_name=duty.unit.name,
        committee_id=duty.committee_id,
        asking_unit_id=duty.asking_unit_id,
        content=duty.content,
        product=duty.product,
        origin=with_period(duty.origin, rule.rule, falls_on),
        origin_key=duty.origin_key,
        field_id=duty.field_id,
        due_time=duty.due_time if owes else None,
        due_words=duty.due_words,
        terms=on_day(falls_on + _shift(duty, before)) if owes else None,
    )


def _to_heir(order: Order, unit: Unit, day: date) -> Order:
    """The order, to the unit that took over where its unit has ended."""
    heirs = successors_on(unit, day)
    if unit in heirs or not heirs:
        return order
    return replace(order, unit_id=heirs[0].pk, unit_name=heirs[0].name)


def on_day(day: date) -> Terms:
    """A deadline on a day of a rule; from a rest day on to the next working day."""
    return Terms(amount=0, unit=LimitUnit.DAYS, counted_from=CountedFrom.PERIOD, start_on=day)


def _shift(duty: Duty, before: Occurrence | None) -> timedelta:
    """By how much a part with a day of its own lies beside the day of the rule."""
    limit = getattr(duty, "limit", None)
    own = limit.start_on if limit is not None else duty.original_due_on
    return own - before.falls_on if own is not None and before is not None else timedelta()


def with_period(origin: str, rule: str, falls_on: date) -> str:
    """The source of the work with its period: "TB 215/TB-BCĐ · khoản 3 · kỳ tháng 6/2025"."""
    return f"{origin.split(PERIOD_MARK, maxsplit=1)[0]}{PERIOD_MARK}{period_words(rule, falls_on)}"
