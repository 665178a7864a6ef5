"""Words of the people room."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Honorific(models.TextChoices):
    """How a person is addressed; from the person, never guessed from a name."""

    NONE = "", "—"
    MR = "mr", _("Mr")
    MS = "ms", _("Ms")
    COMRADE = "comrade", _("Comrade")


class Verb(models.TextChoices):
    """Acts of this room in the journal."""

    ADDED = "people.added", _("added a person")
    CHANGED = "people.changed", _("changed a person's details")
    INVITED = "people.invited", _("sent an invitation")
    JOINED = "people.joined", _("accepted the invitation and chose a password")
    DISABLED = "people.disabled", _("closed an account")
    ENABLED = "people.enabled", _("opened an account again")
    PASSWORD_CHANGED = "people.password_changed", _("changed the password")
    SIGNED_IN = "people.signed_in", _("signed in")
