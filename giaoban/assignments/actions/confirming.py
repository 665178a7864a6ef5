"""The work of a paper is given: the one act that makes assignments of proposals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import chain

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from giaoban.assignments.access import may_confirm
from giaoban.assignments.jobs import on_day, with_period
from giaoban.assignments.models import (
    Assignment,
    Occurrence,
    Part,
    Proposal,
    Recurrence,
    Review,
    Series,
    days_ahead,
)
from giaoban.assignments.reads.plan import Plan, PlannedPart, PlannedTask, due_of, plan_of
from giaoban.assignments.reads.recurrence import parse_rule
from giaoban.assignments.reads.terms import terms_of
from giaoban.assignments.vocabulary import ReviewState, Verb
from giaoban.documents.models import Document
from giaoban.duties.actions import Order, Terms, ask_many
from giaoban.duties.models import Duty
from giaoban.duties.vocabulary import Kind, Role
from giaoban.foundation.verdict import Refused
from giaoban.journal.actions import record
from giaoban.units.models import Committee
from giaoban.units.reads import Officer

BATCH = 500


class ReviewChanged(Refused):
    """The proposals were changed since the confirmation was shown; nothing was written."""


@transaction.atomic
def confirm_review(review: Review, *, version: int, actor: Officer, at: datetime) -> bool:
    """
    Give the work of a paper: numbers, assignments, one duty for each unit, one journal entry.

    Returns False when the work has already been given (a second click, a second person): then nothing is
    written again. Raises `ReviewChanged` when `version` is not the one in force, `Refused` when the rules
    say no. Costs a fixed number of statements for each 500 units.
    """
    reviews = Review.objects.select_for_update(of=("self",), no_key=True).select_related(
        "document__committee__level"
    )
    review = reviews.get(pk=review.pk)
    if review.state == ReviewState.CONFIRMED and actor.asks_for(review.document.committee_id):
        return False
    if review.version != version:
        raise ReviewChanged(
            _("The proposals were changed meanwhile. Look once more at what will be given, then confirm.")
        )
    plan = plan_of(review, on=timezone.localdate(at))
    may_confirm(actor, review, plan).require()
    document = review.document
    numbers = take_numbers(document.committee, timezone.localdate(at).year, len(plan.tasks))
    duties = ask_many(
        [
            _dated(_order(part, task, document), part, task.proposal, plan)
            for task in plan.tasks
            for part in task.parts
        ],
        at=at,
    )
    _write(document, plan, numbers, duties, at)
    review.state, review.confirmed_at, review.confirmed_by = ReviewState.CONFIRMED, at, actor.person
    review.version, review.changed_at = review.version + 1, at
    review.save(update_fields=["state", "confirmed_at", "confirmed_by", "version", "changed_at"])
    record(
        Verb.CONFIRMED,
        actor=actor.person,
        target=document,
        at=at,
        after={
            "year": timezone.localdate(at).year,
            "first": numbers.start,
            "last": numbers.stop - 1,
            "assignments": len(plan.tasks),
            "duties": len(duties),
            "units": len(plan.units),
            "dropped": len(plan.proposals) - len(plan.kept),
        },
        acting_as=actor.capacity_at(committee_id=document.committee_id),
    )
    return True


def take_numbers(committee: Committee, year: int, count: int) -> range:
    """The next `count` numbers of the committee's year, without gaps; the series is locked until commit."""
    Series.objects.get_or_create(committee=committee, year=year)
    series = Series.objects.select_for_update(no_key=True).get(committee=committee, year=year)
    first = series.last + 1
    series.last += count
    series.save(update_fields=["last"])
    return range(first, first + count)


def origin_of(document: Document, clause: str) -> str:
    """As "TB 215/TB-BCĐ · khoản 3": in Vietnamese, for it is kept with the work."""
    return f"{document.short_name} · khoản {clause}" if clause else document.short_name


