"""What waits for the decision of those who asked."""

from __future__ import annotations

from django.db.models import Q

from giaoban.duties.models import Duty, DutyQuerySet
from giaoban.duties.vocabulary import OWED, State
from giaoban.units.reads import Officer

WAITING = (State.SUBMITTED, State.DECLINED)


def waiting_for(officer: Officer) -> DutyQuerySet:
    """
    Results handed in and work declined on which `officer` has to decide.

    All of the committees on whose asking side or in whose chair the officer sits, and the parts that the own
    unit handed down; never the own unit's work, which nobody closes for themselves.
    """
    top = Q(committee__in=officer.whole_committee_ids, parent__isnull=True)
    below = Q(asking_unit__in=officer.unit_ids, parent__isnull=False)
    mine = Duty.objects.filter(role__in=OWED, state__in=WAITING).exclude(unit__in=officer.home_unit_ids)
    return mine.filter(top | below if officer.whole_committee_ids else below)


def handed_down_waiting(unit_ids: tuple[int, ...]) -> int:
    """How many parts handed down by these units wait for their decision."""
    return Duty.objects.filter(parent__isnull=False, asking_unit__in=unit_ids, state__in=WAITING).count()
