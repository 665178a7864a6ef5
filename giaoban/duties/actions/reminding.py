"""What people choose about reminders: a committee its steps, a person the hour of the digest; read marks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from giaoban.duties.access import may_set_steps
from giaoban.duties.jobs.facts import hours_of, steps_of
from giaoban.duties.jobs.hours import Hours
from giaoban.duties.jobs.steps import Steps
from giaoban.duties.models import MailWish, Notice, ReminderSteps
from giaoban.duties.vocabulary import Verb
from giaoban.foundation.verdict import Refused
from giaoban.journal.actions import Facts, record
from giaoban.units.models import Committee
from giaoban.units.reads import Officer

MOST_STEPS: Final = 6
FARTHEST: Final = 60  # working days
MOST_WEEKS: Final = 4


@transaction.atomic
def set_steps(
    committee: Committee, *, steps: Steps, hours: Hours, actor: Officer, at: datetime
) -> ReminderSteps:
    """
    Choose the steps and quiet hours of a committee; from the worker's next look on they hold for all work.

    What was said stays said; of the new steps that have come, the one in force is said. Raises `Refused`.
    """
    may_set_steps(actor, committee).require()
    _require_sense(steps, hours)
    Committee.objects.select_for_update(no_key=True).get(
        pk=committee.pk
    )  # two first choices wait for each other
    row = ReminderSteps.objects.filter(committee=committee).first() or ReminderSteps(committee=committee)
    before = _said(steps_of(row), hours_of(row))
    row.days_before = sorted(set(steps.days_before), reverse=True)
    row.on_the_day, row.every_weeks, row.up_to = steps.on_the_day, steps.every_weeks, steps.up_to
    row.quiet_from, row.quiet_to = hours.quiet_from, hours.quiet_to
    row.rest_days_quiet = hours.rest_days_quiet
    row.save()
    record(
        Verb.STEPS_SET,
        actor=actor.person,
        target=row,
        at=at,
        before=before,
        after=_said(steps_of(row), hours_of(row)),
        acting_as=actor.capacity_at(unit_id=committee.standing_unit_id, committee_id=committee.pk),
    )
    return row


def _require_sense(steps: Steps, hours: Hours) -> None:
    if len(set(steps.days_before)) > MOST_STEPS:
        raise Refused(_("At most %(count)d steps before a deadline.") % {"count": MOST_STEPS})
    if any(not 1 <= days <= FARTHEST for days in steps.days_before):
        raise Refused(
            _("A step lies from 1 to %(most)d working days before the deadline.") % {"most": FARTHEST}
        )
    if not 0 <= steps.every_weeks <= MOST_WEEKS:
        raise Refused(_("From 0 (never) to %(most)d weeks after the deadline.") % {"most": MOST_WEEKS})
    if not (0 <= hours.quiet_to <= 9 and 11 <= hours.quiet_from <= 24):
        raise Refused(_("The hours from 9 to 11 stay open for letters."))


def _said(steps: Steps, hours: Hours) -> Facts:
    return {
        "days_before": ", ".join(str(days) for days in steps.days_before),
        "on_the_day": steps.on_the_day,
        "every_weeks": steps.every_weeks,
        "up_to": steps.up_to,
        "quiet_from": hours.quiet_from,
        "quiet_to": hours.quiet_to,
        "rest_days_quiet": hours.rest_days_quiet,
    }


@transaction.atomic
def choose_mail(*, digest_at: time, wants_digest: bool, actor: Officer, at: datetime) -> MailWish:
    """Choose when the digest of the day comes, or none; escalated, new and returned work is mailed anyway."""
    wish, _made = MailWish.objects.update_or_create(
        person=actor.person, defaults={"digest_at": digest_at, "wants_digest": wants_digest}
    )
    after = {"digest_at": f"{digest_at:%H:%M}", "wants_digest": wants_digest}
    record(Verb.MAIL_CHOSEN, actor=actor.person, target=actor.person, at=at, after=after)
    return wish


def read_notices(notices: Iterable[int] | None, *, actor: Officer, at: datetime) -> int:
    """Mark own notices read, these (keys) or all; how many were unread."""
    unread = Notice.objects.unread().filter(person=actor.person)
    if notices is not None:
        unread = unread.filter(pk__in=notices)
    return unread.update(read_at=at)


def unread_notice(notice: int, *, actor: Officer) -> int:
    """Put an own notice back among the unread."""
    return Notice.objects.filter(pk=notice, person=actor.person).update(read_at=None)
