"""What is to be said of a duty on a day, and to whom: a pure function of facts, steps and offices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from giaoban.duties.jobs.offices import Offices, Place, Told
from giaoban.duties.jobs.steps import Step, Steps, steps_so_far
from giaoban.duties.vocabulary import OWED, NoticeKind, Role, State
from giaoban.workdays.counting import Calendar

AT_ONCE: Final = (NoticeKind.NEW, NoticeKind.RETURNED, NoticeKind.ESCALATED)
"""What is mailed at once; everything else goes with the digest of the day."""
OWED_BY_UNIT: Final = (State.ASKED, State.RECEIVED, State.RETURNED)
"""The unit has to act, so its deadline is reminded of; declined work waits for those who asked."""
HOLDS_IN: Final[dict[NoticeKind, tuple[State, ...]]] = {
    NoticeKind.NEW: (State.ASKED,),
    NoticeKind.RETURNED: (State.RETURNED,),
    NoticeKind.DUE: OWED_BY_UNIT,
    NoticeKind.OVERDUE: OWED_BY_UNIT,
    NoticeKind.ESCALATED: OWED_BY_UNIT,
}
"""The states in which what was said is still so; for the other kinds their requests say it."""


@dataclass(frozen=True, slots=True)
class Request:
    """A request for a later deadline: its number, and whether it still waits or was refused."""

    number: int
    waits: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """
    What reminding needs to know of one duty.

    `since` is the moment at which it came into its state. `request` is the newest request for a later
    deadline, `deadline` the number of the newest deadline that took the place of another; None: there is
    none, or it is no news any more.
    """

    duty: int
    state: State
    role: Role
    due_on: date | None
    asked_on: date
    place: Place
    since: datetime
    request: Request | None = None
    deadline: int | None = None


@dataclass(frozen=True, slots=True)
class Say:
    """One thing to say to one person; the first four are its key."""

    duty: int
    step: str
    occasion: str
    person: int
    kind: NoticeKind
    why: str
    why_unit: int | None
    due_on: date | None
    at_once: bool
    earlier: tuple[Step, ...] = ()  # the steps of this deadline that came before this one

    @property
    def key(self) -> tuple[int, str, str, int]:
        """What makes it one of its kind."""
        return self.duty, self.step, self.occasion, self.person


def to_say(facts: Facts, today: date, steps: Steps, calendar: Calendar, offices: Offices) -> list[Say]:
    """Everything that holds of the duty on `today`; a person is told one thing of each kind."""
    found = [
        *_of_state(facts, offices),
        *_of_requests(facts, offices),
        *_of_deadline(facts, today, steps, calendar, offices),
    ]
    return list({say.key: say for say in found}.values())


def _of_state(facts: Facts, offices: Offices) -> Iterator[Say]:
    """New, returned, awaiting a decision: said once for each time the duty comes into the state."""
    occasion = f"{facts.since:%Y%m%dT%H%M%S%f}"
    if facts.state == State.ASKED:
        for told in offices.at_work(facts.place.unit):
            yield _say(facts, "new", occasion, told, NoticeKind.NEW)
    if facts.role not in OWED:
        return
    if facts.state == State.RETURNED:
        for told in offices.at_work(facts.place.unit):
            yield _say(facts, "returned", occasion, told, NoticeKind.RETURNED)
    if facts.state in (State.SUBMITTED, State.DECLINED):
        for told in offices.deciding(facts.place):
            yield _say(facts, facts.state.value, occasion, told, NoticeKind.WAITING)


def _of_requests(facts: Facts, offices: Offices) -> Iterator[Say]:
    """A request for a later deadline waits, or was refused; another deadline took the place of one."""
    asked = facts.request
    if asked and asked.waits:
        for told in offices.deciding(facts.place):
            yield _say(facts, "extension", str(asked.number), told, NoticeKind.WAITING)
    elif asked:
        for told in offices.at_work(facts.place.unit):
            yield _say(facts, "refused", str(asked.number), told, NoticeKind.DEADLINE)
    if facts.deadline is not None:
        for told in offices.at_work(facts.place.unit):
            yield _say(facts, "deadline", str(facts.deadline), told, NoticeKind.DEADLINE)


def _of_deadline(
    facts: Facts, today: date, steps: Steps, calendar: Calendar, offices: Offices
) -> Iterator[Say]:
    """
    The step in force, to those who do the work; after the deadline also the rungs reached so far.

    Whoever stands on a rung is told once for each deadline, however late: a worker that was down for three
    weeks tells three rungs, each of these people one thing.
    """
    if facts.due_on is None or facts.role not in OWED or facts.state not in OWED_BY_UNIT:
        return
    so_far = steps_so_far(facts.due_on, today, steps, calendar, asked_on=facts.asked_on)
    if not so_far:
        return
    step, occasion = so_far[-1], facts.due_on.isoformat()
    kind = NoticeKind.OVERDUE if facts.due_on < today else NoticeKind.DUE
    earlier = tuple(each for each in so_far[:-1] if each.on < step.on)
    workers = offices.at_work(facts.place.unit)
    for told in workers:
        yield replace(_say(facts, step.name, occasion, told, kind), earlier=earlier)
    rungs = offices.rungs(facts.place, steps.up_to)[: step.rung] if step.rung else []
    for told in (told for rung in rungs for told in rung):
        if told.person not in {worker.person for worker in workers}:
            yield _say(facts, "up", occasion, told, NoticeKind.ESCALATED)


def _say(facts: Facts, step: str, occasion: str, told: Told, kind: NoticeKind) -> Say:
    return Say(
        duty=facts.duty,
        step=step,
        occasion=occasion,
        person=told.person,
        kind=kind,
        why=told.why,
        why_unit=told.unit,
        due_on=facts.due_on,
        at_once=kind in AT_ONCE and facts.role in OWED,
    )
