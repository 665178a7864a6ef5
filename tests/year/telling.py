"""
Who is told what, when, and in which letter: docs/decisions/011 written once more, over the model's facts.

A look says of the work that it looks at everything that holds and was not said. `looks` is called when the
worker looks, `write` when it writes letters, `deliver` when it sends them.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from tests.year.model import HERE, OPEN, OWES, Model, Work, day_of

PRESSING = ("new", "deadline", "waiting", "due", "overdue", "returned", "escalated")
AT_ONCE = ("new", "returned", "escalated")
WITH_THE_UNIT = ("asked", "received", "returned")
NEWS = timedelta(days=10)
MARGIN = timedelta(hours=1)
MOST = 3
Key = tuple[str, str, str, int]


@dataclass(frozen=True)
class Say:
    work: Work
    step: str
    occasion: str
    person: int
    kind: str
    why: str
    why_unit: int | None
    earlier: tuple[tuple[date, str], ...] = ()

    @property
    def key(self) -> Key:
        return self.work.key, self.step, self.occasion, self.person


@dataclass
class Told:
    """One thing that one person was told."""

    say: Say
    at: datetime
    due: date | None
    missed: int
    at_once: bool
    waits: bool  # for a letter
    letter: Letter | None = None


@dataclass
class Line:
    """One line of a person's list."""

    kind: str
    why: str
    why_unit: int | None
    due: date | None
    at: datetime
    read_at: datetime | None = None


@dataclass
class Letter:
    person: int
    day: date
    number: int
    is_digest: bool
    at: datetime
    told: list[Told]
    sections: list[tuple[str, int]]
    works: list[str]
    try_at: datetime
    until: datetime
    tries: int = 0
    sent_at: datetime | None = None
    taken_back_at: datetime | None = None


@dataclass
class Choices:
    """What the committee chose."""

    days_before: tuple[int, ...] = (7, 3, 1)
    every_weeks: int = 1
    up_to: str = "standing"
    quiet_from: int = 18
    quiet_to: int = 7
    rest_days_quiet: bool = True


