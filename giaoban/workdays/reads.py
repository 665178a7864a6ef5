"""The calendar in force, and how a limit was counted in words."""

from __future__ import annotations

from calendar import Calendar as Weeks
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.workdays.counting import (
    COUNTRY,
    Calendar,
    Calendars,
    DayKind,
    Reckoning,
    Skipped,
    SpecialDay,
    Unit,
)
from giaoban.workdays.counting.special import TET_REASON
from giaoban.workdays.models import CalendarDay, CalendarVersion, CalendarYear
from giaoban.workdays.vocabulary import STANDINGS, Kind

_last_read: tuple[str, Calendars] = ("", Calendars())


def current_calendars() -> Calendars:
    """
    The shipped calendar with the administrator's days and years over it, for the country and its places.

    One small query; the days themselves are read again only when they changed, whichever process did it.
    """
    global _last_read  # noqa: PLW0603 -- one pair, replaced as a whole, so threads see either
    token = CalendarVersion.objects.filter(pk=1).values_list("token", flat=True).first() or ""
    known_token, calendars = _last_read
    if token == known_token:
        return calendars
    rows = CalendarDay.objects.order_by("date") if token else CalendarDay.objects.none()
    own = {
        (row.place, row.date): SpecialDay(row.date, DayKind(row.kind), row.reason, row.source) for row in rows
    }
    years = frozenset(CalendarYear.objects.values_list("year", flat=True)) if token else frozenset()
    calendars = Calendars(own, years)
    _last_read = (token, calendars)
    return calendars


def current_calendar(path: str = "") -> Calendar:
    """The calendar in force of the unit at `path` of the tree; "": of the country."""
    return current_calendars().at(path)


def reckoning_words(reckoning: Reckoning) -> str:
    """
    How a limit was counted, in one line.

    In Vietnamese: "5 ngày làm việc kể từ 13/02/2026, nghỉ Tết 16–20/02 → 27/02/2026".
    """
    parts = [_limit(reckoning)]
    parts += [
        _("off for %(reason)s %(days)s") % {"reason": _named(run.reason), "days": _days(run)}
        for run in reckoning.holidays
    ]
    parts += [
        _("worked on %(weekday)s %(day)s") % {"weekday": _weekday(made.day), "day": f"{made.day:%d/%m}"}
        for made in reckoning.worked
    ]
    end = f"{reckoning.end:%d/%m/%Y}"
    words = f"{', '.join(parts)} → {f'{reckoning.hour:%H:%M} ' if reckoning.hour else ''}{end}"
    return f"{words} {unconfirmed_words(reckoning.unconfirmed)}".rstrip()


def unconfirmed_words(years: Iterable[int]) -> str:
    """What stands behind a deadline that runs through years whose days off are not confirmed; "" for none."""
    said = ", ".join(str(year) for year in years)
    return (
        _("(provisional: the days off of %(years)s are not confirmed yet)") % {"years": said} if said else ""
    )


def _limit(reckoning: Reckoning) -> str:
    start, count = reckoning.start, reckoning.amount
    hour = isinstance(start, datetime)
    facts = {"count": count, "start": f"{start:%H:%M %d/%m/%Y}" if hour else f"{start:%d/%m/%Y}"}
    words = {
        Unit.HOURS: ngettext("%(count)s hour from %(start)s", "%(count)s hours from %(start)s", count),
        Unit.WORKING_DAYS: ngettext(
            "%(count)s working day from %(start)s", "%(count)s working days from %(start)s", count
        ),
        Unit.DAYS: ngettext("%(count)s day from %(start)s", "%(count)s days from %(start)s", count),
        Unit.WEEKS: ngettext("%(count)s week from %(start)s", "%(count)s weeks from %(start)s", count),
        Unit.MONTHS: ngettext("%(count)s month from %(start)s", "%(count)s months from %(start)s", count),
    }[reckoning.unit]
    return words % facts


def _named(reason: str) -> str:
    """A reason of the calendar after the word "off": "Nghỉ bù Quốc khánh" says that word itself."""
    if reason == TET_REASON:
        return "Tết"
    shorter = reason.removeprefix("Nghỉ ")
    return shorter[:1].lower() + shorter[1:] if shorter.startswith(("Hoán đổi", "Bù")) else shorter


def _days(run: Skipped) -> str:
    if run.first == run.last:
        return f"{run.first:%d/%m}"
    if run.first.month == run.last.month:
        return f"{run.first:%d}–{run.last:%d/%m}"
    return f"{run.first:%d/%m}–{run.last:%d/%m}"


def _weekday(day: date) -> str:
    return _("Saturday") if day.weekday() == 5 else _("Sunday")


@dataclass(frozen=True, slots=True)
class DayCell:
    """One day of a month grid; `special` is None on an ordinary day."""

    day: date
    is_working: bool
    special: SpecialDay | None
    is_today: bool


@dataclass(frozen=True, slots=True)
class MonthGrid:
    """One month by weeks from Monday; None fills the days of its neighbours."""

    first: date
    weeks: list[list[DayCell | None]]
    working_days: int


@dataclass(frozen=True, slots=True)
class ListedDay:
    """One special day as the list under the grid shows it; `place` is "" for the whole country."""

    special: SpecialDay
    is_own: bool
    kind: str
    standing: str
    place: str = ""
    place_key: int = COUNTRY


def month_grids(calendar: Calendar, year: int, *, today: date) -> list[MonthGrid]:
    """The twelve months of `year`; no query."""
    return [_month_grid(calendar, year, month, today) for month in range(1, 13)]


def _month_grid(calendar: Calendar, year: int, month: int, today: date) -> MonthGrid:
    weeks = [
        [_cell(calendar, day, today) if day.month == month else None for day in week]
        for week in Weeks().monthdatescalendar(year, month)
    ]
    worked = sum(cell.is_working for week in weeks for cell in week if cell)
    return MonthGrid(date(year, month, 1), weeks, worked)


def _cell(calendar: Calendar, day: date, today: date) -> DayCell:
    return DayCell(day, calendar.is_working(day), calendar.special(day), day == today)


def listed_days(calendar: Calendar, year: int) -> list[ListedDay]:
    """
    The days of `year` that differ from the ordinary week, those of places too; which were entered by hand.

    `calendar` is that of the country. One query.
    """
    rows = CalendarDay.objects.filter(date__year=year).order_by("date", "place_name")
    own = {row.date for row in rows if row.place == COUNTRY}
    country = [
        ListedDay(
            special, special.day in own, str(Kind(special.kind).label), str(STANDINGS[special.standing])
        )
        for special in calendar.special_days(year)
    ]
    local = [
        ListedDay(
            SpecialDay(row.date, DayKind(row.kind), row.reason, row.source),
            is_own=True,
            kind=str(Kind(row.kind).label),
            standing="",
            place=row.place_name,
            place_key=row.place,
        )
        for row in rows
        if row.place != COUNTRY
    ]
    return sorted([*country, *local], key=lambda each: (each.special.day, each.place))


def year_source(year: int) -> str:
    """The notice by which `year` was confirmed; "" when nobody did."""
    return CalendarYear.objects.filter(year=year).values_list("source", flat=True).first() or ""
