"""Handling slips with what the units owe, and the way from a duty back to its slip."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from giaoban.documents.models import Document, Slip, SlipPart
from giaoban.duties.models import Duty
from giaoban.duties.reads.chain import Chain
from giaoban.duties.vocabulary import Role
from giaoban.units.reads import Officer


@dataclass(frozen=True, slots=True)
class ShownSlip:
    """A slip and the duties of its units, the lead first."""

    slip: Slip
    lead: SlipPart
    coordinating: tuple[SlipPart, ...]


def slips_of(document: Document, officer: Officer) -> list[ShownSlip]:
    """
    The slips of a paper that `officer` may see, the latest first: all of them for the committee's side, of a
    unit those that name it. Two queries, three at most.
    """
    slips = Slip.objects.filter(document=document).select_related("written_by").order_by("-written_at", "-pk")
    if document.committee_id not in officer.whole_committee_ids:
        own = SlipPart.objects.filter(slip__document=document, duty__in=Duty.objects.visible_to(officer))
        slips = slips.filter(pk__in=own.values("slip"))
    parts: dict[int, list[SlipPart]] = {}
    rows = SlipPart.objects.filter(slip__in=slips).select_related("duty", "unit").order_by("pk")
    for part in rows:
        parts.setdefault(part.slip_id, []).append(part)
    shown = []
    for slip in slips:
        own_parts = parts[slip.pk]
        lead = next(part for part in own_parts if part.duty.role == Role.LEAD)
        shown.append(ShownSlip(slip, lead, tuple(part for part in own_parts if part is not lead)))
    return shown


def chain_above(duty: Duty, _officer: Officer) -> Chain:
    """The paper in the register, then the slip; whoever sees the duty sees both. One query."""
    part = (
        SlipPart.objects.filter(duty=duty)
        .select_related("slip__document")
        .defer("slip__document__text")
        .first()
    )
    if part is None:
        return []
    slip = part.slip
    return [
        (slip.document.short_name, reverse("register-paper", args=[slip.document.code])),
        (_("Handling slip"), reverse("register-slip", args=[slip.code])),
    ]
