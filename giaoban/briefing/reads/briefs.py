"""Which briefs there are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from giaoban.briefing.models import Brief


def last_days(committee_ids: Iterable[int]) -> dict[int, date]:
    """The last day of which each committee's latest brief speaks; nothing for committees without briefs."""
    days: dict[int, date] = {}
    briefs = Brief.objects.filter(committee__in=list(committee_ids))
    for committee, last, counted in briefs.values_list("committee", "last_date", "computed_at"):
        spoken = min(last, timezone.localdate(counted))
        days[committee] = max(spoken, days.get(committee, spoken))
    return days


def brief_now(pk: int) -> Brief:
    """The brief as it stands, its row held until the transaction ends."""
    return Brief.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)
