"""Posts: what a person does at a unit, with dates."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from giaoban.foundation.personal import of_an_office
from giaoban.units.models.tree import Unit
from giaoban.units.vocabulary import PostRole


class PostQuerySet(models.QuerySet["Post"]):
    """Named questions about posts."""

    def held(self, *, on: date) -> Self:
        """Posts held on the calendar date `on`."""
        return self.filter(Q(since__lte=on), Q(until__isnull=True) | Q(until__gte=on))


class Post(models.Model):
    """A person at a unit in a role, from one day to another (both included)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="posts")
    role = models.CharField(_("role"), max_length=14, choices=PostRole)
    title = models.CharField(_("office"), max_length=120, blank=True)  # "Giám đốc", "Chánh Văn phòng"
    since = models.DateField(_("from"))
    until = models.DateField(_("to"), null=True, blank=True)

    objects = PostQuerySet.as_manager()
    personal = {"person": of_an_office(_("Post at a unit: who holds it, from when to when"))}

    class Meta:
        indexes = (models.Index(fields=["person", "since"], name="post_by_person"),)

    def __str__(self) -> str:
        return f"{self.title or PostRole(self.role).label}, {self.unit}"
