"""Work is put under another of its committee's fields."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from giaoban.duties.access import may_change_field
from giaoban.duties.actions.moving import locked, note, stay
from giaoban.duties.models import Duty
from giaoban.duties.vocabulary import Verb
from giaoban.foundation.verdict import Refused
from giaoban.units.models import Field
from giaoban.units.reads import Officer


@transaction.atomic
def change_field(pk: int, *, field: Field | None, actor: Officer, at: datetime) -> Duty:
    """
    Put the work under `field` of its committee, None for no field, from `at` on.

    Figures of past days keep the field of those days. Nothing is written when it stands there already.
    Raises `Refused`.
    """
    duty = locked(pk)
    may_change_field(actor, duty).require()
    if field is not None and field.committee_id != duty.committee_id:
        raise Refused(_("This field belongs to another committee."))
    if duty.field_id == (field.pk if field else None):
        return duty
    before = {"field": str(duty.field or "")}
    stay(duty, at=at, field=field, closed_at=duty.closed_at)
    note(Verb.SORTED, duty, actor=actor, at=at, before=before, after={"field": str(field or "")}, asking=True)
    return duty
