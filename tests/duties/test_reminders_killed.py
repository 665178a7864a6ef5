"""
A thousand kills and clock jumps: each reminder exactly once, as an independent model says.

In the process a kill is an exception at a random statement of the database, after which everything of the
open transaction is gone, as after kill -9; `reminder_rounds` kills real processes.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from contextlib import contextmanager, nullcontext, suppress
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from giaoban.duties.jobs import remind
from giaoban.duties.models import Duty, Letter, Notice, Reminder, ReminderClock
from giaoban.foundation.verdict import Refused
from giaoban.outbox.jobs import registry, work
from giaoban.outbox.jobs.mail import message_id
from giaoban.outbox.models import Message
from giaoban.units.vocabulary import PostRole, UnitKind
from giaoban.workdays.counting import seeded_calendar
from tests import make
from tests.duties.reminder_model import World, mail_may_go
from tests.duties.test_life import act
from tests.installation import PROJECT

KILLS = 1000
PRODUCT = {"product_kind": "link", "link": "https://sonhai.example/ket-qua", "document_number": ""}
CALENDAR = seeded_calendar()


class Killed(BaseException):
    """Nothing in the program catches this."""


@contextmanager
def killed_at(statement: int, *, writing: bool = False):
    """
    Die before the n-th statement of the database, once; with `writing` before the n-th that is no question.

    Not between handing a letter over and noting it: no transaction can remove that doubt, and the letter's
    Message-ID answers for it (docs/decisions/005).
    """
    left, sent = statement, len(mail.outbox)

    def count(execute, sql, params, many, context):
        nonlocal left, sent
        left -= not (writing and sql.startswith("SELECT"))
        in_doubt, sent = len(mail.outbox) > sent, len(mail.outbox)
        if left <= 0 and not in_doubt:
            left = 10**9
            raise Killed
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        yield


class Story:
    """A small committee at work, while workers die and the clock jumps."""

    def __init__(self, cast, chance: Random) -> None:
        self.cast, self.chance = cast, chance
        division = make.unit("Phòng Ngân sách", UnitKind.DIVISION, cast.finance)
        clerk = make.person("Lý Thị Xuân", "ns@sonhai.example")
        make.post(clerk, division, PostRole.CONTACT)
        self.units = {
            cast.finance: cast.finance_contact,
            cast.interior: cast.interior_contact,
            cast.an_thanh: cast.commune_contact,
            cast.science: cast.standing,
            division: clerk,
        }
        self.officers = {who.pk: cast.officer(who) for who in (*self.units.values(), cast.secretary)}
        self.world = World(cast, division, clerk)
        self.now = datetime(2025, 6, 2, 1, tzinfo=UTC)
        self.kills = 0
        self.may: set = set()
        self.must: set = set()
        self.delivered: list[tuple[datetime, str, str]] = []

    def jump(self) -> None:
        """Mostly hours forward, at times days forward or back."""
        far = self.chance.random()
        if far < 0.04:
            self.now += timedelta(days=self.chance.randint(-4, 9))
        else:
            self.now += timedelta(minutes=self.chance.choice((6, 20, 90, 300, 600)))

    def live(self) -> None:
        """Something happens to some work, if the rules allow it."""
        duties = list(Duty.objects.exclude(state__in=("accepted", "stopped")).select_related("unit"))
        if len(duties) < 6:
            unit = self.chance.choice(list(self.units))
            days = timedelta(days=self.chance.randint(1, 16))
            role = "informed" if self.chance.random() < 0.1 else "lead"
            due_on = (timezone.localtime(self.now) + days).date()
            make.duty(self.cast.committee, unit, asked_at=self.now, due_on=due_on, role=role)
            return
        duty = self.chance.choice(duties)
        holder = self.officers[self.units[duty.unit].pk]
        asking = self.officers[self.cast.secretary.pk]
        verb = self.chance.choice(
            ("receive", "receive", "submit", "return_", "accept", "decline", "ask_again", "change_deadline")
        )
        officer = holder if verb in {"receive", "submit", "decline"} else asking
        with suppress(Refused):
            act(verb, duty, officer, self.now, **(PRODUCT if verb == "submit" else {}))

    def told(self) -> set:
        """What the model would say now."""
        duties = Duty.objects.exclude(state__in=("accepted", "stopped"))
        duties = duties.prefetch_related("standings", "deadlines")
        return set().union(*(self.world.told(duty, self.now, CALENDAR) for duty in duties))

    def _moment(self) -> dict:
        """Where in its turn a worker dies: anywhere, or where it writes."""
        writing = self.chance.random() < 0.6
        return {"statement": self.chance.randint(1, 14 if writing else 24), "writing": writing}

    def look(self, *, deadly: bool) -> None:
        """A worker takes its turn, and perhaps dies in it."""
        before, sent = ReminderClock.objects.get().whole_on, len(mail.outbox)
        told = self.told()
        self.may |= told
        try:
            with killed_at(**self._moment()) if deadly else nullcontext():
                work(lambda: False, once=True)
        except Killed:
            self.kills += 1
            lines = Notice.objects.filter(at=self.now).values_list("person", "duty")
            assert set(lines) == set(Reminder.objects.filter(at=self.now).values_list("person", "duty"))
        else:
            if ReminderClock.objects.get().whole_on != before:
                self.must |= told
        for letter in mail.outbox[sent:]:
            self.delivered.append((self.now, letter.to[0], letter.message()["Message-ID"]))


@pytest.mark.long
def test_a_thousand_kills_and_clock_jumps_tell_everything_exactly_once(cast, monkeypatch):
    for name in ("DAILY", "PERIODIC"):
        keep = {"duties-reminders": registry.PERIODIC["duties-reminders"]} if name == "PERIODIC" else {}
        monkeypatch.setattr(f"giaoban.outbox.jobs.worker.{name}", keep)
    story = Story(cast, Random(20250612))
    remind(at=story.now)
    monkeypatch.setattr("django.utils.timezone.now", lambda: story.now)
    while story.kills < KILLS:
        story.jump()
        if story.chance.random() < 0.25:
            story.live()
        story.look(deadly=True)
    for _day in range(12):  # and then some quiet days, in which everything open is said and sent
        story.now += timedelta(hours=24)
        story.look(deadly=False)
        story.now += timedelta(minutes=31)
        story.look(deadly=False)
    _holds(story)


def _holds(story: Story) -> None:
    keys = list(Reminder.objects.values_list("duty", "step", "occasion", "person"))
    assert len(keys) == len(set(keys))
    assert story.must <= set(keys) <= story.may
    assert len(story.must) > 200
    # Each is a line of a list, one for each person and duty, and no line outlives its cause.
    newest = {(r.person_id, r.duty_id): r.at for r in Reminder.objects.order_by("pk")}
    assert {(line.person_id, line.duty_id): line.at for line in Notice.objects.all()} == newest
    holds = {(person, duty) for duty, _step, _occasion, person in story.told()}
    assert set(Notice.objects.unread().values_list("person", "duty")) <= holds
    # Each reminder that went by mail is in one letter that was delivered once, on its day, in its hours.
    sent = Letter.objects.filter(taken_back_at__isnull=True)
    assert not Message.objects.open().exists()
    assert sorted(identity for _at, _to, identity in story.delivered) == sorted(
        message_id(f"duties.letter:{pk}") for pk in sent.values_list("pk", flat=True)
    )
    assert all(mail_may_go(moment, CALENDAR) for moment, _to, _identity in story.delivered)
    a_day = Counter((to, timezone.localdate(moment)) for moment, to, _identity in story.delivered)
    assert max(a_day.values()) <= 3
    assert Reminder.objects.filter(letter__taken_back_at__isnull=False).count() == 0
    assert len(story.delivered) > 50
    assert Letter.objects.filter(taken_back_at__isnull=False).exists()  # else no jump met a letter on its way


@pytest.mark.long
def test_workers_killed_without_warning_tell_everything_exactly_once(own_database):
    done = subprocess.run(
        [sys.executable, "-m", "tests.duties.reminder_rounds", "12", "20250612"],
        cwd=PROJECT,
        env=own_database | {"GIAOBAN_MODE": "test"},
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout.splitlines()[-1])
    assert answer["told"] == answer["expected"]
    assert answer["mailed"] == answer["in_one_letter"] == answer["expected"]
    assert answer["letters"] == answer["messages"]
    assert answer["cut"] > 0  # else no kill met a worker at its work, and the test proved nothing
