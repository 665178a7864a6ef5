"""Consolidated reports: frozen figures, the words around them, Word templates, files made of them."""

from __future__ import annotations

import hashlib
import json
import zlib
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from giaoban.documents.models import Draft
from giaoban.files.models import StoredFile
from giaoban.foundation.codes import public_code
from giaoban.foundation.personal import of_an_act
from giaoban.reports.models.period import Period
from giaoban.reports.models.regime import Regime
from giaoban.reports.vocabulary import FileKind, SnapshotKind
from giaoban.units.models import Committee, Unit

if TYPE_CHECKING:
    from giaoban.units.reads import Officer


def _of_units_read_by(officer: Officer) -> Q:
    """Things whose `owner` is a unit at or below a post of `officer`."""
    within = Q(pk__in=[])
    for path in officer.reading_paths:
        within |= Q(owner__path__startswith=path)
    return within


class TemplateQuerySet(models.QuerySet["Template"]):
    """Named questions about Word templates."""

    def visible_to(self, officer: Officer | None) -> Self:
        """Templates of committees that `officer` reads whole, and of units at or below a post of theirs."""
        if officer is None:
            return self.none()
        return self.filter(Q(committee__in=officer.whole_committee_ids) | _of_units_read_by(officer))

    def usable(self, *, committee_id: int, owner_id: int | None) -> Self:
        """Templates in use that a report may be written with: the committee's, and the owner's own."""
        own = Q(owner__isnull=True) if owner_id is None else Q(owner__isnull=True) | Q(owner=owner_id)
        return self.filter(own, committee=committee_id, retired_at__isnull=True)

    def for_list(self) -> Self:
        """All that one list row shows; those in use first."""
        rows = self.select_related("committee", "owner", "file", "made_by")
        return rows.order_by(models.F("retired_at").asc(nulls_first=True), "name", "pk")


class Template(models.Model):
    """
    An ordinary Word file with fields, by which consolidated reports are written; never changed.

    `owner` is the reporting unit whose own it is; None: the committee's, for all who report to it.
    """

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    committee = models.ForeignKey(Committee, models.PROTECT, related_name="+", verbose_name=_("committee"))
    owner = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    retired_at = models.DateTimeField(null=True)

    objects = TemplateQuerySet.as_manager()
    personal = {"made_by": of_an_act(_("Word template: who kept it"))}

    class Meta:
        indexes = (models.Index(fields=["committee", "owner"], name="template_by_committee"),)

    def __str__(self) -> str:
        return self.name


class SnapshotQuerySet(models.QuerySet["Snapshot"]):
    """Named questions about snapshots."""

    def visible_to(self, officer: Officer | None) -> Self:
        """Snapshots of committees that `officer` reads whole, and of units at or below a post of theirs."""
        if officer is None:
            return self.none()
        return self.filter(Q(regime__committee__in=officer.whole_committee_ids) | _of_units_read_by(officer))

    def for_list(self) -> Self:
        """All that one list row shows, the newest first; the content is left in the database."""
        rows = self.select_related("regime__committee", "unit", "owner", "made_by", "first", "last")
        return rows.defer("packed").order_by("-made_at", "-pk")


class Snapshot(models.Model):
    """
    All that a consolidated report says in numbers and in the units' own words, frozen at `made_at`.

    `packed` is canonical JSON (keys in order, no spaces), compressed; `sha256` is of the JSON itself. The
    screen, the workbook, the Word file and the PDF are all written from it and name its code and hash.
    `owner` is the reporting unit whose own report it is; None: the committee's.
    """

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    regime = models.ForeignKey(Regime, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    owner = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=8, choices=SnapshotKind)
    first = models.ForeignKey(Period, models.PROTECT, related_name="+")
    last = models.ForeignKey(Period, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)  # "Tháng 01/2026", "Từ Tháng 01/2024 đến Tháng 06/2026"
    packed = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = SnapshotQuerySet.as_manager()
    personal = {"made_by": of_an_act(_("Consolidated report: who froze its figures"))}

    class Meta:
        indexes = (
            models.Index(fields=["regime", "unit", "-made_at"], name="snapshot_by_unit"),
            models.Index(fields=["owner", "-made_at"], name="snapshot_by_owner"),
        )

    def __str__(self) -> str:
        return f"{self.unit}: {self.name}"

    @cached_property
    def content(self) -> dict[str, Any]:
        """What was frozen. Raises ValueError when the bytes are not those that were hashed."""
        data = zlib.decompress(bytes(self.packed))
        if hashlib.sha256(data).hexdigest() != self.sha256:
            raise ValueError(f"snapshot {self.code} is not what was frozen")
        found: dict[str, Any] = json.loads(data)
        return found


class Consolidation(models.Model):
    """
    The words of a consolidated report as the standing office edited them; each save is a new version.

    `words` holds a text by the key of each part of the report. `draft` is the paper that was begun from this
    version in `documents`, None for none.
    """

    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    words = models.JSONField(default=dict)
    draft = models.ForeignKey(Draft, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    personal = {"made_by": of_an_act(_("Consolidated report: who edited its words"))}

    class Meta:
        constraints = (models.UniqueConstraint(fields=["snapshot", "number"], name="consolidation_once"),)

    def __str__(self) -> str:
        return f"{self.snapshot} ({self.number})"


class MadeFile(models.Model):
    """
    A Word file or PDF of one version, made by the worker; asked for again it is the same file.

    `template` None is the standard one. `percent` tells how far it is, `failed` why there is no file.
    """

    consolidation = models.ForeignKey(Consolidation, models.PROTECT, related_name="files")
    template = models.ForeignKey(Template, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=4, choices=FileKind)
    percent = models.PositiveSmallIntegerField(default=0)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    failed = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True)

    personal = {"asked_by": of_an_act(_("Consolidated report: who had a file made"))}

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["consolidation", "template", "kind"], name="made_file_once"),
            models.UniqueConstraint(
                fields=["consolidation", "kind"],
                condition=Q(template__isnull=True),
                name="made_file_standard",
            ),
        )

    def __str__(self) -> str:
        return f"{self.consolidation}.{self.kind}"
