"""
What a calendar program is given: an all-day entry on the deadline of each piece of work.

Entries of a day (VEVENT), not to-dos (VTODO): the calendars that officials use leave to-dos out of
subscribed calendars. See docs/decisions/008. Names of persons never go out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from django.conf import settings
from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from icalendar import Calendar, Event

from giaoban.duties.models import Duty, Feed, Standing
from giaoban.duties.vocabulary import CLOSED, FeedScope, Role, State
from giaoban.journal.models import Entry
from giaoban.people.models import Person
from giaoban.people.vocabulary import Verb as AccountVerb
from giaoban.units.models import Committee, Unit
from giaoban.units.reads import Officer

ENDED_KEPT: Final = timedelta(days=60)
"""How long ended work stays in a feed, so that every program has time to take notice."""
MOST_ENTRIES: Final = 2_000  # the earliest deadlines first


def hash_of_token(token: str) -> str:
    """What is kept of an address; 256 random bits need no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


def feed_of(token: str) -> Feed | None:
    """
    The open feed at this address, with its person, unit and committee; None when there is none. One query.

    Closing an account ends its addresses for good: opening it again brings none of them back.
    """
    closing = Entry.objects.filter(
        verb=AccountVerb.DISABLED,
        target_kind=Person._meta.label_lower,
        target_key=OuterRef("person__code"),
        at__gte=OuterRef("renewed_at"),
    )
    rows = Feed.objects.open().select_related("person", "unit", "committee")
    return rows.filter(~Exists(closing), token_hash=hash_of_token(token), person__is_active=True).first()


def feeds_of(officer: Officer) -> list[Feed]:
    """The officer's own open feeds, the newest first. One query."""
    rows = Feed.objects.open().filter(person=officer.person).select_related("unit", "committee")
    return list(rows.order_by("-created_at", "-pk"))


@dataclass(frozen=True, slots=True)
class Choice:
    """A calendar that the officer may have: the value of its form field, and words."""

    key: str
    label: str


def choices_for(officer: Officer) -> list[Choice]:
    """The calendars that make sense for `officer`: own work, units of the posts, committees. Two queries."""
    ids = [int(path.rstrip("/").rpartition("/")[2]) for path in officer.reading_paths]
    seated = officer.whole_committee_ids | {seat.committee_id for seat in officer.seats}
    found = [Choice(FeedScope.PERSON, str(FeedScope.PERSON.label))] if officer.unit_ids else []
    units = Unit.objects.filter(pk__in=ids).order_by("sort_key")
    found += [Choice(f"{FeedScope.UNIT}:{unit.code}", unit.name) for unit in units]
    committees = Committee.objects.filter(pk__in=seated).order_by("name")
    found += [Choice(f"{FeedScope.COMMITTEE}:{one.pk}", one.name) for one in committees]
    return found


def duties_in(feed: Feed, officer: Officer, *, today: date) -> QuerySet[Duty]:
    """
    The work of `feed` that `officer` may see, by deadline: open, or ended within `ENDED_KEPT`.

    With `revision` (how often state or deadline changed) and `changed_at`. One's own work is that of the
    units for which one works; of a committee one sees the tasks, or the own parts when not all of it.
    """
    moments = Standing.objects.filter(duty=OuterRef("pk")).order_by().values("duty")
    mine = _within(feed, officer).filter(due_on__isnull=False)
    wanted = mine.filter(~Q(state__in=CLOSED) | Q(closed_at__date__gte=today - ENDED_KEPT))
    return (
        wanted.select_related("unit")
        .annotate(
            revision=Subquery(moments.annotate(n=Count("pk")).values("n")),
            changed_at=Subquery(moments.annotate(last=Max("since")).values("last")),
        )
        .order_by("due_on", "pk")[:MOST_ENTRIES]
    )


def _within(feed: Feed, officer: Officer) -> QuerySet[Duty]:
    visible = Duty.objects.visible_to(officer).owed()
    if feed.committee_id is not None:
        visible = visible.filter(committee=feed.committee_id)
        return visible.tasks() if feed.committee_id in officer.whole_committee_ids else visible
    if feed.unit is not None:
        return visible.filter(unit__in=Unit.objects.filter(path__startswith=feed.unit.path))
    return visible.held_by(officer.unit_ids)


def calendar_of(feed: Feed, duties: Iterable[Duty]) -> bytes:
    """The feed as iCalendar (RFC 5545, RFC 7986); the same work gives the same bytes. No query."""
    calendar = Calendar()
    calendar.add("prodid", "-//Giao Ban//Giao Ban//VI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    name = f"{settings.INSTALLATION_NAME}: {feed.label}"
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", settings.TIME_ZONE)
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for duty in duties:
        calendar.add_component(_entry(duty, names_unit=feed.scope != FeedScope.PERSON))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _entry(duty: Duty, *, names_unit: bool) -> Event:
    due_on: date = duty.due_on  # type: ignore[assignment]  # chosen by it
    changed_at: datetime = duty.changed_at  # type: ignore[attr-defined]  # from `duties_in`
    entry = Event()
    entry.add("uid", f"duty-{duty.code}@giaoban")
    entry.add("sequence", duty.revision - 1)  # type: ignore[attr-defined]  # from `duties_in`
    entry.add("dtstamp", changed_at.astimezone(UTC))
    entry.add("last-modified", changed_at.astimezone(UTC))
    entry.add("created", duty.asked_at.astimezone(UTC))
    entry.add("dtstart", due_on)
    entry.add("dtend", due_on + timedelta(days=1))
    entry.add("summary", _summary(duty, names_unit=names_unit))
    entry.add("description", _description(duty))
    entry.add("status", "CANCELLED" if duty.state == State.STOPPED else "CONFIRMED")
    entry.add("transp", "TRANSPARENT")  # a deadline takes nobody's time
    entry.add("url", f"{settings.SITE_URL}{reverse('duty', args=[duty.code])}")
    return entry


def _summary(duty: Duty, *, names_unit: bool) -> str:
    stands = "" if duty.state in {State.ASKED, State.RECEIVED} else f"[{State(duty.state).label}] "
    holder = f" – {duty.unit.name}" if names_unit else ""
    return stands + _("Deadline: %(title)s") % {"title": duty.title} + holder


def _description(duty: Duty) -> str:
    facts = [
        (_("Unit"), duty.unit.name),
        (_("Part"), str(Role(duty.role).label)),
        (pgettext("duty", "From"), duty.origin),
        (_("State"), str(State(duty.state).label)),
        (_("Product expected"), duty.product),
    ]
    lines = [f"{label}: {value}" for label, value in facts if value]
    return "\n".join([*lines, f"{settings.SITE_URL}{reverse('duty', args=[duty.code])}"])
