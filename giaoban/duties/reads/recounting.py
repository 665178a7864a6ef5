"""Which open deadlines a change of the calendar moves: counted before anything is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from giaoban.duties.models import CalendarChange, Duty, Limit
from giaoban.duties.reads.limits import length_words, start_of
from giaoban.duties.vocabulary import CLOSED, CalendarAct, CountedFrom
from giaoban.units.models import Unit
from giaoban.workdays.counting import Calendars, DayKind, SpecialDay
from giaoban.workdays.counting import Unit as Measure
from giaoban.workdays.reads import unconfirmed_words

_AT_ONCE = 20_000  # rows held while reading; the answer itself holds only what moves


@dataclass(frozen=True, slots=True)
class Move:
    """One open deadline that becomes another."""

    duty_id: int
    from_on: date
    to_on: date


def special_day(facts: Mapping[str, Any]) -> SpecialDay:
    """A day of the calendar from the facts of a change."""
    day, kind = date.fromisoformat(facts["date"]), DayKind(facts["kind"])
    return SpecialDay(day, kind, facts["reason"], facts["source"])


def calendars_after(change: CalendarChange, calendars: Calendars) -> Calendars:
    """`calendars` as they would be with `change`."""
    facts = change.facts
    if change.act == CalendarAct.YEAR:
        return calendars.with_year(facts["year"], [special_day(each) for each in facts["days"]])
    if change.act == CalendarAct.REMOVE:
        return calendars.without_day(facts["place"], date.fromisoformat(facts["date"]))
    return calendars.with_day(facts["place"], special_day(facts))


def moves_under(calendars: Calendars) -> list[Move]:
    """
    The open deadlines that fall on another day by `calendars`, in order of the deadline in force.

    Open is what is neither accepted nor stopped. Only deadlines that are reckoned move, and of those only the
    ones that nobody has set otherwise since. Two queries.
    """
    paths = dict(Unit.objects.values_list("pk", "path"))
    found = [Move(duty, was, now) for duty, was, now in _recounted(paths, calendars) if now != was]
    return sorted(found, key=lambda move: (move.from_on, move.to_on, move.duty_id))


def _recounted(paths: dict[int, str], calendars: Calendars) -> Iterator[tuple[int, date, date]]:
    begun = Limit.objects.filter(start_on__isnull=False, duty__due_on=F("due_on"))
    rows = begun.exclude(duty__state__in=CLOSED).values_list(
        "duty_id", "duty__unit_id", "unit", "amount", "start_on", "start_at", "due_on"
    )
    of_unit = {key: calendars.at(path) for key, path in paths.items()}
    measures = {each.value: each for each in Measure}
    for duty, unit, measure, amount, start_on, start_at, due_on in rows.iterator(chunk_size=_AT_ONCE):
        if start_on is None or due_on is None:  # never: the question leaves them out
            continue
        start = start_of(start_on, start_at)
        yield duty, due_on, of_unit[unit].end_of(measures[measure], start, amount)


def fingerprint(moves: list[Move]) -> str:
    """What was shown, in short: confirming names it, so that nothing else is confirmed unseen."""
    said = ";".join(f"{move.duty_id}:{move.from_on}:{move.to_on}" for move in moves)
    return sha256(said.encode()).hexdigest()[:20]


@dataclass(frozen=True, slots=True)
class MoveRow:
    """One move as the page shows it, its duty with unit and committee; `counted` says how it is reckoned."""

    duty: Duty
    counted: str
    from_on: date
    to_on: date


def rows_of_moves(moves: list[Move], after: Calendars) -> list[MoveRow]:
    """`moves` under the calendars `after`, a page of them, with what the screen shows. One query."""
    wanted = Duty.objects.select_related("unit", "committee", "limit")
    duties = wanted.in_bulk([move.duty_id for move in moves])
    return [
        MoveRow(duty, _counted(duty.limit, move.to_on, after), move.from_on, move.to_on)
        for move in moves
        for duty in (duties[move.duty_id],)
    ]


def _counted(limit: Limit, to_on: date, after: Calendars) -> str:
    """How it is counted, and whether the year in which it ends is still provisional."""
    years = () if after.country.is_confirmed(to_on.year) else (to_on.year,)
    return f"{_length(limit)} {unconfirmed_words(years)}".rstrip()


def _length(limit: Limit) -> str:
    facts = {"length": length_words(limit.amount, limit.unit), "start": f"{limit.start_on:%d/%m/%Y}"}
    if limit.counted_from == CountedFrom.PERIOD:
        return _("the period of %(start)s") % facts
    return _("%(length)s from %(start)s") % facts
