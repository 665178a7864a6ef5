"""Limits: in what they are counted, and how a counting went, for telling it in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from giaoban.workdays.counting.special import SpecialDay, Standing

_ONE_DAY = timedelta(days=1)


class Unit(StrEnum):
    """In what a limit is counted."""

    HOURS = "hours"
    WORKING_DAYS = "working_days"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class Break:
    """Days off in one run, weekends included; `first` and `last` are both off."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Skipped:
    """
    A run of days passed over for one reason, `first` and `last` included.

    `reason` is empty for an ordinary weekend; `count` is the number of days.
    """

    first: date
    last: date
    reason: str
    standing: Standing

    @property
    def count(self) -> int:
        """How many days the run has."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Reckoning:
    """
    How a limit was counted: from `start`, which does not count, to `end`.

    `skipped` are the days passed over, weekends too, in order; `worked` the rest days that counted because
    they are worked; `unconfirmed` the years it runs through whose days off are not all decided.
    For all but working days `skipped` holds only the rest days that moved the end. A limit in hours from a
    moment starts at once and ends at `hour` of the last day; None: with the day.
    """

    start: date | datetime
    amount: int
    unit: Unit
    end: date
    skipped: tuple[Skipped, ...]
    worked: tuple[SpecialDay, ...]
    unconfirmed: tuple[int, ...] = ()
    hour: time | None = None

    @property
    def holidays(self) -> tuple[Skipped, ...]:
        """The runs passed over that are more than a weekend; one run where a weekend lies within."""
        runs: list[Skipped] = []
        touching = False  # whether nothing but days off lies behind the last run
        last: Skipped | None = None
        for run in self.skipped:
            touching = touching and last is not None and run.first == last.last + _ONE_DAY
            if run.reason and touching and runs[-1].reason == run.reason:
                runs[-1] = Skipped(runs[-1].first, run.last, run.reason, run.standing)
            elif run.reason:
                runs.append(run)
                touching = True
            last = run
        return tuple(runs)

    @property
    def rests_on_guess(self) -> bool:
        """Whether the end may move when the notice of the year comes."""
        return bool(self.unconfirmed)


def lengthen(runs: list[Skipped], day: date, special: SpecialDay | None) -> None:
    """Add a day off to the last of `runs` when it continues that, else begin the next run."""
    reason, standing = (special.reason, special.standing) if special else ("", Standing.DECIDED)
    if runs and (runs[-1].reason, runs[-1].standing, runs[-1].last) == (reason, standing, day - _ONE_DAY):
        runs[-1] = Skipped(runs[-1].first, day, reason, standing)
    else:
        runs.append(Skipped(day, day, reason, standing))
