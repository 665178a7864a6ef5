"""
When a deadline is reminded of: pure functions of deadline, day, the committee's steps and calendar.

A step counts on its day and until the next one; of several that have come since somebody looked, only the
latest is said. Steps that lie on or before the day on which the work was asked are never said: the unit has
just been told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from giaoban.duties.vocabulary import UpTo
from giaoban.workdays.counting import Calendar

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Steps:
    """
    A committee's steps; the defaults are what a committee has that chose nothing.

    `days_before` are working days before the deadline; `every_weeks` is the pace after it, 0 for silence;
    `up_to` says how far overdue work climbs.
    """

    days_before: tuple[int, ...] = (7, 3, 1)
    on_the_day: bool = True
    every_weeks: int = 1
    up_to: UpTo = UpTo.STANDING


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its name ("before-3", "day", "week-2"), its day, and how often it has climbed (0 before)."""

    name: str
    on: date
    rung: int = 0


def steps_before(due_on: date, steps: Steps, calendar: Calendar) -> list[Step]:
    """
    The steps up to the deadline, in order.

    A deadline on a day off is reminded of on the last working day before it: nothing is mailed on the day.
    """
    found = [
        Step(f"before-{days}", calendar.add_working_days(due_on, -days))
        for days in sorted(set(steps.days_before), reverse=True)
    ]
    if steps.on_the_day:
        worked = calendar.is_working(due_on)
        found.append(Step("day", due_on if worked else calendar.last_working_day_before(due_on)))
    return found


def steps_after(due_on: date, until: date, steps: Steps, calendar: Calendar) -> Iterator[Step]:
    """The weekly steps after the deadline whose day is not after `until`; one rung more each time."""
    if not steps.every_weeks:
        return
    rung, on = 1, calendar.next_working_day(due_on + WEEK * steps.every_weeks)
    while on <= until:
        yield Step(f"week-{rung * steps.every_weeks}", on, rung)
        rung += 1
        on = calendar.next_working_day(due_on + WEEK * steps.every_weeks * rung)


def steps_so_far(
    due_on: date, today: date, steps: Steps, calendar: Calendar, *, asked_on: date
) -> list[Step]:
    """The steps that have come by `today` for work asked on `asked_on`, in order; the last is in force."""
    found = [step for step in steps_before(due_on, steps, calendar) if step.on <= today]
    found += steps_after(due_on, today, steps, calendar)
    return [step for step in found if step.on > asked_on]


def step_in_force(
    due_on: date, today: date, steps: Steps, calendar: Calendar, *, asked_on: date
) -> Step | None:
    """The step that is to be said on `today`; None when none has come yet."""
    found = steps_so_far(due_on, today, steps, calendar, asked_on=asked_on)
    return found[-1] if found else None
