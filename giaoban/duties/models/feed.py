"""Addresses under which calendar programs fetch deadlines."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from giaoban.duties.vocabulary import FeedScope
from giaoban.foundation.codes import public_code
from giaoban.foundation.personal import Personal
from giaoban.units.models import Committee, Unit


class FeedQuerySet(models.QuerySet["Feed"]):
    """Named questions about feeds."""

    def open(self) -> Self:
        """Those whose address still answers."""
        return self.filter(closed_at__isnull=True)


class Feed(models.Model):
    """
    One address for one person's calendar program.

    Only a hash of the address is kept, so it is shown once, when it is made. What it gives is decided at
    each fetch by what the person may see at that moment. `body_hash` and `changed_at` are those of the answer
    that was given last. Changed by `duties.actions` alone; a closed feed stays as a record.
    """

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    scope = models.CharField(_("deadlines of"), max_length=10, choices=FeedScope)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    committee = models.ForeignKey(Committee, models.PROTECT, null=True, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField()
    renewed_at = models.DateTimeField()  # of the address in force
    closed_at = models.DateTimeField(null=True)
    fetched_at = models.DateTimeField(null=True)  # to a quarter of an hour
    body_hash = models.CharField(max_length=64, blank=True, editable=False)
    changed_at = models.DateTimeField(null=True)

    objects = FeedQuerySet.as_manager()
    personal = {
        "person": Personal(
            what=_("Calendar feed: whose it is, of what, when it was made and last fetched"),
            purpose=_("So that the person sees which addresses are in use and can end them."),
            seen_by=_("The person alone."),
            kept=_("As long as official acts name the person."),
        )
    }

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="feed_scope_names_its_thing",
                condition=Q(scope=FeedScope.PERSON, unit__isnull=True, committee__isnull=True)
                | Q(scope=FeedScope.UNIT, unit__isnull=False, committee__isnull=True)
                | Q(scope=FeedScope.COMMITTEE, unit__isnull=True, committee__isnull=False),
            ),
        )
        indexes = (models.Index(fields=["person", "closed_at"], name="feed_of_person"),)

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """What the calendar is of, in words; `unit` and `committee` are loaded."""
        named = self.unit or self.committee
        return named.name if named else str(FeedScope.PERSON.label)
