"""Changing the days of the calendar."""

from __future__ import annotations

import secrets
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from giaoban.foundation.verdict import Refused
from giaoban.journal.actions import Actor, record
from giaoban.workdays.models import CalendarDay, CalendarVersion
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
    acting_as: str = "",
) -> CalendarDay:
    """
    Make `day` off or worked by a paper, in place of what the calendar says of it now.

    `actor` is None for the command line; `source` is the paper's number, empty when there is none. Deadlines
    that were fixed before stay as they are. Raises Refused when `kind` is unknown or there is no reason.
    """
    if kind not in Kind.values:
        raise Refused(_("Choose whether the day is off or worked."))
    if not reason.strip():
        raise Refused(_("Give the reason of the change."))
    _lock_and_renew()
    found = CalendarDay.objects.filter(date=day).first()
    before = _facts(found) if found else {}
    row = found or CalendarDay(date=day)
    row.kind, row.reason, row.source = kind, reason.strip(), source.strip()
    row.save()
    record(
        Verb.DAY_SET, actor=actor, target=row, at=at, before=before, after=_facts(row), acting_as=acting_as
    )
    return row


@transaction.atomic
def remove_day(day: date, *, actor: Actor | None, at: datetime, acting_as: str = "") -> None:
    """
    Let the shipped calendar speak for `day` again.

    Raises Refused when nobody had entered that day.
    """
    _lock_and_renew()
    row = CalendarDay.objects.filter(date=day).first()
    if row is None:
        raise Refused(_("This day was not entered by hand, so there is nothing to take out."))
    record(
        Verb.DAY_REMOVED, actor=actor, target=row, at=at, before=_facts(row), after={}, acting_as=acting_as
    )
    row.delete()


def _lock_and_renew() -> None:
    version, _made = CalendarVersion.objects.select_for_update().get_or_create(pk=1)
    version.token = secrets.token_hex(16)
    version.save(update_fields=["token"])


def _facts(row: CalendarDay) -> dict[str, str]:
    return {"date": row.date.isoformat(), "kind": row.kind, "reason": row.reason, "source": row.source}
