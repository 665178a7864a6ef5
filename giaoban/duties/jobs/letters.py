"""
Letters: reminders that wait are put into few letters, in open hours, and promised to the outbox.

A person gets one digest on a day, and letters at once only for new, returned and escalated work; never more
than `MOST_A_DAY` together. The letter, its message in the outbox and the mark on its reminders are one
transaction, so that each reminder is in exactly one letter.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import Count, Min, Q
from django.utils import timezone

from giaoban.duties.jobs.composing import Item, compose, kind_on
from giaoban.duties.jobs.facts import Policies
from giaoban.duties.jobs.hours import DIGEST_AT, digest_is_owed, is_open, letters_left
from giaoban.duties.jobs.offices import Offices, Place
from giaoban.duties.jobs.planning import HOLDS_IN
from giaoban.duties.models import Extension, Letter, MailWish, Reminder, ReminderClock
from giaoban.duties.models.reminders import MOST_A_DAY
from giaoban.duties.vocabulary import CLOSED, ExtensionOutcome, NoticeKind, State
from giaoban.outbox.actions import enqueue_many
from giaoban.outbox.jobs import Job, handler
from giaoban.outbox.jobs.mail import KEPT, LEASE, send_mail
from giaoban.people.models import Person
from giaoban.units.models import Committee
from giaoban.workdays.counting import Calendars
from giaoban.workdays.reads import current_calendars

PEOPLE: Final = 100  # whose letters are written in one transaction


@dataclass(frozen=True)
class Now:
    """The moment, and which committees' letters may go out at it."""

    at: datetime
    local: datetime
    calendars: Calendars
    policies: Policies
    open: frozenset[int]


@dataclass
class Case:
    """One person's reminders that wait, wish, and letters of the day so far."""

    person: Person
    digest_at: Any = DIGEST_AT
    wants_digest: bool = True
    sent_today: int = 0
    digest_sent: bool = False
    waiting: list[Reminder] = field(default_factory=list)


def send_digests(*, at: datetime) -> int:
    """The letters due at `at`, digests and those sent at once; how many. Safe to repeat and to kill."""
    now = _now(at)
    if not now.open:
        return 0
    people = _people_due(now)
    if not people:
        return 0
    offices = Offices.on(now.local.date())
    batches = (people[start : start + PEOPLE] for start in range(0, len(people), PEOPLE))
    return sum(_write(batch, now, offices) for batch in batches)


def _now(at: datetime) -> Now:
    local, calendars, policies = timezone.localtime(at), current_calendars(), Policies.now()
    levels = Committee.objects.values_list("pk", "level__path")
    is_now_open = {c for c, path in levels if is_open(local, policies.hours_for(c), calendars.at(path))}
    return Now(at, local, calendars, policies, frozenset(is_now_open))


def _people_due(now: Now) -> list[int]:
    """Who may be due a letter: something is to go at once, or has waited since before their digest."""
    rows = (
        Reminder.objects.waiting()
        .values("person")
        .annotate(first=Min("at"), pressing=Count("pk", filter=Q(at_once=True)))
    )
    wishes = {wish.person_id: wish for wish in MailWish.objects.all()}
    due = []
    for row in rows:
        wish = wishes.get(row["person"])
        if row["pressing"] or digest_is_owed(
            now.local, wish.digest_at if wish else DIGEST_AT, [row["first"]]
        ):
            due.append(row["person"])
    return sorted(due)


@transaction.atomic
def _write(people: list[int], now: Now, offices: Offices) -> int:
    ReminderClock.objects.select_for_update(no_key=True).filter(pk=1).first()
    letters: list[tuple[Letter, Case, list[Reminder]]] = []
    dropped: list[int] = []
    left_over: list[int] = []  # the day has its letters: these go with the next digest
    for case in _cases(people, now):
        still, gone = _sorted_out(case, now, offices)
        dropped += gone
        chosen, is_digest = _choose(case, still, now)
        if case.wants_digest and not chosen:
            left_over += [reminder.pk for reminder in still if reminder.at_once and _may_go(reminder, now)]
        if chosen:
            letter = Letter(
                person=case.person,
                day=now.local.date(),
                number=case.sent_today + 1,
                is_digest=is_digest,
                promised_at=now.at,
            )
            letters.append((letter, case, chosen))
    Reminder.objects.filter(pk__in=dropped).update(by_mail=False)
    Reminder.objects.filter(pk__in=left_over).update(at_once=False)
    Letter.objects.bulk_create([letter for letter, _case, _chosen in letters])
    for letter, _case, chosen in letters:
        for reminder in chosen:
            reminder.letter = letter
    Reminder.objects.bulk_update(
        [r for _l, _c, chosen in letters for r in chosen], ["letter"], batch_size=300
    )
    work = [(f"duties.letter:{letter.pk}", _payload(letter, chosen, now)) for letter, _c, chosen in letters]
    enqueue_many("duties.letter", work, at=now.at)
    return len(letters)


