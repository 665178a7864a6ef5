"""The count of what came in."""

from __future__ import annotations

from django.db import models

from giaoban.units.models import Committee


class ArrivalBook(models.Model):
    """
    How far the arrival numbers of a committee have come in one year.

    The row is locked by whoever takes a number, and its count goes on only with the paper that got it.
    """

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last_number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["committee", "year"], name="arrival_book_once_a_year"),
        )

    def __str__(self) -> str:
        return f"{self.committee_id} {self.year}: {self.last_number}"
