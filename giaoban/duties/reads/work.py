"""What a unit has done for one duty, ready for its page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from giaoban.duties.models import Duty, Evidence, Progress, Submission
from giaoban.duties.vocabulary import Outcome


def pending_submission(duty: Duty) -> Submission | None:
    """The submission that awaits a decision; None when there is none."""
    return Submission.objects.filter(duty=duty, outcome=Outcome.PENDING).first()


@dataclass(frozen=True, slots=True)
class Work:
    """All submissions and reports of one duty, newest first, each with its files."""

    submissions: list[tuple[Submission, list[Evidence]]]
    reports: list[tuple[Progress, list[Evidence]]]

    @property
    def pending(self) -> Submission | None:
        """The submission that awaits a decision; None when there is none."""
        return next((s for s, _files in self.submissions if s.outcome == Outcome.PENDING), None)


def work_on(duty: Duty) -> Work:
    """What has been done for `duty`; three queries, however much it is."""
    submissions = list(duty.submissions.select_related("author", "decided_by").order_by("-number"))
    reports = list(duty.progress.select_related("author").order_by("-at", "-pk"))
    files = list(duty.evidence.select_related("file").order_by("pk"))

    def of(name: str, one: Any) -> list[Evidence]:
        return [evidence for evidence in files if getattr(evidence, name) == one.pk]

    return Work(
        submissions=[(one, of("submission_id", one)) for one in submissions],
        reports=[(one, of("progress_id", one)) for one in reports],
    )
