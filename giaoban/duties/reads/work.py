"""What a unit has done for one duty, ready for its page."""

from __future__ import annotations

from giaoban.duties.models import Duty, Submission
from giaoban.duties.vocabulary import Outcome


def pending_submission(duty: Duty) -> Submission | None:
    """The submission that awaits a decision; None when there is none."""
    return Submission.objects.filter(duty=duty, outcome=Outcome.PENDING).first()
