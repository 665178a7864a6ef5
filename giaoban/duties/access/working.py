"""What the unit that holds a duty may do with it."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from giaoban.duties.access.sides import closed, is_at_work, is_holder, owes_nothing
from giaoban.duties.models import Duty
from giaoban.duties.vocabulary import CLOSED, SENT_FOR_GOOD, WRITTEN, Kind, ProductKind, Role, State
from giaoban.foundation.verdict import ALLOWED, Verdict, denied
from giaoban.units.models import Unit
from giaoban.units.reads import Officer


def may_receive(officer: Officer, duty: Duty) -> Verdict:
    """Whether `officer` may receive `duty` for its unit; for an informed unit this means "seen"."""
    if not is_holder(officer, duty):
        return denied(_("Only the unit that was asked may receive this work."))
    if duty.state in CLOSED:
        return closed(duty)
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
        return owes_nothing()
    if duty.state in CLOSED:
        return closed(duty)
    if duty.state == State.DECLINED:
        return denied(_("This work has already been declined."))
    if duty.state != State.ASKED:
        return denied(_("Work that has been received can no longer be declined."))
    return ALLOWED


def may_report(officer: Officer, duty: Duty) -> Verdict:
    """Whether `officer` may report progress on `duty`."""
    if not is_holder(officer, duty):
        return denied(_("Only the unit that holds this work may report on it."))
    return is_at_work(duty)


def may_submit(officer: Officer, duty: Duty) -> Verdict:
    """Whether `officer` may hand in the result of `duty`."""
    if not is_holder(officer, duty):
        return denied(_("Only the unit that holds this work may submit its result."))
    return is_at_work(duty)


def may_withdraw(officer: Officer, duty: Duty) -> Verdict:
    """Whether `officer` may take the submission back, as long as nobody has decided on it."""
    if not is_holder(officer, duty):
        return denied(_("Only the unit that submitted may take its submission back."))
    if duty.state in CLOSED:
        return closed(duty)
    if duty.state != State.SUBMITTED:
        return denied(_("There is no submission to take back."))
    return may_still_change(duty)


def may_still_change(duty: Duty) -> Verdict:
    """Whether what was handed in for `duty` can be taken back, sent back or done again."""
    if duty.kind in SENT_FOR_GOOD:
        return denied(_("An answer stays as it was sent."))
    return ALLOWED


def result_fits(duty: Duty, product_kind: str) -> Verdict:
    """Whether a result of `product_kind` answers `duty`: answers are written in the room that asked."""
    here = WRITTEN.get(Kind(duty.kind))
    if product_kind != here if here else product_kind in WRITTEN.values():
        return denied(_("This work is answered on a page of its own; open it from the page of the work."))
    return ALLOWED


def may_hand_down(officer: Officer, duty: Duty, to: Unit | None = None) -> Verdict:
    """
    Whether `officer` may hand a part of `duty` down; to exactly `to` when it is given.

    Only to a unit below the one that holds the work: `to` lies strictly under its path.
    """
    if not is_holder(officer, duty):
        return denied(_("Only the unit that holds this work may hand a part of it down."))
    verdict = is_at_work(duty)
    if not verdict:
        return verdict
    if to is not None and (to.pk == duty.unit_id or not to.path.startswith(duty.unit.path)):
        return denied(_("Work can only be handed down to a unit below your own."))
    return ALLOWED


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
