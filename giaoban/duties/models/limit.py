"""Deadlines that are reckoned, not given as a date; and changes of the calendar waiting to be confirmed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from giaoban.duties.models.duty import Duty
from giaoban.duties.vocabulary import CalendarAct, CountedFrom, LimitUnit
from giaoban.foundation.codes import public_code
from giaoban.foundation.personal import of_an_act


class Limit(models.Model):
    """
    How the deadline of a duty is reckoned: `amount` units from a start, by the civil code (art. 144 to 148).

    `start_on` is None until the start is known: the receipt, or the day of the event. `start_at` is the
    moment that a limit in hours needs, None where only the day is known. `due_on` is what was reckoned last:
    as long as it is the duty's deadline, that follows the calendar; one that was set otherwise since stays.
    """

    duty = models.OneToOneField(Duty, models.PROTECT, related_name="limit")
    amount = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=12, choices=LimitUnit)
    counted_from = models.CharField(max_length=8, choices=CountedFrom)
    event = models.CharField(max_length=200, blank=True)  # in the words of the paper
    start_on = models.DateField(null=True)
    start_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="limit_reckoned_when_begun",
                condition=Q(start_on__isnull=True, due_on__isnull=True)
                | Q(start_on__isnull=False, due_on__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.amount} {self.get_unit_display()}"


class CalendarChange(models.Model):
    """
    A change of the calendar of working days, laid out to be looked at before anything moves.

    `facts` hold what `reads.recounting` needs: the days, the year, the place. Exactly one of `applied_at` and
    `dropped_at` is set in the end; `moved` is how many deadlines it moved.
    """

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    act = models.CharField(max_length=8, choices=CalendarAct)
    facts = models.JSONField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    applied_at = models.DateTimeField(null=True)
    applied_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    dropped_at = models.DateTimeField(null=True)
    moved = models.PositiveIntegerField(default=0)

    personal = {
        "made_by": of_an_act(_("Change of the calendar: who laid it out")),
        "applied_by": of_an_act(_("Change of the calendar: who confirmed it")),
    }

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="calendar_change_ends_once",
                condition=Q(applied_at__isnull=True) | Q(dropped_at__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return str(self.facts.get("reason") or self.facts.get("source") or self.code)
