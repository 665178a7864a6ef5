"""
Reminding: what holds of each open duty is said once to each person whom it concerns.

A reminder is a row; its unique key (duty, step, occasion, person) makes any number of runs, workers, kills
and clock jumps say it once. The line in the person's list of notices is written in the same transaction.
Letters are `giaoban.duties.jobs.letters`.

The very first run of an installation fills the lists alone: what had come before is not mailed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from giaoban.duties.jobs.facts import MARGIN, Policies, all_of, changed_since, facts_of
from giaoban.duties.jobs.offices import Offices
from giaoban.duties.jobs.planning import Say, to_say
from giaoban.duties.models import Notice, Reminder, ReminderClock
from giaoban.duties.vocabulary import NoticeKind
from giaoban.workdays.reads import current_calendars

WHOLE_FROM: Final = 5  # o'clock: from then on the first run of the day looks at all open duties
BATCH: Final = 400  # duties in one transaction: short enough that nobody who writes waits long
_PRESSING: Final = list(NoticeKind)


def remind(*, at: datetime, whole: bool | None = None) -> int:
    """
    Say what has become due by `at`, and take back from the lists what is no longer so; how much was said.

    Looks at all open duties once a day, else at those that changed since the last run; `whole` chooses. Safe
    to repeat, to kill anywhere and to run in several workers at once.
    """
    clock, _made = ReminderClock.objects.get_or_create(pk=1, defaults={"seen_until": at})
    today, first = timezone.localdate(at), clock.whole_on is None
    if whole is None:
        whole = clock.whole_on != today and timezone.localtime(at).hour >= WHOLE_FROM
    whole = whole or first
    policies = Policies.now()
    if whole:
        duties = all_of(at, _horizon(today, policies.farthest))
        duties = sorted({*duties, *Notice.objects.unread().values_list("duty", flat=True)})
    else:
        duties = changed_since(min(clock.seen_until, at) - MARGIN)
    said = _say_all(duties, at, policies, looked_on=clock.whole_on) if duties else 0
    done = {"seen_until": at, **({"whole_on": today} if whole else {})}
    ReminderClock.objects.filter(pk=1).update(**done)
    return said


def _horizon(today: date, working_days: int) -> date:
    """A day on or after every deadline that may be reminded of today."""
    return today + timedelta(days=2 * working_days + 14)


def _say_all(duties: list[int], at: datetime, policies: Policies, *, looked_on: date | None) -> int:
    """`looked_on`: the day of the last look at all open work; None: this is the first."""
    today = timezone.localdate(at)
    offices, calendars = Offices.on(today), current_calendars()
    said = 0
    for batch in _batches(duties):
        says: list[Say] = []
        for facts, path in facts_of(batch, at):
            steps = policies.steps_for(facts.place.committee)
            says += to_say(facts, today, steps, calendars.at(path), offices)
        new = _unsaid(says)
        if new:
            said += _write(new, at, looked_on=looked_on)
        _settle(batch, {_cause(say.person, say.duty, say.kind, say.due_on) for say in says}, at)
    return said


def _batches(duties: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(duties), BATCH):
        yield duties[start : start + BATCH]


def _unsaid(says: list[Say]) -> list[Say]:
    """Those of one batch of duties that were not said yet."""
    said = Reminder.objects.filter(
        duty__in={say.duty for say in says}, step__in={say.step for say in says}
    ).values_list("duty", "step", "occasion", "person")
    known = set(said)
    return [say for say in says if say.key not in known]


@transaction.atomic
def _write(says: list[Say], at: datetime, *, looked_on: date | None) -> int:
    """Write what nobody else wrote meanwhile: reminders, and the lines of the lists."""
    ReminderClock.objects.select_for_update(no_key=True).get(pk=1)
    says = _unsaid(says)
    missed = _missed(says, looked_on) if looked_on else {}
    Reminder.objects.bulk_create(
        [
            Reminder(
                duty_id=say.duty,
                step=say.step,
                occasion=say.occasion,
                person_id=say.person,
                kind=say.kind,
                why=say.why,
                why_unit_id=say.why_unit,
                due_on=say.due_on,
                at=at,
                missed=missed.get(say.key, 0),
                at_once=say.at_once,
                by_mail=looked_on is not None,
            )
            for say in says
        ],
        batch_size=500,
    )
    _put_on_lists(says, at)
    return len(says)


def _missed(says: list[Say], looked_on: date) -> dict[tuple[int, str, str, int], int]:
    """
    How many of the steps just before this one came while no worker looked, and were never said to the person.

    Steps up to the day of the last look were said then, or there was nothing to say: the work was with those
    who asked, somebody else held the post, or the deadline was another.
    """
    late = [(say, [step.name for step in say.earlier if step.on > looked_on]) for say in says]
    late = [(say, names) for say, names in late if names]
    said = set(
        Reminder.objects.filter(
            duty__in={say.duty for say, _names in late},
            step__in={name for _say, names in late for name in names},
        ).values_list("duty", "step", "occasion", "person")
    )
    return {say.key: _run_of_missed(say, names, said) for say, names in late}


def _run_of_missed(say: Say, names: list[str], said: set[tuple[int, str, str, int]]) -> int:
    count = 0
    for name in reversed(names):
        if (say.duty, name, say.occasion, say.person) in said:
            break
        count += 1
    return count


def _put_on_lists(says: Iterable[Say], at: datetime) -> None:
    """One line for each person and duty: of several reasons the most pressing, and unread again."""
    lines: dict[tuple[int, int], Say] = {}
    for say in sorted(says, key=lambda say: (_PRESSING.index(say.kind), say.duty)):
        lines[say.person, say.duty] = say
    Notice.objects.bulk_create(
        [
            Notice(
                person_id=say.person,
                duty_id=say.duty,
                kind=say.kind,
                why=say.why,
                why_unit_id=say.why_unit,
                due_on=say.due_on,
                at=at,
            )
            for say in lines.values()
        ],
        batch_size=500,
        update_conflicts=True,
        unique_fields=["person", "duty"],
        update_fields=["kind", "why", "why_unit", "due_on", "at", "read_at"],
    )


def _settle(duties: list[int], so: set[tuple[object, ...]], at: datetime) -> None:
    """Of one batch of duties: what is no longer so is taken for read; `so` holds what is."""
    unread = Notice.objects.unread().filter(duty__in=duties)
    rows = unread.values_list("pk", "person", "duty", "kind", "due_on")
    gone = [row[0] for row in rows if _cause(*row[1:]) not in so]
    if gone:
        Notice.objects.unread().filter(pk__in=gone).update(read_at=at)


def _cause(person: int, duty: int, kind: str, due_on: date | None) -> tuple[object, ...]:
    """What a notice rests on: of a deadline its day too, whether it has passed or not."""
    if kind in (NoticeKind.DUE, NoticeKind.OVERDUE):
        return person, duty, NoticeKind.DUE, due_on
    return person, duty, kind, due_on if kind == NoticeKind.ESCALATED else None
