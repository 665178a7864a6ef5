"""Who may do what with papers under review and with assignments."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from giaoban.assignments.models import FollowUpTable, Review, SavedFilter
from giaoban.assignments.models.assignment import Assignment
from giaoban.assignments.models.recurrence import Occurrence, Recurrence
from giaoban.assignments.reads.plan import DUTIES_AT_ONCE, Plan
from giaoban.assignments.reads.tables.planning import TablePlan
from giaoban.assignments.vocabulary import ReviewState, TableState
from giaoban.duties.access import may_hand_down as may_hand_duty_down
from giaoban.duties.models import Duty
from giaoban.duties.vocabulary import CLOSED, State
from giaoban.foundation.verdict import ALLOWED, Verdict, denied
from giaoban.units.models import Committee, Unit
from giaoban.units.reads import Officer


def may_review(officer: Officer, review: Review) -> Verdict:
    """Whether `officer` may change what is proposed; `review` comes with its document."""
    if not officer.asks_for(review.document.committee_id):
        return denied(_("Only the committee's own side may check its proposals."))
    if review.state == ReviewState.CONFIRMED:
        return denied(_("The work of this paper has already been given."))
    return ALLOWED


def may_confirm(officer: Officer, review: Review, plan: Plan) -> Verdict:
    """Whether `officer` may give the work of the paper now, as `plan` says it would be given."""
    verdict = may_review(officer, review)
    if not verdict:
        return verdict
    if review.date_is_assumed:
        return denied(_("The paper names no date of issue: give it first, for deadlines hang on it."))
    if not plan.kept:
        return denied(_("There is no task to give: add one, or leave the paper as it is."))
    if plan.problems:
        return denied(_("Some proposals are not ready; each says what is missing."))
    if plan.duty_count > DUTIES_AT_ONCE:
        return denied(
            _("This would make %(count)d pieces of work, over %(limit)d at once: check the large groups.")
            % {"count": plan.duty_count, "limit": DUTIES_AT_ONCE}
        )
    return ALLOWED


def may_bring_table(officer: Officer, committee: Committee) -> Verdict:
    """Whether `officer` may bring follow-up tables into the work of `committee`."""
    if not officer.asks_for(committee.pk):
        return denied(_("Only the committee's own side may import its follow-up tables."))
    return ALLOWED


def may_import_table(officer: Officer, table: FollowUpTable, plan: TablePlan) -> Verdict:
    """Whether `officer` may import `table` now, as `plan` says it would be imported."""
    verdict = may_bring_table(officer, table.committee)
    if not verdict:
        return verdict
    if table.state == TableState.IMPORTED:
        return denied(_("This table has already been imported."))
    if not plan.rows:
        return denied(_("No task was found in the table: look at the columns once more."))
    if not plan.acts:
        return denied(_("There is nothing to import: every row is known, or left out."))
    return ALLOWED


def may_change_filter(officer: Officer, kept: SavedFilter) -> Verdict:
    """Whether `officer` may rename, share and delete a saved filter."""
    if kept.owner_id != officer.person.pk:
        return denied(_("Only its owner may change a saved filter; save it under a name of your own."))
    return ALLOWED


def may_share_filter(officer: Officer, committee_id: int) -> Verdict:
    """Whether `officer` may share filters in the asking side of a committee."""
    if not officer.asks_for(committee_id):
        return denied(_("Only the committee's own side may share filters in it."))
    return ALLOWED


def may_change_rule(officer: Officer, task: Assignment, rule: Recurrence | None) -> Verdict:
    """
    Whether `officer` may set another rule for a repeated task, or end it.

    `rule` is the one in force, None when it has ended or there never was one; `task` comes with its lead.
    """
    if not officer.asks_for(task.committee_id):
        return denied(_("Only the committee's own side may change when its tasks repeat."))
    if task.parent_id is not None:
        return denied(_("A part that was handed down follows the task above it."))
    if rule is None and task.lead.state == State.STOPPED:
        return denied(_("This task was stopped; reopen it first."))
    return ALLOWED


def may_skip(
    officer: Officer, task: Assignment, rule: Recurrence | None, period: Occurrence | None
) -> Verdict:
    """Whether `officer` may skip a period of `task`; `period` None: it has not been asked yet."""
    if not officer.asks_for(task.committee_id):
        return denied(_("Only the committee's own side may skip a period of its tasks."))
    if rule is None:
        return denied(_("The task has no such period."))
    if period is not None and period.skipped_at is not None:
        return denied(_("This period was already skipped."))
    if period is not None and not period.parts.exclude(duty__state__in=CLOSED).exists():
        return denied(_("The work of this period is closed; there is nothing left to skip."))
    return ALLOWED


def may_hand_down(
    officer: Officer, duty: Duty, *, to: Unit | None = None, due_on: date | None = None, on: date
) -> Verdict:
    """
    Whether `officer` may hand a part of `duty` down on the day `on`.

    With `to` and `due_on` the very act is judged: to a unit that exists, below the own one, and a part ends
    no later than the whole.
    """
    verdict = may_hand_duty_down(officer, duty, to)
    if not verdict or to is None:
        return verdict
    if to.valid_to is not None and to.valid_to < on:
        return denied(_("This unit no longer exists."))
    if duty.due_on is not None and due_on is None:
        return denied(
            _("Give the part a deadline: the whole is due on %(day)s.") % {"day": _day(duty.due_on)}
        )
    if duty.due_on is not None and due_on is not None and due_on > duty.due_on:
        return denied(
            _("A part cannot end later than the whole, which is due on %(day)s.") % {"day": _day(duty.due_on)}
        )
    return ALLOWED


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
