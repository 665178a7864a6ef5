"""What a unit has done for one duty, ready for its page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from giaoban.duties.models import Deadline, Duty, Evidence, Extension, Progress, Standing, Submission
from giaoban.duties.vocabulary import CLOSED, ExtensionOutcome, Outcome


def pending_submission(duty: Duty) -> Submission | None:
    """The submission that awaits a decision; None when there is none."""
    return Submission.objects.filter(duty=duty, outcome=Outcome.PENDING).first()


def waiting_extension(duty: Duty) -> Extension | None:
    """The request for a later deadline that awaits a decision; None when there is none."""
    return Extension.objects.filter(duty=duty, outcome=ExtensionOutcome.WAITING).first()


@dataclass(frozen=True, slots=True)
class Matter:
    """A duty on the day `on` with what awaits a decision on it: all that the rules of its acts look at."""

    duty: Duty
    on: date
    pending: Submission | None
    waiting: Extension | None


def matter_of(duty: Duty, *, on: date) -> Matter:
    """`duty` with what awaits a decision; two queries."""
    return Matter(duty, on, pending_submission(duty), waiting_extension(duty))


@dataclass(frozen=True, slots=True)
class Work:
    """All submissions and reports of one duty, newest first, each with its files; requests and deadlines."""

    submissions: list[tuple[Submission, list[Evidence]]]
    reports: list[tuple[Progress, list[Evidence]]]
    extensions: list[Extension]
    deadlines: list[Deadline]

    @property
    def pending(self) -> Submission | None:
        """The submission that awaits a decision; None when there is none."""
        return next((s for s, _files in self.submissions if s.outcome == Outcome.PENDING), None)

    @property
    def waiting(self) -> Extension | None:
        """The request for a later deadline that awaits a decision; None when there is none."""
        return next((e for e in self.extensions if e.outcome == ExtensionOutcome.WAITING), None)

    @property
    def answered(self) -> list[Extension]:
        """The requests that no longer wait, the newest first."""
        return [e for e in self.extensions if e.outcome != ExtensionOutcome.WAITING]


def work_on(duty: Duty) -> Work:
    """What has been done for `duty`; five queries, however much it is."""
    submissions = list(duty.submissions.select_related("author", "decided_by").order_by("-number"))
    reports = list(duty.progress.select_related("author").order_by("-at", "-pk"))
    files = list(duty.evidence.select_related("file").order_by("pk"))

    def of(name: str, one: Any) -> list[Evidence]:
        return [evidence for evidence in files if getattr(evidence, name) == one.pk]

    return Work(
        submissions=[(one, of("submission_id", one)) for one in submissions],
        reports=[(one, of("progress_id", one)) for one in reports],
        extensions=list(duty.extensions.select_related("asked_by", "decided_by").order_by("-number")),
        deadlines=list(duty.deadlines.select_related("set_by").order_by("number")),
    )


def parts_that_stop(duty: Duty) -> int:
    """How many open parts lie below `duty`, at every depth; one query a level."""
    count, level = 0, [duty.pk]
    while level:
        open_parts = Duty.objects.filter(parent__in=level).exclude(state__in=CLOSED)
        level = list(open_parts.values_list("pk", flat=True))
        count += len(level)
    return count


def formerly_of(duty: Duty) -> list[Standing]:
    """The last standing of `duty` with each unit that held it before, the latest first; one query."""
    others = Standing.objects.filter(duty=duty).exclude(unit=duty.unit_id).select_related("unit")
    last: dict[int, Standing] = {}
    for standing in others.order_by("-until", "-pk"):
        last.setdefault(standing.unit_id, standing)
    return list(last.values())