@dataclass
class Telling:
    """Everything that was said so far."""

    model: Model
    choices: Choices = field(default_factory=Choices)
    wishes: dict[int, tuple[time, bool]] = field(default_factory=dict)
    told: dict[Key, Told] = field(default_factory=dict)
    lines: dict[str, dict[int, Line]] = field(default_factory=lambda: defaultdict(dict))
    letters: list[Letter] = field(default_factory=list)
    looked_until: datetime | None = None
    whole_on: date | None = None

    # whom it concerns

    def workers(self, unit: int, day: date) -> list[tuple[int, str, int | None]]:
        """Who does the unit's daily work: its contacts, or its leaders where it has none."""
        contacts = self.model.holders(unit, "contact", day)
        if contacts:
            return [(person, "contact", unit) for person in contacts]
        return self.leaders(unit, day)

    def leaders(self, unit: int, day: date) -> list[tuple[int, str, int | None]]:
        return [(person, "leader", unit) for person in self.model.holders(unit, "leader", day)]

    def asking(self, work: Work, day: date) -> list[tuple[int, str, int | None]]:
        """Who does the daily work of those who asked."""
        if work.asked_by is not None:
            return [(person, "asking", unit) for person, _as, unit in self.workers(work.asked_by, day)]
        found = [(person, "secretary", None) for person in self.model.seated(("secretary",), day)]
        standing = [(p, "standing", unit) for p, _as, unit in self.workers(self.model.standing, day)]
        return each_once([*found, *standing])

    def deciding(self, work: Work, day: date) -> list[tuple[int, str, int | None]]:
        """Never people of the unit whose work it is; the chairs only where nobody else is left."""

        def others(found: list) -> list:
            return [each for each in found if work.unit not in self.model.homes(each[0], day)]

        found = others(self.asking(work, day))
        if found or work.asked_by is not None:
            return found
        return others([(p, "chair", None) for p in self.chairs(day)])

    def chairs(self, day: date) -> list[int]:
        return self.model.seated(("chair", "standing_vice_chair", "vice_chair"), day)

    def rungs(self, work: Work, day: date) -> list[list[tuple[int, str, int | None]]]:
        """The ladder of overdue work, from the unit's own leader up; rungs without people are passed over."""
        if self.choices.up_to == "unit":
            return filled([self.leaders(work.unit, day)])
        end = work.asked_by or self.model.level
        climbed = self.model.chain(work.unit)
        if end in climbed:
            climbed = climbed[: max(1, climbed.index(end))]
        ladder = []
        for unit, above in zip(climbed, [*climbed[1:], None], strict=True):
            beside = (
                [(person, "above", above) for person in self.model.holders(above, "contact", day)]
                if above is not None
                else self.asking(work, day)
            )
            ladder.append([*self.leaders(unit, day), *beside])
        ladder.append(self.leaders(work.asked_by or self.model.standing, day))
        if self.choices.up_to == "chair" and work.asked_by is None:
            ladder.append([(person, "chair", None) for person in self.chairs(day)])
        return filled(ladder)

    # what holds

    def steps(self, work: Work, today: date) -> list[tuple[date, str, int]]:
        """The steps of its deadline that have come: day, name, how far up."""
        assert work.due
        days, due = self.model.calendar(work.unit), work.due
        found = [(days.before(due, n), f"before-{n}", 0) for n in sorted(self.choices.days_before)[::-1]]
        found.append((due if days.worked(due) else days.before(due, 1), "day", 0))
        weeks, rung = self.choices.every_weeks, 1
        while weeks and (on := days.or_next(due + timedelta(weeks=weeks * rung))) <= today:
            found.append((on, f"week-{weeks * rung}", rung))
            rung += 1
        return [step for step in found if work.asked_on < step[0] <= today]

    def holds(self, work: Work, at: datetime) -> list[Say]:
        """Everything that is so of the work now."""
        if work.state not in OPEN:
            return []
        today, workers = day_of(at), self.workers(work.unit, day_of(at))
        assert work.since
        since = f"{work.since.astimezone(UTC):%Y%m%dT%H%M%S%f}"
        found: list[tuple[str, str, str, list]] = []
        if work.state == "asked":
            found.append(("new", since, "new", workers))
        if work.role in OWES:
            found += self._of_states(work, at, since, workers)
        says = [
            Say(work, step, occasion, person, kind, why, unit)
            for step, occasion, kind, people in found
            for person, why, unit in people
        ]
        if work.due and work.role in OWES and work.state in WITH_THE_UNIT:
            says += self._of_deadline(work, today, workers)
        return says

    def _of_states(self, work: Work, at: datetime, since: str, workers: list) -> list:
        found: list[tuple[str, str, str, list]] = []
        if work.state == "returned":
            found.append(("returned", since, "returned", workers))
        if work.state in ("submitted", "declined"):
            found.append((work.state, since, "waiting", self.deciding(work, day_of(at))))
        last = work.requests[-1] if work.requests else None
        if last and not last.outcome:
            found.append(("extension", str(last.number), "waiting", self.deciding(work, day_of(at))))
        if last and last.outcome == "refused" and last.decided_at and last.decided_at > at - NEWS:
            found.append(("refused", str(last.number), "deadline", workers))
        if work.deadlines and work.deadlines[-1] > at - NEWS:
            found.append(("deadline", str(len(work.deadlines)), "deadline", workers))
        return found

    def _of_deadline(self, work: Work, today: date, workers: list) -> list[Say]:
        steps = self.steps(work, today)
        if not steps:
            return []
        assert work.due
        on, name, rung = steps[-1]
        earlier = tuple((day, step) for day, step, _rung in steps[:-1] if day < on)
        kind = "overdue" if work.due < today else "due"
        says = [
            Say(work, name, f"{work.due}", person, kind, why, unit, earlier) for person, why, unit in workers
        ]
        named = {person for person, _why, _unit in workers}
        above = [each for level in self.rungs(work, today)[:rung] for each in level] if rung else []
        says += [
            Say(work, "up", f"{work.due}", person, "escalated", why, unit)
            for person, why, unit in above
            if person not in named
        ]
        return says

    # a look of the worker

    def looks(self, at: datetime) -> None:
        """Once a day from five o'clock at everything; else at what changed, and where a request waits."""
        first, today = self.whole_on is None, day_of(at)
        whole = first or (self.whole_on != today and at.astimezone(HERE).hour >= 5)
        seen = self.looked_until or at
        for work in self.model.works:
            assert work.touched
            if whole or work.touched > seen - MARGIN or work.waiting:
                self._look(work, at, by_mail=not first)
        self.looked_until = at
        if whole:
            self.whole_on = today

    def _look(self, work: Work, at: datetime, *, by_mail: bool) -> None:
        holding = self.holds(work, at)
        new = {say.key: say for say in holding if say.key not in self.told}
        for say in new.values():
            told = Told(
                say,
                at,
                work.due,
                missed=self._missed(say),
                at_once=say.kind in AT_ONCE and work.role in OWES,
                waits=by_mail,
            )
            self.told[say.key] = told
        for say in sorted(new.values(), key=lambda say: PRESSING.index(say.kind)):
            self.lines[work.key][say.person] = Line(say.kind, say.why, say.why_unit, work.due, at)
        self._settle(work, {cause(say.person, say.kind, work.due) for say in holding}, at)

    def _missed(self, say: Say) -> int:
        """How many steps of this deadline came just before while no worker looked."""
        count = 0
        for on, step in reversed(say.earlier):
            key = (say.work.key, step, say.occasion, say.person)
            if key in self.told or self.whole_on is None or on <= self.whole_on:
                break
            count += 1
        return count

    def _settle(self, work: Work, so: set, at: datetime) -> None:
        """What is no longer so counts as read."""
        for person, line in self.lines[work.key].items():
            if line.read_at is None and cause(person, line.kind, line.due) not in so:
                line.read_at = at

    def read(self, person: int, at: datetime) -> None:
        """The person reads the whole list."""
        for lines in self.lines.values():
            line = lines.get(person)
            if line and line.read_at is None:
                line.read_at = at

    # letters

    def write(self, at: datetime) -> list[Letter]:
        """The letters that are due: a digest a day, and at once what is pressing; three together."""
        local, chosen = at.astimezone(HERE), self.choices
        if chosen.rest_days_quiet and not self.model.calendar(self.model.level).worked(local.date()):
            return []
        if not chosen.quiet_to <= local.hour < chosen.quiet_from:
            return []
        people: dict[int, list[Told]] = defaultdict(list)
        for told in self.waiting():
            people[told.say.person].append(told)
        written = [self._write_to(person, people[person], at) for person in sorted(people)]
        self.letters += [letter for letter in written if letter]
        return [letter for letter in written if letter]

    def waiting(self) -> list[Told]:
        """What waits for a letter."""
        return [told for told in self.told.values() if told.waits and told.letter is None]

    def _write_to(self, person: int, waiting: list[Told], at: datetime) -> Letter | None:
        digest_at, wants = self.wishes.get(person, (time(7, 30), True))
        if not any(told.at_once or has_passed(digest_at, told.at, at) for told in waiting):
            return None
        for told in waiting:
            wanted = (wants or told.at_once) and person not in self.model.closed_accounts
            told.waits = wanted and self.still_so(told) and self.concerns(told, day_of(at))
        waiting = [told for told in waiting if told.waits]
        today = day_of(at)
        earlier = [each for each in self.letters if each.person == person and each.day == today]
        had_digest = any(letter.is_digest for letter in earlier)
        room = MOST - len(earlier)
        owed = any(has_passed(digest_at, told.at, at) for told in waiting)
        if wants and not had_digest and owed and room:
            return self._letter(person, waiting, at, len(earlier) + 1, is_digest=True)
        pressing = [told for told in waiting if told.at_once]
        if room - (wants and not had_digest) > 0:
            return self._letter(person, pressing, at, len(earlier) + 1, is_digest=False) if pressing else None
        for told in pressing if wants else ():
            told.at_once = False  # it goes with the next digest
        return None

    def still_so(self, told: Told) -> bool:
        """Whether it has been dealt with meanwhile, and need not be mailed."""
        work, kind = told.say.work, told.say.kind
        if told.say.step == "extension":
            return work.waiting is not None
        if kind == "waiting":
            return work.state == told.say.step
        if kind in ("new", "returned"):
            return work.state == {"new": "asked", "returned": "returned"}[kind]
        if kind == "deadline":
            return work.state in OPEN
        return work.state in WITH_THE_UNIT and work.due == told.due

    def concerns(self, told: Told, day: date) -> bool:
        """Whether the person still holds an office in which people are told such a thing."""
        work, people = told.say.work, self.workers(told.say.work.unit, day)
        if told.say.kind == "waiting":
            people = self.deciding(work, day)
        if told.say.kind == "escalated":
            people = [*people, *(each for rung in self.rungs(work, day) for each in rung)]
        return told.say.person in {person for person, _why, _unit in people}

    def _letter(self, person: int, told: list[Told], at: datetime, number: int, *, is_digest: bool) -> Letter:
        local = at.astimezone(HERE)
        until = local.replace(hour=0, minute=0, second=0) + timedelta(hours=self.choices.quiet_from)
        kinds: dict[str, str] = {}
        for each in sorted(told, key=lambda each: PRESSING.index(kind_now(each, local.date()))):
            kinds[each.say.work.key] = kind_now(each, local.date())
        counts = [(kind, list(kinds.values()).count(kind)) for kind in reversed(PRESSING)]
        letter = Letter(
            person,
            local.date(),
            number,
            is_digest,
            at,
            told,
            sections=[(kind, count) for kind, count in counts if count],
            works=sorted(kinds),
            try_at=at,
            until=until,
        )
        for each in told:
            each.letter = letter
        return letter

    def deliver(self, at: datetime, *, server_is_up: bool) -> None:
        """Send what was written; what could not leave in its hours is taken back and waits again."""
        for letter in self.letters:
            if letter.sent_at or letter.taken_back_at or letter.try_at > at:
                continue
            if at >= letter.until:
                letter.taken_back_at = at
                for told in letter.told:
                    told.letter = None
            elif server_is_up:
                letter.sent_at = at
            else:
                letter.tries += 1
                letter.try_at = at + min(timedelta(minutes=2 ** (letter.tries - 1)), timedelta(hours=6))


