"""Words of the outbox."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    """How far a message has come; it follows from the row and is not stored."""

    WAITING = "waiting", pgettext_lazy("message", "Waiting")
    TRYING = "trying", pgettext_lazy("message", "Being tried")
    DONE = "done", pgettext_lazy("message", "Done")
    GIVEN_UP = "given_up", pgettext_lazy("message", "Given up")


KIND_WORDS = {"daily": _("A job of the day"), "mail": _("A letter")}
