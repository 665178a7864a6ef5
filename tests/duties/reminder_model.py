"""
An independent model of reminders, for tests: who would be told what, found by walking day by day.

It shares no code with the program but the calendar's question whether a day is worked.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils import timezone

DAY = timedelta(days=1)
FIRST_HOUR, LAST_HOUR = 7, 18  # letters go out between these


def moments(due_on: date, until: date, calendar, *, days_before=(7, 3, 1), on_the_day=True, every_weeks=1):
    """(day, name, rung) of every step up to `until`, in order."""
    found, day, worked = [], due_on, 0
    while worked < max(days_before, default=0):
        day -= DAY
        worked += calendar.is_working(day)
        if calendar.is_working(day) and worked in days_before:
            found.insert(0, (day, f"before-{worked}", 0))
    if on_the_day:
        day = due_on
        while not calendar.is_working(day):
            day -= DAY
        found.append((day, "day", 0))
    rung = 0
    while every_weeks and due_on + timedelta(days=7 * every_weeks * (rung + 1)) <= until:
        rung += 1
        day = due_on + timedelta(days=7 * every_weeks * rung)
        while not calendar.is_working(day):
            day += DAY
        found.append((day, f"week-{every_weeks * rung}", rung))
    return [each for each in found if each[0] <= until]


class World:
    """Who works for each unit of the cast, and the ladder above it, written down by hand."""

    def __init__(self, cast, division=None, clerk=None):
        finance, leader = {cast.finance_contact.pk}, {cast.finance_leader.pk}
        office = {cast.secretary.pk, cast.standing.pk}
        self.workers = {
            cast.finance.pk: finance,
            cast.interior.pk: {cast.interior_contact.pk},
            cast.an_thanh.pk: {cast.commune_contact.pk},
            cast.science.pk: {cast.standing.pk},
        }
        self.rungs = {
            cast.finance.pk: [leader | office],
            cast.interior.pk: [office],
            cast.an_thanh.pk: [office],
            cast.science.pk: [{cast.secretary.pk}],
        }
        self.deciding = dict.fromkeys(self.workers, office) | {cast.science.pk: {cast.secretary.pk}}
        if division:
            self.workers[division.pk] = {clerk.pk}
            self.rungs[division.pk] = [finance, leader | office]
            self.deciding[division.pk] = office
            self.rungs["part", division.pk] = [finance, leader]
            self.deciding["part", division.pk] = finance

    def told(self, duty, now: datetime, calendar) -> set[tuple[int, str, str, int]]:
        """The keys of everything that is to be said of `duty` at `now`, by what its rows say."""
        today = timezone.localdate(now)
        where = ("part", duty.unit_id) if duty.parent_id else duty.unit_id
        workers, said = self.workers[duty.unit_id], set()
        since = _came_into_state(duty)
        later = max(duty.deadlines.all(), key=lambda one: one.number, default=None)
        if later is not None and later.set_at > now - 10 * DAY:
            said |= {(duty.pk, "deadline", str(later.number), who) for who in workers}
        if duty.state in {"asked", "returned"} and not (duty.role == "informed" and duty.state != "asked"):
            name = {"asked": "new", "returned": "returned"}[duty.state]
            said |= {(duty.pk, name, since, who) for who in workers}
        if duty.role == "informed":
            return said
        if duty.state in {"submitted", "declined"}:
            said |= {(duty.pk, duty.state, since, who) for who in self.deciding[where]}
        if duty.state not in {"asked", "received", "returned"} or duty.due_on is None:
            return said
        steps = [step for step in moments(duty.due_on, today, calendar) if step[0] > duty.asked_on]
        if steps:
            _day, name, rung = steps[-1]
            occasion = duty.due_on.isoformat()
            said |= {(duty.pk, name, occasion, who) for who in workers}
            above = set().union(*self.rungs[where][:rung]) - workers
            said |= {(duty.pk, "up", occasion, who) for who in above}
        return said


def _came_into_state(duty) -> str:
    since = duty.asked_at
    for standing in sorted(duty.standings.all(), key=lambda one: (one.since, one.pk)):
        if standing.state != duty.state:
            since = standing.until
    return since.strftime("%Y%m%dT%H%M%S%f")


def mail_may_go(moment: datetime, calendar) -> bool:
    """Whether a letter may leave at `moment` by the hours that hold where nothing was chosen."""
    local = timezone.localtime(moment)
    return calendar.is_working(local.date()) and FIRST_HOUR <= local.hour < LAST_HOUR
