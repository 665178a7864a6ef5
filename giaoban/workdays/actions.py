"""
Changing the days of the calendar.

These acts change days and nothing else. Deadlines that were reckoned by them follow through
`duties.actions.apply_change`, which shows them first and then calls these.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from giaoban.foundation.verdict import Refused
from giaoban.journal.actions import Actor, record
from giaoban.workdays.counting import COUNTRY, SpecialDay
from giaoban.workdays.models import CalendarDay, CalendarVersion, CalendarYear
from giaoban.workdays.vocabulary import Kind, Verb


@transaction.atomic
def set_day(
    day: date,
    *,
    kind: str,
    reason: str,
    actor: Actor | None,
    at: datetime,
    source: str = "",
    place: int = COUNTRY,
    place_name: str = "",
    acting_as: str = "",
) -> CalendarDay:
    """
    Make `day` off or worked by a paper, in place of what the calendar says of it now.

    `actor` is None for the command line; `source` is the paper's number, empty when there is none. `place`
    is the key of a unit where the day holds for it and all below it, `place_name` its name.
    Raises Refused when `kind` is unknown or there is no reason.
    """
    if kind not in Kind.values:
        raise Refused(_("Choose whether the day is off or worked."))
    if not reason.strip():
        raise Refused(_("Give the reason of the change."))
    lock_calendar()
    found = CalendarDay.objects.filter(date=day, place=place).first()
    before = _facts(found) if found else {}
    row = found or CalendarDay(date=day, place=place)
    row.kind, row.reason, row.source, row.place_name = kind, reason.strip(), source.strip(), place_name
    row.save()
    record(
        Verb.DAY_SET, actor=actor, target=row, at=at, before=before, after=_facts(row), acting_as=acting_as
    )
    return row


@transaction.atomic
def remove_day(
    day: date, *, actor: Actor | None, at: datetime, place: int = COUNTRY, acting_as: str = ""
) -> None:
    """
    Let the calendar beneath speak for `day` again: the shipped one, or for a place that of the country.

    Raises Refused when nobody had entered that day.
    """
    lock_calendar()
    row = CalendarDay.objects.filter(date=day, place=place).first()
    if row is None:
        raise Refused(_("This day was not entered by hand, so there is nothing to take out."))
    record(
        Verb.DAY_REMOVED, actor=actor, target=row, at=at, before=_facts(row), after={}, acting_as=acting_as
    )
    row.delete()


@transaction.atomic
def confirm_year(
    year: int,
    *,
    days: Sequence[SpecialDay],
    source: str,
    actor: Actor | None,
    at: datetime,
    acting_as: str = "",
) -> CalendarYear:
    """
    Take `days` as all that differs from the ordinary week in `year`, by the notice `source`.

    Days entered before for the whole country in that year give way; those of places stay. Confirming again
    replaces the list. Raises Refused without a notice, without days, or for a day of another year.
    """
    if not source.strip():
        raise Refused(_("Give the number and symbol of the notice."))
    if not days or any(each.day.year != year for each in days):
        raise Refused(_("Confirm at least one day, all of them in %(year)s.") % {"year": year})
    lock_calendar()
    old = CalendarDay.objects.filter(date__year=year, place=COUNTRY)
    before = {"days": [_facts(row) for row in old.order_by("date")]}
    old.delete()
    rows = [
        CalendarDay(date=each.day, kind=each.kind, reason=each.reason[:120], source=each.source[:200])
        for each in days
    ]
    CalendarDay.objects.bulk_create(rows)
    made, _new = CalendarYear.objects.update_or_create(
        year=year, defaults={"source": source.strip(), "confirmed_at": at}
    )
    after = {"source": made.source, "days": [_facts(row) for row in rows]}
    record(
        Verb.YEAR_CONFIRMED, actor=actor, target=made, at=at, before=before, after=after, acting_as=acting_as
    )
    return made


def lock_calendar() -> None:
    """Hold the calendar until the transaction ends; what was read of it before is read again."""
    version, _made = CalendarVersion.objects.select_for_update(no_key=True).get_or_create(pk=1)
    version.token = secrets.token_hex(16)
    version.save(update_fields=["token"])


def _facts(row: CalendarDay) -> dict[str, str]:
    facts = {"date": row.date.isoformat(), "kind": row.kind, "reason": row.reason, "source": row.source}
    return facts | ({"place": row.place_name} if row.place != COUNTRY else {})
