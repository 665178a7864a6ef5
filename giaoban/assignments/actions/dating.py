"""The details of a paper under review are corrected; deadlines follow the date of issue."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from giaoban.assignments.actions.editing import opened, touch
from giaoban.assignments.actions.opening import deadline_of, doubts_of, read_document
from giaoban.assignments.extraction import Task
from giaoban.assignments.models import Proposal, Review
from giaoban.assignments.vocabulary import DEADLINE_DOUBTS, ProposalSource
from giaoban.documents.actions import Details, change_details
from giaoban.units.reads import Officer


@transaction.atomic
def correct_details(review: Review, *, details: Details, actor: Officer, at: datetime) -> int:
    """
    Correct what the head of the paper says; with another date of issue every deadline is reckoned anew.

    Deadlines that a person has changed stay. Returns how many deadlines changed. Raises `Refused`.
    """
    review = opened(review.pk, actor=actor)
    document = review.document
    moved: list[Proposal] = []
    if details.issued_on != document.issued_on:
        before = _by_place(read_document(document).tasks)
        document.issued_on = details.issued_on
        after = _by_place(read_document(document).tasks)
        found = Proposal.objects.filter(review=review, source=ProposalSource.READ).select_for_update(
            no_key=True
        )
        moved = [p for p in found if _redate(p, before, after)]
    change_details(document, details=details, actor=actor, at=at)
    if review.date_is_assumed:
        review.date_is_assumed = False
        review.save(update_fields=["date_is_assumed"])
    touch(review, *moved, at=at)
    return len(moved)


def _by_place(tasks: tuple[Task, ...]) -> dict[tuple[int, int], Task]:
    return {(task.start, task.end): task for task in tasks}


def _redate(
    proposal: Proposal, before: dict[tuple[int, int], Task], after: dict[tuple[int, int], Task]
) -> bool:
    """Give the proposal the deadline as read from the new date, unless a person has changed it."""
    place = (proposal.start, proposal.end)
    if place not in before or place not in after:
        return False
    was, now = deadline_of(before[place]), deadline_of(after[place])
    if was == now or (proposal.due_on, proposal.rule) != (was["due_on"], was["rule"]):
        return False
    for name, value in now.items():
        setattr(proposal, name, value)
    fresh = doubts_of(after[place]) & DEADLINE_DOUBTS
    proposal.doubts = sorted({*proposal.doubts} - DEADLINE_DOUBTS | fresh)
    proposal.save()
    return True
