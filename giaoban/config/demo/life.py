"""
Two years of the demo: notices are read, confirmed and worked on, each act by the rules and in its order.

Nothing is written past the rules: every receipt, report and acceptance is the action that a person's click
would call, with the clock of the day on which it happened.
"""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache, partial
from random import Random

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from giaoban.assignments.actions import hand_down
from giaoban.config.demo.delays import Delays
from giaoban.config.demo.matters import (
    REASONS_OF_REFUSAL,
    REASONS_OF_RETURN,
    REASONS_OF_STOP,
    WORDS_OF_PROGRESS,
)
from giaoban.config.demo.samples import sample_result
from giaoban.duties import actions
from giaoban.duties.models import Duty
from giaoban.duties.vocabulary import ProductKind, Role, State
from giaoban.units.models import Unit
from giaoban.units.reads import Officer, officer_for
from giaoban.workdays.counting import Calendar

LEADING = (Role.LEAD, Role.HANDED_DOWN)
Act = Callable[[datetime], None]


@dataclass
class Timeline:
    """Acts in the order of their moments, up to `now`; an act may add later ones."""

    now: datetime
    _queue: list[tuple[datetime, int, Act]] = field(default_factory=list)
    _order: Iterator[int] = field(default_factory=itertools.count)

    def add(self, at: datetime, act: Act) -> None:
        """Plan `act` for `at`; what lies after now never happens."""
        if at < self.now:
            heapq.heappush(self._queue, (at, next(self._order), act))

    def run(self, tell: Callable[[datetime], None]) -> None:
        """Carry out everything in order."""
        while self._queue:
            at, _order, act = heapq.heappop(self._queue)
            act(at)
            tell(at)


@dataclass
class Offices:
    """Who acts for a unit or a committee on a day."""

    contacts: dict[int, int]  # unit id → id of the person who is its contact
    standing: dict[int, int]  # committee id → person of the standing unit
    secretaries: dict[int, int]  # committee id → person of the secretariat
    chairs: dict[int, int]  # committee id → person in the chair

    def contact(self, unit_id: int, day: date) -> Officer:
        """The unit's contact as an officer."""
        return _officer(self.contacts[unit_id], day.replace(day=1), day)

    def asking(self, duty: Duty, day: date) -> Officer:
        """Who decides on a result: the standing office, the secretariat or the chair, never the unit itself."""
        if duty.parent_id is not None:
            return self.contact(duty.asking_unit_id, day)
        month = day.replace(day=1)
        for who in (self.standing, self.secretaries, self.chairs):
            officer = _officer(who[duty.committee_id], month, day)
            if officer.asks_for(duty.committee_id) and duty.unit_id not in officer.home_unit_ids:
                return officer
        raise LookupError(duty.code)


@lru_cache(maxsize=2000)
def _officer_on(person_id: int, day: date) -> Officer:
    from giaoban.people.models import Person  # slow: only while the demo is filled

    officer = officer_for(Person.objects.get(pk=person_id), on=day)
    if officer is None:
        raise LookupError(person_id)
    return officer


_months: dict[tuple[int, date], date] = {}


def _officer(person_id: int, month: date, day: date) -> Officer:
    first = _months.setdefault((person_id, month), day)
    return _officer_on(person_id, first)


@dataclass
class Habits:
    """How a unit works: share of work handed in late, share never finished so far, days until receipt."""

    late: float
    stuck: float
    receipt_days: int


