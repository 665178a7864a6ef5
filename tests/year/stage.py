"""Where the year is played: each act is done by the program and told to the model."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction

from giaoban.assignments.actions import confirm_review, hand_down
from giaoban.assignments.models import Part, Proposal
from giaoban.documents.models import Document
from giaoban.duties import actions
from giaoban.duties.jobs.hours import Hours
from giaoban.duties.jobs.steps import Steps
from giaoban.duties.models import Duty, Sheet
from giaoban.duties.reads.recounting import calendars_after, fingerprint, moves_under
from giaoban.duties.vocabulary import CalendarAct
from giaoban.foundation.verdict import Refused
from giaoban.outbox.jobs.worker import turn_of_the_clock, turn_of_the_day
from giaoban.outbox.jobs.worker import work as take_turn
from giaoban.people import actions as people
from giaoban.units import actions as units
from giaoban.units.models import Tenure, Unit
from giaoban.units.reads import Officer, officer_for
from giaoban.workdays.reads import current_calendars
from tests.assignments.work import addressee, review
from tests.year.counting import figures
from tests.year.model import HERE, OWES, Limit, Model, Office, Repeated, Work, day_of, next_on
from tests.year.province import Province
from tests.year.telling import Choices, Letter, Telling

NIGHT = time(0, 10)
"""From then on the day before may be frozen."""
HOLDERS = ("receive", "decline", "report", "submit", "withdraw", "ask_extension", "withdraw_extension")
WORDS: dict[str, dict[str, Any]] = {
    "decline": {"reason": "Không thuộc chức năng"},
    "ask_again": {"reason": "Đúng chức năng theo quyết định"},
    "report": {"percent": 40, "words": "Đã khảo sát"},
    "submit": {"product_kind": "link", "link": "https://sonhai.example/ket-qua"},
    "accept_in_part": {"accepted": "Phần khảo sát", "reason": "Còn phụ lục"},
    "return_": {"reason": "Thiếu phụ lục"},
    "stop": {"reason": "Không còn cần thiết", "decision": "9/QĐ-BCĐ"},
    "reopen": {"reason": "Số liệu phải làm lại"},
    "ask_extension": {"reason": "Chờ số liệu của các xã"},
    "refuse_extension": {"reason": "Đã gia hạn một lần"},
    "change_deadline": {"reason": "Theo yêu cầu của cấp trên"},
}


class MailServer(EmailBackend):
    """A mail server that does not answer while `is_up` is false."""

    is_up = True

    def send_messages(self, messages: Any) -> int:
        if not MailServer.is_up:
            raise ConnectionRefusedError
        return super().send_messages(messages)


@dataclass
class Task:
    """One task of a paper, as it is to be given."""

    title: str
    leads: list[Unit]
    coordinating: list[Unit]
    informed: list[Unit]
    field: Any
    due: date | None = None
    limit: tuple[str, int, str] | None = None  # from what, how many, of what
    day_of_month: int | None = None


@dataclass
class Stage:
    """The program and the model, and the clock of both."""

    province: Province
    now: datetime
    telling: Telling = field(init=False)
    evenings: dict[date, dict[str, Any]] = field(default_factory=dict)
    delivered: list[tuple[datetime, Letter]] = field(default_factory=list)
    mails: list[tuple[datetime, Any]] = field(default_factory=list)
    papers: int = 0
    unfrozen: list[date] = field(default_factory=list)
    jobs_on: date | None = None
    acts: int = 0
    turns: int = 0
    refused: int = 0
    _officers: dict[tuple[int, date], Officer] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.telling = Telling(self.model)

    @property
    def model(self) -> Model:
        return self.province.model

    @property
    def today(self) -> date:
        return day_of(self.now)

    def officer(self, person: int) -> Officer:
        """What the person holds today, asked of the program once a day."""
        if (person, self.today) not in self._officers:
            found = officer_for(self.province.people[person], on=self.today)
            assert found is not None
            self._officers[person, self.today] = found
        return self._officers[person, self.today]

    # acts on work

    def act(self, verb: str, on: Work, by: int, **facts: Any) -> None:
        """The act `verb`; `facts` bear the names of the program's action."""
        named = WORDS.get(verb, {}) | facts
        if verb in ("grant_extension", "refuse_extension"):
            assert on.waiting
            named["number"] = on.waiting.number
        try:
            getattr(actions, verb)(on.pk, actor=self.officer(by), at=self.now, **named)
        except Refused as no:
            raise AssertionError(f"{self.now}: the program refuses to {verb} {on}: {no}") from no
        told = {"due": facts["due_on"]} if "due_on" in facts else {}
        told |= {"proposed": facts["proposed_on"]} if "proposed_on" in facts else {}
        told |= {"by": by} if verb in ("submit", "ask_extension") else {}
        getattr(self.model, verb)(on, self.now, **told)
        self.acts += 1

    def is_refused(self, verb: str, on: Work, by: int, **facts: Any) -> None:
        """The program does not allow what the model does not."""
        named = WORDS.get(verb, {}) | facts | ({"number": 1} if verb.endswith("t_extension") else {})
        if verb == "withdraw_extension":
            named.pop("number", None)
        try:
            with transaction.atomic():
                getattr(actions, verb)(on.pk, actor=self.officer(by), at=self.now, **named)
        except Refused:
            self.refused += 1
            return
        raise AssertionError(f"{self.now}: the program lets {by} {verb} {on}")

    def sort(self, on: Work, by: int, to: Any) -> None:
        actions.change_field(on.pk, field=to, actor=self.officer(by), at=self.now)
        self.model.change_field(on, self.now, to.pk if to else None)
        self.acts += 1

    def hand_down(self, whole: Work, to: Unit, by: int, *, due: date | None) -> Work:
        duty, to = Duty.objects.get(pk=whole.pk), Unit.objects.get(pk=to.pk)
        title = f"{whole.title}: phần {sum(work.parent is whole for work in self.model.works) + 1}"
        part = hand_down(duty, unit=to, title=title, due_on=due, actor=self.officer(by), at=self.now)
        self.acts += 1
        return self.model.ask(
            Work(
                key=f"{whole.key}/{to.pk}p{part.number}",
                role="handed_down",
                unit=to.pk,
                title=title,
                asked_at=self.now,
                due=due,
                area=whole.area,
                source=whole.source,
                parent=whole,
                asked_by=whole.unit,
                pk=part.lead_id,
            )
        )

    def give(self, tasks: list[Task], by: int) -> list[Work]:
        """A paper whose work is given."""
        self.papers += 1
        document = Document.objects.create(
            committee=self.province.committee,
            type="TB",
            number=str(self.papers),
            symbol="TB-BCĐ",
            issued_on=self.today,
            year=self.today.year,
            force_from=self.today,
            subject=f"Kết luận phiên họp số {self.papers}",
            text="THÔNG BÁO\n" + "\n".join(f"{n}. {task.title}" for n, task in enumerate(tasks, 1)),
            sha256=str(self.papers).rjust(64, "0"),
            search_key=f"tb {self.papers}",
            registered_at=self.now,
        )
        under = review(document)
        for position, task in enumerate(tasks):
            self._propose(under, task, position)
        under.refresh_from_db()
        assert confirm_review(under, version=under.version, actor=self.officer(by), at=self.now)
        self.acts += 1
        made = [work for task in tasks for work in self._works_of(task, document.code)]
        self._bind(made, Duty.objects.filter(origin_key=document.code))
        for task in tasks:
            if task.day_of_month:
                own = [work for work in made if work.title == task.title]
                first = next_on(task.day_of_month, self.today)
                self.model.repeated.append(Repeated(task.title, task.day_of_month, first, own, list(own)))
        return made

    def _propose(self, under: Any, task: Task, position: int) -> None:
        start = under.document.text.index(task.title)
        columns: dict[str, Any] = {"due_on": task.due}
        if task.limit:
            start_of, amount, measure = task.limit
            begin = self.today.isoformat() if start_of == "issue" else start_of
            columns["reckoning"] = f"{begin} + {amount} {measure.replace('_', ' ')}"
        if task.day_of_month:
            columns["rule"] = f"FREQ=MONTHLY;BYMONTHDAY={task.day_of_month}"
        made = Proposal.objects.create(
            review=under,
            position=position,
            start=start,
            end=start + len(task.title),
            action=task.title,
            clause=str(position + 1),
            field=task.field,
            **columns,
        )
        parties = [("lead", task.leads), ("coordinating", task.coordinating), ("informed", task.informed)]
        named = [(role, unit) for role, those in parties for unit in those]
        for place, (role, unit) in enumerate(named):
            addressee(made, unit, role, position=place)

    def _works_of(self, task: Task, source: str) -> list[Work]:
        """Each lead unit has a task of its own with everybody who helps or is informed."""
        works = []
        for number, lead in enumerate(task.leads):
            parts = {lead.pk: "lead"}
            for role, those in (("coordinating", task.coordinating), ("informed", task.informed)):
                for unit in those:
                    parts.setdefault(unit.pk, role)
            for unit, role in parts.items():
                works.append(self._work(task, f"{task.title.split()[2]}.{number}", unit, role, source))
        return works

    def _work(self, task: Task, key: str, unit: int, role: str, source: str) -> Work:
        owes, limit = role in OWES, None
        if owes and task.limit:
            start_of, amount, measure = task.limit
            limit = Limit(amount, measure, self.today if start_of == "issue" else None)
        if owes and task.day_of_month:
            limit = Limit(0, "days", next_on(task.day_of_month, self.today))
        return self.model.ask(
            Work(
                key=f"{key}/{unit}",
                role=role,
                unit=unit,
                title=task.title,
                asked_at=self.now,
                due=task.due if owes else None,
                area=task.field.pk if task.field else None,
                source=source,
                limit=limit,
                rule=task.title if task.day_of_month else "",
            )
        )

    def _bind(self, works: list[Work], duties: Any) -> None:
        """Find the program's rows for new work; there are exactly these, with these deadlines."""
        rows = list(duties.order_by("pk").values_list("title", "role", "unit", "due_on", "pk"))
        parts = dict(
            Part.objects.filter(duty__in=[row[-1] for row in rows]).values_list("duty", "assignment")
        )
        leads = {row[-1]: row[2] for row in rows if row[1] == "lead"}
        lead_of = {parts[pk]: unit for pk, unit in leads.items()}
        waiting = {}
        for title, role, unit, due, pk in rows:
            waiting[title, role, unit, due, lead_of.get(parts[pk])] = pk
        lead = None
        for work in works:
            lead = work.unit if work.role == "lead" else lead
            name = (work.title, work.role, work.unit, work.due, lead)
            assert name in waiting, f"the program did not ask {name}, but {list(waiting)}"
            work.pk = waiting.pop(name)
        assert not waiting, f"the program asked more: {list(waiting)}"

    # what happens to people, units and days

    def change_post(self, leaving: Office, comes: int) -> None:
        """Somebody leaves a post today, somebody else takes it tomorrow."""
        post = next(
            post
            for post in Unit.objects.get(pk=leaving.unit).posts.filter(role=leaving.role, until=None)
            if post.person_id == leaving.person
        )
        tomorrow = self.today + timedelta(days=1)
        units.end_post(post, last_day=self.today, actor=None, at=self.now)
        units.give_post(
            post.unit,
            person=self.province.people[comes],
            role=leaving.role,
            since=tomorrow,
            actor=None,
            at=self.now,
        )
        leaving.until = self.today
        self.model.posts.append(Office(comes, leaving.unit, leaving.role, tomorrow))
        self._officers.clear()

    def close_account(self, person: int) -> None:
        people.disable(self.province.people[person], actor=None, at=self.now)
        self.province.people[person].refresh_from_db()
        self.model.closed_accounts.add(person)

    def leave_seat(self, office: Office) -> None:
        tenure = Tenure.objects.get(person=office.person, seat__role=office.role, until=None)
        units.end_tenure(tenure, last_day=self.today, basis="QĐ 21/QĐ-UBND", actor=None, at=self.now)
        office.until = self.today
        self._officers.clear()

    def merge(self, ending: list[Unit], into: Unit | units.NewUnit, day: date) -> Unit:
        actor = self.officer(self.province.administrator.pk)
        heir = units.merge(
            ending, into=into, effective_on=day, basis="NQ 12/NQ-HĐND", actor=actor, at=self.now
        )
        self.model.above.setdefault(heir.pk, heir.parent_id)
        self.model.merge([unit.pk for unit in ending if unit.pk != heir.pk], heir.pk, day)
        self.model.above |= dict.fromkeys(
            (unit for unit, above in self.model.above.items() if above in {each.pk for each in ending}),
            heir.pk,
        )
        self.model.pass_on(self.now)
        self._officers.clear()
        return heir

    def move_unit(self, unit: Unit, under: Unit) -> None:
        actor = self.officer(self.province.administrator.pk)
        units.move(
            unit, parent=under, effective_on=self.today, basis="QĐ 7/QĐ-UBND", actor=actor, at=self.now
        )
        self.model.above[unit.pk] = under.pk
        self._officers.clear()

    def choose_mail(self, person: int, hour: time, *, wants: bool) -> None:
        actions.choose_mail(digest_at=hour, wants_digest=wants, actor=self.officer(person), at=self.now)
        self.telling.wishes[person] = (hour, wants)

    def choose_steps(self, chosen: Choices) -> None:
        secretary = self.model.seated(("secretary",), self.today)[0]
        actions.set_steps(
            self.province.committee,
            steps=Steps(chosen.days_before, every_weeks=chosen.every_weeks, up_to=chosen.up_to),
            hours=Hours(chosen.quiet_from, chosen.quiet_to, chosen.rest_days_quiet),
            actor=self.officer(secretary),
            at=self.now,
        )
        self.telling.choices = chosen

    def set_day(self, place: Unit, day: date, *, worked: bool) -> None:
        """A day of the province is off or worked: shown first, then confirmed."""
        facts = {
            "date": day.isoformat(), "kind": "work" if worked else "off", "reason": "Nghỉ tránh bão",
            "source": "12/CĐ-UBND", "place": place.pk, "place_name": place.name,
        }  # fmt: skip
        admin = self.officer(self.province.administrator.pk)
        change = actions.lay_out_change(CalendarAct.SET, facts, actor=admin, at=self.now)
        moves = moves_under(calendars_after(change, current_calendars()))
        actions.apply_change(change.code, shown=fingerprint(moves), actor=admin, at=self.now)
        self.model.set_day(place.pk, day, self.now, worked=worked)

    def read(self, person: int) -> None:
        actions.read_notices(None, actor=self.officer(person), at=self.now)
        self.telling.read(person, self.now)

    # time

    def turn(self, *, killed: bool = False) -> None:
        """
        The worker takes its turn; `killed`: it dies before it comes to what was promised.

        First it looks and writes letters, then come the jobs of the night and the letters.
        """
        self.turns += 1
        before = len(mail.outbox)
        if killed:
            turn_of_the_day(self.now)
            turn_of_the_clock(self.now)
        else:
            take_turn(lambda: False, once=True)
        self.mails += [(self.now, letter) for letter in mail.outbox[before:]]
        self.telling.looks(self.now)
        self.telling.write(self.now)
        if not killed:
            self._nightly()
            self.telling.deliver(self.now, server_is_up=MailServer.is_up)

    def _nightly(self) -> None:
        if self.jobs_on == self.today:
            return
        self.jobs_on = self.today
        known = {work.pk for work in self.model.works}
        new = self.model.ask_repeated(self.now)
        if new or Duty.objects.count() != len(known):
            self._bind(new, Duty.objects.exclude(pk__in=known))
        self.model.pass_on(self.now)

    def whole_frozen_to(self, day: date) -> bool:
        """Whether every day up to this one has its sheet by now."""
        return Sheet.objects.filter(day=day).exists()

    def evening(self, day: date) -> None:
        """The day has ended: the model counts it."""
        self.evenings[day] = figures(self.model, day)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), tzinfo=HERE)
