"""Who may write drafts, and what may be done with one."""

from __future__ import annotations

from django.utils.translation import gettext as _

from giaoban.documents.models import Draft
from giaoban.documents.vocabulary import DraftState
from giaoban.foundation.verdict import ALLOWED, Verdict, denied
from giaoban.units.models import Committee
from giaoban.units.reads import Officer


def may_draft(officer: Officer, committee: Committee) -> Verdict:
    """Whether `officer` may begin drafts of `committee`."""
    if not officer.asks_for(committee.pk):
        return denied(_("Only the committee's own side may write its drafts."))
    return ALLOWED


def may_write(officer: Officer, draft: Draft) -> Verdict:
    """Whether `officer` may change text and head of `draft` now; it comes with its committee."""
    verdict = may_draft(officer, draft.committee)
    if not verdict:
        return verdict
    if draft.state == DraftState.READY:
        return denied(
            _("The draft was found ready to be signed. Take it back to writing before you change it.")
        )
    return _is_open(draft)


def may_freeze(officer: Officer, draft: Draft) -> Verdict:
    """Whether `officer` may freeze a version of `draft` now."""
    verdict = may_draft(officer, draft.committee)
    if not verdict:
        return verdict
    if not draft.content:
        return denied(_("The draft has no text yet."))
    return _is_open(draft)


def may_find_ready(officer: Officer, draft: Draft) -> Verdict:
    """Whether `officer` may find `draft` ready to be signed."""
    verdict = may_write(officer, draft)
    if not verdict:
        return verdict
    if not draft.content:
        return denied(_("The draft has no text yet."))
    return ALLOWED


def may_reopen(officer: Officer, draft: Draft) -> Verdict:
    """Whether `officer` may take `draft` back to writing."""
    verdict = may_draft(officer, draft.committee)
    if not verdict:
        return verdict
    if draft.state == DraftState.WRITING:
        return denied(_("The draft is being written already."))
    return _is_open(draft)


def may_withdraw(officer: Officer, draft: Draft) -> Verdict:
    """Whether `officer` may withdraw `draft`."""
    verdict = may_draft(officer, draft.committee)
    return verdict and _is_open(draft)


def _is_open(draft: Draft) -> Verdict:
    if draft.state == DraftState.ISSUED:
        return denied(_("The draft was issued; the paper stands in the register and is not changed."))
    if draft.state == DraftState.WITHDRAWN:
        return denied(_("The draft was withdrawn."))
    return ALLOWED
