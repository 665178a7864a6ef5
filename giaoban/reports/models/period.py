"""Periods as data: each keeps its own days, its cut-off and its deadlines."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from giaoban.foundation.codes import public_code
from giaoban.reports.models.regime import FormVersion, Regime
from giaoban.reports.vocabulary import WAS_OPENED, PeriodKind, PeriodState

if TYPE_CHECKING:
    from giaoban.units.reads import Officer


class PeriodQuerySet(models.QuerySet["Period"]):
    """Named questions about periods."""

    def visible_to(self, officer: Officer | None) -> Self:
        """
        Periods of regimes whose committees `officer` reads whole, and those in which a unit of theirs
        reports.
        """
        from giaoban.reports.models.report import Report

        if officer is None:
            return self.none()
        asked = Report.objects.readable_by(officer).filter(period=OuterRef("pk"))
        return self.filter(Q(regime__committee__in=officer.whole_committee_ids) | Exists(asked))

    def dated(self) -> Self:
        """Real periods, without the targets of years."""
        return self.exclude(kind=PeriodKind.PLAN)

    def opened(self) -> Self:
        """Periods that were opened, whether closed since or not."""
        return self.filter(state__in=WAS_OPENED)

    def in_order(self) -> Self:
        """By time."""
        return self.order_by("ends_on", "starts_on", "pk")


class Period(models.Model):
    """
    One period of a regime.

    `starts_on` to `ends_on` are the days that its data cover, both included; `ends_on` is the cut-off. `due`
    holds the deadline of each kind of unit, {"commune": "2026-01-16", "": "2026-01-19"}, "" for all others,
    by the working calendar of the day it was planned; `due_on` is the last of them. `year` is the year that
    it is counted in (a December by the decree belongs to the year after where it opens one). `number`
    counts within the year and kind from 1. Opened, it keeps the form and the tree that it was opened with.
    """

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    regime = models.ForeignKey(Regime, models.PROTECT, related_name="periods")
    kind = models.CharField(_("kind"), max_length=8, choices=PeriodKind)
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveSmallIntegerField(pgettext_lazy("report", "number"))
    name = models.CharField(_("name"), max_length=120)  # "Tháng 01/2026", as the papers say it
    starts_on = models.DateField(pgettext_lazy("report", "from"))
    ends_on = models.DateField(_("cut-off"))
    due = models.JSONField(default=dict)
    due_on = models.DateField(pgettext_lazy("report", "deadline"), null=True)
    form = models.ForeignKey(FormVersion, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=8, choices=PeriodState, default=PeriodState.PLANNED)
    expected = models.PositiveIntegerField(default=0)  # units that report in it
    made = models.PositiveIntegerField(default=0)  # of them, how many have their work already
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["regime", "kind", "year", "number"], name="period_once"),
            models.CheckConstraint(name="period_in_order", condition=Q(starts_on__lte=models.F("ends_on"))),
            models.CheckConstraint(
                name="period_open_has_form", condition=Q(state="planned") | Q(form__isnull=False)
            ),
        )
        indexes = (models.Index(fields=["regime", "ends_on"], name="period_by_regime"),)

    def __str__(self) -> str:
        return self.name

    def due_for(self, kind: str) -> date | None:
        """The deadline of a unit of `kind`; None where the period has none."""
        told = self.due.get(kind) or self.due.get("")
        return date.fromisoformat(told) if told else None
