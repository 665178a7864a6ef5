"""A round of consultation: opened for units, extended, closed, its table shown to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from giaoban.documents.access import may_consult, may_publish, may_steer
from giaoban.documents.models import Answer, AnswerQuerySet, Consultation, Draft, DraftVersion
from giaoban.documents.reads.rounds import silence_rule
from giaoban.documents.vocabulary import DocumentType, Silence, Verb
from giaoban.duties.access import may_accept, may_change_deadline, may_decide_extension, may_stop
from giaoban.duties.actions import (
    Order,
    Terms,
    accept,
    ask_many,
    change_deadline,
    grant_extension,
    lock_with_parts,
    stop,
)
from giaoban.duties.models import Duty
from giaoban.duties.reads.work import pending_submission, waiting_extension
from giaoban.duties.vocabulary import CLOSED, CountedFrom, Kind, LimitUnit, Role, State
from giaoban.foundation.text import normalise
from giaoban.foundation.verdict import Refused
from giaoban.journal.actions import Facts, record
from giaoban.units.models import Unit
from giaoban.units.reads import Officer
from giaoban.workdays.counting import Unit as Measure
from giaoban.workdays.reads import current_calendar

MOST_UNITS: Final = 2_000
_LONGEST: Final = 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """
    What a round says to the units it asks.

    Either `due_on`, or `amount` of `limit_unit` counted from the day of sending by each unit's calendar.
    `silence` AGREES needs the words of the committee's rule and where it stands.
    """

    units: tuple[Unit, ...]
    letter: str = ""
    due_on: date | None = None
    amount: int | None = None
    limit_unit: str = ""
    silence: str = Silence.NOTHING
    silence_words: str = ""
    silence_source: str = ""


@transaction.atomic
def open_round(version: DraftVersion, *, said: Round, actor: Officer, at: datetime) -> Consultation:
    """Send a frozen version to units: each owes its opinion by the deadline. Raises `Refused`."""
    rows = Draft.objects.select_for_update(of=("self",), no_key=True).select_related("committee__level")
    draft = rows.defer("content").get(pk=version.draft_id)
    may_consult(actor, draft).require()
    day = timezone.localdate(at)
    due_on = _due_on(said, draft, day)
    _check(said, day, due_on)
    highest = Consultation.objects.filter(draft=draft).aggregate(top=Max("number"))["top"] or 0
    opened = Consultation(
        committee=draft.committee,
        draft=draft,
        version=version,
        number=highest + 1,
        letter=_words(said.letter),
        first_due_on=due_on,
        due_on=due_on,
        amount=said.amount,
        limit_unit=said.limit_unit if said.amount else "",
        silence=said.silence,
        silence_words=_words(said.silence_words) if said.silence == Silence.AGREES else "",
        silence_source=_words(said.silence_source)[:300] if said.silence == Silence.AGREES else "",
        opened_at=at,
        opened_by=actor.person,
    )
    opened.save(force_insert=True)
    duties = ask_many(_orders(opened, said, day), at=at)
    Answer.objects.bulk_create(
        [Answer(consultation=opened, duty=duty, unit=u) for u, duty in zip(said.units, duties, strict=True)]
    )
    after = {
        "version": version.number,
        "sha256": version.sha256,
        "units": [unit.name for unit in said.units],
        "due_on": due_on,
        "silence": opened.silence,
        "silence_source": opened.silence_source,
    }
    _note(Verb.ROUND_OPENED, opened, actor=actor, at=at, after=after)
    return opened


def _words(text: str) -> str:
    return normalise(text).strip()[:_LONGEST]


def _due_on(said: Round, draft: Draft, day: date) -> date:
    """The day that the round is said to last until; a unit's own calendar may give another."""
    if said.amount is None:
        if said.due_on is None:
            raise Refused(_("Say until when the units may answer."))
        return said.due_on
    if not 1 <= said.amount <= 999 or said.limit_unit not in (LimitUnit.WORKING_DAYS, LimitUnit.DAYS):
        raise Refused(_("A limit is a number of days or of working days."))
    return current_calendar(draft.committee.level.path).end_of(Measure(said.limit_unit), day, said.amount)


def _check(said: Round, day: date, due_on: date) -> None:
    if not said.units:
        raise Refused(_("Choose the units that are asked."))
    if len({unit.pk for unit in said.units}) < len(said.units):
        raise Refused(_("A unit is named twice."))
    if len(said.units) > MOST_UNITS:
        raise Refused(_("A round asks at most %(most)d units.") % {"most": MOST_UNITS})
    if due_on < day:
        raise Refused(_("The deadline lies before today."))
    ended = [unit.name for unit in said.units if unit.valid_to is not None and unit.valid_to < day]
    if ended:
        raise Refused(_("This unit has ended: %(names)s") % {"names": ", ".join(ended)})
    if said.silence not in Silence.values:
        raise Refused(_("Say what it means that a unit does not answer."))
    if said.silence == Silence.AGREES and not (said.silence_words.strip() and said.silence_source.strip()):
        raise Refused(_("Silence counts as agreement only by a rule: give its words and where it stands."))


