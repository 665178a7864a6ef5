"""What a paper does to another."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from giaoban.documents.models.document import Document
from giaoban.documents.vocabulary import RelationKind
from giaoban.foundation.personal import of_an_act
from giaoban.units.models import Committee


class RelationQuerySet(models.QuerySet["Relation"]):
    """Named questions about relations."""

    def holding(self) -> Self:
        """Those that nobody took back."""
        return self.filter(ended_at__isnull=True)


class Relation(models.Model):
    """
    A typed bond from `source` to another paper of the same committee's register.

    `target` None: the other paper is not in the register (yet); `words` name it as the text or a person did,
    and `cite_key` finds it when it is registered later. `start` and `end` are the place in the text of the
    source, 0 and 0 when a person made the bond. `made_by` None: read from the text by the program.
    """

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=RelationKind)
    source = models.ForeignKey(Document, models.PROTECT, related_name="relations")
    target = models.ForeignKey(Document, models.PROTECT, null=True, related_name="related_from")
    words = models.CharField(_("the other paper"), max_length=300)
    cite_key = models.CharField(max_length=64, blank=True)
    cited_on = models.DateField(null=True)  # the day that the text gives to the other paper
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects = RelationQuerySet.as_manager()
    personal = {"made_by": of_an_act(_("Relations of papers: who related them"))}

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["source", "kind", "target"],
                condition=Q(ended_at__isnull=True),
                name="relation_once_between_papers",
            ),
            models.CheckConstraint(
                name="relation_not_to_itself",
                condition=Q(target__isnull=True) | ~Q(source=models.F("target")),
            ),
        )
        indexes = (
            models.Index(
                fields=["committee", "cite_key"],
                name="relation_open_by_key",
                condition=Q(target__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"{self.source_id} {self.kind} {self.words}"
