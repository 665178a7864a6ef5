"""Words of the papers room."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentType(models.TextChoices):
    """Types of papers that give work; abbreviations of Decree 30/2020, annex III."""

    NOTICE = "TB", _("Notice")
    DIRECTIVE = "CT", _("Directive")
    PLAN = "KH", _("Plan")
    DECISION = "QĐ", _("Decision")
    RESOLUTION = "NQ", _("Resolution")
    DISPATCH = "CĐ", _("Urgent dispatch")
    PROGRAMME = "CTr", _("Programme")
    LETTER = "CV", _("Official letter")
    OTHER = "", _("Other paper")


class Verb(models.TextChoices):
    """Acts of this room in the journal."""

    REGISTERED = "documents.registered", _("registered a paper")
    CHANGED = "documents.changed", _("changed the details of a paper")
    DOWNLOADED = "documents.downloaded", _("downloaded a paper")
