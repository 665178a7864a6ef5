"""The page of one task, and the work that came of one paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min

from giaoban.assignments.models import Assignment, AssignmentQuerySet, Occurrence, Part
from giaoban.assignments.reads.listing import words_of_due
from giaoban.documents.models import Document
from giaoban.duties.access import may_see
from giaoban.duties.models import Duty
from giaoban.duties.models.punctuality import punctuality
from giaoban.duties.vocabulary import OWED, Punctuality, Role, State
from giaoban.ui.formats import DueWords
from giaoban.units.reads import Officer
from giaoban.workdays.counting import Calendar

_ROLE_ORDER = {Role.LEAD: 0, Role.HANDED_DOWN: 1, Role.COORDINATING: 2, Role.INFORMED: 3}


@dataclass(frozen=True, slots=True)
class PartRow:
    """One unit's part; `is_open` says whether the officer may see how it stands."""

    duty: Duty
    is_open: bool
    stands: Punctuality
    due: DueWords

    @property
    def role(self) -> Role:
        """The part, as a word of the vocabulary."""
        return Role(self.duty.role)


def accepted_of(parts: Iterable[PartRow]) -> tuple[int, int] | None:
    """
    Of how many units that owe a part how many are accepted: each unit's part is accepted by itself.

    Stopped parts are left out. None where one unit alone owes, or the officer may not see them all.
    """
    owed = [row for row in parts if row.role in OWED and row.duty.state != State.STOPPED]
    if len(owed) < 2 or not all(row.is_open for row in owed):
        return None
    return sum(row.duty.state == State.ACCEPTED for row in owed), len(owed)


@dataclass(frozen=True, slots=True)
class Sibling:
    """How many tasks given by the same sentence are in one state."""

    state: State
    count: int


def parts_of(
    assignment: Assignment,
    officer: Officer,
    *,
    today: date,
    calendar: Calendar,
    occurrence: Occurrence | None = None,
) -> list[PartRow]:
    """
    The parts of a task: lead, coordinating, informed; of a repeated task those of one period. One query.

    Every participant sees who takes part; how a part stands is seen by its own unit, those above it, the
    lead and the committee's side.
    """
    parts = Part.objects.filter(assignment=assignment).select_related("duty__unit", "duty__asking_unit")
    if occurrence is not None:
        parts = parts.filter(occurrence=occurrence)
    duties = sorted(
        (part.duty for part in parts), key=lambda d: (_ROLE_ORDER[Role(d.role)], d.unit.sort_key, d.pk)
    )
    sees_all = bool(may_see(officer, assignment.lead))
    return [
        PartRow(
            duty,
            sees_all or bool(may_see(officer, duty)),
            punctuality(duty.state, duty.due_on, duty.submitted_on, on=today),
            words_of_due(duty.due_on, duty.submitted_on, today=today, calendar=calendar),
        )
        for duty in duties
    ]


def siblings_of(assignment: Assignment) -> list[Sibling]:
    """The tasks that the same sentence gave to each unit of a group, this one too; empty when it is alone."""
    if assignment.proposal_id is None:
        return []
    same = Assignment.objects.filter(proposal=assignment.proposal_id, parent=None)
    counted = Counter(dict(same.values_list("lead__state").annotate(count=Count("pk"))))
    if sum(counted.values()) < 2:
        return []
    return [Sibling(State(state), counted[state]) for state in State.values if counted[state]]


def handed_down(assignment: Assignment, officer: Officer) -> AssignmentQuerySet:
    """The parts handed down from a task that `officer` may see, in order of their numbers."""
    below = Assignment.objects.filter(parent=assignment).visible_to(officer)
    return below.for_list().order_by("pk")


@dataclass(frozen=True, slots=True)
class Given:
    """Work that one sentence gave: the first task, and how many there are in all."""

    first: Assignment
    count: int
    due: DueWords


def given_by(document: Document, officer: Officer, *, today: date, calendar: Calendar) -> list[Given]:
    """What `officer` may see of the work that came of a paper, by sentence. Two queries."""
    visible = Assignment.objects.filter(document=document, parent=None).visible_to(officer)
    groups = visible.values("start", "end", "proposal").annotate(first=Min("pk"), count=Count("pk"))
    counts = {row["first"]: row["count"] for row in groups.order_by("start")}
    firsts = Assignment.objects.filter(pk__in=counts).select_related("lead__unit").order_by("start", "pk")
    return [Given(each, counts[each.pk], _due(each.lead, today, calendar)) for each in firsts]


def own_sentences(document: Document, officer: Officer) -> Iterable[tuple[int, int, str]]:
    """Start, end and code of the first visible task of each sentence, sub-tasks too."""
    visible = Assignment.objects.filter(document=document).visible_to(officer).order_by("pk")
    found: dict[tuple[int, int], str] = {}
    for start, end, code in visible.values_list("start", "end", "code"):
        found.setdefault((start, end), code)
    return [(start, end, code) for (start, end), code in found.items()]


def _due(duty: Duty, today: date, calendar: Calendar) -> DueWords:
    return words_of_due(duty.due_on, duty.submitted_on, today=today, calendar=calendar)
