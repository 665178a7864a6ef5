"""Days and years that the administrator entered over the calendar that the program ships."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from giaoban.workdays.counting import COUNTRY
from giaoban.workdays.vocabulary import Kind


class CalendarDay(models.Model):
    """
    One day that is off, or worked, by a paper; it has the last word over the shipped calendar.

    `place` is `COUNTRY`, or the key of the unit in whose tree the day holds: a plain number, for units lie on
    a higher floor. A unit's path is made of such keys, so that its calendar is found without a question, and
    the key stays when the unit moves. `place_name` is the unit's name when the day was entered.
    Change it only through `workdays.actions`; the journal keeps what was before.
    """

    date = models.DateField(_("day"))
    place = models.PositiveBigIntegerField(default=COUNTRY)
    place_name = models.CharField(max_length=300, blank=True)
    kind = models.CharField(_("kind"), max_length=4, choices=Kind)
    reason = models.CharField(_("reason"), max_length=120)
    source = models.CharField(_("paper"), max_length=200, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(name="calendar_day_kind_known", condition=models.Q(kind__in=Kind.values)),
            models.UniqueConstraint(fields=["date", "place"], name="calendar_day_once_a_place"),
        )

    def __str__(self) -> str:
        return f"{self.date:%d/%m/%Y} {self.reason}"


class CalendarYear(models.Model):
    """
    A year whose days off were confirmed by a notice: nothing shipped or assumed is left of it.

    Its days are rows of `CalendarDay` for the whole country.
    """

    year = models.PositiveSmallIntegerField(primary_key=True)
    source = models.CharField(_("notice"), max_length=200)
    confirmed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.year} {self.source}"


class CalendarVersion(models.Model):
    """
    The one row whose token changes with every change of the days; also what a change locks.

    A random token, not a count: after a rollback a count would come back for other days.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    token = models.CharField(max_length=32)

    def __str__(self) -> str:
        return self.token
