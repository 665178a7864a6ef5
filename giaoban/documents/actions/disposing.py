"""Deciding on comments: taken over, in part, or explained; each with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from giaoban.documents.access import may_dispose
from giaoban.documents.models import Comment, Consultation, Disposition
from giaoban.documents.vocabulary import Taken, Verb
from giaoban.foundation.text import normalise
from giaoban.foundation.verdict import Refused
from giaoban.journal.actions import Change, record_many
from giaoban.units.reads import Officer

MOST_TOGETHER: Final = 500
_LONGEST: Final = 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What becomes of comments. An accepted one needs no reason of its own: it gets the usual words."""

    taken: str
    reason: str = ""
    wording: str = ""


@transaction.atomic
def dispose(
    consultation: Consultation,
    *,
    comments: Mapping[str, int],
    decision: Decision,
    actor: Officer,
    at: datetime,
) -> list[Comment]:
    """
    Decide on comments of one round together; all or none.

    `comments` maps codes to the number of the decision that the person saw on each, 0 for none: what somebody
    else decided meanwhile is not written over. The earlier decisions stay. Raises `Refused`.
    """
    rows = Comment.objects.select_for_update(of=("self",), no_key=True).filter(
        consultation=consultation, code__in=list(comments), answer__sent_at__isnull=False
    )
    locked = _with_dispositions(list(rows.order_by("pk")))
    round_ = Consultation.objects.select_related("draft").defer("draft__content").get(pk=consultation.pk)
    may_dispose(actor, round_).require()
    if len(locked) != len(comments) or not locked or len(locked) > MOST_TOGETHER:
        raise Refused(_("These comments cannot be decided on together; open the table again."))
    reason = _reason(decision)
    for comment in locked:
        if _number(comment) != comments[comment.code]:
            raise Refused(_("Somebody else decided on this comment meanwhile; look at it again."))
    changes = [_disposed(comment, decision, reason, actor, at) for comment in locked]
    acting_as = actor.capacity_at(committee_id=round_.committee_id)
    record_many(Verb.DISPOSED, actor=actor.person, changes=changes, at=at, acting_as=acting_as)
    return locked


def _with_dispositions(locked: list[Comment]) -> list[Comment]:
    """The comments with what was decided on them, read once they are locked: a join could be older."""
    keys = [comment.disposition_id for comment in locked if comment.disposition_id]
    made = Disposition.objects.in_bulk(keys)
    for comment in locked:
        comment.disposition = made.get(comment.disposition_id or 0)
    return locked


def _reason(decision: Decision) -> str:
    if decision.taken not in Taken.values:
        raise Refused(_("Say what becomes of the comment: accepted, accepted in part, or explained."))
    reason = normalise(decision.reason).strip()[:_LONGEST]
    if not reason and decision.taken == Taken.ACCEPTED:
        with translation.override(settings.LANGUAGE_CODE):
            return _("Accepted; the draft is changed accordingly.")
    if not reason:
        raise Refused(_("Give the reason; the units will read it."))
    return reason


def _number(comment: Comment) -> int:
    return comment.disposition.number if comment.disposition else 0


def _disposed(comment: Comment, decision: Decision, reason: str, actor: Officer, at: datetime) -> Change:
    earlier = comment.disposition
    made = Disposition.objects.create(
        comment=comment,
        number=_number(comment) + 1,
        taken=decision.taken,
        reason=reason,
        wording=normalise(decision.wording).strip()[:_LONGEST],
        made_at=at,
        made_by=actor.person,
    )
    comment.disposition, comment.taken = made, made.taken
    comment.save(update_fields=["disposition", "taken"])
    before = {"taken": earlier.taken, "reason": earlier.reason} if earlier else {}
    after = {"taken": made.taken, "reason": made.reason}
    return Change(comment, before, after | ({"wording": made.wording} if made.wording else {}))
