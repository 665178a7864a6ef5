"""Who may ask for, grant and change a deadline, and which days hold."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from giaoban.duties.access.sides import is_at_work, is_holder, may_decide
from giaoban.duties.models import Duty, Extension
from giaoban.foundation.verdict import ALLOWED, Verdict, denied
from giaoban.units.reads import Officer


def may_ask_extension(officer: Officer, duty: Duty, waiting: Extension | None, *, on: date) -> Verdict:
    """
    Whether `officer` may ask a later deadline for `duty` on the day `on`.

    Asked before the deadline passes, its last day included, and once at a time: `waiting` is the request
    that awaits its decision, None when there is none.
    """
    if not is_holder(officer, duty):
        return denied(_("Only the unit that holds this work may ask for a later deadline."))
    verdict = is_at_work(duty)
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
    verdict = may_decide(officer, duty)
    if not verdict:
        return verdict
    if waiting is None:
        return _no_request()
    if waiting.asked_by_id == officer.person.pk:
        return denied(_("You asked for this deadline yourself; somebody else has to decide."))
    return ALLOWED


def may_change_deadline(officer: Officer, duty: Duty, waiting: Extension | None) -> Verdict:
    """Whether `officer` may change the deadline of `duty` without a request, whether it has passed or not."""
    verdict = may_decide(officer, duty)
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
