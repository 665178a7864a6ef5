"""Who is told: the people of the unit that holds the work, of those who asked, and of the levels above."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, pairwise
from typing import Self

from giaoban.duties.vocabulary import NoticeKind, UpTo, Why
from giaoban.units.models import Committee, Post, Tenure, Unit
from giaoban.units.vocabulary import CHAIRING, PostRole, SeatRole


@dataclass(frozen=True, slots=True)
class Told:
    """A person to be told, as what, and in the name of which unit (None: of the committee)."""

    person: int
    why: Why
    unit: int | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a duty stands: its unit, its committee, the unit that handed it down (None: the committee)."""

    unit: int
    committee: int
    asking_unit: int | None


@dataclass(frozen=True, slots=True)
class Body:
    """A committee: the unit of its level and its standing unit."""

    level: int
    standing: int


@dataclass
class Offices:
    """All offices on one day, read once: who holds them, and where the units stand in the tree."""

    contacts: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    leaders: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    secretaries: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    chairs: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    homes: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))  # person → units
    paths: dict[int, str] = field(default_factory=dict)
    bodies: dict[int, Body] = field(default_factory=dict)

    @classmethod
    def on(cls, day: date) -> Self:
        """The offices as they are held on `day`, by people with an open account. Four queries."""
        made = cls()
        posts = Post.objects.held(on=day).filter(person__is_active=True).order_by("pk")
        for unit, person, role in posts.values_list("unit", "person", "role"):
            if role == PostRole.CONTACT:
                made.contacts[unit].append(person)
            if role == PostRole.LEADER:
                made.leaders[unit].append(person)
            if role != PostRole.ADMINISTRATOR:
                made.homes[person].add(unit)
        sitting = Tenure.objects.held(on=day).filter(person__is_active=True).order_by("pk")
        for committee, unit, role, person in sitting.values_list(
            "seat__committee", "seat__unit", "seat__role", "person"
        ):
            made.homes[person].add(unit)
            if role == SeatRole.SECRETARY:
                made.secretaries[committee].append(person)
            if role in CHAIRING:
                made.chairs[committee].append(person)
        made.paths = dict(Unit.objects.values_list("pk", "path"))
        found = Committee.objects.values_list("pk", "level", "standing_unit")
        made.bodies = {committee: Body(level, standing) for committee, level, standing in found}
        return made

    def at_work(self, unit: int) -> list[Told]:
        """Who does the daily work of a unit: its contacts, or its leaders where it has no contact."""
        if self.contacts.get(unit):
            return [Told(person, Why.CONTACT, unit) for person in self.contacts[unit]]
        return self.leading(unit)

    def leading(self, unit: int) -> list[Told]:
        """The leaders of a unit."""
        return [Told(person, Why.LEADER, unit) for person in self.leaders.get(unit, ())]

    def asking(self, place: Place) -> list[Told]:
        """
        Who does the daily work of those who asked: the secretariat and the standing unit, or the unit that
        handed the part down.
        """
        if place.asking_unit is not None:
            return [Told(t.person, Why.ASKING, t.unit) for t in self.at_work(place.asking_unit)]
        standing = self.at_work(self.bodies[place.committee].standing)
        secretaries = self.secretaries.get(place.committee, ())
        return _once(
            [
                *(Told(person, Why.SECRETARY, None) for person in secretaries),
                *(Told(t.person, Why.STANDING, t.unit) for t in standing),
            ]
        )

    def deciding(self, place: Place) -> list[Told]:
        """
        Who is told that a decision is awaited: never people of the unit itself, who may not decide.

        Where nobody else does the daily work, the chairs of the committee.
        """
        found = [t for t in self.asking(place) if place.unit not in self.homes.get(t.person, ())]
        if found or place.asking_unit is not None:
            return found
        chairs = self.chairs.get(place.committee, ())
        return [
            Told(person, Why.CHAIR, None) for person in chairs if place.unit not in self.homes.get(person, ())
        ]

    def rungs(self, place: Place, up_to: UpTo) -> list[list[Told]]:
        """
        The ladder of overdue work, one level up at a time; nobody stands on two rungs, and none is empty.

        First the leader of the unit, with the contacts of the unit above; then that unit's leader with the
        contacts of the next; where the committee's level (or the unit that handed down) is reached, those who
        asked stand in its place, then the leader of the standing unit, then, if so chosen, the chairs.
        """
        first = self.leading(place.unit)
        if up_to == UpTo.UNIT:
            return _filled([first])
        below = [place.unit, *self._between(place)]
        rungs = [[*self.leading(unit), *self._contacts_above(above)] for unit, above in pairwise(below)]
        rungs.append([*self.leading(below[-1]), *self.asking(place)])
        top = place.asking_unit or self.bodies[place.committee].standing
        rungs.append(self.leading(top))
        if up_to == UpTo.CHAIR and place.asking_unit is None:
            rungs.append([Told(p, Why.CHAIR, None) for p in self.chairs.get(place.committee, ())])
        return _filled(rungs)

    def concerns(self, person: int, kind: NoticeKind, place: Place, up_to: UpTo) -> bool:
        """Whether `person` still holds an office in which people are told things of this kind."""
        told = list(self.deciding(place)) if kind == NoticeKind.WAITING else self.at_work(place.unit)
        if kind == NoticeKind.ESCALATED:
            told = [*told, *chain.from_iterable(self.rungs(place, up_to))]
        return any(each.person == person for each in told)

    def _contacts_above(self, unit: int) -> list[Told]:
        return [Told(person, Why.ABOVE, unit) for person in self.contacts.get(unit, ())]

    def _between(self, place: Place) -> list[int]:
        """The units above the one that holds the work and below those who asked, the nearest first."""
        end = place.asking_unit or self.bodies[place.committee].level
        above = [int(part) for part in self.paths.get(place.unit, "").split("/") if part][:-1]
        if end in above:
            above = above[above.index(end) + 1 :]
        elif place.unit == end:
            above = []
        return above[::-1]


def _once(told: Iterable[Told]) -> list[Told]:
    """Each person once, as what they were named first."""
    found: dict[int, Told] = {}
    for each in told:
        found.setdefault(each.person, each)
    return list(found.values())


def _filled(rungs: Iterable[list[Told]]) -> list[list[Told]]:
    seen: set[int] = set()
    kept = []
    for rung in rungs:
        new = [told for told in _once(rung) if told.person not in seen]
        seen |= {told.person for told in new}
        if new:
            kept.append(new)
    return kept
