"""The next version of a form while it is being written."""

from __future__ import annotations

from functools import cached_property

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from giaoban.foundation.personal import of_an_act
from giaoban.reports.forming import Definition
from giaoban.reports.models.regime import Regime


class FormDraft(models.Model):
    """
    The next version of a regime's form; it becomes a `FormVersion` and is taken away, or is given up.

    `stamp` goes up with every change, so that two people do not write over each other.
    """

    regime = models.OneToOneField(Regime, models.PROTECT, related_name="draft")
    content = models.JSONField()  # `Definition.as_json`
    stamp = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    personal = {"changed_by": of_an_act(_("Form being written: who changed it last"))}

    def __str__(self) -> str:
        return f"{self.regime} …"

    @cached_property
    def definition(self) -> Definition:
        """What the next version is to ask."""
        return Definition.from_json(self.content)
