"""
What a province asks of its units and what becomes of it, in plain Python.

Written from docs/decisions (007, 010, 011) and the words of the issue alone. Of the program it has the words
of its states and kinds and the table of days; it knows everything by what happened and asks no database.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from tests.year.days import Days

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
OPEN = ("asked", "received", "submitted", "returned", "declined")
AT_WORK = ("received", "returned")
OWES = ("lead", "handed_down", "coordinating")


def day_of(moment: datetime) -> date:
    return moment.astimezone(HERE).date()


@dataclass
class Limit:
    """A deadline that is reckoned: so many of what, from when (None: not begun), and what came out last."""

    amount: int
    measure: str
    start: date | None
    due: date | None = None


@dataclass
class Request:
    number: int
    proposed: date
    due_then: date
    asked_by: int
    outcome: str = ""
    decided_at: datetime | None = None


@dataclass
class Work:
    """One thing that one unit owes."""

    key: str
    role: str
    unit: int
    title: str
    asked_at: datetime
    due: date | None = None
    area: int | None = None  # the field of the committee's work
    source: str = ""
    parent: Work | None = None
    asked_by: int | None = None  # the unit that handed it down; None: the committee
    limit: Limit | None = None
    rule: str = ""
    pk: int = 0
    state: str = "asked"
    since: datetime | None = None
    touched: datetime | None = None
    first_due: date | None = None
    put_off: int = 0
    was_received: bool = False
    handed_in: date | None = None
    handed_in_by: int | None = None
    before_handing_in: str = "received"
    requests: list[Request] = field(default_factory=list)
    deadlines: list[datetime] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.since = self.touched = self.asked_at
        self.first_due = self.due

    @property
    def asked_on(self) -> date:
        return day_of(self.asked_at)

    @property
    def waiting(self) -> Request | None:
        """The request for a later deadline on which nobody has decided."""
        return next((each for each in self.requests if not each.outcome), None)


@dataclass
class Office:
    """Who sits where as what, from one day to another, both included."""

    person: int
    unit: int
    role: str
    since: date
    until: date | None = None

    def held(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass
class Repeated:
    """A task of every month: its day, how far it has been asked, and what was asked in the last period."""

    key: str
    day: int
    asked_through: date
    last: list[Work]
    works: list[Work] = field(default_factory=list)


class Model:
    """Everything that has happened; each act is a method named like the one of the program."""

    def __init__(self, level: int, standing: int) -> None:
        self.level, self.standing = level, standing
        self.works: list[Work] = []
        self.posts: list[Office] = []
        self.seats: list[Office] = []
        self.above: dict[int, int | None] = {}
        self.ended: dict[int, date] = {}
        self.heirs: dict[int, int] = {}
        self.closed_accounts: set[int] = set()
        self.repeated: list[Repeated] = []
        self.own_days: dict[int, dict[date, bool]] = defaultdict(dict)
        self._calendars: dict[tuple[int, ...], Days] = {}

    # places and people

    def chain(self, unit: int) -> list[int]:
        """The unit and all above it, the nearest first."""
        found: list[int] = []
        at: int | None = unit
        while at is not None:
            found.append(at)
            at = self.above.get(at)
        return found

    def calendar(self, unit: int) -> Days:
        places = tuple(place for place in reversed(self.chain(unit)) if place in self.own_days)
        if places not in self._calendars:
            self._calendars[places] = Days(
                [pair for place in places for pair in self.own_days[place].items()]
            )
        return self._calendars[places]

    def heir(self, unit: int, day: date) -> int:
        """Who holds on `day` what the unit held."""
        while unit in self.ended and self.ended[unit] < day and unit in self.heirs:
            unit = self.heirs[unit]
        return unit

    def holders(self, unit: int, role: str, day: date) -> list[int]:
        """Who holds a post of the role at the unit, in the order in which the posts were given."""
        return [
            post.person
            for post in self.posts
            if post.unit == unit
            and post.role == role
            and post.held(day)
            and post.person not in self.closed_accounts
        ]

    def seated(self, roles: tuple[str, ...], day: date) -> list[int]:
        return [
            seat.person
            for seat in self.seats
            if seat.role in roles and seat.held(day) and seat.person not in self.closed_accounts
        ]

    def homes(self, person: int, day: date) -> set[int]:
        """The units to which a person belongs: by a post, or in whose name they sit."""
        return {
            office.unit
            for office in (*self.posts, *self.seats)
            if office.person == person and office.role != "administrator" and office.held(day)
        }

    # what may be done

    def may(self, verb: str, work: Work, day: date) -> bool:
        """Whether the state of the work allows the act, whoever does it."""
        waits = work.waiting is not None
        owes, is_open = work.role in OWES, work.state in OPEN
        at_work = owes and work.state in AT_WORK
        return {
            "receive": work.state == "asked",
            "decline": owes and work.state == "asked",
            "ask_again": work.state == "declined",
            "report": at_work,
            "submit": at_work,
            "withdraw": work.state == "submitted",
            "accept": work.state == "submitted",
            "accept_in_part": work.state == "submitted",
            "return_": work.state == "submitted",
            "stop": owes and is_open,
            "reopen": owes
            and work.state in ("accepted", "stopped")
            and (work.parent is None or work.parent.state in OPEN),
            "ask_extension": at_work and not waits and work.due is not None and work.due >= day,
            "withdraw_extension": waits,
            "grant_extension": owes and is_open and waits,
            "refuse_extension": owes and is_open and waits,
            "change_deadline": owes and is_open and not waits,
            "hand_down": at_work,
        }[verb]

    # what is done

    def ask(self, work: Work) -> Work:
        self.works.append(work)
        if work.limit and work.limit.start:
            work.due = work.first_due = work.limit.due = self._reckoned(work)
        return work

    def _reckoned(self, work: Work) -> date:
        limit = work.limit
        assert limit
        assert limit.start
        return self.calendar(work.unit).end(limit.start, limit.amount, limit.measure)

    def _enter(self, work: Work, state: str, at: datetime) -> None:
        if work.state != state:
            work.since = at
        work.state, work.touched = state, at
        if state not in ("submitted", "accepted"):
            work.handed_in = None

    def receive(self, work: Work, at: datetime) -> None:
        self._enter(work, "received", at)
        work.was_received = True
        if work.limit and work.limit.start is None:
            work.limit.start = day_of(at)
            work.limit.due = self._reckoned(work)
            if work.due is None:  # nobody has set a day meanwhile
                work.due = work.first_due = work.limit.due

    def decline(self, work: Work, at: datetime) -> None:
        self._enter(work, "declined", at)

    def ask_again(self, work: Work, at: datetime) -> None:
        self._enter(work, "asked", at)

    def report(self, work: Work, at: datetime) -> None:
        """Words and percents change nothing that is told or counted."""

    def submit(self, work: Work, at: datetime, by: int) -> None:
        work.before_handing_in = work.state
        self._enter(work, "submitted", at)
        work.handed_in, work.handed_in_by = day_of(at), by

    def withdraw(self, work: Work, at: datetime) -> None:
        self._enter(work, work.before_handing_in, at)

    def accept(self, work: Work, at: datetime) -> None:
        self._lapse(work, at)
        self._enter(work, "accepted", at)

    def accept_in_part(self, work: Work, at: datetime, due: date | None = None) -> None:
        if due is not None:
            asked = work.waiting
            if asked:
                self._decide(asked, "granted" if due > asked.due_then else "refused", at)
            self._set_deadline(work, due, at)
        self._enter(work, "received", at)

    def return_(self, work: Work, at: datetime) -> None:
        self._enter(work, "returned", at)

    def stop(self, work: Work, at: datetime) -> None:
        self._lapse(work, at)
        self._enter(work, "stopped", at)
        for part in self.works:
            if part.parent is work and part.state in OPEN:
                self.stop(part, at)

    def reopen(self, work: Work, at: datetime, due: date | None = None) -> None:
        if due is not None:
            self._set_deadline(work, due, at)
        self._enter(work, "received" if work.was_received else "asked", at)
        if self.heir(work.unit, day_of(at)) != work.unit:
            self.pass_on(at)

    def _set_deadline(self, work: Work, due: date, at: datetime, *, by_calendar: bool = False) -> None:
        later = work.due is not None and due > work.due
        work.put_off += later and not by_calendar
        work.due, work.touched = due, at
        work.deadlines.append(at)

    def change_deadline(self, work: Work, at: datetime, due: date) -> None:
        self._set_deadline(work, due, at)

    def ask_extension(self, work: Work, at: datetime, proposed: date, by: int) -> None:
        assert work.due
        work.requests.append(Request(len(work.requests) + 1, proposed, work.due, by))
        work.touched = at

    def grant_extension(self, work: Work, at: datetime, due: date | None = None) -> None:
        asked = work.waiting
        assert asked
        self._decide(asked, "granted", at)
        self._set_deadline(work, due or asked.proposed, at)

    def refuse_extension(self, work: Work, at: datetime) -> None:
        assert work.waiting
        self._decide(work.waiting, "refused", at)
        work.touched = at

    def withdraw_extension(self, work: Work, at: datetime) -> None:
        assert work.waiting
        self._decide(work.waiting, "withdrawn", at)
        work.touched = at

    def _lapse(self, work: Work, at: datetime) -> None:
        if work.waiting:
            self._decide(work.waiting, "lapsed", at)

    def _decide(self, asked: Request, outcome: str, at: datetime) -> None:
        asked.outcome, asked.decided_at = outcome, at

    def change_field(self, work: Work, at: datetime, to: int | None) -> None:
        if work.area != to:
            work.area, work.touched = to, at

    # what happens to units, people and days

    def merge(self, ending: list[int], into: int, day: date) -> None:
        """Contacts and readers go on with the heir; who leads it is decided by a paper of its own."""
        for unit in ending:
            self.ended[unit], self.heirs[unit] = day - timedelta(days=1), into
        for post in list(self.posts):
            if post.unit not in ending or (post.until is not None and post.until < day):
                continue
            until, post.until = post.until, day - timedelta(days=1)
            held = any(
                p.person == post.person and p.unit == into and p.role == post.role and p.until is None
                for p in self.posts
            )
            if post.role in ("contact", "reader") and not held:
                self.posts.append(Office(post.person, into, post.role, max(post.since, day), until))

    def pass_on(self, at: datetime) -> None:
        """Open work of units that have ended goes on with their heirs."""
        today = day_of(at)
        for work in self.works:
            if work.state not in OPEN:
                continue
            if work.asked_by is not None:
                work.asked_by = self.heir(work.asked_by, today)
            heir = self.heir(work.unit, today)
            if heir != work.unit:
                work.unit, work.touched = heir, at

    def ask_repeated(self, at: datetime) -> list[Work]:
        """Every month's work comes twenty days before its day; a stopped task asks nothing more."""
        today, new = day_of(at), []
        for task in self.repeated:
            if any(work.state == "stopped" and work.role == "lead" for work in task.works):
                continue
            while (falls := next_on(task.day, task.asked_through)) <= today + timedelta(days=20):
                task.last = [self._again(work, falls, at) for work in task.last]
                task.works += task.last
                task.asked_through = falls
                new += task.last
        return new

    def _again(self, before: Work, falls: date, at: datetime) -> Work:
        return self.ask(
            Work(
                key=f"{before.key.split('@')[0]}@{falls:%m}",
                role=before.role,
                unit=self.heir(before.unit, day_of(at)),
                title=before.title,
                asked_at=at,
                area=before.area,
                source=before.source,
                limit=Limit(0, "days", falls) if before.role in OWES else None,
                rule=before.rule,
            )
        )

    def set_day(self, place: int, day: date, at: datetime, *, worked: bool) -> None:
        """A day is off or worked by a paper; what is reckoned by it moves, the first deadline with it."""
        self.own_days[place][day] = worked
        self._calendars.clear()
        for work in self.works:
            limit = work.limit
            if work.state not in OPEN or not limit or not limit.start or work.due != limit.due:
                continue
            due = self._reckoned(work)
            if due != work.due:
                if work.first_due == work.due:
                    work.first_due = due
                limit.due = due
                self._set_deadline(work, due, at, by_calendar=True)


def next_on(day_of_month: int, after: date) -> date:
    """The next such day of a month after `after`."""
    day = after + timedelta(days=1)
    while day.day != day_of_month:
        day += timedelta(days=1)
    return day
