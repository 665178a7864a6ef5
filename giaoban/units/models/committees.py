"""Committees, their seats by office, and who holds the seats."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from giaoban.foundation.codes import public_code
from giaoban.foundation.personal import of_an_office
from giaoban.units.models.tree import Unit
from giaoban.units.vocabulary import SeatRole


class Committee(models.Model):
    """
    An inter-agency steering committee (ban chỉ đạo) at a level of the tree.

    The standing unit (cơ quan thường trực) does its daily work; the secretariat are seats with role
    SECRETARY. Frame: Decision 23/2023/QĐ-TTg.
    """

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    name = models.CharField(_("name"), max_length=200)
    symbol = models.CharField(_("symbol in numbers"), max_length=20)  # "BCĐCĐS"
    level = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("set up at"))
    standing_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("standing unit"))
    basis = models.CharField(_("legal basis"), max_length=300)
    term_from = models.DateField(_("from"))
    term_to = models.DateField(_("to"), null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class FieldQuerySet(models.QuerySet["Field"]):
    """Named questions about fields."""

    def in_use(self, *, on: date) -> Self:
        """Fields of work on the calendar date `on`."""
        return self.filter(Q(since__isnull=True) | Q(since__lte=on), Q(until__isnull=True) | Q(until__gte=on))


class Field(models.Model):
    """
    A field (lĩnh vực) of a committee's work, by which tasks are counted and seats are in charge.

    A field that is given up keeps `until`, its last day; work counted under it stays there.
    """

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="fields")
    name = models.CharField(_("name"), max_length=120)
    position = models.PositiveSmallIntegerField(default=0)
    since = models.DateField(_("from"), null=True, blank=True)  # None: since the committee was set up
    until = models.DateField(_("to"), null=True, blank=True)

    objects = FieldQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["committee", "name"], name="field_once_a_committee"),)

    def __str__(self) -> str:
        return self.name


class SeatQuerySet(models.QuerySet["Seat"]):
    """Named questions about seats."""

    def in_force(self, *, on: date) -> Self:
        """Seats that exist on the calendar date `on`."""
        return self.filter(Q(since__lte=on), Q(until__isnull=True) | Q(until__gte=on))


class Seat(models.Model):
    """A place in a committee that belongs to an office at a unit, not to a person."""

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    committee = models.ForeignKey(Committee, models.PROTECT, related_name="seats")
    role = models.CharField(_("place"), max_length=20, choices=SeatRole)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    office = models.CharField(_("office"), max_length=160)  # "Giám đốc Sở Tài chính"
    field = models.ForeignKey(
        Field, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("field in charge")
    )
    area = models.CharField(_("area in charge"), max_length=200, blank=True)
    substitute_allowed = models.BooleanField(_("may send a substitute"), default=True)
    basis = models.CharField(_("legal basis"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    since = models.DateField(_("from"))
    until = models.DateField(_("to"), null=True, blank=True)

    objects = SeatQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.office}"


class TenureQuerySet(models.QuerySet["Tenure"]):
    """Named questions about who holds which seat."""

    def held(self, *, on: date) -> Self:
        """Tenures on the calendar date `on`, in seats that exist on it."""
        return self.filter(
            Q(since__lte=on),
            Q(until__isnull=True) | Q(until__gte=on),
            Q(seat__since__lte=on),
            Q(seat__until__isnull=True) | Q(seat__until__gte=on),
        )


class Tenure(models.Model):
    """A person in a seat from one day to another (both included); a stand-in sits for a time only."""

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="tenures")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="tenures")
    is_stand_in = models.BooleanField(_("stand-in"), default=False)
    since = models.DateField(_("from"))
    until = models.DateField(_("to"), null=True, blank=True)
    basis = models.CharField(_("decision"), max_length=300, blank=True)

    objects = TenureQuerySet.as_manager()
    personal = {"person": of_an_office(_("Seat in a committee: who holds it, from when to when"))}

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="stand_in_has_an_end", condition=Q(is_stand_in=False) | Q(until__isnull=False)
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} – {self.seat}"
