"""
The model's calendar: the table of days that the program ships, walked day by day.

Of the program it reads the table alone; how days are counted is written here once more.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import giaoban.workdays.counting

DAY = timedelta(days=1)


def shipped() -> dict[date, bool]:
    """Whether each day of the table is worked."""
    table = Path(giaoban.workdays.counting.__file__).with_name("seed.csv")
    with table.open(encoding="utf-8") as lines:
        return {date.fromisoformat(row["date"]): row["kind"] == "work" for row in csv.DictReader(lines)}


class Days:
    """Which days are worked in one place; `own` are days that hold there, over those of the table."""

    def __init__(self, own: Iterable[tuple[date, bool]] = ()) -> None:
        self.table = shipped() | dict(own)
        self._back: dict[tuple[date, int], date] = {}

    def worked(self, day: date) -> bool:
        return self.table.get(day, day.weekday() < 5)

    def or_next(self, day: date) -> date:
        """The day itself when it is worked, else the next one that is."""
        while not self.worked(day):
            day += DAY
        return day

    def before(self, day: date, count: int) -> date:
        """So many working days before `day`, which itself does not count."""
        if (day, count) not in self._back:
            reached, left = day, count
            while left:
                reached -= DAY
                left -= self.worked(reached)
            self._back[day, count] = reached
        return self._back[day, count]

    def after(self, day: date, count: int) -> date:
        """The last of so many working days after `day`, which itself does not count."""
        while count:
            day += DAY
            count -= self.worked(day)
        return day

    def end(self, start: date, count: int, measure: str) -> date:
        """The last day of a limit: in working days, or in days that end on a working day."""
        if measure == "working_days":
            return self.after(start, count)
        return self.or_next(start + timedelta(days=count))
