"""What those who asked a duty may decide on it."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from giaoban.duties.access.sides import closed, is_asking, is_of_those_who_decide, may_decide, owes_nothing
from giaoban.duties.access.working import may_still_change
from giaoban.duties.models import Duty, Submission
from giaoban.duties.models.limit import Limit
from giaoban.duties.vocabulary import CLOSED, DECIDED_THERE, CountedFrom, Role, State
from giaoban.foundation.verdict import ALLOWED, Verdict, denied
from giaoban.units.reads import Officer


def may_ask_again(officer: Officer, duty: Duty) -> Verdict:
    """Whether `officer` may ask the unit again after its refusal."""
    if not is_asking(officer, duty):
        return denied(_("Only those who asked this work may ask it again."))
    if duty.state != State.DECLINED:
        return denied(_("This work has not been declined."))
    return ALLOWED


def may_accept(officer: Officer, duty: Duty, pending: Submission | None) -> Verdict:
    """
    Whether `officer` may accept the result of `duty`.

    `pending` is the submission that awaits the decision, None when there is none. Whoever handed it in may
    not accept it, even after changing sides.
    """
    verdict = may_decide(officer, duty)
    if not verdict:
        return verdict
    if duty.state == State.RETURNED:
        return denied(_("This result has already been returned."))
    if duty.state != State.SUBMITTED or pending is None:
        return denied(_("The unit has not submitted a result yet."))
    if pending.author_id == officer.person.pk:
        return denied(_("You handed in this result yourself; somebody else has to accept it."))
    return ALLOWED


def may_return(officer: Officer, duty: Duty) -> Verdict:
    """Whether `officer` may return the result of `duty` to work."""
    verdict = may_decide(officer, duty)
    if not verdict:
        return verdict
    if duty.state == State.RETURNED:
        return denied(_("This result has already been returned."))
    if duty.state != State.SUBMITTED:
        return denied(_("The unit has not submitted a result yet."))
    return may_still_change(duty)


def may_accept_in_part(officer: Officer, duty: Duty, pending: Submission | None) -> Verdict:
    """Whether `officer` may accept a part of the result of `duty` and have the unit do the rest."""
    verdict = may_accept(officer, duty, pending)
    return may_still_change(duty) if verdict else verdict


def may_date_event(officer: Officer, duty: Duty, limit: Limit | None) -> Verdict:
    """Whether `officer` may give the day of the event from which the deadline of `duty` is counted."""
    if not is_asking(officer, duty):
        return denied(_("Only those who asked this work may say from which day its deadline is counted."))
    if duty.state in CLOSED:
        return closed(duty)
    if limit is None or limit.counted_from != CountedFrom.EVENT:
        return denied(_("The deadline of this work is not counted from an event."))
    if limit.start_on is not None:
        return denied(_("The day from which the deadline is counted has already been given."))
    return ALLOWED


def may_stop(officer: Officer, duty: Duty) -> Verdict:
    """Whether `officer` may stop `duty` by a decision."""
    if duty.kind in DECIDED_THERE and duty.state == State.SUBMITTED:
        return denied(_("A report was sent; it is accepted or returned first."))
    return may_decide(officer, duty)


def may_reopen(officer: Officer, duty: Duty) -> Verdict:
    """
    Whether `officer` may take up `duty` again after it was accepted or stopped.

    `duty` has its unit loaded, and its parent when it is a part handed down: no part goes on within work
    that is closed.
    """
    verdict = is_of_those_who_decide(officer, duty)
    if not verdict:
        return verdict
    if duty.state not in CLOSED:
        return denied(_("This work is not closed."))
    if duty.parent is not None and duty.parent.state in CLOSED:
        return denied(_("The work that this is a part of is closed; it has to be reopened first."))
    return may_still_change(duty)


def may_take_over(
    officer: Officer, duty: Duty, state: State, *, submitted_on: date | None, on: date
) -> Verdict:
    """
    Whether `officer` may take over from a table, on the day `on`, that `duty` stands in `state`.

    `submitted_on` is the day of completion. Work on which the unit or those who asked have decided here is
    followed here: no table moves it any more.
    """
    if not is_asking(officer, duty):
        return denied(_("Only those who asked this work may take its state over."))
    if duty.role == Role.INFORMED:
        return owes_nothing()
    if duty.state in CLOSED:
        return closed(duty)
    if duty.state not in (State.ASKED, State.RECEIVED):
        return denied(_("Something is being decided on this work; a table cannot move it."))
    if state == State.ACCEPTED and submitted_on is None:
        return denied(_("Finished work needs the day of its completion."))
    if submitted_on is not None and submitted_on > on:
        return denied(_("The day of completion cannot lie after today."))
    return ALLOWED


def may_change_field(officer: Officer, duty: Duty) -> Verdict:
    """Whether `officer` may put `duty` under another field of its committee; closed work too."""
    if not officer.asks_for(duty.committee_id):
        return denied(_("Only the committee's own side may change the field of its work."))
    return ALLOWED
