"""
Who may do what with a duty, and if not, why.

The button, the view and the action (under lock) ask the same function. The holder's side are the leader and
the contacts of its unit. The asking side are the committee's standing unit, secretariat and chairs; for
a part handed down, the unit that handed it down. Nobody closes the work of a unit to which they belong,
whether they work for it, read there, or sit in the committee in its name.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from giaoban.duties.models import Duty, Extension, Submission
from giaoban.duties.models.limit import Limit
from giaoban.duties.reads.figures import end_of
from giaoban.duties.vocabulary import CLOSED, CountedFrom, FeedScope, ProductKind, Role, State
from giaoban.foundation.verdict import ALLOWED, Verdict, denied
from giaoban.units.access import administers
from giaoban.units.models import Committee, Unit
from giaoban.units.reads import Officer

SETTLES: Final = timedelta(minutes=10)
"""After the end of a day until its facts are all in."""
AT_WORK = (State.RECEIVED, State.RETURNED)
"""Received by the unit and not yet handed in."""


def is_holder(officer: Officer, duty: Duty) -> bool:
    """Whether `officer` acts for the unit that holds `duty`."""
    return officer.works_for(duty.unit_id)


def is_asking(officer: Officer, duty: Duty) -> bool:
    """Whether `officer` acts for those who asked `duty`."""
    if duty.parent_id is not None:
        return officer.works_for(duty.asking_unit_id)
    return officer.asks_for(duty.committee_id)


def may_see(officer: Officer, duty: Duty) -> Verdict:
    """Whether `officer` may see `duty`: the twin of `Duty.objects.visible_to` for one duty with its unit."""
    if officer.reads_within(duty.unit.path) or duty.committee_id in officer.whole_committee_ids:
        return ALLOWED
    if duty.parent_id is not None and officer.works_for(duty.asking_unit_id):
        return ALLOWED
    return denied(_("This work is not visible to you."))


def may_receive(officer: Officer, duty: Duty) -> Verdict:
    """Whether `officer` may receive `duty` for its unit; for an informed unit this means "seen"."""
    if not is_holder(officer, duty):
        return denied(_("Only the unit that was asked may receive this work."))
    if duty.state in CLOSED:
        return _closed(duty)
    if duty.state == State.DECLINED:
        return denied(_("This work was declined; those who asked it have to decide first."))
    if duty.state != State.ASKED:
        return denied(_("This work has already been received."))
    return ALLOWED


def may_decline(officer: Officer, duty: Duty) -> Verdict:
    """Whether `officer` may refuse receipt of `duty`, with a reason."""
    if not is_holder(officer, duty):
        return denied(_("Only the unit that was asked may decline this work."))
    if duty.role == Role.INFORMED:
        return _owes_nothing()
    if duty.state in CLOSED:
        return _closed(duty)
    if duty.state == State.DECLINED:
        return denied(_("This work has already been declined."))
    if duty.state != State.ASKED:
        return denied(_("Work that has been received can no longer be declined."))
    return ALLOWED


def may_ask_again(officer: Officer, duty: Duty) -> Verdict:
    """Whether `officer` may ask the unit again after its refusal."""
    if not is_asking(officer, duty):
        return denied(_("Only those who asked this work may ask it again."))
    if duty.state != State.DECLINED:
        return denied(_("This work has not been declined."))
    return ALLOWED


def may_report(officer: Officer, duty: Duty) -> Verdict:
    """Whether `officer` may report progress on `duty`."""
    if not is_holder(officer, duty):
        return denied(_("Only the unit that holds this work may report on it."))
    return _is_at_work(duty)


def may_submit(officer: Officer, duty: Duty) -> Verdict:
    """Whether `officer` may hand in the result of `duty`."""
    if not is_holder(officer, duty):
        return denied(_("Only the unit that holds this work may submit its result."))
    return _is_at_work(duty)


def may_withdraw(officer: Officer, duty: Duty) -> Verdict:
    """Whether `officer` may take the submission back, as long as nobody has decided on it."""
    if not is_holder(officer, duty):
        return denied(_("Only the unit that submitted may take its submission back."))
    if duty.state in CLOSED:
        return _closed(duty)
    if duty.state != State.SUBMITTED:
        return denied(_("There is no submission to take back."))
    return ALLOWED


def may_accept(officer: Officer, duty: Duty, pending: Submission | None) -> Verdict:
    """
    Whether `officer` may accept the result of `duty`.

    `pending` is the submission that awaits the decision, None when there is none. Whoever handed it in may
    not accept it, even after changing sides.
    """
    verdict = _may_decide(officer, duty)
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
    verdict = _may_decide(officer, duty)
    if not verdict:
        return verdict
    if duty.state == State.RETURNED:
        return denied(_("This result has already been returned."))
    if duty.state != State.SUBMITTED:
        return denied(_("The unit has not submitted a result yet."))
    return ALLOWED


def may_date_event(officer: Officer, duty: Duty, limit: Limit | None) -> Verdict:
    """Whether `officer` may give the day of the event from which the deadline of `duty` is counted."""
    if not is_asking(officer, duty):
        return denied(_("Only those who asked this work may say from which day its deadline is counted."))
    if duty.state in CLOSED:
        return _closed(duty)
    if limit is None or limit.counted_from != CountedFrom.EVENT:
        return denied(_("The deadline of this work is not counted from an event."))
    if limit.start_on is not None:
        return denied(_("The day from which the deadline is counted has already been given."))
    return ALLOWED


def may_stop(officer: Officer, duty: Duty) -> Verdict:
    """Whether `officer` may stop `duty` by a decision."""
    return _may_decide(officer, duty)


def may_reopen(officer: Officer, duty: Duty) -> Verdict:
    """
    Whether `officer` may take up `duty` again after it was accepted or stopped.

    `duty` has its unit loaded, and its parent when it is a part handed down: no part goes on within work
    that is closed.
    """
    verdict = _is_of_those_who_decide(officer, duty)
    if not verdict:
        return verdict
    if duty.state not in CLOSED:
        return denied(_("This work is not closed."))
    if duty.parent is not None and duty.parent.state in CLOSED:
        return denied(_("The work that this is a part of is closed; it has to be reopened first."))
    return ALLOWED


def may_hand_down(officer: Officer, duty: Duty, to: Unit | None = None) -> Verdict:
    """
    Whether `officer` may hand a part of `duty` down; to exactly `to` when it is given.

    Only to a unit below the one that holds the work: `to` lies strictly under its path.
    """
    if not is_holder(officer, duty):
        return denied(_("Only the unit that holds this work may hand a part of it down."))
    verdict = _is_at_work(duty)
    if not verdict:
        return verdict
    if to is not None and (to.pk == duty.unit_id or not to.path.startswith(duty.unit.path)):
        return denied(_("Work can only be handed down to a unit below your own."))
    return ALLOWED


def may_ask_extension(officer: Officer, duty: Duty, waiting: Extension | None, *, on: date) -> Verdict:
    """
    Whether `officer` may ask a later deadline for `duty` on the day `on`.

    Asked before the deadline passes, its last day included, and once at a time: `waiting` is the request
    that awaits its decision, None when there is none.
    """
    if not is_holder(officer, duty):
        return denied(_("Only the unit that holds this work may ask for a later deadline."))
    verdict = _is_at_work(duty)
    if not verdict:
        return verdict
    if duty.due_on is None:
        return denied(_("This work has no deadline."))
    if waiting is not None:
        return denied(_("A request for a later deadline already awaits its decision."))
    if duty.due_on < on:
        words = _(
            "The deadline passed on %(day)s, so a later one may no longer be asked; only those who asked "
            "this work may still change it, with a reason."
        )
        return denied(words % {"day": f"{duty.due_on:%d/%m/%Y}"})
    return ALLOWED


def may_withdraw_extension(officer: Officer, duty: Duty, waiting: Extension | None) -> Verdict:
    """Whether `officer` may take the request `waiting` back, as long as nobody has decided on it."""
    if not is_holder(officer, duty):
        return denied(_("Only the unit that asked for a later deadline may take its request back."))
    return ALLOWED if waiting is not None else _no_request()


def may_decide_extension(officer: Officer, duty: Duty, waiting: Extension | None) -> Verdict:
    """Whether `officer` may grant or refuse the request `waiting`; nobody decides on their own request."""
    verdict = _may_decide(officer, duty)
    if not verdict:
        return verdict
    if waiting is None:
        return _no_request()
    if waiting.asked_by_id == officer.person.pk:
        return denied(_("You asked for this deadline yourself; somebody else has to decide."))
    return ALLOWED


def may_change_deadline(officer: Officer, duty: Duty, waiting: Extension | None) -> Verdict:
    """Whether `officer` may change the deadline of `duty` without a request, whether it has passed or not."""
    verdict = _may_decide(officer, duty)
    if verdict and waiting is not None:
        return denied(_("The unit has asked for a later deadline; decide on its request."))
    return verdict


def deadline_holds(duty: Duty, due_on: date, *, on: date) -> Verdict:
    """
    Whether those who asked may set `due_on` as the new deadline of `duty` on the day `on`.

    It differs from the one in force, has not passed, and a part ends no later than the work it is a part of:
    `duty` has its parent loaded.
    """
    if due_on == duty.due_on:
        return denied(_("That is the deadline already."))
    if due_on < on:
        return denied(_("A deadline cannot be set on a day that has passed."))
    whole = duty.parent.due_on if duty.parent is not None else None
    if whole is not None and due_on > whole:
        words = _("A part is due no later than the work it belongs to (%(day)s).")
        return denied(words % {"day": f"{whole:%d/%m/%Y}"})
    return ALLOWED


def extension_goes_on(duty: Duty, due_on: date) -> Verdict:
    """Whether `due_on` is later than the deadline of `duty` in force, as a request asks and is granted."""
    if duty.due_on is None or due_on <= duty.due_on:
        return denied(_("An extension ends after the deadline in force."))
    return ALLOWED


def _no_request() -> Verdict:
    return denied(_("No request for a later deadline waits: it was decided on or taken back meanwhile."))


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
        return _owes_nothing()
    if duty.state in CLOSED:
        return _closed(duty)
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


def _may_decide(officer: Officer, duty: Duty) -> Verdict:
    verdict = _is_of_those_who_decide(officer, duty)
    if verdict and duty.state in CLOSED:
        return _closed(duty)
    return verdict


def _is_of_those_who_decide(officer: Officer, duty: Duty) -> Verdict:
    if not is_asking(officer, duty):
        return denied(_("Only those who asked this work may decide on it."))
    if duty.unit_id in officer.home_unit_ids:
        return denied(_("Nobody closes their own work; the secretariat or a chair has to decide."))
    if duty.role == Role.INFORMED:
        return _owes_nothing()
    return ALLOWED


def _is_at_work(duty: Duty) -> Verdict:
    if duty.role == Role.INFORMED:
        return _owes_nothing()
    if duty.state in CLOSED:
        return _closed(duty)
    if duty.state == State.ASKED:
        return denied(_("Receive this work first."))
    if duty.state == State.DECLINED:
        return denied(_("This work was declined; those who asked it have to decide first."))
    if duty.state == State.SUBMITTED:
        return denied(_("The result has already been submitted and awaits a decision."))
    return ALLOWED


def _closed(duty: Duty) -> Verdict:
    if duty.state == State.STOPPED:
        return denied(_("This work has already been stopped."))
    return denied(_("This work has already been accepted and closed."))


def _owes_nothing() -> Verdict:
    return denied(_("Your unit is informed of this work and owes nothing."))


def product_is_given(
    kind: str,
    *,
    document_number: str,
    document_date: date | None,
    link: str,
    has_file: bool,
    on: date,
) -> Verdict:
    """
    Whether a result of `kind` names its product: closing work needs a paper, a file or a link.

    `on` is the day of handing in; a document cannot be dated after it.
    """
    if kind == ProductKind.DOCUMENT and not (document_number and document_date):
        return denied(_("Give the number and the date of the document."))
    if kind == ProductKind.FILE and not has_file:
        return denied(_("Attach the file that is the result."))
    if kind == ProductKind.LINK and not link.startswith(("http://", "https://")):
        return denied(_("Give the address of the result, beginning with http:// or https://."))
    if document_date is not None and document_date > on:
        return denied(_("The document cannot be dated after today."))
    return ALLOWED


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
