"""
What happens in the year, day by day, by chance from one seed: enough of everything that people do.

The shares are chosen so that the year ends like the follow-up of a real province: of 833 tasks of half a year
585 done, 67 running in time and 181 overdue (21.7 %), some of them for more than 120 days.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from giaoban.units.actions import NewUnit
from giaoban.units.models import Unit
from giaoban.units.vocabulary import UnitKind
from tests.year.days import Days
from tests.year.model import OWES, Office, Work
from tests.year.province import Province
from tests.year.stage import MailServer, Stage, Task, at
from tests.year.telling import Choices

DAY = timedelta(days=1)


class Plot:
    """Who does what on which day."""

    def __init__(self, stage: Stage, chance: Random, *, tasks: int, first: date, last: date) -> None:
        self.stage, self.chance = stage, chance
        # How often the worker looks at the usual and at the further hours of a day.
        self.looks = (1.0, 0.5) if tasks > 1000 else (0.6, 0.1)
        self.first, self.last, self.tasks_left, self.number = first, last, tasks, 0
        self.ended: set[int] = set()
        self.queue: list[tuple[datetime, int, Callable[[], None]]] = []
        self.entries = 0
        self.days = Days()
        self.agenda: dict[date, list[tuple[str, Work]]] = defaultdict(list)
        self.down: dict[date, int] = {}  # the worker is down on these days until that hour; 24: all day
        self.mail_down: set[date] = set()
        self.merger = self._merger()
        self._fail()

    @property
    def province(self) -> Province:
        return self.stage.province

    def _fail(self) -> None:
        """Some days on which worker or mail server are down."""
        for start, length, hour in ((40, 1, 11), (95, 3, 15), (171, 5, 9), (181, 2, 10), (255, 1, 24)):
            for more in range(length):
                self.down[self.first + DAY * (start + more)] = 24
            self.down[self.first + DAY * (start + length)] = hour
        span = (self.last - self.first).days
        self.mail_down = {self.first + DAY * self.chance.randrange(span) for _each in range(span // 30)}

    # a day

    def before(self, days: int, tasks: int) -> None:
        """Work from before the program came, and what people did on those days."""
        start = self.first - DAY * days
        self.stage.now = at(start, 9)
        self.give(tasks)
        for number in range(days):
            self.down[start + DAY * number] = 24
            self.live(start + DAY * number)

    def live(self, day: date) -> None:
        """The whole day: people act between the turns of the worker."""
        works = self.days.worked(day)
        MailServer.is_up = day not in self.mail_down
        for moment in self._turns(day, works=works):
            may_die = works and moment.hour > 9
            self._at(moment, lambda may_die=may_die: self.turn(may_die=may_die))
        for deed in self._deeds(day, works=works):
            self._at(self._hour(day), deed)
        while self.queue:
            self.stage.now, _number, deed = heapq.heappop(self.queue)
            deed()

    def _at(self, moment: datetime, deed: Callable[[], None]) -> None:
        self.entries += 1
        heapq.heappush(self.queue, (moment, self.entries, deed))

    def turn(self, *, may_die: bool) -> None:
        self.stage.turn(killed=may_die and self.chance.random() < 0.03)

    def _turns(self, day: date, *, works: bool) -> list[datetime]:
        """When the worker looks today."""
        usual, others = self.looks
        hours = [(5, 10), (17, 25)] if works else [(6, 5)]
        hours = [hour for hour in hours if self.chance.random() < usual]
        hours += [(7, 34)] if works else []
        hours += [(0, 30)] if day == self.first else []
        more = [(0, 12), (7, 3), (9, 5), (10, 20), (14, 40), (18, 40), (23, 30)] if works else [(10, 20)]
        hours += [hour for hour in more if self.chance.random() < others]
        until = self.down.get(day, 0)
        return [at(day, hour, minute) for hour, minute in hours if hour >= until]

    def _hour(self, day: date) -> datetime:
        return at(day, 7, 40) + timedelta(seconds=self.chance.randint(0, 9 * 3600))

    def _deeds(self, day: date, *, works: bool) -> list[Any]:
        if not works and self.chance.random() < 0.8:  # the rest waits for the next working day
            self.agenda[day + DAY] += self.agenda.pop(day, [])
            return self._special(day)
        deeds: list[Any] = [
            lambda verb=verb, work=work: self.do(verb, work) for verb, work in self.agenda.pop(day, [])
        ]
        if works:
            deeds += [lambda size=size: self.give(size) for size in self._papers(day)]
            if self.chance.random() < 0.5:
                deeds.append(self.read)
            if self.chance.random() < 0.2:
                deeds.append(self.try_what_is_not_allowed)
            if self.chance.random() < 0.1:
                deeds.append(lambda: self.choose_hours(40))
        return deeds + self._special(day)

    def _papers(self, day: date) -> list[int]:
        """How many tasks the papers of the day give."""
        if day < self.first:
            return []
        left = sum(self.days.worked(day + DAY * n) for n in range((self.last - day).days + 1))
        wanted = self.tasks_left / max(1, left)
        if self.chance.random() > 0.6 and left > 3:
            return []
        count = min(self.tasks_left, round(self.chance.uniform(0.6, 2.8) * wanted + self.chance.random()))
        return [count] if count else []

    # what is given

    def give(self, size: int, *, by: int | None = None) -> None:
        """A paper with about so many tasks."""
        tasks: list[Task] = []
        while size > 0:
            leads = min(size, self.chance.choice((1, 1, 1, 1, 2, 3, 6)))
            tasks.append(self._task(leads))
            size -= leads
        asking = [p for p, _why, _unit in self._asking()]
        for work in self.stage.give(tasks, by or self.chance.choice(asking)):
            self.tasks_left -= work.role == "lead"
            self.foresee(work)

    def _asking(self) -> list:
        stage = self.stage
        secretaries = [(p, "", 0) for p in stage.model.seated(("secretary",), stage.today)]
        return [*secretaries, *stage.telling.workers(stage.model.standing, stage.today)]

    def _task(self, leads: int) -> Task:
        chance, alive = self.chance, [unit for unit in self.province.units if unit.pk not in self.ended]
        self.number += 1
        chosen = chance.sample(alive, min(len(alive), leads + 4))
        some = chosen[leads:]
        task = Task(
            title=f"Nhiệm vụ {self.number} của kế hoạch chuyển đổi số",
            leads=chosen[:leads],
            coordinating=some[:2] if chance.random() < 0.15 else some[:1] if chance.random() < 0.3 else [],
            informed=some[2:3] if chance.random() < 0.2 else [],
            field=chance.choice([*self.province.fields, None]),
        )
        self._terms(task)
        return task

    def _terms(self, task: Task) -> None:
        share = self.chance.random()
        if share < 0.04:
            return
        if share < 0.12:
            measure = self.chance.choice(("working_days", "days"))
            task.limit = (self.chance.choice(("issue", "receipt")), self.chance.randint(5, 30), measure)
        elif share < 0.125 or self.number == 3:
            task.day_of_month = self.chance.choice((5, 15, 25))
            task.leads = task.leads[:1]
        else:
            task.due = self.stage.today + DAY * self.chance.choice((2, 5, 7, 7, 10, 10, 14, 15, 20, 30, 45))

    # what becomes of it

    def foresee(self, work: Work) -> None:
        """How the work will go, as far as it is known on its first day."""
        chance = self.chance
        if work.role == "informed":
            if chance.random() < 0.7:
                self.plan("receive", work, chance.randint(0, 10))
            return
        if chance.random() < 0.025:
            self.plan("decline", work, chance.randint(0, 3))
        if chance.random() < 0.98:
            self.plan("receive", work, chance.choice((0, 0, 1, 1, 2, 3, 9)))
        if chance.random() < 0.03:
            self.plan("stop", work, chance.randint(1, 60))
        if chance.random() < 0.03:
            self.plan("change_deadline", work, chance.randint(3, 50))
        if chance.random() < 0.02:
            self.plan("sort", work, chance.randint(1, 40))

    def plan(self, verb: str, work: Work, days: int) -> None:
        soon = self.stage.now + timedelta(minutes=self.chance.randint(5, 120))
        if days == 0 and soon.hour < 17:
            self._at(soon, lambda: self.do(verb, work))
        else:
            self.agenda[self.stage.today + DAY * max(1, days)].append((verb, work))

    def do(self, verb: str, work: Work) -> None:
        """Carry out what was planned, if it still can be, and plan what follows."""
        if verb == "sort":
            self.stage.sort(work, self._asking()[0][0], self.chance.choice(self.province.fields))
            return
        if not self.stage.model.may(verb, work, self.stage.today):
            return
        by = self._holder(work) if verb in HOLDER_VERBS else self._decider(work)
        if by is None:
            return
        getattr(self, f"_{verb}", self._plainly)(verb, work, by)

    def _plainly(self, verb: str, work: Work, by: int) -> None:
        self.stage.act(verb, work, by)

    def _holder(self, work: Work) -> int | None:
        people = [p for p, _why, _unit in self.stage.telling.workers(work.unit, self.stage.today)]
        people += self.stage.model.holders(work.unit, "leader", self.stage.today)
        return self.chance.choice(people) if people else None

    def _decider(self, work: Work) -> int | None:
        """Somebody of those who asked, who neither belongs to the unit nor asked or handed in themselves."""
        stage = self.stage
        if work.asked_by is not None:
            people = [p for p, _why, _unit in stage.telling.workers(work.asked_by, stage.today)]
        else:
            people = [p for p, _why, _unit in self._asking()] + stage.telling.chairs(stage.today)[:1]
        barred = {work.handed_in_by, work.waiting.asked_by if work.waiting else None}
        free = [p for p in people if p not in barred and work.unit not in stage.model.homes(p, stage.today)]
        return self.chance.choice(free) if free else None

    def _receive(self, verb: str, work: Work, by: int) -> None:
        self.stage.act(verb, work, by)
        chance = self.chance
        if work.role not in OWES:
            return
        left = (work.due - self.stage.today).days if work.due else chance.randint(5, 60)
        share = chance.random()
        if share < 0.65:  # in time
            days = max(0, left - chance.randint(0, 12))
        elif share < 0.8:
            days = max(0, left) + chance.randint(1, 45)
        elif share < 0.96:
            days = max(0, left) + chance.randint(45, 260)
        else:
            days = 1000  # never
        self.plan("submit", work, days)
        for _each in range(chance.choice((0, 0, 1, 2))):
            self.plan("report", work, chance.randint(0, max(1, min(days, 60))))
        if work.due and chance.random() < 0.13 and work.parent is None:
            self.plan("ask_extension", work, chance.randint(0, max(1, left)))
        divisions = [u for u in self.province.divisions if self.stage.model.above.get(u.pk) == work.unit]
        if divisions and work.parent is None and chance.random() < 0.3:
            self.plan("hand_down", work, chance.randint(0, 3))

    def _decline(self, verb: str, work: Work, by: int) -> None:
        self.stage.act(verb, work, by)
        self.plan("ask_again" if self.chance.random() < 0.8 else "stop", work, self.chance.randint(1, 8))
        self.plan("receive", work, self.chance.randint(9, 15))

    def _submit(self, verb: str, work: Work, by: int) -> None:
        self.stage.act(verb, work, by)
        verbs = ("accept",) * 40 + ("return_",) * 5 + ("accept_in_part",) * 3 + ("withdraw",) * 2
        self.plan(self.chance.choice(verbs), work, self.chance.choice((0, 0, 1, 1, 2, 3, 6, 12)))

    def _accept(self, verb: str, work: Work, by: int) -> None:
        self.stage.act(verb, work, by)
        if self.chance.random() < 0.03:
            self.plan("reopen", work, self.chance.randint(2, 40))

    def _again(self, work: Work) -> None:
        self.plan("submit", work, self.chance.randint(1, 20))

    def _return_(self, verb: str, work: Work, by: int) -> None:
        self.stage.act(verb, work, by)
        self._again(work)

    _withdraw = _return_

    def _accept_in_part(self, verb: str, work: Work, by: int) -> None:
        new = self._later(work) if self.chance.random() < 0.5 and work.parent is None else {}
        self.stage.act(verb, work, by, **new)
        self._again(work)

    def _reopen(self, verb: str, work: Work, by: int) -> None:
        new = self._later(work) if self.chance.random() < 0.5 and work.parent is None else {}
        self.stage.act(verb, work, by, **new)
        self.plan("receive", work, 2)
        self._again(work)

    def _stop(self, verb: str, work: Work, by: int) -> None:
        self.stage.act(verb, work, by)
        if self.chance.random() < 0.15:
            self.plan("reopen", work, self.chance.randint(3, 30))

    def _later(self, work: Work) -> dict[str, date]:
        """A day for the rest or for what is taken up again."""
        days = [self.stage.today + DAY * self.chance.randint(1, 40) for _each in range(3)]
        return {"due_on": next(day for day in days if day != work.due)}

    def _change_deadline(self, verb: str, work: Work, by: int) -> None:
        if work.parent is None:
            self.stage.act(verb, work, by, **self._later(work))

    def _ask_extension(self, verb: str, work: Work, by: int) -> None:
        assert work.due
        self.stage.act(verb, work, by, proposed_on=work.due + DAY * self.chance.randint(3, 45))
        answers = ("grant_extension",) * 7 + ("refuse_extension",) * 3 + ("withdraw_extension", "")
        answer = self.chance.choice(answers)
        if answer:
            self.plan(answer, work, self.chance.choice((0, 1, 1, 2, 4, 11)))

    def _grant_extension(self, verb: str, work: Work, by: int) -> None:
        assert work.due
        if self.chance.random() < 0.3:
            self.stage.act(verb, work, by, due_on=work.due + DAY * self.chance.randint(1, 60))
        elif work.waiting and work.waiting.proposed > work.due:
            self.stage.act(verb, work, by)

    def _hand_down(self, verb: str, work: Work, by: int) -> None:
        divisions = [u for u in self.province.divisions if self.stage.model.above.get(u.pk) == work.unit]
        if not divisions or (work.due and work.due < self.stage.today):
            return
        due = work.due - DAY * self.chance.randint(0, 5) if work.due else None
        part = self.stage.hand_down(work, self.chance.choice(divisions), by, due=due)
        self.foresee(part)

    # people

    def read(self) -> None:
        """Somebody who has unread lines reads them."""
        lines = self.stage.telling.lines.values()
        people = sorted({p for those in lines for p, line in those.items() if line.read_at is None})
        people = [p for p in people if p not in self.stage.model.closed_accounts]
        if people:
            self.stage.read(self.chance.choice(people))

    def try_what_is_not_allowed(self) -> None:
        """An act for which the work is in no state; the program has to refuse it."""
        works = [work for work in self.stage.model.works if work.role in OWES]
        if not works:
            return
        work = self.chance.choice(works)
        verb = self.chance.choice(("receive", "submit", "accept", "return_", "stop", "reopen", "ask_again"))
        by = self._holder(work) if verb in HOLDER_VERBS else self._decider(work)
        if by is not None and not self.stage.model.may(verb, work, self.stage.today):
            self.stage.is_refused(verb, work, by)

    # what happens once

    def _special(self, day: date) -> list[Any]:
        """What a person or the committee decides on this one day of the year."""
        number = (day - self.first).days
        once: dict[int, list[Any]] = {
            3: [self.some_want_no_digest],
            33: [lambda: self.choose_hours(5)],
            60: [self.leave_posts],
            75: [self.move_division],
            110: [self.leave_posts, self.close_account],
            140: [lambda: self.storm(day + DAY * 12)],
            150: [lambda: self.choose_hours(6)],
            165: [self.leave_seat],
            171: [lambda: self.merge_communes(date(day.year, 7, 1))],
            200: [self.leave_posts],
            214: [self.merge_departments],
            232: [lambda: self.storm(day + DAY)],
            280: [self.close_account],
            295: [lambda: self.choose(Choices(rest_days_quiet=False, quiet_from=20, up_to="chair"))],
            325: [lambda: self.choose(Choices(days_before=(10, 5, 2), every_weeks=2, up_to="chair"))],
            340: [self.leave_posts],
        }
        return once.get(number, [])

    def _contacts(self) -> list[Office]:
        return [
            post
            for post in self.stage.model.posts
            if post.role == "contact"
            and post.until is None
            and post.unit not in self.ended
            and post.since <= self.stage.today
            and post.person not in self.stage.model.closed_accounts
        ]

    def some_want_no_digest(self) -> None:
        for person in sorted({post.person for post in self._contacts()})[::7]:
            self.stage.choose_mail(person, time(7, 30), wants=False)

    def choose_hours(self, every: int) -> None:
        people = sorted({post.person for post in self._contacts()})
        for person in self.chance.sample(people, max(1, len(people) // every)):
            hour = time(self.chance.randint(7, 17), self.chance.choice((0, 15, 30, 45)))
            self.stage.choose_mail(person, hour, wants=self.chance.random() < 0.85)

    def leave_posts(self) -> None:
        """Some contacts leave their posts, and people of other units take them."""
        contacts = self._contacts()
        for post in self.chance.sample(contacts, max(1, len(contacts) // 12)):
            others = [p.person for p in contacts if p.unit != post.unit]
            held = {p.person for p in self.stage.model.posts if p.unit == post.unit and p.role == "contact"}
            others = [person for person in others if person not in held]
            if others and post.until is None:
                self.stage.change_post(post, self.chance.choice(others))

    def close_account(self) -> None:
        contacts = [post for post in self._contacts() if post.unit != self.stage.model.standing]
        self.stage.close_account(self.chance.choice(contacts).person)

    def leave_seat(self) -> None:
        """The secretary of the office goes; what the standing unit owes is then for the chair to decide."""
        secretary = next(
            s for s in self.stage.model.seats if s.role == "secretary" and s.unit != self.stage.model.standing
        )
        self.stage.leave_seat(secretary)

    def choose(self, chosen: Choices) -> None:
        self.stage.choose_steps(chosen)

    def storm(self, day: date) -> None:
        """The province closes its offices for a day."""
        if self.days.worked(day):
            self.stage.set_day(self.province.top, day, worked=False)
            self.days = self.stage.model.calendar(self.province.top.pk)

    def move_division(self) -> None:
        division, under = self.province.divisions[-1], self.province.departments[1]
        if self.stage.model.above[division.pk] == under.pk:
            under = self.province.departments[2]
        self.stage.move_unit(division, under)

    def _merger(self) -> list[list[Unit]]:
        communes = self.province.communes
        return [communes[0:2], communes[2:5]]

    def merge_communes(self, day: date) -> None:
        """Two communes become a new one, two go into a third, from a day ahead."""
        pair, three = self.merger
        new = NewUnit(name="UBND xã Hòa Bình", kind=UnitKind.COMMUNE, parent=self.province.top)
        self.province.communes.append(self.stage.merge(pair, new, day))
        self.stage.merge(three, three[0], day)
        self._end([*pair, *three[1:]])

    def merge_departments(self) -> None:
        """A department goes into another from today on, with the divisions below it."""
        into, ending = self.province.departments[2], self.province.departments[3]
        self.stage.merge([ending, into], into, self.stage.today)
        self._end([ending])

    def _end(self, units: list[Unit]) -> None:
        self.ended |= {unit.pk for unit in units}
        gone = {unit.pk for unit in units}
        for those in (self.province.communes, self.province.departments):
            those[:] = [unit for unit in those if unit.pk not in gone]


HOLDER_VERBS = (
    "receive",
    "decline",
    "report",
    "submit",
    "withdraw",
    "ask_extension",
    "withdraw_extension",
    "hand_down",
)
