"""Freezing the figures of a reporting date."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from giaoban.duties.access import may_freeze
from giaoban.duties.models import Sheet
from giaoban.duties.reads.sheets import FORM, compose, compressed, digest
from giaoban.duties.vocabulary import Verb
from giaoban.foundation.verdict import Refused
from giaoban.journal.actions import record
from giaoban.units.models import Committee
from giaoban.units.reads import Officer


@transaction.atomic
def freeze(
    committee: Committee, day: date, *, actor: Officer | None, at: datetime, reason: str = ""
) -> Sheet:
    """
    Keep the figures of `committee` at the end of `day` as a sheet, noted in the journal with its hash.

    A day that has a sheet gets a further one only with a `reason`, and only when facts of that day were
    entered since; the earlier ones stay. `actor` None: the program does it. Raises `Refused`.
    """
    may_freeze(actor, committee, day, at=at).require()
    Committee.objects.select_for_update(of=("self",), no_key=True).get(pk=committee.pk)
    text = compose(committee, day)
    last = Sheet.objects.filter(committee=committee, day=day).order_by("-number").first()
    if last is not None:
        _require_news(last, digest(text), reason)
    sheet = Sheet.objects.create(
        committee=committee,
        day=day,
        number=last.number + 1 if last else 1,
        form=FORM,
        content=compressed(text),
        sha256=digest(text),
        frozen_at=at,
        frozen_by=actor.person if actor else None,
        reason=reason[:500],
    )
    after = {"day": day, "number": sheet.number, "sha256": sheet.sha256}
    record(
        Verb.FROZEN,
        actor=actor.person if actor else None,
        target=sheet,
        at=at,
        after=after | ({"reason": sheet.reason} if reason else {}),
        acting_as=actor.capacity_at(committee_id=committee.pk) if actor else "",
    )
    return sheet


def _require_news(last: Sheet, sha256: str, reason: str) -> None:
    if last.form == FORM and last.sha256 == sha256:
        raise Refused(_("The figures of this day are frozen already, and nothing of that day has changed."))
    if not reason:
        raise Refused(_("Say why the figures of this day are frozen again."))
