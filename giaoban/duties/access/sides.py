"""Whose a duty is: the holder's side, the asking side, and what holds for each."""

from __future__ import annotations

from django.utils.translation import gettext as _

from giaoban.duties.models import Duty
from giaoban.duties.vocabulary import CLOSED, DECIDED_THERE, Kind, Role, State
from giaoban.foundation.verdict import ALLOWED, Verdict, denied
from giaoban.units.reads import Officer

AT_WORK = (State.RECEIVED, State.RETURNED)
"""Received by the unit and not yet handed in."""


def is_holder(officer: Officer, duty: Duty) -> bool:
    """Whether `officer` acts for the unit that holds `duty`."""
    return officer.works_for(duty.unit_id)


def is_asking(officer: Officer, duty: Duty) -> bool:
    """Whether `officer` acts for those who asked `duty`; a periodic report goes to the unit above as well."""
    if duty.parent_id is not None:
        return officer.works_for(duty.asking_unit_id)
    if duty.kind == Kind.REPORT and officer.works_for(duty.asking_unit_id):
        return True
    return officer.asks_for(duty.committee_id)


def may_see(officer: Officer, duty: Duty) -> Verdict:
    """Whether `officer` may see `duty`: the twin of `Duty.objects.visible_to` for one duty with its unit."""
    if officer.reads_within(duty.unit.path) or duty.committee_id in officer.whole_committee_ids:
        return ALLOWED
    if duty.parent_id is not None and officer.works_for(duty.asking_unit_id):
        return ALLOWED
    return denied(_("This work is not visible to you."))


def is_at_work(duty: Duty) -> Verdict:
    """Whether the unit has `duty` in hand: received, and neither handed in nor closed."""
    if duty.role == Role.INFORMED:
        return owes_nothing()
    if duty.state in CLOSED:
        return closed(duty)
    if duty.state == State.ASKED:
        return denied(_("Receive this work first."))
    if duty.state == State.DECLINED:
        return denied(_("This work was declined; those who asked it have to decide first."))
    if duty.state == State.SUBMITTED:
        return denied(_("The result has already been submitted and awaits a decision."))
    return ALLOWED


def is_decided_here(duty: Duty) -> Verdict:
    """Whether what is handed in for `duty` may be decided on, or taken back, where all work is."""
    if duty.kind in DECIDED_THERE:
        return denied(_("A report is decided on and taken back on its own page, where its figures count."))
    return ALLOWED


def closed(duty: Duty) -> Verdict:
    """That `duty` is closed, said as it was closed."""
    if duty.state == State.STOPPED:
        return denied(_("This work has already been stopped."))
    return denied(_("This work has already been accepted and closed."))


def owes_nothing() -> Verdict:
    """That an informed unit owes nothing."""
    return denied(_("Your unit is informed of this work and owes nothing."))


def may_decide(officer: Officer, duty: Duty) -> Verdict:
    """Whether `officer` may decide on open work: of those who asked it, and not of the unit that holds it."""
    verdict = is_of_those_who_decide(officer, duty)
    if verdict and duty.state in CLOSED:
        return closed(duty)
    return verdict


def is_of_those_who_decide(officer: Officer, duty: Duty) -> Verdict:
    """Whether `officer` is of those who asked `duty` and has no part in the unit that holds it."""
    if not is_asking(officer, duty):
        return denied(_("Only those who asked this work may decide on it."))
    if duty.unit_id in officer.home_unit_ids:
        return denied(_("Nobody closes their own work; the secretariat or a chair has to decide."))
    if duty.role == Role.INFORMED:
        return owes_nothing()
    return ALLOWED