def _order(part: PlannedPart, task: PlannedTask, document: Document) -> Order:
    proposal = task.proposal
    reckoned = " · ".join(words for words in (proposal.due_words, proposal.event) if words)
    return Order(
        kind=Kind.ASSIGNMENT,
        role=part.role,
        title=proposal.action,
        unit_id=part.unit_id,
        unit_name=part.unit_name,
        committee_id=document.committee_id,
        asking_unit_id=document.committee.standing_unit_id,
        content=part.content,
        product=proposal.product,
        origin=proposal.origin or origin_of(document, proposal.clause),
        origin_key=proposal.origin_key or document.code,
        field_id=proposal.field_id,
        due_on=part.due_on,
        due_words=reckoned,
    )


def _dated(order: Order, part: PlannedPart, proposal: Proposal, plan: Plan) -> Order:
    """The order with the hour, the reckoning and the period of its deadline."""
    falls_on = due_of(proposal, after=plan.after) if proposal.rule else None
    if falls_on is not None:
        order = replace(order, origin=with_period(order.origin, proposal.rule, falls_on))
    if part.role == Role.INFORMED:
        return order
    if falls_on is not None and part.due_on is not None:
        terms: Terms | None = on_day(part.due_on)
    else:
        terms = None if part.has_own_day else terms_of(proposal, issued_on=plan.issued_on)
    return replace(order, terms=terms, due_time=proposal.due_time)


def _write(document: Document, plan: Plan, numbers: range, duties: Sequence[Duty], at: datetime) -> None:
    year, tasks = timezone.localdate(at).year, plan.tasks
    waiting = iter(duties)
    of_tasks = [[next(waiting) for _part in task.parts] for task in tasks]
    assignments = Assignment.objects.bulk_create(
        (
            Assignment(
                number=f"{number}/{year}",
                sequence=number,
                year=year,
                committee_id=document.committee_id,
                document=document,
                proposal=task.proposal,
                clause=task.proposal.clause,
                start=task.proposal.start,
                end=task.proposal.end,
                rule=task.proposal.rule,
                lead=own[0],
                confirmed_at=at,
            )
            for task, number, own in zip(tasks, numbers, of_tasks, strict=True)
        ),
        batch_size=BATCH,
    )
    first = _begin_rules(assignments, plan, at)
    Part.objects.bulk_create(
        chain.from_iterable(
            (Part(assignment=assignment, duty=duty, occurrence=first.get(assignment.pk)) for duty in own)
            for assignment, own in zip(assignments, of_tasks, strict=True)
        ),
        batch_size=BATCH,
    )


def _begin_rules(assignments: Sequence[Assignment], plan: Plan, at: datetime) -> dict[int, Occurrence]:
    """The rule of each repeated task, with its first period; that period by the task's key."""
    rules = []
    for assignment, task in zip(assignments, plan.tasks, strict=True):
        falls_on = due_of(task.proposal, after=plan.after) if assignment.rule else None
        if falls_on is not None:
            rules.append(_first_rule(assignment, falls_on, after=plan.after, at=at))
    made = Recurrence.objects.bulk_create(rules, batch_size=BATCH)
    periods = [Occurrence(recurrence=rule, falls_on=rule.asked_through, asked_at=at) for rule in made]
    return {
        period.recurrence.assignment_id: period
        for period in Occurrence.objects.bulk_create(periods, batch_size=BATCH)
    }


def _first_rule(assignment: Assignment, falls_on: date, *, after: date, at: datetime) -> Recurrence:
    """The rule that came with the paper, not saved: from the day after `after`, first due on `falls_on`."""
    return Recurrence(
        assignment=assignment,
        rule=assignment.rule,
        from_on=after + timedelta(days=1),
        until_on=parse_rule(assignment.rule).until,
        ahead_days=days_ahead(assignment.rule),
        asked_through=falls_on,
        set_at=at,
    )
