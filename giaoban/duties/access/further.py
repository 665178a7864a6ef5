"""Calendar addresses, steps of reminders, frozen figures."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from giaoban.duties.reads.figures import end_of
from giaoban.duties.vocabulary import FeedScope
from giaoban.foundation.verdict import ALLOWED, Verdict, denied
from giaoban.units.access import administers
from giaoban.units.models import Committee, Unit
from giaoban.units.reads import Officer

SETTLES: Final = timedelta(minutes=10)
"""After the end of a day until its facts are all in."""


def may_open_feed(
    officer: Officer, scope: FeedScope, *, unit: Unit | None = None, committee: Committee | None = None
) -> Verdict:
    """
    Whether `officer` may have a calendar of the own work, of `unit`, or of `committee`.

    This decides only which calendars make sense; what each gives is what the person may see at the fetch.
    """
    if scope == FeedScope.UNIT and (unit is None or not officer.reads_within(unit.path)):
        return denied(_("You have no post at this unit or above it."))
    if scope == FeedScope.COMMITTEE:
        seated = officer.whole_committee_ids | {seat.committee_id for seat in officer.seats}
        if committee is None or committee.pk not in seated:
            return denied(_("You neither sit in this committee nor keep its papers."))
    return ALLOWED


def may_set_steps(officer: Officer, committee: Committee) -> Verdict:
    """
    Whether `officer` may choose when the committee's work is reminded of.

    Those who keep its papers may: standing unit and secretariat; the administrator of its level sets it up.
    """
    if committee.pk in officer.asking_committee_ids or administers(officer, committee.level):
        return ALLOWED
    return denied(
        _("Only the standing unit, the secretariat or an administrator may change when reminders go out.")
    )


def may_freeze(officer: Officer | None, committee: Committee, day: date, *, at: datetime) -> Verdict:
    """
    Whether `officer` may freeze the figures of `committee` for `day`; None: the program does it.

    The day must have ended some minutes ago, so that acts which began before midnight are among its facts.
    """
    if officer is not None and not officer.asks_for(committee.pk):
        return denied(_("Only those who ask for the committee may freeze its figures."))
    if at < end_of(day) + SETTLES:
        return denied(_("This day has not ended yet; its figures can be frozen from ten past midnight."))
    return ALLOWED
