"""Every change of a brief: written, edited, counted again, issued."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from giaoban.briefing.access import may_edit_brief, may_issue_brief, may_write_brief
from giaoban.briefing.models import MOST_WORDS, Brief
from giaoban.briefing.reads import Words, brief_of, proposed_words
from giaoban.briefing.vocabulary import Verb
from giaoban.foundation.text import normalise
from giaoban.foundation.verdict import Refused
from giaoban.journal.actions import Facts, record
from giaoban.journal.models import NO_HASH, Head
from giaoban.units.models import Committee
from giaoban.units.reads import Officer


@transaction.atomic
def write_brief(
    committee: Committee, *, first: date, last: date, actor: Officer, at: datetime
) -> tuple[Brief, bool]:
    """
    Write the brief of `committee` for the days from `first` to `last`, its figures counted at `at`.

    Returns the brief and whether it is new: while a draft for the same period is not issued, that one is
    given back as it is, even when two people write at the same moment. Raises `Refused`.
    """
    may_write_brief(actor, committee).require()
    _require_period(first, last, on=timezone.localdate(at))
    locked = (
        Committee.objects.select_for_update(of=("self",), no_key=True)
        .select_related("standing_unit")
        .get(pk=committee.pk)
    )
    draft = Brief.objects.drafts().filter(committee=locked, first_date=first, last_date=last).first()
    if draft is not None:
        return draft, False
    words = proposed_words(locked, brief_of(locked, first=first, last=last, now=at, rows=0))
    brief = Brief.objects.create(
        committee=locked,
        first_date=first,
        last_date=last,
        computed_at=at,
        written_at=at,
        written_by=actor.person,
        **_journal_head(),
        **asdict(words),
    )
    after = {"first_date": first, "last_date": last, "computed_at": at, **asdict(words)}
    _note(Verb.WRITTEN, brief, actor=actor, at=at, after=after)
    return brief, True


@transaction.atomic
def edit_brief(brief: Brief, *, words: Words, version: int, actor: Officer, at: datetime) -> Brief:
    """
    Replace the words of a draft; `version` is the one that the author saw.

    Nothing is written when nothing differs. Raises `Refused`, also when somebody else changed it meanwhile.
    """
    locked = _locked(brief)
    may_edit_brief(actor, locked).require()
    new = {name: normalise(text).replace("\r\n", "\n").strip() for name, text in asdict(words).items()}
    if any(len(text) > MOST_WORDS for text in new.values()):
        raise Refused(_("Each part of a brief holds at most %(number)s characters.") % {"number": MOST_WORDS})
    changed = {name: text for name, text in new.items() if getattr(locked, name) != text}
    if not changed:
        return locked
    if locked.version != version:
        raise Refused(_("Somebody else changed this brief meanwhile. Open it again and add your words."))
    before = {name: getattr(locked, name) for name in changed}
    _save(locked, changed)
    _note(Verb.EDITED, locked, actor=actor, at=at, before=before, after=changed)
    return locked


@transaction.atomic
def recount_brief(brief: Brief, *, actor: Officer, at: datetime) -> Brief:
    """
    Count the figures of a draft again, as they are at `at`.

    Words that nobody has changed since the program proposed them are proposed anew. Raises `Refused`.
    """
    locked = _locked(brief)
    may_edit_brief(actor, locked).require()
    before: Facts = {"computed_at": locked.computed_at}
    committee, days = locked.committee, {"first": locked.first_date, "last": locked.last_date}
    proposed = asdict(proposed_words(committee, brief_of(committee, **days, now=locked.computed_at, rows=0)))
    anew = asdict(proposed_words(committee, brief_of(committee, **days, now=at, rows=0)))
    untouched = {
        name: text
        for name, text in anew.items()
        if getattr(locked, name) == proposed[name] and text != proposed[name]
    }
    before |= {name: getattr(locked, name) for name in untouched}
    _save(locked, {"computed_at": at, **_journal_head(), **untouched})
    _note(Verb.RECOUNTED, locked, actor=actor, at=at, before=before, after={"computed_at": at, **untouched})
    return locked


@transaction.atomic
def issue_brief(brief: Brief, *, actor: Officer, at: datetime) -> Brief:
    """Issue a draft: all who sit in the committee may read it, nobody may change it. Raises `Refused`."""
    locked = _locked(brief)
    may_issue_brief(actor, locked).require()
    _save(locked, {"issued_at": at, "issued_by": actor.person})
    _note(Verb.ISSUED, locked, actor=actor, at=at, before={"issued_at": None}, after={"issued_at": at})
    return locked


def _require_period(first: date, last: date, *, on: date) -> None:
    if first > last:
        raise Refused(_("The first day of the period lies after its last day."))
    if first > on:
        raise Refused(_("The period has not begun yet; there is nothing to report."))


def _locked(brief: Brief) -> Brief:
    rows = Brief.objects.select_for_update(of=("self",), no_key=True).select_related(
        "committee__standing_unit"
    )
    return rows.get(pk=brief.pk)


def _save(brief: Brief, changed: dict[str, Any]) -> None:
    for name, value in {**changed, "version": brief.version + 1}.items():
        setattr(brief, name, value)
    brief.save(update_fields=[*changed, "version"])


def _journal_head() -> dict[str, Any]:
    """The journal's last entry, as printed in the brief."""
    head = Head.objects.filter(pk=1).first()
    return {
        "journal_number": head.number if head else 0,
        "journal_hash": head.hash if head else NO_HASH,
    }


def _note(
    verb: Verb,
    brief: Brief,
    *,
    actor: Officer,
    at: datetime,
    before: Facts | None = None,
    after: Facts | None = None,
) -> None:
    committee = brief.committee
    standing = committee.standing_unit_id if committee.pk in actor.standing_for else None
    record(
        verb,
        actor=actor.person,
        target=brief,
        at=at,
        before=before,
        after=after,
        acting_as=actor.capacity_at(unit_id=standing, committee_id=committee.pk),
    )
