"""Fill an empty database with the demo, in the caller's transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from random import Random
from typing import NamedTuple

from django.utils import timezone

from giaoban.assignments.actions import confirm_review, take_in
from giaoban.assignments.models import Part, Proposal, Review
from giaoban.config.demo import province as facts
from giaoban.config.demo.conference import plan_conference
from giaoban.config.demo.founding import Founded, found
from giaoban.config.demo.incoming import plan_incoming
from giaoban.config.demo.life import Life, Offices, Timeline
from giaoban.config.demo.matters import ALL
from giaoban.config.demo.papers import MATTERS, Notice, as_word, compose
from giaoban.config.demo.reminding import plan_reminders
from giaoban.config.demo.repeating import Repeating
from giaoban.config.demo.report_life import Reporting
from giaoban.config.demo.reporting import plan_reports
from giaoban.people.models import Person
from giaoban.units.models import Committee, Field
from giaoban.units.reads import officer_for
from giaoban.workdays.reads import current_calendar

TWO_YEARS = 730  # days
_REFORMED = (facts.DEPARTMENTS_MERGED, facts.COMMUNES_SET_UP)
LEFT_OPEN = 1  # notices of each committee that wait for their review
Tell = Callable[[int, int], None]


class Lives(NamedTuple):
    """What becomes of tasks, and of the periods of those that repeat."""

    tasks: Life
    repeated: Repeating


def fill(*, progress: Tell, now: datetime | None = None, days: int = TWO_YEARS, seed: int = 2025) -> None:
    """
    Make the province, its committees, and what happened in the `days` until `now` (None: this moment).

    The same `now` and `seed` give the same demo. `progress` is called with (days done, all days).
    """
    random = Random(seed)  # a demo, not a secret
    now = now or timezone.now()
    made = found(random)
    timeline = Timeline(now)
    life = Life(timeline, _offices(made), current_calendar(), random)
    # Of its own chance, so that all else happens as it would without.
    lives = Lives(life, Repeating(Life(timeline, life.offices, life.calendar, Random(seed + 1))))
    first = timezone.localdate(now) - timedelta(days=days)
    for committee in facts.COMMITTEES:
        _plan_notices(committee, made, lives, first, random)
        plan_incoming(
            made.committees[committee.key],
            made.secretaries[made.committees[committee.key].pk],
            timeline.add,
            calendar=life.calendar,
            today=timezone.localdate(now),
            contacts=made.contacts,
        )
    digital = made.committees[facts.DIGITAL.key]
    plan_conference(
        digital,
        made.secretaries[digital.pk],
        made.chairs[digital.pk],
        timeline.add,
        calendar=life.calendar,
        today=timezone.localdate(now),
        contacts=made.contacts,
    )
    reporting = Reporting(
        contacts=made.contacts,
        secretary=made.secretaries[digital.pk],
        calendar=life.calendar,
        add=timeline.add,
        chance=Random(seed),
        today=timezone.localdate(now),
    )
    plan_reports(
        digital,
        made.secretaries[digital.pk],
        timeline.add,
        first=first,
        today=timezone.localdate(now),
        opened=reporting.opened,
    )
    plan_reminders(timeline)

    def tell(at: datetime) -> None:
        progress(min((timezone.localdate(at) - first).days, days - 1), days)

    timeline.run(tell)
    progress(days, days)


def _offices(made: Founded) -> Offices:
    """Who acts; the standing office of a committee is the contact of its standing unit."""
    committees = made.committees.values()
    return Offices(
        contacts=made.contacts,
        standing={c.pk: made.contacts[c.standing_unit_id] for c in committees},
        secretaries=made.secretaries,
        chairs=made.chairs,
    )


def _plan_notices(
    committee: facts.CommitteeFact, made: Founded, lives: Lives, first: date, random: Random
) -> None:
    """A notice about every four weeks; the newest still waits for its review."""
    today = timezone.localdate(lives.tasks.timeline.now)
    days, day = [], first + timedelta(days=random.randint(5, 20))
    while day < today - timedelta(days=2):
        days.append(day)
        recent = day > today - timedelta(days=100)
        day += timedelta(days=random.randint(8, 13) if recent else random.randint(24, 33))
    days[-2:] = [today - timedelta(days=3), today - timedelta(days=1)]  # one just given, one waiting
    pool, number, year = list(MATTERS[committee.key]), 0, 0
    group_turn = 0
    for place, issued_on in enumerate(days):
        if issued_on.year != year:
            number, year = random.randint(2, 9), issued_on.year
        number += random.randint(3, 19)
        own = [m for m in pool if m.lead != ALL]
        chosen = random.sample(own, 7)
        if place % 5 == len(days) % 5 - 2 or place % 5 == len(days) % 5 + 3:
            groups = [m for m in pool if m.lead == ALL]
            chosen.insert(3, groups[group_turn % len(groups)])
            group_turn += 1
        notice = compose(committee, number, issued_on, chosen, random)
        notice = replace(notice, waits=place >= len(days) - LEFT_OPEN)
        at = lives.tasks.moment(issued_on + timedelta(days=1))
        if any(issued_on < day <= timezone.localdate(at) for day in _REFORMED):
            at = lives.tasks.moment(issued_on)  # units that it names end before the next working day
        lives.tasks.timeline.add(at, partial(_give, made.committees[committee.key], made, lives, notice))


def _give(target: Committee, made: Founded, lives: Lives, notice: Notice, at: datetime) -> None:
    """The secretary takes the notice in, checks it and gives the work; the units begin."""
    secretary = Person.objects.get(pk=made.secretaries[target.pk])
    officer = officer_for(secretary, on=timezone.localdate(at))
    if officer is None:
        raise LookupError(secretary)
    document, _is_new = take_in(
        committee=target,
        text="\n".join(notice.lines),
        data=as_word(notice),
        filename=f"TB-{notice.number}.docx",
        actor=officer,
        at=at,
    )
    if notice.waits:
        return
    review = Review.objects.get(document=document)
    _name_fields(review, notice, target.pk)
    review.refresh_from_db()
    confirm_review(review, version=review.version, actor=officer, at=at)
    for part in (
        Part.objects.filter(assignment__document=document).select_related("duty__unit").order_by("pk")
    ):
        lives.tasks.begin(part.duty)
    lives.repeated.begin(document.pk, at)


def _name_fields(review: Review, notice: Notice, committee_id: int) -> None:
    """The secretary names the field of each task, as on the review page."""
    fields = {field.name: field for field in Field.objects.filter(committee=committee_id)}
    by_clause = {str(place): matter.field for place, matter in enumerate(notice.matters, start=2)}
    for proposal in Proposal.objects.filter(review=review):
        name = by_clause.get(proposal.clause)
        if name:
            Proposal.objects.filter(pk=proposal.pk).update(field=fields[name])
