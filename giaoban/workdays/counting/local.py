"""The calendars of the country and of places in it: what is shipped, confirmed by year, entered by day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Self

from giaoban.workdays.counting.special import SpecialDay, seeded_days
from giaoban.workdays.counting.working import Calendar, seeded_calendar

COUNTRY: Final = 0
"""The place of a day that holds everywhere."""

Key = tuple[int, date]


@dataclass(frozen=True)
class Calendars:
    """
    One calendar for each place.

    `own` are the days entered over what is shipped, by place and date: `COUNTRY`, or the key of a unit, for
    that unit and everything below it. Nearer places have the last word. Of the years in `confirmed` nothing
    shipped or assumed is left: their days are those in `own`.
    """

    own: dict[Key, SpecialDay] = field(default_factory=dict)
    confirmed: frozenset[int] = frozenset()
    _known: dict[tuple[int, ...], Calendar] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    @property
    def country(self) -> Calendar:
        """The calendar where no place has days of its own."""
        return self._of(())

    def at(self, path: str) -> Calendar:
        """
        The calendar of the unit whose place in the tree is `path`: the keys from the root down, "/1/5/".

        Units that differ in nothing share one object.
        """
        if len(self.own) == 0:
            return self.country
        local = {place for place, _day in self.own if place != COUNTRY}
        keys = (int(key) for key in path.split("/") if key)
        return self._of(tuple(key for key in keys if key in local))

    def _of(self, places: tuple[int, ...]) -> Calendar:
        known = self._known.get(places)
        if known is None:
            known = self._shipped() if not places else self.country
            for place in places or (COUNTRY,):
                known = known.with_days(self._days_of(place))
            self._known[places] = known
        return known

    def _shipped(self) -> Calendar:
        if not self.confirmed:
            return seeded_calendar()
        days = tuple(special for special in seeded_days() if special.day.year not in self.confirmed)
        return Calendar(days, seeded_calendar().years | self.confirmed)

    def _days_of(self, place: int) -> list[SpecialDay]:
        return [special for (where, _day), special in sorted(self.own.items()) if where == place]

    def with_day(self, place: int, special: SpecialDay) -> Self:
        """As if `special` were entered at `place`."""
        return type(self)(self.own | {(place, special.day): special}, self.confirmed)

    def without_day(self, place: int, day: date) -> Self:
        """As if nothing were entered for `day` at `place`."""
        left = {key: special for key, special in self.own.items() if key != (place, day)}
        return type(self)(left, self.confirmed)

    def with_year(self, year: int, days: Iterable[SpecialDay]) -> Self:
        """As if `days` were confirmed as all that differs in `year`, in place of what the country has now."""
        left = {
            key: special for key, special in self.own.items() if key[0] != COUNTRY or special.day.year != year
        }
        return type(self)(left | {(COUNTRY, each.day): each for each in days}, self.confirmed | {year})
