"""Words of a paper are bound to the unit that is meant."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from giaoban.assignments.actions.editing import opened, touch, unchanged
from giaoban.assignments.models import Addressee, Proposal
from giaoban.assignments.reads.known import bind
from giaoban.foundation.text import search_key
from giaoban.foundation.verdict import Refused
from giaoban.units.actions import learn_alias
from giaoban.units.models import Unit, UnitGroup
from giaoban.units.reads import Officer

_ABOUT_UNITS = frozenset({"unknown_unit", "loose_group", "no_assignee", "not_a_unit"})


@transaction.atomic
def bind_words(
    addressee: Addressee, *, version: int, key: str, remember: bool, actor: Officer, at: datetime
) -> int:
    """
    Bind the words of an addressee to the unit or group `key` ("unit:<code>"), here and wherever else in this
    review the same words stand unbound. With `remember` the words become another name of the unit.

    Returns how many addressees were bound. Raises `Refused` for an unknown key.
    """
    review = opened(addressee.proposal.review_id, actor=actor)
    kept = unchanged(review, addressee.proposal_id, version)
    meant = bind([key]).get(key)
    if meant is None:
        raise Refused(_("Choose a unit or a group from the list."))
    unit = meant if isinstance(meant, Unit) else None
    group = meant if isinstance(meant, UnitGroup) else None
    words = search_key(addressee.as_written)
    unbound = Addressee.objects.filter(proposal__review=review, unit=None, group=None).exclude(
        pk=addressee.pk
    )
    same = [addressee, *(a for a in unbound.select_related("proposal") if search_key(a.as_written) == words)]
    Addressee.objects.filter(pk__in=[a.pk for a in same]).update(unit=unit, group=group, excluded_units=[])
    touched = {a.proposal_id: a.proposal for a in same} | {kept.pk: kept}
    for proposal in touched.values():
        _settle_names(proposal)
    touch(review, *touched.values(), at=at)
    if remember and unit is not None:
        learn_alias(unit, text=addressee.as_written, actor=actor, at=at)
    return len(same)


def _settle_names(proposal: Proposal) -> None:
    if Addressee.objects.filter(proposal=proposal, unit=None, group=None).exists():
        return
    proposal.doubts = [doubt for doubt in proposal.doubts if doubt not in _ABOUT_UNITS]
    proposal.save(update_fields=["doubts"])
