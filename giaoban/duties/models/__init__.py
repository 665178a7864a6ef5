"""The duty: one unit, one deliverable, one deadline, one outcome."""

from giaoban.duties.models.duty import Duty, DutyQuerySet, Standing
from giaoban.duties.models.work import Evidence, Progress, Submission

__all__ = ["Duty", "DutyQuerySet", "Evidence", "Progress", "Standing", "Submission"]
