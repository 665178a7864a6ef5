"""Who may ask units about a draft, who answers, and who decides on what they say."""

from __future__ import annotations

from django.utils.translation import gettext as _

from giaoban.documents.models import Answer, Consultation, Draft
from giaoban.documents.vocabulary import DraftState
from giaoban.duties.vocabulary import State
from giaoban.foundation.verdict import ALLOWED, Verdict, denied
from giaoban.units.reads import Officer


def may_consult(officer: Officer, draft: Draft) -> Verdict:
    """Whether `officer` may send versions of `draft` to units."""
    if not officer.asks_for(draft.committee_id):
        return denied(_("Only the committee's own side may ask units about its drafts."))
    if draft.state == DraftState.ISSUED:
        return denied(_("The draft was issued; the paper stands in the register and is not changed."))
    if draft.state == DraftState.WITHDRAWN:
        return denied(_("The draft was withdrawn."))
    return ALLOWED


def may_steer(officer: Officer, consultation: Consultation) -> Verdict:
    """Whether `officer` may extend or close `consultation` now."""
    if not officer.asks_for(consultation.committee_id):
        return denied(_("Only the committee's own side may steer its consultations."))
    if not consultation.is_open:
        return denied(_("This round is closed."))
    return ALLOWED


def may_publish(officer: Officer, consultation: Consultation) -> Verdict:
    """Whether `officer` may show the table of comments to the units that were asked."""
    if not officer.asks_for(consultation.committee_id):
        return denied(_("Only the committee's own side may show the table to the units."))
    if consultation.is_open:
        return denied(_("Close the round first: until then no unit sees another's answer."))
    if consultation.published_at is not None:
        return denied(_("The units see the table already."))
    return ALLOWED


def may_answer(officer: Officer, answer: Answer) -> Verdict:
    """Whether `officer` may write and send `answer`, loaded with its duty and its round."""
    if not officer.works_for(answer.duty.unit_id):
        return denied(_("Only leaders and contacts of the unit that was asked may answer."))
    if answer.sent_at is not None:
        return denied(_("The answer was sent and stays as it is."))
    if not answer.consultation.is_open:
        return denied(_("The round is closed; answers are no longer taken."))
    if answer.duty.state == State.DECLINED:
        return denied(_("Your unit declined this work; those who asked it have to decide first."))
    if answer.duty.state not in (State.ASKED, State.RECEIVED):
        return denied(_("This work is closed."))
    return ALLOWED


def may_open(officer: Officer, answer: Answer) -> Verdict:
    """
    Whether `officer` may read `answer`, loaded with its duty and its round.

    While it is written the unit alone reads it; once it is sent those above it and those who asked do too.
    """
    if answer.duty.unit_id in officer.home_unit_ids:
        return ALLOWED
    if answer.sent_at is None:
        return denied(_("What a unit is still writing nobody else reads."))
    if officer.reads_within(answer.duty.unit.path):
        return ALLOWED
    if answer.consultation.committee_id in officer.whole_committee_ids:
        return ALLOWED
    return denied(_("This answer is not visible to you."))


def may_dispose(officer: Officer, consultation: Consultation) -> Verdict:
    """Whether `officer` may decide on comments of `consultation`, loaded with its draft."""
    if not officer.asks_for(consultation.committee_id):
        return denied(_("Only the committee's own side decides on comments."))
    if consultation.draft.state == DraftState.ISSUED:
        return denied(_("The paper was issued; what was decided on its comments stays."))
    return ALLOWED


def may_read_table(officer: Officer, consultation: Consultation) -> Verdict:
    """Whether `officer`, who sees the round, may read what all units said in it."""
    if consultation.committee_id in officer.whole_committee_ids:
        return ALLOWED
    if consultation.published_at is None:
        return denied(_("The table of comments has not been shown to the units yet."))
    return ALLOWED
