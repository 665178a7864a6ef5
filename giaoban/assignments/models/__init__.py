"""Proposals under review, the assignments that come of them, tables brought in, kept filters."""

from giaoban.assignments.models.assignment import Assignment, AssignmentQuerySet, Part, Series
from giaoban.assignments.models.lists import Batch, BatchItem, SavedFilter
from giaoban.assignments.models.recurrence import Occurrence, Recurrence, days_ahead
from giaoban.assignments.models.review import Addressee, Proposal, Review
from giaoban.assignments.models.table import ColumnMapping, FollowUpTable, ImportedRow

__all__ = [
    "Addressee",
    "Assignment",
    "AssignmentQuerySet",
    "Batch",
    "BatchItem",
    "ColumnMapping",
    "FollowUpTable",
    "ImportedRow",
    "Occurrence",
    "Part",
    "Proposal",
    "Recurrence",
    "Review",
    "SavedFilter",
    "Series",
    "days_ahead",
]
