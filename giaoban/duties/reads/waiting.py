"""What waits for the decision of those who asked."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from giaoban.duties.models import Duty, DutyQuerySet, Extension
from giaoban.duties.vocabulary import OWED, ExtensionOutcome, State
from giaoban.units.reads import Officer

WAITING = (State.SUBMITTED, State.DECLINED)


def waiting_for(officer: Officer) -> DutyQuerySet:
    """
    Results handed in and work declined on which `officer` has to decide.

    All of the committees on whose asking side or in whose chair the officer sits, and the parts that the own
    unit handed down; never the own unit's work, which nobody closes for themselves.
    """
    mine = Duty.objects.filter(role__in=OWED, state__in=WAITING)
    return mine.filter(_decided_by(officer)).exclude(unit__in=officer.home_unit_ids)


def requests_for(officer: Officer) -> QuerySet[Extension]:
    """
    Requests for a later deadline on which `officer` has to decide, with their duties ready for a list.

    Of the same work as `waiting_for`, and none that the officer asked.
    """
    duties = Duty.objects.filter(_decided_by(officer)).exclude(unit__in=officer.home_unit_ids)
    waiting = Extension.objects.filter(outcome=ExtensionOutcome.WAITING, duty__in=duties)
    related = ("asked_by", "duty__unit", "duty__committee", "duty__field", "duty__asking_unit")
    return waiting.exclude(asked_by=officer.person).select_related(*related)


def _decided_by(officer: Officer) -> Q:
    """Work on which the officer's side decides."""
    top = Q(committee__in=officer.whole_committee_ids, parent__isnull=True)
    below = Q(asking_unit__in=officer.unit_ids, parent__isnull=False)
    return top | below if officer.whole_committee_ids else below


def handed_down_waiting(unit_ids: tuple[int, ...]) -> int:
    """How many parts handed down by these units wait for their decision."""
    return Duty.objects.filter(parent__isnull=False, asking_unit__in=unit_ids, state__in=WAITING).count()
