"""The level above accepts what a unit sent, or returns it with a reason."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from giaoban.duties.actions import accept_there, return_
from giaoban.foundation.verdict import Refused
from giaoban.reports.access import may_decide_report
from giaoban.reports.actions.counting import count
from giaoban.reports.actions.sending import (
    duty_of,
    locked_report,
    note,
    pending_of,
    save,
    settle,
    standing_before,
)
from giaoban.reports.models import Report
from giaoban.reports.vocabulary import ReportState, RevisionState, Verb
from giaoban.units.reads import Officer


@transaction.atomic
def accept_report(report: Report, *, actor: Officer, at: datetime) -> Report:
    """
    Accept what was sent last: from here on it stands in the totals of all units above.

    A restatement takes the place of the sending before it, which stays on record. Raises `Refused`.
    """
    locked = locked_report(report)
    may_decide_report(actor, locked).require()
    revision = pending_of(locked)
    count(locked, revision)
    settle(revision, RevisionState.ACCEPTED, actor=actor, at=at)
    locked.state = ReportState.ACCEPTED
    save(locked)
    if not revision.restates:
        accept_there(duty_of(locked), actor=actor, at=at)
    note(Verb.ACCEPTED, locked, revision, actor=actor, at=at, asking=True)
    return locked


@transaction.atomic
def return_report(report: Report, *, reason: str, actor: Officer, at: datetime) -> Report:
    """
    Return what was sent last with a `reason`; its figures leave the totals if they were in them.

    After a returned restatement the accepted sending stands as before. Raises `Refused`.
    """
    locked = locked_report(report)
    may_decide_report(actor, locked).require()
    revision = pending_of(locked)
    if locked.counted == revision:
        count(locked, standing_before(locked))
    settle(revision, RevisionState.RETURNED, actor=actor, at=at, reason=reason)
    if not revision.restates:
        locked.state = ReportState.RETURNED
    save(locked)
    if not revision.restates:
        return_(duty_of(locked).pk, actor=actor, at=at, reason=reason, by_its_room=True)
    note(Verb.RETURNED, locked, revision, actor=actor, at=at, asking=True)
    return locked


def accept_many(
    reports: Iterable[Report], *, actor: Officer, at: datetime
) -> tuple[list[Report], list[tuple[Report, str]]]:
    """
    Accept several reports, each in a transaction of its own.

    (those accepted, those that were refused with the reason); a refusal stops none of the others.
    """
    accepted, refused = [], []
    for report in reports:
        try:
            accepted.append(accept_report(report, actor=actor, at=at))
        except Refused as refusal:
            refused.append((report, str(refusal)))
    return accepted, refused