def _orders(opened: Consultation, said: Round, day: date) -> list[Order]:
    draft = opened.draft
    with translation.override(settings.LANGUAGE_CODE):  # kept words are in the language of the installation
        title = _("Give an opinion on the draft: %(subject)s") % {"subject": draft.subject}
        kind = DocumentType(draft.type).label if draft.type else _("Draft")
        origin = _("%(type)s · consultation, round %(number)s") % {"type": kind, "number": opened.number}
        parts = [opened.letter, silence_rule(opened)]
    terms = None
    if said.amount is not None:
        terms = Terms(
            amount=said.amount,
            unit=LimitUnit(said.limit_unit),
            counted_from=CountedFrom.ISSUE,
            start_on=day,
        )
    return [
        Order(
            kind=Kind.OPINION,
            role=Role.LEAD,
            title=title,
            content="\n\n".join(part for part in parts if part),
            unit_id=unit.pk,
            unit_name=unit.name,
            committee_id=opened.committee_id,
            asking_unit_id=opened.committee.standing_unit_id,
            origin=origin,
            origin_key=opened.code,
            due_on=None if terms else opened.due_on,
            terms=terms,
        )
        for unit in said.units
    ]


@transaction.atomic
def extend_round(
    consultation: Consultation, *, due_on: date, reason: str, actor: Officer, at: datetime
) -> Consultation:
    """
    Give all units that have not answered a later deadline; what they asked for is granted with it.

    A unit that has a later one already keeps it. Raises `Refused`.
    """
    locked = locked_round(consultation)
    waiting = _duties_of(locked, Answer.objects.waiting())
    lock_with_parts(waiting)
    may_steer(actor, locked).require()
    words = _words(reason)
    if not words:
        raise Refused(_("Say why the deadline is put off."))
    if due_on <= locked.due_on or due_on < timezone.localdate(at):
        raise Refused(_("An extension ends after the deadline in force, and not before today."))
    before = {"due_on": locked.due_on}
    locked.due_on = due_on
    locked.save(update_fields=["due_on"])
    _note(
        Verb.ROUND_EXTENDED,
        locked,
        actor=actor,
        at=at,
        before=before,
        after={"due_on": due_on, "reason": words},
    )
    for duty in _open(waiting):
        _extend(duty, due_on, words, actor, at)
    return locked


def _extend(duty: Duty, due_on: date, reason: str, actor: Officer, at: datetime) -> None:
    if duty.due_on is not None and duty.due_on >= due_on:
        return
    asked = waiting_extension(duty)
    if asked is not None and may_decide_extension(actor, duty, asked):
        grant_extension(duty.pk, actor=actor, at=at, number=asked.number, due_on=due_on, reason=reason)
    elif may_change_deadline(actor, duty, asked):
        change_deadline(duty.pk, actor=actor, at=at, due_on=due_on, reason=reason)


@transaction.atomic
def close_round(consultation: Consultation, *, actor: Officer, at: datetime) -> Consultation:
    """
    Close a round: what came is accepted as done, what did not come is no longer owed.

    Work of a unit to which the actor belongs stays as it is: nobody closes their own. Raises `Refused`.
    """
    locked = locked_round(consultation)
    everybody = _duties_of(locked, Answer.objects.all())
    lock_with_parts(everybody)
    may_steer(actor, locked).require()
    locked.closed_at, locked.closed_by = at, actor.person
    locked.save(update_fields=["closed_at", "closed_by"])
    counts = {"answered": 0, "not_answered": 0}
    for answer in Answer.objects.filter(consultation=locked):
        counts["not_answered" if answer.sent_at is None else "answered"] += 1
    _note(Verb.ROUND_CLOSED, locked, actor=actor, at=at, after=counts)
    with translation.override(settings.LANGUAGE_CODE):
        reason = _("The round was closed; no answer came.")
        decision = _("Consultation, round %(number)s") % {"number": locked.number}
    for duty in _open(everybody):
        if duty.state == State.SUBMITTED and may_accept(actor, duty, pending_submission(duty)):
            accept(duty.pk, actor=actor, at=at)
        elif duty.state != State.SUBMITTED and may_stop(actor, duty):
            stop(duty.pk, actor=actor, at=at, reason=reason, decision=decision)
    return locked


@transaction.atomic
def publish_table(consultation: Consultation, *, actor: Officer, at: datetime) -> Consultation:
    """Show the table, with what became of each comment, to the units that were asked. Raises `Refused`."""
    locked = locked_round(consultation)
    may_publish(actor, locked).require()
    locked.published_at, locked.published_by = at, actor.person
    locked.save(update_fields=["published_at", "published_by"])
    _note(Verb.TABLE_PUBLISHED, locked, actor=actor, at=at, after={"published_at": at})
    return locked


def locked_round(consultation: Consultation) -> Consultation:
    """The round with its draft, its row locked to the end; taken before any answer or duty of it."""
    rows = Consultation.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("draft", "committee").defer("draft__content").get(pk=consultation.pk)


def _duties_of(consultation: Consultation, answers: AnswerQuerySet) -> list[int]:
    return sorted(answers.filter(consultation=consultation).values_list("duty_id", flat=True))


def _open(pks: Sequence[int]) -> list[Duty]:
    rows = Duty.objects.filter(pk__in=pks).exclude(state__in=CLOSED)
    return list(rows.select_related("unit", "committee", "parent").order_by("pk"))


def _note(
    verb: Verb,
    consultation: Consultation,
    *,
    actor: Officer,
    at: datetime,
    before: Facts | None = None,
    after: Facts | None = None,
) -> None:
    acting_as = actor.capacity_at(committee_id=consultation.committee_id)
    record(
        verb, actor=actor.person, target=consultation, at=at, before=before, after=after, acting_as=acting_as
    )
