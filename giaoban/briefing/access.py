"""Who may write, issue and read briefs, and if not, why."""

from __future__ import annotations

from django.utils.translation import gettext as _

from giaoban.briefing.models import Brief
from giaoban.foundation.verdict import ALLOWED, Verdict, denied
from giaoban.units.models import Committee
from giaoban.units.reads import Officer


def may_write_brief(officer: Officer, committee: Committee) -> Verdict:
    """Whether `officer` may write briefs of `committee`: its standing unit, secretariat and chairs."""
    if not officer.asks_for(committee.pk):
        return denied(_("Only the committee's standing unit, secretariat and chairs may write its briefs."))
    return ALLOWED


def may_edit_brief(officer: Officer, brief: Brief) -> Verdict:
    """Whether `officer` may change the words of `brief` or have its figures counted again."""
    allowed = may_write_brief(officer, brief.committee)
    if allowed and brief.issued_at is not None:
        return denied(_("This brief has been issued; write a new one instead of changing it."))
    return allowed


def may_issue_brief(officer: Officer, brief: Brief) -> Verdict:
    """Whether `officer` may issue `brief` to the members of the committee."""
    allowed = may_write_brief(officer, brief.committee)
    if allowed and brief.issued_at is not None:
        return denied(_("This brief has already been issued."))
    return allowed


def may_read_brief(officer: Officer, brief: Brief) -> Verdict:
    """
    Whether `officer` may read `brief`: its writers always, all who sit in the committee once it is issued.

    Twin of `Brief.objects.readable_by`.
    """
    if brief.committee_id in officer.whole_committee_ids:
        return ALLOWED
    if brief.issued_at is not None and any(s.committee_id == brief.committee_id for s in officer.seats):
        return ALLOWED
    return denied(_("This brief is not for you to read."))
