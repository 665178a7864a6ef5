"""What of this room stands on the tree as a reform made it."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from giaoban.reports.models import Period
from giaoban.reports.reads.rebasing import tree_day


def opened_on_tree_of(day: date, since: datetime) -> list[str]:
    """A sentence where a period has been opened on the tree of `day` or later since that moment."""
    opened = Period.objects.filter(opened_at__gte=since, ends_on__gte=day).in_order()
    first = next((period for period in opened if tree_day(period) >= day), None)
    if first is None:
        return []
    words = _("Units report for “%(period)s” as they are since; it cannot be taken back any more.")
    return [words % {"period": first.name}]
