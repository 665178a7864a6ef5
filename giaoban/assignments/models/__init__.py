"""Proposals under review, and the assignments that come of them."""

from giaoban.assignments.models.assignment import Assignment, AssignmentQuerySet, Part, Series
from giaoban.assignments.models.review import Addressee, Proposal, Review

__all__ = ["Addressee", "Assignment", "AssignmentQuerySet", "Part", "Proposal", "Review", "Series"]
