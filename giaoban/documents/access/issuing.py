"""Who may issue papers and keep what came back signed."""

from __future__ import annotations

from django.utils.translation import gettext as _

from giaoban.documents.models import Document, Draft
from giaoban.documents.vocabulary import Direction, DraftState
from giaoban.foundation.verdict import ALLOWED, Verdict, denied
from giaoban.units.reads import Officer


def may_issue(officer: Officer, draft: Draft) -> Verdict:
    """Whether `officer` may give `draft` its number and issue it; what is missing, `reads.blocking` says."""
    if not officer.asks_for(draft.committee_id):
        return denied(_("Only the committee's own side may issue its papers."))
    if draft.state == DraftState.ISSUED:
        return denied(_("This draft is issued already."))
    if draft.state != DraftState.READY:
        return denied(_("The draft is not ready to be signed: freeze it and find it ready first."))
    return ALLOWED


def may_keep_signed(officer: Officer, document: Document) -> Verdict:
    """Whether `officer` may bring the signed file of `document`."""
    if not officer.asks_for(document.committee_id):
        return denied(_("Only the committee's own side may bring the signed file of its paper."))
    if document.direction != Direction.OUTGOING:
        return denied(_("A signed file is kept for papers that the committee issued."))
    return ALLOWED
