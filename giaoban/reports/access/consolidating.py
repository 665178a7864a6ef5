"""Who may make, edit and read consolidated reports, and keep Word templates; and if not, why."""

from __future__ import annotations

from django.utils.translation import gettext as _

from giaoban.foundation.verdict import ALLOWED, Verdict, denied
from giaoban.reports.models import Regime, Snapshot, Template
from giaoban.units.models import Unit
from giaoban.units.reads import Officer


def may_consolidate(officer: Officer, regime: Regime, owner: Unit | None) -> Verdict:
    """
    Whether `officer` may freeze figures of `regime` and write a consolidated report of them.

    `owner` None: the committee's own report. Else that of a reporting unit with units below it, which makes
    its own.
    """
    if owner is None:
        if not officer.asks_for(regime.committee_id):
            return denied(
                _("Only the committee's standing unit, secretariat and chairs may write its reports.")
            )
        return ALLOWED
    if not officer.works_for(owner.pk):
        return denied(_("Only the unit itself may write its consolidated report."))
    return ALLOWED


def may_edit_consolidated(officer: Officer, snapshot: Snapshot) -> Verdict:
    """Whether `officer` may edit the words of a consolidated report and have its files made."""
    return may_consolidate(officer, snapshot.regime, snapshot.owner)


def may_draft_from(officer: Officer, snapshot: Snapshot) -> Verdict:
    """Whether `officer` may begin a draft of the committee from a consolidated report."""
    if snapshot.owner_id is not None:
        return denied(_("A unit's own report is issued by the unit; drafts here are the committee's."))
    return may_edit_consolidated(officer, snapshot)


def may_keep_template(officer: Officer, committee_id: int, owner: Unit | None) -> Verdict:
    """Whether `officer` may keep a Word template for a committee, or for a reporting unit of their own."""
    if owner is None and not officer.asks_for(committee_id):
        return denied(_("Only the committee's standing unit, secretariat and chairs may keep its templates."))
    if owner is not None and not officer.works_for(owner.pk):
        return denied(_("Only the unit itself may keep its templates."))
    return ALLOWED


def may_retire_template(officer: Officer, template: Template) -> Verdict:
    """Whether `officer` may take a template out of use; reports written with it keep it."""
    if template.retired_at is not None:
        return denied(_("This template is already out of use."))
    return may_keep_template(officer, template.committee_id, template.owner)
