"""What confirming will do, said before it happens: by proposal, and by unit."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from giaoban.assignments.models import Proposal
from giaoban.assignments.reads.plan import Plan, PlannedPart, PlannedTask
from giaoban.duties.vocabulary import Role

_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Crowd:
    """Units in one part: the first few by name, and how many more."""

    role: Role
    names: list[str]
    more: int


@dataclass(frozen=True, slots=True)
class OutlineTask:
    """One proposal: how many tasks it makes, the earliest and latest deadline, and who takes part."""

    proposal: Proposal
    count: int
    due: PlannedPart
    crowds: list[Crowd]


@dataclass(frozen=True, slots=True)
class UnitShare:
    """How much one unit gets: as lead, and in all."""

    name: str
    leads: int
    all: int


@dataclass(frozen=True, slots=True)
class Outline:
    """The whole, by proposal in the order of the text and by unit with most work first."""

    tasks: list[OutlineTask]
    units: list[UnitShare]


def outline_of(plan: Plan) -> Outline:
    """The outline of a plan; no query."""
    tasks = [
        _outlined(proposal, list(those))
        for proposal, those in groupby(plan.tasks, key=lambda task: task.proposal)
    ]
    parts = [part for task in plan.tasks for part in task.parts]
    everything = Counter(part.unit_id for part in parts)
    leading = Counter(part.unit_id for part in parts if part.role == Role.LEAD)
    shares = [UnitShare(name, leading[pk], everything[pk]) for pk, name in plan.units.items()]
    return Outline(tasks, sorted(shares, key=lambda share: (-share.leads, -share.all)))


def _outlined(proposal: Proposal, tasks: list[PlannedTask]) -> OutlineTask:
    crowds = []
    for role in Role:
        names = dict.fromkeys(part.unit_name for task in tasks for part in task.parts if part.role == role)
        if names:
            crowds.append(Crowd(role, list(names)[:_SHOWN], max(0, len(names) - _SHOWN)))
    return OutlineTask(proposal, len(tasks), tasks[0].parts[0], crowds)
