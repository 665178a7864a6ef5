"""Words of the briefing room."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Verb(models.TextChoices):
    """Acts of this room in the journal."""

    WRITTEN = "briefing.written", _("wrote a brief")
    EDITED = "briefing.edited", _("changed the words of a brief")
    RECOUNTED = "briefing.recounted", _("counted the figures of a brief again")
    ISSUED = "briefing.issued", _("issued a brief to the members")
