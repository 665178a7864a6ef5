"""Figures that were frozen for a reporting date."""

from __future__ import annotations

import zlib

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from giaoban.foundation.personal import of_an_act
from giaoban.units.models import Committee


class Sheet(models.Model):
    """
    The figures of one committee at the end of one day, as bytes that never change.

    `number` counts the sheets of a day: 1, and 2, 3, … where figures were frozen again because facts of that
    day were entered later, each with its `reason`. The newest is the one in force. `content` is canonical
    JSON of the form `form`, compressed; `sha256` is that of the bytes before compressing. The database
    refuses to change or delete a row. `frozen_by` None: the program did it, in the night after the day.
    """

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="+")
    day = models.DateField(_("as of"))
    number = models.PositiveSmallIntegerField(default=1)
    form = models.PositiveSmallIntegerField()
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=500, blank=True)

    personal = {"frozen_by": of_an_act(_("Frozen figures: who froze them"))}

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["committee", "day", "number"], name="sheet_number_once"),
        )

    def __str__(self) -> str:
        return f"{self.committee} {self.day:%d/%m/%Y} ({self.number})"

    @property
    def text(self) -> bytes:
        """The canonical JSON. Raises `zlib.error` when the bytes are damaged."""
        return zlib.decompress(bytes(self.content))


class SheetClock(models.Model):
    """Up to which event in the tree of units the sheets were looked through; at most one row."""

    reorganisation = models.BigIntegerField(default=0)  # the key of the last one

    def __str__(self) -> str:
        return str(self.reorganisation)
