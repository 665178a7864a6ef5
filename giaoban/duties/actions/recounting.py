"""The calendar of working days changes: first laid out, then confirmed, and the deadlines move with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Case, Count, F, Max, When
from django.utils import timezone
from django.utils.translation import gettext as _

from giaoban.duties.models import CalendarChange, Deadline, Duty, Limit, Standing
from giaoban.duties.models.derived import place_of
from giaoban.duties.models.duty import STILL
from giaoban.duties.reads.recounting import Move, calendars_after, fingerprint, moves_under, special_day
from giaoban.duties.vocabulary import CalendarAct, DeadlineCause, State, Verb
from giaoban.foundation.verdict import Refused
from giaoban.journal.actions import Change, record_many
from giaoban.units.reads import Officer
from giaoban.workdays.access import may_change_calendar
from giaoban.workdays.actions import confirm_year, lock_calendar, remove_day, set_day
from giaoban.workdays.reads import current_calendars

BATCH: Final = 2_000  # duties moved by one round of statements


class MovesChanged(Refused):
    """Other deadlines would move than those that were shown; nothing was written."""


@transaction.atomic
def lay_out_change(
    act: CalendarAct, facts: dict[str, Any], *, actor: Officer, at: datetime
) -> CalendarChange:
    """
    Keep a change of the calendar to be looked at; nothing else is written and no deadline moves.

    `facts` of SET: date, kind, reason, source, place, place_name; of REMOVE: date, place, place_name, reason;
    of YEAR: year, source and days with date, kind, reason, source. Raises `Refused`.
    """
    may_change_calendar(actor).require()
    return CalendarChange.objects.create(act=act, facts=facts, made_at=at, made_by=actor.person)


@transaction.atomic
def drop_change(code: str, *, actor: Officer, at: datetime) -> CalendarChange:
    """Put a change aside that was not confirmed. Raises `Refused`."""
    change = _waiting(code, actor)
    change.dropped_at = at
    change.save(update_fields=["dropped_at"])
    return change


@transaction.atomic
def apply_change(code: str, *, shown: str, actor: Officer, at: datetime) -> CalendarChange:
    """
    Change the calendar and move every open deadline that is reckoned by it, all or nothing.

    `shown` is the fingerprint of the moves that were shown; when others would move now, `MovesChanged` is
    raised and nothing is written. Each duty keeps the deadline before with the reason, and has its own entry
    in the journal. Raises `Refused`.
    """
    change = _waiting(code, actor)
    lock_calendar()  # nobody changes the days until this is done
    moves = moves_under(calendars_after(change, current_calendars()))
    if fingerprint(moves) != shown:
        raise MovesChanged(
            _("Meanwhile other deadlines would move than those shown. Look once more, then confirm.")
        )
    for keys in _batches(sorted(move.duty_id for move in moves)):
        _locked(keys)
    _change_days(change, actor, at)
    move_deadlines(moves, reason=reason_of(change), document=source_of(change), actor=actor, at=at)
    change.applied_at, change.applied_by, change.moved = at, actor.person, len(moves)
    change.save(update_fields=["applied_at", "applied_by", "moved"])
    return change


def reason_of(change: CalendarChange) -> str:
    """Why the deadlines move, as it is kept with each."""
    return str(change.facts.get("reason") or change.facts.get("source") or "")


def source_of(change: CalendarChange) -> str:
    """The paper behind the change; "" for none."""
    return str(change.facts.get("source") or "")


def _waiting(code: str, actor: Officer) -> CalendarChange:
    may_change_calendar(actor).require()
    change = CalendarChange.objects.select_for_update(no_key=True).get(code=code)
    if change.applied_at is not None or change.dropped_at is not None:
        raise Refused(_("This change of the calendar was already decided on."))
    return change


def _change_days(change: CalendarChange, actor: Officer, at: datetime) -> None:
    facts = change.facts
    who: dict[str, Any] = {"actor": actor.person, "at": at, "acting_as": actor.capacity}
    if change.act == CalendarAct.YEAR:
        days = [special_day(each) for each in facts["days"]]
        confirm_year(facts["year"], days=days, source=facts["source"], **who)
    elif change.act == CalendarAct.REMOVE:
        remove_day(date.fromisoformat(facts["date"]), place=facts["place"], **who)
    else:
        named = {name: facts[name] for name in ("kind", "reason", "source", "place", "place_name")}
        set_day(date.fromisoformat(facts["date"]), **named, **who)


def move_deadlines(
    moves: Sequence[Move], *, reason: str, document: str, actor: Officer, at: datetime
) -> None:
    """Write the `moves` with their standings, the deadlines before, and an entry for each duty."""
    by_duty = {move.duty_id: move for move in moves}
    for keys in _batches(sorted(by_duty)):
        duties = _locked(keys)
        _renew_deadlines(duties, by_duty, reason=reason, document=document, actor=actor, at=at)
        for to_on, some in _by_day(keys, by_duty):
            first = Case(When(original_due_on=F("due_on"), then=to_on), default=F("original_due_on"))
            written = {"original_due_on": first, "due_on": to_on, "place": place_of(State.RECEIVED, to_on)}
            Duty.objects.filter(pk__in=some).update(**written)  # all of it open
            Limit.objects.filter(duty__in=some).update(due_on=to_on)
        _renew_standings(keys, at)
        changes = [
            Change(
                duty,
                {"due_on": by_duty[duty.pk].from_on},
                {"due_on": by_duty[duty.pk].to_on, "reason": reason},
            )
            for duty in duties
        ]
        record_many(Verb.DEADLINE_MOVED, actor=actor.person, changes=changes, at=at, acting_as=actor.capacity)


def _locked(keys: Sequence[int]) -> list[Duty]:
    return list(Duty.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=keys).order_by("pk"))


def _by_day(keys: Sequence[int], by_duty: dict[int, Move]) -> Iterator[tuple[date, list[int]]]:
    gathered: dict[date, list[int]] = defaultdict(list)
    for key in keys:
        gathered[by_duty[key].to_on].append(key)
    yield from gathered.items()


def _renew_deadlines(
    duties: Sequence[Duty],
    by_duty: dict[int, Move],
    *,
    reason: str,
    document: str,
    actor: Officer,
    at: datetime,
) -> None:
    before = Deadline.objects.filter(duty__in=[duty.pk for duty in duties])
    numbers = dict(before.order_by().values_list("duty").annotate(Count("pk")))
    Deadline.objects.bulk_create(
        (
            Deadline(
                duty=duty,
                number=numbers.get(duty.pk, 0) + 1,
                cause=DeadlineCause.CALENDAR,
                was_due_on=by_duty[duty.pk].from_on,
                due_on=by_duty[duty.pk].to_on,
                set_at=at,
                set_by=actor.person,
                reason=reason,
                document=document[:60],
            )
            for duty in duties
        ),
        batch_size=500,
    )


def _renew_standings(keys: Sequence[int], at: datetime) -> None:
    """Close the standings in force and open the next; see `moving.move`, which does it for one duty."""
    current = Standing.objects.filter(duty__in=keys, until=STILL)
    latest = current.aggregate(latest=Max("since"))["latest"]
    at = max(at, latest) if latest else at
    current.update(until=at, until_on=timezone.localdate(at))
    duties = Duty.objects.filter(pk__in=keys)
    Standing.objects.bulk_create([Standing.of(duty, since=at) for duty in duties], batch_size=500)


def _batches(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(keys), BATCH):
        yield keys[start : start + BATCH]
