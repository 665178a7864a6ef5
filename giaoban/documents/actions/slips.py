"""The handling slip: a leader's opinion on a paper becomes work of units."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from giaoban.documents.access import may_write_slip
from giaoban.documents.models import Document, Slip, SlipPart
from giaoban.documents.vocabulary import Verb
from giaoban.duties.actions import Order, ask_many
from giaoban.duties.vocabulary import Kind, Role
from giaoban.foundation.verdict import Refused
from giaoban.journal.actions import record
from giaoban.units.models import Unit
from giaoban.units.reads import Officer


@dataclass(frozen=True, slots=True, kw_only=True)
class Handling:
    """What the slip says. `due_on` None: no deadline. The lead answers for the paper, the others help."""

    opinion: str
    leader: str
    given_on: date
    lead: Unit
    coordinating: tuple[Unit, ...] = ()
    due_on: date | None = None


@transaction.atomic
def write_slip(document: Document, *, handling: Handling, actor: Officer, at: datetime) -> Slip:
    """
    Write a handling slip: a duty for the lead unit and one for each that coordinates, all or none.

    The register notes to whom the paper went and when, where it says nothing yet. Raises `Refused`.
    """
    locked = Document.objects.select_for_update(of=("self",)).select_related("committee").get(pk=document.pk)
    may_write_slip(actor, locked).require()
    _check(locked, handling, timezone.localdate(at))
    slip = Slip.objects.create(
        document=locked,
        opinion=handling.opinion.strip()[:2000],
        leader=" ".join(handling.leader.split())[:150],
        given_on=handling.given_on,
        due_on=handling.due_on,
        written_at=at,
        written_by=actor.person,
    )
    units = (handling.lead, *handling.coordinating)
    duties = ask_many(_orders(locked, handling), at=at)
    SlipPart.objects.bulk_create(
        SlipPart(slip=slip, unit=unit, duty=duty) for unit, duty in zip(units, duties, strict=True)
    )
    if not locked.passed_on:
        locked.passed_on, locked.passed_to = timezone.localdate(at), "; ".join(u.name for u in units)[:300]
        locked.save(update_fields=["passed_on", "passed_to"])
    record(
        Verb.SLIP_WRITTEN,
        actor=actor.person,
        target=locked,
        at=at,
        after={
            "opinion": slip.opinion,
            "leader": slip.leader,
            "lead": handling.lead.name,
            "coordinating": [unit.name for unit in handling.coordinating],
            "due_on": handling.due_on,
        },
        acting_as=actor.capacity_at(committee_id=locked.committee_id),
    )
    return slip


def _check(document: Document, handling: Handling, today: date) -> None:
    if not handling.opinion.strip():
        raise Refused(_("Write the leader's opinion."))
    if handling.given_on > today or (document.arrived_on and handling.given_on < document.arrived_on):
        raise Refused(_("The opinion is given between the day of arrival and today."))
    if handling.due_on and handling.due_on < handling.given_on:
        raise Refused(_("The deadline lies before the day of the opinion."))
    if handling.lead in handling.coordinating or len(set(handling.coordinating)) < len(handling.coordinating):
        raise Refused(_("A unit is named twice."))


def _orders(document: Document, handling: Handling) -> list[Order]:
    with translation.override(settings.LANGUAGE_CODE):  # kept words are in the language of the installation
        name = document.short_name
        title = _("Deal with %(paper)s: %(subject)s") % {"paper": name, "subject": document.subject}
        if not document.number:
            title = _("Deal with the paper: %(subject)s") % {"subject": document.subject}
        origin = _("%(paper)s · arrival number %(number)s") % {
            "paper": name,
            "number": document.arrival_number,
        }
    return [
        Order(
            kind=Kind.HANDLING,
            role=role,
            title=title,
            content=handling.opinion.strip(),
            unit_id=unit.pk,
            unit_name=unit.name,
            committee_id=document.committee_id,
            asking_unit_id=document.committee.standing_unit_id,
            origin=origin,
            origin_key=document.code,
            due_on=handling.due_on,
        )
        for role, unit in [
            (Role.LEAD, handling.lead),
            *((Role.COORDINATING, u) for u in handling.coordinating),
        ]
    ]
