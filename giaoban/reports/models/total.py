"""Sums of figures for every unit above those that report, kept in the transaction of each report."""

from __future__ import annotations

from django.db import models

from giaoban.reports.models.period import Period
from giaoban.reports.models.vectors import VectorField
from giaoban.units.models import Unit


class Total(models.Model):
    """
    What counts for one unit in one period, on the tree that the period was opened with.

    `sums` and `counts` have one number a slot: the figures added, and how many reports gave one. For a unit
    that has units below, they follow from `below_sums` and `below_counts` (what those units' rows say) and
    from its own report by the rule of each indicator; both are None where the unit's own figures never
    count. `expected` and `reported` are reports at and below the unit; `nils` of them had nothing to
    report. Rows are made when the period is opened. The top unit's row of an open period is written on
    SQLite only; else it is added up when read, and written when the period is closed.
    """

    period = models.ForeignKey(Period, models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    above = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", db_index=False)
    sums = VectorField()
    counts = VectorField()
    below_sums = VectorField(null=True)
    below_counts = VectorField(null=True)
    expected = models.PositiveIntegerField(default=0)
    reported = models.PositiveIntegerField(default=0)
    nils = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["period", "unit"], name="total_once"),)
        indexes = (
            models.Index(fields=["unit", "period"], name="total_by_unit"),
            models.Index(fields=["period", "above"], name="total_above"),
        )

    def __str__(self) -> str:
        return f"{self.unit}: {self.period}"
