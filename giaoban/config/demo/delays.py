"""Later deadlines in the demo: a unit that will be late sometimes asks in time, and is answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from random import Random
from typing import TYPE_CHECKING, Any

from giaoban.config.demo.matters import REASONS_OF_DELAY
from giaoban.duties import actions
from giaoban.duties.models import Duty, Extension
from giaoban.duties.vocabulary import ExtensionOutcome, State

if TYPE_CHECKING:
    from giaoban.config.demo.life import Offices, Timeline

AT_WORK = (State.RECEIVED, State.RETURNED)


@dataclass
class Delays:
    """Who asks for more time, and what becomes of it; `moment` gives a minute in office hours."""

    timeline: Timeline
    offices: Offices
    random: Random
    moment: Callable[[date], datetime]

    def plan(self, duty: Duty, done: date) -> None:
        """Who will be late asks in time, two times in three, for the day `done`; a few others to be sure."""
        if duty.due_on is None or self.random.random() > (0.66 if done > duty.due_on else 0.06):
            return
        done = max(done, duty.due_on + timedelta(days=7))
        day = duty.due_on - timedelta(days=self.random.randint(3, 6))
        self.timeline.add(self.moment(day), partial(self.ask, duty.pk, done))

    def ask(self, pk: int, until: date, at: datetime) -> None:
        """The contact asks, when the work is with the unit and its deadline has not passed."""
        duty = Duty.objects.get(pk=pk)
        if duty.state not in AT_WORK or duty.due_on is None or not at.date() <= duty.due_on < until:
            return
        actions.ask_extension(
            pk,
            actor=self.offices.contact(duty.unit_id, at.date()),
            at=at,
            proposed_on=until,
            reason=self.random.choice(REASONS_OF_DELAY),
        )
        answered = self.moment(at.date() + timedelta(days=self.random.randint(1, 3)))
        self.timeline.add(answered, partial(self.answer, pk))

    def answer(self, pk: int, at: datetime) -> None:
        """Granted as a rule; sometimes until an earlier day, or not at all."""
        request = Extension.objects.filter(duty=pk, outcome=ExtensionOutcome.WAITING).first()
        if request is None:
            return
        duty, chance = Duty.objects.get(pk=pk), self.random.random()
        facts: dict[str, Any] = {
            "actor": self.offices.asking(duty, at.date()),
            "at": at,
            "number": request.number,
        }
        halfway = request.due_on + (request.proposed_on - request.due_on) / 2
        if chance < 0.15:
            reason = "Nội dung phục vụ phiên họp đã ấn định; đề nghị giữ tiến độ."
            actions.refuse_extension(pk, reason=reason, **facts)
        elif chance < 0.3 and halfway > request.due_on:
            reason = "Chỉ gia hạn đến kỳ giao ban gần nhất."
            actions.grant_extension(pk, due_on=halfway, reason=reason, **facts)
        else:
            actions.grant_extension(pk, **facts)