def _cases(people: list[int], now: Now) -> Iterable[Case]:
    cases = {p.pk: Case(p) for p in Person.objects.filter(pk__in=people).order_by("pk")}
    for wish in MailWish.objects.filter(person__in=people):
        cases[wish.person_id].digest_at = wish.digest_at
        cases[wish.person_id].wants_digest = wish.wants_digest
    for letter in Letter.objects.filter(person__in=people, day=now.local.date()):
        cases[letter.person_id].sent_today += 1
        cases[letter.person_id].digest_sent |= letter.is_digest
    waiting = Reminder.objects.waiting().filter(person__in=people).order_by("at", "pk")
    for reminder in waiting.select_related("duty__unit", "duty__committee", "why_unit"):
        cases[reminder.person_id].waiting.append(reminder)
    return cases.values()


def _sorted_out(case: Case, now: Now, offices: Offices) -> tuple[list[Reminder], list[int]]:
    """What is still so, wanted and the person's concern, and the keys of what needs no letter any more."""
    asked = {reminder.duty_id for reminder in case.waiting if reminder.step == "extension"}
    open_requests = Extension.objects.filter(duty__in=asked, outcome=ExtensionOutcome.WAITING)
    requests = set(open_requests.values_list("duty", flat=True)) if asked else set()
    still, gone = [], []
    for reminder in case.waiting:
        wanted = case.person.is_active and (case.wants_digest or reminder.at_once)
        if wanted and still_so(reminder, requests) and _concerns(reminder, now, offices):
            still.append(reminder)
        else:
            gone.append(reminder.pk)
    return still, gone


def _concerns(reminder: Reminder, now: Now, offices: Offices) -> bool:
    """Whether the person is still told of it: who has left the post gets no letter about its work."""
    up_to = now.policies.steps_for(reminder.duty.committee_id).up_to
    duty = reminder.duty
    place = Place(duty.unit_id, duty.committee_id, duty.asking_unit_id if duty.parent_id else None)
    return offices.concerns(reminder.person_id, NoticeKind(reminder.kind), place, up_to)


def still_so(reminder: Reminder, requests: set[int]) -> bool:
    """Whether what was to be said still holds; `requests` are duties with a waiting request for extension."""
    duty, kind = reminder.duty, NoticeKind(reminder.kind)
    if kind == NoticeKind.WAITING:
        return duty.pk in requests if reminder.step == "extension" else duty.state == reminder.step
    if kind == NoticeKind.DEADLINE:
        return duty.state not in CLOSED
    if kind in (NoticeKind.DUE, NoticeKind.OVERDUE, NoticeKind.ESCALATED) and reminder.due_on != duty.due_on:
        return False
    return State(duty.state) in HOLDS_IN[kind]


def _choose(case: Case, still: list[Reminder], now: Now) -> tuple[list[Reminder], bool]:
    """What goes now, and whether as the digest; nothing when nothing is due."""
    all_open = all(_may_go(reminder, now) for reminder in still)
    owed = digest_is_owed(now.local, case.digest_at, [reminder.at for reminder in still])
    has_room = case.sent_today < MOST_A_DAY  # who asks for the digest late may have had three letters
    if case.wants_digest and not case.digest_sent and has_room and all_open and owed:
        return still, True
    if letters_left(case.sent_today, digest_sent=case.digest_sent, wants_digest=case.wants_digest):
        return [reminder for reminder in still if reminder.at_once and _may_go(reminder, now)], False
    return [], False


def _may_go(reminder: Reminder, now: Now) -> bool:
    return reminder.duty.committee_id in now.open


def _payload(letter: Letter, chosen: list[Reminder], now: Now) -> dict[str, Any]:
    """The letter as text, and the hours of its day in which it may leave."""
    items = [Item(r, kind_on(r, now.local.date()), now.calendars.at(r.duty.unit.path)) for r in chosen]
    subject, body = compose(letter.person, items, is_digest=letter.is_digest, at=now.at)
    hours = [now.policies.hours_for(reminder.duty.committee_id) for reminder in chosen]
    midnight = now.local.replace(hour=0, minute=0, second=0, microsecond=0)
    return {
        "to": letter.person.email,
        "subject": subject,
        "body": body,
        "letter": letter.pk,
        "from": (midnight + timedelta(hours=max(h.quiet_to for h in hours))).isoformat(),
        "until": (midnight + timedelta(hours=min(h.quiet_from for h in hours))).isoformat(),
    }


@handler("duties.letter", reaches_outside=True, lease=LEASE, keeps=KEPT)
def deliver(job: Job) -> None:
    """
    Hand the letter to the mail server, or take it back when its hours have passed.

    So nothing leaves in quiet hours, and no day gets the letters of another, however long worker or mail
    server were down. A letter in doubt (see `outbox.jobs.mail`) is repeated within its hours alone.
    """
    if Letter.objects.filter(pk=job.payload["letter"], taken_back_at__isnull=False).exists():
        return
    first, last = (datetime.fromisoformat(job.payload[name]) for name in ("from", "until"))
    if first <= job.at < last:
        send_mail(job)
    else:
        take_back(job.payload["letter"], at=job.at)


@transaction.atomic
def take_back(letter: int, *, at: datetime) -> None:
    """The reminders of the letter wait again."""
    if Letter.objects.filter(pk=letter, taken_back_at__isnull=True).update(taken_back_at=at):
        Reminder.objects.filter(letter=letter).update(letter=None)
