"""What units hold in this room that somebody has to take over when they end."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import ngettext

from giaoban.duties.models import Duty
from giaoban.duties.vocabulary import CLOSED


def held(unit_ids: Sequence[int]) -> list[str]:
    """The open work of these units, in sentences; empty when there is none."""
    open_work = Duty.objects.exclude(state__in=CLOSED)
    count = open_work.filter(unit__in=unit_ids).count()
    below = open_work.filter(parent__isnull=False, asking_unit__in=unit_ids).count()
    said = []
    if count:
        words = ngettext(
            "%(count)d piece of open work is held.", "%(count)d pieces of open work are held.", count
        )
        said.append(words % {"count": count})
    if below:
        words = ngettext(
            "%(count)d open part handed down to a lower unit waits for the decision from here.",
            "%(count)d open parts handed down to lower units wait for the decision from here.",
            below,
        )
        said.append(words % {"count": below})
    return said