class Life:
    """The life of duties once they are asked."""

    def __init__(self, timeline: Timeline, offices: Offices, calendar: Calendar, random: Random) -> None:
        self.timeline = timeline
        self.offices = offices
        self.calendar = calendar
        self.random = random
        self.habits: dict[int, Habits] = {}
        self.delays = Delays(timeline, offices, random, self.moment)

    def moment(self, day: date) -> datetime:
        """A minute in office hours of `day`, or of the next working day."""
        while not self.calendar.is_working(day):
            day += timedelta(days=1)
        return timezone.make_aware(
            datetime.combine(day, time(self.random.randrange(8, 17), self.random.randrange(60)))
        )

    def habit(self, unit_id: int) -> Habits:
        """The unit's habits; the same unit always has the same."""
        if unit_id not in self.habits:
            own = Random(unit_id * 7919)  # a demo, not a secret
            self.habits[unit_id] = Habits(
                late=own.choice((0.05, 0.1, 0.1, 0.15, 0.3)),
                stuck=own.choice((0.0, 0.02, 0.03, 0.08)),
                receipt_days=own.choice((1, 1, 2, 3)),
            )
        return self.habits[unit_id]

    def begin(self, duty: Duty) -> None:
        """Plan what the unit does with a new duty."""
        habit, asked = self.habit(duty.unit_id), duty.asked_on
        receipt = asked + timedelta(days=self.random.randint(1, habit.receipt_days + 1))
        if duty.role == Role.LEAD and self.random.random() < 0.012:
            self.timeline.add(self.moment(receipt), partial(self.decline, duty.pk))
            return
        self.timeline.add(self.moment(receipt), partial(self.receive, duty.pk))
        if duty.role == Role.INFORMED:
            return
        due = duty.due_on or asked + timedelta(days=90)
        for share in (0.35, 0.7):
            if duty.role in LEADING and self.random.random() < 0.55:
                day = receipt + (due - receipt) * share
                self.timeline.add(
                    self.moment(max(day, receipt + timedelta(days=1))), partial(self.report, duty.pk, share)
                )
        chance = self.random.random()
        if chance < habit.stuck and duty.role == Role.LEAD and not duty.unit.valid_to:
            very_late = due + timedelta(days=self.random.randint(30, 150))
            self.timeline.add(self.moment(very_late), partial(self.submit, duty.pk))
            return
        if duty.role == Role.LEAD and chance > 0.99:
            self.timeline.add(self.moment(due - timedelta(days=3)), partial(self.stop, duty.pk))
            return
        slip = self.random.randint(1, 24) if self.random.random() < habit.late else -self.random.randint(0, 6)
        done = max(due + timedelta(days=slip), receipt + timedelta(days=2))
        while slip <= 0 and not self.calendar.is_working(done) and done > receipt:
            done -= timedelta(days=1)
        if duty.role == Role.LEAD:
            self.delays.plan(duty, done)
        self.timeline.add(self.moment(done), partial(self.submit, duty.pk))

    def receive(self, pk: int, at: datetime) -> None:
        """The contact receives the work; where there is a division, one task in three is partly handed down."""
        duty = Duty.objects.get(pk=pk)
        if duty.state != State.ASKED:  # stopped meanwhile, with the work that it is a part of
            return
        actions.receive(pk, actor=self.offices.contact(duty.unit_id, at.date()), at=at)
        below = Unit.objects.in_force(on=at.date()).filter(parent=duty.unit_id).order_by("pk")
        if duty.role == Role.LEAD and duty.parent_id is None and self.random.random() < 0.35:
            for division in below[:1]:
                self.timeline.add(at + timedelta(hours=2), partial(self.hand_down, pk, division))

    def hand_down(self, pk: int, division: Unit, at: datetime) -> None:
        """A part goes to a division, due three days before the whole."""
        duty = Duty.objects.get(pk=pk)
        due = duty.due_on - timedelta(days=3) if duty.due_on else None
        if duty.state != State.RECEIVED or (due and due <= at.date()):
            return
        made = hand_down(
            duty,
            unit=division,
            title=f"Chuẩn bị nội dung: {duty.title}",
            due_on=due,
            actor=self.offices.contact(duty.unit_id, at.date()),
            at=at,
        )
        self.begin(made.lead)

    def decline(self, pk: int, at: datetime) -> None:
        """The unit refuses; three times in four it is asked again two days later."""
        duty = Duty.objects.get(pk=pk)
        if duty.state != State.ASKED:
            return
        reason = self.random.choice(REASONS_OF_REFUSAL)
        actions.decline(pk, actor=self.offices.contact(duty.unit_id, at.date()), at=at, reason=reason)
        if self.random.random() < 0.75:
            self.timeline.add(self.moment(at.date() + timedelta(days=2)), partial(self.ask_again, pk))

    def ask_again(self, pk: int, at: datetime) -> None:
        """The standing office keeps the unit to its work."""
        duty = Duty.objects.get(pk=pk)
        if duty.state != State.DECLINED:
            return
        reason = "Đơn vị là đầu mối theo quy chế hoạt động; đề nghị tiếp nhận."
        actions.ask_again(pk, actor=self.offices.asking(duty, at.date()), at=at, reason=reason)
        self.timeline.add(self.moment(at.date() + timedelta(days=1)), partial(self.receive, pk))
        self.timeline.add(
            self.moment((duty.due_on or at.date()) + timedelta(days=4)), partial(self.submit, pk)
        )

    def report(self, pk: int, share: float, at: datetime) -> None:
        """A word of progress, when the work is still with the unit."""
        duty = Duty.objects.get(pk=pk)
        if duty.state in (State.RECEIVED, State.RETURNED):
            actions.report(
                pk,
                actor=self.offices.contact(duty.unit_id, at.date()),
                at=at,
                percent=min(95, int(share * 100) // 5 * 5),
                words=self.random.choice(WORDS_OF_PROGRESS),
            )

    def submit(self, pk: int, at: datetime) -> None:
        """The result goes in; the asking side decides within four days."""
        duty = Duty.objects.get(pk=pk)
        if duty.state not in (State.RECEIVED, State.RETURNED):
            return
        with_file = self.random.random() < 0.15
        kind = ProductKind.FILE if with_file else ProductKind.DOCUMENT
        number = f"{self.random.randint(20, 2900)}/BC-{'SKHCN' if duty.role == Role.LEAD else 'UBND'}"
        files = [SimpleUploadedFile("bao-cao-ket-qua.docx", sample_result())] if with_file else []
        actions.submit(
            pk,
            actor=self.offices.contact(duty.unit_id, at.date()),
            at=at,
            product_kind=kind,
            document_number="" if with_file else number,
            document_date=None if with_file else at.date(),
            link="",
            words="Đã hoàn thành nội dung được giao; kết quả kèm theo.",
            evidence=files,
        )
        self.timeline.add(
            self.moment(at.date() + timedelta(days=self.random.randint(1, 4))), partial(self.decide, pk)
        )

    def decide(self, pk: int, at: datetime) -> None:
        """Accepted, or returned once in twelve; sometimes a part is accepted first."""
        duty = Duty.objects.get(pk=pk)
        if duty.state != State.SUBMITTED:
            return
        asking = self.offices.asking(duty, at.date())
        if self.random.random() < 0.08:
            actions.return_(pk, actor=asking, at=at, reason=self.random.choice(REASONS_OF_RETURN))
            self.timeline.add(
                self.moment(at.date() + timedelta(days=self.random.randint(2, 7))), partial(self.submit, pk)
            )
        elif duty.role == Role.LEAD and not duty.accepted_part and self.random.random() < 0.04:
            accepted, reason = "Báo cáo và danh mục kèm theo.", "Bảng số liệu theo từng địa bàn."
            actions.accept_in_part(pk, actor=asking, at=at, accepted=accepted, reason=reason)
            self.timeline.add(self.moment(at.date() + timedelta(days=5)), partial(self.submit, pk))
        else:
            actions.accept(pk, actor=asking, at=at)

    def stop(self, pk: int, at: datetime) -> None:
        """Stopped by decision."""
        duty = Duty.objects.get(pk=pk)
        if duty.state in (State.RECEIVED, State.ASKED, State.RETURNED):
            actions.stop(
                pk,
                actor=self.offices.asking(duty, at.date()),
                at=at,
                reason=self.random.choice(REASONS_OF_STOP),
                decision=f"{self.random.randint(10, 99)}/TB-VP",
            )
