"""Numbers leave their series: taken by a paper, reserved, declared void."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from giaoban.documents.access import may_number, may_void
from giaoban.documents.actions.recording import Record, write_correction
from giaoban.documents.models import Document, Number, Series
from giaoban.documents.reads.numbering import next_value, period_on
from giaoban.documents.vocabulary import NumberState, Verb
from giaoban.foundation.text import normalise
from giaoban.foundation.verdict import Refused
from giaoban.journal.actions import Change, record, record_many
from giaoban.units.reads import Officer
from giaoban.workdays.reads import current_calendar

MOST_RESERVED_AT_ONCE = 20


def locked_series(series: Series) -> Series:
    """
    The series with its row held until the transaction ends: whoever else wants a number of it waits.

    On SQLite the transaction itself is the lock: it began as a writer (IMMEDIATE).
    """
    rows = Series.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("committee__level").get(pk=series.pk)


@transaction.atomic
def take_number(
    series: Series,
    *,
    document: Document,
    actor: Officer,
    at: datetime,
    dated_on: date | None = None,
    reserved: Number | None = None,
) -> Number:
    """
    Give `document` the next number of `series`, or the one that was `reserved`.

    `dated_on` is the date of the paper, today (in Viet Nam, at `at`) when it is left out; `check_date` says
    which days it may be. The paper is in the register before; its number and date become those of the
    series. Raises `Refused`; then nothing was written and no number is gone.
    """
    locked = locked_series(series)
    document = Document.objects.select_for_update(of=("self",), no_key=True).get(pk=document.pk)
    may_number(actor, locked.committee).require()
    if document.committee_id != locked.committee_id:
        raise Refused(_("The paper and the series belong to different committees."))
    if Number.objects.filter(document=document).exists():
        raise Refused(_("This paper has its number already."))
    day = dated_on or timezone.localdate(at)
    period = check_date(locked, day, at=at, reserved=reserved)
    if reserved is None:
        number = Number(series=locked, period=period, value=next_value(locked, period))
        number.given_at, number.given_by = at, actor.person
    else:
        number = _still_reserved(reserved, locked, period)
    number.state, number.document, number.dated_on = NumberState.TAKEN, document, day
    number.save()
    borne = Record.of(document, number=printed(number.value), issued_on=day)
    write_correction(document, borne, Verb.CORRECTED, actor=actor, at=at)
    _enter(Verb.NUMBER_TAKEN, number, actor, at, after={"paper": document.code, "dated_on": day})
    return number


@transaction.atomic
def reserve_numbers(
    series: Series, *, count: int = 1, reason: str, actor: Officer, at: datetime
) -> list[Number]:
    """
    Keep the next `count` numbers (1 to 20) for papers to come; they stay visible with `reason`.

    Raises `Refused`.
    """
    locked = locked_series(series)
    may_number(actor, locked.committee).require()
    if not 1 <= count <= MOST_RESERVED_AT_ONCE:
        raise Refused(
            _("Reserve between 1 and %(most)s numbers at a time.") % {"most": MOST_RESERVED_AT_ONCE}
        )
    words, period = _reason(reason), _period(locked, timezone.localdate(at))
    first = next_value(locked, period)
    facts = {"series": locked, "period": period, "state": NumberState.RESERVED, "reason": words}
    numbers = [
        Number(**facts, value=value, given_at=at, given_by=actor.person)
        for value in range(first, first + count)
    ]
    for number in numbers:
        number.save(force_insert=True)
    changes = [Change(number, after=_facts(number)) for number in numbers]
    acting_as = actor.capacity_at(committee_id=locked.committee_id)
    record_many(Verb.NUMBER_RESERVED, actor=actor.person, changes=changes, at=at, acting_as=acting_as)
    return numbers


@transaction.atomic
def void_number(number: Number, *, reason: str, actor: Officer, at: datetime) -> Number:
    """
    Declare a number void: a reserved one that no paper will bear, or the number of a paper that is cancelled.

    It is not given again and stays visible with `reason`. Raises `Refused`.
    """
    locked = _locked_number(number)
    may_void(actor, locked).require()
    before: dict[str, object] = {"state": locked.state, "reason": locked.reason}
    locked.state, locked.reason = NumberState.VOID, _reason(reason)
    locked.save(update_fields=["state", "reason"])
    _enter(Verb.NUMBER_VOIDED, locked, actor, at, before=before, after={"reason": locked.reason})
    return locked


def printed(value: int) -> str:
    """A number as a paper shows it: below ten with a zero (Decree 30/2020, annex I, box 3)."""
    return f"{value:02d}"


def check_date(series: Series, day: date, *, at: datetime, reserved: Number | None = None) -> str:
    """
    The period in which a paper dated `day` gets its number at the moment `at`.

    A paper gets its number at the latest on the working day after it was signed (Decree 30/2020, art. 15), so
    `day` lies no further back; it is not in the future; and numbers follow the order of dates, so a new one
    is not dated before the last one taken. A `reserved` number keeps its period. Raises `Refused`.
    """
    today = timezone.localdate(at)
    if day > today:
        raise Refused(_("The paper may not be dated in the future."))
    calendar = current_calendar(series.committee.level.path)
    if today > calendar.add_working_days(day, 1):
        raise Refused(
            _("A paper gets its number at the latest on the working day after its date; date it later.")
        )
    period = _period(series, day)
    if reserved is not None:
        if reserved.period != period:
            raise Refused(
                _("This number was reserved for %(period)s; the paper is dated outside of it.")
                % {"period": reserved.period}
            )
        return period
    last = Number.objects.of_period(series, period).exclude(dated_on=None).first()
    if last is not None and last.dated_on is not None and day < last.dated_on:
        raise Refused(
            _("Number %(number)s is dated %(day)s already; a higher number may not be dated earlier.")
            % {"number": f"{last.value:02d}", "day": f"{last.dated_on:%d/%m/%Y}"}
        )
    return period


def _period(series: Series, day: date) -> str:
    period = period_on(series, day)
    if not period:
        raise Refused(_("No term of office runs on %(day)s; open one first.") % {"day": f"{day:%d/%m/%Y}"})
    return period


def _locked_number(number: Number) -> Number:
    """The number under the lock of its series, which every change of numbers takes first."""
    series = locked_series(number.series)
    found = Number.objects.select_for_update(of=("self",), no_key=True).get(pk=number.pk)
    found.series = series
    return found


def _still_reserved(reserved: Number, series: Series, period: str) -> Number:
    number = _locked_number(reserved)
    if (number.series_id, number.period, number.state) != (series.pk, period, NumberState.RESERVED):
        raise Refused(_("This number is not reserved any more."))
    return number


def _reason(words: str) -> str:
    reason = " ".join(normalise(words).split())[:300]
    if not reason:
        raise Refused(_("Give a reason; it stays beside the number."))
    return reason


def _facts(number: Number) -> dict[str, object]:
    return {
        "series": number.series.name,
        "period": number.period,
        "number": number.value,
        "reason": number.reason,
    }


def _enter(
    verb: Verb,
    number: Number,
    actor: Officer,
    at: datetime,
    *,
    before: dict[str, object] | None = None,
    after: dict[str, object],
) -> None:
    record(
        verb,
        actor=actor.person,
        target=number,
        at=at,
        before=before,
        after={**_facts(number), **after},
        acting_as=actor.capacity_at(committee_id=number.series.committee_id),
    )
