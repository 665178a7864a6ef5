"""A paper is sent to units, signed for, recalled, replaced by another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from giaoban.documents.access import may_recall, may_receive, may_send
from giaoban.documents.jobs.telling import tell_at_once
from giaoban.documents.models import Delivery, Dispatch, Document
from giaoban.documents.vocabulary import Purpose, Urgency, Verb
from giaoban.foundation.text import normalise
from giaoban.foundation.verdict import Refused
from giaoban.journal.actions import record
from giaoban.search.actions import index_again
from giaoban.units.models import Unit
from giaoban.units.reads import Officer

_LONGEST_REASON: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """To whom a paper goes, what for, and what is said with it."""

    units: tuple[Unit, ...]
    purpose: str = Purpose.INFORM
    message: str = ""


@transaction.atomic
def send_paper(document: Document, *, sending: Sending, actor: Officer, at: datetime) -> Dispatch:
    """
    Send a paper of the register to units; from then on their people may read it.

    Units that have it already, not recalled, are left out. The register notes to whom the paper went and
    when, where it says nothing yet. Raises `Refused`: no right, nobody left to send it to.
    """
    [locked] = _locked(document)
    may_send(actor, locked).require()
    return _sent(locked, sending, actor=actor, at=at)


@transaction.atomic
def receive_dispatch(dispatch: Dispatch, *, actor: Officer, at: datetime) -> int:
    """
    Sign for a paper on behalf of the units that the actor works for; how many signed now.

    Whoever signs has seen it. Raises `Refused`.
    """
    rows = Delivery.objects.select_for_update(of=("self",), no_key=True).select_related("unit")
    own = list(rows.filter(dispatch=dispatch, unit__in=actor.unit_ids, received_at=None).order_by("pk"))
    fresh = Dispatch.objects.select_related("document").defer("document__text").get(pk=dispatch.pk)
    for delivery in own:
        may_receive(actor, fresh, unit_id=delivery.unit_id).require()
    if not own:
        signed = Delivery.objects.filter(dispatch=dispatch, unit__in=actor.unit_ids).exists()
        words = _("Your unit has signed for this paper already.")
        raise Refused(words if signed else _("The leader or the contact of the unit signs for a paper."))
    for delivery in own:
        delivery.received_at, delivery.received_by = at, actor.person
        if delivery.seen_at is None:
            delivery.seen_at, delivery.seen_by = at, actor.person
        delivery.save(update_fields=["received_at", "received_by", "seen_at", "seen_by"])
    record(
        Verb.DISPATCH_RECEIVED,
        actor=actor.person,
        target=fresh,
        at=at,
        after={"units": [delivery.unit.name for delivery in own]},
        acting_as=actor.capacity_at(unit_id=own[0].unit_id),
    )
    return len(own)


def note_seen(dispatch: Dispatch, *, actor: Officer, at: datetime) -> int:
    """
    Note that somebody of the unit opened the paper for the first time; for how many units it was.

    Whoever merely stands above the unit leaves no mark, and of a recalled paper nothing is left to open.
    """
    unseen = Delivery.objects.own(actor).unread().filter(dispatch=dispatch)
    return unseen.update(seen_at=at, seen_by=actor.person)


@transaction.atomic
def recall_dispatch(dispatch: Dispatch, *, reason: str, actor: Officer, at: datetime) -> Dispatch:
    """
    Take back what was sent: title and reason stay with the units, text and files no longer open for them.

    Whoever has work from the paper keeps what the work is about. Raises `Refused`.
    """
    _locked(dispatch.document)
    return _recalled(_locked_dispatch(dispatch), reason=reason, by=None, actor=actor, at=at)


@transaction.atomic
def replace_dispatch(
    dispatch: Dispatch, *, by: Document, reason: str, actor: Officer, at: datetime
) -> Dispatch:
    """
    Recall what was sent and send another paper of the register to the same units; the new dispatch.

    Raises `Refused`: no right, the same paper, one of another committee.
    """
    papers = {paper.pk: paper for paper in _locked(dispatch.document, by)}
    locked, new = _locked_dispatch(dispatch), papers[by.pk]
    may_recall(actor, locked).require()
    may_send(actor, new).require()
    if new.pk == locked.document_id or new.committee_id != locked.document.committee_id:
        raise Refused(_("Choose another paper of the same register to take its place."))
    units = tuple(Unit.objects.filter(pk__in=locked.deliveries.values("unit")).order_by("sort_key", "pk"))
    held = Delivery.objects.live().filter(dispatch__document=new, unit__in=units)
    has_it = frozenset(held.values_list("unit", flat=True))
    _recalled(locked, reason=reason, by=new, actor=actor, at=at)
    if has_it.issuperset(unit.pk for unit in units):
        return Dispatch.objects.live().filter(document=new).latest("sent_at")
    return _sent(new, Sending(units=units, purpose=locked.purpose), actor=actor, at=at)


def _locked(*papers: Document) -> list[Document]:
    """The rows of papers, locked in one order."""
    rows = Document.objects.select_for_update(of=("self",), no_key=True).select_related("committee")
    return list(rows.defer("text").filter(pk__in={paper.pk for paper in papers}).order_by("pk"))


def _locked_dispatch(dispatch: Dispatch) -> Dispatch:
    rows = Dispatch.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("document__committee").defer("document__text").get(pk=dispatch.pk)


def _sent(document: Document, sending: Sending, *, actor: Officer, at: datetime) -> Dispatch:
    held = Delivery.objects.live().filter(dispatch__document=document).values_list("unit", flat=True)
    already = frozenset(held)
    units = [unit for unit in dict.fromkeys(sending.units) if unit.pk not in already]
    if not units:
        raise Refused(_("Choose units that do not have this paper yet."))
    if sending.purpose not in Purpose.values:
        raise Refused(_("Say whether the paper is sent for action or for information."))
    dispatch = Dispatch.objects.create(
        document=document,
        purpose=sending.purpose,
        message=" ".join(normalise(sending.message).split())[:1000],
        sent_at=at,
        sent_by=actor.person,
    )
    Delivery.objects.bulk_create(Delivery(dispatch=dispatch, unit=unit) for unit in units)
    _note_in_register(document, units, at)
    index_again("paper", [document.pk], at=at)
    if document.urgency > Urgency.ORDINARY:
        tell_at_once(dispatch, at=at)
    record(
        Verb.DISPATCHED,
        actor=actor.person,
        target=document,
        at=at,
        after={
            "units": [unit.name for unit in units], "purpose": dispatch.purpose, "message": dispatch.message,
        },
        acting_as=actor.capacity_at(committee_id=document.committee_id),
    )  # fmt: skip
    return dispatch


def _note_in_register(document: Document, units: Iterable[Unit], at: datetime) -> None:
    if document.passed_on:
        return
    document.passed_on = timezone.localdate(at)
    document.passed_to = document.passed_to or "; ".join(unit.name for unit in units)[:300]
    document.save(update_fields=["passed_on", "passed_to"])


def _recalled(
    locked: Dispatch, *, reason: str, by: Document | None, actor: Officer, at: datetime
) -> Dispatch:
    may_recall(actor, locked).require()
    words = " ".join(normalise(reason).split())[:_LONGEST_REASON]
    if not words:
        raise Refused(_("Say why the paper is recalled; the units read the reason."))
    locked.recalled_at, locked.recalled_by = at, actor.person
    locked.recall_reason, locked.replaced_by = words, by
    locked.save(update_fields=["recalled_at", "recalled_by", "recall_reason", "replaced_by"])
    index_again("paper", [locked.document_id], at=at)
    after = {"reason": words, "replaced_by": by.short_name if by else ""}
    record(
        Verb.DISPATCH_RECALLED,
        actor=actor.person,
        target=locked.document,
        at=at,
        after=after,
        acting_as=actor.capacity_at(committee_id=locked.document.committee_id),
    )
    return locked
