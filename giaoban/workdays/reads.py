"""The calendar in force, and how a limit was counted in words."""

from __future__ import annotations

from calendar import Calendar as Weeks
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.workdays.counting import (
    Calendar,
    DayKind,
    Reckoning,
    Skipped,
    SpecialDay,
    Unit,
    seeded_calendar,
)
from giaoban.workdays.models import CalendarDay, CalendarVersion
from giaoban.workdays.vocabulary import STANDINGS, Kind

_last_read: tuple[str, Calendar] = ("", seeded_calendar())


def current_calendar() -> Calendar:
    """
    The shipped calendar with the administrator's days over it.

    One small query; the days themselves are read again only when they changed, whichever process did it.
    """
    global _last_read  # noqa: PLW0603 -- one pair, replaced as a whole, so threads see either
    token = CalendarVersion.objects.filter(pk=1).values_list("token", flat=True).first() or ""
    known_token, calendar = _last_read
    if token == known_token:
        return calendar
    rows = CalendarDay.objects.order_by("date")
    own = [SpecialDay(row.date, DayKind(row.kind), row.reason, row.source) for row in rows]
    calendar = seeded_calendar().with_days(own) if token else seeded_calendar()
    _last_read = (token, calendar)
    return calendar


def reckoning_words(reckoning: Reckoning) -> str:
    """
    How a limit was counted, in one line.

    In Vietnamese: "5 ngày làm việc kể từ 13/02/2026, nghỉ Tết Nguyên đán 16–20/02 → 27/02/2026".
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
    words = f"{', '.join(parts)} → {reckoning.end:%d/%m/%Y}"
    if reckoning.rests_on_guess:
        words += " " + _("(provisional: the days off of that year are not decided yet)")
    return words


def _limit(reckoning: Reckoning) -> str:
    facts = {"count": reckoning.amount, "start": f"{reckoning.start:%d/%m/%Y}"}
    if reckoning.unit == Unit.WORKING_DAYS:
        return (
            ngettext(
                "%(count)s working day from %(start)s",
                "%(count)s working days from %(start)s",
                reckoning.amount,
            )
            % facts
        )
    if reckoning.unit == Unit.DAYS:
        return (
            ngettext("%(count)s day from %(start)s", "%(count)s days from %(start)s", reckoning.amount)
            % facts
        )
    return (
        ngettext("%(count)s month from %(start)s", "%(count)s months from %(start)s", reckoning.amount)
        % facts
    )


def _named(reason: str) -> str:
    """A reason of the calendar after the word "off": "Nghỉ bù Quốc khánh" says that word itself."""
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
    """One special day as the list under the grid shows it."""

    special: SpecialDay
    is_own: bool
    kind: str
    standing: str


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
    """The days of `year` that differ from the ordinary week, and which were entered by hand. One query."""
    own = set(CalendarDay.objects.filter(date__year=year).values_list("date", flat=True))
    return [
        ListedDay(
            special, special.day in own, str(Kind(special.kind).label), str(STANDINGS[special.standing])
        )
        for special in calendar.special_days(year)
    ]