def has_passed(hour: time, since: datetime, now: datetime) -> bool:
    """Whether the hour of the digest came, on whichever day, at or after `since` and up to `now`."""
    day, last = since.astimezone(HERE), now.astimezone(HERE)
    come = day.replace(hour=hour.hour, minute=hour.minute, second=0, microsecond=0)
    return (come if come >= day else come + timedelta(days=1)) <= last


def kind_now(told: Told, today: date) -> str:
    """What was due soon when it was said may be overdue when it is mailed."""
    is_past = told.say.kind == "due" and told.due is not None and told.due < today
    return "overdue" if is_past else told.say.kind


def cause(person: int, kind: str, due: date | None) -> tuple[int, str, date | None]:
    """What a line rests on: of a deadline its day too, whether it has passed or not."""
    if kind in ("due", "overdue"):
        return person, "due", due
    return person, kind, due if kind == "escalated" else None


def each_once(people: list[tuple[int, str, int | None]]) -> list[tuple[int, str, int | None]]:
    return list({each[0]: each for each in reversed(people)}.values())[::-1]


def filled(ladder: list[list[tuple[int, str, int | None]]]) -> list[list[tuple[int, str, int | None]]]:
    """The ladder without rungs that are empty and without anybody a second time."""
    seen: set[int] = set()
    kept = []
    for rung in ladder:
        new = [each for each in each_once(rung) if each[0] not in seen]
        seen |= {each[0] for each in new}
        kept += [new] if new else []
    return kept
