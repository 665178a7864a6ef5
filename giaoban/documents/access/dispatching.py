"""Who may send papers to units, take them back, and sign for them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from giaoban.documents.access.registering import may_register
from giaoban.documents.models import Dispatch, Document
from giaoban.foundation.verdict import ALLOWED, Verdict, denied
from giaoban.units.reads import Officer


def may_send(officer: Officer, document: Document) -> Verdict:
    """Whether `officer` may send `document` to units; it comes with its committee."""
    if not officer.asks_for(document.committee_id):
        return denied(_("Only the committee's own side may send its papers to units."))
    if document.secrecy:
        return denied(_("A paper marked as a state secret is never sent through this system."))
    if not (document.sha256 or document.file_id):
        return denied(_("The register holds neither the text nor a file of this paper."))
    return ALLOWED


def may_recall(officer: Officer, dispatch: Dispatch) -> Verdict:
    """Whether `officer` may recall or replace `dispatch`; it comes with its document and committee."""
    verdict = may_register(officer, dispatch.document.committee)
    if not verdict:
        return denied(_("Only the committee's own side may recall what it has sent."))
    if dispatch.is_recalled:
        return denied(_("This dispatch was recalled already."))
    return ALLOWED


def may_receive(officer: Officer, dispatch: Dispatch, *, unit_id: int) -> Verdict:
    """Whether `officer` may sign for `dispatch` on behalf of the unit."""
    if not officer.works_for(unit_id):
        return denied(_("The leader or the contact of the unit signs for a paper."))
    if dispatch.is_recalled:
        return denied(_("The paper was recalled; nothing is left to sign for."))
    return ALLOWED
