"""What confirming a review will do and to whom, and what stands in its way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from giaoban.assignments.models import Addressee, Proposal, Review
from giaoban.assignments.reads.groups import Member, members_by_group
from giaoban.assignments.reads.recurrence import next_on
from giaoban.assignments.vocabulary import Sharing
from giaoban.duties.vocabulary import Role
from giaoban.units.models import UnitGroup

DUTIES_AT_ONCE: Final = 20_000  # beyond this two large groups were crossed by mistake

Members = dict[int, list[Member]]


@dataclass(frozen=True, slots=True)
class PlannedPart:
    """What one unit will be asked; `has_own_day` says that `due_on` is for this unit alone."""

    unit_id: int
    unit_name: str
    role: Role
    content: str
    due_on: date | None
    has_own_day: bool = False


@dataclass(frozen=True, slots=True)
class PlannedTask:
    """One assignment to be: its lead first, then the others without repetition."""

    proposal: Proposal
    parts: tuple[PlannedPart, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """
    What confirming would do now.

    `problems` are sentences by proposal id; while there is one, nothing may be confirmed. `members` holds
    the members of every group that occurs. `after` is the day behind which repeated work first falls due:
    that of the paper, or of giving the work where that is later, so that nothing begins in the past.
    """

    proposals: list[Proposal]
    tasks: list[PlannedTask] = field(default_factory=list)
    problems: dict[int, list[str]] = field(default_factory=dict)
    members: Members = field(default_factory=dict)
    after: date = date.min
    issued_on: date = date.min

    @property
    def kept(self) -> list[Proposal]:
        """The proposals that are not dropped."""
        return [proposal for proposal in self.proposals if not proposal.is_dropped]

    @property
    def uncertain(self) -> list[Proposal]:
        """Kept proposals that a person has to look at: with a doubt, or with something in the way."""
        return [p for p in self.kept if p.doubts or p.pk in self.problems]

    @property
    def duty_count(self) -> int:
        """How many duties it makes."""
        return sum(len(task.parts) for task in self.tasks)

    @property
    def units(self) -> dict[int, str]:
        """The units that get something, names by id, in the order of first mention."""
        return {part.unit_id: part.unit_name for task in self.tasks for part in task.parts}


def proposals_of(review: Review) -> list[Proposal]:
    """All proposals of a review in the order of the text, with addressees, units and groups. Two queries."""
    addressees = Addressee.objects.select_related("unit", "group__within").order_by("position", "pk")
    wanted = (
        Proposal.objects.filter(review=review).select_related("field").order_by("position", "start", "pk")
    )
    return list(wanted.prefetch_related(Prefetch("addressees", addressees)))


def plan_of(review: Review, *, on: date) -> Plan:
    """
    What confirming `review` on the day `on` would do. Two queries, and one for each group that occurs.

    `review` comes with its document and the committee's level loaded.
    """
    proposals = proposals_of(review)
    groups: list[UnitGroup] = [a.group for p in proposals for a in p.addressees.all() if a.group]
    issued_on = review.document.issued_on
    after = max(issued_on, on)
    plan = Plan(proposals, members=members_by_group(groups, on=on), after=after, issued_on=issued_on)
    for proposal in plan.kept:
        faults = [*_faults(proposal, plan.members, on), *_ended(proposal, after)]
        if faults:
            plan.problems[proposal.pk] = faults
        else:
            plan.tasks.extend(_tasks(proposal, plan.members, after=after))
    return plan


def _faults(proposal: Proposal, members: Members, on: date) -> list[str]:
    addressees = list(proposal.addressees.all())
    faults = []
    if not any(a.role == Role.LEAD for a in addressees):
        faults.append(_("No lead unit: choose one, or drop the proposal."))
    for addressee in addressees:
        fault = _fault_of(addressee, members, on)
        if fault:
            faults.append(fault)
    return faults


def _ended(proposal: Proposal, after: date) -> list[str]:
    """A repetition of which nothing is left."""
    if not proposal.rule or due_of(proposal, after=after) is not None:
        return []
    return [_("The repetition has already ended: give a deadline, or drop the proposal.")]


def _fault_of(addressee: Addressee, members: Members, on: date) -> str:
    unit = addressee.unit
    if unit is None and addressee.group is None:
        return _("“%(words)s” is not bound to a unit: choose the unit, or remove it.") % {
            "words": addressee.as_written
        }
    if unit is not None and unit.valid_to is not None and unit.valid_to < on:
        return _("%(unit)s ended on %(day)s: choose its successor.") % {
            "unit": unit.name,
            "day": f"{unit.valid_to:%d/%m/%Y}",
        }
    if not expanded(addressee, members):
        return _("“%(words)s” has no unit left: tick at least one, or remove it.") % {
            "words": addressee.as_written
        }
    return ""


def expanded(addressee: Addressee, members: Members) -> list[Member]:
    """The units behind an addressee: itself, or the members of its group without those left out."""
    if addressee.unit is not None:
        return [Member(addressee.unit.pk, addressee.unit.name)]
    left_out = set(addressee.excluded_units)
    return [m for m in members.get(addressee.group_id or 0, ()) if m.unit_id not in left_out]


def due_of(proposal: Proposal, *, after: date) -> date | None:
    """The deadline of a proposal; of a repeated one the first day of its rule strictly after `after`."""
    if proposal.due_on is not None or not proposal.rule:
        return proposal.due_on
    return next_on(proposal.rule, after=after)


def _tasks(proposal: Proposal, members: Members, *, after: date) -> Iterable[PlannedTask]:
    addressees = list(proposal.addressees.all())
    leads = [a for a in addressees if a.role == Role.LEAD]
    beside = {role: [a for a in addressees if a.role == role] for role in (Role.COORDINATING, Role.INFORMED)}
    if proposal.sharing == Sharing.FIRST_LEADS:
        beside[Role.COORDINATING] = leads[1:] + beside[Role.COORDINATING]
        leads = leads[:1]
    due_on = due_of(proposal, after=after)
    others = [
        part
        for role, those in beside.items()
        for addressee in those
        for part in _parts(addressee, role, members, due_on if role != Role.INFORMED else None)
    ]
    taken: set[int] = set()
    for lead in (part for a in leads for part in _parts(a, Role.LEAD, members, due_on)):
        if lead.unit_id in taken:
            continue
        taken.add(lead.unit_id)
        seen = {lead.unit_id: lead}
        for part in others:
            seen.setdefault(part.unit_id, part)
        yield PlannedTask(proposal, tuple(seen.values()))


def _parts(addressee: Addressee, role: Role, members: Members, due_on: date | None) -> Iterable[PlannedPart]:
    due = addressee.due_on or due_on
    for member in expanded(addressee, members):
        own = addressee.due_on is not None
        yield PlannedPart(member.unit_id, member.name, role, addressee.content, due, own)


def proposal_now(proposal: Proposal) -> tuple[Proposal, dict[int, Addressee]]:
    """The proposal and its addressees as they stand, the review's row held until the transaction ends."""
    Review.objects.select_for_update(no_key=True).get(pk=proposal.review_id)
    addressees = Addressee.objects.filter(proposal=proposal.pk).select_related("unit", "group")
    return Proposal.objects.get(pk=proposal.pk), {each.pk: each for each in addressees}
