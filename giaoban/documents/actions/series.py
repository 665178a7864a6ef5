"""Series and terms of office are opened and changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from giaoban.documents.access import may_number
from giaoban.documents.actions.numbering import locked_series
from giaoban.documents.models import Number, Series, SeriesType, Term
from giaoban.documents.reads.numbering import free_types
from giaoban.documents.vocabulary import DocumentType, PaperForm, Verb
from giaoban.foundation.text import normalise
from giaoban.foundation.verdict import Refused
from giaoban.journal.actions import record
from giaoban.units.models import Committee
from giaoban.units.reads import Officer


@dataclass(frozen=True, slots=True)
class SeriesFacts:
    """
    What a committee chooses for a series: its name, the types that share it, where it goes on.

    `earlier_last` numbers of `earlier_period` ("2026", or a term's name) were given before the program.
    """

    name: str
    types: tuple[str, ...]
    earlier_period: str = ""
    earlier_last: int = 0


@transaction.atomic
def open_series(
    committee: Committee, *, form: str, facts: SeriesFacts, actor: Officer, at: datetime
) -> Series:
    """Begin a run of numbers of the form `form`. Raises `Refused` when another series has a type of it."""
    held = Committee.objects.select_for_update(no_key=True).get(pk=committee.pk)
    may_number(actor, held).require()
    series = Series(committee=held, form=PaperForm(form), opened_at=at, opened_by=actor.person)
    _apply(series, _checked(series, facts))
    _enter(Verb.SERIES_OPENED, series, actor, at, before={}, after=said(series))
    return series


@transaction.atomic
def change_series(series: Series, *, facts: SeriesFacts, actor: Officer, at: datetime) -> Series:
    """
    Change the name of a series, the types that share it, and, while it gave no number, where it goes on.

    Papers keep the numbers that they have. Raises `Refused`; nothing is written when nothing differs.
    """
    Committee.objects.select_for_update(no_key=True).get(pk=series.committee_id)
    locked = locked_series(series)
    may_number(actor, locked.committee).require()
    before, checked = said(locked), _checked(locked, facts)
    earlier = (checked.earlier_period, checked.earlier_last)
    if (
        earlier != (locked.earlier_period, locked.earlier_last)
        and Number.objects.filter(series=locked).exists()
    ):
        raise Refused(_("This series has given numbers; where it began cannot be changed any more."))
    _apply(locked, checked)
    after = said(locked)
    if after != before:
        _enter(Verb.SERIES_CHANGED, locked, actor, at, before=before, after=after)
    return locked


@transaction.atomic
def open_term(committee: Committee, *, name: str, since: date, actor: Officer, at: datetime) -> Term:
    """
    Begin a term of office on the day `since`; the one before it ends then, and Party series begin at 1.

    Raises `Refused` unless it begins after every term that is there.
    """
    held = Committee.objects.select_for_update(no_key=True).get(pk=committee.pk)
    may_number(actor, held).require()
    words = " ".join(normalise(name).split())[:20]
    if not words:
        raise Refused(_("Give the term a name, for example 2025 - 2030."))
    terms = Term.objects.filter(committee=held)
    if terms.filter(since__gte=since).exists() or terms.filter(name=words).exists():
        raise Refused(_("A term begins after all terms before it and has a name of its own."))
    term = Term.objects.create(committee=held, name=words, since=since)
    record(
        Verb.TERM_OPENED,
        actor=actor.person,
        target=term,
        at=at,
        after={"committee": held.name, "name": words, "since": since},
        acting_as=actor.capacity_at(committee_id=held.pk),
    )
    return term


def _checked(series: Series, facts: SeriesFacts) -> SeriesFacts:
    name = " ".join(normalise(facts.name).split())[:120]
    if not name:
        raise Refused(_("Give the series a name."))
    same = Series.objects.filter(committee=series.committee, name=name).exclude(pk=series.pk)
    if same.exists():
        raise Refused(_("Another series of the committee has this name."))
    if not facts.types:
        raise Refused(_("Choose at least one type of papers."))
    free = free_types(series.committee, series.form, beside=series if series.pk else None)
    types = tuple(dict.fromkeys(DocumentType(one) for one in facts.types))
    if not set(types) <= set(free):
        named = ", ".join(str(one.label) for one in types if one not in free)
        raise Refused(_("Another series numbers these types already: %(types)s.") % {"types": named})
    period, last = facts.earlier_period.strip()[:20], facts.earlier_last
    if last and series.form == PaperForm.STATE and not (period.isdecimal() and len(period) == 4):
        raise Refused(_("Say in which year the last number was given, for example 2026."))
    if last and not period:
        raise Refused(_("Say in which term of office the last number was given."))
    return SeriesFacts(name, tuple(one.value for one in types), period if last else "", last)


def _apply(series: Series, facts: SeriesFacts) -> None:
    series.name, series.earlier_period, series.earlier_last = (
        facts.name,
        facts.earlier_period,
        facts.earlier_last,
    )
    series.save()
    kept = set(series.types.values_list("type", flat=True))
    series.types.exclude(type__in=facts.types).delete()
    SeriesType.objects.bulk_create(
        SeriesType(series=series, committee=series.committee, form=series.form, type=one)
        for one in facts.types
        if one not in kept
    )


def said(series: Series) -> dict[str, object]:
    """What the journal says of a series."""
    return {
        "name": series.name,
        "form": series.form,
        "types": _in_order(series.types.values_list("type", flat=True)),
        "earlier_last": series.earlier_last or None,
        "earlier_period": series.earlier_period,
    }


def _in_order(types: Iterable[str]) -> list[str]:
    chosen = set(types)
    return [one for one in DocumentType.values if one in chosen]


def _enter(
    verb: Verb,
    series: Series,
    actor: Officer,
    at: datetime,
    *,
    before: dict[str, object],
    after: dict[str, object],
) -> None:
    record(
        verb,
        actor=actor.person,
        target=series,
        at=at,
        before=before,
        after=after,
        acting_as=actor.capacity_at(committee_id=series.committee_id),
    )
