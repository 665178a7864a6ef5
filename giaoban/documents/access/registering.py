"""Who may bring papers in, keep the register and order what is done about a paper."""

from __future__ import annotations

from django.utils.translation import gettext as _

from giaoban.documents.models import Document, Intake
from giaoban.documents.vocabulary import Direction, IntakeState
from giaoban.foundation.verdict import ALLOWED, Verdict, denied
from giaoban.units.models import Committee
from giaoban.units.reads import Officer


def may_register(officer: Officer, committee: Committee) -> Verdict:
    """Whether `officer` may bring papers of `committee` in and correct their details."""
    if not officer.asks_for(committee.pk):
        return denied(_("Only the committee's own side may bring in its papers."))
    return ALLOWED


def may_correct(officer: Officer, document: Document) -> Verdict:
    """Whether `officer` may correct what the register says of `document`; it comes with its committee."""
    return may_register(officer, document.committee)


def may_pass_on(officer: Officer, document: Document) -> Verdict:
    """Whether `officer` may note that `document` was passed on; it comes with its committee."""
    return may_register(officer, document.committee)


def may_write_slip(officer: Officer, document: Document) -> Verdict:
    """Whether `officer` may order units to deal with `document`; it comes with its committee."""
    verdict = may_register(officer, document.committee)
    if not verdict:
        return verdict
    if document.direction != Direction.INCOMING:
        return denied(_("A handling slip is written for a paper that came in."))
    if document.secrecy:
        return denied(_("A paper marked as a state secret is handled on paper alone."))
    return ALLOWED


def may_relate(officer: Officer, document: Document) -> Verdict:
    """Whether `officer` may say what `document` does to other papers; it comes with its committee."""
    return may_register(officer, document.committee)


def may_confirm_intake(officer: Officer, intake: Intake) -> Verdict:
    """Whether `officer` may register or set aside what was handed in; it comes with its committee."""
    verdict = may_register(officer, intake.committee)
    if not verdict:
        return verdict
    if intake.state in {IntakeState.REGISTERED, IntakeState.SET_ASIDE}:
        return denied(_("This file has already been seen to."))
    return ALLOWED
