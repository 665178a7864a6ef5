"""A conference in the demo: three drafts go to forty units, come back with comments, and are issued."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from random import Random
from typing import Final

from django.db.models import Q
from django.utils import timezone

from giaoban.config.demo import conference_papers as papers
from giaoban.config.demo.conference_papers import DraftFact
from giaoban.config.demo.sending import Post
from giaoban.documents import actions
from giaoban.documents.drafting.content import Content, load
from giaoban.documents.drafting.plain import read_text
from giaoban.documents.models import Answer, Comment, Consultation, Document, Draft
from giaoban.documents.vocabulary import Authority, DocumentType, Position, Remark, Silence, Taken
from giaoban.duties import actions as duties
from giaoban.duties.vocabulary import LimitUnit, State
from giaoban.people.models import Person
from giaoban.units.models import Committee, Seat, Unit
from giaoban.units.reads import Officer, officer_for
from giaoban.units.vocabulary import SeatRole, UnitKind
from giaoban.workdays.counting import Calendar

ASKED: Final = 40  # units
DAYS_AGO: Final = 62  # the drafts are begun
Add = Callable[[datetime, Callable[[datetime], None]], None]


def plan_conference(
    committee: Committee,
    secretary_id: int,
    chair_id: int,
    add: Add,
    *,
    calendar: Calendar,
    today: date,
    contacts: dict[int, int],
) -> None:
    """Plan the conference of `committee` and one consultation that is still open today."""
    desk = _Desk(committee, secretary_id, chair_id, contacts, calendar, add, Random(committee.symbol))
    first = today - timedelta(days=DAYS_AGO)
    add(desk.moment(first), desk.open_books)
    for number, fact in enumerate(papers.CONFERENCE):
        add(desk.moment(first + timedelta(days=1 + number)), partial(desk.begin, fact, to_the_end=True))
    add(desk.moment(today - timedelta(days=5)), partial(desk.begin, papers.TRAINING, to_the_end=False))


@dataclass
class _Desk:
    """Those who write, and those who are asked."""

    committee: Committee
    secretary_id: int
    chair_id: int
    contacts: dict[int, int]
    calendar: Calendar
    add: Add
    chance: Random

    def moment(self, day: date) -> datetime:
        """A minute in office hours of `day`, or of the next working day."""
        while not self.calendar.is_working(day):
            day += timedelta(days=1)
        return timezone.make_aware(
            datetime.combine(day, time(self.chance.randrange(8, 16), self.chance.randrange(60)))
        )

    def later(self, at: datetime, days: int) -> datetime:
        """So many working days after `at`, in office hours."""
        return self.moment(self.calendar.add_working_days(timezone.localdate(at), days))

    def open_books(self, at: datetime) -> None:
        """The series of numbers go on where the paper books ended."""
        year = str(timezone.localdate(at).year)
        numbers = Document.objects.filter(
            committee=self.committee, type=DocumentType.NOTICE, issued_on__year=year
        ).values_list("number", flat=True)
        last = max((int(number) for number in numbers if number.isdigit()), default=0)
        books = (
            ("Thông báo", (DocumentType.NOTICE,), last + 3),
            ("Quy chế, kế hoạch", (DocumentType.WORKING_RULES, DocumentType.PLAN), 0),
        )
        for name, types, earlier in books:
            facts = actions.SeriesFacts(name, types, year if earlier else "", earlier)
            actions.open_series(self.committee, form="state", facts=facts, actor=self.clerk(at), at=at)

    def begin(self, fact: DraftFact, at: datetime, *, to_the_end: bool) -> None:
        """The draft is written and sent to forty units."""
        draft = actions.begin_draft(
            committee=self.committee,
            head=self.head(fact, at),
            content=read_text(fact.text),
            actor=self.clerk(at),
            at=at,
        )
        version, _new = actions.freeze(
            draft, note="Bản gửi xin ý kiến lần 1", actor=self.clerk(at), at=at + timedelta(minutes=1)
        )
        asked_at = at + timedelta(minutes=5)
        silent = fact.silence == Silence.AGREES
        said = actions.Round(
            units=tuple(self.asked(timezone.localdate(at))),
            letter="Đề nghị các cơ quan, đơn vị nghiên cứu, góp ý trực tiếp vào từng điều, khoản của dự thảo.",
            amount=10,
            limit_unit=LimitUnit.WORKING_DAYS,
            silence=fact.silence,
            silence_words=papers.RULE if silent else "",
            silence_source=papers.RULE_SOURCE if silent else "",
        )
        opened = actions.open_round(version, said=said, actor=self.clerk(asked_at), at=asked_at)
        for answer in Answer.objects.filter(consultation=opened).order_by("pk"):
            self.plan_answer(answer, fact, asked_at, to_the_end=to_the_end)
        if to_the_end:
            self.add(self.later(at, 13), partial(self.close, opened, fact))

    def plan_answer(self, answer: Answer, fact: DraftFact, at: datetime, *, to_the_end: bool) -> None:
        """Most answer within the limit, a few late, two not at all."""
        chance = self.chance.random()
        if chance < 0.05:
            return
        days = self.chance.randint(11, 12) if chance < 0.12 else self.chance.randint(1, 9)
        if not to_the_end and days > 8:
            return
        self.add(self.later(at, days), partial(self.answer, answer.pk, fact))

    def answer(self, pk: int, fact: DraftFact, at: datetime) -> None:
        """A unit agrees, or comments on clauses, and sends."""
        answer = Answer.objects.select_related("duty", "consultation__version").get(pk=pk)
        if answer.sent_at is not None or answer.duty.state not in (State.ASKED, State.RECEIVED):
            return
        who = self.contact(answer.unit_id, at)
        if answer.duty.state == State.ASKED:
            duties.receive(answer.duty_id, actor=who, at=at)
        content = load(answer.consultation.version.content)
        chosen = self.chance.sample(fact.comments, self.chance.choice((0, 0, 1, 1, 2, 3)))
        for words, text in chosen:
            said = actions.Said(clause=_clause(content, words), kind=Remark.REMARK, text=text)
            actions.write_comment(answer, said=said, actor=who, at=at)
        position = Position.WITH_COMMENTS if chosen else Position.AGREES
        actions.send_answer(answer, position=position, actor=who, at=at + timedelta(minutes=20))

    def close(self, opened: Consultation, fact: DraftFact, at: datetime) -> None:
        """The round ends; the draft is revised and every comment gets its disposition."""
        clerk = self.clerk(at)
        actions.close_round(opened, actor=clerk, at=at)
        text = fact.text
        for old, new in fact.revised:
            text = text.replace(old, new)
        draft = Draft.objects.get(pk=opened.draft_id)
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        revised_at = at + timedelta(hours=1)
        actions.bring_text_in(
            draft,
            content=read_text(text),
            source="du-thao-lan-2.docx",
            sha256=sha256,
            actor=clerk,
            at=revised_at,
        )
        actions.freeze(draft, note="Bản tiếp thu ý kiến", actor=clerk, at=revised_at)
        self.dispose(opened, fact, self.later(at, 1))
        self.add(self.later(at, 2), partial(self.publish, opened))
        self.add(self.later(at, 4), partial(self.issue, draft.pk))

    def dispose(self, opened: Consultation, fact: DraftFact, at: datetime) -> None:
        """The same remark gets one answer."""
        changed = " ".join(old for old, _new in fact.revised)
        for words, text in fact.comments:
            alike = Comment.objects.filter(consultation=opened, text=text, answer__sent_at__isnull=False)
            codes = dict.fromkeys(alike.values_list("code", flat=True), 0)
            if not codes:
                continue
            taken = (
                Taken.ACCEPTED if words in changed else self.chance.choice((Taken.PARTLY, Taken.EXPLAINED))
            )
            reason = {Taken.ACCEPTED: papers.ACCEPTED, Taken.PARTLY: papers.PARTLY}.get(taken)
            decision = actions.Decision(
                taken=taken, reason=self.chance.choice(papers.EXPLAINED) if reason is None else reason
            )
            actions.dispose(opened, comments=codes, decision=decision, actor=self.clerk(at), at=at)

    def publish(self, opened: Consultation, at: datetime) -> None:
        """The units see what became of what they said."""
        actions.publish_table(opened, actor=self.clerk(at), at=at)

    def issue(self, pk: int, at: datetime) -> None:
        """Found ready, signed, numbered."""
        draft = actions.find_ready(Draft.objects.get(pk=pk), actor=self.clerk(at), at=at)
        issued_at = at + timedelta(hours=1)
        issuing = actions.Issuing(version=draft.version)
        paper = actions.issue(draft, issuing=issuing, actor=self.clerk(issued_at), at=issued_at)
        self.add(issued_at + timedelta(minutes=30), partial(self.send, paper.pk))

    def send(self, pk: int, at: datetime) -> None:
        """What was issued goes to the units that were asked about it."""
        post = Post(self.contacts, self.add, self.chance, self.later)
        post.send(Document.objects.get(pk=pk), self.asked(timezone.localdate(at)), self.clerk(at), at)

    def head(self, fact: DraftFact, at: datetime) -> actions.DraftHead:
        """What stands above and below the text."""
        chair = Seat.objects.filter(committee=self.committee, role=SeatRole.CHAIR).first()
        return actions.DraftHead(
            subject=fact.subject.format(year=timezone.localdate(at).year + 1),
            type=fact.type,
            symbol=fact.symbol.format(symbol=self.committee.symbol),
            superior="UBND TỈNH SƠN HẢI",
            issuer=self.committee.name.removesuffix(" tỉnh Sơn Hải").upper(),
            issuer_in_text=self.committee.name,
            place="Sơn Hải",
            bases=fact.bases,
            recipients=(
                "Thường trực Tỉnh ủy, HĐND tỉnh (để báo cáo)",
                "Các thành viên Ban Chỉ đạo",
                "Các sở, ban, ngành",
                "UBND các xã, phường",
            ),
            archive="VT, TTK",
            authority=Authority.COLLECTIVE,
            collective="BAN CHỈ ĐẠO",
            offices=("TRƯỞNG BAN",),
            signer=Person.objects.get(pk=self.chair_id).full_name,
            own_office=(chair.office.upper(),) if chair else (),
        )

    def asked(self, day: date) -> list[Unit]:
        """Departments first, then communes; only units that somebody works for, not the asking office itself."""
        there = Unit.objects.in_force(on=day).filter(pk__in=self.contacts)
        known = Q(name__in=("Sở Tài chính", "UBND xã An Thạnh"))
        communes = there.filter(kind__in=(UnitKind.COMMUNE, UnitKind.WARD))
        first = [
            *there.filter(kind=UnitKind.DEPARTMENT).order_by("pk"),
            *communes.filter(known),
            *communes.exclude(known).order_by("pk"),
        ]
        return first[:ASKED]

    def clerk(self, at: datetime) -> Officer:
        """The secretary as an officer."""
        return _officer(self.secretary_id, at)

    def contact(self, unit_id: int, at: datetime) -> Officer:
        """The contact of a unit as an officer."""
        return _officer(self.contacts[unit_id], at)


def _clause(content: Content, words: str) -> str:
    """The id of the clause in which `words` stand."""
    return next(clause.id for clause in content if words in clause.text)


def _officer(person_id: int, at: datetime) -> Officer:
    found = officer_for(Person.objects.get(pk=person_id), on=timezone.localdate(at))
    if found is None:
        raise LookupError(person_id)
    return found
