"""What the page of a duty shows of its task: the chain above it, and handing a part down."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from giaoban.assignments.access import may_hand_down
from giaoban.assignments.models import Part
from giaoban.duties.models import Duty
from giaoban.duties.reads.chain import Chain, Step
from giaoban.duties.vocabulary import Role, State
from giaoban.units.reads import Officer

AT_WORK = (State.RECEIVED, State.RETURNED)


def chain_above(duty: Duty, _officer: Officer) -> Chain:
    """
    The notice at the sentence, then the task; empty for work that came from no paper. One query.

    Whoever sees a duty sees its task and the paper that it stands in.
    """
    part = Part.objects.filter(duty=duty).select_related("assignment__document").first()
    if part is None:
        return []
    task, paper = part.assignment, part.assignment.document
    sentence = f"{reverse('document', args=[paper.code])}?at={task.start}-{task.end}#here"
    return [
        (paper.short_name, sentence),
        (_("Task %(number)s") % {"number": task.number}, reverse("assignment", args=[task.code])),
    ]


def further_steps(duty: Duty, officer: Officer) -> list[Step]:
    """Handing a part down, offered to the unit at work on the task. One query, none for others."""
    if not officer.works_for(duty.unit_id) or duty.role == Role.INFORMED or duty.state not in AT_WORK:
        return []
    part = Part.objects.filter(duty=duty).select_related("assignment").first()
    if part is None:
        return []
    verdict = may_hand_down(officer, duty, on=timezone.localdate())
    return [
        Step(_("Hand a part down"), verdict, reverse("hand-down", args=[part.assignment.code, duty.code]))
    ]
