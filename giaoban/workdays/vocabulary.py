"""Words of the calendar room."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from giaoban.workdays.counting import Standing


class Kind(models.TextChoices):
    """What a dated day is; the values are those of `counting.DayKind`."""

    OFF = "off", pgettext_lazy("day of the calendar", "Day off")
    WORK = "work", pgettext_lazy("day of the calendar", "Working day")


class Verb(models.TextChoices):
    """Acts of this room in the journal."""

    DAY_SET = "workdays.day_set", _("entered a day in the calendar")
    DAY_REMOVED = "workdays.day_removed", _("took a day out of the calendar")
    YEAR_CONFIRMED = "workdays.year_confirmed", _("confirmed the days off of a year")


STANDINGS: Final[dict[Standing, Promise]] = {
    Standing.DECIDED: pgettext_lazy("standing of a day off", "Decided"),
    Standing.PROPOSED: pgettext_lazy("standing of a day off", "Proposed, not decided"),
    Standing.ASSUMED: pgettext_lazy("standing of a day off", "Assumed from the labour code"),
}
