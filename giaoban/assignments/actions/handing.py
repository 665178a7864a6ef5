"""A unit hands a part of its work to a unit below it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from giaoban.assignments.access import may_hand_down
from giaoban.assignments.models import Assignment, Part
from giaoban.assignments.vocabulary import Verb
from giaoban.duties.actions import Order, ask_many
from giaoban.duties.models import Duty
from giaoban.duties.vocabulary import Kind, Role
from giaoban.foundation.verdict import Refused
from giaoban.journal.actions import record
from giaoban.units.models import Unit
from giaoban.units.reads import Officer


@transaction.atomic
def hand_down(
    duty: Duty,
    *,
    unit: Unit,
    title: str,
    content: str = "",
    due_on: date | None = None,
    actor: Officer,
    at: datetime,
) -> Assignment:
    """
    Hand a part of `duty` to `unit`, which lies below the unit that holds it.

    The part is an assignment of its own, numbered within its whole ("12.1/2026"), asked by the unit that
    handed it down and judged by it. The same words to the same unit again give the part that is there.
    Raises `Refused`.
    """
    title = " ".join(title.split())
    if not title:
        raise Refused(_("Say in words what is handed down."))
    # The whole assignment is locked: its parts are numbered one after another.
    whole_pk = Part.objects.values_list("assignment_id", flat=True).get(duty=duty)
    whole = (
        Assignment.objects.select_for_update(of=("self",), no_key=True)
        .select_related("document")
        .get(pk=whole_pk)
    )
    held = Duty.objects.select_for_update(of=("self",), no_key=True).select_related("unit").get(pk=duty.pk)
    may_hand_down(actor, held, to=unit, due_on=due_on, on=timezone.localdate(at)).require()
    same = Assignment.objects.filter(
        parent=whole, lead__parent=held, lead__unit=unit, lead__title=title[:500]
    )
    existing = same.first()
    if existing is not None:
        return existing
    order = _order(held, unit, title=title, content=content, due_on=due_on)
    part = _write(whole, order, at)
    record(
        Verb.HANDED_DOWN,
        actor=actor.person,
        target=held,
        at=at,
        after={"number": part.number, "unit": unit.name, "title": title, "due_on": due_on},
        acting_as=actor.capacity_at(unit_id=held.unit_id),
    )
    return part


def _order(held: Duty, unit: Unit, *, title: str, content: str, due_on: date | None) -> Order:
    return Order(
        kind=Kind.ASSIGNMENT,
        role=Role.HANDED_DOWN,
        title=title,
        unit_id=unit.pk,
        unit_name=unit.name,
        committee_id=held.committee_id,
        asking_unit_id=held.unit_id,
        content=content,
        product=held.product,
        origin=f"{held.unit.name} · {held.origin}",
        origin_key=held.origin_key,
        field_id=held.field_id,
        parent_id=held.pk,
        due_on=due_on,
    )


def _write(whole: Assignment, order: Order, at: datetime) -> Assignment:
    [duty] = ask_many([order], at=at)
    number, year = whole.number.split("/")
    nth = Assignment.objects.filter(parent=whole).count() + 1
    part = Assignment.objects.create(
        number=f"{number}.{nth}/{year}",
        sequence=whole.sequence,
        year=whole.year,
        committee_id=whole.committee_id,
        document=whole.document,
        proposal_id=whole.proposal_id,
        clause=whole.clause,
        start=whole.start,
        end=whole.end,
        parent=whole,
        lead=duty,
        confirmed_at=at,
    )
    Part.objects.create(assignment=part, duty=duty)
    return part
