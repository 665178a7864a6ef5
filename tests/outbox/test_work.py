"""The worker: promises, leases, retries, letters, daily jobs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.db import OperationalError, transaction
from django.utils import timezone

from giaoban.outbox.actions import enqueue, enqueue_mail, enqueue_many, try_again
from giaoban.outbox.jobs import daily, handler, work, worker
from giaoban.outbox.jobs.mail import message_id
from giaoban.outbox.jobs.registry import DAILY, HANDLERS, PERIODIC
from giaoban.outbox.jobs.retention import forget_old_messages
from giaoban.outbox.jobs.worker import MOST_ATTEMPTS, delay_after, turn_of_the_day
from giaoban.outbox.models import Message, Tick
from tests.make import NOON

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture
def kinds():
    """Handlers of a test are gone after it."""
    before, days, again = dict(HANDLERS), dict(DAILY), dict(PERIODIC)
    DAILY.clear()
    PERIODIC.clear()
    yield
    HANDLERS.clear()
    HANDLERS.update(before)
    DAILY.clear()
    DAILY.update(days)
    PERIODIC.clear()
    PERIODIC.update(again)


def run() -> int:
    return work(lambda: False, once=True)


def due_now():
    Message.objects.open().update(run_at=timezone.now(), leased_until=None)


def test_what_was_promised_is_done_once_and_its_payload_forgotten(db, kinds):
    done = []
    handler("note", keeps=("of",))(lambda job: done.append((job.key, job.payload, job.attempt)))
    enqueue("note", key="a", payload={"of": 1, "secret": "x"}, at=NOON)
    assert (run(), run()) == (1, 0)
    assert done == [("a", {"of": 1, "secret": "x"}, 1)]
    message = Message.objects.get()
    assert message.done_at is not None
    assert message.payload == {"of": 1}


def test_the_same_key_is_one_promise(db, kinds):
    first = enqueue("note", key="a", payload={"n": 1}, at=NOON)
    assert enqueue("note", key="a", payload={"n": 2}, at=NOON).pk == first.pk
    enqueue_many("note", [("a", {"n": 3}), ("b", {"n": 4})], at=NOON)
    assert list(Message.objects.order_by("key").values_list("key", "payload")) == [
        ("a", {"n": 1}),
        ("b", {"n": 4}),
    ]


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_was_never_promised():
    def half_an_act():
        with transaction.atomic():
            enqueue("note", key="a", payload={}, at=NOON)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        half_an_act()
    assert Message.objects.count() == 0


def test_work_for_later_waits(db, kinds):
    handler("note")(lambda job: None)
    enqueue("note", key="a", payload={}, at=NOON, run_at=timezone.now() + timedelta(hours=1))
    assert run() == 0


def test_a_failure_leaves_no_effect_waits_longer_each_time_and_is_given_up_visibly(db, kinds):
    @handler("note")
    def fails(job):
        Tick.objects.create(name=f"trace-{job.attempt}", last_run_on=job.at.date())
        raise ValueError("no \u0111\u01b0\u1eddng")

    enqueue("note", key="a", payload={"n": 1}, at=NOON)
    waits = []
    for _ in range(MOST_ATTEMPTS):
        due_now()
        assert run() == 1
        message = Message.objects.get()
        waits.append(round((message.run_at - timezone.now()).total_seconds() / 60))
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 360]
    assert Tick.objects.count() == 0
    assert message.failed_at is not None
    assert message.last_error == "ValueError: no đường"
    assert message.payload == {"n": 1}
    due_now()
    assert run() == 0
    assert try_again(message.pk, at=timezone.now()) is not None
    assert try_again(message.pk, at=timezone.now()) is None
    assert run() == 1


def test_one_bad_message_does_not_hold_up_the_others(db, kinds):
    done = []
    handler("bad")(lambda job: 1 / 0)
    handler("good")(lambda job: done.append(job.key))
    enqueue("bad", key="1", payload={}, at=NOON)
    enqueue("nobody", key="2", payload={}, at=NOON)
    enqueue("good", key="3", payload={}, at=NOON)
    assert run() == 3
    assert done == ["3"]
    assert "nobody does" in Message.objects.get(key="2").last_error


def test_a_message_that_kills_every_worker_is_given_up(db, kinds):
    handler("note")(lambda job: None)
    pk = enqueue("note", key="a", payload={}, at=NOON).pk
    Message.objects.filter(pk=pk).update(attempts=MOST_ATTEMPTS, leased_until=NOON, leased_by="gone")
    assert run() == 1
    assert Message.objects.get().failed_at is not None


def test_a_living_lease_is_respected_and_a_dead_one_taken_over(db, kinds):
    done = []
    handler("note")(lambda job: done.append(job.attempt))
    pk = enqueue("note", key="a", payload={}, at=NOON).pk
    soon = timezone.now() + timedelta(minutes=1)
    Message.objects.filter(pk=pk).update(attempts=1, leased_until=soon, leased_by="other")
    assert run() == 0
    Message.objects.filter(pk=pk).update(leased_until=timezone.now())
    assert run() == 1
    assert done == [2]


def test_a_worker_that_lost_its_claim_leaves_no_effect(db, kinds):
    @handler("note")
    def slow(job):
        Tick.objects.create(name="trace", last_run_on=job.at.date())

    pk = enqueue("note", key="a", payload={}, at=NOON).pk
    claimed = worker._claim(Message.objects.get(pk=pk), "me", None)
    Message.objects.filter(pk=pk).update(leased_by="other", attempts=2)
    worker._do(claimed, "me")
    assert Tick.objects.count() == 0
    assert Message.objects.get().done_at is None


def test_of_two_workers_one_gets_the_message(db, kinds):
    enqueue("note", key="a", payload={}, at=NOON)
    one, two = Message.objects.get(), Message.objects.get()
    assert worker._claim(one, "one", None) is not None
    assert worker._claim(two, "two", None) is None


def test_an_unreachable_database_is_not_counted_as_the_handlers_failure(db, kinds):
    @handler("note")
    def gone(job):
        raise OperationalError("server closed the connection")

    enqueue("note", key="a", payload={}, at=NOON)
    with pytest.raises(OperationalError):
        run()
    assert Message.objects.get().last_error == ""


def test_a_letter_carries_a_message_id_that_follows_from_its_key(db, kinds):
    enqueue_mail(key="k:1", to="a@sonhai.example", subject="Một\nBcc: x@y.vn", body="Chào\n", at=NOON)
    assert run() == 1
    (letter,) = mail.outbox
    assert (letter.to, letter.subject, letter.body) == (["a@sonhai.example"], "Một Bcc: x@y.vn", "Chào\n")
    assert letter.message()["Message-ID"] == message_id("k:1") == message_id("k:1")
    assert message_id("k:1") != message_id("k:2")
    assert Message.objects.get().payload == {"to": "a@sonhai.example", "subject": "Một\nBcc: x@y.vn"}


def test_a_letter_in_doubt_waits_half_an_hour_before_it_is_repeated(db, kinds):
    enqueue_mail(key="k", to="a@sonhai.example", subject="x", body="x", at=NOON)
    worker._claim(Message.objects.get(), "killed", None)
    wait = Message.objects.get().leased_until - timezone.now()
    assert timedelta(minutes=29) < wait <= timedelta(minutes=30)
    assert run() == 0


def test_a_daily_job_runs_once_a_day_after_its_hour(db, kinds):
    ran = []
    daily("count", hour=2)(lambda day, at: ran.append(day.isoformat()))
    for moment in (
        datetime(2025, 6, 11, 18, 59, tzinfo=UTC),  # 01.59 on the 12th in Viet Nam
        datetime(2025, 6, 11, 19, 0, tzinfo=UTC),
        datetime(2025, 6, 12, 16, 59, tzinfo=UTC),
        datetime(2025, 6, 12, 17, 0, tzinfo=UTC),  # midnight
        datetime(2025, 6, 14, 3, 0, tzinfo=UTC),
    ):
        turn_of_the_day(moment)
    assert sorted(Message.objects.values_list("key", flat=True)) == [
        "daily:count:2025-06-12",
        "daily:count:2025-06-14",
    ]
    Message.objects.update(run_at=NOON)
    run()
    assert {"2025-06-12", "2025-06-14"} <= set(ran)


def test_old_messages_are_forgotten_and_open_ones_are_kept(db):
    old, new = NOON - timedelta(days=91), NOON - timedelta(days=89)
    ends = {
        "done-old": {"done_at": old},
        "done-new": {"done_at": new},
        "failed-old": {"failed_at": old},
        "open": {},
    }
    for key, facts in ends.items():
        Message.objects.create(kind="x", key=key, created_at=old, run_at=old, **facts)
    forget_old_messages(NOON.date(), NOON)
    assert set(Message.objects.values_list("key", flat=True)) == {"done-new", "open"}


@pytest.mark.parametrize("attempt", range(1, 12))
def test_delays_grow_and_end_at_six_hours(attempt):
    assert timedelta(minutes=1) <= delay_after(attempt) <= timedelta(hours=6)


STOPPED = """
import sys, time, django
django.setup()
from django.core.management import call_command
from django.utils import timezone
call_command("migrate", verbosity=0)
from giaoban.outbox.actions import enqueue
from giaoban.outbox.jobs import handler, run_worker
from giaoban.outbox.models import Message

@handler("slow")
def slow(job):
    print("begun", flush=True)
    time.sleep(0.6)

for key in "ab":
    enqueue("slow", key=key, payload={}, at=timezone.now())
run_worker()
print(Message.objects.filter(kind="slow", done_at__isnull=False).count(), flush=True)
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.long
def test_asked_to_stop_it_finishes_the_message_at_hand_and_no_other(tmp_path, number):
    environment = {
        **os.environ,
        "GIAOBAN_DATA": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'own.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "giaoban.config.settings",
    }
    started = subprocess.Popen(
        [sys.executable, "-c", STOPPED], cwd=PROJECT, env=environment, stdout=subprocess.PIPE, text=True
    )
    try:
        assert started.stdout.readline() == "begun\n"
        time.sleep(0.1)
        started.send_signal(number)
        rest, _none = started.communicate(timeout=20)
    finally:
        started.kill()
    assert (rest, started.returncode) == ("1\n", 0)
